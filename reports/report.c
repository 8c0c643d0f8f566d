#include "reports/report.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/practice.h"
#include "reports/daily/daily.h"

static const struct report reports[] = {
#define REPORT(name, title, sentence, write) { name, title, sentence, write },
#include "reports/reports.def"
#undef REPORT
};

const struct report *report_table(size_t *count)
{
	*count = sizeof(reports) / sizeof(reports[0]);
	return reports;
}

const struct report *report_by_name(const char *name)
{
	size_t count;
	const struct report *table = report_table(&count);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	}
	return NULL;
}

void report_default_path(const struct desk *desk, const struct report *report, day_number day,
			 char out[FILE_PATH_SIZE])
{
	char folder[FILE_PATH_SIZE], text[DAY_TEXT_SIZE];
	const char *slash;
	size_t length;

	path_expand(desk->settings.report_directory, folder);
	length = strlen(folder);
	slash = length && folder[length - 1] != '/' ? "/" : "";
	text_format(out, FILE_PATH_SIZE, "%s%s%s-%s.xlsx", folder, slash, report->name,
		    day_format(day, text));
}

/* A folder that is not there gets a sentence of its own: it is the one mistake that a setting or a
 * name makes. */
static enum status check_folder(struct desk *desk, const char *path)
{
	char folder[FILE_PATH_SIZE];
	char *slash;
	struct stat about;

	text_copy(folder, sizeof(folder), path);
	slash = strrchr(folder, '/');
	if (!slash || slash == folder)
		return STATUS_OK;
	*slash = '\0';
	/* Anything else that is wrong shows when the file is made. */
	if (stat(folder, &about) == 0 || errno != ENOENT)
		return STATUS_OK;
	return problem_set(&desk->problem, STATUS_CANNOT_WRITE,
			   _("\"%s\" cannot be written: there is no folder \"%s\". Create it, or "
			     "name another file."),
			   path, folder);
}

enum status report_write(struct desk *desk, const struct report *report, day_number day,
			 const char *path, report_progress_fn *progress, void *context,
			 struct report_result *result)
{
	enum status status;

	memset(result, 0, sizeof(*result));
	if (!*path)
		report_default_path(desk, report, day, result->path);
	else if (!text_copy(result->path, sizeof(result->path), path))
		return problem_set(&desk->problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: %s."), path,
				   strerror(ENAMETOOLONG));
	status = practice_allows(desk, result->path);
	if (!status)
		status = check_folder(desk, result->path);
	if (status)
		return status;
	return report->write(desk, day, result->path, progress, context, result);
}
