#ifndef EXCHANGE_ONLINE_H
#define EXCHANGE_ONLINE_H
/*
 * WeChat bookings that arrive as files. The whole file is refused when its form is wrong; otherwise
 * each row is taken by itself (desk/online/order.h has the rule), in the order of ordered_at within
 * the file, then of the line, with one commit per row: so a file can be imported again at any time.
 * Several commits are made safe together, and a row is answered only after its own was.
 */
#include "exchange/online_ack.h"
#include "exchange/online_file.h"

/* So many rows, or as many as come in so long, are made safe together. */
enum { ONLINE_SYNC_ROWS = 64, ONLINE_SYNC_MS = 50 };

/*
 * An import on its way: the file was read and its form is good; rows are taken one by one, so that
 * a desk can do other things in between and stop between any two.
 */
struct online_run {
	struct online_import import; /* so far */
	struct online_file_row *row; /* in the order in which they are taken */
	size_t next;		     /* so many are answered; import.count: all */
	size_t taken;		     /* so many are committed; those behind `next` are not safe */
	int64_t taken_since_ms;	     /* the first of those */
	size_t sync_rows;	     /* ONLINE_SYNC_ROWS */
};

/* Reads the file. STATUS_BAD_FILE as below. The caller releases *out in every case. */
enum status online_run_open(struct desk *desk, const char *path, struct online_run *out) MUST_CHECK;
void online_run_release(struct online_run *run);

/* Forgets every answer: the rows are taken again from the first. */
void online_run_rewind(struct online_run *run);

/*
 * Takes the next row; there must be one that is not taken. It, and those taken before it, are
 * answered at the latest after ONLINE_SYNC_ROWS of them, ONLINE_SYNC_MS, or with the last one. On
 * failure those not answered are still to be taken.
 */
enum status online_run_step(struct desk *desk, struct online_run *run) MUST_CHECK;

/* Makes safe, and answers, all that was taken: before a pause. On failure they are still to be
 * taken. */
enum status online_run_settle(struct desk *desk, struct online_run *run) MUST_CHECK;

/*
 * Imports a file; `ack`, when not NULL, is written (atomically; online_ack.h). STATUS_BAD_FILE: the
 * form is wrong, nothing changed; the sentence names line and column. When the store fails on the
 * way, rows done stay done, the status is the store's, and importing the file again goes on. The
 * caller releases *out in every case.
 */
enum status online_import_file(struct desk *desk, const char *path, const char *ack,
			       struct online_import *out,
			       void (*progress)(size_t done, size_t all, void *context),
			       void *context) MUST_CHECK;

#endif
