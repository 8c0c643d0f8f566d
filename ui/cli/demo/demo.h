#ifndef CLI_DEMO_H
#define CLI_DEMO_H
/*
 * The demonstration clinic: a database of its own, dated today, and a day that is played with a
 * clock that the story moves.
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

/* Writes an embedded file, its day tokens replaced, into the folder of files; `path` is where. */
void demo_write_file(struct demo *demo, const char *name, char path[FILE_PATH_SIZE]);

/*
 * Writes the files that a clinic begins with, dated today, into a folder, which is made when it is
 * missing; a file that is there is never written over. They load in the order in which they are
 * printed.
 */
enum status demo_write_examples(struct demo *demo, const char *folder) MUST_CHECK;

/* Puts a file of this morning's WeChat bookings beside the database, for the desk to import; one of
 * somebody else that has its name stays. */
void demo_put_waiting_file(struct demo *demo);

/* Writes the evening's file of online bookings: one order of that person. */
void demo_write_evening_file(struct demo *demo, const struct patient *patient,
			     const struct session *session, char path[FILE_PATH_SIZE]);

/* Makes and takes away the folder of files. */
enum status demo_make_folder(struct demo *demo) MUST_CHECK;
void demo_remove_folder(struct demo *demo);

/* Somebody else works at this counter from now on. */
void demo_staff(struct demo *demo, const char *staff, const char *counter);

/* Loads an embedded master file; returns how many records there are now of it. */
int demo_load(struct demo *demo, enum load_kind kind, const char *name);

/* Imports an embedded file of online bookings; the caller releases *import. */
void demo_import(struct demo *demo, const char *path, struct online_import *import);

/* The one patient that the desk finds by `text`. */
struct patient demo_find(struct demo *demo, const char *text);

struct session demo_session(struct demo *demo, const char *doctor, day_number day,
			    enum period period);

/* Books at the counter; `asked_by` NULL for an ordinary number. The status is the rule's answer and
 * is not kept. */
enum status demo_try(struct demo *demo, const struct patient *patient,
		     const struct session *session, enum method method, const char *asked_by,
		     struct booking *out) MUST_CHECK;

/* The same, which must succeed; tells it. */
struct booking demo_book(struct demo *demo, const struct patient *patient, const char *doctor,
			 day_number day, enum period period, enum method method);

/* Registers the people whose cards begin so for today's sessions of a period, as a busy counter
 * does. */
void demo_busy_counter(struct demo *demo, enum period period, const char *cards);

/* Sells a session's numbers to the people whose cards begin so, until it refuses; *refused is who
 * came too late. */
void demo_sell_out(struct demo *demo, const struct session *session, const char *cards,
		   struct patient *refused);

/* All who have a booking in a day's period check in, but for the absent; those due until a minute
 * of the day are seen. */
void demo_check_in(struct demo *demo, day_number day, enum period period);
void demo_see(struct demo *demo, day_number day, enum period period, int until_minute);

/* Closes a day with the cash that is expected, which is what was counted. */
void demo_close(struct demo *demo, day_number day, struct closing *closing);

/* Checks in and sees a period's patients, a quarter of an hour before its start and on. */
void demo_see_period(struct demo *demo, day_number day, enum period period);

/* What two clerks register until eight. */
void demo_open_counter(struct demo *demo);

/* The three days before today; today until the counter opens; from then on to the end. */
void demo_play_history(struct demo *demo);
void demo_play_morning(struct demo *demo);
void demo_play_day(struct demo *demo);

/* Of which: the sessions; the evening. */
void demo_play_sessions(struct demo *demo);
void demo_play_evening(struct demo *demo);

/* What a day came to, who did not come, and who may not book online for it. */
void demo_tell_closing(struct demo *demo, const struct closing *closing);

#endif
