#include "desk/queue/walk_in.h"

struct walk_in {
	const struct booking_wish *wish;
	struct booking *out;
};

/* Whether somebody who booked this now is here for it. */
static bool is_here_for_it(const struct desk *desk, const struct booking *booking)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	int minutes = desk->settings.queue_walk_in_check_in_minutes;

	if (minutes == 0 || booking->state != BOOKING_BOOKED || booking_owed_fen(booking) > 0)
		return false;
	if (minutes > desk->settings.queue_early_minutes)
		minutes = desk->settings.queue_early_minutes;
	return booking->day == now.day && now.minute >= booking->start_minute - minutes &&
	       now.minute < booking->end_minute;
}

static enum status book_inside(struct desk *desk, void *context)
{
	const struct walk_in *walk_in = context;
	enum status status = booking_book(desk, walk_in->wish, walk_in->out);

	if (status || !is_here_for_it(desk, walk_in->out))
		return status;
	return queue_check_in(desk, walk_in->out->id, walk_in->out);
}

enum status walk_in_book(struct desk *desk, const struct booking_wish *wish, struct booking *out)
{
	struct walk_in walk_in = { .wish = wish, .out = out };

	return desk_change(desk, book_inside, &walk_in);
}
