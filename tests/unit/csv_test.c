/* CSV: encodings, quoting, headers, what a file is refused for and what only a row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/text.h"
#include "scratch.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { CODE, NAME, LOCATION };

static const struct csv_column columns[] = {
	[CODE] = { "code", "科室编码", false, 20, CSV_NUMBER, "科室代码|department_code" },
	[NAME] = { "name", "科室名称", false, 32, CSV_WORDS, NULL },
	[LOCATION] = { "location", "位置", true, 32, CSV_VALUE, NULL },
};

static const char harmless[] = "序号|电话";

struct place {
	char path[160];
	struct csv *csv;
	struct problem problem;
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	scratch_file(place->path, sizeof(place->path), "csv");
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	unlink(place->path);
	free(place);
	return 0;
}

static enum status open_bytes(struct place *place, const char *bytes, size_t length)
{
	FILE *file = fopen(place->path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	memset(&place->problem, 0, sizeof(place->problem));
	return csv_open(&place->csv, place->path, columns, LENGTH(columns), harmless,
			&place->problem);
}

static enum status open_text(struct place *place, const char *text)
{
	return open_bytes(place, text, strlen(text));
}

static void assert_row(struct place *place, long line, const char *code, const char *name,
		       const char *location)
{
	size_t column;

	assert_true(csv_next(place->csv));
	assert_int_equal(csv_line(place->csv), line);
	if (csv_fault(place->csv, &column))
		fail_msg("line %ld: %s", line, csv_fault(place->csv, &column));
	assert_string_equal(csv_value(place->csv, CODE), code);
	assert_string_equal(csv_value(place->csv, NAME), name);
	assert_string_equal(csv_value(place->csv, LOCATION), location);
}

static void assert_end(struct place *place)
{
	assert_false(csv_next(place->csv));
	assert_false(csv_next(place->csv));
	csv_close(place->csv);
}

static void every_encoding_and_line_end_gives_the_same_rows(void **state)
{
	/* 科室编码,科室名称 / 01,内科 / 02,𠮷田科 by iconv(1), the last with a four-byte character.
	 */
	static const char gb_lf[] =
		"\xBF\xC6\xCA\xD2\xB1\xE0\xC2\xEB,\xBF\xC6\xCA\xD2\xC3\xFB\xB3\xC6\n"
		"01,\xC4\xDA\xBF\xC6\n02,\x95\x34\xB2\x35\xCC\xEF\xBF\xC6\n";
	static const char gb_crlf[] =
		"\xBF\xC6\xCA\xD2\xB1\xE0\xC2\xEB,\xBF\xC6\xCA\xD2\xC3\xFB\xB3\xC6\r\n"
		"01,\xC4\xDA\xBF\xC6\r\n02,\x95\x34\xB2\x35\xCC\xEF\xBF\xC6";
	static const char *const files[] = {
		"科室编码,科室名称\n01,内科\n02,𠮷田科\n",
		"\xEF\xBB\xBF科室编码,科室名称\r\n01,内科\r\n02,𠮷田科\r\n",
		"code,name\n01,内科\n02,𠮷田科",
		" Ｃｏｄｅ　,\"NAME\"\r\n 01 ,\"内科\"\r\n\"02\" , 𠮷田科\u3000",
		"科室编码,name\r01,内科\r02,𠮷田科\r",
		gb_lf,
		gb_crlf,
		"\x84\x31\x95\x33"
		"code,name\n01,\xC4\xDA\xBF\xC6\n02,\x95\x34\xB2\x35\xCC\xEF\xBF\xC6\n",
	};
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(files); i++) {
		if (open_text(place, files[i]))
			fail_msg("file %zu: %s", i, place->problem.message);
		assert_int_equal(csv_row_count(place->csv), 2);
		assert_row(place, 2, "01", "内科", "");
		assert_row(place, 3, "02", "𠮷田科", "");
		assert_end(place);
	}
}

