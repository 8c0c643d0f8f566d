#include "ui/screens/desk/sign_in.h"

#include "base/language.h"
#include "desk/day/scan.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { BOX_COLUMNS = 52, BOX_LINES = 13 };

struct sign_in {
	struct form form;
	struct field field[1];
	bool first; /* the desk does not open before somebody said who they are */
};

static enum status sign_in_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct sign_in *state = screen->state;

	(void)problem;
	state->first = argument != NULL;
	state->field[0] = (struct field){ .label = N_("Staff code"),
					  .kind = FIELD_CODE,
					  .limit = CODE_SIZE,
					  .columns = CODE_SIZE - 1 };
	screen_use_form(screen, &state->form, state->field, 1);
	return STATUS_OK;
}

static void sign_in_draw(struct screen *screen, const struct canvas *canvas)
{
	struct sign_in *state = screen->state;
	struct canvas part, frame, inside;
	char text[WORDS_SIZE];
	int line;

	part = canvas_part(canvas, (canvas->lines - BOX_LINES) / 2,
			   (canvas->columns - BOX_COLUMNS) / 2, BOX_LINES, BOX_COLUMNS);
	frame = draw_box(&part, _("Who is at the counter?"));
	inside = canvas_part(&frame, 1, 2, frame.lines - 1, frame.columns - 4);
	line = draw_paragraph(&inside, 0, 0, inside.columns, STYLE_TITLE,
			      screen->desk->settings.clinic_name);
	text_format(text, sizeof(text), _("Counter %s"), screen->desk->counter);
	draw_text(&inside, line, 0, inside.columns, STYLE_NORMAL, text);
	inside = canvas_part(&inside, line + 2, 0, inside.lines - line - 2, inside.columns);
	form_draw(&state->form, &inside, true);
	draw_paragraph(&inside, 5, 0, inside.columns, STYLE_DIM,
		       _("Every change is recorded under this code."));
}

static unsigned sign_in_confirm(struct screen *screen)
{
	struct sign_in *state = screen->state;

	if (desk_sign_in(screen->desk, form_value(&state->form, 0)) != STATUS_OK) {
		form_problem(&state->form, 0, screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned sign_in_command(struct screen *screen, enum command command)
{
	const struct sign_in *state = screen->state;

	if (command == COMMAND_SIGNIN_ENTER)
		return sign_in_confirm(screen);
	if (command == COMMAND_BACK)
		return state->first ? SCREEN_DONE : SCREEN_CLOSE;
	return SCREEN_PASS;
}

/* A badge. */
static unsigned sign_in_scan(struct screen *screen, const char *text)
{
	struct sign_in *state = screen->state;
	struct scan scan;

	if (scan_read(screen->desk, text, &scan) || scan.kind != SCAN_UNKNOWN) {
		screen_say(screen, SAY_ERROR, "%s", _("That is not a staff code."));
		return SCREEN_DRAW;
	}
	form_set(&state->form, 0, scan.text);
	return sign_in_confirm(screen);
}

static bool sign_in_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_EVERYWHERE || command == COMMAND_HELP ||
	       command == COMMAND_QUIT;
}

const struct screen_ops sign_in_screen = {
	.name = "sign_in",
	.context = CONTEXT_SIGNIN,
	.title = N_("Sign in"),
	.state_size = sizeof(struct sign_in),
	.leaves_freely = true,
	.open = sign_in_open,
	.draw = sign_in_draw,
	.command = sign_in_command,
	.confirm = sign_in_confirm,
	.scan = sign_in_scan,
	.applies = sign_in_applies,
};
