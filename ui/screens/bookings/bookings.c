#include "ui/screens/bookings/bookings.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/day/scan.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/bookings/booking_keys.h"
#include "ui/screens/bookings/booking_pane.h"
#include "ui/screens/bookings/booking_rows.h"
#include "ui/screens/bookings/refunds.h"
#include "ui/screens/desk/scans.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"
#include "ui/term/list.h"

enum { QUESTION_BOOKING, QUESTION_REFUNDS };
enum {
	FIND_LINE = 0,
	WHAT_LINE = 1,
	LIST_LINE = 3,
	FIND_COLUMNS = 30,
	COLUMNS_MOST = 170,
	SIDE_LEAST = 180, /* columns from which the marked booking stands beside the list */
	SIDE_COLUMNS = 77,
	FIND_DAYS_BACK = 90
};

struct bookings {
	struct edit find; /* what is found; "" shows today's, or what is not paid */
	bool unpaid;
	bool at_list; /* keys move in the list; otherwise the search is typed */
	struct booking *rows;
	size_t count;
	int64_t owed_fen; /* of those that are not paid */
	struct list list;
	struct booking_keys keys;
	struct booking_pane pane; /* the marked one */
};

static enum status read_rows(struct desk *desk, struct bookings *state, struct booking **rows,
			     size_t *count)
{
	day_number today = desk_today(desk);

	if (state->find.text[0])
		return booking_find(desk, state->find.text, today - FIND_DAYS_BACK, rows, count);
	return state->unpaid ? booking_list_owed(desk, rows, count, &state->owed_fen)
			     : booking_list_day(desk, today, rows, count);
}

static enum status load_pane(struct screen *screen)
{
	struct bookings *state = screen->state;
	size_t row;

	return booking_pane_load(&state->pane, screen->desk,
				 list_selected(&state->list, &row) ? &state->rows[row] : NULL);
}

/* After a key that may have marked another one. */
static unsigned follow_mark(struct screen *screen, unsigned reply)
{
	struct bookings *state = screen->state;
	size_t row;
	int64_t id = list_selected(&state->list, &row) ? state->rows[row].id : 0;

	if (id != state->pane.booking.id && load_pane(screen) != STATUS_OK)
		screen_say_problem(screen, &screen->desk->problem);
	return reply;
}

static enum status bookings_load(struct screen *screen, struct problem *problem)
{
	struct bookings *state = screen->state;
	struct booking *rows = NULL;
	size_t count = 0;
	enum status status = read_rows(screen->desk, state, &rows, &count);

	/* That nothing is found is an empty list with a sentence, not a failure. */
	if (status && !status_is_refusal(status)) {
		*problem = screen->desk->problem;
		return status;
	}
	free(state->rows);
	state->rows = status ? NULL : rows;
	state->count = status ? 0 : count;
	list_set(&state->list, state->rows, state->count);
	status = load_pane(screen);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static void focus(struct screen *screen, bool at_list)
{
	struct bookings *state = screen->state;

	state->at_list = at_list;
	screen->typing = !at_list;
	screen->widget = at_list ? CONTEXT_LIST : CONTEXT_FORM;
}

static enum status bookings_open(struct screen *screen, const void *argument,
				 struct problem *problem)
{
	struct bookings *state = screen->state;

