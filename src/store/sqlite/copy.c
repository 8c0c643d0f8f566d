#include "store/sqlite/copy.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/text.h"
#include "store/sqlite/connect.h"
#include "store/sqlite/place.h"

#include "sql_columns.h"

/* Nobody else has a fresh copy open. */
enum { COPY_WAIT_MS = 1000 };

struct examination {
	fault_fn *fn;
	void *context;
	int faults;
};

static void note_fault(struct examination *examination, const char *fault)
{
	examination->faults++;
	if (examination->fn)
		examination->fn(fault, examination->context);
}

static enum status take_check(const struct store_row *row, void *context)
{
	if (strcmp(row_text(row, ONLY_COLUMN), "ok") != 0)
		note_fault(context, row_text(row, ONLY_COLUMN));
	return STATUS_OK;
}

static enum status take_foreign_key(const struct store_row *row, void *context)
{
	char fault[256];

	text_format(fault, sizeof(fault),
		    _("Row %lld of the table %s refers to a row of %s that is not there."),
		    (long long)row_number(row, STORE_FOREIGN_KEY_CHECK_ROWID),
		    row_text(row, STORE_FOREIGN_KEY_CHECK_TABLE),
		    row_text(row, STORE_FOREIGN_KEY_CHECK_PARENT));
	note_fault(context, fault);
	return STATUS_OK;
}

enum status examine(struct connection *connection, bool thorough, fault_fn *fn, void *context,
		    int *faults)
{
	struct examination examination = { .fn = fn, .context = context };
	enum status status;

	status = connection_each(connection,
				 thorough ? SQL_STORE_INTEGRITY_CHECK : SQL_STORE_QUICK_CHECK,
				 NO_ARGS, take_check, &examination, NULL);
	if (status == STATUS_OK && thorough)
		status = connection_each(connection, SQL_STORE_FOREIGN_KEY_CHECK, NO_ARGS,
					 take_foreign_key, &examination, NULL);
	/* So damaged that it cannot even be looked over: that is what was asked. */
	if (status == STATUS_STORE_CORRUPT || status == STATUS_STORE_NOT_DATABASE) {
		note_fault(&examination, connection_problem(connection)->message);
		status = STATUS_OK;
	}
	*faults = examination.faults;
	return status;
}

static void keep_first(const char *fault, void *context)
{
	struct problem *problem = context;

	if (problem->message[0] == '\0')
		text_copy(problem->message, sizeof(problem->message), fault);
}

/* Opens the copy as a reader would, looks it over and compares what it is with what it was made
 * from. */
static enum status copy_verify(const char *path, int64_t version, struct problem *problem)
{
	struct problem fault = { .message = "" };
	struct connection *copy;
	enum status status;
	int64_t copy_version = 0;
	int faults = 0;

	status = connection_open(&copy, path, CONNECTION_READ, COPY_WAIT_MS, problem);
	if (status != STATUS_OK)
		return status;
	status = examine(copy, true, keep_first, &fault, &faults);
	if (status != STATUS_OK)
		*problem = *connection_problem(copy);
	copy_version = connection_version(copy);
	connection_close(copy);
	if (status != STATUS_OK)
		return status;
	if (faults > 0 || copy_version != version)
		return problem_set(problem, STATUS_STORE_CORRUPT,
				   _("The copy %s is not usable and was removed: %s"), path,
				   fault.message);
	return STATUS_OK;
}

static enum status not_created(const char *path, enum status status, struct problem *problem)
{
	return problem_set(problem, status, _("The copy %s was not created: %s."), path,
			   cause_words(path, errno));
}

static enum status copy_write(struct connection *connection, const char *path,
			      struct problem *problem)
{
	mode_t mask = umask(077);
	enum status status = connection_copy_into(connection, path);

	umask(mask);
	if (status != STATUS_OK)
		return problem_set(problem, status, _("The copy %s was not created. %s"), path,
				   connection_problem(connection)->message);
	if (!place_sync(path))
		return not_created(path, STATUS_STORE_IO, problem);
	return copy_verify(path, connection_version(connection), problem);
}

/* Under another name until it is whole: what bears the copy's name can be gone back to, whenever
 * this was killed. */
enum status copy_make(struct connection *connection, const char *path, struct problem *problem)
{
	char part[FILE_PATH_SIZE];
	enum status status;

	errno = place_is_taken(path) ? EEXIST : ENAMETOOLONG;
	if (errno == EEXIST || !text_format(part, sizeof(part), "%s.part", path))
		return not_created(path, STATUS_CANNOT_WRITE, problem);
	place_remove(part);
	/* Made by us, so that it is nobody's link and has our mode; VACUUM INTO takes an empty
	 * file. */
	if (!place_make(part))
		return not_created(path, STATUS_CANNOT_WRITE, problem);
	status = copy_write(connection, part, problem);
	if (status == STATUS_OK && !place_rename(part, path)) {
		status = not_created(path, STATUS_CANNOT_WRITE, problem);
	} else if (status == STATUS_OK && !place_sync_folder(path)) {
		status = not_created(path, STATUS_STORE_IO, problem);
		place_remove(path);
	}
	place_remove(part);
	return status;
}
