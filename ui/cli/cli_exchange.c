/* Files in: load, import. */
#include <string.h>

#include "base/language.h"
#include "exchange/load_words.h"
#include "exchange/online_preview.h"
#include "ui/cli/again.h"
#include "ui/cli/bar.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

/* Nobody reads more on a terminal; JSON has all. */
enum { LINES_SHOWN_MAX = 40 };

/* A note that columns were not read, when some were. */
static void note_passed_over(struct output *output, const struct csv_headings *passed_over)
{
	char sentence[PROBLEM_MESSAGE_SIZE];

	if (!passed_over->count)
		return;
	csv_say_passed_over(passed_over, sentence, sizeof(sentence));
	output_text(output, NULL, sentence);
	output_line(output, "%s", sentence);
}

static void show_notes(struct output *output, const struct load_result *result)
{
	output_array(output, "notes");
	note_passed_over(output, &result->passed_over);
	for (size_t i = 0; i < result->note_count; i++) {
		const struct roster_notes *notes = &result->notes[i];

		for (int j = 0; j < notes->count && j < ROSTER_NOTES_MAX; j++) {
			output_text(output, NULL, notes->note[j]);
			output_line(output, "%s", notes->note[j]);
		}
		if (notes->count > ROSTER_NOTES_MAX)
			output_line(output, _("... and %d more in this session"),
				    notes->count - ROSTER_NOTES_MAX);
	}
	output_end(output);
}

/* The error, with every bad row in it. */
static void show_bad_rows(struct cli *cli, enum status status, const struct bad_row *bad,
			  size_t count)
{
	struct output *output = &cli->output;

	output_object(output, NULL);
	output_object(output, "error");
	output_text(output, "code", status_name(status));
	output_text(output, "message", cli_sentence(cli, status));
	output_array(output, "rows");
	for (size_t i = 0; i < count; i++) {
		const struct bad_row *row = &bad[i];

		output_object(output, NULL);
		output_number(output, "line", row->line);
		output_text(output, "column", row->column);
		output_text(output, "value", row->value);
		output_text(output, "message", row->message);
		output_end(output);
	}
	output_end(output);
	output_end(output);
	output_end(output);
	if (output->json) {
		cli->answered = true;
		return;
	}
	for (size_t i = 0; i < count && i < LINES_SHOWN_MAX; i++) {
		const struct bad_row *row = &bad[i];
		char place[BAD_ROW_PLACE_SIZE];

		if (*row->column)
			fprintf(stderr, _("line %ld, %s: %s\n"), row->line,
				bad_row_place(row, place), row->message);
		else
			fprintf(stderr, _("line %ld: %s\n"), row->line, row->message);
	}
	if (count > LINES_SHOWN_MAX)
		fprintf(stderr, _("... and %zu more bad rows; --json lists them all.\n"),
			count - LINES_SHOWN_MAX);
}

/* What would become of each row; for people of those that would change something. */
static void show_changes(struct output *output, const struct load_preview *preview)
{
	static const struct table_column columns[] = {
		{ N_("Line"), TEXT_RIGHT },
		{ N_("Outcome"), TEXT_LEFT },
		{ N_("Record"), TEXT_LEFT },
		{ N_("Difference"), TEXT_LEFT },
	};
	struct table table;
	int listed = 0;

	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, "rows");
	for (size_t i = 0; i < preview->count; i++) {
		const struct load_change *change = &preview->change[i];
		char what[LOAD_CHANGE_SIZE];

		output_object(output, NULL);
		output_number(output, "line", change->line);
		output_text(output, "outcome", load_outcome_name(change->outcome));
		output_text(output, "record", change->about);
		output_text(output, "change", change->change);
		output_text(output, "notes", change->notes);
		output_end(output);
		if (change->outcome == PUT_UNCHANGED || listed++ >= LINES_SHOWN_MAX)
			continue;
		table_format(&table, "%ld", change->line);
		table_cell(&table, load_outcome_word(change->outcome));
		table_cell(&table, change->about);
		table_cell(&table, load_change_say(change, what));
	}
	output_end(output);
	table_finish(&table, _("Everything is already so: loading it changes nothing."));
	if (listed > LINES_SHOWN_MAX)
		output_line(output, _("... and %d more rows; --json lists them all."),
			    listed - LINES_SHOWN_MAX);
}

/* What loading would do, as the desk shows it before it loads. */
static enum status try_load(struct cli *cli, enum load_kind kind)
{
	struct output *output = &cli->output;
	struct load_preview preview;
	char sums[LOAD_WORDS_SIZE];
	enum status status = load_preview_file(&cli->desk, kind, cli->operand[1],
					       value_is_given(cli, OPTION_RENAME), &preview);

	if (!status) {
		output_object(output, NULL);
		output_number(output, "added", preview.result.added);
		output_number(output, "changed", preview.result.changed);
		output_number(output, "unchanged", preview.result.unchanged);
		show_changes(output, &preview);
		output_array(output, "notes");
		note_passed_over(output, &preview.result.passed_over);
		output_end(output);
		output_end(output);
		output_line(output, "%s", load_say_sums(&preview.result, false, sums));
		output_line(output, _("Nothing was changed."));
	} else if (status == STATUS_BAD_ROWS) {
		show_bad_rows(cli, status, preview.result.bad, preview.result.bad_count);
	}
	load_preview_release(&preview);
	return status;
}

