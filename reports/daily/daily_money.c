/* The sheets about money: Refunds, Money, Ledger. */
#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/reason.h"
#include "reports/daily/daily_cells.h"
#include "reports/daily/daily_sheets.h"

enum { SENTENCE_SIZE = 120 };

/* ---- Refunds ---- */

static const struct xlsx_column refund_columns[REFUNDS_COLUMNS] = {
	[REFUNDS_RECEIPT] = { N_("Receipt"), VALUE_IDENTIFIER },
	[REFUNDS_AT] = { N_("Time"), VALUE_MOMENT },
	[REFUNDS_BOOKING] = { N_("Booking"), VALUE_IDENTIFIER },
	[REFUNDS_ORDER] = { N_("Online order"), VALUE_IDENTIFIER },
	[REFUNDS_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[REFUNDS_PHONE] = { N_("Phone"), VALUE_IDENTIFIER },
	[REFUNDS_AMOUNT] = { N_("Amount"), VALUE_MONEY },
	[REFUNDS_METHOD] = { N_("Method"), VALUE_TEXT },
	[REFUNDS_STATE] = { N_("State"), VALUE_TEXT },
	[REFUNDS_REASON] = { N_("Reason"), VALUE_NOTE },
	[REFUNDS_PAYMENT] = { N_("Of receipt"), VALUE_IDENTIFIER },
	[REFUNDS_CLERK] = { N_("Clerk"), VALUE_IDENTIFIER },
	[REFUNDS_COUNTER] = { N_("Counter"), VALUE_IDENTIFIER },
	[REFUNDS_SETTLED_AT] = { N_("Settled at"), VALUE_MOMENT },
	[REFUNDS_SETTLEMENT] = { N_("Settled with receipt"), VALUE_IDENTIFIER },
	[REFUNDS_SETTLED_BY] = { N_("Settled by"), VALUE_IDENTIFIER },
};

static enum status write_refund(const struct daily_refund *refund, void *context)
{
	struct daily_book *book = context;
	struct xlsx_sheet *sheet = book->sheet[SHEET_REFUNDS];

	xlsx_row(sheet);
	daily_receipt(sheet, REFUNDS_RECEIPT, refund->id);
	xlsx_moment(sheet, REFUNDS_AT, refund->at_ms);
	daily_booking_no(sheet, REFUNDS_BOOKING, refund->booking_id);
	xlsx_text(sheet, REFUNDS_ORDER, refund->order_no);
	xlsx_text(sheet, REFUNDS_PATIENT, refund->patient);
	daily_phone(sheet, REFUNDS_PHONE, refund->phone);
	xlsx_number(sheet, REFUNDS_AMOUNT, refund->fen);
	xlsx_text(sheet, REFUNDS_METHOD, method_word(refund->method));
	xlsx_text(sheet, REFUNDS_STATE, refund_state_word(refund->state));
	xlsx_text(sheet, REFUNDS_REASON, reason_words(refund->reason, refund->booking_id));
	daily_receipt(sheet, REFUNDS_PAYMENT, refund->payment_id);
	xlsx_text(sheet, REFUNDS_CLERK, refund->by.staff);
	xlsx_text(sheet, REFUNDS_COUNTER, refund->by.counter);
	xlsx_moment(sheet, REFUNDS_SETTLED_AT, refund->settled_ms);
	daily_receipt(sheet, REFUNDS_SETTLEMENT, refund->settlement_id);
	xlsx_text(sheet, REFUNDS_SETTLED_BY, refund->settled_by);
	sums_add_refund(book->sums, refund);
	return daily_step(book);
}

static enum status refund_rows(struct daily_book *book)
{
	return daily_each_refund(book->daily, write_refund, book);
}

const struct daily_layout daily_refunds = {
	.name = N_("Refunds"),
	.nothing = N_("No refunds on this day."),
	.columns = refund_columns,
	.count = REFUNDS_COLUMNS,
	.rows = refund_rows,
};

/* ---- Ledger ---- */

static const struct xlsx_column ledger_columns[LEDGER_COLUMNS] = {
	[LEDGER_RECEIPT] = { N_("Receipt"), VALUE_IDENTIFIER },
	[LEDGER_AT] = { N_("Time"), VALUE_MOMENT },
	[LEDGER_KIND] = { N_("Kind"), VALUE_TEXT },
	[LEDGER_METHOD] = { N_("Method"), VALUE_TEXT },
	[LEDGER_CLERK] = { N_("Clerk"), VALUE_IDENTIFIER },
	[LEDGER_COUNTER] = { N_("Counter"), VALUE_IDENTIFIER },
	[LEDGER_BOOKING] = { N_("Booking"), VALUE_IDENTIFIER },
	[LEDGER_ORDER] = { N_("Online order"), VALUE_IDENTIFIER },
	[LEDGER_PATIENT] = { N_("Patient"), VALUE_TEXT },
	[LEDGER_RECEIVED] = { N_("Received"), VALUE_MONEY },
	[LEDGER_RETURNED] = { N_("Returned"), VALUE_MONEY },
	[LEDGER_DUE] = { N_("Refunds due"), VALUE_MONEY },
	[LEDGER_OF] = { N_("Of receipt"), VALUE_IDENTIFIER },
	[LEDGER_EXTERNAL] = { N_("Payment service's number"), VALUE_IDENTIFIER },
};

static const char *entry_kind_word(const struct daily_entry *entry)
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
static void write_amount(struct xlsx_sheet *sheet, int column, int64_t fen)
{
	if (fen)
		xlsx_number(sheet, column, fen);
}

static enum status write_entry(const struct daily_entry *entry, void *context)
{
	struct daily_book *book = context;
	struct xlsx_sheet *sheet = book->sheet[SHEET_LEDGER];

	xlsx_row(sheet);
	daily_receipt(sheet, LEDGER_RECEIPT, entry->id);
	xlsx_moment(sheet, LEDGER_AT, entry->at_ms);
	xlsx_text(sheet, LEDGER_KIND, entry_kind_word(entry));
	xlsx_text(sheet, LEDGER_METHOD, method_word(entry->method));
	xlsx_text(sheet, LEDGER_CLERK, entry->by.staff);
	xlsx_text(sheet, LEDGER_COUNTER, entry->by.counter);
	daily_booking_no(sheet, LEDGER_BOOKING, entry->booking_id);
	xlsx_text(sheet, LEDGER_ORDER, entry->order_no);
	xlsx_text(sheet, LEDGER_PATIENT, entry->patient);
	write_amount(sheet, LEDGER_RECEIVED, entry_received_fen(entry));
	write_amount(sheet, LEDGER_RETURNED, entry_returned_fen(entry));
	write_amount(sheet, LEDGER_DUE, entry_due_fen(entry));
	daily_receipt(sheet, LEDGER_OF, entry->of_id);
	xlsx_text(sheet, LEDGER_EXTERNAL, entry->external_no);
	sums_add_entry(book->sums, entry);
	return daily_step(book);
}

static enum status ledger_rows(struct daily_book *book)
{
	return daily_each_entry(book->daily, write_entry, book);
}

const struct daily_layout daily_ledger = {
	.name = N_("Ledger"),
	.nothing = N_("No money moved on this day."),
	.columns = ledger_columns,
	.count = LEDGER_COLUMNS,
	.rows = ledger_rows,
};

/* ---- Money ---- */

enum {
	MONEY_METHOD,
	MONEY_CLERK,
	MONEY_COUNTER,
	MONEY_PAYMENTS,
	MONEY_RECEIVED,
	MONEY_RETURNED,
	MONEY_NET,
	MONEY_DUE,
	MONEY_COLUMNS
};

static const struct xlsx_column money_columns[MONEY_COLUMNS] = {
	[MONEY_METHOD] = { N_("Method"), VALUE_TEXT },
	[MONEY_CLERK] = { N_("Clerk"), VALUE_IDENTIFIER },
	[MONEY_COUNTER] = { N_("Counter"), VALUE_IDENTIFIER },
	[MONEY_PAYMENTS] = { N_("Payments"), VALUE_COUNT },
	[MONEY_RECEIVED] = { N_("Received"), VALUE_MONEY },
	[MONEY_RETURNED] = { N_("Returned"), VALUE_MONEY },
	[MONEY_NET] = { N_("Net received"), VALUE_MONEY },
	[MONEY_DUE] = { N_("Refunds due"), VALUE_MONEY },
};

/*
 * The sum of a ledger column over the rows of this row's method, clerk and counter. Not by SUMIFS,
 * which takes the counters 1 and 01 for the same.
 */
static void write_share_sum(struct daily_book *book, int column, struct value value,
			    int ledger_column, const char *sign)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];
	const struct xlsx_sheet *ledger = book->sheet[SHEET_LEDGER];

	xlsx_formula(
		sheet, column, value, "SUMPRODUCT(EXACT(%s,%s)*EXACT(%s,%s)*EXACT(%s,%s),%s(%s))",
		xlsx_range(ledger, LEDGER_METHOD).text, xlsx_cell(sheet, MONEY_METHOD, 0).text,
		xlsx_range(ledger, LEDGER_CLERK).text, xlsx_cell(sheet, MONEY_CLERK, 0).text,
		xlsx_range(ledger, LEDGER_COUNTER).text, xlsx_cell(sheet, MONEY_COUNTER, 0).text,
		sign, xlsx_range(ledger, ledger_column).text);
}

