/* What an online file would do, before it does it; and an import that stops on the way. */
#include "desk/people/patient_find.h"
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/money/refund.h"
#include "exchange/online_preview.h"

#define HEADER \
	"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id," \
	"ordered_at\n"

enum { FILE_SIZE = 16 * 1024 };

static struct desk *desk;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 30);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	visit_check(desk);
	fixture_close(desk);
	return 0;
}

/* A file being written. */
struct sheet {
	char text[FILE_SIZE];
	int minute;
};

static void add_line(struct sheet *sheet, const char *line)
{
	size_t used = strlen(sheet->text);

	assert_true(text_format(sheet->text + used, sizeof(sheet->text) - used, "%s\n", line));
}

/* A row of person n as called `name` (NULL: by the own one), in the order of the rows. */
static void add_row(struct sheet *sheet, const char *order_no, const char *action, int n,
		    const char *called, const char *paid)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE], line[500];

	fixture_person(n, name, id_number, phone);
	text_format(line, sizeof(line),
		    "%s,%s,1001,2026-11-24,am,%s,%s,%s,%s,%s%s,2026-11-22 20:%02d:00", order_no,
		    action, called ? called : name, id_number, phone, paid, *paid ? "42000" : "",
		    *paid ? order_no : "", sheet->minute++);
	add_line(sheet, line);
}

static void save(const struct sheet *sheet, char path[FILE_PATH_SIZE])
{
	char text[FILE_SIZE + 200];

	text_format(text, sizeof(text), "%s%s", HEADER, sheet->text);
	fixture_file(desk, "online.csv", text, strlen(text), path);
}

/* Three online numbers, and everything that can become of a row. */
static void fill(struct sheet *sheet)
{
	memset(sheet, 0, sizeof(*sheet));
	add_row(sheet, "WX1", "book", 1, NULL, "20.00");
	add_row(sheet, "WX2", "book", 2, NULL, "7.00");
	/* Nobody of that number was registered by the refused row above. */
	add_row(sheet, "WX3", "book", 2, "另一人", "20.00");
	add_row(sheet, "WX4", "book", 1, NULL, "20.00");
	add_row(sheet, "WX1", "book", 1, NULL, "20.00");
	add_row(sheet, "WX1", "cancel", 1, NULL, "");
	add_row(sheet, "WX5", "cancel", 5, NULL, "");
	add_row(sheet, "WX5", "book", 5, NULL, "");
	add_row(sheet, "WX6", "book", 6, NULL, "");
	add_row(sheet, "WX7", "book", 7, NULL, "20.00");
	add_row(sheet, "WX8", "book", 8, NULL, "20.00");
	add_row(sheet, "WX9", "book", 9, NULL, "20.00");
}

static size_t due_count(void)
{
	struct refund *rows;
	size_t count;

	fixture_must(desk, refund_list_due(desk, &rows, &count));
	free(rows);
	return count;
}

static void what_is_foretold_is_what_happens(void **state)
{
	struct online_preview preview;
	struct online_import import;
	char path[FILE_PATH_SIZE];
	struct sheet sheet;

	(void)state;
	fill(&sheet);
	save(&sheet, path);
	fixture_must(desk, online_preview_file(desk, path, &preview));
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	assert_int_equal(preview.run.next, import.count);
	assert_int_equal(import.count, 12);
	for (size_t i = 0; i < import.count; i++) {
		const struct online_answer *told = &preview.run.import.row[i].answer;
		const struct online_answer *came = &import.row[i].answer;

		assert_true(preview.tried[i]);
		assert_int_equal(preview.asked[i]->place, i);
		assert_string_equal(preview.asked[i]->order.order_no, came->order_no);
		if (told->result != came->result || strcmp(told->code, came->code) != 0 ||
		    told->number != came->number || told->refund_fen != came->refund_fen)
			fail_msg("%s: %s %s %d was foretold, %s %s %d came", came->order_no,
				 online_result_name(told->result), told->code, told->number,
				 online_result_name(came->result), came->code, came->number);
	}
	assert_int_equal(import.accepted, preview.run.import.accepted);
	assert_int_equal(import.refund_fen, preview.run.import.refund_fen);
	/* Each kind of answer was among them. */
	assert_true(import.accepted > 1 && import.cancelled > 1 && import.duplicate == 1);
	assert_string_equal(import.row[1].answer.code, "fee_mismatch");
	assert_int_equal(import.row[2].answer.result, ONLINE_ACCEPTED);
	assert_string_equal(import.row[11].answer.code, "quota_full");
	assert_string_equal(preview.run.import.row[0].answer.message, "Would be booked: number 4.");
	online_import_release(&import);
	online_preview_release(&preview);
}

