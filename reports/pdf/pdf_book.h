#ifndef REPORTS_PDF_BOOK_H
#define REPORTS_PDF_BOOK_H
/*
 * A report as a PDF: page one for a signature, then the sheets that a person prints, as
 * sheet_book.h says.
 */
#include "base/status.h"
#include "reports/sheet_book.h"

/* The pages wanted, from 1, of those that the whole report has; 0, 0: all. */
struct pdf_range {
	int first, last;
};

/* Writes a settled book. STATUS_CANNOT_WRITE: libraries or fonts are missing, or the path cannot be
 * written; STATUS_BAD_VALUE: there is no such page. The file is there as a whole or not at all. */
enum status pdf_write(const struct sheet_book *book, const char *path, struct pdf_range range,
		      struct problem *problem) MUST_CHECK;

/* All pages. */
enum status pdf_write_sheets(const struct sheet_book *book, const char *path,
			     struct problem *problem) MUST_CHECK;

#endif
