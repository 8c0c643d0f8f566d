#include "ui/screens/register/book.h"

#include <string.h>

#include "base/language.h"
#include "desk/booking/booking_list.h"
#include "desk/queue/walk_in.h"
#include "ui/screens/large.h"
#include "ui/screens/register/paying.h"
#include "ui/screens/words.h"
#include "ui/term/form.h"

enum { ASKED_BY, PAYING, FIELD_COUNT = PAYING + PAYING_FIELDS };
enum { DIALOG_COLUMNS = 66, DIALOG_LINES = 18, UNPAID = METHOD_COUNT };
enum { LINES_FOR_LARGE = 17, LARGE_COLUMN = DRAW_LABEL_COLUMNS + 1 };

struct book {
	struct book_request request;
	struct idem idem; /* of this booking, kept until an answer is known */
	struct patient patient;
	struct session session;
	struct slot slot;      /* the number it would be now; 0: none */
	char note[WORDS_SIZE]; /* where else the patient has to be then; "" nowhere */
	struct problem refusal;
	bool not_saved; /* the last try met a failure of the store */
	struct form form;
	struct field field[FIELD_COUNT];
	struct paying paying;
};

/* Which number it would be now. An extra number is made when it is sold. */
static void look_for_number(struct desk *desk, struct book *state)
{
	state->slot.number = 0;
	state->refusal.status = STATUS_OK;
	if (slot_session_sells(desk, &state->session, CHANNEL_COUNTER) ||
	    (!state->request.extra &&
	     slot_next(desk, &state->session, CHANNEL_COUNTER, &state->slot))) {
		state->refusal = desk->problem;
		state->not_saved = false;
	}
}

/* Allowed, but said before Enter. */
static enum status look_elsewhere(struct desk *desk, struct book *state)
{
	const struct session *session = &state->session;
	int number = state->slot.number ? state->slot.number : session->capacity + 1;
	int minutes = slot_expected_minute(session, number) - session->start_minute;
	struct booking other;
	bool found;
	enum status status = booking_elsewhere(desk, state->patient.id, session->id,
					       session->start_ms + INT64_C(60000) * minutes, &other,
					       &found);

	state->note[0] = '\0';
	if (!status && found)
		booking_say_elsewhere(&other, state->note, sizeof(state->note));
	return status;
}

static void follow_focus(struct screen *screen)
{
	const struct book *state = screen->state;

	screen->typing = paying_types(&state->paying);
}

static enum status book_load(struct screen *screen, struct problem *problem)
{
	struct book *state = screen->state;
	struct desk *desk = screen->desk;
	enum status status = patient_get(desk, state->request.patient_id, &state->patient);

	if (!status)
		status = session_get(desk, state->request.session_id, &state->session);
	/* What the store's failure said stays until the next try. */
	if (!status && !state->not_saved)
		look_for_number(desk, state);
	if (!status)
		status = look_elsewhere(desk, state);
	if (status) {
		*problem = desk->problem;
		return status;
	}
	paying_set_fee(&state->paying, state->session.fee_fen);
	follow_focus(screen);
	return STATUS_OK;
}

static enum status book_open(struct screen *screen, const void *argument, struct problem *problem)
{
	struct book *state = screen->state;

	memcpy(&state->request, argument, sizeof(state->request));
	state->idem = idem_new();
	state->field[ASKED_BY] = (struct field){
		.label = N_("Requested by"),
		.kind = state->request.extra ? FIELD_TEXT : FIELD_SHOWN,
		.limit = WORD_SIZE,
		.columns = 40,
	};
	paying_fields(&state->field[PAYING], words_payments);
	if (state->request.extra)
		screen_use_form(screen, &state->form, state->field, FIELD_COUNT);
	else
		screen_use_form(screen, &state->form, &state->field[PAYING], PAYING_FIELDS);
	paying_begin(&state->paying, screen->desk, &state->form);
	(void)problem;
	return STATUS_OK;
}

static void number_words(const struct book *state, char out[WORDS_SIZE])
{
	char time[MINUTE_TEXT_SIZE];

	if (state->request.extra)
		text_format(out, WORDS_SIZE, _("an extra one, beyond the %d of the session"),
			    state->session.capacity);
	else if (state->slot.number > 0)
		text_format(out, WORDS_SIZE, _("%d, expected about %s"), state->slot.number,
			    minute_format(slot_expected_minute(&state->session, state->slot.number),
					  time));
	else
		text_copy(out, WORDS_SIZE, "-");
}

