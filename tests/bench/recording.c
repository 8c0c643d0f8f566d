#include "recording.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/memory.h"
#include "base/text.h"
#include "clinic.h"
#include "desk/check.h"
#include "store/statements.h"

enum { STATEMENTS_MAX = 128 };

/* Numbers stand here; text and blobs among the bytes, from `number` on. */
struct value {
	enum store_type type;
	int size;
	int64_t number;
};

/* One use of a statement. */
struct asked {
	int statement;
	int rows;
	bool cut_off; /* after those rows, though there may be more */
	size_t first, values;
};

struct recording {
	char *sql[STATEMENTS_MAX];
	int statements;
	struct asked *asked;
	struct value *values;
	char *bytes;
	size_t asked_count, asked_room, value_count, value_room, byte_count, byte_room;
};

/* SQLite's door for new connections has no place for a context. */
static struct recording *waiting;

/* Values: SQLite writes them into the text, in the place of $1..$n. */

static void take_byte(struct recording *recording, struct value *value, int byte)
{
	char *room = memory_append(&recording->bytes, &recording->byte_count, &recording->byte_room,
				   1);

	*room = (char)byte;
	value->size++;
}

static int digit_of(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* Returns where the text goes on behind the value. */
static const char *take_value(struct recording *recording, struct value *value, const char *at)
{
	char *end;

	value->number = (int64_t)recording->byte_count;
	if (strncmp(at, "NULL", 4) == 0) {
		value->type = STORE_NULL;
		return at + 4;
	}
	if (strncmp(at, "x'", 2) == 0) {
		value->type = STORE_BLOB;
		for (at += 2; *at != '\''; at += 2)
			take_byte(recording, value, digit_of(at[0]) * 16 + digit_of(at[1]));
		return at + 1;
	}
	if (*at == '\'') {
		value->type = STORE_TEXT;
		for (at++; *at != '\'' || at[1] == '\''; at++) {
			take_byte(recording, value, *at);
			at += *at == '\'';
		}
		return at + 1;
	}
	value->type = STORE_INT;
	value->number = strtoll(at, &end, 10);
	if (end == at || *end == '.')
		die("not a value that is recorded: %.40s", at);
	return end;
}

/* A parameter may stand in several places; it is bound once. */
static void take_values(struct recording *recording, struct asked *asked, const char *sql,
			const char *expanded)
{
	const char *text = sql;

	while (*sql) {
		struct value again = { .size = 0 }, *value = &again;
		char *end;

		if (*sql != '$') {
			if (*sql++ != *expanded++)
				die("the values cannot be read: %s", text);
			continue;
		}
		if (strtoul(sql + 1, &end, 10) > asked->values) {
			asked->values++;
			value = memory_append(&recording->values, &recording->value_count,
					      &recording->value_room, sizeof(*value));
		}
		expanded = take_value(recording, value, expanded);
		sql = end;
	}
}

/* Recording. */

static int statement_of(struct recording *recording, const char *sql)
{
	for (int i = 0; i < recording->statements; i++) {
		if (strcmp(recording->sql[i], sql) == 0)
			return i;
	}
	if (recording->statements == STATEMENTS_MAX)
		die("more statements are used than expected");
	recording->sql[recording->statements] = memory_string(sql);
	return recording->statements++;
}

static void statement_starts(struct recording *recording, sqlite3_stmt *handle)
{
	char *expanded = sqlite3_expanded_sql(handle);
	struct asked *asked;

	if (!expanded)
		die("%s: no memory", sqlite3_sql(handle));
	asked = memory_append(&recording->asked, &recording->asked_count, &recording->asked_room,
			      sizeof(*asked));
	asked->statement = statement_of(recording, sqlite3_sql(handle));
	asked->first = recording->value_count;
	take_values(recording, asked, sqlite3_sql(handle), expanded);
	if (asked->values != (size_t)sqlite3_bind_parameter_count(handle))
		die("not every value was found: %s", expanded);
	sqlite3_free(expanded);
}

/* The latest use of it: while its rows are read, others may be asked. */
static struct asked *latest(struct recording *recording, sqlite3_stmt *handle)
{
	int statement = statement_of(recording, sqlite3_sql(handle));
	size_t at = recording->asked_count;

	while (at > 0 && recording->asked[at - 1].statement != statement)
		at--;
	if (at == 0)
		die("%s has rows before it began", sqlite3_sql(handle));
	return &recording->asked[at - 1];
}

static int note(unsigned int what, void *context, void *handle, void *more)
{
	struct recording *recording = context;

	/* SQLite's own reading of the schema has no text. A trigger comes as a comment: it will
	 * come by itself again. */
	if (!sqlite3_sql(handle))
		return 0;
	if (what == SQLITE_TRACE_STMT && strncmp(more, "--", 2) != 0)
		statement_starts(recording, handle);
	else if (what == SQLITE_TRACE_ROW)
		latest(recording, handle)->rows++;
	else if (what == SQLITE_TRACE_PROFILE)
		latest(recording, handle)->cut_off = sqlite3_stmt_busy(handle);
	return 0;
}

static int connection_opened(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
	struct recording *recording = waiting;

	(void)message;
	(void)api;
	waiting = NULL;
	if (recording)
		sqlite3_trace_v2(db, SQLITE_TRACE_STMT | SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE,
				 note, recording);
	return SQLITE_OK;
}

struct recording *recording_begin(const char *path)
{
	struct recording *recording = memory_new(1, sizeof(*recording));
	struct desk desk;

	/* A desk sets the library up, which must be done before watching starts it. */
	clinic_open(&desk, path, "bench");
	desk_close(&desk);
	waiting = recording;
	if (sqlite3_auto_extension((void (*)(void))connection_opened) != SQLITE_OK)
		die("new connections cannot be watched");
	return recording;
}

void recording_free(struct recording *recording)
{
	for (int i = 0; i < recording->statements; i++)
		free(recording->sql[i]);
	free(recording->asked);
	free(recording->values);
	free(recording->bytes);
	free(recording);
}

/* Replaying. */

static const char *sql_of(const struct replay *replay)
{
	const struct recording *recording = replay->recording;

	if (replay->next == recording->asked_count)
		die("no more was recorded");
	return recording->sql[recording->asked[replay->next].statement];
}

void replay_open(struct replay *replay, const struct recording *recording, const char *path)
{
	*replay = (struct replay){ .recording = recording, .db = bare_open(path) };
	replay->prepared = memory_new(STATEMENTS_MAX, sizeof(sqlite3_stmt *));
	/* Some of them act when they are prepared. */
	for (; strncmp(sql_of(replay), "PRAGMA", 6) == 0; replay->next++)
		bare_run(replay->db, sql_of(replay));
	/* The desk makes a commit safe by a sync of its own; here SQLite does. */
	bare_run(replay->db, "PRAGMA synchronous = FULL");
	/* The desk's own rule for this is our code. */
	bare_move_log(replay->db);
}

static void bind(sqlite3_stmt *handle, const struct recording *recording, const struct asked *asked)
{
	for (int i = 0; i < (int)asked->values; i++) {
		const struct value *value = &recording->values[asked->first + (size_t)i];
		const char *bytes = recording->bytes + value->number;

		switch (value->type) {
		case STORE_INT: sqlite3_bind_int64(handle, i + 1, value->number); break;
		case STORE_TEXT:
			sqlite3_bind_text(handle, i + 1, bytes, value->size, SQLITE_STATIC);
			break;
		case STORE_BLOB:
			sqlite3_bind_blob(handle, i + 1, bytes, value->size, SQLITE_STATIC);
			break;
		case STORE_NULL: sqlite3_bind_null(handle, i + 1); break;
		}
	}
}

static void ask(struct replay *replay, const struct asked *asked)
{
	sqlite3_stmt **handle = &replay->prepared[asked->statement];
	int rows = 0, code = SQLITE_ROW;

	if (!*handle)
		*handle = bare_prepare(replay->db, sql_of(replay));
	bind(*handle, replay->recording, asked);
	while (!(asked->cut_off && rows == asked->rows) &&
	       (code = sqlite3_step(*handle)) == SQLITE_ROW)
		rows++;
	if ((!asked->cut_off && code != SQLITE_DONE) || rows != asked->rows)
		die("%s: %d rows, not %d as recorded (%s)", sql_of(replay), rows, asked->rows,
		    sqlite3_errmsg(replay->db));
	sqlite3_reset(*handle);
}

double replay_run(struct replay *replay, int commits)
{
	const struct recording *recording = replay->recording;
	const char *commit = store_statement_text(SQL_COMMIT);
	double started = seconds_now();

	for (int done = 0; commits ? done < commits : replay->next < recording->asked_count;
	     replay->next++) {
		done += strcmp(sql_of(replay), commit) == 0;
		ask(replay, &recording->asked[replay->next]);
	}
	return seconds_now() - started;
}

void replay_close(struct replay *replay)
{
	for (int i = 0; i < STATEMENTS_MAX; i++)
		bare_finish(replay->prepared[i]);
	free(replay->prepared);
	bare_close(replay->db);
}

static void must_be_none(sqlite3 *db, const char *table, const char *from, const char *without)
{
	char sql[256];
	sqlite3_stmt *differing;

	text_format(sql, sizeof(sql), "SELECT * FROM %s.\"%s\" EXCEPT SELECT * FROM %s.\"%s\"",
		    from, table, without, table);
	differing = bare_prepare(db, sql);
	if (bare_rows(differing) != 0)
		die("the replay left other rows in %s", table);
	bare_finish(differing);
}

static void show_fault(const char *check, const char *fault, void *context)
{
	(void)context;
	fprintf(stderr, "%s: %s\n", check, fault);
}

void replay_check(const char *recorded, const char *replayed)
{
	sqlite3 *db = bare_open(recorded);
	sqlite3_stmt *attach = bare_prepare(db, "ATTACH ?1 AS replayed");
	sqlite3_stmt *tables = bare_prepare(
		db, "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name");
	int checks, failed;
	struct desk desk;

	bare_text(attach, 1, replayed);
	bare_rows(attach);
	bare_finish(attach);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(tables, 0);

		must_be_none(db, table, "main", "replayed");
		must_be_none(db, table, "replayed", "main");
	}
	bare_finish(tables);
	bare_close(db);
	clinic_open(&desk, replayed, "bench");
	must(&desk, check_run(&desk, CHECK_ALL, show_fault, NULL, &checks, &failed));
	desk_close(&desk);
	if (failed)
		die("%d of %d checks of the replayed clinic failed", failed, checks);
}
