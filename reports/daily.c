#include "reports/daily.h"

#include <inttypes.h>

#include "base/language.h"
#include "base/text.h"
#include "reports/daily_sheets.h"

static const struct daily_layout *const layouts[SHEET_COUNT] = {
	[SHEET_SUMMARY] = &daily_summary,
	[SHEET_DEPARTMENTS] = &daily_departments,
	[SHEET_REGISTRATIONS] = &daily_registrations,
	[SHEET_VISITS] = &daily_visits,
	[SHEET_REFUNDS] = &daily_refunds,
	[SHEET_NO_SHOWS] = &daily_no_shows,
	[SHEET_QUEUE] = &daily_queue,
	[SHEET_MONEY] = &daily_money,
	[SHEET_LEDGER] = &daily_ledger,
};

void daily_step(struct daily_book *book)
{
	book->done++;
	if (book->progress)
		book->progress(book->done, book->all, book->context);
}

void daily_booking_no(struct xlsx_sheet *sheet, int column, int64_t booking_id)
{
	char text[PATIENT_NUMBER_SIZE];

	if (!booking_id)
		return;
	text_format(text, sizeof(text), "%012" PRId64, booking_id);
	xlsx_text(sheet, column, text);
}

void daily_receipt(struct xlsx_sheet *sheet, int column, int64_t ledger_id)
{
	char text[RECEIPT_SIZE];

	xlsx_text(sheet, column, receipt_format(ledger_id, text));
}

void daily_phone(struct xlsx_sheet *sheet, int column, const char *phone)
{
	char text[MASK_SIZE];

	xlsx_text(sheet, column, mask_phone(phone, text));
}

static void fill(struct daily_book *book, enum daily_sheet index)
{
	const struct daily_layout *layout = layouts[index];
	struct xlsx_sheet *sheet = book->sheet[index];

	if (layout->above)
		layout->above(book);
	xlsx_header(sheet);
	layout->rows(book);
	xlsx_table_end(sheet, layout->nothing ? _(layout->nothing) : "");
	if (layout->below)
		layout->below(book);
}

static void fill_all(struct xlsx *xlsx, struct daily_book *book)
{
	for (int i = 0; i < SHEET_COUNT; i++)
		book->sheet[i] = xlsx_sheet_add(xlsx, _(layouts[i]->name), layouts[i]->columns,
						layouts[i]->count);
	for (int i = SHEET_COUNT - 1; i >= 0; i--)
		fill(book, (enum daily_sheet)i);
}

static enum status write_book(const struct daily *daily, const char *path,
			      report_progress_fn *progress, void *context)
{
	struct daily_book book = { .daily = daily, .progress = progress, .context = context };
	struct desk *desk = daily->desk;
	char title[FILE_PATH_SIZE], day[DAY_TEXT_SIZE];
	struct xlsx_about about = { .title = title,
				    .clinic = desk->settings.clinic_name,
				    .day = day_format(daily->day, day),
				    .created = daily->day };
	struct xlsx *xlsx;
	enum status status;

	book.all = daily->made_count + daily->visit_count + daily->refund_count +
		   daily->no_show_count + daily->ticket_count + daily->entry_count;
	text_format(title, sizeof(title), _("Day report of %s"), day);
	status = xlsx_open(&xlsx, path, &about, &desk->problem);
	if (status)
		return status;
	fill_all(xlsx, &book);
	return xlsx_finish(xlsx, &desk->problem);
}

enum status daily_write(struct desk *desk, day_number day, const char *path,
			report_progress_fn *progress, void *context, struct report_result *result)
{
	struct daily daily;
	enum status status = daily_read(desk, day, &daily);

	if (!status)
		status = write_book(&daily, path, progress, context);
	result->bookings = (int)daily.made_count;
	for (size_t i = 0; i < daily.entry_count; i++) {
		if (daily.entries[i].kind == ENTRY_PAYMENT)
			result->revenue_fen += daily.entries[i].fen;
		else if (daily.entries[i].kind == ENTRY_REFUND)
			result->refund_fen += daily.entries[i].fen;
	}
	daily_release(&daily);
	return status;
}
