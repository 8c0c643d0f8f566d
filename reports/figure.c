#include "reports/figure.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* ---- Rows ---- */

/* A condition with the text that it asks for in that place. */
struct asked {
	int column;
	enum figure_test test;
	const char *text;
	int64_t number; /* TEST_SAME of a number */
};

/* What stands in that column of the place. */
static void ask_same(struct asked *asked, const struct sheet *of, struct figure_place place,
		     int column)
{
	if (value_kind_is_text(of->columns[asked->column].kind))
		asked->text = sheet_cell_text(place.sheet, place.row, column);
	else
		asked->number = sheet_value(place.sheet, place.row, column).number;
}

/* Those that hold for some rows only; returns how many. */
static int resolve(const struct figure *figure, struct figure_place place,
		   struct asked asked[FIGURE_CONDITIONS_MAX])
{
	int count = 0;

	assert(figure->of && "conditions are of a sheet's rows");
	for (int i = 0; i < FIGURE_CONDITIONS_MAX && figure->where[i].test; i++) {
		const struct figure_condition *condition = &figure->where[i];

		if (condition->test == TEST_SAME && !place.sheet)
			continue;
		asked[count] = (struct asked){ condition->column, condition->test, condition->word,
					       0 };
		if (condition->test == TEST_SAME)
			ask_same(&asked[count], figure->of, place, condition->same);
		count++;
	}
	return count;
}

static bool has(const struct asked *asked, const struct sheet *sheet, size_t row)
{
	struct value value;
	const char *text;

	if (asked->test == TEST_ABOVE) {
		value = sheet_value(sheet, row, asked->column);
		return !value.none && value.number > 0;
	}
	if (asked->test == TEST_SAME && !value_kind_is_text(sheet->columns[asked->column].kind))
		return sheet_value(sheet, row, asked->column).number == asked->number;
	text = sheet_cell_text(sheet, row, asked->column);
	switch (asked->test) {
	case TEST_WORD: return text == asked->text || strcmp(text, asked->text) == 0;
	/* Equal texts of one book have one address; "" has one of its own. */
	case TEST_SAME: return text == asked->text;
	case TEST_SET: return *text;
	case TEST_ABOVE:
	case TEST_NONE: break;
	}
	return true;
}

static bool has_all(const struct asked *asked, int count, const struct sheet *sheet, size_t row)
{
	for (int i = 0; i < count; i++) {
		if (!has(&asked[i], sheet, row))
			return false;
	}
	return true;
}

bool figure_has_row(const struct figure *figure, size_t row, struct figure_place place)
{
	struct asked asked[FIGURE_CONDITIONS_MAX];

	return has_all(asked, resolve(figure, place, asked), figure->of, row);
}

/* ---- Values ---- */

static int compare_numbers(const void *a, const void *b)
{
	const int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;

	return first < second ? -1 : first > second;
}

/* Number ceil(count * percent / 100) of them in order; none when there is none. */
static struct value nearest_rank(const struct figure *figure, int64_t *numbers, size_t count)
{
	struct value value = { .kind = figure->kind, .none = count == 0 };

	assert(figure->percent >= 1 && figure->percent <= 100);
	if (count > 0) {
		qsort(numbers, count, sizeof(*numbers), compare_numbers);
		value.number = numbers[(count * (size_t)figure->percent + 99) / 100 - 1];
	}
	return value;
}

static struct value percentile(const struct figure *figure, struct figure_place place)
{
	const struct sheet *sheet = figure->of;
	struct value value;
	int64_t *numbers;
	struct asked asked[FIGURE_CONDITIONS_MAX];
	const int conditions = resolve(figure, place, asked);
	size_t count = 0;

	assert(sheet);
	numbers = memory_new(sheet->row_count + 1, sizeof(*numbers));
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct value cell;

		if (!has_all(asked, conditions, sheet, row))
			continue;
		cell = sheet_value(sheet, row, figure->column);
		if (!cell.none)
			numbers[count++] = cell.number;
	}
	value = nearest_rank(figure, numbers, count);
	free(numbers);
	return value;
}

