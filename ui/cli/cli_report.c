/* Reports: of which days, narrowed to what, into which file or onto paper. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/language.h"
#include "base/text.h"
#include "reports/report_print.h"
#include "ui/cli/bar.h"
#include "ui/cli/refuse.h"
#include "ui/cli/show.h"
#include "ui/cli/show_book.h"
#include "ui/cli/values.h"

enum { REPORT_BYTES_MAX = 256 * 1024 * 1024 };

/* What was asked for. */
struct asked {
	const struct report *report;
	struct report_wish wish;
	enum report_format format;
	const char *path; /* "": the usual place, or, of text, standard output; "-": there */
	bool is_printed, is_written; /* on paper, into a file */
	struct pdf_range pages;	     /* on paper */
	struct department department;
	struct doctor doctor;
};

/* ---- The command line ---- */

static enum status read_days(struct cli *cli, struct report_wish *wish)
{
	const day_number today = desk_today(&cli->desk);
	const bool several = value_is_given(cli, OPTION_FROM);
	enum status status = value_day(cli, today, &wish->from);

	wish->to = wish->from;
	if (!several && !value_is_given(cli, OPTION_TO))
		return status;
	if (!several || value_is_given(cli, OPTION_DATE))
		return cli_refuse(cli, STATUS_USAGE,
				  _("Several days are --from the first --to the last; one is "
				    "--date."));
	if (!status)
		status = value_day_of(cli, OPTION_FROM, today, &wish->from);
	if (!status)
		status = value_day_of(cli, OPTION_TO, today, &wish->to);
	if (!status && wish->to < wish->from)
		status = cli_refuse(cli, STATUS_USAGE, _("--to is before --from."));
	if (!status && wish->to - wish->from >= REPORT_DAYS_MOST)
		status = cli_refuse(cli, STATUS_USAGE,
				    _("A report is of %d days at the most; these are %d."),
				    REPORT_DAYS_MOST, wish->to - wish->from + 1);
	return status;
}

static enum status read_filter(struct cli *cli, struct asked *asked)
{
	const char **filter = asked->wish.filter;
	enum method method;
	enum status status = STATUS_OK;

	if (value_is_given(cli, OPTION_DEPARTMENT)) {
		status = department_get(&cli->desk, cli->value[OPTION_DEPARTMENT],
					&asked->department);
		if (status == STATUS_NOT_FOUND)
			status = cli_refuse(cli, STATUS_NOT_FOUND,
					    _("There is no department \"%s\"."),
					    cli->value[OPTION_DEPARTMENT]);
		filter[SHEET_ROLE_DEPARTMENT] = asked->department.name;
	}
	if (!status && value_is_given(cli, OPTION_DOCTOR)) {
		status = doctor_get(&cli->desk, cli->value[OPTION_DOCTOR], &asked->doctor);
		filter[SHEET_ROLE_DOCTOR] = asked->doctor.name;
	}
	if (!status && value_is_given(cli, OPTION_METHOD)) {
		status = value_method(cli, OPTION_METHOD, &method);
		if (!status)
			filter[SHEET_ROLE_METHOD] = method_word(method);
	}
	if (value_is_given(cli, OPTION_CLERK))
		filter[SHEET_ROLE_CLERK] = cli->value[OPTION_CLERK];
	if (!status && report_refuses(asked->report, &asked->wish))
		status = cli_refuse(cli, STATUS_USAGE,
				    _("The report %s tells neither clerks nor methods apart: it "
				      "can be narrowed to a doctor (--doctor) or a department "
				      "(--department)."),
				    asked->report->name);
	return status;
}

/* As asked for, or by how the file's name ends. */
static enum status read_format(struct cli *cli, struct asked *asked)
{
	static const struct {
		enum option option;
		enum report_format format;
	} forms[] = { { OPTION_XLSX, REPORT_XLSX },
		      { OPTION_TEXT, REPORT_TEXT },
		      { OPTION_PDF, REPORT_PDF } };
	enum status status = value_new_file(cli, OPTION_OUTPUT, NULL, &asked->path);
	int given = 0;

