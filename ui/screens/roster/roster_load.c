#include "ui/screens/roster/roster_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "exchange/load.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { FILE_LINE, COUNT_LINE, STAGE_LINE, SHOWN_LINE, LIST_LINE, DETAIL_LINES = 5 };
enum { COLUMNS_MOST = 190, SENTENCE_SIZE = 2 * PROBLEM_MESSAGE_SIZE };

/* In the order in which they are shown alone. */
enum outcome_shown { SHOWN_ALL, SHOWN_BAD, SHOWN_ADDED, SHOWN_CHANGED, SHOWN_UNCHANGED, SHOWN_END };

/* A row of the list: a row of the file that would be loaded, or one that is bad. */
struct shown {
	enum outcome_shown outcome;
	long line;
	const struct load_change *change; /* NULL: bad */
	const struct bad_row *bad;
};

struct loading {
	char path[FILE_PATH_SIZE];
	enum load_kind kind;
	struct load_preview preview;
	struct load_result done; /* once it is loaded */
	bool is_loaded;
	enum outcome_shown only;
	struct shown *row;
	size_t count;
	struct list list;
};

enum { COLUMN_LINE, COLUMN_OUTCOME, COLUMN_ABOUT, COLUMN_WHAT };

static const struct list_column columns[] = {
	[COLUMN_LINE] = { .title = N_("Line"), .columns = 5, .side = TEXT_RIGHT },
	[COLUMN_OUTCOME] = { .title = N_("Outcome"), .columns = 9 },
	[COLUMN_ABOUT] = { .title = N_("Record"), .columns = 26 },
	[COLUMN_WHAT] = { .title = N_("Difference"), .columns = 20, .flexible = true },
};

static const char *outcome_words(enum outcome_shown outcome)
{
	switch (outcome) {
	case SHOWN_BAD: return _("BAD");
	case SHOWN_ADDED: return _("added");
	case SHOWN_CHANGED: return _("changed");
	default: return _("as it is");
	}
}

static const char *kind_words(enum load_kind kind)
{
	switch (kind) {
	case LOAD_DEPARTMENTS: return _("Departments");
	case LOAD_DOCTORS: return _("Doctors");
	case LOAD_PATIENTS: return _("Patients");
	default: return _("Roster");
	}
}

/* What differs, and behind it what cannot be done as asked. */
static void what_words(const struct shown *row, char *out, size_t size)
{
	const struct load_change *change = row->change;

	if (row->bad)
		text_copy(out, size, row->bad->message);
	else
		text_format(out, size, "%s%s%s", change->change,
			    change->change[0] && change->notes[0] ? ". " : "", change->notes);
}

static void row_cell(const void *rows, size_t at, int column, char *out, size_t size)
{
	const struct shown *row = &((const struct shown *)rows)[at];

	switch (column) {
	case COLUMN_LINE: text_format(out, size, "%ld", row->line); break;
	case COLUMN_OUTCOME: text_copy(out, size, outcome_words(row->outcome)); break;
	case COLUMN_ABOUT:
		text_copy(out, size, row->bad ? row->bad->column : row->change->about);
		break;
	default: what_words(row, out, size);
	}
}

static int64_t row_id(const void *rows, size_t at)
{
	return ((const struct shown *)rows)[at].line;
}

static enum style row_style(const void *rows, size_t at)
{
	switch (((const struct shown *)rows)[at].outcome) {
	case SHOWN_BAD: return STYLE_ERROR;
	case SHOWN_UNCHANGED: return STYLE_DIM;
	default: return STYLE_NORMAL;
	}
}

static enum outcome_shown outcome_of(enum put_outcome outcome)
{
	switch (outcome) {
	case PUT_ADDED: return SHOWN_ADDED;
	case PUT_CHANGED: return SHOWN_CHANGED;
	case PUT_UNCHANGED:
	default: return SHOWN_UNCHANGED;
	}
}

