#include "ui/screens/register/choose_session.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/ban/ban.h"
#include "desk/booking/booking.h"
#include "ui/screens/bookings/move.h"
#include "ui/screens/register/book.h"
#include "ui/screens/register/offer_rows.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"
#include "ui/term/list.h"

enum { QUESTION_BOOK };
enum {
	PATIENT_LINE = 0,
	DAY_LINE = 1,
	BAN_LINE = 2,
	LIST_LINE = 3,
	NOTE_LINES = 3,
	FILTER_COLUMNS = 16,
	COLUMNS_MOST = 140
};

struct choosing {
	int64_t patient_id, moves;
	struct booking moved; /* the one that moves, once read */
	struct patient patient;
	day_number banned_until; /* DAY_NONE: may book online */
	day_number today, day;
	struct offer *offer; /* all of the day */
	size_t count;
	const struct offer **shown; /* those that fit the filter */
	size_t shown_count;
	struct edit filter;
	struct list list;
	char refusal[PROBLEM_MESSAGE_SIZE]; /* of the last key; "" for none */
};

static const char no_fit[] = N_("No session matches your input. Backspace deletes a letter.");
static const char no_session[] = N_("No session on this day. Left and Right change the day; "
				    "in Roster (Alt-7), F6 loads sessions from a file, Alt-n adds "
				    "one.");

/* What is typed has changed, or the day: a doctor whom it names is marked, and nobody else is. A
 * booking that moves names its own, until something is typed. */
static void mark_named(struct choosing *state)
{
	const char *name = state->filter.text[0] ? state->filter.text : state->moved.doctor_code;
	const struct offer *named = offer_rows_named(state->offer, state->count, name);

	if (!named || named->session.id == state->moved.session_id ||
	    !list_select(&state->list, named->session.id))
		list_unmark(&state->list);
}

/* The mark stays on its session, and leaves with it. */
static void show_fitting(struct choosing *state)
{
	int64_t marked = state->list.unmarked ? 0 : state->list.selected_id;

	state->shown_count = offer_rows_arrange(state->offer, state->count, state->filter.text,
						state->shown);
	state->list.empty = state->count > 0 ? no_fit : no_session;
	list_set(&state->list, state->shown, state->shown_count);
	if (!marked || !list_select(&state->list, marked))
		list_unmark(&state->list);
}

static void narrow(struct choosing *state)
{
	show_fitting(state);
	mark_named(state);
}

/* Who may not book online comes to the counter: the clerk can say why. */
static enum status look_for_ban(struct desk *desk, struct choosing *state)
{
	struct ban ban;
	enum status status = ban_in_force(desk, state->patient_id, desk_today(desk), &ban);

	state->banned_until = status ? DAY_NONE : ban.until;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status choose_session_load(struct screen *screen, struct problem *problem)
{
	struct choosing *state = screen->state;
	struct desk *desk = screen->desk;
	const bool first = state->offer == NULL;
	struct session *rows;
	enum status status;
	size_t count;

	status = patient_get(desk, state->patient_id, &state->patient);
	if (!status)
		status = look_for_ban(desk, state);
	state->today = desk_today(desk);
	/* Left open over midnight: nobody books for yesterday. */
	if (state->day < state->today)
		state->day = state->today;
	if (!status && state->moves && first)
		status = booking_get(desk, state->moves, &state->moved);
	if (!status)
		status = session_list(desk, state->day, NULL, &rows, &count);
	if (status) {
		*problem = desk->problem;
		return status;
	}
	free(state->offer);
	free(state->shown);
	state->offer = memory_new(count ? count : 1, sizeof(*state->offer));
	state->shown = memory_new(count + OFFER_PART_COUNT, sizeof(*state->shown));
	state->count = count;
	offer_rows_read(desk, rows, count, state->offer);
	free(rows);
	show_fitting(state);
	if (first)
		mark_named(state);
	return STATUS_OK;
}

static enum status choose_session_open(struct screen *screen, const void *argument,
				       struct problem *problem)
{
	struct choosing *state = screen->state;
	struct session_choice choice;

	memcpy(&choice, argument, sizeof(choice));
	state->patient_id = choice.patient_id;
	state->moves = choice.moves;
	state->day = desk_today(screen->desk);
	edit_init(&state->filter, NAME_SIZE);
	offer_rows_list_init(&state->list, no_session);
	list_unmark(&state->list);
	screen->widget = CONTEXT_LIST;
	screen->typing = true;
	(void)problem;
	return STATUS_OK;
}

static void choose_session_close(struct screen *screen)
{
	struct choosing *state = screen->state;

	free(state->offer);
	free(state->shown);
}

/* The refusal of the last key, or what there is to know about the marked session. */
static void draw_note(const struct choosing *state, const struct canvas *canvas)
{
	size_t row;

	if (state->refusal[0])
		draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_DANGER, state->refusal);
	else if (list_selected(&state->list, &row))
		offer_rows_draw_note(state->shown[row], canvas);
	else if (state->shown_count > 0)
		draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_FAINT,
			       _("Type the doctor's code or initials, or the department; Down "
				 "marks a session, Enter takes the marked one."));
}

