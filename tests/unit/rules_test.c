/*
 * The rules of the clinic are its database's: the first ones are those of the settings at hand, a
 * change is recorded and in force at every counter with its next change, and no file has a say any
 * more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/audit.h"
#include "desk/check.h"
#include "desk/rules_change.h"
#include "fixture.h"
#include "past_guards.h"
#include "statement_fault.h"

static int open_clinic(void **state)
{
	struct desk *desk;

	statement_fault_watch();
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	desk->settings.quota_online_percent = 25;
	fixture_must(desk, rules_begin(desk));
	*state = desk;
	return 0;
}

static int close_clinic(void **state)
{
	fixture_close(*state);
	statement_fault_end();
	return 0;
}

static enum status change(struct desk *desk, int place, const char *value, const char *remark)
{
	const struct rule_change change = { .place = place, .value = value, .remark = remark };
	int changed;

	return rules_change(desk, &change, 1, &changed);
}

static size_t entries(struct desk *desk, int place)
{
	struct rule_entry *rows;
	size_t count;

	fixture_must(desk, rules_history(desk, place, &rows, &count));
	free(rows);
	return count;
}

static enum status nothing(struct desk *desk, void *context)
{
	(void)desk;
	(void)context;
	return STATUS_OK;
}

static int faults(struct desk *desk)
{
	int checks, failed;

	fixture_must(desk, check_run(desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	return failed;
}

static void the_first_rules_are_those_of_the_settings_at_hand_once(void **state)
{
	struct desk *desk = *state;
	struct desk *other = fixture_second(desk);
	size_t rules = 0;

	for (int i = 0; i < SETTING_COUNT; i++)
		rules += setting_at(i)->scope == SETTING_OF_CLINIC;
	assert_int_equal(entries(desk, -1), rules);
	other->settings.quota_online_percent = 30;
	fixture_must(other, rules_begin(other));
	assert_int_equal(entries(desk, -1), rules);
	assert_int_equal(faults(desk), 0);
	fixture_close(other);
}

static void a_settings_file_has_no_say_afterwards_and_what_it_says_is_known(void **state)
{
	struct desk *desk = *state, again;
	struct settings settings = desk->settings;

	settings_init(&settings);
	assert_int_equal(settings_set(&settings, SETTING_AT_quota_online_percent, "50", NULL),
			 STATUS_OK);
	settings.source[SETTING_AT_quota_online_percent] = SETTING_BY_FILE;
	settings.source[SETTING_AT_quota_horizon_days] = SETTING_BY_FILE;
	assert_int_equal(settings_set(&settings, SETTING_AT_desk_counter, "7", NULL), STATUS_OK);
	fixture_must(&again,
		     desk_open(&again, store_path(desk->store), STORE_OPEN, &settings, "test"));
	assert_int_equal(again.settings.quota_online_percent, 25);
	assert_true(again.settings.overruled[SETTING_AT_quota_online_percent]);
	/* A line that says the same is no fault. */
	assert_false(again.settings.overruled[SETTING_AT_quota_horizon_days]);
	assert_int_equal(setting_source(&again.settings, SETTING_AT_quota_online_percent),
			 SETTING_BY_DATABASE);
	assert_string_equal(again.settings.desk_counter, "7");
	desk_close(&again);
}

static void a_change_is_recorded_and_in_force_at_another_counter_with_its_next_change(void **state)
{
	struct desk *desk = *state;
	struct desk *other = fixture_second(desk);
	struct rule_entry *rows;
	size_t count;
	bool changed;

	fixture_must(desk, change(desk, SETTING_AT_no_show_threshold, "５", "卫健委要求"));
	assert_int_equal(desk->settings.no_show_threshold, 5);
	fixture_must(desk, rules_history(desk, SETTING_AT_no_show_threshold, &rows, &count));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].before, "3");
	assert_string_equal(rows[0].value, "5");
	assert_string_equal(rows[0].remark, "卫健委要求");
	assert_string_equal(rows[0].staff, "test");
	assert_true(rows[1].first);
	free(rows);
	assert_int_equal(other->settings.no_show_threshold, 3);
	fixture_must(other, desk_change(other, nothing, NULL));
	assert_int_equal(other->settings.no_show_threshold, 5);
	/* One that only looks asks. */
	fixture_must(other, change(other, SETTING_AT_no_show_threshold, "6", NULL));
	fixture_must(desk, desk_take_rules(desk, &changed));
	assert_true(changed);
	assert_int_equal(desk->settings.no_show_threshold, 6);
	fixture_must(desk, desk_take_rules(desk, &changed));
	assert_false(changed);
	assert_int_equal(faults(desk), 0);
	fixture_close(other);
}

