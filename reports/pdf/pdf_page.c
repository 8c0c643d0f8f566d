#include "reports/pdf/pdf_page.h"

#include "base/language.h"
#include "base/text.h"

/* The mark in its frame, the right end of which is at `end`; returns where it begins. */
static double draw_mark(struct pdf *pdf, const char *mark, double end, double base)
{
	enum pdf_face face = PDF_12_STRONG;
	double width = pdf_width(pdf, face, mark), space = 4;

	if (!*mark)
		return end;
	pdf_frame(pdf, end - width - 2 * space, base - pdf_line_base(face) - 1, width + 2 * space,
		  pdf_line_height(face) + 1);
	pdf_text(pdf, face, end - width - space, base, width + 1, PDF_LEFT, mark);
	return end - width - 4 * space;
}

static void draw_head(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body,
		      const char *heading)
{
	double base = PDF_MARGIN + pdf_line_base(PDF_12_STRONG), half = body->width / 2,
	       end = draw_mark(pdf, book->mark, body->x + body->width, base);
	char about[2 * BOOK_TEXT_SIZE];

	if (!*heading)
		return;
	text_format(about, sizeof(about), "%s  %s%s%s", book->title, book->dates,
		    *book->narrowed ? "  " : "", book->narrowed);
	pdf_text(pdf, PDF_12_STRONG, body->x, base, half, PDF_LEFT, heading);
	pdf_text(pdf, PDF_9, body->x + half, base, end - body->x - half, PDF_RIGHT, about);
}

static void draw_foot(struct pdf *pdf, const struct sheet_book *book, const struct pdf_body *body,
		      double height)
{
	double base = height - PDF_MARGIN, third = body->width / 3;
	char page[BOOK_TEXT_SIZE], line[2 * BOOK_TEXT_SIZE] = "";

	text_format(page, sizeof(page), _("Page %d of %d"), pdf_page_number(pdf),
		    pdf_page_count(pdf));
	if (*book->line)
		text_format(line, sizeof(line), _("Line of entries: %s."), book->line);
	pdf_line(pdf, body->x, base - 13, body->x + body->width, base - 13, 0.5, PDF_GREY);
	pdf_text(pdf, PDF_8, body->x, base, third, PDF_LEFT, book->clinic);
	pdf_text(pdf, PDF_8, body->x + third, base, third, PDF_MIDDLE, line);
	pdf_text(pdf, PDF_8, body->x + 2 * third, base, third, PDF_RIGHT, page);
}

struct pdf_body pdf_page_body(enum pdf_paper paper, bool has_head)
{
	return (struct pdf_body){ .x = PDF_MARGIN,
				  .width = pdf_paper_width(paper) - 2 * PDF_MARGIN,
				  .top = PDF_MARGIN + (has_head ? 24 : 0),
				  .bottom = pdf_paper_height(paper) - PDF_MARGIN - 18 };
}

struct pdf_body pdf_page_start(struct pdf *pdf, const struct sheet_book *book, enum pdf_paper paper,
			       const char *heading)
{
	struct pdf_body body = pdf_page_body(paper, *heading != '\0');

	pdf_page(pdf, paper);
	draw_head(pdf, book, &body, heading);
	draw_foot(pdf, book, &body, pdf_paper_height(paper));
	return body;
}
