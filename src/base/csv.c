#include "base/csv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/encoding.h"
#include "base/language.h"
#include "base/mask.h"
#include "base/memory.h"
#include "base/spelling.h"
#include "base/spreadsheet.h"
#include "base/text.h"

#define COLUMN_ABSENT SIZE_MAX

enum { COLUMN_NAMES_SIZE = 512, HEADING_LONGEST = 128 };

struct row {
	long line;
	size_t first_field, field_count;
	bool stray; /* text behind a closing quote */
};

struct csv {
	const char *path;
	const struct csv_column *columns;
	size_t column_count;
	size_t field_of_column[CSV_COLUMNS_MAX];
	size_t *column_of_field; /* one for each heading; COLUMN_ABSENT: it is passed over */
	size_t width;		 /* headings up to the last that is not blank */

	char *text; /* the whole file; fields point into it */
	char **fields;
	size_t field_count, field_room;
	struct row *rows; /* the header is the first; blank ones are left out */
	size_t row_count, row_room;

	size_t present; /* row; 0 before csv_next */
	char fault[PROBLEM_MESSAGE_SIZE];
	size_t fault_column;
	char *tidy; /* room for the present row's values */
	size_t tidy_room;
	char *value[CSV_COLUMNS_MAX]; /* of the present row, in it; NULL: the row lacks it */
};

/* Where reading stands. Fields are unquoted where they lie, so what is written never overtakes what
 * is read. */
struct reader {
	char *at;
	long line;
	bool row_ended;
	bool stray;
	long open_quote; /* the line of a quote that never ends, or 0 */
};

static bool ends_field(char byte)
{
	return byte == ',' || byte == '\r' || byte == '\n' || byte == '\0';
}

/* Moves behind the line end at reader->at. */
static void end_line(struct reader *reader)
{
	reader->at += reader->at[0] == '\r' && reader->at[1] == '\n' ? 2 : 1;
	reader->line++;
}

/* Reads what stands between quotes; reader->at is behind the opening one. Returns where the field's
 * text ends so far. */
static char *read_quoted(struct reader *reader, char *out)
{
	long line = reader->line;

	for (;;) {
		char *at = reader->at;

		if (*at == '\0') {
			reader->open_quote = line;
			return out;
		}
		if (*at == '"' && at[1] != '"') {
			reader->at++;
			return out;
		}
		if (*at == '\r' || *at == '\n') {
			end_line(reader);
			while (at < reader->at)
				*out++ = *at++;
			continue;
		}
		reader->at += *at == '"' ? 2 : 1;
		*out++ = *at;
	}
}

/* Reads one field and what ends it; sets row_ended at the end of the line. */
static char *read_field(struct reader *reader)
{
	char *field = reader->at, *out = field;
	char end;

	/* Blanks around the quotes are no part of the value, as none are around values. */
	reader->at += strspn(reader->at, " \t");
	if (*reader->at == '"') {
		reader->at++;
		out = read_quoted(reader, out);
		reader->at += strspn(reader->at, " \t");
		if (!ends_field(*reader->at))
			reader->stray = true;
	}
	while (!ends_field(*reader->at))
		*out++ = *reader->at++;
	end = *reader->at;
	reader->row_ended = end != ',';
	if (end == ',')
		reader->at++;
	else if (end != '\0')
		end_line(reader);
	*out = '\0';
	return text_trim(field);
}

/* Reads a row into the lists, or leaves it out when it is wholly blank. */
static void read_row(struct csv *csv, struct reader *reader)
{
	struct row row = { .line = reader->line, .first_field = csv->field_count };
	bool blank = true;

	reader->stray = false;
	do {
		char *field = read_field(reader);
		char **place = memory_append(&csv->fields, &csv->field_count, &csv->field_room,
					     sizeof(*csv->fields));

		*place = field;
		blank = blank && *field == '\0';
	} while (!reader->row_ended);
	if (blank) {
		csv->field_count = row.first_field;
		return;
	}
	row.field_count = csv->field_count - row.first_field;
	row.stray = reader->stray;
	*(struct row *)memory_append(&csv->rows, &csv->row_count, &csv->row_room,
				     sizeof(*csv->rows)) = row;
}

static enum status read_rows(struct csv *csv, struct problem *problem)
{
	struct reader reader = { .at = csv->text, .line = 1 };

	while (*reader.at) {
		read_row(csv, &reader);
		if (reader.open_quote)
			return problem_set(problem, STATUS_BAD_FILE,
					   _("%s, line %ld: a quotation mark opens here and is "
					     "never closed. The file may have been cut short."),
					   csv->path, reader.open_quote);
	}
	if (csv->row_count == 0)
		return problem_set(
			problem, STATUS_BAD_FILE,
			_("%s, line 1: the header row with the column names is missing."),
			csv->path);
	return STATUS_OK;
}