	if (status)
		return status;
	if (!report_format_of(asked->path, &asked->format))
		asked->format = REPORT_XLSX;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!value_is_given(cli, forms[i].option))
			continue;
		asked->format = forms[i].format;
		given++;
	}
	if (given > 1)
		return cli_refuse(cli, STATUS_USAGE,
				  _("One form at a time: --xlsx, --text or --pdf."));
	asked->is_written = given || value_is_given(cli, OPTION_OUTPUT) || !asked->is_printed;
	if (asked->format == REPORT_TEXT && !*asked->path)
		asked->path = "-";
	return STATUS_OK;
}

/* "1", "2-3". */
static bool read_pages(const char *text, struct pdf_range *pages)
{
	enum { PAGES_MOST = 99999 };
	const char *hyphen = strchr(text, '-');
	char first[24];
	int64_t from, to;

	text_format(first, sizeof(first), "%.*s", hyphen ? (int)(hyphen - text) : 16, text);
	if (!text_to_number(first, 1, PAGES_MOST, &from))
		return false;
	to = from;
	if (hyphen && (!text_to_number(hyphen + 1, 1, PAGES_MOST, &to) || to < from))
		return false;
	*pages = (struct pdf_range){ (int)from, (int)to };
	return true;
}

static enum status read_printing(struct cli *cli, struct asked *asked)
{
	asked->is_printed = value_is_given(cli, OPTION_PRINT);
	if (!value_is_given(cli, OPTION_PAGES))
		return STATUS_OK;
	if (!asked->is_printed)
		return cli_refuse(cli, STATUS_USAGE, _("--pages says what --print prints."));
	if (!read_pages(cli->value[OPTION_PAGES], &asked->pages))
		return cli_refuse(cli, STATUS_BAD_VALUE,
				  _("--pages: \"%s\" are no pages. Write 1, or 2-3."),
				  cli->value[OPTION_PAGES]);
	return STATUS_OK;
}

/* ---- Answers ---- */

static void say_printed(struct output *output, const struct report_printing *printing)
{
	const char *said = printing->print.end.said;

	output_line(output, _("Printed: %s"), *said ? said : printing->print.command);
	if (printing->printed.again)
		output_line(output, "%s",
			    _("It was printed before, so every page is marked as a reprint."));
}

/* `printing` NULL: it was not printed. */
static void show_result(struct cli *cli, const struct asked *asked, const struct sheet_book *book,
			const struct report_result *result, bool written,
			const struct report_printing *printing)
{
	struct output *output = &cli->output;
	char revenue[MONEY_TEXT_SIZE], refund[MONEY_TEXT_SIZE];

	output_object(output, NULL);
	output_text(output, "file", written ? result->path : NULL);
	output_bool(output, "printed", printing != NULL);
	output_bool(output, "reprint", printing && printing->printed.again);
	show_day(output, "date", asked->wish.to);
	show_day(output, "from", asked->wish.from);
	show_day(output, "to", asked->wish.to);
	output_text_or_null(output, "line", result->line);
	if (result->has_bookings) {
		output_number(output, "bookings", result->bookings);
		output_number(output, "revenue_fen", result->revenue_fen);
		output_number(output, "refund_fen", result->refund_fen);
	}
	show_book(output, book);
	output_end(output);
	if (written && !result->has_bookings)
		output_line(output, _("%s is written."), result->path);
	else if (written)
		output_line(output,
			    _("%s is written: %d bookings, %s yuan received, %s yuan refunded."),
			    result->path, result->bookings, show_yuan(result->revenue_fen, revenue),
			    show_yuan(result->refund_fen, refund));
	if (printing)
		say_printed(output, printing);
}

/* Copies a file to standard output, as it is. */
static enum status print_file(struct cli *cli, const char *path)
{
	size_t length;
	char *bytes;
	enum status status = file_read(path, REPORT_BYTES_MAX, &bytes, &length, &cli->problem);

