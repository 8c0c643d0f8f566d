/* The sheet Summary: each figure, the formula behind it, and in words where it comes from. */
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "reports/daily/daily_sheets.h"
#include "reports/xlsx/xlsx_chart.h"

enum { SUMMARY_SECTION, SUMMARY_FIGURE, SUMMARY_VALUE, SUMMARY_SOURCE, SUMMARY_COLUMNS };

enum { SOURCE_SIZE = 400, CHART_WIDTH = 560, CHART_FRAME = 130, CHART_BAR = 34 };

static const struct xlsx_column summary_columns[SUMMARY_COLUMNS] = {
	[SUMMARY_SECTION] = { N_("Section"), VALUE_TEXT },
	[SUMMARY_FIGURE] = { N_("Figure"), VALUE_TEXT },
	[SUMMARY_VALUE] = { N_("Value"), VALUE_COUNT },
	[SUMMARY_SOURCE] = { N_("Where it comes from"), VALUE_TEXT },
};

/* The rows of one section; its first, strong one is what the others are parts of. */
struct section {
	struct daily_book *book;
	struct xlsx_sheet *sheet;
	const char *name;
	bool started;
};

static void start_row(struct section *section, const char *figure, const char *source)
{
	if (section->started)
		xlsx_row(section->sheet);
	else
		xlsx_strong_row(section->sheet);
	section->started = true;
	xlsx_text(section->sheet, SUMMARY_SECTION, section->name);
	xlsx_text(section->sheet, SUMMARY_FIGURE, figure);
	xlsx_text(section->sheet, SUMMARY_SOURCE, source);
}

static const char *sheet_name(struct section *section, enum daily_sheet sheet)
{
	return xlsx_sheet_name(section->book->sheet[sheet]);
}

static const char *title(struct section *section, enum daily_sheet sheet, int column)
{
	return xlsx_column_title(section->book->sheet[sheet], column);
}

static struct xlsx_piece range(struct section *section, enum daily_sheet sheet, int column)
{
	return xlsx_range(section->book->sheet[sheet], column);
}

/* All rows of a sheet; `column` has a number in each. */
static void rows(struct section *section, const char *figure, enum daily_sheet sheet, int column,
		 int64_t count)
{
	char source[SOURCE_SIZE];

	/* TRANSLATORS: %s is the name of a sheet. */
	text_format(source, sizeof(source), _("%s: all rows"), sheet_name(section, sheet));
	start_row(section, figure, source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_count(count), "COUNT(%s)",
		     range(section, sheet, column).text);
}

/* The rows of a sheet that have a word in a column. */
static void rows_with(struct section *section, const char *figure, enum daily_sheet sheet,
		      int column, const char *word, int64_t count)
{
	char source[SOURCE_SIZE];

	text_format(source, sizeof(source), _("%s: %s = %s"), sheet_name(section, sheet),
		    title(section, sheet, column), word);
	start_row(section, figure, source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_count(count), "COUNTIF(%s,%s)",
		     range(section, sheet, column).text, notation_word(word).text);
}

/* The sum of a column. */
static void sum(struct section *section, const char *figure, enum daily_sheet sheet, int column,
		int64_t fen)
{
	char source[SOURCE_SIZE];

	/* TRANSLATORS: a sheet's name and a column's. */
	text_format(source, sizeof(source), _("%s: sum of %s"), sheet_name(section, sheet),
		    title(section, sheet, column));
	start_row(section, figure, source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_money(fen), "SUM(%s)",
		     range(section, sheet, column).text);
}

/* The sum of a ledger column over one method. */
static void sum_of_method(struct section *section, const char *figure, int column,
			  enum method method, int64_t fen)
{
	const char *word = method_word(method);
	char source[SOURCE_SIZE];

	/* TRANSLATORS: a sheet's name, a column's, another column's and what it holds. */
	text_format(source, sizeof(source), _("%s: sum of %s where %s = %s"),
		    sheet_name(section, SHEET_LEDGER), title(section, SHEET_LEDGER, column),
		    title(section, SHEET_LEDGER, LEDGER_METHOD), word);
	start_row(section, figure, source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_money(fen), "SUMIF(%s,%s,%s)",
		     range(section, SHEET_LEDGER, LEDGER_METHOD).text, notation_word(word).text,
		     range(section, SHEET_LEDGER, column).text);
}

/* ---- Bookings made on the day ---- */

