#include "reports/xlsx/xlsx_figures.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/money.h"

/* A formula being put together. */
struct formula {
	char text[XLSX_FORMULA_SIZE];
	size_t length;
	const struct xlsx_sheet_map *map;
	const struct xlsx_sheet *here; /* whose present row it stands in; NULL: over all rows */
	bool array;		       /* it works only over an array */
};

struct xlsx_sheet *xlsx_sheet_of(const struct xlsx_sheet_map *map, const struct sheet *sheet)
{
	for (int i = 0; i < map->count; i++) {
		if (map->pairs[i].sheet == sheet)
			return map->pairs[i].xlsx;
	}
	assert(!"a figure is of a sheet of its book");
	return NULL;
}

static void add(struct formula *formula, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct formula *formula, const char *format, ...)
{
	const size_t room = sizeof(formula->text) - formula->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(formula->text + formula->length, room, format, arguments);
	va_end(arguments);
	assert(length >= 0 && (size_t)length < room);
	formula->length += (size_t)length;
}

static struct xlsx_piece range(const struct formula *formula, const struct figure *figure,
			       int column)
{
	return xlsx_range(xlsx_sheet_of(formula->map, figure->of), column);
}

/* ---- Conditions ---- */

static bool holds(const struct formula *formula, const struct figure_condition *condition)
{
	return condition->test && (condition->test != TEST_SAME || formula->here);
}

/* How many conditions there are; *same: one of them looks at the row. */
static int count_conditions(const struct formula *formula, const struct figure *figure, bool *same)
{
	int count = 0;

	*same = false;
	for (int i = 0; i < FIGURE_CONDITIONS_MAX; i++) {
		if (!holds(formula, &figure->where[i]))
			continue;
		count++;
		*same |= figure->where[i].test == TEST_SAME;
	}
	return count;
}

/* For COUNTIFS and its kin: ,range,criterion. The words are the program's, without patterns. */
static void add_criteria(struct formula *formula, const struct figure *figure, const char *comma)
{
	for (int i = 0; i < FIGURE_CONDITIONS_MAX; i++) {
		const struct figure_condition *condition = &figure->where[i];
		const char *criterion = condition->test == TEST_WORD	? condition->word
					: condition->test == TEST_ABOVE ? ">0"
									: "?*";

		if (!holds(formula, condition))
			continue;
		add(formula, "%s%s,%s", comma, range(formula, figure, condition->column).text,
		    notation_word(criterion).text);
		comma = ",";
	}
}

static bool is_number(const struct figure *figure, int column)
{
	return !value_kind_is_text(figure->of->columns[column].kind);
}

/* As a product of ones and zeros. By EXACT, for a name may hold what COUNTIFS takes for a pattern,
 * and it takes the counters 1 and 01 for the same. */
static void add_product(struct formula *formula, const struct figure *figure)
{
	const char *times = "";

	for (int i = 0; i < FIGURE_CONDITIONS_MAX; i++) {
		const struct figure_condition *condition = &figure->where[i];
		const struct xlsx_piece rows = range(formula, figure, condition->column);

		if (!holds(formula, condition))
			continue;
		if (condition->test == TEST_SAME && is_number(figure, condition->column))
			add(formula, "%s(%s=%s)", times, rows.text,
			    xlsx_cell(formula->here, condition->same).text);
		else if (condition->test == TEST_SAME)
			add(formula, "%sEXACT(%s,%s)", times, rows.text,
			    xlsx_cell(formula->here, condition->same).text);
		else if (condition->test == TEST_WORD)
			add(formula, "%sEXACT(%s,%s)", times, rows.text,
			    notation_word(condition->word).text);
		else
			add(formula, "%s(%s%s)", times, rows.text,
			    condition->test == TEST_ABOVE ? ">0" : "<>\"\"");
		times = "*";
	}
}

/* ---- Operations ---- */

