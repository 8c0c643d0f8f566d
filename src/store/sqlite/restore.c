#include "store/sqlite/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/alone.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/line_row.h"
#include "store/sqlite/place.h"
#include "store/sqlite/side_file.h"
#include "store/sqlite/tie.h"

enum { COPIES_MOST = 99 };

struct store_restoring {
	struct turnstile turnstile;
	char path[FILE_PATH_SIZE];
	char fresh[FILE_PATH_SIZE];
};

/* What is beside a database, its log and its mark apart. */
static void remove_beside(const char *path)
{
	side_file_remove(path, "-wal");
	side_file_remove(path, "-shm");
	side_file_remove(path, SAVED_ENDING);
	turnstile_remove(path);
}

void sqlite_restore_give_up(struct store_restoring *restoring)
{
	if (!restoring)
		return;
	place_remove(restoring->fresh);
	turnstile_remove(restoring->fresh);
	turnstile_close(&restoring->turnstile);
	if (!place_is_taken(restoring->path))
		turnstile_remove(restoring->path);
	free(restoring);
}

/* Keeps the desks out. */
static enum status take_turn(struct store_restoring *restoring, struct problem *problem)
{
	bool alone = false;
	enum status status;

	if (!turnstile_open(&restoring->turnstile, restoring->path))
		return store_say_errno(problem, restoring->path, errno);
	status = turnstile_enter(&restoring->turnstile, ALONE_WAIT_MS);
	if (status == STATUS_STORE_BUSY)
		return alone_refuse(restoring->path, problem);
	if (status == STATUS_OK && !turnstile_be_present(&restoring->turnstile, &alone))
		status = STATUS_STORE_IO;
	if (status != STATUS_OK)
		return store_say(problem, status, restoring->path,
				 _("the lock files cannot be locked"));
	return alone ? STATUS_OK : alone_refuse(restoring->path, problem);
}

/*
 * The database of before, if it is one: nobody reads it either, and a log that is its own is moved
 * into it. What cannot be opened is kept as it lies there.
 */
static enum status look_at_old(const char *path, struct store_restore *restore,
			       struct problem *problem)
{
	struct connection *connection;
	struct clinic_line line;
	enum status status;

	if (!place_is_taken(path))
		return STATUS_OK;
	status = connection_open(&connection, path, CONNECTION_ALONE, ALONE_WAIT_MS, problem);
	if (status == STATUS_STORE_BUSY)
		return alone_refuse(path, problem);
	if (status != STATUS_OK)
		return STATUS_OK;
	/* Its own log goes into it. */
	connection_keep_log(connection, !tie_vouches(path));
	if (connection_number(connection, SQL_AUDIT_LAST_SEQ, &restore->last_before) != STATUS_OK)
		restore->last_before = -1;
	/* One of an older version has none. */
	if (line_of(connection, &line) == STATUS_OK && line.epoch >= restore->epoch)
		restore->epoch = line.epoch + 1;
	connection_close(connection);
	return STATUS_OK;
}

/* What is known beside the database of before is later than any copy. */
static void look_beside(const char *path, struct store_restore *restore)
{
	struct saved saved;
	struct tie tie;

	if (saved_open(&saved, path, true) && saved_read(&saved, &tie))
		restore->epoch = saved.line.epoch + 1;
	saved_close(&saved);
}

static enum status inspect_copy(const char *copy, const char *path, struct problem *problem)
{
	if (path_is_same(copy, path))
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("%s is the database itself, not a copy of it."), copy);
	if (!place_is_taken(copy))
		return problem_set(problem, STATUS_STORE_MISSING, _("There is no copy at %s."),
				   copy);
	return place_inspect(copy, problem);
}

static enum status make_fresh(const struct store_restoring *restoring, const char *copy,
			      struct problem *problem)
{
	struct connection *connection;
	enum status status;

	/* What a process that was killed left there. */
	place_remove(restoring->fresh);
	remove_beside(restoring->fresh);
	status = connection_open(&connection, copy, CONNECTION_READ, ALONE_WAIT_MS, problem);
	if (status != STATUS_OK)
		return status;
	status = copy_make(connection, restoring->fresh, problem);
	connection_close(connection);
	if (status == STATUS_OK && place_is_taken(restoring->path) &&
	    !place_give(restoring->fresh, restoring->path))
		status = store_say_errno(problem, restoring->fresh, errno);
	return status;
}

enum status sqlite_restore_begin(const char *url, const char *copy, struct store_restore *restore,
				 struct store_restoring **out, struct problem *problem)
{
	struct store_restoring *restoring = memory_new(1, sizeof(*restoring));
	char resolved[FILE_PATH_SIZE];
	enum status status;

