/* Numbers and the quota: tags, times, why a number is or is not for sale, extra numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "fixture.h"

static void assert_says(const char *sentence, const char *part)
{
	if (!strstr(sentence, part))
		fail_msg("\"%s\" does not say \"%s\"", sentence, part);
}

/* Books person n; gives the status, and the booking when it was made. */
static enum status book(struct desk *desk, const struct session *session, enum channel channel,
			int n, struct booking *out)
{
	struct booking made;
	struct booking_wish wish = { .session_id = session->id,
				     .patient_id = fixture_patient(desk, n).id,
				     .channel = channel };
	char order_no[ORDER_NO_SIZE];

	text_format(order_no, sizeof(order_no), "WX%d", n);
	if (channel == CHANNEL_ONLINE)
		wish.order_no = order_no;
	return booking_book(desk, &wish, out ? out : &made);
}

static enum status book_extra(struct desk *desk, const struct session *session, int n,
			      const char *asked_by, struct booking *out)
{
	struct booking made;
	struct booking_wish wish = { .session_id = session->id,
				     .patient_id = fixture_patient(desk, n).id,
				     .extra = true,
				     .asked_by = asked_by };

	return booking_book(desk, &wish, out ? out : &made);
}

static void cancel(struct desk *desk, int64_t booking_id)
{
	struct cancel_wish wish = { .id = booking_id, .reason = "" };
	struct booking out;

	fixture_must(desk, booking_cancel(desk, &wish, &out));
}

static struct slot slot_at(struct desk *desk, int64_t session_id, int number)
{
	struct slot *rows, out;
	size_t count;

	fixture_must(desk, slot_list(desk, session_id, &rows, &count));
	assert_in_range(number, 1, count);
	out = rows[number - 1];
	assert_int_equal(out.number, number);
	free(rows);
	return out;
}

/* What is said of a number now. */
static enum slot_sale sale(struct desk *desk, int64_t session_id, int number, enum channel channel,
			   char why[PROBLEM_MESSAGE_SIZE])
{
	struct session session = fixture_look(desk, session_id);
	struct slot slot = slot_at(desk, session_id, number);

	slot_why(desk, &session, &slot, channel, why, PROBLEM_MESSAGE_SIZE);
	return slot_sale(desk, &session, &slot, channel);
}

static void online_numbers_are_floor_of_the_percentage_and_spread_evenly(void **state)
{
	(void)state;
	for (int capacity = 1; capacity <= 120; capacity++) {
		for (int percent = 0; percent <= 100; percent++) {
			int online = 0;

			for (int number = 1; number <= capacity; number++) {
				online += quota_kind_of(number, percent) == SLOT_ONLINE;
				/* Of the first k numbers floor(k p / 100) are online: evenly. */
				assert_int_equal(online, number * percent / 100);
			}
			assert_int_equal(online, quota_share(capacity, percent));
		}
	}
}

static void the_split_of_known_sessions(void **state)
{
	(void)state;
	assert_int_equal(quota_share(40, 20), 8);
	assert_int_equal(quota_share(9, 20), 1); /* floor(1.8) */
	assert_int_equal(quota_share(4, 20), 0);
	assert_int_equal(quota_share(1, 99), 0);
	assert_int_equal(quota_share(1, 100), 1);
	assert_int_equal(quota_share(999, 100), 999);
	assert_int_equal(quota_kind_of(4, 20), SLOT_COUNTER);
	assert_int_equal(quota_kind_of(5, 20), SLOT_ONLINE);
	assert_int_equal(quota_kind_of(6, 20), SLOT_COUNTER);
	assert_int_equal(quota_kind_of(10, 20), SLOT_ONLINE);
}

static void a_number_is_expected_in_its_share_of_the_session(void **state)
{
	struct session session = { .start_minute = 480, .end_minute = 720, .capacity = 40 };

	(void)state;
	assert_int_equal(slot_expected_minute(&session, 1), 480);
	assert_int_equal(slot_expected_minute(&session, 2), 486);
	assert_int_equal(slot_expected_minute(&session, 40), 714);
	assert_int_equal(slot_expected_minute(&session, 41), 720);
	session.capacity = 7; /* 240 minutes do not divide by 7 */
	assert_int_equal(slot_expected_minute(&session, 2), 514);
	session.capacity = 1;
	assert_int_equal(slot_expected_minute(&session, 1), 480);
	session.capacity = 999;
	assert_int_equal(slot_expected_minute(&session, 999), 719);
}

