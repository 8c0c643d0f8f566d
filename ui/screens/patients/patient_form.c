#include "ui/screens/patients/patient_form.h"

#include <ctype.h>
#include <string.h>

#include "base/language.h"
#include "desk/booking/merge.h"
#include "desk/day/scan.h"
#include "ui/screens/words.h"
#include "ui/term/dialog.h"
#include "ui/term/form.h"
#include "ui/term/page.h"

enum { QUESTION_TAKE_EXISTING, QUESTION_MERGE, QUESTION_WHO, QUESTION_KNOWN };
enum { FORM_LINE = 2, FOOT_LINES = 2 };

/* In the order of enum patient_field, so that a fault's field is the form's. */
static const struct field fields[PATIENT_FIELD_COUNT] = {
	[PATIENT_NAME] = { .label = N_("Name"),
			   .limit = NAME_SIZE,
			   .columns = 34,
			   .hint = N_("as on the ID card") },
	[PATIENT_ID_TYPE] = { .label = N_("ID type"),
			      .kind = FIELD_CHOICE,
			      .columns = 24,
			      .choices = &words_id_types[ID_RESIDENT] },
	[PATIENT_ID_NUMBER] = { .label = N_("ID number"),
				.kind = FIELD_CODE,
				.limit = ID_NUMBER_SIZE,
				.columns = 34,
				.hint = N_("empty when there is none") },
	[PATIENT_PHONE] = { .label = N_("Phone"),
			    .kind = FIELD_CODE,
			    .limit = PHONE_SIZE + 4,
			    .columns = 24 },
	[PATIENT_SEX] = { .label = N_("Sex"),
			  .kind = FIELD_CHOICE,
			  .columns = 24,
			  .choices = words_sexes },
	[PATIENT_BIRTH_DATE] = { .label = N_("Birth date"),
				 .kind = FIELD_DATE,
				 .limit = 16,
				 .columns = 24,
				 .hint = N_("1985-06-30 or 19850630") },
	[PATIENT_CARD_NO] = { .label = N_("Card"),
			      .kind = FIELD_CODE,
			      .limit = CARD_SIZE,
			      .columns = 34,
			      .hint = N_("scan it, or leave it empty") },
	[PATIENT_SOCIAL_NO] = { .label = N_("Social no."),
				.kind = FIELD_CODE,
				.limit = CARD_SIZE,
				.columns = 34 },
	[PATIENT_LINKED_SINCE] = { .label = N_("Linked on"),
				   .kind = FIELD_DATE,
				   .limit = 16,
				   .columns = 24,
				   .hint = N_("empty: not linked") },
};

void patient_form_derive(struct screen *screen)
{
	struct patient_form_state *state = screen->state;
	char day[DAY_TEXT_SIZE];
	struct resident_id id;
	bool resident = state->field[PATIENT_ID_TYPE].choice == ID_RESIDENT - 1 &&
			resident_id_read(form_value(&state->form, PATIENT_ID_NUMBER),
					 desk_today(screen->desk), &id, NULL) == STATUS_OK;

	if (resident) {
		state->field[PATIENT_SEX].choice = (int)id.sex;
		form_set(&state->form, PATIENT_BIRTH_DATE, day_format(id.birth, day));
	} else if (state->derived) {
		state->field[PATIENT_SEX].choice = SEX_UNKNOWN;
		form_set(&state->form, PATIENT_BIRTH_DATE, "");
	}
	state->derived = resident;
}

void patient_form_start(struct screen *screen)
{
	struct patient_form_state *state = screen->state;

	memcpy(state->field, fields, sizeof(fields));
	form_init(&state->form, state->field, PATIENT_FIELD_COUNT);
	screen->widget = CONTEXT_FORM;
	screen->typing = true;
}

void patient_form_draw(struct screen *screen, const struct canvas *canvas)
{
	struct patient_form_state *state = screen->state;
	struct canvas body = canvas_part(
		canvas, FORM_LINE, 1, canvas->lines - FORM_LINE - FOOT_LINES, canvas->columns - 2);
	struct canvas title = canvas_part(canvas, 0, 1, 1, canvas->columns - 2);
	struct canvas beneath;

	page_item(&title, 0, STYLE_HEADING, ""); /* the heading says so there */
	draw_text(&title, 0, 0, title.columns, STYLE_HEADING, _(screen->ops->title));
	form_draw(&state->form, &body, true);
	beneath = canvas_part(&body, form_lines(&state->form) + 1, 0, body.lines, body.columns);
	known_people_draw(&state->known, &beneath, desk_today(screen->desk));
	draw_keys(canvas, canvas->lines - 1, 1, canvas->columns - 2,
		  _("Enter goes on, and saves at the end; F9 saves at once; Esc leaves."));
}

