#include "reports/days/days_summary.h"

#include <assert.h>

#include "base/language.h"

enum { SUMMARY_SECTION, SUMMARY_FIGURE, SUMMARY_VALUE, SUMMARY_SOURCE, SUMMARY_COLUMNS };

static const struct sheet_column summary_columns[SUMMARY_COLUMNS] = {
	[SUMMARY_SECTION] = { .title = N_("Section"), .kind = VALUE_TEXT, .paper = true },
	[SUMMARY_FIGURE] = { .title = N_("Figure"), .kind = VALUE_TEXT, .paper = true },
	[SUMMARY_VALUE] = { .title = N_("Value"),
			    .kind = VALUE_COUNT,
			    .of_row = true,
			    .paper = true },
	[SUMMARY_SOURCE] = { .title = N_("Where it comes from"),
			     .kind = VALUE_TEXT,
			     .paper = true },
};

const struct days_layout days_summary = {
	.key = "summary",
	.name = N_("Summary"),
	.columns = summary_columns,
	.count = SUMMARY_COLUMNS,
};

const struct figure *days_figures_add(struct days_figures *figures, const char *section,
				      const struct figure *figure)
{
	assert(figures->count < DAYS_FIGURES_MAX);
	figures->of[figures->count].section = section;
	figures->of[figures->count++].figure = figure;
	return figure;
}

void days_summary_fill(struct days_book *book, const struct days_figures *figures)
{
	struct sheet *sheet = sheet_book_sheet(book->book, days_summary.key);
	const char *section = NULL;

	for (int i = 0; i < figures->count; i++) {
		const struct figure *figure = figures->of[i].figure;
		char source[FIGURE_SOURCE_SIZE];

		/* What the others of its section are parts of. */
		if (figures->of[i].section == section)
			sheet_row(sheet);
		else
			sheet_strong_row(sheet);
		section = figures->of[i].section;
		sheet_text(sheet, SUMMARY_SECTION, section);
		sheet_text(sheet, SUMMARY_FIGURE, figure->title);
		sheet_figure(sheet, SUMMARY_VALUE, figure);
		sheet_text(sheet, SUMMARY_SOURCE, figure_source(figure, source));
	}
}
