#include "ui/screens/reports/report_span.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "reports/report_wish.h"

static day_number month_begins(day_number day)
{
	int year, month, dom;

	day_to_civil(day, &year, &month, &dom);
	return day - dom + 1;
}

/* With its last day, even if that is still to come. */
static struct report_span whole_span(enum span_kind kind, day_number day)
{
	struct report_span span = { kind, day, day };

	if (kind == SPAN_WEEK) {
		span.from = day - day_weekday(day);
		span.to = span.from + 6;
	} else if (kind == SPAN_MONTH) {
		span.from = month_begins(day);
		span.to = day_add_months(span.from, 1) - 1;
	}
	return span;
}

struct report_span report_span_of(enum span_kind kind, day_number day, day_number today)
{
	struct report_span span = whole_span(kind, day);

	if (span.from <= today && span.to > today)
		span.to = today;
	return span;
}

struct report_span report_span_next(const struct report_span *span, int direction, day_number today)
{
	const int days = direction * (span->to - span->from + 1);

	if (span->kind == SPAN_TYPED)
		return (struct report_span){ SPAN_TYPED, span->from + days, span->to + days };
	if (direction < 0)
		return report_span_of(span->kind, span->from - 1, today);
	return report_span_of(span->kind, whole_span(span->kind, span->from).to + 1, today);
}

struct report_span report_span_longer(const struct report_span *span, day_number today)
{
	return report_span_of(span->kind < SPAN_MONTH ? span->kind + 1 : SPAN_DAY, span->to, today);
}

/* "2026-11" */
static bool read_month(const char *text, day_number today, struct report_span *out)
{
	char first[DAY_TEXT_SIZE + 1];
	day_number day;

	text_format(first, sizeof(first), "%s-01", text);
	if (strlen(text) != strlen("2026-11") || !day_parse(first, &day))
		return false;
	*out = report_span_of(SPAN_MONTH, day, today);
	return true;
}

bool report_span_read(const char *text, day_number today, struct report_span *out)
{
	const char *dots = strstr(text, "..");
	struct report_span span = { .kind = SPAN_TYPED };
	char first[SPAN_TEXT_SIZE];

	if (read_month(text, today, out))
		return true;
	if (!dots) {
		if (!day_parse_loose(text, &span.from))
			return false;
		*out = report_span_of(SPAN_DAY, span.from, today);
		return true;
	}
	text_format(first, sizeof(first), "%.*s", (int)(dots - text), text);
	if (!day_parse_loose(text_trim(first), &span.from) ||
	    !day_parse_loose(dots + 2, &span.to) || span.from > span.to ||
	    span.to - span.from >= REPORT_DAYS_MOST)
		return false;
	*out = span;
	return true;
}

char *report_span_format(const struct report_span *span, char out[SPAN_TEXT_SIZE])
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

	day_format(span->from, from);
	day_format(span->to, to);
	if (span->kind == SPAN_MONTH)
		text_format(out, SPAN_TEXT_SIZE, "%.7s", from);
	else if (span->from == span->to)
		text_format(out, SPAN_TEXT_SIZE, "%s", from);
	else
		text_format(out, SPAN_TEXT_SIZE, "%s..%s", from, to);
	return out;
}

char *report_span_words(const struct report_span *span, day_number today, char out[WORDS_SIZE])
{
	char day[WORDS_DAY_SIZE], from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];

	day_format(span->from, from);
	day_format(span->to, to);
	switch (span->kind) {
	case SPAN_DAY:
		text_format(out, WORDS_SIZE, "< %s >", words_day_from(span->from, today, day));
		break;
	case SPAN_WEEK: text_format(out, WORDS_SIZE, _("< %s .. %s, week >"), from, to); break;
	case SPAN_MONTH: text_format(out, WORDS_SIZE, _("< %s .. %s, month >"), from, to); break;
	case SPAN_TYPED: text_format(out, WORDS_SIZE, "< %s .. %s >", from, to); break;
	}
	return out;
}
