#ifndef CLI_DEMO_TELL_H
#define CLI_DEMO_TELL_H
/*
 * How the story of the demonstration clinic is told: its clock, its lines, who acts in it, and what
 * became of it.
 *
 * Invariant: the first step that fails sets `status`, and every step after it does nothing; so a
 * story is written down without looking back.
 */
#include "desk/ban/ban.h"
#include "desk/day/closing.h"
#include "exchange/load.h"
#include "exchange/online.h"
#include "ui/cli/cli.h"

/* What the day came to, for --json. */
struct demo_figures {
	int departments, doctors, sessions, patients;
	struct online_import import; /* without its rows */
	int registered, extra, refusals, cancelled, checked_in, missed, seen;
	int affected, no_shows, bans, bookings;
	int64_t affected_refund_fen, payments_fen, refunds_fen, cash_expected_fen, revenue_fen,
		refund_fen;
	int checks, failed;
	char workbook[FILE_PATH_SIZE];
};

struct demo {
	struct cli *cli;
	struct desk *desk;
	enum status status;
	bool is_told; /* the story is printed */
	day_number today;
	int64_t latest_ms;	    /* the story's clock goes no further than this */
	char files[FILE_PATH_SIZE]; /* the folder of the files that are loaded */
	int64_t not_checked_in[4];  /* patients who do not check in; 0: none */
	struct demo_figures figures;
};

/* Moves the story's clock on to a day and a minute of it; never back. */
void demo_at(struct demo *demo, day_number day, int hour, int minute);

/* A line of the story, after the clock's time; a line that belongs to the one before; a new
 * chapter. */
void demo_tell(struct demo *demo, const char *format, ...) PRINTF_LIKE(2, 3);
void demo_more(struct demo *demo, const char *format, ...) PRINTF_LIKE(2, 3);
void demo_chapter(struct demo *demo, const char *heading);

/* Keeps the first failure. */
void demo_step(struct demo *demo, enum status status);

/* The story is not as it was written: a defect. */
void demo_broken(struct demo *demo, const char *what);

/* Somebody else works at this counter from now on. */
void demo_staff(struct demo *demo, const char *staff, const char *counter);

#endif
