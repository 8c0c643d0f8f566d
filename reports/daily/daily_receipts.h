#ifndef REPORTS_DAILY_RECEIPTS_H
#define REPORTS_DAILY_RECEIPTS_H
/*
 * Page one's block of receipts: which numbers they have, with gaps broken open,
 * "261121-000001-000012 (12)", and which are void because their sale was undone at once.
 */
#include "reports/days/days_sheets.h"

void daily_receipts_make(struct days_book *book);

#endif
