#include "ui/screens/desk/scans.h"

#include "base/language.h"
#include "base/text.h"
#include "desk/day/scan.h"
#include "desk/queue/queue.h"
#include "ui/screens/allowed.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/bookings/check_in.h"
#include "ui/screens/words.h"

static unsigned open_booking(struct screen *front, int64_t booking_id)
{
	/* A form that is half filled in stays beneath, and comes back. */
	front = screen_clear(front);
	if (!screen_push(front, &booking_screen, &booking_id, QUESTION_NONE))
		screen_say(front, SAY_ERROR, "%s",
			   _("The booking could not be shown. Close what is open (Esc), then scan "
			     "again."));
	return SCREEN_DRAW;
}

static void say_checked_in(const struct desk *desk, struct screen *front, const struct booking *now,
			   bool back)
{
	int late = (int)((desk_now_ms(desk) - now->expected_ms) / MS_PER_MINUTE);
	char who[WORDS_SIZE], owed[MONEY_TEXT_SIZE];

	text_format(who, sizeof(who), _("number %d, %s, %s, room %s"), now->number, now->patient,
		    now->doctor, now->room);
	if (back && booking_owed_fen(now))
		screen_say(front, SAY_ERROR,
			   _("Back in line after a missed call: %s. NOT PAID: %s is owed."), who,
			   money_format(booking_owed_fen(now), owed));
	else if (back)
		screen_say(front, SAY_GOOD, _("Back in line after a missed call: %s."), who);
	else if (late > 0)
		screen_say(front, SAY_GOOD, _("Checked in: %s; %d min after the expected time."),
			   who, late);
	else
		screen_say(front, SAY_GOOD, _("Checked in: %s."), who);
}

static unsigned check_in(struct desk *desk, struct screen *front, const char *text,
			 const struct booking *booking)
{
	bool back = booking->ticket_state == TICKET_MISSED;
	struct booking now;

	if (check_in_asks(front, booking->id))
		return SCREEN_DRAW;
	if (queue_check_in(desk, booking->id, &now)) {
		struct problem problem = desk->problem;

		screen_say_problem(front, &problem);
		return open_booking(front, booking->id);
	}
	say_checked_in(desk, front, &now, back);
	/* The queue marks who it is. */
	screen_take_scan(front, text);
	return SCREEN_RELOAD;
}

/* Why a ticket's owner is not checked in by scanning it. */
static void say_state(struct screen *front, const struct booking *booking, day_number today)
{
	char day[WORDS_DAY_SIZE];

	if (booking->state == BOOKING_BOOKED)
		screen_say(front, SAY_INFO, _("%s: booked for %s; nobody was checked in."),
			   booking->patient, words_day_from(booking->day, today, day));
	else if (booking->state == BOOKING_CHECKED_IN)
		screen_say(front, SAY_INFO,
			   _("Already checked in: number %d, %s, %s, room %s; %s."),
			   booking->number, booking->patient, booking->doctor, booking->room,
			   words_booking_state(booking));
	else
		screen_say(front, SAY_INFO, _("%s: %s; nobody was checked in."), booking->patient,
			   words_booking_state(booking));
}

static unsigned take_ticket(struct desk *desk, struct screen *front, const struct scan *scan)
{
	day_number today = desk_today(desk);
	struct booking booking;

	if (booking_get(desk, scan->booking_id, &booking)) {
		screen_say_problem(front, &desk->problem);
		return SCREEN_DRAW;
	}
	if (booking.day == today &&
	    (booking.state == BOOKING_BOOKED || booking.ticket_state == TICKET_MISSED))
		return check_in(desk, front, scan->text, &booking);
	say_state(front, &booking, today);
	return open_booking(front, booking.id);
}

static unsigned refuse_unfinished(struct screen *front)
{
	screen_say(front, SAY_ERROR, "%s",
		   _("Finish this first, or leave it with Esc, then scan or type again. It was "
		     "ignored."));
	return SCREEN_DRAW;
}

/* People are registered in one place, whatever is in front; there they may be in the middle of
 * somebody else. NULL then, when the one in front said so. */
