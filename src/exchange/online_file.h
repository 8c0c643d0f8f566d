#ifndef EXCHANGE_ONLINE_FILE_H
#define EXCHANGE_ONLINE_FILE_H
/*
 * The form of an online file: reads it whole into orders, sorted by the time they were placed, or
 * refuses it whole. Invariant: what comes out has a usable order number, action, day, period, time
 * and amount; names, identity numbers and phones are still as the patient typed them.
 */
#include "exchange/load.h"
#include "exchange/online.h"

enum { TYPED_SIZE = 129 };

struct online_order {
	long line;
	size_t place; /* in the file, from 0 */
	char order_no[ORDER_NO_SIZE];
	enum online_action action;
	char doctor_code[CODE_SIZE];
	day_number day;
	enum period period;
	char name[TYPED_SIZE], id_number[TYPED_SIZE], phone[TYPED_SIZE];
	bool paid; /* the amount was given */
	int64_t paid_fen;
	char transaction_id[EXTERNAL_NO_SIZE];
	int64_t ordered_ms;
};

/* Rows that cannot be read, by line; at most BAD_ROWS_MAX of them are kept. */
struct online_faults {
	struct bad_row *fault;
	size_t count, room;
	size_t total; /* also those beyond */
};

/*
 * STATUS_BAD_FILE with line and column of the first fault; `faults`, when not NULL, gets all rows
 * that cannot be read (none: the file as a whole cannot), and *count those that can. The caller
 * frees *orders, which is NULL on failure, and faults->fault.
 */
enum status online_file_read(const char *path, struct online_order **orders, size_t *count,
			     struct online_faults *faults, struct problem *problem) MUST_CHECK;

/* Writes the acknowledgement of an import to an open stream. */
void online_ack_write(FILE *stream, const struct online_import *import);

#endif
