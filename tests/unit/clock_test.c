/* The clock: zones that load and zones that do not, local time there and back, times as other
 * programs write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "scratch.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct clock clock_in(const char *zone)
{
	struct problem problem;
	struct clock clock;

	if (clock_init(&clock, zone, &problem))
		fail_msg("%s", problem.message);
	return clock;
}

static day_number day(const char *text)
{
	day_number result = DAY_NONE;

	assert_true(day_parse(text, &result));
	return result;
}

static void a_zone_that_cannot_be_loaded_is_never_utc_in_silence(void **state)
{
	static const char *const wrong[] = { "",
					     "Asia/Shanghia",
					     "Asia",
					     "CST",
					     "C8",
					     "CST-25",
					     "CST-8:60",
					     "CST-8x",
					     "<CS>-8",
					     "<CST-8",
					     "/etc/passwd",
					     "../zoneinfo/UTC",
					     "/usr/share/zoneinfo/UTC",
					     "tzdata.zi",
					     "EST5EDT,M13.1.0,M11.1.0",
					     "EST5EDT,M3.2.0",
					     "EST5EDT,M3.2.7,M11.1.0",
					     ":CST-8",
					     "zone.tab" };
	struct problem problem;
	struct clock clock;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (clock_init(&clock, wrong[i], &problem) != STATUS_BAD_ZONE)
			fail_msg("\"%s\" is taken for a zone", wrong[i]);
		assert_non_null(strstr(problem.message, "CST-8"));
	}
}

static void a_zone_that_people_mean_the_other_way_round_is_refused(void **state)
{
	static const char *const wrong[] = { "GMT+8", "UTC-8",	   "utc+08:00", "UT8",
					     "GMT-8", "Etc/GMT-8", "Etc/GMT+8", "UTC+0:30" };
	static const char *const right[] = { "UTC0", "GMT+0", "GMT0BST,M3.5.0/1,M10.5.0",
					     "UTC-0:00" };
	struct problem problem;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (clock_zone_check(wrong[i], &problem) != STATUS_BAD_ZONE)
			fail_msg("\"%s\" is taken for a zone", wrong[i]);
		assert_non_null(strstr(problem.message, "for eight hours east, CST-8"));
	}
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		assert_int_equal(clock_zone_check(right[i], &problem), STATUS_OK);
}

static void a_zone_is_a_zone_file_or_a_posix_rule(void **state)
{
	static const struct {
		const char *zone;
		const char *midday_utc; /* of 2026-07-01 */
	} cases[] = {
		{ "CST-8", "2026-07-01T20:00:00+08:00" },
		{ "<+0530>-5:30", "2026-07-01T17:30:00+05:30" },
		{ "UTC0", "2026-07-01T12:00:00+00:00" },
		{ "EST5EDT,M3.2.0,M11.1.0", "2026-07-01T08:00:00-04:00" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T14:00:00+02:00" },
		{ "NST3:30", "2026-07-01T08:30:00-03:30" },
		{ "Asia/Shanghai", "2026-07-01T20:00:00+08:00" },
		{ "Asia/Urumqi", "2026-07-01T18:00:00+06:00" },
	};
	char text[CLOCK_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		if (strchr(cases[i].zone, '/') && access("/usr/share/zoneinfo", R_OK) != 0)
			continue; /* a system without zone files, which POSIX rules are for */
		clock_in(cases[i].zone);
		assert_string_equal(clock_format_iso(INT64_C(1782907200000), text),
				    cases[i].midday_utc);
	}
}

