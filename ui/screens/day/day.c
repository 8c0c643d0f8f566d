#include "ui/screens/day/day.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/mask.h"
#include "base/memory.h"
#include "base/money.h"
#include "desk/ban/ban.h"
#include "desk/ban/ban_revise.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"
#include "desk/day/open_matters.h"
#include "ui/screens/bookings/booking.h"
#include "ui/screens/bookings/booking_rows.h"
#include "ui/screens/day/close_day.h"
#include "ui/screens/day/closed_lines.h"
#include "ui/screens/online/online_refused.h"
#include "ui/screens/register/pay.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/page.h"

enum { QUESTION_CLOSED, QUESTION_CLOCK, QUESTION_PAID };
enum {
	SIDE_COLUMNS = 50,
	SIDE_LEAST = 170, /* columns from which a pane tells more of the marked booking */
};

struct day {
	day_number today, day; /* `day` is the one that is looked at and closed */
	bool chosen;	       /* by hand; otherwise the first that is to be closed */
	bool is_closed;
	struct close_record closed;
	struct day_money money; /* of `day` */
	int running;		/* sessions of `day` that are not over */
	int orders;		/* that touch a closed day, to decide about */
	struct booking *rows;	/* without an outcome, of any day; then unpaid visits of `day` */
	size_t count, unpaid;
	int64_t owed_fen; /* by those */
	struct list list;
	struct ban_standing standing; /* of the marked booking's person */
	int threshold;
};

static const struct booking *marked(const struct day *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->rows[row] : NULL;
}

/* Whether it is listed because it was never paid. */
static bool is_unpaid(const struct booking *booking)
{
	return booking && booking->state == BOOKING_FULFILLED;
}

static enum status read_standing(struct screen *screen)
{
	struct day *state = screen->state;
	const struct booking *booking = marked(state);

	state->threshold = screen->desk->settings.no_show_threshold;
	return booking ? ban_standing(screen->desk, booking->patient_id, &state->standing)
		       : STATUS_OK;
}

static const char nothing_left[] = N_(
	"Nothing is left to do here: every patient of the sessions that are over came or has "
	"an outcome, and every visit of this day is paid. Once its sessions are over, F8 closes "
	"the day.");
static const char all_settled[] = N_(
	"Nothing is left to do here: the day is closed, and nobody is without an outcome. F5 "
	"writes its workbook, Right goes to the next day.");

/* The first day that was left open comes first: days are closed in their order. */
static enum status choose_day(struct desk *desk, struct day *state)
{
	struct open_matters matters;
	enum status status = open_matters(desk, &matters);

	state->today = desk_today(desk);
	state->orders = status ? 0 : matters.orders;
	if (!status && !state->chosen)
		state->day = matters.unclosed != DAY_NONE ? matters.unclosed : state->today;
	return status;
}

static enum status read_day(struct desk *desk, struct day *state)
{
	char text[DAY_TEXT_SIZE];
	enum status status = day_close_get(desk, state->day, &state->closed);

	state->is_closed = status == STATUS_OK;
	state->list.empty = state->is_closed ? all_settled : nothing_left;
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		status = ledger_day(desk, day_format(state->day, text), &state->money);
	if (!status)
		status = day_running(desk, state->day, &state->running);
	return status;
}

static void append(struct booking **rows, size_t *count, struct booking *more, size_t more_count)
{
	size_t room = *count;

	for (size_t i = 0; i < more_count; i++)
		*(struct booking *)memory_append(rows, count, &room, sizeof(**rows)) = more[i];
	free(more);
}

/* Of sessions that are over: who never checked in, then whose visit nobody ended; then who was seen
 * on the day shown and never paid. */
static enum status read_rows(struct desk *desk, struct day *state, struct booking **rows,
			     size_t *count)
{
	struct booking *more = NULL;
	size_t more_count = 0;
	enum status status = unresolved_list(desk, DAY_NONE, rows, count);

	if (!status)
		status = unseen_list(desk, DAY_NONE, &more, &more_count);
	if (status)
		return status;
	append(rows, count, more, more_count);
	status = booking_list_unpaid(desk, state->day, &more, &state->unpaid);
	if (status)
		return status;
	state->owed_fen = 0;
	for (size_t i = 0; i < state->unpaid; i++)
		state->owed_fen += booking_owed_fen(&more[i]);
	append(rows, count, more, state->unpaid);
	return STATUS_OK;
}

static enum status day_load(struct screen *screen, struct problem *problem)
{
	struct day *state = screen->state;
	struct desk *desk = screen->desk;
	struct booking *rows = NULL;
	size_t count = 0;
	enum status status = choose_day(desk, state);

	if (!status)
		status = read_day(desk, state);
	if (!status)
		status = read_rows(desk, state, &rows, &count);
	if (status)
		free(rows);
	if (!status) {
		free(state->rows);
		state->rows = rows;
		state->count = count;
		list_set(&state->list, rows, count);
		status = read_standing(screen);
	}
	if (status)
		*problem = desk->problem;
	return status;
}

