/* The queue of writers: src/store/turnstile.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "fixture.h"
#include "scratch.h"
#include "store/sqlite/turnstile.h"

enum { LONG_MS = 60000, SHORT_MS = 60 };

struct place {
	char folder[FILE_PATH_SIZE];
	char database[FILE_PATH_SIZE];
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	assert_non_null(place);
	scratch_folder(place->folder, sizeof(place->folder), "turnstile");
	assert_true(text_format(place->database, sizeof(place->database), "%.900s/desk.db",
				place->folder));
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	turnstile_remove(place->database);
	assert_int_equal(rmdir(place->folder), 0);
	free(place);
	return 0;
}

static void side_file(char out[FILE_PATH_SIZE], const struct place *place, const char *suffix)
{
	assert_true(text_format(out, FILE_PATH_SIZE, "%s%s", place->database, suffix));
}

/* Another process that enters and stays until it is told to go or is killed. */
struct other {
	pid_t pid;
	int to_it, from_it;
};

static void tell(int descriptor)
{
	assert_int_equal(write(descriptor, "x", 1), 1);
}

static void hear(int descriptor)
{
	char byte;

	assert_int_equal(read(descriptor, &byte, 1), 1);
}

static void be_other(const struct place *place, int in, int out)
{
	struct turnstile turnstile;
	char byte;

	if (!turnstile_open(&turnstile, place->database) ||
	    turnstile_enter(&turnstile, LONG_MS) != STATUS_OK)
		_exit(1);
	if (write(out, "x", 1) != 1 || read(in, &byte, 1) < 0)
		_exit(2);
	turnstile_leave(&turnstile);
	fixture_leave(0);
}

static struct other start_other(const struct place *place)
{
	int to_it[2], from_it[2];
	struct other other;

	assert_int_equal(pipe(to_it), 0);
	assert_int_equal(pipe(from_it), 0);
	other.pid = fixture_fork();
	if (other.pid == 0) {
		close(to_it[1]);
		close(from_it[0]);
		be_other(place, to_it[0], from_it[1]);
	}
	close(to_it[0]);
	close(from_it[1]);
	other.to_it = to_it[1];
	other.from_it = from_it[0];
	return other;
}

static int end_other(struct other *other)
{
	int how;

	close(other->to_it);
	close(other->from_it);
	assert_int_equal(waitpid(other->pid, &how, 0), other->pid);
	return how;
}

/* A look at the line from outside: its own opening of the file, for a lock is seen by others only.
 */
static int open_watcher(const struct place *place)
{
	char gate[FILE_PATH_SIZE];
	int watcher;

	side_file(gate, place, "-gate");
	watcher = open(gate, O_RDWR | O_CLOEXEC);
	assert_true(watcher >= 0);
	return watcher;
}

static int waiting(int watcher)
{
	int tickets = 0;

	for (off_t from = 0;;) {
		struct flock held = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = from };

		assert_int_equal(fcntl(watcher, F_OFD_GETLK, &held), 0);
		if (held.l_type == F_UNLCK)
			return tickets;
		tickets++;
		from = held.l_start + 1;
	}
}

static void wait_for_line(const struct place *place, int tickets)
{
	int watcher = open_watcher(place);

	while (waiting(watcher) != tickets)
		sched_yield();
	close(watcher);
}

