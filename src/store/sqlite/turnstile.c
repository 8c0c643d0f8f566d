#include "store/sqlite/turnstile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "store/sqlite/side_file.h"

/*
 * A signal may come just before flock falls asleep and then wakes nobody, so the timer comes again.
 * Who has stood in line for longer than PATIENCE_US stands behind somebody who was stopped (or
 * behind a long change, and then it does no harm) and goes to the lock.
 */
enum {
	TICK_US = 20000,
	PATIENCE_US = 1000000,
	NOTICE_US = TURNSTILE_NOTICE_MS * 1000,
	JOIN_TRIES = 1000
};

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

static void alarm_set(int64_t us)
{
	const struct itimerval timer = { .it_value = timeval_of(us > 0 ? us : 1),
					 .it_interval = timeval_of(TICK_US) };

	setitimer(ITIMER_REAL, &timer, NULL);
}

static void alarm_start(struct alarm_before *before)
{
	struct sigaction action = { .sa_handler = wake };
	static const struct itimerval off;
	sigset_t alarm;

	before->started_us = monotonic_us();
	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, &before->action);
	setitimer(ITIMER_REAL, &off, &before->timer);
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

/* Waiting for a lock that has been asked for with LOCK_EX or F_OFD_SETLKW. Other signals (a window
 * that changed its size) do not end it. */
static enum status wait_again(int64_t deadline_us)
{
	if (errno != EINTR)
		return STATUS_STORE_IO;
	return monotonic_us() >= deadline_us ? STATUS_STORE_BUSY : STATUS_OK;
}

static enum status lock_until(int descriptor, int64_t deadline_us)
{
	enum status status = STATUS_OK;

	while (status == STATUS_OK && flock(descriptor, LOCK_EX) != 0)
		status = wait_again(deadline_us);
	return status;
}

/* The line: `count` tickets from `first` on, 0 for all that follow. */
static bool line_lock(const struct turnstile *turnstile, int how, short type, off_t first,
		      off_t count)
{
	struct flock tickets = {
		.l_type = type, .l_whence = SEEK_SET, .l_start = first, .l_len = count
	};

	return fcntl(turnstile->gate, how, &tickets) == 0;
}

/*
 * The ticket after the last one that somebody holds; 0 when nobody stands in line. -1: there is no
 * line, because this file system has no such locks or another program has locked the file.
 */
static off_t line_end(const struct turnstile *turnstile)
{
	struct flock held;
	off_t end = 0;

	for (;;) {
		held = (struct flock){ .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = end };
		if (fcntl(turnstile->gate, F_OFD_GETLK, &held) != 0)
			return -1;
		if (held.l_type == F_UNLCK)
			return end;
		if (held.l_start < end || held.l_len != 1)
			return -1;
		end = held.l_start + 1;
	}
}

/* Takes the next ticket. -1: without a line the lock alone decides. */
static off_t line_join(const struct turnstile *turnstile)
{
	for (int tries = 0; tries < JOIN_TRIES; tries++) {
		off_t ticket = line_end(turnstile);

		if (ticket < 0 || line_lock(turnstile, F_OFD_SETLK, F_WRLCK, ticket, 1))
			return ticket;
		/* Another one was quicker. */
	}
	return -1;
}

static void line_leave(const struct turnstile *turnstile)
{
	line_lock(turnstile, F_OFD_SETLK, F_UNLCK, 0, 0);
}

static enum status line_wait_for(const struct turnstile *turnstile, off_t first, off_t count,
				 int64_t deadline_us)
{
	enum status status = STATUS_OK;

	while (status == STATUS_OK && !line_lock(turnstile, F_OFD_SETLKW, F_RDLCK, first, count))
		status = wait_again(deadline_us);
	return status;
}

/*
 * Until nobody is before us: first for the one just before, that not everybody wakes at each turn;
 * then for those before that one, should it have given up. Whatever becomes of it, the lock
 * decides.
 */
static enum status line_stand(const struct turnstile *turnstile, off_t ticket, int64_t deadline_us)
{
	enum status status = STATUS_OK;

