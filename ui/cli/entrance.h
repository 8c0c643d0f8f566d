#ifndef CLI_ENTRANCE_H
#define CLI_ENTRANCE_H
/* What the command line is not for somebody who came in through the launcher (base/entered.h). */
#include "ui/cli/cli.h"

/* STATUS_USAGE for another database or settings file than the clinic's, and for commands of whoever
 * looks after the computer. */
enum status cli_may_enter(struct cli *cli) MUST_CHECK;

#endif
