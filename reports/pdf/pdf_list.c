#include "reports/pdf/pdf_list.h"

#include "base/language.h"
#include "reports/pdf/pdf_page.h"

/* How far a list is. */
struct listing {
	const struct pdf_table *table;
	size_t row;
	int64_t page[SHEET_COLUMNS_MAX], all[SHEET_COLUMNS_MAX];
	bool has_sums;
};

void pdf_list_fit(struct pdf_table *table, struct pdf *pdf, const struct sheet *sheet)
{
	struct pdf_body body = pdf_page_body(PDF_LYING, true);

	pdf_table_fit(table, pdf, sheet, sheet->row_count, PDF_10, body.x, body.width);
}

static void add_row(struct listing *listing)
{
	const struct sheet *sheet = listing->table->sheet;

	for (int column = 0; column < sheet->count; column++) {
		struct value value;

		if (sheet->columns[column].total != TOTAL_SUM)
			continue;
		value = sheet_value(sheet, listing->row, column);
		listing->page[column] += value.none ? 0 : value.number;
		listing->all[column] += value.none ? 0 : value.number;
	}
}

/* The rows of one page; at least one, so that there is an end. */
static double rows_of_page(struct pdf *pdf, struct listing *listing, double y, double bottom)
{
	const struct pdf_table *table = listing->table;
	size_t first = listing->row, count = table->sheet->row_count;

	/* The sum of the page, and on the last one that of all; of one page both are one. */
	if (table->sheet->has_total)
		bottom -= (first == 0 ? 1 : 2) * (pdf_line_height(table->face) + 4);
	while (listing->row < count) {
		if (listing->row > first &&
		    y + pdf_table_row_height(table, pdf, listing->row) > bottom)
			break;
		y += pdf_table_row(table, pdf, y, listing->row);
		add_row(listing);
		listing->row++;
	}
	return y;
}

/* Returns where the page ends. */
static double page(struct pdf *pdf, const struct sheet_book *book, struct listing *listing)
{
	const struct pdf_table *table = listing->table;
	const struct sheet *sheet = table->sheet;
	struct pdf_body body = pdf_page_start(pdf, book, PDF_LYING, sheet->name);
	double y = body.top;
	bool is_first = listing->row == 0;

	for (int column = 0; column < sheet->count; column++)
		listing->page[column] = 0;
	y += pdf_table_header(table, pdf, y);
	if (!is_first && listing->has_sums)
		y += pdf_table_sums(table, pdf, y, _("Brought forward"), listing->all);
	if (sheet->row_count == 0)
		y += pdf_table_nothing(table, pdf, y);
	y = rows_of_page(pdf, listing, y, body.bottom);
	if (listing->has_sums && (!is_first || listing->row < sheet->row_count))
		y += pdf_table_sums(table, pdf, y, _("Total of this page"), listing->page);
	if (sheet->has_total && listing->row == sheet->row_count && sheet->row_count > 0)
		y += pdf_table_sums(table, pdf, y, _("Total"), NULL);
	return y;
}

double pdf_list(struct pdf *pdf, const struct sheet_book *book, const struct pdf_table *table)
{
	struct listing listing = { .table = table };
	double end;

	for (int i = 0; i < table->count; i++)
		listing.has_sums |= table->sheet->columns[table->columns[i].column].total ==
				    TOTAL_SUM;
	do
		end = page(pdf, book, &listing);
	while (listing.row < table->sheet->row_count);
	return end;
}
