#include "reports/pdf/pdf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/cause.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "reports/library_guard.h"
#include "reports/pdf/pdf_library.h"

/* A4 in points. */
static const double short_side = 210.0 / 25.4 * 72.0, long_side = 297.0 / 25.4 * 72.0;

static const char ellipsis[] = "…";

/* A line that is drawn with all others of its kind when the page ends. */
struct stroke {
	double x, y, to_x, to_y, thickness;
	enum pdf_ink ink;
};

struct pdf {
	struct new_file file;
	int cause; /* errno of the first write that failed */
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct pdf_texts *texts;
	int number, count; /* of pages; `count` once they were counted */
	const struct pdf_about *about;
	double height; /* of the present page */
	bool only_measures, page_open;
	struct stroke *strokes;
	size_t stroke_count, stroke_room;
};

/* ---- The end of a page ---- */

static void set_ink(struct pdf *pdf, enum pdf_ink ink)
{
	/* Greys, for most printers have nothing else. */
	static const double grey[] = {
		[PDF_BLACK] = 0,	 [PDF_GREY] = 0.35,	 [PDF_LINE_GREY] = 0.75,
		[PDF_SHADE] = 0.92,	 [PDF_SERIES] = 0.35,	 [PDF_SERIES + 1] = 0.70,
		[PDF_SERIES + 2] = 0.15, [PDF_SERIES + 3] = 0.85
	};

	cairo_set_source_rgb(pdf->cairo, grey[ink], grey[ink], grey[ink]);
}

static bool is_of_kind(const struct stroke *stroke, const struct stroke *other)
{
	return stroke->ink == other->ink && !(stroke->thickness < other->thickness) &&
	       !(stroke->thickness > other->thickness);
}

/* Draws a line and all of its kind behind it, which leave the list. */
static void draw_kind(struct pdf *pdf, size_t first)
{
	struct stroke kind = pdf->strokes[first];
	size_t left = first;

	set_ink(pdf, kind.ink);
	cairo_set_line_width(pdf->cairo, kind.thickness);
	for (size_t i = first; i < pdf->stroke_count; i++) {
		const struct stroke *stroke = &pdf->strokes[i];

		if (!is_of_kind(stroke, &kind)) {
			pdf->strokes[left++] = *stroke;
			continue;
		}
		cairo_move_to(pdf->cairo, stroke->x, stroke->y);
		cairo_line_to(pdf->cairo, stroke->to_x, stroke->to_y);
	}
	cairo_stroke(pdf->cairo);
	pdf->stroke_count = left;
}

static void end_page(struct pdf *pdf)
{
	if (!pdf->page_open)
		return;
	while (pdf->stroke_count > 0)
		draw_kind(pdf, 0);
	set_ink(pdf, PDF_BLACK);
	if (pdf_texts_lacked(pdf->texts))
		pdf_texts_draw(pdf->texts, pdf->cairo, PDF_8, pdf->about->margin,
			       pdf->height - pdf->about->margin * 2 / 3, pdf->about->lacking,
			       strlen(pdf->about->lacking));
	pdf_texts_flush(pdf->texts, pdf->cairo);
	cairo_show_page(pdf->cairo);
	pdf->page_open = false;
}

/* ---- Making ---- */

/* The library is not told that nothing more is written: some of its releases lose memory then. Who
 * draws looks at the cause. */
static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
	struct pdf *pdf = closure;

	errno = 0;
	if (!pdf->cause && fwrite(bytes, 1, length, pdf->file.stream) != length)
		pdf->cause = errno ? errno : EIO;
	return CAIRO_STATUS_SUCCESS;
}

static void say_about(struct pdf *pdf, const struct pdf_about *about)
{
	char text[DAY_TEXT_SIZE], moment[DAY_TEXT_SIZE + 16];

	text_format(moment, sizeof(moment), "%sT00:00:00Z", day_format(about->created, text));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, about->title);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR, about->clinic);
	/* Without these the library takes the present moment. */
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

static enum status check_range(const struct pdf *pdf, struct problem *problem)
{
	if (!pdf->about->first || pdf->about->first <= pdf->count)
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_VALUE,
			   _n("There is no page %d: it is one page.",
			      "There is no page %d: there are %d pages.",
			      (unsigned long)pdf->count),
			   pdf->about->first, pdf->count);
}

static enum status look_at_fonts(struct pdf_texts *texts, struct problem *problem)
{
	if (pdf_texts_have_fonts(texts))
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("Nothing can be put on paper: no font on this computer has Chinese "
			     "characters. Please install one (Debian: fonts-wqy-microhei)."));
}

/* Everything but the file, whose end is the caller's. */
static enum status draw(struct pdf *pdf, pdf_pages *pages, void *context, struct problem *problem)
{
	enum status status;

