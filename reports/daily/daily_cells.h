#ifndef REPORTS_DAILY_CELLS_H
#define REPORTS_DAILY_CELLS_H
/*
 * What the sheets of the daily workbook write in the same way.
 */
#include "reports/daily/daily_sheets.h"

/* A row of data was written. STATUS_CANNOT_WRITE when the book has failed: xlsx_finish says how. */
enum status daily_step(struct daily_book *book) MUST_CHECK;

/* A booking's number, a phone that is masked: cells that several sheets have. */
void daily_booking_no(struct xlsx_sheet *sheet, int column, int64_t booking_id);
void daily_receipt(struct xlsx_sheet *sheet, int column, int64_t ledger_id);
void daily_phone(struct xlsx_sheet *sheet, int column, const char *phone);

#endif
