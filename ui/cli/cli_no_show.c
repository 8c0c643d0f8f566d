/* No-shows and bans: unresolved, resolve, withdraw, bans, lift. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/ban/ban_trial.h"
#include "desk/booking/booking.h"
#include "desk/booking/no_show.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/table.h"
#include "ui/cli/values.h"

enum { WORD_MAX = 16 };

enum status cli_unresolved(struct cli *cli)
{
	struct booking *rows = NULL;
	day_number day;
	size_t count = 0;
	enum status status = value_day(cli, DAY_NONE, &day);

	if (!status)
		status = unresolved_list(&cli->desk, day, &rows, &count);
	if (!status)
		status = show_bookings(cli, rows, count, _("Nothing is unresolved."));
	free(rows);
	return status;
}

static void say_ban(struct output *output, const struct ban *ban)
{
	char until[DAY_TEXT_SIZE];

	output_line(output, _("%s may not book online until %s inclusive."), ban->patient,
		    day_format(ban->until, until));
}

enum status cli_resolve(struct cli *cli)
{
	enum resolution resolution;
	struct booking booking;
	struct ban ban;
	char word[WORD_MAX];
	bool banned = false;
	int64_t id;
	enum status status = value_booking_number(cli, cli->operand[0], &id);

	if (status)
		return status;
	/* The store writes no_show. */
	text_copy(word, sizeof(word), cli->operand[1]);
	for (char *at = word; *at; at++)
		if (*at == '-')
			*at = '_';
	if (!resolution_parse(word, &resolution))
		return cli_refuse(cli, STATUS_USAGE, _("\"%s\" is none of these: %s."),
				  cli->operand[1], "came|no-show|excused|clinic");
	status = booking_resolve(&cli->desk, id, resolution, value_text(cli, OPTION_REASON, ""),
				 &booking, &ban, &banned);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_booking(&cli->output, &booking);
	if (banned) {
		output_object(&cli->output, "ban");
		show_ban(&cli->output, &ban);
		output_end(&cli->output);
	} else {
		output_text(&cli->output, "ban", NULL);
	}
	output_end(&cli->output);
	output_line(&cli->output, _("Recorded: %s."), booking_state_word(booking.state));
	if (banned)
		say_ban(&cli->output, &ban);
	return STATUS_OK;
}

enum status cli_withdraw(struct cli *cli)
{
	struct booking booking;
	int64_t id;
	enum status status = value_booking_number(cli, cli->operand[0], &id);

	if (!status)
		status = no_show_withdraw(&cli->desk, id, cli->value[OPTION_REASON], &booking);
	if (!status)
		show_booking_answer(cli, &booking,
				    _("The no-show is withdrawn; bans were worked out again."));
	return status;
}

/* "2026-11-18, 2026-11-19, 2026-11-20" */
static void list_dates(const struct ban *ban, char *out, size_t size)
{
	char day[DAY_TEXT_SIZE];
	size_t used;

	*out = '\0';
	for (int i = 0; i < ban->date_count; i++) {
		used = strlen(out);
		text_format(out + used, size - used, "%s%s", i ? ", " : "",
			    day_format(ban->date[i].day, day));
	}
}

static void show_bans(struct output *output, const struct ban *rows, size_t count)
{
	static const struct table_column columns[] = {
		{ N_("Patient"), TEXT_LEFT },
		{ N_("Name"), TEXT_LEFT },
		{ N_("From"), TEXT_LEFT },
		{ N_("Until"), TEXT_LEFT },
		{ N_("No-shows behind the ban"), TEXT_LEFT },
		{ N_("Ended"), TEXT_LEFT },
	};
	struct table table;

	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_array(output, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct ban *ban = &rows[i];
		char day[DAY_TEXT_SIZE], dates[BAN_DATES_MAX * (DAY_TEXT_SIZE + 2)];

		output_object(output, NULL);
		show_ban(output, ban);
		output_end(output);
		list_dates(ban, dates, sizeof(dates));
		table_format(&table, "%" PRId64, ban->patient_id);
		table_cell(&table, ban->patient);
		table_cell(&table, day_format(ban->from, day));
		table_cell(&table, day_format(ban->until, day));
		table_cell(&table, dates);
		if (ban->ended == DAY_NONE)
			table_cell(&table, "");
		else
			table_format(&table, "%s %s", day_format(ban->ended, day),
				     ban->lifted ? _("lifted") : _("withdrawn"));
	}
	output_end(output);
	table_finish(&table, _("There are no bans."));
}

static void show_rule(struct output *output, const char *key, const struct ban_rule *rule)
{
	output_object(output, key);
	output_number(output, "threshold", rule->threshold);
	output_text(output, "counts", rule->counts_all ? "all" : "online");
	output_number(output, "window_days", rule->window_days);
	output_number(output, "ban_months", rule->ban_months);
	output_end(output);
}

/* Columns that are empty where there is no ban. */
static void day_cell(struct table *table, day_number day)
{
	char text[DAY_TEXT_SIZE] = "";

	table_cell(table, day == DAY_NONE ? text : day_format(day, text));
}

