#include "ui/screens/practice/practice_prepare.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/language.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/people/patient_find.h"
#include "desk/queue/queue.h"
#include "desk/queue/queue_list.h"
#include "ui/screens/words.h"

enum {
	AFTER_LAST_MINUTES = 10,
	INTO_MORNING = 20,
	FIRST_FIGURES = 10,
	NAME_CHARACTERS = 3,
	GROWN_UP_DAYS = 20 * 365
};

/* Under whose code the clinic does what the clerk finds done. */
#define PRACTICE_STAFF "practice"

/* ---- who, and with whom ---- */

static bool was_used(const struct practice *practice, int64_t patient_id)
{
	for (int i = 0; i < practice->used_count; i++) {
		if (practice->used[i] == patient_id)
			return true;
	}
	return false;
}

/* The initials of a name, the shortest of its keys; "" for none. */
static void initials_of(const char *name, char out[16])
{
	struct pinyin pinyin;

	out[0] = '\0';
	pinyin_of_name(name, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++) {
		if (!out[0] || strlen(pinyin.keys[i]) < strlen(out))
			text_copy(out, 16, pinyin.keys[i]);
	}
}

/* Whether somebody suits a task: grown up, for any department, with a resident number, for any file
 * of bookings; nobody else has these initials, and nothing is booked. */
static enum status suits(struct practice *practice, const struct patient *patient, bool *out)
{
	struct patient found[PATIENT_FIND_MAX];
	struct booking *rows = NULL;
	size_t count = 0, booked = 0;
	char initials[16];
	enum status status = STATUS_OK;

	*out = false;
	initials_of(patient->name, initials);
	if (was_used(practice, patient->id) || strlen(initials) != NAME_CHARACTERS ||
	    text_length(patient->name) != NAME_CHARACTERS || patient->id_type != ID_RESIDENT ||
	    patient->birth == DAY_NONE ||
	    patient->birth + GROWN_UP_DAYS > desk_today(practice->desk))
		return STATUS_OK;
	status = patient_find(practice->desk, initials, found, &count);
	if (!status && count == 1)
		status = booking_list_patient(practice->desk, patient->id, &rows, &booked);
	free(rows);
	*out = !status && count == 1 && booked == 0;
	return status;
}

static void take_person(struct practice *practice, const struct patient *patient)
{
	struct practice_about *about = &practice->about;
	struct pinyin pinyin;

	pinyin_of_name(patient->name, &pinyin);
	initials_of(patient->name, about->initials);
	about->patient_id = patient->id;
	text_format(about->person, sizeof(about->person), "%s (%s)", patient->name,
		    pinyin.count > 0 ? pinyin.keys[0] : about->initials);
	if (practice->used_count < PRACTICE_PEOPLE_MAX)
		practice->used[practice->used_count++] = patient->id;
}

/* Somebody registered who has nothing to do here yet: the cards' beginnings part them into lots
 * that a search takes. */
static enum status choose_person(struct practice *practice)
{
	struct patient found[PATIENT_FIND_MAX];
	enum status status = STATUS_OK;
	size_t count = 0;
	bool suitable = false;

	for (int lot = FIRST_FIGURES - 1; !status && lot >= 0; lot--) {
		char card[16];

		text_format(card, sizeof(card), "510000%d", lot);
		status = patient_find(practice->desk, card, found, &count);
		for (size_t i = 0; !status && i < count; i++) {
			status = suits(practice, &found[i], &suitable);
			if (!status && suitable) {
				take_person(practice, &found[i]);
				return STATUS_OK;
			}
		}
	}
	return status ? status
		      : desk_refuse(practice->desk, STATUS_NOT_FOUND, "%s",
				    _("Nobody is left to practise with. Leave, and begin anew."));
}

/* The first session of these days that sells at the counter. */
static enum status choose_session(struct practice *practice, day_number from, day_number to,
				  struct session *out)
{
	struct desk *desk = practice->desk;
	struct session *rows = NULL;
	size_t count = 0;
	enum status status = session_list_between(desk, from, to, &rows, &count);
	bool found = false;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; !status && !found && i < count; i++) {
		found = rows[i].counter.free > 0 && rows[i].fee_fen > 0 &&
			slot_session_sells(desk, &rows[i], CHANNEL_COUNTER) == STATUS_OK;
		if (found)
			*out = rows[i];
	}
	free(rows);
	if (status || found)
		return status;
	return desk_refuse(desk, STATUS_QUOTA_FULL, "%s",
			   _("No session has a number left for this. Leave, and begin anew."));
}

