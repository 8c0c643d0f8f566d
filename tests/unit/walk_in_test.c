/* Somebody at the counter: who is like somebody known, and who is checked in with the sale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "desk/check.h"
#include "desk/people/patient_find.h"
#include "desk/people/patient_like.h"
#include "desk/queue/walk_in.h"
#include "fixture.h"

enum { MONDAY = 20780, SEVEN = 7 * 60, EIGHT = 8 * 60 };

static int set_up(void **state)
{
	*state = fixture_open(MONDAY, SEVEN);
	return 0;
}

static int tear_down(void **state)
{
	fixture_close(*state);
	return 0;
}

static struct patient add(struct desk *desk, const struct patient_form *form)
{
	struct patient patient;

	fixture_must(desk, patient_read(desk, form, &patient, NULL));
	fixture_must(desk, patient_add(desk, &patient, NULL));
	return patient;
}

static struct patient read(struct desk *desk, const struct patient_form *form)
{
	struct patient patient;

	fixture_must(desk, patient_read(desk, form, &patient, NULL));
	return patient;
}

/* How many are like this person, and who is the first. */
static size_t like(struct desk *desk, const struct patient *person, int64_t *first)
{
	struct patient out[PATIENT_LIKE_MAX];
	size_t count;

	fixture_must(desk, patient_like(desk, person, out, &count));
	*first = count > 0 ? out[0].id : 0;
	return count;
}

static void the_same_name_or_phone_is_like_unless_something_says_another(void **state)
{
	struct desk *desk = *state;
	const struct patient_form known = { .name = "李雷",
					    .id_number = "330781198509078812",
					    .phone = "13900001111" };
	const struct patient_form wife = { .name = "韩梅梅", .phone = "13900001111" };
	const int64_t husband_id = add(desk, &known).id, wife_id = add(desk, &wife).id;
	struct patient person;
	int64_t first;

	person = read(desk, &(struct patient_form){ .name = "李 雷" });
	assert_int_equal(like(desk, &person, &first), 1);
	assert_int_equal(first, husband_id);
	/* A part of a name, or the beginning of a phone, is not the same. */
	person = read(desk, &(struct patient_form){ .name = "李" });
	assert_int_equal(like(desk, &person, &first), 0);
	/* By the phone both, and first who has the name, too. */
	person = read(desk, &(struct patient_form){ .name = "韩梅梅", .phone = "13900001111" });
	assert_int_equal(like(desk, &person, &first), 2);
	assert_int_equal(first, wife_id);
	/* Of another sex, birth date or number: another person. */
	person = read(desk, &(struct patient_form){
				    .name = "李雷", .phone = "13900001111", .sex = "female" });
	assert_int_equal(like(desk, &person, &first), 1);
	assert_int_equal(first, wife_id);
	person = read(desk, &(struct patient_form){ .name = "李雷", .birth_date = "1985-09-08" });
	assert_int_equal(like(desk, &person, &first), 0);
	person = read(desk,
		      &(struct patient_form){ .name = "李雷", .id_number = "330781198509078839" });
	assert_int_equal(like(desk, &person, &first), 0);
	/* The same number is the same person under any name. */
	person = read(desk, &(struct patient_form){ .name = "李大雷",
						    .id_number = "330781198509078812" });
	assert_int_equal(like(desk, &person, &first), 1);
	assert_int_equal(first, husband_id);
}

static void only_the_whole_of_something_is_exactly_that(void **state)
{
	const struct patient patient = { .id = 10000004,
					 .name = "李雷",
					 .phone = "13900001111",
					 .card_no = "C0001",
					 .birth = DAY_NONE };

	(void)state;
	assert_true(patient_is_exactly(&patient, "李雷"));
	assert_true(patient_is_exactly(&patient, "c0001"));
	assert_true(patient_is_exactly(&patient, "139-0000-1111"));
	assert_true(patient_is_exactly(&patient, "10000004"));
	assert_false(patient_is_exactly(&patient, "李"));
	assert_false(patient_is_exactly(&patient, "1111"));
	assert_false(patient_is_exactly(&patient, "ll"));
	assert_false(patient_is_exactly(&patient, ""));
}

/* Sells a number of a session that begins at eight, at that minute; whether its owner waits. */
static bool waits_after(struct desk *desk, int n, int minute, bool pay)
{
	struct session session;
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .patient_id = fixture_patient(desk, n).id,
				     .pay = pay,
				     .method = METHOD_CASH };
	struct booking booking;

	fixture_clock(desk, MONDAY, minute);
	fixture_must(desk, session_find(desk, "1001", MONDAY, PERIOD_AM, &session));
	wish.session_id = session.id;
	fixture_must(desk, walk_in_book(desk, &wish, &booking));
	assert_int_equal(booking.paid_fen, pay ? booking.fee_fen : 0);
	assert_int_equal(booking.ticket_state == TICKET_WAITING,
			 booking.state == BOOKING_CHECKED_IN);
	return booking.state == BOOKING_CHECKED_IN;
}

static void a_walk_in_waits_when_the_session_runs_or_soon_begins(void **state)
{
	struct desk *desk = *state;
	int checks, failed;

	fixture_doctor(desk, "1001", 5000);
	fixture_session(desk, "1001", MONDAY, PERIOD_AM, 20, 0);
	assert_false(waits_after(desk, 1, EIGHT + 10, true));
	desk->settings.queue_walk_in_check_in_minutes = 30;
	assert_false(waits_after(desk, 2, EIGHT - 31, true));
	assert_true(waits_after(desk, 3, EIGHT - 30, true));
	assert_true(waits_after(desk, 4, EIGHT + 90, true));
	/* Who pays later is not; nor before the clinic lets anybody in. */
	assert_false(waits_after(desk, 5, EIGHT, false));
	desk->settings.queue_early_minutes = 10;
	assert_false(waits_after(desk, 6, EIGHT - 20, true));
	assert_true(waits_after(desk, 7, EIGHT - 10, true));
	fixture_must(desk, check_run(desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(the_same_name_or_phone_is_like_unless_something_says_another),
		cmocka_unit_test(only_the_whole_of_something_is_exactly_that),
		T(a_walk_in_waits_when_the_session_runs_or_soon_begins),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
