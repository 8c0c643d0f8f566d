#include "store/sqlite/schema_compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sqlite/schema_words.h"

#include "sql_columns.h"

/* One thing that a step makes. */
struct schema_object {
	const char *type, *name, *table, *words;
};

#include "schema_objects.h"

enum {
	OBJECT_COUNT = sizeof(schema_object) / sizeof(*schema_object),
	WHAT_SIZE = sizeof(((struct schema_hindrance *)0)->what)
};

struct comparison {
	int next; /* the first of ours that was not read yet */
	schema_fault_fn *fn;
	void *context;
};

static void tell(const struct comparison *comparison, enum schema_fault fault, const char *type,
		 const char *name, const char *table)
{
	char what[WHAT_SIZE];

	if (strcmp(name, table) == 0)
		text_format(what, sizeof(what), "%s %s", type, name);
	else
		text_format(what, sizeof(what), "%s %s on %s", type, name, table);
	comparison->fn(fault, what, comparison->context);
}

static void tell_missing(const struct comparison *comparison)
{
	const struct schema_object *ours = &schema_object[comparison->next];

	tell(comparison, SCHEMA_MISSING, ours->type, ours->name, ours->table);
}

static int order(const struct schema_object *ours, const char *type, const char *name)
{
	const int by_type = strcmp(ours->type, type);

	return by_type ? by_type : strcmp(ours->name, name);
}

static bool is_as_made(const struct schema_object *ours, const char *table, const char *sql)
{
	char *words = memory_new(SCHEMA_WORDS_ROOM(strlen(sql)), 1);
	bool same;

	schema_words(sql, words);
	same = strcmp(ours->table, table) == 0 && strcmp(ours->words, words) == 0;
	free(words);
	return same;
}

/* Both lists are in the same order. */
static enum status compare(const struct store_row *row, void *context)
{
	struct comparison *comparison = context;
	const char *type = row_text(row, STORE_SCHEMA_TYPE);
	const char *name = row_text(row, STORE_SCHEMA_NAME);
	const char *table = row_text(row, STORE_SCHEMA_TBL_NAME);
	int order_now = -1;

	while (comparison->next < OBJECT_COUNT) {
		order_now = order(&schema_object[comparison->next], type, name);
		if (order_now >= 0)
			break;
		tell_missing(comparison);
		comparison->next++;
	}
	if (comparison->next == OBJECT_COUNT || order_now > 0) {
		tell(comparison, SCHEMA_FOREIGN, type, name, table);
		return STATUS_OK;
	}
	if (!is_as_made(&schema_object[comparison->next], table, row_text(row, STORE_SCHEMA_SQL)))
		tell(comparison, SCHEMA_ALTERED, type, name, table);
	comparison->next++;
	return STATUS_OK;
}

enum status schema_compare(struct connection *connection, schema_fault_fn *fn, void *context)
{
	struct comparison comparison = { .fn = fn, .context = context };
	enum status status = connection_each(connection, SQL_STORE_SCHEMA, NO_ARGS, compare,
					     &comparison, NULL);

	for (; status == STATUS_OK && comparison.next < OBJECT_COUNT; comparison.next++)
		tell_missing(&comparison);
	return status;
}

struct telling {
	schema_text_fn *fn;
	void *context;
};

static enum status tell_text(const struct store_row *row, void *context)
{
	const struct telling *telling = context;

	telling->fn(row_text(row, STORE_SCHEMA_SQL), telling->context);
	return STATUS_OK;
}

enum status schema_tell(struct connection *connection, schema_text_fn *fn, void *context)
{
	struct telling telling = { fn, context };

	return connection_each(connection, SQL_STORE_SCHEMA, NO_ARGS, tell_text, &telling, NULL);
}

static void keep_first(enum schema_fault fault, const char *what, void *context)
{
	struct schema_hindrance *first = context;
	const bool acts = strncmp(what, "trigger ", strlen("trigger ")) == 0;

	if (first->found || (fault == SCHEMA_FOREIGN && !acts))
		return;
	first->found = true;
	first->fault = fault;
	text_printable(first->what, sizeof(first->what), what);
}

static enum status refuse(const struct schema_hindrance *first, const char *path,
			  struct problem *problem)
{
	switch (first->fault) {
	case SCHEMA_FOREIGN:
		return problem_set(problem, STATUS_STORE_ALTERED,
				   _("The database %s was not opened: its %s is not frontdesk's "
				     "and could change what is recorded. `frontdesk check` lists "
				     "everything that differs. Go back to a good copy, or have it "
				     "removed and look at what it did."),
				   path, first->what);
	case SCHEMA_ALTERED:
		return problem_set(
			problem, STATUS_STORE_ALTERED,
			_("The database %s was not opened: its %s was altered. "
			  "`frontdesk check` lists everything that differs. Go back to a "
			  "good copy."),
			path, first->what);
	case SCHEMA_MISSING:
	default:
		return problem_set(
			problem, STATUS_STORE_ALTERED,
			_("The database %s was not opened: its %s is missing. "
			  "`frontdesk check` lists everything that differs. Go back to a "
			  "good copy."),
			path, first->what);
	}
}

enum status schema_hindrance(struct connection *connection, struct schema_hindrance *out)
{
	*out = (struct schema_hindrance){ .found = false };
	return schema_compare(connection, keep_first, out);
}

enum status schema_stands(struct connection *connection, const char *path, struct problem *problem)
{
	struct schema_hindrance first;
	enum status status = schema_hindrance(connection, &first);

	if (status != STATUS_OK)
		*problem = *connection_problem(connection);
	return status == STATUS_OK && first.found ? refuse(&first, path, problem) : status;
}
