/* Who would be banned under other figures: told, never done. */
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/ban/ban_revise.h"
#include "desk/ban/ban_trial.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"

enum { TODAY = FIXTURE_DAY };

static struct desk *desk;

static int setup(void **state)
{
	(void)state;
	desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
	desk->settings.quota_per_department_day = 9;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	visit_check(desk);
	fixture_close(desk);
	return 0;
}

/* No-shows of person n on `count` days from `first` on; the patient's number. */
static int64_t no_shows(int n, day_number first, int count, enum channel channel)
{
	struct booking booking;
	struct ban ban;

	for (int i = 0; i < count; i++)
		(void)visit_no_show(desk, first + i, PERIOD_AM, n, channel, &booking, &ban);
	return booking.patient_id;
}

/* What would become of a person under figures; NULL for nothing. */
static struct ban_change *changes;

static const struct ban_change *change_of(const char *figures, int64_t patient_id)
{
	const struct ban_change *found = NULL;
	int64_t before = fixture_last_event(desk);
	struct ban_rule rule;
	size_t count;

	ban_rule_now(desk, &rule);
	fixture_must(desk, ban_rule_parse(desk, figures, &rule));
	free(changes);
	fixture_must(desk, ban_trial(desk, &rule, &changes, &count));
	for (size_t i = 0; i < count; i++)
		if (changes[i].patient_id == patient_id)
			found = &changes[i];
	assert_int_equal(fixture_last_event(desk), before);
	return found;
}

static void forget(void)
{
	free(changes);
	changes = NULL;
}

static void assert_change(const struct ban_change *change, enum ban_change_kind kind, int no_shows,
			  day_number until_now, day_number until)
{
	assert_non_null(change);
	assert_string_equal(ban_change_name(change->kind), ban_change_name(kind));
	assert_int_equal(change->no_show_count, no_shows);
	assert_int_equal(change->until_now, until_now);
	assert_int_equal(change->until, until);
}

static void fewer_no_shows_ban_more_people(void **state)
{
	int64_t two = no_shows(1, TODAY, 2, CHANNEL_ONLINE);
	int64_t one = no_shows(2, TODAY, 1, CHANNEL_ONLINE);
	const struct ban_change *change;
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];

	(void)state;
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	assert_null(change_of("threshold=3", two));
	change = change_of("threshold=2", two);
	assert_change(change, BAN_NEW, 2, DAY_NONE, visit_day("2027-02-24"));
	assert_int_equal(change->from, TODAY + 1);
	assert_int_equal(change->no_show[0], TODAY);
	assert_int_equal(change->no_show[1], TODAY + 1);
	fixture_person(1, name, id_number, phone);
	assert_string_equal(change->patient, name);
	assert_string_equal(change->phone, phone);
	assert_null(change_of("threshold=2", one));
	assert_change(change_of("threshold=1", one), BAN_NEW, 1, DAY_NONE, visit_day("2027-02-23"));
	forget();
}

static void a_present_ban_becomes_longer_shorter_or_is_gone(void **state)
{
	int64_t person = no_shows(1, TODAY, 3, CHANNEL_ONLINE);
	const day_number until = visit_day("2027-02-25");
	const struct ban_change *change;

	(void)state;
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	assert_change(change_of("threshold=3", person), BAN_SAME, 3, until, until);
	assert_change(change_of("ban_months=6", person), BAN_LONGER, 3, until,
		      visit_day("2027-05-25"));
	assert_change(change_of("ban_months=1", person), BAN_SHORTER, 3, until,
		      visit_day("2026-12-25"));
	change = change_of("threshold=4", person);
	assert_change(change, BAN_GONE, 3, until, DAY_NONE);
	assert_int_equal(change->from, DAY_NONE);
	assert_int_equal(change->no_show[2], TODAY + 2);
	assert_change(change_of("window_days=2", person), BAN_GONE, 3, until, DAY_NONE);
	assert_change(change_of("window_days=3", person), BAN_SAME, 3, until, until);
	forget();
}