static void a_zone_file_that_was_cut_short_is_refused(void **state)
{
	static const char cut[] = "TZif2 and nothing that belongs there";
	char folder[128], path[160];
	struct problem problem;
	struct clock clock;
	FILE *file;

	(void)state;
	scratch_folder(folder, sizeof(folder), "zone");
	text_format(path, sizeof(path), "%s/Cut", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(cut, file);
	fclose(file);
	setenv("FRONTDESK_TEST_ZONES", folder, 1);
	assert_int_equal(clock_init(&clock, "Cut", &problem), STATUS_BAD_ZONE);
	/* And the rule that needs no zone file loads all the same. */
	assert_int_equal(clock_init(&clock, "CST-8", &problem), STATUS_OK);
	unsetenv("FRONTDESK_TEST_ZONES");
	unlink(path);
	rmdir(folder);
}

static void a_pinned_clock_stands_still_at_local_time(void **state)
{
	struct clock clock = clock_in("CST-8");
	struct local_time local;
	char text[CLOCK_TEXT_SIZE];

	(void)state;
	clock_pin(&clock, day("2026-11-21"), 485);
	assert_string_equal(clock_format(clock_now_ms(&clock), text), "2026-11-21 08:05");
	assert_string_equal(clock_format_iso(clock_now_ms(&clock), text),
			    "2026-11-21T08:05:00+08:00");
	local = clock_local(clock_now_ms(&clock));
	assert_int_equal(local.day, day("2026-11-21"));
	assert_int_equal(local.minute, 485);
	assert_int_equal(local.second, 0);
	assert_int_equal(clock_today(&clock), day("2026-11-21"));
}

static void today_is_the_clinics_day_not_that_of_utc(void **state)
{
	struct clock clock = clock_in("CST-8");

	(void)state;
	/* 2026-11-21 16:30 UTC is half past midnight of the 22nd in China. */
	clock.pinned = true;
	clock.pinned_ms = INT64_C(1795278600000);
	assert_int_equal(clock_today(&clock), day("2026-11-22"));
	assert_int_equal(clock_local(clock.pinned_ms).minute, 30);
	clock_in("UTC0");
	assert_int_equal(clock_today(&clock), day("2026-11-21"));
}

static void a_clock_that_is_not_pinned_is_the_systems(void **state)
{
	struct clock clock = clock_in("CST-8");
	time_t before = time(NULL);
	int64_t now_ms = clock_now_ms(&clock);
	time_t after = time(NULL);

	(void)state;
	assert_true(now_ms / 1000 >= before - 1 && now_ms / 1000 <= after);
}

static void a_clock_that_was_set_goes_on_from_there(void **state)
{
	struct clock clock = clock_in("CST-8");
	int64_t start_ms, now_ms;

	(void)state;
	clock_pin(&clock, day("2026-11-21"), 485);
	start_ms = clock.pinned_ms;
	clock_run_from(&clock, start_ms);
	now_ms = clock_now_ms(&clock);
	assert_true(now_ms >= start_ms && now_ms < start_ms + 60000);
	while (clock_now_ms(&clock) <= now_ms)
		;
}

static void every_minute_of_a_day_comes_back(void **state)
{
	(void)state;
	clock_in("CST-8");
	for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
		struct local_time local = clock_local(clock_instant(day("2026-11-21"), minute));

		assert_int_equal(local.day, day("2026-11-21"));
		assert_int_equal(local.minute, minute);
	}
	assert_int_equal(clock_instant(day("2026-12-31"), MINUTES_PER_DAY),
			 clock_instant(day("2027-01-01"), 0));
	/* Before 1970 seconds count downwards. */
	assert_int_equal(clock_local(-1).day, day("1970-01-01"));
	assert_int_equal(clock_local(-1).minute, 479);
	assert_int_equal(clock_local(-1).second, 59);
}

static void a_day_that_loses_an_hour_has_23(void **state)
{
	(void)state;
	clock_in("EST5EDT,M3.2.0,M11.1.0");
	assert_int_equal(clock_instant(day("2026-03-09"), 0) - clock_instant(day("2026-03-08"), 0),
			 23 * 3600000);
	assert_int_equal(clock_local(clock_instant(day("2026-03-08"), 600)).minute, 600);
}

/* Minute by minute through the days from one to another, there and back, twice: also when the days
 * are known already. */
static void compare_with_the_library(const char *zone, const char *from, const char *to)
{
	const int64_t minute_ms = 60000;

	clock_in(zone);
	for (int pass = 0; pass < 2; pass++) {
		for (day_number date = day(from); date <= day(to); date++) {
			for (int minute = 0; minute <= MINUTES_PER_DAY; minute++) {
				struct tm local = { .tm_isdst = -1 };

				day_to_civil(date, &local.tm_year, &local.tm_mon, &local.tm_mday);
				local.tm_year -= 1900;
				local.tm_mon -= 1;
				local.tm_min = minute;
				if (clock_instant(date, minute) != (int64_t)mktime(&local) * 1000)
					fail_msg("%s: day %d, minute %d", zone, date, minute);
			}
		}
		for (int64_t at_ms = ((int64_t)day(from) - 1) * MINUTES_PER_DAY * minute_ms;
		     at_ms < ((int64_t)day(to) + 2) * MINUTES_PER_DAY * minute_ms;
		     at_ms += minute_ms) {
			struct local_time local = clock_local(at_ms + 59999);
			time_t seconds = at_ms / 1000;
			struct tm expected;

			localtime_r(&seconds, &expected);
			if (local.day != day_from_civil(expected.tm_year + 1900,
							expected.tm_mon + 1, expected.tm_mday) ||
			    local.minute != expected.tm_hour * 60 + expected.tm_min ||
			    local.second != 59)
				fail_msg("%s: instant %lld", zone, (long long)at_ms);
		}
	}
}