static void write_bookings(struct daily_book *book)
{
	struct section section = { book, book->sheet[SHEET_SUMMARY], _("Bookings made"), false };
	const struct daily_sums *sums = book->sums;
	int64_t online = sums->all.online, all = sums->made;

	rows(&section, _("Bookings made"), SHEET_REGISTRATIONS, REGISTRATION_NUMBER, all);
	rows_with(&section, _("at the counter"), SHEET_REGISTRATIONS, REGISTRATION_CHANNEL,
		  channel_word(CHANNEL_COUNTER), all - online);
	rows_with(&section, _("online"), SHEET_REGISTRATIONS, REGISTRATION_CHANNEL,
		  channel_word(CHANNEL_ONLINE), online);
	start_row(&section, _("Share of online"), _("online / bookings made"));
	xlsx_formula(section.sheet, SUMMARY_VALUE, value_rate(online, all), "IF(%s=0,\"\",%s/%s)",
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 3).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 1).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 3).text);
	rows_with(&section, _("Extra numbers"), SHEET_REGISTRATIONS, REGISTRATION_EXTRA, _("extra"),
		  sums->extra);
	rows_with(&section, _("Cancelled since"), SHEET_REGISTRATIONS, REGISTRATION_STATE,
		  booking_state_word(BOOKING_CANCELLED), sums->cancelled);
	rows_with(&section, _("Moved since"), SHEET_REGISTRATIONS, REGISTRATION_STATE,
		  visit_word(VISIT_MOVED), sums->moved);
}

/* ---- Visits of the day ---- */

static void write_outcome(struct section *section, const char *figure, enum visit visit,
			  const int64_t count[VISIT_COUNT])
{
	rows_with(section, figure, SHEET_VISITS, VISITS_OUTCOME, visit_word(visit), count[visit]);
}

static void write_visits(struct daily_book *book)
{
	struct section section = { book, book->sheet[SHEET_SUMMARY], _("Visits"), false };
	const int64_t *count = book->sums->visits;

	rows(&section, _("Booked for this day"), SHEET_VISITS, VISITS_NUMBER,
	     book->sums->all.visits);
	write_outcome(&section, _("Cancelled"), VISIT_CANCELLED, count);
	rows_with(&section, _("late cancellation"), SHEET_VISITS, VISITS_CAUSE,
		  daily_cause_word(CAUSE_LATE), book->sums->late);
	write_outcome(&section, _("Moved"), VISIT_MOVED, count);
	write_outcome(&section, _("Expected later"), VISIT_EXPECTED, count);
	write_outcome(&section, _("Unresolved"), VISIT_UNRESOLVED, count);
	write_outcome(&section, _("Excused"), VISIT_EXCUSED, count);
	write_outcome(&section, _("Not seen"), VISIT_NOT_SEEN, count);
	write_outcome(&section, _("Came"), VISIT_CAME, count);
	write_outcome(&section, _("No-shows"), VISIT_NO_SHOW, count);
	start_row(&section, _("No-show rate"), _("no-shows / (came + no-shows)"));
	xlsx_formula(section.sheet, SUMMARY_VALUE,
		     value_rate(count[VISIT_NO_SHOW], count[VISIT_CAME] + count[VISIT_NO_SHOW]),
		     "IF(%s+%s=0,\"\",%s/(%s+%s))", xlsx_cell(section.sheet, SUMMARY_VALUE, 2).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 1).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 1).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 2).text,
		     xlsx_cell(section.sheet, SUMMARY_VALUE, 1).text);
}

/* ---- Money ---- */

static void write_handed_back(struct section *section, int64_t fen)
{
	const char *done = refund_state_word(REFUND_DONE);
	const char *succeeded = refund_state_word(REFUND_SUCCEEDED);
	struct xlsx_piece states = range(section, SHEET_REFUNDS, REFUNDS_STATE);
	struct xlsx_piece amounts = range(section, SHEET_REFUNDS, REFUNDS_AMOUNT);
	char source[SOURCE_SIZE];

	/* TRANSLATORS: a sheet's name, a column's, another column's and two words it may hold. */
	text_format(source, sizeof(source), _("%s: sum of %s where %s = %s or %s"),
		    sheet_name(section, SHEET_REFUNDS),
		    title(section, SHEET_REFUNDS, REFUNDS_AMOUNT),
		    title(section, SHEET_REFUNDS, REFUNDS_STATE), done, succeeded);
	start_row(section, _("handed back"), source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_money(fen),
		     "SUMIF(%s,%s,%s)+SUMIF(%s,%s,%s)", states.text, notation_word(done).text,
		     amounts.text, states.text, notation_word(succeeded).text, amounts.text);
}

