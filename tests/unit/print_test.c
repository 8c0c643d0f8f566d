/* Printing: the program gets the file and nothing else, nobody waits for it, and what it comes to
 * is told. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "reports/print.h"
#include "scratch.h"

enum { PATIENCE_S = 60, NOT_LONG_MS = 20 * 1000, BYTES_MAX = 4096 };

static char folder[FILE_PATH_SIZE / 4], printer[FILE_PATH_SIZE / 2], record[FILE_PATH_SIZE / 2],
	file[FILE_PATH_SIZE], before[FILE_PATH_SIZE];

static int set_up(void **state)
{
	struct problem problem;
	FILE *made;

	(void)state;
	language_start();
	scratch_folder(folder, sizeof(folder), "print");
	text_copy(before, sizeof(before), getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	setenv("TMPDIR", folder, 1);
	text_format(printer, sizeof(printer), "%s/a printer", folder);
	text_format(record, sizeof(record), "%s/record", folder);
	assert_int_equal(print_file_name(file, "daily.pdf", &problem), STATUS_OK);
	made = fopen(file, "w");
	assert_non_null(made);
	fputs("%PDF the paper", made);
	return fclose(made);
}

static int tear_down(void **state)
{
	(void)state;
	setenv("TMPDIR", before, 1);
	unlink(printer);
	unlink(record);
	/* Fails when the file to be printed is still there. */
	return rmdir(folder);
}

static void write_printer(const char *lines)
{
	FILE *made = fopen(printer, "w");

	assert_non_null(made);
	fprintf(made, "#!/bin/sh\nexec 3>'%s'\n%s", record, lines);
	assert_int_equal(fclose(made), 0);
	assert_int_equal(chmod(printer, 0700), 0);
}

static void must_be_recorded(const char *text)
{
	char bytes[BYTES_MAX];
	FILE *recorded = fopen(record, "r");
	size_t length;

	assert_non_null(recorded);
	length = fread(bytes, 1, sizeof(bytes) - 1, recorded);
	fclose(recorded);
	bytes[length] = '\0';
	assert_string_equal(bytes, text);
}

static enum status print_by(const char *arguments, int seconds, struct problem *problem)
{
	char command[FILE_PATH_SIZE];
	struct print print;
	enum status status;

	text_format(command, sizeof(command), "'%s' %s", printer, arguments);
	status = print_start(&print, command, seconds, file, problem);
	if (!status)
		status = print_wait(&print, problem);
	print_release(&print);
	return status;
}

static void the_program_gets_the_file_and_nothing_else(void **state)
{
	char expected[2 * FILE_PATH_SIZE];
	struct problem problem = { .message = "" };

	(void)state;
	write_printer("for word; do printf '<%s>' \"$word\" >&3; done; for file; do :; done\n"
		      "cat \"$file\" >&3; if read x; then echo input >&3; fi\n"
		      "ls /proc/self/fd | wc -l >&3\n");
	assert_int_equal(print_by("-o 'two sides' $HOME `id` ; |", PATIENCE_S, &problem),
			 STATUS_OK);
	/* Input, output, errors, the record, and the folder that ls reads. */
	text_format(expected, sizeof(expected),
		    "<-o><two sides><$HOME><`id`><;><|><%s>%%PDF the paper5\n", file);
	must_be_recorded(expected);
}

static void the_file_stands_where_the_command_says(void **state)
{
	char expected[2 * FILE_PATH_SIZE];
	struct problem problem = { .message = "" };

	(void)state;
	write_printer("for word; do printf '<%s>' \"$word\" >&3; done\n");
	assert_int_equal(print_by("-P 打印机 --file=%s -n 1", PATIENCE_S, &problem), STATUS_OK);
	text_format(expected, sizeof(expected), "<-P><打印机><--file=%s><-n><1>", file);
	must_be_recorded(expected);
}

static void what_a_failing_printer_says_is_told(void **state)
{
	struct problem problem = { .message = "" };

	(void)state;
	write_printer(
		"echo 'lp: no default destination' >&2; printf 'and \\033[31mmore' ; exit 1\n");
	assert_int_equal(print_by("", PATIENCE_S, &problem), STATUS_NOT_PRINTED);
	assert_non_null(strstr(problem.message, "NOT printed"));
	assert_non_null(strstr(problem.message, "lp: no default destination and "));
	assert_null(strchr(problem.message, '\033'));
}

