#ifndef DESK_AUDIT_WORDS_H
#define DESK_AUDIT_WORDS_H
/*
 * The details of an audit row for people. The store keeps them in the codes of the files and the
 * command line ("1001 2026-11-23 am 1 (counter) cash 50.00"), so that they stay the same in every
 * language; here the codes become words. What a person wrote, a reason or a note behind ": ", is
 * left as it is.
 */
#include "desk/audit.h"

/* Writes the translated details of a row into `out`, cut at a character; returns it. */
char *audit_detail_words(const struct audit_row *row, char out[AUDIT_DETAIL_SIZE]);

#endif
