/* The sheets about people: Registrations, Visits, No-shows, Queue. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"
#include "reports/days/days_cells.h"
#include "reports/days/days_sheets.h"

/* ---- Registrations ---- */

static const struct sheet_column registration_columns[REGISTRATION_COLUMNS] = {
	[REGISTRATION_BOOKING] = { .title = N_("Booking"),
				   .kind = VALUE_IDENTIFIER,
				   .paper = true },
	[REGISTRATION_MADE_AT] = { .title = N_("Made at"), .kind = VALUE_MOMENT, .paper = true },
	[REGISTRATION_CLERK] = { .title = N_("Clerk"),
				 .kind = VALUE_IDENTIFIER,
				 .paper = true,
				 .role = SHEET_ROLE_CLERK },
	[REGISTRATION_COUNTER] = { .title = N_("Counter"), .kind = VALUE_IDENTIFIER },
	[REGISTRATION_DATE] = { .title = N_("Visit date"), .kind = VALUE_DAY, .paper = true },
	[REGISTRATION_PERIOD] = { .title = N_("Period"), .kind = VALUE_TEXT, .paper = true },
	[REGISTRATION_DEPARTMENT] = { .title = N_("Department"),
				      .kind = VALUE_TEXT,
				      .role = SHEET_ROLE_DEPARTMENT },
	[REGISTRATION_DOCTOR] = { .title = N_("Doctor"),
				  .kind = VALUE_TEXT,
				  .paper = true,
				  .role = SHEET_ROLE_DOCTOR },
	[REGISTRATION_NUMBER] = { .title = N_("Number"), .kind = VALUE_COUNT, .paper = true },
	[REGISTRATION_EXTRA] = { .title = N_("Extra"), .kind = VALUE_TEXT },
	[REGISTRATION_CHANNEL] = { .title = N_("Channel"), .kind = VALUE_TEXT, .paper = true },
	[REGISTRATION_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[REGISTRATION_PHONE] = { .title = N_("Phone"), .kind = VALUE_IDENTIFIER },
	[REGISTRATION_STATE] = { .title = N_("State"), .kind = VALUE_TEXT, .paper = true },
	[REGISTRATION_FEE] = { .title = N_("Fee"),
			       .kind = VALUE_MONEY,
			       .paper = true,
			       .total = TOTAL_SUM },
	[REGISTRATION_PAID] = { .title = N_("Still paid"),
				.kind = VALUE_MONEY,
				.paper = true,
				.total = TOTAL_SUM },
	[REGISTRATION_METHOD] = { .title = N_("Method"),
				  .kind = VALUE_TEXT,
				  .paper = true,
				  .role = SHEET_ROLE_METHOD },
	[REGISTRATION_RECEIPT] = { .title = N_("Receipt"),
				   .kind = VALUE_IDENTIFIER,
				   .paper = true },
	[REGISTRATION_REFUND] = { .title = N_("Refund"),
				  .kind = VALUE_MONEY,
				  .paper = true,
				  .total = TOTAL_SUM },
};

struct registrations {
	struct days_book *book;
	struct days_maker *maker;
	size_t maker_count;
};

static enum status write_registration(const struct booking *booking, void *context)
{
	const struct registrations *registrations = context;
	struct days_book *book = registrations->book;
	struct sheet *sheet = book->sheet[SHEET_REGISTRATIONS];
	char order[DAYS_ORDER_SIZE];
	const struct days_hand by = days_made_by(registrations->maker, registrations->maker_count,
						 booking->id);

	sheet_row(sheet);
	sheet_order(sheet, days_order(booking->department_code, booking->doctor_code, order));
	days_booking_no(sheet, REGISTRATION_BOOKING, booking->id);
	sheet_moment(sheet, REGISTRATION_MADE_AT, booking->booked_at_ms);
	sheet_text(sheet, REGISTRATION_CLERK, by.staff);
	sheet_text(sheet, REGISTRATION_COUNTER, by.counter);
	sheet_day(sheet, REGISTRATION_DATE, booking->day);
	sheet_text(sheet, REGISTRATION_PERIOD, period_word(booking->period));
	sheet_text(sheet, REGISTRATION_DEPARTMENT, booking->department);
	sheet_text(sheet, REGISTRATION_DOCTOR, booking->doctor);
	sheet_number(sheet, REGISTRATION_NUMBER, booking->number);
	sheet_text(sheet, REGISTRATION_EXTRA, booking->slot_kind == SLOT_EXTRA ? _("extra") : "");
	sheet_text(sheet, REGISTRATION_CHANNEL, channel_word(booking->channel));
	sheet_text(sheet, REGISTRATION_PATIENT, booking->patient);
	days_phone(sheet, REGISTRATION_PHONE, booking->phone);
	sheet_text(sheet, REGISTRATION_STATE,
		   booking->moved_to ? visit_word(VISIT_MOVED)
				     : booking_state_word(booking->state));
	sheet_number(sheet, REGISTRATION_FEE, booking->fee_fen);
	sheet_number(sheet, REGISTRATION_PAID, booking_still_paid_fen(booking));
	if (booking->payment_id)
		sheet_text(sheet, REGISTRATION_METHOD, method_word(booking->method));
	days_receipt(sheet, REGISTRATION_RECEIPT, booking->payment_id);
	sheet_number(sheet, REGISTRATION_REFUND, booking->refund_fen);
	return days_step(book, sheet);
}

static enum status registration_rows(struct days_book *book)
{
	struct registrations registrations = { .book = book };
	enum status status = days_makers(book->business, &registrations.maker,
					 &registrations.maker_count);

	if (!status)
		status = booking_each_made_on(book->business->desk, book->business->day,
					      write_registration, &registrations);
	free(registrations.maker);
	return status;
}

const struct days_layout days_registrations = {
	.key = "registrations",
	.name = N_("Registrations"),
	.nothing = N_("No bookings were made on this day."),
	.columns = registration_columns,
	.count = REGISTRATION_COLUMNS,
	.sheet = SHEET_REGISTRATIONS,
	.rows = registration_rows,
};

/* ---- Visits ---- */

static const struct sheet_column visit_columns[VISITS_COLUMNS] = {
	[VISITS_DATE] = { .title = N_("Date"), .kind = VALUE_DAY },
	[VISITS_BOOKING] = { .title = N_("Booking"), .kind = VALUE_IDENTIFIER, .paper = true },
	[VISITS_PERIOD] = { .title = N_("Period"), .kind = VALUE_TEXT, .paper = true },
	[VISITS_DEPARTMENT] = { .title = N_("Department"),
				.kind = VALUE_TEXT,
				.role = SHEET_ROLE_DEPARTMENT },
	[VISITS_DOCTOR] = { .title = N_("Doctor"),
			    .kind = VALUE_TEXT,
			    .paper = true,
			    .role = SHEET_ROLE_DOCTOR },
	[VISITS_ROOM] = { .title = N_("Room"), .kind = VALUE_IDENTIFIER, .paper = true },
	[VISITS_NUMBER] = { .title = N_("Number"), .kind = VALUE_COUNT, .paper = true },
	[VISITS_CHANNEL] = { .title = N_("Channel"), .kind = VALUE_TEXT, .paper = true },
	[VISITS_EXPECTED] = { .title = N_("Expected at"), .kind = VALUE_TIME, .paper = true },
	[VISITS_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[VISITS_PHONE] = { .title = N_("Phone"), .kind = VALUE_IDENTIFIER, .paper = true },
	[VISITS_OUTCOME] = { .title = N_("Outcome"), .kind = VALUE_TEXT, .paper = true },
	[VISITS_CAUSE] = { .title = N_("Cause"), .kind = VALUE_TEXT, .paper = true },
	[VISITS_FEE] = { .title = N_("Fee"),
			 .kind = VALUE_MONEY,
			 .paper = true,
			 .total = TOTAL_SUM },
	[VISITS_PAID] = { .title = N_("Still paid"),
			  .kind = VALUE_MONEY,
			  .paper = true,
			  .total = TOTAL_SUM },
	[VISITS_REFUND] = { .title = N_("Refund"),
			    .kind = VALUE_MONEY,
			    .paper = true,
			    .total = TOTAL_SUM },
};

static enum status write_visit(const struct booking *booking, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_VISITS];
	enum visit visit = days_visit(book->business, booking);
	char order[DAYS_ORDER_SIZE];

	sheet_row(sheet);
	sheet_order(sheet, days_order(booking->department_code, booking->doctor_code, order));
	sheet_day(sheet, VISITS_DATE, booking->day);
	days_booking_no(sheet, VISITS_BOOKING, booking->id);
	sheet_text(sheet, VISITS_PERIOD, period_word(booking->period));
	sheet_text(sheet, VISITS_DEPARTMENT, booking->department);
	sheet_text(sheet, VISITS_DOCTOR, booking->doctor);
	sheet_text(sheet, VISITS_ROOM, booking->room);
	sheet_number(sheet, VISITS_NUMBER, booking->number);
	sheet_text(sheet, VISITS_CHANNEL, channel_word(booking->channel));
	sheet_moment(sheet, VISITS_EXPECTED, booking->expected_ms);
	sheet_text(sheet, VISITS_PATIENT, booking->patient);
	days_phone(sheet, VISITS_PHONE, booking->phone);
	sheet_text(sheet, VISITS_OUTCOME, visit_word(visit));
	sheet_text(sheet, VISITS_CAUSE, days_cause_word(booking->cause));
	sheet_number(sheet, VISITS_FEE, booking->fee_fen);
	sheet_number(sheet, VISITS_PAID, booking_still_paid_fen(booking));
	sheet_number(sheet, VISITS_REFUND, booking->refund_fen);
	return days_step(book, sheet);
}

static enum status visit_rows(struct days_book *book)
{
	return booking_each_of_day(book->business->desk, book->business->day, write_visit, book);
}

const struct days_layout days_visits = {
	.key = "visits",
	.name = N_("Visits"),
	.nothing = N_("No visits were booked for this day."),
	.columns = visit_columns,
	.count = VISITS_COLUMNS,
	.sheet = SHEET_VISITS,
	.rows = visit_rows,
};

/* ---- No-shows ---- */

enum {
	NO_SHOWS_DATE,
	NO_SHOWS_BOOKING,
	NO_SHOWS_PERIOD,
	NO_SHOWS_DEPARTMENT,
	NO_SHOWS_DOCTOR,
	NO_SHOWS_NUMBER,
	NO_SHOWS_CHANNEL,
	NO_SHOWS_PATIENT,
	NO_SHOWS_PHONE,
	NO_SHOWS_COUNT,
	NO_SHOWS_BANNED_UNTIL,
	NO_SHOWS_WITHDRAWN,
	NO_SHOWS_COLUMNS
};

static const struct sheet_column no_show_columns[NO_SHOWS_COLUMNS] = {
	[NO_SHOWS_DATE] = { .title = N_("Date"), .kind = VALUE_DAY },
	[NO_SHOWS_BOOKING] = { .title = N_("Booking"), .kind = VALUE_IDENTIFIER, .paper = true },
	[NO_SHOWS_PERIOD] = { .title = N_("Period"), .kind = VALUE_TEXT, .paper = true },
	[NO_SHOWS_DEPARTMENT] = { .title = N_("Department"),
				  .kind = VALUE_TEXT,
				  .paper = true,
				  .role = SHEET_ROLE_DEPARTMENT },
	[NO_SHOWS_DOCTOR] = { .title = N_("Doctor"),
			      .kind = VALUE_TEXT,
			      .paper = true,
			      .role = SHEET_ROLE_DOCTOR },
	[NO_SHOWS_NUMBER] = { .title = N_("Number"), .kind = VALUE_COUNT, .paper = true },
	[NO_SHOWS_CHANNEL] = { .title = N_("Channel"), .kind = VALUE_TEXT, .paper = true },
	[NO_SHOWS_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[NO_SHOWS_PHONE] = { .title = N_("Phone"), .kind = VALUE_IDENTIFIER, .paper = true },
	[NO_SHOWS_COUNT] = { .title = N_("No-shows that count"),
			     .kind = VALUE_COUNT,
			     .paper = true },
	[NO_SHOWS_BANNED_UNTIL] = { .title = N_("Banned until"), .kind = VALUE_DAY, .paper = true },
	[NO_SHOWS_WITHDRAWN] = { .title = N_("Withdrawn because"),
				 .kind = VALUE_NOTE,
				 .paper = true },
};

static enum status write_no_show(const struct no_show *no_show, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_NO_SHOWS];

	sheet_row(sheet);
	sheet_day(sheet, NO_SHOWS_DATE, no_show->day);
	days_booking_no(sheet, NO_SHOWS_BOOKING, no_show->booking_id);
	sheet_text(sheet, NO_SHOWS_PERIOD, period_word(no_show->period));
	sheet_text(sheet, NO_SHOWS_DEPARTMENT, no_show->department);
	sheet_text(sheet, NO_SHOWS_DOCTOR, no_show->doctor);
	sheet_number(sheet, NO_SHOWS_NUMBER, no_show->number);
	sheet_text(sheet, NO_SHOWS_CHANNEL, channel_word(no_show->channel));
	sheet_text(sheet, NO_SHOWS_PATIENT, no_show->patient);
	days_phone(sheet, NO_SHOWS_PHONE, no_show->phone);
	sheet_number(sheet, NO_SHOWS_COUNT, no_show->online_count);
	sheet_day(sheet, NO_SHOWS_BANNED_UNTIL, no_show->banned_until);
	if (no_show->withdrawn)
		sheet_text(sheet, NO_SHOWS_WITHDRAWN,
			   reason_words(no_show->reason, no_show->booking_id));
	return days_step(book, sheet);
}

static enum status no_show_rows(struct days_book *book)
{
	return no_show_each_of_day(book->business->desk, book->business->day, write_no_show, book);
}

const struct days_layout days_no_shows = {
	.key = "no_shows",
	.name = N_("No-shows"),
	.nothing = N_("No no-shows on this day."),
	.paper = true,
	.columns = no_show_columns,
	.count = NO_SHOWS_COLUMNS,
	.sheet = SHEET_NO_SHOWS,
	.rows = no_show_rows,
};

/* ---- Queue ---- */

static const struct sheet_column queue_columns[QUEUE_COLUMNS] = {
	[QUEUE_DATE] = { .title = N_("Date"), .kind = VALUE_DAY },
	[QUEUE_DEPARTMENT] = { .title = N_("Department"),
			       .kind = VALUE_TEXT,
			       .role = SHEET_ROLE_DEPARTMENT },
	[QUEUE_DOCTOR] = { .title = N_("Doctor"),
			   .kind = VALUE_TEXT,
			   .paper = true,
			   .role = SHEET_ROLE_DOCTOR },
	[QUEUE_PERIOD] = { .title = N_("Period"), .kind = VALUE_TEXT, .paper = true },
	[QUEUE_NUMBER] = { .title = N_("Number"), .kind = VALUE_COUNT, .paper = true },
	[QUEUE_CHANNEL] = { .title = N_("Channel"), .kind = VALUE_TEXT, .paper = true },
	[QUEUE_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[QUEUE_EXPECTED] = { .title = N_("Expected at"), .kind = VALUE_TIME, .paper = true },
	[QUEUE_CHECKED_IN] = { .title = N_("Checked in"), .kind = VALUE_TIME, .paper = true },
	[QUEUE_CALLED] = { .title = N_("First called"), .kind = VALUE_TIME, .paper = true },
	[QUEUE_FINISHED] = { .title = N_("Finished"), .kind = VALUE_TIME, .paper = true },
	[QUEUE_WAIT] = { .title = N_("Wait in minutes"),
			 .kind = VALUE_COUNT,
			 .paper = true,
			 .zeros = true },
	[QUEUE_STATE] = { .title = N_("State"), .kind = VALUE_TEXT, .paper = true },
	[QUEUE_CALLS] = { .title = N_("Calls"), .kind = VALUE_COUNT, .paper = true },
	[QUEUE_COUNTER] = { .title = N_("Called at"), .kind = VALUE_IDENTIFIER },
};

static enum status write_ticket(const struct ticket *ticket, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_QUEUE];
	int64_t wait_minutes = ticket_waited_minutes(ticket, book->business->moment_ms);

	sheet_row(sheet);
	sheet_day(sheet, QUEUE_DATE, book->business->day);
	sheet_text(sheet, QUEUE_DEPARTMENT, ticket->department);
	sheet_text(sheet, QUEUE_DOCTOR, ticket->doctor);
	sheet_text(sheet, QUEUE_PERIOD, period_word(ticket->period));
	sheet_number(sheet, QUEUE_NUMBER, ticket->number);
	sheet_text(sheet, QUEUE_CHANNEL, channel_word(ticket->channel));
	sheet_text(sheet, QUEUE_PATIENT, ticket->patient);
	sheet_moment(sheet, QUEUE_EXPECTED, ticket->expected_ms);
	sheet_moment(sheet, QUEUE_CHECKED_IN, ticket->checked_in_ms);
	sheet_moment(sheet, QUEUE_CALLED, ticket->called_ms);
	sheet_moment(sheet, QUEUE_FINISHED, ticket->finished_ms);
	sheet_number(sheet, QUEUE_WAIT, wait_minutes);
	sheet_text(sheet, QUEUE_STATE, ticket_word(ticket));
	sheet_number(sheet, QUEUE_CALLS, ticket->calls);
	sheet_text(sheet, QUEUE_COUNTER, ticket->counter);
	return days_step(book, sheet);
}

static enum status queue_rows(struct days_book *book)
{
	return queue_each_of_day(book->business->desk, book->business->day, write_ticket, book);
}

const struct days_layout days_queue = {
	.key = "queue",
	.name = N_("Queue"),
	.nothing = N_("Nobody checked in on this day."),
	.columns = queue_columns,
	.count = QUEUE_COLUMNS,
	.sheet = SHEET_QUEUE,
	.rows = queue_rows,
};
