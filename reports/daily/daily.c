#include "reports/daily/daily.h"

#include "base/language.h"
#include "reports/daily/daily_figures.h"
#include "reports/daily/daily_groups.h"
#include "reports/daily/daily_page.h"
#include "reports/days/days_groups.h"
#include "reports/days/days_head.h"
#include "reports/days/days_summary.h"

static const struct days_layout *const layouts[] = {
	&days_summary, &daily_departments, &daily_doctors, &days_sessions, &days_registrations,
	&days_visits,  &days_refunds,	   &days_no_shows, &days_open,	   &days_exceptions,
	&days_queue,   &daily_money,	   &days_ledger,
};

/* Of several days only when each was counted; of a part of the money nobody counted the cash. */
static int64_t counted_fen(const struct sheet_book *book, const struct days_span *span)
{
	if (sheet_book_is_narrowed(book))
		return -1;
	return span->counted == span->to - span->from + 1 ? span->counted_fen : -1;
}

enum status daily_report_fill(struct desk *desk, const struct report_wish *wish,
			      struct sheet_book *sheet_book)
{
	struct days_book book = { .book = sheet_book,
				  .progress = wish->progress,
				  .context = wish->context };
	struct daily_compared compared;
	struct days_figures figures;
	struct days_span span;
	enum status status;

	days_fill_start(&book, layouts, sizeof(layouts) / sizeof(layouts[0]));
	status = days_fill(&book, desk, wish->from, wish->to, &span);
	if (!status)
		status = daily_compare(desk, wish->from, wish->to, wish->filter, &compared);
	if (status)
		return status;
	daily_figures_make(&book, counted_fen(sheet_book, &span), &figures);
	days_groups_make(&book);
	daily_group_money(&book);
	days_summary_fill(&book, &figures);
	days_head_make(&book, &span, _("Day report"));
	daily_page_make(&book, &span, &compared);
	return STATUS_OK;
}
