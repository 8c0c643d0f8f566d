#include "ui/screens/online/online_import.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "desk/practice.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/online/online_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_ANSWER_FILE, QUESTION_OVERWRITE, QUESTION_BOOKING };
enum {
	FILE_LINE = 0,
	COUNT_LINE = 1,
	STAGE_LINE = 2,
	SHOWN_LINE = 3,
	LIST_LINE = 4,
	DETAIL_LINES = 4
};
enum { COLUMNS_MOST = 190, GAUGE_COLUMNS = 40, PIECE_MS = 40 };
enum { RESULTS = ONLINE_REFUSED + 1, ALL_RESULTS = -1 };

enum stage { STAGE_PREVIEW, STAGE_RUNNING, STAGE_STOPPED, STAGE_FINISHED };

struct importing {
	char path[FILE_PATH_SIZE];
	struct online_preview preview;
	enum stage stage;
	int result; /* shown alone, or ALL_RESULTS */
	struct online_shown *rows;
	size_t count;
	struct list list;
	char staff[CODE_SIZE]; /* who started it: its rows are recorded under that code */
	char answer_path[FILE_PATH_SIZE];
	bool is_written; /* the acknowledgement */
};

/* Hands the rows of the shown outcome to the list. */
static void list_rows(struct importing *state)
{
	const struct online_preview *preview = &state->preview;

	state->count = 0;
	for (size_t i = 0; i < preview->run.import.count; i++) {
		const struct online_shown shown = { .asked = preview->asked[i],
						    .answer = &preview->run.import.row[i].answer,
						    .answered = preview->tried[i] };

		if (state->result == ALL_RESULTS ||
		    (shown.answered && (int)shown.answer->result == state->result))
			state->rows[state->count++] = shown;
	}
	list_set(&state->list, state->rows, state->count);
}

static enum status online_import_open(struct screen *screen, const void *argument,
				      struct problem *problem)
{
	struct importing *state = screen->state;
	struct online_preview *preview = &state->preview;
	enum status status;

	text_copy(state->path, sizeof(state->path), argument);
	state->result = ALL_RESULTS;
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	status = online_preview_file(screen->desk, state->path, preview);
	if (status && !preview->faults.count) {
		*problem = screen->desk->problem;
		online_preview_release(preview);
		return status;
	}
	if (preview->faults.count) {
		online_faults_list(&state->list);
		list_set(&state->list, preview->faults.fault, preview->faults.count);
		return STATUS_OK;
	}
	online_rows_list(&state->list);
	state->rows = memory_new(preview->run.import.count + 1, sizeof(*state->rows));
	list_rows(state);
	return STATUS_OK;
}

static void online_import_close(struct screen *screen)
{
	struct importing *state = screen->state;

	online_preview_release(&state->preview);
	free(state->rows);
}

static const struct online_shown *marked(const struct importing *state)
{
	size_t row;

	if (state->preview.faults.count || !list_selected(&state->list, &row))
		return NULL;
	return &state->rows[row];
}

/* Painting. */

static void count_words(const struct importing *state, char out[WORDS_SIZE])
{
	const struct online_import *import = &state->preview.run.import;
	char money[MONEY_TEXT_SIZE];

	money_format(import->refund_fen, money);
	if (state->stage == STAGE_PREVIEW)
		text_format(out, WORDS_SIZE,
			    _("Would be: %d booked, %d cancelled, %d seen before, %d refused; "
			      "refunds %s"),
			    import->accepted, import->cancelled, import->duplicate, import->refused,
			    money);
	else
		text_format(out, WORDS_SIZE,
			    _("%d booked, %d cancelled, %d seen before, %d refused; refunds "
			      "requested: %s"),
			    import->accepted, import->cancelled, import->duplicate, import->refused,
			    money);
}

static void preview_words(const struct importing *state, char out[WORDS_SIZE])
{
	const struct online_run *run = &state->preview.run;
	int all = (int)run->import.count;

	if (all == 0)
		text_copy(out, WORDS_SIZE, _("There are no rows in this file."));
	else if ((int)run->next < all)
		text_format(out, WORDS_SIZE,
			    _("Nothing has been saved yet; of %d rows the first %d were tried. "
			      "Enter imports all."),
			    all, (int)run->next);
	else if (run->import.duplicate == all)
		text_copy(out, WORDS_SIZE,
			  _("All of it was seen before: importing it changes nothing."));
	else
		text_copy(out, WORDS_SIZE, _("Nothing has been saved yet. Enter imports."));
}

