#include "ui/screens/online/online_bans.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/ban/ban.h"
#include "desk/booking/no_show.h"
#include "desk/day/scan.h"
#include "desk/people/patient_find.h"
#include "ui/screens/online/ban_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_FIND, QUESTION_LIFT_REASON, QUESTION_NO_SHOW, QUESTION_WITHDRAW_REASON };
enum { HEAD_LINE = 0, NOTE_LINE = 1, LIST_LINE = 3, DETAIL_LINES = 6 };
enum { COLUMNS_MOST = 140, WIDE = 150, SIDE_COLUMN = 106 };
enum { DETAILS_SIZE = 8192, FIND_SIZE = 97, ID_LIKE = 15 };

enum view { VIEW_IN_FORCE, VIEW_ALL, VIEW_FOUND };

struct bans {
	enum view view;
	char find[FIND_SIZE], shown[FIND_SIZE]; /* what is searched for; how that is said */
	struct ban_rows rows;
	struct list list;
	int64_t asked; /* the ban, or the no-show's booking, that the question is about */
};

static const struct ban *marked(const struct bans *state)
{
	size_t row;

	return list_selected(&state->list, &row) ? &state->rows.ban[row] : NULL;
}

static bool is_in_force(const struct bans *state, const struct ban *ban)
{
	return ban && ban_state(ban, state->rows.today) == BAN_IN_FORCE;
}

/* Reading. */

/* The bans of everybody who is found by what was typed. */
static enum status find_bans(struct desk *desk, const char *text, struct ban **rows, size_t *count)
{
	struct patient *found = memory_new(PATIENT_FIND_MAX, sizeof(*found));
	size_t found_count, room = 0;
	enum status status = patient_find(desk, text, found, &found_count);

	*rows = NULL;
	*count = 0;
	for (size_t i = 0; i < found_count && !status; i++) {
		struct ban *own;
		size_t own_count;

		status = ban_list_patient(desk, found[i].id, &own, &own_count);
		for (size_t k = 0; k < own_count && !status; k++)
			*(struct ban *)memory_append(rows, count, &room, sizeof(*own)) = own[k];
		if (!status)
			free(own);
	}
	free(found);
	return status;
}

static const char *const nobody[] = {
	[VIEW_IN_FORCE] = N_("Nobody is banned from online booking today. F6 shows bans that have "
			     "ended, F7 those of one person; in Online, F8 tries the rule."),
	[VIEW_ALL] = N_("Nobody was ever banned from online booking. In Online, F8 tries the rule "
			"with other parameters."),
	[VIEW_FOUND] = N_("Nobody who is found is or was banned from online booking. F7 looks for "
			  "somebody else, F6 shows the bans in force."),
};

static enum status online_bans_load(struct screen *screen, struct problem *problem)
{
	struct bans *state = screen->state;
	struct desk *desk = screen->desk;
	day_number today = desk_today(desk);
	struct ban *rows = NULL;
	size_t count = 0;
	enum status status;

	if (state->view == VIEW_IN_FORCE)
		status = ban_list_in_force(desk, today, &rows, &count);
	else if (state->view == VIEW_ALL)
		status = ban_list_newest(desk, &rows, &count);
	else
		status = find_bans(desk, state->find, &rows, &count);
	if (status) {
		*problem = desk->problem;
		free(rows);
		return status;
	}
	free(state->rows.ban);
	state->rows = (struct ban_rows){ .ban = rows, .count = count, .today = today };
	state->list.empty = nobody[state->view];
	list_set(&state->list, &state->rows, count);
	return STATUS_OK;
}

static enum status online_bans_open(struct screen *screen, const void *argument,
				    struct problem *problem)
{
	struct bans *state = screen->state;

	(void)argument;
	(void)problem;
	ban_rows_list_init(&state->list);
	screen->widget = CONTEXT_LIST;
	screen_use_list(screen, &state->list);
	return STATUS_OK;
}

static void online_bans_close(struct screen *screen)
{
	struct bans *state = screen->state;

	free(state->rows.ban);
}

/* Painting. */

static void head_words(const struct bans *state, char out[WORDS_SIZE])
{
	int count = (int)state->rows.count;

	if (state->view == VIEW_IN_FORCE)
		text_format(out, WORDS_SIZE, _("Banned from online booking today: %d"), count);
	else if (state->view == VIEW_ALL && count == BAN_LIST_MAX)
		text_format(out, WORDS_SIZE, _("The newest %d bans"), count);
	else if (state->view == VIEW_ALL)
		text_format(out, WORDS_SIZE, _("All bans, newest first: %d"), count);
	else
		text_format(out, WORDS_SIZE, _("Bans of \"%s\": %d"), state->shown, count);
}

