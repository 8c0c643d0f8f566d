#ifndef DESK_BAN_TRIAL_H
#define DESK_BAN_TRIAL_H
/*
 * Who would be banned from online booking under other figures than those of the settings.
 * Invariant: nothing is changed, and what is said is what ban_revise would do if the settings had
 * them: bans that are over or were lifted stand, the present ones are worked out again.
 */
#include "desk/ban/ban.h"
#include "desk/ban/ban_facts.h"

/*
 * Changes `rule` by figures as they are typed, "threshold=2, window_days=90, ban_months=6,
 * counts=all": names and bounds are those of the settings [no_show]. STATUS_BAD_VALUE names what is
 * wrong and what may be; `rule` is unchanged then.
 */
enum status ban_rule_parse(struct desk *desk, const char *text, struct ban_rule *rule) MUST_CHECK;

/* Puts one of these settings to `value` as it is typed; refuses as above. */
enum status ban_rule_set(struct desk *desk, const char *name, const char *value,
			 struct ban_rule *rule) MUST_CHECK;

/* What would become of a person. */
enum ban_change_kind {
#define BAN_CHANGE(symbol, name, word) BAN_##symbol,
#include "desk/ban/ban_change.def"
#undef BAN_CHANGE
	BAN_CHANGE_COUNT
};
const char *ban_change_name(enum ban_change_kind kind); /* "new" */
const char *ban_change_word(enum ban_change_kind kind); /* translated */

struct ban_change {
	int64_t patient_id;
	char patient[NAME_SIZE], phone[PHONE_SIZE];
	enum ban_change_kind kind;
	day_number until_now;	/* the present ban's last day; DAY_NONE: not banned */
	day_number from, until; /* under the rule; DAY_NONE: not banned */
	int no_show_count; /* behind the ban under the rule; of the present one when it is gone */
	day_number no_show[BAN_DATES_MAX]; /* the first of them */
};

/*
 * Everybody who is banned today or would be, ordered by kind, then by the last day, then by
 * patient number. The caller frees *rows.
 */
enum status ban_trial(struct desk *desk, const struct ban_rule *rule, struct ban_change **rows,
		      size_t *count) MUST_CHECK;

#endif
