/* Values for the parameters of statements. */
#include "store/value.h"

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
