#include "ui/cli/arguments.h"

#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/text.h"
#include "ui/cli/refuse.h"

enum { WORDS_MAX = 8, NAME_LENGTH_MAX = 64, LIST_SIZE = 400 };

/* What the arguments say, before it is known which command they are for. */
struct arguments {
	const char *word[WORDS_MAX];
	int word_count;
	int next; /* the argument to read */
	int count;
	char **all;
};

static bool stands_here(const struct cli *cli, enum option option)
{
	return cli_option_is_everywhere(option) || cli_command_takes(cli->command, option);
}

static enum status unknown_option(struct cli *cli, const char *typed)
{
	const char *nearest = NULL;
	int best = 0;

	for (int i = 0; i < OPTION_COUNT; i++) {
		const char *name = cli_option_get((enum option)i)->name;
		int distance = cli_distance(typed, name);

		if ((!cli->command || stands_here(cli, (enum option)i)) &&
		    cli_is_near(typed, name, distance) && (!nearest || distance < best)) {
			nearest = name;
			best = distance;
		}
	}
	if (nearest)
		return cli_refuse(cli, STATUS_USAGE,
				  _("There is no option --%s; did you mean --%s?"), typed, nearest);
	return cli_refuse(cli, STATUS_USAGE,
			  _("There is no option --%s. \"frontdesk help\" lists all options."),
			  typed);
}

static enum status take_value(struct cli *cli, struct arguments *arguments, enum option option,
			      const char *attached)
{
	const struct cli_option *about = cli_option_get(option);

	if (cli->value[option])
		return cli_refuse(cli, STATUS_USAGE, _("--%s is given twice."), about->name);
	if (!*about->value) {
		if (attached)
			return cli_refuse(cli, STATUS_USAGE, _("--%s takes no value."),
					  about->name);
		cli->value[option] = "";
		return STATUS_OK;
	}
	if (!attached) {
		if (arguments->next >= arguments->count)
			return cli_refuse(cli, STATUS_USAGE, _("--%s needs a value: --%s %s."),
					  about->name, about->name, about->value);
		attached = arguments->all[arguments->next++];
	}
	/* An empty variable in a script: the usual file, or the account, is not what was meant. */
	if (!*attached && (cli_option_is_file(option) || option == OPTION_AS))
		return cli_refuse(cli, STATUS_USAGE, _("--%s needs a value: --%s %s."), about->name,
				  about->name, about->value);
	if (!cli_option_is_file(option) && !text_is_typed(attached))
		return cli_refuse(cli, STATUS_BAD_TEXT,
				  _("--%s: \"%s\" contains characters that cannot be used: control "
				    "characters, or bytes that are not UTF-8."),
				  about->name, attached);
	cli->value[option] = attached;
	return STATUS_OK;
}

static enum status take_long(struct cli *cli, struct arguments *arguments, const char *text)
{
	char name[NAME_LENGTH_MAX];
	const char *value = strchr(text, '=');

	text_format(name, sizeof(name), "%.*s", (int)strcspn(text, "="), text);
	for (int i = 0; i < OPTION_COUNT; i++)
		if (strcmp(cli_option_get((enum option)i)->name, name) == 0)
			return take_value(cli, arguments, (enum option)i, value ? value + 1 : NULL);
	return unknown_option(cli, name);
}

static enum status take_short(struct cli *cli, struct arguments *arguments, const char *text)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli_option_get((enum option)i)->letter == text[0])
			return take_value(cli, arguments, (enum option)i,
					  text[1] ? text + 1 : NULL);
	return cli_refuse(cli, STATUS_USAGE,
			  _("There is no option -%s. \"frontdesk help\" lists all options."), text);
}

static enum status take_word(struct cli *cli, struct arguments *arguments, const char *text)
{
	if (arguments->word_count == WORDS_MAX)
		return cli_refuse(cli, STATUS_USAGE, _("Too many words: \"%s\"."), text);
	arguments->word[arguments->word_count++] = text;
	return STATUS_OK;
}

static enum status take_all(struct cli *cli, struct arguments *arguments)
{
	enum status status = STATUS_OK;
	bool only_words = false;

	while (!status && arguments->next < arguments->count) {
		const char *text = arguments->all[arguments->next++];

		if (only_words || text[0] != '-' || text[1] == '\0')
			status = take_word(cli, arguments, text);
		else if (strcmp(text, "--") == 0)
			only_words = true;
		else if (text[1] == '-')
			status = take_long(cli, arguments, text + 2);
		else
			status = take_short(cli, arguments, text + 1);
	}
	return status;
}

/* The names of the commands that begin with the words `typed`, in a list. */
static void list_beginning(const struct cli *cli, const char *typed, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < cli->commands.count; i++) {
		const struct cli_command *command = &cli->commands.command[i];

		if (!cli_command_begins(command, typed))
			continue;
		text_format(out + used, size - used, "%s%s", used ? ", " : "", command->name);
		used += strlen(out + used);
	}
}

