/* A workbook through reports/xlsx/xlsx.h against bare libxlsxwriter writing the same cells. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/text.h"
#include "bench.h"
#include "reports/xlsx/xlsx.h"

enum {
	ROWS = 100000,
	PAIRS = 7,
	PATH_SIZE = 700,
	SMALL = 1000,
	LARGE = 1000000,
	PEER_ROWS = 20000
};

struct sheet_writing {
	char path[PATH_SIZE], folder[PATH_SIZE]; /* `folder`: of the temporary files too */
	int rows;
};

static const struct sheet_column columns[] = {
	{ .title = "Booking", .kind = VALUE_IDENTIFIER },
	{ .title = "Patient", .kind = VALUE_TEXT },
	{ .title = "Phone", .kind = VALUE_IDENTIFIER },
	{ .title = "Department", .kind = VALUE_TEXT },
	{ .title = "Doctor", .kind = VALUE_TEXT },
	{ .title = "State", .kind = VALUE_TEXT },
	{ .title = "Channel", .kind = VALUE_TEXT },
	{ .title = "Receipt", .kind = VALUE_IDENTIFIER },
	{ .title = "Number", .kind = VALUE_COUNT },
	{ .title = "Fee", .kind = VALUE_MONEY },
	{ .title = "Paid", .kind = VALUE_MONEY },
	{ .title = "Refund", .kind = VALUE_MONEY },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]), TEXTS = 8 };

/* The texts of row n; what many rows share comes from short lists. */
static void texts_of(int n, char text[TEXTS][32])
{
	static const char *const names[] = { "王伟", "李娜", "张秀英", "刘洋", "陈静", "杨磊" };
	static const char *const states[] = { "booked", "visited", "cancelled", "did not come" };

	text_format(text[0], 32, "261121%05d7", n % 100000);
	text_format(text[1], 32, "%s", names[n % 6]);
	text_format(text[2], 32, "138%08d", n * 37 % 100000000);
	text_format(text[3], 32, "科室%02d", n % 20);
	text_format(text[4], 32, "医生%03d", n % 200);
	text_format(text[5], 32, "%s", states[n % 4]);
	text_format(text[6], 32, "%s", n % 5 ? "counter" : "online");
	text_format(text[7], 32, "261121-%06d", n);
}

static double write_ours(void *context)
{
	const struct sheet_writing *writing = context;
	const struct xlsx_about about = { "Bench", "Clinic", "", "2026-11-21", 20780 };
	double began = seconds_now();
	struct problem problem;
	struct xlsx_sheet *sheet;
	struct xlsx *book;

	if (xlsx_open(&book, writing->path, &about, &problem) != STATUS_OK)
		die("%s", problem.message);
	sheet = xlsx_sheet_add(book, "Bookings", columns, COLUMNS);
	xlsx_header(sheet);
	for (int n = 0; n < writing->rows; n++) {
		char text[TEXTS][32];

		texts_of(n, text);
		xlsx_row(sheet);
		for (int i = 0; i < TEXTS; i++)
			xlsx_text(sheet, i, text[i]);
		xlsx_number(sheet, 8, n % 40);
		xlsx_number(sheet, 9, 2500);
		xlsx_number(sheet, 10, n % 7 ? 2500 : 0);
		xlsx_number(sheet, 11, n % 31 ? 0 : 2500);
	}
	xlsx_table_end(sheet, "nothing");
	if (xlsx_finish(book, &problem) != STATUS_OK)
		die("%s", problem.message);
	return seconds_now() - began;
}

static double write_bare(void *context)
{
	struct sheet_writing *writing = context;
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = writing->folder };
	double began = seconds_now();
	lxw_workbook *book = workbook_new_opt(writing->path, &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "Bookings");
	lxw_format *text_format_of = workbook_add_format(book);
	lxw_format *count_format = workbook_add_format(book);
	lxw_format *money_format_of = workbook_add_format(book);

	format_set_num_format(text_format_of, "@");
	format_set_num_format(count_format, "#,##0");
	format_set_num_format(money_format_of, "#,##0.00");
	for (lxw_col_t i = 0; i < COLUMNS; i++)
		worksheet_write_string(sheet, 0, i, columns[i].title, NULL);
	for (int n = 0; n < writing->rows; n++) {
		lxw_row_t row = (lxw_row_t)n + 1;
		char text[TEXTS][32];

		texts_of(n, text);
		for (lxw_col_t i = 0; i < TEXTS; i++)
			worksheet_write_string(sheet, row, i, text[i], text_format_of);
		worksheet_write_number(sheet, row, 8, n % 40, count_format);
		worksheet_write_number(sheet, row, 9, 25.00, money_format_of);
		worksheet_write_number(sheet, row, 10, n % 7 ? 25.00 : 0, money_format_of);
		worksheet_write_number(sheet, row, 11, n % 31 ? 0 : 25.00, money_format_of);
	}
	if (workbook_close(book) != LXW_NO_ERROR)
		die("%s was not written", writing->path);
	return seconds_now() - began;
}

