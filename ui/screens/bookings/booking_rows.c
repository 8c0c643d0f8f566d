#include "ui/screens/bookings/booking_rows.h"

#include "base/language.h"
#include "base/mask.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum {
	COLUMN_NUMBER,
	COLUMN_PATIENT,
	COLUMN_DOCTOR,
	COLUMN_DEPARTMENT,
	COLUMN_DAY,
	COLUMN_TIME,
	COLUMN_SLOT,
	COLUMN_STATE,
	COLUMN_PAID,
	COLUMN_CHANNEL,
	COLUMN_PHONE,
	COLUMN_REFUND,
	COLUMN_ORDER,
};

static const struct list_column columns[] = {
	{ .title = N_("Booking"), .columns = 12 },
	{ .title = N_("Patient"), .columns = 9, .flexible = true },
	{ .title = N_("Doctor"), .columns = 8, .flexible = true },
	{ .title = N_("Department"), .columns = 10, .gives_way = 2 },
	{ .title = N_("Date"), .columns = 10 },
	{ .title = N_("Time"), .columns = 5 },
	{ .title = N_("No."), .columns = 3, .side = TEXT_RIGHT },
	{ .title = N_("State"), .columns = 12 },
	{ .title = N_("Paid"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("Channel"), .columns = 7, .gives_way = 1 },
	{ .title = N_("Phone"), .columns = 11, .gives_way = 3 },
	{ .title = N_("Refund"), .columns = 20, .gives_way = 4 },
	{ .title = N_("Order"), .columns = 20, .gives_way = 5 },
};

static void refund_cell(const struct booking *booking, char *out, size_t size)
{
	char money[MONEY_TEXT_SIZE];

	if (booking->refund_state != REFUND_NONE)
		text_format(out, size, "%s %s", money_format(booking->refund_fen, money),
			    refund_state_word(booking->refund_state));
}

static void booking_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct booking *booking = &((const struct booking *)rows)[row];
	char text[MASK_SIZE], number[WORDS_NUMBER_SIZE], day[DAY_TEXT_SIZE], time[MINUTE_TEXT_SIZE],
		money[MONEY_TEXT_SIZE];

	switch (column) {
	case COLUMN_NUMBER: text_copy(out, size, words_number(booking->id, number)); break;
	case COLUMN_PATIENT: text_copy(out, size, booking->patient); break;
	case COLUMN_DOCTOR: text_copy(out, size, booking->doctor); break;
	case COLUMN_DEPARTMENT: text_copy(out, size, booking->department); break;
	case COLUMN_DAY: text_copy(out, size, day_format(booking->day, day)); break;
	case COLUMN_TIME: text_copy(out, size, words_time(booking->expected_ms, time)); break;
	case COLUMN_SLOT: text_format(out, size, "%d", booking->number); break;
	case COLUMN_STATE: text_copy(out, size, words_booking_state(booking)); break;
	case COLUMN_PAID:
		if (booking->payment_id)
			text_copy(out, size, money_format(booking_still_paid_fen(booking), money));
		else
			text_copy(out, size, _("no"));
		break;
	case COLUMN_CHANNEL: text_copy(out, size, channel_word(booking->channel)); break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(booking->phone, text)); break;
	case COLUMN_REFUND: refund_cell(booking, out, size); break;
	case COLUMN_ORDER: text_copy(out, size, booking->order_no); break;
	default: break;
	}
}

static int64_t booking_id(const void *rows, size_t row)
{
	return ((const struct booking *)rows)[row].id;
}

static enum style booking_style(const void *rows, size_t row)
{
	switch (((const struct booking *)rows)[row].state) {
	case BOOKING_BOOKED:
	case BOOKING_CHECKED_IN: return STYLE_NORMAL;
	case BOOKING_NO_SHOW: return STYLE_WARNING;
	default: return STYLE_FAINT;
	}
}

static const struct list_ops booking_ops = { .cell = booking_cell,
					     .id = booking_id,
					     .style = booking_style };

void booking_rows_list_init(struct list *list, const char *empty)
{
	list_init(list, &booking_ops, columns, sizeof(columns) / sizeof(columns[0]), empty);
}
