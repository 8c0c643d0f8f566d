#include "reports/daily/daily_figures.h"

#include "base/language.h"
#include "reports/days/days_make.h"
#include "reports/days/days_measures.h"

/* Figures of one section. */
struct section {
	struct days_book *book;
	struct days_figures *figures;
	const char *name;
};

static const struct figure *add(struct section *section, const struct figure *figure)
{
	return days_figures_add(section->figures, section->name, figure);
}

/* One that other reports have, too. */
static const struct figure *measure(struct section *section, enum days_measure measure)
{
	return add(section, days_measure(section->book, measure));
}

/* All rows of a sheet. */
static const struct figure *rows(struct section *section, const char *name, const char *title,
				 enum days_sheet sheet, int column)
{
	return add(section, make_count(section->book, NAMES(name, title), sheet, column, ANYWHERE));
}

/* The rows that have a word. */
static const struct figure *rows_with(struct section *section, const char *name, const char *title,
				      enum days_sheet sheet, int counted, int column,
				      const char *word)
{
	return add(section, make_count(section->book, NAMES(name, title), sheet, counted,
				       WHERE(IS(column, word))));
}

static const struct figure *of_two(struct section *section, const char *name, const char *title,
				   enum figure_operation operation, const struct figure *first,
				   const struct figure *second)
{
	return add(section,
		   make_of_two(section->book, NAMES(name, title), operation, first, second));
}

/* ---- Bookings made ---- */

static const struct figure *made_with(struct section *section, const char *name, const char *title,
				      int column, const char *word)
{
	return rows_with(section, name, title, SHEET_REGISTRATIONS, REGISTRATION_NUMBER, column,
			 word);
}

static void make_bookings(struct days_book *book, struct days_figures *out)
{
	struct section section = { book, out, _("Bookings made") };
	const struct figure *online, *all = measure(&section, MEASURE_MADE);

	measure(&section, MEASURE_MADE_COUNTER);
	online = measure(&section, MEASURE_MADE_ONLINE);
	of_two(&section, "bookings_online_share", _("Share of online"), FIGURE_RATE, online, all);
	made_with(&section, "bookings_extra", _("Extra numbers"), REGISTRATION_EXTRA, _("extra"));
	made_with(&section, "bookings_cancelled_since", _("Cancelled since"), REGISTRATION_STATE,
		  booking_state_word(BOOKING_CANCELLED));
	made_with(&section, "bookings_moved_since", _("Moved since"), REGISTRATION_STATE,
		  visit_word(VISIT_MOVED));
}

/* ---- Visits ---- */

static const struct figure *outcome(struct section *section, const char *name, const char *title,
				    enum visit visit)
{
	return rows_with(section, name, title, SHEET_VISITS, VISITS_NUMBER, VISITS_OUTCOME,
			 visit_word(visit));
}

static void make_visits(struct days_book *book, struct days_figures *out)
{
	struct section section = { book, out, _("Visits") };

	measure(&section, MEASURE_VISITS);
	measure(&section, MEASURE_CANCELLED);
	rows_with(&section, "visits_cancelled_late", _("late cancellation"), SHEET_VISITS,
		  VISITS_NUMBER, VISITS_CAUSE, days_cause_word(CAUSE_LATE));
	outcome(&section, "visits_moved", _("Moved"), VISIT_MOVED);
	outcome(&section, "visits_expected", _("Expected later"), VISIT_EXPECTED);
	outcome(&section, "visits_unresolved", _("Unresolved"), VISIT_UNRESOLVED);
	outcome(&section, "visits_excused", _("Excused"), VISIT_EXCUSED);
	measure(&section, MEASURE_NOT_SEEN);
	measure(&section, MEASURE_CAME);
	measure(&section, MEASURE_NO_SHOWS);
	measure(&section, MEASURE_NO_SHOW_RATE);
}

/* ---- Money ---- */

static const char *const received_names[METHOD_COUNT] = {
#define METHOD(symbol, name, word) "received_" name,
#include "desk/money/method.def"
#undef METHOD
};

static const char *const returned_names[METHOD_COUNT] = {
#define METHOD(symbol, name, word) "returned_" name,
#include "desk/money/method.def"
#undef METHOD
};

static const struct figure *sum(struct section *section, const char *name, const char *title,
				enum days_sheet sheet, int column)
{
	return add(section, make_sum(section->book, NAMES(name, title), sheet, column, ANYWHERE));
}

/* A column of the ledger by method; returns that of cash. */
static const struct figure *by_method(struct section *section, const char *const *names, int column)
{
	const struct figure *cash = NULL;

	for (enum method method = 0; method < METHOD_COUNT; method++) {
		const struct figure *figure = add(
			section, make_sum(section->book, NAMES(names[method], method_word(method)),
					  SHEET_LEDGER, column,
					  WHERE(IS(LEDGER_METHOD, method_word(method)))));

		if (method == METHOD_CASH)
			cash = figure;
	}
	return cash;
}

static const struct figure *refunds_that_are(struct days_book *book, enum refund_state state)
{
	return make_sum(book, NAMELESS, SHEET_REFUNDS, REFUNDS_AMOUNT,
			WHERE(IS(REFUNDS_STATE, refund_state_word(state))));
}

