#ifndef DESK_CLOSED_DAY_H
#define DESK_CLOSED_DAY_H
/*
 * What the workbook of a closed day shows of things that change later: the clinic's name and the
 * line of entries (store/line.h) in which it was closed; what it came to (day_sum.h); how each
 * booking that it names stood, and its person's name and phone; how each session's numbers had been
 * sold; how far each refund was; what each no-show counted for.
 * Rule: a corrected name, a merged record, a cancellation or a refund of later days is part of
 * their workbooks, never of one that was written, signed and filed.
 * Invariant: what is kept never changes (guards), and is kept in the change that closes the day.
 */
#include "desk/roster/roster.h"
#include "store/line.h"

/* Only within desk_change, before the day's close is written: keeps all of it as it is now. */
enum status closed_day_keep(struct desk *desk, day_number day) MUST_CHECK;

/* Whose a day's workbook is. */
struct day_origin {
	char clinic[SETTING_VALUE_SIZE]; /* the clinic's name */
	char line[LINE_TEXT_SIZE];	 /* as line_text gives it; "" when it is not known */
};

/* As it was when the day was closed, of which an older program kept no line; or as it is. */
enum status closed_day_origin(struct desk *desk, day_number day, bool closed,
			      struct day_origin *out) MUST_CHECK;

/* The sessions of a day as its workbook gives them: as they were when the day was closed, without
 * those that were added since; or as they are, when it is not closed, or was by an older program.
 * The caller frees *rows. */
enum status closed_day_sessions(struct desk *desk, day_number day, struct session **rows,
				size_t *count) MUST_CHECK;

#endif
