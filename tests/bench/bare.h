#ifndef TESTS_BENCH_BARE_H
#define TESTS_BENCH_BARE_H
/* SQLite itself, as the limit of what is built on it. */
#include <sqlite3.h>

/* Opens a database, made if need be: WAL and synchronous=FULL, all else as the library has it. */
sqlite3 *bare_open(const char *path);

/* Lets the library move the log by itself, as seldom as the desk does. */
void bare_move_log(sqlite3 *db);

void bare_run(sqlite3 *db, const char *sql);
sqlite3_stmt *bare_prepare(sqlite3 *db, const char *sql);

/* Runs it to its end, its columns read, and resets it; returns the number of rows. */
int bare_rows(sqlite3_stmt *statement);

void bare_number(sqlite3_stmt *statement, int index, sqlite3_int64 value);
void bare_text(sqlite3_stmt *statement, int index, const char *text); /* NULL: NULL */

void bare_finish(sqlite3_stmt *statement);
void bare_close(sqlite3 *db);

/* Removes a database with what lies beside it. */
void bare_remove(const char *path);

/* Copies a database that nobody has open. */
void bare_copy(const char *from, const char *to);

#endif