static struct value over_rows(const struct figure *figure, struct figure_place place)
{
	const struct sheet *sheet = figure->of;
	struct value value = { .kind = figure->kind };
	struct asked asked[FIGURE_CONDITIONS_MAX];
	const int conditions = resolve(figure, place, asked);

	assert(sheet);
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct value cell = { .number = 1 };

		if (!has_all(asked, conditions, sheet, row))
			continue;
		if (figure->operation == FIGURE_SUM)
			cell = sheet_value(sheet, row, figure->column);
		value.number += cell.none ? 0 : cell.number;
	}
	return value;
}

static struct value of_two(const struct figure *figure, struct value first, struct value second)
{
	if (first.none || second.none)
		return (struct value){ .kind = figure->kind, .none = true };
	if (figure->operation == FIGURE_RATE)
		return value_rate(first.number, second.number);
	return (struct value){ .kind = figure->kind,
			       .number = figure->operation == FIGURE_PLUS
						 ? first.number + second.number
						 : first.number - second.number };
}

struct value figure_value(const struct figure *figure, struct figure_place place)
{
	assert(figure && "what is worked out of two figures has both");
	if (figure->of && !sheet_knows_filter(figure->of))
		return (struct value){ .kind = figure->kind, .none = true };
	switch (figure->operation) {
	case FIGURE_COUNT:
	case FIGURE_SUM: return over_rows(figure, place);
	case FIGURE_PERCENTILE: return percentile(figure, place);
	case FIGURE_PLUS:
	case FIGURE_MINUS:
	case FIGURE_RATE:
		return of_two(figure, figure_value(figure->first, place),
			      figure_value(figure->second, place));
	case FIGURE_GIVEN: break;
	}
	return (struct value){ .kind = figure->kind, .number = figure->number };
}

/* ---- Columns of values ---- */

/*
 * The rows of a sheet by what is the same there, so that the values of a whole column cost one look
 * at each row that they are of: a sheet of groups of a year has thousands of rows.
 */
struct places {
	const struct figure *figure;
	const struct sheet *sheet;
	size_t *first, *next; /* chains of rows + 1 with one hash, 0 at their ends */
	size_t mask;
};

