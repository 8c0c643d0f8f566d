#include "ui/screens/patients/patient_search.h"

#include <string.h>

#include "base/language.h"
#include "base/mask.h"
#include "ui/screens/words.h"

enum {
	FIND_LINE = 0,
	LIST_LINE = 2,
	FIND_COLUMNS_MAX = 40,
	SIDE_LEAST = 180, /* columns from which the marked patient stands beside the list */
	SIDE_COLUMNS = 84,
};

enum {
	COLUMN_NAME,
	COLUMN_SEX,
	COLUMN_AGE,
	COLUMN_ID,
	COLUMN_PHONE,
	COLUMN_NUMBER,
	COLUMN_BORN,
	COLUMN_CARD
};

static const struct list_column columns[] = {
	{ .title = N_("Patient"), .columns = 14, .flexible = true },
	{ .title = N_("Sex"), .columns = 6 },
	{ .title = N_("Age"), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("ID number"), .columns = 18 },
	{ .title = N_("Phone"), .columns = 11 },
	{ .title = N_("Patient no."), .columns = 11 },
	{ .title = N_("Born"), .columns = 10, .gives_way = 2 },
	{ .title = N_("Card"), .columns = 16, .gives_way = 1 },
};

static void match_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct patient_search *search = rows;
	const struct patient *patient = &search->patient[row];
	char text[MASK_SIZE], age[WORDS_DAY_SIZE], day[DAY_TEXT_SIZE], number[PATIENT_NUMBER_SIZE];

	switch (column) {
	case COLUMN_NAME:
		if (patient->deceased == DAY_NONE)
			text_copy(out, size, patient->name);
		else
			text_format(out, size, _("%s (deceased)"), patient->name);
		break;
	case COLUMN_SEX: text_copy(out, size, words_sex(patient->sex)); break;
	case COLUMN_AGE: text_copy(out, size, words_age(patient->birth, search->today, age)); break;
	case COLUMN_ID: text_copy(out, size, mask_id_number(patient->id_number, text)); break;
	case COLUMN_PHONE: text_copy(out, size, mask_phone(patient->phone, text)); break;
	case COLUMN_NUMBER: text_copy(out, size, patient_number_format(patient->id, number)); break;
	case COLUMN_BORN:
		if (patient->birth != DAY_NONE)
			text_copy(out, size, day_format(patient->birth, day));
		break;
	case COLUMN_CARD: text_copy(out, size, patient->card_no); break;
	default: break;
	}
}

static int64_t match_id(const void *rows, size_t row)
{
	const struct patient_search *search = rows;

	return search->patient[row].id;
}

static const struct list_ops match_ops = { .cell = match_cell, .id = match_id };

enum status patient_search_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct patient_search *search = screen->state;

	(void)argument;
	(void)problem;
	edit_init(&search->find, NAME_SIZE);
	screen->search = &search->find;
	patient_pane_init(&search->pane, N_("This patient has no bookings yet."));
	list_init(&search->list, &match_ops, columns, sizeof(columns) / sizeof(columns[0]), "");
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	return STATUS_OK;
}

void patient_search_close(struct screen *screen)
{
	struct patient_search *search = screen->state;

	patient_pane_release(&search->pane);
}

static enum status load_pane(struct screen *screen)
{
	struct patient_search *search = screen->state;

	return patient_pane_load(&search->pane, screen->desk, patient_search_marked(screen));
}

/* After a key that may have marked another one. */
static unsigned follow_mark(struct screen *screen, unsigned reply)
{
	struct patient_search *search = screen->state;
	size_t row;
	int64_t id = list_selected(&search->list, &row) ? search->patient[row].id : 0;

	if (id != search->pane.patient.id && load_pane(screen) != STATUS_OK)
		screen_say_problem(screen, &screen->desk->problem);
	return reply;
}

enum status patient_search_load(struct screen *screen, struct problem *problem)
{
	struct patient_search *search = screen->state;
	int64_t marked = search->list.unmarked ? 0 : search->list.selected_id;
	enum status status = STATUS_OK;

	search->today = desk_today(screen->desk);
	search->count = 0;
	if (search->find.text[0])
		status = patient_find(screen->desk, search->find.text, search->patient,
				      &search->count);
	list_set(&search->list, search, search->count);
	/* The mark leaves with who had it, and never goes to the next one. */
	if (!list_select(&search->list, marked))
		list_unmark(&search->list);
	if (!status)
		status = load_pane(screen);
	if (status)
		*problem = screen->desk->problem;
	return status;
}

/* Of several people none is marked by what was typed, but the one who has exactly that: an Enter
 * that was typed ahead takes nobody else. */
