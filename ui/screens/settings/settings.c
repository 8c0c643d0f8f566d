#include "ui/screens/settings/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/setting.h"
#include "ui/screens/settings/setting.h"
#include "ui/screens/settings/settings_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/list.h"

enum { QUESTION_CHANGED, QUESTION_DEFAULT };
enum { FIND_LINE = 0, LIST_LINE = 2, NOTE_LINES = 6, FILTER_COLUMNS = 30 };
enum { WIDE_COLUMNS = 120, SIDE_COLUMNS_MOST = 70, ROW_COUNT = SETTING_COUNT + COMMAND_COUNT - 1 };

struct showing {
	const struct settings *in_force; /* the desk's; the rows are drawn from them */
	struct settings_file file;	 /* as it is now */
	struct problem refused;		 /* why the file cannot be read, if it cannot */
	struct setting_row row[ROW_COUNT];
	const struct setting_row *shown[ROW_COUNT];
	size_t shown_count;
	struct edit filter;
	struct list list;
};

/* What a cell needs: the list hands on the rows alone, so they are of the whole screen. */
static const struct setting_row *row_at(const struct showing *state, size_t row)
{
	return state->shown[row];
}

/* Whether the file says something else than what is in force; `later` gets that. */
static bool waits(const struct showing *state, const struct setting_row *row,
		  char later[SETTING_VALUE_SIZE])
{
	char value[SETTING_VALUE_SIZE];

	if (state->refused.status || !state->in_force->path[0] || setting_row_is_rule(row))
		return false;
	setting_row_value(row, &state->file.settings, later);
	return strcmp(setting_row_value(row, state->in_force, value), later) != 0;
}

static void setting_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct showing *state = rows;
	const struct setting_row *this = row_at(state, row);
	char value[SETTING_VALUE_SIZE], later[SETTING_VALUE_SIZE];

	switch (column) {
	case 0:
		/* A section is named where it begins, and in the first row that is shown. */
		out[0] = '\0';
		if (row == state->list.top || strcmp(setting_row_section(row_at(state, row - 1)),
						     setting_row_section(this)) != 0)
			text_copy(out, size, setting_row_section(this));
		break;
	case 1: text_copy(out, size, setting_row_name(this)); break;
	case 2: text_copy(out, size, setting_row_key(this)); break;
	case 3:
		setting_row_value(this, state->in_force, value);
		if (!waits(state, this, later))
			text_copy(out, size, setting_shown(value));
		else
			text_format(out, size, _("%s (file: %s)"), setting_shown(value),
				    setting_shown(later));
		break;
	case 4: text_copy(out, size, setting_row_scope(this)); break;
	case 5: text_copy(out, size, setting_row_source(this, state->in_force)); break;
	case 6: text_copy(out, size, setting_shown(setting_row_initial(this, value))); break;
	default: text_copy(out, size, setting_row_help(this)); break;
	}
}

static int64_t setting_id(const void *rows, size_t row)
{
	const struct setting_row *this = row_at(rows, row);

	return this->command != COMMAND_NONE ? SETTING_COUNT + (int64_t)this->command : this->place;
}

static const struct list_ops setting_ops = { .cell = setting_cell, .id = setting_id };

static const struct list_column columns[] = {
	{ .title = N_("Section"), .columns = 7 },
	{ .title = N_("Setting"), .columns = 20 },
	{ .title = N_("Name in files"), .columns = 23 },
	{ .title = N_("Value"), .columns = 16, .flexible = true },
	{ .title = N_("Scope"), .columns = 7, .gives_way = 1 },
	{ .title = N_("Source"), .columns = 12, .gives_way = 2 },
	{ .title = N_("Default"), .columns = 20, .gives_way = 3 },
	{ .title = N_("What it is"), .columns = 36, .flexible = true, .gives_way = 4 },
};

static void narrow(struct showing *state)
{
	state->shown_count = 0;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (setting_row_fits(&state->row[i], state->in_force, state->filter.text))
			state->shown[state->shown_count++] = &state->row[i];
	}
	list_set(&state->list, state, state->shown_count);
}

static enum status settings_screen_load(struct screen *screen, struct problem *problem)
{
	struct showing *state = screen->state;

	(void)problem;
	settings_file_release(&state->file);
	memset(&state->refused, 0, sizeof(state->refused));
	/* A file that cannot be read is shown as such; what is in force is known all the same. */
	if (settings_file_read(&state->file, state->in_force->path, &state->refused) == STATUS_OK)
		state->refused.status = STATUS_OK;
	narrow(state);
	return STATUS_OK;
}

static enum status settings_screen_open(struct screen *screen, const void *argument,
					struct problem *problem)
{
	struct showing *state = screen->state;

