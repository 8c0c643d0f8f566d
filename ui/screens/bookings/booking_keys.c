#include "ui/screens/bookings/booking_keys.h"

#include "base/language.h"
#include "desk/ban/ban.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "ui/screens/bookings/cancel.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/bookings/refunds.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"
#include "ui/screens/register/pay.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum {
	QUESTION_DIALOG = BOOKING_KEYS_FIRST,
	QUESTION_MOVE,
	QUESTION_REFUND_REASON,
	QUESTION_WITHDRAW_REASON,
	QUESTION_FAULT_REASON,
};

void booking_keys_init(struct booking_keys *keys)
{
	*keys = (struct booking_keys){ .refund = idem_new() };
}

/* Where nothing is to be paid that is said, with what was. */
static unsigned pay(struct screen *screen, const struct booking *booking)
{
	if (booking_may_be_paid(screen->desk, booking))
		screen_say(screen, SAY_INFO, "%s", screen->desk->problem.message);
	else
		screen_push(screen, &pay_screen, &booking->id, QUESTION_DIALOG);
	return SCREEN_DRAW;
}

static unsigned move(struct screen *screen, const struct booking *booking)
{
	screen_push(screen, &choose_session_screen,
		    &(struct session_choice){ booking->patient_id, booking->id }, QUESTION_MOVE);
	return SCREEN_DRAW;
}

static bool has_rest(const struct booking *booking)
{
	return booking_may_be_refunded(booking) && booking->paid_fen > booking->refund_fen;
}

/* The rest of a payment; where none is to go back, the refunds that are not finished. */
static unsigned refund(struct screen *screen, const struct booking *booking)
{
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	if (!has_rest(booking)) {
		screen_push(screen, &refunds_screen, &booking->id, QUESTION_DIALOG);
		return SCREEN_DRAW;
	}
	text_format(text, sizeof(text),
		    _("Refunds %s, what is left of the payment: a manager's decision. Say why; F9 "
		      "refunds it."),
		    money_format(booking_still_paid_fen(booking), money));
	dialog_ask_reason(screen, QUESTION_REFUND_REASON, _("Refund"), text);
	return SCREEN_DRAW;
}

/* Of somebody not seen it was the clinic's fault; a no-show is excused. */
static unsigned excuse(struct screen *screen, const struct booking *booking)
{
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	if (booking->state == BOOKING_NO_SHOW) {
		dialog_ask_reason(screen, QUESTION_WITHDRAW_REASON, _("Excuse the patient"),
				  _("Withdraws the no-show; any ban that resulted is worked out "
				    "again. Say why; F9 withdraws it."));
		return SCREEN_DRAW;
	}
	if (booking->state != BOOKING_NOT_SEEN) {
		screen_say(screen, SAY_INFO, _("%s: %s; there is nothing to excuse."),
			   booking->patient, words_booking_state(booking));
		return SCREEN_DONE;
	}
	text_format(text, sizeof(text),
		    _("The patient came and was not seen: it was the clinic's fault, and %s yuan "
		      "go back. Say why; F9 records it."),
		    money_format(booking_still_paid_fen(booking), money));
	dialog_ask_reason(screen, QUESTION_FAULT_REASON, _("Not seen"), text);
	return SCREEN_DRAW;
}

unsigned booking_keys_command(struct screen *screen, struct booking_keys *keys,
			      const struct booking *booking, enum command command)
{
	keys->about = booking->id;
	switch (command) {
	case COMMAND_BOOKINGS_CHECKIN: return check_in_by_key(screen, booking->id);
	case COMMAND_BOOKINGS_CANCEL:
		screen_push(screen, &cancel_screen, &booking->id, QUESTION_DIALOG);
		return SCREEN_DRAW;
	case COMMAND_BOOKINGS_PAY: return pay(screen, booking);
	case COMMAND_BOOKINGS_MOVE: return move(screen, booking);
	case COMMAND_BOOKINGS_REFUND: return refund(screen, booking);
	case COMMAND_BOOKINGS_WITHDRAW: return excuse(screen, booking);
	default: return SCREEN_PASS;
	}
}

static unsigned give_back(struct screen *screen, struct booking_keys *keys, const char *reason)
{
	struct booking now;
	char money[MONEY_TEXT_SIZE];
	enum status status = booking_refund(screen->desk, keys->about, reason, &keys->refund, &now);

	if (!status) {
		screen_say(screen, SAY_GOOD, _("Refund %s: %s."),
			   money_format(now.refund_fen, money),
			   refund_state_word(now.refund_state));
		keys->refund = idem_new();
	} else if (status_is_refusal(status)) {
		/* Another reason is another thing. */
		if (status == STATUS_KEY_REUSED)
			keys->refund = idem_new();
		screen_say_problem(screen, &screen->desk->problem);
	} else {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	}
	return SCREEN_RELOAD;
}

/* What became of it, in words. */
static unsigned say(struct screen *screen, enum status status, const struct booking *now)
{
	if (status && !status_is_refusal(status))
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	else if (status)
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_GOOD, _("%s: %s."), now->patient, words_booking_state(now));
	return SCREEN_RELOAD;
}

static unsigned take_reason(struct screen *screen, struct booking_keys *keys, int question,
			    const char *reason)
{
	struct booking now;
	enum status status;

	if (question == QUESTION_REFUND_REASON)
		return give_back(screen, keys, reason);
	if (question == QUESTION_WITHDRAW_REASON)
		status = no_show_withdraw(screen->desk, keys->about, reason, &now);
	else
		status = booking_resolve(screen->desk, keys->about, RESOLVE_CLINIC, reason, &now,
					 NULL, NULL);
	return say(screen, status, &now);
}

unsigned booking_keys_result(struct screen *screen, struct booking_keys *keys, int question,
			     const struct answer *answer)
{
	if (question < QUESTION_DIALOG || question > QUESTION_FAULT_REASON)
		return SCREEN_PASS;
	if (question >= QUESTION_REFUND_REASON && answer->given)
		return take_reason(screen, keys, question, answer->text);
	if (question == QUESTION_MOVE && answer->given)
		screen_push(screen, &booked_screen, &answer->id, QUESTION_DIALOG);
	return SCREEN_RELOAD;
}

bool booking_keys_apply(const struct booking *booking, enum command command)
{
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
		return has_rest(booking) || booking->refund_state != REFUND_NONE;
	case COMMAND_BOOKINGS_PHONE: return false; /* at the refunds alone */
	default: return true;
	}
}
