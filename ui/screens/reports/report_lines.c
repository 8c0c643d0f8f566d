#include "ui/screens/reports/report_lines.h"

#include <string.h>

#include "base/text.h"

static const struct list_column columns[] = {
	{ .title = "", .columns = 20, .flexible = true },
};

static void line_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	(void)column;
	text_copy(out, size, ((const struct text_line *)rows)[row].text);
}

/* Each cell with its column's title. */
static void tell_row(const struct sheet *table, size_t row, char *out, size_t size)
{
	char shown[SHEET_SHOWN_SIZE];
	size_t length = 0;

	out[0] = '\0';
	for (int i = 0; i < table->count; i++) {
		const char *text = sheet_show(table, row, i, shown);

		if (!*text || length >= size)
			continue;
		text_format(out + length, size - length, "%s%s %s", length ? ", " : "",
			    sheet_title(table, i), text);
		length += strlen(out + length);
	}
}

/* The words of a line, without the rules, bars and gaps between them. */
static void tell_words(const char *line, char *out, size_t size)
{
	size_t length = 0;

	out[0] = '\0';
	while (*(line += strspn(line, " "))) {
		size_t bytes = strcspn(line, " ");

		if (strspn(line, "-#=_") < bytes && length < size) {
			text_format(out + length, size - length, "%s%.*s", length ? " " : "",
				    (int)bytes, line);
			length += strlen(out + length);
		}
		line += bytes;
	}
}

static void line_spoken(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct text_line *line = (const struct text_line *)rows + row;

	(void)column;
	if (line->spoken)
		text_copy(out, size, line->spoken);
	else if (line->table)
		tell_row(line->table, line->row, out, size);
	else
		tell_words(line->text, out, size);
}

static int64_t line_id(const void *rows, size_t row)
{
	(void)rows;
	return (int64_t)row;
}

static enum style line_style(const void *rows, size_t row)
{
	return ((const struct text_line *)rows)[row].strong ? STYLE_HEADING : STYLE_NORMAL;
}

static const struct list_ops ops = {
	.cell = line_cell, .spoken = line_spoken, .id = line_id, .style = line_style
};

void report_lines_init(struct list *list, const char *empty)
{
	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]), empty);
}

void report_lines_set(struct list *list, const struct text_page *page)
{
	list_set(list, page->lines, page->count);
}