static void stage_words(const struct importing *state, char out[WORDS_SIZE])
{
	const struct online_run *run = &state->preview.run;

	if (state->stage == STAGE_PREVIEW)
		preview_words(state, out);
	else if (state->stage == STAGE_STOPPED)
		text_format(
			out, WORDS_SIZE,
			_("Stopped after %d of %d rows; what is done stays done. Enter continues."),
			(int)run->next, (int)run->import.count);
	else if (state->is_written)
		text_format(out, WORDS_SIZE, _("Imported. Acknowledgement: %s"),
			    state->answer_path);
	else
		text_copy(out, WORDS_SIZE,
			  _("Imported. The acknowledgement for the sender has not been written "
			    "yet: F6."));
}

static void draw_stage(const struct importing *state, const struct canvas *canvas)
{
	const struct online_run *run = &state->preview.run;
	enum style style = state->stage == STAGE_FINISHED ? STYLE_GOOD : STYLE_KEY;
	char text[WORDS_SIZE];

	if (state->stage == STAGE_RUNNING) {
		draw_gauge(canvas, STAGE_LINE, 1, GAUGE_COLUMNS, (int64_t)run->next,
			   (int64_t)run->import.count);
		draw_format(canvas, STAGE_LINE, GAUGE_COLUMNS + 2, STYLE_FAINT,
			    _("%d of %d; Esc to stop"), (int)run->next, (int)run->import.count);
		return;
	}
	stage_words(state, text);
	draw_text(canvas, STAGE_LINE, 1, canvas->columns - 2, style, text);
}

/* The marked row's sentence in full, below the list. */
static void draw_detail(const struct importing *state, const struct canvas *canvas)
{
	struct canvas part = words_body(canvas, canvas->lines - DETAIL_LINES + 1, DETAIL_LINES - 1,
					COLUMNS_MOST);
	const struct online_shown *shown = marked(state);
	char text[BAD_ROW_WORDS_SIZE + WORDS_SIZE];
	size_t row;

	if (state->preview.faults.count && list_selected(&state->list, &row))
		draw_paragraph(&part, 0, 0, part.columns, STYLE_NORMAL,
			       bad_row_say(&state->preview.faults.fault[row], text));
	if (!shown)
		return;
	text_format(text, sizeof(text), _("Line %ld, order %s: %s"), shown->asked->line,
		    shown->asked->order.order_no,
		    shown->answered ? shown->answer->message : _("not processed yet."));
	if (shown->answered && shown->answer->result == ONLINE_REFUSED &&
	    shown->answer->refund_fen) {
		char money[MONEY_TEXT_SIZE];
		size_t used = strlen(text);

		text_format(text + used, sizeof(text) - used,
			    _(" The %s yuan paid will be returned."),
			    money_format(shown->answer->refund_fen, money));
	}
	draw_paragraph(&part, 0, 0, part.columns, STYLE_NORMAL, text);
}

static void draw_faults(const struct importing *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE];
	int count = (int)state->preview.faults.total;

	text_format(text, sizeof(text),
		    _n("%d row cannot be read, so nothing in the file can be imported.",
		       "%d rows cannot be read, so nothing in the file can be imported.",
		       (unsigned long)count),
		    count);
	draw_text(canvas, COUNT_LINE, 1, canvas->columns - 2, STYLE_DANGER, text);
	draw_text(canvas, STAGE_LINE, 1, canvas->columns - 2, STYLE_FAINT,
		  _("Correct the file, or ask the sender for another one, and choose it again."));
}

static void online_import_draw(struct screen *screen, const struct canvas *canvas)
{
	struct importing *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - DETAIL_LINES,
					COLUMNS_MOST);
	char text[WORDS_SIZE];

	draw_text(canvas, FILE_LINE, 1, canvas->columns - 2, STYLE_HEADING, state->path);
	if (state->preview.faults.count) {
		draw_faults(state, canvas);
	} else {
		count_words(state, text);
		draw_text(canvas, COUNT_LINE, 1, canvas->columns - 2, STYLE_NORMAL, text);
		draw_stage(state, canvas);
	}
	if (state->result != ALL_RESULTS)
		draw_format(canvas, SHOWN_LINE, 1, STYLE_FAINT, _("Showing only: %s"),
			    online_result_word((enum online_result)state->result));
	else
		draw_text(canvas, SHOWN_LINE, 1, canvas->columns - 2, STYLE_FAINT,
			  csv_say_passed_over(&state->preview.run.import.passed_over, text,
					      sizeof(text)));
	list_draw(&state->list, &rows, true);
	draw_detail(state, canvas);
}

