#include "reports/pdf/pdf_book.h"

#include "base/language.h"
#include "base/text.h"
#include "reports/pdf/pdf_front.h"
#include "reports/pdf/pdf_list.h"
#include "reports/pdf/pdf_page.h"

struct writing {
	const struct sheet_book *book;
	struct pdf_table lists[BOOK_SHEETS_MAX];
	bool fitted;
};

static void write_pages(struct pdf *pdf, void *context)
{
	struct writing *writing = context;
	const struct sheet_book *book = writing->book;

	for (int i = 0; i < book->sheet_count && !writing->fitted; i++) {
		if (book->sheets[i]->paper)
			pdf_list_fit(&writing->lists[i], pdf, book->sheets[i]);
	}
	writing->fitted = true;
	pdf_front(pdf, book);
	for (int i = 0; i < book->sheet_count; i++) {
		if (book->sheets[i]->paper)
			pdf_list(pdf, book, &writing->lists[i]);
	}
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
