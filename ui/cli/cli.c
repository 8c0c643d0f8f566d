#include "ui/cli/cli.h"

#include <assert.h>
#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/term/commands.h"

enum status cli_refuse(struct cli *cli, enum status status, const char *format, ...)
{
	char message[PROBLEM_MESSAGE_SIZE * 2];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(message, sizeof(message), format, arguments) < 0)
		message[0] = '\0';
	va_end(arguments);
	return problem_set(&cli->problem, status, "%s", message);
}

const char *cli_sentence(const struct cli *cli, enum status status)
{
	if (cli->problem.status == status && *cli->problem.message)
		return cli->problem.message;
	if (cli->desk.problem.status == status && *cli->desk.problem.message)
		return cli->desk.problem.message;
	return status_sentence(status);
}

bool cli_has_terminal(void)
{
	return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

/* The account's name as a staff code: other characters become underscores. */
static void account_name(char out[CODE_SIZE])
{
	const struct passwd *account = getpwuid(getuid());

	text_copy(out, CODE_SIZE, account && account->pw_name ? account->pw_name : "");
	for (char *at = out; *at; at++) {
		bool allowed = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
			       (*at >= '0' && *at <= '9') || strchr("._-", *at);

		if (!allowed)
			*at = '_';
	}
	if (!*out)
		text_copy(out, CODE_SIZE, "unknown");
}

static enum status choose_staff(struct cli *cli)
{
	const char *as = cli->value[OPTION_AS];

	if (!as && *cli->settings.desk_staff) {
		text_copy(cli->staff, sizeof(cli->staff), cli->settings.desk_staff);
		return STATUS_OK;
	}
	if (!as) {
		account_name(cli->staff);
		return STATUS_OK;
	}
	/* Who is named here is not asked again by the desk. */
	if (!text_copy(cli->staff, sizeof(cli->staff), as) ||
	    !text_copy(cli->settings.desk_staff, sizeof(cli->settings.desk_staff), as))
		return cli_refuse(
			cli, STATUS_BAD_VALUE,
			_("--as: a staff code has at most %d letters, digits, dots, underscores or "
			  "hyphens."),
			CODE_SIZE - 1);
	cli->settings.source[SETTING_AT_desk_staff] = SETTING_BY_COMMAND_LINE;
	return STATUS_OK;
}

/* The option, else the variable of the environment when it is not empty, else NULL. */
static const char *option_or_variable(const struct cli *cli, enum option option,
				      const char *variable)
{
	const char *value = cli->value[option] ? cli->value[option] : getenv(variable);

	return value && *value ? value : NULL;
}

static enum status read_settings(struct cli *cli)
{
	const char *path = option_or_variable(cli, OPTION_CONFIG, "FRONTDESK_CONFIG");
	char usual[FILE_PATH_SIZE];

	settings_init(&cli->settings);
	if (path)
		return settings_load(&cli->settings, path, &cli->problem);
	if (path_in_config(usual, "frontdesk.ini") && (access(usual, F_OK) == 0 || errno != ENOENT))
		return settings_load(&cli->settings, usual, &cli->problem);
	/* There it would be: the desk's settings are written there. */
	if (path_in_config(usual, "frontdesk.ini"))
		text_copy(cli->settings.path, sizeof(cli->settings.path), usual);
	return STATUS_OK;
}

static enum status choose_database(struct cli *cli)
{
	const char *path = option_or_variable(cli, OPTION_DATABASE, "FRONTDESK_DB");

	if (!path) {
		if (path_in_data(cli->database, "frontdesk.db"))
			return STATUS_OK;
		return cli_refuse(
			cli, STATUS_STORE_MISSING,
			_("There is no home directory to keep the database in. Name it with -d, or "
			  "in FRONTDESK_DB."));
	}
	if (text_copy(cli->database, sizeof(cli->database), path))
		return STATUS_OK;
	return cli_refuse(cli, STATUS_STORE_MISSING,
			  _("The database's path is too long: it may have %d bytes."),
			  FILE_PATH_SIZE - 1);
}

enum status cli_prepare(struct cli *cli)
{
	struct keymap keymap;
	enum status status = read_settings(cli);

	if (status)
		return status;
	language_choose(cli->settings.clinic_language);
	/* The settings are right as a whole or not at all, whoever reads them first. */
	keymap_init(&keymap);
	status = keymap_load(&keymap, &cli->settings, &cli->problem);
	if (status)
		return status;
	status = choose_staff(cli);
	if (!status)
		status = choose_database(cli);
	return status;
}

enum status cli_make_home(struct cli *cli)
{
	char usual[FILE_PATH_SIZE];
	char *slash;

	if (!path_in_data(usual, "frontdesk.db") || strcmp(usual, cli->database) != 0)
		return STATUS_OK;
	slash = strrchr(usual, '/');
	assert(slash);
	*slash = '\0';
	return directory_make(usual, &cli->problem);
}

/* What happened keeps its order whatever the clock says, but somebody should set the clock. */
static void warn_of_clock(struct cli *cli)
{
	char newest[CLOCK_TEXT_SIZE], now[CLOCK_TEXT_SIZE];
	int64_t newest_ms;

	if (!desk_clock_stepped_back(&cli->desk, &newest_ms))
		return;
	fprintf(stderr,
		_("frontdesk: the computer's clock says %s, but the newest entry is of %s: the "
		  "clock was set back. "
		  "Please check it.\n"),
		clock_format(desk_now_ms(&cli->desk), now), clock_format(newest_ms, newest));
}

static enum status open_desk(struct cli *cli, enum cli_needs needs)
{
	static const enum store_mode modes[] = {
		[CLI_NEEDS_READ] = STORE_READ,
		[CLI_NEEDS_WRITE] = STORE_OPEN,
		[CLI_NEEDS_CREATE] = STORE_CREATE,
	};
	enum status status;

	status = desk_open(&cli->desk, cli->database, modes[needs], &cli->settings, cli->staff);
	/* An older database comes forward whatever command meets it first. */
	if (status == STATUS_STORE_READONLY && needs == CLI_NEEDS_READ)
		status = desk_open(&cli->desk, cli->database, STORE_OPEN, &cli->settings,
				   cli->staff);
	cli->desk_is_open = !status;
	if (!status && needs == CLI_NEEDS_WRITE && cli->command)
		warn_of_clock(cli);
	return status;
}

enum status cli_open_screens(struct cli *cli, const struct screens_start *start)
{
	return screens_run(&cli->desk, start);
}

static enum status run_screens(struct cli *cli)
{
	enum status status;

	if (!cli_has_terminal() || cli->output.json)
		return cli_refuse(cli, STATUS_USAGE,
				  _("The desk needs a terminal. On a command line without one, "
				    "name a command: "
				    "\"frontdesk help\" shows all."));
	status = cli_prepare(cli);
	if (!status)
		status = open_desk(cli, CLI_NEEDS_WRITE);
	return status ? status : cli_open_screens(cli, &(struct screens_start){ 0 });
}

static enum status run_command(struct cli *cli)
{
	const struct cli_command *command = cli->command;
	enum status status = STATUS_OK;

	if (command->needs != CLI_NEEDS_NOTHING) {
		status = cli_prepare(cli);
		if (!status && command->needs == CLI_NEEDS_CREATE)
			status = cli_make_home(cli);
		if (!status)
			status = open_desk(cli, command->needs);
	}
	return status ? status : command->run(cli);
}

static enum status dispatch(struct cli *cli)
{
	if (cli->value[OPTION_HELP] && !cli->output.json) {
		cli_print_help(cli->command);
		return STATUS_OK;
	}
	if (cli->value[OPTION_HELP])
		return cli_refuse(cli, STATUS_USAGE,
				  _("The help is text, not JSON: leave --json away."));
	if (cli->value[OPTION_VERSION])
		return cli_version(cli);
	return cli->command ? run_command(cli) : run_screens(cli);
}

/* Whether JSON is wanted, also when the line as a whole is not understood. */
static bool wants_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			return true;
	return false;
}

