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
	if (place < 0 || setting_at(place)->scope != SETTING_OF_CLINIC) {
		text_copy(news->unknown, sizeof(news->unknown), name);
		return STATUS_OK;
	}
	/* What was too long is none of the setting's values, and refused as such. */
	text_copy(news->value[place], sizeof(news->value[place]),
		  row_text(row, SETTING_SINCE_VALUE));
	news->given[place] = true;
	return STATUS_OK;
}

static enum status put_in_force(const struct news *news, struct settings *settings,
				struct problem *problem)
{
	struct settings before = *settings;
	struct setting_wish wish[SETTING_COUNT];
	char value[SETTING_VALUE_SIZE];
	struct problem reason;
	size_t count = 0;

	for (int place = 0; place < SETTING_COUNT; place++)
		if (news->given[place])
			wish[count++] = (struct setting_wish){ place, news->value[place] };
	if (settings_set_all(settings, wish, count, &reason) != STATUS_OK)
		return problem_set(problem, STATUS_STORE_CORRUPT,
				   _("A rule of the clinic in the database cannot be used: %s"),
				   reason.message);
	for (size_t i = 0; i < count; i++) {
		const int place = wish[i].place;

		if (before.source[place] == SETTING_BY_FILE)
			settings->overruled[place] = strcmp(setting_value(&before, place, value),
							    wish[i].value) != 0;
		settings->source[place] = SETTING_BY_DATABASE;
	}
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
		status = put_in_force(news, settings, problem);
	if (!status && news)
		*seq = news->seq;
	free(news);
	return status;
}
