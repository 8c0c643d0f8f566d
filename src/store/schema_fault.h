#ifndef STORE_SCHEMA_FAULT_H
#define STORE_SCHEMA_FAULT_H

/* How a table, index, view or trigger of a database differs from what the steps of data/schema
 * make. */
enum schema_fault {
	SCHEMA_FOREIGN, /* no step makes it */
	SCHEMA_ALTERED,
	SCHEMA_MISSING
};

/* `what` names it: "table booking", "trigger spy on booking". */
typedef void schema_fault_fn(enum schema_fault fault, const char *what, void *context);

/* What one of them is made by, in the words that the database has. */
typedef void schema_text_fn(const char *sql, void *context);

#endif
