#include "desk/queue/queue_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t ticket_waits_since_ms(const struct ticket *ticket)
{
	return later(ticket->checked_in_ms, ticket->expected_ms);
}

int ticket_waited_minutes(const struct ticket *ticket, int64_t now_ms)
{
	int64_t since_ms = ticket_waits_since_ms(ticket);
	int64_t until_ms = ticket->called_ms ? ticket->called_ms : now_ms;

	return until_ms > since_ms ? (int)((until_ms - since_ms) / MS_PER_MINUTE) : 0;
}

const char *ticket_word(const struct ticket *ticket)
{
	return ticket->not_seen ? booking_state_word(BOOKING_NOT_SEEN)
				: ticket_state_word(ticket->state);
}

static enum status read_ticket(const struct store_row *row, const struct session *session,
			       struct ticket *out)
{
	out->booking_id = row_number(row, TICKET_ROW_BOOKING_ID);
	out->session_id = row_number(row, TICKET_ROW_SESSION_ID);
	out->patient_id = row_number(row, TICKET_ROW_PATIENT_ID);
	out->number = (int)row_number(row, TICKET_ROW_NUMBER);
	out->place = (int)row_number(row, TICKET_ROW_PLACE);
	out->calls = (int)row_number(row, TICKET_ROW_CALLS);
	if (!ticket_state_parse(row_text(row, TICKET_ROW_STATE), &out->state) ||
	    !channel_parse(row_text(row, TICKET_ROW_CHANNEL), &out->channel))
		return STATUS_STORE_CORRUPT;
	out->not_seen = row_number(row, TICKET_ROW_NOT_SEEN) != 0;
	out->checked_in_ms = row_number(row, TICKET_ROW_CHECKED_IN_AT_MS);
	out->called_ms = row_number(row, TICKET_ROW_CALLED_AT_MS);
	out->finished_ms = row_number(row, TICKET_ROW_FINISHED_AT_MS);
	text_copy(out->counter, sizeof(out->counter), row_text(row, TICKET_ROW_COUNTER));
	text_copy(out->patient, sizeof(out->patient), row_text(row, TICKET_ROW_PATIENT));
	out->expected_ms = slot_expected_ms(session, out->number);
	out->period = session->period;
	text_copy(out->doctor, sizeof(out->doctor), session->doctor);
	text_copy(out->department, sizeof(out->department), session->department);
	return STATUS_OK;
}

/* The session is read once, not with each of its tickets. */
struct ticket_rows {
	struct ticket *rows;
	size_t count, room;
	struct session session;
};

static enum status read_person(const struct store_row *row, struct ticket *out)
{
	out->since_ms = row_number(row, TICKET_LIST_SESSION_SINCE_MS);
	if (!slot_kind_parse(row_text(row, TICKET_LIST_SESSION_SLOT_KIND), &out->slot_kind) ||
	    !sex_parse(row_text(row, TICKET_LIST_SESSION_SEX), &out->sex))
		return STATUS_STORE_CORRUPT;
	out->birth = DAY_NONE;
	if (!row_is_null(row, TICKET_LIST_SESSION_BIRTH_DATE) &&
	    !day_parse(row_text(row, TICKET_LIST_SESSION_BIRTH_DATE), &out->birth))
		return STATUS_STORE_CORRUPT;
	text_copy(out->phone, sizeof(out->phone), row_text(row, TICKET_LIST_SESSION_PHONE));
	text_copy(out->id_number, sizeof(out->id_number),
		  row_text(row, TICKET_LIST_SESSION_ID_NUMBER));
	out->owed_fen = row_number(row, TICKET_LIST_SESSION_OWED_FEN);
	return STATUS_OK;
}

static enum status append_ticket(const struct store_row *row, void *context)
{
	struct ticket_rows *list = context;
	struct ticket *ticket = memory_append(&list->rows, &list->count, &list->room,
					      sizeof(*list->rows));
	enum status status = read_ticket(row, &list->session, ticket);

	return status ? status : read_person(row, ticket);
}

struct session_queue {
	int64_t session_id;
	const enum ticket_state *state; /* in the order in which they are shown */
	size_t state_count;
	struct ticket_rows list;
};

static enum status read_queue(struct desk *desk, void *context)
{
	struct session_queue *queue = context;
	enum status status = session_get_bare(desk, queue->session_id, &queue->list.session);

