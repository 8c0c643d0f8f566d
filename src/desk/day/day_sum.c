#include "desk/day/day_sum.h"

#include <stdlib.h>
#include <string.h>

#include "desk/list.h"
#include "desk/money/ledger.h"

#include "sql_columns.h"

/* ---- From rows ---- */

static enum status take_made(const struct store_row *row, void *context)
{
	struct day_sum *sum = context;

	sum->made = row_number(row, DAY_SUM_MADE_MADE);
	return STATUS_OK;
}

static enum status take_visits(const struct store_row *row, void *context)
{
	struct day_sum *sum = context;

	sum->came = row_number(row, DAY_SUM_VISITS_CAME);
	sum->not_seen = row_number(row, DAY_SUM_VISITS_NOT_SEEN);
	sum->no_shows = row_number(row, DAY_SUM_VISITS_NO_SHOWS);
	sum->cancelled = row_number(row, DAY_SUM_VISITS_CANCELLED);
	return STATUS_OK;
}

static enum status take_ledger(const struct store_row *row, void *context)
{
	struct day_sum *sum = context;

	sum->payments_fen = row_number(row, DAY_SUM_LEDGER_PAYMENTS);
	sum->refunds_fen = row_number(row, DAY_SUM_LEDGER_REFUNDS);
	sum->returned_fen = row_number(row, DAY_SUM_LEDGER_RETURNED);
	sum->earlier_fen = row_number(row, DAY_SUM_LEDGER_EARLIER);
	return STATUS_OK;
}

static enum status sum_bookings(struct desk *desk, day_number from, day_number to,
				const struct day_sum_filter *filter, struct day_sum *out)
{
	char before[DAY_TEXT_SIZE], first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
	enum status status;

	day_format(from, first);
	day_format(to, last);
	status = store_each(desk->store, SQL_DAY_SUM_MADE,
			    ARGS(STORE_ARG_INT(day_number_base(from - 1)),
				 STORE_ARG_INT(day_number_base(to) + NUMBERS_PER_DAY),
				 STORE_ARG_INT(day_number_base(from)),
				 store_text(day_format(from - 1, before)), store_text(last),
				 store_text(filter->department), store_text(filter->doctor)),
			    take_made, out);
	if (!status)
		status = store_each(desk->store, SQL_DAY_SUM_VISITS,
				    ARGS(store_text(first), store_text(last),
					 store_text(filter->department),
					 store_text(filter->doctor)),
				    take_visits, out);
	return status;
}

enum status day_sum_of_rows(struct desk *desk, day_number from, day_number to,
			    const struct day_sum_filter *filter, struct day_sum *out)
{
	enum status status = STATUS_OK;

	memset(out, 0, sizeof(*out));
	if (!filter->clerk && !filter->method)
		status = sum_bookings(desk, from, to, filter, out);
	if (!status)
		status = store_each(desk->store, SQL_DAY_SUM_LEDGER,
				    ARGS(STORE_ARG_INT(day_number_base(from)),
					 STORE_ARG_INT(day_number_base(to) + NUMBERS_PER_DAY),
					 store_text(filter->department), store_text(filter->doctor),
					 store_text(filter->method), store_text(filter->clerk)),
				    take_ledger, out);
	return desk_store_result(desk, status);
}

/* ---- As kept ---- */

struct kept {
	day_number day;
	struct day_sum sum;
};

static enum status take_kept(const struct store_row *row, void *context)
{
	struct kept *kept = context;
	struct day_sum *sum = &kept->sum;

	if (!day_parse(row_text(row, DAY_SUM_KEPT_BUSINESS_DAY), &kept->day))
		return STATUS_STORE_CORRUPT;
	sum->made = row_number(row, DAY_SUM_KEPT_MADE);
	sum->came = row_number(row, DAY_SUM_KEPT_CAME);
	sum->not_seen = row_number(row, DAY_SUM_KEPT_NOT_SEEN);
	sum->no_shows = row_number(row, DAY_SUM_KEPT_NO_SHOWS);
	sum->cancelled = row_number(row, DAY_SUM_KEPT_CANCELLED);
	sum->payments_fen = row_number(row, DAY_SUM_KEPT_PAYMENTS_FEN);
	sum->refunds_fen = row_number(row, DAY_SUM_KEPT_REFUNDS_FEN);
	sum->returned_fen = row_number(row, DAY_SUM_KEPT_RETURNED_FEN);
	sum->earlier_fen = row_number(row, DAY_SUM_KEPT_EARLIER_FEN);
	return STATUS_OK;
}

static void add(struct day_sum *sum, const struct day_sum *more)
{
	sum->made += more->made;
	sum->came += more->came;
	sum->not_seen += more->not_seen;
	sum->no_shows += more->no_shows;
	sum->cancelled += more->cancelled;
	sum->payments_fen += more->payments_fen;
	sum->refunds_fen += more->refunds_fen;
	sum->returned_fen += more->returned_fen;
	sum->earlier_fen += more->earlier_fen;
}

/* Adds days of which nothing is kept: those that are not closed, or were by an older program. */
static enum status add_rows(struct desk *desk, day_number from, day_number to, struct day_sum *out)
{
	static const struct day_sum_filter any = { .department = NULL };
	struct day_sum sum;
	enum status status;

	if (from > to)
		return STATUS_OK;
	status = day_sum_of_rows(desk, from, to, &any, &sum);
	if (!status)
		add(out, &sum);
	return status;
}

enum status day_sum(struct desk *desk, day_number from, day_number to,
		    const struct day_sum_filter *filter, struct day_sum *out)
{
	char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
	struct kept *kept;
	size_t count;
	enum status status;

	/* The whole is kept, not its parts. */
	if (filter->department || filter->doctor || filter->method || filter->clerk)
		return day_sum_of_rows(desk, from, to, filter, out);
	memset(out, 0, sizeof(*out));
	day_format(from, first);
	status = list_read(desk, SQL_DAY_SUM_KEPT,
			   ARGS(store_text(first), store_text(day_format(to, last))), take_kept,
			   sizeof(*kept), &kept, &count);
	for (size_t i = 0; i < count && !status; i++) {
		status = add_rows(desk, from, kept[i].day - 1, out);
		add(out, &kept[i].sum);
		from = kept[i].day + 1;
	}
	if (!status)
		status = add_rows(desk, from, to, out);
	free(kept);
	return status;
}
