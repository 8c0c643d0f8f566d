#include "reports/pdf/pdf_front.h"

#include "base/language.h"
#include "base/text.h"
#include "reports/pdf/pdf_chart.h"
#include "reports/pdf/pdf_page.h"
#include "reports/pdf/pdf_table.h"

static const double gap = 6, signature_height = 38;

/* Fewer rows of many say nothing: then there are none. */
enum { ROWS_LEAST = 8, COVER_LINES = 2 };

/* How page one is laid out. */
struct front {
	struct pdf *pdf;
	const struct sheet_book *book;
	struct pdf_body body;
	enum pdf_face face;
	size_t rows[BOOK_BLOCKS_MAX]; /* of each block's table that are shown */
	bool behind[BOOK_BLOCKS_MAX]; /* it is on the page behind this one */
	bool without_charts;	      /* they find no room */
};

/* ---- Blocks ---- */

/* Says how many rows are left out. */
static double say_more(const struct front *front, const struct sheet *sheet, size_t rows,
		       double top)
{
	char line[BOOK_TEXT_SIZE];

	text_format(line, sizeof(line),
		    rows > 0 ? _("... and %zu more on the sheet %s")
			     : _("... %zu rows on the sheet %s"),
		    sheet->row_count - rows, sheet->name);
	return pdf_paragraph(front->pdf, front->face, front->body.x, top, front->body.width,
			     PDF_LEFT, 1, line);
}

/* Each draws from `top` on and returns where it ends. */
static double block_table(const struct front *front, int index, double top)
{
	const struct sheet *sheet = front->book->blocks[index].table;
	struct pdf *pdf = front->pdf;
	size_t rows = front->rows[index];
	struct pdf_table table;

	pdf_table_fit(&table, pdf, sheet, rows, front->face, front->body.x, front->body.width);
	top += pdf_table_header(&table, pdf, top);
	for (size_t row = 0; row < rows; row++)
		top += pdf_table_row(&table, pdf, top, row);
	if (sheet->row_count == 0 && *sheet->nothing)
		top += pdf_table_nothing(&table, pdf, top);
	if (rows < sheet->row_count)
		top += say_more(front, sheet, rows, top);
	if (sheet->has_total && sheet->row_count > 0)
		top += pdf_table_sums(&table, pdf, top, _("Total"), NULL);
	return top;
}

static double draw_block(const struct front *front, int index, double top)
{
	const struct sheet_block *block = &front->book->blocks[index];
	double x = front->body.x, width = front->body.width;

	if (block->title)
		top += pdf_paragraph(front->pdf, front->face + 1, x, top, width, PDF_LEFT, 0,
				     block->title);
	if (block->table)
		top = block_table(front, index, top);
	for (int i = 0; i < block->line_count; i++)
		top += pdf_paragraph(front->pdf, front->face, x, top, width, PDF_LEFT, 0,
				     block->lines[i]);
	if (block->chart && !front->without_charts)
		top += pdf_chart(front->pdf, block->chart, front->face, x, top, width);
	return top + gap;
}

/* One that is lines alone stands beside the one before it, where that is such a one, too. */
static bool is_narrow(const struct sheet_book *book, int index)
{
	const struct sheet_block *block = &book->blocks[index];

	return index < book->block_count && !block->table && !block->chart;
}

/* Draws the block, and the one behind it where both are narrow; *index is the next one. */
static double draw_blocks(const struct front *front, int *index, double top)
{
	struct front half = *front;
	double left, right;

	if (!is_narrow(front->book, *index) || !is_narrow(front->book, *index + 1))
		return draw_block(front, (*index)++, top);
	half.body.width = front->body.width / 2 - gap;
	left = draw_block(&half, (*index)++, top);
	half.body.x += front->body.width / 2 + gap;
	right = draw_block(&half, (*index)++, top);
	return left > right ? left : right;
}

/* ---- Around them ---- */

static double draw_head(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body)
{
	double top = body->top;
	char about[3 * BOOK_TEXT_SIZE];

	top += pdf_paragraph(pdf, PDF_18_STRONG, body->x, top, body->width, PDF_MIDDLE, 1,
			     book->title);
	text_format(about, sizeof(about), "%s   %s%s%s", book->clinic, book->period,
		    *book->narrowed ? "   " : "", book->narrowed);
	top += pdf_paragraph(pdf, PDF_12, body->x, top, body->width, PDF_MIDDLE, 2, about);
	if (*book->state)
		top += pdf_paragraph(pdf, PDF_9, body->x, top, body->width, PDF_MIDDLE, 2,
				     book->state);
	pdf_line(pdf, body->x, top + gap / 2, body->x + body->width, top + gap / 2, 1, PDF_BLACK);
	return top + gap + gap / 2;
}

/* The lines to sign on, at the foot of the page; over them what lies behind it. Returns where that
 * begins. */
