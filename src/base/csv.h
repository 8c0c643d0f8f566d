#ifndef BASE_CSV_H
#define BASE_CSV_H
/*
 * CSV with a header row (RFC 4180 quoting), from outside: UTF-8 with or without BOM, or GB18030; LF
 * or CRLF. The whole file is read and decoded first, so a file that is half there or in no known
 * encoding is refused as a whole. Columns are found by name, in any order, in English or Chinese.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"

enum { CSV_COLUMNS_MAX = 32, CSV_FILE_BYTES_MAX = 64 * 1024 * 1024 };

/* A column that a file may have. Names are compared after trimming, narrowing and lower-casing. */
struct csv_column {
	const char *name;
	const char *chinese;
	bool optional; /* the file may lack the column */
	size_t size;   /* bytes the value may have, the NUL included */
};

struct csv;

/*
 * Reads the file and its header. Refused as STATUS_BAD_FILE, with line and column in the sentence:
 * no such file, too large, neither encoding, NUL bytes, no header, an unknown, missing or repeated
 * column, a quote that never ends. On success *out is to be closed with csv_close; on failure it is
 * NULL.
 */
enum status csv_open(struct csv **out, const char *path, const struct csv_column *columns,
		     size_t column_count, struct problem *problem) MUST_CHECK;
void csv_close(struct csv *csv);

/*
 * The next row that is not empty. False at the end. A row with the wrong number of fields or a
 * field that is too long sets the row's fault (csv_fault) and is still returned.
 */
bool csv_next(struct csv *csv);

/* The line on which the present row starts (the header is line 1), how many rows the file has, and
 * how far reading is. */
long csv_line(const struct csv *csv);
size_t csv_row_count(const struct csv *csv);

/* What is wrong with the present row's form, or NULL; *column is the column's name as it stands in
 * the file, or "". */
const char *csv_fault(const struct csv *csv, const char **column);

/* The trimmed value of column number `column` of the table in the present row; "" when blank or
 * when the file lacks it. Good until csv_next. */
const char *csv_value(const struct csv *csv, size_t column);

/* The name of column number `column` as it stands in the file, or the English one when the file
 * lacks it. */
const char *csv_column_name(const struct csv *csv, size_t column);

/*
 * Writes one field, quoted where needed; a text that starts like a formula gets an apostrophe
 * before it. `last` ends the line with CRLF.
 */
void csv_write(FILE *file, const char *value, bool last);

#endif
