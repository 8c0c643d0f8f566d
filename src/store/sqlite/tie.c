#include "store/sqlite/tie.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/sentence.h"
#include "store/sqlite/alone.h"
#include "store/sqlite/copy.h"

/* A log may have been begun anew so often since we looked last;
 * sqlite.org/fileformat2.html#walformat has its form. */
enum { ANEW_MOST = 1 << 20, LOG_HEAD = 32, FRAME_HEAD = 24, LOOKS = 3 };

static bool log_is_begun(const struct log_head *log)
{
	return log->page_size != 0;
}

static bool same_log(const struct log_head *log, const uint32_t salt[2])
{
	return log->salt[0] == salt[0] && log->salt[1] == salt[1];
}

/* A log that is begun anew has the next first salt and a random second one. */
static bool is_later_log(const struct log_head *log, const uint32_t salt[2])
{
	const uint32_t times = log->salt[0] - salt[0];

	return times >= 1 && times <= ANEW_MOST;
}

/* Whether there is anything in the log to be moved. */
static bool log_is_used(const struct sqlite *sqlite)
{
	return log_is_begun(&sqlite->log) && sqlite->files.log_size > LOG_HEAD;
}

static struct tie tie_now(const struct sqlite *sqlite)
{
	return (struct tie){ .database = sqlite->files.database,
			     .inode = sqlite->files.was[FILES_DATABASE].inode,
			     .salt = { sqlite->log.salt[0], sqlite->log.salt[1] } };
}

/* Its failure is of no account here: the tie that stays is older, or says that the log was being
 * moved, and then both are read through at the next opening. */
static void write_tie(struct sqlite *sqlite)
{
	sqlite->tie = tie_now(sqlite);
	(void)!saved_tie(&sqlite->saved, &sqlite->tie, false);
}

/* The two read as one: in order as a whole, or not one database. */
static bool is_sound(struct sqlite *sqlite, bool thorough)
{
	int faults = 0;

	return examine(sqlite->connection, thorough, NULL, NULL, &faults) == STATUS_OK &&
	       faults == 0;
}

/* Before each change. */

/* The file as somebody else of ours left it, who has taken it down. */
static bool follow_tie(struct sqlite *sqlite)
{
	struct tie tie;

	if (!saved_read(&sqlite->saved, &tie))
		return false;
	if (tie.moving && !sqlite->turnstile.entered)
		return true; /* just now, or at the next turn it is seen what came of it */
	if (tie.moving) {
		/* Killed while it moved the log, which is whole still. */
		if (!is_sound(sqlite, false))
			return false;
		write_tie(sqlite);
		return true;
	}
	if (!stamp_is_same(&tie.database, &sqlite->files.database))
		return false;
	sqlite->tie = tie;
	return true;
}

static bool database_is_as_tied(struct sqlite *sqlite)
{
	if (stamp_is_same(&sqlite->tie.database, &sqlite->files.database))
		return true;
	/* Between our look at the file and that at the tie another desk may have moved its log. */
	for (int i = 0; i < LOOKS; i++)
		if (follow_tie(sqlite))
			return true;
		else if (!files_are_same(&sqlite->files, FILES_DATABASE))
			return false;
	return false;
}

bool tie_has_database(struct sqlite *sqlite)
{
	const char *other = sqlite->files.other;
	bool has;

	sqlite->files.other = NULL;
	has = files_are_same(&sqlite->files, FILES_DATABASE) &&
	      stamp_is_same(&sqlite->tie.database, &sqlite->files.database);
	sqlite->files.other = other;
	return has;
}

/* A log that another desk began is tied by it. */
static bool is_tied_log(struct sqlite *sqlite)
{
	struct tie tie;

	if (!saved_read(&sqlite->saved, &tie))
		return false;
	return (tie.salt[0] == 0 && tie.salt[1] == 0) || same_log(&sqlite->log, tie.salt) ||
	       is_later_log(&sqlite->log, tie.salt);
}

static bool log_is_ours(struct sqlite *sqlite, const struct log_head *before)
{
	if (!log_is_begun(before))
		return !log_is_begun(&sqlite->log) || is_tied_log(sqlite);
	if (!log_is_begun(&sqlite->log))
		return false;
	if (same_log(&sqlite->log, before->salt))
		return sqlite->files.log_size >= sqlite->log_needs;
	sqlite->log_needs = 0;
	return is_later_log(&sqlite->log, before->salt);
}

