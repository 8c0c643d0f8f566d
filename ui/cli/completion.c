/* The completion script for bash, from the table of commands. */
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "ui/cli/refuse.h"

enum { OPERAND_SIZE = 120 };

/* What the words before the cursor are: the command, how many operands it has, the option before.
 */
static const char script_start[] = "_frontdesk()\n"
				   "{\n"
				   "\tlocal word previous command='' operands=0 i skip=0 words=''\n"
				   "\tlocal IFS=$' \\t\\n'\n"
				   "\tword=${COMP_WORDS[COMP_CWORD]}\n"
				   "\tprevious=${COMP_WORDS[COMP_CWORD - 1]}\n"
				   "\tCOMPREPLY=()\n"
				   "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
				   "\t\tif ((skip)); then skip=0; continue; fi\n"
				   "\t\tcase ${COMP_WORDS[i]} in\n";

static const char script_middle[] = "\t\t-*) ;;\n"
				    "\t\t*)\n"
				    "\t\t\tif [[ -z $command ]]; then command=${COMP_WORDS[i]}\n"
				    "\t\t\telif [[ \" $(_frontdesk_second \"$command\") \" = *\" "
				    "${COMP_WORDS[i]} \"* ]]; then\n"
				    "\t\t\t\tcommand=\"$command ${COMP_WORDS[i]}\"\n"
				    "\t\t\telse operands=$((operands + 1)); fi\n"
				    "\t\t\t;;\n"
				    "\t\tesac\n"
				    "\tdone\n"
				    "\tcase $previous in\n";

static const char script_end[] =
	"\tesac\n"
	"\tif [[ $words = FILE ]]; then\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
	"\telse\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	"\tfi\n"
	"}\n"
	"complete -o filenames -F _frontdesk frontdesk frontdesk-enter\n";

/* Prints choices with spaces between. */
static void print_choices(const char *choices)
{
	for (; *choices; choices++)
		putchar(*choices == '|' ? ' ' : *choices);
}

static void print_pattern(const struct cli_option *about)
{
	if (about->letter)
		printf("-%c | ", about->letter);
	printf("--%s", about->name);
}

/* The options whose value is the next word. */
static void print_skips(void)
{
	bool first = true;

	fputs("\t\t", stdout);
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *about = cli_option_get((enum option)i);

		if (!*about->value)
			continue;
		if (!first)
			fputs(" | ", stdout);
		print_pattern(about);
		first = false;
	}
	puts(") skip=1 ;;");
}

/* After an option with a value: its files or choices, or nothing. */
static void print_values(void)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *about = cli_option_get((enum option)i);

		if (!*about->value)
			continue;
		fputs("\t", stdout);
		print_pattern(about);
		fputs(") mapfile -t COMPREPLY < <(compgen ", stdout);
		if (cli_option_is_file((enum option)i)) {
			fputs("-f", stdout);
		} else {
			fputs("-W '", stdout);
			print_choices(about->choices);
			putchar('\'');
		}
		puts(" -- \"$word\"); return ;;");
	}
}

static void print_option_names(const struct cli_command *command)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli_command_takes(command, (enum option)i) ||
		    cli_option_is_everywhere((enum option)i))
			printf(" --%s", cli_option_get((enum option)i)->name);
}

static size_t first_length(const struct cli_command *command)
{
	return strcspn(command->name, " ");
}

/* Whether the first word of a command is that of the one before: "patient" stands for several. */
static bool is_in_group(struct cli_commands commands, size_t i)
{
	const struct cli_command *command = commands.command + i;

	return i > 0 && first_length(command) == first_length(command - 1) &&
	       strncmp(command->name, command[-1].name, first_length(command)) == 0;
}

/* The first words of all commands, each once. */
static void print_command_names(struct cli_commands commands)
{
	for (size_t i = 0; i < commands.count; i++)
		if (!is_in_group(commands, i))
			printf(" %.*s", (int)first_length(commands.command + i),
			       commands.command[i].name);
}

/* A function of the script: the second words behind a first one. */
static void print_second_words(struct cli_commands commands)
{
	bool open = false;

	puts("_frontdesk_second()\n{\n\tcase $1 in");
	for (size_t i = 0; i < commands.count; i++) {
		const struct cli_command *command = commands.command + i;
		const size_t length = first_length(command);

		if (!is_in_group(commands, i)) {
			fputs(open ? "' ;;\n" : "", stdout);
			open = command->name[length] == ' ';
			if (open)
				printf("\t%.*s) echo '", (int)length, command->name);
		}
		if (open)
			printf("%s%s", is_in_group(commands, i) ? " " : "",
			       command->name + length + 1);
	}
	fputs(open ? "' ;;\n" : "", stdout);
	puts("\tesac\n}");
}

static void print_command(struct cli_commands commands, const struct cli_command *command)
{
	char operand[OPERAND_SIZE];

	printf("\t'%s')\n\t\tcase $word:$operands in\n\t\t-*) words='", command->name);
	print_option_names(command);
	puts("' ;;");
	for (int i = 0; cli_operand(command, i, operand, sizeof(operand), NULL, NULL); i++) {
		if (strcmp(operand, "COMMAND") == 0)
			fputs("\t\t*:1) words=$(_frontdesk_second \"$previous\") ;;\n", stdout);
		printf("\t\t*:%d) words='", i);
		if (operand[0] >= 'a')
			print_choices(operand);
		else if (strcmp(operand, "FILE") == 0 || strcmp(operand, "COPY") == 0)
			fputs("FILE", stdout);
		else if (strcmp(operand, "COMMAND") == 0)
			print_command_names(commands);
		puts("' ;;");
	}
	puts("\t\tesac\n\t\t;;");
}

enum status cli_completion(struct cli *cli)
{
	const struct cli_commands commands = cli->commands;

	if (cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The completion is a script, not JSON: leave out --json."));
	fputs("# bash completion for frontdesk; made by: frontdesk completion\n", stdout);
	print_second_words(commands);
	fputs(script_start, stdout);
	print_skips();
	fputs(script_middle, stdout);
	print_values();
	puts("\tesac\n\tcase $command in");
	fputs("\t'')\n\t\tcase $word in\n\t\t-*) words='", stdout);
	print_option_names(NULL);
	fputs("' ;;\n\t\t*) words='", stdout);
	print_command_names(commands);
	puts("' ;;\n\t\tesac\n\t\t;;");
	for (size_t i = 0; i < commands.count; i++)
		print_command(commands, &commands.command[i]);
	puts("\t*) words=$(_frontdesk_second \"$command\") ;;");
	fputs(script_end, stdout);
	return STATUS_OK;
}
