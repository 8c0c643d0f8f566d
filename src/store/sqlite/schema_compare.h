#ifndef STORE_SQLITE_SCHEMA_COMPARE_H
#define STORE_SQLITE_SCHEMA_COMPARE_H
/*
 * Whether a database of the present version is made of what the steps of data/schema make: its
 * tables, indexes, views and guards, by their words (schema_words.h). That list is made by the
 * build, so a comparison is one walk through sqlite_schema.
 */
#include "store/schema_fault.h"
#include "store/sqlite/connection.h"

/* `fn` gets each that differs, in the order of their kinds and names. */
enum status schema_compare(struct connection *connection, schema_fault_fn *fn,
			   void *context) MUST_CHECK;

/* As store_tell_schema. */
enum status schema_tell(struct connection *connection, schema_text_fn *fn,
			void *context) MUST_CHECK;

/* The first of what a desk does not work with. */
struct schema_hindrance {
	bool found;
	enum schema_fault fault;
	char what[256];
};

/*
 * A trigger that is not ours would act within each change, and what of ours is altered or missing
 * cannot be relied on. Tables, indexes and views that somebody added are no hindrance.
 */
enum status schema_hindrance(struct connection *connection,
			     struct schema_hindrance *out) MUST_CHECK;

/* STATUS_STORE_ALTERED and a sentence when there is one. */
enum status schema_stands(struct connection *connection, const char *path,
			  struct problem *problem) MUST_CHECK;

#endif
