/* Readers of what people and files bring: what is too long, half there or beside the rule is
 * refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/contact.h"
#include "base/file.h"
#include "base/identity.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/audit.h"

static void a_summer_time_rule_may_name_days_of_the_year(void **state)
{
	static const char *const right[] = { "EST5EDT,J60,J300",
					     "EST5EDT,59,299/1",
					     "EST5EDT4,M3.2.0/2,M11.1.0",
					     "<+03>-3<+04>,M3.1.0,J5",
					     "CST-8:00:00",
					     "EST5EDT",
					     "EST5EDT4",
					     "NZST-12NZDT,M9.5.0,M4.1.0/3:00" };
	static const char *const wrong[] = { "EST5EDT,J0,J300",
					     "EST5EDT,J366,J300",
					     "EST5EDT,366,1",
					     "EST5EDT,M13.1.0,M4.1.0",
					     "EST5EDT,M3.6.0,M4.1.0",
					     "EST5EDT,M3.1.7,M4.1.0",
					     "EST5EDT,M3,M4.1.0",
					     "EST5EDT,M3.1,M4.1.0",
					     "EST5EDT,J60",
					     "EST5EDT,J60,J61,J62",
					     "EST5EDT,J60/200,J61",
					     "EST5EDTx9y",
					     "EST5E",
					     "EST5EDT30",
					     "<+03-3",
					     "<+0>-3",
					     "CST-8:60",
					     "CST-8:",
					     "CST-25",
					     "EST5EDT;J60,J61" };
	struct problem problem;
	struct clock clock;

	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		if (clock_init(&clock, right[i], &problem))
			fail_msg("%s: %s", right[i], problem.message);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (!clock_init(&clock, wrong[i], &problem))
			fail_msg("%s is taken for a rule", wrong[i]);
	assert_int_equal(clock_init(&clock, "CST-8", &problem), STATUS_OK);
}

static void the_zone_of_a_moment_is_one_of_iso_8601s(void **state)
{
	static const char *const same[] = {
		"2026-11-21T08:05:00Z",	     "2026-11-21t08:05:00z",
		"2026-11-21T16:05:00+08:00", "2026-11-21 16:05:00+0800",
		"2026-11-21 16:05:00+08",    "2026-11-21 03:05:00-05:00",
		"2026-11-21 03:05:00-05",    "2026/11/21 16:05:00+08:00",
		"2026-11-21T08:05:00.75Z"
	};
	static const char *const wrong[] = {
		"2026-11-21T08:05:00Zx",     "2026-11-21T08:05:00+8",
		"2026-11-21T08:05:00+08:0x", "2026-11-21T08:05:00+123456789",
		"2026-11-21T08:05:00+2x",    "2026-11-21T08:05:60Z",
		"2026-11-21T08:05:0Z",	     "2026-11-21T08:05:00.xZ",
		"2026-11-21T24:00:01Z",	     "2026-11-21",
		"2026-13-21T08:05:00Z",	     "T08:05"
	};
	int64_t first, at;
	char line[200];

	(void)state;
	assert_true(clock_parse(same[0], &first));
	for (size_t i = 1; i < sizeof(same) / sizeof(same[0]); i++) {
		if (!clock_parse(same[i], &at))
			fail_msg("%s is no moment", same[i]);
		assert_int_equal(at, first);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (clock_parse(wrong[i], &at))
			fail_msg("%s is taken for a moment", wrong[i]);
	memset(line, ' ', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	memcpy(line, same[0], strlen(same[0]));
	assert_false(clock_parse(line, &at));
}

static void what_is_longer_than_any_such_value_is_refused(void **state)
{
	char text[600], out[600];
	struct problem problem;
	enum id_type type;
	enum sex sex;
	enum period period;
	int64_t fen;
	int minute;
	day_number day;

	(void)state;
	memset(text, '1', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_false(money_parse(text, &fen));
	assert_false(id_type_parse(text, &type));
	assert_false(sex_parse(text, &sex));
	assert_false(period_parse(text, &period));
	assert_false(minute_parse(text, &minute));
	assert_false(day_parse_loose(text, &day));
	assert_int_equal(phone_read(text, out, &problem), STATUS_BAD_PHONE);
	assert_int_equal(name_read(text, out, &problem), STATUS_BAD_NAME);
	memset(text, 'a', sizeof(text) - 1);
	assert_int_equal(name_read(text, out, &problem), STATUS_BAD_NAME);
	assert_non_null(strstr(problem.message, "too long"));
}

static void a_phone_number_is_a_mobile_a_landline_or_a_foreign_one(void **state)
{
	static const struct {
		const char *typed, *read; /* NULL: refused */
	} cases[] = {
		{ "+86 138 0000 0000", "13800000000" },
		{ "0086-13800000000", "13800000000" },
		{ "8613800000000", "13800000000" },
		{ "+86 10 6552 3456", "01065523456" },
		{ "010-65523456", "01065523456" },
		{ "65523456", "65523456" },
		{ "6552345", "6552345" },
		{ "+1 (212) 555-0100", "+12125550100" },
		{ "001 212 555 0100", "+12125550100" },
		{ "655234", NULL },
		{ "655234567", NULL },
		{ "0012", NULL },
		{ "00000000000", NULL },
		{ "010-655", NULL },
		{ "0106552345678", NULL },
		{ "+0123456789", NULL },
		{ "+1234567890123456", NULL },
		{ "+12345", NULL },
		{ "12800000000", NULL },
		{ "1380000000", NULL },
		{ "138x0000000", NULL },
		{ "1+3800000000", NULL },
		{ "  ", NULL },
		{ "()", NULL },
	};
	struct problem problem;
	char out[PHONE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum status status = phone_read(cases[i].typed, out, &problem);

		if (!cases[i].read) {
			if (status != STATUS_BAD_PHONE)
				fail_msg("%s is read as %s", cases[i].typed, out);
		} else if (status || strcmp(out, cases[i].read) != 0) {
			fail_msg("%s is not read as %s", cases[i].typed, cases[i].read);
		}
	}
}

