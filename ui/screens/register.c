/*
 * Register: one field to find the patient; then the session, the payment and the number follow in
 * front of it, and it comes back empty for the next person.
 */
#include <string.h>

#include "base/language.h"
#include "desk/scan.h"
#include "ui/screens/patient_rows.h"
#include "ui/screens/places.h"
#include "ui/screens/scans.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"
#include "ui/term/list.h"

enum { QUESTION_NEW, QUESTION_BOOK };
enum { FIND_LINE = 1, LIST_LINE = 3, FIND_COLUMNS_MAX = 40, COLUMNS_MOST = 120 };

struct registering {
	struct edit find;
	struct patient_rows matches;
	struct list list;
};

static enum status register_load(struct screen *screen, struct problem *problem)
{
	struct registering *state = screen->state;
	struct patient_rows *matches = &state->matches;
	enum status status = STATUS_OK;

	matches->today = desk_today(screen->desk);
	matches->count = 0;
	if (state->find.text[0])
		status = patient_find(screen->desk, state->find.text, matches->patient,
				      &matches->count);
	list_set(&state->list, matches, matches->count);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status register_open(struct screen *screen, const void *argument,
				 struct problem *problem)
{
	struct registering *state = screen->state;

	(void)argument;
	edit_init(&state->find, NAME_SIZE);
	patient_rows_list_init(&state->list, "");
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	(void)problem;
	return STATUS_OK;
}

static void register_draw(struct screen *screen, const struct canvas *canvas)
{
	struct registering *state = screen->state;
	struct canvas rest = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE, COLUMNS_MOST);
	const char *label = _("Find");
	int column = text_columns(label) + 3, line;

	draw_text(canvas, FIND_LINE, 1, canvas->columns, STYLE_KEY, label);
	edit_draw(&state->find, canvas, FIND_LINE, column, FIND_COLUMNS_MAX, true);
	if (state->matches.count > 0) {
		draw_text(canvas, FIND_LINE, column + FIND_COLUMNS_MAX + 2, canvas->columns,
			  STYLE_DIM, _("Enter takes the marked patient"));
		list_draw(&state->list, &rest, true);
		/* The list is moved in by the arrows, but it is the field that is typed into. */
		edit_draw(&state->find, canvas, FIND_LINE, column, FIND_COLUMNS_MAX, true);
		return;
	}
	if (state->find.text[0]) {
		draw_paragraph(&rest, 0, 0, rest.columns, STYLE_WARNING,
			       _("Nobody is found. Enter adds a new patient with what was typed."));
		return;
	}
	line = draw_paragraph(&rest, 0, 0, rest.columns, STYLE_NORMAL,
			      _("Who is at the counter? Type or scan: the name, its pinyin or "
				"initials, the ID number, the phone or its last four digits, the "
				"card or the patient number."));
	draw_paragraph(&rest, line + 1, 0, rest.columns, STYLE_DIM,
		       _("F6 adds a patient who was never here."));
}

