#ifndef DESK_LIST_H
#define DESK_LIST_H
/*
 * The one reader of lists: the rows of a statement as an array of structs.
 */
#include "desk/desk.h"

/*
 * Runs `statement` and lets `read` fill one item of `item_size` bytes, zeroed before, from each of
 * its rows: `read` gets the item as its context. `rows` is the address of a pointer to such items;
 * *rows becomes the array, which the caller frees, or NULL when there are none, and *count their
 * number. On failure *rows is NULL, *count 0, and desk->problem says why.
 */
enum status list_read(struct desk *desk, enum sql statement, const struct store_value *args,
		      size_t arg_count, store_row_fn *read, size_t item_size, void *rows,
		      size_t *count) MUST_CHECK;

#endif