/* Hands the rows that are shown to the list, the bad ones first. */
static void list_rows(struct loading *state)
{
	const struct load_preview *preview = &state->preview;

	state->count = 0;
	for (size_t i = 0; i < preview->result.bad_count; i++) {
		const struct bad_row *bad = &preview->result.bad[i];

		if (state->only == SHOWN_ALL || state->only == SHOWN_BAD)
			state->row[state->count++] = (struct shown){ SHOWN_BAD, bad->line, NULL,
								     bad };
	}
	for (size_t i = 0; i < preview->count; i++) {
		const struct load_change *change = &preview->change[i];
		enum outcome_shown outcome = outcome_of(change->outcome);

		if (state->only == SHOWN_ALL || state->only == outcome)
			state->row[state->count++] = (struct shown){ outcome, change->line, change,
								     NULL };
	}
	list_set(&state->list, state->row, state->count);
}

/* What loading it would do. Bad rows are shown; a file that cannot be read at all is a problem. */
static enum status look(struct screen *screen, enum load_kind kind)
{
	struct loading *state = screen->state;
	struct load_preview *preview = &state->preview;
	enum status status;

	load_preview_release(preview);
	state->kind = kind;
	status = load_preview_file(screen->desk, kind, state->path, preview);
	if (status && status != STATUS_BAD_ROWS)
		return status;
	free(state->row);
	state->row = memory_new(preview->count + preview->result.bad_count + 1,
				sizeof(*state->row));
	list_rows(state);
	return STATUS_OK;
}

static enum status roster_load_open(struct screen *screen, const void *argument,
				    struct problem *problem)
{
	static const struct list_ops ops = { .cell = row_cell, .id = row_id, .style = row_style };
	struct loading *state = screen->state;
	enum load_kind kind;
	enum status status;

	text_copy(state->path, sizeof(state->path), argument);
	list_init(&state->list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("There is no row in this file."));
	screen->widget = CONTEXT_LIST;
	status = load_kind_of_file(state->path, &kind, problem);
	if (status)
		return status;
	status = look(screen, kind);
	if (status) {
		*problem = screen->desk->problem;
		load_preview_release(&state->preview);
	}
	return status;
}

static void roster_load_close(struct screen *screen)
{
	struct loading *state = screen->state;

	load_preview_release(&state->preview);
	load_result_release(&state->done);
	free(state->row);
}

/* Painting. */

static void count_words(const struct loading *state, char out[WORDS_SIZE])
{
	const struct load_result *result = state->is_loaded ? &state->done : &state->preview.result;

	if (result->bad_total)
		text_format(out, WORDS_SIZE,
			    _n("%d row is bad, so nothing of the file can be loaded; without it: "
			       "%d added, %d changed, %d as they are.",
			       "%d rows are bad, so nothing of the file can be loaded; without "
			       "them: %d added, %d changed, %d as they are.",
			       (unsigned long)result->bad_total),
			    (int)result->bad_total, result->added, result->changed,
			    result->unchanged);
	else if (state->is_loaded)
		text_format(out, WORDS_SIZE, _("Loaded: %d added, %d changed, %d as they were."),
			    result->added, result->changed, result->unchanged);
	else
		text_format(out, WORDS_SIZE, _("Would be: %d added, %d changed, %d as they are."),
			    result->added, result->changed, result->unchanged);
}

static const char *stage_words(const struct loading *state)
{
	const struct load_result *result = &state->preview.result;

	if (result->bad_total)
		return _("Mend the file, or ask for another one, and choose it again.");
	if (state->is_loaded)
		return _("Esc goes back to the roster.");
	if (state->preview.count == 0)
		return _("There is nothing to load.");
	if (result->added + result->changed == 0)
		return _("All of it is so already: loading it changes nothing.");
	return _("Nothing is written yet. Enter loads.");
}

/* The marked row in full, below the list. */
static void draw_detail(const struct loading *state, const struct canvas *canvas)
{
	struct canvas part = words_body(canvas, canvas->lines - DETAIL_LINES + 1, DETAIL_LINES - 1,
					COLUMNS_MOST);
	char text[SENTENCE_SIZE + LIST_CELL_SIZE], what[SENTENCE_SIZE];
	const struct shown *row;
	size_t at;

	if (!list_selected(&state->list, &at))
		return;
	row = &state->row[at];
	what_words(row, what, sizeof(what));
	text_format(text, sizeof(text), _("Line %ld, %s: %s"), row->line,
		    row->bad ? row->bad->column : row->change->about,
		    what[0] ? what : outcome_words(row->outcome));
	draw_paragraph(&part, 0, 0, part.columns, STYLE_NORMAL, text);
}

