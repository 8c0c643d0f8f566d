/*
 * Makes the schema in memory, by the steps of data/schema, and writes what digests of rows need of
 * it (src/store/digest.h), as data/schema/digests.list says:
 *
 *   digests tables LIST      the tables with their columns, in C
 *   digests sql LIST         the statements that read them, for sql2c.awk
 *   digests returning LIST   what a change of each table gives back, for sql2c.awk
 *
 * Columns stand in the order of their names, and are known by a number made of the name: where a
 * column stands in its table changes no digest.
 */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema_texts.h"

enum { TABLES_MAX = 200, COLUMNS_MAX = 64, NAME_MAX = 64, LISTED_MAX = 64 };

enum way { EACH, TOGETHER, ENTRIES, NOT };

static struct listed {
	enum way way;
	char table[NAME_MAX];
	int used;
} listed[LISTED_MAX];
static int listed_count;

struct column {
	char name[NAME_MAX], default_value[NAME_MAX];
	int key; /* 1: the first of the primary key; 0: none of it */
};

struct table {
	char name[NAME_MAX];
	enum way way;
	struct column column[COLUMNS_MAX];
	int columns, keys;
};

static struct table tables[TABLES_MAX];
static int table_count;

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "data/schema: %s: %s\n", what, why);
	exit(1);
}

static void copy_name(char out[NAME_MAX], const char *name)
{
	const size_t size = strlen(name) + 1;

	if (size > NAME_MAX)
		fail(name, "this name is too long");
	memcpy(out, name, size);
}

static void read_list(const char *path)
{
	static const char *const words[] = {
		[EACH] = "each", [TOGETHER] = "together", [ENTRIES] = "entries", [NOT] = "not"
	};
	char line[512], word[NAME_MAX], table[NAME_MAX];
	FILE *file = fopen(path, "r");

	if (!file)
		fail(path, "cannot be read");
	while (fgets(line, sizeof(line), file)) {
		int way = NOT + 1;

		if (line[0] == '#' || sscanf(line, "%63s %63s", word, table) != 2)
			continue;
		for (int i = EACH; i <= NOT; i++)
			if (strcmp(words[i], word) == 0)
				way = i;
		if (way > NOT || listed_count == LISTED_MAX)
			fail(word, "is no way to digest rows");
		listed[listed_count].way = (enum way)way;
		copy_name(listed[listed_count++].table, table);
	}
	fclose(file);
}

static enum way way_of(const char *table)
{
	for (int i = 0; i < listed_count; i++)
		if (strcmp(listed[i].table, table) == 0) {
			listed[i].used = 1;
			return listed[i].way;
		}
	return EACH;
}

static void run(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail("a step", fault);
}

/* FNV-1a of the name, in 16 bits. */
static unsigned mark_of(const char *name)
{
	unsigned mark = 2166136261U;

	for (; *name; name++)
		mark = (mark ^ (unsigned char)*name) * 16777619U;
	return (mark >> 16 ^ mark) & 0xffffU;
}

static void check_marks(void)
{
	for (int t = 0; t < table_count; t++) {
		for (int u = 0; u < t; u++)
			if (mark_of(tables[t].name) == mark_of(tables[u].name))
				fail(tables[t].name,
				     "has the number of another table: call it otherwise");
		for (int i = 0; i < tables[t].columns; i++)
			for (int k = 0; k < i; k++)
				if (mark_of(tables[t].column[i].name) ==
				    mark_of(tables[t].column[k].name))
					fail(tables[t].column[i].name,
					     "has the number of another column: call it otherwise");
	}
}

static void read_columns(sqlite3 *db, struct table *table)
{
	static const char query[] = "SELECT name, coalesce(dflt_value, ''), pk FROM "
				    "pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY name";
	sqlite3_stmt *row;

	if (sqlite3_prepare_v2(db, query, -1, &row, NULL) != SQLITE_OK)
		fail(table->name, sqlite3_errmsg(db));
	sqlite3_bind_text(row, 1, table->name, -1, SQLITE_STATIC);
	while (sqlite3_step(row) == SQLITE_ROW) {
		struct column *column = &table->column[table->columns++];

		if (table->columns == COLUMNS_MAX)
			fail(table->name, "has too many columns");
		copy_name(column->name, (const char *)sqlite3_column_text(row, 0));
		copy_name(column->default_value, (const char *)sqlite3_column_text(row, 1));
		column->key = sqlite3_column_int(row, 2);
		table->keys += column->key != 0;
	}
	sqlite3_finalize(row);
	if (table->keys == 0)
		fail(table->name, "has no primary key, by which its rows are digested");
}

