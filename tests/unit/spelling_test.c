/* The spelling of names by the program's own table, against ICU, from whose rules it is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/spelling.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Characters drawn from the same numbers in every run. */
struct dice {
	uint64_t state;
};

static uint32_t throw_dice(struct dice *dice, uint32_t sides)
{
	dice->state = dice->state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(dice->state >> 33) % sides;
}

struct rules {
	UTransliterator *opened[SPELLING_COUNT];
};

static int open_rules(void **state)
{
	static const char *const rules[SPELLING_COUNT] = {
		[SPELLING_NAMES] = "Han-Latin/Names; Lower; "
				   "[^\\u00FC\\u01D6\\u01D8\\u01DA\\u01DC] Latin-ASCII",
		[SPELLING_PLAIN] = "Han-Latin; Lower; "
				   "[^\\u00FC\\u01D6\\u01D8\\u01DA\\u01DC] Latin-ASCII",
	};
	static struct rules all;

	for (int i = 0; i < SPELLING_COUNT; i++) {
		UErrorCode error = U_ZERO_ERROR;
		UChar id[128];

		u_uastrcpy(id, rules[i]);
		all.opened[i] = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
		if (U_FAILURE(error))
			return -1;
	}
	*state = &all;
	return 0;
}

static int close_rules(void **state)
{
	const struct rules *all = *state;

	for (int i = 0; i < SPELLING_COUNT; i++)
		utrans_close(all->opened[i]);
	return 0;
}

/* What ICU leaves of a text, made as tidy as the program's own. */
static void tidy(char *text)
{
	const char *at = text;
	char *out = text;

	while (*at) {
		uint32_t character = text_next(&at);

		if (character == 0xFC || (character >= 0x1D6 && character <= 0x1DC))
			*out++ = 'v';
		else if ((character >= 'a' && character <= 'z') ||
			 (character >= '0' && character <= '9'))
			*out++ = (char)character;
		else if (character == '\'' || (character >= 0x300 && character <= 0x36F))
			continue;
		else if (out != text && out[-1] != ' ')
			*out++ = ' ';
	}
	*out = '\0';
	text_trim(text);
}

static void spell_by_icu(UTransliterator *rules, const char *text, char out[SPELLING_SIZE])
{
	UErrorCode error = U_ZERO_ERROR;
	UChar wide[SPELLING_SIZE];
	int32_t length, limit;

	u_strFromUTF8WithSub(wide, SPELLING_SIZE, &length, text, -1, TEXT_INVALID, NULL, &error);
	limit = length;
	utrans_transUChars(rules, wide, &length, SPELLING_SIZE, 0, &limit, &error);
	u_strToUTF8(out, SPELLING_SIZE - 1, &length, wide, length, &error);
	assert_true(U_SUCCESS(error));
	out[length] = '\0';
	tidy(out);
}

/* Compares both; says the text in numbers, for most of these cannot be printed. */
static bool is_spelt_alike(const struct rules *all, const char *text)
{
	bool alike = true;

	for (int i = 0; i < SPELLING_COUNT; i++) {
		char ours[SPELLING_SIZE], icu[SPELLING_SIZE];
		const char *at = text;

		spelling_of((enum spelling)i, text, ours);
		spell_by_icu(all->opened[i], text, icu);
		if (strcmp(ours, icu) == 0)
			continue;
		alike = false;
		print_error("%s:", i == SPELLING_NAMES ? "name" : "plain");
		while (*at)
			print_error(" U+%04X", (unsigned)text_next(&at));
		print_error(" is \"%s\", by ICU \"%s\"\n", ours, icu);
	}
	return alike;
}

static bool is_character(uint32_t character)
{
	int type = u_charType((UChar32)character);

	return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR && type != U_SURROGATE;
}

static void every_character_is_spelt_as_icu_spells_it(void **state)
{
	int bad = 0;

	for (uint32_t character = 1; character < 0x110000 && bad < 20; character++) {
		char text[5];

		if (!is_character(character) && character % 64)
			continue;
		if (u_charType((UChar32)character) == U_SURROGATE)
			continue;
		text_encode(character, text);
		bad += !is_spelt_alike(*state, text);
	}
	assert_int_equal(bad, 0);
}

