#ifndef SCREENS_REPORT_LINES_H
#define SCREENS_REPORT_LINES_H
/*
 * Lines of a report as rows of a list: what a report's screens have in common.
 */
#include "reports/text/text_page.h"
#include "ui/term/list.h"

/* Begins a list of lines; `empty` as in list_init. */
void report_lines_init(struct list *list, const char *empty);

/* Hands over the lines of a page, which stay the caller's. */
void report_lines_set(struct list *list, const struct text_page *page);

#endif
