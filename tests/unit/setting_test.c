/* What is the counter's own is changed in the file and in the record, or in neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/audit.h"
#include "desk/setting.h"
#include "fixture.h"
#include "statement_fault.h"

#include "sql_columns.h"

struct place {
	struct desk *desk;
	struct settings_file file;
	char path[FILE_PATH_SIZE];
};

static int open_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));
	const char text[] = "; ours\n[print]\nseconds = 25\n";

	if (!place)
		return -1;
	statement_fault_watch();
	place->desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	fixture_file(place->desk, "frontdesk.ini", text, strlen(text), place->path);
	fixture_must(place->desk,
		     settings_file_read(&place->file, place->path, &place->desk->problem));
	place->desk->settings = place->file.settings;
	*state = place;
	return 0;
}

static int close_place(void **state)
{
	struct place *place = *state;

	settings_file_release(&place->file);
	fixture_close(place->desk);
	statement_fault_end();
	free(place);
	return 0;
}

static enum status change(struct place *place, int which, const char *value)
{
	const struct rule_change change = { .place = which, .value = value };

	return setting_change(place->desk, &place->file, &change);
}

static enum status read_row(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, AUDIT_LAST_SEQ);
	return STATUS_OK;
}

static int64_t last_seq(struct desk *desk)
{
	int64_t seq = 0;
	enum status status = store_one(desk->store, SQL_AUDIT_LAST, NO_ARGS, read_row, &seq);

	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	return seq;
}

static void assert_recorded(struct desk *desk, const char *detail)
{
	struct audit_row *rows;
	size_t count;

	fixture_must(desk, audit_history(desk, last_seq(desk), &rows, &count));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].action, "setting.change");
	assert_string_equal(rows[0].detail, detail);
	assert_string_equal(rows[0].staff, "test");
	assert_string_equal(rows[0].counter, "1");
	free(rows);
}

static void assert_file(const struct place *place, const char *expected)
{
	struct problem problem;
	size_t length;
	char *bytes;

	assert_int_equal(file_read(place->path, 10000, &bytes, &length, &problem), STATUS_OK);
	assert_string_equal(bytes, expected);
	free(bytes);
}

static void a_change_is_in_the_file_in_the_record_and_in_force(void **state)
{
	struct place *place = *state;
	struct desk *desk = place->desk;

	fixture_must(desk, change(place, SETTING_AT_print_seconds, " ４０ "));
	assert_file(place, "; ours\n[print]\nseconds = 40\n");
	assert_recorded(desk, "print.seconds: 25 -> 40");
	assert_int_equal(desk->settings.print_seconds, 40);
	fixture_must(desk, change(place, SETTING_AT_print_seconds, NULL));
	assert_file(place, "; ours\n[print]\n;seconds = 60\n");
	assert_recorded(desk, "print.seconds: 40 -> 60");
	assert_int_equal(desk->settings.print_seconds, 60);
	assert_int_equal(setting_source(&desk->settings, SETTING_AT_print_seconds),
			 SETTING_BY_DEFAULT);
	fixture_must(desk, change(place, SETTING_AT_clinic_language, "zh"));
	assert_recorded(desk, "clinic.language: \"\" -> zh");
	assert_int_equal(setting_source(&desk->settings, SETTING_AT_clinic_language),
			 SETTING_BY_FILE);
}

static void what_needs_a_new_start_is_in_the_file_and_not_in_force(void **state)
{
	struct place *place = *state;
	struct desk *desk = place->desk;

	fixture_must(desk, change(place, SETTING_AT_desk_counter, "7"));
	assert_string_equal(desk->settings.desk_counter, "1");
	assert_string_equal(place->file.settings.desk_counter, "7");
	assert_recorded(desk, "desk.counter: 1 -> 7");
}

static void a_value_that_the_file_would_be_refused_for_is_refused_before(void **state)
{
	static const struct {
		int place;
		const char *value, *sentence;
		enum status status;
	} cases[] = {
		{ SETTING_AT_print_seconds, "4", "from 5 to 3600", STATUS_BAD_SETTING },
		{ SETTING_AT_print_seconds, "", "from 5 to 3600", STATUS_BAD_SETTING },
		{ SETTING_AT_desk_theme, "some", "auto, light, dark", STATUS_BAD_SETTING },
		{ SETTING_AT_desk_staff, "n li", "letters A to Z", STATUS_BAD_SETTING },
		{ SETTING_AT_desk_counter, "", "is empty", STATUS_BAD_SETTING },
		{ SETTING_AT_print_command, "a\tb", "tab", STATUS_BAD_SETTING },
	};
	struct place *place = *state;
	struct desk *desk = place->desk;
	int64_t before = last_seq(desk);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(change(place, cases[i].place, cases[i].value), cases[i].status);
		assert_non_null(strstr(desk->problem.message, cases[i].sentence));
	}
	assert_file(place, "; ours\n[print]\nseconds = 25\n");
	assert_int_equal(last_seq(desk), before);
	assert_int_equal(desk->settings.print_seconds, 25);
}

static void keys_are_changed_and_taken_back(void **state)
{
	struct place *place = *state;
	struct desk *desk = place->desk;

	fixture_must(desk, setting_change_keys(desk, &place->file, "queue_call", "F6 ;", "F6 c"));
	assert_string_equal(settings_keys_of(&desk->settings, "queue_call"), "F6 ;");
	assert_recorded(desk, "keys.queue_call: F6 c -> F6 ;");
	assert_file(place, "; ours\n[print]\nseconds = 25\n\n[keys]\nqueue_call = \"F6 ;\"\n");
	fixture_must(desk, setting_change_keys(desk, &place->file, "queue_call", NULL, "F6 c"));
	assert_null(settings_keys_of(&desk->settings, "queue_call"));
	assert_recorded(desk, "keys.queue_call: F6 ; -> F6 c");
	assert_file(place, "; ours\n[print]\nseconds = 25\n\n[keys]\n;queue_call = F6 c\n");
}

static void a_store_that_fails_leaves_the_file_as_it_was(void **state)
{
	struct place *place = *state;
	struct desk *desk = place->desk;
	int failed = 0;

	for (int n = 1; n < 60; n++) {
		enum status status;

		statement_fault_at(n);
		status = change(place, SETTING_AT_print_seconds, "40");
		statement_fault_at(0);
		if (status == STATUS_OK)
			break;
		failed++;
		assert_file(place, "; ours\n[print]\nseconds = 25\n");
		assert_int_equal(desk->settings.print_seconds, 25);
		assert_true(strlen(desk->problem.message) > 0);
	}
	assert_true(failed >= 3);
	assert_recorded(desk, "print.seconds: 25 -> 40");
}

static void a_file_that_cannot_be_written_leaves_no_record(void **state)
{
	struct place *place = *state;
	struct desk *desk = place->desk;
	int64_t before = last_seq(desk);

	fixture_file(desk, "frontdesk.ini", "[print]\n", 8, place->path);
	assert_int_equal(change(place, SETTING_AT_print_seconds, "40"), STATUS_CHANGED_ELSEWHERE);
	assert_int_equal(last_seq(desk), before);
	assert_file(place, "[print]\n");
	assert_int_equal(desk->settings.print_seconds, 25);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_change_is_in_the_file_in_the_record_and_in_force),
		TEST(what_needs_a_new_start_is_in_the_file_and_not_in_force),
		TEST(a_value_that_the_file_would_be_refused_for_is_refused_before),
		TEST(keys_are_changed_and_taken_back),
		TEST(a_store_that_fails_leaves_the_file_as_it_was),
		TEST(a_file_that_cannot_be_written_leaves_no_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
