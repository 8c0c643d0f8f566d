#ifndef EXCHANGE_ONLINE_FILE_H
#define EXCHANGE_ONLINE_FILE_H
/*
 * The form of an online file: reads it whole into orders, sorted by the time they were placed, or
 * refuses it whole. Invariant: what comes out has a usable order number, action, day, period, time
 * and amount; names, identity numbers and phones are still as the patient typed them.
 */
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

/* STATUS_BAD_FILE with line and column. The caller frees *orders. */
enum status online_file_read(const char *path, struct online_order **orders, size_t *count,
			     struct problem *problem) MUST_CHECK;

/* Writes the acknowledgement of an import to an open stream. */
void online_ack_write(FILE *stream, const struct online_import *import);

#endif
