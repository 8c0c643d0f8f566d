#include "reports/daily/daily_page.h"

#include <string.h>

#include "base/capitals.h"
#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "reports/daily/daily_groups.h"
#include "reports/daily/daily_receipts.h"
#include "reports/days/days_groups.h"
#include "reports/days/days_make.h"

enum { SENTENCE_SIZE = 120, DEPARTMENTS_MOST = 8, DOCTORS_MOST = 14, EXCEPTIONS_MOST = 8 };

/* ---- The day against others ---- */

enum { DAY_FIGURE, DAY_VALUE, DAY_BEFORE, DAY_WEEK, DAY_MONTH, DAY_NOTE, DAY_COLUMNS };

#define DAY_COLUMN(at, words, name) \
	[(at)] = { .title = (words), \
		   .kind = VALUE_COUNT, \
		   .of_row = true, \
		   .paper = true, \
		   .key = (name) }

static const struct sheet_column day_columns[DAY_COLUMNS] = {
	[DAY_FIGURE] = { .title = N_("Figure"),
			 .kind = VALUE_TEXT,
			 .paper = true,
			 .key = "figure" },
	DAY_COLUMN(DAY_VALUE, N_("On the day"), "value"),
	DAY_COLUMN(DAY_BEFORE, N_("Day before"), "day_before"),
	DAY_COLUMN(DAY_WEEK, N_("Week ago"), "week_before"),
	DAY_COLUMN(DAY_MONTH, N_("Month"), "month"),
	[DAY_NOTE] = { .title = N_("Note"), .kind = VALUE_TEXT, .paper = true, .key = "note" },
};

enum { SPAN_FIGURE, SPAN_VALUE, SPAN_BEFORE, SPAN_NOTE, SPAN_COLUMNS };

static const struct sheet_column span_columns[SPAN_COLUMNS] = {
	[SPAN_FIGURE] = { .title = N_("Figure"),
			  .kind = VALUE_TEXT,
			  .paper = true,
			  .key = "figure" },
	DAY_COLUMN(SPAN_VALUE, N_("These days"), "value"),
	DAY_COLUMN(SPAN_BEFORE, N_("As many before"), "days_before"),
	[SPAN_NOTE] = { .title = N_("Note"), .kind = VALUE_TEXT, .paper = true, .key = "note" },
};

static struct value value_of(const struct days_book *book, const char *name)
{
	return figure_value(sheet_book_find(book->book, name), (struct figure_place){ .row = 0 });
}

/* What a figure consists of, in a few words; "" when there is nothing to say. */
static void note_of(const struct days_book *book, enum daily_compared_figure figure,
		    char note[SENTENCE_SIZE])
{
	char one[VALUE_SHOWN_SIZE], two[VALUE_SHOWN_SIZE];

	note[0] = '\0';
	if (value_of(book, daily_compared_name(figure)).none)
		return;
	if (figure == COMPARED_BOOKINGS)
		text_format(note, SENTENCE_SIZE, _("counter %s, online %s"),
			    value_show(value_of(book, "bookings_counter"), one),
			    value_show(value_of(book, "bookings_online"), two));
	else if (figure == COMPARED_CAME)
		text_format(note, SENTENCE_SIZE, _("expected %s, unresolved %s"),
			    value_show(value_of(book, "visits_expected"), one),
			    value_show(value_of(book, "visits_unresolved"), two));
	else if (figure == COMPARED_CANCELLED)
		text_format(note, SENTENCE_SIZE, _("late %s"),
			    value_show(value_of(book, "visits_cancelled_late"), one));
	else if (figure == COMPARED_REFUNDS)
		text_format(note, SENTENCE_SIZE, _("paid back %s, due %s"),
			    value_show(value_of(book, "refunds_handed_back"), one),
			    value_show(value_of(book, "refunds_still_due"), two));
}

