/* No-shows and bans: the arithmetic by tables, then the same rules at the desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/ban/ban_rule.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "visit.h"

enum { FACTS_MAX = 16 };

/*
 * Days apart by spaces; one behind '!' does not count. Walls and bans as FROM..LAST (for a wall,
 * the first day without effect).
 */
struct example {
	const char *rule;
	int threshold, window_days, ban_months;
	const char *days, *walls, *bans;
};

static const struct example examples[] = {
	{ "two are not enough", 3, 0, 3, "2026-11-01 2026-11-02", "", "" },
	{ "the third starts a ban on its day", 3, 0, 3, "2026-11-01 2026-11-02 2026-11-10", "",
	  "2026-11-10..2027-02-10" },
	{ "30 November and 3 months: 28 February", 3, 0, 3, "2026-11-01 2026-11-02 2026-11-30", "",
	  "2026-11-30..2027-02-28" },
	{ "30 November and 3 months: 29 February in a leap year", 3, 0, 3,
	  "2027-11-01 2027-11-02 2027-11-30", "", "2027-11-30..2028-02-29" },
	{ "31 August and 3 months: 30 November", 3, 0, 3, "2026-08-01 2026-08-02 2026-08-31", "",
	  "2026-08-31..2026-11-30" },
	{ "29 February and 12 months: 28 February", 1, 0, 12, "2028-02-29", "",
	  "2028-02-29..2029-02-28" },
	{ "29 February and 3 months: 29 May", 1, 0, 3, "2028-02-29", "", "2028-02-29..2028-05-29" },
	{ "three on one day", 3, 0, 3, "2026-11-20 2026-11-20 2026-11-20", "",
	  "2026-11-20..2027-02-20" },
	{ "a fourth on the day the ban starts lies within it", 3, 0, 3,
	  "2026-11-20 2026-11-20 2026-11-20 2026-11-20 2027-02-21 2027-02-22", "",
	  "2026-11-20..2027-02-20" },
	{ "within a ban nothing counts, its last day included", 3, 0, 3,
	  "2026-01-01 2026-01-02 2026-01-03 2026-02-01 2026-04-03 2026-04-04 2026-04-05", "",
	  "2026-01-03..2026-04-03" },
	{ "counting starts again after a ban", 3, 0, 3,
	  "2026-01-01 2026-01-02 2026-01-03 2026-04-04 2026-04-05 2026-04-06", "",
	  "2026-01-03..2026-04-03 2026-04-06..2026-07-06" },
	{ "what was withdrawn does not count", 3, 0, 3, "2026-11-01 !2026-11-02 2026-11-10", "",
	  "" },
	{ "what comes in its place does", 3, 0, 3, "2026-11-01 !2026-11-02 2026-11-10 2026-11-12",
	  "", "2026-11-12..2027-02-12" },
	{ "without a window old ones count", 3, 0, 3, "2020-01-01 2023-01-01 2026-11-10", "",
	  "2026-11-10..2027-02-10" },
	{ "a window of 30 days has its 30th day", 3, 30, 3, "2026-11-01 2026-11-15 2026-11-30", "",
	  "2026-11-30..2027-02-28" },
	{ "a window of 30 days ends before its 31st", 3, 30, 3, "2026-11-01 2026-11-15 2026-12-01",
	  "", "" },
	{ "a window slides", 3, 30, 3, "2026-11-01 2026-11-15 2026-12-01 2026-12-02", "",
	  "2026-12-02..2027-03-02" },
	{ "a window of one day is that day alone", 2, 1, 3, "2026-11-29 2026-11-30", "", "" },
	{ "and has all of it", 2, 1, 3, "2026-11-29 2026-11-30 2026-11-30", "",
	  "2026-11-30..2027-02-28" },
	{ "a threshold of one", 1, 0, 1, "2026-01-31 2026-02-28 2026-03-01", "",
	  "2026-01-31..2026-02-28 2026-03-01..2026-04-01" },
	{ "a lifted ban ends the count", 3, 0, 3,
	  "!2026-11-01 !2026-11-02 !2026-11-03 2026-11-05 2026-11-20 2026-11-21",
	  "2026-11-03..2026-11-10", "" },
	{ "after a lifted ban three more are needed", 3, 0, 3,
	  "!2026-11-01 !2026-11-02 !2026-11-03 2026-11-10 2026-11-20 2026-11-21",
	  "2026-11-03..2026-11-10", "2026-11-21..2027-02-21" },
	{ "what was left over before a ban that stands counts no more", 3, 0, 3,
	  "2026-01-01 2026-01-02 2026-06-01", "2026-02-01..2026-05-02", "" },
	{ "nor on the first day after that ban", 3, 0, 3, "2026-01-01 2026-01-02 2026-05-02",
	  "2026-02-01..2026-05-02", "" },
	{ "a new year changes nothing", 3, 0, 3, "2026-12-30 2026-12-31 2027-01-01", "",
	  "2027-01-01..2027-04-01" },
};

