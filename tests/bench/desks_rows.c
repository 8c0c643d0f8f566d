/* Sixteen desks at once: with people at them, and as fast as they can. Beside SQLite's own waiting.
 */
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

enum { DESKS = 16, PAIRS = 7, THINK_MS = 50, BARE_WAIT_MS = 10000 };

/* What the processes tell each other. */
struct board {
	_Atomic int ready, go;
	struct {
		long done, busy;
		double longest;
		int64_t next;
	} desk[DESKS];
};

/* Who books: our desks, bare SQLite that waits in its own way, bare SQLite behind our turnstile. */
enum side { OURS, BARE, BARE_IN_TURN };

/* What is run: so many desks for so long. */
struct crowd {
	char path[CLINIC_PATH_SIZE], bare[CLINIC_PATH_SIZE];
	struct bench_size size;
	struct board *board;
	int64_t next; /* the first booking that nobody made yet */
	uint64_t dice;
};

struct outcome {
	double rate, longest_ms, share, busy;
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

static struct outcome run(struct crowd *crowd, enum side side, int count, double seconds,
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

static void with_people(struct bench *bench, struct crowd *crowd)
{
	static const struct bench_what longest = { "desks-think-longest", "ms, the longest",
						   GOAL_OURS_MOST, 50 };
	static const struct bench_what busy = { "desks-think-busy", "busy answers", GOAL_OURS_MOST,
						0 };
	double ours[PAIRS], limit[PAIRS], refused[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		struct outcome outcome;

		bench_progress(bench, "%s: pair %d of %d", longest.name, i + 1, PAIRS);
		outcome = run(crowd, OURS, DESKS, 1.5, THINK_MS);
		ours[i] = outcome.longest_ms;
		refused[i] = outcome.busy;
		outcome = run(crowd, BARE, DESKS, 1.5, THINK_MS);
		limit[i] = outcome.longest_ms;
	}
	bench_report(bench, &longest, ours, limit, PAIRS);
	bench_report(bench, &busy, refused, NULL, PAIRS);
}

static void without_rest(struct bench *bench, struct crowd *crowd)
{
	static const struct bench_what longest = { "desks-full-longest", "ms, the longest",
						   GOAL_OURS_MOST, 60 };
	static const struct bench_what share = { "desks-full-share", "most/least", GOAL_OURS_MOST,
						 1.5 };
	static const struct bench_what total = { "desks-full-total", "bookings/s", GOAL_RATIO_LEAST,
						 0.75 };
	static const struct bench_what busy = { "desks-full-busy", "busy answers", GOAL_OURS_MOST,
						0 };
	/* What a total can be: the bare rows behind the same turnstile. */
	static const struct bench_what turns = { "desks-full-bare", "bookings/s", GOAL_NONE, 0 };
	struct outcome ours[PAIRS], bare[PAIRS], alone[PAIRS], turn[PAIRS], turn_alone[PAIRS];
	double a[PAIRS], b[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		bench_progress(bench, "%s: pair %d of %d", longest.name, i + 1, PAIRS);
		ours[i] = run(crowd, OURS, DESKS, 1, 0);
		alone[i] = run(crowd, OURS, 1, 1, 0);
		bare[i] = run(crowd, BARE, DESKS, 1, 0);
		turn[i] = run(crowd, BARE_IN_TURN, DESKS, 1, 0);
		turn_alone[i] = run(crowd, BARE_IN_TURN, 1, 1, 0);
	}
#define REPORT(what, mine, other, field) \
	for (int i = 0; i < PAIRS; i++) { \
		a[i] = mine[i].field; \
		b[i] = other[i].field; \
	} \
	bench_report(bench, &what, a, b, PAIRS)
	REPORT(longest, ours, bare, longest_ms);
	REPORT(share, ours, bare, share);
	REPORT(total, ours, alone, rate);
	REPORT(turns, turn, turn_alone, rate);
#undef REPORT
	for (int i = 0; i < PAIRS; i++)
		a[i] = ours[i].busy;
	bench_report(bench, &busy, a, NULL, PAIRS);
}

void bench_desks(struct bench *bench)
{
	struct crowd crowd = { .size = clinic_small(bench), .dice = bench_size(bench).seed };

	/* More people than the small clinic has, that none of them is asked for twice. */
	crowd.size.patients = 10000;
	clinic_copy(bench, crowd.size, "desks", crowd.path);
	text_format(crowd.bare, sizeof(crowd.bare), "%s/desks-bare.db", bench_folder(bench));
	bare_booker_make(crowd.bare);
	crowd.board = mmap(NULL, sizeof(*crowd.board), PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (crowd.board == MAP_FAILED)
		die("mmap failed");
	if (bench_wants(bench, "desks-think"))
		with_people(bench, &crowd);
	if (bench_wants(bench, "desks-full"))
		without_rest(bench, &crowd);
	munmap(crowd.board, sizeof(*crowd.board));
	bare_remove(crowd.path);
	bare_remove(crowd.bare);
}