static void compare_row(struct days_book *book, struct sheet *table,
			const struct daily_compared *compared, enum daily_compared_figure at)
{
	const struct figure *figure = sheet_book_find(book->book, daily_compared_name(at));
	char note[SENTENCE_SIZE];
	int column = DAY_VALUE;

	sheet_row(table);
	sheet_text(table, DAY_FIGURE, figure->title);
	sheet_figure(table, DAY_VALUE, figure);
	for (int span = 0; span < COMPARED_SPANS; span++) {
		if (!compared->has[span])
			continue;
		column++;
		if (!compared->value[span][at].none)
			sheet_number(table, column, compared->value[span][at].number);
	}
	note_of(book, at, note);
	sheet_text(table, column + 1, note);
}

static void make_day(struct days_book *book, const struct days_span *span,
		     const struct daily_compared *compared)
{
	const bool one = span->from == span->to;
	char capitals[CAPITALS_SIZE];
	struct sheet_block *block = sheet_book_block(book->book,
						     one ? _("The day") : _("The days together"));
	struct sheet *table = sheet_book_table(book->book, block, "compared",
					       one ? day_columns : span_columns,
					       one ? (int)DAY_COLUMNS : (int)SPAN_COLUMNS);

	for (int i = 0; i < COMPARED_FIGURES; i++)
		compare_row(book, table, compared, (enum daily_compared_figure)i);
	if (book->book->filter[SHEET_ROLE_CLERK] || book->book->filter[SHEET_ROLE_METHOD])
		sheet_block_line(book->book, block, "%s",
				 _("By clerk or method visits are not told apart, and of other "
				   "days only the money: what is empty here is not known."));
	/* TRANSLATORS: the amount in Chinese capitals, as forms of money have it in any language.
	 */
	sheet_block_line(book->book, block, _("Net received, in capitals: %s"),
			 capitals_format(value_of(book, "net_received").number, capitals));
}

/* ---- Methods ---- */

enum {
	WAYS_METHOD,
	WAYS_PAYMENTS,
	WAYS_RECEIVED,
	WAYS_RETURNED,
	WAYS_NET,
	WAYS_COUNTED,
	WAYS_DIFFERENCE,
	WAYS_COLUMNS
};

#define WAYS_COLUMN(at, words, of, sum, name) \
	[(at)] = { .title = (words), .kind = (of), .paper = true, .total = (sum), .key = (name) }

static const struct sheet_column way_columns[WAYS_COLUMNS] = {
	[WAYS_METHOD] = { .title = N_("Method"),
			  .kind = VALUE_TEXT,
			  .paper = true,
			  .key = "method" },
	WAYS_COLUMN(WAYS_PAYMENTS, N_("Payments"), VALUE_COUNT, TOTAL_SUM, "payments"),
	WAYS_COLUMN(WAYS_RECEIVED, N_("Received"), VALUE_MONEY, TOTAL_SUM, "received_fen"),
	WAYS_COLUMN(WAYS_RETURNED, N_("Returned"), VALUE_MONEY, TOTAL_SUM, "returned_fen"),
	WAYS_COLUMN(WAYS_NET, N_("Net received"), VALUE_MONEY, TOTAL_SUM, "net_received_fen"),
	WAYS_COLUMN(WAYS_COUNTED, N_("Counted"), VALUE_MONEY, TOTAL_NONE, "counted_fen"),
	WAYS_COLUMN(WAYS_DIFFERENCE, N_("Over or short"), VALUE_MONEY, TOTAL_NONE,
		    "difference_fen"),
};

/* Why the cash differs, or how it was counted first: of one day. */
static void say_count(struct days_book *book, struct sheet_block *block,
		      const struct close_record *close)
{
	char counted[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE];

	if (close->reason[0])
		sheet_block_line(book->book, block,
				 close->cash_counted_fen == close->cash_expected_fen
					 ? _("Reason for counting again: %s")
					 : _("Reason for the difference: %s"),
				 close->reason);
	if (close->counts > 1 || (close->counts == 1 && close->cash_counted_fen < 0))
		sheet_block_line(book->book, block,
				 _("First count: %s yuan, when %s yuan was expected"),
				 money_format(close->first_counted_fen, counted),
				 money_format(close->first_expected_fen, expected));
}

