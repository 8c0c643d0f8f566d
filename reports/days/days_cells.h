#ifndef REPORTS_DAYS_CELLS_H
#define REPORTS_DAYS_CELLS_H
/*
 * What the sheets of the day's report are filled with in the same way.
 */
#include "reports/days/days_sheets.h"

/* A row of data is complete. */
enum status days_step(struct days_book *book, struct sheet *sheet) MUST_CHECK;

/* A booking's number, a phone that is masked: cells that several sheets have. */
void days_booking_no(struct sheet *sheet, int column, int64_t booking_id);
void days_receipt(struct sheet *sheet, int column, int64_t ledger_id);
void days_phone(struct sheet *sheet, int column, const char *phone);

/* Where a row of a department's doctor belongs among groups: by their codes. */
enum { DAYS_ORDER_SIZE = 2 * CODE_SIZE + 1 };
char *days_order(const char *department_code, const char *doctor_code, char out[DAYS_ORDER_SIZE]);

#endif