/* The import. */

static unsigned start(struct screen *screen)
{
	struct importing *state = screen->state;
	struct online_preview *preview = &state->preview;

	if (preview->faults.count || preview->run.import.count == 0)
		return SCREEN_DONE;
	if (state->stage == STAGE_PREVIEW) {
		online_run_rewind(&preview->run);
		memset(preview->tried, 0, preview->run.import.count * sizeof(*preview->tried));
		state->result = ALL_RESULTS;
		list_rows(state);
	}
	text_copy(state->staff, sizeof(state->staff), screen->desk->staff.code);
	state->stage = STAGE_RUNNING;
	screen->working = true;
	return SCREEN_DRAW;
}

static unsigned stop(struct screen *screen)
{
	struct importing *state = screen->state;

	if (state->stage != STAGE_RUNNING)
		return SCREEN_DONE;
	state->stage = STAGE_STOPPED;
	screen->working = false;
	return SCREEN_RELOAD;
}

static unsigned online_import_work(struct screen *screen)
{
	struct importing *state = screen->state;
	struct online_run *run = &state->preview.run;
	const int64_t until_ms = monotonic_ms() + PIECE_MS;
	const size_t before = run->next;
	enum status status = STATUS_OK;

	if (strcmp(state->staff, screen->desk->staff.code) != 0) {
		screen_say(screen, SAY_ERROR,
			   _("The counter was handed over, so the import of %s stopped. Whoever "
			     "goes on with it is recorded."),
			   state->staff);
		return stop(screen);
	}
	while (!status && run->taken < run->import.count && monotonic_ms() < until_ms)
		status = online_run_step(screen->desk, run);
	/* What is shown is safe. */
	if (!status)
		status = online_run_settle(screen->desk, run);
	for (size_t i = before; i < run->next; i++)
		state->preview.tried[run->row[i].place] = true;
	if (status) {
		screen_say(screen, SAY_ERROR, _("The import stopped: %s"),
			   screen->desk->problem.message);
		return stop(screen);
	}
	list_rows(state);
	if (run->next < run->import.count)
		return SCREEN_DRAW;
	state->stage = STAGE_FINISHED;
	screen->working = false;
	screen_say(screen, SAY_GOOD, _("Imported: %d rows."), run->import.rows);
	return SCREEN_RELOAD;
}

/* The acknowledgement. */

/* Beside the file: "wx-1123.csv" is answered by "wx-1123-ack.csv". */
static void usual_answer_path(const struct importing *state, char out[FILE_PATH_SIZE])
{
	const char *slash = strrchr(state->path, '/'), *dot = strrchr(state->path, '.');
	size_t length = strlen(state->path);

	if (dot && (!slash || dot > slash + 1))
		length = (size_t)(dot - state->path);
	text_format(out, FILE_PATH_SIZE, "%.*s-ack.csv", (int)length, state->path);
}

static unsigned ask_answer_file(struct screen *screen)
{
	const struct importing *state = screen->state;
	char path[FILE_PATH_SIZE];
	struct dialog_prompt prompt = {
		.title = _("Acknowledgement"),
		.text = _("The file that tells the sender what became of each row."),
		.label = N_("File"),
		.limit = EDIT_SIZE,
		.initial = path,
	};

	if (state->stage != STAGE_FINISHED)
		return SCREEN_DONE;
	usual_answer_path(state, path);
	if (state->answer_path[0])
		text_copy(path, sizeof(path), state->answer_path);
	dialog_prompt(screen, QUESTION_ANSWER_FILE, &prompt);
	return SCREEN_DRAW;
}

static unsigned write_answer(struct screen *screen)
{
	struct importing *state = screen->state;
	struct problem problem;

	state->is_written = online_ack_file(&state->preview.run.import, state->answer_path,
					    &problem) == STATUS_OK;
	if (state->is_written)
		screen_say(screen, SAY_GOOD, _("Written: %s"), state->answer_path);
	else
		screen_say(screen, SAY_ERROR, _("NOT written: %s"), problem.message);
	return SCREEN_DRAW;
}