static uint64_t mix(uint64_t hash, const struct sheet *sheet, size_t row, int column)
{
	const uint64_t cell = value_kind_is_text(sheet->columns[column].kind)
				      ? (uint64_t)(uintptr_t)sheet_cell_text(sheet, row, column)
				      : (uint64_t)sheet_value(sheet, row, column).number;

	hash = (hash ^ cell) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

/* Of a row of figure->of, or, `here`, of one of the sheet where it stands. */
static size_t hash_of(const struct places *places, const struct sheet *sheet, size_t row, bool here)
{
	const struct figure_condition *where = places->figure->where;
	uint64_t hash = 0;

	for (int i = 0; i < FIGURE_CONDITIONS_MAX && where[i].test; i++) {
		if (where[i].test == TEST_SAME)
			hash = mix(hash, sheet, row, here ? where[i].same : where[i].column);
	}
	return (size_t)(hash & places->mask);
}

static void places_init(struct places *places, const struct figure *figure,
			const struct sheet *sheet)
{
	size_t room = 16;

	while (room < 2 * sheet->row_count)
		room *= 2;
	*places = (struct places){ .figure = figure, .sheet = sheet, .mask = room - 1 };
	places->first = memory_new(room, sizeof(*places->first));
	places->next = memory_new(sheet->row_count + 1, sizeof(*places->next));
	for (size_t row = sheet->row_count; row-- > 0;) {
		size_t *first = &places->first[hash_of(places, sheet, row, true)];

		places->next[row] = *first;
		*first = row + 1;
	}
}

static void places_release(struct places *places)
{
	free(places->first);
	free(places->next);
}

/* The next place after row - 1 of which that row of figure->of is one; returns its row + 1, or 0.
 */
static size_t next_place(const struct places *places, size_t row, size_t of_row)
{
	while (row && !figure_has_row(places->figure, of_row,
				      (struct figure_place){ places->sheet, row - 1 }))
		row = places->next[row - 1];
	return row;
}

static size_t first_place(const struct places *places, size_t of_row)
{
	const size_t hash = hash_of(places, places->figure->of, of_row, false);

	return next_place(places, places->first[hash], of_row);
}

static void column_over_rows(const struct places *places, struct value *out)
{
	const struct figure *figure = places->figure;

	for (size_t row = 0; row < places->sheet->row_count; row++)
		out[row] = (struct value){ .kind = figure->kind };
	for (size_t row = 0; row < figure->of->row_count; row++) {
		struct value cell = { .number = 1 };

		if (figure->operation == FIGURE_SUM)
			cell = sheet_value(figure->of, row, figure->column);
		if (cell.none)
			continue;
		for (size_t at = first_place(places, row); at;
		     at = next_place(places, places->next[at - 1], row))
			out[at - 1].number += cell.number;
	}
}

/* A number that is of a row. */
struct placed {
	size_t row;
	int64_t number;
};

static int compare_placed(const void *a, const void *b)
{
	const struct placed *first = a, *second = b;

	return first->row < second->row ? -1 : first->row > second->row;
}

static void column_percentiles(const struct places *places, struct value *out)
{
	const struct figure *figure = places->figure;
	struct placed *placed = NULL;
	size_t count = 0, room = 0, begin = 0;
	int64_t *numbers;

	for (size_t row = 0; row < figure->of->row_count; row++) {
		const struct value cell = sheet_value(figure->of, row, figure->column);

		for (size_t at = cell.none ? 0 : first_place(places, row); at;
		     at = next_place(places, places->next[at - 1], row))
			*(struct placed *)memory_append(
				&placed, &count, &room,
				sizeof(*placed)) = (struct placed){ at - 1, cell.number };
	}
	if (count > 0)
		qsort(placed, count, sizeof(*placed), compare_placed);
	numbers = memory_new(count + 1, sizeof(*numbers));
	for (size_t row = 0; row < places->sheet->row_count; row++) {
		size_t own = 0;

		while (begin + own < count && placed[begin + own].row == row) {
			numbers[own] = placed[begin + own].number;
			own++;
		}
		out[row] = nearest_rank(figure, numbers, own);
		begin += own;
	}
	free(numbers);
	free(placed);
}

static void column_of_two(const struct figure *figure, const struct sheet *sheet,
			  struct value *out);

/* What figure_value comes to in each row of the sheet. */
static void column_values(const struct figure *figure, const struct sheet *sheet, struct value *out)
{
	struct places places;

	if (figure->first) {
		column_of_two(figure, sheet, out);
		return;
	}
	if (!figure->of || !sheet_knows_filter(figure->of)) {
		for (size_t row = 0; row < sheet->row_count; row++)
			out[row] = figure_value(figure, (struct figure_place){ sheet, row });
		return;
	}
	places_init(&places, figure, sheet);
	if (figure->operation == FIGURE_PERCENTILE)
		column_percentiles(&places, out);
	else
		column_over_rows(&places, out);
	places_release(&places);
}

static void column_of_two(const struct figure *figure, const struct sheet *sheet, struct value *out)
{
	struct value *second = memory_new(sheet->row_count + 1, sizeof(*second));

	column_values(figure->first, sheet, out);
	column_values(figure->second, sheet, second);
	for (size_t row = 0; row < sheet->row_count; row++)
		out[row] = of_two(figure, out[row], second[row]);
	free(second);
}

/* ---- In sheets ---- */

void sheet_figure(struct sheet *sheet, int column, const struct figure *figure)
{
	struct sheet_row *row = &sheet->rows[sheet->row_count - 1];

	assert(sheet->columns[column].of_row && !row->figure);
	row->figure = figure;
	row->figure_column = (uint8_t)column;
	row->kind = (uint8_t)figure->kind;
}

void sheet_column_figure(struct sheet *sheet, int column, const struct figure *figure)
{
	assert(sheet->columns[column].kind == figure->kind);
	sheet->figure[column] = figure;
}

/* The groups of a sheet, by what they have in their first columns. */
struct groups {
	struct sheet *sheet;
	int count;
	size_t *first, *next; /* chains of rows + 1 with one hash, 0 at their ends */
	size_t mask, room;
};

static size_t group_hash(const struct groups *groups, const struct sheet *sheet, size_t row,
			 const int *columns)
{
	uint64_t hash = 0;

	for (int i = 0; i < groups->count; i++)
		hash = mix(hash, sheet, row, columns ? columns[i] : i);
	return (size_t)(hash & groups->mask);
}

/* Knows all rows that the sheet has, and has room for twice as many. */
static void groups_know(struct groups *groups)
{
	const size_t rows = groups->sheet->row_count;

	free(groups->first);
	free(groups->next);
	for (groups->room = 16; groups->room < 2 * rows;)
		groups->room *= 2;
	groups->mask = groups->room - 1;
	groups->first = memory_new(groups->room, sizeof(*groups->first));
	groups->next = memory_new(groups->room, sizeof(*groups->next));
	for (size_t row = 0; row < rows; row++) {
		size_t *first = &groups->first[group_hash(groups, groups->sheet, row, NULL)];

		groups->next[row] = *first;
		*first = row + 1;
	}
}

static bool is_of_group(const struct groups *groups, size_t group, const struct sheet *from,
			size_t row, const int *columns)
{
	for (int i = 0; i < groups->count; i++) {
		const bool is_text = value_kind_is_text(from->columns[columns[i]].kind);

		if (is_text ? sheet_cell_text(groups->sheet, group, i) !=
				      sheet_cell_text(from, row, columns[i])
			    : sheet_value(groups->sheet, group, i).number !=
				      sheet_value(from, row, columns[i]).number)
			return false;
	}
	return true;
}

static void add_group(struct groups *groups, const struct sheet *from, size_t row,
		      const int *columns)
{
	size_t *first = &groups->first[group_hash(groups, from, row, columns)];
	const size_t added = groups->sheet->row_count;

	for (size_t at = *first; at; at = groups->next[at - 1]) {
		if (is_of_group(groups, at - 1, from, row, columns))
			return;
	}
	sheet_add_group(groups->sheet, from, row, columns, groups->count);
	groups->next[added] = *first;
	*first = added + 1;
	if (added + 1 == groups->room)
		groups_know(groups);
}

void figure_add_groups(const struct figure *figure, struct sheet *sheet, const int *columns,
		       int count)
{
	struct groups groups = { .sheet = sheet, .count = count };

	groups_know(&groups);
	for (size_t row = 0; row < figure->of->row_count; row++) {
		if (figure_has_row(figure, row, (struct figure_place){ .row = 0 }))
			add_group(&groups, figure->of, row, columns);
	}
	free(groups.first);
	free(groups.next);
}

static int64_t sum_of(const struct sheet *sheet, int column)
{
	int64_t sum = 0;

	for (size_t row = 0; row < sheet->row_count; row++) {
		struct value value = sheet_value(sheet, row, column);

		sum += value.none ? 0 : value.number;
	}
	return sum;
}

static void settle_total(struct sheet *sheet, int column)
{
	struct value value = { .kind = sheet->columns[column].kind };

	if (sheet->columns[column].total == TOTAL_NONE)
		return;
	if (sheet->columns[column].total == TOTAL_WHOLE)
		value = figure_value(sheet->figure[column], (struct figure_place){ .row = 0 });
	else
		value.number = sum_of(sheet, column);
	sheet_put_total(sheet, column, value);
}

static void settle_column(struct sheet *sheet, int column)
{
	struct value *values = memory_new(sheet->row_count + 1, sizeof(*values));

	column_values(sheet->figure[column], sheet, values);
	for (size_t row = 0; row < sheet->row_count; row++)
		sheet_put(sheet, row, column, values[row]);
	free(values);
}

void figure_settle(struct sheet *sheet)
{
	for (int column = 0; column < sheet->count; column++) {
		if (sheet->figure[column])
			settle_column(sheet, column);
		for (size_t row = 0; row < sheet->row_count; row++) {
			const struct figure *figure = sheet_cell_figure(sheet, row, column);

			if (figure && figure != sheet->figure[column])
				sheet_put(
					sheet, row, column,
					figure_value(figure, (struct figure_place){ sheet, row }));
		}
		settle_total(sheet, column);
	}
	sheet_measure(sheet);
}

/* ---- Where it comes from ---- */

static void add(char out[FIGURE_SOURCE_SIZE], const char *text)
{
	const size_t used = strlen(out);

	text_copy(out + used, FIGURE_SOURCE_SIZE - used, text);
}

static void add_condition(char out[FIGURE_SOURCE_SIZE], const struct sheet *sheet,
			  const struct figure_condition *condition, bool first)
{
	const char *title = sheet_title(sheet, condition->column);
	char text[FIGURE_SOURCE_SIZE];

	/* TRANSLATORS: joins two conditions; before the first: ": ". */
	add(out, first ? _(", where ") : _(" and "));
	switch (condition->test) {
	case TEST_WORD: text_format(text, sizeof(text), "%s = %s", title, condition->word); break;
	case TEST_SAME: text_format(text, sizeof(text), _("%s as here"), title); break;
	case TEST_ABOVE: text_format(text, sizeof(text), "%s > 0", title); break;
	case TEST_SET: text_format(text, sizeof(text), _("%s is there"), title); break;
	case TEST_NONE: return;
	}
	add(out, text);
}

static void say_rows(const struct figure *figure, char out[FIGURE_SOURCE_SIZE])
{
	const char *name = figure->of->name, *title = sheet_title(figure->of, figure->column);

	/* TRANSLATORS: %s is the name of a sheet, then a column's. */
	if (figure->operation == FIGURE_SUM)
		text_format(out, FIGURE_SOURCE_SIZE, _("%s: sum of %s"), name, title);
	else if (figure->operation == FIGURE_PERCENTILE)
		text_format(out, FIGURE_SOURCE_SIZE, _("%s: %s, nearest rank"), name, title);
	else
		text_format(out, FIGURE_SOURCE_SIZE,
			    figure->where[0].test ? _("%s: rows") : _("%s: all rows"), name);
	for (int i = 0; i < FIGURE_CONDITIONS_MAX && figure->where[i].test; i++)
		add_condition(out, figure->of, &figure->where[i], i == 0);
}

/* Its title, or, of one without a title, where it comes from. */
static const char *say_part(const struct figure *figure, char out[FIGURE_SOURCE_SIZE])
{
	if (figure->title && *figure->title)
		return figure->title;
	return figure_source(figure, out);
}

char *figure_source(const struct figure *figure, char out[FIGURE_SOURCE_SIZE])
{
	char first[FIGURE_SOURCE_SIZE], second[FIGURE_SOURCE_SIZE];

	switch (figure->operation) {
	case FIGURE_COUNT:
	case FIGURE_SUM:
	case FIGURE_PERCENTILE: say_rows(figure, out); return out;
	case FIGURE_GIVEN: text_copy(out, FIGURE_SOURCE_SIZE, _("entered at the desk")); return out;
	case FIGURE_PLUS:
	case FIGURE_MINUS:
	case FIGURE_RATE: break;
	}
	text_format(out, FIGURE_SOURCE_SIZE,
		    figure->operation == FIGURE_PLUS	? "%s + %s"
		    : figure->operation == FIGURE_MINUS ? "%s - %s"
							: "%s / %s",
		    say_part(figure->first, first), say_part(figure->second, second));
	return out;
}
