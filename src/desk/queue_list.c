/* Lists and counts of the queue (contract in desk/queue.h). */
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "desk/queue.h"

struct ticket_rows {
	struct ticket *rows;
	size_t count, room;
};

static enum status append_ticket(const struct store_row *row, void *context)
{
	struct ticket_rows *list = context;
	struct ticket *out = memory_append((void **)&list->rows, &list->count, &list->room,
					   sizeof(*list->rows));
	const struct session session = { .start_minute = (int)row_number(row, 14),
					 .end_minute = (int)row_number(row, 15),
					 .capacity = (int)row_number(row, 16) };
	day_number day;

	out->booking_id = row_number(row, 0);
	out->session_id = row_number(row, 1);
	out->patient_id = row_number(row, 2);
	out->number = (int)row_number(row, 3);
	out->place = (int)row_number(row, 4);
	out->calls = (int)row_number(row, 5);
	if (!ticket_state_parse(row_text(row, 6), &out->state) ||
	    !channel_parse(row_text(row, 7), &out->channel) ||
	    !day_parse(row_text(row, 12), &day) || !period_parse(row_text(row, 13), &out->period))
		return STATUS_STORE_CORRUPT;
	out->checked_in_ms = row_number(row, 8);
	out->called_ms = row_number(row, 9);
	out->finished_ms = row_number(row, 10);
	text_copy(out->counter, sizeof(out->counter), row_text(row, 11));
	out->expected_ms = clock_instant(day, slot_expected_minute(&session, out->number));
	text_copy(out->patient, sizeof(out->patient), row_text(row, 17));
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, 18));
	text_copy(out->department, sizeof(out->department), row_text(row, 19));
	return STATUS_OK;
}

static enum status list_tickets(struct desk *desk, enum sql statement, struct store_value arg,
				struct ticket **rows, size_t *count)
{
	struct ticket_rows list = { NULL, 0, 0 };
	enum status status = store_each(desk->store, statement, &arg, 1, append_ticket, &list);

	*rows = NULL;
	*count = 0;
	if (status) {
		free(list.rows);
		return desk_store_failed(desk, status);
	}
	*rows = list.rows;
	*count = list.count;
	return STATUS_OK;
}

enum status queue_list(struct desk *desk, int64_t session_id, struct ticket **rows, size_t *count)
{
	return list_tickets(desk, SQL_TICKET_LIST_SESSION, STORE_ARG_INT(session_id), rows, count);
}

enum status queue_list_day(struct desk *desk, day_number day, struct ticket **rows, size_t *count)
{
	char text[DAY_TEXT_SIZE];

	return list_tickets(desk, SQL_TICKET_LIST_DAY, store_text(day_format(day, text)), rows,
			    count);
}

struct count_rows {
	struct queue_count *rows;
	size_t count, room;
};

static enum status append_count(const struct store_row *row, void *context)
{
	struct count_rows *list = context;
	struct queue_count *out = memory_append((void **)&list->rows, &list->count, &list->room,
						sizeof(*list->rows));

	out->session_id = row_number(row, 0);
	out->waiting = (int)row_number(row, 1);
	out->called = (int)row_number(row, 2);
	out->missed = (int)row_number(row, 3);
	out->finished = (int)row_number(row, 4);
	out->longest_since_ms = row_number(row, 5);
	return STATUS_OK;
}

enum status queue_counts(struct desk *desk, day_number day, struct queue_count **rows,
			 size_t *count)
{
	struct count_rows list = { NULL, 0, 0 };
	char text[DAY_TEXT_SIZE];
	enum status status = store_each(desk->store, SQL_TICKET_COUNTS_DAY,
					ARGS(store_text(day_format(day, text))), append_count,
					&list);

	*rows = NULL;
	*count = 0;
	if (status) {
		free(list.rows);
		return desk_store_failed(desk, status);
	}
	*rows = list.rows;
	*count = list.count;
	return STATUS_OK;
}
