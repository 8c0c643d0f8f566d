#include "tests/screens/sample.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/term/progress.h"

/* The engine hands the desk on without looking at it, so here it is the sample. */
static struct sample *sample_of(const struct screen *screen)
{
	return (struct sample *)(void *)screen->desk;
}

static void note(const struct screen *screen, const char *what, const char *text)
{
	struct sample *sample = sample_of(screen);
	size_t length = strlen(sample->log);

	text_format(sample->log + length, sizeof(sample->log) - length, "%s(%s) ", what, text);
}

/* ---- the list ---- */

struct queue {
	struct list list;
};

static void cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct sample_row *this = (const struct sample_row *)rows + row;

	switch (column) {
	case 0: text_format(out, size, "%d", (int)this->id); break;
	case 1: text_copy(out, size, this->name); break;
	default: text_copy(out, size, this->note); break;
	}
}

static int64_t id(const void *rows, size_t row)
{
	return ((const struct sample_row *)rows)[row].id;
}

static const struct list_ops names = { .cell = cell, .id = id };

static const struct list_column columns[] = {
	{ .title = N_("No."), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Name"), .columns = 12, .flexible = true },
	{ .title = N_("Note"), .columns = 30, .gives_way = 1 },
};

static enum status queue_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct queue *queue = screen->state;

	(void)argument;
	(void)problem;
	list_init(&queue->list, &names, columns, 3, N_("Nobody is waiting."));
	screen_use_list(screen, &queue->list);
	screen->widget = CONTEXT_LIST;
	return STATUS_OK;
}

static enum status queue_load(struct screen *screen, struct problem *problem)
{
	struct sample *sample = sample_of(screen);
	struct queue *queue = screen->state;

	sample->loads++;
	if (sample->fails != STATUS_OK)
		return problem_set(problem, sample->fails, "The disk is on strike.");
	list_set(&queue->list, sample->row, sample->count);
	return STATUS_OK;
}

static void queue_draw(struct screen *screen, const struct canvas *canvas)
{
	struct queue *queue = screen->state;

	sample_of(screen)->draws++;
	list_draw(&queue->list, canvas, true);
}

static unsigned queue_command(struct screen *screen, enum command command)
{
	static const struct dialog_item doctors[] = { { 70, "Li Lei" }, { 71, "韩梅梅" } };
	struct queue *queue = screen->state;

	switch (command) {
	case COMMAND_QUEUE_CALL:
		dialog_ask(screen, 1, "Call", "Call the next patient?");
		return SCREEN_DONE;
	case COMMAND_QUEUE_DOCTOR:
		dialog_pick(screen, 2, "Doctor", doctors, 2, 71);
		return SCREEN_DONE;
	case COMMAND_QUEUE_MISS:
		dialog_prompt(screen, 3,
			      &(struct dialog_prompt){ .title = "Reason",
						       .text = "Why was the call missed?",
						       .label = N_("Reason"),
						       .limit = 40 });
		return SCREEN_DONE;
	case COMMAND_QUEUE_FINISH:
		dialog_read(screen, "History", "one\ntwo\nthree");
		return SCREEN_DONE;
	case COMMAND_QUEUE_RETURN: screen_say(screen, SAY_ERROR, "%s", "No."); return SCREEN_RELOAD;
	default: return list_command(&queue->list, command);
	}
}

static unsigned queue_scan(struct screen *screen, const char *text)
{
	note(screen, "scan", text);
	return SCREEN_DONE;
}

static unsigned queue_result(struct screen *screen, int question, const struct answer *answer)
{
	char text[ANSWER_SIZE + 64];

	text_format(text, sizeof(text), "%d: %s %d %d '%s'", question,
		    answer->given ? "given" : "not given", answer->choice, (int)answer->id,
		    answer->text);
	note(screen, "result", text);
	return SCREEN_DRAW;
}

static void queue_close(struct screen *screen)
{
	note(screen, "close", "queue");
}

static bool queue_applies(const struct screen *screen, enum command command)
{
	return command != COMMAND_QUEUE_FINISH || sample_of(screen)->count > 0;
}

const struct screen_ops sample_queue = {
	.name = "queue",
	.context = CONTEXT_QUEUE,
	.title = N_("Queue"),
	.state_size = sizeof(struct queue),
	.open = queue_open,
	.load = queue_load,
	.draw = queue_draw,
	.command = queue_command,
	.scan = queue_scan,
	.result = queue_result,
	.applies = queue_applies,
	.close = queue_close,
};

/* ---- the form ---- */

struct registering {
	struct field field[3];
	struct form form;
};

