#include "bare.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "bench.h"

enum { PATH_SIZE = 1024, BUSY_MS = 60 * 1000 };

sqlite3 *bare_open(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		die("%s: %s", path, sqlite3_errmsg(db));
	/* Sixteen of them open at once. */
	sqlite3_busy_timeout(db, BUSY_MS);
	/* As durable as the desk, with its cache. */
	bare_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		     "PRAGMA cache_size = -3500");
	bare_move_log(db);
	return db;
}

void bare_move_log(sqlite3 *db)
{
	bare_run(db, "PRAGMA wal_autocheckpoint = 2000");
}

void bare_run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die("%s: %s", sql, sqlite3_errmsg(db));
}

sqlite3_stmt *bare_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
	    SQLITE_OK)
		die("%s: %s", sql, sqlite3_errmsg(db));
	return statement;
}

int bare_rows(sqlite3_stmt *statement)
{
	int columns = sqlite3_column_count(statement), rows = 0, code;

	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		rows++;
		for (int i = 0; i < columns; i++)
			(void)sqlite3_column_text(statement, i);
	}
	if (code != SQLITE_DONE)
		die("%s: %s", sqlite3_sql(statement), sqlite3_errmsg(sqlite3_db_handle(statement)));
	sqlite3_reset(statement);
	return rows;
}

void bare_number(sqlite3_stmt *statement, int index, sqlite3_int64 value)
{
	sqlite3_bind_int64(statement, index, value);
}

void bare_text(sqlite3_stmt *statement, int index, const char *text)
{
	sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

void bare_finish(sqlite3_stmt *statement)
{
	sqlite3_finalize(statement);
}

void bare_close(sqlite3 *db)
{
	if (sqlite3_close(db) != SQLITE_OK)
		die("%s", sqlite3_errmsg(db));
}

void bare_remove(const char *path)
{
	static const char *const suffixes[] = { "",	 "-wal",  "-shm",   "-journal",
						"-gate", "-lock", "-saved", "-stopped" };
	char name[PATH_SIZE];

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		text_format(name, sizeof(name), "%s%s", path, suffixes[i]);
		if (unlink(name) != 0 && errno != ENOENT)
			die("%s: %s", name, strerror(errno));
	}
}

void bare_copy(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	struct stat about;

	bare_remove(to);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (in < 0 || out < 0 || fstat(in, &about) != 0)
		die("%s to %s: %s", from, to, strerror(errno));
	for (off_t left = about.st_size; left > 0;) {
		ssize_t done = sendfile(out, in, NULL, (size_t)left);

		if (done <= 0)
			die("%s to %s: %s", from, to, strerror(errno));
		left -= done;
	}
	/* What is still to be written must not be measured as part of what follows. */
	if (fsync(out) != 0 || close(out) != 0)
		die("%s: %s", to, strerror(errno));
	close(in);
}
