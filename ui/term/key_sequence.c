#include "ui/term/key_sequence.h"

#include <curses.h>
#include <string.h>

#include "base/text.h"
#include "ui/term/keys.h"

/*
 * Curses puts the number pad into its application mode, in which some terminals (PuTTY among them)
 * send these for its keys. A clerk's number pad types numbers.
 */
static uint32_t stroke_of_pad(const char *sequence)
{
	static const char sent[] = "pqrstuvwxyjklmno", typed[] = "0123456789*+,-./";
	const char *found;

	if (sequence[1] != 'O' || !sequence[2] || sequence[3])
		return STROKE_NONE;
	if (sequence[2] == 'M')
		return STROKE_ENTER;
	found = strchr(sent, sequence[2]);
	return found ? (uint32_t)typed[found - sent] : STROKE_NONE;
}

/* What the description of the terminal knows. */
static uint32_t stroke_of_code(int code)
{
	static const struct {
		int code;
		uint32_t stroke;
	} keys[] = {
		{ KEY_ENTER, STROKE_ENTER },	{ KEY_BTAB, STROKE_BACKTAB },
		{ KEY_UP, STROKE_UP },		{ KEY_DOWN, STROKE_DOWN },
		{ KEY_LEFT, STROKE_LEFT },	{ KEY_RIGHT, STROKE_RIGHT },
		{ KEY_PPAGE, STROKE_PGUP },	{ KEY_NPAGE, STROKE_PGDN },
		{ KEY_HOME, STROKE_HOME },	{ KEY_END, STROKE_END },
		{ KEY_IC, STROKE_INS },		{ KEY_DC, STROKE_DEL },
		{ KEY_A1, STROKE_HOME },	{ KEY_A3, STROKE_PGUP },
		{ KEY_C1, STROKE_END },		{ KEY_C3, STROKE_PGDN },
		{ KEY_FIND, STROKE_HOME },	{ KEY_SELECT, STROKE_END },
		{ KEY_SUSPEND, 'Z' - 'A' + 1 }, { KEY_BACKSPACE, STROKE_BACKSPACE },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i].code == code)
			return keys[i].stroke;
	}
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return STROKE_F1 + (uint32_t)(code - KEY_F(1));
	return STROKE_NONE;
}

/* The rest: behind Esc, all that one key is sent as, parted by blanks. */
static const struct {
	uint32_t stroke;
	const char *sent;
} others[] = {
	{ STROKE_F1, "OP [11~ [[A" },
	{ STROKE_F1 + 1, "OQ [12~ [[B" },
	{ STROKE_F1 + 2, "OR [13~ [[C" },
	{ STROKE_F1 + 3, "OS [14~ [[D" },
	{ STROKE_F1 + 4, "OT [15~ [[E" },
	{ STROKE_F1 + 5, "OU [17~" },
	{ STROKE_F1 + 6, "OV [18~" },
	{ STROKE_F1 + 7, "OW [19~" },
	{ STROKE_F1 + 8, "OX [20~" },
	{ STROKE_F1 + 9, "OY [21~" },
	{ STROKE_F1 + 10, "OZ [23~" },
	{ STROKE_F1 + 11, "O[ [24~" },
	{ STROKE_UP, "[A OA" },
	{ STROKE_DOWN, "[B OB" },
	{ STROKE_RIGHT, "[C OC" },
	{ STROKE_LEFT, "[D OD" },
	{ STROKE_HOME, "[H OH [1~ [7~" },
	{ STROKE_END, "[F OF [4~ [8~" },
	{ STROKE_INS, "[2~" },
	{ STROKE_DEL, "[3~" },
	{ STROKE_PGUP, "[5~" },
	{ STROKE_PGDN, "[6~" },
	{ STROKE_BACKTAB, "[Z" },
};

static bool is_among(const char *list, const char *word)
{
	size_t length = strlen(word);

	while (*list) {
		size_t next = strcspn(list, " ");

		if (next == length && memcmp(list, word, length) == 0)
			return true;
		list += next + (list[next] == ' ');
	}
	return false;
}

static uint32_t stroke_of_plain(const char *sequence)
{
	uint32_t stroke = stroke_of_pad(sequence);
	int code;

	if (stroke != STROKE_NONE)
		return stroke;
	code = key_defined(sequence);
	/* Beyond are keys that only some descriptions have names for: of the Linux console's
	 * Backtab, too. */
	if (code > 0 && code <= KEY_MAX)
		return stroke_of_code(code);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (is_among(others[i].sent, sequence + 1))
			return others[i].stroke;
	}
	return STROKE_NONE;
}

