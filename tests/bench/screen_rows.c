/* The desk on a terminal, on the large clinic, against a bare ncurses program. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "clinic.h"
#include "pty.h"

enum {
	STARTS = 15,
	ROUNDS = 7,
	KEYS = 12,
	PEER_STARTS = 5,
	PEER_IDLE_S = 3,
	ARGUMENTS = 8,
	IDLE_S = 5
};

static const double paint_quiet = 0.25, key_quiet = 0.04, limit_s = 5;

struct program {
	const char *arguments[ARGUMENTS];
	const char *before; /* typed first: to the list */
	const char *keys[2];
	int run; /* so many of one key, then so many of the other; a divisor of KEYS / 2 */
};

struct screens {
	char folder[BENCH_FOLDER_SIZE], program[BENCH_FOLDER_SIZE], hello[BENCH_FOLDER_SIZE];
	char path[CLINIC_PATH_SIZE];
	struct program desk, search, limit;
	int lines, columns;
};

/* Milliseconds from the start to the last byte of the first picture. */
static double paint(const struct screens *screens, const struct program *program)
{
	struct burst burst;
	struct pty pty;

	pty_start(&pty, screens->lines, screens->columns, program->arguments);
	burst = pty_read(&pty, paint_quiet, limit_s);
	pty_stop(&pty);
	if (burst.bytes < 200)
		die("%s paints nothing", program->arguments[0]);
	return (burst.last - pty.started) * 1000;
}

static double paint_desk(void *context)
{
	const struct screens *screens = context;

	return paint(screens, &screens->desk);
}

static double paint_limit(void *context)
{
	const struct screens *screens = context;

	return paint(screens, &screens->limit);
}

static void measure_paint(struct bench *bench, struct screens *screens)
{
	static const struct {
		const char *name, *ratio;
		int lines, columns;
	} sizes[] = { { "screen-paint", "screen-paint-ratio", 24, 80 },
		      { "screen-paint-200x60", "screen-paint-ratio-200x60", 60, 200 } };

	for (size_t at = 0; at < 2; at++) {
		const struct bench_what more = { sizes[at].name, "ms", GOAL_EXTRA_MOST, 5 };
		const struct bench_what times = { sizes[at].ratio, "ms", GOAL_RATIO_MOST, 2 };
		double ours[STARTS], limit[STARTS];

		screens->lines = sizes[at].lines;
		screens->columns = sizes[at].columns;
		paint_desk(screens);
		for (int i = 0; i < STARTS; i++) {
			bench_progress(bench, "%s: pair %d of %d", more.name, i + 1, STARTS);
			ours[i] = paint_desk(screens);
			limit[i] = paint_limit(screens);
		}
		bench_report(bench, &more, ours, limit, STARTS);
		bench_report(bench, &times, ours, limit, STARTS);
	}
	screens->lines = 24;
	screens->columns = 80;
}

/* A program that runs, and what its keys took. */
struct typing {
	struct pty pty;
	const struct program *program;
	double each[ROUNDS * KEYS], middles[ROUNDS], bytes[ROUNDS * KEYS];
	int count, rounds, round_from;
};

static void typing_start(const struct screens *screens, struct typing *typing,
			 const struct program *program)
{
	*typing = (struct typing){ .program = program };
	pty_start(&typing->pty, screens->lines, screens->columns, program->arguments);
	pty_read(&typing->pty, paint_quiet, limit_s);
	if (program->before) {
		pty_type(&typing->pty, program->before);
		pty_read(&typing->pty, paint_quiet, limit_s);
	}
}

static void typing_round(struct typing *typing)
{
	double of_round[KEYS];

	for (int i = 0; i < KEYS; i++) {
		double began = seconds_now();
		struct burst burst;

		pty_type(&typing->pty, typing->program->keys[i / typing->program->run % 2]);
		burst = pty_read(&typing->pty, key_quiet, limit_s);
		if (!burst.bytes)
			die("%s does not answer a key", typing->program->arguments[0]);
		of_round[i] = (burst.last - began) * 1000;
		typing->bytes[typing->count] = (double)burst.bytes;
		typing->each[typing->count++] = of_round[i];
	}
	typing->middles[typing->rounds++] = middle(of_round, KEYS);
}

/* Keys to both in turn. */
static void type_in_turn(struct bench *bench, const char *name, struct typing *ours,
			 struct typing *limit)
{
	for (int round = 0; round < ROUNDS; round++) {
		bench_progress(bench, "%s: pair %d of %d", name, round + 1, ROUNDS);
		typing_round(round % 2 ? limit : ours);
		typing_round(round % 2 ? ours : limit);
	}
}