static void show_change(struct output *output, struct table *table, const struct ban_change *change)
{
	int kept = change->no_show_count < BAN_DATES_MAX ? change->no_show_count : BAN_DATES_MAX;
	char dates[BAN_DATES_MAX * (DAY_TEXT_SIZE + 2)] = "", day[DAY_TEXT_SIZE];

	output_object(output, NULL);
	show_id(output, "patient", change->patient_id);
	output_text(output, "name", change->patient);
	output_text(output, "change", ban_change_name(change->kind));
	show_day(output, "until_now", change->until_now);
	show_day(output, "from", change->from);
	show_day(output, "until", change->until);
	output_array(output, "no_shows");
	for (int i = 0; i < kept; i++) {
		size_t used = strlen(dates);

		day_format(change->no_show[i], day);
		output_text(output, NULL, day);
		text_format(dates + used, sizeof(dates) - used, "%s%s", i ? ", " : "", day);
	}
	output_end(output);
	output_end(output);
	table_cell(table, ban_change_word(change->kind));
	table_format(table, "%" PRId64, change->patient_id);
	table_cell(table, change->patient);
	day_cell(table, change->until_now);
	day_cell(table, change->until);
	table_cell(table, dates);
}

static void show_trial(struct cli *cli, const struct ban_rule *rule, const struct ban_change *rows,
		       size_t count)
{
	static const struct table_column columns[] = {
		{ N_("Change"), TEXT_LEFT },	  { N_("Patient"), TEXT_LEFT },
		{ N_("Name"), TEXT_LEFT },	  { N_("Until, now"), TEXT_LEFT },
		{ N_("Until, then"), TEXT_LEFT }, { N_("No-shows behind the ban"), TEXT_LEFT },
	};
	struct output *output = &cli->output;
	int of_kind[BAN_CHANGE_COUNT] = { 0 };
	struct ban_rule now;
	struct table table;

	for (size_t i = 0; i < count; i++)
		of_kind[rows[i].kind]++;
	ban_rule_now(&cli->desk, &now);
	table_init(&table, output, columns, sizeof(columns) / sizeof(columns[0]));
	output_object(output, NULL);
	show_rule(output, "now", &now);
	show_rule(output, "if", rule);
	for (int kind = 0; kind < BAN_CHANGE_COUNT; kind++)
		output_number(output, ban_change_name((enum ban_change_kind)kind), of_kind[kind]);
	output_array(output, "changes");
	for (size_t i = 0; i < count; i++)
		show_change(output, &table, &rows[i]);
	output_end(output);
	output_end(output);
	table_finish(&table, _("Nobody is banned today, and nobody would be."));
	if (count)
		output_line(output,
			    _("%d new, %d longer, %d shorter, %d ended, %d unchanged. Nothing was "
			      "saved."),
			    of_kind[BAN_NEW], of_kind[BAN_LONGER], of_kind[BAN_SHORTER],
			    of_kind[BAN_GONE], of_kind[BAN_SAME]);
}

/* --if: of everybody, or of --patient alone. */
static enum status try_rule(struct cli *cli)
{
	struct ban_change *rows = NULL;
	size_t count = 0, kept = 0;
	int64_t patient_id = 0;
	struct ban_rule rule;
	enum status status = STATUS_OK;

	ban_rule_now(&cli->desk, &rule);
	if (value_is_given(cli, OPTION_PATIENT))
		status = value_patient_number(cli, cli->value[OPTION_PATIENT], &patient_id);
	if (!status)
		status = ban_rule_parse(&cli->desk, cli->value[OPTION_IF], &rule);
	if (!status)
		status = ban_trial(&cli->desk, &rule, &rows, &count);
	for (size_t i = 0; i < count; i++)
		if (patient_id == 0 || rows[i].patient_id == patient_id)
			rows[kept++] = rows[i];
	if (!status)
		show_trial(cli, &rule, rows, kept);
	free(rows);
	return status;
}

enum status cli_bans(struct cli *cli)
{
	struct ban *rows = NULL;
	struct patient patient;
	size_t count = 0;
	int64_t id;
	enum status status;

	if (value_is_given(cli, OPTION_IF))
		return try_rule(cli);
	if (value_is_given(cli, OPTION_PATIENT)) {
		status = value_patient_number(cli, cli->value[OPTION_PATIENT], &id);
		if (!status)
			status = patient_get(&cli->desk, id, &patient);
		if (!status)
			status = ban_list_patient(&cli->desk, patient.id, &rows, &count);
	} else {
		status = ban_list_in_force(&cli->desk, desk_today(&cli->desk), &rows, &count);
	}
	if (!status)
		show_bans(&cli->output, rows, count);
	free(rows);
	return status;
}

enum status cli_lift(struct cli *cli)
{
	struct patient patient;
	struct ban ban;
	int64_t id;
	enum status status = value_patient_number(cli, cli->operand[0], &id);

	if (!status)
		status = patient_get(&cli->desk, id, &patient);
	if (!status)
		status = ban_in_force(&cli->desk, patient.id, desk_today(&cli->desk), &ban);
	if (status == STATUS_NOT_FOUND)
		return cli_refuse(cli, status, _("%s is not banned: there is nothing to lift."),
				  patient.name);
	if (!status)
		status = ban_lift(&cli->desk, ban.id, cli->value[OPTION_REASON], &ban);
	if (status)
		return status;
	output_object(&cli->output, NULL);
	show_ban(&cli->output, &ban);
	output_end(&cli->output);
	output_line(&cli->output, _("The ban is lifted: %s may book online again."), patient.name);
	return STATUS_OK;
}
