#ifndef REPORTS_SHEET_BOOK_H
#define REPORTS_SHEET_BOOK_H
/*
 * A report as every writer gets it: page one, made of blocks, for a signature; the sheets; what
 * stands at the head and foot of each page. A writer writes what is here, in this order, and adds
 * nothing of its own but the number of the page.
 *
 * On paper: A4. Page one is upright, 210 x 297 mm: title, lines, blocks, signature. The sheets with
 * `paper` follow, each on pages of its own, lying, 297 x 210 mm: the columns with `paper`, the
 * header again on every page, the sums so far at the foot and at the head of the next (TOTAL_SUM).
 * No text smaller than 8 points. Equal books give equal bytes: the time of printing is a text here.
 */
#include "base/status.h"
#include "reports/figure.h"

enum {
	BOOK_SHEETS_MAX = 24,
	BOOK_BLOCKS_MAX = 16,
	BOOK_LINES_MAX = 24, /* of a block */
	BOOK_SERIES_MAX = 4,
	BOOK_POINTS_MAX = 255,
	BOOK_SIGNATURES = 3,
	BOOK_TEXT_SIZE = 256,
	BOOK_COVER_SIZE = 1024
};

/* Bars of a table's rows, one per row from its first on, stacked, a colour for each series. Their
 * figures are the table's. */
struct sheet_chart {
	const char *title; /* translated */
	const struct sheet *table;
	int categories; /* a column of texts or of days */
	bool is_trend;	/* the bars stand side by side, as time goes from left to right */
	int series[BOOK_SERIES_MAX];
	int series_count;
};

/* A part of page one: a heading, then a table, then lines, then a chart; each may be missing. */
struct sheet_block {
	const char *title; /* translated; NULL: none */
	/* Of the block alone, or one of the book's sheets; NULL: none. A writer shows its columns
	 * with `paper`, and the totals of a table that has some. */
	const struct sheet *table;
	bool own; /* of the block alone: in the workbook it stands here and not on a sheet */
	/* Not more rows than these, 0: all; a line then says how many more the sheet has. */
	size_t rows_most;
	const char *lines[BOOK_LINES_MAX]; /* translated; a long one is wrapped */
	int line_count;
	const struct sheet_chart *chart;
};

struct sheet_book {
	/* All translated. */
	char title[BOOK_TEXT_SIZE];    /* "Day report" */
	char clinic[BOOK_TEXT_SIZE];   /* at the foot of each page */
	char line[BOOK_TEXT_SIZE];     /* beside it: of which line of entries (store/line.h); "" */
	char period[BOOK_TEXT_SIZE];   /* "2026-11-28 Saturday", "2026-11-01 to 2026-11-30" */
	char dates[BOOK_TEXT_SIZE];    /* the same short, at the head of each page */
	char narrowed[BOOK_TEXT_SIZE]; /* "Doctor: 张伟": what it is narrowed to; "" */
	char state[BOOK_TEXT_SIZE];    /* closed when and by whom, or that it is not */
	char moment[2 * BOOK_TEXT_SIZE]; /* as of when it is */
	char printed[BOOK_TEXT_SIZE];	 /* when and by whom; "": nobody asked */
	char mark[BOOK_TEXT_SIZE];	 /* "REPRINT": in a frame at the head of each page; "" */
	const char *signatures[BOOK_SIGNATURES]; /* before the lines to sign on */
	day_number from, to;

	struct sheet_block blocks[BOOK_BLOCKS_MAX];
	int block_count;
	struct sheet *sheets[BOOK_SHEETS_MAX]; /* in their order */
	int sheet_count;

	/* By role: words; NULL: any. Set before sheets are filled. Sheets look at it, so it stays
	 * where it is when the book is moved. */
	const char **filter;
	struct sheet_texts *texts;
	struct sheet *owned[BOOK_BLOCKS_MAX]; /* the tables of the blocks */
	struct book_figure *figures;
	struct sheet_chart *charts;
	struct sheet_column *columns[BOOK_SHEETS_MAX]; /* made for sheets */
	int owned_count, chart_count, column_count;
};

/* Whether it is narrowed to anything. */
bool sheet_book_is_narrowed(const struct sheet_book *book);

void sheet_book_init(struct sheet_book *book);
void sheet_book_release(struct sheet_book *book);

/* Adds a sheet; `name` translated, at most SHEET_NAME_MAX characters; the columns outlive it. */
struct sheet *sheet_book_add(struct sheet_book *book, const char *key, const char *name,
			     const struct sheet_column *columns, int count);

/* Room for the columns of one sheet of it, made while it is filled; zeroed, kept as long as the
 * book.
 */
struct sheet_column *sheet_book_columns(struct sheet_book *book, int count);

/* The sheet of that key, which it has. */
struct sheet *sheet_book_sheet(const struct sheet_book *book, const char *key);

/* Adds a block to page one; one with a table of its own has columns (else NULL, 0). */
struct sheet_block *sheet_book_block(struct sheet_book *book, const char *title);
struct sheet *sheet_book_table(struct sheet_book *book, struct sheet_block *block, const char *key,
			       const struct sheet_column *columns, int count);
void sheet_block_line(struct sheet_book *book, struct sheet_block *block, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void sheet_block_chart(struct sheet_book *book, struct sheet_block *block,
		       const struct sheet_chart *chart);

/* Keeps a figure; its texts are kept, too. The address is good as long as the book. */
const struct figure *sheet_book_figure(struct sheet_book *book, const struct figure *figure);

/* The figure of that name, NULL when there is none; and the first, then the next of all that have a
 * name (NULL: the end). */
const struct figure *sheet_book_find(const struct sheet_book *book, const char *name);
const struct figure *sheet_book_next(const struct sheet_book *book, const struct figure *after);

/* Everything is filled: works out all figures. */
void sheet_book_settle(struct sheet_book *book);

/* "Usually printed: this page, Doctors, Refunds. In the workbook also: Ledger." Returns `out`. */
char *sheet_book_cover(const struct sheet_book *book, char out[BOOK_COVER_SIZE]);

#endif
