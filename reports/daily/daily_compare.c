#include "reports/daily/daily_compare.h"

#include <string.h>

#include "reports/daily/daily_figures.h"
#include "reports/daily/daily_fill.h"

const char *daily_compared_name(enum daily_compared_figure figure)
{
	static const char *const names[COMPARED_FIGURES] = {
#define COMPARED(symbol, name) name,
#include "reports/daily/daily_compared.def"
#undef COMPARED
	};

	return names[figure];
}

static enum status compare_with(struct desk *desk, day_number from, day_number to,
				const char *const filter[ROLE_COUNT],
				struct value value[COMPARED_FIGURES])
{
	const unsigned sheets = DAILY_SHEET(SHEET_REGISTRATIONS) | DAILY_SHEET(SHEET_VISITS) |
				DAILY_SHEET(SHEET_REFUNDS) | DAILY_SHEET(SHEET_LEDGER);
	struct sheet_book sheet_book;
	struct daily_book book = { .book = &sheet_book };
	struct daily_figures figures;
	struct daily_span span;
	enum status status;

	sheet_book_init(&sheet_book);
	memcpy(sheet_book.filter, filter, ROLE_COUNT * sizeof(*filter));
	daily_fill_start(&book);
	status = daily_fill(&book, desk, from, to, sheets, &span);
	daily_figures_make(&book, -1, &figures);
	for (int i = 0; i < COMPARED_FIGURES && !status; i++)
		value[i] = figure_value(
			sheet_book_find(&sheet_book,
					daily_compared_name((enum daily_compared_figure)i)),
			(struct figure_place){ .row = 0 });
	sheet_book_release(&sheet_book);
	return status;
}

static day_number month_begins(day_number day)
{
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	return day - dom + 1;
}

enum status daily_compare(struct desk *desk, day_number from, day_number to,
			  const char *const filter[ROLE_COUNT], struct daily_compared *out)
{
	const int days = to - from + 1;
	const struct {
		day_number from, to;
		bool wanted;
	} spans[COMPARED_SPANS] = {
		[COMPARED_BEFORE] = { from - days, to - days, true },
		[COMPARED_WEEK] = { from - 7, to - 7, days == 1 },
		[COMPARED_MONTH] = { month_begins(to), to, days == 1 },
	};
	enum status status = STATUS_OK;

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < COMPARED_SPANS && !status; i++) {
		out->has[i] = spans[i].wanted;
		if (spans[i].wanted)
			status = compare_with(desk, spans[i].from, spans[i].to, filter,
					      out->value[i]);
	}
	return status;
}