static void no_shows_of_the_counter_count_when_all_do(void **state)
{
	int64_t person = no_shows(1, TODAY, 3, CHANNEL_COUNTER);

	(void)state;
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	assert_null(change_of("counts=online", person));
	assert_change(change_of("counts=all", person), BAN_NEW, 3, DAY_NONE,
		      visit_day("2027-02-25"));
	forget();
}

static void a_lifted_ban_stays_lifted_and_uses_up_its_no_shows(void **state)
{
	int64_t person = no_shows(1, TODAY, 3, CHANNEL_ONLINE);
	struct ban ban;

	(void)state;
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	fixture_must(desk, ban_in_force(desk, person, TODAY + 5, &ban));
	fixture_must(desk, ban_lift(desk, ban.id, "院长同意", &ban));
	assert_null(change_of("threshold=1", person));
	assert_null(change_of("ban_months=12", person));
	forget();
}

static void a_withdrawn_no_show_counts_under_no_figures(void **state)
{
	int64_t person = no_shows(1, TODAY, 2, CHANNEL_ONLINE);
	struct booking *bookings, out;
	size_t count;

	(void)state;
	fixture_must(desk, booking_list_patient(desk, person, &bookings, &count));
	fixture_must(desk, no_show_withdraw(desk, bookings[0].id, "住院了", &out));
	free(bookings);
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	assert_null(change_of("threshold=2", person));
	assert_change(change_of("threshold=1", person), BAN_NEW, 1, DAY_NONE,
		      visit_day("2027-02-23"));
	forget();
}

static void a_ban_that_would_be_over_by_today_is_none(void **state)
{
	int64_t person = no_shows(1, TODAY, 2, CHANNEL_ONLINE);

	(void)state;
	fixture_clock(desk, visit_day("2027-02-24"), FIXTURE_AT(9, 0));
	assert_change(change_of("threshold=2", person), BAN_NEW, 2, DAY_NONE,
		      visit_day("2027-02-24"));
	fixture_clock(desk, visit_day("2027-02-25"), FIXTURE_AT(9, 0));
	assert_null(change_of("threshold=2", person));
	assert_change(change_of("threshold=2,ban_months=4", person), BAN_NEW, 2, DAY_NONE,
		      visit_day("2027-03-24"));
	forget();
}

static enum status work_out(struct desk *within, void *context)
{
	return ban_revise(within, *(const int64_t *)context, NULL, NULL, NULL);
}

/* The proof that it is no second set of rules: the settings get the figures, and everybody is
 * worked out again. */
static void what_is_told_is_what_the_settings_would_do(void **state)
{
	static const char *const figures[] = {
		"threshold=2",	"threshold=4",
		"ban_months=1", "threshold=2,window_days=2,ban_months=5",
		"counts=all",	"threshold=1,counts=all,ban_months=2"
	};
	int64_t person[4];

	(void)state;
	person[0] = no_shows(1, TODAY, 3, CHANNEL_ONLINE);
	person[1] = no_shows(2, TODAY, 2, CHANNEL_ONLINE);
	person[2] = no_shows(3, TODAY, 4, CHANNEL_COUNTER);
	person[3] = no_shows(4, TODAY, 3, CHANNEL_ONLINE);
	assert_int_equal(no_shows(4, TODAY + 3, 2, CHANNEL_COUNTER), person[3]);
	fixture_clock(desk, TODAY + 20, FIXTURE_AT(9, 0));
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		struct settings kept = desk->settings;
		day_number told[4];
		struct ban_rule rule;

		for (int p = 0; p < 4; p++) {
			const struct ban_change *change = change_of(figures[i], person[p]);

			told[p] = change ? change->until : DAY_NONE;
		}
		ban_rule_now(desk, &rule);
		fixture_must(desk, ban_rule_parse(desk, figures[i], &rule));
		desk->settings.no_show_threshold = rule.threshold;
		desk->settings.no_show_window_days = rule.window_days;
		desk->settings.no_show_ban_months = rule.ban_months;
		text_copy(desk->settings.no_show_counts, sizeof(desk->settings.no_show_counts),
			  rule.counts_all ? "all" : "online");
		for (int p = 0; p < 4; p++) {
			struct ban_standing standing;

			fixture_must(desk, desk_change(desk, work_out, &person[p]));
			fixture_must(desk, ban_standing(desk, person[p], &standing));
			assert_int_equal(standing.banned_until, told[p]);
		}
		desk->settings = kept;
		for (int p = 0; p < 4; p++)
			fixture_must(desk, desk_change(desk, work_out, &person[p]));
	}
	forget();
}