static enum status register_open(struct screen *screen, const void *argument,
				 struct problem *problem)
{
	static const char *const sexes[] = { N_("Unknown"), N_("Female"), N_("Male"), NULL };
	struct registering *state = screen->state;

	(void)argument;
	(void)problem;
	state->field[0] = (struct field){ .label = N_("Name"), .limit = 97, .columns = 20 };
	state->field[1] = (struct field){
		.label = N_("Phone"), .kind = FIELD_DIGITS, .limit = 21, .columns = 20
	};
	state->field[2] = (struct field){
		.label = N_("Sex"), .kind = FIELD_CHOICE, .choices = sexes, .columns = 20
	};
	form_init(&state->form, state->field, 3);
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	return STATUS_OK;
}

static void register_draw(struct screen *screen, const struct canvas *canvas)
{
	struct registering *state = screen->state;

	sample_of(screen)->draws++;
	form_draw(&state->form, canvas, true);
}

static unsigned register_command(struct screen *screen, enum command command)
{
	struct registering *state = screen->state;

	switch (form_command(&state->form, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED:
		note(screen, "confirmed", form_value(&state->form, 0));
		if (!*form_value(&state->form, 1))
			form_problem(&state->form, 1, "A phone number is needed.");
		return SCREEN_DRAW;
	default: return SCREEN_DRAW;
	}
}

static unsigned register_text(struct screen *screen, const char *text)
{
	struct registering *state = screen->state;

	return form_text(&state->form, text) == FORM_PASS ? SCREEN_PASS : SCREEN_DRAW;
}

static struct form *register_draft(struct screen *screen, int64_t *subject)
{
	struct registering *state = screen->state;

	*subject = 7;
	return &state->form;
}

static void register_drafted(struct screen *screen)
{
	note(screen, "drafted", "");
}

static bool register_reopen(struct screen *screen, const char *name, int64_t subject)
{
	note(screen, "reopen", name);
	return subject == 7 && strcmp(name, screen->ops->name) == 0;
}

const struct screen_ops sample_register = {
	.name = "register",
	.context = CONTEXT_REGISTER,
	.title = N_("Register"),
	.state_size = sizeof(struct registering),
	.open = register_open,
	.draw = register_draw,
	.command = register_command,
	.text = register_text,
	.draft = register_draft,
	.drafted = register_drafted,
	.reopen = register_reopen,
};

/* ---- the entry ---- */

static void entry_draw(struct screen *screen, const struct canvas *canvas)
{
	(void)screen;
	draw_text(canvas, 1, 2, canvas->columns, STYLE_NORMAL, "Who works here?");
}

static unsigned entry_command(struct screen *screen, enum command command)
{
	(void)screen;
	return command == COMMAND_SIGNIN_ENTER ? SCREEN_CLOSE : SCREEN_PASS;
}

const struct screen_ops sample_entry = {
	.name = "entry",
	.context = CONTEXT_SIGNIN,
	.title = N_("Sign in"),
	.leaves_freely = true,
	.draw = entry_draw,
	.command = entry_command,
};

/* ---- the host ---- */

static bool changed(void *context)
{
	struct sample *sample = context;
	bool was = sample->changed;

	sample->changed = false;
	return was;
}

static void status(void *context, char *left, size_t left_size, char *right, size_t right_size)
{
	const struct sample *sample = context;

	text_copy(left, left_size, "中心诊所");
	text_format(right, right_size, "Li Na, counter 1  %s", sample->clock);
}

void sample_init(struct sample *sample, struct terminal_host *host)
{
	static const struct sample_row rows[] = {
		{ 1, "张伟", "first" },
		{ 2, "欧阳娜娜", "" },
		{ 3, "\033[2J\033]0;owned\007", "an escape sequence" },
		{ 4, "right \xE2\x80\xAE to left", "a bidi override" },
		{ 5, "broken \xFF\xC3( bytes", "" },
		{ 6, "𠮷野家", "beyond the BMP" },
	};

	memset(sample, 0, sizeof(*sample));
	sample->count = sizeof(rows) / sizeof(rows[0]);
	memcpy(sample->row, rows, sizeof(rows));
	sample->clock = "2026-11-21 08:05";
	sample->place[0] = (struct place){ COMMAND_QUEUE, &sample_queue, 3 };
	sample->place[1] = (struct place){ COMMAND_REGISTER, &sample_register, 2 };
	*host = (struct terminal_host){ .desk = (struct desk *)(void *)sample,
					.context = sample,
					.place = sample->place,
					.place_count = 2,
					.changed = changed,
					.status = status };
}
