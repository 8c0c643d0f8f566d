#include "ui/screens/bookings/refund_rows.h"

#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "desk/reason.h"
#include "ui/screens/words.h"

enum {
	COLUMN_PATIENT,
	COLUMN_PHONE,
	COLUMN_AMOUNT,
	COLUMN_METHOD,
	COLUMN_STATE,
	COLUMN_OF,
	COLUMN_REASON,
	COLUMN_SINCE,
	COLUMN_BOOKING,
	COLUMN_RECEIPT,
};

/* Whose, by which phone, of which order and why: two of one amount are told apart at any width. */
static const struct list_column columns[] = {
	{ .title = N_("Patient"), .columns = 10, .flexible = true },
	{ .title = N_("Phone"), .columns = 11 },
	{ .title = N_("Amount"), .columns = 8, .side = TEXT_RIGHT },
	{ .title = N_("Method"), .columns = 9, .gives_way = 1 },
	{ .title = N_("State"), .columns = 9 },
	{ .title = N_("Order or booking"), .columns = 18 },
	{ .title = N_("Reason"), .columns = 13, .flexible = true },
	{ .title = N_("Since"), .columns = 16, .gives_way = 2 },
	{ .title = N_("Booking"), .columns = 12, .gives_way = 4 },
	{ .title = N_("Receipt"), .columns = 13, .gives_way = 3 },
};

/* Order numbers of a day differ in their last digits. */
static void order_cell(const struct refund *refund, char *out, size_t size)
{
	const int room = columns[COLUMN_OF].columns;
	const char *order = refund->order_no;
	char number[WORDS_NUMBER_SIZE];

	if (!order[0])
		text_copy(out, size, words_number(refund->booking_id, number));
	else if ((int)strlen(order) <= room)
		text_copy(out, size, order);
	else
		text_format(out, size, "~%s", order + strlen(order) - (size_t)room + 1);
}

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
	case COLUMN_OF: order_cell(refund, out, size); break;
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
	const char *phone = mask_phone(refund->phone, mask);

	text_format(out, WORDS_SIZE, _("%s yuan by %s to %s, phone %s. Refund %s%s%s. %s"),
		    money_format(refund->fen, money), method_word(refund->method),
		    refund->patient[0] ? refund->patient : refund->order_no, phone[0] ? phone : "-",
		    receipt_format(refund->id, receipt), refund->order_no[0] ? _(", order ") : "",
		    refund->order_no, reason_words(refund->reason, refund->booking_id));
	return out;
}
