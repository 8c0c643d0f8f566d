#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H
/*
 * The table of reports. A report reads the desk and fills the sheets of one workbook; adding one is
 * a file and a row in reports.def.
 */
#include "desk/desk.h"
#include "reports/report_result.h"

struct report {
	const char *name;     /* "daily" */
	const char *title;    /* untranslated */
	const char *sentence; /* untranslated */
	enum status (*write)(struct desk *desk, day_number day, const char *path,
			     report_progress_fn *progress, void *context,
			     struct report_result *result);
};

/* All reports; *count is how many. And one by its name, NULL when there is none. */
const struct report *report_table(size_t *count);
const struct report *report_by_name(const char *name);

/* The file a report goes to when none is named: settings.report_directory (with ~ as the home)
 * /NAME-2026-11-21.xlsx. */
void report_default_path(const struct desk *desk, const struct report *report, day_number day,
			 char out[FILE_PATH_SIZE]);

/*
 * Writes a report atomically: `path` "" takes the default one. The file is there as a whole or not
 * at all; equal data give equal bytes. STATUS_CANNOT_WRITE names the path and the cause.
 */
enum status report_write(struct desk *desk, const struct report *report, day_number day,
			 const char *path, report_progress_fn *progress, void *context,
			 struct report_result *result) MUST_CHECK;

#endif
