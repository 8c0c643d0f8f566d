#ifndef SCREENS_REFUND_ROWS_H
#define SCREENS_REFUND_ROWS_H
/*
 * A list of refunds that are not finished. Phones are masked.
 */
#include "desk/money/refund.h"
#include "ui/term/list.h"

/* A list without rows yet, of an array of struct refund. */
void refund_rows_list_init(struct list *list);

#endif