static void report_share(struct bench *bench, const struct bench_what *what, struct typing *ours,
			 struct typing *limit)
{
	double mine = share_of(ours->each, ours->count, 0.99);
	double other = share_of(limit->each, limit->count, 0.99);

	bench_report(bench, what, &mine, &other, 1);
}

static void measure_rest(struct bench *bench, struct typing *ours, struct typing *limit)
{
	static const struct bench_what bytes = { "screen-key-bytes", "bytes", GOAL_RATIO_MOST,
						 1.2 };
	static const struct bench_what memory = { "screen-memory", "MB", GOAL_OURS_MOST, 12 };
	static const struct bench_what idle = { "screen-idle", "wake-ups/s", GOAL_OURS_MOST, 2 };
	double mine = middle(ours->bytes, ours->count), other = middle(limit->bytes, limit->count);
	long before;

	bench_report(bench, &bytes, &mine, &other, 1);
	mine = pty_memory(&ours->pty);
	other = pty_memory(&limit->pty);
	bench_report(bench, &memory, &mine, &other, 1);
	bench_progress(bench, "screen-idle: nothing happens for %d s", IDLE_S);
	before = pty_waits(&ours->pty);
	pty_read(&ours->pty, IDLE_S, IDLE_S);
	mine = (double)(pty_waits(&ours->pty) - before) / IDLE_S;
	bench_report(bench, &idle, &mine, NULL, 1);
}

static void measure_keys(struct bench *bench, struct screens *screens)
{
	static const struct bench_what move = { "screen-key", "ms, p50", GOAL_RATIO_MOST, 2 };
	static const struct bench_what slow = { "screen-key-p99", "ms", GOAL_OURS_MOST, 5 };
	static const struct bench_what search = { "screen-search", "ms, p50", GOAL_NONE, 0 };
	static const struct bench_what slow_search = { "screen-search-p99", "ms", GOAL_OURS_MOST,
						       5 };
	static struct typing ours, limit;

	typing_start(screens, &ours, &screens->desk);
	typing_start(screens, &limit, &screens->limit);
	type_in_turn(bench, move.name, &ours, &limit);
	bench_report(bench, &move, ours.middles, limit.middles, ROUNDS);
	report_share(bench, &slow, &ours, &limit);
	measure_rest(bench, &ours, &limit);
	pty_stop(&ours.pty);
	pty_stop(&limit.pty);
	typing_start(screens, &ours, &screens->search);
	typing_start(screens, &limit, &screens->limit);
	type_in_turn(bench, search.name, &ours, &limit);
	bench_report(bench, &search, ours.middles, limit.middles, ROUNDS);
	report_share(bench, &slow_search, &ours, &limit);
	pty_stop(&ours.pty);
	pty_stop(&limit.pty);
}

static bool is_installed(const char *name)
{
	const char *path = getenv("PATH");
	char all[2048], file[2304], *rest = all;

	text_copy(all, sizeof(all), path ? path : "/usr/bin");
	for (char *folder = strtok_r(all, ":", &rest); folder;
	     folder = strtok_r(NULL, ":", &rest)) {
		text_format(file, sizeof(file), "%s/%s", folder, name);
		if (access(file, X_OK) == 0)
			return true;
	}
	return false;
}

/* The middle of the bytes that a key of a program takes. */
static double bytes_of_key(struct typing *typing)
{
	for (int i = 0; i < KEYS; i++) {
		struct burst burst;

		pty_type(&typing->pty, typing->program->keys[i % 2]);
		burst = pty_read(&typing->pty, key_quiet, limit_s);
		typing->bytes[typing->count++] = (double)burst.bytes;
	}
	return middle(typing->bytes, typing->count);
}

static double waits_a_second(struct typing *typing)
{
	long before = pty_waits(&typing->pty);

	pty_read(&typing->pty, PEER_IDLE_S, PEER_IDLE_S);
	return (double)(pty_waits(&typing->pty) - before) / PEER_IDLE_S;
}

static void report_beside(struct bench *bench, const char *name, const char *figure,
			  const char *unit, double ours, double theirs)
{
	char row[64];
	const struct bench_what what = { .name = row, .unit = unit, .goal = GOAL_NONE };

	text_format(row, sizeof(row), "beside-%s-%s", name, figure);
	/* A ratio to nothing is none: who does nothing at all when idle, say. */
	bench_report(bench, &what, &ours, theirs > 0 ? &theirs : NULL, 1);
}

