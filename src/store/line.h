#ifndef STORE_LINE_H
#define STORE_LINE_H
/*
 * A line of a clinic's entries: the clinic's random number, and how often its database was taken up
 * anew, from a copy or on another computer. Two copies that went on apart are two lines.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct store;

enum { LINE_CLINIC_SIZE = 16, LINE_TEXT_SIZE = 24 };

struct clinic_line {
	unsigned char clinic[LINE_CLINIC_SIZE];
	int64_t epoch;	 /* 0: not known, nothing has been written yet */
	int64_t machine; /* the mark of the computer on which it is written (base/machine.h) */
};

/* As it stands on reports and copies: "9C41-7A02-3", the beginning of the clinic's number and the
 * epoch; "" when it is not known. */
void line_text(const struct clinic_line *line, char out[LINE_TEXT_SIZE]);

/* Whether both are of one clinic. */
bool line_same_clinic(const struct clinic_line *one, const struct clinic_line *other);

/* Whose line of entries the database is; owned by the store. */
const struct clinic_line *store_line(const struct store *store);

/* The epoch of the line that begins when this database is taken up anew: later than any that is
 * known of this clinic. */
int64_t store_next_epoch(const struct store *store);

/*
 * STATUS_OK when it may be written. Otherwise it was opened for writing and can only be read, and
 * `problem` says why: STATUS_STORE_ELSEWHERE, it belongs to another computer; STATUS_STORE_LOST, it
 * lacks entries of which somebody was told that they are saved; STATUS_STORE_REPLACED, it is no
 * more what was opened. With STORE_ADOPT it can be written
 * all the same, and STATUS_STORE_FOREIGN_LOG is a third reason.
 */
enum status store_only_reads(const struct store *store, struct problem *problem) MUST_CHECK;

/* Where STORE_ADOPT put a log that is not the database's; "" when there was none. Owned by the
 * store. */
const char *store_log_aside(const struct store *store);

#endif
