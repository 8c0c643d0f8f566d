#ifndef DESK_ROSTER_PUT_H
#define DESK_ROSTER_PUT_H
/*
 * Adding a session to the roster, and changing one that may be booked already.
 * Invariant: every booking is kept, with its number; how many more may be sold then says quota.h.
 * A room that another doctor has at that time is noted (room_clash.h).
 */
#include "desk/roster/roster.h"
#include "desk/roster/roster_note.h"

/* What a roster row asks for. online_percent -1: the setting's; fee_fen -1: the doctor's. */
struct session_wish {
	int64_t doctor_id;
	const char *doctor_code;
	day_number day;
	enum period period;
	int capacity, online_percent;
	int64_t fee_fen;
	char room[ROOM_SIZE];
};

/*
 * Adds a session with its numbers, or changes the existing one: free numbers are withdrawn, added
 * and tagged anew; booked ones stay as they are and are named in `notes`. An equal one is left
 * alone. While any number is sold the fee stays, too, and is named. A session that is over,
 * suspended or closed is not changed (STATUS_SESSION_OVER, STATUS_SESSION_SUSPENDED; what the wish
 * leaves open is no change); a new one whose day is past is refused (STATUS_TOO_LATE).
 */
enum status session_put(struct desk *desk, const struct session_wish *wish,
			struct roster_notes *notes, enum put_outcome *outcome) MUST_CHECK;

#endif
