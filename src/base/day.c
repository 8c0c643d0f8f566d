#include "base/day.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum {
	YEAR_LOWEST = 1800,
	YEAR_LATEST = 2999, /* that anybody means; the schema's dates end there too */
	YEAR_HIGHEST = 9999,
	DAYS_PER_ERA = 146097,
	EPOCH_SHIFT = 719468
};

/*
 * Days and dates by the 400-year eras of the Gregorian calendar, years counted from 1 March so that
 * the leap day is the last of its year (Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms").
 */
day_number day_from_civil(int year, int month, int dom)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dom - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (day_number)(era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT);
}

void day_to_civil(day_number day, int *year, int *month, int *dom)
{
	int64_t shifted = (int64_t)day + EPOCH_SHIFT;
	int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int64_t day_of_era = shifted - era * DAYS_PER_ERA;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			       day_of_era / 146096) /
			      365;
	int64_t day_of_year = day_of_era -
			      (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted_month = (5 * day_of_year + 2) / 153;

	*dom = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
	*month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool day_make(int year, int month, int dom, day_number *day)
{
	if (year < YEAR_LOWEST || year > YEAR_LATEST || month < 1 || month > 12 || dom < 1 ||
	    dom > days_in_month(year, month))
		return false;
	*day = day_from_civil(year, month, dom);
	return true;
}

/* Reads between `fewest` and `most` digits at *at and moves *at behind them; false when there are
 * fewer. */
static bool read_digits(const char **at, int fewest, int most, int *value)
{
	int count = 0;

	*value = 0;
	while (count < most && **at >= '0' && **at <= '9') {
		*value = *value * 10 + (**at - '0');
		(*at)++;
		count++;
	}
	return count >= fewest;
}

static bool skip(const char **at, const char *text)
{
	size_t length = strlen(text);

	if (strncmp(*at, text, length) != 0)
		return false;
	*at += length;
	return true;
}

bool day_parse(const char *text, day_number *day)
{
	int year, month, dom;

	return read_digits(&text, 4, 4, &year) && skip(&text, "-") &&
	       read_digits(&text, 2, 2, &month) && skip(&text, "-") &&
	       read_digits(&text, 2, 2, &dom) && *text == '\0' && day_make(year, month, dom, day);
}

/* Reads a date at *at and moves *at behind it. */
static bool take_date(const char **at, day_number *day)
{
	/* What may stand behind the year, the month and the day; one row of it is used throughout.
	 */
	static const char *const marks[][3] = {
		{ "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" }
	};
	const char *behind_year;
	int year, month, dom;

	if (strspn(*at, "0123456789") == 8) {
		read_digits(at, 4, 4, &year);
		read_digits(at, 2, 2, &month);
		read_digits(at, 2, 2, &dom);
		return day_make(year, month, dom, day);
	}
	if (!read_digits(at, 4, 4, &year))
		return false;
	behind_year = *at;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		*at = behind_year;
		if (skip(at, marks[i][0]) && read_digits(at, 1, 2, &month) &&
		    skip(at, marks[i][1]) && read_digits(at, 1, 2, &dom) && skip(at, marks[i][2]))
			return (**at < '0' || **at > '9') && day_make(year, month, dom, day);
	}
	return false;
}

/* Reads 0:00, 00:00:00 or 00:00:00.000 and the like; *zero tells whether it is midnight. */
static bool take_time(const char **at, bool *zero)
{
	int hour, minute, second = 0, fraction = 0;

	if (!read_digits(at, 1, 2, &hour) || !skip(at, ":") || !read_digits(at, 2, 2, &minute))
		return false;
	if (skip(at, ":") && !read_digits(at, 2, 2, &second))
		return false;
	if (skip(at, ".") && !read_digits(at, 1, 6, &fraction))
		return false;
	*zero = hour == 0 && minute == 0 && second == 0 && fraction == 0;
	return true;
}

/* In the order of day_weekday. */
static const struct weekday {
	const char *word, *chinese, *english, *short_english;
} weekdays[] = {
	{ N_("Monday"), "一", "monday", "mon" },       { N_("Tuesday"), "二", "tuesday", "tue" },
	{ N_("Wednesday"), "三", "wednesday", "wed" }, { N_("Thursday"), "四", "thursday", "thu" },
	{ N_("Friday"), "五", "friday", "fri" },       { N_("Saturday"), "六", "saturday", "sat" },
	{ N_("Sunday"), "日", "sunday", "sun" },
};

