#ifndef EXCHANGE_BAD_ROW_H
#define EXCHANGE_BAD_ROW_H
/*
 * What is wrong with a row of a file: where, and why, for the person who corrects the file.
 */
#include "base/csv.h"

/* So many are kept; how many there are is counted beyond. */
enum { BAD_ROWS_MAX = 1000 };

struct bad_row {
	long line;
	char column[CSV_HEADING_SIZE]; /* as it stands in the file; "": the row as a whole */
	char value[CSV_SHOWN_SIZE];    /* what stands there (csv_shown); "": nothing */
	char message[PROBLEM_MESSAGE_SIZE];
};

/* Fills one in for row number `row` of the file, on `line`; `column` may be CSV_NO_COLUMN. */
void bad_row_set(struct bad_row *bad, const struct csv *csv, size_t row, long line, size_t column,
		 const char *message);

/* `period "night"`: where in the line, for a person; "" when the row as a whole is bad. Returns
 * `out`. */
enum { BAD_ROW_PLACE_SIZE = CSV_HEADING_SIZE + CSV_SHOWN_SIZE + 16 };
char *bad_row_place(const struct bad_row *bad, char out[BAD_ROW_PLACE_SIZE]);

/* The whole of it in one sentence. Returns `out`. */
enum { BAD_ROW_WORDS_SIZE = BAD_ROW_PLACE_SIZE + PROBLEM_MESSAGE_SIZE + 32 };
char *bad_row_say(const struct bad_row *bad, char out[BAD_ROW_WORDS_SIZE]);

#endif
