#include "store/sqlite/schema.h"

#include <errno.h>

#include "base/language.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/line_row.h"
#include "store/sqlite/place.h"
#include "store/sqlite/schema_compare.h"
#include "store/sqlite/schema_text.h"
#include "store/statements.h"

/* Copies of one version that may lie beside the database. */
enum { COPIES_MOST = 99 };

static enum status run(struct connection *connection, enum sql statement)
{
	return connection_each(connection, statement, NO_ARGS, NULL, NULL, NULL);
}

/* Without guards: a step may move rows as nobody at a desk may. At the end those of the newest
 * program stand, whatever stood before. */
static enum status apply_steps(struct connection *connection, int64_t done)
{
	enum status status = connection_script(connection, schema_guards_go_text());

	for (int step = (int)done + 1; step <= store_schema_version() && status == STATUS_OK;
	     step++)
		status = connection_script(connection, schema_step_text(step));
	if (status == STATUS_OK)
		status = connection_script(connection, schema_guards_text());
	return status == STATUS_OK ? line_add(connection) : status;
}

static enum status build_in_transaction(struct connection *connection)
{
	bool complete = false;
	enum status status = run(connection, SQL_BEGIN_WRITING);

	if (status == STATUS_OK)
		status = run(connection, SQL_STORE_SET_APPLICATION_ID);
	if (status == STATUS_OK)
		status = connection_script(connection, schema_whole_text());
	if (status == STATUS_OK)
		status = line_add(connection);
	if (status == STATUS_OK)
		status = run(connection, SQL_COMMIT);
	/* Nobody else has this file open. All of it must be in the file, for the log does not get
	 * its new name. */
	if (status == STATUS_OK)
		status = connection_checkpoint(connection, &complete);
	if (status == STATUS_OK && !complete)
		status = STATUS_STORE_IO;
	return status;
}

static enum status build_file(const char *path, int wait_ms, struct problem *problem)
{
	struct connection *connection;
	enum status status;

	status = connection_open(&connection, path, CONNECTION_BUILD, wait_ms, problem);
	if (status != STATUS_OK)
		return status;
	status = build_in_transaction(connection);
	if (status != STATUS_OK && connection_problem(connection)->status == status)
		*problem = *connection_problem(connection);
	else if (status != STATUS_OK)
		store_say(problem, status, path, _("the log could not be moved"));
	connection_close(connection);
	return status;
}

enum status schema_build(const char *path, int wait_ms, struct problem *problem)
{
	char making[FILE_PATH_SIZE];
	enum status status;

	text_format(making, sizeof(making), "%s.new", path);
	/* What a process that was killed left there. */
	place_remove(making);
	if (!place_make(making))
		return store_say_errno(problem, path, errno);
	status = build_file(making, wait_ms, problem);
	if (status == STATUS_OK && !place_rename(making, path))
		status = store_say_errno(problem, path, errno);
	else if (status == STATUS_OK && !place_sync_folder(path)) {
		status = store_say(problem, STATUS_STORE_IO, path,
				   _("the folder could not be written to the disk"));
		place_remove(path);
	}
	place_remove(making);
	return status;
}

/* Bringing forward. */

static void count_fault(const char *fault, void *context)
{
	struct problem *problem = context;

	if (problem->message[0] == '\0')
		text_copy(problem->message, sizeof(problem->message), fault);
}

/* foreign_key_check within the transaction: the steps ran with foreign keys off, as changes of
 * tables need. And the schema: what somebody had put in the way is still there. */
static enum status check_steps(struct connection *connection, const char *path,
			       struct problem *problem)
{
	struct problem fault = { .message = "" };
	struct schema_hindrance hindrance;
	int faults = 0;
	enum status status = examine(connection, true, count_fault, &fault, &faults);

	if (status != STATUS_OK)
		return status;
	if (faults > 0)
		return problem_set(problem, STATUS_STORE_CORRUPT,
				   _("The database %s could not be upgraded and is unchanged: %s"),
				   path, fault.message);
	status = schema_hindrance(connection, &hindrance);
	if (status != STATUS_OK || !hindrance.found)
		return status;
	return problem_set(problem, STATUS_STORE_ALTERED,
			   _("The database %s could not be upgraded and is unchanged: its %s is "
			     "not as frontdesk made it. Go back to a good copy."),
			   path, hindrance.what);
}

static enum status upgrade(struct connection *connection, const char *path, int64_t version,
			   struct problem *problem)
{
	enum status status;

	/* SQLite takes no notice of this inside a transaction. */
	status = connection_pragma(connection, SQL_STORE_SET_FOREIGN_KEYS_OFF, NULL, NULL);
	if (status == STATUS_OK)
		status = connection_pragma(connection, SQL_STORE_SET_SYNCHRONOUS_FULL, NULL, NULL);
	if (status == STATUS_OK)
		status = run(connection, SQL_BEGIN_WRITING);
	if (status == STATUS_OK)
		status = apply_steps(connection, version);
	if (status == STATUS_OK) {
		status = check_steps(connection, path, problem);
		if (status != STATUS_OK && problem->status == status)
			return status;
	}
	if (status == STATUS_OK)
		status = run(connection, SQL_COMMIT);
	if (status != STATUS_OK)
		*problem = *connection_problem(connection);
	return status;
}

static bool choose_copy(char out[FILE_PATH_SIZE], const char *path, int64_t version)
{
	text_format(out, FILE_PATH_SIZE, "%s.before-v%lld", path, (long long)version);
	for (int i = 2; place_is_taken(out) && i <= COPIES_MOST; i++)
		text_format(out, FILE_PATH_SIZE, "%s.before-v%lld.%d", path, (long long)version, i);
	return !place_is_taken(out);
}

enum status schema_upgrade(struct connection *connection, const char *path,
			   struct store_upgrade *out, struct problem *problem)
{
	const int64_t version = connection_version(connection);
	enum status status;

	problem->status = STATUS_OK;
	/* Another process was quicker. */
	if (version >= store_schema_version())
		return STATUS_OK;
	if (!choose_copy(out->copy, path, version))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("There are too many copies beside %s; the last one is %s."),
				   path, out->copy);
	status = copy_make(connection, out->copy, problem);
	if (status != STATUS_OK)
		return status;
	status = upgrade(connection, path, version, problem);
	if (status != STATUS_OK) {
		place_remove(out->copy);
		return status;
	}
	out->from = version;
	out->to = store_schema_version();
	return STATUS_OK;
}
