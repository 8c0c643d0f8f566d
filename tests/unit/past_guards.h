#ifndef TESTS_UNIT_PAST_GUARDS_H
#define TESTS_UNIT_PAST_GUARDS_H
/*
 * Changes a database as somebody would who knows its guards: they are taken out, the statements run
 * without CHECKs and foreign keys, and the guards are put back, so that the schema is as it was. A
 * statement that fails ends the test.
 */

/* Returns how many rows were changed. */
int past_guards(const char *path, const char *sql);

#endif