static void add_count(struct formula *formula, const struct figure *figure)
{
	bool same;
	const int conditions = count_conditions(formula, figure, &same);

	if (conditions == 0) {
		add(formula, "COUNT(%s)", range(formula, figure, figure->column).text);
	} else if (!same) {
		add(formula, "%s(", conditions == 1 ? "COUNTIF" : "COUNTIFS");
		add_criteria(formula, figure, "");
		add(formula, ")");
	} else {
		add(formula, "SUMPRODUCT(");
		add_product(formula, figure);
		add(formula, "*1)");
	}
}

static void add_sum(struct formula *formula, const struct figure *figure)
{
	const struct xlsx_piece numbers = range(formula, figure, figure->column);
	bool same;
	const int conditions = count_conditions(formula, figure, &same);

	if (conditions == 0) {
		add(formula, "SUM(%s)", numbers.text);
	} else if (!same) {
		add(formula, "SUMIFS(%s", numbers.text);
		add_criteria(formula, figure, ",");
		add(formula, ")");
	} else {
		add(formula, "SUMPRODUCT(");
		add_product(formula, figure);
		add(formula, "*1,%s)", numbers.text);
	}
}

/* The numbers that a percentile is of. */
static void add_numbers(struct formula *formula, const struct figure *figure)
{
	const struct xlsx_piece numbers = range(formula, figure, figure->column);
	bool same;

	if (count_conditions(formula, figure, &same) == 0) {
		add(formula, "%s", numbers.text);
		return;
	}
	formula->array = true;
	add(formula, "IF(");
	add_product(formula, figure);
	add(formula, "*1,%s)", numbers.text);
}

/* Not PERCENTILE, which makes up a value between two ranks. */
static void add_percentile(struct formula *formula, const struct figure *figure)
{
	add(formula, "IF(COUNT(");
	add_numbers(formula, figure);
	add(formula, ")=0,\"\",SMALL(");
	add_numbers(formula, figure);
	add(formula, ",ROUNDUP(COUNT(");
	add_numbers(formula, figure);
	add(formula, ")*%d/100,0)))", figure->percent);
}

static void add_given(struct formula *formula, const struct figure *figure)
{
	char money[MONEY_TEXT_SIZE];

	if (figure->kind == VALUE_MONEY)
		add(formula, "%s", money_format(figure->number, money));
	else
		add(formula, "%lld", (long long)figure->number);
}

static void add_figure(struct formula *formula, const struct figure *figure);

static void add_in_brackets(struct formula *formula, const struct figure *figure)
{
	add(formula, "(");
	add_figure(formula, figure);
	add(formula, ")");
}

static void add_rate(struct formula *formula, const struct figure *figure)
{
	add(formula, "IF(");
	add_figure(formula, figure->second);
	add(formula, "=0,\"\",");
	add_in_brackets(formula, figure->first);
	add(formula, "/");
	add_in_brackets(formula, figure->second);
	add(formula, ")");
}

static void add_figure(struct formula *formula, const struct figure *figure)
{
	switch (figure->operation) {
	case FIGURE_COUNT: add_count(formula, figure); break;
	case FIGURE_SUM: add_sum(formula, figure); break;
	case FIGURE_PERCENTILE: add_percentile(formula, figure); break;
	case FIGURE_RATE: add_rate(formula, figure); break;
	case FIGURE_GIVEN: add_given(formula, figure); break;
	case FIGURE_PLUS:
		add_figure(formula, figure->first);
		add(formula, "+");
		add_figure(formula, figure->second);
		break;
	case FIGURE_MINUS:
		add_figure(formula, figure->first);
		add(formula, "-");
		add_in_brackets(formula, figure->second);
		break;
	}
}

void xlsx_figure(struct xlsx_sheet *sheet, int column, const struct xlsx_sheet_map *map,
		 const struct figure *figure, struct value value, bool whole)
{
	struct formula formula = { .length = 0, .map = map, .here = whole ? NULL : sheet };

	add_figure(&formula, figure);
	if (formula.array)
		xlsx_array_formula(sheet, column, value, formula.text);
	else
		xlsx_formula(sheet, column, value, formula.text);
}
