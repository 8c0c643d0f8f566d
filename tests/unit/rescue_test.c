/*
 * The terminal is put back whole, even when two threads fall at once, by whatever: a report's
 * library has threads of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/status.h"
#include "ui/term/rescue.h"

#define FAREWELL "the terminal as it was"

enum { SOON_MS = 200, CANNOT = 1 };

static void wait_ms(long ms)
{
	const struct timespec time = { .tv_nsec = ms * 1000000L };

	nanosleep(&time, NULL);
}

/* How a thread ends the program. */
typedef void *fall_fn(void *unused);

static void *trap(void *unused)
{
	(void)unused;
	raise(SIGTRAP);
	return NULL;
}

static void *give_up(void *unused)
{
	(void)unused;
	raise(SIGABRT);
	return NULL;
}

static void *run_out_of_memory(void *unused)
{
	(void)unused;
	return memory_new(SIZE_MAX, 2);
}

/* A line that takes no byte until somebody reads. */
static void fill(int line)
{
	const int flags = fcntl(line, F_GETFL);
	char bytes[4096] = { 0 };

	assert_int_equal(fcntl(line, F_SETFL, flags | O_NONBLOCK), 0);
	while (write(line, bytes, sizeof(bytes)) > 0)
		;
	assert_int_equal(fcntl(line, F_SETFL, flags), 0);
}

static void fall_in_two_threads(int line, fall_fn *first)
{
	fall_fn *const falls[] = { first, give_up };
	pthread_t threads[2];

	if (rescue_start(line) < 0)
		_exit(CANNOT);
	rescue_add(FAREWELL);
	for (int i = 0; i < 2; i++) {
		if (pthread_create(&threads[i], NULL, falls[i], NULL) != 0)
			_exit(CANNOT);
		wait_ms(SOON_MS);
	}
	pthread_join(threads[0], NULL);
	_exit(CANNOT);
}

/* Reads to the end; whether the farewell came last. */
static bool ends_with_farewell(int line)
{
	const size_t length = strlen(FAREWELL);
	char bytes[8192];
	size_t have = 0;
	ssize_t count;

	while ((count = read(line, bytes + have, sizeof(bytes) - have)) > 0) {
		have += (size_t)count;
		if (have > length) {
			memmove(bytes, bytes + have - length, length);
			have = length;
		}
	}
	return have == length && memcmp(bytes, FAREWELL, length) == 0;
}

/* How the program ended, of which a second thread fell while the first put the terminal back. */
static int end_after(fall_fn *first)
{
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	fill(ends[1]);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		fall_in_two_threads(ends[1], first);
	close(ends[1]);
	wait_ms(4 * SOON_MS);
	assert_int_equal(waitpid(child, &status, WNOHANG), 0);
	assert_true(ends_with_farewell(ends[0]));
	assert_int_equal(waitpid(child, &status, 0), child);
	close(ends[0]);
	return status;
}

static void a_second_fault_waits_for_the_terminal(void **state)
{
	const int status = end_after(trap);

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTRAP);
}

static void a_fault_waits_for_who_ran_out_of_memory(void **state)
{
	const int status = end_after(run_out_of_memory);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), status_exit(STATUS_DEFECT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_fault_waits_for_the_terminal),
		cmocka_unit_test(a_fault_waits_for_who_ran_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
