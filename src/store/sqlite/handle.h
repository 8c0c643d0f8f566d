#ifndef STORE_SQLITE_HANDLE_H
#define STORE_SQLITE_HANDLE_H
/* What a connection is made of, for the two files that make it: connect.c opens and closes it,
 * connection.c asks it. */
#include "base/file.h"
#include "base/status.h"
#include "store/statements.h"

struct sqlite3;
struct sqlite3_stmt;

struct statement {
	struct sqlite3_stmt *handle;
	int *index; /* where SQLite keeps $1..$n */
	size_t parameters;
	bool in_use;
};

struct connection {
	struct sqlite3 *db;
	char path[FILE_PATH_SIZE];
	bool only_reads;
	int wait_ms;
	int64_t waiting_since_ms;
	int log_pages;
	int64_t version;
	bool opened; /* the file itself */
	bool dead;
	bool sync_failed; /* what failed last was SQLite's own sync */
	bool starved;	  /* a column could not be read for want of memory */
	struct problem problem;
	struct statement statements[SQL_COUNT];
};

/*
 * Keeps the sentence for what SQLite just reported and returns its status. `code` is SQLite's,
 * `what` is the statement's name, for a defect's sentence.
 */
enum status connection_failed(struct connection *connection, int code, const char *what);

/* Ends what was prepared; nothing when it was not. */
void statement_finish(struct statement *statement);

#endif
