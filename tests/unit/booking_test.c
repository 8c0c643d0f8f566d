/* Booking and paying: the quota (slot.h), who may book (booking.h), and the ledger. */
#include "fixture.h"
#include "past_guards.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/check_digit.h"
#include "base/text.h"
#include "desk/ban/ban.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/money/charge.h"
#include "desk/queue/queue.h"

static struct desk *desk;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	fixture_doctor_of(desk, "WK01", "2001", 3050);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static struct booking_wish wish_for(const struct session *session, int person)
{
	struct booking_wish wish = { .session_id = session->id,
				     .patient_id = fixture_patient(desk, person).id,
				     .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_CASH };

	return wish;
}

static struct booking_wish online_for(const struct session *session, int person,
				      const char *order_no)
{
	struct booking_wish wish = wish_for(session, person);

	wish.channel = CHANNEL_ONLINE;
	wish.method = METHOD_WECHAT;
	wish.order_no = order_no;
	wish.paid_fen = session->fee_fen;
	return wish;
}

static void assert_refused(enum status got, enum status wanted, const char *part)
{
	assert_string_equal(status_name(got), status_name(wanted));
	assert_int_equal(desk->problem.status, wanted);
	if (!strstr(desk->problem.message, part))
		fail_msg("\"%s\" is not in: %s", part, desk->problem.message);
}

static void a_booking_takes_the_lowest_number_of_its_channel(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.number, 1);
	assert_int_equal(booking.slot_kind, SLOT_COUNTER);
	wish = online_for(&session, 2, "WX1");
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.number, 5);
	assert_int_equal(booking.slot_kind, SLOT_ONLINE);
	assert_int_equal(booking.paid_fen, 2000);
	assert_int_equal(booking.expected_ms,
			 clock_instant(FIXTURE_DAY, FIXTURE_AT(8, 0) + 4 * 240 / 10));
}

static void a_booking_number_is_the_day_a_sequence_and_a_check_digit(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;
	char text[24];
	int64_t id;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	text_format(text, sizeof(text), "%012lld", (long long)booking.id);
	assert_memory_equal(text, "26112300001", 11);
	assert_true(booking_number_parse(text, &id));
	assert_int_equal(id, booking.id);
	text[11] = text[11] == '9' ? '0' : (char)(text[11] + 1);
	assert_false(booking_number_parse(text, &id));
	/* Its check digit is right, and it is no number of a day. */
	assert_false(booking_number_parse("000000000000", &id));
}

/* A booking of that number and person, as if all of today before it had been made. */
static enum status add_numbered(struct desk *on, void *context)
{
	const struct booking *booking = context;
	int64_t seq;
	enum status status = audit_record(on, AUDIT_BOOKING_BOOK, booking->id, 0, NULL, "", &seq);

	if (!status)
		status = charge_registration(on, booking->id, 2000, seq);
	if (status)
		return status;
	return store_run(on->store, SQL_BOOKING_ADD,
			 ARGS(STORE_ARG_INT(booking->id), STORE_ARG_INT(booking->session_id),
			      STORE_ARG_INT(booking->number), STORE_ARG_INT(booking->patient_id),
			      store_text(channel_name(CHANNEL_COUNTER)), store_text_or_null(""),
			      STORE_ARG_INT(desk_now_ms(on)), STORE_ARG_INT(seq)),
			 NULL);
}

static void a_day_has_99999_booking_numbers_and_the_last_one_is_sold(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 0);
	struct booking booking = { .session_id = session.id, .number = 10 };
	struct booking_wish wish = wish_for(&session, 1);
	char digits[] = "26112399998", number[24];

	(void)state;
	text_format(number, sizeof(number), "%s%c", digits, check_digit(digits));
	assert_true(booking_number_parse(number, &booking.id));
	booking.patient_id = fixture_patient(desk, 9).id;
	fixture_must(desk, desk_change(desk, add_numbered, &booking));
	fixture_must(desk, booking_book(desk, &wish, &booking));
	text_format(number, sizeof(number), "%012lld", (long long)booking.id);
	assert_memory_equal(number, "26112399999", 11);
	wish = wish_for(&session, 2);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_DEFECT,
		       "All 99999 booking numbers for today have been used.");
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	fixture_must(desk, booking_book(desk, &wish, &booking));
	text_format(number, sizeof(number), "%012lld", (long long)booking.id);
	assert_memory_equal(number, "26112400001", 11);
}

