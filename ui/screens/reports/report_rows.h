#ifndef SCREENS_REPORT_ROWS_H
#define SCREENS_REPORT_ROWS_H
/*
 * The rows behind a figure of a report. A dialog, opened with a struct text_page, whose lines it
 * takes over.
 */
#include "ui/term/screen.h"

/* How wide its lines may be, where there is room. */
enum { REPORT_ROWS_COLUMNS = 116 };

extern const struct screen_ops report_rows_screen;

#endif
