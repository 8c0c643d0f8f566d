#include "ui/term/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/monotonic.h"
#include "base/text.h"

/* Our own key codes, above those that curses gives to the keys of the terminal's description. */
enum { CODE_PASTE_START = 0x2000, CODE_PASTE_END = 0x2001, CODE_PAD = 0x2100 };

enum { PASTE_IDLE_TICKS = 2 };

/*
 * Curses puts the number pad into its application mode, in which some terminals (PuTTY among them)
 * send these for its keys. A clerk's number pad types numbers.
 */
static void define_pad(void)
{
	static const char sent[] = "pqrstuvwxyjklmnoM", typed[] = "0123456789*+,-./\r";

	for (size_t i = 0; sent[i]; i++) {
		const char sequence[] = { '\033', 'O', sent[i], '\0' };

		define_key(sequence, CODE_PAD + typed[i]);
	}
}

/* What terminals send for their function keys whose description says otherwise, or nothing: no key
 * of the desk hangs on how somebody has set TERM. What the description knows stays as it is. */
static void define_functions(void)
{
	static const char *const sent[][3] = {
		{ "\033OP", "\033[11~", "\033[[A" }, { "\033OQ", "\033[12~", "\033[[B" },
		{ "\033OR", "\033[13~", "\033[[C" }, { "\033OS", "\033[14~", "\033[[D" },
		{ "\033[15~", "\033[[E", NULL },     { "\033[17~", NULL, NULL },
		{ "\033[18~", NULL, NULL },	     { "\033[19~", NULL, NULL },
		{ "\033[20~", NULL, NULL },	     { "\033[21~", NULL, NULL },
		{ "\033[23~", NULL, NULL },	     { "\033[24~", NULL, NULL },
	};

	for (int i = 0; i < 12; i++) {
		for (int k = 0; k < 3 && sent[i][k]; k++) {
			if (key_defined(sent[i][k]) == 0)
				define_key(sent[i][k], KEY_F(i + 1));
		}
	}
}

void input_start(struct input *input, int fd)
{
	memset(input, 0, sizeof(*input));
	input->fd = fd;
	/* Reading through a pad paints nothing; reading through a window refreshes it. */
	input->window = newpad(1, 1);
	keypad(input->window, TRUE);
	wtimeout(input->window, 0);
	if (!getenv("ESCDELAY"))
		set_escdelay(INPUT_ESCAPE_MS);
	define_key("\033[200~", CODE_PASTE_START);
	define_key("\033[201~", CODE_PASTE_END);
	define_pad();
	define_functions();
	/* Nobody has asked for the mouse yet: what looks like it is not read as a key. */
	keyok(KEY_MOUSE, FALSE);
}

void input_stop(struct input *input)
{
	if (input->window)
		delwin(input->window);
	input->window = NULL;
}

static int read_code(struct input *input)
{
	int code = wgetch(input->window);

	if (code != ERR)
		input->bytes++;
	return code >= CODE_PAD && code < CODE_PAD + 128 ? code - CODE_PAD : code;
}

static int read_code_within(struct input *input, int wait_ms)
{
	int code;

	wtimeout(input->window, wait_ms);
	code = read_code(input);
	wtimeout(input->window, 0);
	return code;
}

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

/* A control character; Esc is not one of these. */
static uint32_t stroke_of_control(int byte)
{
	switch (byte) {
	case '\t': return STROKE_TAB;
	case '\r':
	case '\n': return STROKE_ENTER;
	case 127:
	case '\b': return STROKE_BACKSPACE;
	default: return (uint32_t)byte; /* NUL is STROKE_NONE */
	}
}

/*
 * Takes one byte of a character. Returns the character when it is complete, 0 when more must come
 * or the bytes were broken.
 */
static uint32_t take_byte(struct input *input, int byte)
{
	const char *at = input->part;
	uint32_t character;

	if ((byte & 0xC0) != 0x80) {
		input->part_have = 0;
		input->part_need = byte < 0x80	 ? 1
				   : byte < 0xC2 ? 0
				   : byte < 0xE0 ? 2
				   : byte < 0xF0 ? 3
				   : byte < 0xF5 ? 4
						 : 0;
	}
	if (input->part_need == 0)
		return 0;
	input->part[input->part_have++] = (char)byte;
	if (input->part_have < input->part_need)
		return 0;
	input->part[input->part_have] = '\0';
	input->part_need = input->part_have = 0;
	character = text_next(&at);
	return *at == '\0' && text_visible(character) == character && character != TEXT_INVALID
		       ? character
		       : 0;
}

/* The rest of an escape sequence nobody knows: to its final byte, so that its parameters are not
 * taken for typing. */
