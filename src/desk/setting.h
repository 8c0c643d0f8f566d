#ifndef DESK_SETTING_H
#define DESK_SETTING_H
/*
 * Settings changed at the desk. Invariant: a change is in the file and in the record, with who made
 * it, the old value and the new one, or in neither.
 */
#include "base/settings_file.h"
#include "desk/desk.h"

/*
 * Changes one setting in the file, by its place in the table; `value` NULL sets it back to the
 * default. What takes effect at once does so in desk->settings. Refusals: STATUS_BAD_SETTING,
 * STATUS_BAD_ZONE, those of settings_file_change, and of the store.
 */
enum status setting_change(struct desk *desk, struct settings_file *file, int place,
			   const char *value) MUST_CHECK;

/* The same for the keys of a command, whose default is `initial`. Whether the keys are keys the
 * caller has found out. */
enum status setting_change_keys(struct desk *desk, struct settings_file *file, const char *command,
				const char *keys, const char *initial) MUST_CHECK;

#endif
