#include "bare_tables.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "bare.h"
#include "base/text.h"
#include "bench.h"
#include "store/sqlite/schema_text.h"
#include "store/statements.h"

struct writing {
	sqlite3 *db;
	enum bare_dialect dialect;
	char *out;
};

static void add(const struct writing *writing, const char *text)
{
	size_t length = strlen(writing->out);

	if (length + strlen(text) >= BARE_TABLES_SIZE)
		die("the bare tables have more columns than there is room for");
	text_copy(writing->out + length, BARE_TABLES_SIZE - length, text);
}

static const char *type_of(const struct writing *writing, const char *type, bool is_given)
{
	if (writing->dialect == BARE_SQLITE)
		return type;
	if (strcmp(type, "INTEGER") == 0)
		return is_given ? "bigserial" : "bigint";
	return strcmp(type, "BLOB") == 0 ? "bytea" : "text";
}

/* "id INTEGER, state TEXT"; returns how many columns the primary key has. */
static int add_columns(const struct writing *writing, const char *table, char key[256])
{
	sqlite3_stmt *columns = bare_prepare(
		writing->db, "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid");
	bool is_audit = strcmp(table, "audit") == 0;
	int keys = 0;

	bare_text(columns, 1, table);
	key[0] = '\0';
	for (const char *between = ""; sqlite3_step(columns) == SQLITE_ROW; between = ", ") {
		const char *name = (const char *)sqlite3_column_text(columns, 0);
		const char *type = (const char *)sqlite3_column_text(columns, 1);
		bool is_key = sqlite3_column_int(columns, 2) > 0;

		add(writing, between);
		add(writing, name);
		add(writing, " ");
		add(writing, type_of(writing, type, is_audit && is_key));
		if (is_key)
			text_format(key + strlen(key), 256 - strlen(key), "%s%s",
				    keys++ ? ", " : "", name);
	}
	bare_finish(columns);
	return keys;
}

static bool has_no_rowid(const struct writing *writing, const char *table)
{
	sqlite3_stmt *about = bare_prepare(writing->db,
					   "SELECT wr FROM pragma_table_list WHERE name = ?1");
	bool none;

	bare_text(about, 1, table);
	if (sqlite3_step(about) != SQLITE_ROW)
		die("the schema has no table %s", table);
	none = sqlite3_column_int(about, 0) != 0;
	bare_finish(about);
	return none;
}

static void add_index(const struct writing *writing, const char *name)
{
	sqlite3_stmt *made = bare_prepare(
		writing->db, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1");

	bare_text(made, 1, name);
	if (sqlite3_step(made) != SQLITE_ROW)
		die("the schema has no index %s", name);
	add(writing, (const char *)sqlite3_column_text(made, 0));
	add(writing, ";\n");
	bare_finish(made);
}

static void add_table(const struct writing *writing, const struct bare_table *table)
{
	bool no_rowid = has_no_rowid(writing, table->name);
	char key[256];

	add(writing, "CREATE TABLE ");
	add(writing, table->name);
	add(writing, " (");
	if (add_columns(writing, table->name, key) > 0) {
		add(writing, ", PRIMARY KEY (");
		add(writing, key);
		add(writing, ")");
	}
	add(writing, no_rowid && writing->dialect == BARE_SQLITE ? ") WITHOUT ROWID;\n" : ");\n");
	for (int i = 0; i < BARE_INDEXES_MAX && table->indexes[i]; i++)
		add_index(writing, table->indexes[i]);
}

void bare_tables_text(enum bare_dialect dialect, const struct bare_table *tables, int count,
		      char out[BARE_TABLES_SIZE])
{
	struct writing writing = { .dialect = dialect, .out = out };

	if (sqlite3_open(":memory:", &writing.db) != SQLITE_OK)
		die("%s", sqlite3_errmsg(writing.db));
	for (int step = 1; step <= store_schema_version(); step++)
		bare_run(writing.db, schema_step_text(step));
	out[0] = '\0';
	for (int i = 0; i < count; i++)
		add_table(&writing, &tables[i]);
	bare_close(writing.db);
}
