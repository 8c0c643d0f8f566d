#include "ui/screens/register/pay.h"

#include <string.h>

#include "base/language.h"
#include "ui/screens/bookings/booking_facts.h"
#include "ui/screens/large.h"
#include "ui/screens/register/paying.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum {
	DIALOG_COLUMNS = 66,
	DIALOG_LINES = 17,
	LINES_FOR_LARGE = 16,
	LARGE_COLUMN = DRAW_LABEL_COLUMNS + 1
};

struct pay {
	int64_t id;
	struct idem idem; /* of this payment, kept until an answer is known */
	struct booking booking;
	struct problem refusal;
	struct form form;
	struct field field[PAYING_FIELDS];
	struct paying paying;
};

static enum status pay_load(struct screen *screen, struct problem *problem)
{
	struct pay *state = screen->state;
	enum status status = booking_get(screen->desk, state->id, &state->booking);
	int64_t owed_fen;

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	owed_fen = booking_owed_fen(&state->booking);
	paying_set_fee(&state->paying, owed_fen ? owed_fen : state->booking.fee_fen);
	screen->typing = paying_types(&state->paying);
	return STATUS_OK;
}

static enum status pay_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct pay *state = screen->state;

	memcpy(&state->id, argument, sizeof(state->id));
	state->idem = idem_new();
	paying_fields(state->field, words_methods);
	screen_use_form(screen, &state->form, state->field, PAYING_FIELDS);
	paying_begin(&state->paying, screen->desk, &state->form);
	(void)problem;
	return STATUS_OK;
}

static void pay_draw(struct screen *screen, const struct canvas *canvas)
{
	struct pay *state = screen->state;
	char money[MONEY_TEXT_SIZE];
	int line = booking_facts_draw_short(&state->booking, canvas);

	line = words_line(canvas, line, _("Fee"), money_format(state->paying.fee_fen, money));
	if (canvas->lines >= LINES_FOR_LARGE) {
		large_draw(canvas, line, LARGE_COLUMN, money);
		line += LARGE_LINES;
	}
	line++;
	line = form_draw_at(&state->form, canvas, line) + 1;
	words_note(canvas, line, &state->refusal,
		   _("Enter takes the payment. Left and Right choose the method."));
}

/* With what goes back, and why the receipt has another day's date. */
static void say_paid(struct screen *screen, const struct booking *booking)
{
	const struct pay *state = screen->state;
	char receipt[RECEIPT_SIZE], money[MONEY_TEXT_SIZE], note[RECEIPT_NOTE_SIZE];
	char change[PAYING_WORDS_SIZE], text[WORDS_SIZE];

	text_format(text, sizeof(text), _("%s received, %s, receipt %s."),
		    money_format(booking->paid_fen, money), method_word(booking->method),
		    receipt_format(booking->payment_id, receipt));
	paying_words_of_change(&state->paying, change);
	receipt_note(booking->payment_id, desk_today(screen->desk), note);
	screen_say(screen, SAY_GOOD, "%s%s%s%s%s", text, *change ? " " : "", change,
		   *note ? " " : "", note);
}

static unsigned pay_confirm(struct screen *screen)
{
	struct pay *state = screen->state;
	struct booking booking;
	enum status status;

	state->refusal.status = STATUS_OK;
	if (!paying_is_ready(&state->paying, &state->refusal))
		return SCREEN_DRAW;
	status = booking_pay(screen->desk, state->id, (enum method)paying_method(&state->paying),
			     &state->idem, &booking);
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
	say_paid(screen, &booking);
	screen->answer = (struct answer){ .given = true, .id = booking.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned take_command(struct screen *screen, enum command command)
{
	struct pay *state = screen->state;

	/* The arrows, which lead through a list of bookings, choose here. */
	if (command == COMMAND_BOOKINGS_PAY || command == COMMAND_BOOKINGS_NEXT)
		return paying_turn(&state->paying, COMMAND_FORM_RIGHT);
	if (command == COMMAND_BOOKINGS_PREVIOUS)
		return paying_turn(&state->paying, COMMAND_FORM_LEFT);
	switch (paying_command(&state->paying, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return pay_confirm(screen);
	default: return SCREEN_DRAW;
	}
}

static unsigned pay_command(struct screen *screen, enum command command)
{
	struct pay *state = screen->state;
	unsigned reply = take_command(screen, command);

	screen->typing = paying_types(&state->paying);
	return reply;
}

static unsigned pay_text(struct screen *screen, const char *text)
{
	struct pay *state = screen->state;
	unsigned reply = paying_text(&state->paying, text);

	screen->typing = paying_types(&state->paying);
	return reply;
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
	.text = pay_text,
	.applies = pay_applies,
};
