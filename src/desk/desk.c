#include "desk/desk.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/rules.h"
#include "desk/trust/role.h"

#include "sql_columns.h"

enum status desk_take_rules(struct desk *desk, bool *changed)
{
	char zone[sizeof(desk->settings.clinic_timezone)];
	enum status status;

	text_copy(zone, sizeof(zone), desk->settings.clinic_timezone);
	status = rules_read(desk->store, &desk->settings, &desk->rules_seq, changed,
			    &desk->problem);
	if (!status && strcmp(zone, desk->settings.clinic_timezone) != 0)
		status = clock_change_zone(desk->settings.clinic_timezone, &desk->problem);
	return status;
}

/* The clock in the zone of the settings, which are the database's by now. */
static enum status set_clock(struct desk *desk, bool any_zone)
{
	struct problem problem;
	enum status status = clock_init(&desk->clock, desk->settings.clinic_timezone,
					&desk->problem);

	if (status == STATUS_BAD_ZONE && any_zone)
		return clock_init(&desk->clock, "UTC0", &problem);
	if (status == STATUS_BAD_ZONE && desk->rules_seq)
		return desk_refuse(desk, status,
				   _("%s In the database: frontdesk setting set clinic.timezone "
				     "CST-8"),
				   desk->problem.message);
	return status;
}

static enum status open_desk(struct desk *desk, const char *url, enum store_mode mode,
			     const struct settings *settings, const char *staff, bool any_zone)
{
	enum status status = STATUS_OK;

	memset(desk, 0, sizeof(*desk));
	desk->settings = *settings;
	text_copy(desk->counter, sizeof(desk->counter), settings->desk_counter);
	/* The database alone says that passwords are needed (trust/sign_in_mode.h). */
	text_copy(desk->settings.trust_sign_in, sizeof(desk->settings.trust_sign_in), "names");
	/* Where there is no database yet, the settings are its first rules. */
	if (mode == STORE_CREATE)
		status = clock_zone_check(settings->clinic_timezone, &desk->problem);
	if (!status)
		status = desk_sign_in(desk, staff);
	if (!status)
		status = store_open(&desk->store, url, mode, &desk->problem);
	if (status)
		return status;
	status = rules_read(desk->store, &desk->settings, &desk->rules_seq, NULL, &desk->problem);
	/* Whoever looks it over is told by the checks. */
	if (status == STATUS_STORE_CORRUPT && mode == STORE_EXAMINE)
		status = STATUS_OK;
	if (!status)
		status = set_clock(desk, any_zone);
	if (status)
		desk_close(desk);
	return status;
}

enum status desk_open(struct desk *desk, const char *url, enum store_mode mode,
		      const struct settings *settings, const char *staff)
{
	return open_desk(desk, url, mode, settings, staff, false);
}

enum status desk_open_in_any_zone(struct desk *desk, const char *url, enum store_mode mode,
				  const struct settings *settings, const char *staff)
{
	return open_desk(desk, url, mode, settings, staff, true);
}

void desk_close(struct desk *desk)
{
	link_forget(&desk->link);
	store_close(desk->store);
	desk->store = NULL;
}

static bool is_code(const char *text)
{
	const size_t length = strlen(text);

	return length > 0 && length < CODE_SIZE &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789._-") == length;
}

enum status desk_check_staff(struct desk *desk, const char *staff)
{
	if (is_code(staff))
		return STATUS_OK;
	return desk_refuse(desk, STATUS_BAD_VALUE,
			   _("A staff code has 1 to %d letters, digits, dots, hyphens or "
			     "underscores."),
			   CODE_SIZE - 1);
}

enum status desk_check_counter(struct desk *desk, const char *counter)
{
	if (is_code(counter))
		return STATUS_OK;
	return desk_refuse(desk, STATUS_BAD_VALUE,
			   _("The name of a counter has 1 to %d letters, digits, dots, hyphens or "
			     "underscores."),
			   CODE_SIZE - 1);
}

void desk_sign_out(struct desk *desk)
{
	desk->staff = (struct staff){ .id = 0 };
}

enum status desk_sign_in(struct desk *desk, const char *staff)
{
	enum status status = desk_check_staff(desk, staff);

	if (status)
		return status;
	desk->staff = (struct staff){ .rights = ROLES_ALL };
	text_copy(desk->staff.code, sizeof(desk->staff.code), staff);
	return STATUS_OK;
}

void desk_sign_in_proved(struct desk *desk, const struct staff *staff)
{
	desk->staff = *staff;
}

bool desk_has_role(const struct desk *desk, unsigned roles)
{
	return !desk_takes_passwords(desk) || desk->staff.proof == PROOF_RECOVERY ||
	       (desk->staff.roles & desk->staff.rights & roles) != 0;
}