static void each_channel_sells_its_own_numbers_only(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 5, 20);
	struct booking_wish wish;
	struct booking booking;

	(void)state;
	for (int i = 0; i < 4; i++) {
		wish = wish_for(&session, i);
		fixture_must(desk, booking_book(desk, &wish, &booking));
		assert_int_equal(booking.number, i + 1);
	}
	wish = wish_for(&session, 10);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "4");
	wish = online_for(&session, 10, "WX1");
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.number, 5);
	wish = online_for(&session, 11, "WX2");
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "1");
}

static void unsold_online_numbers_go_over_to_the_counter_and_never_back(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 2, 50);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 29));
	wish = wish_for(&session, 2);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "07:30");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	wish = online_for(&session, 3, "WX1");
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "07:30");
	wish = wish_for(&session, 2);
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.number, 2);
	assert_int_equal(booking.slot_kind, SLOT_ONLINE);
	assert_int_equal(booking.channel, CHANNEL_COUNTER);
}

static void a_person_holds_one_number_of_a_session_and_one_of_a_department_and_day(void **state)
{
	struct session am = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct session pm = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 10, 20);
	struct session other = fixture_session(desk, "2001", FIXTURE_DAY, PERIOD_PM, 10, 20);
	struct booking_wish wish = wish_for(&am, 1);
	struct booking booking;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_refused(booking_book(desk, &wish, &booking), STATUS_DUPLICATE_PERSON, "261123000");
	wish = wish_for(&pm, 1);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_DUPLICATE_PERSON, "1");
	wish = wish_for(&other, 1);
	fixture_must(desk, booking_book(desk, &wish, &booking));
}

static void with_more_allowed_of_a_department_and_day_a_session_is_still_booked_once(void **state)
{
	struct session am = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct session pm = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 10, 20);
	struct session eve = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_EVE, 10, 20);
	struct booking_wish wish = wish_for(&am, 1);
	struct booking first, second;
	char number[24];

	(void)state;
	desk->settings.quota_per_department_day = 2;
	fixture_must(desk, booking_book(desk, &wish, &first));
	text_format(number, sizeof(number), "%012lld in this", (long long)first.id);
	assert_refused(booking_book(desk, &wish, &second), STATUS_DUPLICATE_PERSON, number);
	wish = wish_for(&pm, 1);
	fixture_must(desk, booking_book(desk, &wish, &second));
	/* Also of two that use up the limit it is the one of this session that is named. */
	wish = wish_for(&am, 1);
	assert_refused(booking_book(desk, &wish, &second), STATUS_DUPLICATE_PERSON, number);
	wish = wish_for(&eve, 1);
	assert_refused(booking_book(desk, &wish, &second), STATUS_DUPLICATE_PERSON,
		       "the limit is 2 per person");
}

static void the_counter_sells_until_the_session_ends(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;

	(void)state;
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	fixture_must(desk, booking_book(desk, &wish, &booking));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	wish = wish_for(&session, 2);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_SESSION_OVER, "12:00");
}

static void a_date_beyond_the_horizon_is_not_open_yet(void **state)
{
	struct session seventh = fixture_session(desk, "1001", FIXTURE_DAY + 7, PERIOD_AM, 10, 20);
	struct session eighth = fixture_session(desk, "2001", FIXTURE_DAY + 8, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&seventh, 1);
	struct booking booking;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	wish = wish_for(&eighth, 1);
	assert_refused(booking_book(desk, &wish, &booking), STATUS_BEYOND_HORIZON, "2026-12-01");
}

