#include "desk/day/closed_day.h"

#include <stdlib.h>

#include "base/text.h"
#include "desk/booking/no_show.h"
#include "desk/day/close_record.h"
#include "desk/day/day_sum.h"
#include "desk/list.h"
#include "desk/money/ledger.h"

#include "sql_columns.h"

struct keeping {
	struct desk *desk;
	char day[DAY_TEXT_SIZE];
};

static enum status keep_no_show(const struct no_show *no_show, void *context)
{
	const struct keeping *keeping = context;
	char until[DAY_TEXT_SIZE] = "";

	if (no_show->banned_until != DAY_NONE)
		day_format(no_show->banned_until, until);
	return store_run(keeping->desk->store, SQL_CLOSED_NO_SHOW_ADD,
			 ARGS(store_text(keeping->day), STORE_ARG_INT(no_show->booking_id),
			      STORE_ARG_INT(no_show->online_count), store_text_or_null(until),
			      store_text_or_null(no_show->withdrawn ? no_show->reason : "")),
			 NULL);
}

/* The day itself, with what it came to. */
static enum status keep_day(struct desk *desk, day_number day)
{
	static const struct day_sum_filter any = { .department = NULL };
	char text[DAY_TEXT_SIZE], line[LINE_TEXT_SIZE];
	struct day_sum sum;
	enum status status = day_sum_of_rows(desk, day, day, &any, &sum);

