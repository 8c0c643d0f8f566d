#include "ui/screens/bookings/check_in.h"

#include "base/language.h"
#include "base/money.h"
#include "desk/queue/queue.h"
#include "ui/screens/bookings/check_in_unpaid.h"

static unsigned check_in_now(struct screen *screen, int64_t booking_id)
{
	struct booking now;
	char owed[MONEY_TEXT_SIZE];

	if (queue_check_in(screen->desk, booking_id, &now))
		screen_say_problem(screen, &screen->desk->problem);
	else if (booking_owed_fen(&now))
		screen_say(screen, SAY_ERROR, _("Checked in: number %d, %s. NOT PAID: %s is owed."),
			   now.number, now.patient, money_format(booking_owed_fen(&now), owed));
	else
		screen_say(screen, SAY_GOOD, _("Checked in: number %d, %s, %s, room %s."),
			   now.number, now.patient, now.doctor, now.room);
	return SCREEN_RELOAD;
}

/* Who comes back after a missed call was asked when they came first. */
bool check_in_asks(struct screen *screen, int64_t booking_id)
{
	struct booking booking;

	return booking_get(screen->desk, booking_id, &booking) == STATUS_OK &&
	       booking.state == BOOKING_BOOKED && booking_owed_fen(&booking) > 0 &&
	       queue_may_check_in(screen->desk, &booking) == STATUS_OK &&
	       screen_push(screen, &check_in_unpaid_screen, &booking_id, QUESTION_NONE);
}

unsigned check_in_by_key(struct screen *screen, int64_t booking_id)
{
	return check_in_asks(screen, booking_id) ? SCREEN_DRAW : check_in_now(screen, booking_id);
}