static void a_printer_that_fails_in_silence_fails(void **state)
{
	struct problem problem = { .message = "" };

	(void)state;
	write_printer("kill -KILL $$\n");
	assert_int_equal(print_by("", PATIENCE_S, &problem), STATUS_NOT_PRINTED);
	assert_non_null(strstr(problem.message, "NOT printed"));
}

static void a_hanging_printer_holds_nobody(void **state)
{
	struct problem problem = { .message = "" };
	int64_t began_ms = monotonic_ms();
	char command[FILE_PATH_SIZE];
	struct print print;

	(void)state;
	write_printer("trap '' TERM; sleep 1000 & wait; sleep 1000\n");
	text_format(command, sizeof(command), "'%s'", printer);
	assert_int_equal(print_start(&print, command, 1, file, &problem), STATUS_OK);
	assert_int_equal(print_look(&print, &problem), PRINT_RUNS);
	assert_int_equal(print_wait(&print, &problem), STATUS_NOT_PRINTED);
	assert_true(monotonic_ms() - began_ms < NOT_LONG_MS);
	assert_non_null(strstr(problem.message, "1 seconds"));
	assert_int_equal(print_look(&print, &problem), PRINT_FAILED);
	print_release(&print);
}

/* It has printed, and left something behind that holds its output open. */
static void what_a_printer_leaves_running_is_not_awaited(void **state)
{
	struct problem problem = { .message = "" };
	int64_t began_ms = monotonic_ms();

	(void)state;
	write_printer("sleep 30 3>&- & exit 0\n");
	assert_int_equal(print_by("", PATIENCE_S, &problem), STATUS_OK);
	assert_true(monotonic_ms() - began_ms < NOT_LONG_MS);
}

static void a_missing_printer_is_told(void **state)
{
	struct problem problem = { .message = "" };

	(void)state;
	assert_int_equal(print_by("", PATIENCE_S, &problem), STATUS_NOT_PRINTED);
	assert_non_null(strstr(problem.message, printer));
	assert_non_null(strstr(problem.message, "print.command"));
}

static void without_a_command_it_is_lp_and_its_package_is_named(void **state)
{
	struct problem problem = { .message = "" };
	struct print print;

	(void)state;
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(print_start(&print, "", PATIENCE_S, file, &problem), STATUS_OK);
	assert_int_equal(print_wait(&print, &problem), STATUS_NOT_PRINTED);
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
	assert_non_null(strstr(problem.message, "lp"));
	assert_non_null(strstr(problem.message, "cups"));
	print_release(&print);
}

/* The desk is left while something is printed: it is printed all the same, and the file removed. */
static void it_is_printed_when_the_desk_is_left(void **state)
{
	int64_t began_ms = monotonic_ms();
	pid_t desk;
	int how;

	(void)state;
	write_printer("sleep 0.3; for file; do :; done; cat \"$file\" >&3\n");
	desk = fork();
	if (desk == 0) {
		char command[FILE_PATH_SIZE];
		struct problem problem;
		struct print print;

		text_format(command, sizeof(command), "'%s'", printer);
		_exit(print_start(&print, command, PATIENCE_S, file, &problem) != STATUS_OK);
	}
	assert_int_equal(waitpid(desk, &how, 0), desk);
	assert_int_equal(how, 0);
	while (access(file, F_OK) == 0) {
		assert_true(monotonic_ms() - began_ms < NOT_LONG_MS);
		usleep(20 * 1000);
	}
	must_be_recorded("%PDF the paper");
	/* The folder goes right behind the file. */
	usleep(100 * 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_program_gets_the_file_and_nothing_else, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_file_stands_where_the_command_says, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_a_failing_printer_says_is_told, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_printer_that_fails_in_silence_fails, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_hanging_printer_holds_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_a_printer_leaves_running_is_not_awaited,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_missing_printer_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_a_command_it_is_lp_and_its_package_is_named,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_is_printed_when_the_desk_is_left, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
