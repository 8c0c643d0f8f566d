/*
 * The benchmarks: bench [-b BOOKINGS] [-p PATIENTS] [-s SEED] [-d FOLDER] [-w MICROSECONDS] [NAME]
 * prints a table and writes FOLDER.json. NAME is a row's, or the beginning of some. With -w every
 * commit waits so long for its disk, which with FOLDER in memory is all that it waits. With -c
 * nothing is measured: the large clinic is made, and every check of the desk looks at it.
 */
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "bench.h"
#include "calls.h"
#include "clinic.h"

enum { NAME_COLUMNS = 24 };

struct bench {
	char folder[BENCH_FOLDER_SIZE];
	const char *only; /* NULL: all */
	struct bench_size size;
	FILE *json;
	int rows, missed;
	bool terminal, only_check;
	double started;
	double *told_at; /* when progress was shown last */
};

/* Groups in order: what may change the design comes first. */
static const struct group {
	const char *name; /* all rows of it begin so */
	void (*run)(struct bench *bench);
} groups[] = {
	{ "booking", bench_booking },
	{ "desks", bench_desks },
	{ "desks-full-postgres", bench_postgres },
	{ "scale", bench_scale },
	{ "query", bench_queries },
	{ "statements", bench_statements },
	{ "import", bench_import },
	{ "workbook", bench_workbook },
	{ "pdf", bench_pdf },
	{ "screen", bench_screen },
	{ "start", bench_start },
	{ "keys", bench_tasks },
	{ "sale", bench_sale },
};

const char *bench_folder(const struct bench *bench)
{
	return bench->folder;
}

struct bench_size bench_size(const struct bench *bench)
{
	return bench->size;
}

bool bench_wants(const struct bench *bench, const char *name)
{
	return !bench->only || strncmp(name, bench->only, strlen(bench->only)) == 0 ||
	       strncmp(bench->only, name, strlen(name)) == 0;
}

void bench_progress(const struct bench *bench, const char *format, ...)
{
	va_list args;

	int seconds = (int)(seconds_now() - bench->started);

	/* A log gets a line now and then, a person sees everything. */
	if (!bench->terminal && seconds_now() - *bench->told_at < 10)
		return;
	*bench->told_at = seconds_now();
	if (bench->terminal)
		fputs("\r\033[K", stderr);
	fprintf(stderr, "  %d:%02d ", seconds / 60, seconds % 60);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	if (!bench->terminal)
		fputc('\n', stderr);
	fflush(stderr);
}

void bench_skip(const char *name, const char *reason)
{
	printf("%-*s left out: %s\n", NAME_COLUMNS, name, reason);
	fflush(stdout);
}

static const char *sense_of(enum bench_goal goal)
{
	static const char *const senses[] = {
		[GOAL_NONE] = "",
		[GOAL_OURS_MOST] = "ours <=",
		[GOAL_RATIO_MOST] = "ratio <=",
		[GOAL_RATIO_LEAST] = "ratio >=",
		[GOAL_EXTRA_MOST] = "ours - limit <=",
	};

	return senses[goal];
}

static bool is_met(const struct bench_what *what, double ours, double ratio, double extra)
{
	switch (what->goal) {
	case GOAL_OURS_MOST: return ours <= what->value;
	case GOAL_RATIO_MOST: return ratio <= what->value;
	case GOAL_RATIO_LEAST: return ratio >= what->value;
	case GOAL_EXTRA_MOST: return extra <= what->value;
	case GOAL_NONE: break;
	}
	return true;
}

struct row {
	double ours, limit, ratio, least, most;
	bool paired, met;
};

static void write_json(struct bench *bench, const struct bench_what *what, const struct row *row,
		       int pairs)
{
	FILE *file = bench->json;

	/* Texts of our own go into the file as they are. */
	assert(!strpbrk(what->name, "\"\\") && !strpbrk(what->unit, "\"\\"));
	fprintf(file, "%s\n  {\"name\":\"%s\",\"unit\":\"%s\",\"ours\":%.6g",
		bench->rows ? "," : "", what->name, what->unit, row->ours);
	if (row->paired)
		fprintf(file, ",\"limit\":%.6g,\"ratio\":%.6g", row->limit, row->ratio);
	else
		fputs(",\"limit\":null,\"ratio\":null", file);
	if (what->goal == GOAL_NONE)
		fputs(",\"goal\":null,\"rule\":null,\"met\":null", file);
	else
		fprintf(file, ",\"goal\":%.6g,\"rule\":\"%s %.6g\",\"met\":%s", what->value,
			sense_of(what->goal), what->value, row->met ? "true" : "false");
	fprintf(file, ",\"min\":%.6g,\"max\":%.6g,\"pairs\":%d}", row->least, row->most, pairs);
	fflush(file);
}

static void print_row(const struct bench *bench, const struct bench_what *what,
		      const struct row *row)
{
	char goal[40] = "", verdict[12] = "";

	if (bench->terminal)
		fputs("\r\033[K", stderr);
	if (what->goal != GOAL_NONE) {
		text_format(goal, sizeof(goal), "%s %.4g", sense_of(what->goal), what->value);
		text_copy(verdict, sizeof(verdict), row->met ? "met" : "MISSED");
	}
	printf("%-*s %10.4g ", NAME_COLUMNS, what->name, row->ours);
	if (row->paired)
		printf("%10.4g %7.3f ", row->limit, row->ratio);
	else
		printf("%10s %7s ", "-", "-");
	printf("[%.4g - %.4g] %-12s %-22s %s\n", row->least, row->most, what->unit, goal, verdict);
	fflush(stdout);
}

