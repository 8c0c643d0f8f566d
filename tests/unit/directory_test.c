/* Departments and doctors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fixture.h"

static struct department department_of(const char *code, const char *name)
{
	struct department out = { .location = "门诊楼一层" };

	text_copy(out.code, sizeof(out.code), code);
	text_copy(out.name, sizeof(out.name), name);
	return out;
}

static void a_department_is_added_once_and_changed_by_its_code(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct department department = department_of("NK01", "内科");
	enum put_outcome outcome;
	int64_t first_seq;
	struct audit_row *history;
	size_t count;

	(void)state;
	fixture_must(desk, department_put(desk, &department, &outcome));
	assert_int_equal(outcome, PUT_ADDED);
	first_seq = department.seq;
	department = department_of("NK01", "内科");
	fixture_must(desk, department_put(desk, &department, &outcome));
	assert_int_equal(outcome, PUT_UNCHANGED);
	assert_int_equal(department.seq, first_seq);
	department = department_of("NK01", "大内科");
	fixture_must(desk, department_put(desk, &department, &outcome));
	assert_int_equal(outcome, PUT_CHANGED);
	fixture_must(desk, department_get(desk, "NK01", &department));
	assert_string_equal(department.name, "大内科");
	fixture_must(desk, audit_history(desk, department.seq, &history, &count));
	assert_int_equal(count, 2);
	assert_string_equal(history[0].action, "department.change");
	assert_string_equal(history[1].action, "department.add");
	assert_string_equal(history[0].staff, "test");
	free(history);
	fixture_close(desk);
}

static void a_doctor_needs_a_department_that_exists(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct doctor doctor = {
		.code = "1001", .name = "尉迟敬文", .department_code = "XX99", .fee_fen = 5000
	};
	enum put_outcome outcome;

	(void)state;
	assert_int_equal(doctor_put(desk, &doctor, &outcome), STATUS_NOT_FOUND);
	assert_non_null(strstr(desk->problem.message, "XX99"));
	assert_int_equal(doctor_get(desk, "1001", &doctor), STATUS_UNKNOWN_DOCTOR);
	assert_non_null(strstr(desk->problem.message, "1001"));
	fixture_close(desk);
}

static void names_go_through_the_rule_for_names(void **state)
{
	static const char *const refused[] = {
		"NULL",
		"无",
		"#N/A",
		"13800138000",
		"张\xE2\x80\xAE伟",
		"张\x1B[2J伟",
		"张\xFF伟",
		"  ",
		"　",
		"A name of far more than sixty-four Latin letters is cut by no desk, see",
	};
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct doctor doctor = fixture_doctor(desk, "1001", 1500), again;
	struct department department;
	enum put_outcome outcome;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		enum status status;

		department = department_of("NK09", refused[i]);
		status = department_put(desk, &department, &outcome);
		if (status != STATUS_BAD_NAME && status != STATUS_BAD_VALUE)
			fail_msg("%s is taken", refused[i]);
		assert_non_null(strstr(desk->problem.message, "The department's name"));
		again = doctor;
		text_copy(again.name, sizeof(again.name), refused[i]);
		status = doctor_put(desk, &again, &outcome);
		if (status != STATUS_BAD_NAME && status != STATUS_BAD_VALUE)
			fail_msg("%s is taken", refused[i]);
		assert_non_null(strstr(desk->problem.message, "The doctor's name"));
	}
	/* Wide blanks are blanks; a department keeps them between words, and its brackets. */
	department = department_of("NK09", "　儿科（二部）　　一区 ");
	fixture_must(desk, department_put(desk, &department, &outcome));
	assert_string_equal(department.name, "儿科（二部） 一区");
	again = doctor;
	text_copy(again.name, sizeof(again.name), "阿依古丽・买买提");
	fixture_must(desk, doctor_put(desk, &again, &outcome));
	assert_string_equal(again.name, "阿依古丽·买买提");
	text_copy(again.name, sizeof(again.name), "张　三");
	fixture_must(desk, doctor_put(desk, &again, &outcome));
	assert_string_equal(again.name, "张三");
	fixture_close(desk);
}

