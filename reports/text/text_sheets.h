#ifndef REPORTS_TEXT_SHEETS_H
#define REPORTS_TEXT_SHEETS_H
/*
 * The writer of reports as text: page one and the sheets that a person would print.
 */
#include "reports/sheet_book.h"

enum { TEXT_SHEETS_COLUMNS = 112 };

/* Writes a settled book atomically. STATUS_CANNOT_WRITE names the path and the cause. */
enum status text_write_sheets(const struct sheet_book *book, const char *path,
			      struct problem *problem) MUST_CHECK;

#endif