/* Clocks in Shanghai went from 02:00 to 03:00 on 4 May 1986. */
static void the_instant_of_a_number_follows_the_clocks(void **state)
{
	const struct {
		day_number day;
		int start, end;
	} days[] = {
		{ FIXTURE_DAY, 480, 720 },
		{ day_from_civil(1986, 5, 4), 0, 360 },
		{ day_from_civil(1986, 5, 4), 480, 720 },
	};
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct session session = {
			.day = days[i].day,
			.start_minute = days[i].start,
			.end_minute = days[i].end,
			.capacity = 36,
			.start_ms = clock_instant(days[i].day, days[i].start),
			.end_ms = clock_instant(days[i].day, days[i].end),
		};

		for (int number = 1; number <= 37; number++)
			assert_int_equal(
				slot_expected_ms(&session, number),
				clock_instant(session.day, slot_expected_minute(&session, number)));
	}
	fixture_close(desk);
}

static void each_channel_gets_its_own_lowest_free_number(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session;
	struct slot slot;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	fixture_must(desk, slot_next(desk, &session, CHANNEL_COUNTER, &slot));
	assert_int_equal(slot.number, 1);
	fixture_must(desk, slot_next(desk, &session, CHANNEL_ONLINE, &slot));
	assert_int_equal(slot.number, 5);
	fixture_must(desk, book(desk, &session, CHANNEL_ONLINE, 1, NULL));
	for (int n = 2; n <= 5; n++)
		fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, n, NULL));
	fixture_must(desk, slot_next(desk, &session, CHANNEL_COUNTER, &slot));
	assert_int_equal(slot.number, 6);
	fixture_must(desk, slot_next(desk, &session, CHANNEL_ONLINE, &slot));
	assert_int_equal(slot.number, 10);
	fixture_close(desk);
}

static void a_cancelled_number_is_sold_again_under_its_own_tag(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY - 1, FIXTURE_AT(7, 0));
	struct booking online, counter, again;
	struct session session;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	fixture_must(desk, book(desk, &session, CHANNEL_ONLINE, 1, &online));
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 2, &counter));
	cancel(desk, online.id);
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 3, &again));
	assert_int_equal(again.number, 2);
	fixture_must(desk, book(desk, &session, CHANNEL_ONLINE, 4, &again));
	assert_int_equal(again.number, online.number);
	cancel(desk, counter.id);
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 5, &again));
	assert_int_equal(again.number, counter.number);
	fixture_close(desk);
}

