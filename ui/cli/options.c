#include "ui/cli/options.h"

#include "base/language.h"

static const struct cli_option option_table[OPTION_COUNT] = {
#define OPTION(symbol, letter, name, value, choices, sentence) \
	[OPTION_##symbol] = { name, value, choices, sentence, letter },
#include "ui/cli/options.def"
#undef OPTION
};

const struct cli_option *cli_option_get(enum option option)
{
	return &option_table[option];
}

bool cli_option_is_everywhere(enum option option)
{
	return option < OPTION_EVERYWHERE_COUNT;
}

bool cli_option_is_file(enum option option)
{
	return option == OPTION_CONFIG || option == OPTION_DATABASE || option == OPTION_ACK ||
	       option == OPTION_TOKEN || option == OPTION_OUTPUT || option == OPTION_FILES;
}