	if (status)
		return status;
	line_text(store_line(desk->store), line);
	status = store_run(desk->store, SQL_CLOSED_DAY_ADD,
			   ARGS(store_text(day_format(day, text)),
				store_text(desk->settings.clinic_name), store_text(line),
				STORE_ARG_INT(sum.made), STORE_ARG_INT(sum.came),
				STORE_ARG_INT(sum.not_seen), STORE_ARG_INT(sum.no_shows),
				STORE_ARG_INT(sum.cancelled), STORE_ARG_INT(sum.payments_fen),
				STORE_ARG_INT(sum.refunds_fen), STORE_ARG_INT(sum.returned_fen),
				STORE_ARG_INT(sum.earlier_fen)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status keep_rows(struct desk *desk, day_number day)
{
	const int64_t first = day_number_base(day);
	char text[DAY_TEXT_SIZE], before[DAY_TEXT_SIZE];
	enum status status;

	day_format(day, text);
	status = store_run(desk->store, SQL_CLOSED_BOOKING_ADD,
			   ARGS(store_text(text), STORE_ARG_INT(day_number_base(day - 1)),
				STORE_ARG_INT(first + NUMBERS_PER_DAY), STORE_ARG_INT(first),
				store_text(day_format(day - 1, before))),
			   NULL);
	if (!status)
		status = store_run(desk->store, SQL_CLOSED_REFUND_ADD,
				   ARGS(store_text(text), STORE_ARG_INT(first),
					STORE_ARG_INT(first + NUMBERS_PER_DAY)),
				   NULL);
	return desk_store_result(desk, status);
}

static enum status keep_sessions(struct desk *desk, day_number day)
{
	struct session *rows;
	size_t count;
	char text[DAY_TEXT_SIZE];
	enum status status = session_list(desk, day, NULL, &rows, &count);

	day_format(day, text);
	for (size_t i = 0; i < count && !status; i++)
		status = store_run(
			desk->store, SQL_CLOSED_SESSION_ADD,
			ARGS(store_text(text), STORE_ARG_INT(rows[i].id),
			     store_text(session_state_name(rows[i].state)),
			     store_text(rows[i].room), STORE_ARG_INT(rows[i].capacity),
			     STORE_ARG_INT(rows[i].counter.total),
			     STORE_ARG_INT(rows[i].counter.sold),
			     STORE_ARG_INT(rows[i].counter.free),
			     STORE_ARG_INT(rows[i].online.total),
			     STORE_ARG_INT(rows[i].online.sold), STORE_ARG_INT(rows[i].online.free),
			     STORE_ARG_INT(rows[i].gone_over), STORE_ARG_INT(rows[i].extra.sold)),
			NULL);
	free(rows);
	return desk_store_result(desk, status);
}

enum status closed_day_keep(struct desk *desk, day_number day)
{
	struct keeping keeping = { .desk = desk };
	enum status status = keep_day(desk, day);

	if (!status)
		status = keep_rows(desk, day);
	if (!status)
		status = keep_sessions(desk, day);
	if (status)
		return status;
	day_format(day, keeping.day);
	return desk_store_result(desk, no_show_each_of_day(desk, day, keep_no_show, &keeping));
}

static enum status read_origin(const struct store_row *row, void *context)
{
	struct day_origin *origin = context;

	text_copy(origin->clinic, sizeof(origin->clinic), row_text(row, CLOSED_DAY_GET_CLINIC));
	text_copy(origin->line, sizeof(origin->line), row_text(row, CLOSED_DAY_GET_LINE));
	return STATUS_OK;
}

enum status closed_day_origin(struct desk *desk, day_number day, bool closed,
			      struct day_origin *out)
{
	char text[DAY_TEXT_SIZE];
	enum status status;

	text_copy(out->clinic, sizeof(out->clinic), desk->settings.clinic_name);
	out->line[0] = '\0';
	if (!closed)
		line_text(store_line(desk->store), out->line);
	status = store_one(desk->store, SQL_CLOSED_DAY_GET, ARGS(store_text(day_format(day, text))),
			   read_origin, out);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/* What of a session is kept. */
static enum status read_session(const struct store_row *row, void *context)
{
	struct session *out = context;

	out->id = row_number(row, CLOSED_SESSION_LIST_SESSION_ID);
	if (!session_state_parse(row_text(row, CLOSED_SESSION_LIST_STATE), &out->state))
		return STATUS_STORE_CORRUPT;
	text_copy(out->room, sizeof(out->room), row_text(row, CLOSED_SESSION_LIST_ROOM));
	out->capacity = (int)row_number(row, CLOSED_SESSION_LIST_CAPACITY);
	out->counter.total = (int)row_number(row, CLOSED_SESSION_LIST_COUNTER_TOTAL);
	out->counter.sold = (int)row_number(row, CLOSED_SESSION_LIST_COUNTER_SOLD);
	out->counter.free = (int)row_number(row, CLOSED_SESSION_LIST_COUNTER_FREE);
	out->online.total = (int)row_number(row, CLOSED_SESSION_LIST_ONLINE_TOTAL);
	out->online.sold = (int)row_number(row, CLOSED_SESSION_LIST_ONLINE_SOLD);
	out->online.free = (int)row_number(row, CLOSED_SESSION_LIST_ONLINE_FREE);
	out->gone_over = (int)row_number(row, CLOSED_SESSION_LIST_GONE_OVER);
	out->extra.sold = (int)row_number(row, CLOSED_SESSION_LIST_EXTRA_SOLD);
	return STATUS_OK;
}

static void put_back(struct session *session, const struct session *kept)
{
	session->state = kept->state;
	text_copy(session->room, sizeof(session->room), kept->room);
	session->capacity = kept->capacity;
	session->counter = kept->counter;
	session->online = kept->online;
	session->gone_over = kept->gone_over;
	session->extra.sold = kept->extra.sold;
}

/* Puts back what is kept, and leaves out what came later; both are in few rows. */
static void make_as_closed(struct session *rows, size_t *count, const struct session *kept,
			   size_t kept_count)
{
	size_t left = 0;

	for (size_t i = 0; i < *count; i++) {
		for (size_t k = 0; k < kept_count; k++) {
			if (kept[k].id != rows[i].id)
				continue;
			rows[left] = rows[i];
			put_back(&rows[left++], &kept[k]);
			break;
		}
	}
	*count = left;
}

enum status closed_day_sessions(struct desk *desk, day_number day, struct session **rows,
				size_t *count)
{
	struct close_record close = { .is_kept = false };
	struct session *kept = NULL;
	size_t kept_count = 0;
	char text[DAY_TEXT_SIZE];
	enum status status;

	*rows = NULL;
	*count = 0;
	status = session_list(desk, day, NULL, rows, count);
	if (!status)
		status = day_close_get(desk, day, &close);
	if (!status && close.is_kept)
		status = list_read(desk, SQL_CLOSED_SESSION_LIST,
				   ARGS(store_text(day_format(day, text))), read_session,
				   sizeof(*kept), &kept, &kept_count);
	if (!status && close.is_kept)
		make_as_closed(*rows, count, kept, kept_count);
	free(kept);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status) {
		free(*rows);
		*rows = NULL;
		*count = 0;
	}
	return status;
}