static void columns_stand_in_any_order(void **state)
{
	struct place *place = *state;

	assert_int_equal(open_text(place, "位置,name,Code\n三楼,内科,01\n,外科,02\n"), STATUS_OK);
	assert_row(place, 2, "01", "内科", "三楼");
	assert_string_equal(csv_column_name(place->csv, CODE), "Code");
	assert_string_equal(csv_column_name(place->csv, LOCATION), "位置");
	assert_row(place, 3, "02", "外科", "");
	assert_end(place);
	assert_int_equal(open_text(place, "code,name\n"), STATUS_OK);
	assert_string_equal(csv_column_name(place->csv, LOCATION), "location");
	assert_int_equal(csv_row_count(place->csv), 0);
	assert_end(place);
}

static void quoted_values_hold_commas_quotes_and_lines(void **state)
{
	struct place *place = *state;

	assert_int_equal(open_text(place, "code,name\r\n"
					  "01,\"a, \"\"b\"\"\r\nc\"\r\n"
					  "\r\n"
					  "02,\"\"\n"
					  " ,\t\n"
					  "\"03\",x\"y\n"
					  "04,\"=1+1\""),
			 STATUS_OK);
	assert_int_equal(csv_row_count(place->csv), 4);
	assert_row(place, 2, "01", "a, \"b\"\r\nc", "");
	/* The line break in the quotes is a line of the file. */
	assert_row(place, 5, "02", "", "");
	assert_row(place, 7, "03", "x\"y", "");
	assert_row(place, 8, "04", "=1+1", "");
	assert_end(place);
}

static void a_row_of_bad_form_is_told_and_the_next_is_read(void **state)
{
	static const char *const faults[] = { "3 fields, the header 2", "1 fields, the header 2",
					      "after a closing quotation mark",
					      "20 bytes, at most 19" };
	static const size_t fault_columns[] = { CSV_NO_COLUMN, CSV_NO_COLUMN, CSV_NO_COLUMN, CODE };
	struct place *place = *state;
	const char *fault;
	size_t column;

	assert_int_equal(open_text(place, "科室编码,name\n01,a,b\n02\n\"03\"x,a\n"
					  "12345678901234567890,a\n1234567,内科\n"),
			 STATUS_OK);
	assert_int_equal(csv_row_count(place->csv), 5);
	for (size_t i = 0; i < LENGTH(faults); i++) {
		assert_true(csv_next(place->csv));
		assert_int_equal(csv_line(place->csv), 2 + (long)i);
		fault = csv_fault(place->csv, &column);
		assert_non_null(fault);
		assert_non_null(strstr(fault, faults[i]));
		assert_true(column == fault_columns[i]);
		/* What is there can be read, whatever the form. */
		assert_non_null(csv_value(place->csv, CODE));
		assert_non_null(csv_value(place->csv, NAME));
	}
	assert_row(place, 6, "1234567", "内科", "");
	assert_end(place);
}

static void assert_shown(const struct place *place, size_t row, size_t column, const char *expected)
{
	char shown[CSV_SHOWN_SIZE];

	assert_string_equal(csv_shown(place->csv, row, column, shown), expected);
}