enum status desk_refuse_first_password(struct desk *desk)
{
	return desk_refuse(desk, STATUS_SIGN_IN,
			   _("A first password is to be changed before anything else: \"frontdesk "
			     "staff password\"."));
}

enum status desk_refuse_role(struct desk *desk, unsigned roles, const char *what)
{
	char needed[ROLES_TEXT_SIZE], had[ROLES_TEXT_SIZE];

	roles_words(roles, needed);
	roles_words(desk->staff.roles & desk->staff.rights, had);
	if (!roles)
		return desk_refuse(desk, STATUS_NOT_ALLOWED,
				   _("\"%s\": no role allows this; it takes the recovery code."),
				   what);
	if (!*had)
		return desk_refuse(desk, STATUS_NOT_ALLOWED,
				   _("\"%s\" takes one of these roles: %s. %s has none of any "
				     "kind."),
				   what, needed, desk->staff.code);
	return desk_refuse(desk, STATUS_NOT_ALLOWED,
			   _("\"%s\" takes one of these roles: %s. %s works here as: %s."), what,
			   needed, desk->staff.code, had);
}

bool desk_takes_passwords(const struct desk *desk)
{
	return strcmp(desk->settings.trust_sign_in, "passwords") == 0;
}

enum status desk_refuse(struct desk *desk, enum status status, const char *format, ...)
{
	char message[PROBLEM_MESSAGE_SIZE * 2];
	va_list args;

	va_start(args, format);
	if (vsnprintf(message, sizeof(message), format, args) < 0)
		message[0] = '\0';
	va_end(args);
	/* problem_set cuts at a character and lets nothing through that a terminal would obey. */
	return problem_set(&desk->problem, status, "%s", message);
}

enum status desk_store_result(struct desk *desk, enum status status)
{
	if (status == STATUS_OK)
		return status;
	if (status_exit(status) == 4 || status == STATUS_STORE_CONSTRAINT)
		return store_problem(desk->store, status, &desk->problem);
	if (desk->problem.status != status)
		return problem_from_status(&desk->problem, status);
	return status;
}

enum status desk_change_row(struct desk *desk, enum sql statement, const struct store_value *args,
			    size_t arg_count)
{
	int64_t changed;
	enum status status = store_run(desk->store, statement, args, arg_count, &changed);

	if (status)
		return desk_store_result(desk, status);
	if (changed == 0)
		return desk_refuse(desk, STATUS_CHANGED_ELSEWHERE, "%s",
				   status_sentence(STATUS_CHANGED_ELSEWHERE));
	return STATUS_OK;
}

/* What was written so far becomes a link of the chain. */
static enum status add_link(struct desk *desk)
{
	return desk_store_result(desk, link_add(desk->store, &desk->link, &desk->problem));
}

/* A change within desk_try: kept for what follows there, or taken back by itself. */
static enum status attempt(struct desk *desk, enum status (*fn)(struct desk *, void *),
			   void *context)
{
	enum status status = add_link(desk);
	enum status undone = STATUS_OK;

	if (!status)
		status = desk_store_result(desk, store_attempt_begin(desk->store));
	if (status)
		return status;
	desk->trying = false;
	desk->key.set = false;
	status = fn(desk, context);
	desk->trying = true;
	if (!status)
		status = add_link(desk);
	if (status) {
		desk->staff.id = 0;
		undone = store_attempt_undo(desk->store);
		/* The key is made again of the links that stay. */
		link_dropped(&desk->link);
	}
	if (!undone)
		undone = store_attempt_end(desk->store);
	return undone ? desk_store_result(desk, undone) : status;
}

/* Begins a writing transaction, with the rules as they are now. */
static enum status begin(struct desk *desk)
{
	enum status status = store_begin(desk->store);

	if (status)
		return desk_store_result(desk, status);
	status = desk_take_rules(desk, NULL);
	if (status)
		store_rollback(desk->store);
	/* What somebody may do is looked up with each change, for a manager may have changed it. */
	if (desk->staff.proof)
		desk->staff.id = 0;
	return status;
}

enum status desk_try(struct desk *desk, enum status (*fn)(struct desk *, void *), void *context)
{
	enum status status;

	assert(!store_in_transaction(desk->store));
	status = begin(desk);
	if (status)
		return status;
	desk->key.set = false;
	desk->trying = true;
	status = fn(desk, context);
	desk->trying = false;
	store_rollback(desk->store);
	link_dropped(&desk->link);
	desk->staff.id = 0; /* as in desk_change */
	return status;
}

/* Ends the change: kept when it is well. */
static enum status end_change(struct desk *desk, enum status status)
{
	if (!status)
		status = add_link(desk);
	if (status) {
		store_rollback(desk->store);
	} else {
		status = store_commit(desk->store);
		if (status)
			desk_store_result(desk, status);
	}
	if (status)
		link_dropped(&desk->link);
	else
		link_kept(desk->store, &desk->link);
	if (status)
		desk->staff.id = 0; /* the row that named the clerk may have been rolled back */
	return status;
}

