#include "store/sqlite/connection.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/digest.h"
#include "store/row.h"
#include "store/sentence.h"
#include "store/sqlite/handle.h"
#include "store/statements.h"

#include "sql_columns.h"

/* A row that is being read. */
struct sqlite_row {
	struct store_row row; /* first: a row function gets this */
	sqlite3_stmt *handle;
	struct connection *connection;
};

/* Errors. */

static enum status status_of(int code, int cause)
{
	switch (code & 0xff) {
	case SQLITE_OK: return STATUS_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return STATUS_STORE_BUSY;
	case SQLITE_FULL: return STATUS_STORE_FULL;
	case SQLITE_READONLY: return STATUS_STORE_READONLY;
	case SQLITE_CORRUPT: return STATUS_STORE_CORRUPT;
	case SQLITE_NOTADB: return STATUS_STORE_NOT_DATABASE;
	case SQLITE_CANTOPEN:
		return code == SQLITE_CANTOPEN_SYMLINK ? STATUS_STORE_DENIED
						       : status_of_open_errno(cause);
	case SQLITE_PERM:
	case SQLITE_AUTH: return STATUS_STORE_DENIED;
	case SQLITE_CONSTRAINT: return STATUS_STORE_CONSTRAINT;
	case SQLITE_TOOBIG: return STATUS_BAD_VALUE;
	case SQLITE_IOERR:
		if (code == SQLITE_IOERR_NOMEM)
			return STATUS_DEFECT;
		if (cause == EROFS)
			return STATUS_STORE_READONLY;
		return cause == ENOSPC || cause == EDQUOT ? STATUS_STORE_FULL : STATUS_STORE_IO;
	default: return STATUS_DEFECT;
	}
}

/* The database is open; SQLite needs files beside it, even for reading. */
static enum status side_files_refused(struct connection *connection, int cause)
{
	return problem_set(&connection->problem, STATUS_STORE_READONLY,
			   _("The files beside the database %s cannot be opened (%s); they are "
			     "needed even for reading."),
			   connection->path, cause_words(connection->path, cause));
}

enum status connection_failed(struct connection *connection, int code, const char *what)
{
	int kind = code & 0xff;
	bool has_errno = connection->db && (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN);
	int cause = has_errno ? sqlite3_system_errno(connection->db) : 0;
	const char *words = connection->db ? sqlite3_errmsg(connection->db) : sqlite3_errstr(code);
	enum status status = status_of(code, cause);
	char text[PROBLEM_MESSAGE_SIZE / 2];

	connection->sync_failed = code == SQLITE_IOERR_FSYNC;
	if (kind == SQLITE_CANTOPEN && connection->opened && status != STATUS_STORE_FULL)
		return side_files_refused(connection, cause);
	if ((kind == SQLITE_IOERR && status != STATUS_DEFECT) || code == SQLITE_READONLY_DBMOVED)
		connection->dead = true;
	if (status == STATUS_DEFECT)
		text_format(text, sizeof(text), "%s: %s", what, words);
	else if (cause == EROFS)
		text_copy(text, sizeof(text), cause_words(connection->path, cause));
	else if (cause_is_no_inodes(connection->path, cause))
		return store_say_errno(&connection->problem, connection->path, cause);
	else if (cause != 0)
		text_format(text, sizeof(text), "%s (%s)", words, strerror(cause));
	else
		text_copy(text, sizeof(text), words);
	return store_say(&connection->problem, status, connection->path, text);
}

/* Rows. */

static const struct sqlite_row *row_of(const struct store_row *row, int place)
{
	const struct sqlite_row *ours = (const struct sqlite_row *)row;

	assert(place >= 0 && place < sqlite3_column_count(ours->handle));
	(void)place;
	return ours;
}

static int column_type(const struct store_row *row, int place)
{
	switch (sqlite3_column_type(row_of(row, place)->handle, place)) {
	case SQLITE_INTEGER: return STORE_INT;
	case SQLITE_NULL: return STORE_NULL;
	case SQLITE_TEXT: return STORE_TEXT;
	default: return STORE_BLOB;
	}
}

static int64_t column_number(const struct store_row *row, int place)
{
	return sqlite3_column_int64(row_of(row, place)->handle, place);
}

static const char *column_text(const struct store_row *row, int place)
{
	const struct sqlite_row *ours = row_of(row, place);
	const char *text = (const char *)sqlite3_column_text(ours->handle, place);

	if (!text && sqlite3_column_type(ours->handle, place) != SQLITE_NULL)
		ours->connection->starved = true;
	return text ? text : "";
}

