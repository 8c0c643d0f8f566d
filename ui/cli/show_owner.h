#ifndef CLI_SHOW_OWNER_H
#define CLI_SHOW_OWNER_H
/* The owner's key on the command line. */
#include "ui/cli/cli.h"

/* Makes the owner's key in the file `path` (owner.h), and says it within the innermost object. */
enum status show_owner_created(struct cli *cli, const char *path) MUST_CHECK;

#endif
