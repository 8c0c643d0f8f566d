#ifndef SCREENS_HISTORY_ROWS_H
#define SCREENS_HISTORY_ROWS_H
/*
 * The history of a thing as a list: who did what, when, at which counter.
 */
#include "desk/audit.h"
#include "ui/term/list.h"
#include "ui/term/screen.h"

/* A list without rows yet, of an array of struct audit_row. */
void history_rows_list_init(struct list *list);

/* Entries are cut to their column in the list; this opens the marked one to be read whole. Returns
 * a screen's reply. */
unsigned history_rows_read(struct screen *screen, const struct list *list);

#endif
