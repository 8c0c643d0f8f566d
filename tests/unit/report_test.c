/* The daily report. Its cells are read back and counted again by
 * tests/e2e/workbook.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "desk/reason.h"
#include "reports/days/days_data.h"
#include "reports/report.h"
#include "statement_fault.h"
#include "visit.h"

static struct desk *desk;

static const struct report_wish the_day = { .from = FIXTURE_DAY, .to = FIXTURE_DAY };

static int set_up(void **state)
{
	(void)state;
	language_start();
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	/* Fails when a report left anything in the folder that the test did not take away. */
	fixture_close(desk);
	return 0;
}

static void path_of(const char *name, char path[FILE_PATH_SIZE])
{
	text_format(path, FILE_PATH_SIZE, "%s/%s", fixture_directory(desk), name);
}

static struct report_result write_report(day_number day, const char *name)
{
	const struct report *report = report_by_name("daily");
	struct report_result result;
	char path[FILE_PATH_SIZE];

	assert_non_null(report);
	path_of(name, path);
	fixture_must(desk,
		     report_write(desk, report, &(struct report_wish){ .from = day, .to = day },
				  REPORT_XLSX, path, &result));
	assert_string_equal(result.path, path);
	return result;
}

static void take_away(const char *name)
{
	char path[FILE_PATH_SIZE];

	path_of(name, path);
	assert_int_equal(unlink(path), 0);
}

/* A day as the report reads it, with its rows. */
struct day_rows {
	struct business_day business;
	struct ticket tickets[8];
	struct booking visits[8];
	struct days_entry entries[8];
	struct days_refund refunds[8];
	size_t ticket_count, visit_count, entry_count, refund_count;
};

static enum status take_ticket(const struct ticket *ticket, void *context)
{
	struct day_rows *rows = context;

	assert_true(rows->ticket_count < 8);
	rows->tickets[rows->ticket_count++] = *ticket;
	return STATUS_OK;
}

static enum status take_visit(const struct booking *booking, void *context)
{
	struct day_rows *rows = context;

	assert_true(rows->visit_count < 8);
	rows->visits[rows->visit_count++] = *booking;
	return STATUS_OK;
}

static enum status take_entry(const struct days_entry *entry, void *context)
{
	struct day_rows *rows = context;

	assert_true(rows->entry_count < 8);
	rows->entries[rows->entry_count++] = *entry;
	return STATUS_OK;
}

static enum status take_refund(const struct days_refund *refund, void *context)
{
	struct day_rows *rows = context;

	assert_true(rows->refund_count < 8);
	rows->refunds[rows->refund_count++] = *refund;
	return STATUS_OK;
}

static enum status read_inside(struct desk *at, void *context)
{
	struct day_rows *rows = context;

	fixture_must(at, days_start(at, FIXTURE_DAY, &rows->business));
	fixture_must(at, queue_each_of_day(at, FIXTURE_DAY, take_ticket, rows));
	fixture_must(at, booking_each_of_day(at, FIXTURE_DAY, take_visit, rows));
	fixture_must(at, days_each_entry(&rows->business, take_entry, rows));
	fixture_must(at, days_each_refund(&rows->business, take_refund, rows));
	return STATUS_OK;
}

static struct day_rows read_day(void)
{
	struct day_rows rows = { .ticket_count = 0 };

	fixture_must(desk, desk_read(desk, read_inside, &rows));
	return rows;
}

static void cancel(int64_t booking_id)
{
	struct cancel_wish wish = { .id = booking_id, .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
}

/* A morning with payments, refunds, a queue; the clock stands at 10:00. */
static struct session play_morning(void)
{
	struct session today = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session tomorrow = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct booking first = visit_book(desk, today.id, 1, CHANNEL_COUNTER);
	struct booking second = visit_book(desk, today.id, 2, CHANNEL_COUNTER);
	struct booking booking;

	visit_book_unpaid(desk, today.id, 3);
	cancel(visit_book(desk, tomorrow.id, 4, CHANNEL_COUNTER).id);
	cancel(visit_book(desk, tomorrow.id, 5, CHANNEL_ONLINE).id);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 50));
	fixture_must(desk, queue_check_in(desk, first.id, &booking));
	fixture_must(desk, queue_check_in(desk, second.id, &booking));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(8, 15));
	fixture_must(desk, queue_call_next(desk, today.id, &booking));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(10, 0));
	return today;
}

