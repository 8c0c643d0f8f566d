/* What happens to a ban when it is worked out again, and how far a person has come towards the
 * next. */
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/ban/ban_revise.h"
#include "desk/ban/ban_rule.h"
#include "desk/booking/no_show.h"

enum { TODAY = FIXTURE_DAY };

static int setup(void **state)
{
	struct desk *desk = fixture_open(TODAY, FIXTURE_AT(7, 0));

	desk->settings.quota_per_department_day = 9;
	*state = desk;
	return 0;
}

static int teardown(void **state)
{
	visit_check(*state);
	fixture_close(*state);
	return 0;
}

/* Online no-shows of person 1 on `count` days from `first` on; the last one's ban, if it made one.
 */
static bool no_shows(struct desk *desk, day_number first, int count, struct booking *last,
		     struct ban *ban)
{
	bool banned = false;

	for (int i = 0; i < count; i++)
		banned = visit_no_show(desk, first + i, PERIOD_AM, 1, CHANNEL_ONLINE, last, ban);
	return banned;
}

static struct ban *bans_of(struct desk *desk, int64_t patient_id, size_t wanted)
{
	struct ban *rows;
	size_t count;

	fixture_must(desk, ban_list_patient(desk, patient_id, &rows, &count));
	assert_int_equal(count, wanted);
	return rows;
}

static void a_ban_that_still_follows_is_not_touched(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban, none;
	struct ban *bans;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	/* At the counter, where a ban does not count, and counts for none. */
	assert_false(visit_no_show(desk, TODAY + 3, PERIOD_AM, 1, CHANNEL_COUNTER, &last, &none));
	bans = bans_of(desk, last.patient_id, 1);
	assert_int_equal(bans[0].id, ban.id);
	assert_int_equal(bans[0].seq, ban.seq);
	assert_false(bans[0].withdrawn);
	assert_int_equal(bans[0].ended, DAY_NONE);
	free(bans);
}

static void two_bans_are_each_left_alone_and_the_later_one_counts(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last;
	struct ban first, second;
	struct ban *bans;

	assert_true(no_shows(desk, TODAY, 3, &last, &first));
	assert_true(no_shows(desk, first.until + 1, 3, &last, &second));
	fixture_must(desk, ban_revise(desk, last.patient_id, NULL, NULL, NULL));
	bans = bans_of(desk, last.patient_id, 2);
	assert_int_equal(bans[0].seq, first.seq);
	assert_int_equal(bans[1].seq, second.seq);
	free(bans);
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.banned_until, second.until);
	assert_int_equal(standing.count, 3);
}

static void an_ended_ban_uses_up_its_no_shows_and_the_count_starts_again(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last;
	struct ban ban, none;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	assert_false(no_shows(desk, ban.until + 1, 2, &last, &none));
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.banned_until, DAY_NONE);
	assert_int_equal(standing.count, 2);
}

static void on_the_day_after_its_last_a_ban_is_no_standing(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last;
	struct ban ban;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_clock(desk, ban.until, FIXTURE_AT(23, 59));
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.banned_until, ban.until);
	assert_int_equal(standing.count, 3);
	fixture_clock(desk, ban.until + 1, 0);
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.banned_until, DAY_NONE);
	assert_int_equal(standing.count, 0);
}

static void a_lifted_ban_is_no_standing_and_cannot_be_lifted_again(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last;
	struct ban ban, after;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_clock(desk, TODAY + 5, FIXTURE_AT(8, 0));
	visit_refused(desk, ban_lift(desk, ban.id, " ", &after), STATUS_BAD_VALUE, "reason");
	fixture_must(desk, ban_lift(desk, ban.id, "院长同意", &after));
	assert_true(after.lifted);
	assert_false(after.withdrawn);
	assert_int_equal(after.ended, TODAY + 5);
	assert_string_equal(after.reason, "院长同意");
	assert_string_equal(after.patient, ban.patient);
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.banned_until, DAY_NONE);
	visit_refused(desk, ban_lift(desk, ban.id, "再来", &after), STATUS_WRONG_STATE,
		      "already ended on 2026-11-28");
}

static void a_ban_that_is_over_cannot_be_lifted(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_clock(desk, ban.until + 1, FIXTURE_AT(8, 0));
	visit_refused(desk, ban_lift(desk, ban.id, "晚了", &ban), STATUS_WRONG_STATE,
		      "expired after 2027-02-25");
}

