#include "ui/cli/command.h"

#include <string.h>

#include "base/text.h"

enum { DISTANCE_LENGTH_MAX = 40 };

const struct cli_command *cli_command_by_name(struct cli_commands commands, const char *name)
{
	for (size_t i = 0; i < commands.count; i++)
		if (strcmp(commands.command[i].name, name) == 0)
			return commands.command + i;
	return NULL;
}

bool cli_command_takes(const struct cli_command *command, enum option option)
{
	return command && (command->needed[option] || command->further[option]);
}

enum reading cli_command_reading(const struct cli_command *command)
{
	switch (command->needs) {
	case CLI_NEEDS_READ_PEOPLE: return READING_PEOPLE;
	case CLI_NEEDS_READ_REPORTS: return READING_REPORTS;
	case CLI_NEEDS_READ_ACCESS: return READING_ACCESS;
	case CLI_NEEDS_READ_TOKENS: return READING_TOKENS;
	default: return READING_ALL;
	}
}

bool cli_command_begins(const struct cli_command *command, const char *typed)
{
	size_t length = strlen(typed);

	return strncmp(command->name, typed, length) == 0 &&
	       (command->name[length] == ' ' || command->name[length] == '\0');
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
