#include "ui/cli/help.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/term/commands.h"
#include "ui/term/draw.h"

enum {
	CHOICES_SIZE = 160,
	HELP_COLUMNS = 80,
	HELP_INDENT = 4,
	LABEL_SIZE = 120,
	SENTENCE_SIZE = 1200,
	LINE_SIZE = HELP_COLUMNS * 4 + 1
};

/* Prints a text in lines of at most HELP_COLUMNS, each after `indent` spaces. */
static void print_wrapped(const char *text, int indent)
{
	const int columns = HELP_COLUMNS - indent, lines = draw_paragraph_lines(columns, text);
	char line[LINE_SIZE];

	for (int i = 0; i < lines; i++) {
		draw_paragraph_line(columns, text, i, line, sizeof(line));
		printf("%*s%s\n", indent, "", line);
	}
}

static void option_label(enum option option, char *out, size_t size)
{
	const struct cli_option *about = cli_option_get(option);
	char letter[8] = "";

	if (about->letter)
		text_format(letter, sizeof(letter), "-%c, ", about->letter);
	text_format(out, size, "%s--%s%s%s", letter, about->name, *about->value ? " " : "",
		    about->value);
}

/* Those of a command; NULL: those that stand everywhere. */
static void print_options(const struct cli_command *command)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *about = cli_option_get((enum option)i);
		char label[LABEL_SIZE], sentence[SENTENCE_SIZE];

		if (command ? !cli_command_takes(command, (enum option)i)
			    : !cli_option_is_everywhere((enum option)i))
			continue;
		option_label((enum option)i, label, sizeof(label));
		printf("%*s%s\n", HELP_INDENT, "", label);
		text_format(sentence, sizeof(sentence), "%s%s%s%s", _(about->sentence),
			    *about->choices ? " (" : "", about->choices,
			    *about->choices ? ")" : "");
		print_wrapped(sentence, 2 * HELP_INDENT);
	}
}

/* "frontdesk book --doctor CODE ... [--pay METHOD]" */
static void synopsis(const struct cli_command *command, char *out, size_t size)
{
	size_t used;

	text_format(out, size, "frontdesk %s%s%s", command->name, *command->operands ? " " : "",
		    command->operands);
	for (int needed = 1; needed >= 0; needed--) {
		for (int i = 0; i < OPTION_COUNT; i++) {
			const struct cli_option *about = cli_option_get((enum option)i);
			bool is_needed = command->needed[i];

			if (is_needed != (needed == 1) ||
			    !cli_command_takes(command, (enum option)i))
				continue;
			used = strlen(out);
			text_format(out + used, size - used,
				    is_needed ? " --%s%s%s" : " [--%s%s%s]", about->name,
				    *about->value ? " " : "", about->value);
		}
	}
}

static bool has_options(const struct cli_command *command)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (cli_command_takes(command, (enum option)i))
			return true;
	return false;
}

static void print_command_help(const struct cli_command *command)
{
	char line[SENTENCE_SIZE];

	synopsis(command, line, sizeof(line));
	print_wrapped(line, 0);
	puts("");
	print_wrapped(_(command->sentence), 0);
	if (has_options(command)) {
		printf("\n%s\n", _("Options:"));
		print_options(command);
	}
	printf("\n%s\n", _("Options everywhere:"));
	print_options(NULL);
}

static void print_command(const struct cli_command *command)
{
	printf("%*s%s%s%s\n", HELP_INDENT, "", command->name, *command->operands ? " " : "",
	       command->operands);
	print_wrapped(_(command->sentence), 2 * HELP_INDENT);
}

int cli_print_commands(struct cli_commands commands, const char *typed,
		       const struct cli_command *except)
{
	int count = 0;

	for (size_t i = 0; i < commands.count; i++) {
		const struct cli_command *command = commands.command + i;

		if (!cli_command_begins(command, typed) ||
		    (except && !strcmp(command->name, except->name)))
			continue;
		if (count++ == 0)
			printf("%s%s\n", except ? "\n" : "", _("Commands that begin so:"));
		print_command(command);
	}
	return count;
}

