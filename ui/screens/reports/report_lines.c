#include "ui/screens/reports/report_lines.h"

#include "base/text.h"

static const struct list_column columns[] = {
	{ .title = "", .columns = 20, .flexible = true },
};

static void line_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	(void)column;
	text_copy(out, size, ((const struct text_line *)rows)[row].text);
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

static const struct list_ops ops = { .cell = line_cell, .id = line_id, .style = line_style };

void report_lines_init(struct list *list, const char *empty)
{
	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]), empty);
}

void report_lines_set(struct list *list, const struct text_page *page)
{
	list_set(list, page->lines, page->count);
}
