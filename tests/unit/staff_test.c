/*
 * Who works here: a code is one person's for ever, with a name, and once it has ended nothing is
 * recorded under it, whatever counter it is at work at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/audit.h"
#include "desk/check.h"
#include "desk/staff.h"
#include "fixture.h"

static int open_clinic(void **state)
{
	*state = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	return 0;
}

static int close_clinic(void **state)
{
	fixture_close(*state);
	return 0;
}

static enum status write_something(struct desk *desk)
{
	return audit_mark(desk, AUDIT_STAFF_BEGIN, "something");
}

static void assert_healthy(struct desk *desk)
{
	int checks, failed;

	fixture_must(desk, check_run(desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
}

static void assert_last(struct desk *desk, const char *action, const char *detail)
{
	struct audit_row *rows;
	int64_t seq;
	size_t count;

	fixture_must(desk, audit_newest(desk, &seq));
	fixture_must(desk, audit_history(desk, seq, &rows, &count));
	assert_string_equal(rows[0].action, action);
	assert_string_equal(rows[0].detail, detail);
	free(rows);
}

static void somebody_is_added_renamed_and_ends_and_each_is_recorded(void **state)
{
	struct desk *desk = *state;
	struct staff_entry entry, *rows;
	size_t count;

	fixture_must(desk, staff_add(desk, "wei", " 魏　思齐 ", ROLE_BIT(ROLE_CLERK), &entry));
	assert_string_equal(entry.name, "魏思齐");
	assert_last(desk, "staff.add", "wei: 魏思齐; clerk");
	fixture_must(desk, staff_change(desk, "wei", "魏思", 0, &entry));
	assert_last(desk, "staff.change", "wei: 魏思");
	fixture_must(desk, staff_end(desk, "wei", "调到另一家诊所", &entry));
	assert_last(desk, "staff.end", "wei: 魏思; 调到另一家诊所");
	fixture_must(desk, staff_list(desk, &rows, &count));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].code, "test");
	assert_true(rows[1].ended);
	free(rows);
	assert_healthy(desk);
}

static void nothing_is_recorded_under_a_code_that_has_ended(void **state)
{
	struct desk *desk = *state;
	struct desk *other = fixture_second(desk);
	struct staff_entry entry;

	fixture_must(desk, staff_add(desk, "test2", "丁小玲", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(other, write_something(other));
	fixture_must(desk, staff_end(desk, "test2", "", &entry));
	/* At work when it ended: the guard refuses, then the sentence tells. */
	assert_int_equal(write_something(other), STATUS_STORE_CONSTRAINT);
	assert_int_equal(write_something(other), STATUS_STAFF_ENDED);
	assert_non_null(strstr(other->problem.message, "test2 has ended"));
	/* Taken up again, it is the same code. */
	fixture_must(desk, staff_add(desk, "test2", "丁小玲", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(other, write_something(other));
	fixture_close(other);
	assert_healthy(desk);
}

static void a_code_never_becomes_somebody_elses(void **state)
{
	struct desk *desk = *state;
	struct staff_entry entry;
	int64_t before, after;

	fixture_must(desk, staff_add(desk, "wei", "魏思齐", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(desk, audit_newest(desk, &before));
	assert_int_equal(staff_add(desk, "wei", "王磊", ROLE_BIT(ROLE_CLERK), &entry),
			 STATUS_WRONG_STATE);
	assert_non_null(strstr(desk->problem.message, "魏思齐"));
	assert_int_equal(staff_add(desk, "no good", "王磊", ROLE_BIT(ROLE_CLERK), &entry),
			 STATUS_BAD_VALUE);
	assert_int_equal(staff_add(desk, "lei", "", ROLE_BIT(ROLE_CLERK), &entry), STATUS_BAD_NAME);
	assert_int_equal(staff_change(desk, "lei", "王磊", 0, &entry), STATUS_NOT_FOUND);
	assert_int_equal(staff_end(desk, "lei", "", &entry), STATUS_NOT_FOUND);
	fixture_must(desk, audit_newest(desk, &after));
	assert_int_equal(before, after);
	assert_healthy(desk);
}

static void nobody_ends_their_own_code_and_none_ends_twice(void **state)
{
	struct desk *desk = *state;
	struct staff_entry entry;

	/* A code that was only used gets a name. */
	fixture_must(desk, write_something(desk));
	fixture_must(desk, staff_add(desk, "test", "丁小玲", ROLE_BIT(ROLE_CLERK), &entry));
	assert_int_equal(staff_end(desk, "test", "", &entry), STATUS_WRONG_STATE);
	fixture_must(desk, staff_add(desk, "wei", "魏思齐", ROLE_BIT(ROLE_CLERK), &entry));
	fixture_must(desk, staff_end(desk, "wei", "", &entry));
	assert_int_equal(staff_end(desk, "wei", "", &entry), STATUS_WRONG_STATE);
	assert_healthy(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(somebody_is_added_renamed_and_ends_and_each_is_recorded),
		TEST(nothing_is_recorded_under_a_code_that_has_ended),
		TEST(a_code_never_becomes_somebody_elses),
		TEST(nobody_ends_their_own_code_and_none_ends_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