/* The list, and the marked ban's no-shows below it; beside it where there is room. */
static void split(const struct canvas *canvas, struct canvas *list, struct canvas *detail)
{
	int height = canvas->lines - LIST_LINE, below = canvas->lines / 3;

	if (canvas->columns >= WIDE) {
		*list = words_body(canvas, LIST_LINE, height, SIDE_COLUMN - 3);
		*detail = canvas_part(canvas, LIST_LINE, SIDE_COLUMN, height,
				      canvas->columns - SIDE_COLUMN - 1);
		return;
	}
	if (below < DETAIL_LINES)
		below = DETAIL_LINES;
	*list = words_body(canvas, LIST_LINE, height - below, COLUMNS_MOST);
	*detail = words_body(canvas, canvas->lines - below + 1, below - 1, COLUMNS_MOST);
}

static void online_bans_draw(struct screen *screen, const struct canvas *canvas)
{
	struct bans *state = screen->state;
	const struct ban *ban = marked(state);
	struct canvas rows, detail;
	char text[WORDS_SIZE];

	split(canvas, &rows, &detail);
	head_words(state, text);
	draw_text(canvas, HEAD_LINE, 1, canvas->columns - 2, STYLE_HEADING, text);
	draw_text(canvas, NOTE_LINE, 1, canvas->columns - 2, STYLE_FAINT,
		  _("The counter still books for them. Enter shows all about the marked ban."));
	canvas_cursor(canvas, HEAD_LINE, 1);
	list_draw(&state->list, &rows, true);
	if (ban)
		ban_rows_draw_no_shows(ban, &detail);
}

/* What can be done. */

static unsigned show_details(struct screen *screen)
{
	const struct bans *state = screen->state;
	const struct ban *ban = marked(state);
	char text[DETAILS_SIZE];

	if (!ban)
		return SCREEN_DONE;
	ban_rows_details(ban, state->rows.today, text, sizeof(text));
	dialog_read(screen, _("Ban"), text);
	return SCREEN_DRAW;
}

static unsigned ask_find(struct screen *screen)
{
	struct dialog_prompt prompt = {
		.title = _("Whose bans?"),
		.text = _("A name, pinyin, ID number, phone or card. Leave empty to see who is "
			  "banned today."),
		.label = N_("Find"),
		.limit = FIND_SIZE,
		.may_be_empty = true,
	};

	dialog_prompt(screen, QUESTION_FIND, &prompt);
	return SCREEN_DRAW;
}

