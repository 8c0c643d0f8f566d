#include "desk/online/order_way.h"

#include <stdlib.h>
#include <string.h>

#include "desk/online/order_parts.h"

unsigned order_way_parts(const struct order_row *row, const struct online_order *order)
{
	struct online_order stands = row->order;

	if (row->is_known)
		return order_differences(&stands, order);
	/* Of older programs only the amount is known. */
	stands = *order;
	stands.paid_fen = row->order.paid_fen;
	return order_differences(&stands, order);
}

bool order_way_is_exactly(const struct order_row *row, const struct online_order *order)
{
	const struct online_order *before = &row->order;

	return order_way_parts(row, order) == 0 && before->paid_fen == order->paid_fen &&
	       (!row->is_known || (!before->name[0] == !order->name[0] &&
				   !before->id_number[0] == !order->id_number[0]));
}

/* A refused order that comes again, corrected perhaps: its payment is the same one, or else its
 * person. A cancel says little, and must be the same. */
static bool comes_back(const struct order_row *row, const struct online_order *order)
{
	const struct online_order *before = &row->order;

	if (order->action == ONLINE_CANCEL)
		return order_way_is_exactly(row, order);
	if (before->paid_fen && order->paid_fen) {
		if (before->paid_fen != order->paid_fen)
			return false;
		if (before->transaction_id[0])
			return !strcmp(before->transaction_id, order->transaction_id);
	}
	return !row->is_known || !order_other_person(before, order);
}

/* The one that is the same in all, or NULL. */
static const struct order_row *find_exact(const struct order_row *rows, size_t count,
					  const struct online_order *order)
{
	for (size_t i = 0; i < count; i++)
		if (order_way_is_exactly(&rows[i], order))
			return &rows[i];
	return NULL;
}

/* The newest refused one that comes back, or NULL. */
static const struct order_row *find_refused(const struct order_row *rows, size_t count,
					    const struct online_order *order)
{
	for (size_t i = count; i > 0; i--)
		if (comes_back(&rows[i - 1], order))
			return &rows[i - 1];
	return NULL;
}

/* The one that was carried out, or NULL. */
static const struct order_row *standing(const struct order_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].result != ONLINE_REFUSED)
			return &rows[i];
	return NULL;
}

static void set(struct order_way *out, enum way way, const struct order_row *row)
{
	out->way = way;
	if (row)
		out->row = *row;
	else
		memset(&out->row, 0, sizeof(out->row));
}

/* Among those that were all refused. What was corrected meanwhile is answered as it was. */
static void decide_refused(const struct order_row *rows, size_t count,
			   const struct online_order *order, struct order_way *out)
{
	const struct order_row *exact = find_exact(rows, count, order);
	const struct order_row *newest = find_refused(rows, count, order);

	if (exact && newest && exact->nth < newest->nth)
		set(out, WAY_AGAIN, exact);
	else if (newest)
		set(out, order_row_money_is_here(newest) ? WAY_RETRY : WAY_AGAIN, newest);
	/* Whether a cancel is for what bears its number the booking tells. */
	else if (order->action == ONLINE_CANCEL)
		set(out, WAY_NEW, NULL);
	else
		set(out, WAY_DIFFERS, &rows[0]);
}

static void decide(const struct order_row *rows, size_t count, const struct online_order *order,
		   struct order_way *out)
{
	const struct order_row *stands = standing(rows, count), *exact;

	if (count == 0) {
		set(out, WAY_NEW, NULL);
	} else if (!stands) {
		decide_refused(rows, count, order, out);
	} else if (order_way_parts(stands, order)) {
		exact = find_exact(rows, count, order);
		set(out, exact ? WAY_AGAIN : WAY_DIFFERS, exact ? exact : stands);
	} else {
		set(out, order->paid_fen && !stands->order.paid_fen ? WAY_PAY : WAY_AGAIN, stands);
	}
}

/* A cancel is about the order that is booked under its number, and must describe the same. */
static enum status look_at_booking(struct desk *desk, const struct online_order *order,
				   struct order_way *out)
{
	const struct order_row *booked;
	struct order_row *rows;
	size_t count;
	enum status status = order_rows_read(desk, order->order_no, ONLINE_BOOK, &rows, &count);

	if (status)
		return status;
	booked = standing(rows, count);
	if (booked)
		out->booking_id = booked->booking_id;
	if (booked && order_way_parts(booked, order))
		set(out, WAY_DIFFERS, booked);
	free(rows);
	return STATUS_OK;
}

enum status order_way_look(struct desk *desk, const struct online_order *order,
			   struct order_way *out)
{
	const struct order_row *exact;
	struct order_row *rows;
	size_t count;
	enum status status = order_rows_read(desk, order->order_no, order->action, &rows, &count);

	if (status)
		return status;
	memset(out, 0, sizeof(*out));
	out->last_nth = count ? rows[count - 1].nth : 0;
	decide(rows, count, order, out);
	if (order->action == ONLINE_CANCEL) {
		status = look_at_booking(desk, order, out);
		exact = out->way == WAY_DIFFERS ? find_exact(rows, count, order) : NULL;
		if (exact)
			set(out, WAY_AGAIN, exact);
	}
	free(rows);
	return status;
}
