#include "reports/days/days_fill.h"

#include <string.h>

#include "base/language.h"
#include "reports/days/days_groups.h"

/* What the sheet says without rows. */
static const char *say_nothing(const struct days_layout *layout, const struct sheet *sheet)
{
	if (layout->rows && !sheet_knows_filter(sheet))
		return _("Not told apart by what this report is narrowed to.");
	return layout->nothing ? _(layout->nothing) : "";
}

static bool tells_days_apart(const struct days_book *book)
{
	for (int i = 0; i < book->layout_count; i++) {
		if (book->layouts[i]->by & DAYS_BY(COMMON_DAY))
			return true;
	}
	return false;
}

void days_fill_start(struct days_book *book, const struct days_layout *const *layouts, int count)
{
	book->layouts = layouts;
	book->layout_count = count;
	for (int i = 0; i < count; i++) {
		const struct days_layout *layout = layouts[i];
		const bool less = layout->is_dated && !tells_days_apart(book);
		struct sheet *sheet = layout->by ? days_groups_start(book, layout)
						 : sheet_book_add(book->book, layout->key,
								  _(layout->name), layout->columns,
								  layout->count - less);

		sheet->nothing = say_nothing(layout, sheet);
		sheet->paper = layout->paper;
		sheet->told = layout->told;
		if (layout->rows)
			book->sheet[layout->sheet] = sheet;
	}
}

static enum status fill_day(struct days_book *book)
{
	enum status status = STATUS_OK;

	for (int i = 0; i < book->layout_count && !status; i++) {
		const struct days_layout *layout = book->layouts[i];
		struct sheet *sheet = book->book->sheets[i];

		if (!layout->rows || !sheet_knows_filter(sheet))
			continue;
		if (layout->unknown && book->business->closed && !book->business->close.is_kept)
			sheet->nothing = _(layout->unknown);
		status = layout->rows(book);
	}
	return status;
}

static void add_day(struct days_span *span, const struct business_day *business)
{
	span->last = *business;
	if (!business->closed)
		return;
	span->closed++;
	if (business->close.cash_counted_fen < 0)
		return;
	span->counted++;
	span->counted_fen += business->close.cash_counted_fen;
}

enum status days_fill(struct days_book *book, struct desk *desk, day_number from, day_number to,
		      struct days_span *out)
{
	enum status status = STATUS_OK;
	struct business_day business;

	memset(out, 0, sizeof(*out));
	out->from = from;
	out->to = to;
	book->last = to;
	book->done = book->all = 0;
	for (day_number day = from; day <= to && book->progress && !status; day++) {
		status = days_start(desk, day, &business);
		book->all += business.rows;
	}
	for (day_number day = from; day <= to && !status; day++) {
		status = days_start(desk, day, &business);
		if (status)
			break;
		book->business = &business;
		status = fill_day(book);
		add_day(out, &business);
	}
	book->business = &out->last;
	return status;
}
