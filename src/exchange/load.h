#ifndef EXCHANGE_LOAD_H
#define EXCHANGE_LOAD_H
/*
 * Master data files: departments, doctors, roster, patients.
 * Invariant: one transaction; any bad row and nothing is loaded, and every bad row is named with
 * line, column and reason. Loading the same file again changes nothing.
 *
 * A record that is there already is changed to what the row says. Of a patient, who is known by
 * identity number, else by name and phone, else by name and card, a blank field says nothing and
 * changes nothing. An identity number that nobody has goes into the record of that name and phone
 * that has none, which is noted. Another name under a known identity number is a bad row unless
 * `rename` is set; case and marks of letters make no other name.
 */
#include "base/csv.h"
#include "desk/roster/roster_put.h"
#include "exchange/bad_row.h"
#include "exchange/load_kind.h"

struct load_result {
	int added, changed, unchanged;
	struct bad_row *bad; /* by line; at most BAD_ROWS_MAX of them */
	size_t bad_count, bad_room;
	size_t bad_total;	    /* all bad rows, also those beyond BAD_ROWS_MAX */
	struct roster_notes *notes; /* what could not be done, one per session that has any */
	size_t note_count, note_room;
	struct csv_headings passed_over; /* columns that were not read */
};
void load_result_release(struct load_result *result);

/*
 * STATUS_BAD_ROWS with result->bad filled; STATUS_BAD_FILE when the file's form is wrong. In either
 * case nothing was changed. `progress`, when not NULL, is called with rows done and all rows. The
 * caller releases *result in every case.
 */
enum status load_file(struct desk *desk, enum load_kind kind, const char *path, bool rename,
		      struct load_result *result,
		      void (*progress)(size_t done, size_t all, void *context),
		      void *context) MUST_CHECK;

/* A row that can be loaded, and what would become of it. */
struct load_change {
	long line;
	enum put_outcome outcome;
	char *about;  /* "2026-11-23 am 1001 Wei" */
	char *change; /* "capacity 20 -> 25; room 101 -> 102"; of a new record its values */
	char *notes;  /* what cannot be done as asked, in sentences; "" for nothing */
};

struct load_preview {
	struct load_result result; /* as load_file would give it, but its counts are always there */
	struct load_change *change; /* in the order of the file */
	size_t count, room;
};

/*
 * What load_file would do, by the very same functions in a transaction that is rolled back
 * (desk_try): nothing is changed. Answers as load_file; with bad rows *out tells of the others too.
 * The caller releases *out in every case.
 */
enum status load_preview_file(struct desk *desk, enum load_kind kind, const char *path, bool rename,
			      struct load_preview *out) MUST_CHECK;
void load_preview_release(struct load_preview *preview);

/* The kind whose columns the file has. STATUS_BAD_FILE: of none, and the problem says of what a
 * roster lacks. */
enum status load_kind_of_file(const char *path, enum load_kind *kind,
			      struct problem *problem) MUST_CHECK;

#endif
