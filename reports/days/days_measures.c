#include "reports/days/days_measures.h"

#include <assert.h>

#include "base/language.h"
#include "reports/days/days_make.h"

/* What a figure is made of: over rows that have that in common, under those names. */
struct of {
	struct days_book *book;
	unsigned by;
	struct figure_names names;
};

static const struct {
	const char *name, *title;
	struct sheet_column column;
} measures[MEASURE_COUNT] = {
#define MEASURE(symbol, figure, called, words, head, of, sum, definition) \
	[MEASURE_##symbol] = { (figure), \
			       (called), \
			       { .title = (head), \
				 .kind = (of), \
				 .zeros = (of) == VALUE_COUNT && (sum) == TOTAL_WHOLE, \
				 .total = (sum), \
				 .key = (words) } },
#include "reports/days/days_measures.def"
#undef MEASURE
};

int days_common_column(const struct days_book *book, const struct sheet *sheet,
		       enum days_common common)
{
	static const struct {
		enum days_sheet sheet;
		int column[COMMON_COUNT];
	} columns[] = {
		{ SHEET_SESSIONS, { SESSIONS_DEPARTMENT, SESSIONS_DOCTOR, SESSIONS_DATE } },
		{ SHEET_REGISTRATIONS, { REGISTRATION_DEPARTMENT, REGISTRATION_DOCTOR, -1 } },
		{ SHEET_VISITS, { VISITS_DEPARTMENT, VISITS_DOCTOR, VISITS_DATE } },
		{ SHEET_QUEUE, { QUEUE_DEPARTMENT, QUEUE_DOCTOR, QUEUE_DATE } },
		{ SHEET_LEDGER, { LEDGER_DEPARTMENT, LEDGER_DOCTOR, LEDGER_DAY } },
	};

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const int column = columns[i].column[common];

		if (book->sheet[columns[i].sheet] == sheet)
			return column < sheet->count ? column : -1;
	}
	return -1;
}

/* Fills the conditions: what is in common, then `last`. */
static const struct figure_condition *conditions(
	const struct of *of, enum days_sheet which, struct figure_condition last,
	struct figure_condition where[FIGURE_CONDITIONS_MAX])
{
	const struct sheet *sheet = of->book->sheet[which];
	int count = 0;

	assert(sheet);
	for (int common = 0; common < COMMON_COUNT; common++) {
		const int column = days_common_column(of->book, sheet, (enum days_common)common);

		if (!(of->by & DAYS_BY(common)))
			continue;
		assert(column >= 0);
		where[count] = AS_HERE(column, count);
		count++;
	}
	where[count++] = last;
	while (count < FIGURE_CONDITIONS_MAX)
		where[count++] = NO_CONDITION;
	return where;
}

/* ---- Families ---- */

/* Rows that have a word; NULL: all. */
static const struct figure *of_rows(const struct of *of, enum days_sheet sheet, int counted,
				    int column, const char *word)
{
	struct figure_condition where[FIGURE_CONDITIONS_MAX];

	return make_count(of->book, of->names, sheet, counted,
			  conditions(of, sheet, word ? IS(column, word) : NO_CONDITION, where));
}

static const struct figure *of_made(const struct of *of, const char *channel)
{
	return of_rows(of, SHEET_REGISTRATIONS, REGISTRATION_NUMBER, REGISTRATION_CHANNEL, channel);
}

static const struct figure *of_visits(const struct of *of, const char *outcome)
{
	return of_rows(of, SHEET_VISITS, VISITS_NUMBER, VISITS_OUTCOME, outcome);
}

static const struct figure *of_sessions(const struct of *of, int column)
{
	struct figure_condition where[FIGURE_CONDITIONS_MAX];

	return make_number(of->book, of->names, SHEET_SESSIONS, column,
			   conditions(of, SHEET_SESSIONS, NO_CONDITION, where));
}

/* One that is suspended has no numbers. */
static const struct figure *of_sessions_held(const struct of *of)
{
	struct figure_condition where[FIGURE_CONDITIONS_MAX];

	return make_count(of->book, of->names, SHEET_SESSIONS, SESSIONS_CAPACITY,
			  conditions(of, SHEET_SESSIONS, ABOVE_ZERO(SESSIONS_CAPACITY), where));
}

static const struct figure *of_ledger(const struct of *of, int column)
{
	struct figure_condition where[FIGURE_CONDITIONS_MAX];

	return make_sum(of->book, of->names, SHEET_LEDGER, column,
			conditions(of, SHEET_LEDGER, NO_CONDITION, where));
}

static const struct figure *of_waits(const struct of *of, int percent)
{
	struct figure_condition where[FIGURE_CONDITIONS_MAX];

	return make_percentile(of->book, of->names, SHEET_QUEUE, QUEUE_WAIT, percent,
			       conditions(of, SHEET_QUEUE, NO_CONDITION, where));
}

/* ---- Of two ---- */

static const struct figure *make(struct days_book *book, enum days_measure measure, unsigned by,
				 struct figure_names names);

/* A part of another: the figure of that name when it is there, whose title then stands for it. */
static const struct figure *part(const struct of *of, enum days_measure measure)
{
	const struct figure *named = sheet_book_find(of->book->book, measures[measure].name);

	return named && !of->by ? named : make(of->book, measure, of->by, NAMELESS);
}

static const struct figure *of_two(const struct of *of, enum figure_operation operation,
				   const struct figure *first, const struct figure *second)
{
	return make_of_two(of->book, of->names, operation, first, second);
}

static const struct figure *of_sold(const struct of *of)
{
	const struct figure *counter = part(of, MEASURE_SOLD_COUNTER);
	const struct figure *online = part(of, MEASURE_SOLD_ONLINE);

	return of_two(of, FIGURE_PLUS,
		      make_of_two(of->book, NAMELESS, FIGURE_PLUS, counter, online),
		      part(of, MEASURE_SOLD_EXTRA));
}

static const struct figure *of_sold_share(const struct of *of)
{
	const struct figure *sold = part(of, MEASURE_SOLD);

	return of_two(of, FIGURE_RATE, sold, part(of, MEASURE_CAPACITY));
}

/* Of all who came or should have. */
static const struct figure *of_no_shows(const struct of *of)
{
	const struct figure *came = part(of, MEASURE_CAME), *none = part(of, MEASURE_NO_SHOWS);

	return of_two(of, FIGURE_RATE, none,
		      make_of_two(of->book, NAMELESS, FIGURE_PLUS, came, none));
}

static const struct figure *of_net(const struct of *of)
{
	const struct figure *received = part(of, MEASURE_RECEIVED);

	return of_two(of, FIGURE_MINUS, received, part(of, MEASURE_RETURNED));
}

/* ---- All ---- */

static const struct figure *make(struct days_book *book, enum days_measure measure, unsigned by,
				 struct figure_names names)
{
	const struct of here = { book, by, names }, *of = &here;

	switch (measure) {
#define MEASURE(symbol, name, title, key, heading, kind, total, definition) \
	case MEASURE_##symbol: \
		return definition;
#include "reports/days/days_measures.def"
#undef MEASURE
	case MEASURE_COUNT: break;
	}
	assert(!"a figure of the table");
	return NULL;
}

const struct figure *days_measure(struct days_book *book, enum days_measure measure)
{
	return make(book, measure, 0, NAMES(measures[measure].name, _(measures[measure].title)));
}

const struct figure *days_measure_by(struct days_book *book, enum days_measure measure, unsigned by)
{
	return make(book, measure, by, NAMELESS);
}

struct sheet_column days_measure_column(enum days_measure measure)
{
	return measures[measure].column;
}
