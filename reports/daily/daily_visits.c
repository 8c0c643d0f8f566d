/* The sheets about people: Registrations, Visits, No-shows, Queue. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"
#include "reports/daily/daily_cells.h"
#include "reports/daily/daily_sheets.h"

/* ---- Registrations ---- */

static const struct xlsx_column registration_columns[REGISTRATION_COLUMNS] = {
	[REGISTRATION_BOOKING] = { N_("Booking"), VALUE_IDENTIFIER },
	[REGISTRATION_MADE_AT] = { N_("Made at"), VALUE_TIME },
	[REGISTRATION_CLERK] = { N_("Clerk"), VALUE_IDENTIFIER },
	[REGISTRATION_COUNTER] = { N_("Counter"), VALUE_IDENTIFIER },
	[REGISTRATION_DATE] = { N_("Visit date"), VALUE_DAY },
	[REGISTRATION_PERIOD] = { N_("Period"), VALUE_TEXT },
	[REGISTRATION_DEPARTMENT] = { N_("Department"), VALUE_TEXT },
	[REGISTRATION_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[REGISTRATION_NUMBER] = { N_("Number"), VALUE_COUNT },
	[REGISTRATION_EXTRA] = { N_("Extra"), VALUE_TEXT },
	[REGISTRATION_CHANNEL] = { N_("Channel"), VALUE_TEXT },
	[REGISTRATION_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[REGISTRATION_PHONE] = { N_("Phone"), VALUE_IDENTIFIER },
	[REGISTRATION_STATE] = { N_("State"), VALUE_TEXT },
	[REGISTRATION_FEE] = { N_("Fee"), VALUE_MONEY },
	[REGISTRATION_PAID] = { N_("Still paid"), VALUE_MONEY },
	[REGISTRATION_METHOD] = { N_("Method"), VALUE_TEXT },
	[REGISTRATION_RECEIPT] = { N_("Receipt"), VALUE_IDENTIFIER },
	[REGISTRATION_REFUND] = { N_("Refund"), VALUE_MONEY },
};

struct registrations {
	struct daily_book *book;
	struct daily_maker *maker;
	size_t maker_count;
};

static enum status write_registration(const struct booking *booking, void *context)
{
	const struct registrations *registrations = context;
	struct daily_book *book = registrations->book;
	struct xlsx_sheet *sheet = book->sheet[SHEET_REGISTRATIONS];
	const struct daily_hand by = daily_made_by(registrations->maker, registrations->maker_count,
						   booking->id);

	xlsx_row(sheet);
	daily_booking_no(sheet, REGISTRATION_BOOKING, booking->id);
	xlsx_moment(sheet, REGISTRATION_MADE_AT, booking->booked_at_ms);
	xlsx_text(sheet, REGISTRATION_CLERK, by.staff);
	xlsx_text(sheet, REGISTRATION_COUNTER, by.counter);
	xlsx_day(sheet, REGISTRATION_DATE, booking->day);
	xlsx_text(sheet, REGISTRATION_PERIOD, period_word(booking->period));
	xlsx_text(sheet, REGISTRATION_DEPARTMENT, booking->department);
	xlsx_text(sheet, REGISTRATION_DOCTOR, booking->doctor);
	xlsx_number(sheet, REGISTRATION_NUMBER, booking->number);
	xlsx_text(sheet, REGISTRATION_EXTRA, booking->slot_kind == SLOT_EXTRA ? _("extra") : "");
	xlsx_text(sheet, REGISTRATION_CHANNEL, channel_word(booking->channel));
	xlsx_text(sheet, REGISTRATION_PATIENT, booking->patient);
	daily_phone(sheet, REGISTRATION_PHONE, booking->phone);
	xlsx_text(sheet, REGISTRATION_STATE,
		  booking->moved_to ? visit_word(VISIT_MOVED) : booking_state_word(booking->state));
	xlsx_number(sheet, REGISTRATION_FEE, booking->fee_fen);
	xlsx_number(sheet, REGISTRATION_PAID, booking_still_paid_fen(booking));
	if (booking->payment_id)
		xlsx_text(sheet, REGISTRATION_METHOD, method_word(booking->method));
	daily_receipt(sheet, REGISTRATION_RECEIPT, booking->payment_id);
	xlsx_number(sheet, REGISTRATION_REFUND, booking->refund_fen);
	sums_add_made(book->sums, booking);
	return daily_step(book);
}

static enum status registration_rows(struct daily_book *book)
{
	struct registrations registrations = { .book = book };
	enum status status = daily_makers(book->daily, &registrations.maker,
					  &registrations.maker_count);

	if (!status)
		status = booking_each_made_on(book->daily->desk, book->daily->day,
					      write_registration, &registrations);
	free(registrations.maker);
	return status;
}

const struct daily_layout daily_registrations = {
	.name = N_("Registrations"),
	.nothing = N_("No bookings were made on this day."),
	.columns = registration_columns,
	.count = REGISTRATION_COLUMNS,
	.rows = registration_rows,
};

/* ---- Visits ---- */

static const struct xlsx_column visit_columns[VISITS_COLUMNS] = {
	[VISITS_BOOKING] = { N_("Booking"), VALUE_IDENTIFIER },
	[VISITS_PERIOD] = { N_("Period"), VALUE_TEXT },
	[VISITS_DEPARTMENT] = { N_("Department"), VALUE_TEXT },
	[VISITS_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[VISITS_ROOM] = { N_("Room"), VALUE_IDENTIFIER },
	[VISITS_NUMBER] = { N_("Number"), VALUE_COUNT },
	[VISITS_CHANNEL] = { N_("Channel"), VALUE_TEXT },
	[VISITS_EXPECTED] = { N_("Expected at"), VALUE_TIME },
	[VISITS_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[VISITS_PHONE] = { N_("Phone"), VALUE_IDENTIFIER },
	[VISITS_OUTCOME] = { N_("Outcome"), VALUE_TEXT },
	[VISITS_CAUSE] = { N_("Cause"), VALUE_TEXT },
	[VISITS_FEE] = { N_("Fee"), VALUE_MONEY },
	[VISITS_PAID] = { N_("Still paid"), VALUE_MONEY },
	[VISITS_REFUND] = { N_("Refund"), VALUE_MONEY },
};

static enum status write_visit(const struct booking *booking, void *context)
{
	struct daily_book *book = context;
	struct xlsx_sheet *sheet = book->sheet[SHEET_VISITS];
	enum visit visit = daily_visit(book->daily, booking);

	xlsx_row(sheet);
	daily_booking_no(sheet, VISITS_BOOKING, booking->id);
	xlsx_text(sheet, VISITS_PERIOD, period_word(booking->period));
	xlsx_text(sheet, VISITS_DEPARTMENT, booking->department);
	xlsx_text(sheet, VISITS_DOCTOR, booking->doctor);
	xlsx_text(sheet, VISITS_ROOM, booking->room);
	xlsx_number(sheet, VISITS_NUMBER, booking->number);
	xlsx_text(sheet, VISITS_CHANNEL, channel_word(booking->channel));
	xlsx_moment(sheet, VISITS_EXPECTED, booking->expected_ms);
	xlsx_text(sheet, VISITS_PATIENT, booking->patient);
	daily_phone(sheet, VISITS_PHONE, booking->phone);
	xlsx_text(sheet, VISITS_OUTCOME, visit_word(visit));
	xlsx_text(sheet, VISITS_CAUSE, daily_cause_word(booking->cause));
	xlsx_number(sheet, VISITS_FEE, booking->fee_fen);
	xlsx_number(sheet, VISITS_PAID, booking_still_paid_fen(booking));
	xlsx_number(sheet, VISITS_REFUND, booking->refund_fen);
	sums_add_visit(book->sums, booking, visit);
	return daily_step(book);
}

static enum status visit_rows(struct daily_book *book)
{
	return booking_each_of_day(book->daily->desk, book->daily->day, write_visit, book);
}

const struct daily_layout daily_visits = {
	.name = N_("Visits"),
	.nothing = N_("No visits were booked for this day."),
	.columns = visit_columns,
	.count = VISITS_COLUMNS,
	.rows = visit_rows,
};

/* ---- No-shows ---- */

enum {
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

static const struct xlsx_column no_show_columns[NO_SHOWS_COLUMNS] = {
	[NO_SHOWS_BOOKING] = { N_("Booking"), VALUE_IDENTIFIER },
	[NO_SHOWS_PERIOD] = { N_("Period"), VALUE_TEXT },
	[NO_SHOWS_DEPARTMENT] = { N_("Department"), VALUE_TEXT },
	[NO_SHOWS_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[NO_SHOWS_NUMBER] = { N_("Number"), VALUE_COUNT },
	[NO_SHOWS_CHANNEL] = { N_("Channel"), VALUE_TEXT },
	[NO_SHOWS_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[NO_SHOWS_PHONE] = { N_("Phone"), VALUE_IDENTIFIER },
	[NO_SHOWS_COUNT] = { N_("No-shows that count"), VALUE_COUNT },
	[NO_SHOWS_BANNED_UNTIL] = { N_("Banned until"), VALUE_DAY },
	[NO_SHOWS_WITHDRAWN] = { N_("Withdrawn because"), VALUE_NOTE },
};

static enum status write_no_show(const struct no_show *no_show, void *context)
{
	struct daily_book *book = context;
	struct xlsx_sheet *sheet = book->sheet[SHEET_NO_SHOWS];

	xlsx_row(sheet);
	daily_booking_no(sheet, NO_SHOWS_BOOKING, no_show->booking_id);
	xlsx_text(sheet, NO_SHOWS_PERIOD, period_word(no_show->period));
	xlsx_text(sheet, NO_SHOWS_DEPARTMENT, no_show->department);
	xlsx_text(sheet, NO_SHOWS_DOCTOR, no_show->doctor);
	xlsx_number(sheet, NO_SHOWS_NUMBER, no_show->number);
	xlsx_text(sheet, NO_SHOWS_CHANNEL, channel_word(no_show->channel));
	xlsx_text(sheet, NO_SHOWS_PATIENT, no_show->patient);
	daily_phone(sheet, NO_SHOWS_PHONE, no_show->phone);
	xlsx_number(sheet, NO_SHOWS_COUNT, no_show->online_count);
	xlsx_day(sheet, NO_SHOWS_BANNED_UNTIL, no_show->banned_until);
	if (no_show->withdrawn)
		xlsx_text(sheet, NO_SHOWS_WITHDRAWN,
			  reason_words(no_show->reason, no_show->booking_id));
	return daily_step(book);
}

static enum status no_show_rows(struct daily_book *book)
{
	return no_show_each_of_day(book->daily->desk, book->daily->day, write_no_show, book);
}

const struct daily_layout daily_no_shows = {
	.name = N_("No-shows"),
	.nothing = N_("No no-shows on this day."),
	.columns = no_show_columns,
	.count = NO_SHOWS_COLUMNS,
	.rows = no_show_rows,
};

/* ---- Queue ---- */

static const struct xlsx_column queue_columns[QUEUE_COLUMNS] = {
	[QUEUE_DEPARTMENT] = { N_("Department"), VALUE_TEXT },
	[QUEUE_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[QUEUE_PERIOD] = { N_("Period"), VALUE_TEXT },
	[QUEUE_NUMBER] = { N_("Number"), VALUE_COUNT },
	[QUEUE_CHANNEL] = { N_("Channel"), VALUE_TEXT },
	[QUEUE_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[QUEUE_EXPECTED] = { N_("Expected at"), VALUE_TIME },
	[QUEUE_CHECKED_IN] = { N_("Checked in"), VALUE_TIME },
	[QUEUE_CALLED] = { N_("First called"), VALUE_TIME },
	[QUEUE_FINISHED] = { N_("Finished"), VALUE_TIME },
	[QUEUE_WAIT] = { N_("Wait in minutes"), VALUE_COUNT },
	[QUEUE_STATE] = { N_("State"), VALUE_TEXT },
	[QUEUE_CALLS] = { N_("Calls"), VALUE_COUNT },
	[QUEUE_COUNTER] = { N_("Called at"), VALUE_IDENTIFIER },
};

static enum status write_ticket(const struct ticket *ticket, void *context)
{
	struct daily_book *book = context;
	struct xlsx_sheet *sheet = book->sheet[SHEET_QUEUE];
	int64_t wait_minutes = ticket_waited_minutes(ticket, book->daily->moment_ms);

	xlsx_row(sheet);
	xlsx_text(sheet, QUEUE_DEPARTMENT, ticket->department);
	xlsx_text(sheet, QUEUE_DOCTOR, ticket->doctor);
	xlsx_text(sheet, QUEUE_PERIOD, period_word(ticket->period));
	xlsx_number(sheet, QUEUE_NUMBER, ticket->number);
	xlsx_text(sheet, QUEUE_CHANNEL, channel_word(ticket->channel));
	xlsx_text(sheet, QUEUE_PATIENT, ticket->patient);
	xlsx_moment(sheet, QUEUE_EXPECTED, ticket->expected_ms);
	xlsx_moment(sheet, QUEUE_CHECKED_IN, ticket->checked_in_ms);
	xlsx_moment(sheet, QUEUE_CALLED, ticket->called_ms);
	xlsx_moment(sheet, QUEUE_FINISHED, ticket->finished_ms);
	xlsx_number(sheet, QUEUE_WAIT, wait_minutes);
	xlsx_text(sheet, QUEUE_STATE, ticket_word(ticket));
	xlsx_number(sheet, QUEUE_CALLS, ticket->calls);
	xlsx_text(sheet, QUEUE_COUNTER, ticket->counter);
	sums_add_ticket(book->sums, ticket, wait_minutes);
	return daily_step(book);
}

static enum status queue_rows(struct daily_book *book)
{
	return queue_each_of_day(book->daily->desk, book->daily->day, write_ticket, book);
}

const struct daily_layout daily_queue = {
	.name = N_("Queue"),
	.nothing = N_("Nobody checked in on this day."),
	.columns = queue_columns,
	.count = QUEUE_COLUMNS,
	.rows = queue_rows,
};