static void another_zone_is_in_force_at_once(void **state)
{
	struct desk *desk = *state;
	const day_number today = desk_today(desk);

	/* Eight in the morning at the clinic is the evening before on the other side of the
	 * Pacific.
	 */
	fixture_must(desk, change(desk, SETTING_AT_clinic_timezone, "PST8", NULL));
	assert_int_equal(desk_today(desk), today - 1);
	fixture_must(desk, change(desk, SETTING_AT_clinic_timezone, NULL, NULL));
	assert_int_equal(desk_today(desk), today);
}

static void several_rules_change_together_or_not_at_all(void **state)
{
	struct desk *desk = *state;
	/* Each by itself would overlap the other's hours of before. */
	const struct rule_change hours[] = {
		{ .place = SETTING_AT_periods_am, .value = "08:00-14:00" },
		{ .place = SETTING_AT_periods_pm, .value = "14:30-17:30" },
	};
	const struct rule_change wrong[] = {
		{ .place = SETTING_AT_quota_horizon_days, .value = "14" },
		{ .place = SETTING_AT_no_show_threshold, .value = "0" },
	};
	int changed;

	assert_int_equal(rules_check(desk, hours, 1), STATUS_BAD_SETTING);
	fixture_must(desk, rules_check(desk, hours, 2));
	assert_int_equal(desk->settings.period[PERIOD_AM].end, 12 * 60);
	fixture_must(desk, rules_change(desk, hours, 2, &changed));
	assert_int_equal(changed, 2);
	assert_int_equal(desk->settings.period[PERIOD_AM].end, 14 * 60);
	assert_int_equal(rules_change(desk, wrong, 2, &changed), STATUS_BAD_SETTING);
	assert_int_equal(desk->settings.quota_horizon_days, 7);
	assert_int_equal(entries(desk, SETTING_AT_quota_horizon_days), 1);
	assert_int_equal(faults(desk), 0);
}

static void what_cannot_be_a_rule_is_refused_before_anything_is_recorded(void **state)
{
	static const struct {
		int place;
		const char *value, *sentence;
		enum status status;
	} cases[] = {
		{ SETTING_AT_quota_online_percent, "101", "from 0 to 100", STATUS_BAD_SETTING },
		{ SETTING_AT_no_show_counts, "some", "online, all", STATUS_BAD_SETTING },
		{ SETTING_AT_periods_pm, "11:00-17:30", "[periods] pm must be",
		  STATUS_BAD_SETTING },
		{ SETTING_AT_periods_am, "09:00-8:00", "[periods] am must be", STATUS_BAD_SETTING },
		{ SETTING_AT_clinic_timezone, "Mars/Olympus", "Mars/Olympus", STATUS_BAD_ZONE },
		{ SETTING_AT_clinic_timezone, "GMT+8", "GMT+8", STATUS_BAD_ZONE },
		{ SETTING_AT_clinic_name, "a\tb", "tab", STATUS_BAD_SETTING },
	};
	struct desk *desk = *state;
	char remark[3 * RULE_REMARK_CHARS + 4] = "";
	const size_t before = entries(desk, -1);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(change(desk, cases[i].place, cases[i].value, NULL),
				 cases[i].status);
		assert_non_null(strstr(desk->problem.message, cases[i].sentence));
	}
	for (int i = 0; i <= RULE_REMARK_CHARS; i++)
		strcat(remark, "因");
	assert_int_equal(change(desk, SETTING_AT_no_show_threshold, "4", remark), STATUS_BAD_TEXT);
	remark[3 * RULE_REMARK_CHARS] = '\0';
	assert_int_equal(entries(desk, -1), before);
	fixture_must(desk, change(desk, SETTING_AT_no_show_threshold, "4", remark));
	assert_int_equal(faults(desk), 0);
}

