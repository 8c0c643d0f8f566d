#ifndef DESK_DESK_H
#define DESK_DESK_H
/*
 * The opened desk: the store, the settings, the clock, and who works at which counter. Everything
 * in src/desk takes it first.
 *
 * Invariant: a change happens in one transaction (desk_change) that also writes its audit row; when
 * the function that makes it returns STATUS_OK, the change is on the disk. When it returns anything
 * else, nothing changed and desk->problem says why in one sentence.
 */
#include "base/clock.h"
#include "base/config.h"
#include "base/identity.h"
#include "desk/idem.h"
#include "desk/link.h"
#include "store/store.h"

/* A clock that goes back by more than this was set back. */
enum { CLOCK_STEP_MS = 2 * MS_PER_MINUTE };

/* By what it is known who works here. */
enum staff_proof {
	PROOF_NONE, /* nothing: a name */
	PROOF_PASSWORD,
	PROOF_PIN,
	PROOF_TOKEN,   /* a script */
	PROOF_RECOVERY /* the recovery code, which is above all roles */
};

/* Who works here. Where the clinic signs in by name (trust/sign_in.h) the code is all there is. */
struct staff {
	int64_t id; /* 0: not known to the store yet; made with the first change */
	char code[CODE_SIZE];
	unsigned roles;	 /* as they were at the sign-in, or at the last change (trust/role.h) */
	unsigned rights; /* what a token gives of them; all bits for a person */
	enum staff_proof proof;
	bool must_change; /* the password is a first one: nothing is done before it is changed */
};

struct desk {
	struct store *store;
	struct settings settings;
	int64_t rules_seq; /* the entry up to which the rules in it are the database's; 0: it has
			      none */
	struct clock clock;
	struct staff staff;
	char counter[CODE_SIZE];
	char practice[FILE_PATH_SIZE]; /* the folder of a practice (practice.h); "": it is none */
	struct at_work here;	/* as it was last said (presence.h); staff "": it is not at work */
	struct problem problem; /* of the last function that failed */
	struct idem key;	/* in the running change's first audit row, once that is written */
	struct link_state link; /* of the chain */
	bool trying;		/* within desk_try, outside of any change */
	/* Why no change can be kept until somebody has done something about the database: from the
	 * first one that was refused for it to the next one that was kept. */
	struct problem unsaved;
	int unsaved_count; /* changes that were refused for such a reason, ever */
	/* Of the number that was sold last at this counter since it was opened; 0: none yet. */
	int64_t last_department_id;
};

/*
 * Opens the store at `url` in `mode` with settings already read; `staff` is a staff code. The rules
 * of the clinic, its zone among them, are the database's (rules.h); only STORE_EXAMINE opens one
 * whose rules cannot be used. On failure nothing is open and desk->problem is set.
 */
enum status desk_open(struct desk *desk, const char *url, enum store_mode mode,
		      const struct settings *settings, const char *staff) MUST_CHECK;

/* The same, also where the clinic's zone cannot be loaded: the desk is in UTC then, and all that is
 * to be done there is to change the zone. */
enum status desk_open_in_any_zone(struct desk *desk, const char *url, enum store_mode mode,
				  const struct settings *settings, const char *staff) MUST_CHECK;

/*
 * Brings the rules that were changed at another counter into force here, the zone too; *changed
 * says whether there were any. Each change does so before it begins: it is asked for what is only
 * shown.
 */
enum status desk_take_rules(struct desk *desk, bool *changed) MUST_CHECK;
void desk_close(struct desk *desk);

/* Whether this may be a staff code, or the name of a counter: letters, digits, dot, underscore,
 * hyphen, 1 to 32. STATUS_BAD_VALUE otherwise. */
enum status desk_check_staff(struct desk *desk, const char *staff) MUST_CHECK;
enum status desk_check_counter(struct desk *desk, const char *counter) MUST_CHECK;

/* Who works here from now on; refused as desk_check_staff refuses. */
enum status desk_sign_in(struct desk *desk, const char *staff) MUST_CHECK;