static bool column_is_null(const struct store_row *row, int place)
{
	return sqlite3_column_type(row_of(row, place)->handle, place) == SQLITE_NULL;
}

static const void *column_blob(const struct store_row *row, int place, size_t *size)
{
	const struct sqlite_row *ours = row_of(row, place);
	const void *bytes = sqlite3_column_blob(ours->handle, place);

	*size = (size_t)sqlite3_column_bytes(ours->handle, place);
	if (!bytes && *size > 0) {
		ours->connection->starved = true;
		*size = 0;
	}
	return bytes ? bytes : "";
}

static const struct row_ops row_ops = {
	.type = column_type,
	.number = column_number,
	.text = column_text,
	.is_null = column_is_null,
	.blob = column_blob,
};

/* Statements. */

/* A view that gives other columns than this program knows is seen before a row is read. */
static enum status check_columns(struct connection *connection, enum sql id, sqlite3_stmt *handle)
{
	int count;
	const char *const *column = statement_columns(id, &count);
	bool fits = !column || sqlite3_column_count(handle) == count + digest_columns(id);

	for (int i = 0; column && fits && i < count; i++)
		fits = strcmp(sqlite3_column_name(handle, i), column[i]) == 0;
	if (fits)
		return STATUS_OK;
	return problem_set(&connection->problem, STATUS_STORE_CORRUPT,
			   _("The database %s is damaged: %s gives other columns than this "
			     "frontdesk knows."),
			   connection->path, store_statement_name(id));
}

static enum status statement_prepare(struct connection *connection, enum sql id,
				     struct statement *out)
{
	const unsigned int flags = SQLITE_PREPARE_PERSISTENT;
	struct statement made = { .handle = NULL };
	enum status status;
	char name[16];
	int code;

	code = sqlite3_prepare_v3(connection->db, store_statement_text(id), -1, flags, &made.handle,
				  NULL);
	if (code != SQLITE_OK)
		return connection_failed(connection, code, store_statement_name(id));
	status = check_columns(connection, id, made.handle);
	if (status != STATUS_OK) {
		sqlite3_finalize(made.handle);
		return status;
	}
	made.parameters = (size_t)sqlite3_bind_parameter_count(made.handle);
	made.index = memory_new(made.parameters + 1, sizeof(*made.index));
	for (size_t i = 0; i < made.parameters; i++) {
		text_format(name, sizeof(name), "$%zu", i + 1);
		made.index[i] = sqlite3_bind_parameter_index(made.handle, name);
		assert(made.index[i] > 0 && "a statement's parameters are $1..$n");
	}
	*out = made;
	return STATUS_OK;
}

void statement_finish(struct statement *statement)
{
	sqlite3_finalize(statement->handle);
	free(statement->index);
	*statement = (struct statement){ .handle = NULL };
}

static int bind_value(sqlite3_stmt *handle, int index, const struct store_value *value)
{
	switch (value->type) {
	case STORE_INT: return sqlite3_bind_int64(handle, index, value->number);
	case STORE_TEXT: return sqlite3_bind_text(handle, index, value->bytes, -1, SQLITE_STATIC);
	case STORE_BLOB:
		if (value->size == 0)
			return sqlite3_bind_zeroblob(handle, index, 0);
		return sqlite3_bind_blob64(handle, index, value->bytes, value->size, SQLITE_STATIC);
	case STORE_NULL: break;
	}
	return sqlite3_bind_null(handle, index);
}

static int statement_bind(const struct statement *statement, const struct store_value *args,
			  size_t count)
{
	int code = SQLITE_OK;

	for (size_t i = 0; i < count && code == SQLITE_OK; i++)
		code = bind_value(statement->handle, statement->index[i], &args[i]);
	return code;
}

/* Steps through the rows; the statement is bound. */
static enum status statement_step(struct connection *connection, const struct statement *statement,
				  const struct sql_kind *kind, const char *name, store_row_fn *fn,
				  void *context)
{
	const struct sqlite_row row = { .row = { .ops = &row_ops, .kind = kind },
					.handle = statement->handle,
					.connection = connection };
	enum status status = STATUS_OK;
	int code;

	connection->starved = false;
	while ((code = sqlite3_step(statement->handle)) == SQLITE_ROW) {
		if (fn)
			status = fn(&row.row, context);
		if (connection->starved)
			return connection_failed(connection, SQLITE_NOMEM, name);
		if (status != STATUS_OK)
			return status;
	}
	if (code != SQLITE_DONE)
		return connection_failed(connection, code, name);
	return STATUS_OK;
}

