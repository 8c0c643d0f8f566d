#ifndef SCREENS_MATTERS_H
#define SCREENS_MATTERS_H
/*
 * What waits for somebody to deal with it, in lines of a screen.
 */
#include "desk/day/open_matters.h"
#include "desk/trust/backup_record.h"
#include "ui/term/draw.h"

/* Draws each with where it is dealt with; returns the next line. */
int matters_draw(const struct open_matters *matters, const struct backup_state *backup,
		 const struct canvas *canvas);

#endif