static void unsold_online_numbers_go_over_at_the_release_minute(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 29));
	char why[PROBLEM_MESSAGE_SIZE];
	struct session session;
	struct slot slot;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 5, 20);
	for (int n = 0; n < 4; n++)
		fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, n, NULL));
	assert_int_equal(slot_next(desk, &session, CHANNEL_COUNTER, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "4 of 4");
	assert_says(desk->problem.message, "07:30");
	assert_int_equal(sale(desk, session.id, 5, CHANNEL_COUNTER, why), SALE_OTHER_CHANNEL);
	assert_string_equal(
		why, "Number 5 is an online number until 07:30; then the counter may sell it.");
	assert_int_equal(sale(desk, session.id, 5, CHANNEL_ONLINE, why), SALE_FREE);
	session = fixture_look(desk, session.id);
	assert_false(session.released);
	assert_int_equal(session.counter.free, 0);

	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	assert_int_equal(slot_next(desk, &session, CHANNEL_ONLINE, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "moved to the counter at 07:30");
	assert_says(desk->problem.message, "1 free number");
	assert_int_equal(sale(desk, session.id, 5, CHANNEL_ONLINE, why), SALE_RELEASED);
	assert_says(why, "07:30");
	assert_int_equal(sale(desk, session.id, 5, CHANNEL_COUNTER, why), SALE_FREE);
	session = fixture_look(desk, session.id);
	assert_true(session.released);
	assert_int_equal(session.counter.free, 1);
	fixture_must(desk, slot_next(desk, &session, CHANNEL_COUNTER, &slot));
	assert_int_equal(slot.number, 5);
	assert_int_equal(slot.kind, SLOT_ONLINE);
	fixture_close(desk);
}

static void the_counter_never_takes_an_online_number_before_the_release(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session;
	struct slot slot;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 3, 100);
	assert_int_equal(slot_next(desk, &session, CHANNEL_COUNTER, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "0 of 0");
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 3, 0);
	assert_int_equal(slot_next(desk, &session, CHANNEL_ONLINE, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "no online numbers");
	assert_says(desk->problem.message, "3 free numbers");
	fixture_close(desk);
}

static void a_full_session_says_what_can_be_done_instead(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session;
	struct slot slot;

	(void)state;
	desk->settings.quota_extra_per_session = 1;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 2, 50);
	fixture_must(desk, book(desk, &session, CHANNEL_ONLINE, 1, NULL));
	assert_int_equal(slot_next(desk, &session, CHANNEL_ONLINE, &slot), STATUS_QUOTA_FULL);
	assert_string_equal(desk->problem.message, "Online is sold out: 1 of 1 numbers are taken. "
						   "The counter has 1 free number.");
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 2, NULL));
	assert_int_equal(slot_next(desk, &session, CHANNEL_COUNTER, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "1 extra number");
	fixture_must(desk, book_extra(desk, &session, 3, "李医生", NULL));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(9, 0));
	assert_int_equal(slot_next(desk, &session, CHANNEL_COUNTER, &slot), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "1 of 1 counter numbers and 1 of 1 online numbers");
	assert_says(desk->problem.message, "another session");
	fixture_close(desk);
}

static void each_number_of_the_list_names_its_session(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session sessions[2];
	struct slot next;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	sessions[0] = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 4, 50);
	sessions[1] = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 4, 50);
	for (int i = 0; i < 2; i++) {
		for (int number = 1; number <= 4; number++)
			assert_int_equal(slot_at(desk, sessions[i].id, number).session_id,
					 sessions[i].id);
		fixture_must(desk, slot_next(desk, &sessions[i], CHANNEL_ONLINE, &next));
		assert_int_equal(next.session_id, sessions[i].id);
	}
	fixture_close(desk);
}

static void a_sold_number_names_its_booking(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	char why[PROBLEM_MESSAGE_SIZE], number[32];
	struct session session;
	struct booking booking;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 1, &booking));
	text_format(number, sizeof(number), "%lld", (long long)booking.id);
	assert_int_equal(sale(desk, session.id, 1, CHANNEL_COUNTER, why), SALE_SOLD);
	assert_says(why, number);
	assert_int_equal(sale(desk, session.id, 2, CHANNEL_ONLINE, why), SALE_OTHER_CHANNEL);
	assert_says(why, "Number 2 is a counter number");
	fixture_close(desk);
}

static void a_session_sells_up_to_its_end_and_not_beyond_the_horizon(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(11, 59));
	struct session today, later, too_late;
	char why[PROBLEM_MESSAGE_SIZE];

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	today = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	later = fixture_session(desk, "1001", FIXTURE_DAY + 7, PERIOD_AM, 10, 20);
	too_late = fixture_session(desk, "1001", FIXTURE_DAY + 8, PERIOD_AM, 10, 20);
	fixture_must(desk, slot_session_sells(desk, &today, CHANNEL_COUNTER));
	fixture_must(desk, slot_session_sells(desk, &later, CHANNEL_ONLINE));
	fixture_must(desk, slot_session_sells(desk, &later, CHANNEL_COUNTER));
	for (int channel = CHANNEL_COUNTER; channel <= CHANNEL_ONLINE; channel++) {
		assert_int_equal(slot_session_sells(desk, &too_late, (enum channel)channel),
				 STATUS_BEYOND_HORIZON);
		assert_string_equal(desk->problem.message,
				    "Bookings for 2026-12-01 open on 2026-11-24, 7 days ahead.");
	}
	assert_int_equal(sale(desk, too_late.id, 1, CHANNEL_COUNTER, why), SALE_BEYOND_HORIZON);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	assert_int_equal(slot_session_sells(desk, &today, CHANNEL_COUNTER), STATUS_SESSION_OVER);
	assert_says(desk->problem.message, "ended at 12:00");
	assert_int_equal(sale(desk, today.id, 1, CHANNEL_COUNTER, why), SALE_OVER);
	fixture_clock(desk, FIXTURE_DAY + 1, 0);
	fixture_must(desk, slot_session_sells(desk, &too_late, CHANNEL_COUNTER));
	assert_int_equal(slot_session_sells(desk, &today, CHANNEL_COUNTER), STATUS_SESSION_OVER);
	assert_says(desk->problem.message, "2026-11-23 12:00");
	fixture_close(desk);
}

