#ifndef REPORTS_REPORT_PRINT_H
#define REPORTS_REPORT_PRINT_H
/*
 * A report on paper: made a PDF, handed to the program that prints, and recorded.
 *
 * Rules: what is printed is recorded (report.print), and what is printed again of a day that is
 * closed is recorded as that (report.reprint) and marked on every page: of the papers that look
 * alike only one is the first. Until a day is closed its figures go on, and the paper says so. A
 * print that failed is none. In practice nothing is printed.
 */
#include "desk/audit.h"
#include "reports/pdf/pdf_book.h"
#include "reports/print.h"
#include "reports/report.h"

/* A part of the record, made when it starts; for report_print.c. */
struct report_printed {
	struct idem key; /* not set: it cannot be the first of anything */
	int64_t last_page;
	bool again;
	char detail[AUDIT_DETAIL_SIZE];
};

struct report_printing {
	struct print print;
	struct report_printed printed;
};

/* Starts to print those pages of a book that was filled by the wish; from then on it says when and
 * by whom, and whether it is a reprint. The sentence of a failure is the desk's: STATUS_WRONG_STATE
 * in practice, STATUS_NOT_PRINTED, and those of pdf_write. */
enum status report_print_start(struct report_printing *printing, struct desk *desk,
			       const struct report *report, const struct report_wish *wish,
			       struct sheet_book *book, struct pdf_range pages) MUST_CHECK;

/* How far it is, at once; records it when it is done. PRINT_FAILED: the desk's problem says why. */
enum print_state report_print_look(struct report_printing *printing, struct desk *desk);

/* Waits for that. */
enum status report_print_wait(struct report_printing *printing, struct desk *desk) MUST_CHECK;

/* Nobody waits any more: what is still being printed counts as printed. */
void report_print_leave(struct report_printing *printing, struct desk *desk);

#endif
