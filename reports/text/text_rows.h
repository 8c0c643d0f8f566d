#ifndef REPORTS_TEXT_ROWS_H
#define REPORTS_TEXT_ROWS_H
/*
 * The rows behind a line of page one, laid out in lines.
 */
#include "reports/text/text_page.h"

/* Whether anything stands behind the line: it is a row of a table. */
bool text_line_has_rows(const struct text_line *line);

/*
 * Appends the rows behind it: of each of its figures where it comes from and the rows that it is
 * of, with all their columns that paper has; of a row of data all that it has, one cell a line.
 */
void text_page_rows(struct text_page *page, const struct text_line *line);

#endif
