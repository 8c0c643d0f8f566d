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

/* Backups, of a clinic that has a place for them. */
static int draw_backup_alert(const struct backup_state *backup, const struct canvas *canvas,
			     int line)
{
	const int days = backup->days[BACKUP_CREATE];
	char text[WORDS_SIZE];

	if (!backup->wanted || (!backup->late && !backup->failed[BACKUP_CREATE]))
		return line;
	if (days < 0)
		text_copy(text, sizeof(text),
			  _("There is no backup yet: frontdesk backup create."));
	else if (backup->failed[BACKUP_CREATE])
		text_format(text, sizeof(text),
			    _n("The last backup FAILED; the last good one is %d day old: "
			       "frontdesk backup create.",
			       "The last backup FAILED; the last good one is %d days old: "
			       "frontdesk backup create.",
			       (unsigned long)days),
			    days);
	else
		text_format(text, sizeof(text),
			    _n("The last backup is %d day old: frontdesk backup create.",
			       "The last backup is %d days old: frontdesk backup create.",
			       (unsigned long)days),
			    days);
	return draw_alert(canvas, line, text);
}

static int draw_backup(const struct backup_state *backup, const struct canvas *canvas, int line)
{
	const int days = backup->days[BACKUP_DRILL];
	char text[WORDS_SIZE], at[CLOCK_TEXT_SIZE];

	if (!backup->wanted || backup->days[BACKUP_CREATE] < 0)
		return line;
	clock_format(backup->last[BACKUP_CREATE].at_ms, at);
	if (backup->failed[BACKUP_DRILL])
		text_format(text, sizeof(text), _("Last backup: %s; trying it out FAILED."), at);
	else if (days < 0)
		text_format(text, sizeof(text), _("Last backup: %s; never tried out."), at);
	else
		text_format(text, sizeof(text),
			    _n("Last backup: %s; tried out %d day ago.",
			       "Last backup: %s; tried out %d days ago.", (unsigned long)days),
			    at, days);
	return line + draw_paragraph(canvas, line, 0, canvas->columns, STYLE_FAINT, text);
}

int matters_draw(const struct open_matters *matters, const struct backup_state *backup,
		 const struct canvas *canvas)
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
	line = draw_backup_alert(backup, canvas, line);
	if (line == 0)
		line = draw_paragraph(canvas, line, 0, canvas->columns, STYLE_GOOD,
				      _("Nothing needs attention."));
	text_format(text, sizeof(text), _("Banned from online booking today: %d."), matters->bans);
	line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_FAINT, text);
	return draw_backup(backup, canvas, line);
}
