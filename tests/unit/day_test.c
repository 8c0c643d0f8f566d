/* Days and minutes: every day there and back, calendar months, ages, what people type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "base/day.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static day_number day(const char *text)
{
	day_number result = DAY_NONE;

	assert_true(day_parse(text, &result));
	return result;
}

static void every_day_from_1800_to_2999_is_that_of_the_c_library(void **state)
{
	char text[DAY_TEXT_SIZE];

	(void)state;
	for (day_number at = day("1800-01-01"); at <= day("2999-12-31"); at++) {
		time_t seconds = (time_t)at * 86400;
		int year, month, dom;
		struct tm tm;

		gmtime_r(&seconds, &tm);
		day_to_civil(at, &year, &month, &dom);
		if (year != tm.tm_year + 1900 || month != tm.tm_mon + 1 || dom != tm.tm_mday ||
		    day_from_civil(year, month, dom) != at ||
		    day_weekday(at) != (tm.tm_wday + 6) % 7)
			fail_msg("day %d is taken for %d-%d-%d", at, year, month, dom);
	}
	assert_int_equal(day("1970-01-01"), 0);
	assert_string_equal(day_format(0, text), "1970-01-01");
	assert_string_equal(day_format(day("2024-02-29"), text), "2024-02-29");
}

static void only_real_dates_in_the_iso_form_are_dates(void **state)
{
	static const char *const wrong[] = {
		"",	      "2026-11-31",  "2025-02-29",  "1900-02-29",
		"2026-00-10", "2026-13-01",  "2026-01-00",  "2026-1-5",
		"26-01-05",   "2026-01-05 ", " 2026-01-05", "2026/01/05",
		"1799-12-31", "10000-01-01", "2026-01-0x",  "２026-01-05",
		"3000-01-01", "9999-12-31"
	};
	day_number unchanged = 7;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (day_parse(wrong[i], &unchanged))
			fail_msg("\"%s\" is taken for a date", wrong[i]);
	}
	assert_int_equal(unchanged, 7);
	assert_true(day_parse("2000-02-29", &unchanged));
}

static void dates_as_people_type_them_are_understood(void **state)
{
	static const char *const right[] = {
		"2026-01-05",		"2026/1/5",   "2026.1.5",     "20260105",
		"２０２６－０１－０５", " 2026-1-5 ", "2026年1月5日", "2026/01/05\u3000"
	};
	static const char *const wrong[] = { "2026/1-5", "2026015",   "20260132", "2026年1月5",
					     "1/5/2026", "2026-1-5x", "202601-5", "2026/13/1" };
	day_number result;

	(void)state;
	for (size_t i = 0; i < LENGTH(right); i++) {
		result = 0;
		if (!day_parse_loose(right[i], &result) || result != day("2026-01-05"))
			fail_msg("\"%s\" is not understood", right[i]);
	}
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (day_parse_loose(wrong[i], &result))
			fail_msg("\"%s\" is taken for a date", wrong[i]);
	}
}

static void a_midnight_or_the_right_weekday_behind_a_date_is_read(void **state)
{
	static const char *const right[] = {
		"2026-03-02 00:00:00",	   "2026/3/2 0:00",	 "2026-03-02T00:00:00",
		"2026-03-02 00:00:00.000", "2026-03-02 周一",	 "2026-03-02周一",
		"2026年3月2日（星期一）",  "2026/3/2 礼拜一",	 "2026-03-02 Mon",
		"2026-03-02 Monday",	   "20260302 周一 0:00", "2026-03-02 00:00:00 星期一",
		"\u202A2026-03-02\u202C",
	};
	static const struct {
		const char *text, *reason;
	} wrong[] = {
		{ "2026-03-02 周二", "names the wrong weekday: 2026-03-02 is a Monday." },
		{ "2026-03-03 Mon", "names the wrong weekday: 2026-03-03 is a Tuesday." },
		{ "2026-03-08 周六", "2026-03-08 is a Sunday" },
		{ "2026-03-02 08:30", "has a time of day behind the date" },
		{ "2026-03-02T00:00:01", "has a time of day" },
		{ "2026-03-02 00:00:00.5", "has a time of day" },
		{ "2026-03-02 周", "is not a date" },
		{ "2026-03-02 00:00:00Z", "is not a date" },
		{ "2026-03-02 0", "is not a date" },
		{ "周一", "is not a date" },
		{ "2026-03-020", "is not a date" },
		{ "", "is not a date" },
	};
	day_number result;
	struct problem problem;

	(void)state;
	for (size_t i = 0; i < LENGTH(right); i++) {
		result = 0;
		if (day_read(right[i], &result, &problem) || result != day("2026-03-02"))
			fail_msg("\"%s\" is not understood", right[i]);
	}
	assert_int_equal(day_read("2026-03-08 星期天", &result, NULL), STATUS_OK);
	assert_int_equal(day_read("2026-03-10 tue", &result, NULL), STATUS_OK);
	assert_int_equal(day_read("2026-03-12 Thursday", &result, NULL), STATUS_OK);
	result = 7;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		assert_int_equal(day_read(wrong[i].text, &result, &problem), STATUS_BAD_DATE);
		if (!strstr(problem.message, wrong[i].reason))
			fail_msg("\"%s\": %s", wrong[i].text, problem.message);
	}
	assert_int_equal(result, 7);
}

static void three_months_after_30_november_is_the_last_of_february(void **state)
{
	(void)state;
	assert_int_equal(day_add_months(day("2026-11-30"), 3), day("2027-02-28"));
	assert_int_equal(day_add_months(day("2023-11-30"), 3), day("2024-02-29"));
	assert_int_equal(day_add_months(day("2026-11-21"), 3), day("2027-02-21"));
	assert_int_equal(day_add_months(day("2026-08-31"), 3), day("2026-11-30"));
	assert_int_equal(day_add_months(day("2026-12-31"), 12), day("2027-12-31"));
	assert_int_equal(day_add_months(day("2026-03-31"), -1), day("2026-02-28"));
	assert_int_equal(day_add_months(day("2026-01-15"), 0), day("2026-01-15"));
}

static void a_year_of_age_is_full_on_the_birthday(void **state)
{
	(void)state;
	assert_int_equal(day_age(day("1949-12-31"), day("2026-11-21")), 76);
	assert_int_equal(day_age(day("1949-12-31"), day("2026-12-31")), 77);
	assert_int_equal(day_age(day("2024-02-29"), day("2025-02-28")), 0);
	assert_int_equal(day_age(day("2024-02-29"), day("2025-03-01")), 1);
	assert_int_equal(day_age(day("2026-11-21"), day("2026-11-21")), 0);
	assert_int_equal(day_age(day("2026-11-22"), day("2026-11-21")), -1);
}

static void a_day_starts_on_monday_as_number_0(void **state)
{
	(void)state;
	assert_int_equal(day_weekday(day("2026-11-23")), 0);
	assert_int_equal(day_weekday(day("2026-11-22")), 6);
	assert_int_equal(day_weekday(-4), 6);
}

static void minutes_are_those_of_a_day(void **state)
{
	static const char *const wrong[] = { "",       "24:01", "08:60",  "8",	   "08:5",
					     "080:05", ":05",	"08:05 ", "-1:00", "25:00" };
	char text[MINUTE_TEXT_SIZE];
	int minute = -7;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (minute_parse(wrong[i], &minute))
			fail_msg("\"%s\" is taken for a time", wrong[i]);
	}
	assert_int_equal(minute, -7);
	for (int i = 0; i <= MINUTES_PER_DAY; i++) {
		assert_true(minute_parse(minute_format(i, text), &minute));
		assert_int_equal(minute, i);
	}
	assert_string_equal(minute_format(485, text), "08:05");
	assert_string_equal(minute_format(1440, text), "24:00");
	assert_true(minute_parse("8:05", &minute));
	assert_int_equal(minute, 485);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_from_1800_to_2999_is_that_of_the_c_library),
		cmocka_unit_test(only_real_dates_in_the_iso_form_are_dates),
		cmocka_unit_test(dates_as_people_type_them_are_understood),
		cmocka_unit_test(a_midnight_or_the_right_weekday_behind_a_date_is_read),
		cmocka_unit_test(three_months_after_30_november_is_the_last_of_february),
		cmocka_unit_test(a_year_of_age_is_full_on_the_birthday),
		cmocka_unit_test(a_day_starts_on_monday_as_number_0),
		cmocka_unit_test(minutes_are_those_of_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
