#include "ui/screens/bookings/refunds.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/money/refund.h"
#include "ui/screens/bookings/refund_rows.h"
#include "ui/screens/patients/person_phone.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_STEP, QUESTION_PAID_OUT };
enum { LIST_LINE = 3, DETAIL_LINES = 3, COLUMNS_MOST = 190, STEPS_MAX = 2 };

struct refunds {
	struct refund *rows;
	size_t count;
	struct list list;
	int64_t booking_id; /* whose refund is to be marked first; 0: nobody's */
	int64_t asked;	    /* the refund the question is about */
	enum refund_state step[STEPS_MAX];
	struct idem idem; /* of the step asked about, kept until an answer is known */
};

static enum status refunds_load(struct screen *screen, struct problem *problem)
{
	struct refunds *state = screen->state;
	struct refund *rows = NULL;
	size_t count = 0;
	enum status status = refund_list_due(screen->desk, &rows, &count);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	free(state->rows);
	state->rows = rows;
	state->count = count;
	list_set(&state->list, rows, count);
	for (size_t i = 0; i < count && state->booking_id; i++) {
		if (rows[i].booking_id == state->booking_id)
			list_select(&state->list, rows[i].id);
	}
	state->booking_id = 0;
	return STATUS_OK;
}

static enum status refunds_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct refunds *state = screen->state;

	if (argument)
		memcpy(&state->booking_id, argument, sizeof(state->booking_id));
	state->idem = idem_new();
	refund_rows_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	(void)problem;
	return STATUS_OK;
}

static void refunds_close(struct screen *screen)
{
	struct refunds *state = screen->state;

	free(state->rows);
}

static void refunds_draw(struct screen *screen, const struct canvas *canvas)
{
	struct refunds *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - DETAIL_LINES,
					COLUMNS_MOST);
	struct canvas detail = words_body(canvas, canvas->lines - DETAIL_LINES + 1,
					  DETAIL_LINES - 1, COLUMNS_MOST);
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];
	int64_t sum_fen = 0;
	size_t row;

	for (size_t i = 0; i < state->count; i++)
		sum_fen += state->rows[i].fen;
	text_format(text, sizeof(text), _("Unfinished refunds: %d, %s in total"), (int)state->count,
		    money_format(sum_fen, money));
	draw_text(canvas, 0, 1, canvas->columns - 2, STYLE_HEADING, text);
	draw_keys(canvas, 1, 1, canvas->columns - 2,
		  _("Enter records what has happened to the marked refund. Esc goes back."));
	canvas_cursor(canvas, 0, 1);
	list_draw(&state->list, &rows, true);
	if (list_selected(&state->list, &row))
		draw_paragraph(&detail, 0, 0, detail.columns, STYLE_NORMAL,
			       refund_rows_words(&state->rows[row], text));
}

/* What may have happened to a refund next; returns how many. */
static size_t next_steps(const struct refund *refund, enum refund_state step[STEPS_MAX])
{
	size_t count = 0;

	switch (refund->state) {
	case REFUND_REQUESTED:
		step[count++] = REFUND_SUBMITTED;
		if (method_is_immediate(refund->method))
			step[count++] = REFUND_SUCCEEDED;
		break;
	case REFUND_SUBMITTED:
		step[count++] = REFUND_SUCCEEDED;
		step[count++] = REFUND_FAILED;
		break;
	case REFUND_FAILED: step[count++] = REFUND_SUBMITTED; break;
	default: break;
	}
	return count;
}

static const char *step_words(enum refund_state step)
{
	switch (step) {
	case REFUND_SUBMITTED: return _("Submitted: the payment service has been told");
	case REFUND_SUCCEEDED: return _("Succeeded: the patient has the money");
	default: return _("Failed: the payment service refused it; it can be submitted again");
	}
}

