/* How people sign in: init, sign-in, recovery, staff password, pin and recover, token add, list,
 * end. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "desk/trust/credential.h"
#include "desk/trust/epoch.h"
#include "desk/trust/sign_in_mode.h"
#include "desk/trust/token.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/cli/say_secret.h"
#include "ui/cli/secret_line.h"
#include "ui/cli/show_owner.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

enum { PROMPT_SIZE = 128 };

/* What whoever begins with passwords chooses. */
static enum status choose_first(struct cli *cli, char password[SECRET_LINE_SIZE])
{
	char prompt[PROMPT_SIZE];

	text_format(prompt, sizeof(prompt), _("A password for %s, the first manager"), cli->staff);
	return secret_line_choose(cli, prompt, password);
}

/* ---- init ---- */

/* The key of the first epoch, sealed to the owner's where there is one. */
static enum status begin_chain(struct cli *cli)
{
	struct epoch epoch;
	enum status status;

	if (cli->value[OPTION_OWNER])
		return show_owner_created(cli, cli->value[OPTION_OWNER]);
	status = epoch_begin(&cli->desk, NULL, &epoch);
	if (status != STATUS_CANNOT_WRITE)
		return status;
	/* Without a place for a key it works all the same, and is told what is missing. */
	output_line(&cli->output, "%s", cli->desk.problem.message);
	return STATUS_OK;
}

static enum status create(struct cli *cli, const char *password)
{
	char recovery[SECRET_TOKEN_SIZE] = "";
	enum status status = cli_make_home(cli);

	if (!status && !cli->desk_is_open)
		status = cli_open_desk(cli, CLI_NEEDS_CREATE);
	if (!status && password)
		status = sign_in_mode_passwords(&cli->desk, value_text(cli, OPTION_NAME, ""),
						password, recovery);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", store_path(cli->desk.store));
	output_text(&cli->output, "sign_in", cli->desk.settings.trust_sign_in);
	output_line(&cli->output,
		    _("The database %s was created. Next: frontdesk load departments FILE, then "
		      "doctors and roster."),
		    store_path(cli->desk.store));
	if (password) {
		output_text(&cli->output, "manager", cli->staff);
		output_line(&cli->output, _("%s is the first manager."), cli->staff);
		say_recovery_code(cli, recovery);
	}
	status = begin_chain(cli);
	output_end(&cli->output);
	secret_wipe(recovery, sizeof(recovery));
	return status;
}

enum status cli_init(struct cli *cli)
{
	const char *way = value_text(cli, OPTION_SIGN_IN, "passwords");
	char password[SECRET_LINE_SIZE];
	const bool by_name = strcmp(way, "names") == 0;
	enum status status;

	if (!by_name && strcmp(way, "passwords") != 0)
		return value_not_a_choice(cli, OPTION_SIGN_IN);
	status = cli_prepare(cli);
	/* Where something is there already it is refused before a password is asked for. */
	if (!status && access(cli->database, F_OK) == 0)
		status = cli_open_desk(cli, CLI_NEEDS_CREATE);
	if (status || by_name)
		return status ? status : create(cli, NULL);
	status = choose_first(cli, password);
	/* Refused before anything is made. */
	if (!status)
		status = sign_in_mode_check(cli->staff, value_text(cli, OPTION_NAME, ""), password,
					    &cli->problem);
	if (!status)
		status = create(cli, password);
	secret_wipe(password, sizeof(password));
	return status;
}

/* ---- names or passwords ---- */

static void say_mode(struct cli *cli)
{
	output_object(&cli->output, NULL);
	output_text(&cli->output, "sign_in", cli->desk.settings.trust_sign_in);
}

static enum status go_over_to_passwords(struct cli *cli)
{
	char recovery[SECRET_TOKEN_SIZE], password[SECRET_LINE_SIZE];
	enum status status = choose_first(cli, password);

	if (!status)
		status = sign_in_mode_passwords(&cli->desk, value_text(cli, OPTION_NAME, ""),
						password, recovery);
	secret_wipe(password, sizeof(password));
	if (status)
		return status;
	say_mode(cli);
	output_text(&cli->output, "manager", cli->staff);
	output_line(&cli->output,
		    _("Everybody signs in with a password from now on; %s is the first manager. "
		      "\"frontdesk staff password CODE\" gives each of the others a first one."),
		    cli->staff);
	say_recovery_code(cli, recovery);
	output_end(&cli->output);
	secret_wipe(recovery, sizeof(recovery));
	return STATUS_OK;
}

