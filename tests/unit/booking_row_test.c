/* What a booking carries, what two counters may not do to it, and what is said of each number. */
#include "desk/booking/no_show.h"
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = FIXTURE_DAY };

static int set_up(void **state)
{
	(void)state;
	scene.desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(scene.desk);
	return 0;
}

static void a_booking_carries_its_person_its_session_and_its_money(void **state)
{
	const struct booking *booking = &scene.booking;

	(void)state;
	scene_paid_online();
	assert_int_equal(booking->session_id, scene.session.id);
	assert_int_equal(booking->patient_id, scene.person.id);
	assert_int_equal(booking->number, 2);
	assert_int_equal(booking->slot_kind, SLOT_ONLINE);
	assert_int_equal(booking->channel, CHANNEL_ONLINE);
	assert_int_equal(booking->state, BOOKING_BOOKED);
	assert_int_equal(booking->cause, CAUSE_NONE);
	assert_int_equal(booking->session_state, SESSION_OPEN);
	assert_int_equal(booking->fee_fen, VISIT_FEE_FEN);
	assert_int_equal(booking->paid_fen, VISIT_FEE_FEN);
	assert_int_equal(booking->refund_fen, 0);
	assert_int_equal(booking->method, METHOD_WECHAT);
	assert_int_equal(booking->refund_state, REFUND_NONE);
	assert_int_equal(booking->booked_at_ms, desk_now_ms(scene.desk));
	assert_int_equal(booking->day, TODAY + 1);
	assert_int_equal(booking->period, PERIOD_AM);
	assert_int_equal(booking->start_minute, FIXTURE_AT(8, 0));
	assert_int_equal(booking->end_minute, FIXTURE_AT(12, 0));
	assert_int_equal(booking->expected_ms, clock_instant(TODAY + 1, FIXTURE_AT(8, 24)));
	assert_string_equal(booking->doctor_code, VISIT_DOCTOR);
	assert_string_equal(booking->doctor, "医生" VISIT_DOCTOR);
	assert_string_equal(booking->department_code, "NK01");
	assert_string_equal(booking->department, "内科");
	assert_string_equal(booking->room, "101");
	assert_string_equal(booking->patient, scene.person.name);
	assert_string_equal(booking->phone, scene.person.phone);
	assert_string_equal(booking->id_number, scene.person.id_number);
	assert_int_equal(booking->ticket_state, TICKET_NONE);
	assert_true(strncmp(booking->order_no, "WX", 2) == 0);
}

/* booking_book gives back what it wrote without reading it: it must be what is read later. */
static void assert_as_stored(const struct booking *made)
{
	struct booking read;

	fixture_must(scene.desk, booking_get(scene.desk, made->id, &read));
#define SAME_NUMBER(field) assert_int_equal(made->field, read.field)
#define SAME_TEXT(field) assert_string_equal(made->field, read.field)
	SAME_NUMBER(id);
	SAME_NUMBER(seq);
	SAME_NUMBER(session_id);
	SAME_NUMBER(patient_id);
	SAME_NUMBER(payment_id);
	SAME_NUMBER(number);
	SAME_NUMBER(slot_kind);
	SAME_NUMBER(channel);
	SAME_NUMBER(state);
	SAME_NUMBER(cause);
	SAME_NUMBER(fee_fen);
	SAME_NUMBER(paid_fen);
	SAME_NUMBER(refund_fen);
	SAME_NUMBER(method);
	SAME_NUMBER(booked_at_ms);
	SAME_NUMBER(expected_ms);
	SAME_NUMBER(day);
	SAME_NUMBER(period);
	SAME_NUMBER(start_minute);
	SAME_NUMBER(end_minute);
	SAME_NUMBER(session_state);
	SAME_NUMBER(refund_state);
	SAME_NUMBER(refund_method);
	SAME_TEXT(order_no);
	SAME_TEXT(doctor_code);
	SAME_TEXT(doctor);
	SAME_TEXT(department_code);
	SAME_TEXT(department);
	SAME_TEXT(room);
	SAME_TEXT(patient);
	SAME_TEXT(phone);
	SAME_TEXT(id_number);
	SAME_NUMBER(ticket_state);
#undef SAME_NUMBER
#undef SAME_TEXT
}

static void a_booking_is_given_back_as_it_stands_in_the_store(void **state)
{
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .extra = true,
				     .asked_by = "Dr. Wang" };
	struct booking booking;

	(void)state;
	scene_paid_online();
	assert_as_stored(&scene.booking);
	wish.session_id = scene.session.id;
	wish.patient_id = fixture_patient(scene.desk, 7).id;
	fixture_must(scene.desk, booking_book(scene.desk, &wish, &booking));
	assert_as_stored(&booking);
	fixture_must(scene.desk, booking_pay(scene.desk, booking.id, METHOD_CARD, NULL, &booking));
	assert_as_stored(&booking);
}

struct change {
	struct booking booking;
	int64_t seq;
};

static enum status store_it(struct desk *desk, void *context)
{
	struct change *change = context;

	return booking_store(desk, &change->booking, change->seq);
}

