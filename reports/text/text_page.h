#ifndef REPORTS_TEXT_PAGE_H
#define REPORTS_TEXT_PAGE_H
/*
 * A report laid out in lines of text: for a file, a preview, the desk's own view. Each line knows
 * which row of which table it shows.
 */
#include "reports/sheet_book.h"

enum { TEXT_LINE_SIZE = 1024 };

struct text_line {
	char *text;
	const struct sheet *table; /* NULL: it is no row of one */
	size_t row;
	bool strong; /* a heading */
	/* What is read aloud instead, where a heading takes two lines; NULL: the text. */
	char *spoken;
};

struct text_page {
	struct text_line *lines;
	size_t count, room;
	int columns; /* no line is wider; a text column that does not fit is cut */
};

/* Page one; a sheet, with its header and totals, of those columns that paper has, or all. Appended
 * to the lines. `page` starts with columns set and the rest 0; the caller releases it. */
void text_page_one(struct text_page *page, const struct sheet_book *book);
void text_page_sheet(struct text_page *page, const struct sheet *sheet, bool paper);

/* For text_rows.c: a line; a long text in several. */
struct text_line *text_page_add(struct text_page *page, const char *text);
void text_page_wrap(struct text_page *page, const char *text);

/* Which columns of a sheet are shown, and how wide. */
struct text_columns {
	const struct sheet *sheet;
	bool is_stacked; /* titles of two words stand on two lines */
	int columns[SHEET_COLUMNS_MAX], width[SHEET_COLUMNS_MAX], count;
};

/* As many of those that paper has as fit, uncut, those of `wanted` (one bit each) in any case. */
void text_columns_choose(struct text_columns *out, const struct sheet *sheet, unsigned wanted,
			 int columns);
void text_page_titles(struct text_page *page, const struct text_columns *shown);
void text_page_row(struct text_page *page, const struct text_columns *shown, size_t row);

void text_page_release(struct text_page *page);

#endif
