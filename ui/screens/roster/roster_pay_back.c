#include "ui/screens/roster/roster_pay_back.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/pay_back.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { WAY, REASON, FIELD_COUNT };
enum { DIALOG_COLUMNS = 70, DIALOG_LINES = 10 };

struct paying {
	int64_t id;
	struct idem idem; /* of this paying back, kept until an answer is known */
	struct pay_back terms;
	struct problem refusal; /* why it cannot be done as it stands; STATUS_OK */
	struct form form;
	struct field field[FIELD_COUNT];
};

static struct pay_back_wish wish_of(const struct paying *state)
{
	const int way = state->field[WAY].choice;

	return (struct pay_back_wish){ .id = state->id,
				       .other_method = way > 0,
				       .method = way > 0 ? (enum method)(way - 1) : METHOD_CASH,
				       .reason = form_value(&state->form, REASON),
				       .idem = state->idem };
}

/* After each change of the form. */
static void work_out(struct screen *screen)
{
	struct paying *state = screen->state;
	struct pay_back_wish wish = wish_of(state);

	state->refusal.status = STATUS_OK;
	if (pay_back_terms(screen->desk, &wish, &state->terms))
		state->refusal = screen->desk->problem;
}

static enum status roster_pay_back_load(struct screen *screen, struct problem *problem)
{
	(void)problem;
	work_out(screen);
	return STATUS_OK;
}

static enum status roster_pay_back_open(struct screen *screen, const void *argument,
					struct problem *problem)
{
	struct paying *state = screen->state;

	(void)problem;
	memcpy(&state->id, argument, sizeof(state->id));
	state->idem = idem_new();
	state->field[WAY] = (struct field){ .label = N_("Refund by"),
					    .kind = FIELD_CHOICE,
					    .columns = 32,
					    .choices = words_refund_methods };
	state->field[REASON] = (struct field){ .label = N_("Reason"),
					       .limit = EDIT_SIZE,
					       .columns = 48 };
	screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	return STATUS_OK;
}

/* What F9 does with the money, as a sentence. */
static char *say_terms(const struct pay_back *terms, char out[WORDS_SIZE])
{
	const char *method = method_word(terms->method);
	char money[MONEY_TEXT_SIZE];

	if (terms->handed_fen)
		text_format(out, WORDS_SIZE, _("Hand over %s yuan, by %s, to %s now."),
			    money_format(terms->handed_fen, money), method, terms->booking.patient);
	else if (terms->submitted_fen)
		text_format(out, WORDS_SIZE,
			    _("%s yuan by %s to %s: submitted to the payment service. Tell the "
			      "patient that it is on its way."),
			    money_format(terms->submitted_fen, money), method,
			    terms->booking.patient);
	else if (terms->arrived_fen)
		text_format(out, WORDS_SIZE, _("%s yuan by %s has reached %s."),
			    money_format(terms->arrived_fen, money), method,
			    terms->booking.patient);
	else if (terms->requested_fen)
		text_format(out, WORDS_SIZE, _("%s yuan by %s to %s: requested."),
			    money_format(terms->requested_fen, money), method,
			    terms->booking.patient);
	else
		text_format(out, WORDS_SIZE, _("%s has all of it already."),
			    terms->booking.patient);
	return out;
}

static void roster_pay_back_draw(struct screen *screen, const struct canvas *canvas)
{
	struct paying *state = screen->state;
	char text[WORDS_SIZE];
	int line;

	if (state->refusal.status)
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_DANGER,
				      state->refusal.message);
	else
		line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL,
				      say_terms(&state->terms, text));
	line = form_draw_at(&state->form, canvas, line + 1);
	draw_paragraph(canvas, line + 1, 0, canvas->columns, STYLE_FAINT,
		       _("F9 records it as done. Another way than it was paid needs a reason. Esc "
			 "goes back."));
}

static int64_t all_fen(const struct pay_back *terms)
{
	return terms->handed_fen + terms->submitted_fen + terms->arrived_fen + terms->requested_fen;
}

/* Another counter paid meanwhile: that is shown first. */
static bool terms_have_changed(struct screen *screen)
{
	struct paying *state = screen->state;
	const struct pay_back shown = state->terms;

	work_out(screen);
	if (state->refusal.status || (all_fen(&state->terms) == all_fen(&shown) &&
				      state->terms.handed_fen == shown.handed_fen))
		return false;
	screen_say(screen, SAY_ERROR, "%s",
		   _("NOT paid back: the refund has just changed. Look again, then press F9."));
	return true;
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct paying *state = screen->state;
	const char *sentence = screen->desk->problem.message;

	/* It was done before, with something else: what is asked now is another thing. */
	if (status == STATUS_KEY_REUSED)
		state->idem = idem_new();
	if (status == STATUS_BAD_VALUE || status == STATUS_BAD_TEXT)
		form_problem(&state->form, REASON, sentence);
	else if (status_is_refusal(status))
		state->refusal = screen->desk->problem;
	else
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), sentence);
	return SCREEN_DRAW;
}

static unsigned roster_pay_back_confirm(struct screen *screen)
{
	struct paying *state = screen->state;
	const struct pay_back_wish wish = wish_of(state);
	char text[WORDS_SIZE];
	struct pay_back done;
	enum status status;

	form_forget_problems(&state->form);
	if (state->refusal.status || terms_have_changed(screen) || state->refusal.status)
		return SCREEN_DRAW;
	status = pay_back(screen->desk, &wish, &done);
	if (status)
		return refused(screen, status);
	screen_say(screen, SAY_GOOD, "%s", say_terms(&done, text));
	screen->answer = (struct answer){ .given = true, .id = state->id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

const struct screen_ops roster_pay_back_screen = {
	.name = "roster_pay_back",
	.context = CONTEXT_DIALOG,
	.weighty = true,
	.title = N_("Pay back"),
	.state_size = sizeof(struct paying),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = roster_pay_back_open,
	.load = roster_pay_back_load,
	.draw = roster_pay_back_draw,
	.confirm = roster_pay_back_confirm,
	.changed = work_out,
};
