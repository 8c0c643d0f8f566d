#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H
/*
 * The digest of a row: of its table and of each of its columns with name, type and value, in an
 * order that does not depend on where a column stands (data/make/digests.c). A column that is NULL
 * or has the value that it has by itself is left out, so that a step of the schema that adds
 * columns changes no digest. Both engines have the same.
 *
 * What a change wrote is known here by every statement giving its rows back (RETURNING, which the
 * build puts behind each): store.c notes them (written.h), and no module can forget it.
 */
#include "base/secret.h"
#include "store/statements.h"
#include "store/value.h"

enum { DIGEST_SIZE = 16, DIGEST_KEY_MAX = 2048 };

enum digest_way {
	DIGEST_EACH,	 /* each row by itself */
	DIGEST_TOGETHER, /* the rows with the same first column of the key, in the order of the key
			  */
	DIGEST_ENTRIES	 /* the entries of the history */
};

struct digest_column {
	const char *name;
	uint16_t mark;
	enum store_type type; /* of the value that it has by itself; STORE_NULL: none */
	int64_t number;
	const char *text;
};

struct digest_table {
	const char *name;
	uint16_t mark;
	enum digest_way way;
	int columns, keys;
	const struct digest_column *column; /* in the order of the statements below */
	const unsigned char *key;	    /* which columns are the primary key */
	enum sql all, group; /* all rows in the order of the key; those of one $1 (TOGETHER) */
};

/* All that are digested, *count of them. */
const struct digest_table *digest_tables(int *count);

/* How many columns a statement gives back behind its own: those of a row of the table that it
 * changes, or the first of its key where rows are digested together. */
int digest_columns(enum sql statement);

/* By its mark; NULL: none of this program's. */
const struct digest_table *digest_table_of(uint16_t mark);

/* Of a row whose columns, from place `first` on, are those of the table. */
void digest_row(const struct digest_table *table, const struct store_row *row, int first,
		unsigned char digest[DIGEST_SIZE]);

/*
 * The key of such a row: the values of its primary key; of one that is digested together the first
 * of them, which stands at `first` when the row is what a change gave back. Returns its length.
 */
size_t digest_key(const struct digest_table *table, const struct store_row *row, int first,
		  unsigned char key[DIGEST_KEY_MAX]);
size_t digest_group_key(const struct store_row *row, int place, unsigned char key[DIGEST_KEY_MAX]);

/* The only value of a group's key, to ask for its rows; its text or bytes are within `key`. */
struct store_value digest_key_value(const unsigned char *key, size_t size);

/* Reads a group: from _begin over each row to _end. */
struct digest_group {
	struct secret_parts parts;
};
void digest_group_begin(struct digest_group *group, const struct digest_table *table);
void digest_group_row(struct digest_group *group, const struct digest_table *table,
		      const struct store_row *row);
void digest_group_end(struct digest_group *group, unsigned char digest[DIGEST_SIZE]);

/* "261129000011" or "2026-11-29, wechat, 3": the key for people. */
void digest_key_text(const unsigned char *key, size_t size, char *out, size_t out_size);

#endif