/* KiB of this process, from /proc/self/status. */
static double status_kib(const char *name)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	double value = 0;

	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtod(line + strlen(name), NULL);
	}
	if (!file || fclose(file) != 0 || value <= 0)
		die("the memory of this process is not known");
	return value;
}

/* The peak of memory from now on, over what there is now. */
static double growth_kib(struct sheet_writing *writing)
{
	FILE *peak;
	double before;

	malloc_trim(0);
	peak = fopen("/proc/self/clear_refs", "w");
	if (!peak || fputs("5", peak) < 0 || fclose(peak) != 0)
		die("the peak of memory cannot be set back");
	before = status_kib("VmRSS:");
	write_ours(writing);
	return status_kib("VmHWM:") - before;
}

/* The memory that writing so many rows takes, in MiB, in a process of its own. */
static double memory_for(struct sheet_writing *writing, int rows)
{
	double *growth = mmap(NULL, sizeof(*growth), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double mib;
	pid_t child;
	int how;

	if (growth == MAP_FAILED)
		die("mmap failed");
	writing->rows = rows;
	child = fork();
	if (child == 0) {
		*growth = growth_kib(writing);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &how, 0) != child || how != 0)
		die("the workbook of %d rows failed", rows);
	mib = *growth / 1024;
	munmap(growth, sizeof(*growth));
	return mib;
}

/* Another library's program: seconds for PEER_ROWS rows; 0 when it is not here. */
static double run_peer(const char *script, const char *path)
{
	char rows[16];
	double began = seconds_now();
	pid_t child;
	int how;

	text_format(rows, sizeof(rows), "%d", PEER_ROWS);
	child = fork();
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		execl("/usr/bin/python3", "python3", "-c", script, path, rows, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &how, 0) != child || how != 0)
		return 0;
	return seconds_now() - began;
}

static void beside_others(struct bench *bench, struct sheet_writing *writing)
{
#define CELLS \
	"import sys\n" \
	"path, rows = sys.argv[1], int(sys.argv[2])\n" \
	"def cells(n):\n" \
	" return ['261121%05d7' % n, '王伟', '138%08d' % (n * 37), '科室%02d' % (n % 20), " \
	"'医生%03d' % (n % 200), 'booked', 'counter', '261121-%06d' % n, n % 40, 25.0, 25.0, 0]\n"
	static const struct {
		const char *name, *missing, *script;
	} peers[] = {
		{ "workbook-openpyxl", "openpyxl is not installed (apt: python3-openpyxl)",
		  CELLS "import openpyxl\n"
			"b = openpyxl.Workbook(write_only=True)\n"
			"s = b.create_sheet()\n"
			"for n in range(rows): s.append(cells(n))\n"
			"b.save(path)\n" },
		{ "workbook-python",
		  "Python's xlsxwriter is not installed (apt: python3-xlsxwriter)",
		  CELLS "import xlsxwriter\n"
			"b = xlsxwriter.Workbook(path, {'constant_memory': True})\n"
			"s = b.add_worksheet()\n"
			"for n in range(rows): s.write_row(n, 0, cells(n))\n"
			"b.close()\n" },
	};
#undef CELLS
	for (size_t i = 0; i < sizeof(peers) / sizeof(peers[0]); i++) {
		const struct bench_what what = { peers[i].name, "s, 20000 rows", GOAL_NONE, 0 };
		double ours, theirs;

		writing->rows = PEER_ROWS;
		theirs = run_peer(peers[i].script, writing->path);
		if (theirs <= 0) {
			bench_skip(peers[i].name, peers[i].missing);
			continue;
		}
		/* Not every library begins its files as workbooks mostly begin (file_kind.h). */
		unlink(writing->path);
		ours = write_ours(writing);
		bench_report(bench, &what, &ours, &theirs, 1);
	}
}

void bench_workbook(struct bench *bench)
{
	static const struct bench_what cost = { "workbook", "s, 100000 rows", GOAL_RATIO_MOST,
						1.1 };
	static const struct bench_what memory = { "workbook-memory", "MiB, 10^6 - 10^3",
						  GOAL_EXTRA_MOST, 5 };
	struct sheet_writing writing = { .rows = ROWS };
	double large, small;

	text_format(writing.folder, sizeof(writing.folder), "%s", bench_folder(bench));
	text_format(writing.path, sizeof(writing.path), "%s/bench.xlsx", bench_folder(bench));
	bench_progress(bench, "workbook-memory: a workbook of %d rows", LARGE);
	small = memory_for(&writing, SMALL);
	large = memory_for(&writing, LARGE);
	bench_report(bench, &memory, &large, &small, 1);
	writing.rows = ROWS;
	bench_pair(bench, &cost, PAIRS, write_ours, write_bare, &writing);
	beside_others(bench, &writing);
	unlink(writing.path);
}
