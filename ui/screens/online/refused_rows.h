#ifndef SCREENS_REFUSED_ROWS_H
#define SCREENS_REFUSED_ROWS_H
/*
 * Refused online orders as a list shows them.
 */
#include "desk/online/order_row.h"
#include "ui/term/list.h"

/* A list without rows yet, of an array of struct order_row: of refused orders, or of those to look
 * at (order_look.h). */
void refused_rows_list_init(struct list *list, bool look);

/* One of them in full: who, how to reach them, what they ordered and paid, and what became of it.
 * The phone is whole, for somebody has to call. */
enum { REFUSED_WORDS_SIZE = 2048 };
char *refused_rows_words(const struct order_row *row, char out[REFUSED_WORDS_SIZE]);

#endif
