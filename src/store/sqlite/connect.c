#include "store/sqlite/connect.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "store/sqlite/handle.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/pool.h"
#include "store/sqlite/setup.h"
#include "store/statements.h"

/* Our own programs queue on the turnstile; this waits for whoever else has the file. */
static int wait_for_lock(void *context, int tries)
{
	struct connection *connection = context;
	const struct timespec pause = { .tv_nsec = 1000000L << (tries < 4 ? tries : 4) };

	if (tries == 0)
		connection->waiting_since_ms = monotonic_ms();
	if (monotonic_ms() - connection->waiting_since_ms >= connection->wait_ms)
		return 0;
	nanosleep(&pause, NULL);
	return 1;
}

static int note_log_size(void *context, sqlite3 *db, const char *name, int pages)
{
	struct connection *connection = context;

	(void)db;
	(void)name;
	connection->log_pages = pages;
	return SQLITE_OK;
}

/* The switches and limits of the library; each is read back. */
static enum status set_switches(struct connection *connection)
{
	static const struct {
		int option, wanted;
		const char *name;
	} switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1, "DEFENSIVE" },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "TRUSTED_SCHEMA" },
		{ SQLITE_DBCONFIG_DQS_DML, 0, "DQS_DML" },
		{ SQLITE_DBCONFIG_DQS_DDL, 0, "DQS_DDL" },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "ENABLE_LOAD_EXTENSION" },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, "ENABLE_TRIGGER" },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1, "ENABLE_FKEY" },
	};
	static const struct {
		int limit, wanted;
		const char *name;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 1024 * 1024, "LIMIT_LENGTH" },
		{ SQLITE_LIMIT_SQL_LENGTH, 64 * 1024, "LIMIT_SQL_LENGTH" },
		{ SQLITE_LIMIT_ATTACHED, 0, "LIMIT_ATTACHED" },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100, "LIMIT_EXPR_DEPTH" },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 200, "LIMIT_VARIABLE_NUMBER" },
	};
	int now;

	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		now = -1;
		sqlite3_db_config(connection->db, switches[i].option, switches[i].wanted, &now);
		if (now != switches[i].wanted)
			return setup_refused(connection->path, &connection->problem,
					     switches[i].name);
	}
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		sqlite3_limit(connection->db, limits[i].limit, limits[i].wanted);
		if (sqlite3_limit(connection->db, limits[i].limit, -1) != limits[i].wanted)
			return setup_refused(connection->path, &connection->problem,
					     limits[i].name);
	}
	return STATUS_OK;
}

/* Refuses what is not ours or newer than we are, before anything is written. */
static enum status check_identity(struct connection *connection, enum connection_access access)
{
	int64_t application_id, version;
	enum status status;

	status = connection_number(connection, SQL_STORE_APPLICATION_ID, &application_id);
	if (status == STATUS_OK)
		status = connection_number(connection, SQL_STORE_SCHEMA_VERSION, &version);
	if (status != STATUS_OK || access == CONNECTION_BUILD)
		return status;
	if (application_id != APPLICATION_ID || version < 1)
		return problem_set(
			&connection->problem, STATUS_STORE_NOT_DATABASE,
			_("%s is a database of another program, not a frontdesk database."),
			connection->path);
	if (version > store_schema_version())
		return problem_set(&connection->problem, STATUS_STORE_NEWER,
				   _("The database %s has version %lld; this frontdesk supports "
				     "versions up to %d. Use a newer frontdesk."),
				   connection->path, (long long)version, store_schema_version());
	if (!connection->only_reads && sqlite3_db_readonly(connection->db, "main") != 0)
		return problem_set(&connection->problem, STATUS_STORE_READONLY,
				   _("The database %s cannot be written by this account."),
				   connection->path);
	connection->version = version;
	return STATUS_OK;
}

/* A log that is empty is nobody's. */
static bool has_log(const char *path)
{
	char name[FILE_PATH_SIZE];
	struct stat log;

	return !text_format(name, sizeof(name), "%s-wal", path) ||
	       (lstat(name, &log) == 0 && log.st_size > 0);
}