	(void)argument;
	(void)problem;
	state->in_force = &screen->desk->settings;
	for (int i = 0; i < SETTING_COUNT; i++)
		state->row[i] = (struct setting_row){ .place = i };
	for (int i = SETTING_COUNT; i < ROW_COUNT; i++)
		state->row[i] = (struct setting_row){
			.place = -1, .command = (enum command)(i - SETTING_COUNT + 1)
		};
	edit_init(&state->filter, CONFIG_TEXT_SIZE);
	screen->search = &state->filter;
	list_init(&state->list, &setting_ops, columns, sizeof(columns) / sizeof(columns[0]),
		  N_("No setting matches your input. Backspace deletes a letter, Esc shows all."));
	screen->widget = CONTEXT_LIST;
	screen->typing = true;
	return STATUS_OK;
}

static void settings_screen_close(struct screen *screen)
{
	struct showing *state = screen->state;

	settings_file_release(&state->file);
}

/* What the file says when it is not what is in force. */
static int draw_file(const struct showing *state, const struct setting_row *row,
		     const struct canvas *canvas, int line)
{
	char later[SETTING_VALUE_SIZE], text[SETTING_WORDS_SIZE];

	if (setting_row_is_rule(row) && state->in_force->overruled[row->place])
		return line + draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING,
					     _("The settings file has another value, which is not "
					       "used: take that line away."));
	if (!waits(state, row, later))
		return line;
	text_format(text, sizeof(text),
		    _("The file says %s; that takes effect when the desk is started again."),
		    setting_shown(later));
	return line + draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING, text);
}

static void write_place(const struct showing *state, char *out, size_t size)
{
	const char *path = state->in_force->path;

	if (!*path)
		text_copy(out, size,
			  _("There is no settings file to write to. Name one with -c, or in "
			    "FRONTDESK_CONFIG."));
	else
		text_format(out, size,
			    state->file.there ? _("The file is %s.") : _("The file will be %s."),
			    path);
}

/* The chosen setting in sentences; with room for all of them, what follows from a change too. */
static void draw_note(const struct showing *state, const struct canvas *canvas, bool wide)
{
	char text[SETTING_WORDS_SIZE + SETTING_VALUE_SIZE], bounds[SETTING_WORDS_SIZE],
		value[SETTING_VALUE_SIZE];
	const struct setting_row *row;
	int line = 0, gap = wide ? 1 : 0;
	size_t selected;

	if (state->refused.status) {
		draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_DANGER, state->refused.message);
		return;
	}
	if (!list_selected(&state->list, &selected))
		return;
	row = row_at(state, selected);
	if (wide) {
		setting_row_title(row, text, sizeof(text));
		draw_text(canvas, line++, 0, canvas->columns, STYLE_HEADING, text);
	}
	line += gap + draw_paragraph(canvas, line + gap, 0, canvas->columns, STYLE_NORMAL,
				     setting_row_help(row));
	text_format(text, sizeof(text), _("%s The default is %s."), setting_row_bounds(row, bounds),
		    setting_shown(setting_row_initial(row, value)));
	line += gap + draw_paragraph(canvas, line + gap, 0, canvas->columns, STYLE_NORMAL, text);
	line = draw_file(state, row, canvas, line + gap);
	line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_NORMAL,
			       setting_row_scope_words(row));
	line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_NORMAL,
			       setting_row_effect(row));
	if (wide)
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_NORMAL,
				       setting_row_follows(row));
	if (setting_row_is_rule(row))
		return;
	write_place(state, text, sizeof(text));
	draw_paragraph(canvas, line + gap, 0, canvas->columns, STYLE_FAINT, text);
}

static void settings_screen_draw(struct screen *screen, const struct canvas *canvas)
{
	struct showing *state = screen->state;
	bool wide = canvas->columns >= WIDE_COLUMNS;
	int side = canvas->columns * 2 / 5 - 2 < SIDE_COLUMNS_MOST ? canvas->columns * 2 / 5 - 2
								   : SIDE_COLUMNS_MOST;
	int list_columns = wide ? canvas->columns - side - 3 : canvas->columns - 2;
	int list_lines = canvas->lines - LIST_LINE - (wide ? 0 : NOTE_LINES + 1);
	struct canvas rows = canvas_part(canvas, LIST_LINE, 1, list_lines, list_columns);
	struct canvas note = wide ? canvas_part(canvas, LIST_LINE, canvas->columns - side,
						canvas->lines - LIST_LINE, side - 1)
				  : canvas_part(canvas, canvas->lines - NOTE_LINES, 1, NOTE_LINES,
						canvas->columns - 2);
	int column = 2 + draw_text(canvas, FIND_LINE, 1, canvas->columns, STYLE_NORMAL, _("Find"));

	list_draw(&state->list, &rows, true);
	edit_draw(&state->filter, canvas, FIND_LINE, column, FILTER_COLUMNS, true);
	draw_note(state, &note, wide);
}

