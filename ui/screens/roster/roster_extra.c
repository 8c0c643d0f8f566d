#include "ui/screens/roster/roster_extra.h"

#include <string.h>

#include "base/language.h"
#include "desk/people/patient_find.h"
#include "ui/screens/register/book.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"

enum { QUESTION_WHO, QUESTION_BOOK };
enum { DIALOG_COLUMNS = 66, DIALOG_LINES = 9 };

struct giving {
	int64_t session_id;
	struct session session;
	struct form form;
	struct field field[1];
};

static enum status roster_extra_load(struct screen *screen, struct problem *problem)
{
	struct giving *state = screen->state;
	enum status status = session_get(screen->desk, state->session_id, &state->session);

	if (status)
		*problem = screen->desk->problem;
	return status;
}

static enum status roster_extra_open(struct screen *screen, const void *argument,
				     struct problem *problem)
{
	struct giving *state = screen->state;

	(void)problem;
	memcpy(&state->session_id, argument, sizeof(state->session_id));
	state->field[0] = (struct field){ .label = N_("Patient"),
					  .limit = NAME_SIZE,
					  .columns = 22,
					  .hint = N_("name, pinyin, ID, phone, card") };
	screen_use_form(screen, &state->form, state->field, 1);
	return STATUS_OK;
}

static void roster_extra_draw(struct screen *screen, const struct canvas *canvas)
{
	struct giving *state = screen->state;
	char text[WORDS_SIZE];
	int line = 0;

	line = words_line(canvas, line, _("Doctor"), words_doctor(&state->session, text));
	line = words_line(canvas, line, _("Session"), words_session_time(&state->session, text));
	text_format(text, sizeof(text), _("%d given, at most %d"), state->session.extra.sold,
		    state->session.extra_limit);
	line = words_line(canvas, line, _("Extra"), text) + 1;
	form_draw_at(&state->form, canvas, line);
}

static unsigned book(struct screen *screen, int64_t patient_id)
{
	const struct giving *state = screen->state;
	const struct book_request request = { .patient_id = patient_id,
					      .session_id = state->session_id,
					      .extra = true };

	screen_push(screen, &book_screen, &request, QUESTION_BOOK);
	return SCREEN_DRAW;
}

static unsigned find(struct screen *screen)
{
	struct giving *state = screen->state;
	struct patient found[PATIENT_FIND_MAX];
	struct dialog_item item[PATIENT_FIND_MAX];
	char text[WORDS_SIZE];
	size_t count = 0;

	form_forget_problems(&state->form);
	if (form_value(&state->form, 0)[0] &&
	    patient_find(screen->desk, form_value(&state->form, 0), found, &count)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	if (count == 0) {
		form_problem(&state->form, 0,
			     _("No patient found. New patients are added under Register (F2)."));
		return SCREEN_DRAW;
	}
	if (count == 1)
		return book(screen, found[0].id);
	for (size_t i = 0; i < count; i++) {
		item[i].id = found[i].id;
		text_copy(item[i].text, sizeof(item[i].text),
			  words_patient(&found[i], desk_today(screen->desk), text));
	}
	dialog_pick(screen, QUESTION_WHO, _("Who gets the number?"), item, count, 0);
	return SCREEN_DRAW;
}

/* A card or an identity number says who gets it. */
static unsigned roster_extra_scan(struct screen *screen, const char *text)
{
	struct giving *state = screen->state;

	form_set(&state->form, 0, text);
	return find(screen);
}

static unsigned roster_extra_result(struct screen *screen, int question,
				    const struct answer *answer)
{
	if (!answer->given)
		return SCREEN_DRAW;
	if (question == QUESTION_WHO)
		return book(screen, answer->id);
	screen->answer = *answer;
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static bool roster_extra_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_ROSTER;
}

const struct screen_ops roster_extra_screen = {
	.name = "roster_extra",
	.context = CONTEXT_ROSTER,
	.title = N_("Extra number"),
	.state_size = sizeof(struct giving),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = roster_extra_open,
	.load = roster_extra_load,
	.draw = roster_extra_draw,
	.confirm = find,
	.scan = roster_extra_scan,
	.result = roster_extra_result,
	.applies = roster_extra_applies,
};
