/* Who works here: staff list, add, change, end. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/trust/credential.h"
#include "ui/cli/refuse.h"
#include "ui/cli/say_secret.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_members(struct output *output, const struct staff_entry *entry)
{
	char names[ROLES_TEXT_SIZE];

	output_text(output, "staff", entry->code);
	output_text_or_null(output, "name", entry->name);
	output_text(output, "roles", roles_names(entry->roles, names));
	output_bool(output, "ended", entry->ended);
}

static void show_entry(struct output *output, const struct staff_entry *entry)
{
	output_object(output, NULL);
	show_members(output, entry);
	output_end(output);
}

static const struct table_column columns[] = {
	{ N_("Staff code"), TEXT_LEFT },
	{ N_("Name"), TEXT_LEFT },
	{ N_("Roles"), TEXT_LEFT },
	{ N_("State"), TEXT_LEFT },
};

enum status cli_staff_list(struct cli *cli)
{
	struct staff_entry *rows;
	struct table table;
	char words[ROLES_TEXT_SIZE];
	size_t count;
	enum status status = staff_list(&cli->desk, &rows, &count);

	if (status)
		return status;
	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		show_entry(&cli->output, &rows[i]);
		table_cell(&table, rows[i].code);
		table_cell(&table, rows[i].name);
		table_cell(&table, roles_words(rows[i].roles, words));
		table_cell(&table, rows[i].ended ? _("ended") : _("works here"));
	}
	output_end(&cli->output);
	table_finish(&table, _("Nobody has worked here yet."));
	free(rows);
	return STATUS_OK;
}

/* --roles, or `otherwise`. */
static enum status value_roles(struct cli *cli, unsigned otherwise, unsigned *out)
{
	*out = otherwise;
	return cli->value[OPTION_ROLES] ? roles_read(cli->value[OPTION_ROLES], out, &cli->problem)
					: STATUS_OK;
}

enum status cli_staff_add(struct cli *cli)
{
	struct staff_entry entry;
	char password[SECRET_FIRST_PASSWORD_SIZE];
	unsigned roles;
	enum status status = value_roles(cli, ROLE_BIT(ROLE_CLERK) | ROLE_BIT(ROLE_CASHIER),
					 &roles);

	if (!status)
		status = credential_add(&cli->desk, cli->operand[0],
					value_text(cli, OPTION_NAME, ""), roles, password, &entry);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_members(&cli->output, &entry);
	output_line(&cli->output, _("%s works here under the staff code %s."), entry.name,
		    entry.code);
	if (*password)
		say_first_password(cli, entry.code, password);
	output_end(&cli->output);
	secret_wipe(password, sizeof(password));
	return STATUS_OK;
}

enum status cli_staff_change(struct cli *cli)
{
	struct staff_entry entry;
	unsigned roles;
	char words[ROLES_TEXT_SIZE];
	enum status status = value_roles(cli, 0, &roles);

	if (!status && !roles && !cli->value[OPTION_NAME])
		return cli_refuse(cli, STATUS_USAGE,
				  _("What is to change? --name NAME, --roles ROLES, or both."));
	if (!status)
		status = staff_change(&cli->desk, cli->operand[0], cli->value[OPTION_NAME], roles,
				      &entry);
	if (status)
		return status;
	show_entry(&cli->output, &entry);
	output_line(&cli->output, _("The staff code %s is that of %s: %s."), entry.code, entry.name,
		    roles_words(entry.roles, words));
	return STATUS_OK;
}

enum status cli_staff_end(struct cli *cli)
{
	struct staff_entry entry;
	enum status status = staff_end(&cli->desk, cli->operand[0],
				       value_text(cli, OPTION_REASON, ""), &entry);

	if (status)
		return status;
	show_entry(&cli->output, &entry);
	output_line(&cli->output,
		    _("The staff code %s has ended: nothing is recorded under it any more."),
		    entry.code);
	return STATUS_OK;
}
