#ifndef TESTS_BENCH_RECORDING_H
#define TESTS_BENCH_RECORDING_H
/*
 * What the desk asks of SQLite: every statement in order, with its values and how many rows were
 * read of it, from the set-up of the connection on. Asked again of a bare connection on a copy of
 * the same database it costs what the schema and the rules cost, and nothing of our own code. It is
 * recorded anew in every run, so it cannot differ from what the desk does.
 */
#include <sqlite3.h>

#include "bench.h"

struct recording;

/* Records the next connection that is opened; it is to be one of a desk on the clinic at `path`. */
struct recording *recording_begin(const char *path);

void recording_free(struct recording *recording); /* once that connection is closed */

/* A bare connection on a copy of the database that the recorded connection was opened on. */
struct replay {
	const struct recording *recording;
	sqlite3 *db;
	sqlite3_stmt **prepared; /* a statement when it was asked once */
	size_t next;		 /* of what was recorded */
};

/* Sets the connection up as the recorded one; its log is moved as often. */
void replay_open(struct replay *replay, const struct recording *recording, const char *path);

/* Asks on until so many transactions are committed; 0: to the end. Each statement must give as many
 * rows as it did. The seconds that it took. */
double replay_run(struct replay *replay, int commits);

void replay_close(struct replay *replay);

/* That every table holds the same rows in both, and that the desk's checks find nothing. */
void replay_check(const char *recorded, const char *replayed);

#endif
