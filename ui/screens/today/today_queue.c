#include "ui/screens/today/today_queue.h"

#include <stdlib.h>

#include "base/language.h"

void today_queue_init(struct today_queue *queue)
{
	queue_rows_people_list_init(&queue->list);
}

void today_queue_release(struct today_queue *queue)
{
	free(queue->people.ticket);
	queue->people = (struct queue_people){ .count = 0 };
}

enum status today_queue_load(struct today_queue *queue, struct desk *desk, int64_t session_id)
{
	struct ticket *tickets = NULL;
	enum status status = STATUS_OK;
	size_t count = 0;

	if (session_id)
		status = queue_list(desk, session_id, &tickets, &count);
	if (status)
		return status;
	queue_mark_alike(tickets, count, NULL, 0);
	today_queue_release(queue);
	queue->people.ticket = tickets;
	queue->people.count = count;
	queue->people.today = desk_today(desk);
	list_set(&queue->list, &queue->people, count);
	return STATUS_OK;
}

void today_queue_draw(struct today_queue *queue, const struct canvas *canvas, int64_t now_ms)
{
	queue->people.now_ms = now_ms;
	if (canvas->lines > 2)
		list_draw_titled(&queue->list, canvas, _("Queue"), false);
}