static size_t read_facts(const char *days, struct ban_fact *facts)
{
	size_t count = 0;

	for (const char *at = days; *at; at += strcspn(at, " "), at += *at == ' ') {
		const char *text = at + (*at == '!');
		char day[DAY_TEXT_SIZE];

		assert_true(count < FACTS_MAX);
		text_format(day, sizeof(day), "%.10s", text);
		facts[count] = (struct ban_fact){ .booking_id = (int64_t)count + 1,
						  .day = visit_day(day),
						  .counts = *at != '!' };
		count++;
	}
	return count;
}

static size_t read_walls(const char *text, struct ban_wall *walls)
{
	char from[DAY_TEXT_SIZE], ended[DAY_TEXT_SIZE];

	if (*text == '\0')
		return 0;
	text_format(from, sizeof(from), "%.10s", text);
	text_format(ended, sizeof(ended), "%.10s", text + 12);
	walls[0] = (struct ban_wall){ .from = visit_day(from), .ended = visit_day(ended) };
	return 1;
}

static void bans_follow_from_no_shows_by_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		const struct example *example = &examples[i];
		const struct ban_rule rule = { example->threshold, example->window_days,
					       example->ban_months, false };
		struct ban_fact facts[FACTS_MAX];
		struct ban_wall walls[1];
		struct ban_span spans[FACTS_MAX];
		char got[256] = "", from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
		size_t fact_count = read_facts(example->days, facts);
		size_t wall_count = read_walls(example->walls, walls);
		size_t count = ban_follow(&rule, facts, fact_count, walls, wall_count, spans);

		for (size_t k = 0; k < count; k++)
			text_format(got + strlen(got), sizeof(got) - strlen(got), "%s%s..%s",
				    k > 0 ? " " : "", day_format(spans[k].from, from),
				    day_format(spans[k].until, until));
		if (strcmp(got, example->bans) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", example->rule, got, example->bans);
	}
}

static void each_ban_names_the_no_shows_behind_it(void **state)
{
	const struct ban_rule rule = { 3, 0, 3, false };
	const int behind[] = { 0, -1, 0, 0, -1, 1, 1, 1 };
	struct ban_fact facts[FACTS_MAX];
	struct ban_span spans[FACTS_MAX];
	size_t count = read_facts("2026-01-01 !2026-01-02 2026-01-03 2026-01-04 2026-02-01 "
				  "2026-06-01 2026-06-02 2026-06-03",
				  facts);

	(void)state;
	assert_int_equal(ban_follow(&rule, facts, count, NULL, 0, spans), 2);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(facts[i].ban, behind[i]);
	assert_int_equal(spans[0].last_booking_id, 4);
	assert_int_equal(spans[1].last_booking_id, 8);
}

static void what_is_behind_a_ban_counts_towards_no_other_even_while_it_runs(void **state)
{
	const struct ban_rule rule = { 2, 0, 3, false };
	struct ban_fact facts[FACTS_MAX];
	struct ban_span spans[FACTS_MAX];
	size_t count = read_facts("2026-01-01 2026-01-02", facts);

	(void)state;
	assert_int_equal(
		ban_count_towards(&rule, facts, 0, NULL, 0, NULL, 0, visit_day("2026-01-02")), 0);
	assert_int_equal(ban_follow(&rule, facts, count, NULL, 0, spans), 1);
	assert_int_equal(
		ban_count_towards(&rule, facts, count, NULL, 0, spans, 1, visit_day("2026-02-01")),
		0);
}

