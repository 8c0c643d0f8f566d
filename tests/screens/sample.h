#ifndef TESTS_SCREENS_SAMPLE_H
#define TESTS_SCREENS_SAMPLE_H
/*
 * Two small screens for the tests of the engine: Queue is a list of names, Register a form. They
 * stand on a struct sample instead of a desk.
 */
#include "ui/term/dialog.h"
#include "ui/term/terminal.h"

enum { SAMPLE_ROWS_MAX = 64, SAMPLE_LOG_SIZE = 1024 };

struct sample_row {
	int64_t id;
	char name[96], note[96];
};

struct sample {
	struct sample_row row[SAMPLE_ROWS_MAX];
	size_t count;
	bool changed;		   /* another counter changed something */
	const char *clock;	   /* the top line's right end */
	int loads, draws;	   /* how often any screen did */
	enum status fails;	   /* what load answers */
	char log[SAMPLE_LOG_SIZE]; /* what the screens were told */
	struct place place[2];
};

/* A clinic of a few names, some of them hostile, and the host that shows it. */
void sample_init(struct sample *sample, struct terminal_host *host);

extern const struct screen_ops sample_queue, sample_register, sample_entry;

#endif