static enum status go_back_to_names(struct cli *cli)
{
	char recovery[SECRET_LINE_SIZE];
	enum status status = secret_line_read(cli, _("The recovery code"), recovery);

	if (!status)
		status = sign_in_mode_names(&cli->desk, recovery);
	secret_wipe(recovery, sizeof(recovery));
	if (status)
		return status;
	say_mode(cli);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("Everybody signs in by name from now on, without a password; roles count no "
		      "more."));
	return STATUS_OK;
}

enum status cli_sign_in(struct cli *cli)
{
	return strcmp(cli->operand[0], "names") == 0 ? go_back_to_names(cli)
						     : go_over_to_passwords(cli);
}

enum status cli_recovery(struct cli *cli)
{
	char recovery[SECRET_TOKEN_SIZE];
	enum status status = recovery_renew(&cli->desk, recovery);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	say_recovery_code(cli, recovery);
	output_end(&cli->output);
	secret_wipe(recovery, sizeof(recovery));
	return STATUS_OK;
}

/* ---- passwords ---- */

static enum status give_password(struct cli *cli, const char *code)
{
	char password[SECRET_FIRST_PASSWORD_SIZE];
	enum status status = credential_give(&cli->desk, code, password);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	say_first_password(cli, code, password);
	output_end(&cli->output);
	secret_wipe(password, sizeof(password));
	return STATUS_OK;
}

static enum status refuse_names(struct cli *cli)
{
	return cli_refuse(cli, STATUS_WRONG_STATE,
			  _("People sign in by name here: \"frontdesk sign-in passwords\" changes "
			    "that."));
}

enum status cli_staff_password(struct cli *cli)
{
	char password[SECRET_LINE_SIZE];
	enum status status;

	if (!desk_takes_passwords(&cli->desk))
		return refuse_names(cli);
	if (cli->operand[0] && strcmp(cli->operand[0], cli->desk.staff.code) != 0)
		return give_password(cli, cli->operand[0]);
	status = secret_line_choose(cli, _("The new password"), password);
	if (!status)
		status = credential_choose(&cli->desk, password);
	secret_wipe(password, sizeof(password));
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "staff", cli->desk.staff.code);
	output_end(&cli->output);
	output_line(&cli->output, _("The password of %s was changed."), cli->desk.staff.code);
	return STATUS_OK;
}

enum status cli_staff_pin(struct cli *cli)
{
	char pin[SECRET_LINE_SIZE];
	enum status status;

	if (!desk_takes_passwords(&cli->desk))
		return refuse_names(cli);
	status = secret_line_choose(cli, _("The PIN"), pin);
	if (!status)
		status = credential_choose_pin(&cli->desk, pin);
	output_object(&cli->output, NULL);
	output_text(&cli->output, "staff", cli->desk.staff.code);
	output_bool(&cli->output, "pin", !status && *pin);
	output_end(&cli->output);
	if (!status)
		output_line(&cli->output,
			    *pin ? _("The PIN of %s was changed.")
				 : _("The PIN of %s was taken away."),
			    cli->desk.staff.code);
	secret_wipe(pin, sizeof(pin));
	return status;
}

enum status cli_staff_recover(struct cli *cli)
{
	char typed[SECRET_LINE_SIZE], next[SECRET_TOKEN_SIZE];
	char password[SECRET_FIRST_PASSWORD_SIZE];
	enum status status = cli_prepare(cli);

	if (!status)
		status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	if (!status && !desk_takes_passwords(&cli->desk))
		return refuse_names(cli);
	if (!status)
		status = secret_line_read(cli, _("The recovery code"), typed);
	if (status)
		return status;
	status = recovery_use(&cli->desk, typed, cli->operand[0], password, next);
	secret_wipe(typed, sizeof(typed));
	if (status)
		return status;
	output_object(&cli->output, NULL);
	say_first_password(cli, cli->operand[0], password);
	say_recovery_code(cli, next);
	output_end(&cli->output);
	secret_wipe(password, sizeof(password));
	secret_wipe(next, sizeof(next));
	return STATUS_OK;
}

/* ---- tokens ---- */

