#ifndef REPORTS_PDF_FRONT_H
#define REPORTS_PDF_FRONT_H
/*
 * Page one of a report: what the clinic's manager reads and signs. In the largest letters in which
 * all of it fits on one page; what does not even in the smallest goes on behind it.
 */
#include "reports/pdf/pdf.h"
#include "reports/sheet_book.h"

/* False when its charts found no room there. */
bool pdf_front(struct pdf *pdf, const struct sheet_book *book);

#endif
