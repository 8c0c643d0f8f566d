#include "store/sqlite/safety.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "store/sentence.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/copy.h"
#include "store/sqlite/place.h"
#include "store/sqlite/tie.h"

enum { PIECE = 64 * 1024 };

bool safety_is_stopped(const struct sqlite *sqlite)
{
	return sqlite->stopped || access(sqlite->mark, F_OK) == 0 ||
	       (sqlite->saved.file >= 0 && saved_is_stopped(&sqlite->saved));
}

/* Where the disk refuses even the mark, this desk knows all the same, and the kernel tells each of
 * the others of the failure at its own next sync. */
static void stop(struct sqlite *sqlite)
{
	sqlite->stopped = true;
	(void)!place_make(sqlite->mark);
	if (sqlite->saved.file >= 0)
		(void)!saved_stop(&sqlite->saved, true);
}

enum status safety_stop(struct sqlite *sqlite, const char *cause)
{
	const enum status status = sqlite->unsafe ? STATUS_STORE_UNKNOWN : STATUS_STORE_STOPPED;
	char words[PROBLEM_MESSAGE_SIZE / 2];

	/* The cause may be the very sentence that is written now. */
	text_copy(words, sizeof(words), cause);
	stop(sqlite);
	/* That is told now. */
	sqlite->unsafe = false;
	return store_say(&sqlite->engine.problem, status, sqlite->path, words);
}

enum status safety_sync(struct sqlite *sqlite)
{
	enum status status;

	if (connection_sync(sqlite->connection) != STATUS_OK)
		return safety_stop(sqlite, connection_problem(sqlite->connection)->message);
	if (safety_is_stopped(sqlite))
		return safety_stop(sqlite, _("the disk failed at another desk"));
	sqlite->unsafe = false;
	/* What was synced is kept only if it went into the files that have these names still. */
	status = tie_check(sqlite, FILES_INDEX);
	/* It was synced; that it cannot be read just now is the next reader's affair. */
	if (status != STATUS_STORE_REPLACED)
		status = STATUS_OK;
	if (status == STATUS_OK && sqlite->committed > 0 && sqlite->saved.file >= 0)
		saved_promise(&sqlite->saved, sqlite->committed);
	sqlite->committed = 0;
	return status;
}

/* Settling. */

/* The same bytes once more: what the kernel wrongly takes for written is written now. */
static bool write_again(int file)
{
	char bytes[PIECE];
	off_t at = 0;
	ssize_t size;

	while ((size = pread(file, bytes, sizeof(bytes), at)) > 0) {
		if (pwrite(file, bytes, (size_t)size, at) != size)
			return false;
		at += size;
	}
	return size == 0 && fdatasync(file) == 0;
}

/* Nobody else has the database open, so that nobody writes to the log meanwhile. */
static bool log_write_again(const char *path)
{
	char log[FILE_PATH_SIZE];
	bool done;
	int file, cause;

	text_format(log, sizeof(log), "%s-wal", path);
	file = open(log, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return errno == ENOENT;
	done = write_again(file);
	cause = errno;
	if (close(file) != 0 && done)
		return false;
	errno = cause;
	return done;
}

static void keep_first(const char *fault, void *context)
{
	struct problem *problem = context;

	if (problem->message[0] == '\0')
		text_copy(problem->message, sizeof(problem->message), fault);
}

static enum status settle_alone(struct connection *connection, const char *path,
				struct problem *problem)
{
	struct problem fault = { .message = "" };
	bool complete = false;
	enum status status;
	int faults = 0;

	if (!log_write_again(path))
		return store_say_errno(problem, path, errno);
	status = examine(connection, false, keep_first, &fault, &faults);
	if (status == STATUS_OK && faults > 0)
		return store_say(problem, STATUS_STORE_CORRUPT, path, fault.message);
	if (status == STATUS_OK)
		status = connection_checkpoint(connection, &complete);
	if (status != STATUS_OK) {
		*problem = *connection_problem(connection);
		return status;
	}
	if (!complete)
		return store_say(problem, STATUS_STORE_IO, path, _("the log could not be moved"));
	return STATUS_OK;
}

enum status safety_settle(const struct sqlite *sqlite, struct problem *problem)
{
	const char *path = sqlite->path;
	struct connection *alone;
	enum status status = connection_open(&alone, path, CONNECTION_ALONE, 0, problem);

	if (status == STATUS_STORE_BUSY)
		return store_say(problem, STATUS_STORE_STOPPED, path, "");
	if (status != STATUS_OK)
		return status;
	status = settle_alone(alone, path, problem);
	connection_keep_log(alone, status != STATUS_OK);
	connection_close(alone);
	if (status != STATUS_OK)
		return status;
	/* The log is gone for good before the mark is. */
	if (!place_sync_folder(path) || (unlink(sqlite->mark) != 0 && errno != ENOENT) ||
	    (sqlite->saved.file >= 0 && !saved_stop(&sqlite->saved, false)))
		return store_say_errno(problem, path, errno);
	return STATUS_OK;
}