static struct screen *go_to_register(struct screen *front)
{
	front = screen_clear(front);
	if (screen_is_place(front)) {
		screen_go(front, COMMAND_REGISTER, NULL);
		front = screen_clear(screen_front(front->terminal));
	}
	if (screen_is_place(front))
		return front;
	refuse_unfinished(front);
	return NULL;
}

static unsigned take_person(struct screen *front, const struct scan *scan)
{
	if (screen_take_scan(front, scan->text))
		return SCREEN_DRAW;
	front = go_to_register(front);
	if (front && !screen_take_scan(front, scan->text))
		return refuse_unfinished(front);
	return SCREEN_DRAW;
}

/* Where a booking is looked for; what is in the middle of something stays as it is. */
static unsigned search_bookings(struct screen *front, const char *text)
{
	char sought[SCAN_TEXT_SIZE];

	text_copy(sought, sizeof(sought), text);
	front = screen_clear(front);
	if (screen_is_place(front)) {
		screen_go(front, COMMAND_BOOKINGS, NULL);
		front = screen_clear(screen_front(front->terminal));
	}
	if (!screen_is_place(front))
		return refuse_unfinished(front);
	screen_search_for(front, sought);
	return SCREEN_DRAW;
}

/* What is no person's, whether it was scanned or typed. */
static unsigned take_other(struct screen *front, const struct scan *scan)
{
	switch (scan->kind) {
	case SCAN_TICKET:
	case SCAN_RECEIPT:
	case SCAN_ORDER: return open_booking(front, scan->booking_id);
	case SCAN_ORDER_REFUSED:
		screen_say(front, SAY_ERROR, _("The online order %s was refused: %s"), scan->text,
			   status_sentence(scan->refusal));
		return SCREEN_DRAW;
	case SCAN_PAYMENT_CODE:
		screen_say(front, SAY_ERROR, "%s",
			   _("That was a payment code, not a patient; it was not kept."));
		return SCREEN_DRAW;
	case SCAN_INSURANCE_CODE:
		screen_say(front, SAY_ERROR, "%s",
			   _("That was a medical insurance code: read it at the insurer's "
			     "terminal. It was not kept."));
		return SCREEN_DRAW;
	default: return SCREEN_PASS;
	}
}

unsigned scans_take_typed(struct screen *front, const char *text)
{
	struct scan scan;

	if (scan_read(front->desk, text, &scan)) {
		screen_say_problem(front, &front->desk->problem);
		return SCREEN_DRAW;
	}
	/* Two bookings are found by it: Bookings shows both. */
	if (scan.also_receipt)
		return search_bookings(front, text);
	return take_other(front, &scan);
}

/* What is scanned is somebody's, and who is searched for a person. */
static bool may_find_people(struct screen *front)
{
	char why[PROBLEM_MESSAGE_SIZE];

	if (allowed_people(front->desk, why, sizeof(why)))
		return true;
	screen_say(front, SAY_INFO, "%s", why);
	return false;
}

unsigned scans_search(struct screen *front, const char *text, bool whole)
{
	unsigned reply;

	if (!may_find_people(front))
		return SCREEN_DRAW;
	reply = whole ? scans_take_typed(front, text) : SCREEN_PASS;
	if (reply != SCREEN_PASS)
		return reply;
	front = go_to_register(front);
	if (front)
		screen_search_for(front, text);
	return SCREEN_DRAW;
}

unsigned scans_take(struct screen *front, const char *text)
{
	struct desk *desk = front->desk;
	struct scan scan;

	if (!may_find_people(front))
		return SCREEN_DRAW;
	if (scan_read(desk, text, &scan)) {
		screen_say_problem(front, &desk->problem);
		return SCREEN_DRAW;
	}
	switch (scan.kind) {
	case SCAN_TICKET: return take_ticket(desk, front, &scan);
	case SCAN_MISREAD_ID:
		screen_say(front, SAY_ERROR, "%s",
			   _("That was a payment code, or a misread ID number; it was not kept. "
			     "Scan the ID card again, or type its number."));
		return SCREEN_DRAW;
	case SCAN_RESIDENT_ID:
	case SCAN_PATIENT:
	case SCAN_UNKNOWN: return take_person(front, &scan);
	default: return take_other(front, &scan);
	}
}
