/* Workbooks as files, and the notations in them; what stands in the cells is read back by
 * tests/e2e/workbook.py. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/language.h"
#include "base/text.h"
#include "reports/xlsx/xlsx.h"
#include "reports/xlsx/xlsx_chart.h"
#include "scratch.h"

static char folder[FILE_PATH_SIZE / 2];

static int set_up(void **state)
{
	(void)state;
	language_start();
	scratch_folder(folder, sizeof(folder), "xlsx");
	return 0;
}

/* How many files are in the folder, hidden ones too. */
static int files(void)
{
	DIR *directory = opendir(folder);
	int count = 0;

	assert_non_null(directory);
	for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			count++;
	}
	closedir(directory);
	return count;
}

static int tear_down(void **state)
{
	static const char *const names[] = { "a.xlsx", "b.xlsx", "stderr" };
	char path[FILE_PATH_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		text_format(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	/* Fails when the library left anything behind. */
	return rmdir(folder);
}

static const struct sheet_column columns[] = {
	{ .title = "Name", .kind = VALUE_TEXT },   { .title = "Count", .kind = VALUE_COUNT },
	{ .title = "Money", .kind = VALUE_MONEY }, { .title = "Day", .kind = VALUE_DAY },
	{ .title = "Note", .kind = VALUE_NOTE },
};

static void write_rows(struct xlsx_sheet *sheet, int rows)
{
	for (int i = 0; i < rows; i++) {
		char name[32];

		text_format(name, sizeof(name), "=1+%d 张三丰", i);
		xlsx_row(sheet);
		xlsx_text(sheet, 0, name);
		xlsx_number(sheet, 1, i);
		xlsx_number(sheet, 2, i * 1001);
		xlsx_day(sheet, 3, 20780 + i);
		xlsx_text(sheet, 4, i % 2 ? "a <b> & \"c\"" : "\x01\xff\xef\xbf\xbe");
	}
}

/* A book of so many rows, with a formula and a chart. */
static enum status write_book(const char *name, const char *clinic, int rows,
			      struct problem *problem)
{
	struct xlsx_about about = {
		.title = "t", .clinic = clinic, .line = "", .day = "2026-11-23", .created = 20780
	};
	const struct xlsx_bar bar = { "=1+0 张三丰", { 0 } };
	struct xlsx_chart chart = { .title = "c",
				    .series = { 1 },
				    .series_count = 1,
				    .bars = &bar,
				    .bar_count = 1,
				    .width = 300,
				    .height = 200 };
	char path[FILE_PATH_SIZE], formula[XLSX_PIECE_SIZE + 8];
	struct xlsx_sheet *sheet;
	struct xlsx *book;
	enum status status;

	text_format(path, sizeof(path), "%s/%s", folder, name);
	status = xlsx_open(&book, path, &about, problem);
	if (status)
		return status;
	sheet = xlsx_sheet_add(book, "Sheet's name", columns, 5);
	xlsx_heading(sheet, "Title");
	xlsx_header(sheet);
	write_rows(sheet, rows);
	xlsx_table_end(sheet, "Nothing.");
	xlsx_strong_row(sheet);
	text_format(formula, sizeof(formula), "SUM(%s)", xlsx_range(sheet, 2).text);
	xlsx_formula(sheet, 2, value_money(1001), formula);
	chart.table = sheet;
	if (rows)
		xlsx_bar_chart(sheet, 0, 6, &chart);
	return xlsx_finish(book, problem);
}

static void must_write(const char *name, const char *clinic, int rows)
{
	struct problem problem;

	if (write_book(name, clinic, rows, &problem))
		fail_msg("%s", problem.message);
}

/* The bytes of a file of the folder; the caller frees them. */
static char *bytes_of(const char *name, size_t *length)
{
	struct problem problem;
	char path[FILE_PATH_SIZE];
	char *bytes;

	text_format(path, sizeof(path), "%s/%s", folder, name);
	if (file_read(path, 10 * 1024 * 1024, &bytes, length, &problem))
		fail_msg("%s", problem.message);
	return bytes;
}

static void equal_calls_give_equal_bytes(void **state)
{
	size_t first_length, second_length;
	char *first, *second;

	(void)state;
	must_write("a.xlsx", "诊所", 300);
	must_write("b.xlsx", "诊所", 300);
	first = bytes_of("a.xlsx", &first_length);
	second = bytes_of("b.xlsx", &second_length);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(first, second, first_length);
	assert_memory_equal(first, "PK\003\004", 4);
	free(first);
	free(second);
}

static void only_the_workbook_is_left_in_the_folder_and_only_its_owner_reads_it(void **state)
{
	char path[FILE_PATH_SIZE];
	struct stat about;

	(void)state;
	must_write("a.xlsx", "clinic", 3);
	must_write("a.xlsx", "clinic", 4);
	assert_int_equal(files(), 1);
	text_format(path, sizeof(path), "%s/a.xlsx", folder);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void a_table_without_rows_is_written_too(void **state)
{
	(void)state;
	must_write("a.xlsx", "clinic", 0);
}

/* libxlsxwriter 1.1.4 frees a footer twice when it finds &G or &[Picture] in it. */
static void a_clinic_may_have_any_name(void **state)
{
	static const char *const names[] = { "B&G",
					     "&[Picture]&&G&",
					     "&P of &N",
					     "\"&A\"",
					     "&&G&G",
					     "",
					     "一家名字非常非常非常非常非常长的诊所" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		must_write("a.xlsx", names[i], 1);
}

static void assert_foot(const char *text, const char *wanted)
{
	char out[64];

	notation_foot(out, sizeof(out), text);
	assert_string_equal(out, wanted);
}

static void a_foot_has_no_codes_from_data(void **state)
{
	char out[8];

	(void)state;
	assert_foot("R&D", "R&&D");
	assert_foot("B&G", "B&&&\"-,Regular\"G");
	assert_foot("&[x]", "&&&\"-,Regular\"[x]");
	assert_foot("a\tb\x01", "a\uFFFDb\uFFFD");
	notation_foot(out, sizeof(out), "诊所&诊所");
	assert_string_equal(out, "诊所");
	notation_foot(out, sizeof(out), "1234567&");
	assert_string_equal(out, "1234567");
}

static void references_are_as_a_spreadsheet_writes_them(void **state)
{
	(void)state;
	assert_string_equal(notation_cell(0, 0).text, "A1");
	assert_string_equal(notation_cell(6, 25).text, "Z7");
	assert_string_equal(notation_cell(99, 26).text, "AA100");
	assert_string_equal(notation_cell(0, 701).text, "ZZ1");
	assert_string_equal(notation_range("Queue", 1, 40, 2).text, "'Queue'!$C$2:$C$41");
	assert_string_equal(notation_range("a'b", 1, 1, 0).text, "'a''b'!$A$2:$A$2");
	assert_string_equal(notation_word("say \"ah\"").text, "\"say \"\"ah\"\"\"");
}

static void a_rate_of_nothing_has_no_value(void **state)
{
	(void)state;
	assert_true(value_rate(0, 0).none);
	assert_false(value_rate(0, 1).none);
	assert_true(value_none().none);
	assert_false(value_money(0).none);
}

static void a_column_has_room_for_its_widest_text_and_amount(void **state)
{
	(void)state;
	assert_true(value_text_columns("张三丰") >= 6 + 1);
	assert_true(value_columns(value_money(123456789)) >= (int)strlen("1,234,567.89"));
	assert_true(value_columns(value_money(-100000)) >= (int)strlen("-1,000.00"));
	assert_true(value_columns(value_count(12345)) >= (int)strlen("12,345"));
	assert_true(value_columns(value_rate(1, 1)) >= (int)strlen("100.0%"));
}

static void a_folder_that_is_not_there_is_named_with_the_cause(void **state)
{
	struct problem problem;

	(void)state;
	assert_int_equal(write_book("no/a.xlsx", "clinic", 1, &problem), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(problem.message, "no/a.xlsx"));
	assert_non_null(strstr(problem.message, "No such file"));
	assert_int_equal(files(), 0);
}

/* Writes with every file limited to so many bytes: what a full disk or a quota does. */
static enum status write_limited(rlim_t bytes, int rows, struct problem *problem)
{
	struct rlimit before, limit;
	enum status status;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = bytes;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	status = write_book("a.xlsx", "clinic", rows, problem);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	return status;
}

/*
 * The library looks away when its temporary files do not fit: with a limit between the size of the
 * compressed file and that of its parts it would make a damaged workbook and report nothing.
 */
static void without_room_the_old_workbook_stays_and_the_cause_is_named(void **state)
{
	static const rlim_t limits[] = { 0, 4096, 40000, 100000 };
	size_t before_length, after_length;
	char *before, *after;
	struct problem problem;

	(void)state;
	must_write("a.xlsx", "clinic", 3);
	before = bytes_of("a.xlsx", &before_length);
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		assert_int_equal(write_limited(limits[i], 2000, &problem), STATUS_CANNOT_WRITE);
		assert_non_null(strstr(problem.message, "a.xlsx"));
		assert_non_null(strstr(problem.message, "File too large"));
		assert_int_equal(files(), 1);
		after = bytes_of("a.xlsx", &after_length);
		assert_int_equal(after_length, before_length);
		assert_memory_equal(after, before, before_length);
		free(after);
	}
	free(before);
}

/* Its own messages would stand across the screen. */
static void the_library_prints_nothing(void **state)
{
	char path[FILE_PATH_SIZE];
	struct problem problem;
	int kept = dup(STDERR_FILENO), descriptor;
	size_t length;
	char *bytes;

	(void)state;
	text_format(path, sizeof(path), "%s/stderr", folder);
	descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(kept >= 0 && descriptor >= 0);
	dup2(descriptor, STDERR_FILENO);
	must_write("a.xlsx", "B&G", 50);
	assert_int_equal(write_limited(1000, 50, &problem), STATUS_CANNOT_WRITE);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(descriptor);
	bytes = bytes_of("stderr", &length);
	assert_string_equal(bytes, "");
	free(bytes);
}

static struct xlsx *must_open(const char *name)
{
	const struct xlsx_about about = { "t", "clinic", "", "2026-11-23", 20780 };
	char path[FILE_PATH_SIZE];
	struct problem problem;
	struct xlsx *book;

	text_format(path, sizeof(path), "%s/%s", folder, name);
	if (xlsx_open(&book, path, &about, &problem))
		fail_msg("%s", problem.message);
	return book;
}

/* A book of a sheet with so many empty rows below its header; returns how it ended. */
static enum status write_empty_rows(int rows, struct problem *problem)
{
	struct xlsx *book = must_open("a.xlsx");
	struct xlsx_sheet *sheet = xlsx_sheet_add(book, "Rows", columns, 5);

	xlsx_header(sheet);
	for (int i = 0; i < rows; i++)
		xlsx_row(sheet);
	xlsx_number(sheet, 1, 1);
	xlsx_table_end(sheet, "");
	return xlsx_finish(book, problem);
}

/* 1,048,576 is the most rows of a sheet in the file's format (ECMA-376 part 1, 18.18.7: XFD1048576
 * is the last cell). */
static void a_sheet_with_more_rows_than_a_workbook_can_hold_is_refused_by_name(void **state)
{
	struct problem problem;

	(void)state;
	assert_int_equal(write_empty_rows(1048576 - 1, &problem), STATUS_OK);
	assert_int_equal(files(), 1);
	assert_int_equal(write_empty_rows(1048576, &problem), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(problem.message, "a.xlsx"));
	assert_non_null(strstr(problem.message, "\"Rows\""));
	assert_non_null(strstr(problem.message, "1048576"));
	assert_int_equal(files(), 1);
}

static void a_book_that_is_thrown_away_leaves_nothing(void **state)
{
	struct xlsx *book = must_open("a.xlsx");
	struct xlsx_sheet *sheet = xlsx_sheet_add(book, "Rows", columns, 5);

	(void)state;
	xlsx_header(sheet);
	write_rows(sheet, 2000);
	assert_false(xlsx_has_failed(book));
	xlsx_abandon(book);
	assert_int_equal(files(), 0);
}

static int open_descriptors(void)
{
	DIR *directory = opendir("/proc/self/fd");
	int count = 0;

	assert_non_null(directory);
	while (readdir(directory))
		count++;
	closedir(directory);
	return count;
}

/* Lets so many more descriptors be opened; returns the limit before. */
static struct rlimit allow_descriptors(rlim_t more)
{
	int next = dup(STDERR_FILENO);
	struct rlimit before, limit;

	assert_true(next >= 0);
	close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	limit = before;
	limit.rlim_cur = (rlim_t)next + more;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	return before;
}

/* Writes a book of three sheets with only so many descriptors to spare from the first sheet on, or
 * from the finish on. */
static enum status write_with_descriptors(rlim_t spare, bool at_finish, struct problem *problem)
{
	struct xlsx *book = must_open("a.xlsx");
	struct rlimit before = { 0 };
	enum status status;

	if (!at_finish)
		before = allow_descriptors(spare);
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = { "One", "Two", "Three" };
		struct xlsx_sheet *sheet = xlsx_sheet_add(book, names[i], columns, 5);

		if (!sheet)
			break;
		xlsx_header(sheet);
		write_rows(sheet, 100);
		xlsx_table_end(sheet, "");
	}
	if (at_finish)
		before = allow_descriptors(spare);
	status = xlsx_finish(book, problem);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	return status;
}

/* The library opens a temporary file for each sheet, and forgets those of a book that it could not
 * write to its end. */
static void without_descriptors_the_cause_is_named_and_none_is_left_open(void **state)
{
	struct problem problem;
	int before, finish_failed = 0, sheet_failed = 0;
	/* Without a descriptor the library's messages cannot be put aside. */
	int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);

	(void)state;
	assert_true(kept >= 0 && nowhere >= 0);
	dup2(nowhere, STDERR_FILENO);
	must_write("b.xlsx", "clinic", 3); /* whatever the library opens once */
	before = open_descriptors();
	for (rlim_t spare = 0; spare < 12; spare++) {
		for (int at_finish = 0; at_finish < 2; at_finish++) {
			enum status status = write_with_descriptors(spare, at_finish, &problem);

			assert_int_equal(open_descriptors(), before);
			if (!status)
				continue;
			assert_int_equal(status, STATUS_CANNOT_WRITE);
			assert_non_null(strstr(problem.message, "Too many open files"));
			*(at_finish ? &finish_failed : &sheet_failed) += 1;
		}
	}
	assert_int_equal(write_with_descriptors(12, false, &problem), STATUS_OK);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(nowhere);
	assert_true(sheet_failed >= 3);
	assert_true(finish_failed >= 2);
}

static void assert_shown(const char *text)
{
	char room[16], wanted[16];
	int columns_wide;
	const char *shown = value_text_shown(text, room, sizeof(room), &columns_wide);

	text_printable(wanted, sizeof(wanted), text);
	assert_string_equal(shown, wanted);
	assert_int_equal(columns_wide, value_text_columns(text));
}

static void each_character_is_shown_and_measured_as_elsewhere(void **state)
{
	static const char *const broken[] = { "\xE4",	      "\xE4\xB8",     "\xE9\xBF",
					      "\xE5\x41\x80", "\xE4\xB7\xBF", "\xE5\xFF\x80",
					      "\xE9",	      "\xEA\x80\x80", "\xE4\xB8\xC0" };

	(void)state;
	for (uint32_t character = 1; character < 0x20000; character++) {
		char text[12] = "a", bytes[5];

		if (character >= 0xD800 && character <= 0xDFFF)
			continue;
		text_encode(character, bytes);
		text_format(text + 1, sizeof(text) - 1, "%s中", bytes);
		assert_shown(text);
	}
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_shown(broken[i]);
	assert_shown("");
	assert_shown("fifteen letters");
	assert_shown("sixteen letters.");
	assert_shown("五个汉字就十五字节");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(equal_calls_give_equal_bytes),
		TEST(only_the_workbook_is_left_in_the_folder_and_only_its_owner_reads_it),
		TEST(a_table_without_rows_is_written_too),
		TEST(a_clinic_may_have_any_name),
		TEST(a_foot_has_no_codes_from_data),
		TEST(references_are_as_a_spreadsheet_writes_them),
		TEST(a_rate_of_nothing_has_no_value),
		TEST(a_column_has_room_for_its_widest_text_and_amount),
		TEST(a_folder_that_is_not_there_is_named_with_the_cause),
		TEST(without_room_the_old_workbook_stays_and_the_cause_is_named),
		TEST(the_library_prints_nothing),
		TEST(a_sheet_with_more_rows_than_a_workbook_can_hold_is_refused_by_name),
		TEST(a_book_that_is_thrown_away_leaves_nothing),
		TEST(without_descriptors_the_cause_is_named_and_none_is_left_open),
		TEST(each_character_is_shown_and_measured_as_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