static void a_preview_changes_nothing(void **state)
{
	int64_t before = fixture_last_event(desk);
	struct online_preview preview;
	struct patient found[PATIENT_FIND_MAX];
	struct desk *second = fixture_second(desk);
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	char path[FILE_PATH_SIZE];
	struct sheet sheet;
	size_t count;

	(void)state;
	fill(&sheet);
	save(&sheet, path);
	fixture_must(desk, online_preview_file(desk, path, &preview));
	assert_int_equal(fixture_last_event(desk), before);
	assert_int_equal(due_count(), 0);
	fixture_person(1, name, id_number, phone);
	fixture_must(desk, patient_find(desk, id_number, found, &count));
	assert_int_equal(count, 0);
	/* A booking that was not made cannot be opened. */
	for (size_t i = 0; i < preview.run.import.count; i++)
		assert_int_equal(preview.run.import.row[i].answer.booking_id, 0);
	online_preview_release(&preview);
	/* Nobody waits for it, and the desk works on. */
	fixture_patient(second, 40);
	fixture_patient(desk, 41);
	fixture_close(second);
}

static void an_order_that_was_seen_is_foretold_as_a_duplicate_with_its_booking(void **state)
{
	struct online_preview preview;
	struct online_import import;
	char path[FILE_PATH_SIZE];
	struct sheet sheet = { .minute = 0 };

	(void)state;
	add_row(&sheet, "WX1", "book", 1, NULL, "20.00");
	save(&sheet, path);
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	fixture_must(desk, online_preview_file(desk, path, &preview));
	assert_int_equal(preview.run.import.row[0].answer.result, ONLINE_DUPLICATE);
	assert_int_equal(preview.run.import.row[0].answer.booking_id,
			 import.row[0].answer.booking_id);
	online_preview_release(&preview);
	online_import_release(&import);
}

static void every_row_that_cannot_be_read_is_named_with_line_and_column(void **state)
{
	struct online_preview preview;
	char path[FILE_PATH_SIZE];
	struct sheet sheet = { .minute = 0 };

	(void)state;
	add_row(&sheet, "WX1", "book", 1, NULL, "20.00");
	add_row(&sheet, "WX2", "buy", 2, NULL, "20.00");
	add_line(&sheet, "WX3,book");
	add_row(&sheet, "WX4", "book", 4, NULL, "2O.00");
	save(&sheet, path);
	assert_int_equal(online_preview_file(desk, path, &preview), STATUS_BAD_FILE);
	assert_int_equal(preview.faults.count, 3);
	assert_int_equal(preview.faults.fault[0].line, 3);
	assert_string_equal(preview.faults.fault[0].column, "action");
	assert_int_equal(preview.faults.fault[1].line, 4);
	assert_string_equal(preview.faults.fault[1].column, "");
	assert_non_null(strstr(preview.faults.fault[1].message, "2 fields"));
	assert_int_equal(preview.faults.fault[2].line, 5);
	assert_string_equal(preview.faults.fault[2].column, "paid_yuan");
	assert_non_null(strstr(desk->problem.message, "Line 3, column action"));
	online_preview_release(&preview);
	assert_int_equal(online_preview_file(desk, "/nowhere/at/all.csv", &preview),
			 STATUS_BAD_FILE);
	assert_int_equal(preview.faults.count, 0);
	online_preview_release(&preview);
}

