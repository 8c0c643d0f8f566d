/* Patients: finding a record, to look at it, change it or add one. */
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "ui/screens/patient_rows.h"
#include "ui/screens/places.h"
#include "ui/screens/words.h"
#include "ui/term/edit.h"

enum { QUESTION_NEW, QUESTION_OTHER };
enum { FIND_LINE = 1, LIST_LINE = 3, FIND_COLUMNS_MAX = 40, COLUMNS_MOST = 140 };

struct patients {
	struct edit find;
	struct patient_rows rows;
	struct list list;
};

static enum status patients_load(struct screen *screen, struct problem *problem)
{
	struct patients *state = screen->state;
	enum status status = STATUS_OK;

	state->rows.today = desk_today(screen->desk);
	state->rows.count = 0;
	if (state->find.text[0])
		status = patient_find(screen->desk, state->find.text, state->rows.patient,
				      &state->rows.count);
	list_set(&state->list, &state->rows, state->rows.count);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status patients_open(struct screen *screen, const void *argument,
				 struct problem *problem)
{
	struct patients *state = screen->state;

	(void)argument;
	(void)problem;
	edit_init(&state->find, NAME_SIZE);
	patient_rows_list_init(&state->list, "");
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	return STATUS_OK;
}

static void patients_draw(struct screen *screen, const struct canvas *canvas)
{
	struct patients *state = screen->state;
	struct canvas rest = words_body(canvas, LIST_LINE, canvas->lines - LIST_LINE, COLUMNS_MOST);
	const char *label = _("Find");
	int column = text_columns(label) + 3;

	draw_text(canvas, FIND_LINE, 1, canvas->columns, STYLE_KEY, label);
	if (state->rows.count > 0) {
		draw_text(canvas, FIND_LINE, column + FIND_COLUMNS_MAX + 2, canvas->columns,
			  STYLE_DIM, _("Enter opens the marked patient"));
		list_draw(&state->list, &rest, true);
	} else if (state->find.text[0]) {
		draw_paragraph(&rest, 0, 0, rest.columns, STYLE_WARNING,
			       _("Nobody is found. F6 adds a new patient with what was typed."));
	} else {
		draw_paragraph(
			&rest, 0, 0, rest.columns, STYLE_NORMAL,
			_("Whose record? Type or scan: the name, its pinyin or initials, the "
			  "ID number, the phone or its last four digits, the card or the "
			  "patient number."));
	}
	/* The list is moved in by the arrows, but it is the field that is typed into. */
	edit_draw(&state->find, canvas, FIND_LINE, column, FIND_COLUMNS_MAX, true);
}

static unsigned search(struct screen *screen)
{
	struct problem problem;

	if (patients_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	return SCREEN_DRAW;
}

static unsigned empty(struct screen *screen)
{
	struct patients *state = screen->state;

	edit_set(&state->find, "");
	return search(screen);
}

static unsigned open_marked(struct screen *screen)
{
	struct patients *state = screen->state;
	size_t row;

	if (list_selected(&state->list, &row))
		screen_push(screen, &patient_screen, &state->rows.patient[row].id, QUESTION_OTHER);
	else
		screen_say(screen, SAY_INFO, "%s", _("There is no patient to open."));
	return SCREEN_DRAW;
}

static unsigned edit(struct screen *screen, enum command command)
{
	struct patients *state = screen->state;
	char before[EDIT_SIZE];

	text_copy(before, sizeof(before), state->find.text);
	if (!edit_command(&state->find, command))
		return SCREEN_PASS;
	return strcmp(before, state->find.text) == 0 ? SCREEN_DRAW : search(screen);
}

static unsigned patients_command(struct screen *screen, enum command command)
{
	struct patients *state = screen->state;

	switch (command) {
	case COMMAND_FORM_ENTER: return open_marked(screen);
	case COMMAND_FORM_NEXT: return list_command(&state->list, COMMAND_LIST_DOWN);
	case COMMAND_FORM_PREVIOUS: return list_command(&state->list, COMMAND_LIST_UP);
	case COMMAND_PATIENTS_NEW:
		screen_push(screen, &new_patient_screen, state->find.text, QUESTION_NEW);
		return SCREEN_DRAW;
	case COMMAND_PATIENTS_FIND: return empty(screen);
	case COMMAND_BACK: return state->find.text[0] ? empty(screen) : SCREEN_PASS;
	default: return edit(screen, command);
	}
}

static unsigned patients_text(struct screen *screen, const char *text)
{
	struct patients *state = screen->state;

	if (!edit_insert(&state->find, text))
		screen_say(screen, SAY_INFO, "%s", _("That is longer than anything to find by."));
	search(screen);
	list_command(&state->list, COMMAND_LIST_FIRST);
	return SCREEN_DRAW;
}

/* Who was added is shown as saved. */
static unsigned patients_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_NEW && answer->given)
		screen_push(screen, &patient_screen, &answer->id, QUESTION_OTHER);
	return SCREEN_RELOAD;
}

static bool patients_reopen(struct screen *screen, const char *name, int64_t subject)
{
	if (strcmp(name, new_patient_screen.name) == 0)
		screen_push(screen, &new_patient_screen, "", QUESTION_NEW);
	else if (strcmp(name, change_patient_screen.name) == 0)
		screen_push(screen, &change_patient_screen, &subject, QUESTION_OTHER);
	else
		return false;
	return true;
}

static bool patients_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_PATIENTS || command == COMMAND_PATIENTS_FIND ||
	       command == COMMAND_PATIENTS_NEW;
}

static bool patients_blank(const struct screen *screen)
{
	const struct patients *state = screen->state;

	return state->find.text[0] == '\0';
}

const struct screen_ops patients_screen = {
	.name = "patients",
	.context = CONTEXT_PATIENTS,
	.title = N_("Patients"),
	.state_size = sizeof(struct patients),
	.open = patients_open,
	.load = patients_load,
	.draw = patients_draw,
	.command = patients_command,
	.text = patients_text,
	.result = patients_result,
	.reopen = patients_reopen,
	.applies = patients_applies,
	.blank = patients_blank,
};
