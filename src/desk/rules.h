#ifndef DESK_RULES_H
#define DESK_RULES_H
/*
 * The rules of the clinic as its database has them: what every counter keeps to, whatever its
 * settings file says. Reads alone; rules_change.h changes them.
 *
 * Invariant: once a database has rules, no file, no variable of the environment and no option gives
 * a rule another value.
 */
#include "base/config.h"
#include "store/store.h"

/*
 * Gives rules these values: they are the database's from then on, and a line of the counter's file
 * that says otherwise is overruled. STATUS_BAD_SETTING as settings_set_all; nothing is changed
 * then.
 */
enum status rules_put(struct settings *settings, const struct setting_wish *wishes, size_t count,
		      struct problem *problem) MUST_CHECK;

/*
 * Brings the rules that were changed since the entry *seq (0: all) into `settings`, and *seq to the
 * newest of them; *changed, when not NULL, says whether there were any. A database without rules
 * changes nothing: it gets its first ones from the settings at hand (rules_begin).
 * STATUS_STORE_CORRUPT, with a sentence, for a rule that this program does not know or a value that
 * it may not have: then nothing is changed.
 */
enum status rules_read(struct store *store, struct settings *settings, int64_t *seq, bool *changed,
		       struct problem *problem) MUST_CHECK;

#endif