/* Checks the form by the desk's rules; a fault of a field up to `last` is shown there. */
static enum status check(struct screen *screen, int last, struct patient *patient)
{
	struct patient_form_state *state = screen->state;
	const char *id_number = form_value(&state->form, PATIENT_ID_NUMBER);
	struct patient_form form = {
		.name = form_value(&state->form, PATIENT_NAME),
		.id_type = id_number[0] ? id_type_name((enum id_type)(
						  state->field[PATIENT_ID_TYPE].choice + 1))
					: "",
		.id_number = id_number,
		.phone = form_value(&state->form, PATIENT_PHONE),
		.sex = sex_name((enum sex)state->field[PATIENT_SEX].choice),
		.birth_date = form_value(&state->form, PATIENT_BIRTH_DATE),
		.card_no = form_value(&state->form, PATIENT_CARD_NO),
		.social_no = form_value(&state->form, PATIENT_SOCIAL_NO),
		.linked_since = form_value(&state->form, PATIENT_LINKED_SINCE),
	};
	enum patient_field field = PATIENT_NAME;
	enum status status;

	if (state->field[PATIENT_SEX].choice == SEX_UNKNOWN)
		form.sex = "";
	status = patient_read(screen->desk, &form, patient, &field);
	if (status && (int)field <= last)
		form_problem(&state->form, (int)field, screen->desk->problem.message);
	return status;
}

/* The number that a known person got is that of another record: two records of one person are
 * merged, after it was said what goes over. When they cannot be, the refusal says why. */
static unsigned offer_merge(struct screen *screen, const struct patient *existing)
{
	struct patient_form_state *state = screen->state;
	char text[WORDS_SIZE * 2], who[WORDS_SIZE], day[DAY_TEXT_SIZE];
	struct merge merge;

	if (patient_merge_terms(screen->desk, existing->id, state->old.id, &merge)) {
		form_problem(&state->form, PATIENT_ID_NUMBER, screen->desk->problem.message);
		return SCREEN_DRAW;
	}
	state->existing = existing->id;
	words_patient(existing, desk_today(screen->desk), who);
	text_format(text, sizeof(text),
		    _("%s\nMerge this record into that one? Bookings with their money %d, no-shows "
		      "%d and bans %d go over; banned until: %s. This cannot be undone."),
		    who, merge.bookings, merge.no_shows, merge.bans,
		    merge.after.banned_until == DAY_NONE
			    ? "-"
			    : day_format(merge.after.banned_until, day));
	dialog_ask(screen, QUESTION_MERGE, _("Two records of one person?"), text);
	return SCREEN_DRAW;
}

