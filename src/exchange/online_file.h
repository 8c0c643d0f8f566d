#ifndef EXCHANGE_ONLINE_FILE_H
#define EXCHANGE_ONLINE_FILE_H
/*
 * The form of an online file: reads it whole into rows, sorted by the time they were placed, or
 * refuses it whole, as it does when a spreadsheet program has changed its numbers (spreadsheet.h,
 * online_damage.h). Invariant: what comes out has a usable order number, action, day, period, time
 * and amount; names, identity numbers and phones are still as the patient typed them.
 */
#include "base/csv.h"
#include "exchange/bad_row.h"
#include "exchange/online_file_row.h"

/* Rows that cannot be read, by line; at most BAD_ROWS_MAX of them are kept. */
struct online_faults {
	struct bad_row *fault;
	size_t count, room;
	size_t total; /* also those beyond */
};

/*
 * STATUS_BAD_FILE with line and column of the first fault; `faults`, when not NULL, gets all rows
 * that cannot be read (none: the file as a whole cannot), and *count those that can. *passed_over
 * gets the columns that are not read. The caller frees *rows, which is NULL on failure, and
 * faults->fault.
 */
enum status online_file_read(const char *path, struct online_file_row **rows, size_t *count,
			     struct online_faults *faults, struct csv_headings *passed_over,
			     struct problem *problem) MUST_CHECK;

#endif
