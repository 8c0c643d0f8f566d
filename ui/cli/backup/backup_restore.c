/* Taking a database up: backup restore, adopt. */
#include <string.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "desk/audit.h"
#include "desk/line.h"
#include "desk/trust/backup_unseal.h"
#include "ui/cli/backup/backup_cli.h"
#include "ui/cli/prepare.h"
#include "ui/cli/prove.h"
#include "ui/cli/refuse.h"

static void tell_restored(struct cli *cli, const struct line_restored *restored, int64_t ms)
{
	const struct store_restore *store = &restored->store;
	char time[BACKUP_TIME_SIZE];

	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", store->path);
	output_text(&cli->output, "line", restored->line);
	output_number(&cli->output, "entry", restored->last);
	output_text_or_null(&cli->output, "kept", store->kept);
	output_number(&cli->output, "ms", ms);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The database %s is the copy %s now, up to entry %lld; from here on it is "
		      "line %s."),
		    store->path, cli->operand[0], (long long)restored->last, restored->line);
	if (store->kept[0] && store->last_before > restored->last)
		output_line(&cli->output,
			    _n("The database of before is kept as %s; it has %lld later entry, "
			       "which is not in the copy.",
			       "The database of before is kept as %s; it has %lld later entries, "
			       "which are not in the copy.",
			       (unsigned long)(store->last_before - restored->last)),
			    store->kept, (long long)(store->last_before - restored->last));
	else if (store->kept[0])
		output_line(&cli->output, _("The database of before is kept as %s."), store->kept);
	output_line(&cli->output, _("It took %s."), backup_time(ms, time));
}

/* Puts a database in the place of the clinic's. */
static enum status restore(struct cli *cli, const char *copy, int64_t began_ms)
{
	struct line_restored restored;
	enum status status = line_restore(&cli->desk, cli->database, copy, cli->operand[0],
					  &cli->settings, cli->staff, cli_prove_at, cli, &restored);

	if (status) {
		cli->problem = cli->desk.problem;
		return status;
	}
	tell_restored(cli, &restored, monotonic_ms() - began_ms);
	return STATUS_OK;
}

static enum status restore_sealed(struct cli *cli)
{
	const char *path = cli->operand[0];
	struct backup_unsealed unsealed;
	struct backup_header header;
	struct backup_reader reader;
	int64_t began_ms = 0;
	enum status status = backup_file_look(path, &header, &cli->problem);

	if (status)
		return status;
	status = backup_ask_reader(cli, &header, &reader);
	if (!status) {
		began_ms = monotonic_ms();
		status = backup_unseal(path, &reader, cli->database, &unsealed, &cli->problem);
	}
	secret_wipe(&reader, sizeof(reader));
	if (status)
		return status;
	status = restore(cli, unsealed.database, began_ms);
	backup_unsealed_remove(&unsealed);
	return status;
}

enum status cli_backup_restore(struct cli *cli)
{
	enum status status = cli_prepare(cli);

	if (!status)
		status = cli_make_home(cli);
	if (status)
		return status;
	return backup_file_is(cli->operand[0]) ? restore_sealed(cli)
					       : restore(cli, cli->operand[0], monotonic_ms());
}

enum status cli_adopt(struct cli *cli)
{
	const char *path = store_path(cli->desk.store);
	const char *aside = store_log_aside(cli->desk.store);
	char line[LINE_TEXT_SIZE];
	struct problem reason;
	int64_t last;
	enum status status = audit_newest(&cli->desk, &last);

	if (!status && store_only_reads(cli->desk.store, &reason) == STATUS_OK)
		status = cli_refuse(cli, STATUS_WRONG_STATE,
				    _("The database %s is this computer's and lacks nothing; there "
				      "is nothing to adopt."),
				    path);
	if (!status)
		status = line_take_up(&cli->desk, AUDIT_CLINIC_ADOPT, 0, line);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", path);
	output_text(&cli->output, "line", line);
	output_number(&cli->output, "entry", last);
	output_text_or_null(&cli->output, "log_aside", aside);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The database %s was adopted, up to entry %lld; from here on it is line %s."),
		    path, (long long)last, line);
	if (*aside)
		output_line(&cli->output,
			    _("The log that was not its own lies at %s now; it may hold what was "
			      "saved last."),
			    aside);
	return STATUS_OK;
}
