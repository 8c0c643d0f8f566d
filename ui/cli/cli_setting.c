/* The settings: setting list, get, set, history, save, load. */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/setting.h"
#include "exchange/rules_file.h"
#include "ui/cli/again.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

static void show_setting(struct cli *cli, int place)
{
	const struct settings *settings = &cli->desk.settings;
	char name[SETTING_NAME_SIZE], value[SETTING_VALUE_SIZE];
	struct output *output = &cli->output;

	output_text(output, "setting", setting_name(place, name));
	output_text(output, "value", setting_value(settings, place, value));
	output_text(output, "default", setting_initial(place, value));
	output_text(output, "scope", setting_is_rule(place) ? "clinic" : "counter");
	output_text(output, "source", setting_source_name(setting_source(settings, place)));
	output_bool(output, "file_not_used", settings->overruled[place]);
}

static const struct table_column setting_columns[] = {
	{ N_("Setting"), TEXT_LEFT }, { N_("Value"), TEXT_LEFT }, { N_("Default"), TEXT_LEFT },
	{ N_("Source"), TEXT_LEFT },  { N_("Scope"), TEXT_LEFT },
};

enum status cli_setting_list(struct cli *cli)
{
	const struct settings *settings = &cli->desk.settings;
	char name[SETTING_NAME_SIZE], value[SETTING_VALUE_SIZE];
	struct table table;

	table_init(&table, &cli->output, setting_columns,
		   sizeof(setting_columns) / sizeof(setting_columns[0]));
	output_array(&cli->output, NULL);
	for (int place = 0; place < SETTING_COUNT; place++) {
		output_object(&cli->output, NULL);
		show_setting(cli, place);
		output_end(&cli->output);
		table_cell(&table, setting_name(place, name));
		table_cell(&table, setting_value(settings, place, value));
		table_cell(&table, setting_initial(place, value));
		table_cell(&table, setting_source_words(setting_source(settings, place)));
		table_cell(&table, setting_is_rule(place) ? _("clinic") : _("counter"));
	}
	output_end(&cli->output);
	table_finish(&table, "");
	return STATUS_OK;
}

/* The setting that an operand names. */
static enum status find(struct cli *cli, const char *typed, int *place)
{
	*place = setting_find(typed);
	if (*place >= 0)
		return STATUS_OK;
	return cli_refuse(cli, STATUS_BAD_SETTING,
			  _("There is no setting \"%s\". \"frontdesk setting list\" names all, "
			    "such as quota.online_percent."),
			  typed);
}

static enum status newest_entry(struct cli *cli, int place, struct rule_entry *out, bool *found)
{
	struct rule_entry *rows;
	size_t count;
	enum status status = rules_history(&cli->desk, place, &rows, &count);

	*found = !status && count > 0;
	if (*found)
		*out = rows[0];
	free(rows);
	return status;
}

enum status cli_setting_get(struct cli *cli)
{
	char value[SETTING_VALUE_SIZE], initial[SETTING_VALUE_SIZE], at[CLOCK_TEXT_SIZE];
	struct output *output = &cli->output;
	struct rule_entry entry;
	bool found = false;
	int place;
	enum status status = find(cli, cli->operand[0], &place);

	if (!status && setting_is_rule(place))
		status = newest_entry(cli, place, &entry, &found);
	if (status)
		return status;
	output_object(output, NULL);
	show_setting(cli, place);
	output_text(output, "remark", found && *entry.remark ? entry.remark : NULL);
	output_end(output);
	output_line(output, "%s", setting_value(&cli->desk.settings, place, value));
	output_line(output, _("%s The default is \"%s\"."), _(setting_at(place)->sentence),
		    setting_initial(place, initial));
	if (found)
		output_line(output, _("So since %s, by %s at counter %s."),
			    clock_format(entry.at_ms, at), entry.staff, entry.counter);
	if (found && *entry.remark)
		output_line(output, _("Remark: %s"), entry.remark);
	return STATUS_OK;
}

struct change_shown {
	char before[SETTING_VALUE_SIZE], after[SETTING_VALUE_SIZE];
};

static enum status change_rule(struct cli *cli, const struct rule_change *change,
			       struct change_shown *shown)
{
	enum status status;