static void a_cell_is_shown_as_it_stands_in_the_file_safely_and_masked(void **state)
{
	static const struct csv_column personal[] = {
		{ "id_number", "证件号", false, 64, CSV_NUMBER, NULL, CSV_MASK_ID_NUMBER },
		{ "phone", "手机", false, 64, CSV_NUMBER, NULL, CSV_MASK_PHONE },
		{ "room", "诊室", true, 512, CSV_WORDS, NULL, CSV_OPEN },
		{ "name", "姓名", true, 64, CSV_WORDS, NULL, CSV_MASK_NUMBERS },
	};
	struct place *place = *state;
	char shown[CSV_SHOWN_SIZE], text[700], longest[301];

	memset(longest, 'r', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	text_format(text, sizeof(text),
		    "id_number,phone,room,name\n ３３０１０６ 199001011230 ,'138 0000 "
		    "1234,\"a\x1b[2Jb\nc\",张三 138 0013 8001\n"
		    "x,y,%s,\n",
		    longest);
	assert_int_equal(open_text(place, text), STATUS_BAD_FILE);
	{
		FILE *file = fopen(place->path, "w");

		assert_non_null(file);
		fputs(text, file);
		assert_int_equal(fclose(file), 0);
	}
	assert_int_equal(csv_open(&place->csv, place->path, personal, LENGTH(personal), NULL,
				  &place->problem),
			 STATUS_OK);
	assert_true(csv_next(place->csv));
	/* What is read of it is tidy. */
	assert_string_equal(csv_value(place->csv, 0), "330106199001011230");
	assert_string_equal(csv_value(place->csv, 1), "13800001234");
	/* Of any row, whichever is the present one. */
	assert_true(csv_next(place->csv));
	csv_shown(place->csv, 0, 0, shown);
	assert_non_null(strchr(shown, '*'));
	assert_null(strstr(shown, "1990"));
	csv_shown(place->csv, 0, 1, shown);
	assert_non_null(strchr(shown, '*'));
	assert_null(strstr(shown, "0000"));
	assert_shown(place, 0, 2, "a\uFFFD[2Jb\uFFFDc");
	assert_shown(place, 0, 3, "张三 138******8001");
	csv_shown(place->csv, 1, 2, shown);
	assert_true(strlen(shown) < CSV_SHOWN_SIZE);
	assert_int_equal(shown[strlen(shown) - 1], '~');
	csv_close(place->csv);
}

static void a_file_of_bad_form_is_refused_as_a_whole_with_its_line(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{ "", "line 1: the header row" },
		{ "\n \n,,\r\n", "line 1: the header row" },
		{ "\xEF\xBB\xBF", "line 1: the header row" },
		{ "code,name,colour\n",
		  "line 1: the column \"colour\" is unknown; the columns are: "
		  "code (科室编码), name (科室名称), location (位置)." },
		{ "\n\ncode,nam\n", "line 3: the column \"nam\" is unknown" },
		{ "code,location\n01,x\n", "line 1: the column \"name\" (科室名称) is missing" },
		{ "code,name,Code\ncode\n",
		  "line 1: the columns \"code\" and \"Code\" are the same" },
		{ "code,name,code\n", "line 1: the column \"code\" appears twice" },
		{ "code,name,科室代码\n",
		  "line 1: the columns \"code\" and \"科室代码\" are the same" },
		{ "code,name,\n01,a,\n02,b,x\n",
		  "line 1: column 3 has no heading, but line 3 has a value in it" },
		{ "code,name,colour\n01,a,\n02,b,red\n", "the column \"colour\" is unknown" },
		{ "code;name\n01;x\n", "line 1: the columns are not separated by commas" },
		{ "code,name\n01,a\n02,\"b\n03,c\n",
		  "line 3: a quotation mark opens here and is never closed" },
		{ "code,name\n01,\"", "line 2: a quotation mark opens here" },
		{ "code,name\n01,\xFF\xFE\n", "line 2: the text is neither UTF-8 nor GB18030" },
		{ "code,name\n01,a\n02,\xC4", "line 3: the text is neither" },
		{ "\xEF\xBB\xBF"
		  "code,name\n01,\xC4\xDA\xBF\xC6\n",
		  "line 2: the text is neither" },
	};
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		assert_int_equal(open_text(place, cases[i].text), STATUS_BAD_FILE);
		assert_null(place->csv);
		if (!strstr(place->problem.message, cases[i].reason) ||
		    !strstr(place->problem.message, place->path))
			fail_msg("case %zu: %s", i, place->problem.message);
	}
	assert_int_equal(open_bytes(place, "code,name\n0\0,a\n", 15), STATUS_BAD_FILE);
	assert_non_null(strstr(place->problem.message, "line 2: there is a NUL byte"));
}

static void a_file_that_is_not_there_is_refused(void **state)
{
	struct place *place = *state;

	assert_int_equal(csv_open(&place->csv, "/nowhere/departments.csv", columns, LENGTH(columns),
				  harmless, &place->problem),
			 STATUS_BAD_FILE);
	assert_null(place->csv);
	assert_non_null(strstr(place->problem.message, "No such file or directory"));
}

/* Every beginning of a file is read or refused, and nothing is read outside of it (the sanitizer
 * watches). */
