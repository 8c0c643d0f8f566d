#include "reports/days/days_groups.h"

#include <assert.h>

#include "base/language.h"
#include "reports/days/days_measures.h"

static const struct sheet_column common_columns[COMMON_COUNT] = {
	[COMMON_DEPARTMENT] = { .title = N_("Department"),
				.kind = VALUE_TEXT,
				.paper = true,
				.role = SHEET_ROLE_DEPARTMENT,
				.key = "department" },
	[COMMON_DOCTOR] = { .title = N_("Doctor"),
			    .kind = VALUE_TEXT,
			    .paper = true,
			    .role = SHEET_ROLE_DOCTOR,
			    .key = "doctor" },
	[COMMON_DAY] = { .title = N_("Date"), .kind = VALUE_DAY, .paper = true, .key = "date" },
};

static bool has(const struct days_layout *layout, int common)
{
	return layout->by & DAYS_BY(common);
}

/* How many of the first columns say what is in common. */
static int common_count(const struct days_layout *layout)
{
	int count = 0;

	for (int common = 0; common < COMMON_COUNT; common++)
		count += has(layout, common);
	return count;
}

int days_groups_column(const struct days_layout *layout, enum days_measure measure)
{
	int i = 0;

	while (i < layout->shown_count && layout->shown[i].measure != measure)
		i++;
	assert(i < layout->shown_count);
	return common_count(layout) + i;
}

struct sheet *days_groups_start(struct days_book *book, const struct days_layout *layout)
{
	const int count = common_count(layout) + layout->shown_count;
	struct sheet_column *columns = sheet_book_columns(book->book, count), *column = columns;

	for (int common = 0; common < COMMON_COUNT; common++) {
		if (has(layout, common))
			*column++ = common_columns[common];
	}
	for (int i = 0; i < layout->shown_count; i++, column++) {
		*column = days_measure_column(layout->shown[i].measure);
		column->paper = layout->shown[i].paper;
	}
	return sheet_book_add(book->book, layout->key, _(layout->name), columns, count);
}

/* Adds the groups that rows have which the figure is of. */
static void add_groups(struct days_book *book, const struct days_layout *layout,
		       struct sheet *sheet, const struct figure *figure)
{
	const struct figure rows = { .operation = FIGURE_COUNT, .of = figure->of };
	int columns[COMMON_COUNT], count = 0;

	if (figure->first) {
		add_groups(book, layout, sheet, figure->first);
		add_groups(book, layout, sheet, figure->second);
		return;
	}
	for (int common = 0; common < COMMON_COUNT; common++) {
		if (has(layout, common))
			columns[count++] = days_common_column(book, figure->of,
							      (enum days_common)common);
	}
	figure_add_groups(&rows, sheet, columns, count);
}

static void make(struct days_book *book, const struct days_layout *layout, struct sheet *sheet)
{
	const int first = common_count(layout);

	for (int i = 0; i < layout->shown_count; i++) {
		const struct figure *figure = days_measure_by(book, layout->shown[i].measure,
							      layout->by);
		const bool is_new = i == 0 || sheet->figure[first + i - 1]->of != figure->of;

		sheet_column_figure(sheet, first + i, figure);
		if (is_new)
			add_groups(book, layout, sheet, figure);
	}
	/* Days follow each other; what is in a department or a doctor's is where its code is. */
	for (size_t row = 0; row < sheet->row_count && layout->by == DAYS_BY(COMMON_DAY); row++)
		sheet->rows[row].order = NULL;
	sheet_sort(sheet, 0);
}

void days_groups_make(struct days_book *book)
{
	for (int i = 0; i < book->layout_count; i++) {
		if (book->layouts[i]->by)
			make(book, book->layouts[i], book->book->sheets[i]);
	}
}
