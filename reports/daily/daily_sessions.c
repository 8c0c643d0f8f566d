/* The sheet Sessions: whose numbers were sold, and what is left of them. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/day/closed_day.h"
#include "reports/daily/daily_cells.h"
#include "reports/daily/daily_sheets.h"

enum {
	SESSIONS_PERIOD,
	SESSIONS_DEPARTMENT,
	SESSIONS_DOCTOR,
	SESSIONS_ROOM,
	SESSIONS_STATE,
	SESSIONS_CAPACITY,
	SESSIONS_COUNTER,
	SESSIONS_COUNTER_SOLD,
	SESSIONS_COUNTER_FREE,
	SESSIONS_ONLINE,
	SESSIONS_ONLINE_SOLD,
	SESSIONS_ONLINE_FREE,
	SESSIONS_GONE_OVER,
	SESSIONS_EXTRA,
	SESSIONS_COLUMNS
};

static const struct xlsx_column session_columns[SESSIONS_COLUMNS] = {
	[SESSIONS_PERIOD] = { N_("Period"), VALUE_TEXT },
	[SESSIONS_DEPARTMENT] = { N_("Department"), VALUE_TEXT },
	[SESSIONS_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[SESSIONS_ROOM] = { N_("Room"), VALUE_IDENTIFIER },
	[SESSIONS_STATE] = { N_("State"), VALUE_TEXT },
	[SESSIONS_CAPACITY] = { N_("Capacity"), VALUE_COUNT },
	[SESSIONS_COUNTER] = { N_("Counter's numbers"), VALUE_COUNT },
	[SESSIONS_COUNTER_SOLD] = { N_("Sold at the counter"), VALUE_COUNT },
	[SESSIONS_COUNTER_FREE] = { N_("Free at the counter"), VALUE_COUNT },
	[SESSIONS_ONLINE] = { N_("Online's numbers"), VALUE_COUNT },
	[SESSIONS_ONLINE_SOLD] = { N_("Sold online"), VALUE_COUNT },
	[SESSIONS_ONLINE_FREE] = { N_("Free online"), VALUE_COUNT },
	[SESSIONS_GONE_OVER] = { N_("Moved to the counter"), VALUE_COUNT },
	[SESSIONS_EXTRA] = { N_("Extra numbers"), VALUE_COUNT },
};

/* A suspended session has nothing to sell, and no figures. */
static void write_numbers(struct xlsx_sheet *sheet, const struct session *session)
{
	if (session->state == SESSION_SUSPENDED)
		return;
	xlsx_number(sheet, SESSIONS_CAPACITY, session->capacity);
	xlsx_number(sheet, SESSIONS_COUNTER, session->counter.total);
	xlsx_number(sheet, SESSIONS_COUNTER_SOLD, session->counter.sold);
	xlsx_number(sheet, SESSIONS_COUNTER_FREE, session->counter.free);
	xlsx_number(sheet, SESSIONS_ONLINE, session->online.total);
	xlsx_number(sheet, SESSIONS_ONLINE_SOLD, session->online.sold);
	xlsx_number(sheet, SESSIONS_ONLINE_FREE, session->online.free);
	xlsx_number(sheet, SESSIONS_GONE_OVER, session->gone_over);
	xlsx_number(sheet, SESSIONS_EXTRA, session->extra.sold);
}

static enum status session_rows(struct daily_book *book)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_SESSIONS];
	struct session *rows;
	size_t count;
	enum status status = closed_day_sessions(book->daily->desk, book->daily->day, &rows,
						 &count);

	for (size_t i = 0; i < count && !status; i++) {
		const struct session *session = &rows[i];

		xlsx_row(sheet);
		xlsx_text(sheet, SESSIONS_PERIOD, period_word(session->period));
		xlsx_text(sheet, SESSIONS_DEPARTMENT, session->department);
		xlsx_text(sheet, SESSIONS_DOCTOR, session->doctor);
		xlsx_text(sheet, SESSIONS_ROOM, session->room);
		xlsx_text(sheet, SESSIONS_STATE, session_state_word(session->state));
		write_numbers(sheet, session);
		status = daily_step(book);
	}
	free(rows);
	return status;
}

const struct daily_layout daily_sessions = {
	.name = N_("Sessions"),
	.nothing = N_("No sessions on this day."),
	.columns = session_columns,
	.count = SESSIONS_COLUMNS,
	.rows = session_rows,
};
