#ifndef REPORTS_PDF_CHART_H
#define REPORTS_PDF_CHART_H
/*
 * A chart of a report on paper: a bar for each row, below each other or, of a trend, side by
 * side, in parts of different greys, drawn as areas.
 */
#include "reports/pdf/pdf.h"
#include "reports/sheet_book.h"

/* Draws it from `top` on, in that width, its texts in that face; returns its height, 0 without
 * rows.
 */
double pdf_chart(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face, double x,
		 double top, double width);

#endif
