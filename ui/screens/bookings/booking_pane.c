#include "ui/screens/bookings/booking_pane.h"

#include <stdlib.h>

#include "base/language.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/desk/history_rows.h"

void booking_pane_init(struct booking_pane *pane)
{
	history_rows_list_init(&pane->history);
}

void booking_pane_release(struct booking_pane *pane)
{
	free(pane->rows);
	pane->rows = NULL;
}

enum status booking_pane_load(struct booking_pane *pane, struct desk *desk,
			      const struct booking *booking)
{
	struct audit_row *rows = NULL;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (booking)
		status = audit_history(desk, booking->seq, &rows, &count);
	if (status)
		return status;
	booking_pane_release(pane);
	pane->booking = booking ? *booking : (struct booking){ .id = 0 };
	pane->rows = rows;
	list_set(&pane->history, rows, count);
	return STATUS_OK;
}

void booking_pane_draw(struct booking_pane *pane, const struct canvas *canvas)
{
	struct canvas below;
	int line;

	if (!pane->booking.id)
		return;
	line = booking_facts_draw(&pane->booking, canvas) + 1;
	below = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	list_draw_titled(&pane->history, &below, _("History"), false);
}
