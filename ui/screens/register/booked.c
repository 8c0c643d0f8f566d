#include "ui/screens/register/booked.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/large.h"
#include "ui/screens/register/pay.h"
#include "ui/screens/words.h"
#include "ui/term/page.h"

enum { QUESTION_PAY };
enum { TEXT_LINE = 8, COLUMN = 1 };

struct booked {
	int64_t id;
	struct booking booking;
};

static enum status booked_load(struct screen *screen, struct problem *problem)
{
	struct booked *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status booked_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct booked *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	screen->widget = CONTEXT_LIST;
	(void)problem;
	return STATUS_OK;
}

static void draw_money(const struct booking *booking, day_number today, const struct canvas *canvas,
		       int line)
{
	char text[WORDS_SIZE], receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE],
		note[RECEIPT_NOTE_SIZE];

	if (booking_charge_state(booking) == CHARGE_OWED) {
		text_format(text, sizeof(text), _("%s, NOT PAID yet"),
			    money_format(booking->fee_fen, money));
		words_line(canvas, line, _("Fee"), text);
		return;
	}
	if (booking->payment_id == 0) {
		words_line(canvas, line, _("Fee"), _("none"));
		return;
	}
	text_format(text, sizeof(text), _("%s paid, %s"), money_format(booking->paid_fen, money),
		    method_word(booking->method));
	line = words_line(canvas, line, _("Fee"), text);
	line = words_line(canvas, line, _("Receipt"), receipt_format(booking->payment_id, receipt));
	if (*receipt_note(booking->payment_id, today, note))
		words_line(canvas, line, "", note);
}

static const char *booked_heading(const struct screen *screen)
{
	const struct booked *state = screen->state;
	const struct booking *booking = &state->booking;

	if (booking->state == BOOKING_CHECKED_IN)
		return booking->slot_kind == SLOT_EXTRA
			       ? _("Booked: an extra number, and checked in")
			       : _("Booked and checked in");
	return booking->slot_kind == SLOT_EXTRA ? _("Booked: an extra number") : _("Booked");
}

static void booked_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct booked *state = screen->state;
	const struct booking *booking = &state->booking;
	struct canvas part = canvas_part(canvas, TEXT_LINE, COLUMN, canvas->lines - TEXT_LINE - 1,
					 canvas->columns - 2);
	char text[WORDS_SIZE], time[MINUTE_TEXT_SIZE], number[WORDS_NUMBER_SIZE];
	int line, column;

	page_item(canvas, 0, STYLE_GOOD, ""); /* it is the heading there */
	draw_text(canvas, 0, COLUMN, canvas->columns - 2, STYLE_GOOD, booked_heading(screen));
	text_format(number, sizeof(number), "%d", booking->number);
	column = large_draw(canvas, 2, COLUMN, number) + 3;
	draw_format(canvas, 3, column, STYLE_HEADING, _("Number %d"), booking->number);
	draw_format(canvas, 4, column, STYLE_HEADING, _("expected about %s"),
		    words_time(booking->expected_ms, time));
	draw_format(canvas, 5, column, STYLE_HEADING, _("room %s"), booking->room);
	line = words_line(&part, 0, _("Patient"), booking->patient);
	text_format(text, sizeof(text), "%s, %s", booking->department, booking->doctor);
	line = words_line(&part, line, _("Doctor"), text);
	line = words_line(&part, line, _("Session"), words_booking_time(booking, text));
	line = words_line(&part, line, _("Booking"), words_number(booking->id, number));
	draw_money(booking, desk_today(screen->desk), &part, line);
	draw_keys(canvas, canvas->lines - 1, COLUMN, canvas->columns - 2,
		  _("Type or scan the next patient; Enter goes back to the search."));
	canvas_cursor(canvas, canvas->lines - 1, COLUMN);
}

/* The patient stands there: what comes next for this number needs no search. */
static bool booked_applies(const struct screen *screen, enum command command)
{
	const struct booked *state = screen->state;
	const struct booking *booking = &state->booking;

	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN:
		return booking->state == BOOKING_BOOKED && booking->day == desk_today(screen->desk);
	case COMMAND_BOOKINGS_PAY: return booking_owed_fen(booking) > 0;
	case COMMAND_BOOKINGS_FIND: return true;
	default: return command_context(command) != CONTEXT_BOOKINGS;
	}
}

static unsigned booked_command(struct screen *screen, enum command command)
{
	struct booked *state = screen->state;

	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN: return check_in_by_key(screen, state->id);
	case COMMAND_BOOKINGS_PAY:
		if (!booked_applies(screen, command))
			return SCREEN_CLOSE;
		screen_push(screen, &pay_screen, &state->id, QUESTION_PAY);
		return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE:
	case COMMAND_BOOKINGS_FIND:
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
}

static unsigned booked_result(struct screen *screen, int question, const struct answer *answer)
{
	(void)screen;
	(void)question;
	(void)answer;
	return SCREEN_RELOAD;
}

const struct screen_ops booked_screen = {
	.name = "booked",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Booked"),
	.state_size = sizeof(struct booked),
	.leaves_freely = true,
	.passing = true,
	.open = booked_open,
	.load = booked_load,
	.draw = booked_draw,
	.heading = booked_heading,
	.command = booked_command,
	.result = booked_result,
	.applies = booked_applies,
};
