#include "reports/daily/daily_cells.h"

#include "base/mask.h"
#include "desk/booking/booking_number.h"

enum status daily_step(struct daily_book *book)
{
	book->done++;
	if (book->progress)
		book->progress(book->done, book->daily->rows, book->context);
	return xlsx_has_failed(book->xlsx) ? STATUS_CANNOT_WRITE : STATUS_OK;
}

void daily_booking_no(struct xlsx_sheet *sheet, int column, int64_t booking_id)
{
	char number[BOOKING_NUMBER_SIZE];

	if (booking_id)
		xlsx_text(sheet, column, booking_number_format(booking_id, number));
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
