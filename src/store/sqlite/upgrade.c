#include "store/sqlite/upgrade.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/alone.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/place.h"
#include "store/sqlite/safety.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/tie.h"
#include "store/statements.h"

enum { COPIES_MOST = 99 };

enum status upgrade_needed(const char *path, int64_t version, struct problem *problem)
{
	return problem_set(problem, STATUS_STORE_OLDER,
			   _("The database %s has version %lld and this frontdesk version %d. "
			     "Upgrade it first: frontdesk upgrade"),
			   path, (long long)version, store_schema_version());
}

/* The only connection there is. */
static enum status open_alone(struct connection **out, const char *path, int wait_ms,
			      struct problem *problem)
{
	enum status status = connection_open(out, path, CONNECTION_ALONE,
					     wait_ms < ALONE_WAIT_MS ? wait_ms : ALONE_WAIT_MS,
					     problem);

	if (status == STATUS_STORE_BUSY)
		return alone_refuse(path, problem);
	/* Whose log it is was asked before. */
	if (status == STATUS_OK)
		connection_keep_log(*out, false);
	return status;
}

enum status upgrade_forward(const char *path, int wait_ms, struct store_upgrade *out,
			    struct problem *problem)
{
	struct connection *connection;
	enum status status = open_alone(&connection, path, wait_ms, problem);

	if (status != STATUS_OK)
		return status;
	status = schema_upgrade(connection, path, out, problem);
	connection_close(connection);
	return status;
}

/* Going back. */

static bool is_there(char out[FILE_PATH_SIZE], const char *path, int version, int number)
{
	bool fits = number == 1 ? text_format(out, FILE_PATH_SIZE, "%s.before-v%d", path, version)
				: text_format(out, FILE_PATH_SIZE, "%s.before-v%d.%d", path,
					      version, number);

	return fits && place_is_taken(out);
}

/* The newest copy from before an upgrade to `version`. Returns its version, 0 when there is none.
 */
static int find_copy(const char *path, int version, char out[FILE_PATH_SIZE])
{
	for (int older = version - 1; older >= 1; older--)
		for (int number = COPIES_MOST; number >= 1; number--)
			if (is_there(out, path, older, number))
				return older;
	return 0;
}

/* An entry of a database. */
struct entry {
	int64_t seq, at_ms;
};

static enum status last_entry(struct connection *connection, struct entry *out,
			      struct problem *problem)
{
	enum status status = connection_number(connection, SQL_AUDIT_LAST_SEQ, &out->seq);

	if (status == STATUS_OK)
		status = connection_number_of(connection, SQL_AUDIT_AT, out->seq, &out->at_ms);
	if (status != STATUS_OK)
		*problem = *connection_problem(connection);
	return status;
}

/* How many entries the database has behind the last one of the copy; -1 when it does not have that
 * one: then it is no copy of it. */
static enum status count_made_since(struct connection *connection, const struct entry *last,
				    int64_t *out, struct problem *problem)
{
	int64_t at_ms;
	enum status status = connection_number_of(connection, SQL_AUDIT_AT, last->seq, &at_ms);

	if (status == STATUS_OK)
		status = connection_number_of(connection, SQL_AUDIT_MADE_SINCE, last->seq, out);
	if (status != STATUS_OK)
		*problem = *connection_problem(connection);
	else if (at_ms != last->at_ms)
		*out = -1;
	return status;
}

/* Writes the copy once more, verified, beside the database, and says what its last entry is. */
static enum status write_again(const char *copy, const char *new_path, struct store_back *out,
			       struct entry *last, struct problem *problem)
{
	struct connection *connection;
	enum status status = place_inspect(copy, problem);

	if (status == STATUS_OK)
		status = connection_open(&connection, copy, CONNECTION_READ, ALONE_WAIT_MS,
					 problem);
	if (status != STATUS_OK)
		return status;
	out->to = connection_version(connection);
	status = last_entry(connection, last, problem);
	if (status == STATUS_OK) {
		place_remove(new_path);
		status = copy_make(connection, new_path, problem);
	}
	connection_close(connection);
	return status;
}

static enum status may_lose(const char *path, const struct store_back *out, int64_t lose,
			    struct problem *problem)
{
	if (out->lost == lose && lose >= 0)
		return STATUS_OK;
	if (out->lost < 0)
		return problem_set(problem, STATUS_NOT_FOUND,
				   _("%s has entries that the database %s does not have: it is no "
				     "copy from before its upgrade. Nothing was changed."),
				   out->copy, path);
	return problem_set(
		problem, STATUS_WRONG_STATE,
		_n("Going back to %s would take %lld entry out of the database %s that was made "
		   "since. If that is right, say so: frontdesk upgrade --back --lose %lld",
		   "Going back to %s would take %lld entries out of the database %s that were made "
		   "since. If that is right, say so: frontdesk upgrade --back --lose %lld",
		   (unsigned long)out->lost),
		out->copy, (long long)out->lost, path, (long long)out->lost);
}

