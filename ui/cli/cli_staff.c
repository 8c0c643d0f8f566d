/* Who works here: staff list, add, change, end. */
#include <stdlib.h>

#include "base/language.h"
#include "desk/staff.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_entry(struct output *output, const struct staff_entry *entry)
{
	output_object(output, NULL);
	output_text(output, "staff", entry->code);
	output_text_or_null(output, "name", entry->name);
	output_bool(output, "ended", entry->ended);
	output_end(output);
}

static const struct table_column columns[] = {
	{ N_("Staff code"), TEXT_LEFT },
	{ N_("Name"), TEXT_LEFT },
	{ N_("State"), TEXT_LEFT },
};

enum status cli_staff_list(struct cli *cli)
{
	struct staff_entry *rows;
	struct table table;
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
		table_cell(&table, rows[i].ended ? _("ended") : _("works here"));
	}
	output_end(&cli->output);
	table_finish(&table, _("Nobody has worked here yet."));
	free(rows);
	return STATUS_OK;
}

enum status cli_staff_add(struct cli *cli)
{
	struct staff_entry entry;
	enum status status = staff_add(&cli->desk, cli->operand[0],
				       value_text(cli, OPTION_NAME, ""), &entry);

	if (status)
		return status;
	show_entry(&cli->output, &entry);
	output_line(&cli->output, _("%s works here under the staff code %s."), entry.name,
		    entry.code);
	return STATUS_OK;
}

enum status cli_staff_change(struct cli *cli)
{
	struct staff_entry entry;
	enum status status = staff_change(&cli->desk, cli->operand[0],
					  value_text(cli, OPTION_NAME, ""), &entry);

	if (status)
		return status;
	show_entry(&cli->output, &entry);
	output_line(&cli->output, _("The staff code %s is that of %s."), entry.code, entry.name);
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
