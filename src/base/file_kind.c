#include "base/file_kind.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"

enum { LOOK_AT = 64 };

/* In a zip's first entry the name stands behind thirty bytes. */
enum { ZIP_NAME_AT = 30 };

struct beginning {
	char bytes[LOOK_AT];
	size_t size;
};

static bool begins_at(const struct beginning *beginning, size_t at, const char *text)
{
	const size_t size = strlen(text);

	return at + size <= beginning->size && memcmp(beginning->bytes + at, text, size) == 0;
}

static bool is_workbook(const struct beginning *beginning)
{
	return begins_at(beginning, 0, "PK\003\004") &&
	       begins_at(beginning, ZIP_NAME_AT, "[Content_Types].xml");
}

/* With or without the mark of UTF-8 in front, as the program writes it in both languages, and as a
 * spreadsheet of China saves it again (GB18030). */
static bool is_order_list(const struct beginning *beginning)
{
	static const char *const headings[] = { "order_no", "订单号", "\xb6\xa9\xb5\xa5\xba\xc5" };
	const size_t at = begins_at(beginning, 0, "\xef\xbb\xbf") ? 3 : 0;

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (begins_at(beginning, at, headings[i]) ||
		    (begins_at(beginning, at, "\"") && begins_at(beginning, at + 1, headings[i])))
			return true;
	return false;
}

static bool is_text_report(const struct beginning *beginning)
{
	return begins_at(beginning, 0, "========================================");
}

/* False when there is nothing in it, or it cannot be told. */
static bool read_beginning(const char *path, struct beginning *out)
{
	/* Not to wait for a pipe; what is not an ordinary file is not read. */
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;
	ssize_t size = 0;

	if (file < 0)
		return false;
	if (fstat(file, &about) == 0 && S_ISREG(about.st_mode))
		size = read(file, out->bytes, sizeof(out->bytes));
	close(file);
	out->size = size > 0 ? (size_t)size : 0;
	return size > 0;
}

enum status file_kind_check(const char *path, enum file_kind kind, struct problem *problem)
{
	struct beginning beginning;

	if (kind == FILE_ANY || !read_beginning(path, &beginning))
		return STATUS_OK;
	if (kind == FILE_WORKBOOK && !is_workbook(&beginning))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there is no "
				     "workbook, so it is not replaced. Give another name, or take "
				     "that file away first."),
				   path);
	if (kind == FILE_PDF && !begins_at(&beginning, 0, "%PDF-"))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there is no PDF, "
				     "so it is not replaced. Give another name, or take that file "
				     "away first."),
				   path);
	if (kind == FILE_ORDER_LIST && !is_order_list(&beginning))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there is no "
				     "acknowledgement of orders, so it is not replaced. Give "
				     "another name, or take that file away first."),
				   path);
	if (kind == FILE_TEXT_REPORT && !is_text_report(&beginning))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there is no "
				     "report, so it is not replaced. Give another name, or take "
				     "that file away first."),
				   path);
	if (kind == FILE_RULES && !begins_at(&beginning, 0, FILE_RULES_MARK))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there does not "
				     "have a clinic's rules, so it is not replaced. Give another "
				     "name, or take that file away first."),
				   path);
	if (kind == FILE_BUNDLE && !begins_at(&beginning, 0, FILE_BUNDLE_MARK))
		return problem_set(problem, STATUS_CANNOT_WRITE,
				   _("\"%s\" cannot be written: the file that is there is none "
				     "that \"frontdesk doctor\" wrote, so it is not replaced. Give "
				     "another name, or take that file away first."),
				   path);
	return STATUS_OK;
}
