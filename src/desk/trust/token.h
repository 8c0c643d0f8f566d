#ifndef TRUST_TOKEN_H
#define TRUST_TOKEN_H
/*
 * Tokens: by what a script signs in for a staff code, with some of its roles, until a day.
 * sign_in_by_token looks at them. Of a token only its digest is kept.
 */
#include "base/day.h"
#include "base/secret_token.h"
#include "desk/desk.h"

struct token_entry {
	int64_t id;
	char code[CODE_SIZE];
	unsigned roles;		   /* what it gives of the code's roles */
	char until[DAY_TEXT_SIZE]; /* its last day */
	bool ended;		   /* it, or the staff code */
	int64_t seq;
};

enum { TOKEN_DAYS_MAX = 366 };

/*
 * Makes one for a staff code: `roles` of it (0: all that it has), good until the end of the day
 * `until`. STATUS_NOT_FOUND, STATUS_STAFF_ENDED; STATUS_BAD_VALUE for roles that the code does not
 * have, and for a day that is over or more than TOKEN_DAYS_MAX away. The caller hands `token` over
 * and wipes it.
 */
enum status token_add(struct desk *desk, const char *code, unsigned roles, day_number until,
		      char token[SECRET_TOKEN_SIZE], struct token_entry *out) MUST_CHECK;

/* Ends one. STATUS_NOT_FOUND, STATUS_WRONG_STATE when it has ended. */
enum status token_end(struct desk *desk, int64_t id, struct token_entry *out) MUST_CHECK;

/* All, those that are good first. The caller frees *rows. */
enum status token_list(struct desk *desk, struct token_entry **rows, size_t *count) MUST_CHECK;

#endif
