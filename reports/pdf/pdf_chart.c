#include "reports/pdf/pdf_chart.h"

#include <string.h>

#include "base/text.h"

static const double gap = 4, trend_lines = 7, bar_most = 40;

/* What a bar stands for: no part of it is below nothing. */
static int64_t part_of(const struct sheet_chart *chart, size_t row, int series)
{
	struct value value = sheet_value(chart->table, row, chart->series[series]);

	return value.none || value.number < 0 ? 0 : value.number;
}

static int64_t whole_of(const struct sheet_chart *chart, size_t row)
{
	int64_t whole = 0;

	for (int series = 0; series < chart->series_count; series++)
		whole += part_of(chart, row, series);
	return whole;
}

static size_t rows_of(const struct sheet_chart *chart)
{
	return chart->table->row_count < BOOK_POINTS_MAX ? chart->table->row_count
							 : BOOK_POINTS_MAX;
}

/* The title, and which grey is which. */
static double heading(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face,
		      double x, double top, double width)
{
	double base = top + pdf_line_base(face), size = pdf_face_size(face) * 0.7, end = x + width;

	for (int series = chart->series_count - 1; series >= 0; series--) {
		const char *title = sheet_title(chart->table, chart->series[series]);

		end -= pdf_width(pdf, face, title);
		pdf_text(pdf, face, end, base, width, PDF_LEFT, title);
		end -= size + gap;
		pdf_area(pdf, end, base - size, size, size, (enum pdf_ink)(PDF_SERIES + series));
		end -= 2 * gap;
	}
	pdf_text(pdf, face + 1, x, base, end - x, PDF_LEFT, chart->title);
	return pdf_line_height(face) + gap;
}

/* `share`: points for one of what is counted. */
static void bar(struct pdf *pdf, const struct sheet_chart *chart, size_t row, enum pdf_face face,
		double x, double top, double share)
{
	double line = pdf_line_height(face);
	char text[SHEET_SHOWN_SIZE];
	struct value whole = sheet_value(chart->table, row, chart->series[0]);

	for (int series = 0; series < chart->series_count; series++) {
		double width = (double)part_of(chart, row, series) * share;

		pdf_area(pdf, x, top + 0.15 * line, width, 0.7 * line,
			 (enum pdf_ink)(PDF_SERIES + series));
		x += width;
	}
	whole.none = false;
	whole.number = whole_of(chart, row);
	pdf_text(pdf, face, x + gap, top + pdf_line_base(face), 200, PDF_LEFT,
		 value_show(whole, text));
}

/* How wide the widest of both is. */
struct widths {
	double label, figure;
	int64_t most; /* the longest bar */
};

static const char *label_of(const struct sheet_chart *chart, size_t row, char out[SHEET_SHOWN_SIZE])
{
	const char *text = sheet_show(chart->table, row, chart->categories, out);

	/* Of a day among others the month and the day. */
	return sheet_kind(chart->table, row, chart->categories) == VALUE_DAY && strlen(text) > 5
		       ? text + strlen(text) - 5
		       : text;
}

static struct widths measure(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face)
{
	struct widths widths = { .most = 1 };

	for (size_t row = 0; row < rows_of(chart); row++) {
		struct value whole = sheet_value(chart->table, row, chart->series[0]);
		char shown[SHEET_SHOWN_SIZE];
		double needed = pdf_width(pdf, face, label_of(chart, row, shown));

		widths.label = needed > widths.label ? needed : widths.label;
		whole.none = false;
		whole.number = whole_of(chart, row);
		widths.most = whole.number > widths.most ? whole.number : widths.most;
		needed = pdf_width(pdf, face, value_show(whole, shown));
		widths.figure = needed > widths.figure ? needed : widths.figure;
	}
	return widths;
}

static double below_each_other(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face,
			       double x, double top, double width)
{
	const size_t rows = rows_of(chart);
	const struct widths widths = measure(pdf, chart, face);
	const double label = widths.label > width / 3 ? width / 3 : widths.label;
	const double space = width - label - widths.figure - 3 * gap, line = pdf_line_height(face);
	char shown[SHEET_SHOWN_SIZE];

	for (size_t row = 0; row < rows; row++) {
		const double y = top + (double)row * line;

		pdf_text(pdf, face, x, y + pdf_line_base(face), label, PDF_LEFT,
			 label_of(chart, row, shown));
		bar(pdf, chart, row, face, x + label + gap, y, space / (double)widths.most);
	}
	pdf_line(pdf, x + label + gap, top, x + label + gap, top + (double)rows * line, 0.6,
		 PDF_BLACK);
	return (double)rows * line;
}

/* A bar that stands on `base`. */
static void upright_bar(struct pdf *pdf, const struct sheet_chart *chart, size_t row, double x,
			double base, double width, double share)
{
	for (int series = 0; series < chart->series_count; series++) {
		const double height = (double)part_of(chart, row, series) * share;

		base -= height;
		pdf_area(pdf, x, base, width, height, (enum pdf_ink)(PDF_SERIES + series));
	}
}

/* Every so many have their label and their figure, as many as fit beside each other. */
static double side_by_side(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face,
			   double x, double top, double width)
{
	const size_t rows = rows_of(chart);
	const struct widths widths = measure(pdf, chart, face);
	const double line = pdf_line_height(face), height = trend_lines * line;
	const double room = widths.label > widths.figure ? widths.label : widths.figure;
	const double step = width / (double)rows, base = top + line + height;
	const size_t each = (size_t)((room + gap) / step) + 1;
	const double bar_width = 0.7 * step > bar_most ? bar_most : 0.7 * step;

	for (size_t row = 0; row < rows; row++) {
		const double left = x + (double)row * step, middle = left + step / 2;
		const double share = height / (double)widths.most;
		struct value whole = sheet_value(chart->table, row, chart->series[0]);
		char shown[SHEET_SHOWN_SIZE];

		upright_bar(pdf, chart, row, middle - bar_width / 2, base, bar_width, share);
		if (row % each)
			continue;
		whole.none = false;
		whole.number = whole_of(chart, row);
		pdf_text(pdf, face, middle - room, base - (double)whole.number * share - 2,
			 2 * room, PDF_MIDDLE, value_show(whole, shown));
		pdf_text(pdf, face, middle - room, base + pdf_line_base(face), 2 * room, PDF_MIDDLE,
			 label_of(chart, row, shown));
	}
	pdf_line(pdf, x, base, x + width, base, 0.6, PDF_BLACK);
	return height + 2 * line;
}

double pdf_chart(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face, double x,
		 double top, double width)
{
	double head;

	if (rows_of(chart) == 0)
		return 0;
	head = heading(pdf, chart, face, x, top, width);
	if (chart->is_trend)
		return head + side_by_side(pdf, chart, face, x, top + head, width);
	return head + below_each_other(pdf, chart, face, x, top + head, width);
}
