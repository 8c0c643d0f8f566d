#include "reports/xlsx/xlsx_paper.h"

#include "base/text.h"
#include "reports/notation.h"
#include "reports/xlsx/xlsx_inside.h"

enum {
	PAPER_A4 = 9,
	/* Columns of a terminal, which are about digits of the sheet's font. */
	WIDTH_LEAST = 7,
	WIDTH_MOST = 64,
	/* What a page takes in digits of 8 points: 190 mm of an upright one; the font has 11. */
	UPRIGHT_DIGITS = 135,
};

void xlsx_paper_needs(struct xlsx_sheet *sheet)
{
	int next = 0;

	assert(sheet->row < 0);
	for (int column = 0; column < sheet->count; column++) {
		if (column == 0 || sheet->columns[column].paper)
			sheet->place[column] = next++;
	}
	sheet->paper = next;
	for (int column = 1; column < sheet->count; column++) {
		if (!sheet->columns[column].paper)
			sheet->place[column] = next++;
	}
}

void xlsx_paper_begin(struct xlsx_sheet *sheet)
{
	char line[FOOT_SIZE * 3], name[FOOT_SIZE];

	worksheet_set_paper(sheet->sheet, PAPER_A4);
	worksheet_set_landscape(sheet->sheet);
	worksheet_fit_to_pages(sheet->sheet, 1, 0);
	worksheet_set_margins(sheet->sheet, 0.4, 0.4, 0.7, 0.7);
	notation_foot(name, sizeof(name), sheet->name);
	text_format(line, sizeof(line), "&L%s&R%s", name, sheet->book->day);
	keep(sheet->book, worksheet_set_header(sheet->sheet, line));
	text_format(line, sizeof(line), "&L%s%s%s&R&P / &N", sheet->book->clinic,
		    *sheet->book->line ? "&C" : "", sheet->book->line);
	keep(sheet->book, worksheet_set_footer(sheet->sheet, line));
}

static int width_of(const struct xlsx_sheet *sheet, int column)
{
	const int most = sheet->columns[column].kind == VALUE_NOTE ? XLSX_NOTE_WIDTH_MOST
								   : WIDTH_MOST;
	const int width = sheet->width[column];

	return width < WIDTH_LEAST ? WIDTH_LEAST : width > most ? most : width;
}

void xlsx_paper_end(struct xlsx_sheet *sheet)
{
	int printed = 0;

	for (int column = 0; column < sheet->count; column++) {
		const int width = width_of(sheet, column);
		const lxw_col_t at = column_of(sheet, column);

		keep(sheet->book, worksheet_set_column(sheet->sheet, at, at, width, NULL));
		if (at < sheet->paper)
			printed += width + 1;
	}
	if (!sheet->paper || sheet->row < 0)
		return;
	keep(sheet->book, worksheet_print_area(sheet->sheet, 0, 0, row_of(sheet->row),
					       (lxw_col_t)(sheet->paper - 1)));
	if (printed <= UPRIGHT_DIGITS)
		worksheet_set_portrait(sheet->sheet);
}
