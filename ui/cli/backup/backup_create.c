/* Making backups: backup passphrase, backup create. */
#include <string.h>

#include "base/language.h"
#include "base/secret.h"
#include "base/text.h"
#include "desk/audit.h"
#include "ui/cli/backup/backup_cli.h"
#include "ui/cli/prepare.h"
#include "ui/cli/prove.h"
#include "ui/cli/refuse.h"
#include "ui/cli/values.h"

enum status cli_backup_passphrase(struct cli *cli)
{
	char passphrase[BACKUP_PASSPHRASE_SIZE] = "";
	enum status status = cli_prepare(cli);

	if (!status)
		status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	if (!status)
		status = cli_prove(cli);
	if (!status)
		status = backup_ask_passphrase(cli, true, passphrase);
	if (!status)
		status = backup_passphrase_set(&cli->desk, passphrase);
	secret_wipe(passphrase, sizeof(passphrase));
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_bool(&cli->output, "set", true);
	output_end(&cli->output);
	output_line(&cli->output, "%s",
		    _("Backups are sealed from now on, and this passphrase opens them; those of "
		      "before open with the one that they were made under. It is kept nowhere: "
		      "write it down and lay it where the computer is not. Without it, and without "
		      "an owner's key, nobody can open a backup."));
	return STATUS_OK;
}

/* A copy that is not sealed: as a database. */
static enum status create_plain(struct cli *cli, const char *path)
{
	char line[LINE_TEXT_SIZE];
	int64_t last = 0;
	enum status status;

	/* Before the copy is made: it has that entry, and later ones perhaps. */
	status = audit_newest(&cli->desk, &last);
	if (status)
		return status;
	status = store_copy(cli->desk.store, path, &cli->problem);
	if (status)
		return status;
	line_text(store_line(cli->desk.store), line);
	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", path);
	output_bool(&cli->output, "sealed", false);
	output_text(&cli->output, "line", line);
	output_number(&cli->output, "entry", last);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The copy %s was written and examined: line %s, up to entry %lld."), path,
		    line, (long long)last);
	output_line(&cli->output, "%s",
		    _("It is not sealed: whoever holds it can read everything in it."));
	return STATUS_OK;
}

static void tell_made(struct cli *cli, const struct backup_made *made, bool recorded)
{
	char line[LINE_TEXT_SIZE], time[BACKUP_TIME_SIZE];

	line_text(&made->header.line, line);
	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", made->file);
	output_bool(&cli->output, "sealed", true);
	backup_tell_header(cli, &made->header);
	output_number(&cli->output, "bytes", made->bytes);
	output_number(&cli->output, "ms", made->ms);
	output_bool(&cli->output, "same_disk", made->same_disk);
	output_number(&cli->output, "removed", (int64_t)made->removed);
	output_bool(&cli->output, "recorded", recorded);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The backup %s was sealed, written and read back in %s: line %s, up to entry "
		      "%lld."),
		    made->file, backup_time(made->ms, time), line, (long long)made->header.seq);
	if (made->on_stick)
		output_line(&cli->output, "%s", _("You may remove the stick."));
	else if (made->same_disk)
		output_line(&cli->output, "%s",
			    _("It lies on the disk of the database and is lost with it: put one on "
			      "a stick, too."));
	if (made->removed)
		output_line(&cli->output,
			    _n("%zu older backup, which need not be kept, was removed.",
			       "%zu older backups, which need not be kept, were removed.",
			       (unsigned long)made->removed),
			    made->removed);
}

/* Makes it, and records what became of it: to a file, or to the place of a setting. */
static enum status create_sealed(struct cli *cli, enum backup_kind kind, const char *path,
				 const char *setting)
{
	struct backup_record record;
	struct backup_made made = { .ms = 0 };
	struct backup_place place;
	bool recorded;
	enum status status = STATUS_OK;

	if (!path)
		status = backup_find_place(&cli->desk, setting, true, &place);
	if (!status)
		status = backup_make(&cli->desk, path, &place, &made);
	if (status)
		cli->problem = cli->desk.problem;
	record = backup_record_of(kind, status, &made);
	recorded = backup_record(cli, &record);
	if (status)
		return status;
	tell_made(cli, &made, recorded);
	return STATUS_OK;
}

static bool has_keys(struct cli *cli)
{
	struct backup_keys keys;
	const bool has = backup_keys_get(&cli->desk, &keys) == STATUS_OK;

	secret_wipe(&keys, sizeof(keys));
	return has;
}

enum status cli_backup_create(struct cli *cli)
{
	const char *path = cli->operand[0];
	enum status status;

	if (value_is_given(cli, OPTION_PLAIN) && !path)
		return cli_refuse(cli, STATUS_USAGE,
				  _("--plain needs the name of a file: what goes to the place of "
				    "backups is always sealed."));
	status = backup_open_desk(cli);
	if (status)
		return status;
	if (path && (value_is_given(cli, OPTION_PLAIN) || !has_keys(cli)))
		return create_plain(cli, path);
	if (!path)
		status = backup_need_place(cli, cli->desk.settings.backup_place, "backup.place");
	return status ? status
		      : create_sealed(cli, BACKUP_CREATE, path, cli->desk.settings.backup_place);
}

enum status cli_backup_send(struct cli *cli)
{
	bool due;
	enum status status = backup_open_desk(cli);

	if (!status)
		status = backup_need_place(cli, cli->desk.settings.backup_second, "backup.second");
	if (!status)
		status = backup_send_is_due(&cli->desk, &due);
	if (!status && due)
		return create_sealed(cli, BACKUP_SEND, NULL, cli->desk.settings.backup_second);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", NULL);
	output_end(&cli->output);
	output_line(&cli->output, "%s",
		    _("There is nothing to send: the last backup that was sent is not old enough, "
		      "or nothing was entered since."));
	return STATUS_OK;
}
