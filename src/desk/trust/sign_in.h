#ifndef TRUST_SIGN_IN_H
#define TRUST_SIGN_IN_H
/*
 * Who somebody is, proved: by the password (NIST SP 800-63B 5.1.1; argon2id, delays that grow), by
 * the PIN where it is good, by the token of a script. A clinic of one may sign in by name instead
 * (desk_takes_passwords): then a staff code is all there is, and nothing here is called.
 *
 * Invariant: desk->staff.proof is set only after the secret of just this code was right; an
 * unknown code, one that has ended and one without a password cost the same time and get the same
 * sentence as a wrong password.
 */
#include "desk/desk.h"

struct signed_in {
	int misses;	  /* how often the password was typed in vain before, lately */
	bool by_pin;	  /* by the PIN */
	bool must_change; /* it was a first password: it is to be changed now */
};

/*
 * By the password; at a desk's counter (`at_counter`) also by the PIN, where the password was typed
 * today, and it is recorded that somebody came. STATUS_SIGN_IN_WRONG, STATUS_SIGN_IN_WAIT;
 * STATUS_BAD_VALUE for what is no staff code. On failure who worked here works here still. The
 * caller wipes `secret`.
 */
enum status sign_in(struct desk *desk, const char *code, const char *secret, bool at_counter,
		    struct signed_in *out) MUST_CHECK;

/*
 * Whether the PIN of this code is good at this counter now: it has one, the password was typed here
 * today, and it was not wrong three times since.
 */
enum status sign_in_takes_pin(struct desk *desk, const char *code, bool *takes) MUST_CHECK;

/*
 * By a token, as it stands in its file. STATUS_SIGN_IN_WRONG when nobody has it, it has ended, its
 * last day is over, or the staff code has ended; STATUS_BAD_VALUE for what cannot be one. The desk
 * may have been opened for reading alone.
 */
enum status sign_in_by_token(struct desk *desk, const char *token) MUST_CHECK;

#endif