static void drop_sequence(struct input *input)
{
	int code;

	do
		code = read_code_within(input, INPUT_ESCAPE_MS);
	while (code != ERR && (code < 0x40 || code > 0x7E) && code <= 0xFF);
}

/* What follows an Esc: nothing (the key itself), a character (with Alt), or a sequence. */
static uint32_t read_escape(struct input *input)
{
	int code = read_code(input);
	uint32_t character;

	if (code == ERR) {
		input->escaped_ms = monotonic_ms();
		return STROKE_ESC;
	}
	if (code == '[' || code == 'O') {
		drop_sequence(input);
		return STROKE_NONE;
	}
	if (code > 0xFF || code < ' ' || code == 127) {
		ungetch(code);
		return STROKE_ESC;
	}
	input->part_have = input->part_need = 0;
	for (character = take_byte(input, code); character == 0 && input->part_need > 0;
	     character = take_byte(input, code)) {
		code = read_code_within(input, INPUT_ESCAPE_MS);
		if (code == ERR || code > 0xFF)
			return STROKE_NONE;
	}
	if (character >= 'A' && character <= 'Z')
		character += 'a' - 'A';
	return character ? character | STROKE_ALT : STROKE_NONE;
}

/* What was pasted, made clean and one line. */
static void finish_paste(struct input *input, struct input_event *event)
{
	size_t length = 0;
	const char *at = input->paste;

	input->paste[input->paste_length] = '\0';
	while (*at) {
		char bytes[5];
		uint32_t character = text_next(&at);
		size_t count;

		if (character == '\n' || character == '\r' || character == '\t') {
			/* "\r\n" is one line end. */
			if (length > 0 && event->text[length - 1] == ' ')
				continue;
			character = ' ';
		}
		if (character == TEXT_INVALID || text_visible(character) != character)
			continue;
		count = text_encode(character, bytes);
		memcpy(event->text + length, bytes, count);
		length += count;
	}
	event->text[length] = '\0';
	text_trim(event->text);
	event->kind = *event->text ? INPUT_PASTE : INPUT_NONE;
	input->pasting = false;
	input->paste_length = 0;
}

/* Reads on in a paste. Returns true when it is complete. */
static bool read_paste(struct input *input)
{
	int code;

	while ((code = read_code(input)) != ERR) {
		input->paste_idle = 0;
		if (code == CODE_PASTE_END)
			return true;
		/* A NUL would end the text, and a key inside a paste is not text. */
		if (code > 0 && code <= 0xFF && input->paste_length + 1 < sizeof(input->paste))
			input->paste[input->paste_length++] = (char)code;
	}
	return false;
}

static void set_stroke(struct input_event *event, uint32_t stroke)
{
	event->kind = stroke == STROKE_NONE ? INPUT_NONE : INPUT_STROKE;
	event->stroke = stroke;
}

/* The next character if it comes as fast as a scanner sends; 0 when none does, and then *code is
 * what came instead, ERR for nothing. */
static uint32_t next_of_burst(struct input *input, int *code)
{
	uint32_t character = 0;

	while (character == 0) {
		*code = read_code_within(input, INPUT_SCAN_GAP_MS);
		if (*code == ERR || *code < ' ' || *code == 127 || *code > 0xFF)
			return 0;
		character = take_byte(input, *code);
	}
	return character;
}

static bool ends_scan(int code)
{
	return code == '\r' || code == '\n' || code == '\t';
}

/* Scanners end with Enter, with both characters of a line's end, or with Tab: what follows the
 * first must not act on what the scan opened. */
static void drop_ends(struct input *input)
{
	int code;

	do
		code = read_code_within(input, INPUT_SCAN_GAP_MS);
	while (ends_scan(code));
	if (code != ERR)
		ungetch(code);
}

/*
 * Whether characters that came that fast were scanned. Words that were typed ahead come in one
 * piece over a slow line, too, but those are short and have few digits; only where text is typed
 * can they be meant as such.
 */
static bool is_scan(const struct input *input, bool text)
{
	size_t length = input->burst_length + (input->first ? 1 : 0);
	size_t digits = input->first >= '0' && input->first <= '9' ? 1 : 0;

	if (length < INPUT_SCAN_LEAST)
		return false;
	for (size_t i = 0; i < input->burst_length; i++) {
		uint32_t character = input->burst[i];

		/* An input method may be on. */
		digits += (character >= '0' && character <= '9') ||
			  (character >= 0xFF10 && character <= 0xFF19);
	}
	return !text || digits * 2 >= length || length > INPUT_TYPED_MOST;
}

