#include "ui/screens/desk/sign_in.h"

#include <string.h>

#include "base/language.h"
#include "base/secret_rule.h"
#include "desk/day/scan.h"
#include "desk/presence.h"
#include "desk/staff.h"
#include "desk/trust/sign_in.h"
#include "ui/screens/desk/password.h"
#include "ui/screens/desk/sign_in_asks.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { BOX_COLUMNS = 52, BOX_LINES = 14 };
enum { QUESTION_NEW, QUESTION_SHARE, QUESTION_COUNTER, QUESTION_PASSWORD };
enum { FIELD_STAFF, FIELD_PASSWORD };

struct sign_in {
	struct form form;
	struct field field[2];
	bool first; /* the desk does not open before somebody said who they are */
	char counter[CODE_SIZE];
	bool taken; /* another desk is at work as this counter, and this one is not yet */
	struct at_work other;
	struct staff before; /* who works here until somebody has signed in */
	/* What was asked and answered with yes. */
	char agreed[QUESTION_COUNTER][CODE_SIZE];
};

static enum status sign_in_open(struct screen *screen, const void *argument,
				struct problem *problem)
{
	struct sign_in *state = screen->state;

	(void)problem;
	state->first = argument != NULL;
	text_copy(state->counter, sizeof(state->counter), screen->desk->counter);
	state->field[0] = (struct field){ .label = N_("Staff code"),
					  .kind = FIELD_CODE,
					  .limit = CODE_SIZE,
					  .columns = CODE_SIZE - 1 };
	state->field[1] = (struct field){ .label = N_("Password or PIN"),
					  .kind = FIELD_SECRET,
					  .limit = SECRET_PASSWORD_MAX + 1,
					  .columns = CODE_SIZE - 1 };
	screen_use_form(screen, &state->form, state->field,
			desk_takes_passwords(screen->desk) ? 2 : 1);
	/* Named at the start, and not taken without a question. */
	if (!screen->desk->staff.code[0])
		form_set(&state->form, 0, screen->desk->settings.desk_staff);
	return STATUS_OK;
}

/* Whose counter it is already. A desk that stays at its counter shares it with nobody new; and
 * where it is not known who is here, nobody is asked. */
static enum status sign_in_load(struct screen *screen, struct problem *problem)
{
	struct sign_in *state = screen->state;
	struct desk *desk = screen->desk;

	(void)problem;
	state->taken = strcmp(desk->here.counter, state->counter) != 0 &&
		       presence_at_counter(desk, state->counter, &state->other) == STATUS_OK;
	return STATUS_OK;
}

static void sign_in_draw(struct screen *screen, const struct canvas *canvas)
{
	struct sign_in *state = screen->state;
	struct canvas part, frame, inside;
	char text[WORDS_SIZE], since[WORDS_DAY_SIZE];
	int line;

	part = canvas_part(canvas, (canvas->lines - BOX_LINES) / 2,
			   (canvas->columns - BOX_COLUMNS) / 2, BOX_LINES, BOX_COLUMNS);
	frame = draw_box(&part, _("Who is at the counter?"));
	inside = canvas_part(&frame, 1, 2, frame.lines - 1, frame.columns - 4);
	line = draw_paragraph(&inside, 0, 0, inside.columns, STYLE_HEADING,
			      screen->desk->settings.clinic_name);
	text_format(text, sizeof(text), _("Counter %s"), state->counter);
	draw_text(&inside, line++, 0, inside.columns, STYLE_NORMAL, text);
	if (state->taken) {
		text_format(text, sizeof(text), _("At work already: %s, since %s"),
			    state->other.staff,
			    words_since(state->other.since_ms, desk_today(screen->desk), since));
		draw_text(&inside, line, 0, inside.columns, STYLE_WARNING, text);
	}
	inside = canvas_part(&inside, line + 2, 0, inside.lines - line - 2, inside.columns);
	form_draw(&state->form, &inside, true);
	draw_paragraph(&inside, 5, 0, inside.columns, STYLE_FAINT,
		       _("Every change is recorded under this code."));
}

