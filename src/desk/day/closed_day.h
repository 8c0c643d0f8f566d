#ifndef DESK_CLOSED_DAY_H
#define DESK_CLOSED_DAY_H
/*
 * What the workbook of a closed day shows of things that change later: the clinic's name; how each
 * booking that it names stood, and its person's name and phone; how far each refund was; what each
 * no-show counted for.
 * Rule: a corrected name, a merged record, a cancellation or a refund of later days is part of
 * their workbooks, never of one that was written, signed and filed.
 * Invariant: what is kept never changes (guards), and is kept in the change that closes the day.
 */
#include "desk/desk.h"

/* Only within desk_change, before the day's close is written: keeps all of it as it is now. */
enum status closed_day_keep(struct desk *desk, day_number day) MUST_CHECK;

/* The clinic's name as the workbook of a day gives it: as it was when the day was closed, or as it
 * is. */
enum status closed_day_clinic(struct desk *desk, day_number day, char *out, size_t size) MUST_CHECK;

#endif
