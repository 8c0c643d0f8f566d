#ifndef REPORTS_DAILY_SHEETS_H
#define REPORTS_DAILY_SHEETS_H
/*
 * The sheets of the daily workbook, in their order, and the columns that formulas of other sheets
 * look at. A sheet's formulas look only at sheets behind it, and carry what those came to, so they
 * are filled from the last to the first.
 */
#include "reports/daily/daily_sums.h"
#include "reports/report_result.h"
#include "reports/xlsx/xlsx.h"

enum daily_sheet {
	SHEET_SUMMARY,
	SHEET_DEPARTMENTS,
	SHEET_SESSIONS,
	SHEET_REGISTRATIONS,
	SHEET_VISITS,
	SHEET_REFUNDS,
	SHEET_NO_SHOWS,
	SHEET_OPEN,
	SHEET_QUEUE,
	SHEET_MONEY,
	SHEET_LEDGER,
	SHEET_COUNT
};

struct daily_book {
	const struct daily *daily;
	struct daily_sums *sums; /* of the sheets filled so far */
	struct xlsx *xlsx;
	struct xlsx_sheet *sheet[SHEET_COUNT];
	report_progress_fn *progress; /* may be NULL */
	void *context;
	size_t done; /* rows of data */
};

/* How a sheet is made; texts are untranslated. */
struct daily_layout {
	const char *name, *nothing; /* `nothing`: what an empty table says; NULL: it never is */
	const char
		*unknown; /* what it says of a day that was closed without recording it; or NULL */
	const struct xlsx_column *columns;
	int count;
	void (*above)(struct daily_book *book);	      /* lines above the header; NULL: none */
	enum status (*rows)(struct daily_book *book); /* of the table */
	void (*below)(struct daily_book *book);	      /* what follows the table; NULL: nothing */
};

extern const struct daily_layout daily_summary, daily_departments, daily_sessions,
	daily_registrations, daily_visits, daily_refunds, daily_no_shows, daily_open, daily_queue,
	daily_money, daily_ledger;

enum {
	REGISTRATION_BOOKING,
	REGISTRATION_MADE_AT,
	REGISTRATION_CLERK,
	REGISTRATION_COUNTER,
	REGISTRATION_DATE,
	REGISTRATION_PERIOD,
	REGISTRATION_DEPARTMENT,
	REGISTRATION_DOCTOR,
	REGISTRATION_NUMBER,
	REGISTRATION_EXTRA,
	REGISTRATION_CHANNEL,
	REGISTRATION_PATIENT,
	REGISTRATION_PHONE,
	REGISTRATION_STATE,
	REGISTRATION_FEE,
	REGISTRATION_PAID,
	REGISTRATION_METHOD,
	REGISTRATION_RECEIPT,
	REGISTRATION_REFUND,
	REGISTRATION_COLUMNS
};

enum {
	VISITS_BOOKING,
	VISITS_PERIOD,
	VISITS_DEPARTMENT,
	VISITS_DOCTOR,
	VISITS_ROOM,
	VISITS_NUMBER,
	VISITS_CHANNEL,
	VISITS_EXPECTED,
	VISITS_PATIENT,
	VISITS_PHONE,
	VISITS_OUTCOME,
	VISITS_CAUSE,
	VISITS_FEE,
	VISITS_PAID,
	VISITS_REFUND,
	VISITS_COLUMNS
};

enum {
	REFUNDS_RECEIPT,
	REFUNDS_AT,
	REFUNDS_BOOKING,
	REFUNDS_ORDER,
	REFUNDS_PATIENT,
	REFUNDS_PHONE,
	REFUNDS_AMOUNT,
	REFUNDS_METHOD,
	REFUNDS_STATE,
	REFUNDS_REASON,
	REFUNDS_PAYMENT,
	REFUNDS_CLERK,
	REFUNDS_COUNTER,
	REFUNDS_SETTLED_AT,
	REFUNDS_SETTLEMENT,
	REFUNDS_SETTLED_BY,
	REFUNDS_COLUMNS
};

enum { OPEN_KIND, OPEN_NUMBER, OPEN_PATIENT, OPEN_PHONE, OPEN_DOCTOR, OPEN_AMOUNT, OPEN_COLUMNS };

enum {
	QUEUE_DEPARTMENT,
	QUEUE_DOCTOR,
	QUEUE_PERIOD,
	QUEUE_NUMBER,
	QUEUE_CHANNEL,
	QUEUE_PATIENT,
	QUEUE_EXPECTED,
	QUEUE_CHECKED_IN,
	QUEUE_CALLED,
	QUEUE_FINISHED,
	QUEUE_WAIT,
	QUEUE_STATE,
	QUEUE_CALLS,
	QUEUE_COUNTER,
	QUEUE_COLUMNS
};

enum {
	LEDGER_RECEIPT,
	LEDGER_AT,
	LEDGER_KIND,
	LEDGER_METHOD,
	LEDGER_CLERK,
	LEDGER_COUNTER,
	LEDGER_BOOKING,
	LEDGER_ORDER,
	LEDGER_PATIENT,
	LEDGER_RECEIVED,
	LEDGER_RETURNED,
	LEDGER_DUE,
	LEDGER_OF,
	LEDGER_EXTERNAL,
	LEDGER_COLUMNS
};

enum {
	DEPARTMENTS_NAME,
	DEPARTMENTS_COUNTER,
	DEPARTMENTS_ONLINE,
	DEPARTMENTS_MADE,
	DEPARTMENTS_VISITS,
	DEPARTMENTS_CAME,
	DEPARTMENTS_NO_SHOWS,
	DEPARTMENTS_RATE,
	DEPARTMENTS_COLUMNS
};

#endif
