/* Amounts in capitals, against the bank's own examples and a second way of writing them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/capitals.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { WORK_SIZE = 1024, AMOUNTS = 100000 };

static void amounts_are_as_the_bank_writes_them(void **state)
{
	static const struct {
		int64_t fen;
		const char *capitals;
	} cases[] = {
		{ 0, "零元整" },
		{ 1, "壹分" },
		{ 5, "伍分" },
		{ 10, "壹角" },
		{ 11, "壹角壹分" },
		{ 50, "伍角" },
		{ 99, "玖角玖分" },
		{ 100, "壹元整" },
		{ 101, "壹元零壹分" },
		{ 110, "壹元壹角" },
		{ 200, "贰元整" },
		{ 1000, "壹拾元整" },
		{ 1010, "壹拾元壹角" },
		{ 1100, "壹拾壹元整" },
		{ 1230, "壹拾贰元叁角" },
		{ 1500, "壹拾伍元整" },
		{ 1999, "壹拾玖元玖角玖分" },
		{ 2000, "贰拾元整" },
		{ 2002, "贰拾元零贰分" },
		{ 5050, "伍拾元伍角" },
		{ 10000, "壹佰元整" },
		{ 10001, "壹佰元零壹分" },
		{ 10010, "壹佰元壹角" },
		{ 10100, "壹佰零壹元整" },
		{ 10505, "壹佰零伍元零伍分" },
		{ 11000, "壹佰壹拾元整" },
		{ 11015, "壹佰壹拾元壹角伍分" },
		{ 11111, "壹佰壹拾壹元壹角壹分" },
		{ 12030, "壹佰贰拾元叁角" },
		{ 20000, "贰佰元整" },
		{ 32504, "叁佰贰拾伍元零肆分" },
		{ 100000, "壹仟元整" },
		{ 100100, "壹仟零壹元整" },
		{ 101000, "壹仟零壹拾元整" },
		{ 101001, "壹仟零壹拾元零壹分" },
		{ 110000, "壹仟壹佰元整" },
		{ 140950, "壹仟肆佰零玖元伍角" },
		{ 168032, "壹仟陆佰捌拾元叁角贰分" },
		{ 600714, "陆仟零柒元壹角肆分" },
		{ 1640902, "壹万陆仟肆佰零玖元零贰分" },
		{ 10700053, "壹拾万柒仟元伍角叁分" },
		/* Above what the bank's examples reach, by the same rules. */
		{ 1600150, "壹万陆仟零壹元伍角" },
		{ 10000000000, "壹亿元整" },
		{ 10000700000, "壹亿零柒仟元整" },
		{ 10000050000, "壹亿零伍佰元整" },
		{ 200500000000, "贰拾亿零伍佰万元整" },
		{ 107000000000, "壹拾亿柒仟万元整" },
		{ 100000000000000, "壹万亿元整" },
		{ 100000000000001, "壹万亿元零壹分" },
		{ 100010000000000, "壹万零壹亿元整" },
		{ INT64_C(900000000000000000) * 2, "壹亿捌仟万亿元整" },
		{ -1, "负壹分" },
		{ -41500, "负肆佰壹拾伍元整" },
		{ INT64_MAX,
		  "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
		{ INT64_MIN,
		  "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char text[CAPITALS_SIZE];

		if (strcmp(capitals_format(cases[i].fen, text), cases[i].capitals) != 0)
			fail_msg("%" PRId64 " fen is %s and not %s", cases[i].fen, text,
				 cases[i].capitals);
	}
}

/* ---- The second way: every figure with its unit, then what is too much is taken out ---- */

/* All of `from` becomes `to`, which is not longer; says whether there was any. */
static bool replace(char text[WORK_SIZE], const char *from, const char *to)
{
	bool any = false;

	for (char *at; (at = strstr(text, from)); any = true) {
		char tail[WORK_SIZE];

		strcpy(tail, at + strlen(from));
		strcpy(at, to);
		strcat(at, tail);
	}
	return any;
}

