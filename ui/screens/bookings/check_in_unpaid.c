#include "ui/screens/bookings/check_in_unpaid.h"

#include <string.h>

#include "base/language.h"
#include "desk/queue/queue.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { DIALOG_COLUMNS = 64, DIALOG_LINES = 11 };

struct check_in_unpaid {
	int64_t id;
	struct idem idem; /* of the payment, kept until an answer is known */
	struct booking booking;
	struct problem refusal;
	struct form form;
	struct field field[1];
};

static enum status check_in_unpaid_load(struct screen *screen, struct problem *problem)
{
	struct check_in_unpaid *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status check_in_unpaid_open(struct screen *screen, const void *argument,
					struct problem *problem)
{
	struct check_in_unpaid *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	state->idem = idem_new();
	state->field[0] = (struct field){ .label = N_("Payment"),
					  .kind = FIELD_CHOICE,
					  .columns = 20,
					  .choices = words_methods };
	screen_use_form(screen, &state->form, state->field, 1);
	/* Nothing is typed here: the next scan's digits belong to nobody's fee. */
	screen->typing = false;
	(void)problem;
	return STATUS_OK;
}

static bool is_refused(const struct screen *screen)
{
	return strcmp(screen->desk->settings.queue_unpaid, "refuse") == 0;
}

static void check_in_unpaid_draw(struct screen *screen, const struct canvas *canvas)
{
	struct check_in_unpaid *state = screen->state;
	char owed[MONEY_TEXT_SIZE];
	int line = booking_facts_draw_short(&state->booking, canvas);

	draw_format(canvas, line + 1, 0, STYLE_WARNING, _("NOT PAID: %s is owed."),
		    money_format(booking_owed_fen(&state->booking), owed));
	line = form_draw_at(&state->form, canvas, line + 3) + 1;
	words_note(canvas, line, &state->refusal,
		   is_refused(screen)
			   ? _("F9 takes the payment and checks in. Left and Right choose the "
			       "method. By the clinic's rule nobody checks in before.")
			   : _("F9 takes the payment and checks in; F6 checks in all the same. "
			       "Left and Right choose the method. Esc leaves it."));
}

/* The payment is safe: whether the patient got in is said with it. */
static unsigned check_in_paid(struct screen *screen, const struct booking *paid)
{
	char receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE];
	struct booking now;

	money_format(paid->paid_fen, money);
	receipt_format(paid->payment_id, receipt);
	if (queue_check_in(screen->desk, paid->id, &now))
		screen_say(screen, SAY_ERROR, _("%s received, receipt %s. NOT checked in: %s"),
			   money, receipt, screen->desk->problem.message);
	else
		screen_say(screen, SAY_GOOD,
			   _("%s received, %s, receipt %s. Checked in: number %d, %s, room %s."),
			   money, method_word(paid->method), receipt, now.number, now.patient,
			   now.room);
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned check_in_unpaid_pay(struct screen *screen)
{
	struct check_in_unpaid *state = screen->state;
	struct booking paid;
	enum status status = booking_pay(screen->desk, state->id,
					 (enum method)state->field[0].choice, &state->idem, &paid);

	if (!status)
		return check_in_paid(screen, &paid);
	if (status == STATUS_KEY_REUSED)
		state->idem = idem_new();
	state->refusal = screen->desk->problem;
	if (!status_is_refusal(status))
		text_format(state->refusal.message, sizeof(state->refusal.message),
			    _("NOT saved. %s Press F9 to try again."),
			    screen->desk->problem.message);
	return SCREEN_DRAW;
}

static unsigned check_in_unpaid_anyway(struct screen *screen)
{
	struct check_in_unpaid *state = screen->state;
	struct booking now;
	char owed[MONEY_TEXT_SIZE];

	if (queue_check_in(screen->desk, state->id, &now)) {
		state->refusal = screen->desk->problem;
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_ERROR, _("Checked in: number %d, %s. NOT PAID: %s is owed."),
		   now.number, now.patient, money_format(booking_owed_fen(&now), owed));
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned check_in_unpaid_command(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_CHECKIN_PAY: return check_in_unpaid_pay(screen);
	case COMMAND_CHECKIN_UNPAID: return check_in_unpaid_anyway(screen);
	default: return SCREEN_PASS;
	}
}

static bool check_in_unpaid_applies(const struct screen *screen, enum command command)
{
	return command != COMMAND_CHECKIN_UNPAID || !is_refused(screen);
}

const struct screen_ops check_in_unpaid_screen = {
	.name = "check_in_unpaid",
	.context = CONTEXT_CHECKIN,
	.weighty = true,
	.title = N_("Check in: not paid"),
	.state_size = sizeof(struct check_in_unpaid),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = check_in_unpaid_open,
	.load = check_in_unpaid_load,
	.draw = check_in_unpaid_draw,
	.command = check_in_unpaid_command,
	.applies = check_in_unpaid_applies,
};
