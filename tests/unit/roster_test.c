/* The roster: sessions with their numbers, and what becomes of them when the roster changes. */
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
#include "desk/day/undo.h"
#include "desk/roster/roster_put.h"
#include "visit.h"

enum { NUMBERS_MAX = 1100 };

static void assert_says(const char *sentence, const char *part)
{
	if (!strstr(sentence, part))
		fail_msg("\"%s\" does not say \"%s\"", sentence, part);
}

static struct session_wish wish_of(int capacity, int percent)
{
	return (struct session_wish){ .doctor_code = "1001",
				      .day = FIXTURE_DAY,
				      .period = PERIOD_AM,
				      .capacity = capacity,
				      .online_percent = percent,
				      .fee_fen = -1,
				      .room = "101" };
}

static enum put_outcome put(struct desk *desk, const struct session_wish *wish,
			    struct roster_notes *notes)
{
	enum put_outcome outcome;

	fixture_must(desk, session_put(desk, wish, notes, &outcome));
	return outcome;
}

static struct session the_session(struct desk *desk)
{
	struct session session;

	fixture_must(desk, session_find(desk, "1001", FIXTURE_DAY, PERIOD_AM, &session));
	return session;
}

/* Books person n. Gives the booking. */
static struct booking book(struct desk *desk, enum channel channel, int n)
{
	struct booking booking;
	struct booking_wish wish = { .session_id = the_session(desk).id,
				     .patient_id = fixture_patient(desk, n).id,
				     .channel = channel };
	char order_no[ORDER_NO_SIZE];

	text_format(order_no, sizeof(order_no), "WX%d", n);
	if (channel == CHANNEL_ONLINE)
		wish.order_no = order_no;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

static struct booking book_extra(struct desk *desk, int n)
{
	struct booking booking;
	struct booking_wish wish = { .session_id = the_session(desk).id,
				     .patient_id = fixture_patient(desk, n).id,
				     .extra = true,
				     .asked_by = "李医生" };

	fixture_must(desk, booking_book(desk, &wish, &booking));
	return booking;
}

static void cancel(struct desk *desk, int64_t booking_id)
{
	struct cancel_wish wish = { .id = booking_id, .reason = "" };
	struct booking out;

	fixture_must(desk, booking_cancel(desk, &wish, &out));
}

/* The numbers as one letter each: c, o, e; in capitals when booked; '-' when withdrawn. */
static const char *tags(struct desk *desk, char out[NUMBERS_MAX])
{
	struct slot *rows;
	size_t count;

	fixture_must(desk, slot_list(desk, the_session(desk).id, &rows, &count));
	assert_in_range(count, 0, NUMBERS_MAX - 1);
	for (size_t i = 0; i < count; i++) {
		out[i] = "coe"[rows[i].kind];
		if (rows[i].booking_id)
			out[i] = "COE"[rows[i].kind];
		if (rows[i].withdrawn)
			out[i] = '-';
		assert_int_equal(rows[i].number, i + 1);
	}
	out[count] = '\0';
	free(rows);
	return out;
}

static struct desk *open_with_doctor(void)
{
	struct desk *desk = fixture_open(FIXTURE_DAY - 1, FIXTURE_AT(8, 0));

