#include "ui/screens/settings/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/setting.h"
#include "ui/screens/settings/settings_rows.h"
#include "ui/screens/words.h"
#include "ui/term/choices.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"

enum { QUESTION_FOLLOWS, BOX_COLUMNS = 70, VALUE_FIELD = 0, REMARK_FIELD, FIELD_COUNT };

/* So many values that a rule had are told; "frontdesk setting history" has all. */
enum { TOLD_MOST = 3 };

struct changing {
	struct setting_row row;
	struct settings_file file;
	struct form form;
	struct field field[FIELD_COUNT];
	struct choices choices;
	char heading[4 * CONFIG_TEXT_SIZE];
	char seen[SETTING_VALUE_SIZE]; /* the value when it was opened */
	char words[4 * SETTING_WORDS_SIZE];
};

static const struct settings *said(const struct screen *screen)
{
	const struct changing *state = screen->state;

	return setting_row_said(&state->row, &screen->desk->settings, &state->file);
}

/* What it was, the newest first. */
static enum status tell_history(struct screen *screen, struct problem *problem)
{
	struct changing *state = screen->state;
	struct rule_entry *rows = NULL;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (setting_row_is_rule(&state->row))
		status = rules_history(screen->desk, state->row.place, &rows, &count);
	if (status)
		*problem = screen->desk->problem;
	for (size_t i = 0; i < count && i < TOLD_MOST; i++) {
		const size_t used = strlen(state->words);
		char at[CLOCK_TEXT_SIZE];

		text_format(state->words + used, sizeof(state->words) - used,
			    _("\n%s by %s at counter %s: %s %s"), clock_format(rows[i].at_ms, at),
			    rows[i].staff, rows[i].counter, setting_shown(rows[i].value),
			    rows[i].remark);
	}
	free(rows);
	return status;
}

static void prepare_value(struct changing *state)
{
	struct field *field = &state->field[VALUE_FIELD];
	const struct setting *setting;

	*field = (struct field){ .label = N_("Value"), .limit = SETTING_VALUE_SIZE };
	if (state->row.command != COMMAND_NONE)
		return;
	setting = setting_at(state->row.place);
	if (setting->kind == SETTING_IS_CHOICE) {
		field->kind = FIELD_CHOICE;
		choices_cut(&state->choices, setting->choices);
		field->choices = state->choices.text;
		field->choice = choices_find(&state->choices, state->seen);
	} else if (setting->kind == SETTING_IS_NUMBER) {
		field->kind = FIELD_DIGITS;
	}
}

static enum status setting_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct changing *state = screen->state;
	enum status status = STATUS_OK;

	memcpy(&state->row, argument, sizeof(state->row));
	if (!setting_row_is_rule(&state->row))
		status = settings_file_read(&state->file, screen->desk->settings.path, problem);
	setting_row_words(&state->row, state->words, sizeof(state->words));
	if (!status)
		status = tell_history(screen, problem);
	if (status) {
		settings_file_release(&state->file);
		return status;
	}
	setting_row_value(&state->row, said(screen), state->seen);
	prepare_value(state);
	state->field[REMARK_FIELD] = (struct field){ .label = N_("Remark"),
						     .limit = RULE_REMARK_SIZE };
	screen_use_form(screen, &state->form, state->field,
			setting_row_is_rule(&state->row) ? FIELD_COUNT : REMARK_FIELD);
	if (state->field[VALUE_FIELD].kind != FIELD_CHOICE)
		form_set(&state->form, VALUE_FIELD, state->seen);
	setting_row_title(&state->row, state->heading, sizeof(state->heading));
	return STATUS_OK;
}

static void setting_close(struct screen *screen)
{
	struct changing *state = screen->state;

	settings_file_release(&state->file);
}

static void setting_size(const struct screen *screen, int *lines, int *columns)
{
	const struct changing *state = screen->state;

	*columns = BOX_COLUMNS;
	*lines = draw_paragraph_lines(BOX_COLUMNS, state->words) + 1 + form_lines(&state->form);
}

