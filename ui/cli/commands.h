#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H
/*
 * The table of commands (commands.def) and of their options (options.def): parsing, help, the
 * manual page and the completion of the shell are made of it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct cli;

enum option {
#define OPTION(symbol, letter, name, value, choices, sentence) OPTION_##symbol,
#include "ui/cli/options.def"
#undef OPTION
	OPTION_COUNT,
	OPTION_EVERYWHERE_COUNT = OPTION_VERSION + 1
};

#define OPTION_BIT(option) (UINT64_C(1) << (option))

struct cli_option {
	const char *name, *value, *choices, *sentence; /* sentence untranslated */
	char letter;				       /* 0: none */
};

/* What has to be there before a command runs. */
enum cli_needs {
	CLI_NEEDS_NOTHING,
	CLI_NEEDS_READ,	 /* the desk, only read */
	CLI_NEEDS_WRITE, /* the desk */
	CLI_NEEDS_CREATE /* a desk that is not there yet */
};

struct cli_command {
	const char *name, *operands, *sentence; /* sentence untranslated */
	enum cli_needs needs;
	uint64_t needed, allowed; /* options by OPTION_BIT; `allowed` has the needed ones too */
	enum status (*run)(struct cli *cli);
};

const struct cli_option *cli_option_get(enum option option);

/* All commands, in the order of the help. */
const struct cli_command *cli_commands(size_t *count);

/* By its full name ("patient add"); NULL when there is none. */
const struct cli_command *cli_command_by_name(const char *name);

/* The options that stand everywhere. */
uint64_t cli_options_everywhere(void);

bool cli_option_is_file(enum option option);

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
