#include "ui/cli/show_book.h"

#include "base/text.h"

enum { KEY_SIZE = 64 };

static void show_value(struct output *output, const char *key, struct value value)
{
	char permille[KEY_SIZE];

	if (value.kind == VALUE_RATE) {
		text_format(permille, sizeof(permille), "%s_permille", key);
		key = permille;
		if (!value.none)
			value.number = (2000 * value.number + value.whole) / (2 * value.whole);
	}
	if (value.none)
		output_text(output, key, NULL);
	else
		output_number(output, key, value.number);
}

static void show_cell(struct output *output, const struct sheet *sheet, size_t row, int column)
{
	const struct sheet_column *about = &sheet->columns[column];
	char shown[SHEET_SHOWN_SIZE];

	if (!about->key)
		return;
	if (value_kind_is_text(about->kind))
		output_text_or_null(output, about->key, sheet_cell_text(sheet, row, column));
	else if (value_kind_is_number(about->kind) || about->of_row)
		show_value(output, about->key, sheet_value(sheet, row, column));
	else
		output_text_or_null(output, about->key, sheet_show(sheet, row, column, shown));
}

/* Rows that are figures go by the figures' names, others in an array. */
static void show_table(struct output *output, const struct sheet *sheet)
{
	const bool named = sheet->row_count > 0 && sheet->rows[0].figure;

	if (named)
		output_object(output, sheet->key);
	else
		output_array(output, sheet->key);
	for (size_t row = 0; row < sheet->row_count; row++) {
		output_object(output, named ? sheet->rows[row].figure->name : NULL);
		for (int column = 0; column < sheet->count; column++)
			show_cell(output, sheet, row, column);
		output_end(output);
	}
	output_end(output);
}

void show_book(struct output *output, const struct sheet_book *book)
{
	output_object(output, "figures");
	for (const struct figure *figure = sheet_book_next(book, NULL); figure;
	     figure = sheet_book_next(book, figure))
		show_value(output, figure->name,
			   figure_value(figure, (struct figure_place){ .row = 0 }));
	output_end(output);
	for (int i = 0; i < book->block_count; i++) {
		if (book->blocks[i].table)
			show_table(output, book->blocks[i].table);
	}
	for (int i = 0; i < book->sheet_count; i++) {
		if (book->sheets[i]->told)
			show_table(output, book->sheets[i]);
	}
}
