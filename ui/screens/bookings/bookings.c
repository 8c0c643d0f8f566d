#include "ui/screens/bookings/bookings.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/day/scan.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/bookings/booking_rows.h"
#include "ui/screens/bookings/cancel.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/bookings/refunds.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/register/pay.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"
#include "ui/term/list.h"

enum { QUESTION_DIALOG, QUESTION_MOVE };
enum {
	FIND_LINE = 1,
	WHAT_LINE = 2,
	LIST_LINE = 3,
	FIND_COLUMNS = 30,
	COLUMNS_MOST = 170,
	FIND_DAYS_BACK = 90
};

struct bookings {
	struct edit find;
	char sought[EDIT_SIZE]; /* what was found; "" shows today's */
	bool at_list;		/* keys move in the list; otherwise the search is typed */
	struct booking *rows;
	size_t count;
	struct list list;
};

static enum status read_rows(struct desk *desk, const struct bookings *state, struct booking **rows,
			     size_t *count)
{
	day_number today = desk_today(desk);

	return state->sought[0]
		       ? booking_find(desk, state->sought, today - FIND_DAYS_BACK, rows, count)
		       : booking_list_day(desk, today, rows, count);
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
	return STATUS_OK;
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
	booking_rows_list_init(&state->list, "");
	focus(screen, false);
	(void)problem;
	return STATUS_OK;
}

static void bookings_close(struct screen *screen)
{
	struct bookings *state = screen->state;

	free(state->rows);
}

/* What the list is, in words. */
static void title_words(const struct bookings *state, char out[WORDS_SIZE])
{
	int count = (int)state->count;

	if (state->sought[0])
		text_format(out, WORDS_SIZE,
			    _n("%d booking found for \"%s\"", "%d bookings found for \"%s\"",
			       (unsigned)count),
			    count, state->sought);
	else
		text_format(out, WORDS_SIZE,
			    _n("%d booking for today", "%d bookings for today", (unsigned)count),
			    count);
}

static const char *empty_words(const struct bookings *state)
{
	if (state->sought[0])
		return _("No booking found. Try the booking number, order number, name, pinyin, "
			 "phone or ID number; Esc shows today's bookings.");
	return _("No bookings for today yet. F2 books; type here to find others.");
}

static void bookings_draw(struct screen *screen, const struct canvas *canvas)
{
	struct bookings *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE, COLUMNS_MOST);
	const char *label = _("Find");
	int column = text_columns(label) + 3;
	char text[WORDS_SIZE];

	draw_text(canvas, FIND_LINE, 1, canvas->columns, state->at_list ? STYLE_NORMAL : STYLE_KEY,
		  label);
	draw_keys(canvas, FIND_LINE, column + FIND_COLUMNS + 2, canvas->columns,
		  state->at_list ? _("Enter shows the marked booking")
				 : _("Enter finds, Tab goes to the list"));
	title_words(state, text);
	draw_text(canvas, WHAT_LINE, 1, canvas->columns - 2, STYLE_NORMAL, text);
	if (state->count > 0)
		list_draw(&state->list, &rows, true);
	else
		draw_paragraph(&rows, 1, 0, rows.columns, STYLE_DIM, empty_words(state));
	edit_draw(&state->find, canvas, FIND_LINE, column, FIND_COLUMNS, !state->at_list);
}

