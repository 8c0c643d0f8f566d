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
	harness_shows(*state, "Nothing waits to be dealt with.");
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
	harness_shows(*state, "Refunds that are not finished: 1");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Refunds due: 1");
}

static void other_days_are_looked_at_and_today_is_one_key_away(void **state)
{
	harness_keys(*state, "Alt-1 Left");
	harness_golden(*state, "today/no-session");
	harness_keys(*state, "Right Right");
	harness_shows(*state, "tomorrow");
	harness_keys(*state, "t");
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
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