static unsigned begin(struct screen *screen)
{
	/* A desk that cannot say so is missing in a list, and works. */
	(void)!presence_begin(screen->desk);
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned begin_by_name(struct screen *screen, const char *code, bool known)
{
	const struct sign_in *state = screen->state;
	struct desk *desk = screen->desk;

	if (desk_sign_in(desk, code) != STATUS_OK)
		return SCREEN_DRAW;
	text_copy(desk->counter, sizeof(desk->counter), state->counter);
	if (!known && staff_begin(desk) != STATUS_OK)
		screen_say_problem(screen, &desk->problem);
	return begin(screen);
}

/* Somebody who typed another's code in vain, or something else than a word, is told. */
static void tell_misses(struct screen *screen, const struct signed_in *in)
{
	if (in->misses > 0)
		screen_say(screen, SAY_INFO,
			   _n("Before this, the password of %s was typed in vain %d time.",
			      "Before this, the password of %s was typed in vain %d times.",
			      (unsigned long)in->misses),
			   screen->desk->staff.code, in->misses);
}

static unsigned begin_by_secret(struct screen *screen)
{
	struct sign_in *state = screen->state;
	struct desk *desk = screen->desk;
	char counter[CODE_SIZE];
	struct signed_in in;
	enum status status;

	text_copy(counter, sizeof(counter), desk->counter);
	text_copy(desk->counter, sizeof(desk->counter), state->counter);
	state->before = desk->staff;
	status = sign_in(desk, form_value(&state->form, FIELD_STAFF),
			 form_value(&state->form, FIELD_PASSWORD), true, &in);
	form_wipe(&state->form, FIELD_PASSWORD);
	if (status) {
		text_copy(desk->counter, sizeof(desk->counter), counter);
		form_problem(&state->form, FIELD_PASSWORD, desk->problem.message);
		form_focus(&state->form, FIELD_PASSWORD);
		return SCREEN_DRAW;
	}
	tell_misses(screen, &in);
	if (!in.must_change)
		return begin(screen);
	screen_push(screen, &password_screen, screen, QUESTION_PASSWORD);
	return SCREEN_DRAW;
}

/* A first password that was not changed lets nobody in. */
static unsigned after_password(struct screen *screen, bool changed)
{
	const struct sign_in *state = screen->state;

	if (changed)
		return begin(screen);
	screen->desk->staff = state->before;
	return SCREEN_DRAW;
}

/* Whether somebody has worked under the code; refuses one that has ended. */
static enum status look_up(struct desk *desk, const char *code, struct staff_entry *entry,
			   bool *known)
{
	const enum status status = staff_find(desk, code, entry);

	*known = status == STATUS_OK;
	if (*known && entry->ended)
		return desk_refuse(desk, STATUS_STAFF_ENDED,
				   _("The staff code %s has ended. Ask whoever keeps the codes."),
				   code);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static unsigned sign_in_confirm(struct screen *screen)
{
	struct sign_in *state = screen->state;
	struct desk *desk = screen->desk;
	const char *code = form_value(&state->form, 0);
	const bool by_secret = desk_takes_passwords(desk);
	struct staff_entry entry;
	bool known = false;

	if (desk_check_staff(desk, code) || (!by_secret && look_up(desk, code, &entry, &known))) {
		form_problem(&state->form, 0, desk->problem.message);
		return SCREEN_DRAW;
	}
	if (!by_secret && !known && strcmp(code, state->agreed[QUESTION_NEW]) != 0)
		return sign_in_ask_about_code(screen, QUESTION_NEW, code);
	if (sign_in_load(screen, &desk->problem) == STATUS_OK && state->taken &&
	    strcmp(state->counter, state->agreed[QUESTION_SHARE]) != 0)
		return sign_in_ask_about_counter(screen, QUESTION_SHARE, &state->other);
	return by_secret ? begin_by_secret(screen) : begin_by_name(screen, code, known);
}

static unsigned take_counter(struct screen *screen, const char *counter)
{
	struct sign_in *state = screen->state;

	if (desk_check_counter(screen->desk, counter)) {
		screen_say_problem(screen, &screen->desk->problem);
		return sign_in_ask_which_counter(screen, QUESTION_COUNTER);
	}
	text_copy(state->counter, sizeof(state->counter), counter);
	/* Who was signing in goes on with it. */
	if (form_value(&state->form, state->form.count - 1)[0])
		return sign_in_confirm(screen);
	return SCREEN_RELOAD;
}

static unsigned sign_in_result(struct screen *screen, int question, const struct answer *answer)
{
	struct sign_in *state = screen->state;

	if (question == QUESTION_PASSWORD)
		return after_password(screen, answer->given);
	if (!answer->given)
		return SCREEN_DRAW;
	if (question == QUESTION_COUNTER)
		return take_counter(screen, answer->text);
	if (answer->choice == 1) {
		text_copy(state->agreed[question], CODE_SIZE,
			  question == QUESTION_NEW ? form_value(&state->form, 0) : state->counter);
		return sign_in_confirm(screen);
	}
	return question == QUESTION_SHARE ? sign_in_ask_which_counter(screen, QUESTION_COUNTER)
					  : SCREEN_DRAW;
}

static unsigned sign_in_command(struct screen *screen, enum command command)
{
	const struct sign_in *state = screen->state;

	switch (command) {
	case COMMAND_SIGNIN_ENTER: return sign_in_confirm(screen);
	case COMMAND_SIGNIN_COUNTER: return sign_in_ask_which_counter(screen, QUESTION_COUNTER);
	case COMMAND_SIGNIN_LANGUAGE: language_next(); return SCREEN_RELOAD;
	case COMMAND_BACK: return state->first ? SCREEN_DONE : SCREEN_CLOSE;
	default: return SCREEN_PASS;
	}
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
	form_set(&state->form, FIELD_STAFF, scan.text);
	if (!desk_takes_passwords(screen->desk))
		return sign_in_confirm(screen);
	form_focus(&state->form, FIELD_PASSWORD);
	return SCREEN_DRAW;
}

static bool sign_in_applies(const struct screen *screen, enum command command)
{
	const struct sign_in *state = screen->state;

	return command != COMMAND_BACK || !state->first;
}

static void sign_in_close(struct screen *screen)
{
	struct sign_in *state = screen->state;

	if (state->form.count > FIELD_PASSWORD)
		form_wipe(&state->form, FIELD_PASSWORD);
}

const struct screen_ops sign_in_screen = {
	.name = "sign_in",
	.context = CONTEXT_SIGNIN,
	.title = N_("Sign in"),
	.state_size = sizeof(struct sign_in),
	.leaves_freely = true,
	.open = sign_in_open,
	.load = sign_in_load,
	.draw = sign_in_draw,
	.command = sign_in_command,
	.confirm = sign_in_confirm,
	.scan = sign_in_scan,
	.result = sign_in_result,
	.applies = sign_in_applies,
	.close = sign_in_close,
};
