/* Text: what is valid and clean, how wide it is drawn, how it is cut, tidied and read as a number.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void invalid_bytes_are_refused_and_read_one_by_one(void **state)
{
	/* Overlong forms, a surrogate, beyond U+10FFFF, cut sequences, lone continuation, 5-byte
	 * form (RFC 3629). */
	static const char *const invalid[] = {
		"\xC0\x80",	    "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
		"\xF4\x90\x80\x80", "\xE5\xBC", "\xF0\xA0\xAE", "\x80",		"\xFF",
		"\xF8\x88\x80\x80", "\xC2"
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(invalid); i++) {
		const char *at = invalid[i];

		assert_false(text_is_utf8(invalid[i], strlen(invalid[i])));
		assert_false(text_is_clean(invalid[i]));
		assert_int_equal(text_next(&at), TEXT_INVALID);
		assert_ptr_equal(at, invalid[i] + 1);
	}
	assert_int_equal(text_utf8_prefix("a张\xFFz", 6), 4);
	assert_int_equal(text_utf8_prefix("张", 2), 0);
}

static void every_character_is_encoded_as_it_is_read(void **state)
{
	(void)state;
	for (uint32_t character = 1; character <= 0x10FFFF; character++) {
		char bytes[5];
		const char *at = bytes;
		size_t size;

		if (character == 0xD800)
			character = 0xE000;
		size = text_encode(character, bytes);
		if (text_next(&at) != character || at != bytes + size || !text_is_utf8(bytes, size))
			fail_msg("U+%04X", character);
	}
}

static void the_end_is_never_passed(void **state)
{
	const char *at = "";

	(void)state;
	assert_int_equal(text_next(&at), 0);
	assert_int_equal(text_next(&at), 0);
	assert_string_equal(at, "");
}

static void controls_and_bidi_and_invisible_characters_are_not_clean(void **state)
{
	static const uint32_t hidden[] = { 0x01,   0x09,   0x0A,   0x1B,   0x7F,   0x85,
					   0x9B,   0xAD,   0x061C, 0x200B, 0x200D, 0x200E,
					   0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060,
					   0x2066, 0x2069, 0xFEFF, 0xE0041 };
	static const char *const clean[] = { "",	 "张三",       "买买提·艾力", "𠮷田",
					     "O'Neil-Å", "葛󠄀城", "e\u0301" };

	(void)state;
	for (size_t i = 0; i < LENGTH(hidden); i++) {
		char text[16] = "a", bytes[5];

		text_encode(hidden[i], bytes);
		text_copy(text + 1, sizeof(text) - 1, bytes);
		if (text_is_clean(text) || text_visible(hidden[i]) != 0xFFFD ||
		    text_character_columns(hidden[i]) != 1)
			fail_msg("U+%04X passes", hidden[i]);
	}
	for (size_t i = 0; i < LENGTH(clean); i++)
		assert_true(text_is_clean(clean[i]));
}

static void columns_are_those_of_the_terminal(void **state)
{
	(void)state;
	/* As glibc 2.36 has them in C.UTF-8: ambiguous widths are 1. */
	assert_int_equal(text_columns("张￥〇𠮷㐂"), 10);
	assert_int_equal(text_columns("¥…—①│·"), 6);
	assert_int_equal(text_columns("a\x1b[31m"), 6);
	assert_int_equal(text_columns("e\u0301"), 1);
	assert_int_equal(text_columns("\xFF\xFE"), 2);
	assert_int_equal(text_length("买买提·艾力"), 6);
	assert_int_equal(text_length("𠮷a\xFF"), 3);
}

