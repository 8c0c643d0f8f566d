#include "ui/screens/online/online_refused.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/online/order.h"
#include "desk/online/order_look.h"
#include "desk/online/order_person.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/online/online_decide.h"
#include "ui/screens/online/refused_rows.h"
#include "ui/screens/patients/link_card.h"
#include "ui/screens/patients/person_phone.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

enum { QUESTION_BOOKING, QUESTION_LINK, QUESTION_DECIDE };
enum { HEAD_LINE = 0, NOTE_LINE = 1, LIST_LINE = 3, DETAIL_LINES = 5, COLUMNS_MOST = 190 };

struct refused {
	enum orders_list which;
	struct order_row *rows;
	size_t count;
	int64_t owed_fen; /* of those to look at: what a decision sends back */
	struct list list;
};

static const struct order_row *marked(const struct refused *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->rows[row] : NULL;
}

static enum status online_refused_load(struct screen *screen, struct problem *problem)
{
	struct refused *state = screen->state;
	struct order_row *rows;
	size_t count;
	enum status status = state->which == ORDERS_TO_LOOK_AT
				     ? order_look_list(screen->desk, &rows, &count)
				     : order_rows_refused(screen->desk, &rows, &count);

	if (status) {
		*problem = screen->desk->problem;
		return status;
	}
	free(state->rows);
	state->rows = rows;
	state->count = count;
	state->owed_fen = 0;
	for (size_t i = 0; i < count; i++)
		state->owed_fen += rows[i].refund_id ? rows[i].order.paid_fen : rows[i].stake_fen;
	list_set(&state->list, rows, count);
	return STATUS_OK;
}

static enum status online_refused_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct refused *state = screen->state;

	(void)problem;
	if (argument)
		state->which = *(const enum orders_list *)argument;
	refused_rows_list_init(&state->list, state->which == ORDERS_TO_LOOK_AT);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void online_refused_close(struct screen *screen)
{
	struct refused *state = screen->state;

	free(state->rows);
}

static void draw_head(const struct refused *state, const struct canvas *canvas)
{
	const bool look = state->which == ORDERS_TO_LOOK_AT;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	text_format(text, sizeof(text),
		    look ? _("Orders that touch a closed day: %d; money that waits with them: %s")
			 : _("Refused orders that are open: %d; owed for them: %s"),
		    (int)state->count, money_format(state->owed_fen, money));
	draw_text(canvas, HEAD_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	draw_keys(canvas, NOTE_LINE, 1, canvas->columns - 2,
		  look ? _("F6 carries the marked cancellation out, F7 leaves the order refused.")
		       : _("F9 tries the marked order again, with the money that waits for it."));
}

static void online_refused_draw(struct screen *screen, const struct canvas *canvas)
{
	struct refused *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - DETAIL_LINES,
					COLUMNS_MOST);
	struct canvas detail = words_body(canvas, canvas->lines - DETAIL_LINES + 1,
					  DETAIL_LINES - 1, COLUMNS_MOST);
	const struct order_row *row = marked(state);
	char text[REFUSED_WORDS_SIZE];

	draw_head(state, canvas);
	list_draw(&state->list, &rows, true);
	if (row)
		draw_paragraph(&detail, 0, 0, detail.columns, STYLE_NORMAL,
			       refused_rows_words(row, text));
}

static unsigned try_again(struct screen *screen)
{
	const struct order_row *row = marked(screen->state);
	struct online_answer answer;
	enum status status;

	if (!row)
		return SCREEN_DONE;
	status = online_order_retry(screen->desk, row->order.order_no, row->nth, &answer);
	if (status && status_exit(status) == 4)
		screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	else if (status)
		screen_say(screen, SAY_ERROR, _("Refused again: %s"),
			   screen->desk->problem.message);
	else
		screen_say(screen, SAY_GOOD, "%s", answer.message);
	if (!status && answer.booking_id)
		screen_push(screen, &booking_screen, &answer.booking_id, QUESTION_BOOKING);
	return SCREEN_RELOAD;
}

