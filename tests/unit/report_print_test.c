/* What is recorded of a printed report, and when nothing is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/audit.h"
#include "fixture.h"
#include "reports/report_print.h"

static struct desk *desk;
static char before_it[FILE_PATH_SIZE];

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(9, 0));
	fixture_doctor(desk, "1001", 5000);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	text_copy(before_it, sizeof(before_it), getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	setenv("TMPDIR", fixture_directory(desk), 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	setenv("TMPDIR", before_it, 1);
	fixture_close(desk);
	return 0;
}

static enum status start(struct report_printing *printing, const char *command)
{
	const struct report_wish wish = { .from = FIXTURE_DAY, .to = FIXTURE_DAY };
	const struct report *report = report_by_name("daily");
	struct sheet_book book;
	enum status status;

	text_copy(desk->settings.print_command, sizeof(desk->settings.print_command), command);
	fixture_must(desk, report_fill(desk, report, &wish, &book));
	status = report_print_start(printing, desk, report, &wish, &book,
				    (struct pdf_range){ 0, 0 });
	sheet_book_release(&book);
	return status;
}

/* How many entries there are of what was printed since then. */
static size_t recorded_since(int64_t seq)
{
	struct audit_row *rows;
	size_t count, printed = 0;

	fixture_must(desk, audit_since(desk, seq, &rows, &count));
	for (size_t i = 0; i < count; i++)
		printed += strcmp(rows[i].action, "report.print") == 0;
	free(rows);
	return printed;
}

static void what_was_printed_is_recorded(void **state)
{
	int64_t before = fixture_last_event(desk);
	struct report_printing printing;

	(void)state;
	fixture_must(desk, start(&printing, "true"));
	fixture_must(desk, report_print_wait(&printing, desk));
	report_print_leave(&printing, desk);
	assert_int_equal(recorded_since(before), 1);
}

static void what_failed_is_not_recorded(void **state)
{
	int64_t before = fixture_last_event(desk);
	struct report_printing printing;

	(void)state;
	fixture_must(desk, start(&printing, "false"));
	assert_int_equal(report_print_wait(&printing, desk), STATUS_NOT_PRINTED);
	report_print_leave(&printing, desk);
	assert_int_equal(recorded_since(before), 0);
}

/* Nobody will hear how it ended: there may be a paper. */
static void what_nobody_waits_for_counts_as_printed(void **state)
{
	int64_t before = fixture_last_event(desk);
	struct report_printing printing;

	(void)state;
	/* The paper goes when the printer has ended, later. */
	setenv("TMPDIR", before_it, 1);
	fixture_must(desk, start(&printing, "sh -c 'sleep 1'"));
	report_print_leave(&printing, desk);
	assert_int_equal(recorded_since(before), 1);
}

static void in_practice_nothing_is_printed(void **state)
{
	int64_t before = fixture_last_event(desk);
	struct report_printing printing;

	(void)state;
	text_copy(desk->practice, sizeof(desk->practice), fixture_directory(desk));
	assert_int_equal(start(&printing, "true"), STATUS_WRONG_STATE);
	assert_non_null(strstr(desk->problem.message, "practice"));
	assert_int_equal(recorded_since(before), 0);
	desk->practice[0] = '\0';
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_printed_is_recorded),
		TEST(what_failed_is_not_recorded),
		TEST(what_nobody_waits_for_counts_as_printed),
		TEST(in_practice_nothing_is_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