static void extra_numbers_lie_beyond_the_capacity_and_are_limited(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 2, 50);
	struct booking_wish wish;
	struct booking booking;

	(void)state;
	for (int i = 0; i < 3; i++) {
		wish = wish_for(&session, i);
		wish.extra = true;
		wish.asked_by = "Dr. Li";
		fixture_must(desk, booking_book(desk, &wish, &booking));
		assert_int_equal(booking.number, 3 + i);
		assert_int_equal(booking.slot_kind, SLOT_EXTRA);
	}
	wish = wish_for(&session, 9);
	wish.extra = true;
	wish.asked_by = "Dr. Li";
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "3");
}

/* The session's history says who asked, each time. */
static void a_free_extra_number_goes_to_who_asks_next_under_that_name(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 2, 50);
	struct booking_wish wish = wish_for(&session, 1);
	struct cancel_wish cancel = { .reason = "" };
	struct booking booking;
	struct audit_row *rows;
	size_t count;

	(void)state;
	wish.extra = true;
	wish.asked_by = "Dr. Li";
	fixture_must(desk, booking_book(desk, &wish, &booking));
	cancel.id = booking.id;
	fixture_must(desk, booking_cancel(desk, &cancel, &booking));
	wish = wish_for(&session, 2);
	wish.extra = true;
	wish.asked_by = "Dr. Wang";
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.number, 3);
	fixture_must(desk, audit_history(desk, fixture_look(desk, session.id).seq, &rows, &count));
	assert_true(count >= 2);
	assert_string_equal(rows[0].detail, "number 3: Dr. Wang");
	assert_string_equal(rows[1].detail, "number 3: Dr. Li");
	free(rows);
}

static void an_extra_number_needs_somebody_who_asked_for_it(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 2, 50);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;

	(void)state;
	wish.extra = true;
	wish.asked_by = "";
	assert_int_not_equal(booking_book(desk, &wish, &booking), STATUS_OK);
}

static void the_amount_paid_online_is_the_fee(void **state)
{
	struct session session = fixture_session(desk, "2001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = online_for(&session, 1, "WX1");
	struct booking booking;

	(void)state;
	wish.paid_fen = 3000;
	assert_refused(booking_book(desk, &wish, &booking), STATUS_FEE_MISMATCH, "30.50");
}

static void a_payment_number_pays_once(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 20, 50);
	struct booking_wish wish = online_for(&session, 1, "WX1");
	struct booking booking;

	(void)state;
	wish.external_no = "42001";
	fixture_must(desk, booking_book(desk, &wish, &booking));
	wish = online_for(&session, 2, "WX2");
	wish.external_no = "42001";
	assert_refused(booking_book(desk, &wish, &booking), STATUS_DUPLICATE_PAYMENT,
		       "261123-000001");
	assert_int_equal(fixture_look(desk, session.id).online.sold, 1);
}

static void asking_twice_with_one_key_books_once(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking first, second;
	struct day_money money;

	(void)state;
	wish.idem = idem_new();
	fixture_must(desk, booking_book(desk, &wish, &first));
	fixture_must(desk, booking_book(desk, &wish, &second));
	assert_int_equal(first.id, second.id);
	assert_int_equal(fixture_look(desk, session.id).counter.sold, 1);
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(money.payments, 1);
}

static void a_refusal_changes_nothing(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 1, 0);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;
	struct day_money money;
	int64_t before, after;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	wish = wish_for(&session, 2);
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &before));
	assert_refused(booking_book(desk, &wish, &booking), STATUS_QUOTA_FULL, "1");
	fixture_must(desk, store_number(desk->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, &after));
	assert_int_equal(before, after);
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(money.payments, 1);
}

static void an_unpaid_booking_is_paid_once(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;
	char receipt[RECEIPT_SIZE];

	(void)state;
	wish.pay = false;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.paid_fen, 0);
	assert_int_equal(booking.payment_id, 0);
	fixture_must(desk, booking_pay(desk, booking.id, METHOD_ALIPAY, NULL, &booking));
	assert_int_equal(booking.paid_fen, 2000);
	assert_int_equal(booking.method, METHOD_ALIPAY);
	assert_string_equal(receipt_format(booking.payment_id, receipt), "261123-000001");
	assert_refused(booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking),
		       STATUS_ALREADY_PAID, "261123-000001");
}

