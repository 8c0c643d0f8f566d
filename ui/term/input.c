#include "ui/term/input.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "base/text.h"
#include "ui/term/key_sequence.h"

#define PASTE_START "\033[200~"
#define PASTE_END "\033[201~"

enum { PASTE_IDLE_TICKS = 2 };

void input_start(struct input *input, int fd)
{
	memset(input, 0, sizeof(*input));
	input->fd = fd;
	input->again = -1;
	/* Only what its keys send is curses' business; nothing is read through it. */
	input->window = newpad(1, 1);
	keypad(input->window, TRUE);
	input->escape_ms = getenv("ESCDELAY") ? get_escdelay() : INPUT_ESCAPE_MS;
	input->sequence.plain_esc_m = key_defined("\033[M") > 0 &&
				      key_defined("\033[M") != KEY_MOUSE;
}

void input_stop(struct input *input)
{
	if (input->window)
		delwin(input->window);
	input->window = NULL;
}

void input_resume(struct input *input)
{
	keypad(input->window, TRUE);
	if (input->mouse) {
		input_use_mouse(input, false);
		input_use_mouse(input, true);
	}
}

void input_use_mouse(struct input *input, bool wanted)
{
	input->mouse = wanted;
	mousemask(wanted ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void input_resized(struct input *input)
{
	input->resized = true;
}

/* ---- bytes ---- */

/* One byte, -1 when none is there. One at a time: what waits on the line is seen to wait. */
static int read_byte(struct input *input)
{
	struct pollfd ready = { .fd = input->fd, .events = POLLIN };
	int again = input->again;
	uint8_t byte;

	input->again = -1;
	if (again >= 0)
		return again;
	if (poll(&ready, 1, 0) <= 0 || read(input->fd, &byte, 1) != 1)
		return -1;
	input->bytes++;
	input->came_ms = monotonic_ms();
	return byte;
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

/* ---- characters and keys ---- */

static bool set_token(struct input_token *token, enum input_token_kind kind, uint32_t stroke)
{
	if (kind == TOKEN_STROKE && stroke == STROKE_NONE)
		return false;
	token->kind = kind;
	token->stroke = stroke;
	return true;
}

static bool is_letter(uint32_t character)
{
	return character >= 'A' && character <= 'Z';
}

/* With the capitals locked it is the same key. */
static uint32_t with_alt(uint32_t character)
{
	return (is_letter(character) ? character + 'a' - 'A' : character) | STROKE_ALT;
}

/* A byte that is part of no sequence. */
static bool take_plain(struct input *input, uint8_t byte, bool alt, struct input_token *token)
{
	uint32_t character;

	if (byte < ' ' || byte == 127)
		return set_token(token, TOKEN_STROKE, stroke_of_control(byte));
	if ((byte & 0xC0) != 0x80)
		input->part_alt = alt;
	character = take_byte(input, byte);
	if (character == 0)
		return false;
	if (input->part_alt)
		return set_token(token, TOKEN_STROKE, with_alt(character));
	return set_token(token, TOKEN_CHARACTER, character);
}

static bool take_key(const char *sequence, struct input_token *token)
{
	uint32_t stroke;

	if (strcmp(sequence, PASTE_START) == 0)
		return set_token(token, TOKEN_PASTE, 0);
	if (strncmp(sequence, "\033[<", 3) == 0)
		return set_token(token, TOKEN_MOUSE, 0);
	stroke = key_sequence_stroke(sequence);
	return set_token(token,
			 stroke < STROKE_NAMED && stroke >= ' ' ? TOKEN_CHARACTER : TOKEN_STROKE,
			 stroke);
}

/* Whether it goes on with a sequence whose Esc was given out as a key. */
static bool goes_on(struct input *input, uint8_t byte)
{
	int64_t escaped_ms = input->escaped_ms;

	input->escaped_ms = 0;
	return escaped_ms && monotonic_ms() - escaped_ms <= INPUT_SPLIT_MS &&
	       sequence_resume(&input->sequence, byte);
}

/* Takes one byte; true when a character or a key is complete. */
static bool take(struct input *input, uint8_t byte, struct input_token *token)
{
	struct sequence *sequence = &input->sequence;

	if (goes_on(input, byte))
		return false;
	switch (sequence_take(sequence, byte)) {
	case SEQUENCE_BYTE: return take_plain(input, byte, false, token);
	case SEQUENCE_ALT: return take_plain(input, byte, true, token);
	case SEQUENCE_ESC: input->again = byte; return set_token(token, TOKEN_STROKE, STROKE_ESC);
	case SEQUENCE_AGAIN: input->again = byte; return false;
	case SEQUENCE_KEY: return take_key(sequence->text, token);
	case SEQUENCE_MOUSE: return set_token(token, TOKEN_MOUSE, 0);
	case SEQUENCE_STRING:
		return sequence->introducer == ']' && strncmp(sequence->text, "11;", 3) == 0 &&
		       set_token(token, TOKEN_REPORT, 0);
	case SEQUENCE_NONE:
	default: return false;
	}
}

/* How long a sequence that has begun may still take; -1: none has. */
static int patience_ms(const struct input *input)
{
	switch (sequence_part(&input->sequence)) {
	case SEQUENCE_ESC_ALONE: return input->escape_ms;
	case SEQUENCE_INTRODUCED:
		return input->escape_ms > INPUT_SPLIT_MS ? input->escape_ms : INPUT_SPLIT_MS;
	case SEQUENCE_BEGUN:
		return input->escape_ms > INPUT_LOST_MS ? input->escape_ms : INPUT_LOST_MS;
	case SEQUENCE_WHOLE:
	default: return -1;
	}
}

/* Nothing is there: whether what has begun is a key by now. */
static bool give_up(struct input *input, struct input_token *token)
{
	bool escape = sequence_part(&input->sequence) == SEQUENCE_ESC_ALONE;
	int patience = patience_ms(input);
	uint8_t character;

	if (patience < 0 || monotonic_ms() - input->came_ms < patience)
		return false;
	character = sequence_give_up(&input->sequence);
	if (escape) {
		input->escaped_ms = monotonic_ms();
		return set_token(token, TOKEN_STROKE, STROKE_ESC);
	}
	return character && set_token(token, TOKEN_STROKE, with_alt(character));
}

/* The next character or key; false when there is none yet. */
static bool next_token(struct input *input, struct input_token *token)
{
	int byte;

	*token = input->held;
	input->held.kind = TOKEN_NONE;
	if (token->kind != TOKEN_NONE)
		return true;
	while ((byte = read_byte(input)) >= 0) {
		if (take(input, (uint8_t)byte, token))
			return true;
	}
	return give_up(input, token);
}

/* ---- pastes ---- */

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

static void add_pasted(struct input *input, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count && input->paste_length + 1 < sizeof(input->paste); i++)
		input->paste[input->paste_length++] = bytes[i];
}

/* Reads on in a paste, in which nothing but its end is a sequence. Returns true when it is
 * complete. */
static bool read_paste(struct input *input)
{
	int byte;

	while (!input->paste_ended && (byte = read_byte(input)) >= 0) {
		const char character = (char)byte;

		input->paste_idle = 0;
		if (character == PASTE_END[input->paste_end]) {
			input->paste_ended = PASTE_END[++input->paste_end] == '\0';
			continue;
		}
		add_pasted(input, PASTE_END, input->paste_end);
		input->paste_end = character == PASTE_END[0];
		/* A NUL would end the text. */
		if (input->paste_end == 0 && byte > 0)
			add_pasted(input, &character, 1);
	}
	return input->paste_ended;
}

static void set_stroke(struct input_event *event, uint32_t stroke)
{
	event->kind = stroke == STROKE_NONE ? INPUT_NONE : INPUT_STROKE;
	event->stroke = stroke;
}

/* ---- scans ---- */

static bool ends_scan(const struct input_token *token)
{
	return token->kind == TOKEN_STROKE &&
	       (token->stroke == STROKE_ENTER || token->stroke == STROKE_TAB);
}

/* Scanners end with Enter, with both characters of a line's end, or with Tab: what follows the
 * first must not act on what the scan opened. */
static bool is_rest_of_scan(struct input *input, const struct input_token *token)
{
	bool rest = input->scanned && ends_scan(token) &&
		    (input->scanned_fresh ||
		     monotonic_ms() - input->scanned_ms <= INPUT_SCAN_GAP_MS);

	input->scanned = input->scanned_fresh = rest;
	return rest;
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

static void collect(struct input *input, uint32_t character)
{
	if (!input->collecting)
		input->burst_length = input->burst_at = 0;
	input->collecting = true;
	/* Of more than anybody scans the rest is lost, not typed. */
	if (input->burst_length < INPUT_SCAN_MOST)
		input->burst[input->burst_length++] = character;
}

/* What ends a burst: many characters, and Enter, are a scan; otherwise they are given out one by
 * one, as typed, and then the key. */
static void end_burst(struct input *input, bool text, const struct input_token *token,
		      struct input_event *event)
{
	input->collecting = false;
	if (ends_scan(token) && is_scan(input, text)) {
		finish_scan(input, event);
		input->scanned = input->scanned_fresh = true;
		return;
	}
	input->first = 0;
	input->held = *token;
}

/*
 * A character may be the first of a scan. Where text is typed it is given out at once, for nobody
 * waits for what they type; if more come behind it as fast as that, it is taken back. Elsewhere it
 * may lead away from here: it waits until it is clear that nothing comes behind it.
 */
static void take_character(struct input *input, uint32_t character, bool text,
			   struct input_event *event)
{
	bool quick = input->first &&
		     (input->first_fresh || monotonic_ms() - input->first_ms <= INPUT_SCAN_GAP_MS);

	if (text && !quick && !input->collecting) {
		input->first = character;
		input->first_fresh = true;
		set_stroke(event, character);
		return;
	}
	if (!text && !input->collecting)
		input->first = 0;
	collect(input, character);
}

/* Nothing came: how long this has been so. */
static void take_silence(struct input *input)
{
	int64_t now_ms = monotonic_ms();

	/* However long what it led to took: nothing had come meanwhile. */
	if (input->first_fresh)
		input->first_ms = now_ms;
	if (input->scanned_fresh)
		input->scanned_ms = now_ms;
	input->first_fresh = input->scanned_fresh = false;
	if (input->collecting && now_ms - input->came_ms >= INPUT_SCAN_GAP_MS) {
		input->collecting = false;
		input->first = 0;
	}
}

/* ---- events ---- */

/* One figure of an old mouse: a byte, or a character of UTF-8, from the blank on. */
static int old_figure(const char **at)
{
	uint8_t byte = (uint8_t) * (*at)++;
	uint8_t next = (uint8_t) * *at;

	if (byte < 0xC2 || byte >= 0xE0 || (next & 0xC0) != 0x80)
		return byte - ' ';
	(*at)++;
	return ((byte & 0x1F) << 6 | (next & 0x3F)) - ' ';
}

/* The same in the form of SGR: digits up to a semicolon. */
static int new_figure(const char **at)
{
	char digits[8];
	int64_t number = 0;

	text_format(digits, sizeof(digits), "%.*s", (int)strspn(*at, "0123456789"), *at);
	*at += strcspn(*at, ";Mm");
	*at += **at != '\0';
	return text_to_number(digits, 0, 9999, &number) ? (int)number : -1;
}

static void take_mouse(const struct input *input, struct input_event *event)
{
	enum { MODIFIERS = 4 | 8 | 16, LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };
	const char *sequence = input->sequence.text;
	const char *at = sequence + 3;
	int figure[3];

	for (int i = 0; i < 3; i++)
		figure[i] = sequence[2] == '<' ? new_figure(&at) : old_figure(&at);
	/* An m says that it was let go. */
	if (!input->mouse || (sequence[2] == '<' && at[-1] != 'M') || figure[0] < 0)
		return;
	event->column = figure[1] - 1;
	event->line = figure[2] - 1;
	switch (figure[0] & ~MODIFIERS) {
	case LEFT: event->kind = INPUT_CLICK; break;
	case WHEEL_UP: event->kind = INPUT_WHEEL_UP; break;
	case WHEEL_DOWN: event->kind = INPUT_WHEEL_DOWN; break;
	default: break;
	}
}

static void begin_paste(struct input *input)
{
	input->pasting = true;
	input->paste_ended = false;
	input->paste_idle = 0;
	input->paste_length = input->paste_end = 0;
}

static void take_token(struct input *input, const struct input_token *token, bool text,
		       struct input_event *event)
{
	/* An answer of the terminal is nobody's key. */
	if (token->kind == TOKEN_REPORT) {
		event->kind = INPUT_REPORT;
		text_copy(event->text, sizeof(event->text), input->sequence.text);
		return;
	}
	if (is_rest_of_scan(input, token))
		return;
	if (input->collecting && token->kind != TOKEN_CHARACTER) {
		end_burst(input, text, token, event);
		return;
	}
	if (token->kind != TOKEN_CHARACTER)
		input->first = 0;
	switch (token->kind) {
	case TOKEN_CHARACTER: take_character(input, token->stroke, text, event); break;
	case TOKEN_STROKE: set_stroke(event, token->stroke); break;
	case TOKEN_PASTE: begin_paste(input); break;
	case TOKEN_MOUSE: take_mouse(input, event); break;
	default: break;
	}
}

/* What is there of itself: typed characters that are given out, a new size, a paste. True when the
 * event is complete, or cannot be yet. */
static bool take_waiting(struct input *input, struct input_event *event)
{
	if (!input->collecting && input->burst_at < input->burst_length) {
		set_stroke(event, input->burst[input->burst_at++]);
		return true;
	}
	if (input->resized) {
		input->resized = false;
		event->kind = INPUT_RESIZE;
		return true;
	}
	if (input->pasting) {
		if (!read_paste(input))
			return true;
		finish_paste(input, event);
		return event->kind != INPUT_NONE;
	}
	return false;
}

void input_next(struct input *input, bool text, struct input_event *event)
{
	struct input_token token;

	event->kind = INPUT_NONE;
	event->first_given = false;
	while (event->kind == INPUT_NONE) {
		if (take_waiting(input, event))
			return;
		if (next_token(input, &token)) {
			take_token(input, &token, text, event);
			continue;
		}
		take_silence(input);
		if (input->collecting || input->burst_at >= input->burst_length)
			return;
	}
}

int input_wait_ms(const struct input *input)
{
	int wait_ms = patience_ms(input);
	int64_t left_ms;

	if (!input->collecting && input->burst_at < input->burst_length)
		return 0;
	if (input->held.kind != TOKEN_NONE || input->again >= 0 || input->resized)
		return 0;
	if (input->collecting && (wait_ms < 0 || wait_ms > INPUT_SCAN_GAP_MS))
		wait_ms = INPUT_SCAN_GAP_MS;
	if (wait_ms < 0)
		return -1;
	left_ms = input->came_ms + wait_ms - monotonic_ms();
	return left_ms > 0 ? (int)left_ms : 0;
}

bool input_tick(struct input *input)
{
	if (!input->pasting || ++input->paste_idle < PASTE_IDLE_TICKS)
		return false;
	input->paste_ended = true;
	return true;
}