static void a_ban_can_be_lifted_up_to_its_last_day(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_clock(desk, ban.until, FIXTURE_AT(23, 59));
	visit_refused(desk, ban_allows_online(desk, last.patient_id), STATUS_BANNED, NULL);
	fixture_must(desk, ban_lift(desk, ban.id, "院长同意", &ban));
	assert_true(ban.lifted);
	assert_int_equal(ban.ended, ban.until);
	fixture_must(desk, ban_allows_online(desk, last.patient_id));
}

static void who_has_no_ban_has_an_empty_list(void **state)
{
	struct desk *desk = *state;
	const int64_t person = fixture_patient(desk, 1).id;
	struct ban *bans = bans_of(desk, person, 0);
	size_t count;

	free(bans);
	fixture_must(desk, ban_list_in_force(desk, TODAY, &bans, &count));
	assert_int_equal(count, 0);
	free(bans);
	fixture_must(desk, ban_list_newest(desk, &bans, &count));
	assert_int_equal(count, 0);
	free(bans);
}

static void only_no_shows_of_the_window_count_its_last_day_included(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last;
	struct ban ban;

	desk->settings.no_show_window_days = 10;
	assert_false(no_shows(desk, TODAY, 2, &last, &ban));
	fixture_clock(desk, TODAY + 9, FIXTURE_AT(22, 0));
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.count, 2);
	fixture_clock(desk, TODAY + 10, FIXTURE_AT(22, 0));
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.count, 1);
	fixture_clock(desk, TODAY + 11, FIXTURE_AT(22, 0));
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.count, 0);
	/* Of ten days: on the tenth day after the first one it no longer counts, the second does.
	 */
	assert_false(no_shows(desk, TODAY + 10, 1, &last, &ban));
	assert_false(no_shows(desk, TODAY + 11, 1, &last, &ban));
	assert_true(no_shows(desk, TODAY + 12, 1, &last, &ban));
	assert_int_equal(ban.date_count, 3);
	assert_int_equal(ban.date[0].day, TODAY + 10);
}

static void a_changed_setting_rewrites_none_of_several_bans_that_are_over(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban first, second;
	struct ban *bans;

	assert_true(no_shows(desk, TODAY, 3, &last, &first));
	assert_true(no_shows(desk, first.until + 1, 3, &last, &second));
	fixture_clock(desk, second.until + 1, FIXTURE_AT(8, 0));
	desk->settings.no_show_threshold = 2;
	desk->settings.no_show_ban_months = 1;
	fixture_must(desk, ban_revise(desk, last.patient_id, NULL, NULL, NULL));
	bans = bans_of(desk, last.patient_id, 2);
	assert_int_equal(bans[0].seq, first.seq);
	assert_int_equal(bans[1].seq, second.seq);
	assert_int_equal(bans[1].until, second.until);
	free(bans);
}

static void a_withdrawal_leaves_the_other_no_shows_counting(void **state)
{
	struct desk *desk = *state;
	struct ban_standing standing;
	struct booking last, out;
	struct ban ban;
	struct ban *bans;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_must(desk, no_show_withdraw(desk, last.id, "住院了", &out));
	assert_int_equal(out.state, BOOKING_EXCUSED);
	assert_int_equal(out.cause, CAUSE_PATIENT);
	fixture_must(desk, ban_standing(desk, last.patient_id, &standing));
	assert_int_equal(standing.count, 2);
	assert_int_equal(standing.banned_until, DAY_NONE);
	bans = bans_of(desk, last.patient_id, 1);
	assert_true(bans[0].withdrawn);
	assert_false(bans[0].lifted);
	assert_string_equal(bans[0].reason, "住院了");
	free(bans);
	visit_refused(desk, no_show_withdraw(desk, last.id, "住院了", &out), STATUS_WRONG_STATE,
		      "no no-show to withdraw");
}

/* No-shows on three days, on the last one two: in the morning and in the afternoon. Nobody has said
 * so yet of those two. */
static void two_skipped_on_the_third_day(struct desk *desk, struct booking *morning,
					 struct booking *afternoon)
{
	struct booking last;
	struct ban none;

	assert_false(no_shows(desk, TODAY, 2, &last, &none));
	*morning = visit_skipped(desk, TODAY + 2, PERIOD_AM, 1, CHANNEL_ONLINE);
	*afternoon = visit_skipped(desk, TODAY + 2, PERIOD_PM, 1, CHANNEL_ONLINE);
	assert_true(morning->id < afternoon->id);
}

static bool did_not_come(struct desk *desk, int64_t booking_id, struct ban *ban)
{
	struct booking out;
	bool banned;

	fixture_must(desk,
		     booking_resolve(desk, booking_id, RESOLVE_NO_SHOW, "", &out, ban, &banned));
	return banned;
}