/* Shows what is found by a text; today's for "". */
static unsigned show(struct screen *screen, const char *sought)
{
	struct bookings *state = screen->state;
	struct problem problem;

	text_copy(state->sought, sizeof(state->sought), sought);
	text_trim(state->sought);
	if (bookings_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
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

/* Opens a screen about the marked booking. */
static unsigned open_about(struct screen *screen, const struct screen_ops *ops)
{
	const struct booking *booking = marked(screen);

	if (booking)
		screen_push(screen, ops, &booking->id, QUESTION_DIALOG);
	return SCREEN_DRAW;
}

/* Enter in the search: one booking found is shown at once. */
static unsigned find(struct screen *screen)
{
	struct bookings *state = screen->state;

	show(screen, state->find.text);
	if (state->count == 0)
		return SCREEN_DRAW;
	focus(screen, true);
	if (state->sought[0] && state->count == 1)
		return open_about(screen, &booking_screen);
	return SCREEN_DRAW;
}

static unsigned check_in(struct screen *screen)
{
	const struct booking *booking = marked(screen);

	return booking ? check_in_by_key(screen, booking->id) : SCREEN_DONE;
}

static unsigned go_back(struct screen *screen)
{
	struct bookings *state = screen->state;

	if (!state->sought[0] && !state->find.text[0] && !state->at_list)
		return SCREEN_PASS;
	edit_set(&state->find, "");
	focus(screen, false);
	return show(screen, "");
}

static unsigned move(struct screen *screen)
{
	const struct booking *booking = marked(screen);

	if (booking)
		screen_push(screen, &choose_session_screen,
			    &(struct session_choice){ booking->patient_id, booking->id },
			    QUESTION_MOVE);
	return SCREEN_DRAW;
}

/* What a key does with the marked booking, wherever the cursor stands. */
static unsigned act(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN: return check_in(screen);
	case COMMAND_BOOKINGS_CANCEL: return open_about(screen, &cancel_screen);
	case COMMAND_BOOKINGS_PAY: return open_about(screen, &pay_screen);
	case COMMAND_BOOKINGS_MOVE: return move(screen);
	case COMMAND_BOOKINGS_HISTORY: return open_about(screen, &booking_screen);
	case COMMAND_BOOKINGS_REFUND:
		screen_push(screen, &refunds_screen, NULL, QUESTION_DIALOG);
		return SCREEN_DRAW;
	case COMMAND_BACK: return go_back(screen);
	default: return SCREEN_PASS;
	}
}

static unsigned edit(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;

	switch (command) {
	case COMMAND_FORM_ENTER: return find(screen);
	case COMMAND_FORM_NEXT:
	case COMMAND_FORM_PREVIOUS:
		if (state->count == 0)
			return SCREEN_DONE;
		focus(screen, true);
		return SCREEN_DRAW;
	default: return edit_command(&state->find, command) ? SCREEN_DRAW : SCREEN_PASS;
	}
}

static unsigned bookings_command(struct screen *screen, enum command command)
{
	struct bookings *state = screen->state;
	unsigned reply = act(screen, command);

	if (reply != SCREEN_PASS)
		return reply;
	switch (command) {
	case COMMAND_BOOKINGS_FIND:
		edit_set(&state->find, "");
		focus(screen, false);
		return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE: return open_about(screen, &booking_screen);
	case COMMAND_LIST_NEXT_PART:
	case COMMAND_LIST_PREVIOUS_PART: focus(screen, false); return SCREEN_DRAW;
	default:
		return state->at_list ? list_command(&state->list, command) : edit(screen, command);
	}
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
	return SCREEN_DRAW;
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
	edit_set(&state->find, number);
	find(screen);
	if (state->count > 0)
		return SCREEN_DRAW;
	go_back(screen);
	return SCREEN_PASS;
}

static unsigned bookings_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_MOVE && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_DIALOG);
	return SCREEN_RELOAD;
}

static bool bookings_applies(const struct screen *screen, enum command command)
{
	const struct bookings *state = screen->state;

	switch (command) {
	case COMMAND_BOOKINGS_WITHDRAW: return false; /* in front of one booking */
	case COMMAND_BOOKINGS_CHECKIN:
	case COMMAND_BOOKINGS_CANCEL:
	case COMMAND_BOOKINGS_PAY:
	case COMMAND_BOOKINGS_MOVE:
	case COMMAND_BOOKINGS_HISTORY: return state->count > 0;
	default: return true;
	}
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
