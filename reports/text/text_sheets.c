#include "reports/text/text_sheets.h"

#include <stdio.h>

#include "base/file.h"
#include "reports/text/text_page.h"

/* The first line, by which file_kind.h knows a report again. */
static void write_first(FILE *stream)
{
	for (int i = 0; i < TEXT_SHEETS_COLUMNS; i++)
		fputc('=', stream);
	fputc('\n', stream);
}

static void write_lines(FILE *stream, const struct text_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		fprintf(stream, "%s\n", page->lines[i].text);
}

enum status text_write_sheets(const struct sheet_book *book, const char *path,
			      struct problem *problem)
{
	struct text_page page = { .columns = TEXT_SHEETS_COLUMNS };
	struct new_file file;
	enum status status = new_file_open(&file, path, FILE_TEXT_REPORT, problem);

	if (status)
		return status;
	write_first(file.stream);
	text_page_one(&page, book);
	write_lines(file.stream, &page);
	for (int i = 0; i < book->sheet_count; i++) {
		if (!book->sheets[i]->paper)
			continue;
		text_page_release(&page);
		page.columns = TEXT_SHEETS_COLUMNS;
		fputs("\n\f\n", file.stream);
		text_page_sheet(&page, book->sheets[i], true);
		write_lines(file.stream, &page);
	}
	text_page_release(&page);
	return new_file_finish(&file, problem);
}