static enum status choose_kept(const char *path, int64_t version, struct store_back *out,
			       struct problem *problem)
{
	text_format(out->kept, FILE_PATH_SIZE, "%s.after-v%lld", path, (long long)version);
	for (int i = 2; place_is_taken(out->kept) && i <= COPIES_MOST; i++)
		text_format(out->kept, FILE_PATH_SIZE, "%s.after-v%lld.%d", path,
			    (long long)version, i);
	if (!place_is_taken(out->kept))
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("There are too many copies beside %s; the last one is %s."), path,
			   out->kept);
}

/* A log that stayed behind would be read into the other database. */
static bool has_log(const char *path)
{
	char log[FILE_PATH_SIZE];

	return !text_format(log, sizeof(log), "%s-wal", path) || place_is_taken(log);
}

/* The turnstile is entered. */
static enum status go_back(const char *path, int64_t lose, struct store_back *out,
			   struct problem *problem)
{
	char new_path[FILE_PATH_SIZE];
	struct connection *connection;
	struct entry copied = { 0, 0 };
	enum status status = open_alone(&connection, path, ALONE_WAIT_MS, problem);

	if (status != STATUS_OK)
		return status;
	text_format(new_path, sizeof(new_path), "%s.new", path);
	out->from = connection_version(connection);
	if (find_copy(path, (int)out->from, out->copy) == 0)
		status = problem_set(
			problem, STATUS_NOT_FOUND,
			_("There is no copy of the database %s from before its upgrade "
			  "to version %lld to go back to."),
			path, (long long)out->from);
	if (status == STATUS_OK)
		status = write_again(out->copy, new_path, out, &copied, problem);
	if (status == STATUS_OK)
		status = count_made_since(connection, &copied, &out->lost, problem);
	if (status == STATUS_OK)
		status = may_lose(path, out, lose, problem);
	if (status == STATUS_OK)
		status = choose_kept(path, out->from, out, problem);
	/* Moves the log into the file, which is the last to close it. */
	connection_close(connection);
	if (status == STATUS_OK && has_log(path))
		status = store_say(problem, STATUS_STORE_IO, path, _("the log could not be moved"));
	if (status == STATUS_OK && !place_exchange(new_path, path, out->kept))
		status = store_say_errno(problem, path, errno);
	if (status == STATUS_OK && !place_sync_folder(path))
		status = store_say(problem, STATUS_STORE_IO, path,
				   _("the folder could not be written to the disk"));
	place_remove(new_path);
	return status;
}

/* Alone at the turnstile: what a failed sync left unknown is settled first, with the newer program
 * still there. */
static enum status take_turn(struct sqlite *sqlite, struct problem *problem)
{
	enum status status;

	if (!turnstile_open(&sqlite->turnstile, sqlite->path))
		return store_say_errno(problem, sqlite->path, errno);
	status = turnstile_enter(&sqlite->turnstile, ALONE_WAIT_MS);
	if (status == STATUS_STORE_BUSY)
		return alone_refuse(sqlite->path, problem);
	if (status != STATUS_OK)
		return store_say(problem, status, sqlite->path,
				 _("the lock files cannot be locked"));
	if (!tie_vouches(sqlite->path))
		return store_say(problem, STATUS_STORE_FOREIGN_LOG, sqlite->path,
				 sqlite->files.name[FILES_LOG]);
	if (!saved_open(&sqlite->saved, sqlite->path, false))
		return store_say_errno(problem, sqlite->path, errno);
	return safety_is_stopped(sqlite) ? safety_settle(sqlite, problem) : STATUS_OK;
}

enum status sqlite_go_back(const char *url, int64_t lose, struct store_back *out,
			   struct problem *problem)
{
	struct sqlite *sqlite = memory_new(1, sizeof(*sqlite));
	enum status status = place_resolve(sqlite->path, url, problem);

	*out = (struct store_back){ .from = 0 };
	sqlite->turnstile = TURNSTILE_CLOSED;
	sqlite->saved = SAVED_CLOSED;
	sqlite->files = FILES_UNNOTED;
	text_copy(out->path, sizeof(out->path), sqlite->path);
	files_name(&sqlite->files, sqlite->path);
	text_format(sqlite->mark, sizeof(sqlite->mark), "%s-stopped", sqlite->path);
	if (status == STATUS_OK)
		status = place_inspect(sqlite->path, problem);
	if (status == STATUS_OK)
		status = take_turn(sqlite, problem);
	if (status == STATUS_OK)
		status = go_back(sqlite->path, lose, out, problem);
	turnstile_close(&sqlite->turnstile);
	saved_close(&sqlite->saved);
	free(sqlite);
	return status;
}
