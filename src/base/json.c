#include "base/json.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

/* The library's values under our name: it makes them all on the heap and knows their kind. */
static json_t *theirs(struct json *value)
{
	return (json_t *)(void *)value;
}

static const json_t *theirs_to_read(const struct json *value)
{
	return (const json_t *)(const void *)value;
}

/* jansson fails for want of memory alone: every text was made valid before. */
static struct json *ours(json_t *value)
{
	if (!value)
		abort();
	return (struct json *)(void *)value;
}

struct json *json_new_object(void)
{
	return ours(json_object());
}

struct json *json_new_array(void)
{
	return ours(json_array());
}

struct json *json_new_text(const char *text)
{
	return ours(json_string(text));
}

struct json *json_new_number(int64_t number)
{
	return ours(json_integer(number));
}

struct json *json_new_bool(bool value)
{
	return ours(json_boolean(value));
}

struct json *json_new_null(void)
{
	return ours(json_null());
}

void json_put(struct json *inside, const char *key, struct json *value)
{
	int failed;

	assert(json_is_array(theirs(inside)) == !key);
	failed = key ? json_object_set_new(theirs(inside), key, theirs(value))
		     : json_array_append_new(theirs(inside), theirs(value));
	if (failed)
		abort();
}

bool json_print(const struct json *value, FILE *out)
{
	return json_dumpf(theirs_to_read(value), out, JSON_COMPACT | JSON_ENCODE_ANY) == 0;
}

void json_release(struct json *value)
{
	json_decref(theirs(value));
}

struct json *json_read_object(const char *text)
{
	json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	if (value && !json_is_object(value)) {
		json_decref(value);
		return NULL;
	}
	return (struct json *)(void *)value;
}

const char *json_member(const struct json *object, const char *key)
{
	const char *text = json_string_value(json_object_get(theirs_to_read(object), key));

	return text ? text : "";
}