static void book_draw(struct screen *screen, const struct canvas *canvas)
{
	struct book *state = screen->state;
	char text[WORDS_SIZE], money[MONEY_TEXT_SIZE];
	int line = 0;

	line = words_line(canvas, line, _("Patient"),
			  words_patient(&state->patient, desk_today(screen->desk), text));
	line = words_line(canvas, line, _("Doctor"), words_doctor(&state->session, text));
	line = words_line(canvas, line, _("Session"), words_session_time(&state->session, text));
	number_words(state, text);
	line = words_line(canvas, line, _("Number"), text);
	line = words_line(canvas, line, _("Fee"), money_format(state->session.fee_fen, money));
	if (canvas->lines >= LINES_FOR_LARGE) {
		large_draw(canvas, line, LARGE_COLUMN, money);
		line += LARGE_LINES;
	}
	line++;
	line = form_draw_at(&state->form, canvas, line) + 1;
	if (state->note[0] && !state->refusal.status)
		line += draw_paragraph(canvas, line, 0, canvas->columns, STYLE_WARNING,
				       state->note);
	words_note(canvas, line, &state->refusal,
		   _("Enter books. Left and Right choose how it is paid. Esc goes back."));
}

static unsigned refused(struct screen *screen, enum status status)
{
	struct book *state = screen->state;

	/* It was done before, with something else: what is asked now is another thing. */
	if (status == STATUS_KEY_REUSED)
		state->idem = idem_new();
	state->refusal = screen->desk->problem;
	state->not_saved = !status_is_refusal(status);
	if (state->not_saved)
		text_format(state->refusal.message, sizeof(state->refusal.message),
			    _("NOT saved. %s Your input is kept; press Enter to try again."),
			    screen->desk->problem.message);
	return SCREEN_DRAW;
}

static unsigned book(struct screen *screen)
{
	struct book *state = screen->state;
	int choice = paying_method(&state->paying);
	struct booking_wish wish = { .session_id = state->request.session_id,
				     .patient_id = state->request.patient_id,
				     .channel = CHANNEL_COUNTER,
				     .pay = choice != UNPAID && state->session.fee_fen > 0,
				     .method = choice == UNPAID ? METHOD_CASH : (enum method)choice,
				     .extra = state->request.extra,
				     .idem = state->idem };
	char change[PAYING_WORDS_SIZE];
	struct booking booking;
	enum status status;

	if (wish.extra) {
		wish.asked_by = form_value(&state->form, ASKED_BY);
		if (!wish.asked_by[0]) {
			form_problem(&state->form, ASKED_BY,
				     _("Say who requested the extra number, usually the doctor."));
			return SCREEN_DRAW;
		}
	}
	state->not_saved = false;
	state->refusal.status = STATUS_OK;
	if (!paying_is_ready(&state->paying, &state->refusal))
		return SCREEN_DRAW;
	status = walk_in_book(screen->desk, &wish, &booking);
	if (status)
		return refused(screen, status);
	if (*paying_words_of_change(&state->paying, change))
		screen_say(screen, SAY_GOOD, "%s", change);
	screen->desk->last_department_id = state->session.department_id;
	screen->answer = (struct answer){ .given = true, .id = booking.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

static unsigned take_command(struct screen *screen, enum command command)
{
	struct book *state = screen->state;

	switch (command) {
	case COMMAND_REGISTER_CONFIRM: return book(screen);
	case COMMAND_REGISTER_PREVIOUS_DAY: return paying_turn(&state->paying, COMMAND_FORM_LEFT);
	case COMMAND_REGISTER_PAY:
	case COMMAND_REGISTER_NEXT_DAY: return paying_turn(&state->paying, COMMAND_FORM_RIGHT);
	default: break;
	}
	switch (paying_command(&state->paying, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return book(screen);
	default: return SCREEN_DRAW;
	}
}

static unsigned book_command(struct screen *screen, enum command command)
{
	unsigned reply = take_command(screen, command);

	follow_focus(screen);
	return reply;
}

static unsigned book_text(struct screen *screen, const char *text)
{
	struct book *state = screen->state;
	unsigned reply = paying_text(&state->paying, text);

	follow_focus(screen);
	return reply;
}

static bool book_applies(const struct screen *screen, enum command command)
{
	const struct book *state = screen->state;

	if (command == COMMAND_FORM_ENTER)
		return state->form.focus < state->paying.first;
	return command_context(command) != CONTEXT_REGISTER ||
	       command == COMMAND_REGISTER_CONFIRM || command == COMMAND_REGISTER_PAY;
}

const struct screen_ops book_screen = {
	.name = "book",
	.context = CONTEXT_REGISTER,
	.title = N_("Book"),
	.state_size = sizeof(struct book),
	.lines = DIALOG_LINES,
	.columns = DIALOG_COLUMNS,
	.open = book_open,
	.load = book_load,
	.draw = book_draw,
	.command = book_command,
	.text = book_text,
	.applies = book_applies,
};