	setting_value(&cli->desk.settings, change->place, shown->before);
	status = setting_change(&cli->desk, NULL, change);
	setting_value(&cli->desk.settings, change->place, shown->after);
	return status;
}

/* What is the counter's own is read from its file, and written there. */
static enum status change_file(struct cli *cli, const struct rule_change *change,
			       struct change_shown *shown)
{
	struct settings_file file = { .length = 0 };
	enum status status;

	if (*change->remark)
		return cli_refuse(cli, STATUS_USAGE,
				  _("--remark goes with a rule of the clinic; this setting is the "
				    "counter's own."));
	status = settings_file_read(&file, cli->settings.path, &cli->problem);
	if (!status) {
		setting_value(&file.settings, change->place, shown->before);
		status = setting_change(&cli->desk, &file, change);
		setting_value(&file.settings, change->place, shown->after);
	}
	settings_file_release(&file);
	return status;
}

static void show_changed(struct cli *cli, int place, const struct change_shown *shown)
{
	const bool changed = strcmp(shown->before, shown->after) != 0;
	const struct setting *setting = setting_at(place);
	struct output *output = &cli->output;
	char name[SETTING_NAME_SIZE];

	output_object(output, NULL);
	output_text(output, "setting", setting_name(place, name));
	output_text(output, "before", shown->before);
	output_text(output, "value", shown->after);
	output_text(output, "scope", setting_is_rule(place) ? "clinic" : "counter");
	output_bool(output, "changed", changed);
	output_end(output);
	if (!changed)
		output_line(output, _("%s is \"%s\" already."), name, shown->after);
	else
		output_line(output, _("%s: \"%s\" before, \"%s\" now."), name, shown->before,
			    shown->after);
	if (changed && setting->follows)
		output_line(output, "%s", _(setting->follows));
	if (changed && !setting->at_once)
		output_line(output, "%s", _("A desk that is open takes it when it is restarted."));
}

enum status cli_setting_set(struct cli *cli)
{
	struct rule_change wish = { .value = cli->operand[1],
				    .remark = value_text(cli, OPTION_REMARK, "") };
	struct change_shown shown;
	bool answered = false;
	struct idem key;
	enum status status = find(cli, cli->operand[0], &wish.place);

	if (status)
		return status;
	if (value_is_given(cli, OPTION_DEFAULT) == (cli->operand[1] != NULL))
		return cli_refuse(cli, STATUS_USAGE,
				  _("Say which value the setting is to have, or --default."));
	status = again_answered(cli, &key, &answered);
	if (status || answered)
		return status;
	status = (setting_is_rule(wish.place) ? change_rule : change_file)(cli, &wish, &shown);
	if (status)
		return status;
	show_changed(cli, wish.place, &shown);
	return again_keep(cli, &key);
}

static const struct table_column history_columns[] = {
	{ N_("When"), TEXT_LEFT },    { N_("Staff code"), TEXT_LEFT }, { N_("Counter"), TEXT_LEFT },
	{ N_("Setting"), TEXT_LEFT }, { N_("Before"), TEXT_LEFT },     { N_("After"), TEXT_LEFT },
	{ N_("Remark"), TEXT_LEFT },
};

static void show_entry(struct output *output, struct table *table, const struct rule_entry *entry)
{
	char at[CLOCK_TEXT_SIZE];

	output_object(output, NULL);
	show_instant(output, "at", entry->at_ms);
	output_number(output, "entry", entry->seq);
	output_text(output, "staff", entry->staff);
	output_text(output, "counter", entry->counter);
	output_text(output, "setting", entry->name);
	output_text(output, "before", entry->first ? NULL : entry->before);
	output_text(output, "value", entry->value);
	output_text_or_null(output, "remark", entry->remark);
	output_end(output);
	table_cell(table, clock_format(entry->at_ms, at));
	table_cell(table, entry->staff);
	table_cell(table, entry->counter);
	table_cell(table, entry->name);
	table_cell(table, entry->first ? _("(first value)") : entry->before);
	table_cell(table, entry->value);
	table_cell(table, entry->remark);
}

enum status cli_setting_history(struct cli *cli)
{
	struct rule_entry *rows = NULL;
	enum status status = STATUS_OK;
	struct table table;
	size_t count = 0;
	int place = -1;

