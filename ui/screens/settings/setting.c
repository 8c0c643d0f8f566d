#include "ui/screens/settings/setting.h"

#include <string.h>

#include "base/language.h"
#include "desk/setting.h"
#include "ui/screens/settings/settings_rows.h"
#include "ui/screens/words.h"
#include "ui/term/choices.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"

enum { QUESTION_FOLLOWS, BOX_COLUMNS = 70 };

struct changing {
	struct setting_row row;
	struct settings_file file;
	struct form form;
	struct field field[1];
	struct choices choices;
	char heading[4 * CONFIG_TEXT_SIZE];
};

static enum status setting_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct changing *state = screen->state;
	const struct setting *setting;
	char value[SETTING_VALUE_SIZE];
	enum status status;

	memcpy(&state->row, argument, sizeof(state->row));
	status = settings_file_read(&state->file, screen->desk->settings.path, problem);
	if (status) {
		settings_file_release(&state->file);
		return status;
	}
	setting_row_value(&state->row, &state->file.settings, value);
	state->field[0] = (struct field){ .label = N_("Value"), .limit = SETTING_VALUE_SIZE };
	if (state->row.command == COMMAND_NONE) {
		setting = setting_at(state->row.place);
		if (setting->kind == SETTING_IS_CHOICE) {
			state->field[0].kind = FIELD_CHOICE;
			choices_cut(&state->choices, setting->choices);
			state->field[0].choices = state->choices.text;
			state->field[0].choice = choices_find(&state->choices, value);
		} else if (setting->kind == SETTING_IS_NUMBER) {
			state->field[0].kind = FIELD_DIGITS;
		}
	}
	screen_use_form(screen, &state->form, state->field, 1);
	if (state->field[0].kind != FIELD_CHOICE)
		form_set(&state->form, 0, value);
	setting_row_title(&state->row, state->heading, sizeof(state->heading));
	return STATUS_OK;
}

static void setting_close(struct screen *screen)
{
	struct changing *state = screen->state;

	settings_file_release(&state->file);
}

static void setting_size(const struct screen *screen, int *lines, int *columns)
{
	const struct changing *state = screen->state;
	char text[3 * SETTING_WORDS_SIZE];

	setting_row_words(&state->row, text, sizeof(text));
	*columns = BOX_COLUMNS;
	*lines = draw_paragraph_lines(BOX_COLUMNS, text) + 1 + form_lines(&state->form);
}

static const char *setting_heading(const struct screen *screen)
{
	const struct changing *state = screen->state;

	return state->heading;
}

static void setting_draw(struct screen *screen, const struct canvas *canvas)
{
	struct changing *state = screen->state;
	char text[3 * SETTING_WORDS_SIZE];
	struct canvas part;
	int line;

	setting_row_words(&state->row, text, sizeof(text));
	line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, text) + 1;
	part = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	form_draw(&state->form, &part, true);
}

static const char *typed(const struct changing *state)
{
	const struct field *field = &state->field[0];

	return field->kind == FIELD_CHOICE ? state->choices.word[field->choice]
					   : form_value(&state->form, 0);
}

static unsigned refuse(struct screen *screen)
{
	struct changing *state = screen->state;

	form_problem(&state->form, 0, screen->desk->problem.message);
	return SCREEN_DRAW;
}

static unsigned save(struct screen *screen)
{
	struct changing *state = screen->state;
	struct problem kept;
	enum status status;

	status = setting_row_put(screen, &state->file, &state->row, typed(state));
	if (!status) {
		screen->answer = (struct answer){ .given = true };
		return SCREEN_CLOSE | SCREEN_RELOAD;
	}
	kept = screen->desk->problem;
	screen_say(screen, SAY_ERROR, _("NOT saved: %s"), kept.message);
	if (status == STATUS_CHANGED_ELSEWHERE) {
		/* What is typed stays; the file is the new one. */
		settings_file_release(&state->file);
		if (settings_file_read(&state->file, screen->desk->settings.path,
				       &screen->desk->problem) != STATUS_OK)
			return refuse(screen);
	}
	form_problem(&state->form, 0, kept.message);
	return SCREEN_RELOAD;
}

static unsigned setting_confirm(struct screen *screen)
{
	struct changing *state = screen->state;
	char before[SETTING_VALUE_SIZE], after[SETTING_VALUE_SIZE], text[3 * SETTING_WORDS_SIZE];
	const char *follows = setting_row_follows(&state->row);

	form_forget_problems(&state->form);
	if (setting_row_check(&state->row, &state->file.settings, typed(state), after,
			      &screen->desk->problem) != STATUS_OK)
		return refuse(screen);
	setting_row_value(&state->row, &state->file.settings, before);
	if (strcmp(before, after) == 0)
		return SCREEN_CLOSE;
	if (!*follows)
		return save(screen);
	text_format(text, sizeof(text),
		    _("%s: from %s to %s.\n%s\nIt is changed in this counter's file; the other "
		      "counters have to follow. Change it?"),
		    state->heading, setting_shown(before), setting_shown(after), follows);
	dialog_ask(screen, QUESTION_FOLLOWS, _("A rule of the clinic"), text);
	return SCREEN_DRAW;
}

static unsigned setting_command(struct screen *screen, enum command command)
{
	return command == COMMAND_SETTINGS_CHANGE ? setting_confirm(screen) : SCREEN_PASS;
}

static unsigned setting_result(struct screen *screen, int question, const struct answer *answer)
{
	if (question == QUESTION_FOLLOWS && answer->given && answer->choice == 1)
		return save(screen);
	return SCREEN_DRAW;
}

static bool setting_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_SETTINGS || command == COMMAND_SETTINGS_CHANGE;
}

const struct screen_ops setting_screen = {
	.name = "setting",
	.context = CONTEXT_SETTINGS,
	.title = N_("Setting"),
	.state_size = sizeof(struct changing),
	.open = setting_open,
	.draw = setting_draw,
	.command = setting_command,
	.confirm = setting_confirm,
	.result = setting_result,
	.applies = setting_applies,
	.size = setting_size,
	.heading = setting_heading,
	.close = setting_close,
};