static enum status day_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct day *state = screen->state;

	(void)argument;
	(void)problem;
	booking_rows_list_init(&state->list, "");
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void day_release(struct screen *screen)
{
	struct day *state = screen->state;

	free(state->rows);
}

/* What waits beside the bookings without an outcome. */
static int draw_open(const struct day *state, const struct canvas *canvas, int line)
{
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];

	if (state->unpaid > 0) {
		text_format(text, sizeof(text),
			    _n("%d visit, %s: Alt-p takes the payment",
			       "%d visits, %s in all: Alt-p takes the payment of the marked one",
			       (unsigned long)state->unpaid),
			    (int)state->unpaid, money_format(state->owed_fen, money));
		line = words_line(canvas, line, _("Not paid"), text);
	}
	if (state->orders > 0) {
		text_format(text, sizeof(text),
			    _n("%d touches a closed day and waits for a decision: Alt-o shows it",
			       "%d touch a closed day and wait for a decision: Alt-o shows them",
			       (unsigned long)state->orders),
			    state->orders);
		line = words_line(canvas, line, _("Orders"), text);
	}
	return line;
}

static int draw_head(const struct day *state, const struct canvas *canvas)
{
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE], in[MONEY_TEXT_SIZE], out[MONEY_TEXT_SIZE];
	int line = 0;

	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	draw_text(canvas, line++, 0, canvas->columns, STYLE_HEADING, text);
	line = closed_lines(canvas, line, state->is_closed ? &state->closed : NULL);
	if (!state->is_closed) {
		text_format(text, sizeof(text), _("payments %s, refunds %s"),
			    money_format(state->money.payments_fen, in),
			    money_format(state->money.refunds_fen, out));
		line = words_line(canvas, line, _("Money"), text);
		if (state->running > 0)
			text_format(text, sizeof(text),
				    _n("%d is not over yet", "%d are not over yet",
				       (unsigned)state->running),
				    state->running);
		else
			text_copy(text, sizeof(text), _("all are over"));
		line = words_line(canvas, line, _("Sessions"), text);
	}
	line = draw_open(state, canvas, line);
	text_format(text, sizeof(text),
		    _("%d without an outcome: F6 came, F7 no-show, F9 excused, F11 clinic's fault"),
		    (int)(state->count - state->unpaid));
	draw_text(canvas, line + 1, 0, canvas->columns, STYLE_NORMAL, text);
	text_format(text, sizeof(text), _("%d without an outcome"),
		    (int)(state->count - state->unpaid));
	page_item(canvas, line + 1, STYLE_NORMAL, text);
	return line + 2;
}

/* Who the marked person is, and what a no-show would lead to. */
static void draw_side(const struct day *state, const struct canvas *canvas)
{
	const struct booking *booking = marked(state);
	char text[WORDS_SIZE], phone[MASK_SIZE], until[DAY_TEXT_SIZE];
	int line = 0;

	if (!booking)
		return;
	line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_HEADING, booking->patient);
	line = words_line(canvas, line, _("Phone"), mask_phone(booking->phone, phone));
	line = words_line(canvas, line, _("Session"), words_booking_time(booking, text));
	text_format(text, sizeof(text), _("%d that count, of %d"), state->standing.count,
		    state->threshold);
	line = words_line(canvas, line, _("No-shows"), text);
	if (state->standing.banned_until != DAY_NONE) {
		text_format(text, sizeof(text), _("until %s"),
			    day_format(state->standing.banned_until, until));
		words_line(canvas, line, _("Banned"), text);
	} else if (booking->channel == CHANNEL_ONLINE &&
		   state->standing.count + 1 >= state->threshold) {
		draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING,
			       _("! One more no-show bans this person from online booking."));
	}
}

static void day_draw(struct screen *screen, const struct canvas *canvas)
{
	struct day *state = screen->state;
	struct canvas left, right;
	bool side = words_side(canvas, SIDE_LEAST, SIDE_COLUMNS, &left, &right);
	int line = draw_head(state, &left);
	struct canvas rows = canvas_part(&left, line, 0, left.lines - line, left.columns);

	if (side)
		draw_side(state, &right);
	list_draw(&state->list, &rows, true);
}

static unsigned resolve(struct screen *screen, enum resolution resolution)
{
	const struct booking *booking = marked(screen->state);
	struct booking now;
	struct ban ban;
	char until[DAY_TEXT_SIZE];
	bool banned = false;

	if (!booking) {
		screen_say(screen, SAY_INFO, "%s", _("There is no booking to do this with."));
		return SCREEN_DONE;
	}
	if (booking_resolve(screen->desk, booking->id, resolution, "", &now, &ban, &banned))
		screen_say_problem(screen, &screen->desk->problem);
	else if (banned)
		screen_say(
			screen, SAY_INFO,
			_("%s: %s. Banned from online booking until %s; the counter stays open."),
			now.patient, words_booking_state(&now), day_format(ban.until, until));
	else
		screen_say(screen, SAY_GOOD, _("%s: %s. Alt-z undoes it."), now.patient,
			   words_booking_state(&now));
	return SCREEN_RELOAD;
}

