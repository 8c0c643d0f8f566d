#ifndef SCREENS_SHARE_ROWS_H
#define SCREENS_SHARE_ROWS_H
/*
 * How the online share sells: the list of days, and that of one day's sessions.
 */
#include "desk/roster/online_share.h"
#include "desk/roster/roster.h"
#include "ui/term/list.h"

/* Lists without rows yet, of an array of struct online_share and of one of struct session. */
void share_rows_days_list_init(struct list *list);
void share_rows_sessions_list_init(struct list *list);

#endif