static void show_token(struct output *output, const struct token_entry *entry)
{
	char names[ROLES_TEXT_SIZE];

	output_number(output, "token", entry->id);
	output_text(output, "staff", entry->code);
	output_text(output, "roles", roles_names(entry->roles, names));
	output_text(output, "until", entry->until);
	output_bool(output, "ended", entry->ended);
}

/* A file of this account's alone, that was not there. */
static enum status make_file(struct cli *cli, const char *path, int *file)
{
	*file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	return *file < 0 ? file_cannot_write(path, errno, &cli->problem) : STATUS_OK;
}

static enum status fill_file(struct cli *cli, const char *path, int file, const char *token)
{
	const bool kept = dprintf(file, "%s\n", token) > 0 && fsync(file) == 0;

	return kept ? STATUS_OK : file_cannot_write(path, errno, &cli->problem);
}

static void tell_token(struct cli *cli, const struct token_entry *entry, const char *path,
		       const char *token)
{
	output_object(&cli->output, NULL);
	show_token(&cli->output, entry);
	if (path) {
		output_text(&cli->output, "file", path);
		output_line(&cli->output, _("The token of %s, good until %s, lies in %s."),
			    entry->code, entry->until, path);
	} else {
		output_text(&cli->output, "secret", token);
		output_line(&cli->output,
			    _("The token of %s, good until %s, is %s. It is shown this once."),
			    entry->code, entry->until, token);
	}
	output_end(&cli->output);
}

/* The file is made before the token is: what cannot be kept is not given. */
enum status cli_token_add(struct cli *cli)
{
	const char *path = cli->value[OPTION_OUTPUT];
	int file = -1;
	char token[SECRET_TOKEN_SIZE];
	struct token_entry entry;
	unsigned roles = 0;
	day_number until;
	enum status status = value_day_of(cli, OPTION_UNTIL, 0, &until);

	if (!status && cli->value[OPTION_ROLES])
		status = roles_read(cli->value[OPTION_ROLES], &roles, &cli->problem);
	if (!status && path)
		status = make_file(cli, path, &file);
	if (status)
		return status;
	status = token_add(&cli->desk, cli->operand[0], roles, until, token, &entry);
	if (!status && path)
		status = fill_file(cli, path, file, token);
	if (!status)
		tell_token(cli, &entry, path, token);
	secret_wipe(token, sizeof(token));
	if (file >= 0)
		close(file);
	if (status && path)
		unlink(path);
	return status;
}

static const struct table_column token_columns[] = {
	{ N_("Token"), TEXT_RIGHT }, { N_("Staff code"), TEXT_LEFT },
	{ N_("Roles"), TEXT_LEFT },  { N_("Good until"), TEXT_LEFT },
	{ N_("State"), TEXT_LEFT },
};

enum status cli_token_list(struct cli *cli)
{
	struct token_entry *rows;
	struct table table;
	char words[ROLES_TEXT_SIZE];
	size_t count;
	enum status status = token_list(&cli->desk, &rows, &count);

	if (status)
		return status;
	table_init(&table, &cli->output, token_columns,
		   sizeof(token_columns) / sizeof(token_columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		output_object(&cli->output, NULL);
		show_token(&cli->output, &rows[i]);
		output_end(&cli->output);
		table_format(&table, "%lld", (long long)rows[i].id);
		table_cell(&table, rows[i].code);
		table_cell(&table, roles_words(rows[i].roles, words));
		table_cell(&table, rows[i].until);
		table_cell(&table, rows[i].ended ? _("ended") : _("good"));
	}
	output_end(&cli->output);
	table_finish(&table, _("There is no token."));
	free(rows);
	return STATUS_OK;
}

enum status cli_token_end(struct cli *cli)
{
	struct token_entry entry;
	char *end;
	const long long id = strtoll(cli->operand[0], &end, 10);
	enum status status;

	if (*end || end == cli->operand[0])
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("\"%s\" is not the number of a token: \"frontdesk token list\" "
				    "has them."),
				  cli->operand[0]);
	status = token_end(&cli->desk, id, &entry);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_token(&cli->output, &entry);
	output_end(&cli->output);
	output_line(&cli->output, _("Token %lld of %s has ended."), (long long)entry.id,
		    entry.code);
	return STATUS_OK;
}