/* Who has a record is helped here; who has none yet needs one first. */
static unsigned link_marked(struct screen *screen)
{
	const struct order_row *row = marked(screen->state);
	struct patient patient;
	enum status status;

	if (!row)
		return SCREEN_DONE;
	status = online_order_person(screen->desk, &row->order, &patient);
	if (!status)
		return link_card(screen, patient.id, QUESTION_LINK);
	if (status == STATUS_UNKNOWN_PATIENT)
		screen_say(screen, SAY_ERROR,
			   _("%s has no record yet: add the patient (F2, F6) with card and social "
			     "security number, then come back."),
			   row->order.name);
	else
		screen_say_problem(screen, &screen->desk->problem);
	return SCREEN_DRAW;
}

static unsigned say_phone(struct screen *screen)
{
	const struct order_row *row = marked(screen->state);

	if (!row)
		return SCREEN_DONE;
	return person_phone(screen,
			    &(struct access_person){ .booking_id = row->booking_id,
						     .order_no = row->order.order_no },
			    row->order.name, row->order.phone);
}

static unsigned decide(struct screen *screen, bool carry_out)
{
	const struct order_row *row = marked(screen->state);

	if (row)
		screen_push(screen, &online_decide_screen,
			    &(struct decide_about){ .row = row, .carry_out = carry_out },
			    QUESTION_DECIDE);
	return SCREEN_DRAW;
}

static unsigned show_other(struct screen *screen)
{
	struct refused *state = screen->state;

	state->which = state->which == ORDERS_REFUSED ? ORDERS_TO_LOOK_AT : ORDERS_REFUSED;
	refused_rows_list_init(&state->list, state->which == ORDERS_TO_LOOK_AT);
	return SCREEN_RELOAD;
}

static unsigned online_refused_command(struct screen *screen, enum command command)
{
	struct refused *state = screen->state;

	switch (command) {
	case COMMAND_REFUSED_RETRY: return try_again(screen);
	case COMMAND_REFUSED_LINK: return link_marked(screen);
	case COMMAND_REFUSED_PHONE: return say_phone(screen);
	case COMMAND_REFUSED_CARRY_OUT: return decide(screen, true);
	case COMMAND_REFUSED_LEAVE: return decide(screen, false);
	case COMMAND_REFUSED_LOOK: return show_other(screen);
	case COMMAND_BACK: return SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static bool online_refused_applies(const struct screen *screen, enum command command)
{
	const struct refused *state = screen->state;
	const struct order_row *row = marked(state);
	const bool look = state->which == ORDERS_TO_LOOK_AT;

	switch (command) {
	case COMMAND_REFUSED_PHONE: return row;
	case COMMAND_REFUSED_RETRY: return !look && row && order_row_can_be_tried(row);
	case COMMAND_REFUSED_LINK:
		return !look && row && strcmp(row->code, status_name(STATUS_CARD_NOT_LINKED)) == 0;
	case COMMAND_REFUSED_CARRY_OUT: return look && row && row->order.action == ONLINE_CANCEL;
	case COMMAND_REFUSED_LEAVE: return look && row;
	default: return true;
	}
}

static unsigned online_refused_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	(void)screen;
	(void)question;
	return answer->given ? SCREEN_RELOAD : SCREEN_DRAW;
}

static const char *online_refused_heading(const struct screen *screen)
{
	const struct refused *state = screen->state;

	return state->which == ORDERS_TO_LOOK_AT ? _("Orders to look at") : _("Refused orders");
}

const struct screen_ops online_refused_screen = {
	.name = "online_refused",
	.context = CONTEXT_REFUSED,
	.title = N_("Refused orders"),
	.passing = true,
	.state_size = sizeof(struct refused),
	.open = online_refused_open,
	.load = online_refused_load,
	.draw = online_refused_draw,
	.command = online_refused_command,
	.result = online_refused_result,
	.applies = online_refused_applies,
	.heading = online_refused_heading,
	.close = online_refused_close,
};