static void write_net(struct xlsx_sheet *sheet, int64_t net_fen)
{
	xlsx_formula(sheet, MONEY_NET, value_money(net_fen), "%s-%s",
		     xlsx_cell(sheet, MONEY_RECEIVED, 0).text,
		     xlsx_cell(sheet, MONEY_RETURNED, 0).text);
}

static void write_share(struct daily_book *book, const struct daily_share *share)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];

	xlsx_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, method_word(share->method));
	xlsx_text(sheet, MONEY_CLERK, share->by.staff);
	xlsx_text(sheet, MONEY_COUNTER, share->by.counter);
	write_share_sum(book, MONEY_PAYMENTS, value_count(share->payments), LEDGER_RECEIVED,
			"SIGN");
	write_share_sum(book, MONEY_RECEIVED, value_money(share->received_fen), LEDGER_RECEIVED,
			"");
	write_share_sum(book, MONEY_RETURNED, value_money(share->returned_fen), LEDGER_RETURNED,
			"");
	write_net(sheet, share->received_fen - share->returned_fen);
	write_share_sum(book, MONEY_DUE, value_money(share->due_fen), LEDGER_DUE, "");
}

static enum status money_rows(struct daily_book *book)
{
	for (size_t i = 0; i < book->sums->share_count; i++)
		write_share(book, &book->sums->shares[i]);
	return STATUS_OK;
}

