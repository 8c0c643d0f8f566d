#ifndef SCREENS_TODAY_QUEUE_H
#define SCREENS_TODAY_QUEUE_H
/*
 * The queue beside Today: the people of the marked session, to be seen without leaving the page.
 * Nothing is done to them there; Queue has the keys.
 */
#include "ui/screens/queue/queue_rows.h"

struct today_queue {
	struct queue_people people;
	struct list list;
};

void today_queue_init(struct today_queue *queue);
void today_queue_release(struct today_queue *queue);

/* Reads the people of a session; 0: nobody. */
enum status today_queue_load(struct today_queue *queue, struct desk *desk,
			     int64_t session_id) MUST_CHECK;

/* Draws them below a heading. */
void today_queue_draw(struct today_queue *queue, const struct canvas *canvas, int64_t now_ms);

#endif