/* Both run; their memory, their keys and what they do when nothing happens. */
static void rest_beside(struct bench *bench, const struct screens *screens,
			const struct program *peer)
{
	static struct typing ours, theirs;
	const char *name = peer->arguments[0];
	double mine, other;

	typing_start(screens, &ours, &screens->desk);
	typing_start(screens, &theirs, peer);
	mine = bytes_of_key(&ours);
	other = bytes_of_key(&theirs);
	report_beside(bench, name, "key-bytes", "bytes", mine, other);
	report_beside(bench, name, "memory", "MB", pty_memory(&ours.pty), pty_memory(&theirs.pty));
	mine = waits_a_second(&ours);
	other = waits_a_second(&theirs);
	report_beside(bench, name, "idle", "wake-ups/s", mine, other);
	pty_stop(&ours.pty);
	pty_stop(&theirs.pty);
}

/* Whether it is here and shows something: tig wants a repository, say. */
static bool peer_starts(const struct screens *screens, const struct program *peer)
{
	struct burst burst;
	struct pty pty;

	if (!is_installed(peer->arguments[0]))
		return false;
	pty_start(&pty, screens->lines, screens->columns, peer->arguments);
	burst = pty_read(&pty, paint_quiet, limit_s);
	pty_stop(&pty);
	return burst.bytes >= 200;
}

static void first_paint_beside(struct bench *bench, const struct screens *screens,
			       const struct program *peer, const char *name)
{
	const struct bench_what what = { .name = name,
					 .unit = "ms, first paint",
					 .goal = GOAL_NONE };
	double ours[PEER_STARTS], theirs[PEER_STARTS];

	for (int i = 0; i < PEER_STARTS; i++) {
		bench_progress(bench, "%s: pair %d of %d", name, i + 1, PEER_STARTS);
		ours[i] = paint(screens, &screens->desk);
		theirs[i] = paint(screens, peer);
	}
	bench_report(bench, &what, ours, theirs, PEER_STARTS);
}

/* `limit` is their figure; one that is not here is said to be missing. */
static void beside_others(struct bench *bench, const struct screens *screens)
{
	static const struct program peers[] = {
		{ .arguments = { "tig" }, .keys = { "\033OB", "\033OA" }, .run = 1 },
		{ .arguments = { "mc", "-u" }, .keys = { "\033OB", "\033OA" }, .run = 1 },
		{ .arguments = { "htop" }, .keys = { "\033OB", "\033OA" }, .run = 1 },
		{ .arguments = { "calcurse", "-D", NULL },
		  .keys = { "\033OB", "\033OA" },
		  .run = 1 },
	};

	char folder[BENCH_FOLDER_SIZE + 16];

	text_format(folder, sizeof(folder), "%s/calcurse", bench_folder(bench));
	for (size_t at = 0; at < sizeof(peers) / sizeof(peers[0]); at++) {
		struct program peer = peers[at];
		char name[64], reason[128];

		if (peer.arguments[1] && !peer.arguments[2] && strcmp(peer.arguments[1], "-D") == 0)
			peer.arguments[2] = folder;
		text_format(name, sizeof(name), "beside-%s-paint", peer.arguments[0]);
		if (peer_starts(screens, &peer)) {
			first_paint_beside(bench, screens, &peer, name);
			rest_beside(bench, screens, &peer);
		} else {
			text_format(reason, sizeof(reason),
				    "%s is not here, or shows nothing; apt has it",
				    peer.arguments[0]);
			bench_skip(name, reason);
		}
	}
}

void bench_screen(struct bench *bench)
{
	static struct screens screens = { .lines = 24, .columns = 80 };

	clinic_path(bench, bench_size(bench), screens.path);
	pty_beside("hello", screens.hello);
	pty_beside("../../frontdesk", screens.program);
	screens.limit = (struct program){ .arguments = { screens.hello },
					  .keys = { "\033OB", "\033OA" },
					  .run = 6 };
	screens.desk = (struct program){
		.arguments = { screens.program, "-d", screens.path, "--as", "bench" },
		.before = "\033OS\t\033OB", /* F4, to the list of today's bookings */
		.keys = { "\033OB", "\033OA" },
		.run = 6
	};
	screens.search = (struct program){ .arguments = { screens.program, "-d", screens.path,
							  "--as", "bench" },
					   .before = "w",
					   .keys = { "w", "\177" },
					   .run = 1 };
	measure_paint(bench, &screens);
	measure_keys(bench, &screens);
	beside_others(bench, &screens);
}
