#ifndef SCREENS_TODAY_ROWS_H
#define SCREENS_TODAY_ROWS_H
/*
 * A day's sessions at a glance: what is sold at the counter and online, who waits and for how long.
 */
#include "desk/queue/queue_list.h"
#include "desk/roster/roster.h"
#include "ui/term/list.h"

/* A session with its people's numbers. */
struct today_row {
	struct session session;
	struct queue_count count;
};

struct today_rows {
	struct today_row *row;
	size_t count;
	int64_t now_ms;
};

/* Makes the rows, in the order of the sessions. `rows` gives up what it held; rows->row is the
 * caller's to free. */
void today_rows_make(struct today_rows *rows, const struct session *sessions, size_t count,
		     const struct queue_count *counts, size_t counted);

/* A list without rows yet, of a struct today_rows. */
void today_rows_list_init(struct list *list);

/* All the sessions' numbers added up; only the numbers of the row are set. */
struct today_row today_rows_sum(const struct today_rows *rows);

/* Everything about one session, a line each. */
void today_rows_describe(const struct today_row *row, int64_t now_ms, char *out, size_t size);

#endif