	*out = NULL;
	*restore = (struct store_restore){ .last_before = -1 };
	restoring->turnstile = TURNSTILE_CLOSED;
	status = place_resolve(restoring->path, url, problem);
	if (status == STATUS_OK)
		status = place_resolve(resolved, copy, problem);
	if (status == STATUS_OK)
		status = inspect_copy(resolved, restoring->path, problem);
	if (status != STATUS_OK) {
		free(restoring);
		return status;
	}
	look_beside(restoring->path, restore);
	text_format(restoring->fresh, sizeof(restoring->fresh), "%s.new", restoring->path);
	status = take_turn(restoring, problem);
	if (status == STATUS_OK)
		status = look_at_old(restoring->path, restore, problem);
	if (status == STATUS_OK)
		status = make_fresh(restoring, resolved, problem);
	if (status != STATUS_OK) {
		sqlite_restore_give_up(restoring);
		return status;
	}
	text_copy(restore->path, sizeof(restore->path), restoring->path);
	text_copy(restore->fresh, sizeof(restore->fresh), restoring->fresh);
	*out = restoring;
	return STATUS_OK;
}

/* The exchange. */

static bool move_beside(const char *from, const char *to, const char *ending)
{
	char one[FILE_PATH_SIZE], other[FILE_PATH_SIZE];

	if (!text_format(one, sizeof(one), "%s%s", from, ending) ||
	    !text_format(other, sizeof(other), "%s%s", to, ending)) {
		errno = ENAMETOOLONG;
		return false;
	}
	return rename(one, other) == 0 || errno == ENOENT;
}

/*
 * The log goes first: a database without its log misses promised entries and says so, should this
 * process be killed here. Then the two change places in one step, and what was promised of the new
 * one follows: until then it is of an older line.
 */
static bool exchange(const struct store_restoring *restoring, const char *kept)
{
	const char *path = restoring->path, *fresh = restoring->fresh;
	int cause;

	if (!move_beside(path, kept, "-wal"))
		return false;
	if (!(place_is_taken(path) ? place_exchange(fresh, path, kept)
				   : place_rename(fresh, path))) {
		cause = errno;
		(void)!move_beside(kept, path, "-wal");
		errno = cause;
		return false;
	}
	side_file_remove(path, "-shm");
	side_file_remove(path, "-stopped");
	return move_beside(path, kept, SAVED_ENDING) && move_beside(fresh, path, SAVED_ENDING);
}

static bool has_beside(const char *path, const char *ending)
{
	char name[FILE_PATH_SIZE];

	return text_format(name, sizeof(name), "%s%s", path, ending) && place_is_taken(name);
}

static bool kept_is_taken(const char *kept)
{
	return place_is_taken(kept) || has_beside(kept, "-wal") || has_beside(kept, SAVED_ENDING);
}

static enum status name_kept(const struct store_restoring *restoring, const char *when,
			     char kept[FILE_PATH_SIZE], struct problem *problem)
{
	text_format(kept, FILE_PATH_SIZE, "%s.before-restore-%s", restoring->path, when);
	for (int i = 2; kept_is_taken(kept) && i <= COPIES_MOST; i++)
		text_format(kept, FILE_PATH_SIZE, "%s.before-restore-%s.%d", restoring->path, when,
			    i);
	if (!kept_is_taken(kept))
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("There is already something at %s; nothing was changed."), kept);
}

/* What of it is there then; a log may be all that was left of the database of before. */
static void say_kept(const char *kept, struct store_restore *restore)
{
	if (place_is_taken(kept))
		text_copy(restore->kept, sizeof(restore->kept), kept);
	else if (has_beside(kept, "-wal"))
		text_format(restore->kept, sizeof(restore->kept), "%s-wal", kept);
}

enum status sqlite_restore_finish(struct store_restoring *restoring, const char *when,
				  struct store_restore *restore, struct problem *problem)
{
	char kept[FILE_PATH_SIZE];
	enum status status = name_kept(restoring, when, kept, problem);

	if (status == STATUS_OK && !exchange(restoring, kept))
		status = store_say_errno(problem, restoring->path, errno);
	if (status == STATUS_OK && !place_sync_folder(restoring->path))
		status = store_say(problem, STATUS_STORE_IO, restoring->path,
				   _("the folder could not be written to the disk"));
	say_kept(kept, restore);
	sqlite_restore_give_up(restoring);
	return status;
}
