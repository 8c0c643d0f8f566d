#include "ui/screens/bookings/move_facts.h"

#include "base/language.h"
#include "ui/screens/words.h"

static void number_words(const struct moved *terms, const struct session *session,
			 char out[WORDS_SIZE])
{
	char time[MINUTE_TEXT_SIZE];

	text_format(out, WORDS_SIZE, _("%d, expected about %s"), terms->to.number,
		    minute_format(slot_expected_minute(session, terms->to.number), time));
}

/* "50.00; 20.00 go along, 30.00 to pay" */
static void money_words(const struct moved *terms, char out[WORDS_SIZE])
{
	char fee[MONEY_TEXT_SIZE], along[MONEY_TEXT_SIZE], due[MONEY_TEXT_SIZE];

	text_format(out, WORDS_SIZE, _("%s: %s taken along, %s to pay"),
		    money_format(terms->to.fee_fen, fee), money_format(terms->along_fen, along),
		    money_format(terms->due_fen, due));
}

static void back_words(const struct moved *terms, char out[WORDS_SIZE])
{
	char back[MONEY_TEXT_SIZE];

	text_format(out, WORDS_SIZE, "%s, %s, %s", money_format(terms->back_fen, back),
		    method_word(terms->from.refund_method),
		    refund_state_word(terms->from.refund_state));
}

static int draw_number_and_money(const struct moved *terms, const struct session *session,
				 const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE];

	number_words(terms, session, text);
	line = words_line(canvas, line, _("Number"), text);
	money_words(terms, text);
	line = words_line(canvas, line, _("Fee"), text);
	if (terms->back_fen) {
		back_words(terms, text);
		line = words_line(canvas, line, _("Refund"), text);
	}
	return line;
}

int move_facts_draw(const struct moved *terms, const struct session *session, bool can_be,
		    const struct canvas *canvas)
{
	char text[WORDS_SIZE], time[WORDS_SIZE];
	int line = 0;

	if (terms->from.id) {
		line = words_line(canvas, line, _("Patient"), terms->from.patient);
		text_format(text, sizeof(text), "%s, %s", terms->from.doctor,
			    words_booking_time(&terms->from, time));
		line = words_line(canvas, line, _("From"), text);
	}
	line = words_line(canvas, line, _("Doctor"), words_doctor(session, text));
	line = words_line(canvas, line, _("Session"), words_session_time(session, text));
	return can_be ? draw_number_and_money(terms, session, canvas, line) : line;
}
