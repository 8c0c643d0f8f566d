/* The sheets Departments and Doctors: what each had, sold and earned. */
#include "base/language.h"
#include "reports/daily/daily_groups.h"
#include "reports/daily/daily_make.h"

static const struct sheet_column department_columns[DEPARTMENTS_COLUMNS] = {
	[DEPARTMENTS_NAME] = { .title = N_("Department"),
			       .kind = VALUE_TEXT,
			       .paper = true,
			       .key = "department" },
	[DEPARTMENTS_COUNTER] = { .title = N_("Booked at the counter"),
				  .kind = VALUE_COUNT,
				  .total = TOTAL_SUM,
				  .key = "made_counter" },
	[DEPARTMENTS_ONLINE] = { .title = N_("Booked online"),
				 .kind = VALUE_COUNT,
				 .total = TOTAL_SUM,
				 .key = "made_online" },
	[DEPARTMENTS_MADE] = { .title = N_("Bookings made"),
			       .kind = VALUE_COUNT,
			       .paper = true,
			       .total = TOTAL_SUM,
			       .key = "made" },
	[DEPARTMENTS_VISITS] = { .title = N_("Visits"),
				 .kind = VALUE_COUNT,
				 .paper = true,
				 .total = TOTAL_SUM,
				 .key = "visits" },
	[DEPARTMENTS_CAME] = { .title = N_("Came"),
			       .kind = VALUE_COUNT,
			       .paper = true,
			       .total = TOTAL_SUM,
			       .key = "came" },
	[DEPARTMENTS_NO_SHOWS] = { .title = N_("No-shows"),
				   .kind = VALUE_COUNT,
				   .paper = true,
				   .total = TOTAL_SUM,
				   .key = "no_shows" },
	[DEPARTMENTS_RATE] = { .title = N_("No-show rate"),
			       .kind = VALUE_RATE,
			       .total = TOTAL_WHOLE },
	[DEPARTMENTS_RECEIVED] = { .title = N_("Received"),
				   .kind = VALUE_MONEY,
				   .paper = true,
				   .total = TOTAL_SUM,
				   .key = "received_fen" },
	[DEPARTMENTS_RETURNED] = { .title = N_("Returned"),
				   .kind = VALUE_MONEY,
				   .paper = true,
				   .total = TOTAL_SUM,
				   .key = "returned_fen" },
	[DEPARTMENTS_NET] = { .title = N_("Net received"),
			      .kind = VALUE_MONEY,
			      .paper = true,
			      .total = TOTAL_SUM,
			      .key = "net_received_fen" },
};

const struct daily_layout daily_departments = {
	.key = "departments",
	.name = N_("Departments"),
	.nothing = N_("No bookings were made, no visits were booked, and no money moved."),
	.columns = department_columns,
	.count = DEPARTMENTS_COLUMNS,
};