/* The first ban was taken back, the second, of the same days, stands on that no-show. */
static void assert_stands_on_another(struct desk *desk, const struct ban *first, int64_t booking_id)
{
	struct ban *bans = bans_of(desk, first->patient_id, 2);

	assert_int_equal(bans[0].id, first->id);
	assert_true(bans[0].withdrawn);
	assert_false(bans[1].withdrawn);
	assert_int_equal(bans[1].ended, DAY_NONE);
	assert_int_equal(bans[1].from, first->from);
	assert_int_equal(bans[1].until, first->until);
	assert_int_equal(bans[1].date_count, 3);
	assert_int_equal(bans[1].date[2].booking_id, booking_id);
	free(bans);
}

static void a_ban_of_the_same_days_for_other_no_shows_is_another_ban(void **state)
{
	struct desk *desk = *state;
	struct booking morning, afternoon, out;
	struct ban first, none;

	two_skipped_on_the_third_day(desk, &morning, &afternoon);
	assert_true(did_not_come(desk, morning.id, &first));
	assert_false(did_not_come(desk, afternoon.id, &none));
	assert_int_equal(first.date[2].booking_id, morning.id);
	fixture_must(desk, no_show_withdraw(desk, morning.id, "住院了", &out));
	assert_stands_on_another(desk, &first, afternoon.id);
}

static void a_no_show_recorded_late_is_behind_the_ban_in_place_of_a_later_one_of_its_day(
	void **state)
{
	struct desk *desk = *state;
	struct booking morning, afternoon;
	struct ban first, second;

	two_skipped_on_the_third_day(desk, &morning, &afternoon);
	assert_true(did_not_come(desk, afternoon.id, &first));
	assert_int_equal(first.date[2].booking_id, afternoon.id);
	assert_true(did_not_come(desk, morning.id, &second));
	assert_stands_on_another(desk, &first, morning.id);
}

static void a_ban_that_is_over_is_taken_back_with_a_no_show_behind_it(void **state)
{
	struct desk *desk = *state;
	struct booking last, out;
	struct ban ban;
	struct ban *bans;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	fixture_clock(desk, ban.until + 1, FIXTURE_AT(8, 0));
	fixture_must(desk, no_show_withdraw(desk, ban.date[0].booking_id, "住院了", &out));
	bans = bans_of(desk, last.patient_id, 1);
	assert_true(bans[0].withdrawn);
	free(bans);
}

static void a_no_show_within_a_ban_counts_for_nothing_when_it_is_over(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban, next;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	text_copy(desk->settings.no_show_counts, sizeof(desk->settings.no_show_counts), "all");
	assert_false(visit_no_show(desk, ban.until, PERIOD_AM, 1, CHANNEL_COUNTER, &last, &next));
	assert_false(
		visit_no_show(desk, ban.until + 1, PERIOD_AM, 1, CHANNEL_COUNTER, &last, &next));
	assert_false(
		visit_no_show(desk, ban.until + 2, PERIOD_AM, 1, CHANNEL_COUNTER, &last, &next));
	assert_true(
		visit_no_show(desk, ban.until + 3, PERIOD_AM, 1, CHANNEL_COUNTER, &last, &next));
	assert_int_equal(next.date_count, 3);
	assert_int_equal(next.date[0].day, ban.until + 1);
}

static void a_ban_that_another_counter_ended_meanwhile_is_not_ended_again(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	visit_refused(desk, ban_end(desk, ban.id, ban.seq - 1, "lifted", "理由", ban.seq),
		      STATUS_CHANGED_ELSEWHERE, NULL);
}

/* The sentence has room for so many dates; what does not fit is counted. */
static void a_refusal_names_as_many_dates_as_fit_and_counts_the_rest(void **state)
{
	struct desk *desk = *state;
	const char *more;
	struct booking last;
	struct ban ban;
	int named = 0;

	desk->settings.no_show_threshold = 20;
	assert_true(no_shows(desk, TODAY, 20, &last, &ban));
	assert_int_equal(ban.date_count, 20);
	visit_refused(desk, ban_allows_online(desk, last.patient_id), STATUS_BANNED,
		      "because of no-shows on 2026-11-23 (内科), 2026-11-24 (内科)");
	for (const char *at = desk->problem.message; (at = strstr(at, "(内科)")) != NULL; at++)
		named++;
	more = strstr(desk->problem.message,
		      " more. This booking can still be made at the counter.");
	assert_non_null(more);
	assert_in_range(named, 10, 19);
	{
		char rest[32];

		text_format(rest, sizeof(rest), "(内科), and %d more.", 20 - named);
		assert_non_null(strstr(desk->problem.message, rest));
	}
}

