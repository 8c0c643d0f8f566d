#ifndef STORE_SQLITE_STATE_H
#define STORE_SQLITE_STATE_H
/*
 * What an open store is, for the two files that make it: store.c opens it and asks it,
 * transaction.c begins, commits and moves the log.
 */
#include "store/limits.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/turnstile.h"

enum transaction { TRANSACTION_NONE, TRANSACTION_READING, TRANSACTION_WRITING };

struct store {
	char path[FILE_PATH_SIZE];
	enum store_mode mode;
	struct store_limits limits;
	struct turnstile turnstile;	 /* closed when the store is only read */
	struct connection *connection;	 /* NULL after an error of the disk, until the next use */
	struct connection *checkpointer; /* opened for the first checkpoint */
	enum transaction transaction;
	int depth;	   /* queries whose rows are being read */
	int checkpoint_at; /* pages in the log */
	int64_t data_version;
	bool changed; /* something may have changed while there was no connection */
	struct problem problem;
};

/* Keeps the connection's sentence when it is the one for this failure (a row function may have
 * failed by itself). */
enum status store_failed(struct store *store, const struct connection *connection,
			 enum status status);

/*
 * After an error of the disk everything is closed and opened again before the next use: what fsync
 * says after a failure is worth nothing.
 */
enum status store_ready(struct store *store) MUST_CHECK;

/* Takes its place in the queue of writers. */
enum status store_queue(struct store *store) MUST_CHECK;

/* SQLite has ended the transaction by itself; the sentence of the error that made it do so is still
 * here. */
enum status store_transaction_lost(const struct store *store);

#endif