static void the_result_agrees_with_the_ledger(void **state)
{
	struct report_result result;
	struct day_money money;

	(void)state;
	play_morning();
	result = write_report(FIXTURE_DAY, "a.xlsx");
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(result.bookings, 5);
	assert_int_equal(result.revenue_fen, 4 * VISIT_FEE_FEN);
	assert_int_equal(result.refund_fen, 2 * VISIT_FEE_FEN);
	assert_int_equal(result.revenue_fen, money.payments_fen);
	assert_int_equal(result.refund_fen, money.refunds_fen);
	take_away("a.xlsx");
}

static void assert_same_files(const char *first, const char *second)
{
	char path[FILE_PATH_SIZE];
	char *bytes[2];
	size_t length[2];

	path_of(first, path);
	fixture_must(desk, file_read(path, 1 << 24, &bytes[0], &length[0], &desk->problem));
	path_of(second, path);
	fixture_must(desk, file_read(path, 1 << 24, &bytes[1], &length[1], &desk->problem));
	assert_int_equal(length[0], length[1]);
	assert_memory_equal(bytes[0], bytes[1], length[0]);
	free(bytes[0]);
	free(bytes[1]);
}

static void the_report_of_a_day_that_is_over_is_the_same_whenever_it_is_written(void **state)
{
	(void)state;
	play_morning();
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(0, 0));
	write_report(FIXTURE_DAY, "a.xlsx");
	fixture_clock(desk, FIXTURE_DAY + 2, FIXTURE_AT(9, 30));
	visit_book(desk, visit_session(desk, FIXTURE_DAY + 3, PERIOD_PM).id, 77, CHANNEL_COUNTER);
	write_report(FIXTURE_DAY, "b.xlsx");
	assert_same_files("a.xlsx", "b.xlsx");
	take_away("a.xlsx");
	take_away("b.xlsx");
}

/* Whoever was called was seen. */
static void end_visits(void)
{
	struct booking *rows, seen;
	size_t count;

	fixture_must(desk, unseen_list(desk, FIXTURE_DAY, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].ticket_state == TICKET_CALLED)
			fixture_must(desk, booking_resolve(desk, rows[i].id, RESOLVE_CAME, "",
							   &seen, NULL, NULL));
	free(rows);
}

static void the_report_of_a_closed_day_is_the_same_later_in_the_evening(void **state)
{
	struct day_rows rows;

	(void)state;
	play_morning();
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(21, 0));
	end_visits();
	assert_true(visit_close(desk, FIXTURE_DAY, -1));
	write_report(FIXTURE_DAY, "a.xlsx");
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(23, 30));
	write_report(FIXTURE_DAY, "b.xlsx");
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	write_report(FIXTURE_DAY, "c.xlsx");
	assert_same_files("a.xlsx", "b.xlsx");
	assert_same_files("a.xlsx", "c.xlsx");
	/* Who was never called waited until the closing: from 8:48, for which number 3 is
	 * expected, to 21:00. */
	rows = read_day();
	assert_int_equal(ticket_waited_minutes(&rows.tickets[1], rows.business.moment_ms),
			 12 * 60 + 12);
	take_away("a.xlsx");
	take_away("b.xlsx");
	take_away("c.xlsx");
}