static void every_minute_around_a_change_of_the_clocks_is_the_librarys(void **state)
{
	static const struct {
		const char *zone, *from, *to;
	} cases[] = {
		{ "CST-8", "2026-11-20", "2026-11-22" },
		{ "EST5EDT,M3.2.0,M11.1.0", "2026-03-06", "2026-03-10" },
		{ "EST5EDT,M3.2.0,M11.1.0", "2026-10-30", "2026-11-03" },
		{ "AAA-1BBB,M3.5.0/0,M10.5.0/0", "2026-03-27", "2026-03-31" }, /* at midnight */
		{ "AAA-1BBB,M3.5.0/0,M10.5.0/0", "2026-10-23", "2026-10-27" },
		{ "AAA-1BBB,M3.5.0/23,M10.5.0/24", "2026-10-23", "2026-10-27" },
		{ "Asia/Shanghai", "1986-05-02", "1986-05-06" }, /* summer time there */
		{ "Asia/Shanghai", "1991-09-13", "1991-09-16" },
		{ "Australia/Lord_Howe", "2026-04-03", "2026-04-07" }, /* half an hour */
		{ "America/Sao_Paulo", "2018-11-02", "2018-11-06" },   /* no midnight */
		{ "America/Sao_Paulo", "2019-02-15", "2019-02-18" },   /* midnight comes twice */
		{ "Pacific/Apia", "2011-12-28", "2012-01-01" },	       /* a day left out */
		{ "Asia/Kathmandu", "1985-12-30", "1986-01-03" },      /* a quarter of an hour */
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		if (!strchr(cases[i].zone, ',') && strchr(cases[i].zone, '/') &&
		    access("/usr/share/zoneinfo", R_OK) != 0)
			continue; /* a system without zone files */
		compare_with_the_library(cases[i].zone, cases[i].from, cases[i].to);
	}
}

static void what_is_known_of_a_day_goes_with_its_zone(void **state)
{
	int64_t in_china;

	(void)state;
	clock_in("CST-8");
	in_china = clock_instant(day("2026-11-21"), 480);
	assert_int_equal(clock_local(in_china).minute, 480);
	clock_in("UTC0");
	assert_int_equal(clock_local(in_china).minute, 0);
	assert_int_equal(clock_instant(day("2026-11-21"), 0), in_china);
}

static void an_instant_outside_of_the_calendar_does_not_break_anything(void **state)
{
	char text[CLOCK_TEXT_SIZE];

	(void)state;
	clock_in("CST-8");
	assert_string_equal(clock_format(INT64_MAX, text), "9999-12-31 08:00");
	assert_string_equal(clock_format(INT64_MIN, text), "1900-01-01 08:00");
}

static void times_of_other_programs_are_understood(void **state)
{
	static const char *const right[] = {
		"2026-11-21 08:05:30",	  "2026/11/21 8:05:30",	       "2026-11-21T08:05:30+08:00",
		"2026-11-21T00:05:30Z",	  "2026-11-20T19:05:30-0500",  "2026-11-21T08:05:30.250+08",
		" 2026-11-21　08:05:30 ", "２０２６-11-21 08：05：30",
	};
	static const char *const wrong[] = {
		"",
		"2026-11-21",
		"08:05",
		"2026-11-31 08:05",
		"2026-11-21 24:00:01",
		"2026-11-21 08:05:60",
		"2026-11-21 08:05 PM",
		"2026-11-21 08:05+8:00",
		"2026-11-21 08:05Zx",
		"2026-11-21 08",
		"2026-11-21 08:05:3",
		"2026-11-21 08:05:30.",
		"2026-11-21 08:05+25:00",
	};
	int64_t at_ms;

	(void)state;
	clock_in("CST-8");
	for (size_t i = 0; i < LENGTH(right); i++) {
		at_ms = 0;
		if (!clock_parse(right[i], &at_ms) || at_ms != INT64_C(1795219530000))
			fail_msg("\"%s\" is read as %lld", right[i], (long long)at_ms);
	}
	at_ms = 77;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (clock_parse(wrong[i], &at_ms))
			fail_msg("\"%s\" is taken for a time", wrong[i]);
	}
	assert_int_equal(at_ms, 77);
	assert_true(clock_parse("2026-11-21 24:00", &at_ms));
	assert_int_equal(at_ms, clock_instant(day("2026-11-22"), 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zone_that_cannot_be_loaded_is_never_utc_in_silence),
		cmocka_unit_test(a_zone_that_people_mean_the_other_way_round_is_refused),
		cmocka_unit_test(a_zone_is_a_zone_file_or_a_posix_rule),
		cmocka_unit_test(a_zone_file_that_was_cut_short_is_refused),
		cmocka_unit_test(a_pinned_clock_stands_still_at_local_time),
		cmocka_unit_test(today_is_the_clinics_day_not_that_of_utc),
		cmocka_unit_test(a_clock_that_is_not_pinned_is_the_systems),
		cmocka_unit_test(a_clock_that_was_set_goes_on_from_there),
		cmocka_unit_test(every_minute_of_a_day_comes_back),
		cmocka_unit_test(a_day_that_loses_an_hour_has_23),
		cmocka_unit_test(every_minute_around_a_change_of_the_clocks_is_the_librarys),
		cmocka_unit_test(what_is_known_of_a_day_goes_with_its_zone),
		cmocka_unit_test(an_instant_outside_of_the_calendar_does_not_break_anything),
		cmocka_unit_test(times_of_other_programs_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