static void a_free_session_needs_no_payment_and_takes_none(void **state)
{
	struct session session;
	struct booking_wish wish;
	struct booking booking;

	(void)state;
	fixture_doctor(desk, "1009", 0);
	session = fixture_session(desk, "1009", FIXTURE_DAY, PERIOD_AM, 10, 20);
	wish = wish_for(&session, 1);
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking.payment_id, 0);
	assert_int_equal(booking.fee_fen, 0);
	assert_refused(booking_pay(desk, booking.id, METHOD_CASH, NULL, &booking),
		       STATUS_ALREADY_PAID, "is free of charge");
}

static void receipts_have_no_gaps_and_start_at_one_each_day(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 20, 20);
	struct booking booking;
	char receipt[RECEIPT_SIZE], wanted[RECEIPT_SIZE];

	(void)state;
	for (int i = 0; i < 6; i++) {
		struct booking_wish wish = wish_for(&session, i);

		if (i == 3)
			fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
		fixture_must(desk, booking_book(desk, &wish, &booking));
		text_format(wanted, sizeof(wanted), "26112%d-00000%d", i < 3 ? 3 : 4, i % 3 + 1);
		assert_string_equal(receipt_format(booking.payment_id, receipt), wanted);
	}
}

/* Past the schema, which lets nobody leave out the receipts between. */
static void give_receipt_number(int64_t from, int64_t to)
{
	char sql[200];

	text_format(sql, sizeof(sql), "UPDATE ledger SET id = %lld WHERE id = %lld", (long long)to,
		    (long long)from);
	assert_int_equal(past_guards(store_path(desk->store), sql), 1);
}

static void the_last_receipt_of_a_day_belongs_to_it_and_the_next_one_to_the_next(void **state)
{
	const int64_t first = day_number_base(FIXTURE_DAY) + 1;
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 20, 20);
	struct booking booking;
	struct day_money money;
	char receipt[RECEIPT_SIZE];

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct booking_wish wish = wish_for(&session, i);

		if (i == 2)
			fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
		fixture_must(desk, booking_book(desk, &wish, &booking));
	}
	assert_string_equal(receipt_format(booking.payment_id, receipt), "261124-000001");
	give_receipt_number(first + 1, first + 999998);
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(money.payments, 2);
	fixture_must(desk, ledger_day(desk, "2026-11-24", &money));
	assert_int_equal(money.payments, 1);
}

static void two_desks_never_sell_one_number(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 6, 0);
	struct desk *second = fixture_second(desk);
	struct booking booking;
	bool taken[8] = { false };

	(void)state;
	for (int i = 0; i < 6; i++) {
		struct booking_wish wish = wish_for(&session, i);

		fixture_must(desk, booking_book(i % 2 ? second : desk, &wish, &booking));
		assert_false(taken[booking.number]);
		taken[booking.number] = true;
	}
	fixture_close(second);
}

static void the_history_says_who_did_what_at_which_counter(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 6, 0);
	struct booking_wish wish = wish_for(&session, 1);
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER, .reason = "fever is gone" };
	struct booking booking;
	struct audit_row *rows;
	size_t count;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	cancel.id = booking.id;
	fixture_must(desk, booking_cancel(desk, &cancel, &booking));
	fixture_must(desk, audit_history(desk, booking.seq, &rows, &count));
	assert_int_equal(count, 2);
	assert_string_equal(rows[1].action, "booking.book");
	assert_string_equal(rows[0].action, "booking.cancel");
	assert_string_equal(rows[0].staff, "test");
	assert_string_equal(rows[0].counter, "1");
	assert_non_null(strstr(rows[0].detail, "fever is gone"));
	assert_true(rows[0].seq > rows[1].seq);
	free(rows);
}

