#include "ui/screens/bookings/booking_facts.h"

#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "ui/screens/words.h"

static void money_words(const struct booking *booking, char out[WORDS_SIZE])
{
	char fee[MONEY_TEXT_SIZE], receipt[RECEIPT_SIZE], refund[MONEY_TEXT_SIZE];
	size_t length;

	money_format(booking->fee_fen, fee);
	if (booking->paid_fen == 0) {
		text_format(out, WORDS_SIZE, _("%s, not paid"), fee);
		return;
	}
	text_format(out, WORDS_SIZE, _("%s paid, %s, receipt %s"), fee,
		    method_word(booking->method), receipt_format(booking->payment_id, receipt));
	if (booking->refund_state == REFUND_NONE)
		return;
	length = strlen(out);
	text_format(out + length, WORDS_SIZE - length, _("; refund %s, %s, %s"),
		    money_format(booking->refund_fen, refund), method_word(booking->refund_method),
		    refund_state_word(booking->refund_state));
}

int booking_facts_draw(const struct booking *booking, const struct canvas *canvas)
{
	char text[WORDS_SIZE], number[WORDS_NUMBER_SIZE], time[MINUTE_TEXT_SIZE], mask[MASK_SIZE],
		phone[MASK_SIZE];
	int line = 0;

	line = words_line(canvas, line, _("Booking"), words_number(booking->id, number));
	text_format(text, sizeof(text), "%s  %s  %s", booking->patient,
		    mask_id_number(booking->id_number, mask), mask_phone(booking->phone, phone));
	line = words_line(canvas, line, _("Patient"), text);
	text_format(text, sizeof(text), "%s, %s", booking->department, booking->doctor);
	line = words_line(canvas, line, _("Doctor"), text);
	line = words_line(canvas, line, _("Session"), words_booking_time(booking, text));
	text_format(text, sizeof(text), _("%d, expected about %s, %s"), booking->number,
		    words_time(booking->expected_ms, time), channel_word(booking->channel));
	line = words_line(canvas, line, _("Number"), text);
	if (booking->moved_to)
		text_format(text, sizeof(text), _("moved: booking %s took its place"),
			    words_number(booking->moved_to, number));
	else
		text_copy(text, sizeof(text), words_booking_state(booking));
	line = words_line(canvas, line, _("State"), text);
	money_words(booking, text);
	line = words_line(canvas, line, _("Fee"), text);
	if (booking->order_no[0])
		line = words_line(canvas, line, _("Order"), booking->order_no);
	return line;
}

int booking_facts_draw_short(const struct booking *booking, const struct canvas *canvas)
{
	char text[WORDS_SIZE];
	int line;

	text_format(text, sizeof(text), "%s, %s, %s", booking->patient, booking->department,
		    booking->doctor);
	line = words_line(canvas, 0, _("Booking"), text);
	return words_line(canvas, line, _("Session"), words_booking_time(booking, text));
}