/* Whether a heading is one of a list "a|b|c". */
static bool is_called(const char *heading, const char *list)
{
	char name[HEADING_LONGEST];

	while (choice_next(&list, name, sizeof(name))) {
		if (spelling_is_same(heading, name))
			return true;
	}
	return false;
}

/* By its English or Chinese name or another, however it was typed. */
static size_t find_column(const struct csv *csv, const char *heading)
{
	for (size_t i = 0; *heading && i < csv->column_count; i++) {
		const struct csv_column *column = &csv->columns[i];

		if (spelling_is_same(heading, column->name) ||
		    spelling_is_same(heading, column->chinese) || is_called(heading, column->also))
			return i;
	}
	return COLUMN_ABSENT;
}

/* All names that the file may have, English and Chinese, for the sentence that refuses another. */
static void list_columns(const struct csv *csv, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < csv->column_count; i++) {
		text_format(out + used, size - used, "%s%s (%s)", i ? ", " : "",
			    csv->columns[i].name, csv->columns[i].chinese);
		used += strlen(out + used);
	}
}

/* The first row below the header that has something in that place; NULL: none has. */
static const struct row *first_value(const struct csv *csv, size_t field)
{
	for (size_t i = 1; i < csv->row_count; i++) {
		const struct row *row = &csv->rows[i];

		if (field < row->field_count && *csv->fields[row->first_field + field])
			return row;
	}
	return NULL;
}

static enum status refuse_heading(const struct csv *csv, size_t field, struct problem *problem)
{
	const struct row *header = &csv->rows[0];
	const char *heading = csv->fields[header->first_field + field];
	char known[COLUMN_NAMES_SIZE];

	list_columns(csv, known, sizeof(known));
	if (!*heading)
		return problem_set(problem, STATUS_BAD_FILE,
				   _("%s, line %ld: column %zu has no heading, but line %ld has a "
				     "value in it. Delete it or give it a heading; the columns "
				     "are: %s."),
				   csv->path, header->line, field + 1,
				   first_value(csv, field)->line, known);
	if (header->field_count == 1 && strpbrk(heading, ";\t|"))
		return problem_set(
			problem, STATUS_BAD_FILE,
			_("%s, line %ld: the columns are not separated by commas. Save the file as "
			  "\"CSV UTF-8\" and try again."),
			csv->path, header->line);
	return problem_set(problem, STATUS_BAD_FILE,
			   _("%s, line %ld: the column \"%s\" is unknown; the columns are: %s."),
			   csv->path, header->line, heading, known);
}

static enum status refuse_twice(const struct csv *csv, const char *heading, size_t column,
				struct problem *problem)
{
	const char *first = csv_column_name(csv, column);
	long line = csv->rows[0].line;

	if (strcmp(heading, first) == 0)
		return problem_set(problem, STATUS_BAD_FILE,
				   _("%s, line %ld: the column \"%s\" appears twice."), csv->path,
				   line, heading);
	return problem_set(problem, STATUS_BAD_FILE,
			   _("%s, line %ld: the columns \"%s\" and \"%s\" are the same. Delete one "
			     "of the two."),
			   csv->path, line, first, heading);
}

/* Finds what the heading stands for. Nothing is passed over that somebody may have meant. */
static enum status match_heading(struct csv *csv, size_t field, const char *harmless,
				 struct problem *problem)
{
	const char *heading = csv->fields[csv->rows[0].first_field + field];
	size_t column = find_column(csv, heading);

	csv->column_of_field[field] = column;
	if (*heading)
		csv->width = field + 1;
	if (column == COLUMN_ABSENT) {
		/* Of a file without rows it cannot be told. */
		bool is_empty = !first_value(csv, field) && (csv->row_count > 1 || !*heading);

		if (is_empty || (*heading && is_called(heading, harmless)))
			return STATUS_OK;
		return refuse_heading(csv, field, problem);
	}
	if (csv->field_of_column[column] != COLUMN_ABSENT)
		return refuse_twice(csv, heading, column, problem);
	csv->field_of_column[column] = field;
	return STATUS_OK;
}

static enum status match_header(struct csv *csv, const char *harmless, struct problem *problem)
{
	const struct row *header = &csv->rows[0];
	enum status status = STATUS_OK;

