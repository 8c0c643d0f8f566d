/* Today: the sessions at a glance, and what waits to be dealt with. */
#include <stdlib.h>

#include "desk/booking/cancel.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

/* Yesterday somebody did not come and an online refund is due; this morning one waits. */
static void fill(void)
{
	struct desk *desk = &clinic.desk;
	struct session session;
	struct booking booking;
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_WECHAT };
	struct cancel_wish cancel = { .channel = CHANNEL_COUNTER };

	clinic_clock(&clinic, CLINIC_DAY - 1, CLINIC_MINUTE);
	clinic_roster(desk, "1001", CLINIC_DAY - 1, PERIOD_AM);
	clinic_must(desk, session_find(desk, "1001", CLINIC_DAY - 1, PERIOD_AM, &session));
	clinic_book(desk, session.id, clinic.ouyang);
	clinic_must(desk, session_find(desk, "1001", CLINIC_DAY + 1, PERIOD_AM, &session));
	wish.session_id = session.id;
	wish.patient_id = clinic.zhang_other;
	clinic_must(desk, booking_book(desk, &wish, &booking));
	cancel.id = booking.id;
	clinic_must(desk, booking_cancel(desk, &cancel, &booking));
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 40);
	session = clinic_session(desk, "1001", PERIOD_AM);
	booking = clinic_book(desk, session.id, clinic.zhang);
	clinic_must(desk, queue_check_in(desk, booking.id, &booking));
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 70);
}

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };
static struct clinic_start wide = { &clinic, 200, 60, NULL, "" };

static void a_quiet_morning_has_nothing_to_deal_with(void **state)
{
	harness_keys(*state, "Alt-1");
	harness_golden(*state, "today/quiet");
	harness_shows(*state, "Nothing needs attention.");
}

static void what_is_sold_who_waits_and_what_is_open_stand_together(void **state)
{
	fill();
	harness_keys(*state, "Alt-1");
	harness_golden(*state, "today/80");
}

static void a_wide_terminal_tells_more_of_the_marked_session(void **state)
{
	fill();
	harness_keys(*state, "Alt-1 Down");
	harness_golden(*state, "today/200");
}

static void enter_shows_all_of_a_session(void **state)
{
	fill();
	harness_keys(*state, "Alt-1 Enter");
	harness_golden(*state, "today/session");
}

static void refunds_are_one_key_away(void **state)
{
	fill();
	harness_keys(*state, "Alt-1 F8");
	harness_shows(*state, "Unfinished refunds: 1");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Refunds due: 1");
}

static void other_days_are_looked_at_and_today_is_one_key_away(void **state)
{
	harness_keys(*state, "Alt-1 Left");
	harness_golden(*state, "today/no-session");
	harness_keys(*state, "Right Right");
	harness_shows(*state, "tomorrow");
	harness_keys(*state, "F7");
	harness_shows(*state, "today");
}

static void after_midnight_today_is_the_new_day(void **state)
{
	harness_keys(*state, "Alt-1");
	clinic_clock(&clinic, CLINIC_DAY + 1, 1);
	harness_tick(*state);
	harness_shows(*state, "2026-11-24, today");
	harness_shows(*state, "Mon 2026-11-23 is not closed yet");
}

static int open_at_first_steps(void **state)
{
	clinic_open_at_first_steps(&clinic, 80, 24);
	*state = &clinic;
	return 0;
}

static void the_demonstration_offers_first_steps_until_they_are_put_away(void **state)
{
	harness_golden(*state, "today/first-steps");
	harness_keys(*state, "Esc");
	harness_hides(*state, "Five things to try first.");
	harness_keys(*state, "F2 Alt-1");
	harness_hides(*state, "Five things to try first.");
}

static void a_first_step_is_ticked_off_when_the_record_has_it_whoever_did_it(void **state)
{
	struct desk *desk = &clinic.desk;
	struct session session = clinic_session(desk, "1001", PERIOD_AM);
	struct booking booking = clinic_book(desk, session.id, clinic.zhang);

	harness_keys(*state, "^L");
	harness_shows(*state, "[x] Register a patient");
	harness_shows(*state, "[ ] Call the next patient");
	clinic_must(desk, queue_check_in(desk, booking.id, &booking));
	clinic_must(desk, queue_call_next(desk, session.id, &booking));
	harness_keys(*state, "^L");
	harness_shows(*state, "[x] Call the next patient");
	harness_shows(*state, "[ ] Take back the last thing");
}

static void in_a_small_window_the_list_comes_before_the_first_steps(void **state)
{
	harness_resize(*state, 60, 16);
	harness_shows(*state, "魏思齐");
	harness_hides(*state, "Five things to try first.");
	harness_resize(*state, 200, 60);
	harness_shows(*state, "Five things to try first.");
}

static void a_desk_of_a_clinic_offers_no_first_steps(void **state)
{
	harness_keys(*state, "Alt-1");
	harness_hides(*state, "Five things to try first.");
}

#define FIRST_STEPS_TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_at_first_steps, clinic_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) CLINIC_TEST(name, &start)
		T(a_quiet_morning_has_nothing_to_deal_with),
		T(what_is_sold_who_waits_and_what_is_open_stand_together),
		CLINIC_TEST(a_wide_terminal_tells_more_of_the_marked_session, &wide),
		T(enter_shows_all_of_a_session),
		T(refunds_are_one_key_away),
		T(other_days_are_looked_at_and_today_is_one_key_away),
		T(after_midnight_today_is_the_new_day),
		T(a_desk_of_a_clinic_offers_no_first_steps),
		FIRST_STEPS_TEST(in_a_small_window_the_list_comes_before_the_first_steps),
		FIRST_STEPS_TEST(the_demonstration_offers_first_steps_until_they_are_put_away),
		FIRST_STEPS_TEST(a_first_step_is_ticked_off_when_the_record_has_it_whoever_did_it),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
