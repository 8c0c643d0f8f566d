#ifndef SCREENS_REPORT_SPAN_H
#define SCREENS_REPORT_SPAN_H
/*
 * The days that a report is shown of: a day, a week from Monday on, a calendar month, or days that
 * were typed. A week or a month that is not over ends today.
 */
#include "ui/screens/words.h"

enum span_kind { SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_TYPED };

struct report_span {
	enum span_kind kind;
	day_number from, to;
};

/* The one that this day is in; of SPAN_TYPED the day. */
struct report_span report_span_of(enum span_kind kind, day_number day, day_number today);

/* The one before (-1) or after (1); of typed days, as many. */
struct report_span report_span_next(const struct report_span *span, int direction,
				    day_number today);

/* A day, then its week, its month, and the day again. */
struct report_span report_span_longer(const struct report_span *span, day_number today);

/* "2026-11-21", "2026-11-01..2026-11-21", "2026-11" for a month. False: it is none of these, or of
 * more days than a report. */
bool report_span_read(const char *text, day_number today, struct report_span *out);

/* As report_span_read reads it. Returns `out`. */
enum { SPAN_TEXT_SIZE = 2 * DAY_TEXT_SIZE + 4 };
char *report_span_format(const struct report_span *span, char out[SPAN_TEXT_SIZE]);

/* "< Sat 2026-11-21, today >", "< 2026-11-01 .. 2026-11-21, month >". Returns `out`. */
char *report_span_words(const struct report_span *span, day_number today, char out[WORDS_SIZE]);

#endif
