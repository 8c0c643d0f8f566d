#include "reports/report.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/practice.h"
#include "reports/daily/daily.h"
#include "reports/pdf/pdf_book.h"
#include "reports/text/text_sheets.h"
#include "reports/workload/workload.h"
#include "reports/xlsx/xlsx_sheets.h"

static const struct report reports[] = {
#define REPORT(name, title, sentence, roles, fill) { name, title, sentence, roles, fill },
#include "reports/reports.def"
#undef REPORT
};

enum sheet_role report_refuses(const struct report *report, const struct report_wish *wish)
{
	for (int role = SHEET_ROLE_NONE + 1; role < SHEET_ROLE_COUNT; role++) {
		if (wish->filter[role] && !(report->roles & REPORT_BY(role)))
			return (enum sheet_role)role;
	}
	return SHEET_ROLE_NONE;
}

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

/* ---- Writers ---- */

static const struct {
	const char *extension, *words;
	enum status (*write)(const struct sheet_book *book, const char *path,
			     struct problem *problem);
} formats[REPORT_FORMAT_COUNT] = {
#define REPORT_FORMAT(symbol, extension, words, write) \
	[REPORT_##symbol] = { extension, words, write },
#include "reports/report_format.def"
#undef REPORT_FORMAT
};

const char *report_format_extension(enum report_format format)
{
	return formats[format].extension;
}

bool report_format_of(const char *path, enum report_format *format)
{
	const char *dot = strrchr(path, '.');

	for (int i = 0; dot && i < REPORT_FORMAT_COUNT; i++) {
		if (strcasecmp(dot + 1, formats[i].extension) == 0) {
			*format = (enum report_format)i;
			return true;
		}
	}
	return false;
}

void report_default_path(const struct desk *desk, const struct report *report,
			 const struct report_wish *wish, enum report_format format,
			 char out[FILE_PATH_SIZE])
{
	char folder[FILE_PATH_SIZE], from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	const char *slash;
	size_t length;

	path_expand(desk->settings.report_directory, folder);
	length = strlen(folder);
	slash = length && folder[length - 1] != '/' ? "/" : "";
	day_format(wish->from, from);
	day_format(wish->to, to);
	text_format(out, FILE_PATH_SIZE, "%s%s%s-%s%s%s.%s", folder, slash, report->name, from,
		    wish->from == wish->to ? "" : "-", wish->from == wish->to ? "" : to,
		    report_format_extension(format));
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

/* ---- Filling ---- */

/* "Doctor: 张伟": what it is narrowed to. */
static void say_filter(const struct report_wish *wish, char out[BOOK_TEXT_SIZE])
{
	static const char *const words[SHEET_ROLE_COUNT] = { [SHEET_ROLE_DEPARTMENT] = N_(
								     "Department"),
							     [SHEET_ROLE_DOCTOR] = N_("Doctor"),
							     [SHEET_ROLE_CLERK] = N_("Clerk"),
							     [SHEET_ROLE_METHOD] = N_("Method") };

	for (int role = 0; role < SHEET_ROLE_COUNT; role++) {
		const size_t used = strlen(out);

		if (wish->filter[role])
			text_format(out + used, BOOK_TEXT_SIZE - used, "%s%s: %s",
				    used > 0 ? _(", ") : "", _(words[role]), wish->filter[role]);
	}
}

struct filling {
	const struct report *report;
	const struct report_wish *wish;
	struct sheet_book *book;
};

static enum status fill_in_one_moment(struct desk *desk, void *context)
{
	const struct filling *filling = context;
	struct sheet_book *book = filling->book;
	enum status status;

	sheet_book_release(book);
	sheet_book_init(book);
	memcpy(book->filter, filling->wish->filter, sizeof(filling->wish->filter));
	say_filter(filling->wish, book->narrowed);
	status = filling->report->fill(desk, filling->wish, book);
	if (status)
		return status;
	sheet_book_settle(book);
	/* What another counter did a moment ago is seen before it is safe. */
	return desk_store_result(desk, store_sync(desk->store));
}

enum status report_fill(struct desk *desk, const struct report *report,
			const struct report_wish *wish, struct sheet_book *out)
{
	struct filling filling = { .report = report, .wish = wish };

	sheet_book_init(out);
	filling.book = out;
	return desk_read(desk, fill_in_one_moment, &filling);
}

/* ---- Writing ---- */

/* A figure's value, 0 when the report has none of that name. */
static int64_t number_of(const struct sheet_book *book, const char *name)
{
	const struct figure *figure = sheet_book_find(book, name);

	return figure ? figure_value(figure, (struct figure_place){ .row = 0 }).number : 0;
}

void report_result_of(const struct sheet_book *book, struct report_result *result)
{
	memset(result, 0, sizeof(*result));
	text_copy(result->line, sizeof(result->line), book->line);
	result->has_bookings = sheet_book_find(book, "bookings") != NULL;
	result->bookings = (int)number_of(book, "bookings");
	result->revenue_fen = number_of(book, "payments");
	result->refund_fen = number_of(book, "refunds");
}

enum status report_write_book(struct desk *desk, const struct report *report,
			      const struct report_wish *wish, const struct sheet_book *book,
			      enum report_format format, const char *path,
			      struct report_result *result)
{
	enum status status;

	report_result_of(book, result);
	if (!*path)
		report_default_path(desk, report, wish, format, result->path);
	else if (!text_copy(result->path, sizeof(result->path), path))
		return problem_set(&desk->problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: %s."), path,
				   strerror(ENAMETOOLONG));
	status = practice_allows(desk, result->path);
	if (!status)
		status = check_folder(desk, result->path);
	if (!status)
		status = formats[format].write(book, result->path, &desk->problem);
	return status;
}

enum status report_write(struct desk *desk, const struct report *report,
			 const struct report_wish *wish, enum report_format format,
			 const char *path, struct report_result *result)
{
	struct sheet_book book;
	enum status status = report_fill(desk, report, wish, &book);

	memset(result, 0, sizeof(*result));
	if (!status)
		status = report_write_book(desk, report, wish, &book, format, path, result);
	sheet_book_release(&book);
	return status;
}