static void read_tables(sqlite3 *db)
{
	static const char query[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
				    "NOT LIKE 'sqlite%' ORDER BY name";
	sqlite3_stmt *row;

	if (sqlite3_prepare_v2(db, query, -1, &row, NULL) != SQLITE_OK)
		fail("sqlite_schema", sqlite3_errmsg(db));
	while (sqlite3_step(row) == SQLITE_ROW) {
		struct table *table = &tables[table_count];

		copy_name(table->name, (const char *)sqlite3_column_text(row, 0));
		table->way = way_of(table->name);
		if (table->way == NOT)
			continue;
		if (++table_count == TABLES_MAX)
			fail(table->name, "is one table too many");
		read_columns(db, table);
	}
	sqlite3_finalize(row);
	for (int i = 0; i < listed_count; i++)
		if (!listed[i].used)
			fail(listed[i].table,
			     "is named in digests.list and there is no such table");
	check_marks();
}

static const char *capitals(const char *name)
{
	static char out[NAME_MAX];
	size_t i = 0;

	for (; name[i]; i++)
		out[i] = (char)toupper((unsigned char)name[i]);
	out[i] = '\0';
	return out;
}

static const struct column *key_at(const struct table *table, int place)
{
	for (int i = 0; i < table->columns; i++)
		if (table->column[i].key == place)
			return &table->column[i];
	fail(table->name, "has a key with a gap");
	return NULL;
}

static void print_all(const struct table *table)
{
	for (int i = 0; i < table->columns; i++)
		printf("%s%s", i ? ", " : "", table->column[i].name);
}

static void print_keys(const struct table *table)
{
	for (int i = 1; i <= table->keys; i++)
		printf("%s%s", i > 1 ? ", " : "", key_at(table, i)->name);
}

static void print_returning(void)
{
	for (int t = 0; t < table_count; t++) {
		printf("%s %d ", tables[t].name, t);
		if (tables[t].way == TOGETHER)
			printf("%s", key_at(&tables[t], 1)->name);
		else
			print_all(&tables[t]);
		puts("");
	}
}

static void print_sql(void)
{
	puts("-- What is digested of each table. Made by data/make/digests.c.");
	for (int t = 0; t < table_count; t++) {
		const struct table *table = &tables[t];

		printf("\n-- name: DIGEST_ALL_%s\nSELECT ", capitals(table->name));
		print_all(table);
		printf("\nFROM %s ORDER BY ", table->name);
		print_keys(table);
		puts("");
		if (table->way != TOGETHER)
			continue;
		printf("\n-- name: DIGEST_GROUP_%s\nSELECT ", capitals(table->name));
		print_all(table);
		printf("\nFROM %s WHERE %s = $1 ORDER BY ", table->name, key_at(table, 1)->name);
		print_keys(table);
		puts("");
	}
}

/* A column with the value that it has by itself is left out: to add one changes no digest. */
static void print_column(const struct column *column)
{
	const char *value = column->default_value;
	const size_t length = strlen(value);

	printf("\t{ \"%s\", 0x%04x, ", column->name, mark_of(column->name));
	if (length == 0 || strcmp(value, "NULL") == 0)
		printf("STORE_NULL, 0, NULL },\n");
	else if (value[0] == '\'' && length >= 2 && !strpbrk(value, "\"\\"))
		printf("STORE_TEXT, 0, \"%.*s\" },\n", (int)length - 2, value + 1);
	else if (strspn(value, "-0123456789") == length)
		printf("STORE_INT, INT64_C(%s), NULL },\n", value);
	else
		fail(column->name, "has a default that digests cannot leave out");
}

static void print_tables(void)
{
	puts("/* Made by data/make/digests.c. */");
	for (int t = 0; t < table_count; t++) {
		const struct table *table = &tables[t];

		printf("static const struct digest_column columns_%s[] = {\n", table->name);
		for (int i = 0; i < table->columns; i++)
			print_column(&table->column[i]);
		printf("};\nstatic const unsigned char key_%s[] = {", table->name);
		for (int i = 1; i <= table->keys; i++)
			printf(" %d,", (int)(key_at(table, i) - table->column));
		puts(" };\n");
	}
	puts("static const struct digest_table digest_table[] = {");
	for (int t = 0; t < table_count; t++) {
		static const char *const ways[] = { [EACH] = "DIGEST_EACH",
						    [TOGETHER] = "DIGEST_TOGETHER",
						    [ENTRIES] = "DIGEST_ENTRIES" };
		const struct table *table = &tables[t];

		printf("\t{ \"%s\", 0x%04x, %s, %d, %d, columns_%s, key_%s, SQL_DIGEST_ALL_%s, ",
		       table->name, mark_of(table->name), ways[table->way], table->columns,
		       table->keys, table->name, table->name, capitals(table->name));
		if (table->way == TOGETHER)
			printf("SQL_DIGEST_GROUP_%s },\n", capitals(table->name));
		else
			puts("SQL_COUNT },");
	}
	puts("};");
}

int main(int argc, char **argv)
{
	sqlite3 *db;

	if (argc != 3 || sqlite3_open(":memory:", &db) != SQLITE_OK)
		return 1;
	for (int i = 0; schema_step[i]; i++)
		run(db, schema_step[i]);
	read_list(argv[2]);
	read_tables(db);
	if (strcmp(argv[1], "tables") == 0)
		print_tables();
	else if (strcmp(argv[1], "sql") == 0)
		print_sql();
	else
		print_returning();
	sqlite3_close(db);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
