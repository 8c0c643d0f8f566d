#include "ui/screens/today/matters.h"

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "ui/screens/words.h"

/* One thing to deal with; "!" says so where colours do not. */
static int draw_alert(const struct canvas *canvas, int line, const char *text)
{
	draw_text(canvas, line, 0, 1, STYLE_WARNING, "!");
	return line + draw_paragraph(canvas, line, 2, canvas->columns - 2, STYLE_WARNING, text);
}

int matters_draw(const struct open_matters *matters, const struct canvas *canvas)
{
	char text[WORDS_SIZE], amount[MONEY_TEXT_SIZE], day[WORDS_DAY_SIZE];
	int line = 0;

	if (matters->unclosed != DAY_NONE) {
		text_format(text, sizeof(text), _("%s is not closed yet: close it under Day."),
			    words_day(matters->unclosed, day));
		line = draw_alert(canvas, line, text);
	}
	if (matters->unresolved > 0) {
		text_format(text, sizeof(text),
			    _n("%d booking is unresolved: record its outcome under Day.",
			       "%d bookings are unresolved: record their outcomes under Day.",
			       (unsigned long)matters->unresolved),
			    matters->unresolved);
		line = draw_alert(canvas, line, text);
	}
	if (matters->refunds > 0) {
		text_format(text, sizeof(text), _("Refunds due: %d, %s in total (F8)."),
			    matters->refunds, money_format(matters->refunds_fen, amount));
		line = draw_alert(canvas, line, text);
	}
	if (matters->affected > 0) {
		text_format(text, sizeof(text),
			    _("People of suspended sessions not told yet: %d (Roster)."),
			    matters->affected);
		line = draw_alert(canvas, line, text);
	}
	if (matters->orders > 0) {
		text_format(text, sizeof(text),
			    _("Online orders that touch a closed day, to decide about: %d (Day)."),
			    matters->orders);
		line = draw_alert(canvas, line, text);
	}
	if (line == 0)
		line = draw_paragraph(canvas, line, 0, canvas->columns, STYLE_GOOD,
				      _("Nothing needs attention."));
	text_format(text, sizeof(text), _("Banned from online booking today: %d."), matters->bans);
	return line + draw_paragraph(canvas, line, 0, canvas->columns, STYLE_FAINT, text);
}
