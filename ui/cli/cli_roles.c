/* The table of roles: who may do and read what, where people sign in with passwords. */
#include "base/language.h"
#include "desk/audit.h"
#include "ui/cli/cli.h"
#include "ui/cli/table.h"

static const struct table_column columns[] = {
	{ N_("Action"), TEXT_LEFT },
	{ N_("What it is"), TEXT_LEFT },
	{ N_("Roles"), TEXT_LEFT },
};

static void show(struct output *output, struct table *table, const char *name, const char *words,
		 unsigned roles)
{
	char names[ROLES_TEXT_SIZE];

	output_object(output, NULL);
	output_text(output, "action", name);
	output_text(output, "words", words);
	output_array(output, "roles");
	for (int i = 0; i < ROLE_COUNT; i++)
		if (roles & ROLE_BIT(i))
			output_text(output, NULL, role_name((enum role)i));
	output_end(output);
	output_end(output);
	table_cell(table, name);
	table_cell(table, words);
	table_cell(table, roles == ROLES_ALL ? _("everybody")
			  : roles	     ? roles_words(roles, names)
					     : _("nobody: it takes the recovery code"));
}

enum status cli_roles(struct cli *cli)
{
	struct output *output = &cli->output;
	struct table table;

	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, NULL);
	for (int i = READING_ALL + 1; i < READING_COUNT; i++)
		show(output, &table, reading_name((enum reading)i), reading_words((enum reading)i),
		     reading_roles((enum reading)i));
	for (int i = 0; i < AUDIT_COUNT; i++) {
		const char *name = audit_action_name((enum audit_action)i);

		show(output, &table, name, audit_action_words(name),
		     audit_action_roles((enum audit_action)i));
	}
	output_end(output);
	table_finish(&table, "");
	return STATUS_OK;
}