	fixture_doctor(desk, "1001", 1500);
	return desk;
}

static void a_session_has_all_its_numbers_from_the_start(void **state)
{
	static const struct {
		int capacity, percent;
		const char *tags;
	} cases[] = {
		{ 1, 0, "c" },		 { 1, 100, "o" },
		{ 1, 50, "c" },		 { 10, 20, "ccccocccco" },
		{ 10, 0, "cccccccccc" }, { 10, 100, "oooooooooo" },
		{ 7, 33, "cccocco" },
	};
	struct roster_notes notes;
	char now[NUMBERS_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct desk *desk = open_with_doctor();
		struct session_wish wish = wish_of(cases[i].capacity, cases[i].percent);
		struct session session;

		assert_int_equal(put(desk, &wish, &notes), PUT_ADDED);
		assert_int_equal(notes.count, 0);
		tags(desk, now);
		if (strcmp(now, cases[i].tags) != 0)
			fail_msg("%d at %d%%: %s", cases[i].capacity, cases[i].percent, now);
		session = the_session(desk);
		assert_int_equal(session.online.total, cases[i].capacity * cases[i].percent / 100);
		assert_int_equal(session.counter.total + session.online.total, cases[i].capacity);
		assert_int_equal(session.counter.free + session.online.free, cases[i].capacity);
		fixture_close(desk);
	}
}

static void what_a_row_leaves_open_comes_from_the_doctor_and_the_settings(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(40, -1);
	struct roster_notes notes;
	struct session session;

	(void)state;
	put(desk, &wish, &notes);
	session = the_session(desk);
	assert_int_equal(session.fee_fen, 1500);
	assert_int_equal(session.online_percent, 20);
	assert_int_equal(session.online.total, 8);
	assert_int_equal(session.start_minute, FIXTURE_AT(8, 0));
	assert_int_equal(session.end_minute, FIXTURE_AT(12, 0));
	assert_int_equal(session.release_ms, clock_instant(FIXTURE_DAY, FIXTURE_AT(7, 30)));
	assert_int_equal(session.extra_limit, 3);
	assert_string_equal(session.department, "内科");
	wish.fee_fen = 0;
	wish.online_percent = 0;
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_int_equal(the_session(desk).fee_fen, 0);
	assert_int_equal(the_session(desk).online.total, 0);
	fixture_close(desk);
}

static void an_equal_session_is_left_alone(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(40, 20);
	struct roster_notes notes;
	int64_t seq;

	(void)state;
	put(desk, &wish, &notes);
	book(desk, CHANNEL_ONLINE, 1);
	seq = the_session(desk).seq;
	assert_int_equal(put(desk, &wish, &notes), PUT_UNCHANGED);
	assert_int_equal(the_session(desk).seq, seq);
	/* Also when it is over or its day is past: nothing is asked of it. */
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	assert_int_equal(put(desk, &wish, &notes), PUT_UNCHANGED);
	fixture_close(desk);
}

static void a_lower_capacity_withdraws_free_numbers_and_keeps_booked_ones(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	char now[NUMBERS_MAX], number[32];
	struct session session;
	struct booking tenth;
	struct slot slot;

	(void)state;
	put(desk, &wish, &notes);
	book(desk, CHANNEL_ONLINE, 1);
	tenth = book(desk, CHANNEL_ONLINE, 2);
	book(desk, CHANNEL_COUNTER, 3);
	assert_string_equal(tags(desk, now), "CcccOccccO");
	wish.capacity = 6;
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_string_equal(tags(desk, now), "CcccOc---O");
	assert_int_equal(notes.count, 2);
	text_format(number, sizeof(number), "%lld", (long long)tenth.id);
	assert_says(notes.note[0], "online has sold 2 and its share is 1");
	assert_says(notes.note[1], "number 10 stays beyond the capacity of 6");
	assert_says(notes.note[1], number);
	assert_says(notes.note[1], "1001 2026-11-23 am");
	session = the_session(desk);
	assert_int_equal(session.capacity, 6);
	assert_int_equal(session.online.total, 2);
	assert_int_equal(session.online.sold, 2);
	assert_int_equal(session.online.free, 0);
	assert_int_equal(session.counter.total, 4);
	assert_int_equal(session.counter.sold, 1);
	assert_int_equal(session.counter.free, 3);
	/* Once its booking is cancelled nobody gets it again. */
	cancel(desk, tenth.id);
	assert_int_equal(slot_next(desk, &session, CHANNEL_ONLINE, &slot), STATUS_QUOTA_FULL);
	slot = (struct slot){ .number = 7, .kind = SLOT_COUNTER };
	assert_int_equal(slot_sale(desk, &session, &slot, CHANNEL_COUNTER), SALE_WITHDRAWN);
	session = the_session(desk);
	assert_int_equal(session.online.total, 1);
	assert_int_equal(session.online.free, 0);
	fixture_close(desk);
}

static void a_raised_capacity_takes_withdrawn_numbers_back_and_adds_new_ones(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	char now[NUMBERS_MAX];

	(void)state;
	put(desk, &wish, &notes);
	wish.capacity = 4;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "cccc------");
	wish.capacity = 16;
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_int_equal(notes.count, 0);
	assert_string_equal(tags(desk, now), "ccccoccccoccccoc");
	assert_int_equal(the_session(desk).online.total, 3);
	fixture_close(desk);
}

