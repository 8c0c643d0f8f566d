#ifndef REPORTS_DAYS_HEAD_H
#define REPORTS_DAYS_HEAD_H
/*
 * The head of page one: of which days the report is, and how they were closed; who signs it.
 */
#include "reports/days/days_fill.h"

/* `title` translated. */
void days_head_make(struct days_book *book, const struct days_span *span, const char *title);

#endif