static void the_side_files_are_private_and_closed_on_exec(void **state)
{
	const struct place *place = *state;
	char gate[FILE_PATH_SIZE], lock[FILE_PATH_SIZE];
	struct turnstile turnstile;
	struct stat file;

	assert_true(turnstile_open(&turnstile, place->database));
	side_file(gate, place, "-gate");
	side_file(lock, place, "-lock");
	assert_int_equal(stat(gate, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(stat(lock, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_true(fcntl(turnstile.gate, F_GETFD) & FD_CLOEXEC);
	assert_true(fcntl(turnstile.lock, F_GETFD) & FD_CLOEXEC);
	turnstile_close(&turnstile);
	assert_int_equal(turnstile.gate, -1);
}

static void a_failed_opening_leaves_no_file(void **state)
{
	const struct place *place = *state;
	char gate[FILE_PATH_SIZE], lock[FILE_PATH_SIZE];
	struct turnstile turnstile;

	side_file(gate, place, "-gate");
	side_file(lock, place, "-lock");
	assert_int_equal(symlink("nowhere", lock), 0);
	assert_false(turnstile_open(&turnstile, place->database));
	assert_int_equal(errno, ELOOP);
	assert_int_equal(turnstile.gate, -1);
	assert_int_equal(turnstile.lock, -1);
	assert_int_not_equal(access(gate, F_OK), 0);
}

static void a_wait_ends_at_its_limit(void **state)
{
	const struct place *place = *state;
	struct other other = start_other(place);
	struct turnstile turnstile;
	int watcher;

	hear(other.from_it);
	assert_true(turnstile_open(&turnstile, place->database));
	assert_int_equal(turnstile_enter(&turnstile, SHORT_MS), STATUS_STORE_BUSY);
	assert_false(turnstile.entered);
	/* The one that gave up stands in nobody's way. */
	watcher = open_watcher(place);
	assert_int_equal(waiting(watcher), 0);
	close(watcher);
	assert_int_equal(end_other(&other), 0);
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	turnstile_close(&turnstile);
}

static void a_killed_writer_holds_nobody_up(void **state)
{
	const struct place *place = *state;
	struct other other = start_other(place);
	struct turnstile turnstile;

	hear(other.from_it);
	assert_true(turnstile_open(&turnstile, place->database));
	assert_int_equal(kill(other.pid, SIGKILL), 0);
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	turnstile_close(&turnstile);
	assert_true(WIFSIGNALED(end_other(&other)));
}

static void who_leaves_comes_after_who_waits(void **state)
{
	const struct place *place = *state;
	struct turnstile turnstile;
	struct other other;

	assert_true(turnstile_open(&turnstile, place->database));
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	other = start_other(place);
	wait_for_line(place, 1);
	turnstile_leave(&turnstile);
	/* The other one is the next for certain: while it stays, there is no turn for us however
	 * quickly we come back. */
	assert_int_equal(turnstile_enter(&turnstile, SHORT_MS), STATUS_STORE_BUSY);
	hear(other.from_it);
	tell(other.to_it);
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	turnstile_close(&turnstile);
	assert_int_equal(end_other(&other), 0);
}

enum { LINE = 5 };

/* The turn is ours; the others come one after the other. */
static void form_line(const struct place *place, struct turnstile *turnstile,
		      struct other others[LINE])
{
	assert_true(turnstile_open(turnstile, place->database));
	assert_int_equal(turnstile_enter(turnstile, LONG_MS), STATUS_OK);
	for (int i = 0; i < LINE; i++) {
		others[i] = start_other(place);
		wait_for_line(place, i + 1);
	}
}

static bool has_entered(const struct other *other)
{
	struct pollfd heard = { .fd = other->from_it, .events = POLLIN };

	return poll(&heard, 1, 0) == 1 && (heard.revents & POLLIN);
}

/* It and nobody behind it has its turn; then that ends. */
static void serve(struct other others[LINE], int next)
{
	hear(others[next].from_it);
	for (int i = next + 1; i < LINE; i++)
		assert_false(has_entered(&others[i]));
	tell(others[next].to_it);
	assert_int_equal(end_other(&others[next]), 0);
}

static void the_line_is_served_in_its_order(void **state)
{
	const struct place *place = *state;
	struct turnstile turnstile;
	struct other others[LINE];

	form_line(place, &turnstile, others);
	turnstile_leave(&turnstile);
	for (int i = 0; i < LINE; i++)
		serve(others, i);
	turnstile_close(&turnstile);
}

static void a_death_in_the_line_changes_nothing_for_the_others(void **state)
{
	const struct place *place = *state;
	struct turnstile turnstile;
	struct other others[LINE];

	form_line(place, &turnstile, others);
	assert_int_equal(kill(others[2].pid, SIGKILL), 0);
	assert_true(WIFSIGNALED(end_other(&others[2])));
	wait_for_line(place, LINE - 1);
	turnstile_leave(&turnstile);
	for (int i = 0; i < LINE; i++)
		if (i != 2)
			serve(others, i);
	turnstile_close(&turnstile);
}

static void one_that_was_stopped_in_the_line_is_passed(void **state)
{
	const struct place *place = *state;
	struct turnstile turnstile;
	struct other others[LINE];
	int how;

	form_line(place, &turnstile, others);
	assert_int_equal(kill(others[0].pid, SIGSTOP), 0);
	assert_int_equal(waitpid(others[0].pid, &how, WUNTRACED), others[0].pid);
	/* Among those behind it the order is open: each leaves as soon as it had its turn. */
	for (int i = 1; i < LINE; i++)
		tell(others[i].to_it);
	turnstile_leave(&turnstile);
	for (int i = 1; i < LINE; i++) {
		hear(others[i].from_it);
		assert_int_equal(end_other(&others[i]), 0);
	}
	assert_int_equal(kill(others[0].pid, SIGCONT), 0);
	serve(others, 0);
	turnstile_close(&turnstile);
}

static void a_lock_of_another_program_on_the_line_is_nobodys_turn(void **state)
{
	const struct place *place = *state;
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct turnstile turnstile;
	int watcher;

	assert_true(turnstile_open(&turnstile, place->database));
	watcher = open_watcher(place);
	assert_int_equal(fcntl(watcher, F_OFD_SETLK, &all), 0);
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	turnstile_close(&turnstile);
	close(watcher);
}

static void not_ours(int number)
{
	(void)number;
	abort();
}

static void a_wait_puts_the_alarm_back(void **state)
{
	const struct place *place = *state;
	struct other other = start_other(place);
	struct sigaction action = { .sa_handler = not_ours }, before, after;
	struct itimerval timer = { .it_value = { .tv_sec = 1000 }, .it_interval = { .tv_sec = 7 } },
			 left;
	struct turnstile turnstile;
	sigset_t blocked, mask;

	hear(other.from_it);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGALRM);
	assert_int_equal(sigaction(SIGALRM, &action, &before), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &timer, NULL), 0);
	assert_int_equal(sigprocmask(SIG_BLOCK, &blocked, NULL), 0);
	assert_true(turnstile_open(&turnstile, place->database));
	/* It ends although SIGALRM was blocked. */
	assert_int_equal(turnstile_enter(&turnstile, SHORT_MS), STATUS_STORE_BUSY);
	assert_int_equal(sigprocmask(SIG_UNBLOCK, &blocked, &mask), 0);
	assert_int_equal(sigismember(&mask, SIGALRM), 1);
	memset(&timer, 0, sizeof(timer));
	assert_int_equal(setitimer(ITIMER_REAL, &timer, &left), 0);
	assert_in_range(left.it_value.tv_sec, 900, 999);
	assert_int_equal(left.it_interval.tv_sec, 7);
	assert_int_equal(sigaction(SIGALRM, &before, &after), 0);
	assert_ptr_equal(after.sa_handler, not_ours);
	turnstile_close(&turnstile);
	assert_int_equal(end_other(&other), 0);
}

static bool stop_is_blocked(void)
{
	sigset_t mask;

	sigprocmask(SIG_BLOCK, NULL, &mask);
	return sigismember(&mask, SIGTSTP) == 1;
}

static void nobody_is_stopped_while_it_holds_the_lock(void **state)
{
	const struct place *place = *state;
	struct turnstile turnstile;
	sigset_t stop;

	assert_true(turnstile_open(&turnstile, place->database));
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	assert_true(stop_is_blocked());
	turnstile_leave(&turnstile);
	assert_false(stop_is_blocked());
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	assert_int_equal(turnstile_enter(&turnstile, LONG_MS), STATUS_OK);
	turnstile_close(&turnstile);
	assert_true(stop_is_blocked());
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
}

/* Two processes count turns by a counter that only the lock protects. */
static void no_two_have_the_turn_at_once(void **state)
{
	enum { TURNS = 300 };
	const struct place *place = *state;
	volatile int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
				    -1, 0);
	pid_t children[2];
	int how;

	for (int i = 0; i < 2; i++) {
		children[i] = fixture_fork();
		if (children[i] == 0) {
			struct turnstile turnstile;

			if (!turnstile_open(&turnstile, place->database))
				_exit(1);
			for (int turn = 0; turn < TURNS; turn++) {
				int seen;

				if (turnstile_enter(&turnstile, LONG_MS) != STATUS_OK)
					_exit(2);
				seen = shared[0];
				sched_yield();
				shared[0] = seen + 1;
				turnstile_leave(&turnstile);
			}
			fixture_leave(0);
		}
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(waitpid(children[i], &how, 0), children[i]);
		assert_int_equal(how, 0);
	}
	assert_int_equal(shared[0], 2 * TURNS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_side_files_are_private_and_closed_on_exec),
		TEST(a_failed_opening_leaves_no_file),
		TEST(a_wait_ends_at_its_limit),
		TEST(a_killed_writer_holds_nobody_up),
		TEST(who_leaves_comes_after_who_waits),
		TEST(the_line_is_served_in_its_order),
		TEST(a_death_in_the_line_changes_nothing_for_the_others),
		TEST(one_that_was_stopped_in_the_line_is_passed),
		TEST(a_lock_of_another_program_on_the_line_is_nobodys_turn),
		TEST(a_wait_puts_the_alarm_back),
		TEST(nobody_is_stopped_while_it_holds_the_lock),
		TEST(no_two_have_the_turn_at_once),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