static void roster_load_draw(struct screen *screen, const struct canvas *canvas)
{
	struct loading *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - DETAIL_LINES,
					COLUMNS_MOST);
	bool is_bad = state->preview.result.bad_total > 0;
	char text[WORDS_SIZE + FILE_PATH_SIZE];

	text_format(text, sizeof(text), _("%s: %s"), kind_words(state->kind), state->path);
	draw_text(canvas, FILE_LINE, 1, canvas->columns - 2, STYLE_TITLE, text);
	count_words(state, text);
	draw_text(canvas, COUNT_LINE, 1, canvas->columns - 2, is_bad ? STYLE_ERROR : STYLE_NORMAL,
		  text);
	draw_text(canvas, STAGE_LINE, 1, canvas->columns - 2,
		  state->is_loaded ? STYLE_GOOD : STYLE_KEY, stage_words(state));
	if (state->only != SHOWN_ALL)
		draw_format(canvas, SHOWN_LINE, 1, STYLE_DIM, _("Shown alone: %s"),
			    outcome_words(state->only));
	list_draw(&state->list, &rows, true);
	draw_detail(state, canvas);
}

/* Loading. */

static bool can_be_loaded(const struct loading *state)
{
	return !state->is_loaded && !state->preview.result.bad_total && state->preview.count > 0;
}

static unsigned start(struct screen *screen)
{
	struct loading *state = screen->state;
	struct problem kept;
	enum status status;

	if (!can_be_loaded(state))
		return SCREEN_DONE;
	load_result_release(&state->done);
	status = load_file(screen->desk, state->kind, state->path, &state->done, NULL, NULL);
	if (status) {
		kept = screen->desk->problem;
		/* The file or the clinic is no more as it was shown: it is shown anew. */
		if (status == STATUS_BAD_ROWS && look(screen, state->kind) != STATUS_OK)
			list_set(&state->list, state->row, 0);
		screen_say(screen, SAY_ERROR, _("NOT loaded: %s"), kept.message);
		return SCREEN_DRAW;
	}
	state->is_loaded = true;
	screen_say(screen, SAY_GOOD, _("Loaded: %d added, %d changed, %d as they were."),
		   state->done.added, state->done.changed, state->done.unchanged);
	return SCREEN_RELOAD;
}

static size_t count_of(const struct loading *state, enum outcome_shown outcome)
{
	size_t count = 0;

	if (outcome == SHOWN_BAD)
		return state->preview.result.bad_count;
	for (size_t i = 0; i < state->preview.count; i++)
		count += outcome_of(state->preview.change[i].outcome) == outcome;
	return count;
}

/* All, then each outcome that there is. */
static unsigned next_outcome(struct loading *state)
{
	do
		state->only = state->only + 1 < SHOWN_END ? state->only + 1 : SHOWN_ALL;
	while (state->only != SHOWN_ALL && count_of(state, state->only) == 0);
	list_rows(state);
	return SCREEN_DRAW;
}

static unsigned roster_load_command(struct screen *screen, enum command command)
{
	struct loading *state = screen->state;

	switch (command) {
	case COMMAND_LOAD_START:
	case COMMAND_LIST_CHOOSE: return start(screen);
	case COMMAND_LOAD_OUTCOME: return next_outcome(state);
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static bool roster_load_applies(const struct screen *screen, enum command command)
{
	const struct loading *state = screen->state;

	return command == COMMAND_LOAD_START ? can_be_loaded(state) : true;
}

const struct screen_ops roster_load_screen = {
	.name = "roster_load",
	.context = CONTEXT_LOAD,
	.title = N_("Load a file"),
	.state_size = sizeof(struct loading),
	.open = roster_load_open,
	.draw = roster_load_draw,
	.command = roster_load_command,
	.applies = roster_load_applies,
	.close = roster_load_close,
};
