#include "ui/term/sequence.h"

#include <string.h>

enum { GROUND, ESCAPE, CONTROL, CONSOLE, FUNCTION, STRING, STRING_ESCAPE, MOUSE, MOUSE_REST };

enum { ESC = 0x1B, BEL = 0x07, CAN = 0x18, SUB = 0x1A, DEL = 0x7F, ST = 0x9C };

/* How many bytes follow the first of a character. */
static int continuations(uint8_t byte)
{
	return byte >= 0xF0 && byte < 0xF5 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
}

static bool is_continuation(uint8_t byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Follows where characters begin and end. Returns whether the byte is a control character of eight
 * bits, by itself or as U+0080 to U+009F. */
static bool follow_characters(struct sequence *sequence, uint8_t byte)
{
	bool inside = sequence->left > 0 && is_continuation(byte);
	bool control = byte >= 0x80 && byte < 0xA0 && (!inside || sequence->before == 0xC2);

	sequence->left = inside ? sequence->left - 1 : continuations(byte);
	sequence->before = byte;
	return control;
}

static void add(struct sequence *sequence, uint8_t byte)
{
	if (sequence->length + 1 < SEQUENCE_SIZE) {
		sequence->text[sequence->length] = (char)byte;
		sequence->text[sequence->length + 1] = '\0';
	}
	sequence->length++;
}

static bool is_kept_whole(const struct sequence *sequence)
{
	return sequence->length + 1 <= SEQUENCE_SIZE;
}

static void reset(struct sequence *sequence)
{
	sequence->state = GROUND;
	sequence->left = 0;
	sequence->before = 0;
	sequence->split = false;
}

/* Begins what this character introduces behind an Esc; false: nothing. */
static bool introduce(struct sequence *sequence, char character)
{
	int state = character == '['			      ? CONTROL
		    : character == 'O'			      ? FUNCTION
		    : character && strchr("]PX^_", character) ? STRING
							      : GROUND;

	if (state == GROUND)
		return false;
	sequence->state = state;
	sequence->introducer = character;
	sequence->left = 0;
	sequence->before = 0;
	sequence->length = 0;
	sequence->text[0] = '\0';
	if (state != STRING) {
		add(sequence, ESC);
		add(sequence, (uint8_t)character);
	}
	return true;
}

static enum sequence_kind finish(struct sequence *sequence, enum sequence_kind kind)
{
	/* Of a split one the Esc has acted already; only what is no key still counts. */
	bool counts = is_kept_whole(sequence) && (!sequence->split || kind == SEQUENCE_STRING);

	reset(sequence);
	return counts ? kind : SEQUENCE_NONE;
}

static enum sequence_kind give_up(struct sequence *sequence)
{
	reset(sequence);
	return SEQUENCE_NONE;
}

static enum sequence_kind take_first(struct sequence *sequence, uint8_t byte)
{
	if (byte == ESC) {
		reset(sequence);
		sequence->state = ESCAPE;
		return SEQUENCE_NONE;
	}
	/* Esc and a character of 0x40 to 0x5F is the same in seven bits. */
	if (follow_characters(sequence, byte) && introduce(sequence, (char)(byte - 0x40)))
		return SEQUENCE_NONE;
	return SEQUENCE_BYTE;
}

static enum sequence_kind take_escaped(struct sequence *sequence, uint8_t byte)
{
	if (byte < ' ' || byte == DEL) {
		reset(sequence);
		return SEQUENCE_ESC;
	}
	if (introduce(sequence, (char)byte))
		return SEQUENCE_NONE;
	reset(sequence);
	follow_characters(sequence, byte);
	return SEQUENCE_ALT;
}

/* What begins anew in the middle of a sequence, or ends it; *kind says what comes of it. */
static bool breaks_off(struct sequence *sequence, uint8_t byte, enum sequence_kind *kind)
{
	if (byte >= ' ' && byte < DEL)
		return false;
	if (byte == DEL) {
		*kind = SEQUENCE_NONE;
		return true;
	}
	reset(sequence);
	*kind = byte == ESC || byte > DEL ? SEQUENCE_AGAIN : SEQUENCE_NONE;
	return true;
}

/* rxvt ends some of its keys with what ECMA-48 has before an end: Esc [ 2 $. */
static bool is_rxvt(const struct sequence *sequence, uint8_t byte)
{
	const char *digits = sequence->text + 2;

	return byte == '$' && *digits && is_kept_whole(sequence) &&
	       digits[strspn(digits, "0123456789")] == '\0';
}

static enum sequence_kind take_control(struct sequence *sequence, uint8_t byte)
{
	bool first = sequence->length == 2, ends = byte >= '@' || is_rxvt(sequence, byte);
	enum sequence_kind kind;

	if (breaks_off(sequence, byte, &kind))
		return kind;
	add(sequence, byte);
	if (sequence->state == CONTROL && first && byte == '[') {
		sequence->state = CONSOLE;
		return SEQUENCE_NONE;
	}
	if (sequence->state == CONTROL && first && byte == 'M' && !sequence->plain_esc_m) {
		sequence->state = MOUSE;
		sequence->need = 3;
		return SEQUENCE_NONE;
	}
	/* Of a console's key the next is the last. */
	return ends || sequence->state == CONSOLE ? finish(sequence, SEQUENCE_KEY) : SEQUENCE_NONE;
}

/* Esc O and one character; between them stand the digits of a modifier. */
static enum sequence_kind take_function(struct sequence *sequence, uint8_t byte)
{
	enum sequence_kind kind;

	if (breaks_off(sequence, byte, &kind))
		return kind;
	add(sequence, byte);
	return byte < '0' || byte > ';' ? finish(sequence, SEQUENCE_KEY) : SEQUENCE_NONE;
}

/* U+009C, the end of a string, has a first byte that was taken for one of the string. */
static void drop_first_byte(struct sequence *sequence)
{
	if (sequence->length > 0 && is_kept_whole(sequence) &&
	    (uint8_t)sequence->text[sequence->length - 1] == 0xC2)
		sequence->text[--sequence->length] = '\0';
}

static enum sequence_kind take_string(struct sequence *sequence, uint8_t byte)
{
	bool control = follow_characters(sequence, byte);

	if (byte == ESC) {
		sequence->state = STRING_ESCAPE;
		return SEQUENCE_NONE;
	}
	if (control && byte == ST)
		drop_first_byte(sequence);
	if (byte == BEL || (control && byte == ST))
		return finish(sequence, SEQUENCE_STRING);
	/* Nothing that is sent has lines: its end was lost, and somebody types. */
	if (byte < ' ')
		return give_up(sequence);
	add(sequence, byte);
	return SEQUENCE_NONE;
}

static enum sequence_kind take_string_escaped(struct sequence *sequence, uint8_t byte)
{
	if (byte == '\\')
		return finish(sequence, SEQUENCE_STRING);
	/* Its end was lost, and something else begins. */
	reset(sequence);
	sequence->state = ESCAPE;
	return SEQUENCE_AGAIN;
}

/* Three characters, of one byte or, when the mouse speaks UTF-8, of up to two. */
static enum sequence_kind take_mouse(struct sequence *sequence, uint8_t byte)
{
	bool second = is_continuation(byte) && sequence->left > 0;

	if (byte < ' ') {
		reset(sequence);
		return byte == ESC ? SEQUENCE_AGAIN : SEQUENCE_NONE;
	}
	sequence->left = second ? 0 : continuations(byte) == 1;
	add(sequence, byte);
	if (!second)
		sequence->need--;
	if (sequence->need > 0)
		return SEQUENCE_NONE;
	if (sequence->left == 0)
		return finish(sequence, SEQUENCE_MOUSE);
	sequence->state = MOUSE_REST;
	return SEQUENCE_NONE;
}

/* Whether the last character of the mouse has a second byte. */
static enum sequence_kind take_mouse_rest(struct sequence *sequence, uint8_t byte)
{
	if (!is_continuation(byte)) {
		reset(sequence);
		return SEQUENCE_AGAIN;
	}
	add(sequence, byte);
	return finish(sequence, SEQUENCE_MOUSE);
}

enum sequence_kind sequence_take(struct sequence *sequence, uint8_t byte)
{
	switch (sequence->state) {
	case ESCAPE: return take_escaped(sequence, byte);
	case CONTROL:
	case CONSOLE: return take_control(sequence, byte);
	case FUNCTION: return take_function(sequence, byte);
	case STRING: return take_string(sequence, byte);
	case STRING_ESCAPE: return take_string_escaped(sequence, byte);
	case MOUSE: return take_mouse(sequence, byte);
	case MOUSE_REST: return take_mouse_rest(sequence, byte);
	default: return take_first(sequence, byte);
	}
}

enum sequence_part sequence_part(const struct sequence *sequence)
{
	switch (sequence->state) {
	case GROUND: return SEQUENCE_WHOLE;
	case ESCAPE: return SEQUENCE_ESC_ALONE;
	case CONTROL:
	case FUNCTION: return sequence->length == 2 ? SEQUENCE_INTRODUCED : SEQUENCE_BEGUN;
	case STRING: return sequence->length == 0 ? SEQUENCE_INTRODUCED : SEQUENCE_BEGUN;
	default: return SEQUENCE_BEGUN;
	}
}

uint8_t sequence_give_up(struct sequence *sequence)
{
	bool introduced = sequence_part(sequence) == SEQUENCE_INTRODUCED && !sequence->split;

	reset(sequence);
	return introduced ? (uint8_t)sequence->introducer : 0;
}

bool sequence_resume(struct sequence *sequence, uint8_t byte)
{
	if (sequence->state != GROUND || sequence->left > 0 || !introduce(sequence, (char)byte))
		return false;
	sequence->split = true;
	return true;
}
