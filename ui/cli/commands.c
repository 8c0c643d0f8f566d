#include "ui/cli/commands.h"

#include "base/language.h"
#include "ui/cli/cli.h"

#define O(symbol) [OPTION_##symbol] = true,
#define NO [0] = false
#define COMMAND(function, name, operands, needs, needed, further, sentence) \
	{ name, operands, sentence, CLI_NEEDS_##needs, { needed }, { further }, cli_##function },
static const struct cli_command command_table[] = {
#include "ui/cli/commands.def"
};
#undef COMMAND
#undef NO
#undef O

struct cli_commands commands_all(void)
{
	return (struct cli_commands){ command_table,
				      sizeof(command_table) / sizeof(command_table[0]) };
}
