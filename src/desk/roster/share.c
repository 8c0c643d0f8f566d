#include "desk/roster/share.h"

#include <stdlib.h>

#include "base/choice.h"

void share_add(struct share *share, const struct session *session)
{
	int gone_over = session_gone_over(session);

	if (session->state == SESSION_SUSPENDED) {
		share->suspended++;
		return;
	}
	share->sessions++;
	share->online += session->online.total;
	share->sold += session->online.sold;
	share->free += session->online.free - gone_over;
	share->gone_over += gone_over;
}

enum status share_of_days(struct desk *desk, day_number from, struct share *out, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct session *rows;
		size_t rows_count;
		enum status status;

		out[i] = (struct share){ .day = from + (day_number)i };
		status = session_list(desk, out[i].day, NULL, &rows, &rows_count);
		if (status)
			return status;
		for (size_t k = 0; k < rows_count; k++)
			share_add(&out[i], &rows[k]);
		free(rows);
	}
	return STATUS_OK;
}

static enum status read_orders(const struct store_row *row, void *context)
{
	static const struct choice results[] = { { "accepted", "" },
						 { "cancelled", "" },
						 { "refused", "" } };
	struct share_orders *out = context;
	int *const counter[] = { &out->accepted, &out->cancelled, &out->refused };
	int result = CHOICE_FIND(row_text(row, 0), results);

	if (result < 0)
		return STATUS_STORE_CORRUPT;
	*counter[result] = (int)row_number(row, 1);
	return STATUS_OK;
}

enum status share_orders_of(struct desk *desk, day_number day, struct share_orders *out)
{
	char text[DAY_TEXT_SIZE];

	*out = (struct share_orders){ .accepted = 0 };
	return desk_store_result(desk, store_each(desk->store, SQL_ORDER_COUNT_DAY,
						  ARGS(store_text(day_format(day, text))),
						  read_orders, out));
}
