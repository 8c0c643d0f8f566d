#include "ui/screens/register/pay.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { DIALOG_COLUMNS = 60, DIALOG_LINES = 9 };

struct pay {
	int64_t id;
	struct idem idem; /* of this payment, kept until an answer is known */
	struct booking booking;
	struct problem refusal;
	struct form form;
	struct field field[1];
};

static enum status pay_load(struct screen *screen, struct problem *problem)
{
	struct pay *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status pay_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct pay *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	state->idem = idem_new();
	state->field[0] = (struct field){ .label = N_("Payment"),
					  .kind = FIELD_CHOICE,
					  .columns = 20,
					  .choices = words_methods };
	screen_use_form(screen, &state->form, state->field, 1);
	/* Nothing is typed here: a scan, which ends with Enter, must not take money. */
	screen->typing = false;
	(void)problem;
	return STATUS_OK;
}

static void pay_draw(struct screen *screen, const struct canvas *canvas)
{
	struct pay *state = screen->state;
	char money[MONEY_TEXT_SIZE];
	int line = booking_facts_draw_short(&state->booking, canvas);

	line = words_line(canvas, line, _("Fee"), money_format(state->booking.fee_fen, money)) + 1;
	line = form_draw_at(&state->form, canvas, line) + 1;
	words_note(canvas, line, &state->refusal,
		   _("Enter takes the payment. Left and Right choose the method."));
}

static unsigned pay_confirm(struct screen *screen)
{
	struct pay *state = screen->state;
	struct booking booking;
	char receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE], note[RECEIPT_NOTE_SIZE];
	enum status status = booking_pay(screen->desk, state->id,
					 (enum method)state->field[0].choice, &state->idem,
					 &booking);

	if (status) {
		/* It was done before, with something else: what is asked now is another thing. */
		if (status == STATUS_KEY_REUSED)
			state->idem = idem_new();
		state->refusal = screen->desk->problem;
		if (!status_is_refusal(status))
			text_format(state->refusal.message, sizeof(state->refusal.message),
				    _("NOT saved. %s Press Enter to try again."),
				    screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	money_format(booking.paid_fen, money);
	receipt_format(booking.payment_id, receipt);
	if (*receipt_note(booking.payment_id, desk_today(screen->desk), note))
		screen_say(screen, SAY_GOOD, _("%s received, %s, receipt %s. %s"), money,
			   method_word(booking.method), receipt, note);
	else
		screen_say(screen, SAY_GOOD, _("%s received, %s, receipt %s."), money,
			   method_word(booking.method), receipt);
	screen->answer = (struct answer){ .given = true, .id = booking.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned pay_command(struct screen *screen, enum command command)
{
	struct pay *state = screen->state;

	/* The arrows, which lead through a list of bookings, choose here. */
	switch (command) {
	case COMMAND_BOOKINGS_PAY:
	case COMMAND_BOOKINGS_NEXT: form_command(&state->form, COMMAND_FORM_RIGHT); break;
	case COMMAND_BOOKINGS_PREVIOUS: form_command(&state->form, COMMAND_FORM_LEFT); break;
	default: return SCREEN_PASS;
	}
	return SCREEN_DRAW;
}

static bool pay_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_BOOKINGS;
}

const struct screen_ops pay_screen = {
	.name = "pay",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Take the payment"),
	.state_size = sizeof(struct pay),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = pay_open,
	.load = pay_load,
	.draw = pay_draw,
	.command = pay_command,
	.confirm = pay_confirm,
	.applies = pay_applies,
};
