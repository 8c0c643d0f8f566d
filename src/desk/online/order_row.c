#include "desk/online/order_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/money/refund.h"

#include "sql_columns.h"

static bool read_words(const struct store_row *row, struct order_row *out)
{
	struct online_order *order = &out->order;

	if (!online_action_parse(row_text(row, ORDER_ROW_ACTION), &order->action) ||
	    !online_result_parse(row_text(row, ORDER_ROW_RESULT), &out->result))
		return false;
	if (!row_is_null(row, ORDER_ROW_REFUND_STATE) &&
	    !refund_state_parse(row_text(row, ORDER_ROW_REFUND_STATE), &out->refund_state))
		return false;
	out->is_known = !row_is_null(row, ORDER_ROW_DATE);
	if (!id_type_parse(row_text(row, ORDER_ROW_ID_TYPE), &order->id_type))
		return false;
	return !out->is_known || (day_parse(row_text(row, ORDER_ROW_DATE), &order->day) &&
				  period_parse(row_text(row, ORDER_ROW_PERIOD), &order->period));
}

static enum status read_order(const struct store_row *row, void *context)
{
	struct order_row *out = context;
	struct online_order *order = &out->order;
	const struct {
		char *out;
		size_t size;
		const char *text;
	} texts[] = {
		{ order->order_no, sizeof(order->order_no), row_text(row, ORDER_ROW_ORDER_NO) },
		{ order->doctor_code, sizeof(order->doctor_code),
		  row_text(row, ORDER_ROW_DOCTOR_CODE) },
		{ order->name, sizeof(order->name), row_text(row, ORDER_ROW_NAME) },
		{ order->id_number, sizeof(order->id_number), row_text(row, ORDER_ROW_ID_NUMBER) },
		{ order->phone, sizeof(order->phone), row_text(row, ORDER_ROW_PHONE) },
		{ order->transaction_id, sizeof(order->transaction_id),
		  row_text(row, ORDER_ROW_TRANSACTION_ID) },
		{ out->code, sizeof(out->code), row_text(row, ORDER_ROW_CODE) },
		{ out->business_day, sizeof(out->business_day),
		  row_text(row, ORDER_ROW_BUSINESS_DAY) },
	};

	if (!read_words(row, out))
		return STATUS_STORE_CORRUPT;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		text_copy(texts[i].out, texts[i].size, texts[i].text);
	out->nth = (int)row_number(row, ORDER_ROW_NTH);
	out->seq = row_number(row, ORDER_ROW_SEQ);
	out->booking_id = row_number(row, ORDER_ROW_BOOKING_ID);
	out->refund_id = row_number(row, ORDER_ROW_REFUND_ID);
	order->paid_fen = row_number(row, ORDER_ROW_PAID_FEN);
	order->paid = order->paid_fen > 0;
	order->ordered_ms = row_number(row, ORDER_ROW_ORDERED_AT_MS);
	return STATUS_OK;
}

enum status order_rows_read(struct desk *desk, const char *order_no, enum online_action action,
			    struct order_row **rows, size_t *count)
{
	return list_read(desk, SQL_ORDER_GET,
			 ARGS(store_text(order_no), store_text(online_action_name(action))),
			 read_order, sizeof(**rows), rows, count);
}

enum status order_row_of_payment(struct desk *desk, const char *transaction_id,
				 struct order_row *out)
{
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_one(desk->store, SQL_ORDER_OF_PAYMENT, ARGS(store_text(transaction_id)),
			   read_order, out);
	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

enum status order_rows_of_day(struct desk *desk, day_number day, struct order_row **rows,
			      size_t *count)
{
	char text[DAY_TEXT_SIZE];

	return list_read(desk, SQL_ORDER_LIST_DAY, ARGS(store_text(day_format(day, text))),
			 read_order, sizeof(**rows), rows, count);
}

enum status order_rows_refused(struct desk *desk, struct order_row **rows, size_t *count)
{
	char today[DAY_TEXT_SIZE];

	return list_read(desk, SQL_ORDER_LIST_REFUSED,
			 ARGS(store_text(day_format(desk_today(desk), today))), read_order,
			 sizeof(**rows), rows, count);
}

enum status order_rows_to_look_at(struct desk *desk, struct order_row **rows, size_t *count)
{
	return list_read(desk, SQL_ORDER_LIST_LOOK, NO_ARGS, read_order, sizeof(**rows), rows,
			 count);
}

bool order_row_is_to_look_at(const struct order_row *row)
{
	return row->result == ONLINE_REFUSED &&
	       strcmp(row->code, status_name(STATUS_DAY_CLOSED)) == 0;
}

bool order_row_money_is_here(const struct order_row *row)
{
	return row->refund_state == REFUND_NONE || refund_may_be_withdrawn(row->refund_state);
}

bool order_row_can_be_tried(const struct order_row *row)
{
	return row->result == ONLINE_REFUSED && row->is_known && order_row_money_is_here(row);
}

/* How fit a refused order is to be tried: what stands for something else comes after the others. */
static int fitness(const struct order_row *row)
{
	if (!order_row_can_be_tried(row))
		return 1;
	return strcmp(row->code, status_name(STATUS_ORDER_DIFFERS)) == 0 ? 2 : 3;
}

enum status order_row_find_refused(struct desk *desk, const char *order_no, int nth,
				   struct order_row *out)
{
	struct order_row *rows;
	size_t count;
	enum status status = order_rows_read(desk, order_no, ONLINE_BOOK, &rows, &count);

