/* Looking at backups: backup list, backup verify, backup drill. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/trust/backup_trial.h"
#include "ui/cli/backup/backup_cli.h"
#include "ui/cli/prepare.h"
#include "ui/cli/refuse.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void list_json(struct cli *cli, const struct backup_found *rows, size_t count)
{
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct backup_found *row = &rows[i];

		output_object(&cli->output, NULL);
		output_text(&cli->output, "file", row->path);
		output_number(&cli->output, "bytes", row->bytes);
		output_text(&cli->output, "problem",
			    row->problem.status ? row->problem.message : NULL);
		if (!row->problem.status)
			backup_tell_header(cli, &row->header);
		output_end(&cli->output);
	}
	output_end(&cli->output);
}

static void list_lines(struct cli *cli, const struct backup_found *rows, size_t count)
{
	static const struct table_column columns[] = {
		{ N_("Made"), TEXT_LEFT }, { N_("Line"), TEXT_LEFT },  { N_("Entry"), TEXT_RIGHT },
		{ N_("KiB"), TEXT_RIGHT }, { N_("Opens"), TEXT_LEFT }, { N_("File"), TEXT_LEFT },
	};
	struct table table;
	char text[LINE_TEXT_SIZE], at[CLOCK_TEXT_SIZE];

	table_init(&table, &cli->output, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < count; i++) {
		const struct backup_found *row = &rows[i];
		const bool reads = !row->problem.status;

		line_text(&row->header.line, text);
		table_cell(&table, reads ? clock_format(row->header.at_ms, at) : "-");
		table_cell(&table, reads ? text : "-");
		table_format(&table, "%lld", (long long)row->header.seq);
		table_format(&table, "%lld", (long long)((row->bytes + 1023) / 1024));
		table_cell(&table, !reads		   ? _("cannot be read")
				   : row->header.for_owner ? _("passphrase, owner")
							   : _("passphrase"));
		table_cell(&table, row->name);
	}
	table_finish(&table, _("No backup lies there."));
}

/* The folder that is meant: the one that was named, or the place that is set. */
static enum status choose_folder(struct cli *cli, const char *named, char out[FILE_PATH_SIZE])
{
	struct backup_place place;
	enum status status;

	if (named) {
		text_copy(out, FILE_PATH_SIZE, named);
		/* Times are the clinic's where there is one; without, the computer's. */
		if (backup_open_desk(cli))
			cli->problem.status = STATUS_OK;
		return STATUS_OK;
	}
	status = backup_open_desk(cli);
	if (!status)
		status = backup_set_place(cli, cli->desk.settings.backup_place, "backup.place",
					  &place);
	if (!status)
		text_copy(out, FILE_PATH_SIZE, place.folder);
	return status;
}

enum status cli_backup_list(struct cli *cli)
{
	char folder[FILE_PATH_SIZE];
	struct backup_found *rows;
	size_t count;
	enum status status = choose_folder(cli, cli->operand[0], folder);

	if (!status)
		status = backup_folder_list(folder, &rows, &count, &cli->problem);
	if (status)
		return status;
	list_json(cli, rows, count);
	list_lines(cli, rows, count);
	free(rows);
	return STATUS_OK;
}

/* Verifying. */

/* Without a passphrase: by the key of this clinic's database, if the backup was made with it. */
static bool reader_of_clinic(struct cli *cli, const struct backup_header *header,
			     struct backup_reader *out)
{
	struct backup_keys keys;
	bool same;

	*out = (struct backup_reader){ .tells = true };
	if (backup_open_desk(cli) || backup_keys_get(&cli->desk, &keys))
		return false;
	same = memcmp(keys.key_public, header->key_public, sizeof(keys.key_public)) == 0;
	memcpy(out->digest_key, keys.digest_key, sizeof(out->digest_key));
	secret_wipe(&keys, sizeof(keys));
	return same;
}

