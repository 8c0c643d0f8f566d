#include "ui/cli/backup/backup_cli.h"

#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/trust/owner.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/cli/secret_line.h"
#include "ui/cli/show.h"
#include "ui/cli/values.h"

enum status backup_ask_passphrase(struct cli *cli, bool again, char out[BACKUP_PASSPHRASE_SIZE])
{
	char line[SECRET_LINE_SIZE] = "";
	enum status status;

	if (isatty(STDIN_FILENO) != 1)
		status = secret_line_from_input(cli, _("The passphrase of backups"), line);
	else if (again)
		status = secret_line_choose(cli, _("The passphrase of backups"), line);
	else
		status = secret_line_read(cli, _("The passphrase of backups"), line);
	if (!status && (!*line || !text_copy(out, BACKUP_PASSPHRASE_SIZE, line)))
		status = cli_refuse(cli, *line ? STATUS_BAD_VALUE : STATUS_USAGE,
				    _("The passphrase of backups is missing or too long: type it "
				      "at the terminal, or give it as a line of standard input, of "
				      "at most %d bytes."),
				    BACKUP_PASSPHRASE_SIZE - 1);
	secret_wipe(line, sizeof(line));
	return status;
}

static enum status read_by_owner(struct cli *cli, const struct backup_header *header,
				 struct backup_reader *out)
{
	struct secret_pair pair;
	enum status status = owner_file_read(value_text(cli, OPTION_OWNER, ""), &pair,
					     &cli->problem);

	if (!status)
		status = backup_reader_by_owner(header, &pair, out, &cli->problem);
	secret_wipe(&pair, sizeof(pair));
	return status;
}

enum status backup_ask_reader(struct cli *cli, const struct backup_header *header,
			      struct backup_reader *out)
{
	char passphrase[BACKUP_PASSPHRASE_SIZE] = "";
	enum status status;

	if (value_is_given(cli, OPTION_OWNER))
		return read_by_owner(cli, header, out);
	status = backup_ask_passphrase(cli, false, passphrase);
	if (!status)
		status = backup_reader_by_passphrase(header, passphrase, out, &cli->problem);
	secret_wipe(passphrase, sizeof(passphrase));
	return status;
}

enum status backup_open_desk(struct cli *cli)
{
	enum status status = cli_prepare(cli);

	return status ? status : cli_open_desk(cli, CLI_NEEDS_LOOK);
}

bool backup_record(struct cli *cli, struct backup_record *record)
{
	const struct problem problem = cli->problem;
	enum status status;

	desk_close(&cli->desk);
	cli->desk_is_open = false;
	status = cli_open_desk(cli, CLI_NEEDS_WRITE);
	if (!status)
		status = backup_record_add(&cli->desk, record);
	if (status)
		fprintf(stderr,
			_("frontdesk: what became of the backup could not be recorded: %s\n"),
			cli_sentence(cli, status));
	cli->problem = problem;
	return !status;
}

enum status backup_need_place(struct cli *cli, const char *setting, const char *name)
{
	if (*setting)
		return STATUS_OK;
	return cli_refuse(cli, STATUS_NOT_FOUND,
			  _("No place for backups is set. Set one with \"frontdesk setting "
			    "set %s PLACE\": a folder, label:NAME for a stick, or "
			    "ssh:HOST:FOLDER."),
			  name);
}

enum status backup_set_place(struct cli *cli, const char *setting, const char *name,
			     struct backup_place *out)
{
	enum status status = backup_need_place(cli, setting, name);

	if (status)
		return status;
	status = backup_find_place(&cli->desk, setting, false, out);
	if (status)
		cli->problem = cli->desk.problem;
	return status;
}

void backup_after_close(struct cli *cli)
{
	struct backup_made made;
	bool wanted;
	const enum status status = backup_at_close(&cli->desk, &wanted, &made);

	if (status)
		fprintf(stderr, _("frontdesk: the day is closed, but NO backup was made: %s\n"),
			cli->desk.problem.message);
	else if (wanted)
		output_line(&cli->output, _("The backup %s was made and read back."), made.file);
	if (!status && wanted && made.on_stick)
		output_line(&cli->output, "%s", _("You may remove the stick."));
}

const char *backup_time(int64_t ms, char out[BACKUP_TIME_SIZE])
{
	if (ms < MS_PER_MINUTE)
		text_format(out, BACKUP_TIME_SIZE, _("%lld.%lld s"), (long long)(ms / 1000),
			    (long long)(ms / 100 % 10));
	else
		text_format(out, BACKUP_TIME_SIZE, _("%lld min %lld s"),
			    (long long)(ms / MS_PER_MINUTE), (long long)(ms / 1000 % 60));
	return out;
}

void backup_tell_header(struct cli *cli, const struct backup_header *header)
{
	char line[LINE_TEXT_SIZE];

	line_text(&header->line, line);
	output_text(&cli->output, "line", line);
	output_number(&cli->output, "entry", header->seq);
	output_text_or_null(&cli->output, "head", header->head);
	show_instant(&cli->output, "at", header->at_ms);
	output_number(&cli->output, "schema", header->schema);
	output_bool(&cli->output, "for_owner", header->for_owner);
}
