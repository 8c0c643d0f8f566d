#include "ui/screens/bookings/refund_rows.h"

#include "base/language.h"
#include "base/mask.h"
#include "desk/reason.h"
#include "ui/screens/words.h"

enum {
	COLUMN_SINCE,
	COLUMN_PATIENT,
	COLUMN_AMOUNT,
	COLUMN_METHOD,
	COLUMN_STATE,
	COLUMN_BOOKING,
	COLUMN_ORDER,
	COLUMN_RECEIPT,
	COLUMN_PHONE,
	COLUMN_REASON,
};

static const struct list_column columns[] = {
	{ .title = N_("Since"), .columns = 16 },
	{ .title = N_("Patient"), .columns = 10, .flexible = true },
	{ .title = N_("Amount"), .columns = 8, .side = TEXT_RIGHT },
	{ .title = N_("Method"), .columns = 9 },
	{ .title = N_("State"), .columns = 10 },
	{ .title = N_("Booking"), .columns = 12 },
	{ .title = N_("Order"), .columns = 20, .gives_way = 1 },
	{ .title = N_("Receipt"), .columns = 13, .gives_way = 2 },
	{ .title = N_("Phone"), .columns = 11, .gives_way = 3 },
	{ .title = N_("Reason"), .columns = 30, .flexible = true, .gives_way = 4 },
};

static void refund_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct refund *refund = &((const struct refund *)rows)[row];
	char text[CLOCK_TEXT_SIZE], money[MONEY_TEXT_SIZE], mask[MASK_SIZE], receipt[RECEIPT_SIZE],
		number[WORDS_NUMBER_SIZE];

	switch (column) {
	case COLUMN_SINCE: text_copy(out, size, clock_format(refund->at_ms, text)); break;
	case COLUMN_PATIENT: text_copy(out, size, refund->patient); break;
	case COLUMN_AMOUNT: text_copy(out, size, money_format(refund->fen, money)); break;
	case COLUMN_METHOD: text_copy(out, size, method_word(refund->method)); break;
	case COLUMN_STATE: text_copy(out, size, refund_state_word(refund->state)); break;
	case COLUMN_BOOKING:
		if (refund->booking_id)
			text_copy(out, size, words_number(refund->booking_id, number));
		else
			text_copy(out, size, _("refused"));
		break;
	case COLUMN_ORDER: text_copy(out, size, refund->order_no); break;
	case COLUMN_RECEIPT: text_copy(out, size, receipt_format(refund->id, receipt)); break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(refund->phone, mask)); break;
	case COLUMN_REASON:
		text_copy(out, size, reason_words(refund->reason, refund->booking_id));
		break;
	default: break;
	}
}

static int64_t refund_id(const void *rows, size_t row)
{
	return ((const struct refund *)rows)[row].id;
}

static enum style refund_style(const void *rows, size_t row)
{
	return ((const struct refund *)rows)[row].state == REFUND_FAILED ? STYLE_WARNING
									 : STYLE_NORMAL;
}

void refund_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = refund_cell,
					     .id = refund_id,
					     .style = refund_style };

	list_init(list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("No refund is pending: all money due has been returned. In Bookings (F4), F8 "
		     "cancels a booking and refunds it."));
}

char *refund_rows_words(const struct refund *refund, char out[WORDS_SIZE])
{
	char receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE], mask[MASK_SIZE];
	/* A patient's number is shown by the record; an order's is nowhere else. */
	const char *phone = refund->booking_id ? mask_phone(refund->phone, mask) : refund->phone;

	text_format(out, WORDS_SIZE, _("%s yuan to %s, phone %s. Refund %s%s%s. %s"),
		    money_format(refund->fen, money),
		    refund->patient[0] ? refund->patient : refund->order_no, phone[0] ? phone : "-",
		    receipt_format(refund->id, receipt), refund->order_no[0] ? _(", order ") : "",
		    refund->order_no, reason_words(refund->reason, refund->booking_id));
	return out;
}
