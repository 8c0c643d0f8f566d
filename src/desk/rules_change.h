#ifndef DESK_RULES_CHANGE_H
#define DESK_RULES_CHANGE_H
/*
 * The rules of the clinic get other values: in its database, with who did it, the old value and the
 * new one, in force at every counter with its next change or look. rules.h reads them.
 *
 * Invariant: what is in force is right as a whole (settings_set_all), its zone can be loaded, and
 * each value that ever was in force has the entry of its change.
 */
#include "desk/desk.h"

enum { RULE_REMARK_CHARS = 80, RULE_REMARK_SIZE = 4 * RULE_REMARK_CHARS + 1 };

/* A rule by its place in the table of settings, and the value it is to get. */
struct rule_change {
	int place;
	const char *value; /* NULL: the default */
	const char
		*before; /* the value that was seen when this was decided; NULL: whatever it is */
	const char *remark; /* why, for people; "" or NULL: none */
};

/*
 * Gives a database without rules those of desk->settings, each section in one entry; one that has
 * some keeps them. The first thing that is done after a database was opened for writing.
 */
enum status rules_begin(struct desk *desk) MUST_CHECK;

/*
 * Changes all of them together, or none; *changed is how many got another value (those that had it
 * already are not recorded, unless they get a remark). STATUS_BAD_SETTING, STATUS_BAD_ZONE,
 * STATUS_BAD_TEXT for a remark that is too long; STATUS_CHANGED_ELSEWHERE when a value is not the
 * one seen before; STATUS_WRONG_STATE for trust.sign_in, whose value a rule alone does not make
 * true.
 */
enum status rules_change(struct desk *desk, const struct rule_change *changes, size_t count,
			 int *changed) MUST_CHECK;

/* "names" or "passwords" for trust.sign_in, which rules_change refuses. For trust/sign_in_mode.h,
 * as the last thing of its change. */
enum status rules_change_sign_in(struct desk *desk, const char *value) MUST_CHECK;

/* Would rules_change do it? Changes nothing. */
enum status rules_check(struct desk *desk, const struct rule_change *changes,
			size_t count) MUST_CHECK;

/* A value that a rule got. */
struct rule_entry {
	int64_t seq, at_ms;
	int place; /* -1: of no rule that this program knows; `name` is as it stands there */
	char name[SETTING_NAME_SIZE];
	char value[SETTING_VALUE_SIZE];
	char before[SETTING_VALUE_SIZE];
	bool first; /* there was none before */
	char remark[RULE_REMARK_SIZE];
	char staff[CODE_SIZE], counter[CODE_SIZE];
};

/* What one rule was, or (place -1) all of them, the newest first. The caller frees *rows. */
enum status rules_history(struct desk *desk, int place, struct rule_entry **rows,
			  size_t *count) MUST_CHECK;

#endif