static void choose_session_draw(struct screen *screen, const struct canvas *canvas)
{
	struct choosing *state = screen->state;
	struct canvas rows = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE - NOTE_LINES,
					COLUMNS_MOST);
	struct canvas note = words_body(canvas, canvas->lines - NOTE_LINES, NOTE_LINES,
					COLUMNS_MOST);
	char text[WORDS_SIZE], day[WORDS_DAY_SIZE], until[DAY_TEXT_SIZE];
	int column;

	draw_text(canvas, PATIENT_LINE, 1, canvas->columns - 2, STYLE_HEADING,
		  words_patient(&state->patient, state->today, text));
	if (state->banned_until != DAY_NONE)
		draw_format(canvas, BAN_LINE, 1, STYLE_WARNING,
			    _("Banned from online booking until %s; the counter stays open."),
			    day_format(state->banned_until, until));
	text_format(text, sizeof(text), "< %s >", words_day_from(state->day, state->today, day));
	column = 1 + draw_text(canvas, DAY_LINE, 1, canvas->columns - 2, STYLE_HEADING, text) + 3;
	column += draw_text(canvas, DAY_LINE, column, canvas->columns, STYLE_NORMAL,
			    _("Doctor or department")) +
		  1;
	list_draw(&state->list, &rows, true);
	edit_draw(&state->filter, canvas, DAY_LINE, column, FILTER_COLUMNS, true);
	draw_note(state, &note);
}

static unsigned show_day(struct screen *screen, int step)
{
	struct choosing *state = screen->state;
	day_number day = state->day + step;
	struct problem problem;

	if (day < state->today) {
		screen_say(screen, SAY_INFO, "%s", _("Past days cannot be booked."));
		return SCREEN_DONE;
	}
	if (day > state->today + screen->desk->settings.quota_horizon_days) {
		screen_say(screen, SAY_INFO, _("Booking opens %d days ahead, no further."),
			   screen->desk->settings.quota_horizon_days);
		return SCREEN_DONE;
	}
	state->day = day;
	if (choose_session_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	mark_named(state);
	return SCREEN_DRAW;
}

/* No Enter sells a number of a doctor whom nobody has named or marked. */
static unsigned say_choose(struct choosing *state)
{
	const char *words;

	if (state->shown_count == 0)
		words = state->count > 0 ? _(no_fit) : _(no_session);
	else if (state->filter.text[0])
		words = _("Several doctors fit what you typed: type more, or mark one with Down.");
	else
		words = _("No session is marked: type the doctor's code or initials, or mark one "
			  "with Down.");
	text_copy(state->refusal, sizeof(state->refusal), words);
	return SCREEN_DRAW;
}

static unsigned take(struct screen *screen, bool extra)
{
	struct choosing *state = screen->state;
	struct book_request request = { .patient_id = state->patient_id, .extra = extra };
	const struct offer *offer;
	struct slot slot;
	size_t row;

	if (!list_selected(&state->list, &row))
		return say_choose(state);
	offer = state->shown[row];
	if (offer->sells) {
		text_copy(state->refusal, sizeof(state->refusal), offer->why);
		return SCREEN_DRAW;
	}
	if (!extra && slot_next(screen->desk, &offer->session, CHANNEL_COUNTER, &slot)) {
		text_copy(state->refusal, sizeof(state->refusal), screen->desk->problem.message);
		return SCREEN_RELOAD;
	}
	request.session_id = offer->session.id;
	if (state->moves)
		screen_push(screen, &move_screen,
			    &(struct move_request){ state->moves, offer->session.id },
			    QUESTION_BOOK);
	else
		screen_push(screen, &book_screen, &request, QUESTION_BOOK);
	return SCREEN_DRAW;
}

static unsigned rub_out(struct screen *screen, enum command command)
{
	struct choosing *state = screen->state;

	edit_command(&state->filter, command);
	narrow(state);
	return SCREEN_DRAW;
}

static unsigned choose_session_command(struct screen *screen, enum command command)
{
	struct choosing *state = screen->state;

	state->refusal[0] = '\0';
	switch (command) {
	case COMMAND_LIST_CHOOSE:
	case COMMAND_REGISTER_CONFIRM: return take(screen, false);
	case COMMAND_REGISTER_EXTRA: return take(screen, true);
	case COMMAND_REGISTER_NEXT_DAY: return show_day(screen, 1);
	case COMMAND_REGISTER_PREVIOUS_DAY: return show_day(screen, -1);
	case COMMAND_LIST_RUB_OUT: return rub_out(screen, COMMAND_FORM_BACKSPACE);
	case COMMAND_REGISTER_FIND: return rub_out(screen, COMMAND_FORM_CLEAR);
	case COMMAND_BACK:
		return state->filter.text[0] ? rub_out(screen, COMMAND_FORM_CLEAR) : SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

static unsigned choose_session_text(struct screen *screen, const char *text)
{
	struct choosing *state = screen->state;
	char typed[EDIT_SIZE];

	state->refusal[0] = '\0';
	text_copy(typed, sizeof(typed), text);
	edit_insert(&state->filter, text_narrow(typed));
	narrow(state);
	return SCREEN_DRAW;
}

static unsigned choose_session_result(struct screen *screen, int question,
				      const struct answer *answer)
{
	(void)question;
	if (!answer->given)
		return SCREEN_RELOAD;
	screen->answer = *answer;
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static bool choose_session_applies(const struct screen *screen, enum command command)
{
	const struct choosing *state = screen->state;

	switch (command) {
	case COMMAND_REGISTER_NEW:
	case COMMAND_REGISTER_PAY: return false;
	case COMMAND_REGISTER_EXTRA: return !state->moves;
	default: return true;
	}
}

static bool choose_session_blank(const struct screen *screen)
{
	const struct choosing *state = screen->state;

	return state->filter.text[0] == '\0';
}

const struct screen_ops choose_session_screen = {
	.name = "choose_session",
	.context = CONTEXT_REGISTER,
	.title = N_("Choose a session"),
	.state_size = sizeof(struct choosing),
	.open = choose_session_open,
	.load = choose_session_load,
	.draw = choose_session_draw,
	.command = choose_session_command,
	.text = choose_session_text,
	.result = choose_session_result,
	.applies = choose_session_applies,
	.blank = choose_session_blank,
	.close = choose_session_close,
};
