/* The sheets of the money that moved: Refunds, Ledger. */
#include "base/language.h"
#include "desk/reason.h"
#include "reports/days/days_cells.h"
#include "reports/days/days_sheets.h"

/* ---- Refunds ---- */

static const struct sheet_column refund_columns[REFUNDS_COLUMNS] = {
	[REFUNDS_RECEIPT] = { .title = N_("Receipt"), .kind = VALUE_IDENTIFIER, .paper = true },
	[REFUNDS_AT] = { .title = N_("Time"), .kind = VALUE_MOMENT, .paper = true },
	[REFUNDS_BOOKING] = { .title = N_("Booking"), .kind = VALUE_IDENTIFIER, .paper = true },
	[REFUNDS_ORDER] = { .title = N_("Online order"), .kind = VALUE_IDENTIFIER },
	[REFUNDS_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[REFUNDS_PHONE] = { .title = N_("Phone"), .kind = VALUE_IDENTIFIER },
	[REFUNDS_AMOUNT] = { .title = N_("Amount"),
			     .kind = VALUE_MONEY,
			     .paper = true,
			     .total = TOTAL_SUM },
	[REFUNDS_METHOD] = { .title = N_("Method"),
			     .kind = VALUE_TEXT,
			     .paper = true,
			     .role = SHEET_ROLE_METHOD },
	[REFUNDS_STATE] = { .title = N_("State"), .kind = VALUE_TEXT, .paper = true },
	[REFUNDS_REASON] = { .title = N_("Reason"), .kind = VALUE_NOTE, .paper = true },
	[REFUNDS_PAYMENT] = { .title = N_("Of receipt"), .kind = VALUE_IDENTIFIER, .paper = true },
	[REFUNDS_CLERK] = { .title = N_("Clerk"),
			    .kind = VALUE_IDENTIFIER,
			    .paper = true,
			    .role = SHEET_ROLE_CLERK },
	[REFUNDS_COUNTER] = { .title = N_("Counter"), .kind = VALUE_IDENTIFIER },
	[REFUNDS_SETTLED_AT] = { .title = N_("Settled at"), .kind = VALUE_MOMENT },
	[REFUNDS_SETTLEMENT] = { .title = N_("Settled with receipt"), .kind = VALUE_IDENTIFIER },
	[REFUNDS_DEPARTMENT] = { .title = N_("Department"),
				 .kind = VALUE_TEXT,
				 .role = SHEET_ROLE_DEPARTMENT },
	[REFUNDS_DOCTOR] = { .title = N_("Doctor"), .kind = VALUE_TEXT, .role = SHEET_ROLE_DOCTOR },
	[REFUNDS_DECISION] = { .title = N_("Decided"), .kind = VALUE_TEXT, .paper = true },
	[REFUNDS_SETTLED_BY] = { .title = N_("Settled by"),
				 .kind = VALUE_IDENTIFIER,
				 .paper = true },
};

static enum status write_refund(const struct days_refund *refund, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_REFUNDS];

	sheet_row(sheet);
	days_receipt(sheet, REFUNDS_RECEIPT, refund->id);
	sheet_moment(sheet, REFUNDS_AT, refund->at_ms);
	days_booking_no(sheet, REFUNDS_BOOKING, refund->booking_id);
	sheet_text(sheet, REFUNDS_ORDER, refund->order_no);
	sheet_text(sheet, REFUNDS_PATIENT, refund->patient);
	days_phone(sheet, REFUNDS_PHONE, refund->phone);
	sheet_number(sheet, REFUNDS_AMOUNT, refund->fen);
	sheet_text(sheet, REFUNDS_METHOD, method_word(refund->method));
	sheet_text(sheet, REFUNDS_STATE, refund_state_word(refund->state));
	sheet_text(sheet, REFUNDS_REASON, reason_words(refund->reason, refund->booking_id));
	days_receipt(sheet, REFUNDS_PAYMENT, refund->payment_id);
	sheet_text(sheet, REFUNDS_CLERK, refund->by.staff);
	sheet_text(sheet, REFUNDS_COUNTER, refund->by.counter);
	sheet_moment(sheet, REFUNDS_SETTLED_AT, refund->settled_ms);
	days_receipt(sheet, REFUNDS_SETTLEMENT, refund->settlement_id);
	sheet_text(sheet, REFUNDS_SETTLED_BY, refund->settled_by);
	sheet_text(sheet, REFUNDS_DEPARTMENT, refund->department);
	sheet_text(sheet, REFUNDS_DOCTOR, refund->doctor);
	sheet_text(sheet, REFUNDS_DECISION, days_decision_word(refund));
	return days_step(book, sheet);
}

static enum status refund_rows(struct days_book *book)
{
	return days_each_refund(book->business, write_refund, book);
}

const struct days_layout days_refunds = {
	.key = "refunds",
	.name = N_("Refunds"),
	.nothing = N_("No refunds on this day."),
	.paper = true,
	.columns = refund_columns,
	.count = REFUNDS_COLUMNS,
	.sheet = SHEET_REFUNDS,
	.rows = refund_rows,
};

/* ---- Ledger ---- */

