#ifndef TERM_INPUT_H
#define TERM_INPUT_H
/*
 * What comes from the keyboard, as events. Bytes are put together to characters here (curses' own
 * get_wch forgets half a character when a packet ends in it), broken UTF-8 and unknown escape
 * sequences are dropped, a bracketed paste is text, and a scanner's burst is a scan: none of these
 * can ever act as commands.
 */
#include <curses.h>

#include "ui/term/keys.h"

enum {
	INPUT_ESCAPE_MS = 25,	/* Esc alone, or the start of a sequence? */
	INPUT_SCAN_GAP_MS = 30, /* between two characters of a scanner */
	INPUT_SCAN_LEAST = 8,	/* characters that nobody types that fast */
	INPUT_SCAN_MOST = 64,
	INPUT_PASTE_BYTES_MAX = 4096,
};

enum input_kind { INPUT_NONE, INPUT_STROKE, INPUT_PASTE, INPUT_SCAN, INPUT_RESIZE };

struct input_event {
	enum input_kind kind;
	uint32_t stroke;
	char text[INPUT_PASTE_BYTES_MAX]; /* clean, one line */
};

struct input {
	WINDOW *window;
	int fd;
	uint64_t bytes; /* read so far: tells an empty line from a dead one */
	/* A character whose first bytes are here. */
	char part[5];
	size_t part_have, part_need;
	/* A paste that has begun. */
	bool pasting;
	int paste_idle;
	char paste[INPUT_PASTE_BYTES_MAX];
	size_t paste_length;
	/* Characters that turned out to be typed, not scanned; still to be given out. */
	char burst[INPUT_SCAN_MOST + 1];
	size_t burst_length, burst_at;
};

/* Starts reading from the terminal that curses has; `fd` is the same, for waiting. */
void input_start(struct input *input, int fd);
void input_stop(struct input *input);

/* Takes one event without waiting; INPUT_NONE when nothing is there. `typing`: characters are text,
 * so a scan is plain text too. */
void input_next(struct input *input, bool typing, struct input_event *event);

/* Every half second: ends a paste whose end got lost on the line; true when input_next has it. */
bool input_tick(struct input *input);

#endif
