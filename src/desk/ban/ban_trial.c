#include "desk/ban/ban_trial.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/ban/ban_facts.h"

#include "sql_columns.h"

enum { FIGURES_SIZE = 256, FIGURE_NAMES_SIZE = 160 };

/* Figures as they are typed. */

static const struct figure {
	const char *section, *name, *choices; /* choices NULL: a number */
	int64_t lowest, highest;
} figure_table[] = {
#define SETTING_NUMBER(section, key, initial, lowest, highest, ...) \
	{ #section, #key, NULL, lowest, highest },
#define SETTING_TEXT(section, key, ...)
#define SETTING_CHOICE(section, key, initial, choices, ...) { #section, #key, choices, 0, 0 },
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
};

enum { FIGURE_COUNT = sizeof(figure_table) / sizeof(figure_table[0]) };

static bool is_of_the_rule(const struct figure *figure)
{
	return strcmp(figure->section, "no_show") == 0;
}

static enum status refuse_name(struct desk *desk, const char *name)
{
	char names[FIGURE_NAMES_SIZE] = "";

	for (size_t i = 0; i < FIGURE_COUNT; i++) {
		size_t used = strlen(names);

		if (is_of_the_rule(&figure_table[i]))
			text_format(names + used, sizeof(names) - used, "%s%s", used ? ", " : "",
				    figure_table[i].name);
	}
	return desk_refuse(desk, STATUS_BAD_VALUE,
			   _("The rule has no parameter \"%s\"; there are: %s."), name, names);
}

static void set_number(struct ban_rule *rule, const char *name, int number)
{
	if (strcmp(name, "threshold") == 0)
		rule->threshold = number;
	else if (strcmp(name, "window_days") == 0)
		rule->window_days = number;
	else
		rule->ban_months = number;
}

enum status ban_rule_set(struct desk *desk, const char *name, const char *value,
			 struct ban_rule *rule)
{
	const struct figure *figure = figure_table;
	const struct figure *const end = figure_table + FIGURE_COUNT;
	int64_t number;

	while (figure < end && !(is_of_the_rule(figure) && strcmp(figure->name, name) == 0))
		figure++;
	if (figure == end)
		return refuse_name(desk, name);
	if (figure->choices) {
		if (strcmp(value, "online") != 0 && strcmp(value, "all") != 0)
			return desk_refuse(desk, STATUS_BAD_VALUE,
					   _("%s is \"%s\"; it must be one of: %s."), name, value,
					   "online, all");
		rule->counts_all = strcmp(value, "all") == 0;
		return STATUS_OK;
	}
	if (!text_to_number(value, figure->lowest, figure->highest, &number))
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("%s is \"%s\"; it must be a whole number from %d to %d."),
				   name, value, (int)figure->lowest, (int)figure->highest);
	set_number(rule, name, (int)number);
	return STATUS_OK;
}

/* The names of figures that were given so far. */
struct given {
	const char *name[FIGURE_COUNT];
	size_t count;
};

/* Of a figure given twice nobody could say which was meant. */
static enum status refuse_twice(struct desk *desk, struct given *given, const char *name)
{
	for (size_t i = 0; i < given->count; i++)
		if (strcmp(given->name[i], name) == 0)
			return desk_refuse(desk, STATUS_BAD_VALUE,
					   _("%s is given twice. Leave one of the two out."), name);
	given->name[given->count++] = name;
	return STATUS_OK;
}

enum status ban_rule_parse(struct desk *desk, const char *text, struct ban_rule *rule)
{
	struct ban_rule changed = *rule;
	struct given given = { .count = 0 };
	char figures[FIGURES_SIZE];
	char *at = figures;

	if (!text_copy(figures, sizeof(figures), text))
		return refuse_name(desk, text);
	text_lower(text_narrow(figures));
	while (at) {
		char *name = at, *value;
		enum status status;

		at = strchr(at, ',');
		if (at)
			*at++ = '\0';
		value = strchr(name, '=');
		if (!value)
			return desk_refuse(
				desk, STATUS_BAD_VALUE,
				_("\"%s\" is not a parameter of the rule; write it as %s."),
				text_trim(name), "threshold=2,ban_months=6");
		*value++ = '\0';
		status = ban_rule_set(desk, text_trim(name), text_trim(value), &changed);
		if (!status)
			status = refuse_twice(desk, &given, name);
		if (status)
			return status;
	}
	*rule = changed;
	return STATUS_OK;
}

/* What would become of people. */

static const struct choice changes[BAN_CHANGE_COUNT] = {
#define BAN_CHANGE(symbol, name, word) [BAN_##symbol] = CHOICE(name, word),
#include "desk/ban/ban_change.def"
#undef BAN_CHANGE
};

