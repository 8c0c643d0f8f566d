#ifndef CLI_PREPARE_H
#define CLI_PREPARE_H
/*
 * What has to be there before a command runs: settings, who works here, the database.
 */
#include "ui/cli/cli.h"

/* Reads the settings and finds out who works here and where the database is. */
enum status cli_prepare(struct cli *cli) MUST_CHECK;

/* A part of it, for who goes on without settings: where the database is. */
enum status cli_choose_database(struct cli *cli) MUST_CHECK;

/* Makes the folder of the usual database, when that is the one. */
enum status cli_make_home(struct cli *cli) MUST_CHECK;

/* Opens the desk as a command needs it (not CLI_NEEDS_NOTHING), after cli_prepare. */
enum status cli_open_desk(struct cli *cli, enum cli_needs needs) MUST_CHECK;

/* True when there is a person at a terminal. */
bool cli_has_terminal(void);

#endif
