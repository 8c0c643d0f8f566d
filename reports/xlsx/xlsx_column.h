#ifndef REPORTS_XLSX_COLUMN_H
#define REPORTS_XLSX_COLUMN_H
/*
 * A column of a table in a workbook.
 */
#include "reports/value.h"

enum { XLSX_COLUMNS_MAX = 24 };

struct xlsx_column {
	const char *title; /* untranslated */
	enum value_kind kind;
};

#endif