	if (ticket > 0)
		status = line_wait_for(turnstile, ticket - 1, 1, deadline_us);
	if (ticket > 1 && status == STATUS_OK)
		status = line_wait_for(turnstile, 0, ticket, deadline_us);
	return status;
}

/* Waits until `until_us`, and of that in line until `stand_us`: who still stands there then goes to
 * the lock all the same, if there is time left. */
static enum status wait_until(const struct turnstile *turnstile, off_t ticket, int64_t stand_us,
			      int64_t until_us)
{
	alarm_set(stand_us - monotonic_us());
	if (line_stand(turnstile, ticket, stand_us) == STATUS_STORE_BUSY && stand_us == until_us)
		return STATUS_STORE_BUSY;
	alarm_set(until_us - monotonic_us());
	return lock_until(turnstile->lock, until_us);
}

/* Without the timer, whose ticks would break into what it writes. */
static void tell(const struct turnstile *turnstile)
{
	static const struct itimerval off;

	setitimer(ITIMER_REAL, &off, NULL);
	turnstile->tell(turnstile->tell_context);
}

static enum status enter_waiting(struct turnstile *turnstile, int limit_ms)
{
	int64_t wait_us = (int64_t)(limit_ms > 0 ? limit_ms : 1) * 1000;
	int64_t stand_us = wait_us < PATIENCE_US ? wait_us : PATIENCE_US;
	enum status status = STATUS_STORE_BUSY;
	struct alarm_before before;
	off_t ticket = line_join(turnstile);

	alarm_start(&before);
	if (turnstile->tell && wait_us > NOTICE_US) {
		status = wait_until(turnstile, ticket, before.started_us + NOTICE_US,
				    before.started_us + NOTICE_US);
		if (status == STATUS_STORE_BUSY)
			tell(turnstile);
	}
	if (status == STATUS_STORE_BUSY)
		status = wait_until(turnstile, ticket, before.started_us + stand_us,
				    before.started_us + wait_us);
	alarm_stop(&before);
	line_leave(turnstile);
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

	stop_key_block(turnstile);
	/* Most often nobody is there, and no timer is needed. */
	if (line_end(turnstile) != 0 || flock(turnstile->lock, LOCK_EX | LOCK_NB) != 0)
		status = enter_waiting(turnstile, limit_ms);
	turnstile->entered = status == STATUS_OK;
	if (!turnstile->entered)
		stop_key_restore(turnstile);
	return status;
}

/* Who has the database open shares one byte of the lock file; flock knows nothing of it. */
static bool presence(const struct turnstile *turnstile, short type)
{
	struct flock here = { .l_type = type, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };

	return fcntl(turnstile->lock, F_OFD_SETLK, &here) == 0;
}

/* Whether a lock that is held keeps somebody else out, as on some file systems it does not. */
static bool locks_work(const struct turnstile *turnstile, const char *database)
{
	const struct flock byte = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 1
	};
	struct flock other = byte, gone = byte;
	bool made, works;
	int again = side_file_open(database, "-lock", &made);

	if (again < 0)
		return false;
	/* When somebody else tries just now, one of the two attempts fails all the same. */
	works = (fcntl(turnstile->lock, F_OFD_SETLK, &byte) != 0 && errno == EAGAIN) ||
		(fcntl(again, F_OFD_SETLK, &other) != 0 && errno == EAGAIN);
	gone.l_type = F_UNLCK;
	fcntl(turnstile->lock, F_OFD_SETLK, &gone);
	close(again);
	errno = ENOLCK;
	return works;
}

bool turnstile_be_present(struct turnstile *turnstile, bool *alone)
{
	*alone = presence(turnstile, F_WRLCK);
	return presence(turnstile, F_RDLCK);
}

void turnstile_leave(struct turnstile *turnstile)
{
	if (!turnstile->entered)
		return;
	flock(turnstile->lock, LOCK_UN);
	turnstile->entered = false;
	stop_key_restore(turnstile);
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
	if (turnstile->lock >= 0 && locks_work(turnstile, database))
		return true;
	cause = errno;
	turnstile_close(turnstile);
	if (made_gate)
		side_file_remove(database, "-gate");
	if (made_lock)
		side_file_remove(database, "-lock");
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
