#include "reports/pdf/pdf_front.h"

#include "base/language.h"
#include "base/text.h"
#include "reports/pdf/pdf_chart.h"
#include "reports/pdf/pdf_page.h"
#include "reports/pdf/pdf_table.h"

static const double gap = 6, signature_height = 44;

/* ---- Blocks ---- */

/* Each draws from `top` on and returns where it ends. */
static double block_table(struct pdf *pdf, const struct sheet_block *block, enum pdf_face face,
			  const struct pdf_body *body, double top)
{
	const struct sheet *sheet = block->table;
	size_t rows = block->rows_most && block->rows_most < sheet->row_count ? block->rows_most
									      : sheet->row_count;
	struct pdf_table table;

	pdf_table_fit(&table, pdf, sheet, rows, face, body->x, body->width);
	top += pdf_table_header(&table, pdf, top);
	for (size_t row = 0; row < rows; row++)
		top += pdf_table_row(&table, pdf, top, row);
	if (rows == 0 && *sheet->nothing)
		top += pdf_table_nothing(&table, pdf, top);
	if (sheet->has_total && rows > 0)
		top += pdf_table_sums(&table, pdf, top, _("Total"), NULL);
	return top;
}

static double block(struct pdf *pdf, const struct sheet_block *block, enum pdf_face face,
		    const struct pdf_body *body, double top)
{
	if (block->title)
		top += pdf_paragraph(pdf, face + 1, body->x, top, body->width, PDF_LEFT, 0,
				     block->title);
	if (block->table)
		top = block_table(pdf, block, face, body, top);
	for (int i = 0; i < block->line_count; i++)
		top += pdf_paragraph(pdf, face, body->x, top, body->width, PDF_LEFT, 0,
				     block->lines[i]);
	if (block->chart)
		top += gap + pdf_chart(pdf, block->chart, face, body->x, top + gap, body->width);
	return top + gap;
}

/* ---- Around them ---- */

static double head(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body)
{
	double top = body->top;
	char period[2 * BOOK_TEXT_SIZE];

	top += pdf_paragraph(pdf, PDF_12, body->x, top, body->width, PDF_MIDDLE, 1, book->clinic);
	top += pdf_paragraph(pdf, PDF_18_STRONG, body->x, top, body->width, PDF_MIDDLE, 1,
			     book->title);
	text_format(period, sizeof(period), "%s%s%s", book->period, *book->narrowed ? "  " : "",
		    book->narrowed);
	top += pdf_paragraph(pdf, PDF_12, body->x, top, body->width, PDF_MIDDLE, 2, period);
	if (*book->state)
		top += pdf_paragraph(pdf, PDF_9, body->x, top, body->width, PDF_MIDDLE, 2,
				     book->state);
	pdf_line(pdf, body->x, top + gap / 2, body->x + body->width, top + gap / 2, 1, PDF_BLACK);
	return top + 2 * gap;
}

/* The lines to sign on, at the foot of the page; over them what lies behind it. */
static void signatures(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body)
{
	double base = body->bottom - 22, width = body->width / BOOK_SIGNATURES, top;
	char cover[BOOK_COVER_SIZE];

	sheet_book_cover(book, cover);
	top = body->bottom - signature_height;
	pdf_text(pdf, PDF_8, body->x, top, body->width, PDF_LEFT, cover);
	for (int i = 0; i < BOOK_SIGNATURES; i++) {
		double x = body->x + i * width, end = x;

		if (!book->signatures[i])
			continue;
		pdf_text(pdf, PDF_10, x, base, width, PDF_LEFT, book->signatures[i]);
		end += pdf_width(pdf, PDF_10, book->signatures[i]) + gap;
		pdf_line(pdf, end, base + 2, x + width - 2 * gap, base + 2, 0.6, PDF_BLACK);
	}
	pdf_text(pdf, PDF_8, body->x, body->bottom - 4, body->width, PDF_RIGHT, book->printed);
}

/* ---- The page ---- */

static double height_of(struct pdf *pdf, const struct sheet_book *book, int index,
			enum pdf_face face, const struct pdf_body *body)
{
	double height;

	pdf_only_measure(pdf, true);
	height = block(pdf, &book->blocks[index], face, body, 0);
	pdf_only_measure(pdf, false);
	return height;
}

static enum pdf_face largest_face(struct pdf *pdf, const struct sheet_book *book,
				  const struct pdf_body *body, double space)
{
	enum pdf_face face = PDF_10;

	for (; face > PDF_8; face -= 2) {
		double needed = 0;

		for (int i = 0; i < book->block_count; i++)
			needed += height_of(pdf, book, i, face, body);
		if (needed <= space)
			break;
	}
	return face;
}

void pdf_front(struct pdf *pdf, const struct sheet_book *book)
{
	struct pdf_body body = pdf_page_start(pdf, book, PDF_UPRIGHT, "");
	double top = head(pdf, book, &body), bottom = body.bottom - signature_height - 2 * gap;
	enum pdf_face face = largest_face(pdf, book, &body, bottom - top);

	signatures(pdf, book, &body);
	for (int i = 0; i < book->block_count; i++) {
		if (top + height_of(pdf, book, i, face, &body) > bottom && i > 0) {
			body = pdf_page_start(pdf, book, PDF_UPRIGHT, book->title);
			top = body.top;
			bottom = body.bottom;
		}
		top = block(pdf, &book->blocks[i], face, &body, top);
	}
}
