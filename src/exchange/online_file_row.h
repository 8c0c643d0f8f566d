#ifndef EXCHANGE_ONLINE_FILE_ROW_H
#define EXCHANGE_ONLINE_FILE_ROW_H
/*
 * A row of an online file, as it was read.
 */
#include "desk/online/online_order.h"

struct online_file_row {
	long line;
	size_t place; /* in the file, from 0 */
	struct online_order order;
};

#endif