static unsigned ask_step(struct screen *screen)
{
	struct refunds *state = screen->state;
	struct dialog_item item[STEPS_MAX];
	char title[WORDS_SIZE], money[MONEY_TEXT_SIZE];
	const struct refund *refund;
	size_t row, count;

	if (!list_selected(&state->list, &row))
		return SCREEN_DONE;
	refund = &state->rows[row];
	count = next_steps(refund, state->step);
	if (count == 0)
		return SCREEN_DONE;
	for (size_t i = 0; i < count; i++) {
		item[i].id = (int64_t)state->step[i];
		text_copy(item[i].text, sizeof(item[i].text), step_words(state->step[i]));
	}
	state->asked = refund->id;
	text_format(title, sizeof(title), _("Refund of %s to %s"), money_format(refund->fen, money),
		    refund->patient[0] ? refund->patient : refund->order_no);
	dialog_pick(screen, QUESTION_STEP, title, item, count, (int64_t)state->step[0]);
	return SCREEN_DRAW;
}

static unsigned say_phone(struct screen *screen)
{
	const struct refunds *state = screen->state;
	const struct refund *refund;
	size_t row;

	if (!list_selected(&state->list, &row))
		return SCREEN_DONE;
	refund = &state->rows[row];
	return person_phone(screen,
			    &(struct access_person){ .booking_id = refund->booking_id,
						     .order_no = refund->order_no },
			    refund->patient[0] ? refund->patient : refund->order_no, refund->phone);
}

static unsigned refunds_command(struct screen *screen, enum command command)
{
	struct refunds *state = screen->state;

	switch (command) {
	case COMMAND_LIST_CHOOSE:
	case COMMAND_BOOKINGS_REFUND: return ask_step(screen);
	case COMMAND_BOOKINGS_PHONE: return say_phone(screen);
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static unsigned take_step(struct screen *screen, enum refund_state step)
{
	struct refunds *state = screen->state;
	struct refund refund;
	char money[MONEY_TEXT_SIZE];
	enum status status = refund_step(screen->desk, state->asked, step, &state->idem, &refund);

	if (status && !status_is_refusal(status)) {
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	state->idem = idem_new();
	if (status)
		screen_say_problem(screen, &screen->desk->problem);
	else
		screen_say(screen, SAY_GOOD, _("Refund of %s: %s."),
			   money_format(refund.fen, money), refund_state_word(refund.state));
	return SCREEN_RELOAD;
}

static const struct refund *asked(const struct refunds *state)
{
	for (size_t i = 0; i < state->count; i++) {
		if (state->rows[i].id == state->asked)
			return &state->rows[i];
	}
	return NULL;
}

/* That somebody has the money ends it: it is asked, with the amount. */
static unsigned ask_paid_out(struct screen *screen)
{
	const struct refund *refund = asked(screen->state);
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	if (!refund)
		return SCREEN_RELOAD;
	text_format(text, sizeof(text),
		    _("%s has the %s, by %s? That ends the refund and cannot be taken back."),
		    refund->patient[0] ? refund->patient : refund->order_no,
		    money_format(refund->fen, money), method_word(refund->method));
	dialog_ask(screen, QUESTION_PAID_OUT, _("Refund paid back"), text);
	return SCREEN_DRAW;
}

static unsigned refunds_result(struct screen *screen, int question, const struct answer *answer)
{
	if (!answer->given)
		return SCREEN_DRAW;
	if (question == QUESTION_PAID_OUT)
		return answer->choice == 1 ? take_step(screen, REFUND_SUCCEEDED) : SCREEN_DRAW;
	if ((enum refund_state)answer->id == REFUND_SUCCEEDED)
		return ask_paid_out(screen);
	return take_step(screen, (enum refund_state)answer->id);
}

static bool refunds_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_BOOKINGS || command == COMMAND_BOOKINGS_REFUND ||
	       command == COMMAND_BOOKINGS_PHONE;
}

const struct screen_ops refunds_screen = {
	.name = "refunds",
	.context = CONTEXT_BOOKINGS,
	.title = N_("Refunds"),
	.passing = true,
	.state_size = sizeof(struct refunds),
	.open = refunds_open,
	.load = refunds_load,
	.draw = refunds_draw,
	.command = refunds_command,
	.result = refunds_result,
	.applies = refunds_applies,
	.close = refunds_close,
};