static void a_long_file_is_tried_to_a_limit_and_read_to_its_end(void **state)
{
	static char text[(ONLINE_PREVIEW_ROWS_MAX + 100) * 100];
	struct online_preview preview;
	char path[FILE_PATH_SIZE];
	size_t used;

	(void)state;
	text_format(text, sizeof(text), "%s", HEADER);
	used = strlen(text);
	for (int i = 0; i < ONLINE_PREVIEW_ROWS_MAX + 5; i++) {
		text_format(text + used, sizeof(text) - used,
			    "WX%d,cancel,1001,2026-11-24,am,,,,,,2026-11-22 20:00\n", i);
		used += strlen(text + used);
	}
	fixture_file(desk, "long.csv", text, used, path);
	fixture_must(desk, online_preview_file(desk, path, &preview));
	assert_int_equal(preview.run.next, ONLINE_PREVIEW_ROWS_MAX);
	assert_int_equal(preview.run.import.count, ONLINE_PREVIEW_ROWS_MAX + 5);
	assert_true(preview.tried[ONLINE_PREVIEW_ROWS_MAX - 1]);
	assert_false(preview.tried[ONLINE_PREVIEW_ROWS_MAX]);
	online_preview_release(&preview);
}

static void what_was_previewed_is_imported_though_the_file_has_changed(void **state)
{
	struct online_preview preview;
	struct booking booking;
	char path[FILE_PATH_SIZE];
	struct sheet sheet = { .minute = 0 };

	(void)state;
	add_row(&sheet, "WX1", "book", 1, NULL, "20.00");
	save(&sheet, path);
	fixture_must(desk, online_preview_file(desk, path, &preview));
	fixture_file(desk, "online.csv", "", 0, path);
	online_run_rewind(&preview.run);
	assert_int_equal(preview.run.import.rows, 0);
	assert_string_equal(preview.run.import.row[0].answer.message, "");
	fixture_must(desk, online_run_step(desk, &preview.run));
	assert_int_equal(preview.run.next, 1);
	assert_int_equal(preview.run.import.accepted, 1);
	fixture_must(desk, booking_by_order(desk, "WX1", &booking));
	assert_int_equal(booking.id, preview.run.import.row[0].answer.booking_id);
	online_preview_release(&preview);
}

static void an_import_that_was_stopped_goes_on_with_the_same_file(void **state)
{
	struct online_run run;
	struct online_import import;
	char path[FILE_PATH_SIZE];
	struct sheet sheet = { .minute = 0 };

	(void)state;
	add_row(&sheet, "WX1", "book", 1, NULL, "20.00");
	add_row(&sheet, "WX2", "book", 2, NULL, "20.00");
	add_row(&sheet, "WX3", "book", 3, NULL, "20.00");
	save(&sheet, path);
	fixture_must(desk, online_run_open(desk, path, &run));
	assert_int_equal(run.import.count, 3);
	fixture_must(desk, online_run_step(desk, &run));
	fixture_must(desk, online_run_settle(desk, &run));
	assert_int_equal(run.import.rows, 1);
	online_run_release(&run);
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	assert_int_equal(import.duplicate, 1);
	assert_int_equal(import.accepted, 2);
	assert_true(import.row[0].answer.booking_id > 0);
	online_import_release(&import);
}

/* desk_try by itself. */

static enum status add_two(struct desk *within, void *context)
{
	int64_t *inside = context;
	struct ban ban;

	fixture_patient(within, 1);
	/* A change that is refused takes back itself alone. */
	assert_int_equal(ban_lift(within, 1, "无", &ban), STATUS_NOT_FOUND);
	fixture_patient(within, 2);
	fixture_must(within, store_number(within->store, SQL_AUDIT_LAST_SEQ, NO_ARGS, inside));
	return STATUS_OK;
}

static void what_is_tried_is_seen_within_and_gone_behind(void **state)
{
	int64_t before = fixture_last_event(desk), inside = 0;

	(void)state;
	fixture_must(desk, desk_try(desk, add_two, &inside));
	assert_int_equal(inside, before + 2);
	assert_int_equal(fixture_last_event(desk), before);
	assert_false(store_in_transaction(desk->store));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_foretold_is_what_happens),
		TEST(a_preview_changes_nothing),
		TEST(an_order_that_was_seen_is_foretold_as_a_duplicate_with_its_booking),
		TEST(every_row_that_cannot_be_read_is_named_with_line_and_column),
		TEST(a_long_file_is_tried_to_a_limit_and_read_to_its_end),
		TEST(what_was_previewed_is_imported_though_the_file_has_changed),
		TEST(an_import_that_was_stopped_goes_on_with_the_same_file),
		TEST(what_is_tried_is_seen_within_and_gone_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
