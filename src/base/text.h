#ifndef BASE_TEXT_H
#define BASE_TEXT_H
/*
 * Text is UTF-8 in char arrays that end in NUL; widths are terminal columns, never bytes.
 * Invariant: no function here cuts a character in two or writes past `size` bytes, and each ends
 * its output in NUL.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returned by text_next for a byte that does not belong to valid UTF-8. */
enum { TEXT_INVALID = 0xFFFD };

/*
 * Reads one character at *at and moves *at behind it. Returns the code point, TEXT_INVALID for one
 * bad byte (overlong forms, surrogates and anything above U+10FFFF are bad), 0 at the end (and *at
 * stays).
 */
uint32_t text_next(const char **at);

/* Writes a code point as UTF-8; returns the number of bytes (1 to 4). `out` has room for 5. */
size_t text_encode(uint32_t character, char out[5]);

/* True when all of it is valid UTF-8 with no control character (C0, C1, DEL) and no bidi control or
 * invisible format character. */
bool text_is_clean(const char *text);

/* True when it is valid UTF-8 without control characters: whoever reads it deals with marks that
 * cannot be seen. */
bool text_is_typed(const char *text);

/* The first character that text_is_clean refuses, and its place in the text, from 1. False: it is
 * clean. */
bool text_find_unclean(const char *text, uint32_t *character, size_t *place);

/* How many of `length` bytes, from the first, are valid UTF-8; and whether all are. */
size_t text_utf8_prefix(const char *bytes, size_t length);
bool text_is_utf8(const char *bytes, size_t length);

/* What a character looks like on a screen: itself, or U+FFFD for control, bidi, format and
 * unassigned-width ones. */
uint32_t text_visible(uint32_t character);

/* Columns of one character as drawn (after text_visible): 0, 1 or 2. */
int text_character_columns(uint32_t character);

/* The start of the character that ends at `at`, with its combining marks; 0 at the start. */
size_t text_before(const char *text, size_t at);

/* Columns of a text as drawn. */
int text_columns(const char *text);

/* The number of characters (code points). */
size_t text_length(const char *text);

/*
 * Copies as much of `text` as fits into `columns`, made visible; a cut text ends in "~". Returns
 * the columns used. Never pads.
 */
int text_cut(char *out, size_t size, const char *text, int columns);

enum text_side { TEXT_LEFT, TEXT_RIGHT };

/* The same, then padded with spaces to exactly `columns`, on the right for TEXT_LEFT, on the left
 * for TEXT_RIGHT. */
void text_pad(char *out, size_t size, const char *text, int columns, enum text_side side);

/* Writes bytes in small hexadecimal digits; `out` has room for two a byte and a NUL. Returns it. */
char *text_hex(const void *bytes, size_t size, char *out);

/* Copies a text that may be longer than the room: cuts at a character. Returns false when it had to
 * cut. */
bool text_copy(char *out, size_t size, const char *text);

/* printf into a bounded text; cuts at a character; returns false when it had to cut. */
bool text_format(char *out, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Copies a text for a message or a terminal: what text_is_clean would refuse becomes U+FFFD; cuts
 * at a character. Returns false when it had to cut. Needs no locale, unlike the functions about
 * columns.
 */
bool text_printable(char *out, size_t size, const char *text);

/* Removes white space (ASCII, U+00A0, U+3000 and the blanks of typesetting, U+2000 to U+200A,
 * U+202F and U+205F) from both ends, in place. Returns `text`. */
char *text_trim(char *text);

/*
 * Folds what an input method may have produced: full-width ASCII (U+FF01..U+FF5E), U+3000 and
 * U+00A0 become ASCII, in place. Never makes the text longer. Returns `text`.
 */
char *text_narrow(char *text);

/*
 * Tidies what stands for a value (a day, an amount, a word to choose), in place: trims, narrows,
 * and takes out marks that cannot be seen, which come along when something is copied from a page.
 * Control characters stay, to be refused. Returns `text`.
 */
char *text_tidy(char *text);

/* The same of a number or a code, in which blanks mean nothing either: takes them out, too. */
char *text_tidy_number(char *text);

/* ASCII letters to lower or to upper case, in place. Returns `text`. */
char *text_lower(char *text);
char *text_upper(char *text);

/* True when `text` is not empty and has ASCII digits only. */
bool text_is_digits(const char *text);

/* Reads a whole decimal number between `lowest` and `highest`, nothing before or behind it. False:
 * *out is unchanged. */
bool text_to_number(const char *text, int64_t lowest, int64_t highest, int64_t *out);

/* True for a Chinese character, those beyond the BMP and 〇 among them. */
bool text_is_han(uint32_t character);
bool text_has_han(const char *text);

/* True for a text that a spreadsheet would take for a formula: the first visible character is = + -
 * @ (or its full-width form), tab or CR. */
bool text_starts_like_formula(const char *text);

#endif