static int setup(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));

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

/* Three online no-shows of person 1, the last on 2026-11-30. */
static struct ban three_no_shows(struct desk *desk, struct booking bookings[3])
{
	struct ban ban;

	assert_false(visit_no_show(desk, visit_day("2026-11-24"), PERIOD_AM, 1, CHANNEL_ONLINE,
				   &bookings[0], &ban));
	assert_false(visit_no_show(desk, visit_day("2026-11-26"), PERIOD_AM, 1, CHANNEL_ONLINE,
				   &bookings[1], &ban));
	assert_true(visit_no_show(desk, visit_day("2026-11-30"), PERIOD_AM, 1, CHANNEL_ONLINE,
				  &bookings[2], &ban));
	return ban;
}

static void three_online_no_shows_ban_for_three_months_from_the_last(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3];
	struct ban ban = three_no_shows(desk, bookings);
	int64_t person = bookings[0].patient_id;

	assert_int_equal(bookings[2].state, BOOKING_NO_SHOW);
	assert_int_equal(ban.from, visit_day("2026-11-30"));
	assert_int_equal(ban.until, visit_day("2027-02-28"));
	assert_int_equal(ban.date_count, 3);
	assert_int_equal(ban.date[1].day, visit_day("2026-11-26"));
	assert_int_equal(ban.date[1].booking_id, bookings[1].id);
	assert_string_equal(ban.date[1].recorded_by, "test");
	fixture_clock(desk, visit_day("2027-02-28"), FIXTURE_AT(23, 59));
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "2027-02-28");
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED,
		      "no-shows on 2026-11-24 (内科), 2026-11-26 (内科), 2026-11-30 (内科). This");
	fixture_clock(desk, visit_day("2027-03-01"), 0);
	fixture_must(desk, ban_allows_online(desk, person));
}

static void the_refusal_lists_dates_last_day_and_the_open_counter(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3];
	int64_t person;

	three_no_shows(desk, bookings);
	person = bookings[0].patient_id;
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "2026-11-24 (内科)");
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "2026-11-26 (内科)");
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "2026-11-30 (内科)");
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "2027-02-28");
	visit_refused(desk, ban_allows_online(desk, person), STATUS_BANNED, "counter");
}

static void a_ban_closes_online_and_leaves_the_counter_open(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct session session;
	struct booking_wish wish = { .channel = CHANNEL_ONLINE, .order_no = "WX9" };

	three_no_shows(desk, bookings);
	fixture_clock(desk, visit_day("2026-12-01"), FIXTURE_AT(7, 0));
	session = visit_session(desk, visit_day("2026-12-02"), PERIOD_AM);
	wish.session_id = session.id;
	wish.patient_id = bookings[0].patient_id;
	visit_refused(desk, booking_book(desk, &wish, &booking), STATUS_BANNED, "2026-11-26");
	visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	visit_book(desk, session.id, 2, CHANNEL_ONLINE);
}

static void no_shows_of_the_counter_count_only_when_all_do(void **state)
{
	struct desk *desk = *state;
	struct booking booking;
	struct ban ban;

	for (int i = 0; i < 3; i++)
		assert_false(visit_no_show(desk, FIXTURE_DAY + i, PERIOD_AM, 1, CHANNEL_COUNTER,
					   &booking, &ban));
	text_copy(desk->settings.no_show_counts, sizeof(desk->settings.no_show_counts), "all");
	assert_true(visit_no_show(desk, FIXTURE_DAY + 3, PERIOD_AM, 1, CHANNEL_COUNTER, &booking,
				  &ban));
	assert_int_equal(ban.from, FIXTURE_DAY + 2);
}