static enum status run_change(struct desk *desk, enum status (*fn)(struct desk *, void *),
			      void *context)
{
	desk->key.set = false;
	return end_change(desk, fn(desk, context));
}

/*
 * The commit's outcome is unknown. To begin another change settles it (store.h), and then the key
 * tells: the change is there, or it is made now.
 */
static enum status settle_change(struct desk *desk, enum status (*fn)(struct desk *, void *),
				 void *context)
{
	const struct problem unknown = desk->problem;
	const struct idem key = desk->key;
	enum status status = store_begin(desk->store);

	if (status) {
		desk->problem = unknown;
		return unknown.status;
	}
	status = STATUS_NOT_FOUND;
	if (key.set)
		status = store_one(desk->store, SQL_AUDIT_BY_IDEM,
				   ARGS(STORE_ARG_BLOB(key.bytes, IDEM_SIZE)), NULL, NULL);
	if (status == STATUS_NOT_FOUND)
		return run_change(desk, fn, context);
	return end_change(desk, desk_store_result(desk, status));
}

/* Whether no other change can be kept either, however often it is tried. */
static bool keeps_from_saving(enum status status)
{
	switch (status) {
	case STATUS_STORE_REPLACED:
	case STATUS_STORE_FOREIGN_LOG:
	case STATUS_STORE_ELSEWHERE:
	case STATUS_STORE_LOST:
	case STATUS_STORE_UNKNOWN:
	case STATUS_STORE_STOPPED:
	case STATUS_STORE_READONLY:
	case STATUS_STORE_CORRUPT:
	case STATUS_STORE_ALTERED:
	case STATUS_STORE_NEWER: return true;
	default: return false;
	}
}

static enum status note_saving(struct desk *desk, enum status status)
{
	if (status == STATUS_OK) {
		desk->unsaved.status = STATUS_OK;
	} else if (keeps_from_saving(status)) {
		desk->unsaved = desk->problem;
		desk->unsaved_count++;
	}
	return status;
}

enum status desk_change(struct desk *desk, enum status (*fn)(struct desk *, void *), void *context)
{
	enum status status;

	if (desk->trying)
		return attempt(desk, fn, context);
	if (store_in_transaction(desk->store))
		return fn(desk, context);
	status = begin(desk);
	if (status)
		return note_saving(desk, status);
	status = run_change(desk, fn, context);
	if (status == STATUS_STORE_UNKNOWN)
		status = settle_change(desk, fn, context);
	return note_saving(desk, status);
}

static enum status run_together(struct desk *desk, enum status (*fn)(struct desk *, void *),
				void *context)
{
	enum status status = begin(desk), kept;
	struct problem problem;

	if (status)
		return status;
	desk->key.set = false;
	desk->trying = true;
	status = fn(desk, context);
	desk->trying = false;
	problem = desk->problem;
	kept = end_change(desk, status_exit(status) == 4 ? status : STATUS_OK);
	if (kept)
		return kept;
	desk->problem = problem;
	return status;
}

enum status desk_together(struct desk *desk, enum status (*fn)(struct desk *, void *),
			  void *context)
{
	enum status status = run_together(desk, fn, context);

	return status == STATUS_STORE_UNKNOWN ? run_together(desk, fn, context) : status;
}

enum status desk_read(struct desk *desk, enum status (*fn)(struct desk *, void *), void *context)
{
	enum status status;

	if (store_in_transaction(desk->store))
		return fn(desk, context);
	status = store_begin_reading(desk->store);
	if (status)
		return desk_store_result(desk, status);
	status = fn(desk, context);
	store_rollback(desk->store);
	return status;
}

day_number desk_today(const struct desk *desk)
{
	return clock_today(&desk->clock);
}

int64_t desk_now_ms(const struct desk *desk)
{
	return clock_now_ms(&desk->clock);
}

static enum status read_newest(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, AUDIT_LAST_AT_MS);
	return STATUS_OK;
}

bool desk_clock_stepped_back(struct desk *desk, int64_t *newest_ms)
{
	*newest_ms = 0;
	if (store_one(desk->store, SQL_AUDIT_LAST, NO_ARGS, read_newest, newest_ms))
		return false;
	return *newest_ms > desk_now_ms(desk) + CLOCK_STEP_MS;
}

enum status desk_clock_leapt_forward(struct desk *desk, bool *leapt, int64_t *newest_ms)
{
	enum status status;

	*newest_ms = 0;
	status = store_one(desk->store, SQL_AUDIT_LAST, NO_ARGS, read_newest, newest_ms);
	*leapt = status == STATUS_OK &&
		 *newest_ms + MINUTES_PER_DAY * MS_PER_MINUTE < desk_now_ms(desk);
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}