/*
 * The same, of somebody who has proved who it is: `staff` has the code, the roles, the rights
 * (ROLES_ALL, or what a token gives), the proof and whether the password is a first one. Called
 * from src/desk/trust alone.
 */
void desk_sign_in_proved(struct desk *desk, const struct staff *staff);

/*
 * Whether who works here has one of these roles. The recovery code is above them, and where people
 * sign in by name a code has none and may do all.
 */
bool desk_has_role(const struct desk *desk, unsigned roles);

/* STATUS_SIGN_IN: a first password is to be changed before anything else. */
enum status desk_refuse_first_password(struct desk *desk);

/* STATUS_NOT_ALLOWED, with a sentence: what, in translated words, takes one of these roles. */
enum status desk_refuse_role(struct desk *desk, unsigned roles, const char *what);

/* Whether who works here is to be proved: the rule trust.sign_in is "passwords". */
bool desk_takes_passwords(const struct desk *desk);

/* Nobody works here until somebody signs in: until then nothing can be changed. */
void desk_sign_out(struct desk *desk);

/* Refuses: fills desk->problem with the sentence and returns `status`. */
enum status desk_refuse(struct desk *desk, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/*
 * After a store function failed: its sentence goes into desk->problem; returns `status`. STATUS_OK
 * and refusals set by an inner function pass through.
 */
enum status desk_store_result(struct desk *desk, enum status status);

/*
 * Only within desk_change: runs a statement that must change the very row that was read before.
 * STATUS_CHANGED_ELSEWHERE when that row is not as it was.
 */
enum status desk_change_row(struct desk *desk, enum sql statement, const struct store_value *args,
			    size_t arg_count) MUST_CHECK;

/*
 * Runs `fn` in one writing transaction and commits. Called within a running one it only runs `fn`,
 * so that changes compose. Whatever `fn` returns but STATUS_OK rolls everything back.
 *
 * `fn` may be run again from the start: it finds its inputs in `context` as they were, sets its
 * outputs anew, and does nothing outside the store. That is done when the commit's outcome is
 * unknown (store.h), once that is settled: the change is there when its key is, and then `fn` was
 * done; otherwise it is run again. While it cannot be settled, because other desks have the
 * database open, the answer is STATUS_STORE_UNKNOWN.
 */
enum status desk_change(struct desk *desk, enum status (*fn)(struct desk *desk, void *context),
			void *context) MUST_CHECK;

/*
 * Runs `fn` in one writing transaction and then takes everything back, whatever it returned: what
 * would happen, by the very functions that make it happen. A desk_change in it that fails takes
 * back what it did, and no more, as it would by itself. Other counters cannot write meanwhile:
 * short work only.
 */
enum status desk_try(struct desk *desk, enum status (*fn)(struct desk *desk, void *context),
		     void *context) MUST_CHECK;

/*
 * Runs `fn` in one writing transaction and commits, whatever it returned: of the desk_change's in
 * it each is kept when it went well and taken back when not, as by itself, and all become safe
 * together. `fn` may be run again from the start, as in desk_change: it finds out itself, by a row
 * that it wrote (answer.h), whether it was done. It must not take long, and no desk_try is in it.
 */
enum status desk_together(struct desk *desk, enum status (*fn)(struct desk *desk, void *context),
			  void *context) MUST_CHECK;

/* Runs `fn` with all its queries seeing one moment. */
enum status desk_read(struct desk *desk, enum status (*fn)(struct desk *desk, void *context),
		      void *context) MUST_CHECK;

/* Today at the clinic, as a number and as ISO text; now. */
day_number desk_today(const struct desk *desk);
int64_t desk_now_ms(const struct desk *desk);

/*
 * True when the newest recorded event lies more than two minutes after now: the computer's clock
 * was set back. *newest_ms gets that event's time.
 */
bool desk_clock_stepped_back(struct desk *desk, int64_t *newest_ms);

/*
 * *leapt: the newest recorded event lies more than a day before now: the clock was set forward, or
 * nobody has worked here since. *newest_ms gets that event's time.
 */
enum status desk_clock_leapt_forward(struct desk *desk, bool *leapt, int64_t *newest_ms) MUST_CHECK;

#endif