	for (size_t i = 0; i < queue->state_count && !status; i++)
		status = store_each(desk->store, SQL_TICKET_LIST_SESSION,
				    ARGS(STORE_ARG_INT(queue->session_id),
					 store_text(ticket_state_name(queue->state[i]))),
				    append_ticket, &queue->list);
	return status;
}

static enum status list_states(struct desk *desk, int64_t session_id,
			       const enum ticket_state *state, size_t state_count,
			       struct ticket **rows, size_t *count)
{
	struct session_queue queue = { .session_id = session_id,
				       .state = state,
				       .state_count = state_count };
	enum status status = desk_read(desk, read_queue, &queue);

	if (status) {
		free(queue.list.rows);
		queue.list = (struct ticket_rows){ .rows = NULL };
	}
	*rows = queue.list.rows;
	*count = queue.list.count;
	return desk_store_result(desk, status);
}

enum status queue_list(struct desk *desk, int64_t session_id, struct ticket **rows, size_t *count)
{
	static const enum ticket_state shown[] = { TICKET_CALLED, TICKET_WAITING, TICKET_MISSED,
						   TICKET_FINISHED };

	return list_states(desk, session_id, shown, sizeof(shown) / sizeof(shown[0]), rows, count);
}

enum status queue_expected(struct desk *desk, int64_t session_id, struct ticket **rows,
			   size_t *count)
{
	static const enum ticket_state none = TICKET_NONE;

	return list_states(desk, session_id, &none, 1, rows, count);
}

static bool same_text(const char *a, const char *b)
{
	return a[0] && strcmp(a, b) == 0;
}

/* Sex, birth and phone that are not known tell nothing apart. */
static bool may_be_one(const struct ticket *a, const struct ticket *b)
{
	return (a->sex == SEX_UNKNOWN || b->sex == SEX_UNKNOWN || a->sex == b->sex) &&
	       (a->birth == DAY_NONE || b->birth == DAY_NONE || a->birth == b->birth) &&
	       (!a->phone[0] || !b->phone[0] || strcmp(a->phone, b->phone) == 0) &&
	       (!a->id_number[0] || !b->id_number[0] || strcmp(a->id_number, b->id_number) == 0);
}

static enum alike alike(const struct ticket *a, const struct ticket *b)
{
	if (a->patient_id == b->patient_id || same_text(a->id_number, b->id_number))
		return ALIKE_PERSON;
	if (strcmp(a->patient, b->patient) != 0)
		return ALIKE_NOBODY;
	return may_be_one(a, b) ? ALIKE_PERSON : ALIKE_NAME;
}

static void mark_both(struct ticket *a, struct ticket *b)
{
	const enum alike found = alike(a, b);

	if (a->alike < found)
		a->alike = found;
	if (b->alike < found)
		b->alike = found;
}

void queue_mark_alike(struct ticket *here, size_t here_count, struct ticket *expected,
		      size_t expected_count)
{
	const size_t count = here_count + expected_count;

	for (size_t i = 0; i < count; i++) {
		struct ticket *a = i < here_count ? &here[i] : &expected[i - here_count];

		for (size_t k = i + 1; k < count; k++)
			mark_both(a, k < here_count ? &here[k] : &expected[k - here_count]);
	}
}

/* The tickets of a day come session by session. */
struct day_queue {
	struct session session; /* of the ticket before */
	ticket_fn *fn;
	void *context;
};

static enum status read_session(const struct store_row *row, struct session *session)
{
	if (!day_parse(row_text(row, TICKET_LIST_DAY_DATE), &session->day) ||
	    !period_parse(row_text(row, TICKET_LIST_DAY_PERIOD), &session->period))
		return STATUS_STORE_CORRUPT;
	session->id = row_number(row, TICKET_LIST_DAY_SESSION_ID);
	session->start_minute = (int)row_number(row, TICKET_LIST_DAY_START_MINUTE);
	session->end_minute = (int)row_number(row, TICKET_LIST_DAY_END_MINUTE);
	session->capacity = (int)row_number(row, TICKET_LIST_DAY_CAPACITY);
	session->start_ms = clock_instant(session->day, session->start_minute);
	session->end_ms = clock_instant(session->day, session->end_minute);
	text_copy(session->doctor, sizeof(session->doctor), row_text(row, TICKET_LIST_DAY_DOCTOR));
	text_copy(session->department, sizeof(session->department),
		  row_text(row, TICKET_LIST_DAY_DEPARTMENT));
	return STATUS_OK;
}

