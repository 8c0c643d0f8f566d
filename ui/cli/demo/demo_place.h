#ifndef CLI_DEMO_PLACE_H
#define CLI_DEMO_PLACE_H
/*
 * Where a demonstration lives: its database, its settings, and the command that comes back to it.
 *
 * Invariant: the clinic's usual database and FRONTDESK_DB are never opened here, and a database is
 * looked at as a demonstration only when its first record says that it is one: its clock is not the
 * computer's.
 */
#include "ui/cli/cli.h"

enum { DEMO_COMMAND_SIZE = 3 * FILE_PATH_SIZE };

/*
 * Makes the database and opens it: the one of -d, which must not exist; else one in the
 * demonstration's own folder, fresh each time, with a settings file beside it. cli->settings become
 * those of the story: the program's own rules, with the language, the zone, the keys and the way of
 * showing of whoever looks on.
 */
enum status demo_place_make(struct cli *cli) MUST_CHECK;

/*
 * Opens the demonstration that was made there before, with its settings, its clock going on from
 * its last record. STATUS_STORE_MISSING when there is none; STATUS_USAGE for a database that is no
 * demonstration.
 */
enum status demo_place_open(struct cli *cli) MUST_CHECK;

/* Writes the first record of a demonstration's database, by which demo_place_open knows it. */
enum status demo_place_mark(struct desk *desk) MUST_CHECK;

/* Puts the settings of -c in force on the opened desk, if it is given, for the time after the
 * story. */
enum status demo_place_take_settings(struct cli *cli) MUST_CHECK;

/* The folder of the database: there the workbook and the files for the desk are put. */
char *demo_place_folder(const struct cli *cli, char out[FILE_PATH_SIZE]);

/* The name in that folder of a file of WeChat bookings that wait to be imported. */
#define DEMO_WAITING_FILE "wechat-bookings.csv"

/* The line for the shell that opens the desk on it again: the program as it was called, with -c and
 * -d as they were given. */
char *demo_place_command(const struct cli *cli, char out[DEMO_COMMAND_SIZE]);

#endif
