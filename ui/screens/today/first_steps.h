#ifndef SCREENS_TODAY_FIRST_STEPS_H
#define SCREENS_TODAY_FIRST_STEPS_H
/*
 * The first things to try at the demonstration's desk, on Today: each with its keys, ticked off
 * when the record says that it was done. Gone when all are, or when they were put away.
 */
#include "desk/desk.h"
#include "ui/term/draw.h"

enum first_step { STEP_REGISTER, STEP_CALL, STEP_IMPORT, STEP_CANCEL, STEP_UNDO, FIRST_STEPS };

struct first_steps {
	bool offered;
	int64_t seen; /* the row of the audit up to which it was read */
	bool done[FIRST_STEPS];
};

/* Finds out which were done meanwhile. */
enum status first_steps_load(struct desk *desk, struct first_steps *steps) MUST_CHECK;

/* The lines that they take on so many columns, with an empty one above; 0 when none are offered. */
int first_steps_lines(const struct first_steps *steps, int columns);

/* Draws them, from the canvas's first line on; nothing when none are offered. */
void first_steps_draw(const struct first_steps *steps, const struct canvas *canvas);

#endif
