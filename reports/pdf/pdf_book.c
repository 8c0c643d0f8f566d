#include "reports/pdf/pdf_book.h"

#include "base/language.h"
#include "base/text.h"
#include "reports/pdf/pdf_chart.h"
#include "reports/pdf/pdf_front.h"
#include "reports/pdf/pdf_list.h"
#include "reports/pdf/pdf_page.h"

/* Above a chart, in points. */
enum { GAP = 14 };

struct writing {
	const struct sheet_book *book;
	struct pdf_table lists[BOOK_SHEETS_MAX];
	bool fitted;
};

/* What page one had no room for: below the last list, or on a page behind it. `end` is where that
 * list ends, 0: there is none. One that is higher than a page is in the workbook alone. */
static void write_charts(struct pdf *pdf, const struct sheet_book *book, double end)
{
	struct pdf_body body = pdf_page_body(PDF_LYING, true);

	for (int i = 0; i < book->block_count; i++) {
		const struct sheet_chart *chart = book->blocks[i].chart;
		double height;

		if (!chart)
			continue;
		pdf_only_measure(pdf, true);
		height = pdf_chart(pdf, chart, PDF_8, body.x, 0, body.width);
		pdf_only_measure(pdf, false);
		if (height <= 0 || height > body.bottom - body.top)
			continue;
		if (end <= 0 || end + GAP + height > body.bottom) {
			body = pdf_page_start(pdf, book, PDF_LYING, chart->title);
			end = body.top - GAP;
		}
		end += GAP + pdf_chart(pdf, chart, PDF_8, body.x, end + GAP, body.width);
	}
}

static void write_pages(struct pdf *pdf, void *context)
{
	struct writing *writing = context;
	const struct sheet_book *book = writing->book;
	double end = 0;
	bool has_charts;

	for (int i = 0; i < book->sheet_count && !writing->fitted; i++) {
		if (book->sheets[i]->paper)
			pdf_list_fit(&writing->lists[i], pdf, book->sheets[i]);
	}
	writing->fitted = true;
	has_charts = pdf_front(pdf, book);
	for (int i = 0; i < book->sheet_count; i++) {
		if (book->sheets[i]->paper)
			end = pdf_list(pdf, book, &writing->lists[i]);
	}
	if (!has_charts)
		write_charts(pdf, book, end);
}

enum status pdf_write(const struct sheet_book *book, const char *path, struct pdf_range range,
		      struct problem *problem)
{
	char title[2 * BOOK_TEXT_SIZE + 2];
	const struct pdf_about about = { .title = title,
					 .clinic = book->clinic,
					 .lacking = _("〓 is a character that no font of this "
						      "computer has (Debian: fonts-noto-cjk)."),
					 .margin = PDF_MARGIN,
					 .created = book->to,
					 .first = range.first,
					 .last = range.last };
	struct writing writing = { .book = book };

	text_format(title, sizeof(title), "%s %s", book->title, book->dates);
	return pdf_make(path, &about, write_pages, &writing, problem);
}

enum status pdf_write_sheets(const struct sheet_book *book, const char *path,
			     struct problem *problem)
{
	return pdf_write(book, path, (struct pdf_range){ 0, 0 }, problem);
}
