/* The sheet Sessions: whose numbers were sold, and what is left of them. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/day/closed_day.h"
#include "reports/days/days_cells.h"
#include "reports/days/days_sheets.h"

static const struct sheet_column session_columns[SESSIONS_COLUMNS] = {
	[SESSIONS_DATE] = { .title = N_("Date"), .kind = VALUE_DAY },
	[SESSIONS_PERIOD] = { .title = N_("Period"), .kind = VALUE_TEXT, .paper = true },
	[SESSIONS_DEPARTMENT] = { .title = N_("Department"),
				  .kind = VALUE_TEXT,
				  .paper = true,
				  .role = SHEET_ROLE_DEPARTMENT },
	[SESSIONS_DOCTOR] = { .title = N_("Doctor"),
			      .kind = VALUE_TEXT,
			      .paper = true,
			      .role = SHEET_ROLE_DOCTOR },
	[SESSIONS_ROOM] = { .title = N_("Room"), .kind = VALUE_IDENTIFIER, .paper = true },
	[SESSIONS_STATE] = { .title = N_("State"), .kind = VALUE_TEXT, .paper = true },
	[SESSIONS_CAPACITY] = { .title = N_("Capacity"),
				.kind = VALUE_COUNT,
				.paper = true,
				.total = TOTAL_SUM },
	[SESSIONS_COUNTER] = { .title = N_("Counter's numbers"),
			       .kind = VALUE_COUNT,
			       .total = TOTAL_SUM },
	[SESSIONS_COUNTER_SOLD] = { .title = N_("Sold at the counter"),
				    .kind = VALUE_COUNT,
				    .paper = true,
				    .total = TOTAL_SUM },
	[SESSIONS_COUNTER_FREE] = { .title = N_("Free at the counter"),
				    .kind = VALUE_COUNT,
				    .paper = true,
				    .total = TOTAL_SUM },
	[SESSIONS_ONLINE] = { .title = N_("Online's numbers"),
			      .kind = VALUE_COUNT,
			      .total = TOTAL_SUM },
	[SESSIONS_ONLINE_SOLD] = { .title = N_("Sold online"),
				   .kind = VALUE_COUNT,
				   .paper = true,
				   .total = TOTAL_SUM },
	[SESSIONS_ONLINE_FREE] = { .title = N_("Free online"),
				   .kind = VALUE_COUNT,
				   .paper = true,
				   .total = TOTAL_SUM },
	[SESSIONS_GONE_OVER] = { .title = N_("Moved to the counter"),
				 .kind = VALUE_COUNT,
				 .total = TOTAL_SUM },
	[SESSIONS_EXTRA] = { .title = N_("Extra numbers"),
			     .kind = VALUE_COUNT,
			     .paper = true,
			     .total = TOTAL_SUM },
};

/* A suspended session has nothing to sell, and no figures. */
static void write_numbers(struct sheet *sheet, const struct session *session)
{
	if (session->state == SESSION_SUSPENDED)
		return;
	sheet_number(sheet, SESSIONS_CAPACITY, session->capacity);
	sheet_number(sheet, SESSIONS_COUNTER, session->counter.total);
	sheet_number(sheet, SESSIONS_COUNTER_SOLD, session->counter.sold);
	sheet_number(sheet, SESSIONS_COUNTER_FREE, session->counter.free);
	sheet_number(sheet, SESSIONS_ONLINE, session->online.total);
	sheet_number(sheet, SESSIONS_ONLINE_SOLD, session->online.sold);
	sheet_number(sheet, SESSIONS_ONLINE_FREE, session->online.free);
	sheet_number(sheet, SESSIONS_GONE_OVER, session->gone_over);
	sheet_number(sheet, SESSIONS_EXTRA, session->extra.sold);
}

static enum status session_rows(struct days_book *book)
{
	struct sheet *sheet = book->sheet[SHEET_SESSIONS];
	char order[DAYS_ORDER_SIZE];
	struct session *rows;
	size_t count;
	enum status status = closed_day_sessions(book->business->desk, book->business->day, &rows,
						 &count);

	for (size_t i = 0; i < count && !status; i++) {
		const struct session *session = &rows[i];

		sheet_row(sheet);
		sheet_order(sheet,
			    days_order(session->department_code, session->doctor_code, order));
		sheet_day(sheet, SESSIONS_DATE, session->day);
		sheet_text(sheet, SESSIONS_PERIOD, period_word(session->period));
		sheet_text(sheet, SESSIONS_DEPARTMENT, session->department);
		sheet_text(sheet, SESSIONS_DOCTOR, session->doctor);
		sheet_text(sheet, SESSIONS_ROOM, session->room);
		sheet_text(sheet, SESSIONS_STATE, session_state_word(session->state));
		write_numbers(sheet, session);
		status = days_step(book, sheet);
	}
	free(rows);
	return status;
}

const struct days_layout days_sessions = {
	.key = "sessions",
	.name = N_("Sessions"),
	.nothing = N_("No sessions on this day."),
	.columns = session_columns,
	.count = SESSIONS_COLUMNS,
	.sheet = SHEET_SESSIONS,
	.rows = session_rows,
};
