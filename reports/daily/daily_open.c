/* The sheet Open: what the day leaves open, or was closed with, and the money it is about. */
#include "base/language.h"
#include "desk/day/pending.h"
#include "reports/daily/daily_cells.h"
#include "reports/daily/daily_sheets.h"

static const struct xlsx_column open_columns[OPEN_COLUMNS] = {
	[OPEN_KIND] = { N_("What"), VALUE_TEXT },
	[OPEN_NUMBER] = { N_("Booking, receipt or order"), VALUE_IDENTIFIER },
	[OPEN_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[OPEN_PHONE] = { N_("Phone"), VALUE_IDENTIFIER },
	[OPEN_DOCTOR] = { N_("Doctor"), VALUE_TEXT },
	[OPEN_AMOUNT] = { N_("Amount"), VALUE_MONEY },
};

static void write_pending(struct daily_book *book, const struct pending *row)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_OPEN];

	xlsx_row(sheet);
	xlsx_text(sheet, OPEN_KIND, pending_kind_word(row->kind));
	xlsx_text(sheet, OPEN_NUMBER, row->subject);
	xlsx_text(sheet, OPEN_PATIENT, row->patient);
	daily_phone(sheet, OPEN_PHONE, row->phone);
	xlsx_text(sheet, OPEN_DOCTOR, row->doctor);
	xlsx_number(sheet, OPEN_AMOUNT, row->fen);
	book->sums->open[row->kind]++;
	book->sums->open_all++;
}

static enum status open_rows(struct daily_book *book)
{
	const struct daily *daily = book->daily;
	struct pending_list list = { .count = 0 };
	enum status status;

	if (daily->closed) {
		status = pending_closed(daily->desk, daily->day, &list);
	} else {
		status = pending_visits(daily->desk, daily->day, &list);
		if (!status)
			status = pending_refunds(daily->desk, &list);
		if (!status)
			status = pending_orders(daily->desk, &list);
	}
	for (size_t i = 0; i < list.count && !status; i++)
		write_pending(book, &list.rows[i]);
	pending_release(&list);
	return status;
}

const struct daily_layout daily_open = {
	.name = N_("Open"),
	.nothing = N_("Nothing was left open on this day."),
	.unknown = N_("Not recorded: this day was closed by an older version of the program."),
	.columns = open_columns,
	.count = OPEN_COLUMNS,
	.rows = open_rows,
};
