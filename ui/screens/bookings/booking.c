#include "ui/screens/bookings/booking.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/audit_words.h"
#include "desk/ban/ban.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/queue/queue.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/bookings/cancel.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/desk/history_rows.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/register/pay.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum {
	QUESTION_DIALOG,
	QUESTION_MOVE,
	QUESTION_REFUND_REASON,
	QUESTION_WITHDRAW_REASON,
	QUESTION_FAULT_REASON
};
enum { ENTRY_LINES = 3, BESIDE_LEAST = 180, HISTORY_COLUMNS = 116 };

struct detail {
	int64_t id;
	struct booking booking;
	struct audit_row *rows; /* newest first */
	size_t count;
	struct list history;
	struct idem refund; /* of a refund that was asked for, kept until an answer is known */
};

static enum status booking_screen_load(struct screen *screen, struct problem *problem)
{
	struct detail *state = screen->state;
	struct audit_row *rows = NULL;
	struct booking booking;
	size_t count = 0;
	enum status status = booking_get(screen->desk, state->id, &booking);

	if (!status)
		status = audit_history(screen->desk, booking.seq, &rows, &count);
	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	free(state->rows);
	state->booking = booking;
	state->rows = rows;
	state->count = count;
	list_set(&state->history, rows, count);
	return STATUS_OK;
}

static enum status booking_screen_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct detail *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	state->refund = idem_new();
	history_rows_list_init(&state->history);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->history);
	(void)problem;
	return STATUS_OK;
}

static void booking_screen_close(struct screen *screen)
{
	struct detail *state = screen->state;

	free(state->rows);
}

/* Who did what to it. Details are cut to their column in the list; the marked ones are told whole.
 */
static void draw_history(struct detail *state, const struct canvas *canvas)
{
	struct canvas rows = canvas_part(canvas, 0, 0, canvas->lines - ENTRY_LINES,
					 canvas->columns);
	char detail[AUDIT_DETAIL_SIZE];
	size_t row;

	list_draw(&state->history, &rows, true);
	if (list_selected(&state->history, &row))
		draw_paragraph(canvas, canvas->lines - ENTRY_LINES + 1, 0, canvas->columns,
			       STYLE_DIM, audit_detail_words(&state->rows[row], detail));
}

static void booking_screen_draw(struct screen *screen, const struct canvas *canvas)
{
	struct detail *state = screen->state;
	struct canvas left, right;
	bool beside = words_side(canvas, BESIDE_LEAST, HISTORY_COLUMNS, &left, &right);
	int line = booking_facts_draw(&state->booking, &left) + 1;

	if (!beside)
		right = canvas_part(&left, line, 0, left.lines - line, left.columns);
	draw_history(state, &right);
}

static unsigned ask_refund(struct screen *screen)
{
	const struct detail *state = screen->state;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	text_format(text, sizeof(text),
		    _("Refunds %s, what is left of the payment: a manager's decision. Say why; F9 "
		      "refunds it."),
		    money_format(booking_still_paid_fen(&state->booking), money));
	dialog_ask_reason(screen, QUESTION_REFUND_REASON, _("Refund"), text);
	return SCREEN_DRAW;
}

/* Of somebody not seen it was the clinic's fault; a no-show is excused. */
static unsigned ask_withdraw(struct screen *screen)
{
	const struct detail *state = screen->state;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	if (state->booking.state != BOOKING_NOT_SEEN) {
		dialog_ask_reason(screen, QUESTION_WITHDRAW_REASON, _("Excuse the patient"),
				  _("Withdraws the no-show; any ban that resulted is worked out "
				    "again. Say why; F9 withdraws it."));
		return SCREEN_DRAW;
	}
	text_format(text, sizeof(text),
		    _("The patient came and was not seen: it was the clinic's fault, and %s yuan "
		      "go back. Say why; F9 records it."),
		    money_format(booking_still_paid_fen(&state->booking), money));
	dialog_ask_reason(screen, QUESTION_FAULT_REASON, _("Not seen"), text);
	return SCREEN_DRAW;
}