static void whole_names_are_spelt_as_icu_spells_them(void **state)
{
	static const char *const names[] = {
		"欧阳修",	"万俟卨",      "王万俟",      "长孙无忌",
		"王长孙",	"令狐冲",      "澹台灭明",    "单于单",
		"重庆",		"王重庆",      "沈阳",	      "沈 阳",
		"沈  阳",	"秘鲁",	       "西藏文",      "藏文",
		"乐乐",		"查·查",       "买买提·艾力", "张3",
		"3张",		"3单",	       "单3单",	      "张John",
		"John张",	"José Müller", "Müller",      "O'Neil",
		"O’Neil",	"‘张’",	       "张'三",	      "Ａ１张",
		"ß張ß",		"ﬁ张",	       "½张",	      "①张",
		"㈠张",		"张㈠",	       "ㄓㄤ张",      "ア张ア",
		"가张",		"ｱﾞ张",	       "ǖǘǚǜü",	      "Ǖü",
		"u\xCC\x88",	"ü\xCC\x81",   "é\xCC\xB1",   "e\xCC\x81",
		"张\xCC\x81三", "张\xCC\x81x", "葛󠄀城",  "𠮷田",
		"㐂",		"䶮",	       "〇一",	      "々々",
		"〆切",		"⺀⻓⾧",      "豈更車",      "(张)",
		"张(三)",	"《张》三",    "x(张",	      "张，x",
		"张.x",		"Ⅷ张",	       "№1",	      "İi",
		"ıI",		"K",	       "ŉx",	      "\xFF\xFE张\x80x",
		"張\t三",	"　张　三",    "仇仇",	      "王\xE2\x80\x8B仇",
		"刀·刀",	"X刀",	       "x 刀",	      "刀x刀",
	};
	int bad = 0;

	for (size_t i = 0; i < LENGTH(names); i++)
		bad += !is_spelt_alike(*state, names[i]);
	assert_int_equal(bad, 0);
}

/* Common ideographs, what has a reading of its own in names and pairs, Latin, digits, marks. */
static uint32_t draw_character(struct dice *dice)
{
	static const uint32_t special[] = {
		0x4EE4, 0x72D0, 0x4E07, 0x4FDF, 0x6FB9, 0x53F0, 0x957F, 0x5B59, 0x85CF,	 0x6587,
		0x91CD, 0x5E86, 0x6C88, 0x9633, 0x79D8, 0x9C81, 0x5355, 0x67E5, 0x4EC7,	 0x4E50,
		0x533A, 0x89E3, 0x66FE, 0x5458, ' ',	' ',	'\'',	0xB7,	'-',	 '.',
		0x2019, 0x2018, 0xFC,	0xDC,	0xFF21, 0xFF11, 0x3007, 0x30A2, 0x20BB7, 0x301,
	};

	switch (throw_dice(dice, 8)) {
	case 0:
	case 1: return special[throw_dice(dice, LENGTH(special))];
	case 2: return 'A' + throw_dice(dice, 26);
	case 3: return 'a' + throw_dice(dice, 26);
	case 4: return '0' + throw_dice(dice, 10);
	case 5: return 0xC0 + throw_dice(dice, 0x180);
	default: return 0x4E00 + throw_dice(dice, 0x5200);
	}
}

static void texts_at_random_are_spelt_as_icu_spells_them(void **state)
{
	enum { TEXTS = 10000, CHARACTERS_MOST = 8 };
	struct dice dice = { .state = 20261121 };
	int bad = 0;

	for (int i = 0; i < TEXTS && bad < 20; i++) {
		uint32_t count = 1 + throw_dice(&dice, CHARACTERS_MOST);
		char text[CHARACTERS_MOST * 4 + 1] = "";

		for (uint32_t k = 0; k < count; k++)
			text_encode(draw_character(&dice), text + strlen(text));
		bad += !is_spelt_alike(*state, text);
	}
	assert_int_equal(bad, 0);
}

