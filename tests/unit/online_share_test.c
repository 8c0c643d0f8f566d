/* How the online share of coming days sells. */
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/suspension.h"
#include "desk/online/order_row.h"
#include "desk/roster/online_share.h"
#include "exchange/online.h"

static struct desk *desk;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static void what_goes_over_is_the_counters_and_no_more_onlines(void **state)
{
	struct session first = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct online_share share[2];

	(void)state;
	visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	visit_book(desk, first.id, 1, CHANNEL_ONLINE);
	visit_book(desk, first.id, 2, CHANNEL_ONLINE);
	visit_book(desk, first.id, 3, CHANNEL_COUNTER);
	fixture_must(desk, online_share_of_days(desk, FIXTURE_DAY, share, 2));
	assert_int_equal(share[0].day, FIXTURE_DAY);
	assert_int_equal(share[0].sessions, 2);
	assert_int_equal(share[0].online, 10);
	assert_int_equal(share[0].sold, 2);
	assert_int_equal(share[0].free, 8);
	assert_int_equal(share[0].gone_over, 0);
	assert_int_equal(share[1].day, FIXTURE_DAY + 1);
	assert_int_equal(share[1].online, 5);
	assert_int_equal(share[1].sold, 0);
	/* The morning's unsold ones go over half an hour before it starts. */
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	fixture_must(desk, online_share_of_days(desk, FIXTURE_DAY, share, 1));
	assert_int_equal(share[0].online, 7);
	assert_int_equal(share[0].sold, 2);
	assert_int_equal(share[0].free, 5);
	assert_int_equal(share[0].gone_over, 3);
	/* And stay over when the counter sells them. */
	for (int n = 4; n < 9; n++)
		visit_book(desk, first.id, n, CHANNEL_COUNTER);
	first = fixture_look(desk, first.id);
	assert_int_equal(first.counter.sold, 6);
	assert_int_equal(first.counter.total, 8);
	fixture_must(desk, online_share_of_days(desk, FIXTURE_DAY, share, 1));
	assert_int_equal(share[0].sold, 2);
	assert_int_equal(share[0].gone_over, 3);
}

static void a_suspended_session_sells_nothing(void **state)
{
	struct session first = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct suspension result;
	struct online_share share;

	(void)state;
	visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	fixture_must(desk, session_suspend(desk, first.id, "医生生病", &result));
	fixture_must(desk, online_share_of_days(desk, FIXTURE_DAY, &share, 1));
	assert_int_equal(share.sessions, 1);
	assert_int_equal(share.suspended, 1);
	assert_int_equal(share.online, 5);
	assert_int_equal(share.free, 5);
}

static void orders_of_a_day_are_counted_by_their_result(void **state)
{
	static const char text[] =
		"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
		"ordered_at\n"
		"WX1,book," VISIT_DOCTOR
		",2026-11-23,am,王一,110105194912310021,13800000001,,,2026-11-22 20:00\n"
		"WX2,cancel," VISIT_DOCTOR ",2026-11-23,am,,,,,,2026-11-22 20:01\n";
	struct order_counts orders;
	struct online_import import;
	char path[FILE_PATH_SIZE];

	(void)state;
	visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	fixture_must(desk, order_rows_count(desk, FIXTURE_DAY, &orders));
	assert_int_equal(orders.accepted + orders.cancelled + orders.refused, 0);
	fixture_file(desk, "online.csv", text, strlen(text), path);
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	fixture_must(desk, order_rows_count(desk, FIXTURE_DAY, &orders));
	assert_int_equal(orders.accepted, import.accepted);
	assert_int_equal(orders.refused, import.refused);
	assert_int_equal(orders.accepted + orders.refused, 2);
	assert_true(orders.refused > 0);
	online_import_release(&import);
	fixture_must(desk, order_rows_count(desk, FIXTURE_DAY + 1, &orders));
	assert_int_equal(orders.accepted + orders.refused, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_goes_over_is_the_counters_and_no_more_onlines),
		TEST(a_suspended_session_sells_nothing),
		TEST(orders_of_a_day_are_counted_by_their_result),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