static void print_whole_help(struct cli_commands commands)
{
	puts("frontdesk [-c INI] [-d DATABASE] [--as STAFF] [--json] [COMMAND ...]");
	puts("");
	print_wrapped(
		_("The front desk of a clinic. Without a command it opens the full-screen desk."),
		0);
	printf("\n%s\n", _("Commands:"));
	for (size_t i = 0; i < commands.count; i++)
		print_command(&commands.command[i]);
	printf("\n%s\n", _("Options everywhere:"));
	print_options(NULL);
	puts("");
	print_wrapped(_("\"frontdesk help COMMAND\" shows a command with its options. FRONTDESK_DB "
			"and FRONTDESK_CONFIG stand in for -d and -c. Exit status: 0 done, 1 "
			"refused by a rule of the clinic, 2 wrong command line, 3 bad input, 4 the "
			"database cannot be used, 5 done but the answer could not be written, 70 "
			"a defect."),
		      0);
}

void cli_print_help(struct cli_commands commands, const struct cli_command *command)
{
	if (command)
		print_command_help(command);
	else
		print_whole_help(commands);
}

/*
 * A text as mdoc takes it: no line starts with a control character, no backslash is an escape, each
 * sentence has its own line. No text starts with a space.
 */
static void print_mdoc_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == ' ' && text[-1] == '.')
			putchar('\n');
		else
			putchar(*text);
	}
}

static void print_mdoc_option(enum option option, bool needed)
{
	const struct cli_option *about = cli_option_get(option);

	fputs(needed ? ".Fl Fl " : ".Op Fl Fl ", stdout);
	print_mdoc_text(about->name);
	if (*about->value)
		printf(" Ar %s", about->value);
	putchar('\n');
}

static void print_mdoc_operands(const struct cli_command *command)
{
	char operand[LABEL_SIZE];
	bool optional, many;

	for (int i = 0; cli_operand(command, i, operand, sizeof(operand), &optional, &many); i++) {
		fputs(optional ? ".Op " : ".", stdout);
		fputs(operand[0] >= 'a' ? "Cm " : "Ar ", stdout);
		for (const char *at = operand; *at; at++) {
			if (*at == '|')
				fputs(" | ", stdout);
			else if (*at == '-')
				fputs("\\-", stdout);
			else
				putchar(*at);
		}
		puts(many ? " ..." : "");
	}
}

static bool is_of_some(struct cli_commands commands, enum option option)
{
	for (size_t i = 0; i < commands.count; i++)
		if (cli_command_takes(commands.command + i, option))
			return true;
	return false;
}

static void print_mdoc_options_list(struct cli_commands commands, bool everywhere)
{
	puts(".Bl -tag -width Ds -compact");
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct cli_option *about = cli_option_get((enum option)i);

		if (everywhere ? !cli_option_is_everywhere((enum option)i)
			       : !is_of_some(commands, (enum option)i))
			continue;
		fputs(".It ", stdout);
		if (about->letter)
			printf("Fl %c , ", about->letter);
		fputs("Fl Fl ", stdout);
		print_mdoc_text(about->name);
		if (*about->value)
			printf(" Ar %s", about->value);
		putchar('\n');
		print_mdoc_text(_(about->sentence));
		putchar('\n');
		if (*about->choices) {
			char text[CHOICES_SIZE];

			text_format(text, sizeof(text), _("One of: %s."), about->choices);
			print_mdoc_text(text);
			putchar('\n');
		}
	}
	puts(".El");
}

void cli_print_mdoc(struct cli_commands commands)
{
	const struct cli_command *command = commands.command;

	puts(".Sh COMMANDS\n.Bl -tag -width Ds");
	for (size_t i = 0; i < commands.count; i++) {
		printf(".It Xo\n.Cm ");
		print_mdoc_text(command[i].name);
		putchar('\n');
		print_mdoc_operands(&command[i]);
		for (int needed = 1; needed >= 0; needed--)
			for (int j = 0; j < OPTION_COUNT; j++)
				if (cli_command_takes(command + i, (enum option)j) &&
				    command[i].needed[j] == (needed == 1))
					print_mdoc_option((enum option)j, needed == 1);
		puts(".Xc");
		print_mdoc_text(_(command[i].sentence));
		putchar('\n');
	}
	printf(".El\n.Sh OPTIONS\n%s\n", _("Everywhere, before the command or behind it:"));
	print_mdoc_options_list(commands, true);
	printf(".Pp\n%s\n", _("Of the commands that name them:"));
	print_mdoc_options_list(commands, false);
	commands_write_manual(stdout);
}
