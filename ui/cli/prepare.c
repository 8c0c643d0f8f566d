#include "ui/cli/prepare.h"

#include <assert.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/entered.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/practice.h"
#include "desk/rules_change.h"
#include "desk/trust/epoch.h"
#include "ui/cli/refuse.h"
#include "ui/term/commands.h"

enum { TYPED_SIZE = 256, OVERRULED_SIZE = 1024 };

bool cli_has_terminal(void)
{
	return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

/* The account's name as a staff code: other characters become underscores. Who came in has one of
 * their own. */
static void account_name(char out[CODE_SIZE])
{
	const struct passwd *account = getpwuid(getuid());
	const char *name = entered_by();

	if (!name)
		name = account && account->pw_name ? account->pw_name : "";
	text_copy(out, CODE_SIZE, name);
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
	char typed[TYPED_SIZE];

	if (!as && *cli->settings.desk_staff) {
		text_copy(cli->staff, sizeof(cli->staff), cli->settings.desk_staff);
		return STATUS_OK;
	}
	if (!as) {
		account_name(cli->staff);
		return STATUS_OK;
	}
	text_copy(typed, sizeof(typed), as);
	text_tidy(typed);
	/* Who is named here is not asked again by the desk. */
	if (!text_copy(cli->staff, sizeof(cli->staff), typed) ||
	    !text_copy(cli->settings.desk_staff, sizeof(cli->settings.desk_staff), typed))
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

enum status cli_choose_database(struct cli *cli)
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
			  _("The database's path is too long: at most %d bytes."),
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
		status = cli_choose_database(cli);
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

static void say_waiting(void *context)
{
	(void)context;
	fputs(_("frontdesk: another counter is saving; waiting for it.\n"), stderr);
}

/* A rule stands in a file that has no say: named, for somebody thinks that it holds. */
static void warn_of_overruled(const struct cli *cli)
{
	const struct settings *settings = &cli->desk.settings;
	char names[OVERRULED_SIZE];

	if (*settings_overruled(settings, names, sizeof(names)))
		fprintf(stderr,
			_("frontdesk: %s: not used: %s. Rules of the clinic lie in its database, "
			  "which says otherwise; \"frontdesk setting set\" changes them. Take "
			  "these lines out of the file.\n"),
			settings->path, names);
}

/* A database that has no rules yet gets its first ones from this counter's settings. What can only
 * be read goes on without. */
static enum status begin_rules(struct cli *cli, enum cli_needs needs)
{
	enum status status = rules_begin(&cli->desk);

	return needs != CLI_NEEDS_CREATE && status_exit(status) == 4 ? STATUS_OK : status;
}

/* Nobody is kept from working by a key that is not there, but it is said. */
static void warn_of_key(struct cli *cli)
{
	struct problem problem;

	if (store_only_reads(cli->desk.store, &problem) != STATUS_OK ||
	    epoch_key_is_right(&cli->desk, &problem) || problem.status == STATUS_OK)
		return;
	fprintf(stderr, "frontdesk: %s\n", problem.message);
}

/* An older database that came forward is chained at once, from its first row on, and with a key. */
static enum status begin_chain(struct cli *cli)
{
	struct chain_link newest;
	struct epoch epoch;
	enum status status;

	if (store_upgraded(cli->desk.store)->from == 0)
		return STATUS_OK;
	status = link_newest(cli->desk.store, &newest);
	if (status || newest.epoch > 0)
		return status;
	/* Without a place for a key it is chained all the same, with the next change. */
	status = epoch_begin(&cli->desk, NULL, &epoch);
	return status == STATUS_CANNOT_WRITE || status_exit(status) == 4 ? STATUS_OK : status;
}

enum status cli_open_desk(struct cli *cli, enum cli_needs needs)
{
	static const enum store_mode modes[] = {
		[CLI_NEEDS_LOOK] = STORE_READ,	       [CLI_NEEDS_READ_PEOPLE] = STORE_READ,
		[CLI_NEEDS_READ_REPORTS] = STORE_READ, [CLI_NEEDS_READ_ACCESS] = STORE_READ,
		[CLI_NEEDS_READ_TOKENS] = STORE_READ,  [CLI_NEEDS_EXAMINE] = STORE_EXAMINE,
		[CLI_NEEDS_SECRET] = STORE_OPEN,       [CLI_NEEDS_WRITE] = STORE_OPEN,
		[CLI_NEEDS_RULES] = STORE_OPEN,	       [CLI_NEEDS_CHANGE] = STORE_OPEN,
		[CLI_NEEDS_ADOPT] = STORE_ADOPT,       [CLI_NEEDS_CREATE] = STORE_CREATE,
	};
	const bool works = needs == CLI_NEEDS_WRITE || needs == CLI_NEEDS_SECRET ||
			   needs == CLI_NEEDS_RULES || needs == CLI_NEEDS_CHANGE;
	enum status status;

	status = (needs == CLI_NEEDS_RULES ? desk_open_in_any_zone : desk_open)(
		&cli->desk, cli->database, modes[needs], &cli->settings, cli->staff);
	cli->desk_is_open = !status;
	if (!status)
		status = practice_refuse_marked(&cli->desk);
	if (status)
		return status;
	store_on_waiting(cli->desk.store, say_waiting, NULL);
	if (works || needs == CLI_NEEDS_CREATE)
		status = begin_rules(cli, needs);
	if (!status && works)
		status = begin_chain(cli);
	if (!status && works && cli->command)
		warn_of_key(cli);
	if (!status && works && cli->command)
		warn_of_clock(cli);
	/* The full screen says it where it can be read. */
	if (!status && cli->command)
		warn_of_overruled(cli);
	return status;
}
