#ifndef STORE_SQLITE_SCHEMA_TEXT_H
#define STORE_SQLITE_SCHEMA_TEXT_H
/*
 * The schema of data/schema as SQLite takes it: its steps, and the guards that stand after the last
 * one. store_schema_version, the number of steps, is in store/statements.h.
 */

/* All of it at once, with guards and version: what the steps make one after the other, for a
 * database that is new. */
const char *schema_whole_text(void);

/* A step, from 1; it ends by writing its number as the file's version. Steps run without guards. */
const char *schema_step_text(int step);

/* Creates every guard. */
const char *schema_guards_text(void);

/* Drops every guard, and every trigger of an older program, that is there. */
const char *schema_guards_go_text(void);

#endif
