#ifndef REPORTS_PDF_TABLE_H
#define REPORTS_PDF_TABLE_H
/*
 * A sheet as a table on paper: its columns with `paper`, side by side in a width that is given.
 * Numbers and identifiers are never cut; of a text that does not fit its column the end is left
 * off, and a note is wrapped.
 */
#include "reports/pdf/pdf.h"
#include "reports/sheet.h"

struct pdf_column {
	int column; /* of the sheet */
	double x, width;
	bool is_right; /* its cells stand at the right edge */
};

struct pdf_table {
	const struct sheet *sheet;
	enum pdf_face face; /* of its rows; the next one is of its strong rows and its header */
	double x, width;
	int count;
	struct pdf_column columns[SHEET_COLUMNS_MAX];
	double header_height;
};

/* Fits the first `rows` rows into that width, in `largest` or, where it takes that, in a smaller
 * face; a table that takes less is narrower. Measures every cell. */
void pdf_table_fit(struct pdf_table *table, struct pdf *pdf, const struct sheet *sheet, size_t rows,
		   enum pdf_face largest, double x, double width);

/* Each draws from `top` on and returns its height. */
double pdf_table_header(const struct pdf_table *table, struct pdf *pdf, double top);
double pdf_table_row(const struct pdf_table *table, struct pdf *pdf, double top, size_t row);
double pdf_table_nothing(const struct pdf_table *table, struct pdf *pdf, double top);

/* How high that row will be. */
double pdf_table_row_height(const struct pdf_table *table, struct pdf *pdf, size_t row);

/* A row of sums, `label` in front of them. `sums`, by the sheet's columns, are of those with
 * TOTAL_SUM; NULL: the sheet's own totals. */
double pdf_table_sums(const struct pdf_table *table, struct pdf *pdf, double top, const char *label,
		      const int64_t *sums);

#endif