	pages(pdf, context);
	pdf->count = pdf->number;
	pdf->number = 0;
	status = check_range(pdf, problem);
	if (status)
		return status;
	pdf->surface = cairo_pdf_surface_create_for_stream(write_bytes, pdf, short_side, long_side);
	say_about(pdf, pdf->about);
	pdf->cairo = cairo_create(pdf->surface);
	pages(pdf, context);
	end_page(pdf);
	cairo_surface_finish(pdf->surface);
	if (pdf_texts_lack(pdf->texts))
		status = look_at_fonts(pdf->texts, problem);
	if (status)
		return status;
	if (!pdf->cause && cairo_surface_status(pdf->surface) != CAIRO_STATUS_SUCCESS)
		return problem_set(problem, STATUS_DEFECT, "pdf: %s",
				   cairo_status_to_string(cairo_surface_status(pdf->surface)));
	if (pdf->cause)
		return problem_set(problem, STATUS_CANNOT_WRITE, _("\"%s\" cannot be written: %s."),
				   pdf->file.destination,
				   cause_words(pdf->file.destination, pdf->cause));
	return STATUS_OK;
}

enum status pdf_make(const char *destination, const struct pdf_about *about, pdf_pages *pages,
		     void *context, struct problem *problem)
{
	struct pdf pdf = { .about = about };
	enum status status = pdf_library_load(problem);
	int messages;

	if (!status)
		status = new_file_open(&pdf.file, destination, FILE_PDF, problem);
	if (status)
		return status;
	messages = library_messages_put_aside();
	pdf.texts = pdf_texts_new();
	status = draw(&pdf, pages, context, problem);
	if (pdf.cairo)
		cairo_destroy(pdf.cairo);
	if (pdf.surface)
		cairo_surface_destroy(pdf.surface);
	pdf_texts_free(pdf.texts);
	free(pdf.strokes);
	library_messages_bring_back(messages);
	if (!status)
		return new_file_finish(&pdf.file, problem);
	new_file_abandon(&pdf.file);
	return status;
}

enum status pdf_look(struct problem *problem)
{
	enum status status = pdf_library_load(problem);
	struct pdf_texts *texts;
	int messages;

	if (status)
		return status;
	messages = library_messages_put_aside();
	texts = pdf_texts_new();
	status = look_at_fonts(texts, problem);
	pdf_texts_free(texts);
	library_messages_bring_back(messages);
	return status;
}

/* ---- Pages ---- */

double pdf_paper_width(enum pdf_paper paper)
{
	return paper == PDF_LYING ? long_side : short_side;
}

double pdf_paper_height(enum pdf_paper paper)
{
	return paper == PDF_LYING ? short_side : long_side;
}

static bool is_wanted(const struct pdf *pdf)
{
	return !pdf->about->first ||
	       (pdf->number >= pdf->about->first && pdf->number <= pdf->about->last);
}

/* Whether there is something to draw on. */
static bool draws(const struct pdf *pdf)
{
	return pdf->cairo && pdf->page_open && !pdf->only_measures;
}

void pdf_page(struct pdf *pdf, enum pdf_paper paper)
{
	end_page(pdf);
	pdf->number++;
	pdf->page_open = pdf->cairo && is_wanted(pdf);
	pdf->height = pdf_paper_height(paper);
	if (pdf->page_open)
		cairo_pdf_surface_set_size(pdf->surface, pdf_paper_width(paper),
					   pdf_paper_height(paper));
}

int pdf_page_number(const struct pdf *pdf)
{
	return pdf->number;
}

int pdf_page_count(const struct pdf *pdf)
{
	return pdf->count;
}

void pdf_only_measure(struct pdf *pdf, bool only)
{
	pdf->only_measures = only;
}

/* ---- Texts ---- */

double pdf_width(struct pdf *pdf, enum pdf_face face, const char *text)
{
	return pdf_texts_width(pdf->texts, face, text, strlen(text));
}

static void draw_text(struct pdf *pdf, enum pdf_face face, double x, double y, const char *text,
		      size_t length)
{
	if (!draws(pdf) || length == 0)
		return;
	pdf_texts_draw(pdf->texts, pdf->cairo, face, x, y, text, length);
}

/* `needed` is what it takes of `width`. */
static double begin(double x, double width, enum pdf_side side, double needed)
{
	return side == PDF_LEFT ? x : x + (width - needed) / (side == PDF_MIDDLE ? 2 : 1);
}

void pdf_text(struct pdf *pdf, enum pdf_face face, double x, double y, double width,
	      enum pdf_side side, const char *text)
{
	double needed, mark;
	size_t fits;

