#ifndef REPORTS_XLSX_CHART_H
#define REPORTS_XLSX_CHART_H
/*
 * Bar charts of a workbook, over the rows of one of its tables. A chart carries its figures, for
 * viewers that do not calculate.
 */
#include "reports/xlsx/xlsx.h"

enum { XLSX_SERIES_MAX = 4, XLSX_CHART_POINTS_MAX = 255 };

/* What a row of a chart's table has in the columns that the chart shows. */
struct xlsx_bar {
	const char *category;
	int64_t value[XLSX_SERIES_MAX];
};

/* Stacked bars of an ended table: one bar per row, from its first on, one colour per column of
 * `series`. `bars` are the values that those cells have: 1 to XLSX_CHART_POINTS_MAX. */
struct xlsx_chart {
	const char *title;
	const struct xlsx_sheet *table;
	int categories;
	int series[XLSX_SERIES_MAX];
	int series_count;
	const struct xlsx_bar *bars;
	int bar_count;
	bool is_trend;	   /* side by side, from left to right; else below each other */
	int width, height; /* in pixels; a row is 20 */
};

/* Puts a chart's upper left corner into the cell. */
void xlsx_bar_chart(struct xlsx_sheet *sheet, int row, int column, const struct xlsx_chart *chart);

#endif
