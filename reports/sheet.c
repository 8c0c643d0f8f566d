#include "reports/sheet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* A rate in one cell: its part above, its whole below. */
enum { RATE_BITS = 32 };

/* ---- Making ---- */

void sheet_init(struct sheet *sheet, struct sheet_texts *texts, const char *const *filter,
		const char *name, const struct sheet_column *columns, int count)
{
	assert(count <= SHEET_COLUMNS_MAX && text_length(name) <= SHEET_NAME_MAX);
	memset(sheet, 0, sizeof(*sheet));
	text_copy(sheet->name, sizeof(sheet->name), name);
	sheet->key = sheet->nothing = "";
	sheet->columns = columns;
	sheet->count = count;
	sheet->texts = texts;
	sheet->filter = filter;
	for (int column = 0; column < count; column++) {
		sheet->width[column] = text_columns(sheet_title(sheet, column));
		sheet->total[column].number = SHEET_EMPTY;
		sheet->has_total |= columns[column].total != TOTAL_NONE;
	}
}

void sheet_release(struct sheet *sheet)
{
	free(sheet->cells);
	free(sheet->rows);
	memset(sheet, 0, sizeof(*sheet));
}

const char *sheet_title(const struct sheet *sheet, int column)
{
	const char *title = sheet->columns[column].title;

	return title && *title ? _(title) : "";
}

/* ---- Filling ---- */

static union sheet_cell *cell_at(const struct sheet *sheet, size_t row, int column)
{
	assert(row < sheet->row_count && column >= 0 && column < sheet->count);
	return &sheet->cells[row * (size_t)sheet->count + (size_t)column];
}

static union sheet_cell *present(struct sheet *sheet, int column)
{
	assert(sheet->row_count > 0);
	return cell_at(sheet, sheet->row_count - 1, column);
}

static void widen(struct sheet *sheet, int column, int columns)
{
	if (sheet->width[column] < columns)
		sheet->width[column] = columns;
}

void sheet_row(struct sheet *sheet)
{
	if (sheet->row_count == sheet->room) {
		sheet->room = sheet->room ? 2 * sheet->room : 16;
		sheet->rows = memory_resize(sheet->rows, sheet->room, sizeof(*sheet->rows));
		sheet->cells = memory_resize(sheet->cells, sheet->room * (size_t)sheet->count,
					     sizeof(*sheet->cells));
	}
	sheet->rows[sheet->row_count++] = (struct sheet_row){ .kind = VALUE_COUNT };
	for (int column = 0; column < sheet->count; column++) {
		union sheet_cell *cell = present(sheet, column);

		if (value_kind_is_text(sheet->columns[column].kind))
			cell->text = NULL;
		else
			cell->number = SHEET_EMPTY;
	}
}

void sheet_strong_row(struct sheet *sheet)
{
	sheet_row(sheet);
	sheet->rows[sheet->row_count - 1].strong = true;
}

void sheet_row_of(struct sheet *sheet, enum value_kind kind)
{
	sheet->rows[sheet->row_count - 1].kind = (uint8_t)kind;
}

void sheet_text(struct sheet *sheet, int column, const char *text)
{
	assert(value_kind_is_text(sheet->columns[column].kind));
	if (!*text)
		return;
	text = sheet_texts_keep(sheet->texts, text);
	present(sheet, column)->text = text;
	widen(sheet, column, text_columns(text));
}

void sheet_number(struct sheet *sheet, int column, int64_t number)
{
	assert(!value_kind_is_text(sheet->columns[column].kind));
	present(sheet, column)->number = number;
}

void sheet_day(struct sheet *sheet, int column, day_number day)
{
	assert(sheet->columns[column].kind == VALUE_DAY);
	if (day != DAY_NONE)
		present(sheet, column)->number = day;
}

void sheet_moment(struct sheet *sheet, int column, int64_t at_ms)
{
	enum value_kind kind = sheet->columns[column].kind;

	assert(kind == VALUE_MOMENT || kind == VALUE_TIME);
	if (at_ms)
		present(sheet, column)->number = at_ms;
}

bool sheet_row_end(struct sheet *sheet)
{
	for (int column = 0; column < sheet->count; column++) {
		enum sheet_role role = sheet->columns[column].role;
		const char *text;

		if (role == SHEET_ROLE_NONE || !sheet->filter[role])
			continue;
		text = present(sheet, column)->text;
		if (!text || strcmp(text, sheet->filter[role]) != 0) {
			sheet->row_count--;
			return false;
		}
	}
	return true;
}

