#include "desk/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

#include "sql_columns.h"

/* What was read; made with the first row, for most times there is none. */
struct news {
	char value[SETTING_COUNT][SETTING_VALUE_SIZE];
	bool given[SETTING_COUNT];
	int64_t seq;
	char unknown[SETTING_NAME_SIZE]; /* "": none */
};

static enum status read_rule(const struct store_row *row, void *context)
{
	struct news **at = context, *news = *at;
	const char *name = row_text(row, SETTING_SINCE_NAME);
	const int place = setting_find(name);

	if (!news)
		news = *at = memory_new(1, sizeof(*news));
	news->seq = row_number(row, SETTING_SINCE_SEQ);
	if (place < 0 || !setting_is_rule(place)) {
		text_copy(news->unknown, sizeof(news->unknown), name);
		return STATUS_OK;
	}
	/* What was too long is none of the setting's values, and refused as such. */
	text_copy(news->value[place], sizeof(news->value[place]),
		  row_text(row, SETTING_SINCE_VALUE));
	news->given[place] = true;
	return STATUS_OK;
}

enum status rules_put(struct settings *settings, const struct setting_wish *wishes, size_t count,
		      struct problem *problem)
{
	const struct settings before = *settings;
	char said[SETTING_VALUE_SIZE], now[SETTING_VALUE_SIZE];
	enum status status = settings_set_all(settings, wishes, count, problem);

	for (size_t i = 0; !status && i < count; i++) {
		const int place = wishes[i].place;

		if (before.source[place] == SETTING_BY_FILE)
			settings->overruled[place] = strcmp(setting_value(&before, place, said),
							    setting_value(settings, place, now)) !=
						     0;
		settings->source[place] = SETTING_BY_DATABASE;
	}
	return status;
}

/* The first time all rules: one that is newer than the database has its default, whatever a file
 * says. */
static enum status put_in_force(struct news *news, bool first, struct settings *settings,
				struct problem *problem)
{
	struct setting_wish wish[SETTING_COUNT];
	struct problem reason;
	size_t count = 0;

	for (int place = 0; first && place < SETTING_COUNT; place++)
		if (!news->given[place])
			setting_initial(place, news->value[place]);
	for (int place = 0; place < SETTING_COUNT; place++)
		if (news->given[place] || (first && setting_is_rule(place)))
			wish[count++] = (struct setting_wish){ place, news->value[place] };
	if (rules_put(settings, wish, count, &reason) != STATUS_OK)
		return problem_set(problem, STATUS_STORE_CORRUPT,
				   _("A rule of the clinic in the database cannot be used: %s"),
				   reason.message);
	return STATUS_OK;
}

enum status rules_read(struct store *store, struct settings *settings, int64_t *seq, bool *changed,
		       struct problem *problem)
{
	struct news *news = NULL;
	enum status status = store_each(store, SQL_SETTING_SINCE, ARGS(STORE_ARG_INT(*seq)),
					read_rule, &news);

	if (changed)
		*changed = news != NULL;
	if (status)
		store_problem(store, status, problem);
	else if (news && *news->unknown)
		status = problem_set(problem, STATUS_STORE_CORRUPT,
				     _("The database has a rule \"%s\", which this program does "
				       "not know."),
				     news->unknown);
	else if (news)
		status = put_in_force(news, *seq == 0, settings, problem);
	if (!status && news)
		*seq = news->seq;
	free(news);
	return status;
}