static void say_difference(struct days_book *book, struct sheet_block *block)
{
	char expected[VALUE_SHOWN_SIZE], counted[VALUE_SHOWN_SIZE], difference[VALUE_SHOWN_SIZE];

	sheet_block_line(book->book, block, _("Cash: expected %s, counted %s, difference %s yuan."),
			 value_show(value_of(book, "cash_expected"), expected),
			 value_show(value_of(book, "cash_counted"), counted),
			 value_show(value_of(book, "cash_difference"), difference));
}

static void say_drawers(struct days_book *book, struct sheet_block *block,
			const struct days_span *span)
{
	const int days = span->to - span->from + 1;
	char expected[VALUE_SHOWN_SIZE];

	if (sheet_book_find(book->book, "cash_difference"))
		say_difference(book, block);
	else
		sheet_block_line(book->book, block, _("Cash: expected %s yuan."),
				 value_show(value_of(book, "cash_expected"), expected));
	if (days > 1)
		sheet_block_line(book->book, block, _("The drawer was counted on %d of %d days."),
				 span->counted, days);
	else if (!span->counted)
		sheet_block_line(book->book, block, "%s", _("The drawer was not counted."));
	if (days == 1 && span->last.closed)
		say_count(book, block, &span->last.close);
}

static void make_methods(struct days_book *book, const struct days_span *span)
{
	const struct figure_condition here = AS_HERE(LEDGER_METHOD, WAYS_METHOD);
	struct sheet_block *block = sheet_book_block(book->book, _("By method"));
	struct sheet *table = sheet_book_table(book->book, block, "methods", way_columns,
					       WAYS_COLUMNS);
	const struct figure *received = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RECEIVED,
						 WHERE(here));
	const struct figure *returned = make_sum(book, NAMELESS, SHEET_LEDGER, LEDGER_RETURNED,
						 WHERE(here));
	const struct figure *difference = sheet_book_find(book->book, "cash_difference");

	sheet_column_figure(table, WAYS_PAYMENTS,
			    make_count(book, NAMELESS, SHEET_LEDGER, LEDGER_RECEIVED,
				       WHERE(here, ABOVE_ZERO(LEDGER_RECEIVED))));
	sheet_column_figure(table, WAYS_RECEIVED, received);
	sheet_column_figure(table, WAYS_RETURNED, returned);
	sheet_column_figure(table, WAYS_NET,
			    make_of_two(book, NAMELESS, FIGURE_MINUS, received, returned));
	for (enum method method = 0; method < METHOD_COUNT; method++) {
		sheet_row(table);
		sheet_text(table, WAYS_METHOD, method_word(method));
		if (method != METHOD_CASH || !difference)
			continue;
		sheet_number(table, WAYS_COUNTED, span->counted_fen);
		sheet_number(table, WAYS_DIFFERENCE,
			     figure_value(difference, (struct figure_place){ .row = 0 }).number);
	}
	if (!sheet_book_is_narrowed(book->book))
		say_drawers(book, block, span);
}

/* ---- Departments, doctors ---- */

static void make_departments(struct days_book *book)
{
	struct sheet_block *block = sheet_book_block(book->book, _("Departments"));

	block->table = sheet_book_sheet(book->book, daily_departments.key);
	block->rows_most = DEPARTMENTS_MOST;
}

static void make_doctors(struct days_book *book)
{
	struct sheet_block *block = sheet_book_block(book->book, _("Doctors (waits in minutes)"));

	block->table = sheet_book_sheet(book->book, daily_doctors.key);
	block->rows_most = DOCTORS_MOST;
}

/* ---- What is open, and beside the ordinary ---- */