static void a_suspended_or_closed_session_sells_nothing(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct slot slot = { .number = 1, .kind = SLOT_COUNTER };
	struct session session;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	session.state = SESSION_SUSPENDED;
	text_copy(session.reason, sizeof(session.reason), "doctor ill");
	assert_int_equal(slot_session_sells(desk, &session, CHANNEL_COUNTER),
			 STATUS_SESSION_SUSPENDED);
	assert_says(desk->problem.message, "doctor ill");
	assert_int_equal(slot_sale(desk, &session, &slot, CHANNEL_COUNTER), SALE_SUSPENDED);
	fixture_must(desk, session_count(desk, &session));
	assert_int_equal(session.counter.free, 0);
	session.state = SESSION_CLOSED;
	assert_int_equal(slot_session_sells(desk, &session, CHANNEL_ONLINE), STATUS_SESSION_OVER);
	assert_int_equal(slot_sale(desk, &session, &slot, CHANNEL_COUNTER), SALE_CLOSED);
	fixture_close(desk);
}

static void extra_numbers_lie_beyond_the_capacity_up_to_the_limit(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	char why[PROBLEM_MESSAGE_SIZE];
	struct booking booking;
	struct audit_row *history;
	struct session session;
	size_t count;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	assert_int_equal(book_extra(desk, &session, 1, "", NULL), STATUS_BAD_VALUE);
	assert_int_equal(book_extra(desk, &session, 1, "  ", NULL), STATUS_BAD_VALUE);
	for (int n = 1; n <= 3; n++) {
		fixture_must(desk, book_extra(desk, &session, n, "李医生", &booking));
		assert_int_equal(booking.number, 10 + n);
		assert_int_equal(booking.slot_kind, SLOT_EXTRA);
	}
	assert_int_equal(book_extra(desk, &session, 4, "李医生", NULL), STATUS_QUOTA_FULL);
	assert_says(desk->problem.message, "3 of 3");
	session = fixture_look(desk, session.id);
	assert_int_equal(session.extra.total, 3);
	assert_int_equal(session.extra.sold, 3);
	assert_int_equal(session.counter.sold, 0);
	assert_int_equal(sale(desk, session.id, 12, CHANNEL_ONLINE, why), SALE_SOLD);
	fixture_must(desk, audit_history(desk, session.seq, &history, &count));
	assert_int_equal(count, 4);
	assert_string_equal(history[0].action, "session.extra");
	assert_says(history[0].detail, "13: 李医生");
	assert_string_equal(history[3].action, "session.add");
	free(history);
	fixture_close(desk);
}

static void a_cancelled_extra_number_is_given_again(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY - 1, FIXTURE_AT(7, 0));
	char why[PROBLEM_MESSAGE_SIZE];
	struct booking first, second, third;
	struct session session;
	struct slot slot;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 1, 0);
	fixture_must(desk, book(desk, &session, CHANNEL_COUNTER, 0, NULL));
	fixture_must(desk, book_extra(desk, &session, 1, "李医生", &first));
	fixture_must(desk, book_extra(desk, &session, 2, "李医生", &second));
	cancel(desk, first.id);
	assert_int_equal(sale(desk, session.id, first.number, CHANNEL_ONLINE, why),
			 SALE_EXTRA_ONLINE);
	assert_says(why, "李医生");
	assert_int_equal(sale(desk, session.id, first.number, CHANNEL_COUNTER, why), SALE_FREE);
	/* It is no ordinary number all the same. */
	assert_int_equal(slot_next(desk, &session, CHANNEL_COUNTER, &slot), STATUS_QUOTA_FULL);
	fixture_must(desk, book_extra(desk, &session, 3, "王医生", &third));
	assert_int_equal(third.number, first.number);
	assert_string_equal(slot_at(desk, session.id, third.number).asked_by, "王医生");
	fixture_close(desk);
}