void daily_group_departments(struct daily_book *book)
{
	const struct figure_condition made = AS_HERE(REGISTRATION_DEPARTMENT, DEPARTMENTS_NAME);
	const struct figure_condition visit = AS_HERE(VISITS_DEPARTMENT, DEPARTMENTS_NAME);
	const struct figure_condition moved = AS_HERE(LEDGER_DEPARTMENT, DEPARTMENTS_NAME);
	struct sheet *sheet = book->sheet[SHEET_DEPARTMENTS];
	const struct figure *counter, *online, *came, *no_shows, *received, *returned;

	counter = make_count(book, NAMELESS, SHEET_REGISTRATIONS, REGISTRATION_NUMBER,
			     WHERE(made, IS(REGISTRATION_CHANNEL, channel_word(CHANNEL_COUNTER))));
	online = make_count(book, NAMELESS, SHEET_REGISTRATIONS, REGISTRATION_NUMBER,
			    WHERE(made, IS(REGISTRATION_CHANNEL, channel_word(CHANNEL_ONLINE))));
	came = make_count(book, NAMELESS, SHEET_VISITS, VISITS_NUMBER,
			  WHERE(visit, IS(VISITS_OUTCOME, visit_word(VISIT_CAME))));
	no_shows = make_count(book, NAMELESS, SHEET_VISITS, VISITS_NUMBER,
			      WHERE(visit, IS(VISITS_OUTCOME, visit_word(VISIT_NO_SHOW))));
	received = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RECEIVED, WHERE(moved));
	returned = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RETURNED, WHERE(moved));
	sheet_column_figure(sheet, DEPARTMENTS_COUNTER, counter);
	sheet_column_figure(sheet, DEPARTMENTS_ONLINE, online);
	sheet_column_figure(sheet, DEPARTMENTS_MADE,
			    make_of_two(book, NAMELESS, FIGURE_PLUS, counter, online));
	sheet_column_figure(sheet, DEPARTMENTS_VISITS,
			    make_count(book, NAMELESS, SHEET_VISITS, VISITS_NUMBER, WHERE(visit)));
	sheet_column_figure(sheet, DEPARTMENTS_CAME, came);
	sheet_column_figure(sheet, DEPARTMENTS_NO_SHOWS, no_shows);
	sheet_column_figure(sheet, DEPARTMENTS_RATE,
			    make_of_two(book, NAMELESS, FIGURE_RATE, no_shows,
					make_of_two(book, NAMELESS, FIGURE_PLUS, came, no_shows)));
	sheet_column_figure(sheet, DEPARTMENTS_RECEIVED, received);
	sheet_column_figure(sheet, DEPARTMENTS_RETURNED, returned);
	sheet_column_figure(sheet, DEPARTMENTS_NET,
			    make_of_two(book, NAMELESS, FIGURE_MINUS, received, returned));
	figure_add_groups(make_count(book, NAMELESS, SHEET_REGISTRATIONS, 0, ANYWHERE), sheet,
			  (const int[]){ REGISTRATION_DEPARTMENT }, 1);
	figure_add_groups(make_count(book, NAMELESS, SHEET_VISITS, 0, ANYWHERE), sheet,
			  (const int[]){ VISITS_DEPARTMENT }, 1);
	figure_add_groups(
		make_count(book, NAMELESS, SHEET_LEDGER, 0, WHERE(IS_SET(LEDGER_DEPARTMENT))),
		sheet, (const int[]){ LEDGER_DEPARTMENT }, 1);
	sheet_sort(sheet, 0);
}

/* ---- Doctors ---- */

static const struct sheet_column doctor_columns[DOCTORS_COLUMNS] = {
	[DOCTORS_DEPARTMENT] = { .title = N_("Department"),
				 .kind = VALUE_TEXT,
				 .paper = true,
				 .role = ROLE_DEPARTMENT,
				 .key = "department" },
	[DOCTORS_NAME] = { .title = N_("Doctor"),
			   .kind = VALUE_TEXT,
			   .paper = true,
			   .role = ROLE_DOCTOR,
			   .key = "doctor" },
	[DOCTORS_CAPACITY] = { .title = N_("Capacity"),
			       .kind = VALUE_COUNT,
			       .paper = true,
			       .total = TOTAL_SUM,
			       .key = "capacity" },
	[DOCTORS_SOLD] = { .title = N_("Sold"),
			   .kind = VALUE_COUNT,
			   .paper = true,
			   .total = TOTAL_SUM,
			   .key = "sold" },
	[DOCTORS_CAME] = { .title = N_("Came"),
			   .kind = VALUE_COUNT,
			   .paper = true,
			   .total = TOTAL_SUM,
			   .key = "came" },
	[DOCTORS_NOT_SEEN] = { .title = N_("Not seen"),
			       .kind = VALUE_COUNT,
			       .paper = true,
			       .total = TOTAL_SUM,
			       .key = "not_seen" },
	[DOCTORS_NO_SHOWS] = { .title = N_("No-shows"),
			       .kind = VALUE_COUNT,
			       .paper = true,
			       .total = TOTAL_SUM,
			       .key = "no_shows" },
	[DOCTORS_RECEIVED] = { .title = N_("Received"),
			       .kind = VALUE_MONEY,
			       .total = TOTAL_SUM,
			       .key = "received_fen" },
	[DOCTORS_RETURNED] = { .title = N_("Returned"),
			       .kind = VALUE_MONEY,
			       .total = TOTAL_SUM,
			       .key = "returned_fen" },
	[DOCTORS_NET] = { .title = N_("Net received"),
			  .kind = VALUE_MONEY,
			  .paper = true,
			  .total = TOTAL_SUM,
			  .key = "net_received_fen" },
	[DOCTORS_MEDIAN] = { .title = N_("Median"),
			     .kind = VALUE_COUNT,
			     .paper = true,
			     .zeros = true,
			     .total = TOTAL_WHOLE,
			     .key = "median_wait_minutes" },
	[DOCTORS_P90] = { .title = N_("90%"),
			  .kind = VALUE_COUNT,
			  .paper = true,
			  .zeros = true,
			  .total = TOTAL_WHOLE,
			  .key = "p90_wait_minutes" },
};

