#include "desk/day/open_matters.h"

static enum status read_matters(const struct store_row *row, void *context)
{
	struct open_matters *out = context;

	*out = (struct open_matters){ .unresolved = (int)row_number(row, 0),
				      .refunds = (int)row_number(row, 1),
				      .refunds_fen = row_number(row, 2),
				      .bans = (int)row_number(row, 3),
				      .affected = (int)row_number(row, 4),
				      .unclosed = DAY_NONE };
	if (!row_is_null(row, 5) && !day_parse(row_text(row, 5), &out->unclosed))
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
