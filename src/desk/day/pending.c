#include "desk/day/pending.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/online/order_look.h"

#include "sql_columns.h"

static const struct choice kinds[PENDING_KIND_COUNT] = {
#define PENDING_KIND(symbol, name, blocks, word) [PENDING_##symbol] = CHOICE(name, word),
#include "desk/day/pending_kind.def"
#undef PENDING_KIND
};

static const bool blocking[PENDING_KIND_COUNT] = {
#define PENDING_KIND(symbol, name, blocks, word) [PENDING_##symbol] = (blocks),
#include "desk/day/pending_kind.def"
#undef PENDING_KIND
};

const char *pending_kind_name(enum pending_kind kind)
{
	return kinds[kind].name;
}

const char *pending_kind_word(enum pending_kind kind)
{
	return _(kinds[kind].word);
}

bool pending_kind_blocks(enum pending_kind kind)
{
	return blocking[kind];
}

void pending_release(struct pending_list *list)
{
	free(list->rows);
	*list = (struct pending_list){ .rows = NULL };
}

struct pending *pending_append(struct pending_list *list, enum pending_kind kind,
			       const char *subject)
{
	struct pending *row = memory_append(&list->rows, &list->count, &list->room, sizeof(*row));

	*row = (struct pending){ .kind = kind };
	text_copy(row->subject, sizeof(row->subject), subject);
	return row;
}

static void append_visit(struct pending_list *list, const struct booking *booking)
{
	const enum pending_kind kind = booking->state == BOOKING_FULFILLED	? PENDING_UNPAID
				       : booking->ticket_state != TICKET_CALLED ? PENDING_NOT_SEEN
				       : booking->state == BOOKING_CHECKED_IN	? PENDING_CALLED
										: PENDING_NOT_SEEN;
	char number[BOOKING_NUMBER_SIZE];
	struct pending *row = pending_append(list, kind,
					     booking_number_format(booking->id, number));

	row->booking_id = booking->id;
	row->passed = booking->state == BOOKING_NOT_SEEN;
	row->fen = kind == PENDING_UNPAID ? booking_owed_fen(booking)
					  : booking_still_paid_fen(booking);
	text_copy(row->patient, sizeof(row->patient), booking->patient);
	text_copy(row->phone, sizeof(row->phone), booking->phone);
	text_copy(row->doctor, sizeof(row->doctor), booking->doctor);
}

enum status pending_visits(struct desk *desk, day_number day, struct pending_list *list)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char text[DAY_TEXT_SIZE], today[DAY_TEXT_SIZE];
	struct booking *rows = NULL;
	size_t count = 0;
	enum status status = booking_rows(desk, SQL_PENDING_VISITS,
					  ARGS(store_text(day_format(day, text)),
					       store_text(day_format(now.day, today)),
					       STORE_ARG_INT(now.minute)),
					  &rows, &count);

	for (size_t i = 0; i < count; i++)
		append_visit(list, &rows[i]);
	free(rows);
	return status;
}

enum status pending_refunds(struct desk *desk, struct pending_list *list)
{
	struct refund *rows = NULL;
	size_t count = 0;
	char receipt[RECEIPT_SIZE];
	enum status status = refund_list_due(desk, &rows, &count);

	for (size_t i = 0; i < count; i++) {
		struct pending *row = pending_append(list, PENDING_REFUND,
						     receipt_format(rows[i].id, receipt));

		row->booking_id = rows[i].booking_id;
		row->fen = rows[i].fen;
		text_copy(row->patient, sizeof(row->patient), rows[i].patient);
		text_copy(row->phone, sizeof(row->phone), rows[i].phone);
	}
	free(rows);
	return status;
}

enum status pending_orders(struct desk *desk, struct pending_list *list)
{
	struct order_row *rows = NULL;
	size_t count = 0;
	enum status status = order_look_list(desk, &rows, &count);

	for (size_t i = 0; i < count; i++) {
		struct pending row = { .kind = PENDING_ORDER, .fen = rows[i].stake_fen };

		text_copy(row.subject, sizeof(row.subject), rows[i].order.order_no);
		text_copy(row.patient, sizeof(row.patient), rows[i].order.name);
		text_copy(row.phone, sizeof(row.phone), rows[i].order.phone);
		/* A number may stand for an order and for its cancelling. */
		if (!pending_has(list, &row))
			*pending_append(list, row.kind, row.subject) = row;
	}
	free(rows);
	return status;
}

static enum status read_closed(const struct store_row *row, void *context)
{
	struct pending_list *list = context;
	const int kind = CHOICE_FIND(row_text(row, PENDING_CLOSED_KIND), kinds);
	struct pending *out;

	if (kind < 0)
		return STATUS_STORE_CORRUPT;
	out = pending_append(list, (enum pending_kind)kind, row_text(row, PENDING_CLOSED_SUBJECT));
	out->booking_id = row_number(row, PENDING_CLOSED_BOOKING_ID);
	out->fen = row_number(row, PENDING_CLOSED_FEN);
	out->passed = true;
	text_copy(out->patient, sizeof(out->patient), row_text(row, PENDING_CLOSED_PATIENT));
	text_copy(out->phone, sizeof(out->phone), row_text(row, PENDING_CLOSED_PHONE));
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, PENDING_CLOSED_DOCTOR));
	return STATUS_OK;
}

enum status pending_closed(struct desk *desk, day_number day, struct pending_list *list)
{
	char text[DAY_TEXT_SIZE];

	return desk_store_result(desk, store_each(desk->store, SQL_PENDING_CLOSED,
						  ARGS(store_text(day_format(day, text))),
						  read_closed, list));
}

struct pending_sum pending_sum(const struct pending_list *list, enum pending_kind kind, bool all)
{
	struct pending_sum sum = { .count = 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct pending *row = &list->rows[i];

		if (row->kind != kind || (row->passed && !all))
			continue;
		sum.count++;
		sum.fen += row->fen;
	}
	return sum;
}

const struct pending *pending_first_block(const struct pending_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (pending_kind_blocks(list->rows[i].kind))
			return &list->rows[i];
	return NULL;
}

bool pending_is_open(const struct pending *row)
{
	return !row->passed && !pending_kind_blocks(row->kind);
}

bool pending_has(const struct pending_list *other, const struct pending *row)
{
	for (size_t i = 0; i < other->count; i++)
		if (other->rows[i].kind == row->kind && other->rows[i].fen == row->fen &&
		    !strcmp(other->rows[i].subject, row->subject))
			return true;
	return false;
}

enum status pending_keep(struct desk *desk, day_number day, const struct pending *row, int64_t seq)
{
	char text[DAY_TEXT_SIZE];

	return desk_store_result(
		desk,
		store_run(desk->store, SQL_PENDING_ADD,
			  ARGS(store_text(day_format(day, text)),
			       store_text(pending_kind_name(row->kind)), store_text(row->subject),
			       store_id_or_null(row->booking_id), STORE_ARG_INT(row->fen),
			       store_text_or_null(row->patient), store_text_or_null(row->phone),
			       store_text_or_null(row->doctor), STORE_ARG_INT(seq)),
			  NULL));
}
