#ifndef REPORTS_PDF_PAGE_H
#define REPORTS_PDF_PAGE_H
/*
 * What every page of a report has: its margins, its head and its foot.
 */
#include "reports/pdf/pdf.h"
#include "reports/sheet_book.h"

/* In points: 11 mm, which every printer leaves white. */
enum { PDF_MARGIN = 32 };

/* Where a page's own things stand, between head and foot. */
struct pdf_body {
	double x, width, top, bottom;
};

/* Those of a page of that paper, one with a head or without. */
struct pdf_body pdf_page_body(enum pdf_paper paper, bool has_head);

/* Starts a page of that paper; `heading` is at its head ("": page one, which has its own). */
struct pdf_body pdf_page_start(struct pdf *pdf, const struct sheet_book *book, enum pdf_paper paper,
			       const char *heading);

#endif