/* With --json an error is the answer; without, a sentence on stderr. */
static void say_error(struct cli *cli, enum status status)
{
	const char *sentence = cli_sentence(cli, status);

	if (cli->answered)
		return;
	output_clear(&cli->output);
	if (cli->output.json) {
		output_object(&cli->output, NULL);
		output_object(&cli->output, "error");
		output_text(&cli->output, "code", status_name(status));
		output_text(&cli->output, "message", sentence);
		output_end(&cli->output);
		output_end(&cli->output);
	} else {
		fflush(stdout);
		fprintf(stderr, "frontdesk: %s\n", sentence);
	}
}

enum status cli_run(int argc, char **argv)
{
	struct cli cli;
	enum status status, printed;

	memset(&cli, 0, sizeof(cli));
	cli.program = argc > 0 ? argv[0] : "frontdesk";
	output_init(&cli.output, wants_json(argc, argv));
	status = cli_parse(&cli, argc, argv);
	if (!status)
		status = dispatch(&cli);
	if (status)
		say_error(&cli, status);
	if (cli.desk_is_open)
		desk_close(&cli.desk);
	printed = output_finish(&cli.output, &cli.problem);
	/* Nobody reads any more (EPIPE): there is nobody to tell. */
	if (!status && printed && errno != EPIPE)
		fprintf(stderr, "frontdesk: %s\n", cli.problem.message);
	output_release(&cli.output);
	return status ? status : printed;
}
