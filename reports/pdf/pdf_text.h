#ifndef REPORTS_PDF_TEXT_H
#define REPORTS_PDF_TEXT_H
/*
 * Texts as the glyphs of fonts, for pdf.c alone. Each word and each Chinese character is shaped
 * once and then remembered: a list of thousands of rows consists of few hundred of them.
 *
 * Invariant: no box is drawn for a character that no font has: 〓 stands in its place, and is
 * counted.
 */
#include <stdbool.h>
#include <stddef.h>

/* Sizes in points; a plain face is followed by its strong one. None is smaller than 8. */
enum pdf_face {
	PDF_8,
	PDF_8_STRONG,
	PDF_9,
	PDF_9_STRONG,
	PDF_10,
	PDF_10_STRONG,
	PDF_12,
	PDF_12_STRONG,
	PDF_18,
	PDF_18_STRONG,
	PDF_FACE_COUNT
};

double pdf_face_size(enum pdf_face face);

struct pdf_texts;
struct _cairo;

/* The libraries are loaded. */
struct pdf_texts *pdf_texts_new(void);
void pdf_texts_free(struct pdf_texts *texts);

/* In points. */
double pdf_texts_width(struct pdf_texts *texts, enum pdf_face face, const char *text,
		       size_t length);

/* How many bytes of a text, from the first, are not wider than that; never part of a character. */
size_t pdf_texts_fit(struct pdf_texts *texts, enum pdf_face face, const char *text, double width);

/* Draws with the left end of the base line at x, y, in the present colour; it may be there only
 * after the flush, which is due before a page ends. */
void pdf_texts_draw(struct pdf_texts *texts, struct _cairo *cairo, enum pdf_face face, double x,
		    double y, const char *text, size_t length);
void pdf_texts_flush(struct pdf_texts *texts, struct _cairo *cairo);

/* Whether a character that no font has was drawn since this was asked before. */
bool pdf_texts_lacked(struct pdf_texts *texts);

/* Whether some character was not drawn because no font has it; whether fonts have Chinese ones at
 * all, and Latin ones. */
bool pdf_texts_lack(const struct pdf_texts *texts);
bool pdf_texts_have_fonts(struct pdf_texts *texts);

#endif
