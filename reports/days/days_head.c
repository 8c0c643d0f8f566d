#include "reports/days/days_head.h"

#include "base/language.h"
#include "base/text.h"

static const char *weekday_word(day_number day)
{
	static const char *const words[] = { N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
					     N_("Thursday"), N_("Friday"),  N_("Saturday"),
					     N_("Sunday") };

	return _(words[day_weekday(day)]);
}

static void say_dates(struct sheet_book *book, const struct days_span *span)
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

	day_format(span->from, from);
	day_format(span->to, to);
	book->from = span->from;
	book->to = span->to;
	if (span->from == span->to) {
		text_copy(book->dates, sizeof(book->dates), to);
		text_format(book->period, sizeof(book->period), "%s %s", to,
			    weekday_word(span->to));
		return;
	}
	text_format(book->dates, sizeof(book->dates), _("%s to %s"), from, to);
	text_copy(book->period, sizeof(book->period), book->dates);
}

/* Until when waits are counted of people who were never called. */
static void say_moment(struct sheet_book *book, const struct business_day *last)
{
	char moment[CLOCK_TEXT_SIZE];

	clock_format(last->moment_ms, moment);
	if (last->closed)
		text_format(book->moment, sizeof(book->moment),
			    _("A wait counts from the arrival, or from the expected time where "
			      "that is later; for people who were never called to %s, when the "
			      "day ended or was closed."),
			    moment);
	else if (last->over)
		text_copy(book->moment, sizeof(book->moment),
			  _("The whole day. A wait counts from the arrival, or from the "
			    "expected time where that is later; for people who were never called "
			    "to the end of the day."));
	else
		text_format(book->moment, sizeof(book->moment),
			    _("As of %s. A wait counts from the arrival, or from the expected time "
			      "where that is later; for people still waiting to then."),
			    moment);
}

static void say_state(struct sheet_book *book, const struct days_span *span)
{
	const int days = span->to - span->from + 1;
	const struct close_record *close = &span->last.close;
	char moment[CLOCK_TEXT_SIZE];

	if (days > 1)
		text_format(book->state, sizeof(book->state), _("%d of %d days are closed."),
			    span->closed, days);
	else if (span->last.closed)
		text_format(book->state, sizeof(book->state),
			    _("Closed at %s by %s at counter %s."),
			    clock_format(close->at_ms, moment), close->staff, close->counter);
	else
		text_copy(book->state, sizeof(book->state), _("This day is not closed yet."));
}

void days_head_make(struct days_book *book, const struct days_span *span, const char *title)
{
	struct sheet_book *sheets = book->book;
	const struct day_origin *origin = &span->last.origin;

	text_copy(sheets->title, sizeof(sheets->title), title);
	text_copy(sheets->clinic, sizeof(sheets->clinic), origin->clinic);
	text_copy(sheets->line, sizeof(sheets->line), origin->line);
	say_dates(sheets, span);
	say_moment(sheets, &span->last);
	say_state(sheets, span);
	sheets->signatures[0] = _("Prepared by");
	sheets->signatures[1] = _("Checked by");
	sheets->signatures[2] = _("Manager");
}