static unsigned move_day(struct screen *screen, int days)
{
	struct day *state = screen->state;

	state->day += days;
	state->chosen = true;
	return SCREEN_RELOAD;
}

static unsigned move(struct screen *screen, enum command command)
{
	struct day *state = screen->state;
	unsigned reply = list_command(&state->list, command);

	if (reply == SCREEN_DRAW && read_standing(screen))
		screen_say_problem(screen, &screen->desk->problem);
	return reply;
}

static unsigned push_close(struct screen *screen, bool clock_is_right)
{
	const struct day *state = screen->state;
	const struct close_day_of of = { .day = state->day, .clock_is_right = clock_is_right };

	screen_push(screen, &close_day_screen, &of, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

/* Closing cannot be undone: by a clock that is ahead it ends what has not been. */
static unsigned begin_close(struct screen *screen)
{
	char text[WORDS_SIZE], now[CLOCK_TEXT_SIZE], newest[CLOCK_TEXT_SIZE];
	int64_t newest_ms;
	bool leapt;

	if (desk_clock_leapt_forward(screen->desk, &leapt, &newest_ms)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DONE;
	}
	if (!leapt)
		return push_close(screen, false);
	text_format(text, sizeof(text),
		    _("The computer's clock says %s, but the last entry is dated %s, more than a "
		      "day before. Closing cannot be undone. Is the clock right?"),
		    clock_format(desk_now_ms(screen->desk), now), clock_format(newest_ms, newest));
	dialog_ask(screen, QUESTION_CLOCK, _("Close the day"), text);
	return SCREEN_DRAW;
}

static unsigned show_orders(struct screen *screen)
{
	const enum orders_list which = ORDERS_TO_LOOK_AT;

	screen_push(screen, &online_refused_screen, &which, QUESTION_CLOSED);
	return SCREEN_DRAW;
}

static unsigned day_command(struct screen *screen, enum command command)
{
	struct day *state = screen->state;
	const struct booking *booking = marked(state);

	switch (command) {
	case COMMAND_DAY_CAME: return resolve(screen, RESOLVE_CAME);
	case COMMAND_DAY_NO_SHOW: return resolve(screen, RESOLVE_NO_SHOW);
	case COMMAND_DAY_EXCUSED: return resolve(screen, RESOLVE_EXCUSED);
	case COMMAND_DAY_CLINIC: return resolve(screen, RESOLVE_CLINIC);
	case COMMAND_DAY_PREVIOUS_DAY: return move_day(screen, -1);
	case COMMAND_DAY_NEXT_DAY: return move_day(screen, 1);
	case COMMAND_DAY_CLOSE: return begin_close(screen);
	case COMMAND_DAY_ORDERS: return show_orders(screen);
	case COMMAND_DAY_PAY:
		if (is_unpaid(booking))
			screen_push(screen, &pay_screen, &booking->id, QUESTION_PAID);
		return SCREEN_DRAW;
	case COMMAND_LIST_CHOOSE:
		if (booking)
			screen_push(screen, &booking_screen, &booking->id, 0);
		return SCREEN_DRAW;
	default: return move(screen, command);
	}
}

static unsigned day_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_CLOCK && answer->given && answer->choice == 1)
		return push_close(screen, true);
	if (question == QUESTION_PAID && answer->given)
		screen_say(screen, SAY_GOOD, "%s", _("Paid."));
	return SCREEN_RELOAD;
}

static bool day_applies(const struct screen *screen, enum command command)
{
	const struct day *state = screen->state;
	const struct booking *booking = marked(state);

	switch (command) {
	case COMMAND_DAY_CAME:
	case COMMAND_DAY_NO_SHOW:
	case COMMAND_DAY_EXCUSED:
	case COMMAND_DAY_CLINIC: return booking && !is_unpaid(booking);
	case COMMAND_DAY_PAY: return is_unpaid(booking);
	case COMMAND_DAY_ORDERS: return state->orders > 0;
	case COMMAND_DAY_CLOSE: return !state->is_closed;
	default: return true;
	}
}

const struct screen_ops day_screen = {
	.name = "day",
	.context = CONTEXT_DAY,
	.title = N_("Day"),
	.state_size = sizeof(struct day),
	.leaves_freely = false,
	.open = day_open,
	.load = day_load,
	.draw = day_draw,
	.command = day_command,
	.result = day_result,
	.applies = day_applies,
	.close = day_release,
};
