/* Reports on paper: what pdftotext and pdfinfo, which are not ours, read in them; equal bytes; and
 * what is said when they cannot be made. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/language.h"
#include "base/text.h"
#include "reports/library_load.h"
#include "reports/pdf/pdf_book.h"
#include "scratch.h"

enum { ROWS = 137, BYTES_MAX = 16 * 1024 * 1024, WORDS_MAX = 4000 };

enum { SALE_NUMBER, SALE_DOCTOR, SALE_PATIENT, SALE_FEN, SALE_CLERK, SALE_REASON, SALE_COLUMNS };

static const struct sheet_column sale_columns[SALE_COLUMNS] = {
	[SALE_NUMBER] = { .title = "Booking", .kind = VALUE_IDENTIFIER, .paper = true },
	[SALE_DOCTOR] = { .title = "Doctor", .kind = VALUE_TEXT, .paper = true },
	[SALE_PATIENT] = { .title = "Patient", .kind = VALUE_TEXT, .paper = true },
	[SALE_FEN] = { .title = "Amount", .kind = VALUE_MONEY, .paper = true, .total = TOTAL_SUM },
	[SALE_CLERK] = { .title = "NotForPaper", .kind = VALUE_IDENTIFIER },
	[SALE_REASON] = { .title = "Reason", .kind = VALUE_NOTE, .paper = true },
};

static const struct sheet_column front_columns[] = {
	{ .title = "", .kind = VALUE_TEXT, .paper = true },
	{ .title = "This day", .kind = VALUE_COUNT, .of_row = true, .paper = true },
};

static struct sheet_book book;
static struct sheet *sales;
static char folder[FILE_PATH_SIZE / 2], path[FILE_PATH_SIZE], other[FILE_PATH_SIZE];

static void sell(int number, const char *patient, int64_t fen, const char *reason)
{
	char text[32];

	sheet_row(sales);
	text_format(text, sizeof(text), "26112100%04d", number);
	sheet_text(sales, SALE_NUMBER, text);
	sheet_text(sales, SALE_DOCTOR, number % 3 ? "王建国" : "阿不都热合曼·买买提明·吐尔逊");
	sheet_text(sales, SALE_PATIENT, patient);
	sheet_number(sales, SALE_FEN, fen);
	sheet_text(sales, SALE_CLERK, "1003");
	sheet_text(sales, SALE_REASON, reason);
	sheet_row_end(sales);
}

/* Amounts of all sizes, so that no two pages come to the same. */
static int64_t fen_of(int number)
{
	return number % 7 ? 1500 + number * 37 : -number * 11;
}

static void fill(void)
{
	static const char *const patients[] = {
		"王伟", "欧阳秀英",
		"Maximilian Alexander Freiherr Fürstenberg-Hohenzollern-Sigmaringen", "ئابدۇراخمان",
		"张三"
	};
	struct sheet_block *block;
	struct sheet *table;

	sales = sheet_book_add(&book, "sales", "Sales", sale_columns, SALE_COLUMNS);
	sales->paper = true;
	for (int i = 0; i < ROWS; i++)
		sell(i, patients[i % 5], fen_of(i),
		     i % 9 ? ""
			   : "患者临时有事，电话告知改期，家属代办退号手续，已核对原收据并收回存根"
			     "。");
	block = sheet_book_block(&book, "Of the day");
	table = sheet_book_table(&book, block, "day", front_columns, 2);
	sheet_row(table);
	sheet_row_of(table, VALUE_MONEY);
	sheet_text(table, 0, "净收入");
	sheet_number(table, 1, 1600150);
	sheet_block_line(&book, block, "大写 %s", "壹万陆仟零壹元伍角");
	text_copy(book.title, sizeof(book.title), "Day report");
	text_copy(book.clinic, sizeof(book.clinic), "示范门诊部");
	text_copy(book.line, sizeof(book.line), "9C41-7A02-3");
	text_copy(book.dates, sizeof(book.dates), "2026-11-21");
	text_copy(book.period, sizeof(book.period), "2026-11-21 Saturday");
	text_copy(book.mark, sizeof(book.mark), "REPRINT");
	book.signatures[0] = "制表";
	book.signatures[1] = "复核";
	book.signatures[2] = "主管";
	book.from = book.to = 20778;
	sheet_book_settle(&book);
}