	if (cli->operand[0])
		status = find(cli, cli->operand[0], &place);
	if (!status && place >= 0 && !setting_is_rule(place))
		return cli_refuse(cli, STATUS_BAD_SETTING,
				  _("%s is a counter's own: its file has no history. What the desk "
				    "changed there is in the record."),
				  cli->operand[0]);
	if (!status)
		status = rules_history(&cli->desk, place, &rows, &count);
	if (status)
		return status;
	table_init(&table, &cli->output, history_columns,
		   sizeof(history_columns) / sizeof(history_columns[0]));
	output_array(&cli->output, NULL);
	for (size_t i = 0; i < count; i++)
		show_entry(&cli->output, &table, &rows[i]);
	output_end(&cli->output);
	table_finish(&table,
		     _("The rules are those of the settings file: the database has none yet."));
	free(rows);
	return STATUS_OK;
}

enum status cli_setting_save(struct cli *cli)
{
	enum status status = rules_file_write(&cli->desk, cli->operand[0]);

	if (status)
		return status;
	output_object(&cli->output, NULL);
	output_text(&cli->output, "file", cli->operand[0]);
	output_end(&cli->output);
	output_line(&cli->output,
		    _("The rules of the clinic are in %s. At the other clinic: frontdesk setting "
		      "load FILE --preview"),
		    cli->operand[0]);
	return STATUS_OK;
}

static const struct table_column change_columns[] = {
	{ N_("Setting"), TEXT_LEFT },
	{ N_("Before"), TEXT_LEFT },
	{ N_("After"), TEXT_LEFT },
	{ N_("Remark"), TEXT_LEFT },
};

static void show_changes(struct output *output, const struct rules_file *file)
{
	struct table table;

	table_init(&table, output, change_columns,
		   sizeof(change_columns) / sizeof(change_columns[0]));
	output_array(output, "changes");
	for (size_t i = 0; i < file->count; i++) {
		char name[SETTING_NAME_SIZE];

		output_object(output, NULL);
		output_text(output, "setting", setting_name(file->change[i].place, name));
		output_text(output, "before", file->before[i]);
		output_text(output, "value", file->value[i]);
		output_text_or_null(output, "remark", file->remark[i]);
		output_end(output);
		table_cell(&table, name);
		table_cell(&table, file->before[i]);
		table_cell(&table, file->value[i]);
		table_cell(&table, file->remark[i]);
	}
	output_end(output);
	table_finish(&table, _("The file says what the rules are already."));
}

/* What follows from each change that is none of a remark alone, once. */
static void say_consequences(struct output *output, const struct rules_file *file)
{
	const char *said = "";

	for (size_t i = 0; i < file->count; i++) {
		const char *follows = setting_at(file->change[i].place)->follows;
		char name[SETTING_NAME_SIZE];

		if (!follows || strcmp(file->before[i], file->value[i]) == 0 ||
		    strcmp(follows, said) == 0)
			continue;
		output_line(output, "%s: %s", setting_name(file->change[i].place, name),
			    _(follows));
		said = follows;
	}
}

static void say_passed_over(struct output *output, const struct rules_file *file)
{
	char name[SETTING_NAME_SIZE];

	output_array(output, "passed_over");
	for (size_t i = 0; i < file->passed_count; i++) {
		output_text(output, NULL, setting_name(file->passed_over[i], name));
		output_line(output,
			    file->passed_over[i] == SETTING_AT_clinic_name
				    ? _("%s was passed over: each clinic has its own name.")
				    : _("%s was passed over: it is a counter's own."),
			    name);
	}
	output_end(output);
}

enum status cli_setting_load(struct cli *cli)
{
	const bool done = !value_is_given(cli, OPTION_PREVIEW);
	struct output *output = &cli->output;
	struct rules_file file;
	int changed = 0;
	enum status status = rules_file_read(&cli->desk, cli->operand[0], &file);

	if (!status)
		status = done ? rules_change(&cli->desk, file.change, file.count, &changed)
			      : rules_check(&cli->desk, file.change, file.count);
	if (status)
		return status;
	output_object(output, NULL);
	output_bool(output, "done", done);
	show_changes(output, &file);
	output_number(output, "unchanged", file.unchanged);
	say_passed_over(output, &file);
	output_end(output);
	say_consequences(output, &file);
	if (!done)
		output_line(output, "%s", _("Nothing was changed."));
	return STATUS_OK;
}
