#ifndef REPORTS_DAYS_SHEETS_H
#define REPORTS_DAYS_SHEETS_H
/*
 * The sheets that reports of days are made of: those of data, filled day after day; and those of
 * groups, whose rows are what rows of data have in common (days_groups.h). A report chooses which
 * it has.
 */
#include "reports/days/days_columns.h"
#include "reports/days/days_data.h"
#include "reports/report_result.h"
#include "reports/sheet_book.h"

enum days_sheet {
	SHEET_SESSIONS,
	SHEET_REGISTRATIONS,
	SHEET_VISITS,
	SHEET_REFUNDS,
	SHEET_NO_SHOWS,
	SHEET_OPEN,
	SHEET_EXCEPTIONS,
	SHEET_QUEUE,
	SHEET_LEDGER,
	SHEET_COUNT
};

/* The figures that sheets of groups have (days_measures.h). */
enum days_measure {
#define MEASURE(symbol, name, title, key, heading, kind, total, definition) MEASURE_##symbol,
#include "reports/days/days_measures.def"
#undef MEASURE
	MEASURE_COUNT
};

/* What rows can have in common, in the order in which columns of groups have it; and a set of it.
 */
enum days_common { COMMON_DEPARTMENT, COMMON_DOCTOR, COMMON_DAY, COMMON_COUNT };
#define DAYS_BY(common) (1u << (common))

/* What is being filled: the book, and the day that rows are of. */
struct days_book {
	const struct business_day *business;
	day_number last; /* of the days that are filled */
	struct sheet_book *book;
	const struct days_layout *const *layouts; /* of the report, as the book has its sheets */
	int layout_count;
	struct sheet *sheet[SHEET_COUNT]; /* of data; NULL: this report has it not */
	report_progress_fn *progress;	  /* may be NULL */
	void *context;
	size_t done, all; /* rows of data */
};

/* A column of groups: which figure, and whether paper has it. */
struct days_shown {
	enum days_measure measure;
	bool paper;
};

/* A sheet; texts are untranslated. */
struct days_layout {
	const char *key, *name, *nothing; /* `nothing`: what an empty table says */
	/* What it says of a day that was closed without recording it; or NULL. */
	const char *unknown;
	bool paper, told; /* as in struct sheet */

	/* Of data, and of what a report fills in its own way. */
	const struct sheet_column *columns;
	int count;
	/* The last column tells days apart: only reports that have groups by day have it. */
	bool is_dated;
	enum days_sheet sheet;
	enum status (*rows)(struct days_book *book); /* of one day; NULL: it is none of data */

	/* Of groups (days_groups.h): what rows have in common (DAYS_BY), 0: it is none. */
	unsigned by;
	const struct days_shown *shown;
	int shown_count;
};

extern const struct days_layout days_sessions, days_registrations, days_visits, days_refunds,
	days_no_shows, days_open, days_exceptions, days_queue, days_ledger;

#endif
