#ifndef BASE_DAY_H
#define BASE_DAY_H
/*
 * Calendar days of the proleptic Gregorian calendar, without any time zone. A day is a number: days
 * since 1970-01-01. Their text is ISO 8601, "2026-11-21", which also sorts rightly and is how the
 * store keeps them.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum { DAY_TEXT_SIZE = 11, DAY_NONE = INT32_MIN };

typedef int32_t day_number; /* the one scalar typedef: a unit, not a struct */

/* Reads exactly "YYYY-MM-DD" (years 1800 to 2999, as in the schema; real dates only). False: *day
 * is unchanged. */
bool day_parse(const char *text, day_number *day);

/*
 * The same, more forgiving for what people type and other programs write: 2026/1/5, 2026.1.5,
 * 2026年1月5日, 20260105, full-width digits; behind it a midnight (00:00:00), as spreadsheets save
 * dates, and the weekday, in Chinese or English, where it is the right one. STATUS_BAD_DATE with a
 * sentence that says what is wrong, and *day is unchanged.
 */
enum status day_read(const char *text, day_number *day, struct problem *problem) MUST_CHECK;

/* True where day_read succeeds. */
bool day_parse_loose(const char *text, day_number *day);

/* Writes the ISO text; returns `out`. */
char *day_format(day_number day, char out[DAY_TEXT_SIZE]);

day_number day_from_civil(int year, int month, int dom);
void day_to_civil(day_number day, int *year, int *month, int *dom);

/* 0 is Monday, 6 is Sunday. */
int day_weekday(day_number day);

/*
 * `months` calendar months later; where that month is shorter, its last day: 30 November and 3
 * months is the last day of February.
 */
day_number day_add_months(day_number day, int months);

/* Whole years of age on `today` of somebody born on `birth`; -1 when not born yet. */
int day_age(day_number birth, day_number today);

enum { MINUTES_PER_DAY = 24 * 60, MINUTE_TEXT_SIZE = 6 };

/* "08:05" to minutes since midnight and back. 24:00 is taken as the end of a day. */
bool minute_parse(const char *text, int *minute);
char *minute_format(int minute, char out[MINUTE_TEXT_SIZE]);

#endif
