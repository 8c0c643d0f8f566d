#ifndef TRUST_ROLE_WORDS_H
#define TRUST_ROLE_WORDS_H
/*
 * Roles in the words of the tables that say who may: "CLERK | MANAGER" in audit.def and
 * reading.def. For the files alone that read these tables: the words are short.
 */
#include "desk/trust/role.h"

enum {
#define ROLE(symbol, name, word) symbol = ROLE_BIT(ROLE_##symbol),
#include "desk/trust/role.def"
#undef ROLE
	NOBODY = 0,
	ANYBODY = 1 << ROLE_COUNT, /* whoever has signed in */
	MACHINE = ANYBODY << 1	   /* a timer, when nobody is there */
};

#endif
