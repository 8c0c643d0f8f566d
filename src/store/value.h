#ifndef STORE_VALUE_H
#define STORE_VALUE_H
/*
 * What goes into a statement and what comes out of it: values for parameters, columns of rows.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct store_row;

enum store_type { STORE_NULL, STORE_INT, STORE_TEXT, STORE_BLOB };

/* A value for a parameter. Text and blobs stay the caller's and live until the call returns. */
struct store_value {
	enum store_type type;
	int64_t number;
	const void *bytes;
	size_t size; /* of a blob */
};

#define STORE_ARG_NULL ((struct store_value){ .type = STORE_NULL })
#define STORE_ARG_INT(n) ((struct store_value){ .type = STORE_INT, .number = (n) })
#define STORE_ARG_BLOB(b, n) ((struct store_value){ .type = STORE_BLOB, .bytes = (b), .size = (n) })

/* NULL gives NULL; an empty string is an empty string. */
struct store_value store_text(const char *text);

/* "" gives NULL too: for optional text columns. */
struct store_value store_text_or_null(const char *text);

/* 0 gives NULL: for optional references. */
struct store_value store_id_or_null(int64_t id);

/* ARGS(a, b, c) is the two arguments `args, count` of store.h's functions; NO_ARGS for none. */
#define ARGS(...) \
	(const struct store_value[]){ __VA_ARGS__ }, \
		sizeof((const struct store_value[]){ __VA_ARGS__ }) / sizeof(struct store_value)
#define NO_ARGS NULL, 0

/*
 * Columns of a row, by the names that the build makes of its statement in sql_columns.h:
 * row_number(row, TICKET_GET_PLACE). The name of another statement's column stops the program. NULL
 * reads as 0, "" and an empty blob. Text is good until the row function returns.
 */
enum { ONLY_COLUMN = 0 }; /* that of a row which has no other */
int64_t row_number(const struct store_row *row, int column);
const char *row_text(const struct store_row *row, int column);
bool row_is_null(const struct store_row *row, int column);
const void *row_blob(const struct store_row *row, int column, size_t *size);

/* Copies a blob that has to be of `size` bytes; false, and nothing is copied, when it is not. */
bool row_bytes(const struct store_row *row, int column, void *out, size_t size) MUST_CHECK;

/*
 * Called for each row with the caller's `context`; anything but STATUS_OK ends the reading and is
 * returned. The row is good until the function returns; the function must not use the same
 * statement again.
 */
typedef enum status store_row_fn(const struct store_row *row, void *context);

#endif
