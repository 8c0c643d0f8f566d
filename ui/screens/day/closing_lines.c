#include "ui/screens/day/closing_lines.h"

#include "base/language.h"
#include "ui/screens/day/closed_lines.h"
#include "ui/screens/day/pending_lines.h"
#include "ui/screens/words.h"

enum { NAMES_MAX = 6, LINES_LEAST = 11 };

static int draw_bans(const struct closing *closing, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], until[DAY_TEXT_SIZE];

	for (size_t i = 0; i < closing->ban_count && i < NAMES_MAX; i++) {
		text_format(text, sizeof(text), _("%s, from online booking until %s"),
			    closing->bans[i].patient, day_format(closing->bans[i].until, until));
		line = words_line(canvas, line, i == 0 ? _("Banned") : "", text);
	}
	if (closing->ban_count > NAMES_MAX)
		draw_format(canvas, line++, 0, STYLE_FAINT, _("and %d more"),
			    (int)closing->ban_count - NAMES_MAX);
	return line;
}

static int draw_open(const struct closing *closing, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], time[WORDS_DAY_SIZE];

	for (size_t i = 0; i < closing->open_count && i < NAMES_MAX; i++) {
		const struct session *session = &closing->open[i];

		text_format(text, sizeof(text), "%s, %s, %s", session->department, session->doctor,
			    words_minutes(session->start_minute, session->end_minute, time));
		line = words_line(canvas, line, i == 0 ? _("Still open") : "", text);
	}
	if (closing->open_count > NAMES_MAX)
		draw_format(canvas, line++, 0, STYLE_FAINT, _("and %d more"),
			    (int)closing->open_count - NAMES_MAX);
	return line;
}

static int draw_cash(const struct closing *closing, const struct canvas *canvas, int line)
{
	if (!closing->closed)
		return line;
	line = cash_line(canvas, line, closing->cash_expected_fen, closing->cash_counted_fen);
	if (closing->count_count > 1)
		line = first_count_line(canvas, line, closing->counts[0].counted_fen,
					closing->counts[0].expected_fen);
	return *closing->reason ? words_line(canvas, line, _("Reason"), closing->reason) : line;
}

int closing_lines_count(const struct closing *closing)
{
	const int bans = closing->ban_count < NAMES_MAX ? (int)closing->ban_count : NAMES_MAX + 1;
	const int open = closing->open_count < NAMES_MAX ? (int)closing->open_count : NAMES_MAX + 1;

	return LINES_LEAST + bans + open + (closing->not_seen > 0) + (*closing->reason != '\0') +
	       (closing->count_count > 1) + closing->pending_unknown +
	       pending_lines_count(&closing->pending);
}

void closing_lines_draw(const struct closing *closing, const struct canvas *canvas)
{
	char text[WORDS_SIZE];
	int line;

	if (closing->was_closed)
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING,
				      _("The day was already closed; nothing was done."));
	else if (closing->closed)
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_GOOD,
				      _("The day is closed."));
	else
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING,
				      _("The day stays open: some sessions are still running. "
					"Close it again when they are over."));
	line++;
	if (closing->earlier_days > 0) {
		text_format(text, sizeof(text),
			    _n("%d that was still open was closed first",
			       "%d that were still open were closed first",
			       (unsigned)closing->earlier_days),
			    closing->earlier_days);
		line = words_line(canvas, line, _("Days before"), text);
	}
	text_format(text, sizeof(text), _("%d closed"), closing->sessions_closed);
	line = words_line(canvas, line, _("Sessions"), text);
	text_format(text, sizeof(text), "%d", closing->no_shows);
	line = words_line(canvas, line, _("No-shows"), text);
	if (closing->not_seen > 0) {
		text_format(text, sizeof(text), "%d", closing->not_seen);
		line = words_line(canvas, line, _("Not seen"), text);
	}
	line = draw_bans(closing, canvas, line);
	line = draw_open(closing, canvas, line);
	if (closing->pending_unknown)
		line = words_line(canvas, line, _("Open"), _("not recorded"));
	else
		line = pending_lines(&closing->pending, canvas, line);
	line = draw_cash(closing, canvas, line);
	draw_keys(canvas, line + 1, 0, canvas->columns, _("Enter goes on."));
}