	if (status)
		return status;
	if (fwrite(bytes, 1, length, stdout) != length || fflush(stdout) != 0)
		status = problem_set(&cli->problem, STATUS_CANNOT_WRITE,
				     _("The report cannot be written to standard output: %s."),
				     strerror(errno));
	free(bytes);
	return status;
}

/* The report on standard output, for a program that takes it from there, or to be read; with JSON
 * its figures alone. */
static enum status print_report(struct cli *cli, const struct asked *asked,
				const struct sheet_book *book)
{
	struct report_result result = { .bookings = 0 };
	char path[FILE_PATH_SIZE];
	const char *folder = getenv("TMPDIR");
	enum status status;
	int descriptor;

	text_format(path, sizeof(path), "%s/frontdesk.XXXXXX", folder && *folder ? folder : "/tmp");
	descriptor = mkostemp(path, O_CLOEXEC);
	if (descriptor < 0)
		return cli_refuse(cli, STATUS_CANNOT_WRITE, _("\"%s\" cannot be written: %s."),
				  path, cause_words(path, errno));
	close(descriptor);
	status = report_write_book(&cli->desk, asked->report, &asked->wish, book, asked->format,
				   path, &result);
	if (!status && cli->output.json)
		show_result(cli, asked, book, &result, false, NULL);
	else if (!status)
		status = print_file(cli, path);
	unlink(path);
	return status;
}

static enum status print_on_paper(struct cli *cli, const struct asked *asked,
				  struct sheet_book *book, struct report_printing *printing)
{
	enum status status = report_print_start(printing, &cli->desk, asked->report, &asked->wish,
						book, asked->pages);

	return status ? status : report_print_wait(printing, &cli->desk);
}

static enum status write_report(struct cli *cli, const struct asked *asked, struct sheet_book *book)
{
	struct report_printing printing;
	struct report_result result;
	enum status status = STATUS_OK;

	if (asked->is_written && strcmp(asked->path, "-") == 0)
		return print_report(cli, asked, book);
	report_result_of(book, &result);
	if (asked->is_written)
		status = report_write_book(&cli->desk, asked->report, &asked->wish, book,
					   asked->format, asked->path, &result);
	if (!status && asked->is_printed)
		status = print_on_paper(cli, asked, book, &printing);
	if (!status)
		show_result(cli, asked, book, &result, asked->is_written,
			    asked->is_printed ? &printing : NULL);
	return status;
}

enum status cli_report(struct cli *cli)
{
	struct asked asked = { .report = report_by_name(cli->operand[0]), .path = "" };
	struct sheet_book book;
	struct bar bar;
	enum status status;

	if (!asked.report)
		return cli_refuse(cli, STATUS_USAGE, _("There is no report \"%s\"."),
				  cli->operand[0]);
	status = read_days(cli, &asked.wish);
	if (!status)
		status = read_filter(cli, &asked);
	if (!status)
		status = read_printing(cli, &asked);
	if (!status)
		status = read_format(cli, &asked);
	if (status)
		return status;
	if (asked.is_printed && strcmp(asked.path, "-") == 0)
		return cli_refuse(cli, STATUS_USAGE,
				  _("With --print the report cannot go to standard output as well: "
				    "name a file."));
	if (strcmp(asked.path, "-") == 0 && cli->output.json && asked.format != REPORT_TEXT)
		return cli_refuse(cli, STATUS_USAGE,
				  _("With --json the report cannot go to standard output as well: "
				    "name a file."));
	bar_init(&bar, cli->operand[0]);
	asked.wish.progress = strcmp(asked.path, "-") == 0 ? NULL : bar_step;
	asked.wish.context = &bar;
	status = report_fill(&cli->desk, asked.report, &asked.wish, &book);
	bar_finish(&bar);
	if (!status)
		status = write_report(cli, &asked, &book);
	sheet_book_release(&book);
	return status;
}
