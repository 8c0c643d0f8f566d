#include "ui/screens/desk/undo.h"

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/day/undo.h"
#include "ui/screens/words.h"

enum { BOX_LINES = 7, BOX_COLUMNS = 64 };

static enum status undo_open(struct screen *screen, const void *argument, struct problem *problem)
{
	(void)argument;
	if (undo_look(screen->desk, screen->state)) {
		*problem = screen->desk->problem;
		return problem->status;
	}
	screen->widget = CONTEXT_DIALOG;
	return STATUS_OK;
}

static void undo_draw(struct screen *screen, const struct canvas *canvas)
{
	const struct undo *undo = screen->state;
	const struct booking *booking = &undo->booking;
	char text[WORDS_SIZE], time[MINUTE_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
	int line;

	line = words_line(canvas, 0, _("Last action"), audit_action_words(undo->action));
	line = words_line(canvas, line, _("At"), words_time(undo->at_ms, time));
	text_format(text, sizeof(text), _("number %d, %s, %s"), booking->number, booking->patient,
		    booking->doctor);
	line = words_line(canvas, line, _("Booking"), text);
	if (undo->back_fen > 0) {
		text_format(text, sizeof(text), _("%s by %s"), money_format(undo->back_fen, amount),
			    method_word(booking->method));
		line = words_line(canvas, line, _("To refund"), text);
	}
	draw_keys(canvas, line + 1, 0, canvas->columns,
		  _("F9 undoes it; both stay in the history. Enter and Esc leave it."));
}

static unsigned take_back(struct screen *screen)
{
	const struct undo *undo = screen->state;
	struct booking booking;

	if (undo_last(screen->desk, undo->seq, &booking)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_CLOSE | SCREEN_RELOAD;
	}
	screen_say(screen, SAY_GOOD, _("Undone: %s, number %d, %s."),
		   audit_action_words(undo->action), booking.number, booking.patient);
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned undo_command(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_DIALOG_YES: return take_back(screen);
	case COMMAND_DIALOG_NO: return SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
}

const struct screen_ops undo_screen = {
	.name = "undo",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Undo"),
	.state_size = sizeof(struct undo),
	.lines = BOX_LINES,
	.columns = BOX_COLUMNS,
	.open = undo_open,
	.draw = undo_draw,
	.command = undo_command,
};