static void a_file_cut_at_any_byte_is_read_or_refused(void **state)
{
	static const char file[] =
		"\xEF\xBB\xBF科室编码,\"name\"\r\n\"0\"\"1\",\"a\r\nb\" \r\n, \r\n02,𠮷,\"x\"y\r\n";
	struct place *place = *state;
	size_t opened = 0;

	for (size_t length = 0; length < sizeof(file); length++) {
		size_t column;

		if (open_bytes(place, file, length))
			continue;
		opened++;
		while (csv_next(place->csv)) {
			csv_fault(place->csv, &column);
			assert_true(csv_line(place->csv) >= 2);
			assert_true(text_is_utf8(csv_value(place->csv, NAME),
						 strlen(csv_value(place->csv, NAME))));
		}
		csv_close(place->csv);
	}
	assert_true(opened > 10);
}

static void many_rows_are_read_and_counted(void **state)
{
	struct place *place = *state;
	FILE *file = fopen(place->path, "w");

	assert_non_null(file);
	fputs("code,name\n", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, "%d,名%d\n", i, i);
	fclose(file);
	assert_int_equal(csv_open(&place->csv, place->path, columns, LENGTH(columns), harmless,
				  &place->problem),
			 STATUS_OK);
	assert_int_equal(csv_row_count(place->csv), 20000);
	for (int i = 0; i < 20000; i++) {
		char code[16], name[32];

		text_format(code, sizeof(code), "%d", i);
		text_format(name, sizeof(name), "名%d", i);
		assert_row(place, i + 2, code, name, "");
	}
	assert_end(place);
}

static void what_is_written_is_read_back_and_is_no_formula(void **state)
{
	static const char *const values[] = {
		"plain", "a,b", "a\"b", "two\nlines", " ", "内科", ""
	};
	struct place *place = *state;
	char line[256] = "";
	FILE *file = fopen(place->path, "w");

	assert_non_null(file);
	csv_write(file, "code", false);
	csv_write(file, "name", true);
	for (size_t i = 0; i < LENGTH(values); i++) {
		csv_write(file, "1", false);
		csv_write(file, values[i], true);
	}
	csv_write(file, "=1+1", false);
	csv_write(file, "@a,\"b\"", true);
	fclose(file);
	assert_int_equal(csv_open(&place->csv, place->path, columns, LENGTH(columns), harmless,
				  &place->problem),
			 STATUS_OK);
	for (size_t i = 0; i < LENGTH(values); i++) {
		assert_true(csv_next(place->csv));
		assert_string_equal(csv_value(place->csv, NAME),
				    values[i][0] == ' ' ? "" : values[i]);
	}
	assert_true(csv_next(place->csv));
	assert_string_equal(csv_value(place->csv, CODE), "=1+1");
	assert_string_equal(csv_value(place->csv, NAME), "@a,\"b\"");
	assert_end(place);
	file = fopen(place->path, "r");
	assert_non_null(fgets(line, sizeof(line), file));
	assert_string_equal(line, "code,name\r\n");
	while (fgets(line, sizeof(line), file))
		;
	fclose(file);
	assert_string_equal(line, "'=1+1,\"'@a,\"\"b\"\"\"\r\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

static void what_a_spreadsheet_puts_around_a_value_is_no_part_of_it(void **state)
{
	static const struct {
		const char *cell, *code, *name, *location;
	} cases[] = {
		{ "'0123", "0123", "0123", "0123" },
		{ "`0123", "0123", "`0123", "0123" },
		{ "\"=\"\"0123\"\"\"", "0123", "0123", "0123" },
		{ "=\"0123\"", "0123", "0123", "0123" },
		{ "’0123", "0123", "’0123", "0123" },
		{ "'=1", "=1", "=1", "=1" },
		{ "\u202A01 23\u202C", "0123", "\u202A01 23\u202C", "01 23" },
		{ "\uFEFF'０１２３", "0123", "\uFEFF'０１２３", "0123" },
		{ "01\u200923", "0123", "01\u200923", "01\u200923" },
		{ "\"=\"\"\"", "=\"", "=\"", "=\"" },
		{ "'", "", "'", "" },
	};
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		char text[256];

		text_format(text, sizeof(text), "code,name,location\n%s,%s,%s\n", cases[i].cell,
			    i ? cases[i].cell : "'t Hooft", cases[i].cell);
		assert_int_equal(open_text(place, text), STATUS_OK);
		assert_row(place, 2, cases[i].code, i ? cases[i].name : "'t Hooft",
			   cases[i].location);
		csv_close(place->csv);
	}
}

static void a_number_that_a_spreadsheet_has_changed_is_a_fault_of_its_row(void **state)
{
	static const struct {
		const char *code, *fault; /* NULL: none */
	} cases[] = {
		{ "3.30106E+17", "3.30106E+17: a spreadsheet has shortened this number" },
		{ "4E+27", "a spreadsheet has shortened" },
		{ "'13900000003.0", "13900000003.0: another program took this number" },
		{ "1001.00", "another program took" },
		{ "1E5", NULL },
		{ "D01.0", NULL },
		{ "1001.5", NULL },
		{ "12E+5", NULL },
		{ "1001.", NULL },
	};
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *fault;
		char text[128];
		size_t column;

		text_format(text, sizeof(text), "科室编码,name\n%s,1.0\n", cases[i].code);
		assert_int_equal(open_text(place, text), STATUS_OK);
		assert_true(csv_next(place->csv));
		fault = csv_fault(place->csv, &column);
		if (!fault != !cases[i].fault || (fault && !strstr(fault, cases[i].fault)))
			fail_msg("%s: %s", cases[i].code, fault ? fault : "no fault");
		assert_true(column == (fault ? (size_t)CODE : CSV_NO_COLUMN));
		csv_close(place->csv);
	}
}

