/* An older database comes forward, and goes back. */
#include <errno.h>
#include <stdlib.h>

#include "base/language.h"
#include "desk/people/patient_key.h"
#include "store/statements.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"

static void show(struct cli *cli, const char *path, int64_t from, int64_t to, const char *copy)
{
	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", path);
	output_number(&cli->output, "from", from);
	output_number(&cli->output, "to", to);
	output_text(&cli->output, "copy", copy);
}

static enum status forward(struct cli *cli)
{
	enum status status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	const struct store_upgrade *upgrade;
	int version = store_schema_version();
	const char *path;
	int renewed;

	/* Also where there is nothing to upgrade: one that was killed here goes on. */
	if (!status)
		status = patient_keys_renew(&cli->desk, &renewed);
	if (status)
		return status;
	path = store_path(cli->desk.store);
	upgrade = store_upgraded(cli->desk.store);
	show(cli, path, upgrade->from ? upgrade->from : version, version, upgrade->copy);
	output_end(&cli->output);
	if (upgrade->from)
		output_line(&cli->output,
			    _("The database %s was upgraded from version %lld to %d. The copy from "
			      "before is %s; \"frontdesk upgrade --back\" takes the upgrade back."),
			    path, (long long)upgrade->from, version, upgrade->copy);
	else
		output_line(&cli->output,
			    _("The database %s has version %d already; there is nothing to "
			      "upgrade."),
			    path, version);
	return STATUS_OK;
}

/* The number behind --lose; 0 without it. */
static enum status read_lose(struct cli *cli, int64_t *out)
{
	const char *text = cli->value[OPTION_LOSE];
	char *end;

	*out = 0;
	if (!text)
		return STATUS_OK;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno || end == text || *end || *out < 0)
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("--lose: \"%s\" is not a number of entries."), text);
	return STATUS_OK;
}

static enum status back(struct cli *cli)
{
	struct store_back back;
	int64_t lose;
	enum status status = read_lose(cli, &lose);

	if (!status)
		status = store_go_back(cli->database, lose, &back, &cli->problem);
	if (status)
		return status;
	show(cli, back.path, back.from, back.to, back.copy);
	output_number(&cli->output, "lost", back.lost);
	output_text(&cli->output, "kept", back.kept);
	output_end(&cli->output);
	output_line(
		&cli->output,
		_("The database %s is of version %lld again, from the copy %s. The newer one is "
		  "kept as %s. Open it with the frontdesk of that version: this one would "
		  "upgrade it again."),
		cli->database, (long long)back.to, back.copy, back.kept);
	return STATUS_OK;
}

enum status cli_upgrade(struct cli *cli)
{
	enum status status = cli_prepare(cli);

	if (status)
		return status;
	if (cli->value[OPTION_LOSE] && !cli->value[OPTION_BACK])
		return cli_refuse(cli, STATUS_USAGE, _("--lose goes with --back."));
	return cli->value[OPTION_BACK] ? back(cli) : forward(cli);
}
