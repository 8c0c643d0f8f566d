#ifndef REPORTS_PDF_H
#define REPORTS_PDF_H
/*
 * A PDF file of A4 pages: texts, lines and areas at places in points (1/72 inch), from the upper
 * left corner, y going down. With pdf_text.c the home of pango and cairo.
 *
 * Invariants: every font is embedded, of each only what is used; text is text, which can be
 * searched and copied; equal calls give equal bytes on a computer with equal fonts; the file is
 * there as a whole or not at all.
 */
#include "base/day.h"
#include "base/status.h"
#include "reports/pdf/pdf_text.h"

struct pdf;

enum pdf_paper { PDF_UPRIGHT, PDF_LYING };
enum pdf_side { PDF_LEFT, PDF_MIDDLE, PDF_RIGHT };
enum pdf_ink { PDF_BLACK, PDF_GREY, PDF_LINE_GREY, PDF_SHADE, PDF_SERIES }; /* and what follows */

struct pdf_about {
	const char *title, *clinic; /* what the document says of itself; translated */
	/* Stands at the foot, `margin` from the left and two thirds of that from below, of pages on
	 * which a character is not in any font and stands as 〓. */
	const char *lacking;
	double margin;
	day_number created;
	int first, last; /* the pages wanted, from 1; 0, 0: all */
};

/* Writes all pages; called twice, the first time to count them, so that a page can say of how many
 * it is one. */
typedef void pdf_pages(struct pdf *pdf, void *context);

/*
 * Makes the file. STATUS_CANNOT_WRITE: a library or the fonts are missing (the sentence names the
 * Debian package), or the path with its cause; STATUS_BAD_VALUE: there is no such page.
 */
enum status pdf_make(const char *destination, const struct pdf_about *about, pdf_pages *pages,
		     void *context, struct problem *problem) MUST_CHECK;

/* Whether it could draw now: STATUS_CANNOT_WRITE as pdf_make, of libraries and fonts. */
enum status pdf_look(struct problem *problem) MUST_CHECK;

/* Starts a page; its size in points. */
void pdf_page(struct pdf *pdf, enum pdf_paper paper);
double pdf_paper_width(enum pdf_paper paper);
double pdf_paper_height(enum pdf_paper paper);

/* The number of the present page, and of how many it is one: 0 while they are counted. */
int pdf_page_number(const struct pdf *pdf);
int pdf_page_count(const struct pdf *pdf);

/* Whether what is drawn now is only measured, by whoever asked for it. */
void pdf_only_measure(struct pdf *pdf, bool only);

double pdf_width(struct pdf *pdf, enum pdf_face face, const char *text);

/* The width of the widest part of a text that a line's end may not divide. */
double pdf_word_width(struct pdf *pdf, enum pdf_face face, const char *text);

/* One line in a space that begins at x; a text that is wider than it is cut and ends in "…". `y` is
 * that of the base line. */
void pdf_text(struct pdf *pdf, enum pdf_face face, double x, double y, double width,
	      enum pdf_side side, const char *text);

/* How high a line of a face is; where its base line lies below its upper edge. */
double pdf_line_height(enum pdf_face face);
double pdf_line_base(enum pdf_face face);

/* How many lines a text takes in that width, broken at spaces and between Chinese characters. */
int pdf_lines(struct pdf *pdf, enum pdf_face face, double width, const char *text);

/* Writes it so, from `top` on, in at most so many lines (0: all). Returns its height. */
double pdf_paragraph(struct pdf *pdf, enum pdf_face face, double x, double top, double width,
		     enum pdf_side side, int lines_most, const char *text);

void pdf_line(struct pdf *pdf, double x, double y, double to_x, double to_y, double thickness,
	      enum pdf_ink ink);
void pdf_area(struct pdf *pdf, double x, double y, double width, double height, enum pdf_ink ink);
void pdf_frame(struct pdf *pdf, double x, double y, double width, double height);

#endif