static unsigned booking_screen_command(struct screen *screen, enum command command)
{
	struct detail *state = screen->state;

	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN: return check_in_by_key(screen, state->id);
	case COMMAND_BOOKINGS_CANCEL:
		screen_push(screen, &cancel_screen, &state->id, QUESTION_DIALOG);
		return SCREEN_DRAW;
	case COMMAND_BOOKINGS_MOVE:
		screen_push(screen, &choose_session_screen,
			    &(struct session_choice){ state->booking.patient_id, state->id },
			    QUESTION_MOVE);
		return SCREEN_DRAW;
	case COMMAND_BOOKINGS_PAY:
		screen_push(screen, &pay_screen, &state->id, QUESTION_DIALOG);
		return SCREEN_DRAW;
	case COMMAND_BOOKINGS_REFUND: return ask_refund(screen);
	case COMMAND_BOOKINGS_WITHDRAW: return ask_withdraw(screen);
	case COMMAND_BOOKINGS_FIND:
	case COMMAND_BACK: return SCREEN_CLOSE;
	case COMMAND_LIST_CHOOSE: return history_rows_read(screen, &state->history);
	default: return list_command(&state->history, command);
	}
}

static unsigned give_back(struct screen *screen, const char *reason)
{
	struct detail *state = screen->state;
	struct booking now;
	char money[MONEY_TEXT_SIZE];
	enum status status = booking_refund(screen->desk, state->id, reason, &state->refund, &now);

	if (!status) {
		screen_say(screen, SAY_GOOD, _("Refund %s: %s."),
			   money_format(now.refund_fen, money),
			   refund_state_word(now.refund_state));
		state->refund = idem_new();
	} else if (status_is_refusal(status)) {
		/* Another reason is another thing. */
		if (status == STATUS_KEY_REUSED)
			state->refund = idem_new();
		screen_say_problem(screen, &screen->desk->problem);
	} else {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	}
	return SCREEN_RELOAD;
}

static unsigned withdraw(struct screen *screen, const char *reason)
{
	const struct detail *state = screen->state;
	struct booking now;

	if (no_show_withdraw(screen->desk, state->id, reason, &now))
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_GOOD, _("%s: %s."), now.patient, words_booking_state(&now));
	return SCREEN_RELOAD;
}

static unsigned record_fault(struct screen *screen, const char *reason)
{
	const struct detail *state = screen->state;
	struct booking now;
	enum status status = booking_resolve(screen->desk, state->id, RESOLVE_CLINIC, reason, &now,
					     NULL, NULL);

	if (status && !status_is_refusal(status))
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	else if (status)
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_GOOD, _("%s: %s."), now.patient, words_booking_state(&now));
	return SCREEN_RELOAD;
}

static unsigned booking_screen_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	if (question == QUESTION_MOVE && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_DIALOG);
	if (question == QUESTION_REFUND_REASON && answer->given)
		return give_back(screen, answer->text);
	if (question == QUESTION_WITHDRAW_REASON && answer->given)
		return withdraw(screen, answer->text);
	if (question == QUESTION_FAULT_REASON && answer->given)
		return record_fault(screen, answer->text);
	return SCREEN_RELOAD;
}

static bool booking_screen_applies(const struct screen *screen, enum command command)
{
	const struct detail *state = screen->state;
	const struct booking *booking = &state->booking;

	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN:
		return booking->state == BOOKING_BOOKED || booking->ticket_state == TICKET_MISSED;
	case COMMAND_BOOKINGS_CANCEL:
		return booking->state == BOOKING_BOOKED || booking->state == BOOKING_CHECKED_IN;
	case COMMAND_BOOKINGS_MOVE:
		return booking->state == BOOKING_BOOKED || booking->state == BOOKING_CHECKED_IN ||
		       (booking->session_state == SESSION_SUSPENDED && !booking->moved_to);
	case COMMAND_BOOKINGS_PAY: return booking_charge_state(booking) == CHARGE_OWED;
	case COMMAND_BOOKINGS_WITHDRAW:
		return booking->state == BOOKING_NO_SHOW || booking->state == BOOKING_NOT_SEEN;
	case COMMAND_BOOKINGS_REFUND:
		return booking_may_be_refunded(booking) && booking->paid_fen > booking->refund_fen;
	default: return command_context(command) != CONTEXT_BOOKINGS;
	}
}

const struct screen_ops booking_screen = {
	.name = "booking",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Booking"),
	.state_size = sizeof(struct detail),
	.passing = true,
	.open = booking_screen_open,
	.load = booking_screen_load,
	.draw = booking_screen_draw,
	.command = booking_screen_command,
	.result = booking_screen_result,
	.applies = booking_screen_applies,
	.close = booking_screen_close,
};
