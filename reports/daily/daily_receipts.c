#include "reports/daily/daily_receipts.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/money/ledger.h"

enum { RANGES_SIZE = 400 };

/* "261121-000001-000012 (12), 261121-000014 (1)" */
struct ranges {
	char text[RANGES_SIZE];
	int64_t first, last; /* of the present one; 0: none */
	int missing;
};

static void end_range(struct ranges *ranges)
{
	const size_t used = strlen(ranges->text);
	char first[RECEIPT_SIZE], last[RECEIPT_SIZE];
	const char *comma = used > 0 ? _(", ") : "";
	char *at = ranges->text + used;

	if (!ranges->first)
		return;
	receipt_format(ranges->first, first);
	receipt_format(ranges->last, last);
	if (ranges->first == ranges->last)
		text_format(at, RANGES_SIZE - used, "%s%s (1)", comma, first);
	else
		text_format(at, RANGES_SIZE - used, "%s%s%s (%d)", comma, first, strrchr(last, '-'),
			    (int)(ranges->last - ranges->first + 1));
}

static void add_number(struct ranges *ranges, int64_t id)
{
	if (ranges->first && id == ranges->last + 1) {
		ranges->last = id;
		return;
	}
	if (ranges->first && id / NUMBERS_PER_DAY == ranges->last / NUMBERS_PER_DAY)
		ranges->missing += (int)(id - ranges->last - 1);
	end_range(ranges);
	ranges->first = ranges->last = id;
}

/* The numbers in a column of receipts, in the rows that have `word` in another; NULL: in all. */
static struct ranges ranges_of(const struct sheet *sheet, int column, int word_column,
			       const char *word)
{
	struct ranges ranges = { .first = 0 };
	int64_t id;

	for (size_t row = 0; row < sheet->row_count; row++) {
		if (word && strcmp(sheet_cell_text(sheet, row, word_column), word) != 0)
			continue;
		if (receipt_parse(sheet_cell_text(sheet, row, column), &id))
			add_number(&ranges, id);
	}
	end_range(&ranges);
	return ranges;
}

void daily_receipts_make(struct days_book *book)
{
	const struct days_refund undone = { .undone = true };
	struct sheet_block *block = sheet_book_block(book->book, _("Receipts"));
	const struct ranges all = ranges_of(book->sheet[SHEET_LEDGER], LEDGER_RECEIPT,
					    LEDGER_RECEIPT, NULL);
	const struct ranges none = ranges_of(book->sheet[SHEET_REFUNDS], REFUNDS_PAYMENT,
					     REFUNDS_DECISION, days_decision_word(&undone));

	if (!all.first)
		sheet_block_line(book->book, block, "%s", _("No receipt was written."));
	else if (sheet_book_is_narrowed(book->book))
		sheet_block_line(book->book, block, _("Numbers: %s."), all.text);
	else
		sheet_block_line(book->book, block, _("Numbers: %s. Missing: %d."), all.text,
				 all.missing);
	if (none.first)
		sheet_block_line(book->book, block, _("Void, sale undone: %s."), none.text);
	else
		sheet_block_line(book->book, block, "%s", _("Void: none."));
}
