#ifndef CLI_MASK_TEXT_H
#define CLI_MASK_TEXT_H
/* What is left out of texts that go to who helps from outside. */
#include <stddef.h>

/*
 * Copies a text without what may name somebody: "~" for the folder `home`, and for any folder below
 * /home; "ACCOUNT" for the word `account`. Either may be "". What does not fit is cut.
 */
void mask_places(char *out, size_t size, const char *text, const char *home, const char *account);

/* Copies SQL without what stands in its quotes ('...' becomes '') and without its comments, which
 * anybody may have written into a database; tabs become blanks. `out` has room for two
 * bytes more than `sql` has. */
void mask_sql(char *out, const char *sql);

#endif
