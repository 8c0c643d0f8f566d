#include "ui/screens/day/closed_lines.h"

#include "base/language.h"
#include "ui/screens/words.h"

int cash_line(const struct canvas *canvas, int line, int64_t expected_fen, int64_t counted_fen)
{
	char text[WORDS_SIZE], expected[MONEY_TEXT_SIZE], counted[MONEY_TEXT_SIZE],
		difference[MONEY_TEXT_SIZE];

	money_format(expected_fen, expected);
	if (counted_fen < 0)
		text_format(text, sizeof(text), _("expected %s, not counted"), expected);
	else
		text_format(text, sizeof(text), _("expected %s, counted %s, difference %s"),
			    expected, money_format(counted_fen, counted),
			    money_format(counted_fen - expected_fen, difference));
	return words_line(canvas, line, _("Cash"), text);
}

int first_count_line(const struct canvas *canvas, int line, int64_t counted_fen,
		     int64_t expected_fen)
{
	char text[WORDS_SIZE], expected[MONEY_TEXT_SIZE], counted[MONEY_TEXT_SIZE];

	text_format(text, sizeof(text), _("%s, when %s was expected"),
		    money_format(counted_fen, counted), money_format(expected_fen, expected));
	return words_line(canvas, line, _("First count"), text);
}

int closed_lines(const struct canvas *canvas, int line, const struct close_record *record)
{
	char text[WORDS_SIZE], when[CLOCK_TEXT_SIZE], payments[MONEY_TEXT_SIZE],
		refunds[MONEY_TEXT_SIZE];

	if (!record)
		return words_line(canvas, line, _("Closing"), _("not closed yet"));
	text_format(text, sizeof(text),
		    _("closed %s by %s at counter %s; payments %s, refunds %s, no-shows %d"),
		    clock_format(record->at_ms, when), record->staff, record->counter,
		    money_format(record->payments_fen, payments),
		    money_format(record->refunds_fen, refunds), record->no_shows);
	line = words_line(canvas, line, _("Closing"), text);
	line = cash_line(canvas, line, record->cash_expected_fen, record->cash_counted_fen);
	if (record->counts > 1 || (record->counts > 0 && record->cash_counted_fen < 0))
		line = first_count_line(canvas, line, record->first_counted_fen,
					record->first_expected_fen);
	return *record->reason ? words_line(canvas, line, _("Reason"), record->reason) : line;
}
