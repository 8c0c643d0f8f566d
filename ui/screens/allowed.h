#ifndef SCREENS_ALLOWED_H
#define SCREENS_ALLOWED_H
/*
 * Which commands of the desk who works here may give: those of allowed.def by their roles, where
 * people sign in with passwords, and every other one.
 */
#include "desk/desk.h"
#include "ui/term/commands.h"

/*
 * Whether the command may be given, as far as the roles were last looked up. Otherwise `why`, when
 * it is not NULL, gets a translated sentence that says who may.
 */
bool allowed_command(struct desk *desk, enum command command, char *why, size_t why_size);

/* Whether people may be searched for and scanned; else as above. */
bool allowed_people(struct desk *desk, char *why, size_t why_size);

#endif
