#include "reports/xlsx/xlsx_chart.h"

#include "base/memory.h"
#include "reports/xlsx/xlsx_inside.h"

/* A point of the chart's own copy of its figures, which is all that a viewer without a calculator
 * shows. The library would read it from cells that it has no more. */
static struct lxw_series_data_point *add_point(lxw_series_range *range)
{
	struct lxw_series_data_point *point = memory_new(1, sizeof(*point));

	STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
	range->num_data_points++;
	range->ignore_cache = LXW_TRUE;
	return point;
}

/* The same for a text. */
static void add_word(lxw_series_range *range, const char *text)
{
	struct lxw_series_data_point *point = add_point(range);
	char room[TEXT_SIZE];
	int columns;

	point->string = memory_string(value_text_shown(text, room, sizeof(room), &columns));
	point->is_string = LXW_TRUE;
	range->has_string_cache = LXW_TRUE;
}

static void add_series(lxw_chart *chart, const struct xlsx_chart *wish, int index)
{
	static const lxw_color_t colours[XLSX_SERIES_MAX] = { 0x4472C4, 0xED7D31, 0xA5A5A5,
							      0x70AD47 };
	const struct xlsx_sheet *table = wish->table;
	lxw_chart_series *series = memory_got(chart_add_series(chart, NULL, NULL));
	lxw_chart_fill fill = { .color = colours[index] };
	lxw_row_t first = row_of(table->header + 1), last = row_of(table->header + wish->bar_count);
	lxw_col_t names = column_of(table, wish->categories);
	lxw_col_t values = column_of(table, wish->series[index]);

	chart_series_set_categories(series, table->name, first, names, last, names);
	chart_series_set_values(series, table->name, first, values, last, values);
	chart_series_set_name_range(series, table->name, row_of(table->header), values);
	chart_series_set_fill(series, &fill);
	add_word(series->title.range, xlsx_column_title(table, wish->series[index]));
	for (int i = 0; i < wish->bar_count; i++) {
		add_word(series->categories, wish->bars[i].category);
		add_point(series->values)->number = (double)wish->bars[i].value[index];
	}
}

void xlsx_bar_chart(struct xlsx_sheet *sheet, int row, int column, const struct xlsx_chart *chart)
{
	lxw_chart *bars = memory_got(
		workbook_add_chart(sheet->book->book, chart->is_trend ? LXW_CHART_COLUMN_STACKED
								      : LXW_CHART_BAR_STACKED));
	/* The library's own size is 480 by 288. */
	lxw_chart_options options = { .x_scale = chart->width / 480.0,
				      .y_scale = chart->height / 288.0,
				      .x_offset = 20 };
	lxw_chart_font title = { .size = 12, .bold = LXW_TRUE };
	lxw_chart_axis *figures;

	assert(chart->table->last && chart->series_count <= XLSX_SERIES_MAX);
	assert(chart->bar_count > 0 && chart->bar_count <= XLSX_CHART_POINTS_MAX);
	for (int i = 0; i < chart->series_count; i++)
		add_series(bars, chart, i);
	chart_title_set_name(bars, chart->title);
	chart_title_set_name_font(bars, &title);
	chart_legend_set_position(bars, LXW_CHART_LEGEND_BOTTOM);
	chart_set_series_gap(bars, 60);
	/* The first row on top, as in the table, the figures below. */
	if (!chart->is_trend) {
		chart_axis_set_reverse(bars->y_axis);
		chart_axis_set_crossing_max(bars->y_axis);
	}
	/* The library calls x what lies: of bars below each other their lengths. */
	figures = chart->is_trend ? bars->y_axis : bars->x_axis;
	chart_axis_set_num_format(figures, "0");
	chart_axis_set_min(figures, 0);
	keep(sheet->book, worksheet_insert_chart_opt(sheet->sheet, row_of(row), (lxw_col_t)column,
						     bars, &options));
}