static void a_changed_percentage_tags_free_numbers_anew_and_names_booked_ones(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	char now[NUMBERS_MAX];
	struct booking online;

	(void)state;
	put(desk, &wish, &notes);
	online = book(desk, CHANNEL_ONLINE, 1);
	book(desk, CHANNEL_COUNTER, 2);
	book(desk, CHANNEL_COUNTER, 3);
	wish.online_percent = 0;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "CCccOccccc");
	assert_int_equal(notes.count, 2);
	assert_says(notes.note[0], "online has sold 1 and its share is 0");
	assert_says(notes.note[1], "number 5 stays an online number");
	wish.online_percent = 100;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "CCooOooooo");
	assert_int_equal(notes.count, 2);
	assert_says(notes.note[0], "number 1 stays a counter number");
	assert_says(notes.note[1], "number 2 stays a counter number");
	/* A number that was in the way follows when the roster is loaded after its booking ended.
	 */
	wish.online_percent = 0;
	put(desk, &wish, &notes);
	cancel(desk, online.id);
	assert_string_equal(tags(desk, now), "CCccoccccc");
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_string_equal(tags(desk, now), "CCcccccccc");
	assert_int_equal(put(desk, &wish, &notes), PUT_UNCHANGED);
	fixture_close(desk);
}

static void extra_numbers_in_the_way_of_a_raised_capacity(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(4, 50);
	struct roster_notes notes;
	char now[NUMBERS_MAX];
	struct booking sixth;
	struct slot *rows;
	size_t count;

	(void)state;
	put(desk, &wish, &notes);
	book_extra(desk, 1);
	sixth = book_extra(desk, 2);
	cancel(desk, sixth.id);
	assert_string_equal(tags(desk, now), "cocoEe");
	wish.capacity = 8;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "cocoEoco");
	assert_int_equal(notes.count, 1);
	assert_says(notes.note[0], "number 5 stays an extra number");
	fixture_must(desk, slot_list(desk, the_session(desk).id, &rows, &count));
	assert_string_equal(rows[4].asked_by, "李医生");
	assert_string_equal(rows[5].asked_by, "");
	free(rows);
	/* A lower capacity leaves extra numbers beyond it alone. */
	wish.capacity = 4;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "cocoE---");
	assert_int_equal(notes.count, 0);
	/* And the next extra number lies behind all others. */
	assert_int_equal(book_extra(desk, 3).number, 9);
	fixture_close(desk);
}

static void every_kept_number_is_counted_and_so_many_are_named_as_fit(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(30, 0);
	struct roster_notes notes;

	(void)state;
	put(desk, &wish, &notes);
	for (int n = 0; n < 30; n++)
		book(desk, CHANNEL_COUNTER, n);
	wish.capacity = 1;
	put(desk, &wish, &notes);
	assert_int_equal(notes.count, 30);
	assert_says(notes.note[0], "30 are sold and the capacity is 1");
	assert_says(notes.note[1], "number 2 ");
	assert_says(notes.note[ROSTER_NOTES_MAX - 1], "number 20 ");
	assert_int_equal(the_session(desk).counter.sold, 30);
	assert_int_equal(the_session(desk).counter.free, 0);
	fixture_close(desk);
}

static void any_sequence_of_changes_ends_as_the_formula_has_it(void **state)
{
	/* Whatever happened before, free numbers within the capacity have the formula's tag, those
	 * beyond are withdrawn, and no booking is lost. */
	struct desk *desk = open_with_doctor();
	struct roster_notes notes;
	unsigned int random = 20261123;
	int booked = 0;
	char now[NUMBERS_MAX];

	(void)state;
	for (int step = 0; step < 60; step++) {
		struct session_wish wish;
		struct session session;
		size_t active = 0;

		random = random * 1103515245u + 12345u;
		wish = wish_of((int)(random >> 16) % 25 + 1, (int)(random >> 8) % 101);
		put(desk, &wish, &notes);
		session = the_session(desk);
		if (session.counter.free) {
			book(desk, CHANNEL_COUNTER, booked++);
		} else if (session.online.free) {
			book(desk, CHANNEL_ONLINE, booked++);
		}
		tags(desk, now);
		for (int i = 0; now[i]; i++) {
			char formula = "co"[quota_kind_of(i + 1, wish.online_percent)];

			active += strchr("COE", now[i]) != NULL;
			if (strchr("COE", now[i]))
				continue;
			assert_int_equal(now[i], i < wish.capacity ? formula : '-');
		}
		assert_int_equal(active, booked);
		assert_true((int)strlen(now) >= wish.capacity);
	}
	assert_true(booked > 10);
	fixture_close(desk);
}

