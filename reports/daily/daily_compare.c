#include "reports/daily/daily_compare.h"

#include <string.h>

#include "desk/day/day_sum.h"
#include "desk/money/method.h"

const char *daily_compared_name(enum daily_compared_figure figure)
{
	static const char *const names[COMPARED_FIGURES] = {
#define COMPARED(symbol, name) name,
#include "reports/daily/daily_compared.def"
#undef COMPARED
	};

	return names[figure];
}

/* Who made a booking, and how it was paid, is not told apart: such a report has no value there. */
static void take(const struct day_sum *sum, bool has_bookings, struct value value[COMPARED_FIGURES])
{
	if (has_bookings) {
		value[COMPARED_BOOKINGS] = value_count(sum->made);
		value[COMPARED_CAME] = value_count(sum->came);
		value[COMPARED_NOT_SEEN] = value_count(sum->not_seen);
		value[COMPARED_NO_SHOWS] = value_count(sum->no_shows);
		value[COMPARED_CANCELLED] = value_count(sum->cancelled);
	}
	value[COMPARED_PAYMENTS] = value_money(sum->payments_fen);
	value[COMPARED_REFUNDS] = value_money(sum->refunds_fen);
	value[COMPARED_NET] = value_money(sum->payments_fen - sum->refunds_fen);
	value[COMPARED_RETURNED] = value_money(sum->returned_fen);
	value[COMPARED_EARLIER] = value_money(sum->earlier_fen);
	value[COMPARED_NET_RECEIVED] = value_money(sum->payments_fen - sum->returned_fen);
}

/* A filter has a method's word; the store its name. */
static const char *name_of_method(const char *word)
{
	for (enum method method = 0; word && method < METHOD_COUNT; method++) {
		if (strcmp(method_word(method), word) == 0)
			return method_name(method);
	}
	return word;
}

static day_number month_begins(day_number day)
{
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	return day - dom + 1;
}

enum status daily_compare(struct desk *desk, day_number from, day_number to,
			  const char *const filter[SHEET_ROLE_COUNT], struct daily_compared *out)
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
	const struct day_sum_filter with = { .department = filter[SHEET_ROLE_DEPARTMENT],
					     .doctor = filter[SHEET_ROLE_DOCTOR],
					     .method = name_of_method(filter[SHEET_ROLE_METHOD]),
					     .clerk = filter[SHEET_ROLE_CLERK] };
	struct day_sum sum;
	enum status status = STATUS_OK;

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < COMPARED_SPANS && !status; i++) {
		out->has[i] = spans[i].wanted;
		for (int figure = 0; figure < COMPARED_FIGURES; figure++)
			out->value[i][figure] = value_none();
		if (!spans[i].wanted)
			continue;
		status = day_sum(desk, spans[i].from, spans[i].to, &with, &sum);
		if (!status)
			take(&sum, !with.clerk && !with.method, out->value[i]);
	}
	return status;
}
