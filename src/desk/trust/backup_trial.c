#include "desk/trust/backup_trial.h"

#include <string.h>

#include "base/language.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/check.h"

/* The copy as it is opened to be looked at, and what it is compared with. */
struct trial {
	const char *path;
	struct desk copy;
	struct desk *live;
	struct backup_trial *out;
	struct problem *problem;
};

static enum status refuse(struct trial *trial, const char *why)
{
	return problem_set(trial->problem, STATUS_CHECK_FAILED,
			   _("The backup \"%s\" can be opened, but what is in it is not sound. %s"),
			   trial->path, why);
}

static enum status look_at_checks(struct trial *trial)
{
	struct problem first = { .message = "" };
	int failed = 0;
	enum status status = check_run(&trial->copy, CHECK_ALL, check_keep_first, &first,
				       &trial->out->checks, &failed);

	if (status)
		*trial->problem = trial->copy.problem;
	else if (failed > 0)
		status = refuse(trial, first.message);
	return status;
}

/* What the beginning says is what is in it. */
static enum status compare_header(struct trial *trial)
{
	const struct clinic_line *line = store_line(trial->copy.store);
	const struct backup_header *header = &trial->out->header;
	int64_t newest;
	enum status status = audit_newest(&trial->copy, &newest);

	if (status) {
		*trial->problem = trial->copy.problem;
		return status;
	}
	if (newest != header->seq || !line_same_clinic(line, &header->line) ||
	    line->epoch != header->line.epoch)
		return refuse(trial, _("It is not the database that its beginning tells of."));
	return STATUS_OK;
}

static enum status compare_live(struct trial *trial)
{
	const struct clinic_line *line = store_line(trial->live->store);
	const struct backup_header *header = &trial->out->header;
	int64_t newest;
	enum status status = audit_newest(trial->live, &newest);

	if (status) {
		*trial->problem = trial->live->problem;
		return status;
	}
	if (!line_same_clinic(line, &header->line))
		return problem_set(trial->problem, STATUS_CHECK_FAILED,
				   _("The backup \"%s\" is of another clinic."), trial->path);
	if (line->epoch == header->line.epoch && newest < header->seq)
		return problem_set(trial->problem, STATUS_CHECK_FAILED,
				   _("The backup \"%s\" has %lld entries, more than the database, "
				     "which has %lld: the database lost some, or was put back."),
				   trial->path, (long long)header->seq, (long long)newest);
	trial->out->behind = newest - header->seq;
	return STATUS_OK;
}

static enum status look_inside(struct trial *trial, const char *database)
{
	const char *staff = trial->live ? trial->live->staff.code : "backup";
	struct settings settings;
	enum status status;

	settings_init(&settings);
	status = desk_open(&trial->copy, database, STORE_EXAMINE, &settings, staff);
	if (status) {
		*trial->problem = trial->copy.problem;
		return status;
	}
	status = compare_header(trial);
	if (!status)
		status = look_at_checks(trial);
	desk_close(&trial->copy);
	return status;
}

enum status backup_try(const char *path, const struct backup_reader *reader, const char *beside,
		       struct desk *live, struct backup_trial *out, struct problem *problem)
{
	struct trial trial = { .path = path, .live = live, .out = out, .problem = problem };
	const int64_t began_ms = monotonic_ms();
	struct backup_unsealed unsealed;
	enum status status;

	memset(out, 0, sizeof(*out));
	out->behind = -1;
	status = backup_unseal(path, reader, beside, &unsealed, problem);
	if (status)
		return status;
	out->header = unsealed.header;
	status = look_inside(&trial, unsealed.database);
	backup_unsealed_remove(&unsealed);
	if (!status && live)
		status = compare_live(&trial);
	out->ms = monotonic_ms() - began_ms;
	return status;
}
