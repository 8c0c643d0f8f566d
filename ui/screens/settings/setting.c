#include "ui/screens/settings/setting.h"

#include <string.h>

#include "base/language.h"
#include "desk/setting.h"
#include "ui/screens/settings/settings_rows.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"

enum { QUESTION_FOLLOWS, CHOICES_MOST = 8, BOX_COLUMNS = 70 };

struct changing {
	struct setting_row row;
	struct settings_file file;
	struct form form;
	struct field field[1];
	char choice[CHOICES_MOST][16];
	const char *choices[CHOICES_MOST + 1];
	char heading[2 * CONFIG_TEXT_SIZE];
};

enum status setting_row_put(struct screen *screen, struct settings_file *file,
			    const struct setting_row *row, const char *value)
{
	char initial[SETTING_VALUE_SIZE], now[SETTING_VALUE_SIZE];
	struct desk *desk = screen->desk;
	enum status status;

	if (row->command == COMMAND_NONE)
		status = setting_change(desk, file, row->place, value);
	else
		status = setting_change_keys(desk, file, command_name(row->command), value,
					     setting_row_initial(row, initial));
	if (status)
		return status;
	language_choose(desk->settings.clinic_language);
	if (row->command != COMMAND_NONE)
		status = screen_take_keys(screen, &desk->settings, &desk->problem);
	if (!status)
		screen_say(screen, SAY_GOOD, _("Saved: [%s] %s = %s. %s"), setting_row_section(row),
			   setting_row_key(row),
			   setting_shown(setting_row_value(row, &file->settings, now)),
			   row->command != COMMAND_NONE || setting_at(row->place)->at_once
				   ? _("It is in force.")
				   : _("It takes effect when the desk is started again."));
	return status;
}

/* Cuts "a|b|c" into the choices of the field; the present one is chosen. */
static void take_choices(struct changing *state, const char *choices, const char *value)
{
	int count = 0;

	for (; count < CHOICES_MOST; count++) {
		size_t length = strcspn(choices, "|");

		text_format(state->choice[count], sizeof(state->choice[count]), "%.*s", (int)length,
			    choices);
		state->choices[count] = length ? state->choice[count] : N_("(empty)");
		if (strcmp(state->choice[count], value) == 0)
			state->field[0].choice = count;
		choices += length;
		if (*choices++ == '\0')
			break;
	}
	state->field[0].choices = state->choices;
}

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
			take_choices(state, setting->choices, value);
		} else if (setting->kind == SETTING_IS_NUMBER) {
			state->field[0].kind = FIELD_DIGITS;
		}
	}
	form_init(&state->form, state->field, 1);
	if (state->field[0].kind != FIELD_CHOICE)
		form_set(&state->form, 0, value);
	text_format(state->heading, sizeof(state->heading), "[%s] %s",
		    setting_row_section(&state->row), setting_row_key(&state->row));
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
	return STATUS_OK;
}

static void setting_close(struct screen *screen)
{
	struct changing *state = screen->state;

	settings_file_release(&state->file);
}

/* Everything there is to know before changing it, in paragraphs. */
static void write_text(const struct changing *state, char *out, size_t size)
{
	char bounds[SETTING_WORDS_SIZE], initial[SETTING_VALUE_SIZE];
	const char *follows = setting_row_follows(&state->row);

	text_format(out, size, _("%s\n%s The default is %s.\n%s%s%s"),
		    setting_row_help(&state->row), setting_row_bounds(&state->row, bounds),
		    setting_shown(setting_row_initial(&state->row, initial)),
		    setting_row_effect(&state->row), *follows ? "\n" : "", follows);
}

static void setting_size(const struct screen *screen, int *lines, int *columns)
{
	const struct changing *state = screen->state;
	char text[3 * SETTING_WORDS_SIZE];

	write_text(state, text, sizeof(text));
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

	write_text(state, text, sizeof(text));
	line = draw_paragraph(canvas, 0, 0, canvas->columns, STYLE_NORMAL, text) + 1;
	part = canvas_part(canvas, line, 0, canvas->lines - line, canvas->columns);
	form_draw(&state->form, &part, true);
}

static const char *typed(const struct changing *state)
{
	const struct field *field = &state->field[0];

	return field->kind == FIELD_CHOICE ? state->choice[field->choice]
					   : form_value(&state->form, 0);
}

/* Looks at the value without changing anything. */
static enum status check(struct screen *screen, char value[SETTING_VALUE_SIZE])
{
	const struct changing *state = screen->state;
	struct settings wanted = state->file.settings;
	struct problem *problem = &screen->desk->problem;
	struct keymap keymap;
	enum status status;

	if (state->row.command != COMMAND_NONE) {
		keymap_init(&keymap);
		status = settings_set_keys(&wanted, command_name(state->row.command), typed(state),
					   problem);
		if (!status)
			status = keymap_load(&keymap, &wanted, problem);
	} else {
		status = settings_set(&wanted, state->row.place, typed(state), problem);
		if (!status)
			status = clock_zone_check(wanted.clinic_timezone, problem);
	}
	if (!status)
		setting_row_value(&state->row, &wanted, value);
	return status;
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

static unsigned confirm(struct screen *screen)
{
	struct changing *state = screen->state;
	char before[SETTING_VALUE_SIZE], after[SETTING_VALUE_SIZE], text[3 * SETTING_WORDS_SIZE];
	const char *follows = setting_row_follows(&state->row);

	form_forget_problems(&state->form);
	if (check(screen, after) != STATUS_OK)
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
	struct changing *state = screen->state;

	if (command == COMMAND_SETTINGS_CHANGE)
		return confirm(screen);
	switch (form_command(&state->form, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return confirm(screen);
	default: return SCREEN_DRAW;
	}
}

static unsigned setting_text(struct screen *screen, const char *text)
{
	struct changing *state = screen->state;

	if (form_text(&state->form, text) == FORM_FULL)
		screen_say(screen, SAY_INFO, "%s", _("This field takes no more of that."));
	return SCREEN_DRAW;
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
	.text = setting_text,
	.result = setting_result,
	.applies = setting_applies,
	.size = setting_size,
	.heading = setting_heading,
	.close = setting_close,
};
