/*
 * Makes the schema in memory, by the steps of data/schema, and writes what it is made of as C: a
 * row for each table, index, view and trigger with its words (src/store/sqlite/schema_words.h).
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/schema_words.h"

#include "schema_texts.h"

/* In the order in which STORE_SCHEMA reads them from a database. */
static const char query[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT "
			    "NULL ORDER BY type, name";

static void run(sqlite3 *db, const char *sql)
{
	char *fault = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &fault) == SQLITE_OK)
		return;
	fprintf(stderr, "data/schema: %s\n", fault);
	exit(1);
}

static void print_text(const char *text)
{
	fputs("\"", stdout);
	for (; *text; text++)
		printf(strchr("\"\\?", *text) ? "\\%c" : "%c", *text);
	fputs("\"", stdout);
}

static void print_object(sqlite3_stmt *row)
{
	const char *sql = (const char *)sqlite3_column_text(row, 3);
	char *words = malloc(SCHEMA_WORDS_ROOM(strlen(sql)));

	if (!words)
		exit(1);
	schema_words(sql, words);
	for (int column = 0; column < 3; column++) {
		fputs(column ? ", " : "\t{ ", stdout);
		print_text((const char *)sqlite3_column_text(row, column));
	}
	fputs(",\n\t  ", stdout);
	print_text(words);
	fputs(" },\n", stdout);
	free(words);
}

int main(void)
{
	sqlite3_stmt *row;
	sqlite3 *db;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return 1;
	for (int i = 0; schema_step[i]; i++)
		run(db, schema_step[i]);
	run(db, schema_guards_go);
	run(db, schema_guards);
	puts("/* Made by data/make/schema_objects.c. */");
	puts("static const struct schema_object schema_object[] = {");
	if (sqlite3_prepare_v2(db, query, -1, &row, NULL) != SQLITE_OK)
		return 1;
	while (sqlite3_step(row) == SQLITE_ROW)
		print_object(row);
	puts("};");
	sqlite3_finalize(row);
	sqlite3_close(db);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