static void a_day_on_which_nothing_happened_is_written_too(void **state)
{
	struct report_result result;

	(void)state;
	result = write_report(FIXTURE_DAY - 30, "a.xlsx");
	assert_int_equal(result.bookings, 0);
	assert_int_equal(result.revenue_fen, 0);
	assert_int_equal(result.refund_fen, 0);
	take_away("a.xlsx");
}

static void waits_run_from_the_later_of_arrival_and_expected_time_to_the_first_call_or_to_now(
	void **state)
{
	struct day_rows rows;

	(void)state;
	play_morning();
	rows = read_day();
	assert_int_equal(rows.ticket_count, 2);
	assert_int_equal(ticket_waited_minutes(&rows.tickets[0], rows.business.moment_ms), 15);
	assert_int_equal(ticket_waited_minutes(&rows.tickets[1], rows.business.moment_ms), 72);
	assert_false(rows.business.over);
	/* Both came at 7:50, before their time: 8:00 and 8:48. Who comes after it waits from then.
	 */
	rows.tickets[1].checked_in_ms = clock_instant(FIXTURE_DAY, FIXTURE_AT(9, 0));
	assert_int_equal(ticket_waited_minutes(&rows.tickets[1], rows.business.moment_ms), 60);
	rows.tickets[0].called_ms -= 1;
	assert_int_equal(ticket_waited_minutes(&rows.tickets[0], rows.business.moment_ms), 14);
	/* The clock was set back: nobody waits less than nothing. */
	rows.tickets[0].called_ms = rows.tickets[0].checked_in_ms - 90000;
	assert_int_equal(ticket_waited_minutes(&rows.tickets[0], rows.business.moment_ms), 0);
}

static void waits_of_a_day_that_is_over_end_with_it(void **state)
{
	struct day_rows rows;

	(void)state;
	play_morning();
	fixture_clock(desk, FIXTURE_DAY + 3, FIXTURE_AT(12, 0));
	rows = read_day();
	assert_true(rows.business.over);
	assert_int_equal(ticket_waited_minutes(&rows.tickets[1], rows.business.moment_ms),
			 15 * 60 + 12);
}

static size_t visits_that(const struct day_rows *rows, enum visit visit)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->visit_count; i++)
		count += days_visit(&rows->business, &rows->visits[i]) == visit;
	return count;
}

static void who_never_came_is_expected_until_the_session_ends_and_unresolved_then(void **state)
{
	struct day_rows rows;

	(void)state;
	play_morning();
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(11, 59));
	rows = read_day();
	assert_int_equal(rows.visit_count, 3);
	assert_int_equal(visits_that(&rows, VISIT_EXPECTED), 1);
	assert_int_equal(visits_that(&rows, VISIT_CAME), 2);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(12, 0));
	rows = read_day();
	assert_int_equal(visits_that(&rows, VISIT_UNRESOLVED), 1);
	assert_int_equal(visits_that(&rows, VISIT_CAME), 2);
}

static void a_booking_is_its_maker_s_whoever_changes_it_later(void **state)
{
	struct desk *other = fixture_second(desk);
	struct booking booking;
	struct days_maker *makers;
	struct day_rows rows;
	size_t count;

	(void)state;
	text_copy(other->counter, sizeof(other->counter), "window 9");
	booking = visit_book_unpaid(other, visit_session(desk, FIXTURE_DAY, PERIOD_PM).id, 1);
	fixture_must(desk, booking_pay(desk, booking.id, METHOD_ALIPAY, NULL, &booking));
	rows = read_day();
	fixture_must(desk, days_makers(&rows.business, &makers, &count));
	assert_int_equal(count, 1);
	assert_string_equal(days_made_by(makers, count, booking.id).staff, "test2");
	assert_string_equal(days_made_by(makers, count, booking.id).counter, "window 9");
	assert_string_equal(days_made_by(makers, count, booking.id + 1).staff, "");
	free(makers);
	assert_int_equal(rows.entry_count, 1);
	assert_string_equal(rows.entries[0].by.staff, "test");
	fixture_close(other);
}