enum status cli_load(struct cli *cli)
{
	struct load_result result;
	enum load_kind kind;
	struct bar bar;
	enum status status;

	if (!load_kind_parse(cli->operand[0], &kind))
		return cli_refuse(cli, STATUS_USAGE, _("\"%s\" is none of these: %s."),
				  cli->operand[0], "departments|doctors|roster|patients");
	if (value_is_given(cli, OPTION_DRY_RUN))
		return try_load(cli, kind);
	memset(&result, 0, sizeof(result));
	bar_init(&bar, cli->operand[0]);
	status = load_file(&cli->desk, kind, cli->operand[1], value_is_given(cli, OPTION_RENAME),
			   &result, bar_step, &bar);
	bar_finish(&bar);
	if (!status) {
		output_object(&cli->output, NULL);
		output_number(&cli->output, "added", result.added);
		output_number(&cli->output, "changed", result.changed);
		output_number(&cli->output, "unchanged", result.unchanged);
		output_line(&cli->output, _("%d added, %d changed, %d unchanged."), result.added,
			    result.changed, result.unchanged);
		show_notes(&cli->output, &result);
		output_end(&cli->output);
	} else if (status == STATUS_BAD_ROWS) {
		show_bad_rows(cli, status, result.bad, result.bad_count);
	}
	load_result_release(&result);
	return status;
}

static void list_refused(struct table *table, const struct online_row *row)
{
	table_format(table, "%ld", row->line);
	table_cell(table, row->answer.order_no);
	table_cell(table, row->answer.code);
	table_cell(table, row->answer.message);
}

static void show_import(struct output *output, const struct online_import *import, const char *ack)
{
	static const struct table_column columns[] = {
		{ N_("Line"), TEXT_RIGHT },
		{ N_("Order"), TEXT_LEFT },
		{ N_("Refused as"), TEXT_LEFT },
		{ N_("Why"), TEXT_LEFT },
	};
	struct table table;
	char refund[MONEY_TEXT_SIZE];
	int listed = 0;

	output_object(output, NULL);
	output_number(output, "rows", import->rows);
	output_number(output, "accepted", import->accepted);
	output_number(output, "cancelled", import->cancelled);
	output_number(output, "duplicate", import->duplicate);
	output_number(output, "refused", import->refused);
	output_number(output, "refund_fen", import->refund_fen);
	output_text(output, "ack", ack);
	output_line(output,
		    _("%d rows: %d accepted, %d cancelled, %d duplicate, %d refused; refunds "
		      "requested: %s yuan."),
		    import->rows, import->accepted, import->cancelled, import->duplicate,
		    import->refused, show_yuan(import->refund_fen, refund));
	output_array(output, "notes");
	note_passed_over(output, &import->passed_over);
	output_end(output);
	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, "refusals");
	for (size_t i = 0; i < import->count; i++) {
		const struct online_row *row = &import->row[i];

		if (row->answer.result != ONLINE_REFUSED)
			continue;
		output_object(output, NULL);
		output_number(output, "line", row->line);
		output_text(output, "order_no", row->answer.order_no);
		output_text(output, "code", row->answer.code);
		output_text(output, "message", row->answer.message);
		output_end(output);
		if (listed++ < LINES_SHOWN_MAX)
			list_refused(&table, row);
	}
	output_end(output);
	output_end(output);
	table_finish(&table, _("Nothing was refused."));
	if (listed > LINES_SHOWN_MAX)
		output_line(output, _("... and %d more; --ack FILE writes all."),
			    listed - LINES_SHOWN_MAX);
	if (ack)
		output_line(output, _("The result for each row is in %s."), ack);
}

/* As an import's answer, of what would be. */
static enum status try_import(struct cli *cli)
{
	struct online_preview preview;
	const struct online_run *run = &preview.run;
	enum status status = online_preview_file(&cli->desk, cli->operand[0], &preview);

	if (!status)
		show_import(&cli->output, &run->import, NULL);
	else if (preview.faults.count)
		show_bad_rows(cli, status, preview.faults.fault, preview.faults.count);
	if (!status && run->next < run->import.count)
		output_line(&cli->output, _("Of %zu rows the first %zu were tried."),
			    run->import.count, run->next);
	if (!status)
		output_line(&cli->output, _("Nothing was changed."));
	online_preview_release(&preview);
	return status;
}

enum status cli_import(struct cli *cli)
{
	const char *ack = NULL;
	struct online_import import;
	struct bar bar;
	struct idem key;
	bool answered;
	enum status status = value_new_file(cli, OPTION_ACK, cli->operand[0], &ack);

	if (status)
		return status;
	if (value_is_given(cli, OPTION_DRY_RUN))
		return try_import(cli);
	status = again_answered(cli, &key, &answered);
	if (status || answered)
		return status;
	if (!*ack)
		ack = NULL;
	memset(&import, 0, sizeof(import));
	bar_init(&bar, _("online bookings"));
	status = online_import_file(&cli->desk, cli->operand[0], ack, &import, bar_step, &bar);
	bar_finish(&bar);
	if (!status)
		show_import(&cli->output, &import, ack);
	if (!status)
		status = again_keep(cli, &key);
	online_import_release(&import);
	return status;
}
