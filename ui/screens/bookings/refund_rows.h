#ifndef SCREENS_REFUND_ROWS_H
#define SCREENS_REFUND_ROWS_H
/*
 * Refunds that are not finished. Phones are masked in the list.
 */
#include "desk/money/refund.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

/* A list without rows yet, of an array of struct refund. */
void refund_rows_list_init(struct list *list);

/* One of them in full: how much to whom, and why. A refused order's phone is whole, for no record
 * shows it. Returns `out`. */
char *refund_rows_words(const struct refund *refund, char out[WORDS_SIZE]);

#endif