static void a_value_that_is_there_already_is_recorded_with_a_remark_alone(void **state)
{
	struct desk *desk = *state;

	fixture_must(desk, change(desk, SETTING_AT_no_show_threshold, "3", NULL));
	assert_int_equal(entries(desk, SETTING_AT_no_show_threshold), 1);
	fixture_must(desk, change(desk, SETTING_AT_no_show_threshold, "3", "stays"));
	assert_int_equal(entries(desk, SETTING_AT_no_show_threshold), 2);
	assert_int_equal(faults(desk), 0);
}

static void what_another_counter_changed_since_it_was_looked_at_is_not_written_over(void **state)
{
	struct desk *desk = *state;
	struct desk *other = fixture_second(desk);
	const struct rule_change seen = { .place = SETTING_AT_no_show_threshold,
					  .value = "9",
					  .before = "3" };
	int changed;

	fixture_must(other, change(other, SETTING_AT_no_show_threshold, "4", NULL));
	assert_int_equal(rules_change(desk, &seen, 1, &changed), STATUS_CHANGED_ELSEWHERE);
	assert_non_null(strstr(desk->problem.message, "it is \"4\" now"));
	assert_int_equal(desk->settings.no_show_threshold, 4);
	fixture_close(other);
}

static void a_store_that_fails_leaves_every_rule_as_it_was(void **state)
{
	struct desk *desk = *state;
	int failed = 0;

	for (int n = 1; n < 20; n++) {
		enum status status;

		statement_fault_at(n);
		status = change(desk, SETTING_AT_no_show_threshold, "4", NULL);
		statement_fault_at(0);
		if (status == STATUS_OK)
			break;
		failed++;
		assert_int_equal(desk->settings.no_show_threshold, 3);
		assert_true(strlen(desk->problem.message) > 0);
	}
	assert_true(failed >= 3);
	assert_int_equal(desk->settings.no_show_threshold, 4);
	assert_int_equal(entries(desk, SETTING_AT_no_show_threshold), 2);
}

static void a_value_that_no_rule_may_have_closes_the_desk_and_is_named_by_the_check(void **state)
{
	static const struct {
		const char *change, *sentence;
	} cases[] = {
		{ "UPDATE setting SET value = '101' WHERE name = 'quota.online_percent'",
		  "from 0 to 100" },
		{ "UPDATE setting SET name = 'quota.online_share' WHERE name = "
		  "'quota.online_percent'",
		  "quota.online_share" },
		{ "UPDATE setting SET name = 'desk.staff' WHERE name = 'quota.online_share'",
		  "desk.staff" },
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct settings settings = desk->settings;
		struct desk again;

		past_guards(store_path(desk->store), cases[i].change);
		assert_int_equal(
			desk_open(&again, store_path(desk->store), STORE_OPEN, &settings, "test"),
			STATUS_STORE_CORRUPT);
		assert_non_null(strstr(again.problem.message, cases[i].sentence));
		fixture_must(&again, desk_open(&again, store_path(desk->store), STORE_EXAMINE,
					       &settings, "test"));
		assert_true(faults(&again) > 0);
		desk_close(&again);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_rules_are_those_of_the_settings_at_hand_once),
		TEST(a_settings_file_has_no_say_afterwards_and_what_it_says_is_known),
		TEST(a_change_is_recorded_and_in_force_at_another_counter_with_its_next_change),
		TEST(another_zone_is_in_force_at_once),
		TEST(several_rules_change_together_or_not_at_all),
		TEST(what_cannot_be_a_rule_is_refused_before_anything_is_recorded),
		TEST(a_value_that_is_there_already_is_recorded_with_a_remark_alone),
		TEST(what_another_counter_changed_since_it_was_looked_at_is_not_written_over),
		TEST(a_store_that_fails_leaves_every_rule_as_it_was),
		TEST(a_value_that_no_rule_may_have_closes_the_desk_and_is_named_by_the_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