/* What is said of a number now. */
static enum slot_sale sale(struct desk *desk, int number, enum channel channel,
			   char why[PROBLEM_MESSAGE_SIZE])
{
	struct session session = the_session(desk);
	enum slot_sale out;
	struct slot *rows;
	size_t count;

	fixture_must(desk, slot_list(desk, session.id, &rows, &count));
	assert_in_range(number, 1, count);
	slot_why(desk, &session, &rows[number - 1], channel, why, PROBLEM_MESSAGE_SIZE);
	out = slot_sale(desk, &session, &rows[number - 1], channel);
	free(rows);
	return out;
}

static void refused(struct desk *desk, enum channel channel, const char *words)
{
	struct session session = the_session(desk);
	struct slot slot;

	visit_refused(desk, slot_next(desk, &session, channel, &slot), STATUS_QUOTA_FULL, words);
}

static void a_freed_number_is_not_sold_while_bookings_reach_the_capacity(void **state)
{
	for (int capacity = 3; capacity >= 2; capacity--) {
		struct desk *desk = open_with_doctor();
		struct session_wish wish = wish_of(4, 0);
		struct booking booking[4];
		struct roster_notes notes;
		char why[PROBLEM_MESSAGE_SIZE];

		(void)state;
		put(desk, &wish, &notes);
		for (int n = 0; n < 4; n++)
			booking[n] = book(desk, CHANNEL_COUNTER, n);
		wish.capacity = capacity;
		put(desk, &wish, &notes);
		assert_says(notes.note[0], "4 are sold and the capacity is");
		refused(desk, CHANNEL_COUNTER, "it has sold 4 and its capacity is");
		cancel(desk, booking[0].id);
		assert_int_equal(sale(desk, 1, CHANNEL_COUNTER, why), SALE_CAPACITY_SOLD);
		assert_says(why, "Number 1 is free but not for sale: the session has sold 3");
		refused(desk, CHANNEL_COUNTER, NULL);
		assert_int_equal(the_session(desk).counter.free, 0);
		for (int n = 1; n <= 3 - capacity + 1; n++)
			cancel(desk, booking[n].id);
		assert_int_equal(sale(desk, 1, CHANNEL_COUNTER, why), SALE_FREE);
		assert_int_equal(book(desk, CHANNEL_COUNTER, 5).number, 1);
		refused(desk, CHANNEL_COUNTER, NULL);
		visit_check(desk);
		fixture_close(desk);
	}
}

static void online_sells_no_more_than_its_share_which_was_cut_after_sales(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 50);
	struct booking online[5];
	struct roster_notes notes;
	char why[PROBLEM_MESSAGE_SIZE], now[NUMBERS_MAX];

	(void)state;
	put(desk, &wish, &notes);
	for (int n = 0; n < 5; n++)
		online[n] = book(desk, CHANNEL_ONLINE, n);
	wish.online_percent = 20;
	put(desk, &wish, &notes);
	assert_string_equal(tags(desk, now), "cOcOoOcOcO");
	assert_int_equal(sale(desk, 5, CHANNEL_ONLINE, why), SALE_SHARE_SOLD);
	assert_says(why, "online has sold 5 and its share is 2 of 10");
	refused(desk, CHANNEL_ONLINE, "5 of 5 numbers are taken");
	/* What online may not sell is the counter's, after its own numbers. */
	assert_int_equal(sale(desk, 5, CHANNEL_COUNTER, why), SALE_FREE);
	assert_says(why, "beyond the online share of 2");
	assert_int_equal(the_session(desk).counter.free, 5);
	for (int n = 5; n < 9; n++)
		book(desk, CHANNEL_COUNTER, n);
	assert_int_equal(book(desk, CHANNEL_COUNTER, 9).number, 5);
	refused(desk, CHANNEL_COUNTER, "5 of 5 numbers are taken");
	/* Below its share online sells again. */
	for (int n = 0; n < 4; n++)
		cancel(desk, online[n].id);
	assert_int_equal(the_session(desk).online.free, 1);
	assert_int_equal(the_session(desk).counter.free, 3);
	assert_int_equal(book(desk, CHANNEL_ONLINE, 10).number, 2);
	refused(desk, CHANNEL_ONLINE, "2 of 2 numbers are taken");
	visit_check(desk);
	fixture_close(desk);
}

