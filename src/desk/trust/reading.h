#ifndef TRUST_READING_H
#define TRUST_READING_H
/*
 * Who may read what: the roles of reading.def, where people sign in with passwords. What is shown
 * whole, printed or exported is recorded besides, and allowed where that is written (desk/audit.h).
 */
#include "desk/desk.h"

enum reading {
	READING_ALL, /* what everybody may see */
#define READING(symbol, name, roles, words) READING_##symbol,
#include "desk/trust/reading.def"
#undef READING
	READING_COUNT
};

/* Its name ("reading.reports"), as an action's; its words, translated; who may: one of these roles
 * is enough. Not of READING_ALL. */
const char *reading_name(enum reading reading);
const char *reading_words(enum reading reading);
unsigned reading_roles(enum reading reading);

/* Whether who works here may, as far as it was last looked up. */
bool reading_is_allowed(const struct desk *desk, enum reading reading);

/* STATUS_NOT_ALLOWED, with a sentence that names the roles; STATUS_SIGN_IN for a first password,
 * which is to be changed before anything else. */
enum status reading_allow(struct desk *desk, enum reading reading) MUST_CHECK;

#endif
