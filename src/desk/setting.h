#ifndef DESK_SETTING_H
#define DESK_SETTING_H
/*
 * Settings changed at the desk: a rule of the clinic in its database (rules_change.h), what is the
 * counter's own in its file. Invariant: a change is in force and in the record, with who made it,
 * the old value and the new one, or in neither.
 */
#include "base/settings_file.h"
#include "desk/rules_change.h"

/*
 * Changes one setting. One of the counter: in `file`; what takes effect at once does so in
 * desk->settings, and there is no remark. Refusals: STATUS_BAD_SETTING, STATUS_BAD_ZONE, those of
 * rules_change or settings_file_change, and of the store.
 */
enum status setting_change(struct desk *desk, struct settings_file *file,
			   const struct rule_change *change) MUST_CHECK;

/* The same for the keys of a command, whose default is `initial`. Whether the keys are keys the
 * caller has found out. */
enum status setting_change_keys(struct desk *desk, struct settings_file *file, const char *command,
				const char *keys, const char *initial) MUST_CHECK;

#endif
