#include "reports/pdf/pdf_chart.h"

#include "base/text.h"

static const double gap = 4;

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

double pdf_chart(struct pdf *pdf, const struct sheet_chart *chart, enum pdf_face face, double x,
		 double top, double width)
{
	double label = 0, figure = 0, line = pdf_line_height(face), y, space;
	size_t rows = rows_of(chart);
	int64_t most = 1;

	if (rows == 0)
		return 0;
	for (size_t row = 0; row < rows; row++) {
		struct value whole = sheet_value(chart->table, row, chart->series[0]);
		char shown[SHEET_SHOWN_SIZE];
		double needed = pdf_width(pdf, face,
					  sheet_cell_text(chart->table, row, chart->categories));

		label = needed > label ? needed : label;
		whole.none = false;
		whole.number = whole_of(chart, row);
		most = whole.number > most ? whole.number : most;
		needed = pdf_width(pdf, face, value_show(whole, shown));
		figure = needed > figure ? needed : figure;
	}
	label = label > width / 3 ? width / 3 : label;
	space = width - label - figure - 3 * gap;
	y = top + heading(pdf, chart, face, x, top, width);
	for (size_t row = 0; row < rows; row++, y += line) {
		pdf_text(pdf, face, x, y + pdf_line_base(face), label, PDF_LEFT,
			 sheet_cell_text(chart->table, row, chart->categories));
		bar(pdf, chart, row, face, x + label + gap, y, space / (double)most);
	}
	pdf_line(pdf, x + label + gap, y - (double)rows * line, x + label + gap, y, 0.6, PDF_BLACK);
	return y - top;
}
