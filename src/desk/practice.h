#ifndef DESK_PRACTICE_H
#define DESK_PRACTICE_H
/*
 * A practice: the desk on a clinic of invented people in a folder of its own (desk->practice).
 * Invariant: while somebody practises, no file outside that folder is read for the clinic's data or
 * written; so nobody's data come in, and nothing that was made up goes out.
 */
#include "desk/desk.h"

bool practice_is_on(const struct desk *desk);

/* Whether a file may be read or written: in a practice only those of its folder,
 * otherwise as base/entered.h says. STATUS_WRONG_STATE with a sentence that says where they lie. */
enum status practice_allows(struct desk *desk, const char *path) MUST_CHECK;

/* Writes the first record of a practice's database, by which it is known, and its rules. */
enum status practice_mark(struct desk *desk) MUST_CHECK;

/* Refuses an opened database that has it: it is nobody's clinic, whatever its file is called.
 * STATUS_WRONG_STATE; what cannot be read is left to whoever reads it next. */
enum status practice_refuse_marked(struct desk *desk) MUST_CHECK;

#endif