static const char *setting_heading(const struct screen *screen)
{
	const struct changing *state = screen->state;

	return state->heading;
}

static void setting_draw(struct screen *screen, const struct canvas *canvas)
{
	struct changing *state = screen->state;
	struct canvas part;
	int line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, state->words) + 1;

	part = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	form_draw(&state->form, &part, true);
}

static const char *typed(const struct changing *state)
{
	const struct field *field = &state->field[VALUE_FIELD];

	return field->kind == FIELD_CHOICE ? state->choices.word[field->choice]
					   : form_value(&state->form, VALUE_FIELD);
}

static unsigned refuse(struct screen *screen)
{
	struct changing *state = screen->state;

	form_problem(&state->form, VALUE_FIELD, screen->desk->problem.message);
	return SCREEN_DRAW;
}

/* What is typed stays; what it is now is looked at anew. */
static enum status look_again(struct screen *screen)
{
	struct changing *state = screen->state;
	enum status status = STATUS_OK;

	if (setting_row_is_rule(&state->row))
		status = desk_take_rules(screen->desk, NULL);
	else {
		settings_file_release(&state->file);
		status = settings_file_read(&state->file, screen->desk->settings.path,
					    &screen->desk->problem);
	}
	if (!status)
		setting_row_value(&state->row, said(screen), state->seen);
	return status;
}

static unsigned save(struct screen *screen)
{
	struct changing *state = screen->state;
	const struct setting_decision decision = {
		.value = typed(state),
		.before = state->seen,
		.remark = setting_row_is_rule(&state->row) ? form_value(&state->form, REMARK_FIELD)
							   : "",
	};
	struct problem kept;
	enum status status;

	status = setting_row_put(screen, &state->file, &state->row, &decision);
	if (!status) {
		screen->answer = (struct answer){ .given = true };
		return SCREEN_CLOSE | SCREEN_RELOAD;
	}
	kept = screen->desk->problem;
	screen_say(screen, SAY_ERROR, _("NOT saved: %s"), kept.message);
	if (status == STATUS_CHANGED_ELSEWHERE && look_again(screen) != STATUS_OK)
		return refuse(screen);
	form_problem(&state->form, VALUE_FIELD, kept.message);
	return SCREEN_RELOAD;
}

static unsigned setting_confirm(struct screen *screen)
{
	struct changing *state = screen->state;
	char after[SETTING_VALUE_SIZE], text[3 * SETTING_WORDS_SIZE];
	const char *follows = setting_row_follows(&state->row);

	form_forget_problems(&state->form);
	if (setting_row_check(&state->row, said(screen), typed(state), after,
			      &screen->desk->problem) != STATUS_OK)
		return refuse(screen);
	if (strcmp(state->seen, after) == 0)
		return SCREEN_CLOSE;
	if (!*follows)
		return save(screen);
	text_format(text, sizeof(text),
		    _("%s: from %s to %s.\n%s\nIt holds at every counter at once. Change it?"),
		    state->heading, setting_shown(state->seen), setting_shown(after), follows);
	dialog_ask(screen, QUESTION_FOLLOWS, _("A rule of the clinic"), text);
	return SCREEN_DRAW;
}

static unsigned setting_command(struct screen *screen, enum command command)
{
	return command == COMMAND_SETTINGS_CHANGE ? setting_confirm(screen) : SCREEN_PASS;
}

static unsigned setting_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_FOLLOWS && answer->given && answer->choice == 1)
		return save(screen);
	return SCREEN_DRAW;
}

static bool setting_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_SETTINGS || command == COMMAND_SETTINGS_CHANGE;
}

const struct screen_ops setting_screen = {
	.name = "setting",
	.context = CONTEXT_SETTINGS,
	.title = N_("Setting"),
	.state_size = sizeof(struct changing),
	.open = setting_open,
	.draw = setting_draw,
	.command = setting_command,
	.confirm = setting_confirm,
	.result = setting_result,
	.applies = setting_applies,
	.size = setting_size,
	.heading = setting_heading,
	.close = setting_close,
};