static unsigned show_view(struct screen *screen, enum view view)
{
	struct bans *state = screen->state;
	struct problem problem;

	state->view = view;
	if (online_bans_load(screen, &problem))
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

static unsigned ask_lift(struct screen *screen)
{
	struct bans *state = screen->state;
	const struct ban *ban = marked(state);
	char text[WORDS_SIZE];

	if (!is_in_force(state, ban))
		return SCREEN_DONE;
	state->asked = ban->id;
	text_format(text, sizeof(text),
		    _("%s may book online again from today. These no-shows no longer count. Say "
		      "why; F9 lifts the ban."),
		    ban->patient);
	dialog_ask_reason(screen, QUESTION_LIFT_REASON, _("Lift the ban"), text);
	return SCREEN_DRAW;
}

static unsigned ask_withdraw_reason(struct screen *screen, int64_t booking_id)
{
	struct bans *state = screen->state;

	state->asked = booking_id;
	dialog_ask_reason(screen, QUESTION_WITHDRAW_REASON, _("Withdraw the no-show"),
			  _("It no longer counts, and the bans are worked out again. Say why; F9 "
			    "withdraws it."));
	return SCREEN_DRAW;
}

static unsigned ask_no_show(struct screen *screen)
{
	const struct bans *state = screen->state;
	const struct ban *ban = marked(state);
	struct dialog_item item[BAN_DATES_MAX];
	char text[WORDS_SIZE];

	if (!ban || ban->withdrawn || ban->date_count == 0)
		return SCREEN_DONE;
	if (ban->date_count == 1)
		return ask_withdraw_reason(screen, ban->date[0].booking_id);
	for (int i = 0; i < ban->date_count; i++) {
		ban_rows_no_show(ban, i, text);
		item[i].id = ban->date[i].booking_id;
		text_copy(item[i].text, sizeof(item[i].text), text);
	}
	dialog_pick(screen, QUESTION_NO_SHOW, _("Which no-show should be withdrawn?"), item,
		    (size_t)ban->date_count, ban->date[ban->date_count - 1].booking_id);
	return SCREEN_DRAW;
}

static unsigned lift(struct screen *screen, const char *reason)
{
	const struct bans *state = screen->state;
	struct ban ban;

	if (ban_lift(screen->desk, state->asked, reason, &ban)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_RELOAD;
	}
	screen_say(screen, SAY_GOOD, _("The ban is lifted: %s may book online again."),
		   ban.patient);
	return SCREEN_RELOAD;
}

static unsigned withdraw(struct screen *screen, const char *reason)
{
	const struct bans *state = screen->state;
	struct booking booking;

	if (no_show_withdraw(screen->desk, state->asked, reason, &booking)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_RELOAD;
	}
	screen_say(screen, SAY_GOOD,
		   _("The no-show of %s is withdrawn; bans were worked out again."),
		   booking.patient);
	return SCREEN_RELOAD;
}

static unsigned online_bans_command(struct screen *screen, enum command command)
{
	struct bans *state = screen->state;

	switch (command) {
	case COMMAND_LIST_CHOOSE: return show_details(screen);
	case COMMAND_BANS_FIND: return ask_find(screen);
	case COMMAND_BANS_ALL:
		return show_view(screen, state->view == VIEW_ALL ? VIEW_IN_FORCE : VIEW_ALL);
	case COMMAND_BANS_LIFT: return ask_lift(screen);
	case COMMAND_BANS_WITHDRAW: return ask_no_show(screen);
	case COMMAND_BACK:
		return state->view == VIEW_FOUND ? show_view(screen, VIEW_IN_FORCE) : SCREEN_CLOSE;
	default: return list_command(&state->list, command);
	}
}

/* Nobody's identity number stays on the screen. */
static unsigned find(struct screen *screen, const char *text)
{
	struct bans *state = screen->state;
	char mask[MASK_SIZE];

	text_copy(state->find, sizeof(state->find), text);
	text_copy(state->shown, sizeof(state->shown),
		  strlen(text) >= ID_LIKE ? mask_id_number(state->find, mask) : text);
	return show_view(screen, *text ? VIEW_FOUND : VIEW_IN_FORCE);
}

/* The bans of whom the scan is of; a ticket is checked in as everywhere. */
static unsigned online_bans_scan(struct screen *screen, const char *text)
{
	struct bans *state = screen->state;
	struct patient patient;
	struct scan scan;
	char number[PATIENT_NUMBER_SIZE];

	if (scan_read(screen->desk, text, &scan) || !scan.patient_id || scan.booking_id ||
	    patient_get(screen->desk, scan.patient_id, &patient))
		return SCREEN_PASS;
	text_copy(state->find, sizeof(state->find), patient_number_format(patient.id, number));
	text_copy(state->shown, sizeof(state->shown), patient.name);
	return show_view(screen, VIEW_FOUND);
}

static unsigned online_bans_result(struct screen *screen, int question, const struct answer *answer)
{
	if (!answer->given)
		return SCREEN_DRAW;
	switch (question) {
	case QUESTION_FIND: return find(screen, answer->text);
	case QUESTION_LIFT_REASON: return lift(screen, answer->text);
	case QUESTION_NO_SHOW: return ask_withdraw_reason(screen, answer->id);
	case QUESTION_WITHDRAW_REASON: return withdraw(screen, answer->text);
	default: return SCREEN_DRAW;
	}
}

static bool online_bans_applies(const struct screen *screen, enum command command)
{
	const struct bans *state = screen->state;
	const struct ban *ban = marked(state);

	switch (command) {
	case COMMAND_BANS_LIFT: return is_in_force(state, ban);
	case COMMAND_BANS_WITHDRAW: return ban && !ban->withdrawn;
	default: return true;
	}
}

const struct screen_ops online_bans_screen = {
	.name = "online_bans",
	.context = CONTEXT_BANS,
	.title = N_("Bans"),
	.state_size = sizeof(struct bans),
	.open = online_bans_open,
	.load = online_bans_load,
	.draw = online_bans_draw,
	.command = online_bans_command,
	.scan = online_bans_scan,
	.result = online_bans_result,
	.applies = online_bans_applies,
	.close = online_bans_close,
};