static bool choose(struct screen *screen, struct setting_row *row)
{
	struct showing *state = screen->state;
	size_t selected;

	if (!list_selected(&state->list, &selected)) {
		screen_say(screen, SAY_INFO, "%s", _("There is no setting to change."));
		return false;
	}
	*row = *row_at(state, selected);
	if (!state->refused.status || setting_row_is_rule(row))
		return true;
	screen_say_problem(screen, &state->refused);
	return false;
}

static unsigned change(struct screen *screen)
{
	struct setting_row row;

	if (choose(screen, &row))
		screen_push(screen, &setting_screen, &row, QUESTION_CHANGED);
	return SCREEN_DRAW;
}

static unsigned ask_for_default(struct screen *screen)
{
	struct showing *state = screen->state;
	char value[SETTING_VALUE_SIZE], initial[SETTING_VALUE_SIZE], text[3 * SETTING_VALUE_SIZE],
		title[4 * CONFIG_TEXT_SIZE];
	struct setting_row row;

	if (!choose(screen, &row))
		return SCREEN_DRAW;
	setting_row_value(&row, setting_row_said(&row, state->in_force, &state->file), value);
	setting_row_initial(&row, initial);
	if (strcmp(value, initial) == 0) {
		screen_say(screen, SAY_INFO, _("%s already has its default value."),
			   setting_row_key(&row));
		return SCREEN_DRAW;
	}
	setting_row_title(&row, title, sizeof(title));
	text_format(text, sizeof(text), _("%s: from %s back to %s, the default.\n%s\n%s"), title,
		    setting_shown(value), setting_shown(initial), setting_row_effect(&row),
		    setting_row_follows(&row));
	dialog_ask(screen, QUESTION_DEFAULT, _("Restore default"), text);
	return SCREEN_DRAW;
}

static unsigned edit_filter(struct screen *screen, enum command command)
{
	struct showing *state = screen->state;

	edit_command(&state->filter, command);
	narrow(state);
	return SCREEN_DRAW;
}

static unsigned settings_screen_command(struct screen *screen, enum command command)
{
	struct showing *state = screen->state;

	switch (command) {
	case COMMAND_LIST_CHOOSE:
	case COMMAND_SETTINGS_CHANGE: return change(screen);
	case COMMAND_SETTINGS_DEFAULT: return ask_for_default(screen);
	case COMMAND_SETTINGS_FIND: return edit_filter(screen, COMMAND_FORM_CLEAR);
	case COMMAND_LIST_RUB_OUT: return edit_filter(screen, COMMAND_FORM_BACKSPACE);
	case COMMAND_BACK:
		return state->filter.text[0] ? edit_filter(screen, COMMAND_FORM_CLEAR)
					     : SCREEN_PASS;
	default: return list_command(&state->list, command);
	}
}

static unsigned settings_screen_text(struct screen *screen, const char *text)
{
	struct showing *state = screen->state;
	char typed[EDIT_SIZE];

	text_copy(typed, sizeof(typed), text);
	edit_insert(&state->filter, text_narrow(typed));
	narrow(state);
	list_command(&state->list, COMMAND_LIST_FIRST);
	return SCREEN_DRAW;
}

static unsigned settings_screen_result(struct screen *screen, int question,
				       const struct answer *answer)
{
	struct showing *state = screen->state;
	struct setting_row row;

	if (question == QUESTION_DEFAULT && answer->given && answer->choice == 1 &&
	    choose(screen, &row)) {
		const struct setting_decision back = { .value = NULL };

		if (setting_row_put(screen, &state->file, &row, &back) != STATUS_OK)
			screen_say(screen, SAY_ERROR, _("NOT saved: %s"),
				   screen->desk->problem.message);
	}
	return SCREEN_RELOAD;
}

static bool settings_screen_blank(const struct screen *screen)
{
	const struct showing *state = screen->state;

	return !state->filter.text[0];
}

const struct screen_ops settings_screen = {
	.name = "settings",
	.context = CONTEXT_SETTINGS,
	.title = N_("Settings"),
	.state_size = sizeof(struct showing),
	.open = settings_screen_open,
	.load = settings_screen_load,
	.draw = settings_screen_draw,
	.command = settings_screen_command,
	.text = settings_screen_text,
	.result = settings_screen_result,
	.blank = settings_screen_blank,
	.close = settings_screen_close,
};