static double draw_foot(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body)
{
	double base = body->bottom - 16, width = body->width / BOOK_SIGNATURES, top;
	char cover[BOOK_COVER_SIZE];
	int lines;

	sheet_book_cover(book, cover);
	lines = pdf_lines(pdf, PDF_8, body->width, cover);
	lines = lines > COVER_LINES ? COVER_LINES : lines;
	top = body->bottom - signature_height - lines * pdf_line_height(PDF_8);
	pdf_paragraph(pdf, PDF_8, body->x, top, body->width, PDF_LEFT, lines, cover);
	for (int i = 0; i < BOOK_SIGNATURES; i++) {
		double x = body->x + i * width, end = x;

		if (!book->signatures[i])
			continue;
		pdf_text(pdf, PDF_10, x, base, width, PDF_LEFT, book->signatures[i]);
		end += pdf_width(pdf, PDF_10, book->signatures[i]) + gap;
		pdf_line(pdf, end, base + 2, x + width - 2 * gap, base + 2, 0.6, PDF_BLACK);
	}
	pdf_text(pdf, PDF_8, body->x, body->bottom, body->width, PDF_RIGHT, book->printed);
	return top;
}

/* ---- What fits ---- */

static double height_of(const struct front *front)
{
	double height = 0;

	pdf_only_measure(front->pdf, true);
	for (int i = 0; i < front->book->block_count;) {
		if (front->behind[i])
			i++;
		else
			height = draw_blocks(front, &i, height);
	}
	pdf_only_measure(front->pdf, false);
	return height;
}

/* Whether it stands whole on pages of its own, too. */
static bool is_on_paper(const struct sheet_block *block)
{
	return block->table && !block->own && block->table->paper;
}

/* Takes a row from the longest table that is on paper anyway, or all where too few are left. False:
 * none has any. */
static bool lose_a_row(struct front *front)
{
	int longest = -1;

	for (int i = 0; i < front->book->block_count; i++) {
		if (is_on_paper(&front->book->blocks[i]) && front->rows[i] > 0 &&
		    (longest < 0 || front->rows[i] > front->rows[longest]))
			longest = i;
	}
	if (longest < 0)
		return false;
	front->rows[longest]--;
	if (front->rows[longest] < ROWS_LEAST)
		front->rows[longest] = 0;
	return true;
}

/* All rows of what stands here alone, or as many as the report says; of the rest so many. */
static void take_rows(struct front *front, bool whole)
{
	for (int i = 0; i < front->book->block_count; i++) {
		const struct sheet_block *block = &front->book->blocks[i];

		front->rows[i] = block->table ? block->table->row_count : 0;
		if (block->rows_most && front->rows[i] > block->rows_most &&
		    !(whole && !is_on_paper(block)))
			front->rows[i] = block->rows_most;
	}
}

static bool fits_with_fewer_rows(struct front *front, double space, bool whole)
{
	take_rows(front, whole);
	while (height_of(front) > space) {
		if (!lose_a_row(front))
			return false;
	}
	return true;
}

/* The rows beyond what the report says for which there is room. */
static void fill_up(struct front *front, double space)
{
	for (int i = 0; i < front->book->block_count; i++) {
		const struct sheet_block *block = &front->book->blocks[i];
		const size_t before = front->rows[i];

		if (!is_on_paper(block) || before == 0)
			continue;
		while (front->rows[i] < block->table->row_count && height_of(front) <= space)
			front->rows[i]++;
		if (height_of(front) > space)
			front->rows[i]--;
	}
}

/* The largest letters in which all fits; then fewer rows of what is behind it anyway; then without
 * the charts, which say nothing that tables do not; then fewer of what is nowhere else. */
static void fit(struct front *front, double space)
{
	take_rows(front, true);
	for (front->face = PDF_10; height_of(front) > space && front->face > PDF_8;)
		front->face -= 2;
	for (int without = 0; without < 2; without++) {
		front->without_charts = without;
		if (fits_with_fewer_rows(front, space, true)) {
			fill_up(front, space);
			return;
		}
	}
	fits_with_fewer_rows(front, space, false);
}

/* ---- The pages ---- */

static double height_of_next(const struct front *front, int index)
{
	double height;

	pdf_only_measure(front->pdf, true);
	height = draw_blocks(front, &index, 0);
	pdf_only_measure(front->pdf, false);
	return height;
}

/* A page more, unless there is one on which so much still fits. */
static void make_room(struct front *front, double height, double *top)
{
	if (*top > 0 && *top + height <= front->body.bottom)
		return;
	front->body = pdf_page_start(front->pdf, front->book, PDF_UPRIGHT, front->book->title);
	*top = front->body.top;
}

/* What did not fit, on as many pages as it takes. */
static void draw_behind(struct front *front)
{
	double top = 0;

	for (int i = 0; i < front->book->block_count;) {
		if (!front->behind[i]) {
			i++;
			continue;
		}
		make_room(front, height_of_next(front, i), &top);
		top = draw_blocks(front, &i, top);
	}
}

bool pdf_front(struct pdf *pdf, const struct sheet_book *book)
{
	struct front front = { .pdf = pdf, .book = book };
	double top, bottom;
	bool full = false;

	front.body = pdf_page_start(pdf, book, PDF_UPRIGHT, "");
	top = draw_head(pdf, book, &front.body);
	bottom = draw_foot(pdf, book, &front.body) - gap;
	fit(&front, bottom - top);
	for (int i = 0; i < book->block_count;) {
		if (!front.behind[i]) {
			full = full || (i > 0 && top + height_of_next(&front, i) > bottom + gap);
			front.behind[i] = full;
		}
		if (front.behind[i])
			i++;
		else
			top = draw_blocks(&front, &i, top);
	}
	draw_behind(&front);
	return !front.without_charts;
}