/* What is held beside a key, in xterm's figures less one; the locks count for nothing. */
enum { HELD_SHIFT = 1, HELD_ALT = 2, HELD_CONTROL = 4, HELD_LOCKS = 64 | 128 };

/* A figure at *at, which moves behind it; `missing` when there is none, or it is no figure of a
 * key. */
static int read_figure(const char **at, int missing)
{
	size_t length = strspn(*at, "0123456789");
	int figure = 0;

	for (size_t i = 0; i < length; i++)
		figure = figure > 100000 ? figure : figure * 10 + ((*at)[i] - '0');
	*at += length;
	return length > 0 ? figure : missing;
}

/* What a sequence says beside its key: Esc [ number ; held : what ; third end. */
struct told {
	int number, held, third;
	char end;
	bool has_held;
};

/* False when it has another form, or tells of a key that is let go (as kitty does). */
static bool read_told(const char *sequence, struct told *told)
{
	const char *at = sequence + 2;
	int what = 1;

	*told = (struct told){ .third = -1 };
	if (sequence[1] != '[')
		return false;
	told->number = read_figure(&at, 1);
	told->has_held = *at == ';';
	at += *at == ';';
	told->held = (read_figure(&at, 1) - 1) & ~HELD_LOCKS;
	if (*at == ':') {
		at++;
		what = read_figure(&at, 1);
	}
	if (*at == ';') {
		at++;
		told->third = read_figure(&at, -1);
	}
	told->end = *at;
	return *at && !at[1] && what < 3;
}

/* A key by its character, as programs ask kitty and xterm to send them, and sometimes leave it so.
 */
static uint32_t stroke_of_character(int character, int held)
{
	const bool letter = (character >= 'a' && character <= 'z') ||
			    (character >= 'A' && character <= 'Z');

	switch (character) {
	case 27: return held ? STROKE_NONE : STROKE_ESC;
	case 13: return held ? STROKE_NONE : STROKE_ENTER;
	case 9: return held == HELD_SHIFT ? STROKE_BACKTAB : held ? STROKE_NONE : STROKE_TAB;
	case 8:
	case 127: return held ? STROKE_NONE : STROKE_BACKSPACE;
	default: break;
	}
	if (character <= ' ' || character > '~')
		return STROKE_NONE;
	if (held == HELD_CONTROL && letter) {
		character &= 0x1F;
		/* ^H, ^I, ^J and ^M are Backspace, Tab and Enter to every terminal. */
		if (character == '\n')
			character = '\r';
		return strchr("\b\t\r", character) ? stroke_of_character(character, 0)
						   : (uint32_t)character;
	}
	if ((held & ~HELD_SHIFT) == HELD_ALT)
		return (uint32_t)(letter ? character | 0x20 : character) | STROKE_ALT;
	return held ? STROKE_NONE : (uint32_t)character;
}

/* The keys of the function row with Alt; any key while nothing but a lock is on. */
static uint32_t stroke_of_held(const struct told *told)
{
	char plain[32];
	uint32_t stroke;

	/* An R also ends an answer about the cursor: Esc [ 1 ; 1 R. */
	if ((told->held && told->held != HELD_ALT) || told->end == 'R')
		return STROKE_NONE;
	if (told->end == '~')
		text_format(plain, sizeof(plain), "\033[%d~", told->number);
	else
		text_format(plain, sizeof(plain), "\033%c%c",
			    told->end >= 'P' && told->end <= 'S' ? 'O' : '[', told->end);
	stroke = stroke_of_plain(plain);
	if (!told->held)
		return stroke;
	return stroke >= STROKE_F1 && stroke <= STROKE_F12 ? stroke | STROKE_ALT : STROKE_NONE;
}

uint32_t key_sequence_stroke(const char *sequence)
{
	uint32_t stroke = stroke_of_plain(sequence);
	struct told told;

	if (stroke != STROKE_NONE || !read_told(sequence, &told))
		return stroke;
	if (told.end == 'u')
		return stroke_of_character(told.number, told.held);
	if (told.end == '~' && told.number == 27 && told.third >= 0)
		return stroke_of_character(told.third, told.held);
	return told.has_held && told.third < 0 ? stroke_of_held(&told) : STROKE_NONE;
}