/*
 * What a log begins with that was not begun for SQLite, because a power cut took its first frames,
 * is of no account: its first commit writes another beginning.
 */
static enum status read_log_head(struct sqlite *sqlite)
{
	const bool begun = log_is_begun(&sqlite->log) ||
			   connection_log_frames(sqlite->connection) != 0;
	enum status status = sqlite_failed(sqlite, sqlite->connection,
					   connection_log_head(sqlite->connection, &sqlite->log));

	if (!begun)
		sqlite->log = (struct log_head){ .page_size = 0 };
	return status;
}

enum status tie_check(struct sqlite *sqlite, enum database_file last)
{
	const struct log_head before = sqlite->log;
	struct files *files = &sqlite->files;
	enum status status;

	if (!files_are_same(files, last) || sqlite->saved.file < 0)
		return files_status(files, &sqlite->engine.problem);
	status = read_log_head(sqlite);
	if (status != STATUS_OK) {
		sqlite->log = before;
		return status;
	}
	if (!database_is_as_tied(sqlite))
		files_give_up(files, FILES_DATABASE);
	else if (!log_is_ours(sqlite, &before))
		files_give_up(files, FILES_LOG);
	return files_status(files, &sqlite->engine.problem);
}

void tie_log(struct sqlite *sqlite)
{
	const int64_t pages = connection_log_pages(sqlite->connection);
	const int64_t needs = LOG_HEAD + pages * (FRAME_HEAD + (int64_t)sqlite->log.page_size);

	/* It was begun, or begun anew. What cannot be read now is seen at the next look. */
	if ((!log_is_begun(&sqlite->log) || needs < sqlite->log_needs) &&
	    read_log_head(sqlite) != STATUS_OK)
		return;
	sqlite->log_needs = needs;
	if (sqlite->tie.salt[0] == 0 && sqlite->tie.salt[1] == 0)
		write_tie(sqlite);
}

/* Around moving the log. */

bool tie_moving(struct sqlite *sqlite)
{
	struct tie tie;

	/* A database that nobody has tied yet: of an older program, or just being made. */
	if (sqlite->saved.file < 0)
		return true;
	tie = tie_now(sqlite);
	tie.moving = true;
	return saved_tie(&sqlite->saved, &tie, true);
}

void tie_moved(struct sqlite *sqlite)
{
	if (sqlite->saved.file < 0 || !files_are_same(&sqlite->files, FILES_DATABASE))
		return;
	if (!sqlite->connection)
		sqlite->log = (struct log_head){ .page_size = 0 };
	else if (read_log_head(sqlite) != STATUS_OK)
		return;
	write_tie(sqlite);
}

enum status tie_line(struct sqlite *sqlite)
{
	if (!saved_begin(&sqlite->saved, &sqlite->line))
		return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	write_tie(sqlite);
	return STATUS_OK;
}

/* Opening. */

static enum status refuse(struct sqlite *sqlite)
{
	return store_say(&sqlite->engine.problem, STATUS_STORE_FOREIGN_LOG, sqlite->path,
			 sqlite->files.name[FILES_LOG]);
}

/*
 * What the tie says of a database that nobody of ours has open. A tie that is not there tells
 * nothing: so it is after an older program, or when somebody took the files beside the database
 * away. Nor does one that was written before the log was begun, or while it was being moved; nor
 * one of the same file at a later time, for a power cut takes a file's time back that was not on
 * the disk yet.
 */
enum answer { ANSWER_YES, ANSWER_NO, ANSWER_DOES_NOT_KNOW };

static enum answer ask_tie(const struct sqlite *sqlite, bool tied, const struct tie *tie)
{
	const bool same_file = tie->inode == sqlite->files.was[FILES_DATABASE].inode;

	if (!tied)
		return ANSWER_DOES_NOT_KNOW;
	if (tie->moving)
		return same_file ? ANSWER_DOES_NOT_KNOW : ANSWER_NO;
	if (!stamp_is_same(&tie->database, &sqlite->files.database))
		return same_file && stamp_is_older(&sqlite->files.database, &tie->database)
			       ? ANSWER_DOES_NOT_KNOW
			       : ANSWER_NO;
	if (tie->salt[0] == 0 && tie->salt[1] == 0)
		return ANSWER_DOES_NOT_KNOW;
	if (same_log(&sqlite->log, tie->salt))
		return ANSWER_YES;
	return is_later_log(&sqlite->log, tie->salt) ? ANSWER_YES : ANSWER_NO;
}