struct few_no_shows {
	struct no_show rows[4];
	size_t count;
};

static enum status take_no_show(const struct no_show *no_show, void *context)
{
	struct few_no_shows *few = context;

	assert_true(few->count < 4);
	few->rows[few->count++] = *no_show;
	return STATUS_OK;
}

static void a_no_show_of_the_days_list_says_whom_and_where(void **state)
{
	struct desk *desk = *state;
	struct few_no_shows day = { .count = 0 };
	struct booking last;
	struct ban ban;

	assert_false(no_shows(desk, TODAY, 1, &last, &ban));
	fixture_must(desk, no_show_each_of_day(desk, TODAY, take_no_show, &day));
	assert_int_equal(day.count, 1);
	assert_int_equal(day.rows[0].booking_id, last.id);
	assert_int_equal(day.rows[0].patient_id, last.patient_id);
	assert_int_equal(day.rows[0].day, TODAY);
	assert_int_equal(day.rows[0].period, PERIOD_AM);
	assert_int_equal(day.rows[0].channel, CHANNEL_ONLINE);
	assert_int_equal(day.rows[0].number, last.number);
	assert_string_equal(day.rows[0].patient, last.patient);
	assert_string_equal(day.rows[0].phone, last.phone);
	assert_string_equal(day.rows[0].doctor, last.doctor);
	assert_string_equal(day.rows[0].department, last.department);
}

static void of_very_many_no_shows_behind_a_ban_the_first_are_kept(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban;

	desk->settings.no_show_threshold = BAN_DATES_MAX + 1;
	assert_true(no_shows(desk, TODAY, BAN_DATES_MAX + 1, &last, &ban));
	assert_int_equal(ban.date_count, BAN_DATES_MAX);
	assert_int_equal(ban.date[BAN_DATES_MAX - 1].day, TODAY + BAN_DATES_MAX - 1);
	assert_int_equal(ban.from, TODAY + BAN_DATES_MAX);
}

static void each_date_of_a_ban_names_where_and_by_whom(void **state)
{
	struct desk *desk = *state;
	struct booking last;
	struct ban ban;

	assert_true(no_shows(desk, TODAY, 3, &last, &ban));
	for (int i = 0; i < 3; i++) {
		assert_int_equal(ban.date[i].day, TODAY + i);
		assert_string_equal(ban.date[i].department, "内科");
		assert_string_equal(ban.date[i].doctor, "医生" VISIT_DOCTOR);
		assert_string_equal(ban.date[i].recorded_by, "test");
	}
}

static void all_bans_come_newest_first_each_with_its_state(void **state)
{
	struct desk *desk = *state;
	struct booking last, out;
	struct ban over, lifted, withdrawn, present;
	struct ban *bans;
	size_t count;

	assert_true(no_shows(desk, TODAY, 3, &last, &over));
	assert_true(no_shows(desk, over.until + 1, 3, &last, &lifted));
	fixture_must(desk, ban_lift(desk, lifted.id, "院长同意", &lifted));
	fixture_clock(desk, lifted.ended, FIXTURE_AT(8, 0));
	assert_true(no_shows(desk, lifted.ended + 1, 3, &last, &withdrawn));
	fixture_must(desk, no_show_withdraw(desk, last.id, "住院了", &out));
	assert_true(no_shows(desk, withdrawn.from + 1, 1, &last, &present));
	fixture_must(desk, ban_list_newest(desk, &bans, &count));
	assert_int_equal(count, 4);
	assert_int_equal(bans[0].id, present.id);
	assert_int_equal(ban_state(&bans[0], present.until), BAN_IN_FORCE);
	assert_int_equal(ban_state(&bans[0], present.until + 1), BAN_OVER);
	assert_int_equal(bans[0].date_count, 3);
	assert_int_equal(ban_state(&bans[1], withdrawn.from), BAN_WITHDRAWN);
	assert_int_equal(ban_state(&bans[2], withdrawn.from), BAN_LIFTED);
	assert_int_equal(ban_state(&bans[3], withdrawn.from), BAN_OVER);
	assert_string_equal(bans[3].patient, present.patient);
	free(bans);
}