static void what_online_may_still_sell_is_kept_from_the_counter_until_the_release(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	char why[PROBLEM_MESSAGE_SIZE];
	struct booking booking[8];

	(void)state;
	put(desk, &wish, &notes);
	for (int n = 0; n < 8; n++)
		booking[n] = book(desk, CHANNEL_COUNTER, n);
	/* Of five numbers one is online's; four people are left, two of them beyond. */
	wish.capacity = 5;
	put(desk, &wish, &notes);
	for (int n = 2; n < 6; n++)
		cancel(desk, booking[n].id);
	assert_int_equal(the_session(desk).counter.total, 4);
	assert_int_equal(the_session(desk).online.free, 1);
	assert_int_equal(sale(desk, 3, CHANNEL_COUNTER, why), SALE_KEPT_FOR_ONLINE);
	assert_says(why, "the counter has sold its 4, and online may sell 1 more");
	refused(desk, CHANNEL_COUNTER, "4 of 4 numbers are taken");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	assert_int_equal(book(desk, CHANNEL_COUNTER, 9).number, 3);
	refused(desk, CHANNEL_COUNTER, NULL);
	assert_int_equal(sale(desk, 4, CHANNEL_COUNTER, why), SALE_CAPACITY_SOLD);
	visit_check(desk);
	fixture_close(desk);
}

static void an_extra_number_that_a_raised_capacity_has_reached_is_the_counters(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(4, 0);
	struct roster_notes notes;
	struct booking extra;

	(void)state;
	put(desk, &wish, &notes);
	for (int n = 0; n < 4; n++)
		book(desk, CHANNEL_COUNTER, n);
	extra = book_extra(desk, 4);
	assert_int_equal(the_session(desk).extra.sold, 1);
	wish.capacity = 5;
	put(desk, &wish, &notes);
	assert_int_equal(the_session(desk).extra.sold, 0);
	assert_int_equal(the_session(desk).counter.sold, 5);
	refused(desk, CHANNEL_COUNTER, NULL);
	cancel(desk, extra.id);
	extra = book(desk, CHANNEL_COUNTER, 5);
	assert_int_equal(extra.number, 5);
	assert_int_equal(extra.slot_kind, SLOT_COUNTER);
	visit_check(desk);
	fixture_close(desk);
}

static void a_cancellation_is_not_undone_beyond_the_quota(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(4, 50);
	struct roster_notes notes;
	struct booking booking[4], out;
	struct undo look;

	(void)state;
	put(desk, &wish, &notes);
	for (int n = 0; n < 4; n++)
		booking[n] = book(desk, n % 2 ? CHANNEL_ONLINE : CHANNEL_COUNTER, n);
	wish.capacity = 3;
	put(desk, &wish, &notes);
	cancel(desk, booking[0].id);
	visit_refused(desk, undo_look(desk, &look), STATUS_WRONG_STATE,
		      "the session has sold 3 and its capacity is 3. The cancellation stands.");
	wish.capacity = 4;
	wish.online_percent = 25;
	put(desk, &wish, &notes);
	cancel(desk, booking[1].id);
	visit_refused(desk, undo_look(desk, &look), STATUS_WRONG_STATE, "its share is 1 of 4");
	cancel(desk, booking[2].id);
	fixture_must(desk, undo_look(desk, &look));
	fixture_must(desk, undo_last(desk, look.seq, &out));
	assert_int_equal(out.state, BOOKING_BOOKED);
	visit_check(desk);
	fixture_close(desk);
}

static void changed_hours_and_room_are_changes_and_so_is_a_fee_that_nobody_booked_at(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	struct booking booking, again;
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER };
	struct audit_row *history;
	size_t count;

	(void)state;
	put(desk, &wish, &notes);
	booking = book(desk, CHANNEL_COUNTER, 1);
	text_copy(wish.room, sizeof(wish.room), "202");
	wish.fee_fen = 2000;
	desk->settings.period[PERIOD_AM].start = FIXTURE_AT(8, 30);
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_string_equal(the_session(desk).room, "202");
	assert_int_equal(the_session(desk).start_minute, FIXTURE_AT(8, 30));
	/* What was sold keeps its fee, and the next to buy pays the same. */
	assert_int_equal(the_session(desk).fee_fen, 1500);
	assert_int_equal(notes.count, 1);
	assert_says(notes.note[0], "the fee stays 15.00");
	assert_int_equal(put(desk, &wish, &notes), PUT_UNCHANGED);
	assert_int_equal(notes.count, 1);
	cancel.id = booking.id;
	fixture_must(desk, booking_cancel(desk, &cancel, &again));
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_int_equal(the_session(desk).fee_fen, 2000);
	fixture_must(desk, booking_get(desk, booking.id, &again));
	assert_int_equal(again.fee_fen, 1500);
	fixture_must(desk, audit_history(desk, the_session(desk).seq, &history, &count));
	assert_int_equal(count, 3);
	assert_says(history[0].detail, "fee: 15.00 -> 20.00");
	assert_says(history[1].detail, "room: 101 -> 202");
	assert_says(history[1].detail, "start: 08:00 -> 08:30");
	free(history);
	fixture_close(desk);
}

