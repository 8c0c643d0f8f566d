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

void xlsx_page_place(struct xlsx_sheet *sheet, const struct xlsx_grid *grid,
		     const struct xlsx_grid_table *table)
{
	sheet->grid = grid->width;
	for (int i = 0; i < sheet->count; i++) {
		sheet->place[i] = table && i < table->count ? table->at[i] : i;
		sheet->span[i] = table && i < table->count ? table->span[i] : 0;
	}
}

static void write_over(struct xlsx_sheet *sheet, int column, const char *text, lxw_format *format,
		       bool is_number)
{
	const lxw_col_t at = column_of(sheet, column);
	const int span = sheet->span[column];

	if (span > 1)
		keep(sheet->book,
		     worksheet_merge_range(sheet->sheet, row_of(sheet->row), at, row_of(sheet->row),
					   (lxw_col_t)(at + span - 1), "", format));
	xlsx_write_text(sheet, column, text, format);
	xlsx_make_lines(sheet, xlsx_grid_lines(sheet->grid + at, span, is_number, text));
}

void xlsx_page_text(struct xlsx_sheet *sheet, int column, const char *text)
{
	if (*text || sheet->style == XLSX_STRONG)
		write_over(sheet, column, text, sheet->book->format[sheet->style][VALUE_NOTE],
			   false);
}

void xlsx_page_gap(struct xlsx_sheet *sheet)
{
	xlsx_row(sheet);
	keep(sheet->book,
	     worksheet_set_row(sheet->sheet, row_of(sheet->row), LXW_DEF_ROW_HEIGHT / 2, NULL));
}

void xlsx_page_caption(struct xlsx_sheet *sheet, int column, const char *text)
{
	xlsx_write_text(sheet, column, text, sheet->book->caption);
}

void xlsx_page_title(struct xlsx_sheet *sheet, int column, const char *title, bool is_number)
{
	write_over(sheet, column, title, sheet->book->above[is_number], is_number);
}

int xlsx_page_row(const struct xlsx_sheet *sheet)
{
	return sheet->row;
}

struct xlsx_piece xlsx_page_range(const struct xlsx_sheet *sheet, int first_row, int column)
{
	return notation_range(sheet->name, first_row, sheet->row, column_of(sheet, column));
}

void xlsx_page_end(struct xlsx_sheet *sheet, const struct xlsx_grid *grid, int more)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	for (int i = 0; i < sheet->count; i++) {
		sheet->place[i] = i;
		sheet->width[i] = grid->width[i];
	}
	lxw_rowcol_to_range(range, 0, 0, row_of(sheet->row), (lxw_col_t)(sheet->count - 1));
	keep(sheet->book,
	     worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
	keep(sheet->book, worksheet_print_area(sheet->sheet, 0, 0, row_of(sheet->row + more),
					       (lxw_col_t)(grid->count - 1)));
}