static void of_two_counters_that_change_one_booking_the_second_is_refused(void **state)
{
	struct change first, second;

	(void)state;
	scene_paid();
	first.booking = second.booking = scene.booking;
	first.booking.state = BOOKING_CHECKED_IN;
	first.seq = second.seq = scene.booking.seq - 1; /* another one than it has */
	fixture_must(scene.desk, desk_change(scene.desk, store_it, &first));
	assert_int_equal(first.booking.seq, first.seq);
	second.booking.state = BOOKING_FULFILLED;
	visit_refused(scene.desk, desk_change(scene.desk, store_it, &second),
		      STATUS_CHANGED_ELSEWHERE, NULL);
	assert_int_equal(second.booking.seq, scene.booking.seq);
	assert_int_equal(visit_look(scene.desk, scene.booking.id).state, BOOKING_CHECKED_IN);
}

static void the_clinics_fault_gives_nothing_back_where_nothing_was_paid(void **state)
{
	struct booking booking;

	(void)state;
	scene_unpaid();
	fixture_clock(scene.desk, TODAY + 1, FIXTURE_AT(22, 0));
	fixture_must(scene.desk, booking_resolve(scene.desk, scene.booking.id, RESOLVE_CLINIC, "",
						 &booking, NULL, NULL));
	assert_int_equal(booking.state, BOOKING_EXCUSED);
	assert_int_equal(booking.cause, CAUSE_CLINIC);
	assert_int_equal(booking.refund_state, REFUND_NONE);
	assert_int_equal(booking.refund_fen, 0);
}

static void words_of_bookings_are_those_of_the_schema(void **state)
{
	static const char *const states[] = { "booked",	   "checked_in", "fulfilled",
					      "cancelled", "no_show",	 "excused" };
	static const char *const causes[] = { "", "patient", "late", "clinic" };

	(void)state;
	for (int i = 0; i < 6; i++) {
		assert_string_equal(booking_state_name((enum booking_state)i), states[i]);
		assert_true(booking_state_word((enum booking_state)i)[0] != '\0');
	}
	for (int i = 0; i < 4; i++)
		assert_string_equal(booking_cause_name((enum booking_cause)i), causes[i]);
	assert_string_equal(channel_word(CHANNEL_ONLINE), "online");
	assert_string_equal(channel_word(CHANNEL_COUNTER), "counter");
}

static void what_is_no_booking_number_is_not_read_as_one(void **state)
{
	static const char *const wrong[] = {
		"", "26112300001", "2611230000170", "26112300001x", "261123000016", "000000000000"
	};
	int64_t id;

	(void)state;
	scene_paid();
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(booking_number_parse(wrong[i], &id));
}

/* A number of `kind`, unsold, of the session as it is now. */
static void says(enum slot_kind kind, int number, enum channel channel, enum slot_sale sale,
		 const char *words)
{
	const struct slot slot = {
		.session_id = scene.session.id, .number = number, .kind = kind, .asked_by = "王医生"
	};
	const struct session session = fixture_look(scene.desk, scene.session.id);
	char why[PROBLEM_MESSAGE_SIZE];

	assert_int_equal(slot_sale(scene.desk, &session, &slot, channel), sale);
	slot_why(scene.desk, &session, &slot, channel, why, sizeof(why));
	if (!strstr(why, words))
		fail_msg("\"%s\" does not say \"%s\"", why, words);
}

static void of_every_number_it_is_said_who_sells_it(void **state)
{
	(void)state;
	scene_morning();
	says(SLOT_COUNTER, 1, CHANNEL_COUNTER, SALE_FREE, "Number 1 is for sale at the counter.");
	says(SLOT_COUNTER, 1, CHANNEL_ONLINE, SALE_OTHER_CHANNEL, "is a counter number");
	says(SLOT_ONLINE, 2, CHANNEL_ONLINE, SALE_FREE, "for sale online until 2026-11-24 07:30");
	says(SLOT_ONLINE, 2, CHANNEL_COUNTER, SALE_OTHER_CHANNEL,
	     "is an online number until 2026-11-24 07:30");
	says(SLOT_EXTRA, 11, CHANNEL_ONLINE, SALE_EXTRA_ONLINE,
	     "requested by 王医生; only the counter sells it");
	says(SLOT_EXTRA, 11, CHANNEL_COUNTER, SALE_FREE, "requested by");
	says(SLOT_COUNTER, 11, CHANNEL_COUNTER, SALE_WITHDRAWN,
	     "Number 11 was withdrawn: the session now has 10 numbers");
	fixture_clock(scene.desk, TODAY + 1, FIXTURE_AT(7, 30));
	says(SLOT_ONLINE, 2, CHANNEL_ONLINE, SALE_RELEASED, "moved to the counter at 07:30");
	says(SLOT_ONLINE, 2, CHANNEL_COUNTER, SALE_FREE, "it was an online number until 07:30");
	fixture_clock(scene.desk, TODAY + 1, FIXTURE_AT(12, 0));
	says(SLOT_COUNTER, 1, CHANNEL_COUNTER, SALE_OVER, "ended at 12:00");
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(a_booking_carries_its_person_its_session_and_its_money),
		AT_THE_DESK(a_booking_is_given_back_as_it_stands_in_the_store),
		AT_THE_DESK(of_two_counters_that_change_one_booking_the_second_is_refused),
		AT_THE_DESK(the_clinics_fault_gives_nothing_back_where_nothing_was_paid),
		cmocka_unit_test(words_of_bookings_are_those_of_the_schema),
		AT_THE_DESK(what_is_no_booking_number_is_not_read_as_one),
		AT_THE_DESK(of_every_number_it_is_said_who_sells_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