static void tidy(char text[WORK_SIZE])
{
	static const char *const too_much[][2] = {
		{ "零仟", "零" }, { "零佰", "零" },   { "零拾", "零" }, { "零零", "零" },
		{ "零万", "万" }, { "亿万", "亿零" }, { "零亿", "亿" }, { "零元", "元" },
	};
	bool any;

	do {
		any = false;
		for (size_t i = 0; i < LENGTH(too_much); i++)
			any = replace(text, too_much[i][0], too_much[i][1]) || any;
	} while (any);
}

/* An amount above zero. */
static void write_the_second_way(int64_t fen, char text[WORK_SIZE])
{
	static const char *const figure[] = { "零", "壹", "贰", "叁", "肆",
					      "伍", "陆", "柒", "捌", "玖" };
	static const char *const unit[] = { "元", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿",
					    "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿" };
	char digits[32];
	int length = snprintf(digits, sizeof(digits), "%" PRId64, fen / 100);

	text[0] = '\0';
	for (int i = 0; fen >= 100 && i < length; i++) {
		strcat(text, figure[digits[i] - '0']);
		strcat(text, unit[length - 1 - i]);
	}
	tidy(text);
	if (fen % 100 == 0) {
		strcat(text, "整");
		return;
	}
	if (fen % 100 >= 10 || fen >= 100)
		strcat(text, figure[fen / 10 % 10]);
	if (fen % 100 >= 10)
		strcat(text, "角");
	if (fen % 10) {
		strcat(text, figure[fen % 10]);
		strcat(text, "分");
	}
}

/* Reads them back: the fen of an amount. */
static int64_t read_back(const char *text)
{
	static const struct {
		const char *word;
		int64_t size;
	} units[] = {
		{ "拾", 10 }, { "佰", 100 }, { "仟", 1000 }, { "万", 10000 }, { "亿", 100000000 }
	};
	static const char *const figure = "零壹贰叁肆伍陆柒捌玖";
	int64_t whole = 0, of_myriad = 0, group = 0, digit = 0, fen = 0;

	for (; *text; text += 3) {
		char word[4] = { text[0], text[1], text[2], '\0' };
		const char *at = strstr(figure, word);
		int64_t size = 0;

		if (at)
			digit = (at - figure) / 3;
		for (size_t i = 0; i < LENGTH(units); i++) {
			if (strcmp(units[i].word, word) == 0)
				size = units[i].size;
		}
		if (size && size < 10000) {
			group += digit * size;
			digit = 0;
		} else if (size == 10000) {
			of_myriad += (group + digit) * size;
			group = digit = 0;
		} else if (size || strcmp(word, "元") == 0) {
			whole = (whole + of_myriad + group + digit) * (size ? size : 100);
			of_myriad = group = digit = 0;
		} else if (!at && strcmp(word, "整") != 0) {
			fen += strcmp(word, "角") == 0 ? digit * 10 : digit;
		}
	}
	return whole + fen;
}

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 33;
}

/* Of any length, and with as many zeros as other figures, for zeros are what is hard. */
static int64_t any_amount(uint64_t *seed)
{
	int places = 1 + (int)(next(seed) % 18);
	int64_t fen = 1 + (int64_t)(next(seed) % 9);

	while (--places > 0)
		fen = fen * 10 + (next(seed) % 2 ? (int64_t)(next(seed) % 10) : 0);
	return fen;
}

static void any_amount_is_written_as_by_another_way_and_reads_back(void **state)
{
	uint64_t seed = 20261130;

	(void)state;
	for (int i = 0; i < AMOUNTS; i++) {
		int64_t fen = any_amount(&seed);
		char text[CAPITALS_SIZE], below[CAPITALS_SIZE], second[WORK_SIZE];

		capitals_format(fen, text);
		write_the_second_way(fen, second);
		if (strcmp(text, second) != 0)
			fail_msg("%" PRId64 " fen is %s, the second way %s", fen, text, second);
		if (read_back(text) != fen)
			fail_msg("%" PRId64 " fen is %s, which is %" PRId64, fen, text,
				 read_back(text));
		capitals_format(-fen, below);
		if (strncmp(below, "负", 3) != 0 || strcmp(below + 3, text) != 0)
			fail_msg("%" PRId64 " fen is %s", -fen, below);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_as_the_bank_writes_them),
		cmocka_unit_test(any_amount_is_written_as_by_another_way_and_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
