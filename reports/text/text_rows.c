#include "reports/text/text_rows.h"

#include "base/language.h"
#include "base/text.h"

bool text_line_has_rows(const struct text_line *line)
{
	return line->table != NULL;
}

/* ---- The rows of a figure ---- */

static void add_figure(struct text_page *page, const struct figure *figure,
		       struct figure_place place);

/* What is counted or added, and what its rows have in common. */
static unsigned columns_of(const struct figure *figure)
{
	unsigned wanted = 1u << figure->column;

	for (int i = 0; i < FIGURE_CONDITIONS_MAX && figure->where[i].test; i++)
		wanted |= 1u << figure->where[i].column;
	return wanted;
}

static void add_rows(struct text_page *page, const struct figure *figure, struct figure_place place)
{
	const size_t before = page->count;
	struct text_columns shown;

	text_columns_choose(&shown, figure->of, columns_of(figure), page->columns);
	for (size_t row = 0; row < figure->of->row_count; row++) {
		if (!figure_has_row(figure, row, place))
			continue;
		if (page->count == before)
			text_page_titles(page, &shown);
		text_page_row(page, &shown, row);
	}
	if (page->count == before)
		text_page_add(page, _("No row."));
}

static void add_source(struct text_page *page, const struct figure *figure,
		       struct figure_place place)
{
	char source[FIGURE_SOURCE_SIZE], line[TEXT_LINE_SIZE], shown[VALUE_SHOWN_SIZE];

	text_format(line, sizeof(line), "%s = %s", figure_source(figure, source),
		    value_show(figure_value(figure, place), shown));
	text_page_add(page, line)->strong = true;
}

static void add_figure(struct text_page *page, const struct figure *figure,
		       struct figure_place place)
{
	add_source(page, figure, place);
	switch (figure->operation) {
	case FIGURE_COUNT:
	case FIGURE_SUM:
	case FIGURE_PERCENTILE: add_rows(page, figure, place); return;
	case FIGURE_PLUS:
	case FIGURE_MINUS:
	case FIGURE_RATE:
		add_figure(page, figure->first, place);
		add_figure(page, figure->second, place);
		return;
	case FIGURE_GIVEN: break;
	}
}

/* ---- The row itself ---- */

static void add_cells(struct text_page *page, const struct sheet *sheet, size_t row)
{
	char line[TEXT_LINE_SIZE], shown[SHEET_SHOWN_SIZE];

	for (int column = 0; column < sheet->count; column++) {
		const char *cell = sheet_show(sheet, row, column, shown);

		text_format(line, sizeof(line), "%s: %s", sheet_title(sheet, column), cell);
		if (*cell)
			text_page_wrap(page, line);
	}
}

/* What a column's figures have in common with another's is not shown again. */
static bool is_of_rows(const struct figure *figure)
{
	return figure->operation == FIGURE_COUNT || figure->operation == FIGURE_SUM;
}

void text_page_rows(struct text_page *page, const struct text_line *line)
{
	const struct sheet *sheet = line->table;
	const struct figure_place place = { sheet, line->row };

	if (sheet->rows[line->row].figure) {
		add_figure(page, sheet->rows[line->row].figure, place);
		return;
	}
	add_cells(page, sheet, line->row);
	for (int column = 0; column < sheet->count; column++) {
		const struct figure *figure = sheet->figure[column];
		const struct value value = sheet_value(sheet, line->row, column);

		if (figure && is_of_rows(figure) && !value.none && value.number != 0)
			add_figure(page, figure, place);
	}
}