/* Reads 周一, 星期一, 礼拜一, monday or mon. */
static bool take_weekday(const char **at, int *weekday)
{
	bool chinese = skip(at, "周") || skip(at, "星期") || skip(at, "礼拜");

	if (chinese && skip(at, "天")) {
		*weekday = 6;
		return true;
	}
	for (*weekday = 0; *weekday < 7; (*weekday)++) {
		const struct weekday *row = &weekdays[*weekday];

		if (chinese ? skip(at, row->chinese)
			    : skip(at, row->english) || skip(at, row->short_english))
			return true;
	}
	return false;
}

static enum status refuse_rest(const char *text, day_number day, bool has_time,
			       struct problem *problem)
{
	char date[DAY_TEXT_SIZE];

	if (has_time)
		return problem_set(problem, STATUS_BAD_DATE,
				   _("\"%.60s\" has a time of day behind the date. Write the date "
				     "alone, as 2026-11-23."),
				   text);
	return problem_set(problem, STATUS_BAD_DATE,
			   _("\"%.60s\" names the wrong weekday: %s is a %s."), text,
			   day_format(day, date), _(weekdays[day_weekday(day)].word));
}

static enum status refuse_date(const char *text, struct problem *problem)
{
	return problem_set(problem, STATUS_BAD_DATE,
			   _("\"%.60s\" is not a date. Write it as 2026-11-23."), text);
}

enum status day_read(const char *text, day_number *day, struct problem *problem)
{
	static const char behind[] = " ,()";
	char tidy[64];
	const char *at = tidy;
	day_number read;

	if (!text_copy(tidy, sizeof(tidy), text))
		return refuse_date(text, problem);
	text_lower(text_tidy(tidy));
	if (!take_date(&at, &read))
		return refuse_date(text, problem);
	if (*at == 't' && at[1] >= '0' && at[1] <= '9')
		at++;
	for (at += strspn(at, behind); *at; at += strspn(at, behind)) {
		bool zero = true;
		int weekday = day_weekday(read);
		bool is_time = *at >= '0' && *at <= '9';

		if (is_time ? !take_time(&at, &zero) : !take_weekday(&at, &weekday))
			return refuse_date(text, problem);
		if (!zero || weekday != day_weekday(read))
			return refuse_rest(text, read, is_time, problem);
	}
	*day = read;
	return STATUS_OK;
}

bool day_parse_loose(const char *text, day_number *day)
{
	return day_read(text, day, NULL) == STATUS_OK;
}

static char *write_digits(char *at, int value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		at[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return at + count;
}

/* By hand: every list and every change writes days, and printf takes ten times as long. */
char *day_format(day_number day, char out[DAY_TEXT_SIZE])
{
	char *at = out;
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	assert(year >= 0 && year <= YEAR_HIGHEST);
	at = write_digits(at, year, 4);
	*at++ = '-';
	at = write_digits(at, month, 2);
	*at++ = '-';
	at = write_digits(at, dom, 2);
	*at = '\0';
	return out;
}

int day_weekday(day_number day)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)day + 3) % 7 + 7) % 7);
}

day_number day_add_months(day_number day, int months)
{
	int year, month, dom, last;

	day_to_civil(day, &year, &month, &dom);
	months += year * 12 + month - 1;
	year = months / 12;
	month = months % 12 + 1;
	last = days_in_month(year, month);
	return day_from_civil(year, month, dom < last ? dom : last);
}

int day_age(day_number birth, day_number today)
{
	int birth_year, birth_month, birth_dom, year, month, dom;

	if (birth > today)
		return -1;
	day_to_civil(birth, &birth_year, &birth_month, &birth_dom);
	day_to_civil(today, &year, &month, &dom);
	return year - birth_year - (month * 100 + dom < birth_month * 100 + birth_dom);
}

bool minute_parse(const char *text, int *minute)
{
	int hours, minutes;

	if (!read_digits(&text, 1, 2, &hours) || !skip(&text, ":") ||
	    !read_digits(&text, 2, 2, &minutes) || *text != '\0')
		return false;
	if (minutes > 59 || hours * 60 + minutes > MINUTES_PER_DAY)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}

char *minute_format(int minute, char out[MINUTE_TEXT_SIZE])
{
	assert(minute >= 0 && minute <= MINUTES_PER_DAY);
	text_format(out, MINUTE_TEXT_SIZE, "%02d:%02d", minute / 60, minute % 60);
	return out;
}
