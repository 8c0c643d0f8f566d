#ifndef TESTS_SCREENS_HARNESS_H
#define TESTS_SCREENS_HARNESS_H
/*
 * Runs screens without a terminal: keys go in by name, the screen comes out as text. Size and
 * locale are pinned; the clock is the test's own. A golden file that differs prints both sides and
 * the command that blesses the new one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/term/terminal.h"

enum { HARNESS_SCREEN_SIZE = 256 * 1024 };

struct harness {
	struct terminal *terminal;
	struct terminal_host host;
	struct keymap keymap;
	int keys; /* the writing end */
	FILE *in, *out;
	bool ended;
	enum terminal_end end;
	char *screen; /* what harness_screen gave last */
};

/* Starts the desk in a terminal of this size and paints it. A host without a keymap gets the
 * default keys. */
void harness_start(struct harness *harness, const struct terminal_host *host, int columns,
		   int lines);
void harness_stop(struct harness *harness);

/* Presses keys one after the other, each painted: "F2 Down Enter 'typed text' ^U Alt-p". A quote is
 * doubled inside quotes. */
void harness_keys(struct harness *harness, const char *keys);

/* Sends bytes as they are, in one piece. */
void harness_bytes(struct harness *harness, const char *bytes);

/* A bracketed paste; a scanner's burst with its Enter. */
void harness_paste(struct harness *harness, const char *text);
void harness_scan(struct harness *harness, const char *text);

/* Lets so much time go by for what takes no key before it was seen (screen_ops.weighty). */
void harness_later(struct harness *harness, int ms);

void harness_resize(struct harness *harness, int columns, int lines);

/* Lets the screens that are at work do all of it. */
void harness_work(struct harness *harness);

/* Half a second goes by: asks for changes elsewhere, looks at the clock. */
void harness_tick(struct harness *harness);

/* Loses the line. */
void harness_hang_up(struct harness *harness);

/*
 * The screen as lines of text without trailing spaces, wide characters once, frames as + - |, and a
 * last line "cursor LINE,COLUMN" or "cursor hidden". Good until the next call.
 */
const char *harness_screen(struct harness *harness);

/* Fails, printing the screen, when it does not (or does) show the text somewhere in one line. */
void harness_shows(struct harness *harness, const char *text);
void harness_hides(struct harness *harness, const char *text);

/* Compares the screen with tests/screens/golden/NAME.txt, where NAME is SCREEN/STATE:
 * "queue/called". BLESS=1 in the environment writes the file instead. */
void harness_golden(struct harness *harness, const char *name);

/* The same for any text. */
void golden_compare(const char *name, const char *text);

/* All bytes sent to the terminal so far; the caller frees them. */
char *harness_output(struct harness *harness, size_t *length);

#endif
