#include "ui/term/key_sequence.h"

#include <curses.h>
#include <string.h>

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

uint32_t key_sequence_stroke(const char *sequence)
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
