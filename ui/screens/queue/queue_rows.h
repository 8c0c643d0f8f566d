#ifndef SCREENS_QUEUE_ROWS_H
#define SCREENS_QUEUE_ROWS_H
/*
 * The two lists of the queue: the day's sessions with their people's numbers, and the people of one
 * session in order.
 */
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"
#include "ui/term/list.h"

/* The order of the sessions: where somebody is here comes first, what is over last. */
enum group { GROUP_BUSY, GROUP_QUIET, GROUP_DONE, GROUP_COUNT };

/* A session and its people's numbers. */
struct queue_row {
	struct session session;
	struct queue_count count;
	enum group group;
};

/* What the two lists' cells are made of. */
struct queue_rows {
	struct queue_row *line;
	size_t count;
	int64_t now_ms;
};

struct queue_people {
	struct ticket *ticket;
	size_t count;
	int64_t now_ms;
	day_number today;
};

/*
 * Makes the rows of the sessions, group by group, in each in their order. `rows` gives up what it
 * held; queue_rows_release lets it go.
 */
void queue_rows_make(struct queue_rows *rows, const struct desk *desk,
		     const struct session *sessions, size_t count, const struct queue_count *counts,
		     size_t counted);
void queue_rows_release(struct queue_rows *rows);

/* Lists without rows yet, of a struct queue_rows and a struct queue_people: those who are here, and
 * those who are not yet. */
void queue_rows_list_init(struct list *list);
void queue_rows_people_list_init(struct list *list);
void queue_rows_expected_list_init(struct list *list);

/* "number 1, Zhang San, since 08:05 (12 min), counter 1" of somebody called; `out` has WORDS_SIZE
 * bytes. Returns it. */
char *queue_rows_called_words(const struct ticket *ticket, int64_t now_ms, char *out);

#endif