	if (!draws(pdf))
		return;
	needed = pdf_width(pdf, face, text);
	if (needed <= width) {
		draw_text(pdf, face, begin(x, width, side, needed), y, text, strlen(text));
		return;
	}
	mark = pdf_width(pdf, face, ellipsis);
	fits = pdf_texts_fit(pdf->texts, face, text, width - mark);
	draw_text(pdf, face, x, y, text, fits);
	draw_text(pdf, face, x + pdf_texts_width(pdf->texts, face, text, fits), y, ellipsis,
		  strlen(ellipsis));
}

double pdf_line_height(enum pdf_face face)
{
	double size = pdf_face_size(face);

	/* The smallest face is for what would not fit: its lines stand closer, too. */
	return size * (face <= PDF_8_STRONG ? 1.28 : 1.45);
}

double pdf_line_base(enum pdf_face face)
{
	return pdf_line_height(face) / 2 + pdf_face_size(face) * 0.36;
}

/* Whether a line may end before a character, `before` being the one in front of it: neither in a
 * word, nor so that a line begins with what closes or ends with what opens. */
static bool may_break(uint32_t before, uint32_t character)
{
	static const char closing[] = "，。、；：？！）》」』】”’…,.;:?!)]%",
			  opening[] = "（《「『【“‘([";
	char text[5];

	text_encode(character, text);
	if (before == ' ' || character == ' ')
		return before == ' ';
	if (strstr(closing, text))
		return false;
	text_encode(before, text);
	if (strstr(opening, text))
		return false;
	return before > 0x7F || character > 0x7F;
}

double pdf_word_width(struct pdf *pdf, enum pdf_face face, const char *text)
{
	const char *word = text, *at = text;
	double widest = 0;
	uint32_t before = 0;

	for (;;) {
		const char *from = at;
		uint32_t character = text_next(&at);

		if (!character || (before && may_break(before, character))) {
			double width = pdf_texts_width(pdf->texts, face, word,
						       (size_t)(from - word));

			widest = width > widest ? width : widest;
			word = from;
		}
		if (!character)
			return widest;
		before = character;
	}
}

/* How many bytes go on the first line; at least one character. */
static size_t first_line(struct pdf *pdf, enum pdf_face face, double width, const char *text)
{
	size_t fits = pdf_texts_fit(pdf->texts, face, text, width), best = 0;
	const char *at = text;
	uint32_t before = 0;

	if (text[fits] == '\0')
		return fits;
	while (*at) {
		const char *from = at;
		uint32_t character = text_next(&at);

		/* The space before a break may hang over. */
		if ((size_t)(from - text) > fits + 1)
			break;
		if (before && may_break(before, character) &&
		    ((size_t)(from - text) <= fits || before == ' '))
			best = (size_t)(from - text);
		before = character;
	}
	if (best)
		return best;
	if (!fits) {
		at = text;
		text_next(&at);
		fits = (size_t)(at - text);
	}
	return fits;
}

int pdf_lines(struct pdf *pdf, enum pdf_face face, double width, const char *text)
{
	int lines = 0;

	do {
		text += first_line(pdf, face, width, text);
		lines++;
	} while (*text);
	return lines;
}

double pdf_paragraph(struct pdf *pdf, enum pdf_face face, double x, double top, double width,
		     enum pdf_side side, int lines_most, const char *text)
{
	double height = pdf_line_height(face), y = top;

	for (int line = 1;; line++) {
		size_t bytes = first_line(pdf, face, width, text), shown = bytes;

		if (!text[bytes] || line == lines_most) {
			pdf_text(pdf, face, x, y + pdf_line_base(face), width, side, text);
			return y + height - top;
		}
		while (shown > 0 && text[shown - 1] == ' ')
			shown--;
		draw_text(pdf, face,
			  begin(x, width, side, pdf_texts_width(pdf->texts, face, text, shown)),
			  y + pdf_line_base(face), text, shown);
		text += bytes;
		y += height;
	}
}

/* ---- Lines and areas ---- */

void pdf_line(struct pdf *pdf, double x, double y, double to_x, double to_y, double thickness,
	      enum pdf_ink ink)
{
	struct stroke *stroke;

	if (!draws(pdf))
		return;
	stroke = memory_append(&pdf->strokes, &pdf->stroke_count, &pdf->stroke_room,
			       sizeof(*stroke));
	*stroke = (struct stroke){ x, y, to_x, to_y, thickness, ink };
}

void pdf_area(struct pdf *pdf, double x, double y, double width, double height, enum pdf_ink ink)
{
	if (!draws(pdf) || width <= 0)
		return;
	set_ink(pdf, ink);
	cairo_rectangle(pdf->cairo, x, y, width, height);
	cairo_fill(pdf->cairo);
}

void pdf_frame(struct pdf *pdf, double x, double y, double width, double height)
{
	if (!draws(pdf))
		return;
	set_ink(pdf, PDF_BLACK);
	cairo_set_line_width(pdf->cairo, 1);
	cairo_rectangle(pdf->cairo, x, y, width, height);
	cairo_stroke(pdf->cairo);
}
