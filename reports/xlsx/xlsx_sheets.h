#ifndef REPORTS_XLSX_SHEETS_H
#define REPORTS_XLSX_SHEETS_H
/*
 * The writer of reports as a workbook: page one, then every sheet with all its columns. Each figure
 * is a formula over the sheets and carries its value; charts are the workbook's own.
 */
#include "reports/sheet_book.h"

/* Writes a settled book atomically. STATUS_CANNOT_WRITE names the path and the cause. */
enum status xlsx_write_sheets(const struct sheet_book *book, const char *path,
			      struct problem *problem) MUST_CHECK;

#endif
