/* Reports: day, file, writing. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "desk/day/closing.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

/* Files are named below a fixed directory, so that the golden screens are the same everywhere. */
static void fill(void)
{
	text_copy(clinic.desk.settings.report_directory,
		  sizeof(clinic.desk.settings.report_directory), "/srv/reports");
	clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id, clinic.zhang);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "F5" };

static void the_day_and_the_file_are_shown(void **state)
{
	harness_golden(*state, "reports/80");
}

static void days_are_changed_and_typed(void **state)
{
	harness_keys(*state, "Left");
	harness_shows(*state, "Sun 2026-11-22, yesterday");
	harness_shows(*state, "daily-2026-11-22.xlsx");
	harness_keys(*state, "Right Right");
	harness_shows(*state, "Tue 2026-11-24, tomorrow");
	harness_keys(*state, "F9 ^U '20261105' Enter");
	harness_shows(*state, "Thu 2026-11-05");
	harness_keys(*state, "F9 ^U '20261399' Enter");
	harness_shows(*state, "is not a date");
	harness_shows(*state, "Thu 2026-11-05");
}

static void several_days_are_typed_and_moved_by_as_many(void **state)
{
	harness_keys(*state, "F9 ^U '20261121..20261123' Enter");
	harness_shows(*state, "< 2026-11-21 .. 2026-11-23 >");
	harness_shows(*state, "daily-2026-11-21-2026-11-23.xlsx");
	harness_shows(*state, "The days together");
	harness_keys(*state, "Left");
	harness_shows(*state, "< 2026-11-18 .. 2026-11-20 >");
	harness_keys(*state, "F9 ^U '20261123..20261121' Enter");
	harness_shows(*state, "is not a date");
}

/* The clinic's day is Monday, the 23rd. */
static void one_key_shows_the_week_and_then_the_month_as_far_as_they_went(void **state)
{
	harness_keys(*state, "Right F11");
	harness_shows(*state, "< 2026-11-23 .. 2026-11-23, week >");
	harness_keys(*state, "Left");
	harness_shows(*state, "< 2026-11-16 .. 2026-11-22, week >");
	harness_keys(*state, "Right F11");
	harness_shows(*state, "< 2026-11-01 .. 2026-11-23, month >");
	harness_shows(*state, "daily-2026-11-01-2026-11-23.xlsx");
	harness_keys(*state, "Left Left");
	harness_shows(*state, "< 2026-09-01 .. 2026-09-30, month >");
	harness_keys(*state, "Right");
	harness_shows(*state, "< 2026-10-01 .. 2026-10-31, month >");
	harness_keys(*state, "F9 ^U '2024-02' Enter");
	harness_shows(*state, "< 2024-02-01 .. 2024-02-29, month >");
	harness_keys(*state, "F9 Enter");
	harness_shows(*state, "< 2024-02-01 .. 2024-02-29, month >");
	harness_keys(*state, "F11");
	harness_shows(*state, "< Thu 2024-02-29 >");
	harness_keys(*state, "F9 ^U '2026-13' Enter");
	harness_shows(*state, "is not a date");
}

static void another_report_is_one_key_away_and_of_the_same_days(void **state)
{
	char path[FILE_PATH_SIZE];
	struct stat file;

	harness_keys(*state, "F11 F11 Tab");
	harness_shows(*state, "Day report  [Outpatient workload]");
	harness_golden(*state, "reports/workload");
	harness_keys(*state, "Down Down Down Down Down Down Down Enter");
	harness_golden(*state, "reports/workload_rows");
	text_format(path, sizeof(path), "%s/work.xlsx", clinic.directory);
	harness_keys(*state, "Esc F7 ^U");
	harness_bytes(*state, path);
	harness_keys(*state, "Enter F6");
	harness_shows(*state, "Written: ");
	assert_int_equal(stat(path, &file), 0);
	harness_keys(*state, "Tab");
	harness_shows(*state, "[Day report]  Outpatient workload");
	harness_shows(*state, "daily-2026-11-01-2026-11-23.xlsx");
}

static void enter_opens_the_rows_behind_a_figure_and_esc_closes_them(void **state)
{
	harness_keys(*state, "Down Down Down Down Down Down Enter");
	harness_golden(*state, "reports/rows");
	harness_keys(*state, "Esc");
	harness_shows(*state, "< Mon 2026-11-23, today >");
	harness_keys(*state, "Home Enter");
	harness_shows(*state, "Nothing stands behind this line");
}

static void page_one_is_read_to_its_last_line(void **state)
{
	harness_keys(*state, "End");
	harness_shows(*state, "Prepared by ____");
}

