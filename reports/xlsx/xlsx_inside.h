#ifndef REPORTS_XLSX_INSIDE_H
#define REPORTS_XLSX_INSIDE_H
/*
 * The inside of a workbook: for xlsx.c and xlsx_chart.c alone, which are the home of libxlsxwriter.
 */
#include <assert.h>

#include "base/file.h"
#include "reports/library_guard.h"
#include "reports/sheet.h"
#include "reports/xlsx/xlsx_library.h"

enum { SHEETS_MAX = 32, FOOT_SIZE = 200, TEXT_SIZE = 1024, XLSX_NOTE_WIDTH_MOST = 34 };

enum xlsx_style { XLSX_PLAIN, XLSX_STRONG, XLSX_STYLES };

/*
 * The library keeps one row of a sheet in memory and writes it to a temporary file when the next
 * one starts (its constant-memory mode): rows are written from the top to the bottom, and what was
 * written cannot be read again.
 */
struct xlsx_sheet {
	struct xlsx *book;
	const char *name;
	lxw_worksheet *sheet;
	struct library_stream rows; /* the temporary file */
	const struct sheet_column *columns;
	int count;
	int header; /* row numbers from 0; -1: not yet */
	int row;    /* the present one; -1: none */
	int last;   /* of the table, once it has ended */
	int table_rows;
	enum xlsx_style style;
	int width[SHEET_COLUMNS_MAX];
	int place[SHEET_COLUMNS_MAX]; /* where a column stands (xlsx_paper.h) */
	int span[SHEET_COLUMNS_MAX];  /* of page one (xlsx_page.h): over how many; 0: no table */
	const int *grid;	      /* the widths there */
	int paper;		      /* how many of the first ones are printed; 0: all */
	int lines;		      /* of the present row */
};

struct xlsx {
	struct new_file file;
	char folder[FILE_PATH_SIZE]; /* for the library's own temporary files; 0700 */
	lxw_workbook *book;
	lxw_error error;		   /* the first call that the library refused */
	int cause;			   /* errno of the first write that failed */
	const struct xlsx_sheet *too_long; /* the first sheet whose rows do not fit into one */
	char title[TEXT_SIZE], clinic[FOOT_SIZE], line[FOOT_SIZE], day[FOOT_SIZE];
	char room[TEXT_SIZE]; /* of the text being written: the stack's would be cleared each time
			       */
	lxw_format *format[XLSX_STYLES][VALUE_KIND_COUNT];
	lxw_format *header, *heading, *nothing;
	lxw_format *caption,
		*above[2]; /* of a table on page one; titles on the left, on the right */
	struct xlsx_sheet *sheets[SHEETS_MAX];
	int sheet_count;
};

/* The first refusal is what xlsx_finish tells. */
static inline void keep(struct xlsx *book, lxw_error error)
{
	if (!book->error)
		book->error = error;
}

static inline lxw_row_t row_of(int row)
{
	assert(row >= 0);
	return (lxw_row_t)row;
}

static inline lxw_col_t column_of(const struct xlsx_sheet *sheet, int column)
{
	assert(column >= 0 && column < sheet->count);
	return (lxw_col_t)sheet->place[column];
}

/* Writes a text into a cell of the present row; returns how wide its column must be. For
 * xlsx_page.c, too. */
int xlsx_write_text(struct xlsx_sheet *sheet, int column, const char *text, lxw_format *format);

/* Makes the present row so high: not every program does so for a text that it wraps. */
void xlsx_make_lines(struct xlsx_sheet *sheet, int lines);

#endif
