/*
 * Processes that book at once. What they tell each other lies in memory that they share.
 */
#include "crowd.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bare.h"
#include "base/text.h"
#include "bookings.h"
#include "store/sqlite/turnstile.h"

enum { BARE_WAIT_MS = 10000 };

struct board {
	_Atomic int ready, go;
	struct {
		long done, busy;
		double longest;
		int64_t next;
	} desk[CROWD_DESKS];
};

static void pause_us(long us)
{
	const struct timespec pause = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&pause, NULL);
}

static void wait_for_start(struct board *board)
{
	board->ready++;
	while (!board->go)
		pause_us(100);
}

static void think(uint64_t *state, int think_ms)
{
	if (think_ms)
		pause_us((long)dice(state, (uint32_t)think_ms * 2000));
}

static void note(struct board *board, int number, double began, bool done)
{
	double took = seconds_now() - began;

	board->desk[number].done += done;
	board->desk[number].busy += !done;
	if (took > board->desk[number].longest)
		board->desk[number].longest = took;
}

static void work(const struct crowd *crowd, int number, int count, double seconds, int think_ms)
{
	struct board *board = crowd->board;
	struct booker booker;
	uint64_t state = crowd->dice + (uint64_t)number * 977;
	double end;

	booker_open(&booker, crowd->path, crowd->size, number, count);
	booker.next = crowd->next + number;
	booker.dice += crowd->dice;
	must(&booker.desk, booker_try(&booker));
	wait_for_start(board);
	end = seconds_now() + seconds;
	while (seconds_now() < end) {
		double began;
		enum status status;

		think(&state, think_ms);
		began = seconds_now();
		status = booker_try(&booker);
		if (status != STATUS_STORE_BUSY)
			must(&booker.desk, status);
		note(board, number, began, status == STATUS_OK);
	}
	board->desk[number].next = booker.next;
	booker_close(&booker);
}

/* One bare booking; `turnstile` is NULL where SQLite waits in its own way. */
static bool book_bare(struct bare_booker *booker, struct turnstile *turnstile)
{
	bool done;

	if (turnstile && turnstile_enter(turnstile, BARE_WAIT_MS) != STATUS_OK)
		return false;
	done = bare_booker_book(booker);
	if (turnstile)
		turnstile_leave(turnstile);
	return done;
}

static void work_bare(const struct crowd *crowd, int number, double seconds, int think_ms,
		      bool in_turn)
{
	struct turnstile turnstile = TURNSTILE_CLOSED;
	struct bare_booker booker;
	uint64_t state = crowd->dice + (uint64_t)number * 977;
	double end;

	bare_booker_open(&booker, crowd->bare, number + (int)(crowd->dice % 100000));
	bare_booker_wait(&booker, BARE_WAIT_MS);
	if (in_turn && !turnstile_open(&turnstile, crowd->bare))
		die("%s: no turnstile", crowd->bare);
	wait_for_start(crowd->board);
	end = seconds_now() + seconds;
	while (seconds_now() < end) {
		double began;

		think(&state, think_ms);
		began = seconds_now();
		note(crowd->board, number, began, book_bare(&booker, in_turn ? &turnstile : NULL));
	}
	turnstile_close(&turnstile);
	bare_booker_close(&booker);
}

static void gather(const struct crowd *crowd, int count, double seconds, struct outcome *out)
{
	long least = 0, most = 0, all = 0, busy = 0;
	double longest = 0;

	for (int i = 0; i < count; i++) {
		long done = crowd->board->desk[i].done;

		all += done;
		busy += crowd->board->desk[i].busy;
		if (!i || done < least)
			least = done;
		if (done > most)
			most = done;
		if (crowd->board->desk[i].longest > longest)
			longest = crowd->board->desk[i].longest;
	}
	*out = (struct outcome){ .rate = (double)all / seconds,
				 .longest_ms = longest * 1000,
				 .share = (double)most / (double)(least ? least : 1),
				 .busy = (double)busy };
}

static void wait_for_all(int count)
{
	for (int i = 0; i < count; i++) {
		int how;

		if (wait(&how) < 0 || how != 0)
			die("a desk failed");
	}
}

struct outcome crowd_run(struct crowd *crowd, enum side side, int count, double seconds,
			 int think_ms)
{
	struct outcome outcome;

	memset(crowd->board, 0, sizeof(*crowd->board));
	crowd->dice += 104729;
	for (int i = 0; i < count; i++) {
		pid_t child = fork();

		if (child < 0)
			die("fork failed");
		if (child)
			continue;
		/* A bench that ends early leaves nobody at work. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (side == OURS)
			work(crowd, i, count, seconds, think_ms);
		else
			work_bare(crowd, i, seconds, think_ms, side == BARE_IN_TURN);
		_exit(0);
	}
	while (crowd->board->ready < count)
		pause_us(1000);
	crowd->board->go = 1;
	wait_for_all(count);
	for (int i = 0; i < count; i++) {
		if (crowd->board->desk[i].next > crowd->next)
			crowd->next = crowd->board->desk[i].next;
	}
	gather(crowd, count, seconds, &outcome);
	return outcome;
}

void crowd_open(struct crowd *crowd, struct bench *bench)
{
	*crowd = (struct crowd){ .size = clinic_small(bench), .dice = bench_size(bench).seed };
	/* More people than the small clinic has, that none of them is asked for twice. */
	crowd->size.patients = 10000;
	clinic_copy(bench, crowd->size, "desks", crowd->path);
	text_format(crowd->bare, sizeof(crowd->bare), "%s/desks-bare.db", bench_folder(bench));
	bare_booker_make(crowd->bare);
	crowd->board = mmap(NULL, sizeof(*crowd->board), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (crowd->board == MAP_FAILED)
		die("mmap failed");
}

void crowd_close(struct crowd *crowd)
{
	munmap(crowd->board, sizeof(*crowd->board));
	bare_remove(crowd->path);
	bare_remove(crowd->bare);
}
