#include "desk/roster/roster_note.h"

#include <stddef.h>

char *roster_note_add(struct roster_notes *notes)
{
	int place = notes->count++;

	return place < ROSTER_NOTES_MAX ? notes->note[place] : NULL;
}
