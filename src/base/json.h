#ifndef BASE_JSON_H
#define BASE_JSON_H
/*
 * JSON values, made and read. Home of jansson. Invariant: text that goes in is valid UTF-8 without
 * NUL; text that comes out is, too.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct json;

/* New values; json_put or json_release takes them over. */
struct json *json_new_object(void) __attribute__((returns_nonnull));
struct json *json_new_array(void) __attribute__((returns_nonnull));
struct json *json_new_text(const char *text) __attribute__((returns_nonnull));
struct json *json_new_number(int64_t number) __attribute__((returns_nonnull));
struct json *json_new_bool(bool value) __attribute__((returns_nonnull));
struct json *json_new_null(void) __attribute__((returns_nonnull));

/* Puts a value into an object under `key`, or at the end of an array (`key` is NULL). */
void json_put(struct json *inside, const char *key, struct json *value);

/* Prints it in one line, without a line's end; false when the stream did not take it all. */
bool json_print(const struct json *value, FILE *out);

/* Lets a value go with all that is in it. NULL is fine. */
void json_release(struct json *value);

/* Reads an object from a text that is one; NULL when it is anything else. */
struct json *json_read_object(const char *text);

/* The text under a key of an object; "" when there is none. Good as long as the object is. */
const char *json_member(const struct json *object, const char *key);

#endif