static void settling_a_refund_returns_the_money_and_takes_it_off_what_is_due(void **state)
{
	struct booking booking = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_ONLINE);
	struct day_rows rows;
	struct refund *due;
	size_t count;

	(void)state;
	cancel(booking.id);
	fixture_must(desk, refund_list_due(desk, &due, &count));
	assert_int_equal(count, 1);
	fixture_must(desk, refund_step(desk, due[0].id, REFUND_SUBMITTED, NULL, &due[0]));
	fixture_must(desk, refund_step(desk, due[0].id, REFUND_SUCCEEDED, NULL, &due[0]));
	rows = read_day();
	assert_int_equal(rows.entry_count, 3);
	assert_int_equal(entry_received_fen(&rows.entries[0]), VISIT_FEE_FEN);
	assert_int_equal(entry_returned_fen(&rows.entries[1]), 0);
	assert_int_equal(entry_due_fen(&rows.entries[1]), VISIT_FEE_FEN);
	assert_int_equal(entry_returned_fen(&rows.entries[2]), VISIT_FEE_FEN);
	assert_int_equal(entry_due_fen(&rows.entries[2]), -VISIT_FEE_FEN);
	assert_int_equal(rows.refund_count, 1);
	assert_int_equal(rows.refunds[0].state, REFUND_SUCCEEDED);
	assert_int_equal(rows.refunds[0].settlement_id, rows.entries[2].id);
	assert_string_equal(rows.refunds[0].settled_by, "test");
	free(due);
}

static void a_refused_order_s_refund_has_the_refusal_s_sentence_for_its_reason(void **state)
{
	(void)state;
	assert_string_equal(reason_words(status_name(STATUS_QUOTA_FULL), 0),
			    status_sentence(STATUS_QUOTA_FULL));
	assert_string_not_equal(status_sentence(STATUS_QUOTA_FULL), status_name(STATUS_QUOTA_FULL));
	/* A booking's refund has what a person wrote, whatever it is. */
	assert_string_equal(reason_words("quota_full", 261123000017), "quota_full");
	assert_string_equal(reason_words("病人要求", 0), "病人要求");
	assert_string_equal(reason_words("", 0), "");
}

struct seen {
	size_t calls, last, all;
};

static void see(size_t done, size_t all, void *context)
{
	struct seen *seen = context;

	assert_int_equal(done, seen->last + 1);
	assert_true(done <= all);
	seen->calls++;
	seen->last = done;
	seen->all = all;
}

static void progress_counts_every_row_up_to_the_last(void **state)
{
	struct report_wish wish = { .from = FIXTURE_DAY, .to = FIXTURE_DAY };
	struct seen seen = { 0 };
	struct report_result result;
	char path[FILE_PATH_SIZE];

	(void)state;
	play_morning();
	path_of("a.xlsx", path);
	wish.progress = see;
	wish.context = &seen;
	fixture_must(desk, report_write(desk, report_by_name("daily"), &wish, REPORT_XLSX, path,
					&result));
	/* 5 bookings made, 3 visits, 2 refunds, 2 tickets, 6 rows of the ledger, a session. */
	assert_int_equal(seen.all, 19);
	assert_int_equal(seen.last, seen.all);
	take_away("a.xlsx");
}

static void assert_default_path(const char *folder, const char *wanted)
{
	char path[FILE_PATH_SIZE];

	text_copy(desk->settings.report_directory, sizeof(desk->settings.report_directory), folder);
	report_default_path(desk, report_by_name("daily"), &the_day, REPORT_XLSX, path);
	assert_string_equal(path, wanted);
}

