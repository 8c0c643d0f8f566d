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
};

/* Those that hold for some rows only; returns how many. */
static int resolve(const struct figure *figure, struct figure_place place,
		   struct asked asked[FIGURE_CONDITIONS_MAX])
{
	int count = 0;

	for (int i = 0; i < FIGURE_CONDITIONS_MAX && figure->where[i].test; i++) {
		const struct figure_condition *condition = &figure->where[i];

		if (condition->test == TEST_SAME && !place.sheet)
			continue;
		asked[count].column = condition->column;
		asked[count].test = condition->test;
		asked[count++].text = condition->test == TEST_SAME
					      ? sheet_cell_text(place.sheet, place.row,
								condition->same)
					      : condition->word;
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

static struct value percentile(const struct figure *figure, struct figure_place place)
{
	const struct sheet *sheet = figure->of;
	struct value value = { .kind = figure->kind, .none = true };
	int64_t *numbers;
	struct asked asked[FIGURE_CONDITIONS_MAX];
	const int conditions = resolve(figure, place, asked);
	size_t count = 0;

	assert(sheet);
	numbers = memory_new(sheet->row_count + 1, sizeof(*numbers));
	assert(figure->percent >= 1 && figure->percent <= 100);
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct value cell;

		if (!has_all(asked, conditions, sheet, row))
			continue;
		cell = sheet_value(sheet, row, figure->column);
		if (!cell.none)
			numbers[count++] = cell.number;
	}
	if (count > 0) {
		qsort(numbers, count, sizeof(*numbers), compare_numbers);
		value.none = false;
		value.number = numbers[(count * (size_t)figure->percent + 99) / 100 - 1];
	}
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

static struct value of_two(const struct figure *figure, struct figure_place place)
{
	struct value first = figure_value(figure->first, place);
	struct value second = figure_value(figure->second, place);

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
	if (figure->of && !sheet_knows_filter(figure->of))
		return (struct value){ .kind = figure->kind, .none = true };
	switch (figure->operation) {
	case FIGURE_COUNT:
	case FIGURE_SUM: return over_rows(figure, place);
	case FIGURE_PERCENTILE: return percentile(figure, place);
	case FIGURE_PLUS:
	case FIGURE_MINUS:
	case FIGURE_RATE: return of_two(figure, place);
	case FIGURE_GIVEN: break;
	}
	return (struct value){ .kind = figure->kind, .number = figure->number };
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

void figure_add_groups(const struct figure *figure, struct sheet *sheet, const int *columns,
		       int count)
{
	const char *texts[SHEET_COLUMNS_MAX];
	const struct sheet *from = figure->of;

	for (size_t row = 0; row < from->row_count; row++) {
		if (!figure_has_row(figure, row, (struct figure_place){ .row = 0 }))
			continue;
		for (int i = 0; i < count; i++)
			texts[i] = sheet_cell_text(from, row, columns[i]);
		sheet_add_group(sheet, texts, count, from->rows[row].order);
	}
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

void figure_settle(struct sheet *sheet)
{
	for (int column = 0; column < sheet->count; column++) {
		for (size_t row = 0; row < sheet->row_count; row++) {
			const struct figure *figure = sheet_cell_figure(sheet, row, column);

			if (figure)
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
