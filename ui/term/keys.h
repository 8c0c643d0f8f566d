#ifndef TERM_KEYS_H
#define TERM_KEYS_H
/*
 * A stroke is one key as pressed: a character's code point, or a named key above the code points,
 * with STROKE_ALT added when Alt was held. Control characters are strokes of their own value (^A is
 * 1), but Tab, Enter, Esc and Backspace always come under their names, whatever bytes the terminal
 * sends for them.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STROKE_NAME_SIZE = 24, STROKE_NONE = 0, STROKE_ALT = 0x1000000, STROKE_NAMED = 0x110000 };

/* The named keys; F1 to F12 follow each other. */
enum {
	STROKE_ENTER = STROKE_NAMED,
	STROKE_ESC,
	STROKE_TAB,
	STROKE_BACKTAB,
	STROKE_UP,
	STROKE_DOWN,
	STROKE_LEFT,
	STROKE_RIGHT,
	STROKE_PGUP,
	STROKE_PGDN,
	STROKE_HOME,
	STROKE_END,
	STROKE_INS,
	STROKE_DEL,
	STROKE_BACKSPACE,
	STROKE_F1,
	STROKE_F12 = STROKE_F1 + 11,
	STROKE_END_OF_NAMES,
};

/*
 * Reads one name: F1..F12, Enter, Esc, Tab, Backtab, Up, Down, Left, Right, PgUp, PgDn, Home, End,
 * Ins, Del, Backspace, Space, ^A..^Z, Alt-x, or one character. Names are taken in any case,
 * characters as they are. False: *stroke is unchanged.
 */
bool stroke_parse(const char *name, uint32_t *stroke);

/* The name of a stroke as stroke_parse reads it; returns `out`. */
char *stroke_name(uint32_t stroke, char out[STROKE_NAME_SIZE]);

/* The name for people, in the language shown; returns `out`. */
char *stroke_label(uint32_t stroke, char out[STROKE_NAME_SIZE]);

/* True for a stroke that types something into a text: a printable character without Alt. */
bool stroke_is_text(uint32_t stroke);

#endif