static void say_booking(struct practice *practice, const struct booking *booking)
{
	struct practice_about *about = &practice->about;
	char day[WORDS_DAY_SIZE];

	about->booking_id = booking->id;
	text_copy(about->doctor, sizeof(about->doctor), booking->doctor);
	text_copy(about->day, sizeof(about->day),
		  words_day_from(booking->day, desk_today(practice->desk), day));
	money_format(booking->fee_fen, about->money);
}

/* Books somebody, who the task is about then, on one of these days. */
static enum status prepare_booking(struct practice *practice, int from, int to, bool pay)
{
	struct desk *desk = practice->desk;
	struct booking_wish wish = { .channel = CHANNEL_COUNTER,
				     .pay = pay,
				     .method = METHOD_CASH };
	const day_number today = desk_today(desk);
	struct session session;
	struct booking booking;
	enum status status = choose_person(practice);

	if (!status)
		status = choose_session(practice, today + from, today + to, &session);
	if (status)
		return status;
	wish.session_id = session.id;
	wish.patient_id = practice->about.patient_id;
	status = booking_book(desk, &wish, &booking);
	if (!status)
		say_booking(practice, &booking);
	return status;
}

static enum status prepare_newcomer(struct practice *practice)
{
	static const char *const names[] = { N_("Emma Lind"), N_("Paul Berg"), N_("Anna Holm"),
					     N_("Jonas Falk") };
	struct practice_about *about = &practice->about;
	const int number = practice->newcomers++;

	text_copy(about->newcomer, sizeof(about->newcomer),
		  _(names[(size_t)number % (sizeof(names) / sizeof(names[0]))]));
	text_format(about->phone, sizeof(about->phone), "1990099%04d", 1000 + number);
	return STATUS_OK;
}

/* ---- the waiting room ---- */

/* The running session of today that Queue shows first: where somebody waits, or was called. */
static enum status find_waiting(struct practice *practice, bool called, struct session *out,
				bool *found)
{
	struct desk *desk = practice->desk;
	struct queue_count *counts = NULL;
	struct session *rows = NULL;
	size_t counted = 0, count = 0;
	enum status status = session_list(desk, desk_today(desk), NULL, &rows, &count);

	*found = false;
	if (!status)
		status = queue_counts(desk, desk_today(desk), &counts, &counted);
	for (size_t i = 0; !status && !*found && i < count; i++) {
		struct queue_count here = queue_count_of(counts, counted, rows[i].id);

		*found = (called ? here.called : here.waiting) > 0 &&
			 !session_is_over(desk, &rows[i]);
		if (*found)
			*out = rows[i];
	}
	free(rows);
	free(counts);
	return status;
}

static enum status prepare_waiting(struct practice *practice)
{
	struct session session;
	struct booking booking;
	bool found;
	enum status status = find_waiting(practice, false, &session, &found);

	if (!status && !found) {
		status = prepare_booking(practice, 0, 0, true);
		if (!status)
			status = queue_check_in(practice->desk, practice->about.booking_id,
						&booking);
	} else if (!status) {
		text_copy(practice->about.doctor, sizeof(practice->about.doctor), session.doctor);
	}
	return status;
}

static enum status prepare_called(struct practice *practice)
{
	struct session session;
	struct booking booking;
	bool found;
	enum status status = find_waiting(practice, true, &session, &found);

	if (status || found)
		return status;
	status = prepare_waiting(practice);
	if (!status)
		status = find_waiting(practice, false, &session, &found);
	return status || !found ? status : queue_call_next(practice->desk, session.id, &booking);
}

/* ---- the file ---- */

/* One order of a file, for somebody who has no booking yet; `paid_fen` as it says was paid. */
static enum status write_order(struct practice *practice, FILE *stream, int number,
			       const struct session *session, int64_t paid_fen)
{
	struct patient patient;
	char text[64], at[CLOCK_TEXT_SIZE];
	enum status status = choose_person(practice);

	if (!status)
		status = patient_get(practice->desk, practice->about.patient_id, &patient);
	if (status)
		return status;
	text_format(text, sizeof(text), "WX26%04d%04d", practice->files, number);
	csv_write(stream, text, false);
	csv_write(stream, "book", false);
	csv_write(stream, session->doctor_code, false);
	csv_write(stream, day_format(session->day, text), false);
	csv_write(stream, period_name(session->period), false);
	csv_write(stream, patient.name, false);
	csv_write(stream, patient.id_number, false);
	csv_write(stream, patient.phone, false);
	csv_write(stream, money_format(paid_fen, text), false);
	text_format(text, sizeof(text), "42000099%04d%04d", practice->files, number);
	csv_write(stream, text, false);
	csv_write(stream, clock_format(desk_now_ms(practice->desk), at), true);
	return STATUS_OK;
}

