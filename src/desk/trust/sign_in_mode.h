#ifndef TRUST_SIGN_IN_MODE_H
#define TRUST_SIGN_IN_MODE_H
/*
 * Whether a clinic signs in by password or by name (the rule trust.sign_in), and the way back in
 * when no manager knows a password any more: the recovery code, on paper, good once. Of it only the
 * digest is kept.
 *
 * Invariant: where passwords are asked for, there is a manager who had one; names come back only by
 * the recovery code.
 */
#include "base/secret_token.h"
#include "desk/desk.h"

/*
 * Whether sign_in_mode_passwords would take the name ("": the code stands for it) and the password
 * of `code` where nobody is known yet, before anything is made: STATUS_BAD_NAME, and
 * STATUS_BAD_VALUE and STATUS_BAD_TEXT as secret_rule_password.
 */
enum status sign_in_mode_check(const char *code, const char *name, const char *password,
			       struct problem *problem) MUST_CHECK;

/*
 * From now on everybody signs in with a password: whoever works at the desk is the first manager,
 * with this name ("": the one they have) and this password. Others get roles where they have none
 * yet, and first passwords by credential_give. STATUS_WRONG_STATE where it is so already, else as
 * sign_in_mode_check. The caller hands `recovery` over
 * and wipes it. On success the manager is signed in.
 */
enum status sign_in_mode_passwords(struct desk *desk, const char *name, const char *password,
				   char recovery[SECRET_TOKEN_SIZE]) MUST_CHECK;

/* Back to names, by the recovery code, which is used by this. Passwords are kept, for another time.
 * STATUS_WRONG_STATE, STATUS_SIGN_IN_WRONG, STATUS_SIGN_IN_WAIT, STATUS_BAD_VALUE for no code. */
enum status sign_in_mode_names(struct desk *desk, const char *recovery) MUST_CHECK;

/* Makes a new recovery code: those of before are good no more. The caller wipes it. */
enum status recovery_renew(struct desk *desk, char recovery[SECRET_TOKEN_SIZE]) MUST_CHECK;

/*
 * By the recovery code the manager `code` gets a first password, made up, and the clinic the next
 * recovery code. Nobody needs to be signed in; it is recorded under `code`, which is signed out
 * after. STATUS_WRONG_STATE for who is no manager, else as sign_in_mode_names. The caller wipes
 * both.
 */
enum status recovery_use(struct desk *desk, const char *recovery, const char *code,
			 char password[SECRET_FIRST_PASSWORD_SIZE],
			 char next[SECRET_TOKEN_SIZE]) MUST_CHECK;

#endif
