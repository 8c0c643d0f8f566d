#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H
/*
 * Who did what, when, at which counter: one row per change, numbered without gaps, written in the
 * same transaction. The number (`seq`) is the order of events; the clock never is. Rows of one
 * thing are chained backwards, so its history needs no index.
 */
#include "desk/desk.h"
#include "desk/trust/role.h"

enum { AUDIT_DETAIL_SIZE = 501, AUDIT_ACTION_SIZE = 41 };

/* The actions of the table in audit.def: AUDIT_BOOKING_BOOK is "booking.book". */
enum audit_action {
#define AUDIT(symbol, name, roles, sentence) AUDIT_##symbol,
#include "desk/audit.def"
#undef AUDIT
	AUDIT_COUNT
};

const char *audit_action_name(enum audit_action action);

/* Who may do it, where people sign in with passwords: one of these roles is enough. ROLES_ALL for
 * what everybody may, or a timer; 0 for what no role gives. */
unsigned audit_action_roles(enum audit_action action);

/* Whether who works here may, as far as it was last looked up: for what is to be offered. */
bool audit_is_allowed(const struct desk *desk, enum audit_action action);

/* The translated words for an action as it stands in the store; the name itself when unknown. */
const char *audit_action_words(const char *name);

/*
 * Writes the row of a change; only within desk_change. `previous` is the seq of the last change of
 * the same thing (0: the first), `idem` may be NULL; every change has a key all the same, for its
 * first row gets one (desk_change settles by it what a commit left unknown). What was asked under
 * `idem` is kept with it. `detail` is free text for people, cut at AUDIT_DETAIL_SIZE. *seq gets the
 * number. STATUS_STAFF_ENDED when the code of who works here has ended (staff.h). Where people sign
 * in with passwords (desk_takes_passwords): STATUS_SIGN_IN when nobody has, STATUS_NOT_ALLOWED when
 * none of the roles that may is theirs; the sentence names them.
 */
enum status audit_record(struct desk *desk, enum audit_action action, int64_t subject_id,
			 int64_t previous, const struct idem *idem, const char *detail,
			 int64_t *seq) MUST_CHECK;

/* A change that is nothing but its row, of no thing: that something begins. */
enum status audit_mark(struct desk *desk, enum audit_action action, const char *detail) MUST_CHECK;

struct audit_row {
	int64_t seq, at_ms, subject_id, previous;
	char staff[CODE_SIZE], counter[CODE_SIZE], action[AUDIT_ACTION_SIZE],
		detail[AUDIT_DETAIL_SIZE];
};

/* Reads one from a row that begins with AUDIT_ROW's columns; for statements of other modules. */
store_row_fn audit_from_row;

/*
 * Was this asked for before? STATUS_OK: yes, the same, and *subject_id is what it was done to; the
 * caller answers with that and changes nothing. STATUS_NOT_FOUND: never (or no key).
 * STATUS_KEY_REUSED: the key did something other than `action`, or what was asked under it (idem.h)
 * differs, and the sentence names in what.
 */
enum status audit_done_before(struct desk *desk, const struct idem *idem, enum audit_action action,
			      int64_t *subject_id) MUST_CHECK;

/* The same, for a name that is none of audit.def's: a command of the shell (answer.h). */
enum status audit_name_done_before(struct desk *desk, const struct idem *idem, const char *name,
				   int64_t *subject_id) MUST_CHECK;

/* The newest row of this staff code at this counter among the newest thousand. STATUS_NOT_FOUND. */
enum status audit_last_own(struct desk *desk, struct audit_row *out) MUST_CHECK;

/* The number of the newest row; 0 before the first. */
enum status audit_newest(struct desk *desk, int64_t *seq) MUST_CHECK;

/* The rows after the one numbered `seq`, oldest first. The caller frees *rows. For the little that
 * happens after a desk was opened. */
enum status audit_since(struct desk *desk, int64_t seq, struct audit_row **rows,
			size_t *count) MUST_CHECK;

/* What kinds of things were done last, newest first, at most so many. The caller frees *rows. */
struct audit_kind {
	int64_t at_ms;
	char action[AUDIT_ACTION_SIZE];
};
enum status audit_kinds(struct desk *desk, int most, struct audit_kind **rows,
			size_t *count) MUST_CHECK;

/* The history of a thing from its last change backwards, newest first. The caller frees *rows. */
enum status audit_history(struct desk *desk, int64_t seq, struct audit_row **rows,
			  size_t *count) MUST_CHECK;

#endif