static unsigned merge_records(struct screen *screen)
{
	struct patient_form_state *state = screen->state;
	struct merge merge;

	if (patient_merge(screen->desk, state->existing, state->old.id, &merge)) {
		screen_say_problem(screen, &screen->desk->problem);
		return SCREEN_DRAW;
	}
	screen_say(screen, SAY_GOOD, "%s", _("Merged; the old patient number finds this record."));
	screen->answer = (struct answer){ .given = true, .id = merge.kept.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

/* What the form of a new patient offers when the name and phone are known. */
enum { TAKE_KNOWN, TAKE_AND_COMPLETE, ADD_ANOTHER };

/*
 * Somebody of that name and phone is known without an ID number. The clerk says who it is, as
 * "patient add --another" does: that person, with the number that was typed or without; or another
 * one, whom only a number tells apart.
 */
static unsigned offer_known(struct screen *screen, const struct patient *patient)
{
	struct patient_form_state *state = screen->state;
	struct dialog_item item[2];
	struct patient known;
	char who[WORDS_SIZE], text[WORDS_SIZE * 2];

	if (patient_by_name_and_phone(screen->desk, patient->name, patient->phone, &known))
		return SCREEN_DRAW;
	state->existing = known.id;
	words_patient(&known, desk_today(screen->desk), who);
	item[0].id = patient->id_number[0] ? TAKE_AND_COMPLETE : TAKE_KNOWN;
	if (patient->id_number[0])
		text_format(text, sizeof(text), _("This one, who gets the ID number: %s"), who);
	else
		text_format(text, sizeof(text), _("This one: %s"), who);
	text_copy(item[0].text, sizeof(item[0].text), text);
	item[1].id = ADD_ANOTHER;
	text_copy(item[1].text, sizeof(item[1].text), _("Another person: add a record"));
	dialog_pick(screen, QUESTION_WHO, _("Who is it?"), item, patient->id_number[0] ? 2 : 1,
		    DIALOG_NOTHING_MARKED);
	return SCREEN_DRAW;
}

/* A refused duplicate: offers the record that is there. */
static unsigned offer_existing(struct screen *screen, const struct patient *patient)
{
	struct patient_form_state *state = screen->state;
	char text[WORDS_SIZE * 2], who[WORDS_SIZE];
	struct problem refusal = screen->desk->problem;
	struct patient existing;

	form_problem(&state->form, patient->id_number[0] ? PATIENT_ID_NUMBER : PATIENT_PHONE,
		     refusal.message);
	if (!patient->id_number[0] ||
	    patient_by_id_number(screen->desk, patient->id_type, patient->id_number, &existing))
		return state->old.id ? SCREEN_DRAW : offer_known(screen, patient);
	if (state->old.id)
		return offer_merge(screen, &existing);
	state->existing = existing.id;
	words_patient(&existing, desk_today(screen->desk), who);
	text_format(text, sizeof(text), _("%s\n%s\nUse this record?"), refusal.message, who);
	dialog_ask(screen, QUESTION_TAKE_EXISTING, _("Already registered"), text);
	return SCREEN_DRAW;
}

/* Writes what was typed: over the record, or as a new one beside those that are known. */
static enum status write(struct screen *screen, struct patient *patient, bool another)
{
	struct patient_form_state *state = screen->state;

	if (state->old.id) {
		patient->id = state->old.id;
		patient->seq = state->old.seq;
		return patient_change(screen->desk, patient);
	}
	return another ? patient_add_another(screen->desk, patient, &state->idem)
		       : patient_add(screen->desk, patient, &state->idem);
}

static unsigned refused(struct screen *screen, enum status status, const struct patient *patient)
{
	struct patient_form_state *state = screen->state;

	switch (status) {
	case STATUS_DUPLICATE_PATIENT: return offer_existing(screen, patient);
	case STATUS_DUPLICATE_CARD:
		form_problem(&state->form, PATIENT_CARD_NO, screen->desk->problem.message);
		return SCREEN_DRAW;
	case STATUS_DUPLICATE_SOCIAL_NO:
		form_problem(&state->form, PATIENT_SOCIAL_NO, screen->desk->problem.message);
		return SCREEN_DRAW;
	case STATUS_KEY_REUSED:
		/* It was saved before, with something else: this is somebody else. */
		state->idem = idem_new();
		break;
	default: break;
	}
	screen_say(screen, SAY_ERROR, _("NOT saved: %s"), screen->desk->problem.message);
	return SCREEN_DRAW;
}

/* Whether the desk refuses a second record, which has its own question (offer_existing). */
static enum status look_for_refusal(struct desk *desk, const struct patient *patient, bool *refused)
{
	enum status status = STATUS_UNKNOWN_PATIENT;
	struct patient other;

	if (patient->id_number[0])
		status = patient_by_id_number(desk, patient->id_type, patient->id_number, &other);
	if (patient->id_number[0] && status == STATUS_UNKNOWN_PATIENT)
		status = patient_without_number(desk, patient, &other);
	if (!patient->id_number[0] && patient->phone[0])
		status = patient_by_name_and_phone(desk, patient->name, patient->phone, &other);
	*refused = status == STATUS_OK;
	return status == STATUS_UNKNOWN_PATIENT ? STATUS_OK : status;
}

/* Asks whether the new patient is somebody known, if anybody is like them. */
static enum status ask_who(struct screen *screen, const struct patient *patient, bool *asked)
{
	struct patient_form_state *state = screen->state;
	bool refused = false;
	enum status status = STATUS_OK;

	*asked = false;
	if (state->old.id)
		return STATUS_OK;
	status = known_people_look(&state->known, screen->desk, &state->form);
	if (!status)
		status = look_for_refusal(screen->desk, patient, &refused);
	*asked = !status && !refused && state->known.count > 0;
	if (*asked)
		known_people_ask(&state->known, screen, QUESTION_KNOWN);
	return status;
}

/* How sure it is that the new patient is nobody known. */
enum sureness { NOT_ASKED, SAID_ANOTHER, ANOTHER_BY_NUMBER };

static unsigned save(struct screen *screen, enum sureness sureness)
{
	struct patient_form_state *state = screen->state;
	enum status status = STATUS_OK;
	struct patient patient;
	bool asked = false;

	form_forget_problems(&state->form);
	if (check(screen, PATIENT_FIELD_COUNT, &patient))
		return SCREEN_DRAW;
	if (sureness == NOT_ASKED)
		status = ask_who(screen, &patient, &asked);
	if (asked)
		return SCREEN_DRAW;
	if (!status)
		status = write(screen, &patient, sureness == ANOTHER_BY_NUMBER);
	if (status)
		return refused(screen, status, &patient);
	screen->answer = (struct answer){ .given = true, .id = patient.id };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

/* The known person is the one: with the number that was typed, and whatever else the record lacks.
 */
static unsigned take_known(struct screen *screen, bool complete)
{
	struct patient_form_state *state = screen->state;
	struct patient patient, known;
	enum status status = STATUS_OK;

	if (complete && !check(screen, PATIENT_FIELD_COUNT, &patient)) {
		status = patient_without_number(screen->desk, &patient, &known);
		if (!status)
			status = patient_change(screen->desk, &known);
		if (status)
			return refused(screen, status, &patient);
		screen_say(screen, SAY_GOOD, _("%s has the ID number now."), known.name);
	}
	screen->answer = (struct answer){ .given = true, .id = state->existing };
	return SCREEN_CLOSE | SCREEN_RELOAD;
}

/* What is wrong with the fields that were left shows while the next ones are filled in. */
static void check_behind(struct screen *screen, int left)
{
	struct patient_form_state *state = screen->state;
	int focus = state->form.focus;
	struct patient patient;

	if (left == focus || focus < left)
		return;
	if (check(screen, left, &patient) != STATUS_OK)
		form_focus(&state->form, focus);
}

static void look_for_known(struct screen *screen)
{
	struct patient_form_state *state = screen->state;

	/* Nobody is warned while it fails; saving looks again, and says so. */
	if (!state->old.id && known_people_look(&state->known, screen->desk, &state->form))
		state->known.count = 0;
}

void patient_form_look_at(struct screen *screen, enum patient_field field)
{
	struct patient_form_state *state = screen->state;
	enum id_type type = (enum id_type)(state->field[PATIENT_ID_TYPE].choice + 1);
	int focus = state->form.focus;
	char number[ID_NUMBER_SIZE];
	struct problem problem;

	if (field == PATIENT_ID_NUMBER &&
	    id_number_read(type, form_value(&state->form, PATIENT_ID_NUMBER),
			   desk_today(screen->desk), number, &problem))
		form_problem(&state->form, PATIENT_ID_NUMBER, problem.message);
	form_focus(&state->form, focus);
	look_for_known(screen);
}

static unsigned take_person(struct screen *screen, int64_t id)
{
	screen->answer = (struct answer){ .given = true, .id = id };
	return SCREEN_CLOSE;
}

/* The person who is known is taken, without what was typed. */
static unsigned take_marked(struct screen *screen)
{
	struct patient_form_state *state = screen->state;

	if (state->known.count == 0)
		return SCREEN_PASS;
	if (state->known.count > 1) {
		known_people_ask(&state->known, screen, QUESTION_KNOWN);
		return SCREEN_DRAW;
	}
	return take_person(screen, state->known.patient[0].id);
}

unsigned patient_form_command(struct screen *screen, enum command command)
{
	struct patient_form_state *state = screen->state;
	int left = state->form.focus;

	switch (command) {
	case COMMAND_BACK: return SCREEN_CLOSE;
	case COMMAND_REGISTER_CONFIRM: return save(screen, NOT_ASKED);
	case COMMAND_REGISTER_FIND: return take_marked(screen);
	default: break;
	}
	/* Few have more to tell than the card: whoever has goes on with Tab or Down. */
	if (command == COMMAND_FORM_ENTER && left == PATIENT_CARD_NO)
		return save(screen, NOT_ASKED);
	/* What the ID card gave needs no Enter of its own. */
	if (command == COMMAND_FORM_ENTER && state->derived && left == PATIENT_NAME)
		form_focus(&state->form, PATIENT_ID_NUMBER);
	else if (command == COMMAND_FORM_ENTER && state->derived && left == PATIENT_PHONE)
		form_focus(&state->form, PATIENT_BIRTH_DATE);
	switch (form_command(&state->form, command)) {
	case FORM_PASS: return SCREEN_PASS;
	case FORM_CONFIRMED: return save(screen, NOT_ASKED);
	case FORM_CHANGED: patient_form_derive(screen); break;
	case FORM_MOVED:
		check_behind(screen, left);
		look_for_known(screen);
		break;
	default: break;
	}
	return SCREEN_DRAW;
}

unsigned patient_form_text(struct screen *screen, const char *text)
{
	struct patient_form_state *state = screen->state;

	/* Who types a number at a choice means the field that follows it. */
	if (isalnum((unsigned char)text[0])) {
		if (state->form.focus == PATIENT_ID_TYPE)
			form_focus(&state->form, PATIENT_ID_NUMBER);
		else if (state->form.focus == PATIENT_SEX)
			form_focus(&state->form, PATIENT_BIRTH_DATE);
	}
	if (form_text(&state->form, text) == FORM_FULL)
		screen_say(screen, SAY_INFO, "%s", _("This field is full."));
	else
		patient_form_derive(screen);
	return SCREEN_DRAW;
}

unsigned patient_form_result(struct screen *screen, int question, const struct answer *answer)
{
	const struct patient_form_state *state = screen->state;

	if (question == QUESTION_KNOWN && answer->given)
		return answer->id == KNOWN_NOBODY ? save(screen, SAID_ANOTHER)
						  : take_person(screen, answer->id);
	if (question == QUESTION_MERGE && answer->given && answer->choice == 1)
		return merge_records(screen);
	if (question == QUESTION_WHO && answer->given)
		return answer->id == ADD_ANOTHER
			       ? save(screen, ANOTHER_BY_NUMBER)
			       : take_known(screen, answer->id == TAKE_AND_COMPLETE);
	if (question != QUESTION_TAKE_EXISTING || !answer->given || answer->choice != 1)
		return SCREEN_DRAW;
	return take_person(screen, state->existing);
}

/* Which field a scan is for; PATIENT_FIELD_COUNT: none. */
static enum patient_field wanted_by(const struct scan *scan)
{
	switch (scan->kind) {
	case SCAN_RESIDENT_ID: return PATIENT_ID_NUMBER;
	case SCAN_UNKNOWN:
		if (phone_is_mobile(scan->text))
			return PATIENT_PHONE;
		return strlen(scan->text) < CARD_SIZE ? PATIENT_CARD_NO : PATIENT_FIELD_COUNT;
	default: return PATIENT_FIELD_COUNT;
	}
}

unsigned patient_form_scan(struct screen *screen, const char *text)
{
	struct patient_form_state *state = screen->state;
	enum patient_field field;
	struct scan scan;

	if (scan_read(screen->desk, text, &scan))
		return SCREEN_PASS;
	field = wanted_by(&scan);
	if (field == PATIENT_FIELD_COUNT || form_value(&state->form, (int)field)[0])
		return SCREEN_PASS;
	if (field == PATIENT_ID_NUMBER)
		state->field[PATIENT_ID_TYPE].choice = ID_RESIDENT - 1;
	form_set(&state->form, (int)field, scan.text);
	patient_form_derive(screen);
	return SCREEN_DRAW;
}

struct form *patient_form_draft(struct screen *screen, int64_t *subject)
{
	struct patient_form_state *state = screen->state;

	*subject = state->old.id;
	return &state->form;
}

bool patient_form_applies(const struct screen *screen, enum command command)
{
	const struct patient_form_state *state = screen->state;

	if (command == COMMAND_REGISTER_FIND)
		return state->known.count > 0;
	return command_context(command) != CONTEXT_REGISTER || command == COMMAND_REGISTER_CONFIRM;
}