static void columns_without_heading_and_value_are_nothing(void **state)
{
	static const char *const files[] = {
		"code,name,\n01,内科,\n02,外科,\n",
		"code,name\n01,内科,,\n02,外科,\n",
		"code,name,,\n01,内科\n02,外科,,,,\n",
		"code,,name\n01,,内科\n02,,外科\n",
	};
	struct place *place = *state;
	struct csv_headings headings;

	for (size_t i = 0; i < LENGTH(files); i++) {
		assert_int_equal(open_text(place, files[i]), STATUS_OK);
		csv_passed_over(place->csv, &headings);
		assert_int_equal(headings.count, 0);
		assert_row(place, 2, "01", "内科", "");
		assert_row(place, 3, "02", "外科", "");
		assert_end(place);
	}
}

static void harmless_columns_and_those_without_a_value_are_passed_over_and_named(void **state)
{
	struct place *place = *state;
	struct csv_headings headings;
	char text[256];

	assert_int_equal(open_text(place, "序 号,科室代码,电话,Name,备注\n1,01,6.0E+7,内科,\n"),
			 STATUS_OK);
	csv_passed_over(place->csv, &headings);
	assert_int_equal(headings.count, 3);
	assert_string_equal(headings.heading[1], "电话");
	assert_string_equal(csv_say_passed_over(&headings, text, sizeof(text)),
			    "The columns 序 号, 电话, 备注 were not read.");
	assert_row(place, 2, "01", "内科", "");
	assert_end(place);
	assert_int_equal(open_text(place, "code,name\n01,内科\n"), STATUS_OK);
	csv_passed_over(place->csv, &headings);
	assert_string_equal(csv_say_passed_over(&headings, text, sizeof(text)), "");
	csv_close(place->csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_encoding_and_line_end_gives_the_same_rows),
		TEST(columns_stand_in_any_order),
		TEST(quoted_values_hold_commas_quotes_and_lines),
		TEST(a_row_of_bad_form_is_told_and_the_next_is_read),
		TEST(a_cell_is_shown_as_it_stands_in_the_file_safely_and_masked),
		TEST(a_file_of_bad_form_is_refused_as_a_whole_with_its_line),
		TEST(a_file_that_is_not_there_is_refused),
		TEST(a_file_cut_at_any_byte_is_read_or_refused),
		TEST(many_rows_are_read_and_counted),
		TEST(what_is_written_is_read_back_and_is_no_formula),
		TEST(what_a_spreadsheet_puts_around_a_value_is_no_part_of_it),
		TEST(a_number_that_a_spreadsheet_has_changed_is_a_fault_of_its_row),
		TEST(columns_without_heading_and_value_are_nothing),
		TEST(harmless_columns_and_those_without_a_value_are_passed_over_and_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
