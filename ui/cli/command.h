#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
/*
 * What a command of the command line is. All of them are in commands.h.
 */
#include <stddef.h>

#include "base/status.h"
#include "desk/trust/reading.h"
#include "ui/cli/options.h"

struct cli;

/* What has to be there before a command runs. */
enum cli_needs {
	CLI_NEEDS_NOTHING,
	CLI_NEEDS_LOOK, /* the desk, only read, whoever asks */
	/* The desk, only read, by somebody who has signed in and may (trust/reading.h). */
	CLI_NEEDS_READ_PEOPLE,
	CLI_NEEDS_READ_REPORTS,
	CLI_NEEDS_READ_ACCESS,
	CLI_NEEDS_READ_TOKENS,
	CLI_NEEDS_EXAMINE, /* the same, however the database is made */
	CLI_NEEDS_WRITE,   /* the desk */
	CLI_NEEDS_SECRET,  /* the same, for a command that asks for a secret or answers with one */
	CLI_NEEDS_RULES,   /* the desk, also where the clinic's zone cannot be loaded */
	CLI_NEEDS_CHANGE,  /* the desk, for a change whose answer is kept under --key (again.h) */
	CLI_NEEDS_ADOPT,   /* the same, where it can only be read otherwise */
	CLI_NEEDS_CREATE   /* a desk that is not there yet */
};

struct cli_command {
	const char *name, *operands, *sentence; /* sentence untranslated */
	enum cli_needs needs;
	bool needed[OPTION_COUNT], further[OPTION_COUNT]; /* options of its own */
	enum status (*run)(struct cli *cli);
};

/* All commands, in the order of the help. */
struct cli_commands {
	const struct cli_command *command;
	size_t count;
};

/* By its full name ("patient add"); NULL when there is none. */
const struct cli_command *cli_command_by_name(struct cli_commands commands, const char *name);

/* Whether an option is one of its own, needed or not; `command` is NULL: of none. */
bool cli_command_takes(const struct cli_command *command, enum option option);

/* What a command only reads; READING_ALL for one that does not only read, or that anybody may. */
enum reading cli_command_reading(const struct cli_command *command);

/* Whether the words `typed` begin a command's name: "patient" begins "patient add". */
bool cli_command_begins(const struct cli_command *command, const char *typed);

/*
 * Operands as the synopsis has them: copies number `place` (from 0) into `out` without brackets and
 * dots. False when the command takes no such operand. The flags may be NULL.
 */
bool cli_operand(const struct cli_command *command, int place, char *out, size_t size,
		 bool *optional, bool *many);

/* How unlike two words are: letters to insert, leave out or change. */
int cli_distance(const char *a, const char *b);

/* True when the two are alike enough to ask "did you mean". */
bool cli_is_near(const char *typed, const char *name, int distance);

#endif
