#include "desk/roster/online_share.h"

#include <stdlib.h>

void online_share_add(struct online_share *share, const struct session *session)
{
	if (session->state == SESSION_SUSPENDED) {
		share->suspended++;
		return;
	}
	share->sessions++;
	share->online += session->online.total;
	share->sold += session->online.sold;
	share->free += session->online.free;
	share->gone_over += session->gone_over;
}

enum status online_share_of_days(struct desk *desk, day_number from, struct online_share *out,
				 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct session *rows;
		size_t rows_count;
		enum status status;

		out[i] = (struct online_share){ .day = from + (day_number)i };
		status = session_list(desk, out[i].day, NULL, &rows, &rows_count);
		if (status)
			return status;
		for (size_t k = 0; k < rows_count; k++)
			online_share_add(&out[i], &rows[k]);
		free(rows);
	}
	return STATUS_OK;
}