/* Least and most are those of what the goal is about. */
void bench_report(struct bench *bench, const struct bench_what *what, const double *ours,
		  const double *limit, int count)
{
	double sorted[BENCH_PAIRS_MAX], other[BENCH_PAIRS_MAX], between[BENCH_PAIRS_MAX],
		extra[BENCH_PAIRS_MAX];
	struct row row = { .paired = limit != NULL };
	const double *told;

	for (int i = 0; i < count; i++) {
		if (limit && !(limit[i] > 0))
			die("%s: the limit is nothing", what->name);
		sorted[i] = ours[i];
		other[i] = limit ? limit[i] : 0;
		between[i] = limit ? ours[i] / limit[i] : 0;
		extra[i] = sorted[i] - other[i];
	}
	row.ours = middle(sorted, count);
	row.limit = middle(other, count);
	row.ratio = middle(between, count);
	row.met = is_met(what, row.ours, row.ratio, middle(extra, count));
	told = what->goal == GOAL_EXTRA_MOST	       ? extra
	       : limit && what->goal != GOAL_OURS_MOST ? between
						       : sorted;
	row.least = told[0];
	row.most = told[count - 1];
	print_row(bench, what, &row);
	write_json(bench, what, &row, count);
	bench->rows++;
	bench->missed += what->goal != GOAL_NONE && !row.met;
}

/* Whether the group has what is wanted: of two whose names a row begins with, the longer. */
static bool is_group_of(const struct bench *bench, const char *name)
{
	if (!bench_wants(bench, name))
		return false;
	for (size_t i = 0; bench->only && i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (strlen(groups[i].name) > strlen(name) &&
		    strncmp(bench->only, groups[i].name, strlen(groups[i].name)) == 0)
			return false;
	}
	return true;
}

static long number_of(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (*end || number < 1)
		die("\"%s\" is no number", text);
	return number;
}

/* Nothing is written outside of the folder: there lie the libraries' temporary files, too. */
static void make_folder(const struct bench *bench)
{
	char path[PATH_MAX];

	if (mkdir(bench->folder, 0700) != 0 && errno != EEXIST)
		die("%s: %s", bench->folder, strerror(errno));
	if (!realpath(bench->folder, path) || setenv("TMPDIR", path, 1) != 0 ||
	    setenv("SQLITE_TMPDIR", path, 1) != 0)
		die("%s: %s", bench->folder, strerror(errno));
}

/* The disk's file lies in the folder, too, once that is there. */
static void slow_down(const struct bench *bench, long wait_us)
{
	char path[BENCH_FOLDER_SIZE + 16];

	text_format(path, sizeof(path), "%s/disk", bench->folder);
	unlink(path);
	if (!calls_wait_for_disk(path, wait_us))
		die("%s: %s", path, strerror(errno));
}

static long read_arguments(struct bench *bench, int argc, char **argv)
{
	long wait_us = 0;
	int option;

	while ((option = getopt(argc, argv, "b:p:s:d:w:c")) != -1) {
		if (option == 'b')
			bench->size.bookings = number_of(optarg);
		else if (option == 'p')
			bench->size.patients = number_of(optarg);
		else if (option == 's')
			bench->size.seed = (uint64_t)number_of(optarg);
		else if (option == 'd')
			text_copy(bench->folder, sizeof(bench->folder), optarg);
		else if (option == 'c')
			bench->only_check = true;
		else if (option == 'w')
			wait_us = number_of(optarg);
		else
			die("usage: bench [-b BOOKINGS] [-p PATIENTS] [-s SEED] [-d FOLDER] "
			    "[-w MICROSECONDS] [-c] [NAME]");
	}
	if (optind < argc && argv[optind][0])
		bench->only = argv[optind];
	return wait_us;
}

int main(int argc, char **argv)
{
	double told_at = 0;
	struct bench bench = { .folder = "build/bench",
			       .size = { 5000000, 1000000, 20261121 },
			       .terminal = isatty(STDERR_FILENO),
			       .started = seconds_now(),
			       .told_at = &told_at };
	char path[BENCH_FOLDER_SIZE + 16];
	long wait_us = read_arguments(&bench, argc, argv);

	/* As the desk asks of the library, for both sides of every pair: one thread. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	make_folder(&bench);
	if (bench.only_check) {
		clinic_check(&bench);
		return 0;
	}
	if (wait_us)
		slow_down(&bench, wait_us);
	text_format(path, sizeof(path), "%s.json", bench.folder);
	bench.json = fopen(path, "w");
	if (!bench.json)
		die("%s: %s", path, strerror(errno));
	fputc('[', bench.json);
	printf("%-*s %10s %10s %7s [least - most]\n", NAME_COLUMNS, "", "ours", "limit", "ratio");
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (is_group_of(&bench, groups[i].name))
			groups[i].run(&bench);
	}
	fputs("\n]\n", bench.json);
	if (fclose(bench.json) != 0)
		die("%s: %s", path, strerror(errno));
	if (bench.rows == 0)
		die("there is no row \"%s\"", bench.only);
	if (bench.terminal)
		fputs("\r\033[K", stderr);
	printf("%d rows, %d missed their goal, in %.0f minutes; %s\n", bench.rows, bench.missed,
	       (seconds_now() - bench.started) / 60, path);
	return 0;
}
