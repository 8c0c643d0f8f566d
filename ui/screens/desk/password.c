#include "ui/screens/desk/password.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_rule.h"
#include "base/text.h"
#include "desk/trust/credential.h"
#include "desk/trust/sign_in.h"
#include "ui/term/form.h"

enum { BOX_LINES = 12, BOX_COLUMNS = 64 };
enum { FIELD_OLD, FIELD_NEW, FIELD_AGAIN, FIELD_PIN, FIELDS };

struct password {
	struct form form;
	struct field field[FIELDS];
	int skipped; /* fields left out in front: 1, the old password, when a first one is changed
		      */
};

static enum status password_open(struct screen *screen, const void *argument,
				 struct problem *problem)
{
	static const struct field secret = { .kind = FIELD_SECRET,
					     .limit = SECRET_PASSWORD_MAX + 1,
					     .columns = 32 };
	static const char *const labels[FIELDS] = { N_("Password now"), N_("New password"),
						    N_("Once more"), N_("PIN") };
	struct password *state = screen->state;

	if (!desk_takes_passwords(screen->desk))
		return problem_set(problem, STATUS_WRONG_STATE,
				   _("People sign in by name here: \"frontdesk sign-in passwords\" "
				     "changes that."));
	state->skipped = argument ? FIELD_NEW : 0;
	for (int i = 0; i < FIELDS; i++) {
		state->field[i] = secret;
		state->field[i].label = labels[i];
	}
	state->field[FIELD_PIN].hint = N_("4 to 6 digits");
	screen_use_form(screen, &state->form, state->field + state->skipped,
			FIELDS - state->skipped);
	return STATUS_OK;
}

static void password_draw(struct screen *screen, const struct canvas *canvas)
{
	struct password *state = screen->state;
	struct canvas part;
	int line = draw_paragraph(
		canvas, 0, 0, canvas->columns, STYLE_NORMAL,
		state->skipped
			? _("This is a first password: choose one of your own, of at least 8 "
			    "letters or digits.")
			: _("A new password, a PIN, or both. With the PIN you come back at "
			    "this counter for the rest of a day."));

	part = canvas_part(canvas, line + 1, 0, canvas->lines - line - 1, canvas->columns);
	form_draw(&state->form, &part, true);
}

static void wipe(struct password *state)
{
	for (int i = 0; i < state->form.count; i++)
		form_wipe(&state->form, i);
}

static const char *value(const struct password *state, int field)
{
	return form_value(&state->form, field - state->skipped);
}

static unsigned refuse(struct password *state, int field, const char *sentence)
{
	form_problem(&state->form, field - state->skipped, sentence);
	return SCREEN_DRAW;
}

/* The password of now proves again who sits here; what was begun as another person is not. */
static enum status prove(struct screen *screen)
{
	struct password *state = screen->state;
	struct desk *desk = screen->desk;
	char code[CODE_SIZE];
	struct signed_in in;

	if (state->skipped)
		return STATUS_OK;
	text_copy(code, sizeof(code), desk->staff.code);
	return sign_in(desk, code, value(state, FIELD_OLD), false, &in);
}

static unsigned password_confirm(struct screen *screen)
{
	struct password *state = screen->state;
	struct desk *desk = screen->desk;
	const char *password = value(state, FIELD_NEW);
	const char *pin = value(state, FIELD_PIN);

	form_forget_problems(&state->form);
	if (!*password && (state->skipped || !*pin))
		return refuse(state, FIELD_NEW, _("A new password is needed."));
	if (strcmp(password, value(state, FIELD_AGAIN)) != 0)
		return refuse(state, FIELD_AGAIN, _("The two differ."));
	/* Before anything is changed. */
	if (*pin && secret_rule_pin(pin, &desk->problem))
		return refuse(state, FIELD_PIN, desk->problem.message);
	if (prove(screen))
		return refuse(state, FIELD_OLD, desk->problem.message);
	if (*password && credential_choose(desk, password))
		return refuse(state, FIELD_NEW, desk->problem.message);
	if (*pin && credential_choose_pin(desk, pin))
		return refuse(state, FIELD_PIN, desk->problem.message);
	screen_say(screen, SAY_GOOD, "%s",
		   !*pin	? _("Your password was changed.")
		   : !*password ? _("Your PIN was changed.")
				: _("Your password and your PIN were changed."));
	screen->answer.given = true;
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static void password_close(struct screen *screen)
{
	wipe(screen->state);
}

const struct screen_ops password_screen = {
	.name = "password",
	.context = CONTEXT_EVERYWHERE,
	.title = N_("Password and PIN"),
	.state_size = sizeof(struct password),
	.leaves_freely = true,
	.lines = BOX_LINES,
	.columns = BOX_COLUMNS,
	.open = password_open,
	.draw = password_draw,
	.confirm = password_confirm,
	.close = password_close,
};
