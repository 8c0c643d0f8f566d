#ifndef SCREENS_QUEUE_ROWS_H
#define SCREENS_QUEUE_ROWS_H
/*
 * The two lists of the queue: the day's sessions with their people's numbers, and the people of one
 * session in order.
 */
#include "desk/queue/queue.h"
#include "ui/term/list.h"

/* The order of the sessions: where somebody is here comes first, what is over last. */
enum group { GROUP_BUSY, GROUP_QUIET, GROUP_DONE, GROUP_COUNT };

/* A session and its people's numbers. */
struct line {
	struct session session;
	struct queue_count count;
	enum group group;
};

/* What the two lists' cells are made of. */
struct lines {
	struct line *line;
	size_t count;
	int64_t now_ms;
};

struct tickets {
	struct ticket *ticket;
	size_t count;
	int64_t now_ms;
};

/*
 * Makes the lines of the sessions, group by group, in each in their order. `lines` gives up what it
 * held; lines_release lets it go.
 */
void lines_make(struct lines *lines, const struct desk *desk, const struct session *rows,
		size_t count, const struct queue_count *counts, size_t counted);
void lines_release(struct lines *lines);

/* Lists without rows yet, of a struct lines and a struct tickets. */
void lines_list_init(struct list *list);
void tickets_list_init(struct list *list);

#endif