static void a_session_that_is_over_cannot_be_changed(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	enum put_outcome outcome;

	(void)state;
	put(desk, &wish, &notes);
	wish.capacity = 11;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	wish.capacity = 12;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_SESSION_OVER);
	assert_says(desk->problem.message, "2026-11-23 12:00");
	assert_int_equal(the_session(desk).capacity, 11);
	wish.period = PERIOD_EVE;
	put(desk, &wish, &notes);
	wish.day = FIXTURE_DAY - 1;
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_TOO_LATE);
	assert_says(desk->problem.message, "2026-11-22");
	assert_says(desk->problem.message, "2026-11-23");
	fixture_close(desk);
}

static void what_a_row_leaves_open_changes_no_session_that_is_over(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, -1);
	struct roster_notes notes;
	enum put_outcome outcome;
	struct doctor doctor;
	int64_t seq;

	(void)state;
	put(desk, &wish, &notes);
	seq = the_session(desk).seq;
	fixture_must(desk, doctor_get(desk, "1001", &doctor));
	doctor.fee_fen = 1800;
	fixture_must(desk, doctor_put(desk, &doctor, &outcome));
	desk->settings.quota_online_percent = 30;
	desk->settings.period[PERIOD_AM].start = FIXTURE_AT(7, 30);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	assert_int_equal(put(desk, &wish, &notes), PUT_UNCHANGED);
	assert_int_equal(the_session(desk).seq, seq);
	wish.fee_fen = 1800;
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_SESSION_OVER);
	wish.fee_fen = -1;
	wish.online_percent = 30;
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_SESSION_OVER);
	/* One that still runs follows. */
	wish.online_percent = -1;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	assert_int_equal(put(desk, &wish, &notes), PUT_CHANGED);
	assert_int_equal(the_session(desk).fee_fen, 1800);
	fixture_close(desk);
}

static void a_wish_out_of_bounds_is_refused(void **state)
{
	struct desk *desk = open_with_doctor();
	struct roster_notes notes;
	enum put_outcome outcome;
	struct session_wish wish;

	(void)state;
	wish = wish_of(0, 20);
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_BAD_VALUE);
	wish = wish_of(1000, 20);
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_BAD_VALUE);
	assert_says(desk->problem.message, "999");
	wish = wish_of(10, 101);
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_BAD_VALUE);
	wish = wish_of(10, 20);
	wish.fee_fen = 100000001;
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_BAD_AMOUNT);
	wish = wish_of(10, 20);
	wish.doctor_code = "9999";
	assert_int_equal(session_put(desk, &wish, &notes, &outcome), STATUS_UNKNOWN_DOCTOR);
	wish = wish_of(999, 100);
	assert_int_equal(put(desk, &wish, &notes), PUT_ADDED);
	assert_int_equal(the_session(desk).online.total, 999);
	fixture_close(desk);
}

static void a_session_is_found_or_it_is_said_what_is_not_there(void **state)
{
	struct desk *desk = open_with_doctor();
	struct session_wish wish = wish_of(10, 20);
	struct roster_notes notes;
	struct session session;

	(void)state;
	put(desk, &wish, &notes);
	assert_int_equal(session_find(desk, "9999", FIXTURE_DAY, PERIOD_AM, &session),
			 STATUS_UNKNOWN_DOCTOR);
	assert_int_equal(session_find(desk, "1001", FIXTURE_DAY, PERIOD_PM, &session),
			 STATUS_UNKNOWN_SESSION);
	assert_says(desk->problem.message, "2026-11-23");
	assert_int_equal(session_get(desk, 12345, &session), STATUS_UNKNOWN_SESSION);
	fixture_close(desk);
}

