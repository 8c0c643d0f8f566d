#ifndef STORE_WAITING_H
#define STORE_WAITING_H

struct store;

/* Called once while a change waits for another desk's turn to end, when that takes longer than half
 * a second: to tell the person who waits. It must not use the store. */
typedef void store_waiting_fn(void *context);

/* NULL: nobody is told, as at first. */
void store_on_waiting(struct store *store, store_waiting_fn *fn, void *context);

#endif