static void every_field_of_a_doctor_can_change_and_the_history_says_from_what_to_what(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct doctor doctor = fixture_doctor(desk, "1001", 1500), again;
	struct department other = department_of("WK02", "外科");
	enum put_outcome outcome;
	struct audit_row *history;
	size_t count;

	(void)state;
	fixture_must(desk, department_put(desk, &other, &outcome));
	text_copy(doctor.title, sizeof(doctor.title), "副主任医师");
	text_copy(doctor.department_code, sizeof(doctor.department_code), "WK02");
	text_copy(doctor.qualification_no, sizeof(doctor.qualification_no), "110310000652386");
	text_copy(doctor.specialty, sizeof(doctor.specialty), "心血管病");
	doctor.fee_fen = 2050;
	fixture_must(desk, doctor_put(desk, &doctor, &outcome));
	assert_int_equal(outcome, PUT_CHANGED);
	fixture_must(desk, doctor_get(desk, "1001", &again));
	assert_string_equal(again.title, "副主任医师");
	assert_string_equal(again.department, "外科");
	assert_string_equal(again.qualification_no, "110310000652386");
	assert_string_equal(again.specialty, "心血管病");
	assert_int_equal(again.fee_fen, 2050);
	fixture_must(desk, audit_history(desk, again.seq, &history, &count));
	assert_int_equal(count, 2);
	assert_non_null(strstr(history[0].detail, "fee: 15.00 -> 20.50"));
	assert_non_null(strstr(history[0].detail, "department: NK01 -> WK02"));
	free(history);
	fixture_must(desk, doctor_put(desk, &again, &outcome));
	assert_int_equal(outcome, PUT_UNCHANGED);
	fixture_close(desk);
}

static void doctors_are_listed_by_department_then_code(void **state)
{
	static const char *const expected[] = { "1001", "1003", "1002" };
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct doctor *rows;
	size_t count;

	(void)state;
	fixture_doctor_of(desk, "WK02", "1002", 1000);
	fixture_doctor_of(desk, "NK01", "1003", 1000);
	fixture_doctor_of(desk, "NK01", "1001", 1000);
	fixture_must(desk, doctor_list(desk, &rows, &count));
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(rows[i].code, expected[i]);
	free(rows);
	fixture_close(desk);
}

static void a_code_is_mended_or_refused_with_its_bounds(void **state)
{
	struct problem problem;
	char code[CODE_SIZE];

	(void)state;
	assert_int_equal(code_read(" ＮＫ０１ ", "The code", code, &problem), STATUS_OK);
	assert_string_equal(code, "NK01");
	assert_int_equal(code_read("a23456789012345678901234567890z2", "The code", code, &problem),
			 STATUS_OK);
	assert_int_equal(code_read("a23456789012345678901234567890z23", "The code", code, &problem),
			 STATUS_BAD_VALUE);
	assert_non_null(strstr(problem.message, "32"));
	assert_int_equal(code_read("", "The code", code, &problem), STATUS_BAD_VALUE);
	assert_int_equal(code_read("=1+1", "The code", code, &problem), STATUS_BAD_VALUE);
	assert_int_equal(code_read("内科", "The code", code, &problem), STATUS_BAD_VALUE);
}

static void a_fee_out_of_bounds_and_damaged_words_are_refused(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct doctor doctor = fixture_doctor(desk, "1001", 0);
	struct department department = department_of("NK01", "内\x1b[2J科");
	enum put_outcome outcome;

	(void)state;
	doctor.fee_fen = -1;
	assert_int_equal(doctor_put(desk, &doctor, &outcome), STATUS_BAD_AMOUNT);
	doctor.fee_fen = 100000001;
	assert_int_equal(doctor_put(desk, &doctor, &outcome), STATUS_BAD_AMOUNT);
	doctor.fee_fen = 100000000;
	fixture_must(desk, doctor_put(desk, &doctor, &outcome));
	assert_int_equal(department_put(desk, &department, &outcome), STATUS_BAD_VALUE);
	fixture_must(desk, department_get(desk, "NK01", &department));
	assert_string_equal(department.name, "内科");
	fixture_close(desk);
}

static void words_may_be_as_long_as_the_store_takes_and_no_longer(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct department department = department_of("A", "");
	enum put_outcome outcome;
	char long_name[WORD_SIZE * 2] = "";

	(void)state;
	for (int i = 0; i < WORD_LONGEST; i++)
		strncat(long_name, "科", sizeof(long_name) - strlen(long_name) - 1);
	assert_true(text_copy(department.name, sizeof(department.name), long_name));
	fixture_must(desk, department_put(desk, &department, &outcome));
	fixture_must(desk, department_get(desk, "A", &department));
	assert_string_equal(department.name, long_name);
	strncat(long_name, "科", sizeof(long_name) - strlen(long_name) - 1);
	assert_int_equal(words_read(long_name, "The name", 1, WORD_LONGEST, department.name,
				    sizeof(department.name), &desk->problem),
			 STATUS_BAD_VALUE);
	fixture_close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_department_is_added_once_and_changed_by_its_code),
		cmocka_unit_test(a_doctor_needs_a_department_that_exists),
		cmocka_unit_test(names_go_through_the_rule_for_names),
		cmocka_unit_test(
			every_field_of_a_doctor_can_change_and_the_history_says_from_what_to_what),
		cmocka_unit_test(doctors_are_listed_by_department_then_code),
		cmocka_unit_test(a_code_is_mended_or_refused_with_its_bounds),
		cmocka_unit_test(a_fee_out_of_bounds_and_damaged_words_are_refused),
		cmocka_unit_test(words_may_be_as_long_as_the_store_takes_and_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
