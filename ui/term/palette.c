/*
 * The menu of all commands: what is typed finds one by a part of its name or sentence, in either
 * language, or by the pinyin of its Chinese name; a number takes the row that has it, so that the
 * number pad alone is enough. A place has its own number wherever the menu is opened; what else is
 * offered is numbered behind.
 */
#include "ui/term/palette.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/pinyin.h"
#include "ui/term/alive.h"
#include "ui/term/edit.h"
#include "ui/term/engine.h"
#include "ui/term/list.h"

enum {
	QUERY_SIZE = 64,
	NAME_COLUMNS = 24,
	KEY_COLUMNS = 15,
	SENTENCE_COLUMNS = 60,
	PALETTE_COLUMNS = 3 + 1 + NAME_COLUMNS + 1 + KEY_COLUMNS + 1 + SENTENCE_COLUMNS,
	LIST_LINE = 2,
	ROWS_MOST = 20,
	NOTE_LINES = 3,
	SUBJECT_SIZE = 1024,
	NUMBER_BEHIND_PLACES = 10,
};

/* How well a command fits; the best come first. */
enum fit { FIT_NONE, FIT_SENTENCE, FIT_NAME, FIT_BEGINNING, FIT_COUNT };

/* What is searched for one command, made when it is first needed. */
struct subject {
	bool made;
	struct pinyin pinyin;
};

struct palette {
	const struct screen *asker; /* the screen beneath */
	struct edit query;
	/* Every command that can be done, the places first and then the asker's own; those that
	 * fit, best first. */
	enum command offered[COMMAND_COUNT], shown[COMMAND_COUNT];
	int number[COMMAND_COUNT];
	struct subject *subject; /* one for each command */
	size_t offered_count, shown_count;
	struct list list;
};

/* ---- what is offered ---- */

static void offer(struct palette *palette, enum command command)
{
	/* A command without a name is a key of its screen and of nothing else. */
	const struct terminal_host *host = &palette->asker->terminal->host;

	if (command_label(command)[0] == '\0' ||
	    !alive_may(palette->asker->terminal, command, NULL, 0))
		return;
	palette->number[command] = NUMBER_BEHIND_PLACES + (int)palette->offered_count -
				   host->place_count;
	palette->offered[palette->offered_count++] = command;
}

static void offer_places(struct palette *palette)
{
	const struct terminal_host *host = &palette->asker->terminal->host;

	for (int i = 0; i < host->place_count; i++) {
		offer(palette, host->place[i].command);
		palette->number[host->place[i].command] = host->place[i].number;
	}
}

static bool is_place(const struct terminal_host *host, enum command command)
{
	for (int i = 0; i < host->place_count; i++) {
		if (host->place[i].command == command)
			return true;
	}
	return false;
}

/* The commands of a context; with a screen, those that apply to it. */
static void offer_context(struct palette *palette, enum context context,
			  const struct screen *screen)
{
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		enum command command = (enum command)i;

		if (command_context(command) == context &&
		    (!screen || alive_applies(screen, command)))
			offer(palette, command);
	}
}

/* What is known everywhere and is no place. What stands here by name comes last. */
static void offer_everywhere(struct palette *palette)
{
	static const enum command last[] = { COMMAND_HELP,    COMMAND_STAFF,   COMMAND_LOCK,
					     COMMAND_REFRESH, COMMAND_SUSPEND, COMMAND_QUIT };
	const struct screen *asker = palette->asker;

	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		enum command command = (enum command)i;
		bool listed = command == COMMAND_BACK || command == COMMAND_PALETTE ||
			      is_place(&asker->terminal->host, command);

		for (size_t k = 0; k < sizeof(last) / sizeof(last[0]); k++)
			listed = listed || last[k] == command;
		if (command_context(command) == CONTEXT_EVERYWHERE && !listed &&
		    alive_command(asker, command))
			offer(palette, command);
	}
	for (size_t k = 0; k < sizeof(last) / sizeof(last[0]); k++) {
		if (alive_command(asker, last[k]))
			offer(palette, last[k]);
	}
}

static void offer_all(struct palette *palette)
{
	const struct screen *asker = palette->asker;
	const struct terminal *terminal = asker->terminal;
	const struct terminal_host *host = &terminal->host;
	const enum context own = asker->ops->context;

	offer_places(palette);
	if (own != CONTEXT_EVERYWHERE)
		offer_context(palette, own, asker);
	offer_everywhere(palette);
	for (int i = 0; i < host->place_count; i++) {
		const struct stack *stack = &terminal->stack[i];
		const struct screen *front = stack->depth > 0 ? stack->screen[stack->depth - 1]
							      : NULL;
		enum context context = host->place[i].ops->context;

		/* A place that was never shown says only when it is opened what it can do. */
		if (context != own && (!front || front->ops->context == context))
			offer_context(palette, context, front);
	}
}

/* ---- what fits ---- */