static void a_booking_is_found_by_number_and_person(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking_wish wish = online_for(&session, 1, "WX77");
	struct booking booking, *rows;
	char number[24], name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	const char *const texts[] = { number, name, id_number, phone, phone + 7 };
	size_t count;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	fixture_person(1, name, id_number, phone);
	text_format(number, sizeof(number), "%012lld", (long long)booking.id);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		fixture_must(desk, booking_find(desk, texts[i], FIXTURE_DAY, &rows, &count));
		assert_true(count >= 1);
		assert_int_equal(rows[0].id, booking.id);
		free(rows);
	}
	fixture_must(desk, booking_find(desk, "nobody at all", FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 0);
	free(rows);
}

/* Of the day's seventeenth receipt, whose number is that of the first booking as well. */
static void a_receipt_finds_its_booking_even_when_its_number_is_another_booking_s(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 40, 0);
	struct booking first, booking, *rows;
	size_t count;

	(void)state;
	for (int i = 0; i < 17; i++) {
		struct booking_wish wish = wish_for(&session, i);

		fixture_must(desk, booking_book(desk, &wish, &booking));
		if (i == 0)
			first = booking;
	}
	assert_int_equal(booking.payment_id, first.id);
	fixture_must(desk, booking_find(desk, "261123-000017", FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, booking.id);
	free(rows);
	fixture_must(desk, booking_find(desk, "261123000017", FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].id, first.id);
	assert_int_equal(rows[1].id, booking.id);
	free(rows);
}

static void today_s_come_first_then_those_to_come_then_the_past_ones(void **state)
{
	static const int days[] = { -2, -1, 2, 0, 1 };
	static const int wanted[] = { 0, 1, 2, -1, -2 };
	struct booking booking, *rows;
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	size_t count;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct booking_wish wish;
		struct session session;

		fixture_clock(desk, FIXTURE_DAY + (days[i] < 0 ? days[i] : 0), FIXTURE_AT(7, 0));
		session = fixture_session(desk, "1001", FIXTURE_DAY + days[i], PERIOD_AM, 10, 0);
		wish = wish_for(&session, 1);
		fixture_must(desk, booking_book(desk, &wish, &booking));
	}
	fixture_person(1, name, id_number, phone);
	fixture_must(desk, booking_find(desk, name, FIXTURE_DAY - 90, &rows, &count));
	assert_int_equal(count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(rows[i].day, FIXTURE_DAY + wanted[i]);
	free(rows);
}

static void what_is_owed_is_listed_until_it_is_paid_or_not_to_be(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 0);
	struct booking booking[3], *rows;
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER, .reason = "" };
	size_t count;
	int64_t fen;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct booking_wish wish = wish_for(&session, i);

		wish.pay = false;
		fixture_must(desk, booking_book(desk, &wish, &booking[i]));
	}
	fixture_must(desk, booking_pay(desk, booking[0].id, METHOD_CASH, NULL, &booking[0]));
	cancel.id = booking[1].id;
	fixture_must(desk, booking_cancel(desk, &cancel, &booking[1]));
	fixture_must(desk, booking_list_owed(desk, &rows, &count, &fen));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, booking[2].id);
	assert_int_equal(fen, 2000);
	free(rows);
}

static enum status count_booking(const struct booking *booking, void *context)
{
	assert_true(booking->id > 0);
	++*(size_t *)context;
	return STATUS_OK;
}

static size_t count_of_day(day_number day)
{
	size_t count = 0;

	fixture_must(desk, booking_each_of_day(desk, day, count_booking, &count));
	return count;
}

static size_t count_made_on(day_number day)
{
	size_t count = 0;

	fixture_must(desk, booking_each_made_on(desk, day, count_booking, &count));
	return count;
}

