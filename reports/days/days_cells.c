#include "reports/days/days_cells.h"

#include "base/mask.h"
#include "base/text.h"
#include "desk/booking/booking_number.h"

enum status days_step(struct days_book *book, struct sheet *sheet)
{
	sheet_row_end(sheet);
	book->done++;
	if (book->progress)
		book->progress(book->done, book->all, book->context);
	return STATUS_OK;
}

void days_booking_no(struct sheet *sheet, int column, int64_t booking_id)
{
	char number[BOOKING_NUMBER_SIZE];

	if (booking_id)
		sheet_text(sheet, column, booking_number_format(booking_id, number));
}

void days_receipt(struct sheet *sheet, int column, int64_t ledger_id)
{
	char text[RECEIPT_SIZE];

	sheet_text(sheet, column, receipt_format(ledger_id, text));
}

void days_phone(struct sheet *sheet, int column, const char *phone)
{
	char text[MASK_SIZE];

	sheet_text(sheet, column, mask_phone(phone, text));
}

char *days_order(const char *department_code, const char *doctor_code, char out[DAYS_ORDER_SIZE])
{
	text_format(out, DAYS_ORDER_SIZE, "%s %s", department_code, doctor_code);
	return out;
}