	if (status)
		return status;
	out->nth = 0;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].result != ONLINE_REFUSED || (nth && rows[i].nth != nth))
			continue;
		if (!out->nth || fitness(&rows[i]) >= fitness(out))
			*out = rows[i];
	}
	free(rows);
	if (!out->nth)
		return desk_refuse(desk, STATUS_NOT_FOUND,
				   _("No online order %s was refused. \"frontdesk orders "
				     "--refused\" lists those that were."),
				   order_no);
	if (!out->is_known)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("Order %s was refused by an older version, which did not keep "
				     "what it asked for. Import its file again."),
				   order_no);
	if (!order_row_can_be_tried(out))
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("The money of order %s is on its way back (%s), so it cannot "
				     "be booked any more. The patient can book anew."),
				   order_no, refund_state_word(out->refund_state));
	return STATUS_OK;
}

enum status order_row_release_refund(struct desk *desk, const struct order_row *row)
{
	const struct online_order *order = &row->order;

	return desk_store_result(desk, store_run(desk->store, SQL_ORDER_RELEASE_REFUND,
						 ARGS(store_text(order->order_no),
						      store_text(online_action_name(order->action)),
						      STORE_ARG_INT(row->nth)),
						 NULL));
}

/* "" where the store has NULL. */
static struct store_value known_text(const struct order_row *row, const char *text)
{
	return row->is_known ? store_text(text) : STORE_ARG_NULL;
}

enum status order_row_add(struct desk *desk, const struct order_row *row, int64_t seq)
{
	const struct online_order *order = &row->order;
	char business_day[DAY_TEXT_SIZE], day[DAY_TEXT_SIZE];
	enum status status = ledger_business_day(desk, business_day);

	if (status)
		return status;
	status = store_run(
		desk->store, SQL_ORDER_ADD,
		ARGS(store_text(order->order_no), store_text(online_action_name(order->action)),
		     STORE_ARG_INT(row->nth), store_text(online_result_name(row->result)),
		     store_text(row->code), store_id_or_null(row->booking_id),
		     store_text(order->doctor_code), store_text(day_format(order->day, day)),
		     store_text(period_name(order->period)), store_text(order->name),
		     store_text(id_type_name(order->id_type)), store_text(order->id_number),
		     store_text(order->phone), STORE_ARG_INT(order->paid_fen),
		     store_text_or_null(order->transaction_id), store_id_or_null(row->refund_id),
		     STORE_ARG_INT(order->ordered_ms), store_text(business_day),
		     STORE_ARG_INT(seq)),
		NULL);
	return desk_store_result(desk, status);
}

enum status order_row_change(struct desk *desk, const struct order_row *row, int64_t seq)
{
	const struct online_order *order = &row->order;
	char business_day[DAY_TEXT_SIZE], day[DAY_TEXT_SIZE] = "";
	enum status status = ledger_business_day(desk, business_day);

	if (status)
		return status;
	if (row->is_known)
		day_format(order->day, day);
	status = store_run(
		desk->store, SQL_ORDER_CHANGE,
		ARGS(store_text(online_result_name(row->result)), store_text(row->code),
		     store_id_or_null(row->booking_id), known_text(row, order->doctor_code),
		     known_text(row, day), known_text(row, period_name(order->period)),
		     known_text(row, order->name), known_text(row, id_type_name(order->id_type)),
		     known_text(row, order->id_number), known_text(row, order->phone),
		     STORE_ARG_INT(order->paid_fen), store_text_or_null(order->transaction_id),
		     store_id_or_null(row->refund_id), STORE_ARG_INT(order->ordered_ms),
		     store_text(business_day), STORE_ARG_INT(seq), store_text(order->order_no),
		     store_text(online_action_name(order->action)), STORE_ARG_INT(row->nth)),
		NULL);
	return desk_store_result(desk, status);
}

static enum status read_count(const struct store_row *row, void *context)
{
	struct order_counts *out = context;
	const int count = (int)row_number(row, ORDER_COUNT_DAY_ORDERS);
	enum online_result result;

	if (!online_result_parse(row_text(row, ORDER_COUNT_DAY_RESULT), &result))
		return STATUS_STORE_CORRUPT;
	switch (result) {
	case ONLINE_ACCEPTED: out->accepted = count; return STATUS_OK;
	case ONLINE_CANCELLED: out->cancelled = count; return STATUS_OK;
	case ONLINE_REFUSED: out->refused = count; return STATUS_OK;
	default: return STATUS_STORE_CORRUPT;
	}
}

enum status order_rows_count(struct desk *desk, day_number day, struct order_counts *out)
{
	char text[DAY_TEXT_SIZE];

	*out = (struct order_counts){ .accepted = 0 };
	return desk_store_result(desk, store_each(desk->store, SQL_ORDER_COUNT_DAY,
						  ARGS(store_text(day_format(day, text))),
						  read_count, out));
}
