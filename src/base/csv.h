#ifndef BASE_CSV_H
#define BASE_CSV_H
/*
 * CSV with a header row (RFC 4180 quoting), from outside: UTF-8 with or without BOM, or GB18030; LF
 * or CRLF. The whole file is read and decoded first, so a file that is half there or in no known
 * encoding is refused as a whole. Columns are found by name, in any order, in English or Chinese.
 * Invariant: every cell of every kind of file is read here, in one way.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/status.h"

enum { CSV_COLUMNS_MAX = 32, CSV_HEADING_SIZE = 64, CSV_FILE_BYTES_MAX = 64 * 1024 * 1024 };
enum { CSV_SHOWN_SIZE = 66 };

/* The row as a whole. */
#define CSV_NO_COLUMN SIZE_MAX

/* What stands in a column, and so how its cells are read. */
enum csv_content {
	CSV_WORDS, /* a text for people: trimmed */
	CSV_VALUE, /* a day, an amount, a word to choose: as text_tidy has it, without the mark that
		      makes it text for a spreadsheet */
	CSV_NUMBER, /* a number or a code: as text_tidy_number has it, without that mark; what a
		       spreadsheet has changed is the row's fault (spreadsheet.h) */
};

/* What of a cell others may see: all of it, or as mask.h has it. */
enum csv_mask { CSV_OPEN, CSV_MASK_ID_NUMBER, CSV_MASK_PHONE, CSV_MASK_NUMBERS };

/* A column that a file may have. Names are compared as all are (spelling_is_same). */
struct csv_column {
	const char *name;
	const char *chinese;
	bool optional; /* the file may lack the column */
	size_t size;   /* bytes the value may have, the NUL included */
	enum csv_content content;
	const char *also; /* what else it is called: "医生工号|工号"; NULL: nothing */
	enum csv_mask mask;
};

struct csv;

/* Headings of columns that are not read. */
struct csv_headings {
	size_t count; /* may be more than CSV_COLUMNS_MAX; only so many are kept */
	char heading[CSV_COLUMNS_MAX][CSV_HEADING_SIZE];
};

/*
 * Reads the file and its header. `harmless` lists columns that are passed over: "序号|医生姓名";
 * NULL for none. So is any column without a value, and one that has no heading either is nothing at
 * all. Refused as STATUS_BAD_FILE, with line and column in the sentence: no such file, too large,
 * neither encoding, NUL bytes, no header, another unknown, a missing or a repeated column, a quote
 * that never ends. On success *out is to be closed with csv_close; on failure it is NULL.
 */
enum status csv_open(struct csv **out, const char *path, const struct csv_column *columns,
		     size_t column_count, const char *harmless, struct problem *problem) MUST_CHECK;
void csv_close(struct csv *csv);

/* The columns that were passed over, as the file calls them; and a sentence about them, "" when
 * there are none. Returns `out`. */
void csv_passed_over(const struct csv *csv, struct csv_headings *out);
char *csv_say_passed_over(const struct csv_headings *headings, char *out, size_t size);

/*
 * The next row that is not empty. False at the end. A row with the wrong number of fields (blank
 * ones behind the last column aside), with a field that is too long, or with a number that a
 * spreadsheet has changed sets the row's fault (csv_fault) and is still returned.
 */
bool csv_next(struct csv *csv);

/* The line on which the present row starts (the header is line 1), how many rows the file has, and
 * how far reading is. */
long csv_line(const struct csv *csv);
size_t csv_row_count(const struct csv *csv);

/* What is wrong with the present row's form, or NULL; *column is the number of the column, or
 * CSV_NO_COLUMN. */
const char *csv_fault(const struct csv *csv, size_t *column);

/* The value of column number `column` of the table in the present row, tidied as its content says;
 * "" when blank or when the file lacks it. Good until csv_next. */
const char *csv_value(const struct csv *csv, size_t column);

/*
 * A cell as it stands in the file, of row number `row` (from 0, in the order of csv_next), for the
 * person who corrects the file: control characters shown as U+FFFD, masked where the
 * column says so, and cut to CSV_SHOWN_SIZE with "~" at its end. "" when the row or the file lacks
 * it. Returns `out`.
 */
char *csv_shown(const struct csv *csv, size_t row, size_t column, char out[CSV_SHOWN_SIZE]);

/* The name of column number `column` as it stands in the file, or the English one when the file
 * lacks it. */
const char *csv_column_name(const struct csv *csv, size_t column);

/*
 * Writes one field, quoted where needed; a text that starts like a formula gets an apostrophe
 * before it. `last` ends the line with CRLF.
 */
void csv_write(FILE *file, const char *value, bool last);

#endif