static void sessions_are_listed_by_day_period_department_and_doctor(void **state)
{
	static const char *const expected[] = { "1001 am", "1002 am", "2001 am", "1001 pm",
						"1001 eve" };
	struct desk *desk = open_with_doctor();
	struct session *rows;
	char what[64];
	size_t count;

	(void)state;
	fixture_doctor_of(desk, "WK02", "2001", 1000);
	fixture_doctor(desk, "1002", 1000);
	fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 5, 20);
	fixture_session(desk, "2001", FIXTURE_DAY, PERIOD_AM, 5, 20);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_EVE, 5, 20);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 5, 20);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 5, 20);
	fixture_session(desk, "1002", FIXTURE_DAY, PERIOD_AM, 5, 20);
	fixture_must(desk, session_list(desk, FIXTURE_DAY, NULL, &rows, &count));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		text_format(what, sizeof(what), "%s %s", rows[i].doctor_code,
			    period_name(rows[i].period));
		assert_string_equal(what, expected[i]);
	}
	free(rows);
	fixture_must(desk, session_list(desk, FIXTURE_DAY, "1001", &rows, &count));
	assert_int_equal(count, 3);
	free(rows);
	fixture_must(desk, session_list(desk, DAY_NONE, "1001", &rows, &count));
	assert_int_equal(count, 4);
	assert_int_equal(rows[3].day, FIXTURE_DAY + 1);
	free(rows);
	fixture_must(desk, session_list_between(desk, FIXTURE_DAY, FIXTURE_DAY + 1, &rows, &count));
	assert_int_equal(count, 6);
	assert_int_equal(rows[4].day, FIXTURE_DAY);
	assert_int_equal(rows[5].day, FIXTURE_DAY + 1);
	assert_int_equal(rows[0].counter.total, 4);
	free(rows);
	fixture_must(desk,
		     session_list_between(desk, FIXTURE_DAY - 7, FIXTURE_DAY - 1, &rows, &count));
	assert_int_equal(count, 0);
	free(rows);
	/* From today on. */
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	fixture_must(desk, session_list(desk, DAY_NONE, "", &rows, &count));
	assert_int_equal(count, 1);
	free(rows);
	fixture_must(desk, session_list(desk, FIXTURE_DAY + 9, NULL, &rows, &count));
	assert_int_equal(count, 0);
	free(rows);
	fixture_close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_session_has_all_its_numbers_from_the_start),
		cmocka_unit_test(what_a_row_leaves_open_comes_from_the_doctor_and_the_settings),
		cmocka_unit_test(an_equal_session_is_left_alone),
		cmocka_unit_test(a_lower_capacity_withdraws_free_numbers_and_keeps_booked_ones),
		cmocka_unit_test(a_raised_capacity_takes_withdrawn_numbers_back_and_adds_new_ones),
		cmocka_unit_test(a_changed_percentage_tags_free_numbers_anew_and_names_booked_ones),
		cmocka_unit_test(extra_numbers_in_the_way_of_a_raised_capacity),
		cmocka_unit_test(every_kept_number_is_counted_and_so_many_are_named_as_fit),
		cmocka_unit_test(any_sequence_of_changes_ends_as_the_formula_has_it),
		cmocka_unit_test(a_freed_number_is_not_sold_while_bookings_reach_the_capacity),
		cmocka_unit_test(online_sells_no_more_than_its_share_which_was_cut_after_sales),
		cmocka_unit_test(
			what_online_may_still_sell_is_kept_from_the_counter_until_the_release),
		cmocka_unit_test(
			an_extra_number_that_a_raised_capacity_has_reached_is_the_counters),
		cmocka_unit_test(a_cancellation_is_not_undone_beyond_the_quota),
		cmocka_unit_test(
			changed_hours_and_room_are_changes_and_so_is_a_fee_that_nobody_booked_at),
		cmocka_unit_test(a_session_that_is_over_cannot_be_changed),
		cmocka_unit_test(what_a_row_leaves_open_changes_no_session_that_is_over),
		cmocka_unit_test(a_wish_out_of_bounds_is_refused),
		cmocka_unit_test(a_session_is_found_or_it_is_said_what_is_not_there),
		cmocka_unit_test(sessions_are_listed_by_day_period_department_and_doctor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
