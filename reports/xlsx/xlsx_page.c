#include "reports/xlsx/xlsx_page.h"

#include "reports/xlsx/xlsx_inside.h"

void xlsx_page_begin(struct xlsx_sheet *sheet)
{
	worksheet_set_portrait(sheet->sheet);
	worksheet_fit_to_pages(sheet->sheet, 1, 1);
	worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
	/* As behind a table's end: texts may reach over their neighbours. */
	sheet->header = sheet->row;
	sheet->last = sheet->row;
}

void xlsx_page_widen(struct xlsx_sheet *sheet, int column, int width)
{
	if (sheet->width[column] < width)
		sheet->width[column] = width;
}

void xlsx_page_caption(struct xlsx_sheet *sheet, const char *text)
{
	xlsx_row(sheet);
	xlsx_write_text(sheet, 0, text, sheet->book->caption);
}

void xlsx_page_title(struct xlsx_sheet *sheet, int column, const char *title, bool is_number)
{
	xlsx_write_text(sheet, column, title, sheet->book->above[is_number]);
}

int xlsx_page_row(const struct xlsx_sheet *sheet)
{
	return sheet->row;
}

struct xlsx_piece xlsx_page_range(const struct xlsx_sheet *sheet, int first_row, int column)
{
	return notation_range(sheet->name, first_row, sheet->row, column_of(sheet, column));
}

void xlsx_page_end(struct xlsx_sheet *sheet)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	lxw_rowcol_to_range(range, 0, 0, row_of(sheet->row), (lxw_col_t)(sheet->count - 1));
	keep(sheet->book,
	     worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}