/* One figure of this sheet less another, each so many rows above. */
static void difference(struct section *section, const char *figure, const char *source,
		       int from_above, int less_above, int64_t fen)
{
	start_row(section, figure, source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value_money(fen), "%s-%s",
		     xlsx_cell(section->sheet, SUMMARY_VALUE, from_above).text,
		     xlsx_cell(section->sheet, SUMMARY_VALUE, less_above).text);
}

/* The refunds recorded on the day, what became of them, and what is left of the day's payments. */
static void write_refunds(struct section *section)
{
	const struct daily_sums *sums = section->book->sums;
	int64_t refunds_fen = sums->refunds_fen, back_fen = sums->handed_back_fen;

	sum(section, _("Refunds"), SHEET_REFUNDS, REFUNDS_AMOUNT, refunds_fen);
	write_handed_back(section, back_fen);
	difference(section, _("still due"), _("refunds - handed back"), 2, 1,
		   refunds_fen - back_fen);
	difference(section, _("Net after refunds"), _("payments - refunds"), 4 + METHOD_COUNT, 3,
		   sums->money.received_fen - refunds_fen);
}

static void write_money(struct daily_book *book)
{
	struct section section = { book, book->sheet[SHEET_SUMMARY], _("Money"), false };
	struct section returns = { book, section.sheet, _("Money returned"), false };
	const struct daily_share *all = &book->sums->money, *of = book->sums->by_method;

	sum(&section, _("Payments"), SHEET_LEDGER, LEDGER_RECEIVED, all->received_fen);
	for (enum method method = 0; method < METHOD_COUNT; method++)
		sum_of_method(&section, method_word(method), LEDGER_RECEIVED, method,
			      of[method].received_fen);
	write_refunds(&section);
	sum(&returns, _("Returned, with earlier refunds"), SHEET_LEDGER, LEDGER_RETURNED,
	    all->returned_fen);
	for (enum method method = 0; method < METHOD_COUNT; method++)
		sum_of_method(&returns, method_word(method), LEDGER_RETURNED, method,
			      of[method].returned_fen);
}

/* ---- What is open ---- */

static void write_open(struct daily_book *book)
{
	static const enum pending_kind kinds[] = { PENDING_NOT_SEEN, PENDING_UNPAID,
						   PENDING_REFUND };
	struct section section = { book, book->sheet[SHEET_SUMMARY], _("Left open"), false };

	if (book->daily->closed && !book->daily->close.is_kept) {
		start_row(&section, _("Left open"), _("not recorded"));
		xlsx_value(section.sheet, SUMMARY_VALUE, value_none());
		return;
	}
	rows(&section, _("Left open"), SHEET_OPEN, OPEN_AMOUNT, book->sums->open_all);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		rows_with(&section, pending_kind_word(kinds[i]), SHEET_OPEN, OPEN_KIND,
			  pending_kind_word(kinds[i]), book->sums->open[kinds[i]]);
}

/* ---- Waiting ---- */

/* `figure`: that so many percent of the people waited at most so long. */
static void write_percentile(struct section *section, const char *figure, int percent)
{
	struct xlsx_piece waits = range(section, SHEET_QUEUE, QUEUE_WAIT);
	char source[SOURCE_SIZE];
	struct value value = value_none();
	int64_t minutes;

	if (sums_wait_percentile(section->book->sums, percent, &minutes))
		value = value_count(minutes);
	/* TRANSLATORS: a sheet's name and a column's. */
	text_format(source, sizeof(source), _("%s: %s, nearest rank"),
		    sheet_name(section, SHEET_QUEUE), title(section, SHEET_QUEUE, QUEUE_WAIT));
	start_row(section, figure, source);
	/* Not PERCENTILE, which makes up a value between two ranks. */
	xlsx_formula(section->sheet, SUMMARY_VALUE, value,
		     "IF(COUNT(%s)=0,\"\",SMALL(%s,ROUNDUP(COUNT(%s)*%d/100,0)))", waits.text,
		     waits.text, waits.text, percent);
}

static void write_longest(struct section *section)
{
	struct xlsx_piece waits = range(section, SHEET_QUEUE, QUEUE_WAIT);
	struct value value = value_none();
	char source[SOURCE_SIZE];
	int64_t minutes;

	if (sums_wait_percentile(section->book->sums, 100, &minutes))
		value = value_count(minutes);
	text_format(source, sizeof(source), _("%s: largest %s"), sheet_name(section, SHEET_QUEUE),
		    title(section, SHEET_QUEUE, QUEUE_WAIT));
	start_row(section, _("Longest wait, minutes"), source);
	xlsx_formula(section->sheet, SUMMARY_VALUE, value, "IF(COUNT(%s)=0,\"\",MAX(%s))",
		     waits.text, waits.text);
}

