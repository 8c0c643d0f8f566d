#ifndef DESK_ROOM_CLASH_H
#define DESK_ROOM_CLASH_H
/*
 * Two doctors in one room at the same time: allowed, for a room may have two desks, but said to
 * whoever puts the second of them there.
 */
#include "desk/roster/roster.h"
#include "desk/roster/roster_note.h"

/*
 * Adds a note for each other doctor's session that is in the room of `session` while it lasts
 * (suspended ones aside); none without a room. `title` is how the session is called.
 */
enum status room_clash_note(struct desk *desk, const struct session *session, const char *title,
			    struct roster_notes *notes) MUST_CHECK;

#endif
