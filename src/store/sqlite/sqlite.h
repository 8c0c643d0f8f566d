#ifndef STORE_SQLITE_SQLITE_H
#define STORE_SQLITE_SQLITE_H
/*
 * What an open database is to this engine, for the files of src/store/sqlite: opening.c opens it,
 * transaction.c begins and commits, checkpoint.c moves the log.
 */
#include "base/file.h"
#include "store/engine.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/desks_file.h"
#include "store/sqlite/files.h"
#include "store/sqlite/saved.h"
#include "store/sqlite/turnstile.h"

struct sqlite {
	struct engine engine; /* first: a struct engine * is one to this */
	char path[FILE_PATH_SIZE];
	char mark[FILE_PATH_SIZE]; /* of a store where writing has stopped (safety.h) */
	enum store_mode mode;
	struct store_limits limits;
	struct files files;
	struct turnstile turnstile; /* closed when the database is only read */
	struct desks_file desks;
	struct connection *connection;	 /* NULL after an error of the disk, until the next use */
	struct connection *checkpointer; /* opened for the first checkpoint */
	int checkpoint_at;		 /* pages in the log */
	int64_t data_version;
	int64_t schema_cookie; /* of the schema that was compared */
	bool changed;	       /* something may have changed while there was no connection */
	bool holds_syncs;      /* store_hold_syncs */
	bool unsafe;	       /* we committed and have not synced since */
	int64_t committed;     /* the last entry among what is unsafe; 0: none */
	bool stopped;	       /* a sync failed */
	/* Whose line it is, and what ties file and log (saved.h, tie.h): */
	struct saved saved;	 /* closed when there is none to be read */
	struct clinic_line line; /* of the database itself */
	bool tied;		 /* tie_begin said that the log is this database's */
	struct tie tie;		 /* as it was seen last */
	struct log_head log;
	int64_t log_needs;	   /* bytes of the log, after our last commit to it */
	struct problem only_reads; /* why nothing may be written, though it is open for that */
};

static inline bool sqlite_only_reads(const struct sqlite *sqlite)
{
	return sqlite->mode == STORE_READ || sqlite->mode == STORE_EXAMINE;
}

static inline struct sqlite *sqlite_of(struct engine *engine)
{
	return (struct sqlite *)engine;
}

/*
 * Returns `status`, which a function of `connection` ended with. When it was SQLite that failed,
 * and not a row function, its sentence is kept.
 */
enum status sqlite_failed(struct sqlite *sqlite, const struct connection *connection,
			  enum status status);

#endif