const char *ban_change_name(enum ban_change_kind kind)
{
	return changes[kind].name;
}

const char *ban_change_word(enum ban_change_kind kind)
{
	return _(changes[kind].word);
}

struct trial {
	const struct ban_rule *rule;
	struct ban_change *rows;
	size_t count, room;
};

static enum status read_person(const struct store_row *row, void *context)
{
	struct trial *trial = context;
	struct ban_change *change = memory_append(&trial->rows, &trial->count, &trial->room,
						  sizeof(*trial->rows));

	change->patient_id = row_number(row, BAN_TRIAL_PERSONS_ID);
	text_copy(change->patient, sizeof(change->patient), row_text(row, BAN_TRIAL_PERSONS_NAME));
	text_copy(change->phone, sizeof(change->phone), row_text(row, BAN_TRIAL_PERSONS_PHONE));
	return STATUS_OK;
}

static void add_no_show(struct ban_change *change, const struct ban_fact *fact)
{
	if (change->no_show_count < BAN_DATES_MAX)
		change->no_show[change->no_show_count] = fact->day;
	change->no_show_count++;
}

/* The ban that would be in force today; spans follow each other, so there is one at most. */
static const struct ban_span *span_in_force(const struct ban_facts *facts)
{
	for (size_t i = 0; i < facts->span_count; i++)
		if (facts->spans[i].from <= facts->today && facts->today <= facts->spans[i].until)
			return &facts->spans[i];
	return NULL;
}

static enum ban_change_kind compare(const struct ban_change *change)
{
	if (change->until == DAY_NONE)
		return BAN_GONE;
	if (change->until_now == DAY_NONE)
		return BAN_NEW;
	if (change->until == change->until_now)
		return BAN_SAME;
	return change->until > change->until_now ? BAN_LONGER : BAN_SHORTER;
}

/* False when the person is banned neither now nor then. */
static enum status work_out(struct desk *desk, const struct ban_rule *rule,
			    struct ban_change *change, bool *any)
{
	const struct ban_known *known;
	const struct ban_span *span;
	struct ban_facts facts;
	enum status status = ban_facts_load(desk, change->patient_id, rule, &facts);

	*any = false;
	if (status)
		return status;
	known = ban_facts_in_force(&facts);
	span = span_in_force(&facts);
	*any = known || span;
	change->until_now = known ? known->until : DAY_NONE;
	change->from = span ? span->from : DAY_NONE;
	change->until = span ? span->until : DAY_NONE;
	change->kind = compare(change);
	for (size_t i = 0; span && i < facts.no_show_count; i++)
		if (facts.no_shows[i].ban == (int)(span - facts.spans))
			add_no_show(change, &facts.no_shows[i]);
	for (size_t i = 0; !span && known && i < known->count; i++) {
		const struct ban_fact *fact = ban_facts_of_booking(&facts,
								   facts.behind[known->first + i]);

		if (fact)
			add_no_show(change, fact);
	}
	ban_facts_release(&facts);
	return STATUS_OK;
}

static int by_kind(const void *left, const void *right)
{
	const struct ban_change *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->until != b->until)
		return a->until < b->until ? -1 : 1;
	return a->patient_id < b->patient_id ? -1 : a->patient_id > b->patient_id;
}

static enum status try_rule(struct desk *desk, void *context)
{
	struct trial *trial = context;
	char today[DAY_TEXT_SIZE], since[DAY_TEXT_SIZE];
	size_t kept = 0;
	enum status status;

	/* A ban that is in force today began no earlier. */
	day_format(day_add_months(desk_today(desk), -trial->rule->ban_months), since);
	day_format(desk_today(desk), today);
	status = desk_store_result(
		desk, store_each(desk->store, SQL_BAN_TRIAL_PERSONS,
				 ARGS(store_text(since), STORE_ARG_INT(trial->rule->threshold),
				      store_text(today)),
				 read_person, trial));
	for (size_t i = 0; i < trial->count && !status; i++) {
		bool any;

		status = work_out(desk, trial->rule, &trial->rows[i], &any);
		if (any)
			trial->rows[kept++] = trial->rows[i];
	}
	trial->count = kept;
	return status;
}

enum status ban_trial(struct desk *desk, const struct ban_rule *rule, struct ban_change **rows,
		      size_t *count)
{
	struct trial trial = { .rule = rule };
	enum status status = desk_read(desk, try_rule, &trial);

	*rows = NULL;
	*count = 0;
	if (status) {
		free(trial.rows);
		return status;
	}
	if (trial.count)
		qsort(trial.rows, trial.count, sizeof(*trial.rows), by_kind);
	*rows = trial.rows;
	*count = trial.count;
	return STATUS_OK;
}