static bool is_there(const char *path, const char *ending)
{
	char name[FILE_PATH_SIZE];
	struct stat file;

	return text_format(name, sizeof(name), "%s%s", path, ending) && lstat(name, &file) == 0;
}

/*
 * SQLite makes the files that it needs beside a database also for who only reads it, and they would
 * belong to him and shut the owner out. With a log there, all of them are there. Without one the
 * file is all there is: it is read as one that nobody changes (sqlite.org/uri.html, "immutable");
 * should a desk begin to work meanwhile, the next look for news sees it.
 */
static int open_to_look(struct connection *connection)
{
	const bool logged = has_log(connection->path);
	const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW |
			  SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	char url[3 * FILE_PATH_SIZE] = "file:";
	size_t used = strlen(url);

	if (logged && !is_there(connection->path, "-shm"))
		return SQLITE_READONLY_RECOVERY;
	for (const char *at = connection->path; *at && used + 4 < sizeof(url); at++)
		used += (size_t)snprintf(url + used, sizeof(url) - used,
					 strchr("%?#", *at) ? "%%%02X" : "%c", (unsigned char)*at);
	text_copy(url + used, sizeof(url) - used, logged ? "?readonly_shm=1" : "?immutable=1");
	return sqlite3_open_v2(url, &connection->db, flags, log_file_layer());
}

static enum status open_file(struct connection *connection, enum connection_access access)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE |
			  SQLITE_OPEN_EXRESCODE;
	enum status status;
	int code;

	if (access == CONNECTION_LOOK)
		code = open_to_look(connection);
	else
		code = sqlite3_open_v2(connection->path, &connection->db, flags, log_file_layer());
	if (code != SQLITE_OK)
		return connection_failed(connection, code, _("opening"));
	connection->opened = true;
	connection_keep_log(connection, access != CONNECTION_BUILD && has_log(connection->path));
	/* First of all, or the first look into the file may find it locked for a moment. */
	sqlite3_busy_handler(connection->db, wait_for_lock, connection);
	status = set_switches(connection);
	if (status == STATUS_OK)
		status = setup_before_reading(connection, connection->path,
					      access == CONNECTION_ALONE, &connection->problem);
	/* That took any hook away, so ours comes after it. */
	sqlite3_wal_hook(connection->db, note_log_size, connection);
	if (status == STATUS_OK)
		status = check_identity(connection, access);
	if (status == STATUS_OK)
		status = setup_rest(connection, connection->path, connection->only_reads,
				    &connection->problem);
	return status;
}

/* Once for the process; later calls change nothing. */
static void configure_library(void)
{
	static const sqlite3_mem_methods memory = { pool_take,	pool_give,   pool_resize, pool_size,
						    pool_round, pool_starts, pool_ends,	  NULL };

	/* SQLite's own messages go nowhere: a line on stderr would tear the screen. Every failure
	 * has its sentence here. */
	(void)sqlite3_config(SQLITE_CONFIG_LOG, NULL, NULL);
	/* One thread per process: its locks and its counting of memory would be pure cost. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* The sanitizers watch what malloc gives, so there SQLite keeps to that. */
#ifndef SANITIZED
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
#else
	(void)memory;
#endif
}

enum status connection_open(struct connection **out, const char *path,
			    enum connection_access access, int wait_ms, struct problem *problem)
{
	struct connection *connection = memory_new(1, sizeof(*connection));
	enum status status;
	mode_t mask;

	*out = NULL;
	text_copy(connection->path, sizeof(connection->path), path);
	connection->only_reads = access == CONNECTION_READ || access == CONNECTION_LOOK;
	connection->wait_ms = wait_ms;
	configure_library();
	mask = umask(077);
	status = open_file(connection, access);
	umask(mask);
	if (status != STATUS_OK) {
		*problem = connection->problem;
		connection_close(connection);
		return status;
	}
	*out = connection;
	return STATUS_OK;
}

void connection_close(struct connection *connection)
{
	int code;

	if (!connection)
		return;
	for (int i = 0; i < SQL_COUNT; i++)
		statement_finish(&connection->statements[i]);
	code = sqlite3_close(connection->db);
	assert(code == SQLITE_OK && "no statement is in use");
	(void)code;
	free(connection);
}
