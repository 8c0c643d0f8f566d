#include "desk/day/close_record.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/money/ledger.h"
#include "desk/roster/roster.h"

#include "sql_columns.h"

static enum status read_day(const struct store_row *row, void *context)
{
	return day_parse(row_text(row, DAY_ROW_DAY), context) ? STATUS_OK : STATUS_STORE_CORRUPT;
}

enum status day_running(struct desk *desk, day_number day, int *count)
{
	struct session *rows = NULL;
	size_t row_count = 0;
	enum status status = session_list(desk, day, NULL, &rows, &row_count);

	*count = 0;
	for (size_t i = 0; i < row_count; i++)
		*count += rows[i].state == SESSION_OPEN && !session_is_over(desk, &rows[i]);
	free(rows);
	return status;
}

enum status day_is_closed(struct desk *desk, day_number day, bool *closed, day_number *last)
{
	enum status status = ledger_last_closed(desk, last);

	*closed = status == STATUS_OK && *last != DAY_NONE && day <= *last;
	return status;
}

enum status day_has_come(struct desk *desk, day_number day)
{
	char text[DAY_TEXT_SIZE];

	if (day <= desk_today(desk))
		return STATUS_OK;
	return desk_refuse(desk, STATUS_TOO_EARLY,
			   _("%s has not come yet; a day is closed once its sessions are over."),
			   day_format(day, text));
}

static enum status read_close(const struct store_row *row, void *context)
{
	struct close_record *out = context;

	out->seq = row_number(row, DAY_CLOSE_GET_SEQ);
	out->payments_fen = row_number(row, DAY_CLOSE_GET_PAYMENTS_FEN);
	out->refunds_fen = row_number(row, DAY_CLOSE_GET_REFUNDS_FEN);
	out->cash_expected_fen = row_number(row, DAY_CLOSE_GET_CASH_EXPECTED_FEN);
	out->cash_counted_fen = row_is_null(row, DAY_CLOSE_GET_CASH_COUNTED_FEN)
					? -1
					: row_number(row, DAY_CLOSE_GET_CASH_COUNTED_FEN);
	out->counts = (int)row_number(row, DAY_CLOSE_GET_COUNTS);
	out->first_counted_fen = row_is_null(row, DAY_CLOSE_GET_FIRST_COUNTED_FEN)
					 ? -1
					 : row_number(row, DAY_CLOSE_GET_FIRST_COUNTED_FEN);
	out->first_expected_fen = row_number(row, DAY_CLOSE_GET_FIRST_EXPECTED_FEN);
	out->is_kept = row_number(row, DAY_CLOSE_GET_KEPT) != 0;
	out->no_shows = (int)row_number(row, DAY_CLOSE_GET_NO_SHOWS);
	out->at_ms = row_number(row, DAY_CLOSE_GET_AT_MS);
	text_copy(out->staff, sizeof(out->staff), row_text(row, DAY_CLOSE_GET_STAFF));
	text_copy(out->counter, sizeof(out->counter), row_text(row, DAY_CLOSE_GET_COUNTER));
	text_copy(out->reason, sizeof(out->reason), row_text(row, DAY_CLOSE_GET_REASON));
	return STATUS_OK;
}

enum status day_close_get(struct desk *desk, day_number day, struct close_record *out)
{
	char text[DAY_TEXT_SIZE];
	enum status status;

	*out = (struct close_record){ .day = day };
	status = store_one(desk->store, SQL_DAY_CLOSE_GET, ARGS(store_text(day_format(day, text))),
			   read_close, out);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("The day %s is not closed."), text);
	if (!status)
		status = link_of_close(desk->store, out->seq, &out->head);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/* The first day with a receipt of a number from `from` to before `to`; *first is left alone when
 * there is none. */
static enum status first_money_between(struct desk *desk, int64_t from, int64_t to,
				       day_number *first)
{
	enum status status = store_one(desk->store, SQL_CLOSING_FIRST_MONEY,
				       ARGS(STORE_ARG_INT(from), STORE_ARG_INT(to)), read_day,
				       first);

	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/*
 * The first day before `day` and behind the last closed one with money. Receipts have two digits of
 * the year: those of a clock that stood before 2000 are numbered behind all others, and are
 * earlier.
 */
static enum status first_money(struct desk *desk, day_number day, day_number last,
			       day_number *first)
{
	const day_number century = day_from_civil(2000, 1, 1);
	const int64_t old_end = (int64_t)NUMBERS_PER_DAY * NUMBERS_PER_DAY,
		      to = day_number_base(day);
	int64_t from = last == DAY_NONE ? 0 : day_number_base(last + 1);
	enum status status;

	*first = DAY_NONE;
	if (last < century) {
		const int64_t old_from = last == DAY_NONE ? day_number_base(0) : from;

		status = first_money_between(desk, old_from, day < century ? to : old_end, first);
		if (status || *first != DAY_NONE || day < century)
			return status;
		from = 0;
	}
	return day < century ? STATUS_OK : first_money_between(desk, from, to, first);
}

enum status day_first_open(struct desk *desk, day_number day, day_number *first)
{
	char text[DAY_TEXT_SIZE];
	day_number last, money, session = DAY_NONE;
	bool closed;
	enum status status = day_is_closed(desk, day, &closed, &last);

	if (status == STATUS_OK)
		status = first_money(desk, day, last, &money);
	if (status)
		return status;
	status = store_one(desk->store, SQL_CLOSING_FIRST_SESSION,
			   ARGS(store_text(day_format(day, text))), read_day, &session);
	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	*first = money;
	if (money == DAY_NONE || (session != DAY_NONE && session < money))
		*first = session;
	return STATUS_OK;
}