static void mark_sought(struct patient_search *search)
{
	size_t exact = 0, at = 0;

	for (size_t i = 0; i < search->count; i++) {
		if (patient_is_exactly(&search->patient[i], search->find.text)) {
			exact++;
			at = i;
		}
	}
	if (search->count == 1 || exact == 1)
		list_select(&search->list, search->patient[at].id);
	else
		list_unmark(&search->list);
}

static void draw_beneath(struct patient_search *search, const struct canvas *canvas,
			 const struct patient_search_look *look)
{
	int line;

	if (search->count > 0) {
		list_draw(&search->list, canvas, true);
		return;
	}
	if (search->find.text[0]) {
		draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_WARNING, _(look->nobody));
		return;
	}
	line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, _(look->ask));
	if (look->more)
		draw_keys(canvas, line + 1, 0, canvas->columns, _(look->more));
}

void patient_search_draw(struct screen *screen, const struct canvas *canvas,
			 const struct patient_search_look *look)
{
	struct patient_search *search = screen->state;
	struct canvas left, right;
	bool side = words_side(canvas, SIDE_LEAST, SIDE_COLUMNS, &left, &right);
	struct canvas rest = canvas_part(&left, LIST_LINE, 0, left.lines - LIST_LINE,
					 left.columns < look->columns_most ? left.columns
									   : look->columns_most);
	const char *label = _("Find");
	int column = text_columns(label) + 3;

	draw_text(canvas, FIND_LINE, 1, canvas->columns, STYLE_KEY, label);
	if (search->count > 0)
		draw_keys(canvas, FIND_LINE, column + FIND_COLUMNS_MAX + 2, canvas->columns,
			  search->list.unmarked ? _("Down marks a patient") : _(look->take));
	draw_beneath(search, &rest, look);
	right = canvas_part(&right, LIST_LINE, 0, right.lines - LIST_LINE, right.columns);
	if (side)
		patient_pane_draw(&search->pane, &right, search->today);
	/* The list is moved in by the arrows, but it is the field that is typed into. */
	edit_draw(&search->find, canvas, FIND_LINE, column, FIND_COLUMNS_MAX, true);
}

static unsigned find(struct screen *screen)
{
	struct problem problem;

	if (patient_search_load(screen, &problem) != STATUS_OK)
		screen_say_problem(screen, &problem);
	mark_sought(screen->state);
	return follow_mark(screen, SCREEN_DRAW);
}

unsigned patient_search_for(struct screen *screen, const char *text)
{
	struct patient_search *search = screen->state;

	edit_set(&search->find, text);
	return find(screen);
}

unsigned patient_search_over(struct screen *screen)
{
	struct patient_search *search = screen->state;

	edit_grow_old(&search->find);
	return SCREEN_DRAW;
}

static unsigned edit(struct screen *screen, enum command command)
{
	struct patient_search *search = screen->state;
	char before[EDIT_SIZE];

	text_copy(before, sizeof(before), search->find.text);
	if (!edit_command(&search->find, command))
		return SCREEN_PASS;
	return strcmp(before, search->find.text) == 0 ? SCREEN_DRAW : find(screen);
}

unsigned patient_search_command(struct screen *screen, enum command command)
{
	struct patient_search *search = screen->state;

	switch (command) {
	case COMMAND_FORM_NEXT:
		return follow_mark(screen, list_command(&search->list, COMMAND_LIST_DOWN));
	case COMMAND_FORM_PREVIOUS:
		return follow_mark(screen, list_command(&search->list, COMMAND_LIST_UP));
	case COMMAND_BACK:
		return search->find.text[0] ? patient_search_for(screen, "") : SCREEN_PASS;
	default: return edit(screen, command);
	}
}

unsigned patient_search_text(struct screen *screen, const char *text)
{
	struct patient_search *search = screen->state;

	if (!edit_insert(&search->find, text))
		screen_say(screen, SAY_INFO, "%s", _("That is too long to search for."));
	return find(screen);
}

bool patient_search_blank(const struct screen *screen)
{
	const struct patient_search *search = screen->state;

	return search->find.text[0] == '\0';
}

unsigned patient_search_say_unmarked(struct screen *screen)
{
	const struct patient_search *search = screen->state;

	if (search->count > 0)
		screen_say(screen, SAY_ERROR,
			   _("%d people fit what was typed: mark one with Down, or type more."),
			   (int)search->count);
	else
		screen_say(screen, SAY_INFO, "%s", _("No patient is marked."));
	return SCREEN_DRAW;
}

const struct patient *patient_search_marked(const struct screen *screen)
{
	const struct patient_search *search = screen->state;
	size_t row;

	return list_selected(&search->list, &row) ? &search->patient[row] : NULL;
}
