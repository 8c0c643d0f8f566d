#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H
/*
 * The table of options (options.def): parsing, help, the manual page and the completion of the
 * shell are made of it.
 */
#include <stdbool.h>

enum option {
#define OPTION(symbol, letter, name, value, choices, sentence) OPTION_##symbol,
#include "ui/cli/options.def"
#undef OPTION
	OPTION_COUNT,
	OPTION_EVERYWHERE_COUNT = OPTION_VERSION + 1
};

struct cli_option {
	const char *name, *value, *choices, *sentence; /* sentence untranslated */
	char letter;				       /* 0: none */
};

/* What there is to know about an option; constant. */
const struct cli_option *cli_option_get(enum option option);

/* Whether it stands before any command and behind each. */
bool cli_option_is_everywhere(enum option option);

/* Whether the value is the name of a file, which may have any bytes. */
bool cli_option_is_file(enum option option);

#endif
