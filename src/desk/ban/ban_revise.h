#ifndef DESK_BAN_REVISE_H
#define DESK_BAN_REVISE_H
/*
 * Brings a person's stored bans in line with the no-shows, by the rule of the settings
 * (ban_rule.h). Invariant: what was done is not done again: a ban that was lifted, or is over and
 * whose no-shows all stand, stays as it is.
 */
#include "desk/ban/ban.h"

/*
 * Only within desk_change: brings the person's stored bans in line with the no-shows, after one was
 * recorded or withdrawn. Bans that do not follow any more are marked withdrawn, with `reason`; new
 * ones start; those that were lifted, or are over and whose no-shows all stand, stay as they are.
 * When one starts, *started is it (the newest) and *any true; both may be NULL.
 */
enum status ban_revise(struct desk *desk, int64_t patient_id, const char *reason,
		       struct ban *started, bool *any) MUST_CHECK;

/* How a person stands today. */
struct ban_standing {
	int count; /* no-shows that count towards the next ban, or made the present one */
	day_number banned_until; /* DAY_NONE: not banned */
};
enum status ban_standing(struct desk *desk, int64_t patient_id,
			 struct ban_standing *out) MUST_CHECK;

#endif