	csv->column_of_field = memory_new(header->field_count, sizeof(*csv->column_of_field));
	for (size_t i = 0; i < csv->column_count; i++)
		csv->field_of_column[i] = COLUMN_ABSENT;
	for (size_t field = 0; !status && field < header->field_count; field++)
		status = match_heading(csv, field, harmless, problem);
	for (size_t i = 0; !status && i < csv->column_count; i++) {
		if (csv->field_of_column[i] == COLUMN_ABSENT && !csv->columns[i].optional)
			status = problem_set(problem, STATUS_BAD_FILE,
					     _("%s, line %ld: the column \"%s\" (%s) is missing."),
					     csv->path, header->line, csv->columns[i].name,
					     csv->columns[i].chinese);
	}
	return status;
}

/* What a spreadsheet or a web page put around a value goes. */
static void tidy_cell(char *cell, enum csv_content content)
{
	switch (content) {
	case CSV_WORDS: text_trim(spreadsheet_take_mark_off(cell, false)); break;
	case CSV_VALUE: text_trim(spreadsheet_take_mark_off(text_tidy(cell), true)); break;
	case CSV_NUMBER: spreadsheet_take_mark_off(text_tidy_number(cell), true);
	}
}

/* Blanks behind the last column are nothing. */
static void cut_row(const struct csv *csv, struct row *row)
{
	while (row->field_count > csv->width &&
	       !*csv->fields[row->first_field + row->field_count - 1])
		row->field_count--;
}

/* The cell of a column as it stands in the file; NULL when the row or the file lacks it. */
static const char *cell_of(const struct csv *csv, const struct row *row, size_t column)
{
	const size_t field = csv->field_of_column[column];

	/* False for COLUMN_ABSENT, too. */
	return field < row->field_count ? csv->fields[row->first_field + field] : NULL;
}

/* Copies of the row's cells, tidied: the cells stay as they stand in the file. */
static void tidy_row(struct csv *csv, const struct row *row)
{
	size_t needed = 1;
	char *at;

	for (size_t i = 0; i < csv->column_count; i++)
		if (cell_of(csv, row, i))
			needed += strlen(cell_of(csv, row, i)) + 1;
	if (needed > csv->tidy_room) {
		free(csv->tidy);
		csv->tidy_room = 2 * needed;
		csv->tidy = memory_new(csv->tidy_room, 1);
	}
	at = csv->tidy;
	for (size_t i = 0; i < csv->column_count; i++) {
		const char *cell = cell_of(csv, row, i);
		size_t size = cell ? strlen(cell) + 1 : 0;

		csv->value[i] = cell ? at : NULL;
		if (!cell)
			continue;
		memcpy(at, cell, size);
		at += size;
		tidy_cell(csv->value[i], csv->columns[i].content);
	}
}

enum status csv_open(struct csv **out, const char *path, const struct csv_column *columns,
		     size_t column_count, const char *harmless, struct problem *problem)
{
	struct csv *csv = memory_new(1, sizeof(*csv));
	enum status status;

	assert(column_count <= CSV_COLUMNS_MAX);
	csv->path = path;
	csv->columns = columns;
	csv->column_count = column_count;
	status = encoded_file_read(path, CSV_FILE_BYTES_MAX, &csv->text, problem);
	if (!status)
		status = read_rows(csv, problem);
	if (!status)
		status = match_header(csv, harmless, problem);
	for (size_t i = 1; !status && i < csv->row_count; i++)
		cut_row(csv, &csv->rows[i]);
	csv->path = NULL; /* the caller's; only good until here */
	if (status) {
		csv_close(csv);
		csv = NULL;
	}
	*out = csv;
	return status;
}

void csv_close(struct csv *csv)
{
	if (!csv)
		return;
	free(csv->column_of_field);
	free(csv->tidy);
	free(csv->rows);
	free(csv->fields);
	free(csv->text);
	free(csv);
}

/* Whether the value of a column cannot be what was meant, for what stands in the fault then. */
static bool is_bad_cell(struct csv *csv, const struct csv_column *column, const char *cell)
{
	struct problem problem;
	size_t length = strlen(cell);

	if (length >= column->size) {
		text_format(csv->fault, sizeof(csv->fault),
			    _("The value is too long: %zu bytes, at most %zu."), length,
			    column->size - 1);
		return true;
	}
	if (column->content != CSV_NUMBER || spreadsheet_check_number(cell, &problem) == STATUS_OK)
		return false;
	text_copy(csv->fault, sizeof(csv->fault), problem.message);
	return true;
}

