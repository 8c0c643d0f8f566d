#ifndef STORE_ROW_H
#define STORE_ROW_H
/* What a row is to the engine that reads it, behind the functions of value.h. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sql_kind;
struct store_row;

/* How a row is read; places count from 0, and are the row's own (value.h says the rest). */
struct row_ops {
	int (*type)(const struct store_row *row, int place); /* an enum store_type of value.h */
	int64_t (*number)(const struct store_row *row, int place);
	const char *(*text)(const struct store_row *row, int place);
	bool (*is_null)(const struct store_row *row, int place);
	const void *(*blob)(const struct store_row *row, int place, size_t *size);
};

/* What every engine's own row begins with. */
struct store_row {
	const struct row_ops *ops;
	const struct sql_kind *kind; /* of its statement */
};

#endif