/* A file of ours is never written over, and another one not without a question. */
static unsigned check_answer_file(struct screen *screen, const char *path)
{
	struct importing *state = screen->state;
	char text[WORDS_SIZE + FILE_PATH_SIZE];

	text_copy(state->answer_path, sizeof(state->answer_path), path);
	if (path_is_same(path, state->path)) {
		screen_say(screen, SAY_ERROR,
			   _("%s is the file that was imported; name another one."), path);
		return SCREEN_DRAW;
	}
	if (store_has_file(screen->desk->store, path)) {
		screen_say(screen, SAY_ERROR, _("%s belongs to the database; name another file."),
			   path);
		return SCREEN_DRAW;
	}
	if (practice_allows(screen->desk, path)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	if (!path_exists(path))
		return write_answer(screen);
	text_format(text, sizeof(text), _("%s already exists. Overwrite it?"), path);
	dialog_ask(screen, QUESTION_OVERWRITE, _("Acknowledgement"), text);
	return SCREEN_DRAW;
}

static unsigned open_booking(struct screen *screen)
{
	const struct online_shown *shown = marked(screen->state);

	if (!shown || !shown->answered || !shown->answer->booking_id) {
		screen_say(screen, SAY_INFO, _("There is no booking behind this row."));
		return SCREEN_DRAW;
	}
	screen_push(screen, &booking_screen, &shown->answer->booking_id, QUESTION_BOOKING);
	return SCREEN_DRAW;
}

/* All, then each outcome that there is. */
static unsigned next_outcome(struct importing *state)
{
	const struct online_import *import = &state->preview.run.import;
	const int count[RESULTS] = { import->accepted, import->cancelled, import->duplicate,
				     import->refused };

	if (state->preview.faults.count)
		return SCREEN_DONE;
	do
		state->result = state->result + 1 < RESULTS ? state->result + 1 : ALL_RESULTS;
	while (state->result != ALL_RESULTS && count[state->result] == 0);
	list_rows(state);
	return SCREEN_DRAW;
}

static unsigned online_import_command(struct screen *screen, enum command command)
{
	struct importing *state = screen->state;

	switch (command) {
	case COMMAND_IMPORT_START:
		return state->stage == STAGE_PREVIEW || state->stage == STAGE_STOPPED
			       ? start(screen)
			       : SCREEN_DONE;
	case COMMAND_LIST_CHOOSE:
		if (state->stage == STAGE_FINISHED)
			return open_booking(screen);
		return state->stage == STAGE_RUNNING ? SCREEN_DONE : start(screen);
	case COMMAND_IMPORT_STOP: return stop(screen);
	case COMMAND_IMPORT_OUTCOME: return next_outcome(state);
	case COMMAND_IMPORT_ANSWER: return ask_answer_file(screen);
	case COMMAND_IMPORT_BOOKING: return open_booking(screen);
	case COMMAND_BACK: return state->stage == STAGE_RUNNING ? stop(screen) : SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static unsigned online_import_result(struct screen *screen, int question,
				     const struct answer *answer)
{
	if (question == QUESTION_ANSWER_FILE && answer->given)
		return check_answer_file(screen, answer->text);
	if (question == QUESTION_OVERWRITE && answer->given && answer->choice == 1)
		return write_answer(screen);
	return SCREEN_DRAW;
}

static bool online_import_applies(const struct screen *screen, enum command command)
{
	const struct importing *state = screen->state;
	const struct online_shown *shown = marked(state);
	bool has_rows = state->preview.run.import.count > 0;

	switch (command) {
	case COMMAND_IMPORT_START:
		return has_rows && (state->stage == STAGE_PREVIEW || state->stage == STAGE_STOPPED);
	case COMMAND_IMPORT_STOP: return state->stage == STAGE_RUNNING;
	case COMMAND_IMPORT_OUTCOME: return has_rows;
	case COMMAND_IMPORT_ANSWER: return state->stage == STAGE_FINISHED;
	case COMMAND_IMPORT_BOOKING: return shown && shown->answered && shown->answer->booking_id;
	default: return true;
	}
}

const struct screen_ops online_import_screen = {
	.name = "online_import",
	.context = CONTEXT_IMPORT,
	.title = N_("Import"),
	.state_size = sizeof(struct importing),
	.open = online_import_open,
	.draw = online_import_draw,
	.command = online_import_command,
	.result = online_import_result,
	.applies = online_import_applies,
	.work = online_import_work,
	.close = online_import_close,
};