static void a_withdrawn_no_show_takes_its_ban_with_it(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct ban *bans;
	size_t count;

	three_no_shows(desk, bookings);
	fixture_clock(desk, visit_day("2026-12-01"), FIXTURE_AT(8, 0));
	visit_refused(desk, no_show_withdraw(desk, bookings[1].id, "  ", &booking),
		      STATUS_BAD_VALUE, "reason");
	fixture_must(desk, no_show_withdraw(desk, bookings[1].id, "was in hospital", &booking));
	assert_int_equal(booking.state, BOOKING_EXCUSED);
	assert_int_equal(booking.cause, CAUSE_PATIENT);
	fixture_must(desk, ban_allows_online(desk, booking.patient_id));
	fixture_must(desk, ban_list_patient(desk, booking.patient_id, &bans, &count));
	assert_int_equal(count, 1);
	assert_true(bans[0].withdrawn);
	assert_int_equal(bans[0].ended, visit_day("2026-12-01"));
	assert_string_equal(bans[0].reason, "was in hospital");
	assert_string_equal(bans[0].date[1].recorded_by, "test");
	free(bans);
	visit_refused(desk, no_show_withdraw(desk, bookings[1].id, "again", &booking),
		      STATUS_WRONG_STATE, NULL);
}

static void another_no_show_after_a_withdrawal_bans_again(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct ban ban;

	three_no_shows(desk, bookings);
	fixture_must(desk, no_show_withdraw(desk, bookings[0].id, "clerk's error", &booking));
	assert_true(visit_no_show(desk, visit_day("2026-12-03"), PERIOD_AM, 1, CHANNEL_ONLINE,
				  &booking, &ban));
	assert_int_equal(ban.from, visit_day("2026-12-03"));
	assert_int_equal(ban.date[0].booking_id, bookings[1].id);
}

