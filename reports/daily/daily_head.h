#ifndef REPORTS_DAILY_HEAD_H
#define REPORTS_DAILY_HEAD_H
/*
 * The head of page one: of which days the report is, and how they were closed; who signs it.
 */
#include "reports/daily/daily_fill.h"

void daily_head_make(struct daily_book *book, const struct daily_span *span);

#endif
