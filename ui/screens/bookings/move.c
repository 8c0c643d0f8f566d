#include "ui/screens/bookings/move.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/move.h"
#include "ui/screens/bookings/move_facts.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 15, UNPAID = METHOD_COUNT };

struct moving {
	struct move_request request;
	struct idem idem; /* of this move, kept until an answer is known */
	struct session session;
	struct moved terms; /* what it would come to now */
	struct problem refusal;
	char note[PROBLEM_MESSAGE_SIZE]; /* where else the patient has to be then; "" */
	bool not_saved;			 /* the last try met a failure of the store */
	struct form form;
	struct field field[1];
};

static struct move_wish wish_of(const struct moving *state)
{
	const int choice = state->field[0].choice;

	return (struct move_wish){ .id = state->request.booking_id,
				   .session_id = state->request.session_id,
				   .pay = choice != UNPAID,
				   .method = choice == UNPAID ? METHOD_CASH : (enum method)choice,
				   .idem = state->idem };
}

static void work_out(struct desk *desk, struct moving *state)
{
	struct move_wish wish = wish_of(state);

	/* Of the same rules and figures, without taking money. */
	wish.pay = false;
	state->refusal.status = STATUS_OK;
	if (booking_move_terms(desk, &wish, &state->terms))
		state->refusal = desk->problem;
}

/* Allowed, but said before F9. The booking that is moved is no other one. */
static enum status look_elsewhere(struct desk *desk, struct moving *state)
{
	const struct booking *to = &state->terms.to;
	struct booking other;
	bool found = false;
	enum status status = STATUS_OK;

	state->note[0] = '\0';
	if (!state->refusal.status)
		status = booking_elsewhere(desk, to->patient_id, to->session_id, to->expected_ms,
					   &other, &found);
	if (!status && found && other.id != state->request.booking_id)
		booking_say_elsewhere(&other, state->note, sizeof(state->note));
	return status;
}

static enum status move_load(struct screen *screen, struct problem *problem)
{
	struct moving *state = screen->state;
	enum status status = session_get_bare(screen->desk, state->request.session_id,
					      &state->session);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	/* What the store's failure said stays until the next try. */
	if (!state->not_saved)
		work_out(screen->desk, state);
	status = look_elsewhere(screen->desk, state);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status move_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct moving *state = screen->state;

	memcpy(&state->request, argument, sizeof(state->request));
	state->idem = idem_new();
	state->field[0] = (struct field){ .label = N_("Payment"),
					  .kind = FIELD_CHOICE,
					  .columns = 20,
					  .choices = words_payments };
	screen_use_form(screen, &state->form, state->field, 1);
	/* Nothing is typed here: a scan, which ends with Enter, must not move anybody. */
	screen->typing = false;
	(void)problem;
	return STATUS_OK;
}

static void move_draw(struct screen *screen, const struct canvas *canvas)
{
	struct moving *state = screen->state;
	const struct moved *terms = &state->terms;
	int line = move_facts_draw(terms, &state->session, !state->refusal.status, canvas);

	if (state->note[0])
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING,
				       state->note);
	line++;
	if (terms->due_fen)
		line = form_draw_at(&state->form, canvas, line) + 1;
	words_note(canvas, line, &state->refusal,
		   terms->due_fen ? _("F9 moves the booking. Left and Right choose the payment "
				      "method. Esc goes back.")
				  : _("F9 moves the booking. Esc goes back."));
}

/* Another counter booked, or paid, meanwhile: that is shown first. */
static bool terms_have_changed(struct screen *screen)
{
	struct moving *state = screen->state;
	const struct moved shown = state->terms;

	work_out(screen->desk, state);
	if (state->refusal.status ||
	    (state->terms.to.number == shown.to.number && state->terms.due_fen == shown.due_fen &&
	     state->terms.back_fen == shown.back_fen))
		return false;
	screen_say(screen, SAY_ERROR, "%s",
		   _("NOT moved: number or money have just changed. Look again, then press "
		     "F9."));
	return true;
}

static unsigned move_confirm(struct screen *screen)
{
	struct moving *state = screen->state;
	struct move_wish wish = wish_of(state);
	char expected[PROBLEM_MESSAGE_SIZE];
	struct moved moved;
	enum status status;

	if (!state->not_saved && (terms_have_changed(screen) || state->refusal.status))
		return SCREEN_DRAW;
	status = booking_move(screen->desk, &wish, &moved);
	if (status) {
		state->refusal = screen->desk->problem;
		state->not_saved = !status_is_refusal(status);
		if (state->not_saved)
			text_format(state->refusal.message, sizeof(state->refusal.message),
				    _("NOT saved. %s Press F9 to try again."),
				    screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, _("Moved. %s"),
		   booking_say_expected(&moved.to, expected, sizeof(expected)));
	screen->answer = (struct answer){ .given = true, .id = moved.to.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

const struct screen_ops move_screen = {
	.name = "move",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Move the booking"),
	.state_size = sizeof(struct moving),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = move_open,
	.load = move_load,
	.draw = move_draw,
	.confirm = move_confirm,
};