static const struct sheet_column ledger_columns[LEDGER_COLUMNS] = {
	[LEDGER_RECEIPT] = { .title = N_("Receipt"), .kind = VALUE_IDENTIFIER, .paper = true },
	[LEDGER_AT] = { .title = N_("Time"), .kind = VALUE_MOMENT, .paper = true },
	[LEDGER_KIND] = { .title = N_("Kind"), .kind = VALUE_TEXT, .paper = true },
	[LEDGER_METHOD] = { .title = N_("Method"),
			    .kind = VALUE_TEXT,
			    .paper = true,
			    .role = SHEET_ROLE_METHOD },
	[LEDGER_CLERK] = { .title = N_("Clerk"),
			   .kind = VALUE_IDENTIFIER,
			   .paper = true,
			   .role = SHEET_ROLE_CLERK },
	[LEDGER_COUNTER] = { .title = N_("Counter"), .kind = VALUE_IDENTIFIER, .paper = true },
	[LEDGER_BOOKING] = { .title = N_("Booking"), .kind = VALUE_IDENTIFIER, .paper = true },
	[LEDGER_ORDER] = { .title = N_("Online order"), .kind = VALUE_IDENTIFIER },
	[LEDGER_PATIENT] = { .title = N_("Patient"), .kind = VALUE_TEXT, .paper = true },
	[LEDGER_RECEIVED] = { .title = N_("Received"),
			      .kind = VALUE_MONEY,
			      .paper = true,
			      .total = TOTAL_SUM },
	[LEDGER_RETURNED] = { .title = N_("Returned"),
			      .kind = VALUE_MONEY,
			      .paper = true,
			      .total = TOTAL_SUM },
	[LEDGER_DUE] = { .title = N_("Refunds due"),
			 .kind = VALUE_MONEY,
			 .paper = true,
			 .total = TOTAL_SUM },
	[LEDGER_OF] = { .title = N_("Of receipt"), .kind = VALUE_IDENTIFIER, .paper = true },
	[LEDGER_DEPARTMENT] = { .title = N_("Department"),
				.kind = VALUE_TEXT,
				.role = SHEET_ROLE_DEPARTMENT },
	[LEDGER_DOCTOR] = { .title = N_("Doctor"), .kind = VALUE_TEXT, .role = SHEET_ROLE_DOCTOR },
	[LEDGER_EARLIER] = { .title = N_("Paid earlier"), .kind = VALUE_TEXT, .paper = true },
	[LEDGER_DAY] = { .title = N_("Business day"), .kind = VALUE_DAY },
	[LEDGER_EXTERNAL] = { .title = N_("Payment service's number"), .kind = VALUE_IDENTIFIER },
};

static const char *entry_kind_word(const struct days_entry *entry)
{
	switch (entry->kind) {
	case ENTRY_PAYMENT: return entry->along ? _("moved here") : _("payment");
	case ENTRY_REFUND: return entry->along ? _("moved away") : _("refund");
	case ENTRY_WITHDRAWAL: return _("refund withdrawn");
	case ENTRY_SETTLEMENT: break;
	}
	return _("settlement");
}

/* An amount that is not there leaves its cell empty: a sheet of zeros is hard to read. */
static void write_amount(struct sheet *sheet, int column, int64_t fen)
{
	if (fen)
		sheet_number(sheet, column, fen);
}

/* Money without a visit (of a refused order) stands under a name of its own: so what departments
 * and doctors received comes to what was received. */
static void write_visit_of(struct sheet *sheet, const struct days_entry *entry)
{
	const bool known = *entry->department;
	char order[DAYS_ORDER_SIZE];

	sheet_order(sheet,
		    known ? days_order(entry->department_code, entry->doctor_code, order) : "~");
	sheet_text(sheet, LEDGER_DEPARTMENT, known ? entry->department : _("without a visit"));
	sheet_text(sheet, LEDGER_DOCTOR, known ? entry->doctor : _("without a visit"));
}

static enum status write_entry(const struct days_entry *entry, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_LEDGER];

	sheet_row(sheet);
	days_receipt(sheet, LEDGER_RECEIPT, entry->id);
	sheet_moment(sheet, LEDGER_AT, entry->at_ms);
	sheet_text(sheet, LEDGER_KIND, entry_kind_word(entry));
	sheet_text(sheet, LEDGER_METHOD, method_word(entry->method));
	sheet_text(sheet, LEDGER_CLERK, entry->by.staff);
	sheet_text(sheet, LEDGER_COUNTER, entry->by.counter);
	days_booking_no(sheet, LEDGER_BOOKING, entry->booking_id);
	sheet_text(sheet, LEDGER_ORDER, entry->order_no);
	sheet_text(sheet, LEDGER_PATIENT, entry->patient);
	write_amount(sheet, LEDGER_RECEIVED, entry_received_fen(entry));
	write_amount(sheet, LEDGER_RETURNED, entry_returned_fen(entry));
	write_amount(sheet, LEDGER_DUE, entry_due_fen(entry));
	days_receipt(sheet, LEDGER_OF, entry->of_id);
	sheet_text(sheet, LEDGER_EXTERNAL, entry->external_no);
	write_visit_of(sheet, entry);
	sheet_text(sheet, LEDGER_EARLIER, entry->earlier ? _("on an earlier day") : "");
	if (sheet->count > LEDGER_DAY)
		sheet_day(sheet, LEDGER_DAY, book->business->day);
	return days_step(book, sheet);
}

static enum status ledger_rows(struct days_book *book)
{
	return days_each_entry(book->business, write_entry, book);
}

const struct days_layout days_ledger = {
	.key = "ledger",
	.name = N_("Ledger"),
	.nothing = N_("No money moved on this day."),
	.columns = ledger_columns,
	.count = LEDGER_COLUMNS,
	.is_dated = true,
	.sheet = SHEET_LEDGER,
	.rows = ledger_rows,
};