static void the_list_is_in_order_of_kind_and_day(void **state)
{
	struct ban_rule rule;
	size_t count;

	(void)state;
	no_shows(1, TODAY, 3, CHANNEL_ONLINE);
	no_shows(2, TODAY, 2, CHANNEL_ONLINE);
	no_shows(3, TODAY + 1, 2, CHANNEL_ONLINE);
	no_shows(4, TODAY, 2, CHANNEL_ONLINE);
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(9, 0));
	ban_rule_now(desk, &rule);
	fixture_must(desk, ban_rule_set(desk, "threshold", "2", &rule));
	fixture_must(desk, ban_trial(desk, &rule, &changes, &count));
	assert_int_equal(count, 4);
	assert_int_equal(changes[0].kind, BAN_NEW);
	assert_int_equal(changes[0].until, visit_day("2027-02-24"));
	assert_int_equal(changes[1].until, visit_day("2027-02-24"));
	assert_true(changes[0].patient_id < changes[1].patient_id);
	assert_int_equal(changes[2].until, visit_day("2027-02-25"));
	/* With two, the first ban began on the second day and the third no-show lies within it. */
	assert_int_equal(changes[3].kind, BAN_SHORTER);
	forget();
}

static void figures_are_read_with_the_bounds_of_the_settings(void **state)
{
	static const struct {
		const char *text, *words;
	} wrong[] = {
		{ "limit=2",
		  "no parameter \"limit\"; there are: threshold, counts, window_days, " },
		{ "threshold", "\"threshold\" is not a parameter" },
		{ "", "\"\" is not a parameter" },
		{ "threshold=2,", "\"\" is not a parameter" },
		{ "threshold=0", "threshold is \"0\"; it must be a whole number from 1 to 99" },
		{ "threshold=100", "from 1 to 99" },
		{ "window_days=-1", "from 0 to 3660" },
		{ "ban_months=121", "from 1 to 120" },
		{ "ban_months=", "from 1 to 120" },
		{ "counts=counter", "one of: online, all" },
		{ "online_percent=20", "no parameter \"online_percent\"" },
	};
	struct ban_rule rule;

	(void)state;
	ban_rule_now(desk, &rule);
	assert_int_equal(rule.threshold, 3);
	assert_int_equal(rule.window_days, 0);
	assert_int_equal(rule.ban_months, 3);
	assert_false(rule.counts_all);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct ban_rule same = rule;

		visit_refused(desk, ban_rule_parse(desk, wrong[i].text, &same), STATUS_BAD_VALUE,
			      wrong[i].words);
		assert_memory_equal(&same, &rule, sizeof(rule));
	}
	/* All or none of them. */
	visit_refused(desk, ban_rule_parse(desk, "threshold=2,ban_months=0", &rule),
		      STATUS_BAD_VALUE, NULL);
	assert_int_equal(rule.threshold, 3);
	fixture_must(desk,
		     ban_rule_parse(desk, "Threshold = ２, window_days=90 ,ban_months=6,counts=ALL",
				    &rule));
	assert_int_equal(rule.threshold, 2);
	assert_int_equal(rule.window_days, 90);
	assert_int_equal(rule.ban_months, 6);
	assert_true(rule.counts_all);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(fewer_no_shows_ban_more_people),
		AT_THE_DESK(a_present_ban_becomes_longer_shorter_or_is_gone),
		AT_THE_DESK(no_shows_of_the_counter_count_when_all_do),
		AT_THE_DESK(a_lifted_ban_stays_lifted_and_uses_up_its_no_shows),
		AT_THE_DESK(a_withdrawn_no_show_counts_under_no_figures),
		AT_THE_DESK(a_ban_that_would_be_over_by_today_is_none),
		AT_THE_DESK(what_is_told_is_what_the_settings_would_do),
		AT_THE_DESK(the_list_is_in_order_of_kind_and_day),
		AT_THE_DESK(figures_are_read_with_the_bounds_of_the_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
