/*
 * Makes the schema in memory, by the steps of data/schema, and writes as C what it is made of: a
 * row for each table, index, view and trigger with its words (src/store/sqlite/schema_words.h). Or,
 * as `schema_objects whole`, one script that makes all of it at once, with the rows and the version
 * that the steps end with.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/schema_words.h"

#include "schema_texts.h"

/* The whole: rows are put in before there is a guard, each table's as one script. */
static const char made[] = "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND type = "
			   "'trigger' = ?1 ORDER BY rowid";
static const char filled[] = "SELECT 'SELECT ''INSERT INTO ' || t.name || ' VALUES ('' || ' || "
			     "group_concat('quote(' || c.name || ')', ' || '', '' || ') "
			     "|| ' || '');'' FROM ' || t.name FROM pragma_table_list AS t JOIN "
			     "pragma_table_info(t.name) AS c "
			     "WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE "
			     "'sqlite%' GROUP BY t.name ORDER BY t.name";

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
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n\"\n\t\"", stdout);
		else if (*text == '\t')
			fputs("\\t", stdout);
		else
			printf(strchr("\"\\?", *text) ? "\\%c" : "%c", *text);
	}
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

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
		exit(1);
	}
	return statement;
}

static void print_objects(sqlite3 *db)
{
	sqlite3_stmt *row = prepare(db, query);

	puts("static const struct schema_object schema_object[] = {");
	while (sqlite3_step(row) == SQLITE_ROW)
		print_object(row);
	puts("};");
	sqlite3_finalize(row);
}

static void print_line(const unsigned char *text)
{
	fputs("\t", stdout);
	print_text((const char *)text);
	fputs("\n", stdout);
}

static void print_made(sqlite3 *db, int is_trigger)
{
	sqlite3_stmt *row = prepare(db, made);

	sqlite3_bind_int(row, 1, is_trigger);
	while (sqlite3_step(row) == SQLITE_ROW)
		print_line(sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
}

static void print_rows(sqlite3 *db)
{
	sqlite3_stmt *table = prepare(db, filled);

	while (sqlite3_step(table) == SQLITE_ROW) {
		sqlite3_stmt *row = prepare(db, (const char *)sqlite3_column_text(table, 0));

		while (sqlite3_step(row) == SQLITE_ROW)
			print_line(sqlite3_column_text(row, 0));
		sqlite3_finalize(row);
	}
	sqlite3_finalize(table);
}

static void print_whole(sqlite3 *db)
{
	sqlite3_stmt *version = prepare(db, "PRAGMA user_version");

	puts("static const char schema_whole[] =");
	print_made(db, 0);
	print_rows(db);
	if (sqlite3_step(version) == SQLITE_ROW)
		printf("\t\"PRAGMA user_version = %d;\"\n", sqlite3_column_int(version, 0));
	sqlite3_finalize(version);
	print_made(db, 1);
	puts("\t;");
}

int main(int argc, char **argv)
{
	sqlite3 *db;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return 1;
	for (int i = 0; schema_step[i]; i++)
		run(db, schema_step[i]);
	run(db, schema_guards_go);
	run(db, schema_guards);
	puts("/* Made by data/make/schema_objects.c. */");
	if (argc > 1 && strcmp(argv[1], "whole") == 0)
		print_whole(db);
	else
		print_objects(db);
	sqlite3_close(db);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
