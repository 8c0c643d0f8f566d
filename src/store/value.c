/* Values for the parameters of statements, and the columns of rows. */
#include "store/value.h"

#include <string.h>

#include "store/row.h"
#include "store/statements.h"

struct store_value store_text(const char *text)
{
	return (struct store_value){ .type = text ? STORE_TEXT : STORE_NULL, .bytes = text };
}

struct store_value store_text_or_null(const char *text)
{
	return store_text(text && *text ? text : NULL);
}

struct store_value store_id_or_null(int64_t id)
{
	return (struct store_value){ .type = id != 0 ? STORE_INT : STORE_NULL, .number = id };
}

int64_t row_number(const struct store_row *row, int column)
{
	return row->ops->number(row, column_place(row->kind, column));
}

const char *row_text(const struct store_row *row, int column)
{
	return row->ops->text(row, column_place(row->kind, column));
}

bool row_is_null(const struct store_row *row, int column)
{
	return row->ops->is_null(row, column_place(row->kind, column));
}

const void *row_blob(const struct store_row *row, int column, size_t *size)
{
	return row->ops->blob(row, column_place(row->kind, column), size);
}

bool row_bytes(const struct store_row *row, int column, void *out, size_t size)
{
	size_t length;
	const void *bytes = row_blob(row, column, &length);

	if (length == size)
		memcpy(out, bytes, size);
	return length == size;
}