static void tell_verified(struct cli *cli, const struct backup_header *header,
			  const struct backup_trial *trial)
{
	char line[LINE_TEXT_SIZE], time[BACKUP_TIME_SIZE], at[CLOCK_TEXT_SIZE];

	line_text(&header->line, line);
	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", cli->operand[0]);
	backup_tell_header(cli, header);
	output_bool(&cli->output, "examined", trial != NULL);
	if (trial) {
		output_number(&cli->output, "checks", trial->checks);
		output_number(&cli->output, "ms", trial->ms);
	}
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The backup is whole and as it was written: %s, line %s, up to entry %lld."),
		    clock_format(header->at_ms, at), line, (long long)header->seq);
	if (trial)
		output_line(&cli->output,
			    _("The database in it was opened and is sound: %d checks, %s."),
			    trial->checks, backup_time(trial->ms, time));
	else
		output_line(&cli->output, "%s",
			    _("It was made by this clinic and was not opened; --examine asks for "
			      "the passphrase and looks into it."));
}

static enum status verify_inside(struct cli *cli, const struct backup_header *header)
{
	const char *path = cli->operand[0];
	struct backup_reader reader;
	struct backup_trial trial;
	enum status status = backup_ask_reader(cli, header, &reader);

	if (!status)
		status = cli_make_home(cli);
	if (!status)
		status = backup_try(path, &reader, cli->database, NULL, &trial, &cli->problem);
	secret_wipe(&reader, sizeof(reader));
	if (!status)
		tell_verified(cli, &trial.header, &trial);
	return status;
}

enum status cli_backup_verify(struct cli *cli)
{
	const char *path = cli->operand[0];
	struct backup_header header;
	struct backup_reader reader;
	enum status status = cli_prepare(cli);

	if (!status)
		status = backup_file_look(path, &header, &cli->problem);
	if (status)
		return status;
	if (value_is_given(cli, OPTION_EXAMINE) || !reader_of_clinic(cli, &header, &reader))
		return verify_inside(cli, &header);
	status = backup_file_read(path, &reader, NULL, NULL, &header, &cli->problem);
	secret_wipe(&reader, sizeof(reader));
	if (!status)
		tell_verified(cli, &header, NULL);
	return status;
}

/* The drill. */

static void tell_drill(struct cli *cli, const char *path, const struct backup_trial *trial,
		       bool recorded)
{
	char time[BACKUP_TIME_SIZE], at[CLOCK_TEXT_SIZE];

	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", path);
	backup_tell_header(cli, &trial->header);
	output_number(&cli->output, "checks", trial->checks);
	output_number(&cli->output, "behind", trial->behind);
	output_number(&cli->output, "ms", trial->ms);
	output_bool(&cli->output, "recorded", recorded);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The backup %s of %s was opened, unsealed, examined with %d checks and "
		      "compared with the database in %s. It would come back."),
		    path, clock_format(trial->header.at_ms, at), trial->checks,
		    backup_time(trial->ms, time));
	output_line(&cli->output,
		    _n("The database has %lld later entry.", "The database has %lld later entries.",
		       (unsigned long)trial->behind),
		    (long long)trial->behind);
}

/* Opens it and looks; what became of that is recorded, but for a passphrase that was mistyped. */
static enum status drill(struct cli *cli, const char *path)
{
	struct backup_record record = { .kind = BACKUP_DRILL };
	struct backup_header header;
	struct backup_reader reader = { 0 };
	struct backup_trial trial = { 0 };
	bool recorded;
	enum status status = backup_file_look(path, &header, &cli->problem);

	if (!status) {
		status = backup_ask_reader(cli, &header, &reader);
		if (status)
			return status;
		status = backup_try(path, &reader, cli->database, &cli->desk, &trial,
				    &cli->problem);
		secret_wipe(&reader, sizeof(reader));
	}
	record.good = !status;
	record.entry = header.seq;
	record.bytes = header.bytes;
	record.ms = trial.ms;
	text_copy(record.detail, sizeof(record.detail), status ? status_name(status) : path);
	recorded = backup_record(cli, &record);
	if (!status)
		tell_drill(cli, path, &trial, recorded);
	return status;
}

enum status cli_backup_drill(struct cli *cli)
{
	struct backup_fetched fetched;
	struct backup_place place;
	enum status status = backup_open_desk(cli);

	if (status || cli->operand[0])
		return status ? status : drill(cli, cli->operand[0]);
	status = backup_set_place(cli, cli->desk.settings.backup_place, "backup.place", &place);
	if (status)
		return status;
	status = backup_fetch_newest(&cli->desk, &place, &fetched);
	if (status) {
		cli->problem = cli->desk.problem;
		return status;
	}
	status = drill(cli, fetched.path);
	backup_fetched_remove(&fetched);
	return status;
}
