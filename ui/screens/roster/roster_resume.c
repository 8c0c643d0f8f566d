#include "ui/screens/roster/roster_resume.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/suspension.h"
#include "ui/screens/roster/roster_suspend.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 13 };

struct resuming {
	int64_t session_id;
	struct session session;
	struct resumption terms;
	struct problem refusal; /* why it cannot be done; STATUS_OK */
	struct form form;
	struct field field[1];
};

static enum status roster_resume_load(struct screen *screen, struct problem *problem)
{
	struct resuming *state = screen->state;
	enum status status = session_get(screen->desk, state->session_id, &state->session);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	state->refusal.status = STATUS_OK;
	if (session_resume_terms(screen->desk, state->session_id, &state->terms))
		state->refusal = screen->desk->problem;
	return STATUS_OK;
}

static enum status roster_resume_open(struct screen *screen, const void *argument,
				      struct problem *problem)
{
	struct resuming *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	state->field[0] = (struct field){ .label = N_("Reason"),
					  .limit = EDIT_SIZE,
					  .columns = 48 };
	screen_use_form(screen, &state->form, state->field, 1);
	return STATUS_OK;
}

static void roster_resume_draw(struct screen *screen, const struct canvas *canvas)
{
	struct resuming *state = screen->state;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];
	int line = 0;

	line = words_line(canvas, line, _("Doctor"), words_doctor(&state->session, text));
	line = words_line(canvas, line, _("Session"), words_session_time(&state->session, text));
	if (state->refusal.status) {
		draw_paragraph(canvas, line + 1, 0, canvas->columns, STYLE_DANGER,
			       state->refusal.message);
		return;
	}
	line = words_line(canvas, line, _("Suspended"), state->session.reason);
	text_format(text, sizeof(text),
		    _n("%d booking comes back; %s yuan of requested refunds are withdrawn",
		       "%d bookings come back; %s yuan of requested refunds are withdrawn",
		       (unsigned long)state->terms.back),
		    state->terms.back, money_format(state->terms.paid_fen, money));
	line = words_line(canvas, line, _("Affected"), text) + 1;
	line = form_draw_at(&state->form, canvas, line);
	draw_paragraph(canvas, line + 1, 0, canvas->columns, STYLE_FAINT,
		       _("F9 takes the suspension back. Who was told of it has to be called "
			 "again. Esc leaves it as it is."));
}

static unsigned roster_resume_confirm(struct screen *screen)
{
	struct resuming *state = screen->state;
	struct resumption done;
	enum status status;

	form_forget_problems(&state->form);
	if (state->refusal.status)
		return SCREEN_DRAW;
	status = session_resume(screen->desk, state->session_id, form_value(&state->form, 0),
				&done);
	if (status)
		return roster_suspend_refused(screen, &state->form, &state->refusal, status);
	screen_say(screen, SAY_GOOD,
		   _n("The session is open again: %d booking is back, %d told of the suspension.",
		      "The session is open again: %d bookings are back, %d told of the suspension.",
		      (unsigned long)done.back),
		   done.back, done.told);
	screen->answer = (struct answer){ .given = true, .id = state->session_id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static bool roster_resume_applies(const struct screen *screen, enum command command)
{
	const struct resuming *state = screen->state;

	return command != COMMAND_DIALOG_YES || !state->refusal.status;
}

const struct screen_ops roster_resume_screen = {
	.name = "roster_resume",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Take the suspension back"),
	.state_size = sizeof(struct resuming),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = roster_resume_open,
	.load = roster_resume_load,
	.draw = roster_resume_draw,
	.confirm = roster_resume_confirm,
	.applies = roster_resume_applies,
};
