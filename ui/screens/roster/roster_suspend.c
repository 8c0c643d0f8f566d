#include "ui/screens/roster/roster_suspend.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/suspension.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 12 };

struct suspending {
	int64_t session_id;
	struct session session;
	struct suspension terms;
	struct problem refusal; /* why it cannot be done; STATUS_OK */
	struct form form;
	struct field field[1];
};

static void work_out(struct screen *screen)
{
	struct suspending *state = screen->state;

	state->refusal.status = STATUS_OK;
	if (session_suspend_terms(screen->desk, state->session_id, &state->terms))
		state->refusal = screen->desk->problem;
}

static enum status roster_suspend_load(struct screen *screen, struct problem *problem)
{
	struct suspending *state = screen->state;
	enum status status = session_get(screen->desk, state->session_id, &state->session);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	work_out(screen);
	return STATUS_OK;
}

static enum status roster_suspend_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct suspending *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	state->field[0] = (struct field){ .label = N_("Reason"),
					  .limit = EDIT_SIZE,
					  .columns = 48 };
	screen_use_form(screen, &state->form, state->field, 1);
	return STATUS_OK;
}

static void terms_words(const struct suspension *terms, char out[WORDS_SIZE])
{
	char money[MONEY_TEXT_SIZE];

	if (terms->affected == 0)
		text_copy(out, WORDS_SIZE, _("nobody is booked"));
	else
		text_format(out, WORDS_SIZE,
			    _n("%d booking is cancelled; %s yuan to be refunded",
			       "%d bookings are cancelled; %s yuan to be refunded",
			       (unsigned long)terms->affected),
			    terms->affected, money_format(terms->refund_fen, money));
}

static void roster_suspend_draw(struct screen *screen, const struct canvas *canvas)
{
	struct suspending *state = screen->state;
	char text[WORDS_SIZE];
	int line = 0;

	line = words_line(canvas, line, _("Doctor"), words_doctor(&state->session, text));
	line = words_line(canvas, line, _("Session"), words_session_time(&state->session, text));
	if (state->refusal.status) {
		draw_paragraph(canvas, line + 1, 0, canvas->columns, STYLE_DANGER,
			       state->refusal.message);
		return;
	}
	terms_words(&state->terms, text);
	line = words_line(canvas, line, _("Affected"), text) + 1;
	line = form_draw_at(&state->form, canvas, line);
	draw_paragraph(
		canvas, line + 1, 0, canvas->columns, STYLE_FAINT,
		_("F9 suspends the session; it can be taken back until a refund is "
		  "submitted. Nothing counts against the patients. Esc leaves it as it is."));
}

unsigned roster_suspend_refused(struct screen *screen, struct form *form, struct problem *refusal,
				enum status status)
{
	const struct problem *problem = &screen->desk->problem;

	if (status == STATUS_BAD_VALUE || status == STATUS_BAD_TEXT)
		form_problem(form, 0, problem->message);
	else if (status_is_refusal(status))
		*refusal = *problem;
	else
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), problem->message);
	return SCREEN_DRAW;
}

/* Somebody was booked at another counter meanwhile: that is shown first. */
static bool terms_have_changed(struct screen *screen)
{
	struct suspending *state = screen->state;
	struct suspension shown = state->terms;

	work_out(screen);
	if (state->refusal.status || (state->terms.affected == shown.affected &&
				      state->terms.refund_fen == shown.refund_fen))
		return false;
	screen_say(screen, SAY_ERROR, "%s",
		   _("NOT suspended: the bookings have just changed. Look again, then press F9."));
	return true;
}

static unsigned roster_suspend_confirm(struct screen *screen)
{
	struct suspending *state = screen->state;
	struct suspension done;
	char money[MONEY_TEXT_SIZE];
	enum status status;

	form_forget_problems(&state->form);
	if (state->refusal.status || terms_have_changed(screen))
		return SCREEN_DRAW;
	status = session_suspend(screen->desk, state->session_id, form_value(&state->form, 0),
				 &done);
	if (status)
		return roster_suspend_refused(screen, &state->form, &state->refusal, status);
	if (done.affected)
		screen_say(screen, SAY_GOOD,
			   _n("Suspended: %d person to tell, %s yuan to refund.",
			      "Suspended: %d people to tell, %s yuan to refund.",
			      (unsigned long)done.affected),
			   done.affected, money_format(done.refund_fen, money));
	else
		screen_say(screen, SAY_GOOD, "%s", _("Suspended; nobody was booked."));
	screen->answer = (struct answer){ .given = true,
					  .choice = done.affected > 0,
					  .id = state->session_id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static bool roster_suspend_applies(const struct screen *screen, enum command command)
{
	const struct suspending *state = screen->state;

	return command != COMMAND_DIALOG_YES || !state->refusal.status;
}

const struct screen_ops roster_suspend_screen = {
	.name = "roster_suspend",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Suspend the session"),
	.state_size = sizeof(struct suspending),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = roster_suspend_open,
	.load = roster_suspend_load,
	.draw = roster_suspend_draw,
	.confirm = roster_suspend_confirm,
	.applies = roster_suspend_applies,
};