enum status cli_unknown_command(struct cli *cli, const char *typed)
{
	const struct cli_command *command = cli->commands.command;
	const char *nearest = NULL;
	char names[LIST_SIZE];
	int best = 0;

	list_beginning(cli, typed, names, sizeof(names));
	if (*names)
		return cli_refuse(cli, STATUS_USAGE,
				  _("There is no command \"%s\"; these begin so: %s."), typed,
				  names);
	for (size_t i = 0; i < cli->commands.count; i++) {
		int distance = cli_distance(typed, command[i].name);

		if (cli_is_near(typed, command[i].name, distance) &&
		    (!nearest || distance < best)) {
			nearest = command[i].name;
			best = distance;
		}
	}
	if (nearest)
		return cli_refuse(cli, STATUS_USAGE,
				  _("There is no command \"%s\"; did you mean \"%s\"?"), typed,
				  nearest);
	return cli_refuse(cli, STATUS_USAGE,
			  _("There is no command \"%s\". \"frontdesk help\" lists all commands."),
			  typed);
}

/* Finds the command that the words start with, the longer name first; *used says of how many. */
static enum status find_command(struct cli *cli, const struct arguments *arguments, int *used)
{
	char two[NAME_LENGTH_MAX] = "", names[LIST_SIZE];

	*used = 0;
	if (arguments->word_count == 0)
		return STATUS_OK;
	if (arguments->word_count > 1 &&
	    text_format(two, sizeof(two), "%s %s", arguments->word[0], arguments->word[1]))
		cli->command = cli_command_by_name(cli->commands, two);
	if (cli->command) {
		*used = 2;
		return STATUS_OK;
	}
	cli->command = cli_command_by_name(cli->commands, arguments->word[0]);
	*used = 1;
	if (cli->command)
		return STATUS_OK;
	list_beginning(cli, arguments->word[0], names, sizeof(names));
	return cli_unknown_command(cli, *names && *two ? two : arguments->word[0]);
}

static enum status take_operands(struct cli *cli, const struct arguments *arguments, int used)
{
	char synopsis[LIST_SIZE];
	bool optional = false, many = false;
	int place = 0;

	for (int i = used; i < arguments->word_count; i++) {
		const char *word = arguments->word[i];

		if (place >= CLI_OPERANDS_MAX ||
		    (!many && !cli_operand(cli->command, place, synopsis, sizeof(synopsis),
					   &optional, &many)))
			return cli_refuse(cli, STATUS_USAGE,
					  _("\"%s\" is one word too many for frontdesk %s."), word,
					  cli->command->name);
		if (strcmp(synopsis, "FILE") != 0 && !text_is_typed(word))
			return cli_refuse(cli, STATUS_BAD_TEXT,
					  _("\"%s\" contains characters that cannot be used: "
					    "control characters, or bytes that are not UTF-8."),
					  word);
		/* Words in small letters are choices. */
		if (synopsis[0] >= 'a' && !choice_has(synopsis, word))
			return cli_refuse(cli, STATUS_USAGE, _("\"%s\" is none of these: %s."),
					  word, synopsis);
		cli->operand[place++] = word;
	}
	if (many ||
	    !cli_operand(cli->command, place, synopsis, sizeof(synopsis), &optional, &many) ||
	    optional)
		return STATUS_OK;
	return cli_refuse(cli, STATUS_USAGE, _("frontdesk %s needs one word more: %s."),
			  cli->command->name, synopsis);
}

/* Every option that is given must be the command's; every needed one must be given. */
static enum status check_options(struct cli *cli)
{
	char missing[LIST_SIZE] = "";
	size_t length = 0;

	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *about = cli_option_get((enum option)i);

		if (cli->value[i] && !stands_here(cli, (enum option)i)) {
			if (!cli->command)
				return cli_refuse(
					cli, STATUS_USAGE,
					_("--%s belongs to a command; write it after the command."),
					about->name);
			return cli_refuse(cli, STATUS_USAGE,
					  _("frontdesk %s has no option --%s. \"frontdesk help "
					    "%s\" shows those "
					    "it has."),
					  cli->command->name, about->name, cli->command->name);
		}
		if (cli->command && !cli->value[i] && cli->command->needed[i]) {
			text_format(missing + length, sizeof(missing) - length, "%s--%s %s",
				    length ? ", " : "", about->name, about->value);
			length = strlen(missing);
		}
	}
	if (length)
		return cli_refuse(cli, STATUS_USAGE, _("frontdesk %s needs %s."),
				  cli->command->name, missing);
	return STATUS_OK;
}

enum status cli_parse(struct cli *cli, int argc, char **argv)
{
	struct arguments arguments = { .next = 1, .count = argc, .all = argv };
	enum status status = take_all(cli, &arguments);
	int used = 0;

	if (!status)
		status = find_command(cli, &arguments, &used);
	/* Somebody who asks for help has not finished the line yet. */
	if (status || cli->value[OPTION_HELP] || cli->value[OPTION_VERSION])
		return status;
	status = check_options(cli);
	if (!status && cli->command)
		status = take_operands(cli, &arguments, used);
	return status;
}
