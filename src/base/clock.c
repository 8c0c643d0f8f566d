#include "base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/file.h"
#include "base/language.h"
#include "base/text.h"

enum { MS_PER_HOUR = 60 * MS_PER_MINUTE, MS_PER_DAY = 24 * MS_PER_HOUR };

/* The instants of years 1900 to 9999: what has a local time that fits the store. */
#define INSTANT_LOWEST_MS INT64_C(-2208988800000)
#define INSTANT_HIGHEST_MS INT64_C(253402214400000)

#ifdef TEST_CLOCK
/* Tests may keep zone files elsewhere, or have none. */
static const char *zone_folder(void)
{
	const char *folder = getenv("FRONTDESK_TEST_ZONES");

	return folder ? folder : "/usr/share/zoneinfo";
}
#else
static const char *zone_folder(void)
{
	return "/usr/share/zoneinfo";
}
#endif

/* True when the name is that of a zone file that is there as a whole: TZif version 2 or later ends
 * with a line (RFC 8536). */
static bool is_zone_file(const char *name)
{
	char path[FILE_PATH_SIZE], magic[5];
	bool whole = false;
	FILE *file;

	if (name[0] == '/' || strstr(name, "..") || !text_is_clean(name) ||
	    !text_format(path, sizeof(path), "%s/%s", zone_folder(), name))
		return false;
	file = fopen(path, "re");
	if (!file)
		return false;
	if (fread(magic, sizeof(magic), 1, file) == 1 && memcmp(magic, "TZif", 4) == 0 &&
	    magic[4] >= '2' && fseek(file, -1, SEEK_END) == 0)
		whole = fgetc(file) == '\n';
	fclose(file);
	return whole;
}

/* Each skip_ function moves *at behind one part of a POSIX TZ rule (POSIX.1-2017, XBD 8.3) and says
 * whether it was there. */
static bool skip_number(const char **at, int lowest, int highest)
{
	int value = 0, digits = 0;

	while (isdigit((unsigned char)**at) && digits < 3) {
		value = value * 10 + (**at - '0');
		(*at)++;
		digits++;
	}
	return digits > 0 && value >= lowest && value <= highest;
}

static bool skip_zone_name(const char **at)
{
	const char *start = *at;
	bool quoted = *start == '<';

	*at += quoted;
	while (isalpha((unsigned char)**at) ||
	       (quoted && (isdigit((unsigned char)**at) || **at == '+' || **at == '-')))
		(*at)++;
	if (*at - start - quoted < 3)
		return false;
	if (!quoted)
		return true;
	return *(*at)++ == '>';
}

static bool skip_time(const char **at, int hours_max)
{
	if (**at == '+' || **at == '-')
		(*at)++;
	if (!skip_number(at, 0, hours_max))
		return false;
	for (int part = 0; part < 2 && **at == ':'; part++) {
		(*at)++;
		if (!skip_number(at, 0, 59))
			return false;
	}
	return true;
}

static bool skip_char(const char **at, char wanted)
{
	if (**at != wanted)
		return false;
	(*at)++;
	return true;
}

static bool skip_change(const char **at)
{
	bool day;

	if (!skip_char(at, ','))
		return false;
	if (skip_char(at, 'M'))
		day = skip_number(at, 1, 12) && skip_char(at, '.') && skip_number(at, 1, 5) &&
		      skip_char(at, '.') && skip_number(at, 0, 6);
	else if (skip_char(at, 'J'))
		day = skip_number(at, 1, 365);
	else
		day = skip_number(at, 0, 365);
	if (day && skip_char(at, '/'))
		day = skip_time(at, 167);
	return day;
}

static bool is_posix_rule(const char *rule)
{
	if (!skip_zone_name(&rule) || !skip_time(&rule, 24))
		return false;
	if (*rule == '\0')
		return true;
	if (!skip_zone_name(&rule))
		return false;
	if (*rule != ',' && *rule != '\0' && !skip_time(&rule, 24))
		return false;
	if (*rule == '\0')
		return true;
	/* When summer time starts, and when it ends. */
	for (int change = 0; change < 2; change++) {
		if (!skip_change(&rule))
			return false;
	}
	return *rule == '\0';
}

