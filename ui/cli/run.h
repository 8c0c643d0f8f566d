#ifndef CLI_RUN_H
#define CLI_RUN_H
/*
 * The command line: `frontdesk [-c INI] [-d DATABASE] [--as STAFF] [--json] [COMMAND ...]`.
 */
#include "base/status.h"

/*
 * Does what the arguments ask for, prints the answer or what went wrong, and returns the status
 * that the exit status follows from (status_exit).
 */
enum status cli_run(int argc, char **argv) MUST_CHECK;

#endif
