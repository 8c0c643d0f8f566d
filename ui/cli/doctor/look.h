#ifndef CLI_LOOK_H
#define CLI_LOOK_H
/*
 * What the doctor looks at: each adds what it finds, goes on whatever that is, and changes nothing.
 */
#include "store/disk.h"
#include "ui/cli/cli.h"
#include "ui/cli/doctor/finding.h"

struct doctor {
	struct cli *cli;
	struct findings findings;
	struct store_disk disk; /* path "": it is not known where the database would lie */
};

/* Settings, who works here, where the database is: cli->settings are the defaults where the file
 * cannot be used. */
void look_at_settings(struct doctor *doctor);

/* The database as a file: its folder, its disk. It is not opened. */
void look_at_place(struct doctor *doctor);

/* Opens it to be examined, and looks into it: cli->desk_is_open, when that went well. */
void look_at_database(struct doctor *doctor);

/* The clock, the newest copy. */
void look_at_clock(struct doctor *doctor);
void look_at_copies(struct doctor *doctor);

/* What the package makes: an account with its folders, sudo's rule, the timer, who may enter;
 * nothing where it is not installed. */
void look_at_package(struct doctor *doctor);

/* What else the desk needs of this computer: zones, printer, reader, libraries, terminal, language,
 * dumps. */
void look_at_tools(struct doctor *doctor);

#endif
