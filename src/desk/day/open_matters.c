#include "desk/day/open_matters.h"

#include "sql_columns.h"

static enum status read_matters(const struct store_row *row, void *context)
{
	struct open_matters *out = context;

	*out = (struct open_matters){ .unresolved = (int)row_number(row, OPEN_MATTERS_UNRESOLVED),
				      .refunds = (int)row_number(row, OPEN_MATTERS_REFUNDS),
				      .refunds_fen = row_number(row, OPEN_MATTERS_REFUNDS_FEN),
				      .bans = (int)row_number(row, OPEN_MATTERS_BANS),
				      .affected = (int)row_number(row, OPEN_MATTERS_AFFECTED),
				      .orders = (int)row_number(row, OPEN_MATTERS_ORDERS),
				      .unclosed = DAY_NONE };
	if (!row_is_null(row, OPEN_MATTERS_UNCLOSED) &&
	    !day_parse(row_text(row, OPEN_MATTERS_UNCLOSED), &out->unclosed))
		return STATUS_STORE_CORRUPT;
	return STATUS_OK;
}

enum status open_matters(struct desk *desk, struct open_matters *out)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char today[DAY_TEXT_SIZE];

	return desk_store_result(desk, store_one(desk->store, SQL_OPEN_MATTERS,
						 ARGS(store_text(day_format(now.day, today)),
						      STORE_ARG_INT(now.minute)),
						 read_matters, out));
}
