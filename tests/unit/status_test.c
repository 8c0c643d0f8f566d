/* Outcomes: their names and exit statuses, the sentences of problems, and what memory keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/status.h"
#include "base/text.h"

static void every_status_has_a_name_a_sentence_and_an_exit_status_of_its_kind(void **state)
{
	(void)state;
	for (int i = 0; i < STATUS_COUNT; i++) {
		enum status status = (enum status)i;
		int exit_status = status_exit(status);

		assert_true(status_name(status)[0] >= 'a' && status_name(status)[0] <= 'z');
		assert_true(strlen(status_sentence(status)) > 4);
		assert_true(exit_status == 1 || exit_status == 2 || exit_status == 3 ||
			    exit_status == 4 || exit_status == 5 || exit_status == 70 ||
			    i == STATUS_OK);
		assert_int_equal(status_is_refusal(status), exit_status == 1);
		for (int other = 0; other < i; other++)
			assert_string_not_equal(status_name(status),
						status_name((enum status)other));
	}
	assert_int_equal(STATUS_OK, 0);
	assert_int_equal(status_exit(STATUS_OK), 0);
	assert_int_equal(status_exit(STATUS_QUOTA_FULL), 1);
	assert_int_equal(status_exit(STATUS_USAGE), 2);
	assert_int_equal(status_exit(STATUS_BAD_ROWS), 3);
	assert_int_equal(status_exit(STATUS_STORE_FULL), 4);
	assert_string_equal(status_name(STATUS_QUOTA_FULL), "quota_full");
}

static void a_number_that_is_no_status_is_a_defect(void **state)
{
	(void)state;
	assert_string_equal(status_name((enum status)(STATUS_COUNT + 5)), "defect");
	assert_int_equal(status_exit((enum status) - 1), 70);
}

static void a_problem_tells_its_figures(void **state)
{
	struct problem problem;

	(void)state;
	assert_int_equal(problem_set(&problem, STATUS_QUOTA_FULL, "%d of %d", 8, 8),
			 STATUS_QUOTA_FULL);
	assert_int_equal(problem.status, STATUS_QUOTA_FULL);
	assert_string_equal(problem.message, "8 of 8");
	assert_int_equal(problem_set(NULL, STATUS_BAD_FILE, "nobody reads this"), STATUS_BAD_FILE);
	assert_int_equal(problem_from_status(&problem, STATUS_STORE_FULL), STATUS_STORE_FULL);
	assert_string_equal(problem.message, "The disk is full; nothing was saved.");
}

static void a_problem_never_carries_escapes_line_ends_or_broken_characters(void **state)
{
	struct problem problem;

	(void)state;
	problem_set(&problem, STATUS_BAD_TEXT, "a\x1b[2Jb\nc\xff%s",
		    "\xe2\x80\xae"
		    "d");
	assert_string_equal(problem.message, "a\uFFFD[2Jb\uFFFDc\uFFFD\uFFFDd");
	assert_true(text_is_clean(problem.message));
}

static void a_long_problem_is_cut_at_a_character(void **state)
{
	char many[PROBLEM_MESSAGE_SIZE * 2] = "";
	struct problem problem;

	(void)state;
	for (size_t i = 0; i + 4 < sizeof(many); i += 3)
		memcpy(many + i, "张", 4);
	problem_set(&problem, STATUS_BAD_TEXT, "x%s", many);
	assert_true(text_is_utf8(problem.message, strlen(problem.message)));
	assert_int_equal(strlen(problem.message), (PROBLEM_MESSAGE_SIZE - 2) / 3 * 3 + 1);
}

static void a_list_grows_and_new_items_are_zero(void **state)
{
	struct item {
		int value, zero;
	};
	void *items = NULL;
	size_t count = 0, room = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		struct item *item = memory_append(&items, &count, &room, sizeof(*item));

		assert_int_equal(item->value, 0);
		assert_int_equal(item->zero, 0);
		item->value = i;
		item->zero = 0;
	}
	assert_int_equal(count, 100);
	assert_true(room >= count);
	for (int i = 0; i < 100; i++)
		assert_int_equal(((struct item *)items)[i].value, i);
	free(items);
}

static void print_sentence(const char *sentence)
{
	printf("hook: %s\n", sentence);
	fflush(stdout);
}

static void no_memory_calls_the_hook_and_ends_with_status_70(void **state)
{
	int ends[2], status;
	char said[128] = "";
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		/* Times 4 it wraps to 8 bytes; volatile hides that from the compiler's own check.
		 */
		volatile size_t much = SIZE_MAX / 4 + 3;

		dup2(ends[1], STDOUT_FILENO);
		memory_on_failure(print_sentence);
		free(memory_new(much, 4));
		_exit(0);
	}
	close(ends[1]);
	assert_true(read(ends[0], said, sizeof(said) - 1) > 0);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 70);
	assert_ptr_equal(strstr(said, "hook: The computer has run out of memory"), said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_status_has_a_name_a_sentence_and_an_exit_status_of_its_kind),
		cmocka_unit_test(a_number_that_is_no_status_is_a_defect),
		cmocka_unit_test(a_problem_tells_its_figures),
		cmocka_unit_test(a_problem_never_carries_escapes_line_ends_or_broken_characters),
		cmocka_unit_test(a_long_problem_is_cut_at_a_character),
		cmocka_unit_test(a_list_grows_and_new_items_are_zero),
		cmocka_unit_test(no_memory_calls_the_hook_and_ends_with_status_70),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
