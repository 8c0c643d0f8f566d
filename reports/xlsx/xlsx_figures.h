#ifndef REPORTS_XLSX_FIGURES_H
#define REPORTS_XLSX_FIGURES_H
/*
 * Figures as a spreadsheet's formulas, over the sheets as they were written.
 */
#include "reports/figure.h"
#include "reports/xlsx/xlsx.h"

/* Which sheet of the workbook a sheet is. */
struct xlsx_sheet_pair {
	const struct sheet *sheet;
	struct xlsx_sheet *xlsx;
};
struct xlsx_sheet_map {
	struct xlsx_sheet_pair *pairs;
	int count;
};
struct xlsx_sheet *xlsx_sheet_of(const struct xlsx_sheet_map *map, const struct sheet *sheet);

/*
 * Writes a figure into a cell of the present row, with the value that it has. What is the same
 * there (TEST_SAME) is looked for in the present row, whose columns are those of the figure's
 * place; `whole`: it is over all rows instead. The sheets that it is over have ended.
 */
void xlsx_figure(struct xlsx_sheet *sheet, int column, const struct xlsx_sheet_map *map,
		 const struct figure *figure, struct value value, bool whole);

#endif