static enum status hand_over(const struct store_row *row, void *context)
{
	struct day_queue *queue = context;
	struct ticket ticket = { .booking_id = 0 };
	enum status status = STATUS_OK;

	if (row_number(row, TICKET_ROW_SESSION_ID) != queue->session.id)
		status = read_session(row, &queue->session);
	if (!status)
		status = read_ticket(row, &queue->session, &ticket);
	return status ? status : queue->fn(&ticket, queue->context);
}

enum status queue_each_of_day(struct desk *desk, day_number day, ticket_fn *fn, void *context)
{
	struct day_queue queue = { .fn = fn, .context = context };
	char text[DAY_TEXT_SIZE];

	return desk_store_result(desk, store_each(desk->store, SQL_TICKET_LIST_DAY,
						  ARGS(store_text(day_format(day, text))),
						  hand_over, &queue));
}

static enum status read_count(const struct store_row *row, void *context)
{
	struct queue_count *out = context;

	out->session_id = row_number(row, TICKET_COUNTS_DAY_SESSION_ID);
	out->waiting = (int)row_number(row, TICKET_COUNTS_DAY_WAITING);
	out->called = (int)row_number(row, TICKET_COUNTS_DAY_CALLED);
	out->missed = (int)row_number(row, TICKET_COUNTS_DAY_MISSED);
	out->finished = (int)row_number(row, TICKET_COUNTS_DAY_FINISHED);
	out->expected = (int)row_number(row, TICKET_COUNTS_DAY_EXPECTED);
	return STATUS_OK;
}

struct counting {
	char day[DAY_TEXT_SIZE];
	struct queue_count *rows;
	size_t count;
	size_t at; /* both lists go by session */
};

static enum status take_longest(const struct store_row *row, void *context)
{
	struct counting *counting = context;
	int64_t id = row_number(row, TICKET_WAITING_DAY_SESSION_ID), since_ms;
	struct session session = {
		.start_minute = (int)row_number(row, TICKET_WAITING_DAY_START_MINUTE),
		.end_minute = (int)row_number(row, TICKET_WAITING_DAY_END_MINUTE),
		.capacity = (int)row_number(row, TICKET_WAITING_DAY_CAPACITY),
	};
	struct ticket ticket = {
		.checked_in_ms = row_number(row, TICKET_WAITING_DAY_CHECKED_IN_AT_MS),
	};
	struct queue_count *found;

	if (!day_parse(row_text(row, TICKET_WAITING_DAY_DATE), &session.day))
		return STATUS_STORE_CORRUPT;
	ticket.expected_ms = clock_instant(
		session.day,
		slot_expected_minute(&session, (int)row_number(row, TICKET_WAITING_DAY_NUMBER)));
	while (counting->at < counting->count && counting->rows[counting->at].session_id != id)
		counting->at++;
	if (counting->at == counting->count)
		return STATUS_STORE_CORRUPT;
	found = &counting->rows[counting->at];
	since_ms = ticket_waits_since_ms(&ticket);
	if (!found->longest_since_ms || since_ms < found->longest_since_ms)
		found->longest_since_ms = since_ms;
	return STATUS_OK;
}

static enum status read_counts(struct desk *desk, void *context)
{
	struct counting *counting = context;
	enum status status = list_read(desk, SQL_TICKET_COUNTS_DAY, ARGS(store_text(counting->day)),
				       read_count, sizeof(*counting->rows), &counting->rows,
				       &counting->count);

	if (status)
		return status;
	return desk_store_result(desk, store_each(desk->store, SQL_TICKET_WAITING_DAY,
						  ARGS(store_text(counting->day)), take_longest,
						  counting));
}

enum status queue_counts(struct desk *desk, day_number day, struct queue_count **rows,
			 size_t *count)
{
	struct counting counting = { .rows = NULL };
	enum status status;

	day_format(day, counting.day);
	status = desk_read(desk, read_counts, &counting);
	if (status) {
		free(counting.rows);
		counting = (struct counting){ .rows = NULL };
	}
	*rows = counting.rows;
	*count = counting.count;
	return status;
}

struct queue_count queue_count_of(const struct queue_count *rows, size_t count, int64_t session_id)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].session_id == session_id)
			return rows[i];
	return (struct queue_count){ .session_id = session_id };
}