static void without_a_name_the_report_goes_to_the_set_folder(void **state)
{
	struct report_result result;

	(void)state;
	assert_default_path("", "daily-2026-11-23.xlsx");
	assert_default_path("/srv/reports", "/srv/reports/daily-2026-11-23.xlsx");
	assert_default_path("/srv/reports/", "/srv/reports/daily-2026-11-23.xlsx");
	text_copy(desk->settings.report_directory, sizeof(desk->settings.report_directory),
		  fixture_directory(desk));
	fixture_must(desk, report_write(desk, report_by_name("daily"), &the_day, REPORT_XLSX, "",
					&result));
	assert_non_null(strstr(result.path, "/daily-2026-11-23.xlsx"));
	take_away("daily-2026-11-23.xlsx");
}

static void a_missing_folder_is_named_and_what_can_be_done(void **state)
{
	struct report_result result;
	char path[FILE_PATH_SIZE];

	(void)state;
	path_of("no-such-folder/a.xlsx", path);
	assert_int_equal(
		report_write(desk, report_by_name("daily"), &the_day, REPORT_XLSX, path, &result),
		STATUS_CANNOT_WRITE);
	assert_int_equal(desk->problem.status, STATUS_CANNOT_WRITE);
	assert_non_null(strstr(desk->problem.message, "no-such-folder\""));
	assert_non_null(strstr(desk->problem.message, "Create it"));
}

static int set_up_faults(void **state)
{
	statement_fault_watch();
	return set_up(state);
}

static int tear_down_faults(void **state)
{
	statement_fault_end();
	return tear_down(state);
}

/* The rows are read while the workbook is written, so there is a half of one to take away. */
static void a_report_whose_reading_fails_half_way_leaves_nothing(void **state)
{
	struct report_result result;
	char path[FILE_PATH_SIZE];
	int failed = 0;

	(void)state;
	play_morning();
	path_of("a.xlsx", path);
	for (int n = 1;; n++) {
		enum status status;

		statement_fault_at(n);
		status = report_write(desk, report_by_name("daily"), &the_day, REPORT_XLSX, path,
				      &result);
		if (!statement_fault_came()) {
			assert_int_equal(status, STATUS_OK);
			break;
		}
		assert_int_not_equal(status, STATUS_OK);
		assert_int_equal(desk->problem.status, status);
		assert_int_equal(access(path, F_OK), -1);
		assert_false(store_in_transaction(desk->store));
		failed++;
	}
	/* The departments, the closing, the count; six lists, and who made the bookings. */
	assert_true(failed >= 10);
	statement_fault_at(0);
	take_away("a.xlsx");
}

static void the_table_of_reports_finds_each_by_its_name(void **state)
{
	size_t count;
	const struct report *reports = report_table(&count);

	(void)state;
	assert_true(count >= 1);
	for (size_t i = 0; i < count; i++)
		assert_ptr_equal(report_by_name(reports[i].name), &reports[i]);
	assert_null(report_by_name("weekly"));
	assert_null(report_by_name(""));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_result_agrees_with_the_ledger),
		TEST(the_report_of_a_day_that_is_over_is_the_same_whenever_it_is_written),
		TEST(the_report_of_a_closed_day_is_the_same_later_in_the_evening),
		TEST(a_day_on_which_nothing_happened_is_written_too),
		TEST(waits_run_from_the_later_of_arrival_and_expected_time_to_the_first_call_or_to_now),
		TEST(waits_of_a_day_that_is_over_end_with_it),
		TEST(who_never_came_is_expected_until_the_session_ends_and_unresolved_then),
		TEST(a_booking_is_its_maker_s_whoever_changes_it_later),
		TEST(settling_a_refund_returns_the_money_and_takes_it_off_what_is_due),
		TEST(a_refused_order_s_refund_has_the_refusal_s_sentence_for_its_reason),
		TEST(progress_counts_every_row_up_to_the_last),
		TEST(without_a_name_the_report_goes_to_the_set_folder),
		TEST(a_missing_folder_is_named_and_what_can_be_done),
		cmocka_unit_test_setup_teardown(
			a_report_whose_reading_fails_half_way_leaves_nothing, set_up_faults,
			tear_down_faults),
		TEST(the_table_of_reports_finds_each_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
