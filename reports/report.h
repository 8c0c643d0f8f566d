#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H
/*
 * The table of reports and that of writers. A report reads the desk and fills the sheets of one
 * book (sheet_book.h); any writer writes them. Adding a report is a folder and a row in
 * reports.def; adding a writer a row in report_format.def.
 */
#include "reports/report_wish.h"

#define REPORT_BY(role) (1u << (role))

struct report {
	const char *name;     /* "daily" */
	const char *title;    /* untranslated */
	const char *sentence; /* untranslated */
	unsigned roles;	      /* what it can be narrowed to: REPORT_BY of each */
	enum status (*fill)(struct desk *desk, const struct report_wish *wish,
			    struct sheet_book *book);
};

/* The first thing that the wish names and the report cannot be narrowed to; SHEET_ROLE_NONE:
 * nothing. */
enum sheet_role report_refuses(const struct report *report, const struct report_wish *wish);

/* All reports; *count is how many. And one by its name, NULL when there is none. */
const struct report *report_table(size_t *count);
const struct report *report_by_name(const char *name);

enum report_format {
#define REPORT_FORMAT(symbol, extension, words, write) REPORT_##symbol,
#include "reports/report_format.def"
#undef REPORT_FORMAT
	REPORT_FORMAT_COUNT
};

/* "xlsx": how its files end. */
const char *report_format_extension(enum report_format format);

/* By how a file's name ends; false when no writer knows it. */
bool report_format_of(const char *path, enum report_format *format);

/* The file a report goes to when none is named: settings.report_directory (with ~ as the home)
 * /NAME-2026-11-21.xlsx, or NAME-2026-11-01-2026-11-30.xlsx of several days. */
void report_default_path(const struct desk *desk, const struct report *report,
			 const struct report_wish *wish, enum report_format format,
			 char out[FILE_PATH_SIZE]);

/* Reads the desk at one moment and fills `out`, which is settled; released by the caller, also
 * after a failure. */
enum status report_fill(struct desk *desk, const struct report *report,
			const struct report_wish *wish, struct sheet_book *out) MUST_CHECK;

/* What a filled book came to; its path is "". */
void report_result_of(const struct sheet_book *book, struct report_result *result);

/*
 * Writes a filled book atomically: `path` "" takes the default one. The file is there as a whole or
 * not at all; equal books give equal bytes. STATUS_CANNOT_WRITE names the path and the cause.
 */
enum status report_write_book(struct desk *desk, const struct report *report,
			      const struct report_wish *wish, const struct sheet_book *book,
			      enum report_format format, const char *path,
			      struct report_result *result) MUST_CHECK;

/* Both: fills a book and writes it. */
enum status report_write(struct desk *desk, const struct report *report,
			 const struct report_wish *wish, enum report_format format,
			 const char *path, struct report_result *result) MUST_CHECK;

#endif