static void extra_numbers_stop_when_the_session_is_over_or_the_clinic_gives_none(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(11, 0));
	struct session session;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 1, 0);
	desk->settings.quota_extra_per_session = 0;
	assert_int_equal(book_extra(desk, &session, 1, "李医生", NULL), STATUS_QUOTA_FULL);
	desk->settings.quota_extra_per_session = 3;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	assert_int_equal(book_extra(desk, &session, 1, "李医生", NULL), STATUS_SESSION_OVER);
	fixture_close(desk);
}

static void what_is_said_of_a_number_is_what_is_sold(void **state)
{
	/* Over a whole morning, sell until nothing is left: each number that slot_next gives was
	 * called free, and none that it passes over was. */
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct session session;

	(void)state;
	fixture_doctor(desk, "1001", 1500);
	session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 13, 37);
	for (int n = 0; n < 40; n++) {
		enum channel channel = n % 3 ? CHANNEL_COUNTER : CHANNEL_ONLINE;
		char why[PROBLEM_MESSAGE_SIZE];
		struct slot next = { .number = 0 };
		int lowest_own = 0, lowest = 0;
		enum status status;

		fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 0) + n * 2);
		for (int number = 13; number >= 1; number--) {
			if (sale(desk, session.id, number, channel, why) != SALE_FREE)
				continue;
			lowest = number;
			if (quota_kind_of(number, 37) == SLOT_COUNTER)
				lowest_own = number;
		}
		status = slot_next(desk, &session, channel, &next);
		if (!lowest) {
			assert_int_equal(status, STATUS_QUOTA_FULL);
			continue;
		}
		fixture_must(desk, status);
		assert_int_equal(next.number,
				 channel == CHANNEL_COUNTER && lowest_own ? lowest_own : lowest);
		fixture_must(desk, book(desk, &session, channel, n, NULL));
	}
	session = fixture_look(desk, session.id);
	assert_int_equal(session.counter.sold, session.counter.total);
	assert_int_equal(session.online.sold, session.online.total);
	fixture_close(desk);
}

static void words_of_channels_and_kinds(void **state)
{
	enum channel channel;

	(void)state;
	assert_true(channel_parse("online", &channel));
	assert_int_equal(channel, CHANNEL_ONLINE);
	assert_true(channel_parse(channel_name(CHANNEL_COUNTER), &channel));
	assert_int_equal(channel, CHANNEL_COUNTER);
	assert_false(channel_parse("", &channel));
	assert_string_equal(slot_kind_name(SLOT_EXTRA), "extra");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(online_numbers_are_floor_of_the_percentage_and_spread_evenly),
		cmocka_unit_test(the_split_of_known_sessions),
		cmocka_unit_test(a_number_is_expected_in_its_share_of_the_session),
		cmocka_unit_test(the_instant_of_a_number_follows_the_clocks),
		cmocka_unit_test(each_channel_gets_its_own_lowest_free_number),
		cmocka_unit_test(a_cancelled_number_is_sold_again_under_its_own_tag),
		cmocka_unit_test(unsold_online_numbers_go_over_at_the_release_minute),
		cmocka_unit_test(the_counter_never_takes_an_online_number_before_the_release),
		cmocka_unit_test(a_full_session_says_what_can_be_done_instead),
		cmocka_unit_test(each_number_of_the_list_names_its_session),
		cmocka_unit_test(a_sold_number_names_its_booking),
		cmocka_unit_test(a_session_sells_up_to_its_end_and_not_beyond_the_horizon),
		cmocka_unit_test(a_suspended_or_closed_session_sells_nothing),
		cmocka_unit_test(extra_numbers_lie_beyond_the_capacity_up_to_the_limit),
		cmocka_unit_test(a_cancelled_extra_number_is_given_again),
		cmocka_unit_test(
			extra_numbers_stop_when_the_session_is_over_or_the_clinic_gives_none),
		cmocka_unit_test(what_is_said_of_a_number_is_what_is_sold),
		cmocka_unit_test(words_of_channels_and_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
