#ifndef SCREENS_CLOSED_LINES_H
#define SCREENS_CLOSED_LINES_H
/*
 * How a day was closed, in lines of a screen.
 */
#include "desk/day/close_record.h"
#include "ui/term/draw.h"

/* Draws when and by whom the day was closed, and its cash; NULL is a day that is not closed yet.
 * Returns the next line. */
int closed_lines(const struct canvas *canvas, int line, const struct close_record *record);

/* Draws the cash of a close, counted_fen -1 being not counted; or the first count of its drawer and
 * what was expected then. Both return the next line. */
int cash_line(const struct canvas *canvas, int line, int64_t expected_fen, int64_t counted_fen);
int first_count_line(const struct canvas *canvas, int line, int64_t counted_fen,
		     int64_t expected_fen);

#endif
