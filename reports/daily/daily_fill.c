#include "reports/daily/daily_fill.h"

#include <string.h>

#include "base/language.h"
#include "reports/daily/daily_summary.h"

static const struct daily_layout *const layouts[SHEET_COUNT] = {
	[SHEET_SUMMARY] = &daily_summary,
	[SHEET_DEPARTMENTS] = &daily_departments,
	[SHEET_DOCTORS] = &daily_doctors,
	[SHEET_SESSIONS] = &daily_sessions,
	[SHEET_REGISTRATIONS] = &daily_registrations,
	[SHEET_VISITS] = &daily_visits,
	[SHEET_REFUNDS] = &daily_refunds,
	[SHEET_NO_SHOWS] = &daily_no_shows,
	[SHEET_OPEN] = &daily_open,
	[SHEET_EXCEPTIONS] = &daily_exceptions,
	[SHEET_QUEUE] = &daily_queue,
	[SHEET_MONEY] = &daily_money,
	[SHEET_LEDGER] = &daily_ledger,
};

/* What the sheet says without rows. */
static const char *say_nothing(const struct daily_layout *layout, const struct sheet *sheet)
{
	if (layout->rows && !sheet_knows_filter(sheet))
		return _("Not told apart by what this report is narrowed to.");
	return layout->nothing ? _(layout->nothing) : "";
}

void daily_fill_start(struct daily_book *book)
{
	for (int i = 0; i < SHEET_COUNT; i++) {
		const struct daily_layout *layout = layouts[i];
		struct sheet *sheet = sheet_book_add(book->book, layout->key, _(layout->name),
						     layout->columns, layout->count);

		sheet->nothing = say_nothing(layout, sheet);
		sheet->paper = layout->paper;
		book->sheet[i] = sheet;
	}
}

static enum status fill_day(struct daily_book *book, unsigned sheets)
{
	enum status status = STATUS_OK;

	for (int i = 0; i < SHEET_COUNT && !status; i++) {
		const struct daily_layout *layout = layouts[i];

		if (!(sheets & DAILY_SHEET(i)) || !layout->rows ||
		    !sheet_knows_filter(book->sheet[i]))
			continue;
		if (layout->unknown && book->daily->closed && !book->daily->close.is_kept)
			book->sheet[i]->nothing = _(layout->unknown);
		status = layout->rows(book);
	}
	return status;
}

static void add_day(struct daily_span *span, const struct daily *daily)
{
	span->last = *daily;
	if (!daily->closed)
		return;
	span->closed++;
	if (daily->close.cash_counted_fen < 0)
		return;
	span->counted++;
	span->counted_fen += daily->close.cash_counted_fen;
}

enum status daily_fill(struct daily_book *book, struct desk *desk, day_number from, day_number to,
		       unsigned sheets, struct daily_span *out)
{
	enum status status = STATUS_OK;
	struct daily daily;

	memset(out, 0, sizeof(*out));
	out->from = from;
	out->to = to;
	book->done = book->all = 0;
	for (day_number day = from; day <= to && book->progress && !status; day++) {
		status = daily_start(desk, day, &daily);
		book->all += daily.rows;
	}
	for (day_number day = from; day <= to && !status; day++) {
		status = daily_start(desk, day, &daily);
		if (status)
			break;
		book->daily = &daily;
		status = fill_day(book, sheets);
		add_day(out, &daily);
	}
	book->daily = &out->last;
	return status;
}
