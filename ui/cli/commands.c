#include "ui/cli/commands.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/cli/cli.h"

enum { DISTANCE_LENGTH_MAX = 40 };

static const struct cli_option option_table[OPTION_COUNT] = {
#define OPTION(symbol, letter, name, value, choices, sentence) \
	[OPTION_##symbol] = { name, value, choices, sentence, letter },
#include "ui/cli/options.def"
#undef OPTION
};

_Static_assert(OPTION_COUNT <= 64, "options are bits of a uint64_t");

#define O(symbol) OPTION_BIT(OPTION_##symbol)
#define COMMAND(function, name, operands, needs, needed, further, sentence) \
	{ \
		name,	       operands, sentence, CLI_NEEDS_##needs, needed, (needed) | (further), \
		cli_##function \
	},
static const struct cli_command command_table[] = {
#include "ui/cli/commands.def"
};
#undef COMMAND
#undef O

const struct cli_option *cli_option_get(enum option option)
{
	return &option_table[option];
}

const struct cli_command *cli_commands(size_t *count)
{
	*count = sizeof(command_table) / sizeof(command_table[0]);
	return command_table;
}

const struct cli_command *cli_command_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(command_table) / sizeof(command_table[0]); i++)
		if (strcmp(command_table[i].name, name) == 0)
			return &command_table[i];
	return NULL;
}

uint64_t cli_options_everywhere(void)
{
	return OPTION_BIT(OPTION_EVERYWHERE_COUNT) - 1;
}

bool cli_option_is_file(enum option option)
{
	return option == OPTION_CONFIG || option == OPTION_DATABASE || option == OPTION_ACK ||
	       option == OPTION_OUTPUT || option == OPTION_FILES;
}

bool cli_operand(const struct cli_command *command, int place, char *out, size_t size,
		 bool *optional, bool *many)
{
	const char *at = command->operands;
	size_t length;
	bool in_brackets, has_dots;

	for (int i = 0; i < place && *at; i++) {
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	if (!*at)
		return false;
	length = strcspn(at, " ");
	in_brackets = *at == '[';
	at += in_brackets;
	length -= in_brackets ? 2 : 0;
	has_dots = length > 3 && strncmp(at + length - 3, "...", 3) == 0;
	length -= has_dots ? 3 : 0;
	text_format(out, size, "%.*s", (int)length, at);
	if (optional)
		*optional = in_brackets;
	if (many)
		*many = has_dots;
	return true;
}

int cli_distance(const char *a, const char *b)
{
	int row[DISTANCE_LENGTH_MAX + 1];
	size_t a_length = strlen(a), b_length = strlen(b);

	if (a_length > DISTANCE_LENGTH_MAX || b_length > DISTANCE_LENGTH_MAX)
		return DISTANCE_LENGTH_MAX;
	for (size_t j = 0; j <= b_length; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a_length; i++) {
		int diagonal = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= b_length; j++) {
			int best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b_length];
}

bool cli_is_near(const char *typed, const char *name, int distance)
{
	size_t length = strlen(typed);

	if (length >= 2 && strncmp(typed, name, length) == 0)
		return true;
	return distance <= 3 && (size_t)distance * 2 < strlen(name);
}