static enum fit fit_text(const char *text, const char *word)
{
	char lower[SUBJECT_SIZE];
	const char *found;

	text_copy(lower, sizeof(lower), text);
	found = strstr(text_lower(lower), word);
	if (!found)
		return FIT_NONE;
	return found == lower ? FIT_BEGINNING : FIT_NAME;
}

static enum fit better(enum fit one, enum fit other)
{
	return one > other ? one : other;
}

static enum fit fit_pinyin(struct palette *palette, enum command command, const char *word)
{
	struct subject *subject = &palette->subject[command];
	const char *label = command_label(command);
	enum fit fit = FIT_NONE;

	if (!text_has_han(label))
		return FIT_NONE;
	if (!subject->made) {
		pinyin_of_name(label, &subject->pinyin);
		subject->made = true;
	}
	for (size_t i = 0; i < subject->pinyin.count; i++)
		fit = better(fit, fit_text(subject->pinyin.keys[i], word));
	return fit;
}

static enum fit fit_word(struct palette *palette, enum command command, const char *word)
{
	enum fit fit = better(fit_text(command_label(command), word),
			      fit_text(command_label_in_english(command), word));

	if (fit < FIT_BEGINNING)
		fit = better(fit, fit_pinyin(palette, command, word));
	if (fit == FIT_NONE && (fit_text(command_sentence(command), word) ||
				fit_text(command_sentence_in_english(command), word)))
		fit = FIT_SENTENCE;
	return fit;
}

/* Every word must fit; the worst of them counts. */
static enum fit fit_query(struct palette *palette, enum command command, const char *query)
{
	char copy[QUERY_SIZE], *rest = copy, *word;
	enum fit fit = FIT_BEGINNING;

	text_copy(copy, sizeof(copy), query);
	while (fit > FIT_NONE && (word = strsep(&rest, " ")) != NULL) {
		enum fit this = *word ? fit_word(palette, command, word) : fit;

		fit = this < fit ? this : fit;
	}
	return fit;
}

static void list_fitting(struct palette *palette, const char *query)
{
	enum fit fit[COMMAND_COUNT];

	palette->shown_count = 0;
	for (size_t i = 0; i < palette->offered_count; i++)
		fit[i] = fit_query(palette, palette->offered[i], query);
	for (int wanted = FIT_COUNT - 1; wanted > FIT_NONE; wanted--) {
		for (size_t i = 0; i < palette->offered_count; i++) {
			if (fit[i] == (enum fit)wanted)
				palette->shown[palette->shown_count++] = palette->offered[i];
		}
	}
}

static bool select_number(struct palette *palette, int number)
{
	for (size_t i = 0; i < palette->offered_count; i++) {
		if (palette->number[palette->offered[i]] == number)
			return list_select(&palette->list, palette->offered[i]);
	}
	return false;
}

static void search(struct palette *palette)
{
	char query[QUERY_SIZE];
	int64_t number;

	text_copy(query, sizeof(query), palette->query.text);
	text_lower(text_trim(text_narrow(query)));
	if (text_is_digits(query)) {
		/* A row's number: nothing is left out. */
		list_fitting(palette, "");
		list_set(&palette->list, palette, palette->shown_count);
		palette->list.empty = N_("No command has that number.");
		if (!text_to_number(query, 0, INT32_MAX, &number) ||
		    !select_number(palette, (int)number))
			list_set(&palette->list, palette, 0);
		return;
	}
	palette->list.empty = N_("No such command. Backspace deletes a letter, Esc closes.");
	list_fitting(palette, query);
	list_set(&palette->list, palette, palette->shown_count);
	list_command(&palette->list, COMMAND_LIST_FIRST);
}

/* ---- the screen ---- */

enum { COLUMN_NUMBER, COLUMN_NAME, COLUMN_KEYS, COLUMN_SENTENCE };

static const struct list_column columns[] = {
	{ .title = "", .columns = 3, .side = TEXT_RIGHT },
	{ .title = "", .columns = NAME_COLUMNS, .flexible = true },
	{ .title = "", .columns = KEY_COLUMNS },
	{ .title = "", .columns = SENTENCE_COLUMNS, .gives_way = 1 },
};

static bool is_of_asker(const struct palette *palette, enum context context)
{
	return context == CONTEXT_EVERYWHERE || context == palette->asker->ops->context;
}

/* The keys that work where the menu was opened; of another place, those that work there. */
static void keys_cell(const struct palette *palette, enum command command, char *out, size_t size)
{
	char keys[KEYS_TEXT_SIZE];

	if (is_of_asker(palette, command_context(command)))
		alive_keys(palette->asker, command, keys);
	else
		keymap_labels(palette->asker->terminal->host.keymap, command, keys);
	text_copy(out, size, keys);
}

