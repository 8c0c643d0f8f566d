#ifndef EXCHANGE_ONLINE_DAMAGE_H
#define EXCHANGE_ONLINE_DAMAGE_H
/*
 * What only all rows of an online file together show: that a spreadsheet program has rounded its
 * numbers before it came here. Such a file cannot be believed: orders would be refused, and their
 * money sent back, for a fault that is no patient's. It is refused whole.
 * Invariant: nothing is asked of the store.
 */
#include "base/status.h"
#include "exchange/online_file_row.h"

enum online_number { ONLINE_ORDER_NO, ONLINE_TRANSACTION, ONLINE_NUMBER_COUNT };

/* The column of a row that shows it, and the sentence that says so and how to avoid it. */
struct online_damage {
	long line;
	size_t place; /* in the file, from 0 */
	enum online_number number;
	char message[PROBLEM_MESSAGE_SIZE];
};

/*
 * Numbers that were rounded (spreadsheet.h), in two rows or more and one in a hundred: of eighteen
 * digits one number in a thousand looks so by accident. Else, one order number for different
 * people. In no order of lines. The caller frees *damages; NULL: none.
 */
void online_damage_find(const struct online_file_row *rows, size_t count,
			struct online_damage **damages, size_t *damage_count);

#endif