static void a_no_show_recorded_late_moves_the_ban_to_where_it_belongs(void **state)
{
	struct desk *desk = *state;
	struct booking first, booking;
	struct ban ban, *bans;
	size_t count;
	bool banned;

	first = visit_skipped(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	for (int i = 1; i <= 3; i++)
		banned = visit_no_show(desk, FIXTURE_DAY + i, PERIOD_AM, 1, CHANNEL_ONLINE,
				       &booking, &ban);
	assert_true(banned);
	assert_int_equal(ban.from, FIXTURE_DAY + 3);
	fixture_must(desk,
		     booking_resolve(desk, first.id, RESOLVE_NO_SHOW, "", &booking, &ban, &banned));
	assert_true(banned);
	assert_int_equal(ban.from, FIXTURE_DAY + 2);
	fixture_must(desk, ban_list_in_force(desk, FIXTURE_DAY + 3, &bans, &count));
	assert_int_equal(count, 1);
	assert_int_equal(bans[0].id, ban.id);
	free(bans);
	fixture_must(desk, ban_list_patient(desk, booking.patient_id, &bans, &count));
	assert_int_equal(count, 2);
	free(bans);
}

static void a_lifted_ban_stays_lifted_and_the_count_starts_again(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct ban ban = three_no_shows(desk, bookings), lifted;

	visit_refused(desk, ban_lift(desk, ban.id, "", &lifted), STATUS_BAD_VALUE, "reason");
	fixture_clock(desk, visit_day("2026-12-01"), FIXTURE_AT(8, 0));
	fixture_must(desk, ban_lift(desk, ban.id, "apologised", &lifted));
	assert_true(lifted.lifted);
	assert_int_equal(lifted.ended, visit_day("2026-12-01"));
	fixture_must(desk, ban_allows_online(desk, ban.patient_id));
	visit_refused(desk, ban_lift(desk, ban.id, "again", &lifted), STATUS_WRONG_STATE,
		      "2026-12-01");
	fixture_must(desk, no_show_withdraw(desk, bookings[0].id, "was ill", &booking));
	fixture_must(desk, ban_get(desk, ban.id, &lifted));
	assert_true(lifted.lifted);
	for (int i = 0; i < 3; i++)
		assert_int_equal(visit_no_show(desk, visit_day("2026-12-02") + i, PERIOD_AM, 1,
					       CHANNEL_ONLINE, &booking, &ban),
				 i == 2);
	assert_int_equal(ban.from, visit_day("2026-12-04"));
}

static void a_ban_lifted_on_its_first_day_does_not_come_back(void **state)
{
	struct desk *desk = *state;
	struct booking booking;
	struct ban ban;

	for (int period = PERIOD_AM; period <= PERIOD_EVE; period++)
		visit_no_show(desk, FIXTURE_DAY, (enum period)period, 1, CHANNEL_ONLINE, &booking,
			      &ban);
	fixture_must(desk, ban_lift(desk, ban.id, "all three on one day", &ban));
	assert_int_equal(ban.ended, ban.from);
	fixture_must(desk, ban_allows_online(desk, ban.patient_id));
	assert_false(
		visit_no_show(desk, FIXTURE_DAY + 1, PERIOD_AM, 1, CHANNEL_ONLINE, &booking, &ban));
	fixture_must(desk, ban_allows_online(desk, booking.patient_id));
}

static void a_changed_setting_does_not_rewrite_a_ban_that_is_over(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct ban ban = three_no_shows(desk, bookings), *bans;
	size_t count;

	desk->settings.no_show_ban_months = 1;
	assert_false(visit_no_show(desk, visit_day("2027-03-05"), PERIOD_AM, 1, CHANNEL_ONLINE,
				   &booking, &ban));
	fixture_must(desk, ban_list_patient(desk, booking.patient_id, &bans, &count));
	assert_int_equal(count, 1);
	assert_int_equal(bans[0].until, visit_day("2027-02-28"));
	assert_int_equal(bans[0].ended, DAY_NONE);
	free(bans);
}

static void an_outcome_waits_for_the_end_of_the_session(void **state)
{
	struct desk *desk = *state;
	struct booking booking = visit_skipped(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	struct booking *rows;
	size_t count;

	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	visit_refused(desk,
		      booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &booking, NULL, NULL),
		      STATUS_SESSION_NOT_OVER, "12:00");
	fixture_must(desk, unresolved_list(desk, FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 0);
	free(rows);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	fixture_must(desk, unresolved_list(desk, FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 1);
	free(rows);
	fixture_must(desk,
		     booking_resolve(desk, booking.id, RESOLVE_CAME, "", &booking, NULL, NULL));
	assert_int_equal(booking.state, BOOKING_FULFILLED);
	visit_refused(desk,
		      booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &booking, NULL, NULL),
		      STATUS_WRONG_STATE, NULL);
}

static void each_outcome_has_a_word_and_no_other_is_one(void **state)
{
	static const struct {
		const char *word;
		enum resolution resolution;
	} words[] = { { "came", RESOLVE_CAME },
		      { "no_show", RESOLVE_NO_SHOW },
		      { "excused", RESOLVE_EXCUSED },
		      { "clinic", RESOLVE_CLINIC } };
	enum resolution resolution;

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		resolution = RESOLVE_NO_SHOW;
		assert_true(resolution_parse(words[i].word, &resolution));
		assert_int_equal(resolution, words[i].resolution);
	}
	assert_false(resolution_parse("", &resolution));
	assert_false(resolution_parse("Came", &resolution));
	assert_false(resolution_parse("no_shows", &resolution));
}

static void what_is_no_no_show_or_is_refused_bans_nobody(void **state)
{
	struct desk *desk = *state;
	struct booking booking = visit_skipped(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	struct ban ban;
	bool banned = true;

	desk->settings.no_show_threshold = 1;
	visit_refused(desk,
		      booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "\033[2J", &booking, &ban,
				      &banned),
		      STATUS_BAD_TEXT, NULL);
	assert_false(banned);
	banned = true;
	fixture_must(desk,
		     booking_resolve(desk, booking.id, RESOLVE_CAME, "", &booking, &ban, &banned));
	assert_false(banned);
}

static void a_suspended_session_refuses_no_show_marking(void **state)
{
	struct desk *desk = *state;
	struct booking booking;
	struct suspension suspension;

	booking = visit_book(desk, visit_session(desk, FIXTURE_DAY, PERIOD_AM).id, 1,
			     CHANNEL_ONLINE);
	fixture_must(desk, session_suspend(desk, booking.session_id, "doctor is ill", &suspension));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(13, 0));
	visit_refused(desk,
		      booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &booking, NULL, NULL),
		      STATUS_SESSION_SUSPENDED, NULL);
}

