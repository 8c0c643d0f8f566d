#include "reports/pdf/pdf_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "reports/pdf/pdf_library.h"

enum { FIRST_ROOM = 1024 };

/* From the one that reads best; then what the computer has for Chinese. One font for all, so that
 * lines of figures and of characters are of one height. */
#define FAMILIES \
	"Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,WenQuanYi Zen Hei,Droid Sans " \
	"Fallback,sans-serif"

/* Signs that a day report cannot do without. */
#define SAMPLE "门诊日报收款人民币壹仟贰佰元整2026-11-21 Page"

/* The printers' mark for a sign that is not in the case; where even that is missing, a question. */
#define MISSING "〓"

/* What is shaped together: a word, or a single character; or, where the glyphs of one depend on its
 * neighbours, all the rest of a text. */
struct piece {
	char *text; /* the key, with its face */
	size_t length;
	enum pdf_face face;
	double width;
	char *shown; /* as it is drawn */
	size_t shown_length;
	cairo_scaled_font_t *font; /* NULL: `layout` draws it */
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	size_t glyph_count;
	PangoLayout *layout;
	bool lacks;
};

/* What a page has in one font: drawn in one go, which costs a fraction of as many single texts. */
struct run {
	cairo_scaled_font_t *font;
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	char *text;
	size_t glyph_count, glyph_room, length, room;
};

struct pdf_texts {
	PangoFontMap *map;
	PangoContext *context;
	PangoLayout *layout;
	PangoFontDescription *description[PDF_FACE_COUNT];
	struct piece **pieces; /* by hash */
	size_t room, count;
	struct piece *single[PDF_FACE_COUNT][128]; /* those of one ASCII character */
	bool lacks, lacked; /* anything at all; what was drawn since it was asked */
	struct run *runs;
	size_t run_count, run_room;
};

double pdf_face_size(enum pdf_face face)
{
	static const double sizes[] = { 8, 9, 10, 12, 18 };

	return sizes[face / 2];
}

/* ---- Making ---- */

struct pdf_texts *pdf_texts_new(void)
{
	struct pdf_texts *texts = memory_new(1, sizeof(*texts));
	cairo_font_options_t *options = cairo_font_options_create();