static void a_cut_text_ends_in_a_mark_and_never_in_half_a_character(void **state)
{
	static const struct {
		const char *text;
		int columns;
		const char *shown;
		int used;
	} cases[] = {
		{ "张三丰", 6, "张三丰", 6 },
		{ "张三丰", 5, "张三~", 5 },
		{ "张三丰", 4, "张~", 3 },
		{ "张三丰", 2, "~", 1 },
		{ "张", 1, "~", 1 },
		{ "张", 0, "", 0 },
		{ "张", -3, "", 0 },
		{ "abc", 3, "abc", 3 },
		{ "abcd", 3, "ab~", 3 },
		{ "a\x1b"
		  "c",
		  3, "a\uFFFDc", 3 },
		{ "", 5, "", 0 },
		{ "ae\u0301", 2, "ae\u0301", 2 },
		{ "e\u0301xy", 2, "e\u0301~", 2 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char out[64];

		assert_int_equal(text_cut(out, sizeof(out), cases[i].text, cases[i].columns),
				 cases[i].used);
		assert_string_equal(out, cases[i].shown);
		assert_int_equal(text_columns(out), cases[i].used);
	}
}

static void cutting_and_padding_never_write_past_the_room(void **state)
{
	(void)state;
	for (size_t size = 1; size <= 24; size++) {
		for (int columns = 0; columns <= 12; columns++) {
			/* From the heap, so that the sanitizer sees one byte too many. */
			char *out = malloc(size);
			int used = text_cut(out, size, "张a三e\u0301\xFF𠮷", columns);

			assert_true(used <= columns);
			assert_int_equal(text_columns(out), used);
			assert_true(text_is_utf8(out, strlen(out)));
			text_pad(out, size, "张a三e\u0301\xFF𠮷", columns, TEXT_RIGHT);
			assert_true(text_is_utf8(out, strlen(out)));
			text_pad(out, size, "x", columns, TEXT_LEFT);
			assert_true(strlen(out) < size);
			text_copy(out, size, "张a三𠮷");
			assert_true(text_is_utf8(out, strlen(out)));
			text_format(out, size, "%s", "三张a𠮷");
			assert_true(text_is_utf8(out, strlen(out)));
			text_printable(out, size, "\x01\x02张");
			assert_true(text_is_utf8(out, strlen(out)));
			free(out);
		}
	}
}

static void a_padded_text_fills_its_columns_exactly(void **state)
{
	char out[64];

	(void)state;
	text_pad(out, sizeof(out), "张三", 6, TEXT_LEFT);
	assert_string_equal(out, "张三  ");
	text_pad(out, sizeof(out), "张三", 6, TEXT_RIGHT);
	assert_string_equal(out, "  张三");
	text_pad(out, sizeof(out), "张三丰", 4, TEXT_LEFT);
	assert_string_equal(out, "张~ ");
	text_pad(out, sizeof(out), "15.00", 8, TEXT_RIGHT);
	assert_string_equal(out, "   15.00");
}

static void a_copy_says_when_it_had_to_cut(void **state)
{
	char out[6];

	(void)state;
	assert_true(text_copy(out, sizeof(out), "张ab"));
	assert_string_equal(out, "张ab");
	assert_false(text_copy(out, sizeof(out), "a张三"));
	assert_string_equal(out, "a张");
	assert_false(text_copy(out, sizeof(out), "ab𠮷"));
	assert_string_equal(out, "ab");
	assert_false(text_format(out, sizeof(out), "%s-%d", "张", 77));
	assert_string_equal(out, "张-7");
	assert_true(text_format(out, sizeof(out), "%d", 12345));
	assert_false(text_printable(out, sizeof(out),
				    "a\x1b"
				    "bc"));
	assert_string_equal(out, "a\uFFFDb");
}

static void white_space_goes_from_both_ends_only(void **state)
{
	char text[] = " \t\u3000\u00A0张 三\u3000\r\n", blank[] = " \u3000 ", none[] = "",
	     wide[] = "a\xE3\x80\xC2\xA0\xE3\x80\x80 \t", broken[] = "\xE2\xC2\xA0";

	(void)state;
	assert_string_equal(text_trim(text), "张 三");
	assert_string_equal(text_trim(blank), "");
	assert_string_equal(text_trim(none), "");
	/* Spaces of two and three bytes at the end, and bytes that are half of one. */
	assert_string_equal(text_trim(wide), "a\xE3\x80");
	assert_string_equal(text_trim(broken), "\xE2");
}

static void full_width_typing_becomes_ascii(void **state)
{
	char text[] = "１３８－００１３Ｘｘ（）～\u3000·张\xFF";
	char upper[] = "aZ9张", lower[] = "aZ9张";

	(void)state;
	assert_string_equal(text_narrow(text), "138-0013Xx()~ ·张\xFF");
	assert_string_equal(text_upper(upper), "AZ9张");
	assert_string_equal(text_lower(lower), "az9张");
}

static void a_number_is_read_whole_and_within_its_bounds(void **state)
{
	static const char *const wrong[] = { "",    "-",   "+1",
					     " 1",  "1 ",  "1.0",
					     "0x1", "１",  "9223372036854775808",
					     "1e3", "--1", "99999999999999999999999999" };
	int64_t number = 42;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_false(text_to_number(wrong[i], INT64_MIN, INT64_MAX, &number));
	assert_false(text_to_number("8", 0, 7, &number));
	assert_false(text_to_number("-1", 0, 7, &number));
	assert_int_equal(number, 42);
	assert_true(text_to_number("007", 0, 7, &number));
	assert_int_equal(number, 7);
	assert_true(text_to_number("9223372036854775807", 0, INT64_MAX, &number));
	assert_true(number == INT64_MAX);
	assert_true(text_to_number("-9223372036854775808", INT64_MIN, 0, &number));
	assert_true(number == INT64_MIN);
	assert_true(text_is_digits("0123"));
	assert_false(text_is_digits(""));
	assert_false(text_is_digits("12a"));
}

static void what_a_spreadsheet_would_run_is_recognised(void **state)
{
	static const char *const formulas[] = { "=1+1", "+1",	     "-1",	 "@x",
						"\t=1", "\rx",	     "  =1",	 "＝1",
						"＠x",	"\u3000＋1", "\u200B=1", "\uFEFF=1" };
	static const char *const plain[] = { "", "张三", "1-2", "a=b", " x", "·=" };

	(void)state;
	for (size_t i = 0; i < LENGTH(formulas); i++)
		assert_true(text_starts_like_formula(formulas[i]));
	for (size_t i = 0; i < LENGTH(plain); i++)
		assert_false(text_starts_like_formula(plain[i]));
}

static void chinese_characters_beyond_the_bmp_are_chinese(void **state)
{
	(void)state;
	assert_true(text_is_han(0x5F20) && text_is_han(0x20BB7) && text_is_han(0x3402) &&
		    text_is_han(0x3007));
	assert_false(text_is_han('a') || text_is_han(0xB7) || text_is_han(0x30A2) ||
		     text_is_han(0xFF21) || text_is_han(0x3000));
}

static void what_stands_for_a_value_is_tidied_of_blanks_and_unseen_marks(void **state)
{
	static const struct {
		const char *typed, *value, *number;
	} cases[] = {
		{ " \u202A13 8\u202C\t", "13 8", "138" },
		{ "\uFEFFＡ１\u3000", "A1", "A1" },
		{ "\u2009a\u200Bb\u202Fc ", "ab\u202Fc", "abc" },
		{ "a\x01\x7F", "a\x01\x7F", "a\x01\x7F" },
		{ "\u200D\u00AD", "", "" },
		{ "a\nb", "a\nb", "ab" },
		{ "张 三\xFF", "张 三\xFF", "张三\xFF" },
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		text_copy(text, sizeof(text), cases[i].typed);
		assert_string_equal(text_tidy(text), cases[i].value);
		text_copy(text, sizeof(text), cases[i].typed);
		assert_string_equal(text_tidy_number(text), cases[i].number);
	}
}

static void the_first_character_that_is_not_clean_is_found_with_its_place(void **state)
{
	static const struct {
		const char *text;
		uint32_t character;
		size_t place;
	} cases[] = {
		{ "张\u202E三\u200B", 0x202E, 2 },
		{ "\x1B[2J", 0x1B, 1 },
		{ "张三\xFF", TEXT_INVALID, 3 },
		{ "a\xC2\x85", 0x85, 2 },
	};
	uint32_t character;
	size_t place;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_true(text_find_unclean(cases[i].text, &character, &place));
		assert_int_equal(character, cases[i].character);
		assert_int_equal(place, cases[i].place);
		assert_false(text_is_clean(cases[i].text));
	}
	/* That a character was lost before is to be seen, and so clean. */
	assert_false(text_find_unclean("张\uFFFD三", &character, &place));
	assert_false(text_find_unclean("", &character, &place));
	assert_true(text_is_typed("张\u202E三"));
	assert_false(text_is_typed("张\x1B三"));
	assert_false(text_is_typed("张\xFF"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_bytes_are_refused_and_read_one_by_one),
		cmocka_unit_test(every_character_is_encoded_as_it_is_read),
		cmocka_unit_test(the_end_is_never_passed),
		cmocka_unit_test(controls_and_bidi_and_invisible_characters_are_not_clean),
		cmocka_unit_test(columns_are_those_of_the_terminal),
		cmocka_unit_test(a_cut_text_ends_in_a_mark_and_never_in_half_a_character),
		cmocka_unit_test(cutting_and_padding_never_write_past_the_room),
		cmocka_unit_test(a_padded_text_fills_its_columns_exactly),
		cmocka_unit_test(a_copy_says_when_it_had_to_cut),
		cmocka_unit_test(white_space_goes_from_both_ends_only),
		cmocka_unit_test(full_width_typing_becomes_ascii),
		cmocka_unit_test(a_number_is_read_whole_and_within_its_bounds),
		cmocka_unit_test(what_a_spreadsheet_would_run_is_recognised),
		cmocka_unit_test(chinese_characters_beyond_the_bmp_are_chinese),
		cmocka_unit_test(what_stands_for_a_value_is_tidied_of_blanks_and_unseen_marks),
		cmocka_unit_test(the_first_character_that_is_not_clean_is_found_with_its_place),
	};

	language_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
