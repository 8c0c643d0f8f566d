#ifndef TRUST_ROLE_H
#define TRUST_ROLE_H
/*
 * The roles that people have: what somebody may do follows from them (desk/audit.def). One person
 * may have several; a set of them is bits, ROLE_BIT of each, as the store keeps it. Pure.
 */
#include "base/status.h"

enum role {
#define ROLE(symbol, name, word) ROLE_##symbol,
#include "desk/trust/role.def"
#undef ROLE
	ROLE_COUNT
};

#define ROLE_BIT(role) (1u << (role))

enum { ROLES_ALL = (1 << ROLE_COUNT) - 1, ROLES_TEXT_SIZE = 128 };

/* The name of a role on the command line, and its translated word. */
const char *role_name(enum role role);
const char *role_word(enum role role);

/*
 * "clerk,cashier" as bits: commas or blanks between, in either language. STATUS_BAD_VALUE, with a
 * sentence that lists the roles, for another word or for none.
 */
enum status roles_read(const char *text, unsigned *roles, struct problem *problem) MUST_CHECK;

/* The roles of a set with commas between, by name or in translated words; "" for none. As many as
 * fit. Both return `out`. */
char *roles_names(unsigned roles, char out[ROLES_TEXT_SIZE]);
char *roles_words(unsigned roles, char out[ROLES_TEXT_SIZE]);

#endif