static void palette_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct palette *palette = rows;
	enum command command = palette->shown[row];
	enum context context = command_context(command);

	switch (column) {
	case COLUMN_NUMBER: text_format(out, size, "%d", palette->number[command]); break;
	case COLUMN_NAME:
		if (is_of_asker(palette, context))
			text_copy(out, size, command_label(command));
		else
			text_format(out, size, _("%s: %s"), context_title(context),
				    command_label(command));
		break;
	case COLUMN_KEYS: keys_cell(palette, command, out, size); break;
	case COLUMN_SENTENCE: text_copy(out, size, command_sentence(command)); break;
	default: break;
	}
}

static int64_t palette_id(const void *rows, size_t row)
{
	const struct palette *palette = rows;

	return palette->shown[row];
}

static const struct list_ops palette_list = { .cell = palette_cell, .id = palette_id };

static enum status open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct palette *palette = screen->state;

	(void)problem;
	palette->asker = argument;
	palette->subject = memory_new(COMMAND_COUNT, sizeof(*palette->subject));
	edit_init(&palette->query, QUERY_SIZE);
	offer_all(palette);
	list_init(&palette->list, &palette_list, columns, sizeof(columns) / sizeof(columns[0]), "");
	search(palette);
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	return STATUS_OK;
}

static void close_palette(struct screen *screen)
{
	struct palette *palette = screen->state;

	free(palette->subject);
}

static void size(const struct screen *screen, int *lines, int *columns_wanted)
{
	(void)screen;
	/* It stays where it is while fewer and fewer rows fit. */
	*lines = LIST_LINE + ROWS_MOST + NOTE_LINES;
	*columns_wanted = PALETTE_COLUMNS;
}

static void draw(struct screen *screen, const struct canvas *canvas)
{
	struct palette *palette = screen->state;
	struct canvas rows = canvas_part(canvas, LIST_LINE, 0,
					 canvas->lines - LIST_LINE - NOTE_LINES, canvas->columns);
	const char *label = _("Find");
	int column = text_columns(label) + 1;
	size_t row;

	draw_text(canvas, 0, 0, canvas->columns, STYLE_KEY, label);
	draw_text(canvas, 0, column + QUERY_SIZE / 2 + 1, canvas->columns, STYLE_FAINT,
		  _("a word, pinyin or the number"));
	list_draw(&palette->list, &rows, true);
	if (list_selected(&palette->list, &row))
		draw_paragraph(canvas, canvas->lines - NOTE_LINES + 1, 0, canvas->columns,
			       STYLE_NORMAL, command_sentence(palette->shown[row]));
	/* The arrows move in the list, but it is the field that is typed into. */
	edit_draw(&palette->query, canvas, 0, column, QUERY_SIZE / 2, true);
}

static unsigned choose(struct screen *screen)
{
	struct palette *palette = screen->state;
	size_t row;

	if (!list_selected(&palette->list, &row))
		return SCREEN_DONE;
	screen->answer.given = true;
	screen->answer.id = palette->shown[row];
	return SCREEN_CLOSE;
}

static unsigned command(struct screen *screen, enum command given)
{
	struct palette *palette = screen->state;

	switch (given) {
	case COMMAND_PALETTE: return SCREEN_CLOSE;
	case COMMAND_FORM_ENTER: return choose(screen);
	case COMMAND_FORM_NEXT: return list_command(&palette->list, COMMAND_LIST_DOWN);
	case COMMAND_FORM_PREVIOUS: return list_command(&palette->list, COMMAND_LIST_UP);
	default: break;
	}
	if (!edit_command(&palette->query, given))
		return SCREEN_PASS;
	search(palette);
	return SCREEN_DRAW;
}

static unsigned text(struct screen *screen, const char *typed)
{
	struct palette *palette = screen->state;

	/* On the number pad: the pages as in every list, and the key that opened it closes it. */
	if (palette->query.text[0] == '\0') {
		char key[QUERY_SIZE];

		text_copy(key, sizeof(key), typed);
		text_narrow(key);
		if (strcmp(key, "+") == 0)
			return list_command(&palette->list, COMMAND_LIST_PAGE_DOWN);
		if (strcmp(key, "-") == 0)
			return list_command(&palette->list, COMMAND_LIST_PAGE_UP);
		if (strcmp(key, ".") == 0)
			return SCREEN_CLOSE;
	}
	edit_insert(&palette->query, typed);
	search(palette);
	return SCREEN_DRAW;
}

/* Esc says how it is closed. */
static bool applies(const struct screen *screen, enum command given)
{
	(void)screen;
	return given != COMMAND_PALETTE;
}

static const struct screen_ops palette_ops = {
	.name = "palette",
	.context = CONTEXT_EVERYWHERE,
	.title = N_("Menu"),
	.state_size = sizeof(struct palette),
	.leaves_freely = true,
	.passing = true,
	.open = open,
	.draw = draw,
	.command = command,
	.text = text,
	.applies = applies,
	.size = size,
	.close = close_palette,
};

bool palette_open(struct screen *screen)
{
	return screen_push(screen, &palette_ops, screen, QUESTION_PALETTE);
}