static enum status statement_run(struct connection *connection, const struct statement *statement,
				 enum sql id, const struct store_value *args, size_t count,
				 store_row_fn *fn, void *context)
{
	const char *name = store_statement_name(id);
	enum status status;
	int code;

	assert(count == statement->parameters && "as many values as the statement has parameters");
	code = statement_bind(statement, args, count);
	if (code != SQLITE_OK)
		status = connection_failed(connection, code, name);
	else
		status = statement_step(connection, statement, statement_kind(id), name, fn,
					context);
	/* A reading that was ended early may fail only now; what failed above has its sentence
	 * already. */
	code = sqlite3_reset(statement->handle);
	if (code != SQLITE_OK && status == STATUS_OK)
		status = connection_failed(connection, code, name);
	sqlite3_clear_bindings(statement->handle);
	return status;
}

static enum status statement_get(struct connection *connection, enum sql id, struct statement **out)
{
	*out = &connection->statements[id];
	if ((*out)->handle)
		return STATUS_OK;
	return statement_prepare(connection, id, *out);
}

enum status connection_each(struct connection *connection, enum sql id,
			    const struct store_value *args, size_t count, store_row_fn *fn,
			    void *context, int64_t *changed)
{
	struct statement *statement;
	enum status status;

	if (changed)
		*changed = 0;
	/* So that a row function's status is not taken for a failure of before. */
	connection->problem.status = STATUS_OK;
	status = statement_get(connection, id, &statement);
	if (status != STATUS_OK)
		return status;
	assert(!statement->in_use && "a row function does not use its own statement");
	statement->in_use = true;
	status = statement_run(connection, statement, id, args, count, fn, context);
	statement->in_use = false;
	if (status == STATUS_OK && changed)
		*changed = sqlite3_changes64(connection->db);
	return status;
}

enum status connection_pragma(struct connection *connection, enum sql id, store_row_fn *fn,
			      void *context)
{
	struct statement statement;
	enum status status;

	status = statement_prepare(connection, id, &statement);
	if (status != STATUS_OK)
		return status;
	status = statement_run(connection, &statement, id, NO_ARGS, fn, context);
	statement_finish(&statement);
	return status;
}

static enum status take_number(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, ONLY_COLUMN);
	return STATUS_OK;
}

enum status connection_number(struct connection *connection, enum sql id, int64_t *out)
{
	*out = 0;
	return connection_each(connection, id, NO_ARGS, take_number, out, NULL);
}

enum status connection_number_of(struct connection *connection, enum sql id, int64_t argument,
				 int64_t *out)
{
	*out = 0;
	return connection_each(connection, id, ARGS(STORE_ARG_INT(argument)), take_number, out,
			       NULL);
}

enum status connection_script(struct connection *connection, const char *text)
{
	int code = sqlite3_exec(connection->db, text, NULL, NULL, NULL);

	return code == SQLITE_OK ? STATUS_OK : connection_failed(connection, code, _("schema"));
}

enum status connection_copy_into(struct connection *connection, const char *path)
{
	enum status status = STATUS_OK, again = STATUS_OK;

	/* VACUUM attaches its target, and writes to that. */
	sqlite3_limit(connection->db, SQLITE_LIMIT_ATTACHED, 1);
	if (connection->only_reads)
		status = connection_pragma(connection, SQL_STORE_SET_QUERY_ONLY_OFF, NULL, NULL);
	if (status == STATUS_OK)
		status = connection_each(connection, SQL_STORE_COPY_INTO, ARGS(store_text(path)),
					 NULL, NULL, NULL);
	if (connection->only_reads)
		again = connection_pragma(connection, SQL_STORE_SET_QUERY_ONLY, NULL, NULL);
	sqlite3_limit(connection->db, SQLITE_LIMIT_ATTACHED, 0);
	return status == STATUS_OK ? again : status;
}

static enum status take_checkpoint(const struct store_row *row, void *context)
{
	*(bool *)context = row_number(row, STORE_CHECKPOINT_BUSY) == 0 &&
			   row_number(row, STORE_CHECKPOINT_LOG) ==
				   row_number(row, STORE_CHECKPOINT_CHECKPOINTED);
	return STATUS_OK;
}