/* ban_rule.c alone: a count goes on over no ban's end. */
static void a_count_starts_after_the_last_ban_that_ended(void **state)
{
	const struct ban_rule rule = { .threshold = 3, .ban_months = 1 };
	struct ban_fact facts[] = { { 1, 100, true, -1 },
				    { 2, 140, true, -1 },
				    { 3, 150, true, -1 },
				    { 4, 170, true, -1 } };
	const struct ban_wall walls[] = { { 110, 120 }, { 145, 160 }, { 10, 20 } };
	const struct ban_span spans[] = { { 20, 30, 0 }, { 170, 171, 0 } };
	struct ban_span out[4];

	(void)state;
	/* The third falls into a wall; the others lie on either side of walls. */
	assert_int_equal(ban_follow(&rule, facts, 4, walls, 3, out), 0);
	assert_false(facts[2].counts);
	assert_int_equal(ban_count_towards(&rule, facts, 4, walls, 3, NULL, 0, 105), 4 - 1);
	assert_int_equal(ban_count_towards(&rule, facts, 4, walls, 3, NULL, 0, 140), 2);
	assert_int_equal(ban_count_towards(&rule, facts, 4, walls, 3, NULL, 0, 170), 1);
	assert_int_equal(ban_count_towards(&rule, facts, 4, walls, 3, spans, 2, 171), 1);
	assert_int_equal(ban_count_towards(&rule, facts, 4, walls, 3, spans, 2, 172), 0);
}

/* ban_rule.c alone, for a ban that is over and that no wall stands for yet. */
static void counting_starts_anew_on_the_day_after_a_bans_last(void **state)
{
	const struct ban_rule rule = { .threshold = 2, .ban_months = 1 };
	struct ban_fact facts[] = {
		{ 1, 100, true, -1 }, { 2, 101, true, -1 }, { 3, 0, true, -1 }, { 4, 0, true, -1 }
	};
	struct ban_span spans[4];
	day_number until;

	(void)state;
	assert_int_equal(ban_follow(&rule, facts, 2, NULL, 0, spans), 1);
	until = spans[0].until;
	facts[2].day = until;
	facts[3].day = until + 1;
	assert_int_equal(ban_follow(&rule, facts, 4, NULL, 0, spans), 1);
	assert_int_equal(ban_count_towards(&rule, facts, 3, NULL, 0, spans, 1, until + 1), 0);
	assert_int_equal(ban_count_towards(&rule, facts, 4, NULL, 0, spans, 1, until + 1), 1);
	assert_int_equal(ban_count_towards(&rule, facts, 4, NULL, 0, spans, 1, until + 9), 1);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(a_ban_that_still_follows_is_not_touched),
		AT_THE_DESK(two_bans_are_each_left_alone_and_the_later_one_counts),
		AT_THE_DESK(an_ended_ban_uses_up_its_no_shows_and_the_count_starts_again),
		AT_THE_DESK(on_the_day_after_its_last_a_ban_is_no_standing),
		AT_THE_DESK(a_lifted_ban_is_no_standing_and_cannot_be_lifted_again),
		AT_THE_DESK(a_ban_that_is_over_cannot_be_lifted),
		AT_THE_DESK(a_ban_can_be_lifted_up_to_its_last_day),
		AT_THE_DESK(who_has_no_ban_has_an_empty_list),
		AT_THE_DESK(only_no_shows_of_the_window_count_its_last_day_included),
		AT_THE_DESK(a_changed_setting_rewrites_none_of_several_bans_that_are_over),
		AT_THE_DESK(a_withdrawal_leaves_the_other_no_shows_counting),
		AT_THE_DESK(a_ban_of_the_same_days_for_other_no_shows_is_another_ban),
		AT_THE_DESK(
			a_no_show_recorded_late_is_behind_the_ban_in_place_of_a_later_one_of_its_day),
		AT_THE_DESK(a_ban_that_is_over_is_taken_back_with_a_no_show_behind_it),
		AT_THE_DESK(a_no_show_within_a_ban_counts_for_nothing_when_it_is_over),
		AT_THE_DESK(a_ban_that_another_counter_ended_meanwhile_is_not_ended_again),
		AT_THE_DESK(a_refusal_names_as_many_dates_as_fit_and_counts_the_rest),
		AT_THE_DESK(a_no_show_of_the_days_list_says_whom_and_where),
		AT_THE_DESK(of_very_many_no_shows_behind_a_ban_the_first_are_kept),
		AT_THE_DESK(each_date_of_a_ban_names_where_and_by_whom),
		AT_THE_DESK(all_bans_come_newest_first_each_with_its_state),
		cmocka_unit_test(a_count_starts_after_the_last_ban_that_ended),
		cmocka_unit_test(counting_starts_anew_on_the_day_after_a_bans_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
