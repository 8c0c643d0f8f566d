#ifndef DESK_ROSTER_NOTE_H
#define DESK_ROSTER_NOTE_H
/*
 * What is to be known of a session that was put into the roster, in sentences: what could not be
 * done as asked ("number 38 stays: it is booked"; every booking is always kept), and who else is in
 * the room.
 */

enum { ROSTER_NOTES_MAX = 20, ROSTER_NOTE_SIZE = 200 };

struct roster_notes {
	int count; /* may be more than ROSTER_NOTES_MAX; only so many are kept */
	char note[ROSTER_NOTES_MAX][ROSTER_NOTE_SIZE];
};

/* The place of the next note, ROSTER_NOTE_SIZE bytes; NULL beyond ROSTER_NOTES_MAX, when it is only
 * counted. */
char *roster_note_add(struct roster_notes *notes);

#endif
