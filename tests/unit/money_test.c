/* Money: yuan as typed and written, whole fen everywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/money.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void yuan_are_read_to_the_fen(void **state)
{
	static const struct {
		const char *text;
		int64_t fen;
	} cases[] = {
		{ "15", 1500 },
		{ "15.5", 1550 },
		{ "15.00", 1500 },
		{ "0", 0 },
		{ "0.01", 1 },
		{ "0.1", 10 },
		{ "￥15.00", 1500 },
		{ "¥ 15", 1500 },
		{ " 15.05 ", 1505 },
		{ "１５．５０", 1550 },
		{ "1000000", MONEY_LARGEST_FEN },
		{ "1000000.00", MONEY_LARGEST_FEN },
		{ "007", 700 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		int64_t fen = -1;

		if (!money_parse(cases[i].text, &fen) || fen != cases[i].fen)
			fail_msg("\"%s\" is read as %lld fen", cases[i].text, (long long)fen);
	}
}

static void what_is_no_amount_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",	 " ",	 "￥",	       "-1",	  "+1",
		"1.",	 ".5",	 "1.234",      "1,000",	  "1e2",
		"1 000", "1.-1", "1000000.01", "1000001", "99999999999999999999",
		"1.2.3", "15元", "0x10",       "NaN",	  "1.+5"
	};
	int64_t fen = 77;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		if (money_parse(wrong[i], &fen))
			fail_msg("\"%s\" is taken for an amount", wrong[i]);
	}
	assert_int_equal(fen, 77);
}

static void amounts_are_written_with_two_decimals(void **state)
{
	char text[MONEY_TEXT_SIZE];

	(void)state;
	assert_string_equal(money_format(1500, text), "15.00");
	assert_string_equal(money_format(-1500, text), "-15.00");
	assert_string_equal(money_format(-5, text), "-0.05");
	assert_string_equal(money_format(0, text), "0.00");
	assert_string_equal(money_format(INT64_MAX, text), "92233720368547758.07");
	assert_string_equal(money_format(INT64_MIN, text), "-92233720368547758.08");
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	for (int64_t fen = 0; fen <= MONEY_LARGEST_FEN; fen += 9973) {
		char text[MONEY_TEXT_SIZE];
		int64_t again = -1;

		if (!money_parse(money_format(fen, text), &again) || again != fen)
			fail_msg("%s is read as %lld fen", text, (long long)again);
	}
}

static void a_percentage_is_rounded_down(void **state)
{
	(void)state;
	assert_int_equal(money_percent(1500, 0), 0);
	assert_int_equal(money_percent(1500, 100), 1500);
	assert_int_equal(money_percent(1550, 50), 775);
	assert_int_equal(money_percent(1551, 50), 775);
	assert_int_equal(money_percent(99, 1), 0);
	assert_int_equal(money_percent(101, 33), 33);
	assert_int_equal(money_percent(-1, 50), -1);
	assert_int_equal(money_percent(-200, 50), -100);
	assert_true(money_percent(INT64_MAX, 100) == INT64_MAX);
	assert_true(money_percent(INT64_MIN, 100) == INT64_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yuan_are_read_to_the_fen),
		cmocka_unit_test(what_is_no_amount_is_refused),
		cmocka_unit_test(amounts_are_written_with_two_decimals),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(a_percentage_is_rounded_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
