#include "reports/daily/daily.h"

#include "base/language.h"
#include "base/text.h"
#include "reports/daily/daily_sheets.h"

static const struct daily_layout *const layouts[SHEET_COUNT] = {
	[SHEET_SUMMARY] = &daily_summary,   [SHEET_DEPARTMENTS] = &daily_departments,
	[SHEET_SESSIONS] = &daily_sessions, [SHEET_REGISTRATIONS] = &daily_registrations,
	[SHEET_VISITS] = &daily_visits,	    [SHEET_REFUNDS] = &daily_refunds,
	[SHEET_NO_SHOWS] = &daily_no_shows, [SHEET_OPEN] = &daily_open,
	[SHEET_QUEUE] = &daily_queue,	    [SHEET_MONEY] = &daily_money,
	[SHEET_LEDGER] = &daily_ledger,
};

static enum status fill(struct daily_book *book, enum daily_sheet index)
{
	const struct daily_layout *layout = layouts[index];
	struct xlsx_sheet *sheet = book->sheet[index];
	const char *nothing = layout->nothing;
	enum status status;

	if (layout->above)
		layout->above(book);
	xlsx_header(sheet);
	status = layout->rows(book);
	if (status)
		return status;
	if (layout->unknown && book->daily->closed && !book->daily->close.is_kept)
		nothing = layout->unknown;
	xlsx_table_end(sheet, nothing ? _(nothing) : "");
	if (layout->below)
		layout->below(book);
	return STATUS_OK;
}

static enum status fill_all(struct daily_book *book)
{
	enum status status = STATUS_OK;

	for (int i = 0; i < SHEET_COUNT; i++) {
		book->sheet[i] = xlsx_sheet_add(book->xlsx, _(layouts[i]->name),
						layouts[i]->columns, layouts[i]->count);
		if (!book->sheet[i])
			return STATUS_CANNOT_WRITE;
	}
	for (int i = SHEET_COUNT - 1; i >= 0 && !status; i--)
		status = fill(book, (enum daily_sheet)i);
	return status;
}

static enum status write_book(struct daily_book *book, const char *path)
{
	struct desk *desk = book->daily->desk;
	char title[FILE_PATH_SIZE], day[DAY_TEXT_SIZE];
	struct xlsx_about about = { .title = title,
				    .clinic = book->daily->origin.clinic,
				    .line = book->daily->origin.line,
				    .day = day_format(book->daily->day, day),
				    .created = book->daily->day };
	enum status status;

	text_format(title, sizeof(title), _("Day report of %s"), day);
	status = xlsx_open(&book->xlsx, path, &about, &desk->problem);
	if (status)
		return status;
	status = fill_all(book);
	/* What another counter did a moment ago is seen before it is safe. */
	if (!status)
		status = desk_store_result(desk, store_sync(desk->store));
	if (!status || xlsx_has_failed(book->xlsx))
		return xlsx_finish(book->xlsx, &desk->problem);
	xlsx_abandon(book->xlsx);
	return status;
}

struct writing {
	day_number day;
	const char *path;
	report_progress_fn *progress;
	void *context;
	struct report_result *result;
};

static enum status write_in_one_moment(struct desk *desk, void *context)
{
	const struct writing *writing = context;
	struct report_result *result = writing->result;
	struct daily daily;
	struct daily_sums sums;
	struct daily_book book = { .daily = &daily,
				   .sums = &sums,
				   .progress = writing->progress,
				   .context = writing->context };
	enum status status = daily_start(desk, writing->day, &daily);

	sums_start(&sums);
	if (!status)
		status = write_book(&book, writing->path);
	text_copy(result->line, sizeof(result->line), daily.origin.line);
	result->bookings = (int)sums.made;
	result->revenue_fen = sums.money.received_fen;
	result->refund_fen = sums.ledger_refunds_fen;
	sums_release(&sums);
	return status;
}

enum status daily_write(struct desk *desk, day_number day, const char *path,
			report_progress_fn *progress, void *context, struct report_result *result)
{
	struct writing writing = { day, path, progress, context, result };

	return desk_read(desk, write_in_one_moment, &writing);
}