/* The refunds recorded on the day, what became of them, and what is left of the day's payments. */
static void make_refunds(struct section *section, const struct figure *payments)
{
	struct days_book *book = section->book;
	const struct figure *back,
		*refunds = sum(section, "refunds", _("Refunds"), SHEET_REFUNDS, REFUNDS_AMOUNT);

	back = of_two(section, "refunds_handed_back", _("handed back"), FIGURE_PLUS,
		      refunds_that_are(book, REFUND_DONE),
		      refunds_that_are(book, REFUND_SUCCEEDED));
	of_two(section, "refunds_still_due", _("still due"), FIGURE_MINUS, refunds, back);
	of_two(section, "net_after_refunds", _("Net after refunds"), FIGURE_MINUS, payments,
	       refunds);
}

static void make_cash(struct days_book *book, struct days_figures *out, int64_t counted_fen,
		      const struct figure *received, const struct figure *returned)
{
	struct section section = { book, out, _("Cash") };
	const struct figure *counted,
		*expected = of_two(&section, "cash_expected", _("Expected in the drawer"),
				   FIGURE_MINUS, received, returned);

	if (counted_fen < 0)
		return;
	counted = add(&section, make_given(book, NAMES("cash_counted", _("Counted in the drawer")),
					   VALUE_MONEY, counted_fen));
	of_two(&section, "cash_difference", _("Counted minus expected"), FIGURE_MINUS, counted,
	       expected);
}

static void make_money(struct days_book *book, struct days_figures *out, int64_t counted_fen)
{
	struct section section = { book, out, _("Money") };
	struct section returns = { book, out, _("Money returned") };
	const struct figure *received, *cash_received, *cash_returned;

	received = measure(&section, MEASURE_RECEIVED);
	cash_received = by_method(&section, received_names, LEDGER_RECEIVED);
	make_refunds(&section, received);
	measure(&returns, MEASURE_RETURNED);
	cash_returned = by_method(&returns, returned_names, LEDGER_RETURNED);
	add(&returns, make_sum(book, NAMES("returned_earlier", _("of payments of earlier days")),
			       SHEET_LEDGER, LEDGER_RETURNED, WHERE(IS_SET(LEDGER_EARLIER))));
	measure(&returns, MEASURE_NET);
	make_cash(book, out, counted_fen, cash_received, cash_returned);
}

/* ---- What is open ---- */

static void make_open(struct days_book *book, struct days_figures *out)
{
	static const struct {
		enum pending_kind kind;
		const char *count, *sum, *sum_title;
	} kinds[] = {
		{ PENDING_NOT_SEEN, "open_not_seen", NULL, NULL },
		{ PENDING_UNPAID, "open_unpaid", "open_unpaid_fen", N_("seen, not paid: amount") },
		{ PENDING_REFUND, "open_refunds", "open_refunds_fen",
		  N_("refund not finished: amount") },
	};
	struct section section = { book, out, _("Left open") };

	rows(&section, "open", _("Left open"), SHEET_OPEN, OPEN_AMOUNT);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *word = pending_kind_word(kinds[i].kind);

		rows_with(&section, kinds[i].count, word, SHEET_OPEN, OPEN_AMOUNT, OPEN_KIND, word);
		if (kinds[i].sum)
			add(&section,
			    make_sum(book, NAMES(kinds[i].sum, _(kinds[i].sum_title)), SHEET_OPEN,
				     OPEN_AMOUNT, WHERE(IS(OPEN_KIND, word))));
	}
}

/* ---- Waiting ---- */

static void make_waiting(struct days_book *book, struct days_figures *out)
{
	struct section section = { book, out, _("Waiting") };

	rows(&section, "checked_in", _("Checked in"), SHEET_QUEUE, QUEUE_WAIT);
	rows_with(&section, "still_waiting", _("Still waiting"), SHEET_QUEUE, QUEUE_WAIT,
		  QUEUE_STATE, ticket_state_word(TICKET_WAITING));
	measure(&section, MEASURE_WAIT_MEDIAN);
	measure(&section, MEASURE_WAIT_P90);
	add(&section,
	    make_percentile(book, NAMES("wait_longest_minutes", _("Longest wait, minutes")),
			    SHEET_QUEUE, QUEUE_WAIT, 100, ANYWHERE));
}

/* ---- Beside the ordinary ---- */

static void make_exceptions(struct days_book *book, struct days_figures *out)
{
	static const struct {
		const char *name, *title;
		enum audit_action action;
	} kinds[] = {
		{ "suspensions", N_("Sessions suspended"), AUDIT_SESSION_SUSPEND },
		{ "bans_new", N_("New bans"), AUDIT_BAN_START },
		{ "settings_changed", N_("Settings changed"), AUDIT_SETTING_CHANGE },
	};
	const struct days_refund by_override = { .override = true };
	struct section section = { book, out, _("Exceptions") };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		rows_with(&section, kinds[i].name, _(kinds[i].title), SHEET_EXCEPTIONS,
			  EXCEPTIONS_AT, EXCEPTIONS_KIND,
			  audit_action_words(audit_action_name(kinds[i].action)));
	add(&section, make_count(book, NAMES("overrides", _("Refunds by override")), SHEET_REFUNDS,
				 REFUNDS_AMOUNT,
				 WHERE(IS(REFUNDS_DECISION, days_decision_word(&by_override)))));
}

void daily_figures_make(struct days_book *book, int64_t counted_fen, struct days_figures *out)
{
	out->count = 0;
	make_bookings(book, out);
	make_visits(book, out);
	make_money(book, out, counted_fen);
	make_open(book, out);
	make_waiting(book, out);
	make_exceptions(book, out);
}