/* Who writes to the two looks closer at them than who only reads. */
static bool log_belongs(struct sqlite *sqlite, bool tied, const struct tie *tie)
{
	enum answer answer;

	if (!log_is_used(sqlite))
		return true;
	answer = ask_tie(sqlite, tied, tie);
	if (answer == ANSWER_NO && sqlite->mode == STORE_ADOPT)
		store_say(&sqlite->only_reads, STATUS_STORE_FOREIGN_LOG, sqlite->path,
			  sqlite->files.name[FILES_LOG]);
	if (answer == ANSWER_DOES_NOT_KNOW || sqlite->mode == STORE_ADOPT)
		return is_sound(sqlite, !sqlite_only_reads(sqlite));
	return answer == ANSWER_YES;
}

/* With others at work it is as they left it, or it is not this database that they have. */
static enum status join(struct sqlite *sqlite, const struct tie *tie)
{
	sqlite->tie = *tie;
	if (database_is_as_tied(sqlite))
		return STATUS_OK;
	files_give_up(&sqlite->files, FILES_DATABASE);
	return files_status(&sqlite->files, &sqlite->engine.problem);
}

enum status tie_begin(struct sqlite *sqlite)
{
	struct tie tie = { .moving = false };
	bool alone = false, tied = saved_read(&sqlite->saved, &tie);
	enum status status;

	if (!turnstile_be_present(&sqlite->turnstile, &alone))
		return store_say_errno(&sqlite->engine.problem, sqlite->path, errno);
	if (!files_are_same(&sqlite->files, FILES_LOCK))
		return files_status(&sqlite->files, &sqlite->engine.problem);
	status = read_log_head(sqlite);
	if (status != STATUS_OK)
		return status;
	if (!alone && sqlite->mode == STORE_ADOPT)
		return alone_refuse(sqlite->path, &sqlite->engine.problem);
	if (!alone && tied)
		return join(sqlite, &tie);
	if (!log_belongs(sqlite, tied, &tie))
		return refuse(sqlite);
	write_tie(sqlite);
	return STATUS_OK;
}

enum status tie_look(struct sqlite *sqlite)
{
	struct tie tie = { .moving = false };
	bool tied = sqlite->saved.file >= 0 && saved_read(&sqlite->saved, &tie);

	/* Nothing can be compared later. */
	if (!tied)
		saved_close(&sqlite->saved);
	/* A desk at work may move its log between our look at the file and that at the tie. */
	for (int i = 0; i < LOOKS; i++) {
		enum status status = read_log_head(sqlite);

		if (status != STATUS_OK)
			return status;
		sqlite->tie = tie_now(sqlite);
		if (log_belongs(sqlite, tied, &tie))
			return STATUS_OK;
		if (!files_are_same(&sqlite->files, FILES_LOG))
			break;
		tied = tied && saved_read(&sqlite->saved, &tie);
	}
	return refuse(sqlite);
}

/* To close a log again costs no lock: SQLite has its own on the database and on the index. */
static void log_head_of(const char *name, struct log_head *out)
{
	unsigned char head[LOG_HEAD_SIZE];
	int file = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	*out = (struct log_head){ .page_size = 0 };
	if (file < 0)
		return;
	if (pread(file, head, sizeof(head), 0) == (ssize_t)sizeof(head))
		*out = log_head_read(head);
	close(file);
}

bool tie_vouches(const char *path)
{
	struct sqlite *sqlite = memory_new(1, sizeof(*sqlite));
	struct tie tie = { .moving = false };
	bool vouches;

	files_name(&sqlite->files, path);
	/* Nothing is noted, so these are looks and no more. */
	(void)!files_are_same(&sqlite->files, FILES_LOG);
	log_head_of(sqlite->files.name[FILES_LOG], &sqlite->log);
	vouches = !log_is_used(sqlite);
	if (!vouches && saved_open(&sqlite->saved, path, true))
		vouches = saved_read(&sqlite->saved, &tie) &&
			  ask_tie(sqlite, true, &tie) == ANSWER_YES;
	saved_close(&sqlite->saved);
	free(sqlite);
	return vouches;
}
