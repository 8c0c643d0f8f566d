#ifndef TERM_INPUT_H
#define TERM_INPUT_H
/*
 * What comes from the keyboard, as events. Bytes are put together to characters and sequences here
 * (curses' own get_wch forgets half a character when a packet ends in it), broken UTF-8, unknown
 * sequences and what terminals send unasked are dropped, a bracketed paste is text, and a scanner's
 * burst is a scan, wherever it comes in: none of these can ever act as commands.
 * Nothing in here waits. What hangs on time (an Esc alone, the end of a burst) is held while the
 * loop goes on; input_wait_ms says when to ask again.
 */
#include <curses.h>

#include "ui/term/keys.h"
#include "ui/term/sequence.h"

enum {
	INPUT_ESCAPE_MS = 25, /* Esc alone, or the start of a sequence? ESCDELAY says otherwise */
	INPUT_SPLIT_MS = 150, /* the rest of a sequence whose Esc came alone, over a slow line */
	INPUT_LOST_MS = 500,  /* the rest of a sequence that has begun: no key is held that long */
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
	INPUT_WHEEL_DOWN,
	INPUT_REPORT /* the terminal's answer: its colour of the ground, "11;rgb:RRRR/GGGG/BBBB" */
};

struct input_event {
	enum input_kind kind;
	uint32_t stroke;
	char text[INPUT_PASTE_BYTES_MAX]; /* clean, one line */
	bool first_given; /* a scan whose first character was given out as typed: to be taken back
			   */
	int line, column; /* of a click */
};

/* A character or a key, as it was read. */
enum input_token_kind {
	TOKEN_NONE,
	TOKEN_CHARACTER,
	TOKEN_STROKE,
	TOKEN_PASTE,
	TOKEN_MOUSE,
	TOKEN_REPORT
};

struct input_token {
	enum input_token_kind kind;
	uint32_t stroke;
};

struct input {
	WINDOW *window;
	int fd;
	uint64_t bytes;	 /* read so far: tells an empty line from a dead one */
	int64_t came_ms; /* when the last one was read */
	int again;	 /* a byte that was read and not taken yet; -1: none */
	int escape_ms;
	struct sequence sequence;
	struct input_token held; /* what ended a burst */
	bool resized, mouse;
	/* A character whose first bytes are here. */
	char part[5];
	size_t part_have, part_need;
	bool part_alt;
	/* A paste that has begun. */
	bool pasting, paste_ended;
	int paste_idle;
	char paste[INPUT_PASTE_BYTES_MAX];
	size_t paste_length, paste_end;
	/* Characters that came as fast as a scanner sends: still collected, or to be given out. */
	bool collecting;
	uint32_t burst[INPUT_SCAN_MOST];
	size_t burst_length, burst_at;
	/* The character given out last, while it may be the first of a scan; 0: none. */
	uint32_t first;
	bool first_fresh; /* nothing was read since */
	int64_t first_ms; /* when there was nothing more to read */
	/* A scan was given out: whether the ends of its line may still come. */
	bool scanned, scanned_fresh;
	int64_t scanned_ms;
	int64_t escaped_ms; /* when an Esc came alone; 0: something came since */
};

/* Starts reading from the terminal that curses has; `fd` is the same, for waiting. */
void input_start(struct input *input, int fd);
void input_stop(struct input *input);

/* After the terminal was given away for a while. */
void input_resume(struct input *input);

/* Asks the terminal, which may have none, for its mouse, or gives that back. While it is off the
 * terminal's own marking and copying is untouched, and what looks like a mouse is dropped. */
void input_use_mouse(struct input *input, bool wanted);

/* The window has another size: the next event says so. */
void input_resized(struct input *input);

/*
 * Takes one event without waiting; INPUT_NONE when there is none yet. `text`: characters go into a
 * text, so that the first of a scan can be given out and taken back; otherwise each is held for
 * INPUT_SCAN_GAP_MS, or until the next key, in case that it is one.
 */
void input_next(struct input *input, bool text, struct input_event *event);

/* In how many milliseconds input_next may have something though nothing came; -1: never. */
int input_wait_ms(const struct input *input);

/* Every half second: ends a paste whose end got lost on the line; true when input_next has it. */
bool input_tick(struct input *input);

#endif