static void set_fault(struct csv *csv, const struct row *row)
{
	csv->fault[0] = '\0';
	csv->fault_column = CSV_NO_COLUMN;
	if (row->field_count != csv->width) {
		text_format(csv->fault, sizeof(csv->fault),
			    _("The row has %zu fields, the header %zu."), row->field_count,
			    csv->width);
		return;
	}
	if (row->stray) {
		text_format(csv->fault, sizeof(csv->fault),
			    _("There is text after a closing quotation mark. Write a quotation "
			      "mark inside a value twice."));
		return;
	}
	for (size_t field = 0; field < csv->width; field++) {
		size_t column = csv->column_of_field[field];

		if (column == COLUMN_ABSENT ||
		    !is_bad_cell(csv, &csv->columns[column], csv->value[column]))
			continue;
		csv->fault_column = column;
		return;
	}
}

bool csv_next(struct csv *csv)
{
	if (csv->present + 1 >= csv->row_count) {
		csv->present = csv->row_count;
		return false;
	}
	csv->present++;
	tidy_row(csv, &csv->rows[csv->present]);
	set_fault(csv, &csv->rows[csv->present]);
	return true;
}

static const struct row *present_row(const struct csv *csv)
{
	assert(csv->present > 0 && csv->present < csv->row_count);
	return &csv->rows[csv->present];
}

long csv_line(const struct csv *csv)
{
	return present_row(csv)->line;
}

size_t csv_row_count(const struct csv *csv)
{
	return csv->row_count - 1;
}

const char *csv_fault(const struct csv *csv, size_t *column)
{
	present_row(csv);
	*column = csv->fault_column;
	return csv->fault[0] ? csv->fault : NULL;
}

const char *csv_value(const struct csv *csv, size_t column)
{
	present_row(csv);
	assert(column < csv->column_count);
	return csv->value[column] ? csv->value[column] : "";
}

char *csv_shown(const struct csv *csv, size_t row, size_t column, char out[CSV_SHOWN_SIZE])
{
	char whole[MASK_SIZE], mask[MASK_SIZE];
	const char *cell, *shown = whole;
	bool fits;

	assert(column < csv->column_count && row + 1 < csv->row_count);
	cell = cell_of(csv, &csv->rows[row + 1], column);
	fits = text_printable(whole, sizeof(whole), cell ? cell : "");
	switch (csv->columns[column].mask) {
	case CSV_MASK_ID_NUMBER: shown = mask_id_number(whole, mask); break;
	case CSV_MASK_PHONE: shown = mask_phone(whole, mask); break;
	case CSV_MASK_NUMBERS: shown = mask_numbers(whole, mask); break;
	case CSV_OPEN: break;
	}
	fits = text_printable(out, CSV_SHOWN_SIZE - 1, shown) && fits;
	if (!fits)
		memcpy(out + strlen(out), "~", 2);
	return out;
}

const char *csv_column_name(const struct csv *csv, size_t column)
{
	size_t field;

	assert(column < csv->column_count);
	field = csv->field_of_column[column];
	return field == COLUMN_ABSENT ? csv->columns[column].name
				      : csv->fields[csv->rows[0].first_field + field];
}

void csv_passed_over(const struct csv *csv, struct csv_headings *out)
{
	out->count = 0;
	for (size_t field = 0; field < csv->width; field++) {
		const char *heading = csv->fields[csv->rows[0].first_field + field];

		if (csv->column_of_field[field] != COLUMN_ABSENT || !*heading)
			continue;
		if (out->count < CSV_COLUMNS_MAX)
			text_printable(out->heading[out->count], CSV_HEADING_SIZE, heading);
		out->count++;
	}
}

char *csv_say_passed_over(const struct csv_headings *headings, char *out, size_t size)
{
	char list[COLUMN_NAMES_SIZE];
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < headings->count && i < CSV_COLUMNS_MAX; i++) {
		text_format(list + used, sizeof(list) - used, "%s%s", i ? ", " : "",
			    headings->heading[i]);
		used += strlen(list + used);
	}
	if (headings->count)
		text_format(out, size,
			    _n("The column %s was not read.", "The columns %s were not read.",
			       headings->count),
			    list);
	return out;
}

void csv_write(FILE *file, const char *value, bool last)
{
	bool formula = text_starts_like_formula(value);
	size_t length = strlen(value);
	bool quoted = value[strcspn(value, ",\"\r\n")] != '\0' ||
		      (length > 0 && (value[0] == ' ' || value[length - 1] == ' '));

	if (quoted)
		fputc('"', file);
	if (formula)
		fputc('\'', file);
	for (; *value; value++) {
		if (*value == '"')
			fputc('"', file);
		fputc(*value, file);
	}
	if (quoted)
		fputc('"', file);
	fputs(last ? "\r\n" : ",", file);
}
