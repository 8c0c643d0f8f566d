/*
 * The sheet Open: what the day leaves open, or was closed with, and the money it is about. Of
 * several days each has what its visits left; what goes on from day to day until somebody has
 * settled it is that of the last one, once.
 */
#include "base/language.h"
#include "desk/day/pending.h"
#include "reports/days/days_cells.h"
#include "reports/days/days_sheets.h"

static const struct sheet_column open_columns[OPEN_COLUMNS] = {
	[OPEN_DATE] = { .title = N_("Date"), .kind = VALUE_DAY },
	[OPEN_KIND] = { .title = N_("What"), .kind = VALUE_TEXT, .paper = true },
	[OPEN_NUMBER] = { .title = N_("Booking, receipt or order"),
			  .kind = VALUE_IDENTIFIER,
			  .paper = true },
	[OPEN_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[OPEN_PHONE] = { .title = N_("Phone"), .kind = VALUE_IDENTIFIER, .paper = true },
	[OPEN_DOCTOR] = { .title = N_("Doctor"),
			  .kind = VALUE_TEXT,
			  .paper = true,
			  .role = SHEET_ROLE_DOCTOR },
	[OPEN_AMOUNT] = { .title = N_("Amount"),
			  .kind = VALUE_MONEY,
			  .paper = true,
			  .total = TOTAL_SUM },
};

static void write_pending(struct days_book *book, const struct pending *row)
{
	struct sheet *sheet = book->sheet[SHEET_OPEN];

	sheet_row(sheet);
	sheet_day(sheet, OPEN_DATE, book->business->day);
	sheet_text(sheet, OPEN_KIND, pending_kind_word(row->kind));
	sheet_text(sheet, OPEN_NUMBER, row->subject);
	sheet_text(sheet, OPEN_PATIENT, row->patient);
	days_phone(sheet, OPEN_PHONE, row->phone);
	sheet_text(sheet, OPEN_DOCTOR, row->doctor);
	sheet_number(sheet, OPEN_AMOUNT, row->fen);
	sheet_row_end(sheet);
}

static bool goes_on(enum pending_kind kind)
{
	return kind != PENDING_CALLED && kind != PENDING_NOT_SEEN && kind != PENDING_UNPAID;
}

static enum status open_rows(struct days_book *book)
{
	const struct business_day *business = book->business;
	struct pending_list list = { .count = 0 };
	enum status status;

	if (business->closed) {
		status = pending_closed(business->desk, business->day, &list);
	} else {
		status = pending_visits(business->desk, business->day, &list);
		if (!status)
			status = pending_refunds(business->desk, &list);
		if (!status)
			status = pending_orders(business->desk, &list);
	}
	for (size_t i = 0; i < list.count && !status; i++) {
		if (business->day == book->last || !goes_on(list.rows[i].kind))
			write_pending(book, &list.rows[i]);
	}
	pending_release(&list);
	return status;
}

const struct days_layout days_open = {
	.key = "open",
	.name = N_("Open"),
	.paper = true,
	.nothing = N_("Nothing was left open on this day."),
	.unknown = N_("Not recorded: this day was closed by an older version of the program."),
	.columns = open_columns,
	.count = OPEN_COLUMNS,
	.sheet = SHEET_OPEN,
	.rows = open_rows,
};
