#ifndef TRUST_CREDENTIAL_H
#define TRUST_CREDENTIAL_H
/*
 * The passwords and PINs of those who work here: given, chosen, changed. sign_in.h looks at them.
 *
 * Invariant: of a secret only its hash is kept (base/secret.h), and no entry has it. Whoever gives
 * somebody a password gives a first one, under which nothing can be done but choosing another.
 */
#include "base/secret_token.h"
#include "desk/audit.h"
#include "desk/staff.h"

struct credential {
	int64_t staff_id; /* 0: there is no such code */
	bool ended, first;
	unsigned roles;
	char password[SECRET_HASH_SIZE], pin[SECRET_HASH_SIZE]; /* "": none */
	int64_t seq; /* the entry of its last change; 0: none */
};

/* Those of a code, all zero when nobody has it. The caller wipes it. */
enum status credential_read(struct desk *desk, const char *code, struct credential *out) MUST_CHECK;

/*
 * Gives somebody a first password, made up, in place of the one they had; the PIN goes.
 * STATUS_NOT_FOUND; STATUS_STAFF_ENDED; STATUS_WRONG_STATE for one's own. The caller hands
 * `password` over and wipes it. May be called within a change.
 */
enum status credential_give(struct desk *desk, const char *code,
			    char password[SECRET_FIRST_PASSWORD_SIZE]) MUST_CHECK;

/*
 * Adds somebody as staff_add does, with a first password where people sign in with passwords; ""
 * otherwise, and a password from before the code had ended is good no more then. The caller hands
 * `password` over and wipes it.
 */
enum status credential_add(struct desk *desk, const char *code, const char *name, unsigned roles,
			   char password[SECRET_FIRST_PASSWORD_SIZE],
			   struct staff_entry *out) MUST_CHECK;

/*
 * Whoever works at the desk chooses a password; the PIN goes, and a password that was a first one
 * is none any more. STATUS_BAD_VALUE as secret_rule_password, and for the one that it was;
 * STATUS_NOT_ALLOWED for a script.
 */
enum status credential_choose(struct desk *desk, const char *password) MUST_CHECK;

/* Whoever works at the desk chooses a PIN; "" takes it away. STATUS_BAD_VALUE as secret_rule_pin.
 */
enum status credential_choose_pin(struct desk *desk, const char *pin) MUST_CHECK;

/*
 * Only within a change: `hash` is the password of this code from now on, `first` or not.
 * STATUS_NOT_FOUND.
 */
enum status credential_put(struct desk *desk, enum audit_action action, const char *code,
			   const char *hash, bool first) MUST_CHECK;

/* Only within a change: the password that this code has stays, in the form of `hash`, and so do its
 * PIN and whether it is a first one. STATUS_NOT_FOUND. */
enum status credential_rehash(struct desk *desk, const char *code, const char *hash) MUST_CHECK;

/* Only within a change: the password was typed at this counter today (`seq` is the entry that says
 * so), from which on the PIN is good here for the day. */
enum status credential_note_here(struct desk *desk, int64_t staff_id, int64_t seq) MUST_CHECK;

#endif