	(void)argument;
	edit_init(&state->find, NAME_SIZE);
	screen->search = &state->find;
	booking_rows_list_init(&state->list, "");
	booking_keys_init(&state->keys);
	booking_pane_init(&state->pane);
	focus(screen, false);
	(void)problem;
	return STATUS_OK;
}

static void bookings_close(struct screen *screen)
{
	struct bookings *state = screen->state;

	free(state->rows);
	booking_pane_release(&state->pane);
}

/* What the list is, in words. */
static void title_words(const struct bookings *state, char out[WORDS_SIZE])
{
	char owed[MONEY_TEXT_SIZE];
	int count = (int)state->count;

	if (state->find.text[0])
		text_format(out, WORDS_SIZE,
			    _n("%d booking found for \"%s\"", "%d bookings found for \"%s\"",
			       (unsigned)count),
			    count, state->find.text);
	else if (state->unpaid)
		text_format(out, WORDS_SIZE,
			    _n("%d booking is not paid: %s is owed",
			       "%d bookings are not paid: %s is owed", (unsigned)count),
			    count, money_format(state->owed_fen, owed));
	else
		text_format(out, WORDS_SIZE,
			    _n("%d booking for today", "%d bookings for today", (unsigned)count),
			    count);
}

static const char *empty_words(const struct bookings *state)
{
	if (state->find.text[0])
		return _("No booking found. Try a booking, order, receipt or refund number, a "
			 "name, pinyin, phone or ID number; Esc shows today's bookings.");
	if (state->unpaid)
		return _("Every booking is paid. Esc shows today's bookings.");
	return _("No bookings for today yet. F2 books; type here to find others.");
}

static void bookings_draw(struct screen *screen, const struct canvas *canvas)
{
	struct bookings *state = screen->state;
	struct canvas left, right;
	bool side = words_side(canvas, SIDE_LEAST, SIDE_COLUMNS, &left, &right);
	struct canvas rows = canvas_part(&left, LIST_LINE, 0, left.lines - LIST_LINE,
					 left.columns < COLUMNS_MOST ? left.columns : COLUMNS_MOST);
	const char *label = _("Find");
	int column = text_columns(label) + 3;
	char text[WORDS_SIZE];

	draw_text(canvas, FIND_LINE, 1, canvas->columns, state->at_list ? STYLE_NORMAL : STYLE_KEY,
		  label);
	draw_keys(canvas, FIND_LINE, column + FIND_COLUMNS + 2, canvas->columns,
		  _("Enter shows the marked booking"));
	title_words(state, text);
	draw_text(canvas, WHAT_LINE, 1, canvas->columns - 2, STYLE_NORMAL, text);
	if (state->count > 0)
		list_draw(&state->list, &rows, true);
	else
		draw_paragraph(&rows, 1, 0, rows.columns, STYLE_FAINT, empty_words(state));
	right = canvas_part(&right, LIST_LINE, 0, right.lines - LIST_LINE, right.columns);
	if (side)
		booking_pane_draw(&state->pane, &right);
	edit_draw(&state->find, canvas, FIND_LINE, column, FIND_COLUMNS, !state->at_list);
}

/* After another search: today's for none. */
static unsigned show(struct screen *screen)
{
	struct bookings *state = screen->state;
	struct problem problem;

	if (bookings_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	list_command(&state->list, COMMAND_LIST_FIRST);
	return SCREEN_DRAW;
}

static unsigned show_found(struct screen *screen, const char *text)
{
	struct bookings *state = screen->state;

	edit_set(&state->find, text);
	focus(screen, false);
	return show(screen);
}

static const struct booking *marked(struct screen *screen)
{
	const struct bookings *state = screen->state;
	size_t row;

	if (list_selected(&state->list, &row))
		return &state->rows[row];
	screen_say(screen, SAY_INFO, "%s", _("There is no booking to do this with."));
	return NULL;
}

/* Opens the marked booking, from which its keys go on through the list. */
static unsigned open_marked(struct screen *screen)
{
	const struct bookings *state = screen->state;
	const struct booking *booking = marked(screen);

	if (booking)
		screen_push(screen, &booking_listed_screen,
			    &(struct booking_listed){ booking->id, state->rows, state->count },
			    QUESTION_BOOKING);
	return SCREEN_DRAW;
}

/* Enter in the search. What is typed next is another one. */
static unsigned take(struct screen *screen)
{
	struct bookings *state = screen->state;

	if (state->find.text[0] && state->count == 0)
		return scans_take_typed(screen, state->find.text) == SCREEN_PASS ? SCREEN_DONE
										 : SCREEN_DRAW;
	if (state->count == 0)
		return SCREEN_DONE;
	focus(screen, true);
	return state->find.text[0] ? open_marked(screen) : SCREEN_DRAW;
}

static unsigned go_back(struct screen *screen)
{
	struct bookings *state = screen->state;

	if (!state->find.text[0] && !state->unpaid && !state->at_list)
		return SCREEN_PASS;
	state->unpaid = false;
	return show_found(screen, "");
}

static unsigned show_unpaid(struct screen *screen)
{
	struct bookings *state = screen->state;

	state->unpaid = !state->unpaid || state->find.text[0];
	show_found(screen, "");
	focus(screen, state->count > 0);
	return SCREEN_DRAW;
}

/* The refunds of everybody, that of the marked booking marked. */
static unsigned show_refunds(struct screen *screen)
{
	const struct bookings *state = screen->state;
	size_t row;

	screen_push(screen, &refunds_screen,
		    list_selected(&state->list, &row) ? &state->rows[row].id : NULL,
		    QUESTION_REFUNDS);
	return SCREEN_DRAW;
}

static bool is_about_one(enum command command)
{
	return command == COMMAND_BOOKINGS_CHECKIN || command == COMMAND_BOOKINGS_CANCEL ||
	       command == COMMAND_BOOKINGS_PAY || command == COMMAND_BOOKINGS_MOVE ||
	       command == COMMAND_BOOKINGS_WITHDRAW;
}

/* What a key does with the marked booking, wherever the cursor stands. */
static unsigned act(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;
	const struct booking *booking;

	if (is_about_one(command)) {
		booking = marked(screen);
		return booking ? booking_keys_command(screen, &state->keys, booking, command)
			       : SCREEN_DONE;
	}
	switch (command) {
	case COMMAND_BOOKINGS_HISTORY: return open_marked(screen);
	case COMMAND_BOOKINGS_REFUND: return show_refunds(screen);
	case COMMAND_BOOKINGS_UNPAID: return show_unpaid(screen);
	case COMMAND_BOOKINGS_FIND: return show_found(screen, "");
	case COMMAND_BACK: return go_back(screen);
	default: return SCREEN_PASS;
	}
}

/* The arrows move in the list at once. */
static unsigned leave_field(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;

	if (state->count == 0)
		return SCREEN_DONE;
	focus(screen, true);
	list_command(&state->list, command);
	return SCREEN_DRAW;
}

static unsigned edit(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;
	char before[EDIT_SIZE];

	switch (command) {
	case COMMAND_FORM_ENTER: return take(screen);
	case COMMAND_FORM_NEXT: return leave_field(screen, COMMAND_LIST_DOWN);
	case COMMAND_FORM_PREVIOUS: return leave_field(screen, COMMAND_LIST_UP);
	default: break;
	}
	text_copy(before, sizeof(before), state->find.text);
	if (!edit_command(&state->find, command))
		return SCREEN_PASS;
	return strcmp(before, state->find.text) == 0 ? SCREEN_DRAW : show(screen);
}

static unsigned do_command(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;
	unsigned reply = act(screen, command);

	if (reply != SCREEN_PASS)
		return reply;
	switch (command) {
	case COMMAND_LIST_CHOOSE: return open_marked(screen);
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: focus(screen, false); return SCREEN_DRAW;
	default:
		return state->at_list ? list_command(&state->list, command) : edit(screen, command);
	}
}

static unsigned bookings_command(struct screen *screen, enum command command)
{
	return follow_mark(screen, do_command(screen, command));
}

static unsigned bookings_text(struct screen *screen, const char *text)
{
	struct bookings *state = screen->state;

	/* At the list it begins the next search. */
	if (state->at_list) {
		edit_set(&state->find, "");
		focus(screen, false);
	}
	edit_insert(&state->find, text);
	return follow_mark(screen, show(screen));
}

/* Whose card this is, in so far as they have booked. */
static unsigned bookings_scan(struct screen *screen, const char *text)
{
	char number[PATIENT_NUMBER_SIZE];
	struct bookings *state = screen->state;
	struct scan scan;

	if (scan_read(screen->desk, text, &scan) || !scan.patient_id)
		return SCREEN_PASS;
	/* By the patient number: nobody's identity number stays on the screen. */
	patient_number_format(scan.patient_id, number);
	show_found(screen, number);
	if (state->count == 0) {
		go_back(screen);
		return SCREEN_PASS;
	}
	focus(screen, true);
	return state->count == 1 ? open_marked(screen) : SCREEN_DRAW;
}

static unsigned bookings_result(struct screen *screen, int question, const struct answer *answer)
{
	struct bookings *state = screen->state;
	unsigned reply = booking_keys_result(screen, &state->keys, question, answer);

	if (question == QUESTION_BOOKING && answer->given)
		list_select(&state->list, answer->id);
	return reply == SCREEN_PASS ? SCREEN_RELOAD : reply;
}

static bool bookings_applies(const struct screen *screen, enum command command)
{
	const struct bookings *state = screen->state;
	size_t row;

	if (command == COMMAND_BOOKINGS_NEXT || command == COMMAND_BOOKINGS_PREVIOUS ||
	    command == COMMAND_BOOKINGS_PHONE)
		return false; /* in front of one booking, and at the refunds */
	if (command == COMMAND_BOOKINGS_WITHDRAW)
		return list_selected(&state->list, &row) &&
		       booking_keys_apply(&state->rows[row], command);
	return state->count > 0 || (!is_about_one(command) && command != COMMAND_BOOKINGS_HISTORY);
}

static bool bookings_blank(const struct screen *screen)
{
	const struct bookings *state = screen->state;

	return state->find.text[0] == '\0';
}

const struct screen_ops bookings_screen = {
	.name = "bookings",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Bookings"),
	.state_size = sizeof(struct bookings),
	.open = bookings_open,
	.load = bookings_load,
	.draw = bookings_draw,
	.command = bookings_command,
	.text = bookings_text,
	.scan = bookings_scan,
	.result = bookings_result,
	.applies = bookings_applies,
	.blank = bookings_blank,
	.close = bookings_close,
};
