#ifndef TESTS_BENCH_POSTGRES_SERVER_H
#define TESTS_BENCH_POSTGRES_SERVER_H
/*
 * A PostgreSQL server of the bench's own: in a folder beside that of the bench, on a unix socket
 * there, under an account that may run it. It ends and its folder goes with the program.
 */
#include <limits.h>

#include "bench.h"

enum { SERVER_PATH_SIZE = PATH_MAX };

struct server {
	char programs[SERVER_PATH_SIZE]; /* .../15/bin */
	char folder[SERVER_PATH_SIZE];	 /* absolute; data, scripts and logs */
	char socket[SERVER_PATH_SIZE];	 /* the folder of the socket */
	char account[32];		 /* that runs it, "" when it is ours */
};

/*
 * Starts one with the tables of `schema`; user "desk", database "postgres". Its commits wait for
 * the same disk as ours (calls.h), by the library slow_sync.so beside the program. False, after it
 * said why the row `row` is left out, where that cannot be done. One at a time.
 */
bool server_start(struct server *server, struct bench *bench, const char *row, const char *schema);

/* Runs one of the server's programs in the server's folder, as its account; what it says goes to
 * `log` there. Returns its exit status. */
int server_run(const struct server *server, const char *log, const char *program,
	       const char *const arguments[]);

void server_write_file(const struct server *server, const char *name, const char *text);

/* Ends it and removes its folder. */
void server_stop(struct server *server);

#endif