/* Three bookings in a file of the practice's folder: the last one was paid too little for. */
static enum status prepare_file(struct practice *practice)
{
	struct desk *desk = practice->desk;
	const day_number today = desk_today(desk);
	char path[FILE_PATH_SIZE];
	struct new_file file;
	struct session session;
	enum status status;

	practice->files++;
	text_format(path, sizeof(path), "%s/wechat-%d.csv", desk->practice, practice->files);
	status = choose_session(practice, today + 1, today + desk->settings.quota_horizon_days,
				&session);
	if (!status)
		status = new_file_open(&file, path, FILE_ANY, &desk->problem);
	if (status)
		return status;
	fputs("order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
	      "ordered_at\r\n",
	      file.stream);
	for (int i = 1; !status && i <= 3; i++)
		status = write_order(practice, file.stream, i, &session,
				     i < 3 ? session.fee_fen : session.fee_fen - 100);
	if (status)
		new_file_abandon(&file);
	else
		status = new_file_finish(&file, &desk->problem);
	return status;
}

/* ---- the evening ---- */

/* Whoever was called has been seen. */
static enum status finish_called(struct practice *practice, const struct session *session)
{
	struct ticket *rows = NULL;
	size_t count = 0;
	struct booking booking;
	enum status status = queue_list(practice->desk, session->id, &rows, &count);

	for (size_t i = 0; !status && i < count; i++) {
		if (rows[i].state == TICKET_CALLED)
			status = queue_finish(practice->desk, rows[i].booking_id, &booking);
	}
	free(rows);
	return status;
}

static void set_clock(struct desk *desk, int64_t at_ms)
{
	if (desk->clock.pinned)
		desk->clock.pinned_ms = at_ms;
	else
		clock_run_from(&desk->clock, at_ms);
}

/* The last session has ended a moment ago; what the drawer should hold is said. */
static enum status prepare_evening(struct practice *practice)
{
	struct desk *desk = practice->desk;
	const day_number today = desk_today(desk);
	struct session *rows = NULL;
	struct day_money money;
	char day[DAY_TEXT_SIZE];
	int64_t evening_ms = desk_now_ms(desk);
	size_t count = 0;
	enum status status = session_list(desk, today, NULL, &rows, &count);

	for (size_t i = 0; !status && i < count; i++) {
		const int64_t after_ms = rows[i].end_ms + AFTER_LAST_MINUTES * MS_PER_MINUTE;

		if (after_ms > evening_ms)
			evening_ms = after_ms;
		status = finish_called(practice, &rows[i]);
	}
	free(rows);
	if (!status)
		status = ledger_day(desk, day_format(today, day), &money);
	if (status)
		return status;
	money_format(day_money_cash_fen(&money), practice->about.money);
	set_clock(desk, evening_ms);
	return STATUS_OK;
}

/* After the evening comes another morning. */
static enum status prepare_morning(struct desk *desk)
{
	const day_number today = desk_today(desk);
	struct session *rows = NULL;
	size_t count = 0;
	enum status status = session_list(desk, today, NULL, &rows, &count);
	bool over = true;

	for (size_t i = 0; !status && i < count; i++)
		over = over && session_is_over(desk, &rows[i]);
	free(rows);
	if (!status && over)
		set_clock(desk, clock_instant(today + 1, desk->settings.period[PERIOD_AM].start +
								 INTO_MORNING));
	return status;
}

static enum status prepare(struct practice *practice, enum practice_task task)
{
	const int horizon = practice->desk->settings.quota_horizon_days;

	switch (task) {
	case PRACTICE_KNOWN: return choose_person(practice);
	case PRACTICE_NEW: return prepare_newcomer(practice);
	case PRACTICE_PAY: return prepare_booking(practice, 0, horizon, false);
	case PRACTICE_CHECK_IN: return prepare_booking(practice, 0, 0, true);
	case PRACTICE_CALL: return prepare_waiting(practice);
	case PRACTICE_MISS: return prepare_called(practice);
	case PRACTICE_CANCEL:
	case PRACTICE_MOVE: return prepare_booking(practice, 1, horizon, true);
	case PRACTICE_IMPORT: return prepare_file(practice);
	case PRACTICE_CLOSE: return prepare_evening(practice);
	default: return STATUS_OK;
	}
}

enum status practice_prepare(struct practice *practice, enum practice_task task)
{
	struct desk *desk = practice->desk;
	struct problem problem;
	char staff[CODE_SIZE];
	enum status status, back;

	text_copy(staff, sizeof(staff), desk->staff.code);
	status = desk_sign_in(desk, PRACTICE_STAFF);
	if (!status && task != PRACTICE_CLOSE)
		status = prepare_morning(desk);
	if (!status)
		status = prepare(practice, task);
	problem = desk->problem;
	back = desk_sign_in(desk, staff);
	if (status)
		desk->problem = problem;
	return status ? status : back;
}
