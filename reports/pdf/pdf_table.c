#include "reports/pdf/pdf_table.h"

#include <string.h>

/* In points: beside each cell; the least that a text is cut to, and the most that it is given
 * before others have what they need; the least that a note has before texts are cut, and its most;
 * the most that each column is widened of a table of few columns, or with a note. */
static const double padding = 4, text_least = 42, text_most = 130, note_least = 110,
		    note_most = 180, extra_most = 40;

enum { HEADER_LINES = 2, NOTE_LINES = 3, FEW_COLUMNS = 3 };

static const enum pdf_face measured = PDF_10;

static bool is_cut(enum value_kind kind)
{
	return kind == VALUE_TEXT || kind == VALUE_NOTE;
}

static enum value_kind kind_of(const struct pdf_table *table, const struct pdf_column *column)
{
	return table->sheet->columns[column->column].kind;
}

/* ---- Fitting ---- */

/* The width of the widest cell in measured: in any face it is to that as the faces' sizes. */
static double widest_cell(struct pdf *pdf, const struct sheet *sheet, int column, size_t rows)
{
	char shown[SHEET_SHOWN_SIZE];
	const char *before = NULL;
	double widest = 0;

	for (size_t row = 0; row < rows; row++) {
		enum pdf_face face = measured + (sheet->rows[row].strong ? 1 : 0);
		const char *text = sheet_show(sheet, row, column, shown);
		double width;

		/* Equal texts that follow each other are one text. */
		if (text == before && text != shown)
			continue;
		before = text;
		width = pdf_width(pdf, face, text);
		widest = width > widest ? width : widest;
	}
	if (sheet->has_total) {
		double width = pdf_width(pdf, measured + 1, sheet_total_show(sheet, column, shown));

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* As wide as the cells, and so that the title fits on so many lines. */
static double wanted_width(struct pdf *pdf, const struct pdf_table *table, int column, double cells,
			   int lines)
{
	const char *title = sheet_title(table->sheet, column);
	double most = 0, whole = pdf_width(pdf, table->face + 1, title),
	       width = pdf_word_width(pdf, table->face + 1, title);

	if (is_cut(table->sheet->columns[column].kind))
		most = table->sheet->columns[column].kind == VALUE_NOTE ? note_most : text_most;
	if (most > 0 && cells > most)
		cells = most;
	width = cells > width ? cells : width;
	while (width < whole && pdf_lines(pdf, table->face + 1, width, title) > lines)
		width += 2;
	return width + 2 * padding;
}

/* Takes from the columns of one or both kinds, each down to `least`, what is too much, from each
 * the more the wider it is. Returns what they had not. */
static double take_from(struct pdf_table *table, bool notes_alone, double least, double excess)
{
	double spare = 0, taken;

	for (int i = 0; i < table->count; i++) {
		const enum value_kind kind = kind_of(table, &table->columns[i]);

		if ((notes_alone ? kind == VALUE_NOTE : is_cut(kind)) &&
		    table->columns[i].width > least)
			spare += table->columns[i].width - least;
	}
	taken = excess < spare ? excess : spare;
	for (int i = 0; i < table->count && spare > 0; i++) {
		struct pdf_column *column = &table->columns[i];
		const enum value_kind kind = kind_of(table, column);

		if ((notes_alone ? kind == VALUE_NOTE : is_cut(kind)) && column->width > least)
			column->width -= (column->width - least) * taken / spare;
	}
	return excess - taken;
}

/* A note goes on on the next line before a text is cut. False: there is not so much. */
static bool shrink(struct pdf_table *table, double excess)
{
	excess = take_from(table, true, note_least, excess);
	return take_from(table, false, text_least, excess) <= 0;
}

/* For a table that has too many columns. */
static void squeeze(struct pdf_table *table, double width)
{
	double needed = 0;

	for (int i = 0; i < table->count; i++)
		needed += table->columns[i].width;
	for (int i = 0; i < table->count; i++)
		table->columns[i].width *= width / needed;
}

static void place(struct pdf_table *table, struct pdf *pdf)
{
	double x = table->x;
	int lines = 1;

	for (int i = 0; i < table->count; i++) {
		struct pdf_column *column = &table->columns[i];
		const char *title = sheet_title(table->sheet, column->column);
		int needed = pdf_lines(pdf, table->face + 1, column->width - 2 * padding, title);

		column->x = x;
		x += column->width;
		lines = needed > lines ? needed : lines;
	}
	table->width = x - table->x;
	lines = lines > HEADER_LINES ? HEADER_LINES : lines;
	table->header_height = lines * pdf_line_height(table->face + 1) + padding;
}

static bool has_note(const struct pdf_table *table)
{
	for (int i = 0; i < table->count; i++) {
		if (kind_of(table, &table->columns[i]) == VALUE_NOTE)
			return true;
	}
	return false;
}

/* What is left over: each column gets its share, but a note the most. */
static void spread(struct pdf_table *table, double needed, double width)
{
	double left_over = width - needed, extra = left_over / table->count;

	if (extra > extra_most && (table->count <= FEW_COLUMNS || has_note(table)))
		extra = extra_most;
	left_over -= extra * table->count;
	for (int i = 0; i < table->count; i++) {
		struct pdf_column *column = &table->columns[i];

		column->width += extra;
		if (kind_of(table, column) == VALUE_NOTE) {
			column->width += left_over;
			left_over = 0;
		}
	}
}

/* The widths that the columns want in a face; returns what they come to. */
static double want(struct pdf_table *table, struct pdf *pdf, enum pdf_face face,
		   const double *cells, int lines)
{
	double needed = 0;

	table->face = face;
	for (int i = 0; i < table->count; i++) {
		struct pdf_column *column = &table->columns[i];

		column->width = wanted_width(
			pdf, table, column->column,
			cells[i] * pdf_face_size(face) / pdf_face_size(measured), lines);
		needed += column->width;
	}
	return needed;
}

void pdf_table_fit(struct pdf_table *table, struct pdf *pdf, const struct sheet *sheet, size_t rows,
		   enum pdf_face largest, double x, double width)
{
	double cells[SHEET_COLUMNS_MAX] = { 0 }, needed;
	enum pdf_face face = largest;

	memset(table, 0, sizeof(*table));
	table->sheet = sheet;
	table->x = x;
	for (int column = 0; column < sheet->count; column++) {
		struct pdf_column *of = &table->columns[table->count];

		if (!sheet->columns[column].paper)
			continue;
		of->column = column;
		of->is_right = value_kind_is_number(sheet->columns[column].kind);
		cells[table->count++] = widest_cell(pdf, sheet, column, rows);
	}
	while ((needed = want(table, pdf, face, cells, 1)) > width &&
	       (needed = want(table, pdf, face, cells, HEADER_LINES)) > width && face > PDF_8)
		face -= 2;
	if (needed <= width && table->count)
		spread(table, needed, width);
	/* Where there are too many columns even so, each gives its share. */
	else if (!shrink(table, needed - width))
		squeeze(table, width);
	place(table, pdf);
}

/* ---- Drawing ---- */

static void cell(const struct pdf_table *table, struct pdf *pdf, const struct pdf_column *column,
		 double top, enum pdf_face face, const char *text)
{
	double x = column->x + padding, width = column->width - 2 * padding;

	if (kind_of(table, column) == VALUE_NOTE)
		pdf_paragraph(pdf, face, x, top, width, PDF_LEFT, NOTE_LINES, text);
	else if (*text)
		pdf_text(pdf, face, x, top + pdf_line_base(face), width,
			 column->is_right ? PDF_RIGHT : PDF_LEFT, text);
}

double pdf_table_header(const struct pdf_table *table, struct pdf *pdf, double top)
{
	enum pdf_face face = table->face + 1;

	pdf_area(pdf, table->x, top, table->width, table->header_height, PDF_SHADE);
	for (int i = 0; i < table->count; i++) {
		const struct pdf_column *column = &table->columns[i];
		const char *title = sheet_title(table->sheet, column->column);
		double width = column->width - 2 * padding, height;
		int lines = pdf_lines(pdf, face, width, title);

		lines = lines > HEADER_LINES ? HEADER_LINES : lines;
		height = lines * pdf_line_height(face);
		pdf_paragraph(pdf, face, column->x + padding,
			      top + table->header_height - height - padding / 2, width,
			      column->is_right ? PDF_RIGHT : PDF_LEFT, HEADER_LINES, title);
	}
	pdf_line(pdf, table->x, top + table->header_height, table->x + table->width,
		 top + table->header_height, 0.8, PDF_BLACK);
	return table->header_height;
}

double pdf_table_row_height(const struct pdf_table *table, struct pdf *pdf, size_t row)
{
	int lines = 1;

	for (int i = 0; i < table->count; i++) {
		const struct pdf_column *column = &table->columns[i];
		int needed;

		if (kind_of(table, column) != VALUE_NOTE)
			continue;
		needed = pdf_lines(pdf, table->face, column->width - 2 * padding,
				   sheet_cell_text(table->sheet, row, column->column));
		lines = needed > lines ? needed : lines;
	}
	return (lines > NOTE_LINES ? NOTE_LINES : lines) * pdf_line_height(table->face);
}

double pdf_table_row(const struct pdf_table *table, struct pdf *pdf, double top, size_t row)
{
	bool strong = table->sheet->rows[row].strong;
	double height = pdf_table_row_height(table, pdf, row);
	char shown[SHEET_SHOWN_SIZE];

	for (int i = 0; i < table->count; i++)
		cell(table, pdf, &table->columns[i], top, table->face + (strong ? 1 : 0),
		     sheet_show(table->sheet, row, table->columns[i].column, shown));
	if (strong)
		pdf_line(pdf, table->x, top, table->x + table->width, top, 0.6, PDF_BLACK);
	pdf_line(pdf, table->x, top + height, table->x + table->width, top + height, 0.3,
		 PDF_LINE_GREY);
	return height;
}

double pdf_table_nothing(const struct pdf_table *table, struct pdf *pdf, double top)
{
	/* Over all columns, and what is beside them. */
	return pdf_paragraph(pdf, table->face, table->x + padding, top,
			     table->width > 300 ? table->width - 2 * padding : 300, PDF_LEFT, 0,
			     table->sheet->nothing);
}

static const char *sum_text(const struct pdf_table *table, int column, const int64_t *sums,
			    char out[SHEET_SHOWN_SIZE])
{
	const struct sheet_column *about = &table->sheet->columns[column];

	if (!sums)
		return sheet_total_show(table->sheet, column, out);
	out[0] = '\0';
	if (about->total == TOTAL_SUM)
		value_show((struct value){ .kind = about->kind, .number = sums[column] }, out);
	return out;
}

double pdf_table_sums(const struct pdf_table *table, struct pdf *pdf, double top, const char *label,
		      const int64_t *sums)
{
	enum pdf_face face = table->face + 1;
	double height = pdf_line_height(face) + padding, label_end = table->x + table->width;
	char shown[SHEET_SHOWN_SIZE];

	pdf_line(pdf, table->x, top, table->x + table->width, top, 0.8, PDF_BLACK);
	for (int i = table->count - 1; i >= 0; i--) {
		const struct pdf_column *column = &table->columns[i];
		const char *text = sum_text(table, column->column, sums, shown);

		if (!*text)
			continue;
		/* A sum may be wider than the rows: the cells before it are mostly empty. */
		label_end = column->x + column->width - padding - pdf_width(pdf, face, text);
		pdf_text(pdf, face, label_end, top + padding / 2 + pdf_line_base(face),
			 table->width, PDF_LEFT, text);
	}
	pdf_text(pdf, face, table->x + padding, top + padding / 2 + pdf_line_base(face),
		 label_end - table->x - 2 * padding, PDF_LEFT, label);
	pdf_line(pdf, table->x, top + height, table->x + table->width, top + height, 0.3,
		 PDF_LINE_GREY);
	return height;
}