static int set_up(void **state)
{
	(void)state;
	language_start();
	scratch_folder(folder, sizeof(folder), "pdf");
	text_format(path, sizeof(path), "%s/a.pdf", folder);
	text_format(other, sizeof(other), "%s/b.pdf", folder);
	sheet_book_init(&book);
	fill();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	sheet_book_release(&book);
	unlink(path);
	unlink(other);
	/* Fails when anything else was left behind. */
	return rmdir(folder);
}

static void must_write(const char *where, struct pdf_range range)
{
	struct problem problem = { .message = "" };

	if (pdf_write(&book, where, range, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
}

/* What a tool of poppler-utils says about the file; the test is skipped without it. The caller
 * frees it. */
static char *said_by(const char *tool, const char *arguments)
{
	char command[2 * FILE_PATH_SIZE];
	char *said = malloc(BYTES_MAX);
	size_t length;
	FILE *pipe;

	assert_non_null(said);
	text_format(command, sizeof(command), "command -v %s", tool);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	length = fread(said, 1, BYTES_MAX - 1, pipe);
	if (pclose(pipe) != 0) {
		free(said);
		print_message("%s is not here (Debian: poppler-utils)\n", tool);
		skip();
	}
	text_format(command, sizeof(command), "%s %s '%s' -", tool, arguments, path);
	if (strcmp(tool, "pdftotext") != 0)
		text_format(command, sizeof(command), "%s %s '%s'", tool, arguments, path);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	length = fread(said, 1, BYTES_MAX - 1, pipe);
	assert_int_equal(pclose(pipe), 0);
	said[length] = '\0';
	return said;
}

static void must_say(const char *said, const char *text)
{
	if (!strstr(said, text))
		fail_msg("\"%s\" is not on the paper:\n%s", text, said);
}

static void everything_for_paper_is_on_it(void **state)
{
	char *said;

	(void)state;
	must_write(path, (struct pdf_range){ 0, 0 });
	said = said_by("pdftotext", "-layout");
	must_say(said, "Day report");
	must_say(said, "16,001.50");
	must_say(said, "壹万陆仟零壹元伍角");
	must_say(said, "制表");
	must_say(said, "主管");
	must_say(said, "REPRINT");
	must_say(said, "9C41-7A02-3");
	must_say(said, "261121000000");
	must_say(said, "261121000136");
	must_say(said, "欧阳秀英");
	must_say(said, "Page 1 of ");
	assert_null(strstr(said, "NotForPaper"));
	assert_null(strstr(said, "1003"));
	free(said);
}

static void the_pages_are_a4_and_every_font_is_embedded(void **state)
{
	char *said, *line;
	int fonts = 0;

	(void)state;
	must_write(path, (struct pdf_range){ 0, 0 });
	said = said_by("pdfinfo", "");
	must_say(said, "(A4)");
	must_say(said, "2026");
	free(said);
	said = said_by("pdffonts", "");
	strtok(said, "\n");
	strtok(NULL, "\n");
	while ((line = strtok(NULL, "\n"))) {
		/* Embedded, a subset, with its characters' codes. */
		if (!strstr(line, "yes yes yes"))
			fail_msg("%s", line);
		fonts++;
	}
	assert_true(fonts >= 2);
	free(said);
}

/* The amount at the end of a line. */
static int64_t amount_of(const char *line)
{
	int64_t fen = 0;
	bool below = false, point = false, any = false;

	for (const char *at = line + strcspn(line, "0123456789-"); *at && *at != '\n'; at++) {
		if (*at == '-')
			below = true;
		else if (*at == '.')
			point = true;
		else if (*at >= '0' && *at <= '9')
			fen = fen * 10 + (*at - '0'), any = true;
	}
	assert_true(any && point);
	return below ? -fen : fen;
}

/* Each page says what it comes to and what came before it; the last what all comes to. */
static void sums_are_carried_from_page_to_page(void **state)
{
	int64_t all = 0, so_far = 0;
	int pages = 0, carried = 0;
	char *said, *line;
	bool total = false;

	(void)state;
	for (int i = 0; i < ROWS; i++)
		all += fen_of(i);
	must_write(path, (struct pdf_range){ 0, 0 });
	said = said_by("pdftotext", "-layout");
	for (line = strtok(said, "\n"); line; line = strtok(NULL, "\n")) {
		if (strstr(line, "Total of this page")) {
			so_far += amount_of(line);
			pages++;
		} else if (strstr(line, "Brought forward")) {
			assert_true(amount_of(line) == so_far);
			carried++;
		} else if (strncmp(line + strspn(line, " \f"), "Total ", 6) == 0) {
			assert_true(amount_of(line) == all);
			total = true;
		}
	}
	free(said);
	assert_true(total);
	assert_true(so_far == all);
	assert_true(pages >= 3);
	assert_int_equal(carried, pages - 1);
}

/* ---- Nothing stands on something else ---- */

struct box {
	double left, top, right, bottom;
	char word[64];
};

static void look_for_overlap(const struct box *boxes, int count)
{
	/* Glyphs reach a little over their box. */
	const double slack = 0.6;

	for (int i = 0; i < count; i++) {
		for (int k = i + 1; k < count; k++) {
			const struct box *one = &boxes[i], *two = &boxes[k];

			if (one->right - slack > two->left && two->right - slack > one->left &&
			    (one->top + one->bottom) / 2 > two->top &&
			    (one->top + one->bottom) / 2 < two->bottom)
				fail_msg("\"%s\" stands on \"%s\"", one->word, two->word);
		}
	}
}

static void no_word_stands_on_another_or_beside_the_page(void **state)
{
	static struct box boxes[WORDS_MAX];
	double width = 0, height = 0;
	int count = 0, words = 0;
	char *said, *line;

	(void)state;
	must_write(path, (struct pdf_range){ 0, 0 });
	said = said_by("pdftotext", "-bbox");
	for (line = strtok(said, "\n"); line; line = strtok(NULL, "\n")) {
		struct box *box = &boxes[count];

		if (sscanf(line, " <page width=\"%lf\" height=\"%lf\"", &width, &height) == 2) {
			look_for_overlap(boxes, count);
			count = 0;
		} else if (
			sscanf(line,
			       " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%63[^<]",
			       &box->left, &box->top, &box->right, &box->bottom, box->word) == 5) {
			if (box->left < 28 || box->right > width - 28 || box->top < 20 ||
			    box->bottom > height - 20)
				fail_msg("\"%s\" is outside the margins", box->word);
			count++;
			words++;
			assert_true(count < WORDS_MAX);
		}
	}
	look_for_overlap(boxes, count);
	assert_true(words > 3 * ROWS);
	free(said);
}

/* ---- Pages ---- */

static void pages_can_be_asked_for(void **state)
{
	struct problem problem;
	char *said;

	(void)state;
	must_write(path, (struct pdf_range){ 2, 3 });
	said = said_by("pdfinfo", "");
	must_say(said, "Pages:           2\n");
	free(said);
	said = said_by("pdftotext", "-layout");
	must_say(said, "Page 2 of ");
	must_say(said, "Page 3 of ");
	assert_null(strstr(said, "Page 1 of "));
	free(said);
	assert_int_equal(pdf_write(&book, path, (struct pdf_range){ 99, 99 }, &problem),
			 STATUS_BAD_VALUE);
	assert_non_null(strstr(problem.message, "99"));
}

/* ---- Characters that no font has ---- */

static void a_character_that_no_font_has_is_marked(void **state)
{
	char *said;

	(void)state;
	/* U+10FFFD is nobody's; beside it what a font has. */
	sell(999, "王\xf4\x8f\xbf\xbd", 100, "");
	sales->rows[sales->row_count - 1].strong = true;
	must_write(path, (struct pdf_range){ 0, 0 });
	said = said_by("pdftotext", "-layout");
	assert_true(strstr(said, "王〓") || strstr(said, "王?") || strstr(said, "王\xef\xbf\xbd"));
	free(said);
}

/* ---- Bytes ---- */

static void must_be_equal(void)
{
	char *one, *two;
	size_t one_length, two_length;
	struct problem problem;

	assert_int_equal(file_read(path, BYTES_MAX, &one, &one_length, &problem), STATUS_OK);
	assert_int_equal(file_read(other, BYTES_MAX, &two, &two_length, &problem), STATUS_OK);
	assert_true(one_length > 10000);
	assert_int_equal(one_length, two_length);
	assert_memory_equal(one, two, one_length);
	free(one);
	free(two);
}

/* The second of them with nothing in the library's memory, and later. */
static void equal_books_make_equal_files(void **state)
{
	pid_t child;
	int how;

	(void)state;
	must_write(other, (struct pdf_range){ 2, 2 });
	must_write(path, (struct pdf_range){ 0, 0 });
	child = fork();
	if (child == 0) {
		struct problem problem;

		usleep(1100 * 1000);
		_exit(pdf_write(&book, other, (struct pdf_range){ 0, 0 }, &problem) != STATUS_OK);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_int_equal(how, 0);
	must_be_equal();
}

/* ---- What cannot be made ---- */

static void a_full_disk_is_told_and_leaves_nothing(void **state)
{
	struct rlimit before, small;
	struct problem problem;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 8192;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(pdf_write(&book, path, (struct pdf_range){ 0, 0 }, &problem),
			 STATUS_CANNOT_WRITE);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(problem.message, path));
	assert_int_equal(access(path, F_OK), -1);
}

static void a_file_that_is_no_pdf_is_not_replaced(void **state)
{
	struct problem problem;
	FILE *file = fopen(path, "w");

	(void)state;
	assert_non_null(file);
	fputs("a letter", file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(pdf_write(&book, path, (struct pdf_range){ 0, 0 }, &problem),
			 STATUS_CANNOT_WRITE);
	assert_non_null(strstr(problem.message, "no PDF"));
}

/* In a process that has not asked for fonts before: a computer with no font at all, or one that has
 * none for Chinese. No boxes come out, no word of the library's stands on the screen, and the
 * sentence names the package. */
static void write_without_fonts(const char *configuration)
{
	char said[FILE_PATH_SIZE], settings[FILE_PATH_SIZE];
	struct problem problem = { .message = "" };
	struct stat about;
	FILE *file;
	bool right;

	text_format(settings, sizeof(settings), "%s/fonts.conf", folder);
	file = fopen(settings, "w");
	if (!file || fputs(configuration, file) < 0 || fclose(file) != 0)
		_exit(2);
	setenv("FONTCONFIG_FILE", settings, 1);
	text_format(said, sizeof(said), "%s/stderr", folder);
	if (!freopen(said, "w", stderr))
		_exit(3);
	right = pdf_write(&book, path, (struct pdf_range){ 0, 0 }, &problem) ==
			STATUS_CANNOT_WRITE &&
		strstr(problem.message, "fonts-wqy-microhei") && access(path, F_OK) != 0;
	fflush(stderr);
	right = right && stat(said, &about) == 0 && about.st_size == 0;
	unlink(said);
	unlink(settings);
	_exit(right ? 0 : 1);
}

static void without_fonts_nothing_is_made_and_the_package_is_named(void **state)
{
	static const char *const configurations[] = {
		"<?xml version=\"1.0\"?><fontconfig></fontconfig>",
		"<?xml version=\"1.0\"?><fontconfig>"
		"<dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>",
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		pid_t child = fork();
		int how;

		if (child == 0)
			write_without_fonts(configurations[i]);
		assert_int_equal(waitpid(child, &how, 0), child);
		assert_int_equal(how, 0);
	}
}

static void a_missing_library_says_so(void **state)
{
	static const char *const names[] = { "cairo_create" };
	void *table[1];

	(void)state;
	assert_non_null(library_load("libfrontdesk-nowhere.so.0", names, 1, table));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* First, in a process that has not looked for fonts yet. */
		cmocka_unit_test_setup_teardown(
			without_fonts_nothing_is_made_and_the_package_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(everything_for_paper_is_on_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_pages_are_a4_and_every_font_is_embedded, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(sums_are_carried_from_page_to_page, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(no_word_stands_on_another_or_beside_the_page,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(pages_can_be_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_character_that_no_font_has_is_marked, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(equal_books_make_equal_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_full_disk_is_told_and_leaves_nothing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_is_no_pdf_is_not_replaced, set_up,
						tear_down),
		cmocka_unit_test(a_missing_library_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