static void what_was_done_since_is_in_it_when_it_is_shown_again(void **state)
{
	clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id,
		    clinic.ouyang);
	harness_keys(*state, "^L");
	harness_keys(*state, "Down Down Down Down Down Down Enter");
	harness_shows(*state, "Registrations: all rows = 2");
}

static void a_report_is_written_where_the_clerk_said(void **state)
{
	char path[FILE_PATH_SIZE];
	struct stat file;

	text_format(path, sizeof(path), "%s/out.xlsx", clinic.directory);
	harness_keys(*state, "F7 ^U");
	harness_bytes(*state, path);
	harness_keys(*state, "Enter F6");
	harness_shows(*state, "Written: ");
	assert_int_equal(stat(path, &file), 0);
	assert_true(file.st_size > 1000);
}

static void a_name_that_ends_in_pdf_is_written_as_pages(void **state)
{
	char path[FILE_PATH_SIZE], bytes[6] = "";
	FILE *file;

	text_format(path, sizeof(path), "%s/out.pdf", clinic.directory);
	harness_keys(*state, "F7 ^U");
	harness_bytes(*state, path);
	harness_keys(*state, "Enter F6");
	harness_shows(*state, "Written: ");
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, 5, file), 5);
	assert_int_equal(fclose(file), 0);
	assert_string_equal(bytes, "%PDF-");
}

static void a_report_that_cannot_be_written_says_why(void **state)
{
	harness_keys(*state, "F7 ^U '/nowhere/at/all.xlsx' Enter F6");
	harness_shows(*state, "NOT written: ");
	harness_shows(*state, "/nowhere/at");
}

/* Makes a program that only looks like one that prints, and the setting that names it. */
static void use_printer(const char *lines)
{
	char path[FILE_PATH_SIZE];
	FILE *file;

	text_format(path, sizeof(path), "%s/printer", clinic.directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s", lines);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	text_copy(clinic.desk.settings.print_command, sizeof(clinic.desk.settings.print_command),
		  path);
}

static void give_paper(void)
{
	char path[FILE_PATH_SIZE];
	FILE *file;

	text_format(path, sizeof(path), "%s/paper", clinic.directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static void one_key_prints_and_the_desk_goes_on_meanwhile(void **state)
{
	use_printer("while [ ! -e \"${0%/*}/paper\" ]; do sleep 0.02; done\n"
		    "echo 'request id is office-7'\n");
	harness_keys(*state, "F8");
	harness_shows(*state, "The report is being printed.");
	/* The printer waits for its paper; the clerk does not. */
	harness_keys(*state, "F8");
	harness_shows(*state, "It is being printed already.");
	harness_keys(*state, "F2");
	harness_shows(*state, "Register");
	give_paper();
	harness_work(*state);
	harness_shows(*state, "Printed: request id is office-7");
}

static void a_printer_that_fails_is_told(void **state)
{
	use_printer("echo 'lp: no default destination' >&2; exit 1\n");
	harness_keys(*state, "F8");
	harness_work(*state);
	harness_shows(*state, "NOT printed: ");
	harness_shows(*state, "no default destination");
}

static void how_the_day_was_closed_is_shown(void **state)
{
	struct closing closing;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	clinic_must(&clinic.desk, day_close(&clinic.desk,
					    &(struct close_wish){ .day = CLINIC_DAY,
								  .counted_fen = 4950,
								  .reason = "counted twice",
								  .pass = true,
								  .clock_is_right = true },
					    &closing));
	closing_release(&closing);
	harness_keys(*state, "^L");
	harness_golden(*state, "reports/closed");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(the_day_and_the_file_are_shown),
	SCREEN_TEST(days_are_changed_and_typed),
	SCREEN_TEST(several_days_are_typed_and_moved_by_as_many),
	SCREEN_TEST(one_key_shows_the_week_and_then_the_month_as_far_as_they_went),
	SCREEN_TEST(another_report_is_one_key_away_and_of_the_same_days),
	SCREEN_TEST(enter_opens_the_rows_behind_a_figure_and_esc_closes_them),
	SCREEN_TEST(page_one_is_read_to_its_last_line),
	SCREEN_TEST(what_was_done_since_is_in_it_when_it_is_shown_again),
	SCREEN_TEST(a_report_is_written_where_the_clerk_said),
	SCREEN_TEST(a_name_that_ends_in_pdf_is_written_as_pages),
	SCREEN_TEST(a_report_that_cannot_be_written_says_why),
	SCREEN_TEST(one_key_prints_and_the_desk_goes_on_meanwhile),
	SCREEN_TEST(a_printer_that_fails_is_told),
	SCREEN_TEST(how_the_day_was_closed_is_shown),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