static void write_waiting(struct daily_book *book)
{
	struct section section = { book, book->sheet[SHEET_SUMMARY], _("Waiting"), false };

	rows(&section, _("Checked in"), SHEET_QUEUE, QUEUE_WAIT, book->sums->tickets);
	rows_with(&section, _("Still waiting"), SHEET_QUEUE, QUEUE_STATE,
		  ticket_state_word(TICKET_WAITING), book->sums->waiting);
	write_percentile(&section, _("Median wait, minutes"), 50);
	write_percentile(&section, _("90th percentile wait, minutes"), 90);
	write_longest(&section);
}

static enum status summary_rows(struct daily_book *book)
{
	write_bookings(book);
	write_visits(book);
	write_money(book);
	write_open(book);
	write_waiting(book);
	return STATUS_OK;
}

/* ---- Around the table ---- */

/* Which of two workbooks of one day belongs to the line that goes on is told by this. */
static void add_line(char *line, size_t size, const char *name)
{
	const size_t used = strlen(line);

	if (!*name)
		return;
	/* TRANSLATORS: "9C41-7A02-3", of which line of the clinic's entries a workbook is. */
	line[used] = ' ';
	text_format(line + used + 1, size - used - 1, _("Line of entries: %s."), name);
}

static void summary_above(struct daily_book *book)
{
	const struct daily *daily = book->daily;
	struct xlsx_sheet *sheet = book->sheet[SHEET_SUMMARY];
	char line[SOURCE_SIZE], day[DAY_TEXT_SIZE], moment[CLOCK_TEXT_SIZE];

	text_format(line, sizeof(line), _("%s: day report of %s"), daily->origin.clinic,
		    day_format(daily->day, day));
	xlsx_heading(sheet, line);
	clock_format(daily->moment_ms, moment);
	if (daily->closed)
		text_format(line, sizeof(line),
			    _("A wait counts from the arrival, or from the expected time where "
			      "that is later; for people who were never called to %s, when the "
			      "day ended or was closed."),
			    moment);
	else if (daily->over)
		text_format(line, sizeof(line),
			    _("The whole day. A wait counts from the arrival, or from the "
			      "expected time where that is later; for people who were never called "
			      "to the end of the day."));
	else
		text_format(line, sizeof(line),
			    _("As of %s. A wait counts from the arrival, or from the expected time "
			      "where that is later; for people still waiting to then."),
			    moment);
	xlsx_heading(sheet, line);
	if (daily->closed)
		text_format(line, sizeof(line), _("Closed at %s by %s at counter %s."),
			    clock_format(daily->close.at_ms, moment), daily->close.staff,
			    daily->close.counter);
	else
		text_format(line, sizeof(line), "%s", _("This day is not closed yet."));
	add_line(line, sizeof(line), daily->origin.line);
	xlsx_heading(sheet, line);
}

/* As the rows of the sheet Departments; returns how many. */
static int chart_bars(const struct daily_sums *sums, struct xlsx_bar bars[XLSX_CHART_POINTS_MAX])
{
	int count = 0;

	for (size_t i = 0; i < sums->tally_count && count < XLSX_CHART_POINTS_MAX; i++) {
		const struct daily_tally *tally = &sums->tallies[i];

		bars[count++] = (struct xlsx_bar){ tally->department,
						   { tally->counter, tally->online } };
	}
	return count;
}

static void summary_below(struct daily_book *book)
{
	struct xlsx_bar bars[XLSX_CHART_POINTS_MAX];
	int count = chart_bars(book->sums, bars);
	const struct xlsx_chart chart = {
		.title = _("Bookings made, by department and channel"),
		.table = book->sheet[SHEET_DEPARTMENTS],
		.categories = DEPARTMENTS_NAME,
		.series = { DEPARTMENTS_COUNTER, DEPARTMENTS_ONLINE },
		.series_count = 2,
		.bars = bars,
		.bar_count = count,
		.width = CHART_WIDTH,
		.height = CHART_FRAME + CHART_BAR * count,
	};

	if (count > 0)
		xlsx_bar_chart(book->sheet[SHEET_SUMMARY], 3, SUMMARY_COLUMNS, &chart);
}

const struct daily_layout daily_summary = {
	.name = N_("Summary"),
	.columns = summary_columns,
	.count = SUMMARY_COLUMNS,
	.above = summary_above,
	.rows = summary_rows,
	.below = summary_below,
};
