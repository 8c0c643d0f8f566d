/* The sheet Exceptions: what happened beside the ordinary, by whom. */
#include "base/language.h"
#include "base/text.h"
#include "desk/audit_words.h"
#include "reports/days/days_cells.h"

enum { ABOUT_SIZE = WORD_SIZE + NAME_SIZE + 2 * DAY_TEXT_SIZE + 32, ORDER_SIZE = 24 };

static const struct sheet_column exception_columns[EXCEPTIONS_COLUMNS] = {
	[EXCEPTIONS_AT] = { .title = N_("Time"), .kind = VALUE_MOMENT, .paper = true, .key = "at" },
	[EXCEPTIONS_KIND] = { .title = N_("What"),
			      .kind = VALUE_TEXT,
			      .paper = true,
			      .key = "what" },
	[EXCEPTIONS_CLERK] = { .title = N_("Clerk"),
			       .kind = VALUE_IDENTIFIER,
			       .paper = true,
			       .role = SHEET_ROLE_CLERK,
			       .key = "staff" },
	[EXCEPTIONS_COUNTER] = { .title = N_("Counter"),
				 .kind = VALUE_IDENTIFIER,
				 .key = "counter" },
	[EXCEPTIONS_ABOUT] = { .title = N_("Of whom"),
			       .kind = VALUE_TEXT,
			       .paper = true,
			       .key = "about" },
	[EXCEPTIONS_DETAIL] = { .title = N_("Details"),
				.kind = VALUE_NOTE,
				.paper = true,
				.key = "detail" },
};

static void write_about(struct sheet *sheet, const struct days_exception *exception)
{
	char text[ABOUT_SIZE], day[DAY_TEXT_SIZE];

	if (exception->date == DAY_NONE)
		text_copy(text, sizeof(text), exception->patient);
	else
		text_format(text, sizeof(text), "%s %s %s", exception->doctor,
			    day_format(exception->date, day), period_word(exception->period));
	sheet_text(sheet, EXCEPTIONS_ABOUT, text);
}

/* They come from two lists and stand in the order of time. */
static void begin_row(struct sheet *sheet, int64_t at_ms)
{
	char order[ORDER_SIZE];

	sheet_row(sheet);
	text_format(order, sizeof(order), "%020lld", (long long)at_ms);
	sheet_order(sheet, order);
	sheet_moment(sheet, EXCEPTIONS_AT, at_ms);
}

static enum status write_exception(const struct days_exception *exception, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_EXCEPTIONS];
	char detail[AUDIT_DETAIL_SIZE];

	begin_row(sheet, exception->row.at_ms);
	sheet_text(sheet, EXCEPTIONS_KIND, audit_action_words(exception->row.action));
	sheet_text(sheet, EXCEPTIONS_CLERK, exception->row.staff);
	sheet_text(sheet, EXCEPTIONS_COUNTER, exception->row.counter);
	write_about(sheet, exception);
	sheet_text(sheet, EXCEPTIONS_DETAIL, audit_detail_words(&exception->row, detail));
	sheet_row_end(sheet);
	return STATUS_OK;
}

/* A refund beyond the rule: the same as on the sheet Refunds. */
static enum status write_override(const struct days_refund *refund, void *context)
{
	struct days_book *book = context;
	struct sheet *sheet = book->sheet[SHEET_EXCEPTIONS];
	char detail[REASON_SIZE + VALUE_SHOWN_SIZE], fen[VALUE_SHOWN_SIZE];

	if (!refund->override)
		return STATUS_OK;
	begin_row(sheet, refund->at_ms);
	sheet_text(sheet, EXCEPTIONS_KIND, _("refund by override"));
	sheet_text(sheet, EXCEPTIONS_CLERK, refund->by.staff);
	sheet_text(sheet, EXCEPTIONS_COUNTER, refund->by.counter);
	sheet_text(sheet, EXCEPTIONS_ABOUT, refund->patient);
	text_format(detail, sizeof(detail), "%s: %s", value_show(value_money(refund->fen), fen),
		    refund->reason);
	sheet_text(sheet, EXCEPTIONS_DETAIL, detail);
	sheet_row_end(sheet);
	return STATUS_OK;
}

static enum status exception_rows(struct days_book *book)
{
	struct sheet *sheet = book->sheet[SHEET_EXCEPTIONS];
	const size_t first = sheet->row_count;
	enum status status = days_each_exception(book->business, write_exception, book);

	if (!status)
		status = days_each_refund(book->business, write_override, book);
	sheet_sort(sheet, first);
	return status;
}

const struct days_layout days_exceptions = {
	.key = "exceptions",
	.name = N_("Exceptions"),
	.nothing = N_("Nothing happened beside the ordinary."),
	.paper = true,
	.columns = exception_columns,
	.count = EXCEPTIONS_COLUMNS,
	.sheet = SHEET_EXCEPTIONS,
	.rows = exception_rows,
};