/* "GMT+8", "utc-8:00", "Etc/GMT+8": POSIX counts the hours to Greenwich, people those from it. */
static bool is_meant_otherwise(const char *zone)
{
	static const char *const names[] = { "UTC", "GMT", "UT" };

	if (strncasecmp(zone, "Etc/", 4) == 0)
		zone += 4;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);

		if (strncasecmp(zone, names[i], length) != 0)
			continue;
		zone += length;
		zone += *zone == '+' || *zone == '-';
		return strspn(zone, "0:") < strspn(zone, "0123456789:");
	}
	return false;
}

enum status clock_zone_check(const char *zone, struct problem *problem)
{
	if (is_meant_otherwise(zone))
		return problem_set(
			problem, STATUS_BAD_ZONE,
			_("The time zone \"%s\" is refused: such rules count the hours "
			  "the other way round, so that GMT+8 lies west of Greenwich. Write "
			  "a name such as Asia/Shanghai or, for eight hours east, CST-8."),
			zone);
	if (is_zone_file(zone) || is_posix_rule(zone))
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_ZONE,
			   _("The time zone \"%s\" cannot be loaded: there is no such zone file, "
			     "and it is not a POSIX rule. Write a name such as Asia/Shanghai or, "
			     "where zone files are not installed, a rule such as CST-8."),
			   zone);
}

/*
 * What is known of one local day. The library reads the zone's rule anew at every question; a
 * booking asks half a dozen times, always about the same days. As the zone is the process's, so is
 * this.
 */
struct known_day {
	bool known;
	bool plain; /* no change of the clocks in or near it: one local time is one instant */
	day_number day;
	int64_t starts_ms;
};

static struct known_day known_days[32];
static int64_t offset_guess_ms;

static void forget_days(void)
{
	memset(known_days, 0, sizeof(known_days));
	offset_guess_ms = 0;
}

enum status clock_change_zone(const char *zone, struct problem *problem)
{
	enum status status = clock_zone_check(zone, problem);

	if (status)
		return status;
	setenv("TZDIR", zone_folder(), 1);
	setenv("TZ", zone, 1);
	tzset();
	forget_days();
	return STATUS_OK;
}

enum status clock_init(struct clock *clock, const char *zone, struct problem *problem)
{
	memset(clock, 0, sizeof(*clock));
	return clock_change_zone(zone, problem);
}

void clock_pin(struct clock *clock, day_number day, int minute)
{
	clock->pinned = true;
	clock->pinned_ms = clock_instant(day, minute);
}

void clock_run_from(struct clock *clock, int64_t at_ms)
{
	memset(clock, 0, sizeof(*clock));
	clock->ahead_ms = at_ms - clock_now_ms(clock);
}

#ifdef TEST_CLOCK
/* The instant that a test has chosen for this process; false: it leaves the time to the computer.
 */
static bool test_clock(int64_t *now_ms)
{
	const char *moment = getenv("FRONTDESK_TEST_CLOCK");

	if (!moment)
		return false;
	if (!clock_parse(moment, now_ms)) {
		fprintf(stderr, "FRONTDESK_TEST_CLOCK is \"%s\", which is no time.\n", moment);
		abort();
	}
	return true;
}
#else
static bool test_clock(int64_t *now_ms)
{
	(void)now_ms;
	return false;
}
#endif

int64_t clock_now_ms(const struct clock *clock)
{
	struct timespec now;
	int64_t now_ms;

	if (clock->pinned)
		return clock->pinned_ms;
	if (test_clock(&now_ms))
		return now_ms + clock->ahead_ms;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / 1000000 + clock->ahead_ms;
}