static void a_text_too_long_is_cut_where_there_is_no_more_room(void **state)
{
	char text[3 * SPELLING_SIZE + 1] = "", out[SPELLING_SIZE];

	(void)state;
	for (size_t i = 0; i < SPELLING_SIZE; i++)
		memcpy(text + 3 * i, "庄", 4);
	spelling_of(SPELLING_NAMES, text, out);
	assert_true(strlen(out) >= SPELLING_SIZE - 2);
	assert_memory_equal(out, "zhuang zhuang ", 14);
}

static void names_are_compared_without_case_width_accents_and_marks(void **state)
{
	static const char *const same[][2] = {
		{ "Li Anna", "LI ANNA" },
		{ "José", "JOSÉ" },
		{ "José", "jose\xCC\x81" },
		{ "Müller", "MULLER" },
		{ "u\xCC\x88", "Ü" },
		{ "Łukasz Żak", "LUKASZ ZAK" },
		{ "O’Brien", "O'BRIEN" },
		{ "Weiß", "WEISS" },
		{ "Núñez-Li", "nunez li" },
		{ "Ｌｉ　Ａｎｎａ", "Li Anna" },
		{ "Иванов", "ИВАНОВ" },
		{ "Σοφίας", "ΣΟΦΊΑΣ" },
		{ "买买提·艾力", "买买提•艾力" },
		{ "张 三", "张三" },
		{ "Nguyễn Đức", "NGUYEN DUC" },
		{ "Əliyev", "əliyev" },
	};
	static const char *const other[][2] = {
		{ "Li Anna", "Li Anne" }, { "张三", "張三" }, { "张三", "Zhang San" },
		{ "Иванов", "Иванова" },  { "?", "!" },	      { "", "张" },
		{ "가나", "가다" },	  { "Lv", "Lü" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(same); i++)
		assert_true(spelling_is_same(same[i][0], same[i][1]));
	for (size_t i = 0; i < LENGTH(other); i++)
		assert_false(spelling_is_same(other[i][0], other[i][1]));
}

static void every_capital_is_compared_as_its_small_letter(void **state)
{
	int bad = 0;

	(void)state;
	for (UChar32 small = 1; small < 0x110000; small++) {
		UChar32 capital = u_toupper(small);
		char text[5], folded[SPELLING_FOLDED_SIZE], other[SPELLING_FOLDED_SIZE];

		/* The sign for a millionth is no letter of a name; its capital is. */
		if (capital == small || !u_isalpha(small) || small == 0xB5)
			continue;
		spelling_fold_character((uint32_t)small, folded);
		spelling_fold_character((uint32_t)capital, other);
		if (*folded && strcmp(folded, other) == 0)
			continue;
		text_encode((uint32_t)small, text);
		print_error("U+%04X %s folds to \"%s\", its capital to \"%s\"\n", (unsigned)small,
			    text, folded, other);
		bad++;
	}
	assert_int_equal(bad, 0);
}

static void what_is_folded_folds_to_itself(void **state)
{
	int bad = 0;

	(void)state;
	for (uint32_t character = 1; character < 0x110000; character++) {
		char folded[SPELLING_FOLDED_SIZE], again[SPELLING_SIZE];

		if (!is_character(character))
			continue;
		spelling_fold_character(character, folded);
		spelling_fold(folded, again, sizeof(again));
		bad += strcmp(folded, again) != 0;
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_spelt_as_icu_spells_it),
		cmocka_unit_test(whole_names_are_spelt_as_icu_spells_them),
		cmocka_unit_test(texts_at_random_are_spelt_as_icu_spells_them),
		cmocka_unit_test(a_text_too_long_is_cut_where_there_is_no_more_room),
		cmocka_unit_test(names_are_compared_without_case_width_accents_and_marks),
		cmocka_unit_test(every_capital_is_compared_as_its_small_letter),
		cmocka_unit_test(what_is_folded_folds_to_itself),
	};

	return cmocka_run_group_tests(tests, open_rules, close_rules);
}
