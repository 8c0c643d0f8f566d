#include "ui/screens/register/pay.h"

#include <string.h>

#include "base/language.h"
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
	form_init(&state->form, state->field, 1);
	/* Nothing is typed here: a scan, which ends with Enter, must not take money. */
	screen->widget = CONTEXT_FORM;
	(void)problem;
	return STATUS_OK;
}

static void pay_size(const struct screen *screen, int *lines, int *columns)
{
	(void)screen;
	*lines = DIALOG_LINES;
	*columns = DIALOG_COLUMNS;
}

static void pay_draw(struct screen *screen, const struct canvas *canvas)
{
	struct pay *state = screen->state;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];
	struct canvas part;
	int line = 0;

	text_format(text, sizeof(text), "%s, %s, %s", state->booking.patient,
		    state->booking.department, state->booking.doctor);
	line = words_line(canvas, line, _("Booking"), text);
	line = words_line(canvas, line, _("Session"), words_booking_time(&state->booking, text));
	line = words_line(canvas, line, _("Fee"), money_format(state->booking.fee_fen, money)) + 1;
	part = canvas_part(canvas, line, 0, 2, canvas->columns);
	form_draw(&state->form, &part, true);
	if (state->refusal.status)
		draw_paragraph(canvas, line + 2, 0, canvas->columns, STYLE_ERROR,
			       state->refusal.message);
	else
		draw_paragraph(canvas, line + 2, 0, canvas->columns, STYLE_DIM,
			       _("Enter takes the payment. Left and Right choose how."));
}

static unsigned pay(struct screen *screen)
{
	struct pay *state = screen->state;
	struct booking booking;
	char receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE];
	enum status status = booking_pay(screen->desk, state->id,
					 (enum method)state->field[0].choice, &state->idem,
					 &booking);

	if (status) {
		state->refusal = screen->desk->problem;
		if (!status_is_refusal(status))
			text_format(state->refusal.message, sizeof(state->refusal.message),
				    _("NOT saved. %s Enter tries again."),
				    screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, _("%s taken, %s, receipt %s."),
		   money_format(booking.paid_fen, money), method_word(booking.method),
		   receipt_format(booking.payment_id, receipt));
	screen->answer = (struct answer){ .given = true, .id = booking.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned pay_command(struct screen *screen, enum command command)
{
	struct pay *state = screen->state;

	if (command == COMMAND_BOOKINGS_PAY)
		command = COMMAND_FORM_RIGHT;
	switch (form_command(&state->form, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return pay(screen);
	default: return SCREEN_DRAW;
	}
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
	.open = pay_open,
	.load = pay_load,
	.draw = pay_draw,
	.command = pay_command,
	.applies = pay_applies,
	.size = pay_size,
};