static void broken_down(int64_t at_ms, struct tm *local)
{
	time_t seconds;

	/* An instant outside of the calendar can only come from a damaged row: show the calendar's
	 * end. */
	if (at_ms < INSTANT_LOWEST_MS)
		at_ms = INSTANT_LOWEST_MS;
	if (at_ms > INSTANT_HIGHEST_MS)
		at_ms = INSTANT_HIGHEST_MS;
	seconds = at_ms / MS_PER_SECOND - (at_ms % MS_PER_SECOND < 0);
	memset(local, 0, sizeof(*local));
	localtime_r(&seconds, local);
}

static int64_t ask_instant(day_number day, int minute, int second)
{
	struct tm local = { .tm_isdst = -1 };

	day_to_civil(day, &local.tm_year, &local.tm_mon, &local.tm_mday);
	local.tm_year -= 1900;
	local.tm_mon -= 1;
	local.tm_hour = minute / 60;
	local.tm_min = minute % 60;
	local.tm_sec = second;
	return (int64_t)mktime(&local) * MS_PER_SECOND;
}

static long offset_at(int64_t at_ms)
{
	struct tm local;

	broken_down(at_ms, &local);
	return local.tm_gmtoff;
}

/*
 * Whether the zone keeps one offset from UTC around the day. Each hour of it and three beyond its
 * ends: a change near midnight makes times of the day before ambiguous. A whole day further as
 * well: islands that moved over the date line lived a day twice, or not at all.
 */
static bool is_plain(day_number day, int64_t starts_ms)
{
	const int64_t expected_ms = (int64_t)day * MS_PER_DAY - starts_ms;
	long offset = offset_at(starts_ms);

	if (offset * INT64_C(1000) != expected_ms || offset_at(starts_ms - MS_PER_DAY) != offset ||
	    offset_at(starts_ms + 2 * MS_PER_DAY) != offset)
		return false;
	for (int hour = -3; hour <= 24 + 3; hour++) {
		if (offset_at(starts_ms + hour * MS_PER_HOUR) != offset)
			return false;
	}
	return true;
}

static const struct known_day *know_day(day_number day)
{
	struct known_day *known =
		&known_days[(unsigned int)day % (sizeof(known_days) / sizeof(known_days[0]))];

	if (known->known && known->day == day)
		return known;
	known->known = true;
	known->day = day;
	known->starts_ms = ask_instant(day, 0, 0);
	known->plain = known->starts_ms > INSTANT_LOWEST_MS + 2 * MS_PER_DAY &&
		       known->starts_ms < INSTANT_HIGHEST_MS - 3 * MS_PER_DAY &&
		       is_plain(day, known->starts_ms);
	if (known->plain)
		offset_guess_ms = (int64_t)day * MS_PER_DAY - known->starts_ms;
	return known;
}

static struct local_time ask_local(int64_t at_ms)
{
	struct local_time result;
	struct tm local;

	broken_down(at_ms, &local);
	result.day = day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
	result.minute = local.tm_hour * 60 + local.tm_min;
	result.second = local.tm_sec;
	return result;
}

struct local_time clock_local(int64_t at_ms)
{
	const struct known_day *known;
	int64_t into_ms;

	if (at_ms < 0 || at_ms > INSTANT_HIGHEST_MS)
		return ask_local(at_ms);
	/* The guess need only be right as a rule: the day says whether it was. */
	known = know_day((day_number)((at_ms + offset_guess_ms) / MS_PER_DAY));
	into_ms = at_ms - known->starts_ms;
	if (!known->plain || into_ms < 0 || into_ms >= MS_PER_DAY)
		return ask_local(at_ms);
	return (struct local_time){ .day = known->day,
				    .minute = (int)(into_ms / (60 * MS_PER_SECOND)),
				    .second = (int)(into_ms / MS_PER_SECOND % 60) };
}

