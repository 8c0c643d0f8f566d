#ifndef REPORTS_XLSX_PAPER_H
#define REPORTS_XLSX_PAPER_H
/*
 * How a sheet is printed from a spreadsheet program.
 */
struct xlsx_sheet;

/* Before its first row: a sheet that people print. The columns that paper has stand in front and
 * are its print area, after the first one; upright where they are readable so (8 points), else
 * lying. The others stay where one sees them. */
void xlsx_paper_needs(struct xlsx_sheet *sheet);

/* For xlsx.c. Sets the page, its head and its foot. */
void xlsx_paper_begin(struct xlsx_sheet *sheet);

/* For xlsx.c, once all rows are written: sets the widths of the columns and what is printed. */
void xlsx_paper_end(struct xlsx_sheet *sheet);

#endif