static void a_key_is_thirty_two_hexadecimal_digits(void **state)
{
	struct idem key;

	(void)state;
	assert_true(idem_parse("00112233445566778899aabbccddeeff", &key));
	assert_true(key.set);
	assert_int_equal(key.bytes[1], 0x11);
	assert_int_equal(key.bytes[15], 0xff);
	assert_false(idem_parse("00112233445566778899aabbccddeef", &key));
	assert_false(idem_parse("00112233445566778899aabbccddeeffa", &key));
	assert_false(idem_parse("00112233445566778899aabbccddeefg", &key));
	assert_string_equal(audit_action_words("nobody.did_this"), "nobody.did_this");
}

static void a_path_that_is_too_long_is_no_file_and_no_folder(void **state)
{
	char path[FILE_PATH_SIZE + 200], out[FILE_PATH_SIZE];
	struct new_file file;
	struct problem problem;

	(void)state;
	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(new_file_open(&file, path, FILE_ANY, &problem), STATUS_CANNOT_WRITE);
	assert_int_equal(directory_make(path, &problem), STATUS_CANNOT_WRITE);
	path[FILE_PATH_SIZE - 4] = '\0'; /* fits, but its temporary file does not */
	assert_int_equal(new_file_open(&file, path, FILE_ANY, &problem), STATUS_CANNOT_WRITE);
	assert_false(path_in_data(out, path) && strlen(out) >= FILE_PATH_SIZE);
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "relative", 1);
	assert_false(path_in_data(out, "x"));
	unsetenv("HOME");
	assert_false(path_in_data(out, "x"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_summer_time_rule_may_name_days_of_the_year),
		cmocka_unit_test(the_zone_of_a_moment_is_one_of_iso_8601s),
		cmocka_unit_test(what_is_longer_than_any_such_value_is_refused),
		cmocka_unit_test(a_phone_number_is_a_mobile_a_landline_or_a_foreign_one),
		cmocka_unit_test(a_key_is_thirty_two_hexadecimal_digits),
		cmocka_unit_test(a_path_that_is_too_long_is_no_file_and_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