static int64_t instant(day_number day, int minute, int second)
{
	const struct known_day *known = know_day(day);

	if (!known->plain || minute < 0 || minute > MINUTES_PER_DAY)
		return ask_instant(day, minute, second);
	return known->starts_ms + ((int64_t)minute * 60 + second) * MS_PER_SECOND;
}

int64_t clock_instant(day_number day, int minute)
{
	return instant(day, minute, 0);
}

day_number clock_today(const struct clock *clock)
{
	return clock_local(clock_now_ms(clock)).day;
}

char *clock_format(int64_t at_ms, char out[CLOCK_TEXT_SIZE])
{
	struct tm local;

	broken_down(at_ms, &local);
	strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%d %H:%M", &local);
	return out;
}

char *clock_format_iso(int64_t at_ms, char out[CLOCK_TEXT_SIZE])
{
	char date[CLOCK_TEXT_SIZE];
	struct tm local;
	long offset;

	broken_down(at_ms, &local);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &local);
	offset = labs(local.tm_gmtoff) / 60;
	text_format(out, CLOCK_TEXT_SIZE, "%s%c%02ld:%02ld", date, local.tm_gmtoff < 0 ? '-' : '+',
		    offset / 60, offset % 60);
	return out;
}

/* Cuts `text` at the zone it ends in, if any. False when there is something that is no zone. */
static bool take_zone(char *text, bool *has_zone, int *offset_minutes)
{
	char *zone = strpbrk(text, "Zz+-");
	int minutes = 0;
	char rule[MINUTE_TEXT_SIZE];

	*has_zone = zone != NULL;
	*offset_minutes = 0;
	if (!zone)
		return true;
	if (*zone == 'Z' || *zone == 'z') {
		*zone = '\0';
		return zone[1] == '\0';
	}
	/* +08:00, +0800 and +08 are all ISO 8601. */
	if (strlen(zone + 1) == 4 && text_is_digits(zone + 1))
		text_format(rule, sizeof(rule), "%.2s:%.2s", zone + 1, zone + 3);
	else if (strlen(zone + 1) == 2)
		text_format(rule, sizeof(rule), "%s:00", zone + 1);
	else if (!text_copy(rule, sizeof(rule), zone + 1))
		return false;
	if (strlen(rule) != 5 || !minute_parse(rule, &minutes))
		return false;
	*offset_minutes = *zone == '-' ? -minutes : minutes;
	*zone = '\0';
	return true;
}

/* "08:05", "08:05:30" or "08:05:30.250"; what is less than a second is dropped. */
static bool read_time(char *text, int *minute, int *second)
{
	char *colon = strchr(text, ':');
	char *seconds = colon ? strchr(colon + 1, ':') : NULL;
	int64_t value = 0;

	if (seconds) {
		char *point = strchr(seconds, '.');

		*seconds++ = '\0';
		if (point) {
			*point = '\0';
			if (!text_is_digits(point + 1))
				return false;
		}
		if (strlen(seconds) != 2 || !text_to_number(seconds, 0, 59, &value))
			return false;
	}
	*second = (int)value;
	return minute_parse(text, minute) && (*minute < MINUTES_PER_DAY || *second == 0);
}

bool clock_parse(const char *text, int64_t *at_ms)
{
	char tidy[64];
	char *time_part;
	day_number day;
	int minute, second, offset_minutes;
	bool has_zone;

	if (!text_copy(tidy, sizeof(tidy), text))
		return false;
	text_tidy(tidy);
	time_part = strpbrk(tidy, " Tt");
	if (!time_part)
		return false;
	*time_part++ = '\0';
	if (!day_parse_loose(tidy, &day) ||
	    !take_zone(text_trim(time_part), &has_zone, &offset_minutes) ||
	    !read_time(text_trim(time_part), &minute, &second))
		return false;
	if (has_zone)
		*at_ms = (((int64_t)day * MINUTES_PER_DAY + minute - offset_minutes) * 60 +
			  second) *
			 MS_PER_SECOND;
	else
		*at_ms = instant(day, minute, second);
	return true;
}
