#include "ui/screens/online/online_decide.h"

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/online/order_look.h"
#include "ui/screens/online/refused_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { QUESTION_SURE };
enum { REASON, FIELD_COUNT };
enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 9 };

struct decide {
	struct order_row row;
	bool carry_out;
	int64_t back_fen; /* what deciding so would send back */
	struct form form;
	struct field field[FIELD_COUNT];
};

static struct order_decision decision_of(const struct decide *state)
{
	return (struct order_decision){ .order_no = state->row.order.order_no,
					.seq = state->row.seq,
					.carry_out = state->carry_out,
					.reason = form_value(&state->form, REASON) };
}

static enum status online_decide_load(struct screen *screen, struct problem *problem)
{
	struct decide *state = screen->state;
	const struct order_decision decision = decision_of(state);
	enum status status = order_look_terms(screen->desk, &decision, &state->back_fen);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status online_decide_open(struct screen *screen, const void *argument,
				      struct problem *problem)
{
	struct decide *state = screen->state;
	const struct decide_about *about = argument;

	(void)problem;
	state->row = *about->row;
	state->carry_out = about->carry_out;
	state->field[REASON] = (struct field){ .label = N_("Reason"),
					       .limit = EDIT_SIZE,
					       .columns = 48 };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	return STATUS_OK;
}

static void online_decide_draw(struct screen *screen, const struct canvas *canvas)
{
	struct decide *state = screen->state;
	char text[REFUSED_WORDS_SIZE], money[MONEY_TEXT_SIZE];
	int line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL,
				  refused_rows_words(&state->row, text));

	if (state->back_fen)
		text_format(text, sizeof(text), _("%s yuan, requested at once"),
			    money_format(state->back_fen, money));
	else
		text_copy(text, sizeof(text), _("nothing"));
	line = words_line(canvas, line + 1, _("Goes back"), text);
	form_draw_at(&state->form, canvas, line);
}

static unsigned online_decide_confirm(struct screen *screen)
{
	struct decide *state = screen->state;
	const char *name = state->row.order.name, *number = state->row.order.order_no;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	form_forget_problems(&state->form);
	if (!*form_value(&state->form, REASON)) {
		form_problem(&state->form, REASON, _("A short reason is needed for the record."));
		return SCREEN_DRAW;
	}
	money_format(state->back_fen, money);
	if (state->back_fen)
		text_format(text, sizeof(text),
			    state->carry_out
				    ? _("%s yuan go back to %s. Carry out the cancellation of "
					"order %s?")
				    : _("%s yuan go back to %s. Leave order %s refused?"),
			    money, name, number);
	else
		text_format(text, sizeof(text),
			    state->carry_out ? _("No money goes back to %s. Carry out the "
						 "cancellation of order %s?")
					     : _("No money goes back to %s. Leave order %s "
						 "refused?"),
			    name, number);
	dialog_ask(screen, QUESTION_SURE, state->carry_out ? _("Carry out") : _("Leave refused"),
		   text);
	return SCREEN_DRAW;
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct decide *state = screen->state;
	const char *sentence = screen->desk->problem.message;

	if (status == STATUS_BAD_TEXT)
		form_problem(&state->form, REASON, sentence);
	else if (status_is_refusal(status))
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), sentence);
	return SCREEN_DRAW;
}

static unsigned online_decide_result(struct screen *screen, int question,
				     const struct answer *answer)
{
	struct decide *state = screen->state;
	const struct order_decision decision = decision_of(state);
	char money[MONEY_TEXT_SIZE];
	int64_t back_fen;
	enum status status;

	if (question != QUESTION_SURE || !answer->given || answer->choice == 0)
		return SCREEN_DRAW;
	status = order_look_settle(screen->desk, &decision, &state->row, &back_fen);
	if (status)
		return refused(screen, status);
	if (back_fen)
		screen_say(screen, SAY_GOOD,
			   _("Order %s is settled; a refund of %s yuan was requested."),
			   state->row.order.order_no, money_format(back_fen, money));
	else
		screen_say(screen, SAY_GOOD, _("Order %s is settled; no money goes back."),
			   state->row.order.order_no);
	screen->answer.given = true;
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

const struct screen_ops online_decide_screen = {
	.name = "online_decide",
	.context = CONTEXT_EVERYWHERE,
	.title = N_("Decide about an order"),
	.state_size = sizeof(struct decide),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = online_decide_open,
	.load = online_decide_load,
	.draw = online_decide_draw,
	.confirm = online_decide_confirm,
	.result = online_decide_result,
};
