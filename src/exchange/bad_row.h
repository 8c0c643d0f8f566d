#ifndef EXCHANGE_BAD_ROW_H
#define EXCHANGE_BAD_ROW_H
/*
 * What is wrong with a row of a file: where, and why, for the person who corrects the file.
 */
#include "base/status.h"

/* So many are kept; how many there are is counted beyond. */
enum { BAD_ROWS_MAX = 1000 };

struct bad_row {
	long line;
	char column[64]; /* as it stands in the file; "" when the row as a whole is bad */
	char message[PROBLEM_MESSAGE_SIZE];
};

#endif
