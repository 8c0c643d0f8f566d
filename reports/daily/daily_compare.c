#include "reports/daily/daily_compare.h"

#include <string.h>

#include "desk/money/ledger.h"

#include "sql_columns.h"

/* The days that a column of page one is of, and what the report is narrowed to. */
struct comparing {
	struct desk *desk;
	day_number from, to;
	const char *department, *doctor, *clerk, *method; /* as the store has them; NULL: any */
	struct value *value;				  /* COMPARED_FIGURES */
};

const char *daily_compared_name(enum daily_compared_figure figure)
{
	static const char *const names[COMPARED_FIGURES] = {
#define COMPARED(symbol, name) name,
#include "reports/daily/daily_compared.def"
#undef COMPARED
	};

	return names[figure];
}

static enum status take_made(const struct store_row *row, void *context)
{
	struct value *value = context;

	value[COMPARED_BOOKINGS] = value_count(row_number(row, REPORT_SUM_MADE_MADE));
	return STATUS_OK;
}

static enum status take_visits(const struct store_row *row, void *context)
{
	struct value *value = context;

	value[COMPARED_CAME] = value_count(row_number(row, REPORT_SUM_VISITS_CAME));
	value[COMPARED_NOT_SEEN] = value_count(row_number(row, REPORT_SUM_VISITS_NOT_SEEN));
	value[COMPARED_NO_SHOWS] = value_count(row_number(row, REPORT_SUM_VISITS_NO_SHOWS));
	value[COMPARED_CANCELLED] = value_count(row_number(row, REPORT_SUM_VISITS_CANCELLED));
	return STATUS_OK;
}

static enum status take_ledger(const struct store_row *row, void *context)
{
	const int64_t payments = row_number(row, REPORT_SUM_LEDGER_PAYMENTS);
	const int64_t refunds = row_number(row, REPORT_SUM_LEDGER_REFUNDS);
	const int64_t returned = row_number(row, REPORT_SUM_LEDGER_RETURNED);
	struct value *value = context;

	value[COMPARED_PAYMENTS] = value_money(payments);
	value[COMPARED_REFUNDS] = value_money(refunds);
	value[COMPARED_NET] = value_money(payments - refunds);
	value[COMPARED_RETURNED] = value_money(returned);
	value[COMPARED_EARLIER] = value_money(row_number(row, REPORT_SUM_LEDGER_EARLIER));
	value[COMPARED_NET_RECEIVED] = value_money(payments - returned);
	return STATUS_OK;
}

/* Who made a booking, and how it was paid, is not told apart here. */
static enum status compare_bookings(const struct comparing *with)
{
	char before[DAY_TEXT_SIZE], from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	struct store *store = with->desk->store;
	enum status status;

	if (with->clerk || with->method)
		return STATUS_OK;
	day_format(with->from, from);
	day_format(with->to, to);
	status = store_each(store, SQL_REPORT_SUM_MADE,
			    ARGS(STORE_ARG_INT(day_number_base(with->from - 1)),
				 STORE_ARG_INT(day_number_base(with->to) + NUMBERS_PER_DAY),
				 STORE_ARG_INT(day_number_base(with->from)),
				 store_text(day_format(with->from - 1, before)), store_text(to),
				 store_text(with->department), store_text(with->doctor)),
			    take_made, with->value);
	if (!status)
		status = store_each(store, SQL_REPORT_SUM_VISITS,
				    ARGS(store_text(from), store_text(to),
					 store_text(with->department), store_text(with->doctor)),
				    take_visits, with->value);
	return status;
}

static enum status compare(const struct comparing *with)
{
	enum status status = compare_bookings(with);

	if (!status)
		status = store_each(with->desk->store, SQL_REPORT_SUM_LEDGER,
				    ARGS(STORE_ARG_INT(day_number_base(with->from)),
					 STORE_ARG_INT(day_number_base(with->to) + NUMBERS_PER_DAY),
					 store_text(with->department), store_text(with->doctor),
					 store_text(with->method), store_text(with->clerk)),
				    take_ledger, with->value);
	return desk_store_result(with->desk, status);
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
		const struct comparing with = { .desk = desk,
						.from = spans[i].from,
						.to = spans[i].to,
						.department = filter[ROLE_DEPARTMENT],
						.doctor = filter[ROLE_DOCTOR],
						.clerk = filter[ROLE_CLERK],
						.method = name_of_method(filter[ROLE_METHOD]),
						.value = out->value[i] };

		out->has[i] = spans[i].wanted;
		for (int figure = 0; figure < COMPARED_FIGURES; figure++)
			out->value[i][figure] = value_none();
		if (spans[i].wanted)
			status = compare(&with);
	}
	return status;
}