const struct daily_layout daily_doctors = {
	.key = "doctors",
	.name = N_("Doctors"),
	.nothing = N_("No sessions on this day."),
	.paper = true,
	.columns = doctor_columns,
	.count = DOCTORS_COLUMNS,
};

/* Numbers of this doctor's sessions. */
static const struct figure *of_sessions(struct daily_book *book, int column)
{
	return make_number(book, NAMELESS, SHEET_SESSIONS, column,
			   WHERE(AS_HERE(SESSIONS_DEPARTMENT, DOCTORS_DEPARTMENT),
				 AS_HERE(SESSIONS_DOCTOR, DOCTORS_NAME)));
}

static const struct figure *of_visits(struct daily_book *book, enum visit visit)
{
	return make_count(book, NAMELESS, SHEET_VISITS, VISITS_NUMBER,
			  WHERE(AS_HERE(VISITS_DEPARTMENT, DOCTORS_DEPARTMENT),
				AS_HERE(VISITS_DOCTOR, DOCTORS_NAME),
				IS(VISITS_OUTCOME, visit_word(visit))));
}

static const struct figure *of_ledger(struct daily_book *book, int column)
{
	return make_sum(book, NAMELESS, SHEET_LEDGER, column,
			WHERE(AS_HERE(LEDGER_DEPARTMENT, DOCTORS_DEPARTMENT),
			      AS_HERE(LEDGER_DOCTOR, DOCTORS_NAME)));
}

static const struct figure *of_waits(struct daily_book *book, int percent)
{
	return make_percentile(book, NAMELESS, SHEET_QUEUE, QUEUE_WAIT, percent,
			       WHERE(AS_HERE(QUEUE_DEPARTMENT, DOCTORS_DEPARTMENT),
				     AS_HERE(QUEUE_DOCTOR, DOCTORS_NAME)));
}

/* Who had a session or a visit, or of whom money moved. */
static void doctor_rows(struct daily_book *book, struct sheet *sheet)
{
	figure_add_groups(make_count(book, NAMELESS, SHEET_SESSIONS, 0, ANYWHERE), sheet,
			  (const int[]){ SESSIONS_DEPARTMENT, SESSIONS_DOCTOR }, 2);
	figure_add_groups(make_count(book, NAMELESS, SHEET_VISITS, 0, ANYWHERE), sheet,
			  (const int[]){ VISITS_DEPARTMENT, VISITS_DOCTOR }, 2);
	figure_add_groups(make_count(book, NAMELESS, SHEET_LEDGER, 0, WHERE(IS_SET(LEDGER_DOCTOR))),
			  sheet, (const int[]){ LEDGER_DEPARTMENT, LEDGER_DOCTOR }, 2);
	sheet_sort(sheet, 0);
}

void daily_group_doctors(struct daily_book *book)
{
	struct sheet *sheet = book->sheet[SHEET_DOCTORS];
	const struct figure *sold = make_of_two(book, NAMELESS, FIGURE_PLUS,
						of_sessions(book, SESSIONS_COUNTER_SOLD),
						of_sessions(book, SESSIONS_ONLINE_SOLD));
	const struct figure *received = of_ledger(book, LEDGER_RECEIVED);
	const struct figure *returned = of_ledger(book, LEDGER_RETURNED);

	sheet_column_figure(sheet, DOCTORS_CAPACITY, of_sessions(book, SESSIONS_CAPACITY));
	sheet_column_figure(
		sheet, DOCTORS_SOLD,
		make_of_two(book, NAMELESS, FIGURE_PLUS, sold, of_sessions(book, SESSIONS_EXTRA)));
	sheet_column_figure(sheet, DOCTORS_CAME, of_visits(book, VISIT_CAME));
	sheet_column_figure(sheet, DOCTORS_NOT_SEEN, of_visits(book, VISIT_NOT_SEEN));
	sheet_column_figure(sheet, DOCTORS_NO_SHOWS, of_visits(book, VISIT_NO_SHOW));
	sheet_column_figure(sheet, DOCTORS_RECEIVED, received);
	sheet_column_figure(sheet, DOCTORS_RETURNED, returned);
	sheet_column_figure(sheet, DOCTORS_NET,
			    make_of_two(book, NAMELESS, FIGURE_MINUS, received, returned));
	sheet_column_figure(sheet, DOCTORS_MEDIAN, of_waits(book, 50));
	sheet_column_figure(sheet, DOCTORS_P90, of_waits(book, 90));
	doctor_rows(book, sheet);
}
