/*
 * The large indexes of a generated clinic, written in their own order.
 *
 * SQLite builds an index of millions of rows by sorting them row by row, which takes longer than
 * all else together. Here what is not in order already is sorted as plain numbers, and the rows go
 * into a table WITHOUT ROWID, whose pages are those of an index with the same columns (SQLite file
 * format, 1.5 and 2.4); at the end the schema calls each by its name. integrity_check, which
 * `frontdesk check` runs, compares every such index with its table.
 */
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/memory.h"
#include "base/text.h"
#include "generate.h"

enum { SQL_TEXT_SIZE = 512 };

/* The indexed columns and then what names the row, and the values that are put into them. */
static const struct {
	const char *name, *columns, *values;
} indexes[GENERATE_INDEX_COUNT] = {
	[INDEX_IDEM] = { "audit_idem", "idem, seq", "?1, ?2" },
	[INDEX_KEY_PATIENT] = { "patient_key_patient", "patient_id, key", "?1, ?2" },
	[INDEX_NUMBER] = { "booking_number_once", "session_id, number, id", "?1, ?2, ?3" },
	[INDEX_PERSON] = { "booking_person_once", "patient_id, session_id, beside, id",
			   "?1, ?2, 0, ?3" },
	[INDEX_EXTERNAL] = { "ledger_external", "external_no, id", "?1, ?2" },
	[INDEX_PAID] = { "ledger_paid", "charge_id, fen, id", "?1, ?2, ?3" },
	[INDEX_OF] = { "ledger_of", "of_id, id", "?1, ?2" },
	[INDEX_CANCELLED_SESSION] = { "booking_cancelled_session", "session_id, id", "?1, ?2" },
	[INDEX_CANCELLED_PATIENT] = { "booking_cancelled_patient", "patient_id, id", "?1, ?2" },
};

int generate_index_named(const char *name)
{
	for (int i = 0; i < GENERATE_INDEX_COUNT; i++) {
		if (strcmp(indexes[i].name, name) == 0)
			return i;
	}
	return -1;
}

void generate_indexes_begin(struct generator *generator)
{
	char text[SQL_TEXT_SIZE];

	for (int i = 0; i < GENERATE_INDEX_COUNT; i++) {
		text_format(text, sizeof(text),
			    "CREATE TABLE made_%s (%s, PRIMARY KEY (%s)) WITHOUT ROWID",
			    indexes[i].name, indexes[i].columns, indexes[i].columns);
		bare_run(generator->db, text);
		text_format(text, sizeof(text), "INSERT INTO made_%s (%s) VALUES (%s)",
			    indexes[i].name, indexes[i].columns, indexes[i].values);
		generator->index[i] = bare_prepare(generator->db, text);
	}
}

void generate_index_later(struct index_rows *rows, const void *first, const void *second,
			  int64_t id)
{
	struct index_row *row = memory_append(&rows->item, &rows->count, &rows->room,
					      sizeof(*rows->item));

	memcpy(row->first, first, sizeof(row->first));
	memcpy(row->second, second, sizeof(row->second));
	row->id = id;
}

static int compare_bytes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(((const struct index_row *)a)->first) * 2);
}

static int compare_numbers(const void *a, const void *b)
{
	int64_t one[2], other[2];
	int order;

	memcpy(one, a, sizeof(one));
	memcpy(other, b, sizeof(other));
	order = (one[0] > other[0]) - (one[0] < other[0]);
	return order ? order : (one[1] > other[1]) - (one[1] < other[1]);
}

static void put_keys(struct generator *generator)
{
	struct index_rows *rows = &generator->idem;
	sqlite3_stmt *statement = generator->index[INDEX_IDEM];

	bench_progress(generator->bench, "generating: an index of %zu keys", rows->count);
	qsort(rows->item, rows->count, sizeof(*rows->item), compare_bytes);
	for (size_t i = 0; i < rows->count; i++) {
		/* Two halves side by side. */
		sqlite3_bind_blob(statement, 1, rows->item[i].first, 16, SQLITE_STATIC);
		bare_number(statement, 2, rows->item[i].id);
		generate_put(statement);
	}
}

/* Two numbers and the row, or, where the index has one column alone, the first and the row. */
static void put_numbers(struct generator *generator, struct index_rows *rows,
			enum generate_index index)
{
	sqlite3_stmt *statement = generator->index[index];
	int columns = sqlite3_bind_parameter_count(statement);
	int64_t number;

	bench_progress(generator->bench, "generating: an index of %zu visits", rows->count);
	qsort(rows->item, rows->count, sizeof(*rows->item), compare_numbers);
	for (size_t i = 0; i < rows->count; i++) {
		memcpy(&number, rows->item[i].first, sizeof(number));
		bare_number(statement, 1, number);
		memcpy(&number, rows->item[i].second, sizeof(number));
		if (columns == 3)
			bare_number(statement, 2, number);
		bare_number(statement, columns, rows->item[i].id);
		generate_put(statement);
	}
	free(rows->item);
}

void generate_indexes_end(struct generator *generator)
{
	put_keys(generator);
	free(generator->idem.item);
	put_numbers(generator, &generator->persons, INDEX_PERSON);
	put_numbers(generator, &generator->cancelled, INDEX_CANCELLED_PATIENT);
	for (int i = 0; i < GENERATE_INDEX_COUNT; i++)
		bare_finish(generator->index[i]);
}

void generate_index_name(sqlite3 *db, int index, const char *sql)
{
	sqlite3_stmt *statement = bare_prepare(
		db, "UPDATE sqlite_schema SET type = 'index', name = ?1, sql = ?2, tbl_name = "
		    "?3 WHERE name = 'made_' || ?1");
	char table[SQL_TEXT_SIZE];
	const char *at = strstr(sql, " ON ");

	/* "CREATE UNIQUE INDEX audit_idem ON audit (idem) WHERE ..." */
	if (!at)
		die("%s: is that an index?", sql);
	text_format(table, sizeof(table), "%.*s", (int)strcspn(at + 4, " ("), at + 4);
	bare_text(statement, 1, indexes[index].name);
	bare_text(statement, 2, sql);
	bare_text(statement, 3, table);
	generate_put(statement);
	if (sqlite3_changes(db) != 1)
		die("%s was not made", indexes[index].name);
	bare_finish(statement);
}
