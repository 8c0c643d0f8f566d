#include "reports/daily/daily.h"

#include "reports/daily/daily_groups.h"
#include "reports/daily/daily_head.h"
#include "reports/daily/daily_page.h"
#include "reports/daily/daily_summary.h"

/* Of several days only when each was counted; of a part of the money nobody counted the cash. */
static int64_t counted_fen(const struct sheet_book *book, const struct daily_span *span)
{
	if (sheet_book_is_narrowed(book))
		return -1;
	return span->counted == span->to - span->from + 1 ? span->counted_fen : -1;
}

enum status daily_report_fill(struct desk *desk, const struct report_wish *wish,
			      struct sheet_book *sheet_book)
{
	struct daily_book book = { .book = sheet_book,
				   .progress = wish->progress,
				   .context = wish->context };
	struct daily_compared compared;
	struct daily_figures figures;
	struct daily_span span;
	enum status status;

	daily_fill_start(&book);
	status = daily_fill(&book, desk, wish->from, wish->to, DAILY_ALL_SHEETS, &span);
	if (!status)
		status = daily_compare(desk, wish->from, wish->to, wish->filter, &compared);
	if (status)
		return status;
	daily_figures_make(&book, counted_fen(sheet_book, &span), &figures);
	daily_group_departments(&book);
	daily_group_doctors(&book);
	daily_group_money(&book);
	daily_summary_fill(&book, &figures);
	daily_head_make(&book, &span);
	daily_page_make(&book, &span, &compared);
	return STATUS_OK;
}
