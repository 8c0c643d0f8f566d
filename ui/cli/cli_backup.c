/* Copies of the database, and taking a database up: backup create, backup restore, adopt. */
#include <string.h>

#include "base/language.h"
#include "desk/audit.h"
#include "desk/line.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"

enum status cli_backup_create(struct cli *cli)
{
	const char *path = cli->operand[0];
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
	output_text(&cli->output, "line", line);
	output_number(&cli->output, "entry", last);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The copy %s was written and examined: line %s, up to entry %lld."), path,
		    line, (long long)last);
	return STATUS_OK;
}

static void tell_restored(struct cli *cli, const struct line_restored *restored)
{
	const struct store_restore *store = &restored->store;

	output_object(&cli->output, NULL);
	output_text(&cli->output, "database", store->path);
	output_text(&cli->output, "line", restored->line);
	output_number(&cli->output, "entry", restored->last);
	output_text_or_null(&cli->output, "kept", store->kept);
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
}

enum status cli_backup_restore(struct cli *cli)
{
	struct line_restored restored;
	enum status status = cli_prepare(cli);

	if (!status)
		status = cli_make_home(cli);
	if (status)
		return status;
	status = line_restore(&cli->desk, cli->database, cli->operand[0], &cli->settings,
			      cli->staff, &restored);
	if (status) {
		cli->problem = cli->desk.problem;
		return status;
	}
	tell_restored(cli, &restored);
	return STATUS_OK;
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
