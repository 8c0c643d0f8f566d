#ifndef STORE_SQLITE_SQLITE_H
#define STORE_SQLITE_SQLITE_H
/*
 * What an open database is to this engine, for the files of src/store/sqlite: opening.c opens it,
 * transaction.c begins and commits, checkpoint.c moves the log.
 */
#include "base/file.h"
#include "store/engine.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/turnstile.h"

struct sqlite {
	struct engine engine; /* first: a struct engine * is one to this */
	char path[FILE_PATH_SIZE];
	char mark[FILE_PATH_SIZE]; /* of a store where writing has stopped (safety.h) */
	enum store_mode mode;
	struct store_limits limits;
	struct turnstile turnstile;	 /* closed when the database is only read */
	struct connection *connection;	 /* NULL after an error of the disk, until the next use */
	struct connection *checkpointer; /* opened for the first checkpoint */
	int checkpoint_at;		 /* pages in the log */
	int64_t data_version;
	int64_t schema_cookie; /* of the schema that was compared */
	bool changed;	       /* something may have changed while there was no connection */
	bool holds_syncs;      /* store_hold_syncs */
	bool unsafe;	       /* we committed and have not synced since */
	bool stopped;	       /* a sync failed */
};

static inline bool sqlite_only_reads(const struct sqlite *sqlite)
{
	return sqlite->mode == STORE_READ || sqlite->mode == STORE_EXAMINE;
}

static inline struct sqlite *sqlite_of(struct engine *engine)
{
	return (struct sqlite *)engine;
}

#endif