/* The business day of the oldest refund that is not finished; "" when there is none. */
static void oldest_refund(const struct sheet *open, char day[DAY_TEXT_SIZE])
{
	const char *word = pending_kind_word(PENDING_REFUND), *oldest = NULL;

	for (size_t row = 0; row < open->row_count; row++) {
		const char *receipt = sheet_cell_text(open, row, OPEN_NUMBER);

		if (strcmp(sheet_cell_text(open, row, OPEN_KIND), word) == 0 &&
		    (!oldest || strcmp(receipt, oldest) < 0))
			oldest = receipt;
	}
	day[0] = '\0';
	if (oldest && strlen(oldest) > 6)
		text_format(day, DAY_TEXT_SIZE, "20%.2s-%.2s-%.2s", oldest, oldest + 2, oldest + 4);
}

/* A sheet that the report cannot be narrowed on. */
static bool say_unknown(struct days_book *book, struct sheet_block *block, enum days_sheet sheet)
{
	if (sheet_knows_filter(book->sheet[sheet]))
		return false;
	sheet_block_line(book->book, block, "%s", book->sheet[sheet]->nothing);
	return true;
}

static void make_open(struct days_book *book)
{
	struct sheet_block *block = sheet_book_block(book->book, _("Left open"));
	char count[VALUE_SHOWN_SIZE], fen[VALUE_SHOWN_SIZE], day[DAY_TEXT_SIZE];

	if (say_unknown(book, block, SHEET_OPEN))
		return;
	if (book->business->closed && !book->business->close.is_kept) {
		sheet_block_line(book->book, block, "%s", book->sheet[SHEET_OPEN]->nothing);
		return;
	}
	sheet_block_line(book->book, block, _("Seen, not paid: %s, %s yuan."),
			 value_show(value_of(book, "open_unpaid"), count),
			 value_show(value_of(book, "open_unpaid_fen"), fen));
	value_show(value_of(book, "open_refunds"), count);
	value_show(value_of(book, "open_refunds_fen"), fen);
	oldest_refund(book->sheet[SHEET_OPEN], day);
	if (*day)
		sheet_block_line(book->book, block,
				 _("Refunds not finished: %s, %s yuan, the oldest of %s."), count,
				 fen, day);
	else
		sheet_block_line(book->book, block, _("Refunds not finished: %s, %s yuan."), count,
				 fen);
}

static void make_exceptions(struct days_book *book)
{
	struct sheet_block *block = sheet_book_block(book->book, _("Exceptions"));
	char one[VALUE_SHOWN_SIZE], two[VALUE_SHOWN_SIZE], three[VALUE_SHOWN_SIZE],
		four[VALUE_SHOWN_SIZE];

	if (say_unknown(book, block, SHEET_EXCEPTIONS))
		return;
	sheet_block_line(book->book, block,
			 _("Sessions suspended: %s. New bans: %s. Refunds by override: %s. "
			   "Settings changed: %s."),
			 value_show(value_of(book, "suspensions"), one),
			 value_show(value_of(book, "bans_new"), two),
			 value_show(value_of(book, "overrides"), three),
			 value_show(value_of(book, "settings_changed"), four));
	if (book->sheet[SHEET_EXCEPTIONS]->row_count == 0)
		return;
	block->table = book->sheet[SHEET_EXCEPTIONS];
	block->rows_most = EXCEPTIONS_MOST;
}

static void make_chart(struct days_book *book)
{
	const struct sheet *departments = sheet_book_sheet(book->book, daily_departments.key);
	const struct sheet_chart chart = {
		.title = _("Bookings made, by department and channel"),
		.table = departments,
		.categories = 0,
		.series = { days_groups_column(&daily_departments, MEASURE_MADE_COUNTER),
			    days_groups_column(&daily_departments, MEASURE_MADE_ONLINE) },
		.series_count = 2,
	};

	if (departments->row_count > 0)
		sheet_block_chart(book->book, sheet_book_block(book->book, NULL), &chart);
}

void daily_page_make(struct days_book *book, const struct days_span *span,
		     const struct daily_compared *compared)
{
	make_day(book, span, compared);
	make_methods(book, span);
	make_departments(book);
	make_doctors(book);
	daily_receipts_make(book);
	make_open(book);
	make_exceptions(book);
	make_chart(book);
}
