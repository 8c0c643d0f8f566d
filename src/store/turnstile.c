#include "store/turnstile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "store/monotonic.h"

/* A signal may come just before flock falls asleep and then wakes nobody, so the timer comes again.
 */
enum { TICK_US = 20000 };

/* SIGALRM and the timer as they were before the wait. */
struct alarm_before {
	struct sigaction action;
	struct itimerval timer;
	sigset_t mask;
	int64_t started_us;
};

static struct timeval timeval_of(int64_t us)
{
	return (struct timeval){ .tv_sec = us / 1000000, .tv_usec = us % 1000000 };
}

static void wake(int number)
{
	(void)number;
}

static void alarm_start(struct alarm_before *before, int64_t wait_us)
{
	struct sigaction action = { .sa_handler = wake };
	struct itimerval timer = { .it_value = timeval_of(wait_us),
				   .it_interval = timeval_of(TICK_US) };
	sigset_t alarm;

	before->started_us = monotonic_us();
	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, &before->action);
	setitimer(ITIMER_REAL, &timer, &before->timer);
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm, &before->mask);
}

static void alarm_stop(const struct alarm_before *before)
{
	static const struct itimerval off;
	struct itimerval timer = before->timer;
	int64_t left_us = (int64_t)timer.it_value.tv_sec * 1000000 + timer.it_value.tv_usec;

	/* In this order: our last tick must not reach the handler of before, nor an alarm of before
	 * ours. */
	setitimer(ITIMER_REAL, &off, NULL);
	sigprocmask(SIG_SETMASK, &before->mask, NULL);
	sigaction(SIGALRM, &before->action, NULL);
	if (left_us > 0) {
		left_us -= monotonic_us() - before->started_us;
		timer.it_value = timeval_of(left_us > 0 ? left_us : 1);
		setitimer(ITIMER_REAL, &timer, NULL);
	}
}

/* flock until `deadline_us`. Other signals (a window that changed its size) do not end the wait. */
static enum status lock_until(int descriptor, int64_t deadline_us)
{
	while (flock(descriptor, LOCK_EX) != 0) {
		if (errno != EINTR)
			return STATUS_STORE_IO;
		if (monotonic_us() >= deadline_us)
			return STATUS_STORE_BUSY;
	}
	return STATUS_OK;
}

static enum status enter_waiting(struct turnstile *turnstile, bool has_gate, int limit_ms)
{
	int64_t wait_us = (int64_t)(limit_ms > 0 ? limit_ms : 1) * 1000;
	enum status status = STATUS_OK;
	struct alarm_before before;
	int64_t deadline_us;

	alarm_start(&before, wait_us);
	deadline_us = before.started_us + wait_us;
	if (!has_gate)
		status = lock_until(turnstile->gate, deadline_us);
	if (status == STATUS_OK)
		status = lock_until(turnstile->lock, deadline_us);
	alarm_stop(&before);
	return status;
}

static void stop_key_block(struct turnstile *turnstile)
{
	sigset_t stop, before;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &before);
	turnstile->stop_was_blocked = sigismember(&before, SIGTSTP) == 1;
}

static void stop_key_restore(const struct turnstile *turnstile)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	if (!turnstile->stop_was_blocked)
		sigprocmask(SIG_UNBLOCK, &stop, NULL);
}

enum status turnstile_enter(struct turnstile *turnstile, int limit_ms)
{
	enum status status = STATUS_OK;
	bool has_gate;

	stop_key_block(turnstile);
	/* Most often nobody is there, and no timer is needed. */
	has_gate = flock(turnstile->gate, LOCK_EX | LOCK_NB) == 0;
	if (!has_gate || flock(turnstile->lock, LOCK_EX | LOCK_NB) != 0)
		status = enter_waiting(turnstile, has_gate, limit_ms);
	flock(turnstile->gate, LOCK_UN);
	turnstile->entered = status == STATUS_OK;
	if (!turnstile->entered)
		stop_key_restore(turnstile);
	return status;
}

void turnstile_leave(struct turnstile *turnstile)
{
	if (!turnstile->entered)
		return;
	flock(turnstile->lock, LOCK_UN);
	turnstile->entered = false;
	stop_key_restore(turnstile);
}

/* Opens DATABASE plus `suffix`; `made` tells whether it was missing. */
static int side_file_open(const char *database, const char *suffix, bool *made)
{
	const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
	char path[FILE_PATH_SIZE];
	int descriptor;

	*made = false;
	if (!text_format(path, sizeof(path), "%s%s", database, suffix)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	descriptor = open(path, flags);
	if (descriptor < 0 && errno == ENOENT) {
		descriptor = open(path, flags | O_CREAT | O_EXCL, 0600);
		*made = descriptor >= 0;
		/* Another process may have made it in between. */
		if (descriptor < 0 && errno == EEXIST)
			descriptor = open(path, flags);
	}
	return descriptor;
}

static void side_file_remove(const char *database, const char *suffix)
{
	char path[FILE_PATH_SIZE];

	if (text_format(path, sizeof(path), "%s%s", database, suffix))
		unlink(path);
}

bool turnstile_open(struct turnstile *turnstile, const char *database)
{
	bool made_gate, made_lock;
	int cause;

	*turnstile = TURNSTILE_CLOSED;
	turnstile->gate = side_file_open(database, "-gate", &made_gate);
	if (turnstile->gate < 0)
		return false;
	turnstile->lock = side_file_open(database, "-lock", &made_lock);
	if (turnstile->lock >= 0)
		return true;
	cause = errno;
	turnstile_close(turnstile);
	if (made_gate)
		side_file_remove(database, "-gate");
	errno = cause;
	return false;
}

void turnstile_close(struct turnstile *turnstile)
{
	turnstile_leave(turnstile);
	if (turnstile->gate >= 0)
		close(turnstile->gate);
	if (turnstile->lock >= 0)
		close(turnstile->lock);
	*turnstile = TURNSTILE_CLOSED;
}

void turnstile_remove(const char *database)
{
	side_file_remove(database, "-gate");
	side_file_remove(database, "-lock");
}