static void unresolved_are_those_of_past_sessions_who_never_checked_in(void **state)
{
	struct desk *desk = *state;
	struct session morning = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session noon = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	struct booking came = visit_book(desk, morning.id, 1, CHANNEL_COUNTER);
	struct booking missing = visit_book(desk, morning.id, 2, CHANNEL_COUNTER);
	struct booking later = visit_book(desk, noon.id, 3, CHANNEL_COUNTER), *rows;
	struct booking next = visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id,
					 4, CHANNEL_ONLINE);
	struct cancel_wish gone = {
		.id = visit_book(desk, morning.id, 5, CHANNEL_COUNTER).id,
		.channel = CHANNEL_COUNTER,
	};
	size_t count;

	fixture_must(desk, queue_check_in(desk, came.id, &came));
	fixture_must(desk, booking_cancel(desk, &gone, &came));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 30));
	fixture_must(desk, unresolved_list(desk, FIXTURE_DAY, &rows, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].id, missing.id);
	free(rows);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(13, 0));
	fixture_must(desk, unresolved_list(desk, DAY_NONE, &rows, &count));
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].id, missing.id);
	assert_int_equal(rows[1].id, later.id);
	assert_int_equal(rows[2].id, next.id);
	free(rows);
}

static void the_clinics_fault_makes_the_payment_due_back(void **state)
{
	struct desk *desk = *state;
	struct booking booking = visit_skipped(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	struct refund *refunds;
	size_t count;

	fixture_must(desk, booking_resolve(desk, booking.id, RESOLVE_CLINIC, "room was flooded",
					   &booking, NULL, NULL));
	assert_int_equal(booking.state, BOOKING_EXCUSED);
	assert_int_equal(booking.cause, CAUSE_CLINIC);
	assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(booking.refund_state, REFUND_REQUESTED);
	fixture_must(desk, refund_list_due(desk, &refunds, &count));
	assert_int_equal(count, 1);
	assert_int_equal(refunds[0].fen, VISIT_FEE_FEN);
	assert_string_equal(refunds[0].reason, "room was flooded");
	free(refunds);
}

static void an_excused_booking_keeps_its_money_and_does_not_count(void **state)
{
	struct desk *desk = *state;
	struct booking booking = visit_skipped(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE);
	struct ban ban;

	fixture_must(desk, booking_resolve(desk, booking.id, RESOLVE_EXCUSED, "snow", &booking,
					   NULL, NULL));
	assert_int_equal(booking.state, BOOKING_EXCUSED);
	assert_int_equal(booking.cause, CAUSE_PATIENT);
	assert_int_equal(booking.refund_fen, 0);
	for (int i = 1; i <= 2; i++)
		assert_false(visit_no_show(desk, FIXTURE_DAY + i, PERIOD_AM, 1, CHANNEL_ONLINE,
					   &booking, &ban));
}

static void three_no_shows_on_one_day_are_three(void **state)
{
	struct desk *desk = *state;
	struct booking booking;
	struct ban ban;

	assert_false(
		visit_no_show(desk, FIXTURE_DAY, PERIOD_AM, 1, CHANNEL_ONLINE, &booking, &ban));
	assert_false(
		visit_no_show(desk, FIXTURE_DAY, PERIOD_PM, 1, CHANNEL_ONLINE, &booking, &ban));
	assert_true(
		visit_no_show(desk, FIXTURE_DAY, PERIOD_EVE, 1, CHANNEL_ONLINE, &booking, &ban));
	assert_int_equal(ban.date_count, 3);
	assert_int_equal(ban.from, FIXTURE_DAY);
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

static void the_days_list_says_how_far_each_person_has_come(void **state)
{
	struct desk *desk = *state;
	struct booking bookings[3], booking;
	struct few_no_shows day = { .count = 0 };
	struct ban ban;

	visit_no_show(desk, visit_day("2026-11-23"), PERIOD_AM, 2, CHANNEL_ONLINE, &booking, &ban);
	three_no_shows(desk, bookings);
	visit_no_show(desk, visit_day("2026-11-30"), PERIOD_PM, 2, CHANNEL_ONLINE, &booking, &ban);
	fixture_must(desk, no_show_withdraw(desk, booking.id, "was on time", &booking));
	fixture_must(desk, no_show_each_of_day(desk, visit_day("2026-11-30"), take_no_show, &day));
	assert_int_equal(day.count, 2);
	assert_int_equal(day.rows[0].booking_id, bookings[2].id);
	assert_int_equal(day.rows[0].online_count, 3);
	assert_int_equal(day.rows[0].banned_until, visit_day("2027-02-28"));
	assert_false(day.rows[0].withdrawn);
	assert_int_equal(day.rows[1].online_count, 1);
	assert_int_equal(day.rows[1].banned_until, DAY_NONE);
	assert_true(day.rows[1].withdrawn);
	assert_string_equal(day.rows[1].reason, "was on time");
}

static void a_late_known_cancellation_takes_a_no_show_back(void **state)
{
	struct desk *desk = *state;
	struct booking booking, after;
	struct cancel_wish wish = { .channel = CHANNEL_ONLINE };
	struct ban ban;

	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(9, 0));
	booking = visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1,
			     CHANNEL_ONLINE);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	fixture_must(desk,
		     booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &after, &ban, NULL));
	wish.id = booking.id;
	wish.at_ms = clock_instant(FIXTURE_DAY, FIXTURE_AT(20, 0));
	fixture_must(desk, booking_cancel(desk, &wish, &after));
	assert_int_equal(after.state, BOOKING_CANCELLED);
	assert_int_equal(after.refund_fen, VISIT_FEE_FEN);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bans_follow_from_no_shows_by_the_table),
		cmocka_unit_test(each_ban_names_the_no_shows_behind_it),
		cmocka_unit_test(what_is_behind_a_ban_counts_towards_no_other_even_while_it_runs),
		AT_THE_DESK(three_online_no_shows_ban_for_three_months_from_the_last),
		AT_THE_DESK(the_refusal_lists_dates_last_day_and_the_open_counter),
		AT_THE_DESK(a_ban_closes_online_and_leaves_the_counter_open),
		AT_THE_DESK(no_shows_of_the_counter_count_only_when_all_do),
		AT_THE_DESK(a_withdrawn_no_show_takes_its_ban_with_it),
		AT_THE_DESK(another_no_show_after_a_withdrawal_bans_again),
		AT_THE_DESK(a_no_show_recorded_late_moves_the_ban_to_where_it_belongs),
		AT_THE_DESK(a_lifted_ban_stays_lifted_and_the_count_starts_again),
		AT_THE_DESK(a_ban_lifted_on_its_first_day_does_not_come_back),
		AT_THE_DESK(a_changed_setting_does_not_rewrite_a_ban_that_is_over),
		AT_THE_DESK(an_outcome_waits_for_the_end_of_the_session),
		cmocka_unit_test(each_outcome_has_a_word_and_no_other_is_one),
		AT_THE_DESK(what_is_no_no_show_or_is_refused_bans_nobody),
		AT_THE_DESK(a_suspended_session_refuses_no_show_marking),
		AT_THE_DESK(unresolved_are_those_of_past_sessions_who_never_checked_in),
		AT_THE_DESK(the_clinics_fault_makes_the_payment_due_back),
		AT_THE_DESK(an_excused_booking_keeps_its_money_and_does_not_count),
		AT_THE_DESK(three_no_shows_on_one_day_are_three),
		AT_THE_DESK(the_days_list_says_how_far_each_person_has_come),
		AT_THE_DESK(a_late_known_cancellation_takes_a_no_show_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