static void finish_scan(struct input *input, struct input_event *event)
{
	size_t length = 0;

	event->kind = INPUT_SCAN;
	event->first_given = input->first != 0;
	if (input->first)
		length = text_encode(input->first, event->text);
	for (size_t i = 0; i < input->burst_length; i++)
		length += text_encode(input->burst[i], event->text + length);
	event->text[length] = '\0';
	input->first = 0;
	input->burst_length = 0;
}

/*
 * Reads what comes behind a character as fast as a scanner sends. Many of them, and Enter, are a
 * scan; otherwise the characters wait to be given out one by one, as typed.
 */
static void read_burst(struct input *input, uint32_t character, bool text,
		       struct input_event *event)
{
	int code = ERR;

	input->burst_length = input->burst_at = 0;
	while (character != 0) {
		/* Of more than anybody scans the rest is lost, not typed. */
		if (input->burst_length < INPUT_SCAN_MOST)
			input->burst[input->burst_length++] = character;
		character = next_of_burst(input, &code);
	}
	if (ends_scan(code) && is_scan(input, text)) {
		drop_ends(input);
		finish_scan(input, event);
		return;
	}
	if (code != ERR)
		ungetch(code);
	input->first = 0;
	set_stroke(event, input->burst[input->burst_at++]);
}

/*
 * A character may be the first of a scan. Where text is typed it is given out at once, for nobody
 * waits for what they type; if more come behind it as fast as that, it is taken back. Elsewhere it
 * may be a command: it waits until it is clear that nothing comes behind it.
 */
static void take_character(struct input *input, uint32_t character, bool text,
			   struct input_event *event)
{
	bool quick = input->first &&
		     (input->first_fresh || monotonic_ms() - input->first_ms <= INPUT_SCAN_GAP_MS);

	if (character == 0)
		return;
	if (text && !quick) {
		input->first = character;
		input->first_fresh = true;
		set_stroke(event, character);
		return;
	}
	if (!text)
		input->first = 0;
	read_burst(input, character, text, event);
}

/* What curses read with KEY_MOUSE. */
static void read_mouse(struct input_event *event)
{
	MEVENT mouse;

	event->kind = INPUT_NONE;
	if (getmouse(&mouse) != OK)
		return;
	event->line = mouse.y;
	event->column = mouse.x;
	if (mouse.bstate & BUTTON1_PRESSED)
		event->kind = INPUT_CLICK;
	else if (mouse.bstate & BUTTON4_PRESSED)
		event->kind = INPUT_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event->kind = INPUT_WHEEL_DOWN;
}

/* Whether it goes on with a sequence whose Esc was given out as a key. */
static bool ends_split(struct input *input, int code)
{
	int64_t escaped_ms = input->escaped_ms;

	input->escaped_ms = 0;
	return (code == '[' || code == 'O') && escaped_ms &&
	       monotonic_ms() - escaped_ms <= INPUT_SPLIT_MS;
}

static void take_code(struct input *input, int code, bool text, struct input_event *event)
{
	bool character = code <= 0xFF && code >= ' ' && code != 127;

	if (ends_split(input, code)) {
		drop_sequence(input);
		return;
	}
	if (!character)
		input->first = 0;
	if (code == KEY_RESIZE) {
		event->kind = INPUT_RESIZE;
	} else if (code == KEY_MOUSE) {
		read_mouse(event);
	} else if (code == CODE_PASTE_START) {
		input->pasting = true;
		input->paste_idle = 0;
		input->paste_length = 0;
	} else if (code > 0xFF) {
		set_stroke(event, stroke_of_code(code));
	} else if (code == '\033') {
		set_stroke(event, read_escape(input));
	} else if (code < ' ' || code == 127) {
		set_stroke(event, stroke_of_control(code));
	} else {
		take_character(input, take_byte(input, code), text, event);
	}
}

void input_next(struct input *input, bool text, struct input_event *event)
{
	event->kind = INPUT_NONE;
	event->first_given = false;
	while (event->kind == INPUT_NONE) {
		int code;

		if (input->burst_at < input->burst_length) {
			set_stroke(event, input->burst[input->burst_at++]);
			return;
		}
		if (input->pasting) {
			if (!read_paste(input))
				return;
			finish_paste(input, event);
			continue;
		}
		code = read_code(input);
		if (code == ERR) {
			/* However long what it led to took: nothing had come meanwhile. */
			if (input->first_fresh)
				input->first_ms = monotonic_ms();
			input->first_fresh = false;
			return;
		}
		take_code(input, code, text, event);
	}
}

bool input_tick(struct input *input)
{
	if (!input->pasting || ++input->paste_idle < PASTE_IDLE_TICKS)
		return false;
	ungetch(CODE_PASTE_END);
	return true;
}
