/* What waits for somebody: each number is that of the list behind it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/day/open_matters.h"
#include "desk/money/refund.h"
#include "scene.h"

static int teardown(void **state)
{
	(void)state;
	visit_check(scene.desk);
	fixture_close(scene.desk);
	return 0;
}

static struct open_matters look(void)
{
	struct open_matters matters;

	fixture_must(scene.desk, open_matters(scene.desk, &matters));
	return matters;
}

static void a_new_clinic_has_nothing_open(void **state)
{
	struct open_matters matters;

	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	matters = look();
	assert_int_equal(matters.unresolved + matters.refunds + matters.bans + matters.affected, 0);
	assert_int_equal(matters.refunds_fen, 0);
	assert_int_equal(matters.unclosed, DAY_NONE);
}

static void an_evening_leaves_bookings_unresolved_and_the_next_day_unclosed(void **state)
{
	struct booking *rows;
	size_t count;

	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	fixture_doctor(scene.desk, VISIT_DOCTOR, VISIT_FEE_FEN);
	visit_skipped(scene.desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_COUNTER);
	fixture_must(scene.desk, unresolved_list(scene.desk, DAY_NONE, &rows, &count));
	free(rows);
	assert_int_equal(count, 1);
	assert_int_equal(look().unresolved, 1);
	assert_int_equal(look().unclosed, DAY_NONE);
	fixture_clock(scene.desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	assert_int_equal(look().unclosed, FIXTURE_DAY);
}

static void bans_in_force_are_counted(void **state)
{
	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(9, 0));
	scene_banned();
	assert_int_equal(look().bans, 1);
}

static void refunds_and_affected_people_are_counted_until_they_are_settled(void **state)
{
	struct affected *rows;
	struct refund *refunds;
	int64_t fen = 0;
	size_t count;

	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(9, 0));
	scene_suspended();
	fixture_must(scene.desk, affected_list(scene.desk, 0, &rows, &count));
	assert_true(count > 0);
	assert_int_equal(look().affected, count);
	fixture_must(scene.desk, affected_settle(scene.desk, rows[0].booking_id, OUTCOME_TOLD));
	assert_int_equal(look().affected, count - 1);
	free(rows);
	fixture_must(scene.desk, refund_list_due(scene.desk, &refunds, &count));
	for (size_t i = 0; i < count; i++)
		fen += refunds[i].fen;
	free(refunds);
	assert_int_equal(look().refunds, count);
	assert_int_equal(look().refunds_fen, fen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_teardown(name, teardown)
		T(a_new_clinic_has_nothing_open),
		T(an_evening_leaves_bookings_unresolved_and_the_next_day_unclosed),
		T(bans_in_force_are_counted),
		T(refunds_and_affected_people_are_counted_until_they_are_settled),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