static void write_total(struct xlsx_sheet *sheet, int column, struct value value)
{
	xlsx_formula(sheet, column, value, "SUM(%s)", xlsx_range(sheet, column).text);
}

static void write_totals(struct xlsx_sheet *sheet, const struct daily_share *all)
{
	xlsx_strong_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, _("Total"));
	xlsx_text(sheet, MONEY_CLERK, "");
	xlsx_text(sheet, MONEY_COUNTER, "");
	write_total(sheet, MONEY_PAYMENTS, value_count(all->payments));
	write_total(sheet, MONEY_RECEIVED, value_money(all->received_fen));
	write_total(sheet, MONEY_RETURNED, value_money(all->returned_fen));
	write_total(sheet, MONEY_NET, value_money(all->received_fen - all->returned_fen));
	write_total(sheet, MONEY_DUE, value_money(all->due_fen));
}

static void write_cash(struct daily_book *book, const char *label, int64_t fen, int ledger_column)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];
	const struct xlsx_sheet *ledger = book->sheet[SHEET_LEDGER];

	xlsx_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, label);
	xlsx_formula(sheet, MONEY_NET, value_money(fen), "SUMIF(%s,%s,%s)",
		     xlsx_range(ledger, LEDGER_METHOD).text,
		     notation_word(method_word(METHOD_CASH)).text,
		     xlsx_range(ledger, ledger_column).text);
}

/* Of somebody who did not know what was expected; where it is not the count above. */
static void write_first_count(struct daily_book *book)
{
	const struct close_record *close = &book->daily->close;
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];
	char line[2 * SENTENCE_SIZE], counted[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];

	if (!book->daily->closed || close->counts == 0 ||
	    (close->counts == 1 && close->cash_counted_fen >= 0))
		return;
	text_format(line, sizeof(line), _("First count: %s yuan, when %s yuan was expected"),
		    money_format(close->first_counted_fen, counted),
		    money_format(close->first_expected_fen, expected));
	xlsx_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, line);
}

static void write_counted(struct daily_book *book, int64_t expected_fen)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];
	int64_t counted_fen = book->daily->closed ? book->daily->close.cash_counted_fen : -1;
	char line[REASON_SIZE + SENTENCE_SIZE];

	xlsx_row(sheet);
	if (counted_fen < 0) {
		xlsx_text(sheet, MONEY_METHOD, _("The drawer was not counted."));
		return;
	}
	xlsx_text(sheet, MONEY_METHOD, _("Counted in the drawer"));
	xlsx_value(sheet, MONEY_NET, value_money(counted_fen));
	xlsx_strong_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, _("Counted minus expected"));
	for (int column = MONEY_CLERK; column < MONEY_NET; column++)
		xlsx_text(sheet, column, "");
	xlsx_formula(sheet, MONEY_NET, value_money(counted_fen - expected_fen), "%s-%s",
		     xlsx_cell(sheet, MONEY_NET, 1).text, xlsx_cell(sheet, MONEY_NET, 2).text);
	if (!book->daily->close.reason[0])
		return;
	text_format(line, sizeof(line),
		    counted_fen == expected_fen ? _("Reason for counting again: %s")
						: _("Reason for the difference: %s"),
		    book->daily->close.reason);
	xlsx_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, line);
}

static void money_below(struct daily_book *book)
{
	struct xlsx_sheet *sheet = book->sheet[SHEET_MONEY];
	const struct daily_share *cash = &book->sums->by_method[METHOD_CASH];
	int64_t expected_fen = cash->received_fen - cash->returned_fen;

	write_totals(sheet, &book->sums->money);
	xlsx_row(sheet);
	write_cash(book, _("Cash received"), cash->received_fen, LEDGER_RECEIVED);
	write_cash(book, _("Cash returned"), cash->returned_fen, LEDGER_RETURNED);
	xlsx_row(sheet);
	xlsx_text(sheet, MONEY_METHOD, _("Expected in the drawer"));
	xlsx_formula(sheet, MONEY_NET, value_money(expected_fen), "%s-%s",
		     xlsx_cell(sheet, MONEY_NET, 2).text, xlsx_cell(sheet, MONEY_NET, 1).text);
	write_counted(book, expected_fen);
	write_first_count(book);
}

const struct daily_layout daily_money = {
	.name = N_("Money"),
	.nothing = N_("No money moved on this day."),
	.columns = money_columns,
	.count = MONEY_COLUMNS,
	.rows = money_rows,
	.below = money_below,
};