static void lists_have_the_cancelled_ones_too(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking, *rows;
	size_t count;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	cancel.id = booking.id;
	fixture_must(desk, booking_cancel(desk, &cancel, &booking));
	fixture_must(desk, booking_book(desk, &wish, &booking));
	fixture_must(desk, booking_list_day(desk, FIXTURE_DAY + 1, &rows, &count));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].number, rows[1].number);
	free(rows);
	fixture_must(desk, booking_list_session(desk, session.id, &rows, &count));
	assert_int_equal(count, 2);
	free(rows);
	fixture_must(desk, booking_list_patient(desk, wish.patient_id, &rows, &count));
	assert_int_equal(count, 2);
	free(rows);
	assert_int_equal(count_of_day(FIXTURE_DAY), 0);
	assert_int_equal(count_of_day(FIXTURE_DAY + 1), 2);
	assert_int_equal(count_made_on(FIXTURE_DAY), 2);
	assert_int_equal(count_made_on(FIXTURE_DAY + 1), 0);
}

static enum status stop_at_once(const struct booking *booking, void *context)
{
	(void)booking;
	++*(size_t *)context;
	return STATUS_CANNOT_WRITE;
}

static void a_list_ends_when_its_reader_says_so(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 20);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking booking;
	size_t count = 0;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &booking));
	wish = wish_for(&session, 2);
	fixture_must(desk, booking_book(desk, &wish, &booking));
	assert_int_equal(booking_each_made_on(desk, FIXTURE_DAY, stop_at_once, &count),
			 STATUS_CANNOT_WRITE);
	assert_int_equal(count, 1);
}

static void a_clock_that_went_back_is_shown_and_gives_no_number_twice(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 0);
	struct booking_wish wish = wish_for(&session, 1);
	struct booking first, second;
	struct audit_row *rows;
	size_t count;
	int64_t newest_ms;

	(void)state;
	fixture_must(desk, booking_book(desk, &wish, &first));
	assert_false(desk_clock_stepped_back(desk, &newest_ms));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(6, 0));
	assert_true(desk_clock_stepped_back(desk, &newest_ms));
	wish = wish_for(&session, 2);
	fixture_must(desk, booking_book(desk, &wish, &second));
	assert_true(second.id > first.id);
	assert_true(second.number > first.number);
	fixture_must(desk, audit_history(desk, second.seq, &rows, &count));
	assert_true(rows[0].at_ms < first.booked_at_ms);
	free(rows);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_booking_takes_the_lowest_number_of_its_channel),
		TEST(a_booking_number_is_the_day_a_sequence_and_a_check_digit),
		TEST(a_day_has_99999_booking_numbers_and_the_last_one_is_sold),
		TEST(each_channel_sells_its_own_numbers_only),
		TEST(unsold_online_numbers_go_over_to_the_counter_and_never_back),
		TEST(a_person_holds_one_number_of_a_session_and_one_of_a_department_and_day),
		TEST(with_more_allowed_of_a_department_and_day_a_session_is_still_booked_once),
		TEST(the_counter_sells_until_the_session_ends),
		TEST(a_date_beyond_the_horizon_is_not_open_yet),
		TEST(extra_numbers_lie_beyond_the_capacity_and_are_limited),
		TEST(a_free_extra_number_goes_to_who_asks_next_under_that_name),
		TEST(an_extra_number_needs_somebody_who_asked_for_it),
		TEST(the_amount_paid_online_is_the_fee),
		TEST(a_payment_number_pays_once),
		TEST(asking_twice_with_one_key_books_once),
		TEST(a_refusal_changes_nothing),
		TEST(an_unpaid_booking_is_paid_once),
		TEST(a_free_session_needs_no_payment_and_takes_none),
		TEST(receipts_have_no_gaps_and_start_at_one_each_day),
		TEST(the_last_receipt_of_a_day_belongs_to_it_and_the_next_one_to_the_next),
		TEST(two_desks_never_sell_one_number),
		TEST(the_history_says_who_did_what_at_which_counter),
		TEST(a_booking_is_found_by_number_and_person),
		TEST(a_receipt_finds_its_booking_even_when_its_number_is_another_booking_s),
		TEST(today_s_come_first_then_those_to_come_then_the_past_ones),
		TEST(what_is_owed_is_listed_until_it_is_paid_or_not_to_be),
		TEST(lists_have_the_cancelled_ones_too),
		TEST(a_list_ends_when_its_reader_says_so),
		TEST(a_clock_that_went_back_is_shown_and_gives_no_number_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