bool sheet_knows_filter(const struct sheet *sheet)
{
	for (int role = 0; role < SHEET_ROLE_COUNT; role++) {
		bool known = !sheet->filter[role];

		for (int column = 0; column < sheet->count && !known; column++)
			known = (int)sheet->columns[column].role == role;
		if (!known)
			return false;
	}
	return true;
}

/* ---- Groups ---- */

void sheet_add_group(struct sheet *sheet, const struct sheet *from, size_t row, const int *columns,
		     int count)
{
	sheet_row(sheet);
	sheet->rows[sheet->row_count - 1].order = from->rows[row].order;
	for (int column = 0; column < count; column++) {
		assert(sheet->columns[column].kind == from->columns[columns[column]].kind);
		*present(sheet, column) = *cell_at(from, row, columns[column]);
		if (value_kind_is_text(sheet->columns[column].kind))
			widen(sheet, column,
			      text_columns(sheet_cell_text(from, row, columns[column])));
	}
}

/* ---- Order ---- */

void sheet_order(struct sheet *sheet, const char *order)
{
	sheet->rows[sheet->row_count - 1].order = sheet_texts_keep(sheet->texts, order);
}

static int compare_texts(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int compare_cells(const struct sheet *sheet, size_t a, size_t b, int column)
{
	const union sheet_cell first = *cell_at(sheet, a, column);
	const union sheet_cell second = *cell_at(sheet, b, column);

	if (value_kind_is_text(sheet->columns[column].kind))
		return compare_texts(first.text, second.text);
	return first.number < second.number ? -1 : first.number > second.number;
}

static int compare_rows(const struct sheet *sheet, size_t a, size_t b)
{
	int order = compare_texts(sheet->rows[a].order, sheet->rows[b].order);

	for (int column = 0; column < sheet->count && !order; column++)
		order = compare_cells(sheet, a, b, column);
	return order;
}

/* Merges the sorted rows from `first` to `middle` and from there to `end`, all of them numbers of
 * rows. */
static void merge(const struct sheet *sheet, const size_t *from, size_t *to, size_t first,
		  size_t middle, size_t end)
{
	size_t left = first, right = middle;

	for (size_t at = first; at < end; at++) {
		const bool takes_left = left < middle &&
					(right == end ||
					 compare_rows(sheet, from[left], from[right]) <= 0);

		to[at] = takes_left ? from[left++] : from[right++];
	}
}

/* Puts the rows from `first` on where `order` says. */
static void take_order(struct sheet *sheet, size_t first, const size_t *order)
{
	const size_t rows = sheet->row_count - first, count = (size_t)sheet->count;
	struct sheet_row *about = memory_new(rows + 1, sizeof(*about));
	union sheet_cell *cells = memory_new(rows * count + 1, sizeof(*cells));

	for (size_t i = 0; i < rows; i++) {
		about[i] = sheet->rows[order[i]];
		memcpy(cells + i * count, cell_at(sheet, order[i], 0), count * sizeof(*cells));
	}
	memcpy(sheet->rows + first, about, rows * sizeof(*about));
	memcpy(sheet->cells + first * count, cells, rows * count * sizeof(*cells));
	free(about);
	free(cells);
}

void sheet_sort(struct sheet *sheet, size_t first)
{
	const size_t rows = sheet->row_count - first;
	size_t *order = memory_new(rows + 1, sizeof(*order));
	size_t *other = memory_new(rows + 1, sizeof(*other));

	for (size_t i = 0; i < rows; i++)
		order[i] = first + i;
	for (size_t run = 1; run < rows; run *= 2) {
		size_t *swap = order;

		for (size_t at = 0; at < rows; at += 2 * run)
			merge(sheet, order, other, at, at + run < rows ? at + run : rows,
			      at + 2 * run < rows ? at + 2 * run : rows);
		order = other;
		other = swap;
	}
	if (rows > 1)
		take_order(sheet, first, order);
	free(order);
	free(other);
}

/* ---- Values ---- */

static union sheet_cell cell_of(struct value value)
{
	if (value.none)
		return (union sheet_cell){ .number = SHEET_EMPTY };
	if (value.kind == VALUE_RATE)
		return (union sheet_cell){ .number = value.number * (INT64_C(1) << RATE_BITS) +
						     value.whole };
	return (union sheet_cell){ .number = value.number };
}

static struct value value_of(enum value_kind kind, union sheet_cell cell)
{
	struct value value = { .kind = kind,
			       .none = cell.number == SHEET_EMPTY,
			       .number = cell.number };

	if (value.none || kind != VALUE_RATE)
		return value;
	return value_rate(cell.number >> RATE_BITS, cell.number & ((INT64_C(1) << RATE_BITS) - 1));
}

void sheet_put(struct sheet *sheet, size_t row, int column, struct value value)
{
	*cell_at(sheet, row, column) = cell_of(value);
}

void sheet_put_total(struct sheet *sheet, int column, struct value value)
{
	sheet->total[column] = cell_of(value);
}

/* The rows of a column's least and greatest numbers: no other number of its kind is wider. */
static void find_widest(const struct sheet *sheet, int column, size_t row[2])
{
	int64_t least = INT64_MAX, most = INT64_MIN;

	row[0] = row[1] = sheet->row_count;
	for (size_t at = 0; at < sheet->row_count; at++) {
		const int64_t number = cell_at(sheet, at, column)->number;

		if (number == SHEET_EMPTY)
			continue;
		if (number < least) {
			least = number;
			row[0] = at;
		}
		if (number > most) {
			most = number;
			row[1] = at;
		}
	}
}

static void measure_cell(struct sheet *sheet, size_t row, int column)
{
	char shown[SHEET_SHOWN_SIZE];

	widen(sheet, column, text_columns(sheet_show(sheet, row, column, shown)));
}

void sheet_measure(struct sheet *sheet)
{
	char shown[SHEET_SHOWN_SIZE];

	for (int column = 0; column < sheet->count; column++) {
		const enum value_kind kind = sheet->columns[column].kind;
		size_t widest[2];

		if (value_kind_is_text(kind))
			continue;
		find_widest(sheet, column, widest);
		/* The kinds of rows differ, and a rate is no number that could be compared. */
		if (sheet->columns[column].of_row || kind == VALUE_RATE) {
			for (size_t row = 0; row < sheet->row_count; row++)
				measure_cell(sheet, row, column);
		} else if (widest[0] < sheet->row_count) {
			measure_cell(sheet, widest[0], column);
			measure_cell(sheet, widest[1], column);
		}
		widen(sheet, column, text_columns(sheet_total_show(sheet, column, shown)));
	}
}

/* ---- Reading ---- */

enum value_kind sheet_kind(const struct sheet *sheet, size_t row, int column)
{
	assert(row < sheet->row_count && column >= 0 && column < sheet->count);
	return sheet->columns[column].of_row ? (enum value_kind)sheet->rows[row].kind
					     : sheet->columns[column].kind;
}

struct value sheet_value(const struct sheet *sheet, size_t row, int column)
{
	return value_of(sheet_kind(sheet, row, column), *cell_at(sheet, row, column));
}

struct value sheet_total_value(const struct sheet *sheet, int column)
{
	return value_of(sheet->columns[column].kind, sheet->total[column]);
}

const char *sheet_cell_text(const struct sheet *sheet, size_t row, int column)
{
	const char *text = cell_at(sheet, row, column)->text;

	assert(value_kind_is_text(sheet->columns[column].kind));
	return text ? text : "";
}

const struct figure *sheet_cell_figure(const struct sheet *sheet, size_t row, int column)
{
	const struct sheet_row *about = &sheet->rows[row];

	if (about->figure && about->figure_column == column)
		return about->figure;
	return sheet->figure[column];
}

const char *sheet_show(const struct sheet *sheet, size_t row, int column,
		       char out[SHEET_SHOWN_SIZE])
{
	struct value value;

	if (value_kind_is_text(sheet->columns[column].kind))
		return sheet_cell_text(sheet, row, column);
	value = sheet_value(sheet, row, column);
	if (value.kind == VALUE_COUNT && value.number == 0 && !sheet->columns[column].of_row &&
	    !sheet->columns[column].zeros)
		value.none = true;
	return value_show(value, out);
}

const char *sheet_total_show(const struct sheet *sheet, int column, char out[SHEET_SHOWN_SIZE])
{
	out[0] = '\0';
	if (sheet->columns[column].total == TOTAL_NONE)
		return out;
	return value_show(sheet_total_value(sheet, column), out);
}
