#ifndef REPORTS_DAILY_H
#define REPORTS_DAILY_H
/*
 * The workbook of a day: the Summary and the sheets that its figures come from. It is read at one
 * moment, row by row: neither the rows nor the workbook are ever in memory as a whole. Each figure
 * is a formula over a sheet, and carries the value that was counted here from the rows themselves.
 */
#include "desk/desk.h"
#include "reports/report_result.h"

/* Writes it; a report of the table in report.h. */
enum status daily_write(struct desk *desk, day_number day, const char *path,
			report_progress_fn *progress, void *context,
			struct report_result *result) MUST_CHECK;

#endif
