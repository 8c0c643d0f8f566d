#ifndef EXCHANGE_ONLINE_ACK_H
#define EXCHANGE_ONLINE_ACK_H
/*
 * The acknowledgement of an online file: what became of each row, for the sender, who tells the
 * patients. A CSV file with a byte order mark, so that spreadsheet programs of China open it as
 * UTF-8, with the columns order_no, result, code, booking, number, message.
 * Invariant: in the interface's language every word of it is in that language, headings and codes
 * too; each word stands for one name, so a program reads it back by a table.
 */
#include <stdio.h>

#include "base/csv.h"
#include "desk/online/order.h"

struct online_row {
	long line; /* of the file */
	struct online_answer answer;
};

/* `rows` counts those that are answered. */
struct online_import {
	int rows, accepted, cancelled, duplicate, refused;
	int64_t refund_fen;	/* requested for refused and cancelled rows */
	struct online_row *row; /* in the order of the file */
	size_t count;
	struct csv_headings passed_over; /* columns that were not read */
};
void online_import_release(struct online_import *import);

void online_ack_write(FILE *stream, const struct online_import *import);

/*
 * Writes the acknowledgement of an import whose rows are all answered. STATUS_CANNOT_WRITE with
 * path and cause; what stood there stays as it was then.
 */
enum status online_ack_file(const struct online_import *import, const char *path,
			    struct problem *problem) MUST_CHECK;

#endif
