#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/no_show.h"

day_number visit_day(const char *text)
{
	day_number day = 0;

	assert_true(day_parse(text, &day));
	return day;
}

void visit_refused(const struct desk *desk, enum status status, enum status expected,
		   const char *words)
{
	if (status != expected)
		fail_msg("%s, not %s: %s", status_name(status), status_name(expected),
			 desk->problem.message);
	assert_int_equal(desk->problem.status, expected);
	if (words && !strstr(desk->problem.message, words))
		fail_msg("\"%s\" does not say \"%s\"", desk->problem.message, words);
}

struct session visit_session(struct desk *desk, day_number day, enum period period)
{
	struct session session;

	if (session_find(desk, VISIT_DOCTOR, day, period, &session) == STATUS_OK)
		return session;
	fixture_doctor(desk, VISIT_DOCTOR, VISIT_FEE_FEN);
	return fixture_session(desk, VISIT_DOCTOR, day, period, 10, 50);
}

static struct booking book(struct desk *desk, struct booking_wish *wish, int n)
{
	struct booking booking;
	char order_no[ORDER_NO_SIZE];

	wish->patient_id = fixture_patient(desk, n).id;
	text_format(order_no, sizeof(order_no), "WX%lld-%d", (long long)wish->session_id, n);
	if (wish->channel == CHANNEL_ONLINE)
		wish->order_no = wish->external_no = order_no;
	fixture_must(desk, booking_book(desk, wish, &booking));
	return booking;
}

struct booking visit_book(struct desk *desk, int64_t session_id, int n, enum channel channel)
{
	struct booking_wish wish = { .session_id = session_id,
				     .channel = channel,
				     .pay = true,
				     .method = channel == CHANNEL_ONLINE ? METHOD_WECHAT
									 : METHOD_CASH,
				     .paid_fen = VISIT_FEE_FEN };

	return book(desk, &wish, n);
}

struct booking visit_book_unpaid(struct desk *desk, int64_t session_id, int n)
{
	struct booking_wish wish = { .session_id = session_id, .channel = CHANNEL_COUNTER };

	return book(desk, &wish, n);
}

struct booking visit_skipped(struct desk *desk, day_number day, enum period period, int n,
			     enum channel channel)
{
	struct booking booking;

	fixture_clock(desk, day, FIXTURE_AT(7, 0));
	booking = visit_book(desk, visit_session(desk, day, period).id, n, channel);
	fixture_clock(desk, day, FIXTURE_AT(22, 0));
	return booking;
}

bool visit_no_show(struct desk *desk, day_number day, enum period period, int n,
		   enum channel channel, struct booking *booking, struct ban *ban)
{
	bool banned;

	*booking = visit_skipped(desk, day, period, n, channel);
	fixture_must(desk, booking_resolve(desk, booking->id, RESOLVE_NO_SHOW, "", booking, ban,
					   &banned));
	return banned;
}

struct booking visit_look(struct desk *desk, int64_t booking_id)
{
	struct booking booking;

	fixture_must(desk, booking_get(desk, booking_id, &booking));
	return booking;
}

static void show_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	print_error("%s: %s\n", check, fault);
}

void visit_check(struct desk *desk)
{
	int checks, failed;

	fixture_must(desk, check_run(desk, CHECK_ALL, show_fault, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
	assert_true(checks > 30);
}

bool visit_close(struct desk *desk, day_number day, int64_t counted_fen)
{
	const struct close_wish wish = { .day = day,
					 .counted_fen = counted_fen,
					 .reason = "counted twice",
					 .pass = true,
					 .clock_is_right = true };
	struct closing closing;
	bool closed;

	fixture_must(desk, day_close(desk, &wish, &closing));
	closed = closing.closed;
	closing_release(&closing);
	return closed;
}