static unsigned register_search(struct screen *screen)
{
	struct problem problem;

	if (register_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

static unsigned register_empty(struct screen *screen)
{
	struct registering *state = screen->state;

	edit_set(&state->find, "");
	return register_search(screen);
}

static unsigned register_new(struct screen *screen)
{
	struct registering *state = screen->state;

	screen_push(screen, &new_patient_screen, state->find.text, QUESTION_NEW);
	return SCREEN_DRAW;
}

static unsigned register_sessions(struct screen *screen, int64_t patient_id)
{
	screen_push(screen, &choose_session_screen, &patient_id, QUESTION_BOOK);
	return SCREEN_DRAW;
}

/* Enter: the marked patient's sessions; nobody found, a new patient. */
static unsigned register_take(struct screen *screen)
{
	struct registering *state = screen->state;
	char typed[EDIT_SIZE];
	unsigned reply;
	size_t row;

	if (list_selected(&state->list, &row))
		return register_sessions(screen, state->matches.patient[row].id);
	if (!state->find.text[0]) {
		screen_say(screen, SAY_INFO, "%s",
			   _("Type or scan something to find the patient by."));
		return SCREEN_DONE;
	}
	/* A slip's number, or what is no patient at all. */
	text_copy(typed, sizeof(typed), state->find.text);
	reply = scans_take_typed(screen, typed);
	if (reply == SCREEN_PASS)
		return register_new(screen);
	register_empty(screen);
	return reply;
}

static unsigned register_edit(struct screen *screen, enum command command)
{
	struct registering *state = screen->state;
	char before[EDIT_SIZE];

	text_copy(before, sizeof(before), state->find.text);
	if (!edit_command(&state->find, command))
		return SCREEN_PASS;
	return strcmp(before, state->find.text) == 0 ? SCREEN_DRAW : register_search(screen);
}

static unsigned register_command(struct screen *screen, enum command command)
{
	struct registering *state = screen->state;

	switch (command) {
	case COMMAND_FORM_ENTER: return register_take(screen);
	case COMMAND_FORM_NEXT: return list_command(&state->list, COMMAND_LIST_DOWN);
	case COMMAND_FORM_PREVIOUS: return list_command(&state->list, COMMAND_LIST_UP);
	case COMMAND_REGISTER_NEW: return register_new(screen);
	case COMMAND_REGISTER_FIND: return register_empty(screen);
	case COMMAND_BACK: return state->find.text[0] ? register_empty(screen) : SCREEN_PASS;
	default: return register_edit(screen, command);
	}
}

static unsigned register_text(struct screen *screen, const char *text)
{
	struct registering *state = screen->state;

	if (!edit_insert(&state->find, text))
		screen_say(screen, SAY_INFO, "%s", _("That is longer than anything to find by."));
	register_search(screen);
	list_command(&state->list, COMMAND_LIST_FIRST);
	return SCREEN_DRAW;
}

/* Somebody's number or card, scanned on any screen. Whom it belongs to is registered at once, under
 * the patient number: nobody's identity number stays on the screen. */
static unsigned register_scan(struct screen *screen, const char *text)
{
	struct registering *state = screen->state;
	char number[PATIENT_NUMBER_SIZE];
	struct scan scan;

	if (scan_read(screen->desk, text, &scan)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	if (scan.kind == SCAN_TICKET)
		return SCREEN_PASS;
	if (scan.patient_id) {
		text_format(number, sizeof(number), "%08lld", (long long)scan.patient_id);
		edit_set(&state->find, number);
		register_search(screen);
		return register_sessions(screen, scan.patient_id);
	}
	edit_set(&state->find, scan.kind == SCAN_RESIDENT_ID ? "" : scan.text);
	register_search(screen);
	if (scan.kind == SCAN_RESIDENT_ID) {
		screen_push(screen, &new_patient_screen, scan.text, QUESTION_NEW);
		return SCREEN_DRAW;
	}
	if (state->matches.count == 1)
		return register_sessions(screen, state->matches.patient[0].id);
	return SCREEN_DRAW;
}

static unsigned register_result(struct screen *screen, int question, const struct answer *answer)
{
	switch (question) {
	case QUESTION_NEW:
		if (answer->given)
			register_sessions(screen, answer->id);
		return SCREEN_RELOAD;
	case QUESTION_BOOK:
		if (!answer->given)
			return SCREEN_DRAW;
		register_empty(screen);
		screen_push(screen, &booked_screen, &answer->id, QUESTION_NONE);
		return SCREEN_RELOAD;
	default: return SCREEN_DRAW;
	}
}

/* A new patient that was left unfinished: saved, it goes on to the sessions as any other. */
static bool register_reopen(struct screen *screen, const char *name, int64_t subject)
{
	(void)subject;
	if (strcmp(name, new_patient_screen.name) != 0)
		return false;
	screen_push(screen, &new_patient_screen, "", QUESTION_NEW);
	return true;
}

static bool register_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_REGISTER || command == COMMAND_REGISTER_FIND ||
	       command == COMMAND_REGISTER_NEW;
}

static bool register_blank(const struct screen *screen)
{
	const struct registering *state = screen->state;

	return state->find.text[0] == '\0';
}

const struct screen_ops register_screen = {
	.name = "register",
	.context = CONTEXT_REGISTER,
	.title = N_("Register"),
	.state_size = sizeof(struct registering),
	.leaves_freely = false,
	.open = register_open,
	.load = register_load,
	.draw = register_draw,
	.command = register_command,
	.text = register_text,
	.scan = register_scan,
	.result = register_result,
	.applies = register_applies,
	.reopen = register_reopen,
	.blank = register_blank,
};
