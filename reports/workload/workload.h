#ifndef REPORTS_WORKLOAD_H
#define REPORTS_WORKLOAD_H
/*
 * The workload of doctors and departments: sessions, numbers sold, who came, what came in, how long
 * people waited; by department, by doctor, by day. Its figures are those of the day's report.
 */
#include "reports/report_wish.h"
#include "reports/sheet_book.h"

enum status workload_report_fill(struct desk *desk, const struct report_wish *wish,
				 struct sheet_book *book) MUST_CHECK;

#endif
