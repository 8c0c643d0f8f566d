#include "ui/screens/bookings/cancel.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/cancel.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { REASON, IN_FULL, REFUND_BY, FIELD_COUNT };
enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 14 };

struct cancel {
	int64_t id;
	struct idem idem; /* of this cancelling, kept until an answer is known */
	struct booking booking;
	struct cancel_terms terms;
	struct problem refusal; /* why it cannot be done as it stands; STATUS_OK */
	struct form form;
	struct field field[FIELD_COUNT];
};

static const char *const no_yes[] = { N_("no"), N_("yes, approved by a manager"), NULL };

static struct cancel_wish wish_of(const struct cancel *state)
{
	int way = state->field[REFUND_BY].choice;

	return (struct cancel_wish){ .id = state->id,
				     .channel = CHANNEL_COUNTER,
				     .reason = form_value(&state->form, REASON),
				     .override = state->field[IN_FULL].choice == 1,
				     .other_method = way > 0,
				     .method = way > 0 ? (enum method)(way - 1) : METHOD_CASH,
				     .idem = state->idem };
}

/* Works the refund out again, after each change of the form. */
static void work_out(struct screen *screen)
{
	struct cancel *state = screen->state;
	struct cancel_wish wish = wish_of(state);

	state->refusal.status = STATUS_OK;
	if (booking_cancel_terms(screen->desk, &wish, &state->terms))
		state->refusal = screen->desk->problem;
}

static enum status cancel_load(struct screen *screen, struct problem *problem)
{
	struct cancel *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	work_out(screen);
	return STATUS_OK;
}

static enum status cancel_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct cancel *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	state->idem = idem_new();
	state->field[REASON] = (struct field){ .label = N_("Reason"),
					       .limit = EDIT_SIZE,
					       .columns = 48 };
	state->field[IN_FULL] = (struct field){
		.label = N_("In full"), .kind = FIELD_CHOICE, .columns = 32, .choices = no_yes
	};
	state->field[REFUND_BY] = (struct field){ .label = N_("Refund by"),
						  .kind = FIELD_CHOICE,
						  .columns = 32,
						  .choices = words_refund_methods };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	(void)problem;
	return STATUS_OK;
}

static void cancel_draw(struct screen *screen, const struct canvas *canvas)
{
	struct cancel *state = screen->state;
	char text[WORDS_SIZE];
	int line = booking_facts_draw_short(&state->booking, canvas);

	if (state->refusal.status) {
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_DANGER,
				       state->refusal.message);
	} else {
		line = words_line(canvas, line, _("Refund"),
				  words_cancel_terms(&state->booking, &state->terms, text));
	}
	line = form_draw_at(&state->form, canvas, line + 1);
	draw_keys(canvas, line + 1, 0, canvas->columns,
		  _("F9 cancels the booking. Enter goes to the next field. Esc keeps the "
		    "booking."));
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct cancel *state = screen->state;
	const char *sentence = screen->desk->problem.message;

	/* It was done before, with something else: what is asked now is another thing. */
	if (status == STATUS_KEY_REUSED)
		state->idem = idem_new();
	if (status == STATUS_BAD_VALUE || status == STATUS_BAD_TEXT) {
		form_problem(&state->form, REASON, sentence);
	} else if (status_is_refusal(status)) {
		state->refusal = screen->desk->problem;
		screen_say_problem(screen, &screen->desk->problem);
	} else {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), sentence);
	}
	return SCREEN_DRAW;
}

/* At midnight another refund is due than the one that is on the screen: it is shown first. */
static bool refund_has_changed(struct screen *screen)
{
	struct cancel *state = screen->state;
	int64_t shown_fen = state->terms.refund_fen;

	if (state->refusal.status)
		return false;
	work_out(screen);
	if (state->refusal.status || state->terms.refund_fen == shown_fen)
		return false;
	screen_say(screen, SAY_ERROR, "%s",
		   _("NOT cancelled: the refund has just changed. Look again, then press F9."));
	return true;
}

static unsigned cancel_confirm(struct screen *screen)
{
	struct cancel *state = screen->state;
	struct cancel_wish wish = wish_of(state);
	struct booking booking;
	char money[MONEY_TEXT_SIZE];
	enum status status;

	form_forget_problems(&state->form);
	if (refund_has_changed(screen))
		return SCREEN_DRAW;
	status = booking_cancel(screen->desk, &wish, &booking);
	if (status)
		return refused(screen, status);
	if (booking.refund_state == REFUND_DONE)
		screen_say(screen, SAY_GOOD, _("Cancelled. Hand over %s in %s now."),
			   money_format(booking.refund_fen, money),
			   method_word(booking.refund_method));
	else if (booking.refund_state != REFUND_NONE)
		screen_say(screen, SAY_GOOD, _("Cancelled. Refund of %s by %s: %s."),
			   money_format(booking.refund_fen, money),
			   method_word(booking.refund_method),
			   refund_state_word(booking.refund_state));
	else
		screen_say(screen, SAY_GOOD, "%s", _("Cancelled. No money is returned."));
	screen->answer = (struct answer){ .given = true, .id = booking.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

const struct screen_ops cancel_screen = {
	.name = "cancel",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Cancel the booking"),
	.state_size = sizeof(struct cancel),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = cancel_open,
	.load = cancel_load,
	.draw = cancel_draw,
	.confirm = cancel_confirm,
	.changed = work_out,
};
