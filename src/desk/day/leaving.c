#include "desk/day/leaving.h"

#include "sql_columns.h"

static enum status read_leaving(const struct store_row *row, void *context)
{
	struct leaving *out = context;

	*out = (struct leaving){ .called = (int)row_number(row, LEAVING_CALLED),
				 .unresolved = (int)row_number(row, LEAVING_UNRESOLVED),
				 .unclosed = row_number(row, LEAVING_UNCLOSED) > 0 &&
					     row_number(row, LEAVING_TO_COME) == 0 };
	return STATUS_OK;
}

enum status leaving_look(struct desk *desk, struct leaving *out)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char today[DAY_TEXT_SIZE];

	return desk_store_result(desk, store_one(desk->store, SQL_LEAVING,
						 ARGS(store_text(day_format(now.day, today)),
						      STORE_ARG_INT(now.minute)),
						 read_leaving, out));
}
