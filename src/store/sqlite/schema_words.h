#ifndef STORE_SQLITE_SCHEMA_WORDS_H
#define STORE_SQLITE_SCHEMA_WORDS_H
/*
 * What a table, index, view or trigger was made with, as its words alone: one blank between them,
 * no comments, and no quotation marks around a plain name. ALTER TABLE quotes names, and steps of
 * older releases have other blanks and comments; what differs in its words means something else.
 * Used by the build as well (data/make/schema_objects.c), so it stands alone.
 */

/* Room for the words of a text of that length: a blank behind each of its characters, the NUL. */
#define SCHEMA_WORDS_ROOM(length) (2 * (length) + 1)

/* Writes the words of `sql` to `out`, which has SCHEMA_WORDS_ROOM(strlen(sql)) bytes. */
void schema_words(const char *sql, char *out);

#endif