	texts->map = memory_got(pango_cairo_font_map_new());
	texts->context = memory_got(pango_font_map_create_context(texts->map));
	/* As it is drawn on paper, whatever the screen's settings say. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(texts->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(texts->context, FALSE);
	pango_context_set_language(texts->context, pango_language_from_string("zh-cn"));
	texts->layout = memory_got(pango_layout_new(texts->context));
	pango_layout_set_single_paragraph_mode(texts->layout, TRUE);
	for (int face = 0; face < PDF_FACE_COUNT; face++) {
		PangoFontDescription *description = pango_font_description_new();

		pango_font_description_set_family_static(description, FAMILIES);
		pango_font_description_set_absolute_size(
			description, pdf_face_size((enum pdf_face)face) * PANGO_SCALE);
		if (face % 2)
			pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
		texts->description[face] = description;
	}
	texts->room = FIRST_ROOM;
	texts->pieces = memory_new(texts->room, sizeof(struct piece *));
	return texts;
}

static void free_piece(struct piece *piece)
{
	if (piece->font)
		cairo_scaled_font_destroy(piece->font);
	if (piece->layout)
		g_object_unref(piece->layout);
	free(piece->glyphs);
	free(piece->clusters);
	free(piece->text);
	free(piece->shown);
	free(piece);
}

void pdf_texts_free(struct pdf_texts *texts)
{
	for (size_t i = 0; i < texts->room; i++) {
		if (texts->pieces[i])
			free_piece(texts->pieces[i]);
	}
	free(texts->pieces);
	for (size_t i = 0; i < texts->run_count; i++) {
		free(texts->runs[i].glyphs);
		free(texts->runs[i].clusters);
		free(texts->runs[i].text);
	}
	free(texts->runs);
	for (int face = 0; face < PDF_FACE_COUNT; face++)
		pango_font_description_free(texts->description[face]);
	g_object_unref(texts->layout);
	g_object_unref(texts->context);
	g_object_unref(texts->map);
	free(texts);
}

/* ---- Shaping ---- */

static bool is_covered(struct pdf_texts *texts, const char *text, size_t length)
{
	pango_layout_set_text(texts->layout, text, (int)length);
	return pango_layout_get_unknown_glyphs_count(texts->layout) == 0;
}

/* The text with a mark for each character that no font has. */
static char *only_covered(struct pdf_texts *texts, const char *text, size_t length)
{
	const char *end = text + length, *at = text,
		   *mark = is_covered(texts, MISSING, strlen(MISSING)) ? MISSING : "?";
	char *out = memory_new(length + 1, sizeof(MISSING));
	size_t used = 0;

	while (at < end) {
		const char *from = at;
		size_t bytes;

		text_next(&at);
		bytes = (size_t)(at - from);
		if (!is_covered(texts, from, bytes)) {
			from = mark;
			bytes = strlen(mark);
		}
		memcpy(out + used, from, bytes);
		used += bytes;
	}
	texts->lacks = true;
	return out;
}

/* The glyphs of a run, where each stands behind the one before it, in the order of the text. False:
 * they do not. */
static bool take_glyphs(struct piece *piece, const PangoGlyphItem *item)
{
	const PangoGlyphString *string = item->glyphs;
	double x = 0;

	piece->glyphs = memory_new((size_t)string->num_glyphs + 1, sizeof(*piece->glyphs));
	piece->clusters = memory_new((size_t)string->num_glyphs + 1, sizeof(*piece->clusters));
	for (int i = 0; i < string->num_glyphs; i++) {
		const PangoGlyphInfo *info = &string->glyphs[i];
		int next = i + 1 < string->num_glyphs ? string->log_clusters[i + 1]
						      : (int)piece->shown_length;

		if (next <= string->log_clusters[i] || info->glyph == PANGO_GLYPH_EMPTY)
			return false;
		piece->glyphs[i] = (cairo_glyph_t){ info->glyph,
						    x + (double)info->geometry.x_offset /
								    PANGO_SCALE,
						    (double)info->geometry.y_offset / PANGO_SCALE };
		piece->clusters[i] = (cairo_text_cluster_t){ next - string->log_clusters[i], 1 };
		x += (double)info->geometry.width / PANGO_SCALE;
	}
	piece->glyph_count = (size_t)string->num_glyphs;
	piece->font = cairo_scaled_font_reference(
		pango_cairo_font_get_scaled_font((PangoCairoFont *)item->item->analysis.font));
	return true;
}

static struct piece *shape(struct pdf_texts *texts, enum pdf_face face, const char *text,
			   size_t length)
{
	struct piece *piece = memory_new(1, sizeof(*piece));
	PangoLayoutLine *line;
	int width, height;

	piece->text = memory_new(length + 1, 1);
	memcpy(piece->text, text, length);
	piece->length = length;
	piece->face = face;
	pango_layout_set_font_description(texts->layout, texts->description[face]);
	if (is_covered(texts, text, length)) {
		piece->shown = memory_string(piece->text);
	} else {
		piece->shown = only_covered(texts, text, length);
		piece->lacks = true;
		pango_layout_set_text(texts->layout, piece->shown, -1);
	}
	piece->shown_length = strlen(piece->shown);
	pango_layout_get_size(texts->layout, &width, &height);
	piece->width = (double)width / PANGO_SCALE;
	line = pango_layout_get_line_readonly(texts->layout, 0);
	if (!line->runs || line->runs->next || !take_glyphs(piece, line->runs->data))
		piece->layout = memory_got(pango_layout_copy(texts->layout));
	return piece;
}

/* ---- Pieces ---- */

static size_t place_of(enum pdf_face face, const char *text, size_t length)
{
	size_t hash = 2166136261u + (size_t)face;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash;
}

static struct piece **find(struct pdf_texts *texts, enum pdf_face face, const char *text,
			   size_t length)
{
	size_t at = place_of(face, text, length) & (texts->room - 1);

	while (texts->pieces[at] &&
	       (texts->pieces[at]->face != face || texts->pieces[at]->length != length ||
		memcmp(texts->pieces[at]->text, text, length) != 0))
		at = (at + 1) & (texts->room - 1);
	return &texts->pieces[at];
}

static void make_room(struct pdf_texts *texts)
{
	struct piece **old = texts->pieces;
	size_t room = texts->room;

	if (texts->count * 2 < room)
		return;
	texts->room = 2 * room;
	texts->pieces = memory_new(texts->room, sizeof(struct piece *));
	for (size_t i = 0; i < room; i++) {
		if (old[i])
			*find(texts, old[i]->face, old[i]->text, old[i]->length) = old[i];
	}
	free(old);
}

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Whether a character looks the same whatever stands beside it. */
static bool stands_alone(uint32_t character)
{
	return (character >= 0x20 && character < 0x7F) || text_is_han(character) ||
	       (character >= 0x3000 && character <= 0x303F) || /* punctuation of Chinese */
	       (character >= 0xFF00 && character <= 0xFF60) || /* full-width forms */
	       (character >= 0x2010 && character <= 0x2027) || character == 0xB7 ||
	       character == TEXT_INVALID;
}

/* How many bytes the first piece of a text has; `length` is above 0. */
static size_t piece_length(const char *text, size_t length)
{
	const char *at = text;
	size_t letters = 0;

	if (!stands_alone(text_next(&at)))
		return length;
	while (letters < length && is_letter(text[letters]))
		letters++;
	/* What follows may stand on the last of them. */
	at = text + (letters ? letters : (size_t)(at - text));
	if ((size_t)(at - text) < length) {
		const char *next = at;
		uint32_t character = text_next(&next);

		if (!stands_alone(character) && text_character_columns(character) == 0)
			return length;
	}
	return (size_t)(at - text);
}

static const struct piece *piece_of(struct pdf_texts *texts, enum pdf_face face, const char *text,
				    size_t length)
{
	bool single = length == 1 && (unsigned char)*text < 128;
	struct piece **place;

	if (single && texts->single[face][(unsigned char)*text])
		return texts->single[face][(unsigned char)*text];
	place = find(texts, face, text, length);
	if (!*place) {
		*place = shape(texts, face, text, length);
		if (single)
			texts->single[face][(unsigned char)*text] = *place;
		texts->count++;
		make_room(texts);
		place = find(texts, face, text, length);
	}
	return *place;
}

double pdf_texts_width(struct pdf_texts *texts, enum pdf_face face, const char *text, size_t length)
{
	double width = 0;

	while (length > 0) {
		size_t bytes = piece_length(text, length);

		width += piece_of(texts, face, text, bytes)->width;
		text += bytes;
		length -= bytes;
	}
	return width;
}

/* Of a piece that is too wide. */
static size_t fit_part(struct pdf_texts *texts, enum pdf_face face, const char *text, size_t length,
		       double width)
{
	const char *at = text;
	size_t fits = 0;

	while (at < text + length) {
		const char *next = at;

		text_next(&next);
		while (next < text + length) {
			const char *mark = next;

			/* A mark stays with what it stands on. */
			if (text_character_columns(text_next(&mark)) > 0)
				break;
			next = mark;
		}
		if (piece_of(texts, face, text, (size_t)(next - text))->width > width)
			break;
		fits = (size_t)(next - text);
		at = next;
	}
	return fits;
}

size_t pdf_texts_fit(struct pdf_texts *texts, enum pdf_face face, const char *text, double width)
{
	size_t length = strlen(text), fits = 0;

	while (fits < length) {
		size_t bytes = piece_length(text + fits, length - fits);
		double needed = piece_of(texts, face, text + fits, bytes)->width;

		if (needed > width)
			return fits + fit_part(texts, face, text + fits, bytes, width);
		width -= needed;
		fits += bytes;
	}
	return fits;
}

/* ---- Drawing ---- */

static struct run *run_of(struct pdf_texts *texts, cairo_scaled_font_t *font)
{
	struct run *run;