enum status connection_checkpoint(struct connection *connection, bool *complete)
{
	*complete = false;
	return connection_each(connection, SQL_STORE_CHECKPOINT, NO_ARGS, take_checkpoint, complete,
			       NULL);
}

/* SQLite's own handle: to open and close the file once more would cost its locks. NULL: a copy has
 * no log, nor has a database to which nobody has written yet. */
static sqlite3_file *log_file(const struct connection *connection)
{
	sqlite3_file *log = NULL;

	if (sqlite3_file_control(connection->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) !=
	    SQLITE_OK)
		return NULL;
	return log && log->pMethods ? log : NULL;
}

enum status connection_sync(struct connection *connection)
{
	sqlite3_file *log = log_file(connection);
	int code = SQLITE_OK;

	errno = 0;
	if (log)
		code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
	if (code == SQLITE_OK)
		return STATUS_OK;
	return problem_set(&connection->problem, STATUS_STORE_IO, "%s",
			   errno != 0 ? cause_words(connection->path, errno)
				      : sqlite3_errstr(code));
}

bool connection_has_moved(const struct connection *connection)
{
	int moved = 1;

	return sqlite3_file_control(connection->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) !=
		       SQLITE_OK ||
	       moved != 0;
}

void connection_keep_log(struct connection *connection, bool keep)
{
	sqlite3_db_config(connection->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, NULL);
}

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

struct log_head log_head_read(const unsigned char bytes[LOG_HEAD_SIZE])
{
	return (struct log_head){ .page_size = big_endian(bytes + 8),
				  .salt = { big_endian(bytes + 16), big_endian(bytes + 20) } };
}

int64_t connection_log_frames(const struct connection *connection)
{
	enum { REGION = 32 * 1024, FRAMES_WORD = 4 };
	volatile void *index = NULL;
	sqlite3_file *file = NULL;
	const volatile uint32_t *words;

	/* Without a log there is no index, and to ask for it would make one. */
	if (!log_file(connection))
		return 0;
	if (sqlite3_file_control(connection->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
		    SQLITE_OK ||
	    !file->pMethods || file->pMethods->iVersion < 2 ||
	    file->pMethods->xShmMap(file, 0, REGION, 0, &index) != SQLITE_OK || !index)
		return -1;
	words = index;
	return words[FRAMES_WORD];
}

enum status connection_log_head(struct connection *connection, struct log_head *out)
{
	unsigned char head[LOG_HEAD_SIZE];
	sqlite3_file *log = log_file(connection);
	int code;

	*out = (struct log_head){ .page_size = 0 };
	if (!log)
		return STATUS_OK;
	code = log->pMethods->xRead(log, head, (int)sizeof(head), 0);
	/* It is shorter while nothing was written to it. */
	if (code == SQLITE_IOERR_SHORT_READ)
		return STATUS_OK;
	if (code != SQLITE_OK)
		return connection_failed(connection, code, _("reading the log"));
	*out = log_head_read(head);
	return STATUS_OK;
}

enum status connection_explain(struct connection *connection, enum sql id, store_row_fn *fn,
			       void *context)
{
	static const struct sql_kind unnamed = { .row = 0 };
	const size_t size = strlen(statement_explain_prefix()) + strlen(store_statement_text(id)) +
			    1;
	struct statement statement = { .handle = NULL };
	char *text = memory_new(size, 1);
	enum status status;
	int code;

	text_format(text, size, "%s%s", statement_explain_prefix(), store_statement_text(id));
	code = sqlite3_prepare_v2(connection->db, text, -1, &statement.handle, NULL);
	if (code == SQLITE_OK)
		status = statement_step(connection, &statement, &unnamed, store_statement_name(id),
					fn, context);
	else
		status = connection_failed(connection, code, store_statement_name(id));
	statement_finish(&statement);
	free(text);
	return status;
}

bool connection_in_transaction(const struct connection *connection)
{
	return !sqlite3_get_autocommit(connection->db);
}

bool connection_sync_failed(const struct connection *connection)
{
	return connection->sync_failed;
}

bool connection_is_dead(const struct connection *connection)
{
	return connection->dead;
}

void connection_kill(struct connection *connection)
{
	connection->dead = true;
}

int64_t connection_version(const struct connection *connection)
{
	return connection->version;
}

int connection_log_pages(const struct connection *connection)
{
	return connection->log_pages;
}

const struct problem *connection_problem(const struct connection *connection)
{
	return &connection->problem;
}

void connection_set_wait(struct connection *connection, int wait_ms)
{
	connection->wait_ms = wait_ms;
}
