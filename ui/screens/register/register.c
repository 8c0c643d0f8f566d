#include "ui/screens/register/register.h"

#include <string.h>

#include "base/language.h"
#include "desk/day/scan.h"
#include "ui/screens/desk/scans.h"
#include "ui/screens/patients/new_patient.h"
#include "ui/screens/patients/patient_search.h"
#include "ui/screens/register/booked.h"
#include "ui/screens/register/choose_session.h"

enum { QUESTION_NEW, QUESTION_BOOK };

static const struct patient_search_look look = {
	.take = N_("Enter selects the patient"),
	.nobody = N_("No patient found. Enter adds a new patient with what you typed."),
	.ask = N_("Who is at the counter? Type or scan: name, pinyin or initials, ID number, phone "
		  "or its last four digits, card or patient number."),
	.more = N_("F6 adds a patient who has never been here."),
	.columns_most = 120,
};

static void register_draw(struct screen *screen, const struct canvas *canvas)
{
	patient_search_draw(screen, canvas, &look);
}

static unsigned register_new(struct screen *screen)
{
	const struct patient_search *search = screen->state;

	screen_push(screen, &new_patient_screen, search->find.text, QUESTION_NEW);
	return SCREEN_DRAW;
}

static unsigned register_sessions(struct screen *screen, int64_t patient_id)
{
	const struct session_choice choice = { .patient_id = patient_id };

	screen_push(screen, &choose_session_screen, &choice, QUESTION_BOOK);
	return SCREEN_DRAW;
}

/* Enter: the marked patient's sessions; nobody found, a new patient. */
static unsigned register_take(struct screen *screen)
{
	const struct patient_search *search = screen->state;
	const struct patient *marked = patient_search_marked(screen);
	char typed[EDIT_SIZE];
	unsigned reply;

	if (marked)
		return register_sessions(screen, marked->id);
	if (!search->find.text[0]) {
		screen_say(screen, SAY_INFO, "%s",
			   _("Type or scan something to find the patient."));
		return SCREEN_DONE;
	}
	if (search->count > 0)
		return patient_search_say_unmarked(screen);
	/* A slip's number, or what is no patient at all. */
	text_copy(typed, sizeof(typed), search->find.text);
	reply = scans_take_typed(screen, typed);
	if (reply == SCREEN_PASS)
		return register_new(screen);
	patient_search_for(screen, "");
	return reply;
}

static unsigned register_command(struct screen *screen, enum command command)
{
	switch (command) {
	case COMMAND_FORM_ENTER: return register_take(screen);
	case COMMAND_REGISTER_NEW: return register_new(screen);
	case COMMAND_REGISTER_FIND: return patient_search_for(screen, "");
	default: return patient_search_command(screen, command);
	}
}

/* Somebody's number or card, scanned on any screen. Whom it belongs to is registered at once, under
 * the patient number: nobody's identity number stays on the screen. */
static unsigned register_scan(struct screen *screen, const char *text)
{
	const struct patient_search *search = screen->state;
	char number[PATIENT_NUMBER_SIZE];
	struct scan scan;

	if (scan_read(screen->desk, text, &scan)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	if (scan.kind == SCAN_TICKET)
		return SCREEN_PASS;
	if (scan.patient_id) {
		patient_number_format(scan.patient_id, number);
		patient_search_for(screen, number);
		return register_sessions(screen, scan.patient_id);
	}
	patient_search_for(screen, scan.kind == SCAN_RESIDENT_ID ? "" : scan.text);
	if (scan.kind == SCAN_RESIDENT_ID) {
		screen_push(screen, &new_patient_screen, scan.text, QUESTION_NEW);
		return SCREEN_DRAW;
	}
	if (search->count == 1)
		return register_sessions(screen, search->patient[0].id);
	return SCREEN_DRAW;
}

static unsigned register_result(struct screen *screen, int question, const struct answer *answer)
{
	switch (question) {
	case QUESTION_NEW:
		patient_search_over(screen);
		if (answer->given)
			register_sessions(screen, answer->id);
		return SCREEN_RELOAD;
	case QUESTION_BOOK:
		if (!answer->given)
			return patient_search_over(screen);
		patient_search_for(screen, "");
		screen_push(screen, &booked_screen, &answer->id, QUESTION_NONE);
		return SCREEN_RELOAD;
	default: return SCREEN_DRAW;
	}
}

/* A new patient that was left unfinished: saved, it goes on to the sessions as any other. */
static bool register_reopen(struct screen *screen, const char *name, int64_t subject)
{
	(void)subject;
	if (strcmp(name, new_patient_screen.name) != 0)
		return false;
	screen_push(screen, &new_patient_screen, "", QUESTION_NEW);
	return true;
}

static bool register_applies(const struct screen *screen, enum command command)
{
	(void)screen;
	return command_context(command) != CONTEXT_REGISTER || command == COMMAND_REGISTER_FIND ||
	       command == COMMAND_REGISTER_NEW;
}

const struct screen_ops register_screen = {
	.name = "register",
	.context = CONTEXT_REGISTER,
	.title = N_("Register"),
	.state_size = sizeof(struct patient_search),
	.leaves_freely = false,
	.open = patient_search_open,
	.load = patient_search_load,
	.draw = register_draw,
	.command = register_command,
	.text = patient_search_text,
	.scan = register_scan,
	.result = register_result,
	.applies = register_applies,
	.reopen = register_reopen,
	.blank = patient_search_blank,
	.close = patient_search_close,
};
