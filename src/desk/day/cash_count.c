#include "desk/day/cash_count.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/day/close_record.h"
#include "desk/list.h"
#include "desk/money/ledger.h"

#include "sql_columns.h"

static enum status read_count(const struct store_row *row, void *context)
{
	struct cash_count *out = context;

	out->counted_fen = row_number(row, CASH_COUNT_LIST_COUNTED_FEN);
	out->expected_fen = row_number(row, CASH_COUNT_LIST_EXPECTED_FEN);
	out->at_ms = row_number(row, CASH_COUNT_LIST_AT_MS);
	out->seq = row_number(row, CASH_COUNT_LIST_SEQ);
	text_copy(out->reason, sizeof(out->reason), row_text(row, CASH_COUNT_LIST_REASON));
	text_copy(out->staff, sizeof(out->staff), row_text(row, CASH_COUNT_LIST_STAFF));
	text_copy(out->counter, sizeof(out->counter), row_text(row, CASH_COUNT_LIST_COUNTER));
	return STATUS_OK;
}

enum status cash_count_list(struct desk *desk, day_number day, struct cash_count **rows,
			    size_t *count)
{
	char text[DAY_TEXT_SIZE];

	return list_read(desk, SQL_CASH_COUNT_LIST, ARGS(store_text(day_format(day, text))),
			 read_count, sizeof(**rows), rows, count);
}

static enum status add(struct desk *desk, day_number day, const struct cash_count *count, int nth,
		       int64_t previous)
{
	char text[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE], counted[MONEY_TEXT_SIZE],
		expected[MONEY_TEXT_SIZE];
	int64_t seq;
	enum status status;

	text_format(detail, sizeof(detail), "%s %d: %s, expected %s%s%s", day_format(day, text),
		    nth, money_format(count->counted_fen, counted),
		    money_format(count->expected_fen, expected), *count->reason ? ": " : "",
		    count->reason);
	status = audit_record(desk, AUDIT_CASH_COUNT, day, previous, NULL, detail, &seq);
	if (status)
		return status;
	return desk_store_result(
		desk, store_run(desk->store, SQL_CASH_COUNT_ADD,
				ARGS(store_text(text), STORE_ARG_INT(nth),
				     STORE_ARG_INT(count->counted_fen),
				     STORE_ARG_INT(count->expected_fen),
				     store_text_or_null(count->reason), STORE_ARG_INT(seq)),
				NULL));
}

struct first {
	day_number day;
	int64_t counted_fen;
};

static enum status first_inside(struct desk *desk, void *context)
{
	const struct first *first = context;
	struct cash_count count = { .counted_fen = first->counted_fen }, *rows = NULL;
	struct day_money money;
	char text[DAY_TEXT_SIZE];
	size_t found = 0;
	day_number last;
	bool closed;
	enum status status = day_is_closed(desk, first->day, &closed, &last);

	if (!status && !closed)
		status = cash_count_list(desk, first->day, &rows, &found);
	free(rows);
	if (status || closed || found > 0)
		return status;
	status = ledger_day(desk, day_format(first->day, text), &money);
	if (status)
		return status;
	count.expected_fen = day_money_cash_fen(&money);
	return add(desk, first->day, &count, 1, 0);
}

enum status cash_count_first(struct desk *desk, day_number day, int64_t counted_fen)
{
	struct first first = { .day = day, .counted_fen = counted_fen };
	enum status status = day_has_come(desk, day);

	if (status)
		return status;
	if (counted_fen < 0)
		return desk_refuse(desk, STATUS_BAD_AMOUNT,
				   _("The cash counted cannot be negative."));
	return desk_change(desk, first_inside, &first);
}

enum status cash_count_last(struct desk *desk, day_number day, int64_t counted_fen,
			    int64_t expected_fen, const char *reason)
{
	struct cash_count count = { .counted_fen = counted_fen, .expected_fen = expected_fen };
	struct cash_count newest = { .seq = 0 }, *rows = NULL;
	char before[MONEY_TEXT_SIZE], now[MONEY_TEXT_SIZE];
	size_t found = 0;
	enum status status = cash_count_list(desk, day, &rows, &found);

	if (found > 0)
		newest = rows[found - 1];
	free(rows);
	if (status)
		return status;
	if (found > 0 && newest.expected_fen == expected_fen) {
		if (newest.counted_fen == counted_fen)
			return STATUS_OK;
		if (!*reason)
			return desk_refuse(desk, STATUS_CASH_DIFFERS,
					   _("The day was not closed: %s yuan was counted before, "
					     "and %s yuan now. Give the reason why it was counted "
					     "again."),
					   money_format(newest.counted_fen, before),
					   money_format(counted_fen, now));
	}
	if (found > 0)
		text_copy(count.reason, sizeof(count.reason), reason);
	return add(desk, day, &count, (int)found + 1, newest.seq);
}
