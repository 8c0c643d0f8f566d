#ifndef TERM_INPUT_H
#define TERM_INPUT_H
/*
 * What comes from the keyboard, as events. Bytes are put together to characters here (curses' own
 * get_wch forgets half a character when a packet ends in it), broken UTF-8 and unknown escape
 * sequences are dropped, a bracketed paste is text, and a scanner's burst is a scan, wherever it
 * comes in: none of these can ever act as commands.
 */
#include <curses.h>

#include "ui/term/keys.h"

enum {
	INPUT_ESCAPE_MS = 25,	/* Esc alone, or the start of a sequence? ESCDELAY says otherwise */
	INPUT_SPLIT_MS = 150,	/* the rest of a sequence whose Esc came alone, over a slow line */
	INPUT_SCAN_GAP_MS = 30, /* between two characters of a scanner */
	INPUT_SCAN_LEAST = 8,	/* characters that nobody types that fast */
	INPUT_SCAN_MOST = 512,
	INPUT_TYPED_MOST = 32, /* characters without digits that somebody typed ahead */
	INPUT_PASTE_BYTES_MAX = 4096,
};

enum input_kind {
	INPUT_NONE,
	INPUT_STROKE,
	INPUT_PASTE,
	INPUT_SCAN,
	INPUT_RESIZE,
	INPUT_CLICK,
	INPUT_WHEEL_UP,
	INPUT_WHEEL_DOWN
};

struct input_event {
	enum input_kind kind;
	uint32_t stroke;
	char text[INPUT_PASTE_BYTES_MAX]; /* clean, one line */
	bool first_given; /* a scan whose first character was given out as typed: to be taken back
			   */
	int line, column; /* of a click */
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
	uint32_t burst[INPUT_SCAN_MOST];
	size_t burst_length, burst_at;
	/* The character given out last, while it may be the first of a scan; 0: none. */
	uint32_t first;
	bool first_fresh;   /* nothing was read since */
	int64_t first_ms;   /* when there was nothing more to read */
	int64_t escaped_ms; /* when an Esc came alone; 0: something came since */
};

/* Starts reading from the terminal that curses has; `fd` is the same, for waiting. */
void input_start(struct input *input, int fd);
void input_stop(struct input *input);

/* Takes one event without waiting for a first byte; INPUT_NONE when nothing is there. `text`:
 * characters go into a text, so that the first of a scan can be given out and taken back; otherwise
 * each is held for INPUT_SCAN_GAP_MS, in case that it is one. */
void input_next(struct input *input, bool text, struct input_event *event);

/* Every half second: ends a paste whose end got lost on the line; true when input_next has it. */
bool input_tick(struct input *input);

#endif
