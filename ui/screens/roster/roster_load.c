#include "ui/screens/roster/roster_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "exchange/load.h"
#include "ui/screens/roster/load_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { FILE_LINE, COUNT_LINE, STAGE_LINE, SHOWN_LINE, LIST_LINE, DETAIL_LINES = 5 };
enum { COLUMNS_MOST = 190, QUESTION_RENAMED = 1 };

struct loading {
	char path[FILE_PATH_SIZE];
	enum load_kind kind;
	bool rename; /* the clerk said that people with another name were renamed */
	struct load_preview preview;
	struct load_result done; /* once it is loaded */
	bool is_loaded;
	enum load_shown only;
	struct load_row *row;
	size_t count;
	struct list list;
};

/* Hands the rows that are shown to the list. */
static void list_rows(struct loading *state)
{
	state->count = load_rows_choose(&state->preview, state->only, state->row);
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
	status = load_preview_file(screen->desk, kind, state->path, state->rename, preview);
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
	struct loading *state = screen->state;
	enum load_kind kind;
	enum status status;

	text_copy(state->path, sizeof(state->path), argument);
	load_rows_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
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

/* The marked row in full, below the list. */
static void draw_detail(const struct loading *state, const struct canvas *canvas)
{
	struct canvas part = words_body(canvas, canvas->lines - DETAIL_LINES + 1, DETAIL_LINES - 1,
					COLUMNS_MOST);
	char text[LOAD_CHANGE_SIZE + BAD_ROW_WORDS_SIZE], what[LOAD_CHANGE_SIZE];
	const struct load_row *row;
	size_t at;

	if (!list_selected(&state->list, &at))
		return;
	row = &state->row[at];
	load_rows_what(row, what);
	if (row->bad)
		bad_row_say(row->bad, text);
	else
		text_format(text, sizeof(text), _("Line %ld, %s: %s"), row->line,
			    row->change->about, what[0] ? what : load_rows_outcome(row->outcome));
	draw_paragraph(&part, 0, 0, part.columns, STYLE_NORMAL, text);
}

static void roster_load_draw(struct screen *screen, const struct canvas *canvas)
{
	struct loading *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - DETAIL_LINES,
					COLUMNS_MOST);
	bool is_bad = state->preview.result.bad_total > 0;
	char text[WORDS_SIZE + FILE_PATH_SIZE];

	text_format(text, sizeof(text), _("%s: %s"), load_kind_word(state->kind), state->path);
	draw_text(canvas, FILE_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	load_say_sums(state->is_loaded ? &state->done : &state->preview.result, state->is_loaded,
		      text);
	draw_text(canvas, COUNT_LINE, 1, canvas->columns - 2, is_bad ? STYLE_DANGER : STYLE_NORMAL,
		  text);
	draw_text(canvas, STAGE_LINE, 1, canvas->columns - 2,
		  state->is_loaded ? STYLE_GOOD : STYLE_KEY,
		  load_rows_stage(&state->preview, state->is_loaded));
	load_rows_shown(&state->preview, state->only, text);
	draw_text(canvas, SHOWN_LINE, 1, canvas->columns - 2, STYLE_FAINT, text);
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
	status = load_file(screen->desk, state->kind, state->path, state->rename, &state->done,
			   NULL, NULL);
	if (status) {
		kept = screen->desk->problem;
		/* The file or the clinic is no more as it was shown: it is shown again. */
		if (status == STATUS_BAD_ROWS && look(screen, state->kind) != STATUS_OK)
			list_set(&state->list, state->row, 0);
		screen_say(screen, SAY_ERROR, _("NOT loaded: %s"), kept.message);
		return SCREEN_DRAW;
	}
	state->is_loaded = true;
	screen_say(screen, SAY_GOOD, _("Loaded: %d added, %d changed, %d unchanged."),
		   state->done.added, state->done.changed, state->done.unchanged);
	return SCREEN_RELOAD;
}

/* Names beside known numbers that are others: of people who were renamed, or a column that slipped.
 */
static bool may_be_renamed(const struct loading *state)
{
	return state->kind == LOAD_PATIENTS && !state->is_loaded && !state->rename &&
	       state->preview.result.bad_total > 0;
}

static unsigned ask_renamed(struct screen *screen)
{
	struct loading *state = screen->state;
	struct load_preview with;
	char text[WORDS_SIZE];
	size_t renamed = 0;
	enum status status;

	if (!may_be_renamed(state))
		return SCREEN_DONE;
	status = load_preview_file(screen->desk, state->kind, state->path, true, &with);
	if (!status || status == STATUS_BAD_ROWS)
		renamed = state->preview.result.bad_total - with.result.bad_total;
	load_preview_release(&with);
	if (status && status != STATUS_BAD_ROWS) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	if (renamed == 0) {
		screen_say(screen, SAY_INFO, "%s",
			   _("No row gives a known ID number another name."));
		return SCREEN_DRAW;
	}
	text_format(text, sizeof(text),
		    _n("%zu row gives a known ID number another name; the list shows both. Was "
		       "this person renamed? Say no if a column of the spreadsheet has slipped.",
		       "%zu rows give a known ID number another name; the list shows both. Were "
		       "these people renamed? Say no if a column of the spreadsheet has slipped.",
		       renamed),
		    renamed);
	dialog_ask(screen, QUESTION_RENAMED, _("Renamed?"), text);
	return SCREEN_DRAW;
}

static unsigned roster_load_result(struct screen *screen, int question, const struct answer *answer)
{
	struct loading *state = screen->state;

	if (question != QUESTION_RENAMED || !answer->given || answer->choice != 1)
		return SCREEN_DRAW;
	state->rename = true;
	if (look(screen, state->kind))
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

/* All, then each outcome that there is. */
static unsigned next_outcome(struct loading *state)
{
	do
		state->only = state->only + 1 < SHOWN_END ? state->only + 1 : SHOWN_ALL;
	while (state->only != SHOWN_ALL && load_rows_count(&state->preview, state->only) == 0);
	list_rows(state);
	return SCREEN_DRAW;
}

static unsigned roster_load_command(struct screen *screen, enum command command)
{
	struct loading *state = screen->state;

	switch (command) {
	case COMMAND_LOAD_START:
	case COMMAND_LIST_CHOOSE: return start(screen);
	case COMMAND_LOAD_RENAMED: return ask_renamed(screen);
	case COMMAND_LOAD_OUTCOME: return next_outcome(state);
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static bool roster_load_applies(const struct screen *screen, enum command command)
{
	const struct loading *state = screen->state;

	if (command == COMMAND_LOAD_RENAMED)
		return may_be_renamed(state);
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
	.result = roster_load_result,
	.applies = roster_load_applies,
	.close = roster_load_close,
};
