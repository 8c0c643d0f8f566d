#ifndef CLI_SAY_SECRET_H
#define CLI_SAY_SECRET_H
/* Secrets that the program made up, told this once in the answer of a command; within its object.
 */
#include "ui/cli/cli.h"

void say_first_password(struct cli *cli, const char *code, const char *password);
void say_recovery_code(struct cli *cli, const char *recovery);

#endif
