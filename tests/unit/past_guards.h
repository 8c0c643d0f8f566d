#ifndef TESTS_UNIT_PAST_GUARDS_H
#define TESTS_UNIT_PAST_GUARDS_H
/*
 * Changes a database as somebody would who knows its guards: through a connection in which they do
 * not act, nor CHECKs and foreign keys, so that the schema is as it was. A statement that fails
 * ends the test.
 */

/* Returns how many rows were changed. */
int past_guards(const char *path, const char *sql);

#endif