	for (size_t i = 0; i < texts->run_count; i++) {
		if (texts->runs[i].font == font)
			return &texts->runs[i];
	}
	run = memory_append(&texts->runs, &texts->run_count, &texts->run_room, sizeof(*run));
	run->font = font;
	return run;
}

static void add(struct run *run, const struct piece *piece, double x, double y)
{
	if (run->glyph_count + piece->glyph_count > run->glyph_room) {
		run->glyph_room = 2 * (run->glyph_count + piece->glyph_count);
		run->glyphs = memory_resize(run->glyphs, run->glyph_room, sizeof(*run->glyphs));
		run->clusters = memory_resize(run->clusters, run->glyph_room,
					      sizeof(*run->clusters));
	}
	if (run->length + piece->shown_length > run->room) {
		run->room = 2 * (run->length + piece->shown_length);
		run->text = memory_resize(run->text, run->room, 1);
	}
	for (size_t i = 0; i < piece->glyph_count; i++) {
		cairo_glyph_t *glyph = &run->glyphs[run->glyph_count];

		*glyph = piece->glyphs[i];
		glyph->x += x;
		glyph->y += y;
		run->clusters[run->glyph_count++] = piece->clusters[i];
	}
	memcpy(run->text + run->length, piece->shown, piece->shown_length);
	run->length += piece->shown_length;
}

void pdf_texts_draw(struct pdf_texts *texts, struct _cairo *cairo, enum pdf_face face, double x,
		    double y, const char *text, size_t length)
{
	while (length > 0) {
		size_t bytes = piece_length(text, length);
		const struct piece *piece = piece_of(texts, face, text, bytes);

		texts->lacked |= piece->lacks;
		if (piece->font) {
			add(run_of(texts, piece->font), piece, x, y);
		} else {
			cairo_move_to(cairo, x, y);
			pango_cairo_show_layout_line(
				cairo, pango_layout_get_line_readonly(piece->layout, 0));
		}
		x += piece->width;
		text += bytes;
		length -= bytes;
	}
}

void pdf_texts_flush(struct pdf_texts *texts, struct _cairo *cairo)
{
	for (size_t i = 0; i < texts->run_count; i++) {
		struct run *run = &texts->runs[i];

		if (run->glyph_count == 0)
			continue;
		cairo_set_scaled_font(cairo, run->font);
		cairo_show_text_glyphs(cairo, run->text, (int)run->length, run->glyphs,
				       (int)run->glyph_count, run->clusters, (int)run->glyph_count,
				       0);
		run->glyph_count = run->length = 0;
	}
}

bool pdf_texts_lacked(struct pdf_texts *texts)
{
	bool lacked = texts->lacked;

	texts->lacked = false;
	return lacked;
}

bool pdf_texts_lack(const struct pdf_texts *texts)
{
	return texts->lacks;
}

bool pdf_texts_have_fonts(struct pdf_texts *texts)
{
	pango_layout_set_font_description(texts->layout, texts->description[PDF_9]);
	return is_covered(texts, SAMPLE, strlen(SAMPLE));
}
