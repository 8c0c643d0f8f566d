#include "user_action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "desk/queue/queue.h"
#include "exchange/load.h"
#include "exchange/online.h"
#include "reports/report.h"

enum { NEW_PERSON = 14 };

/* Bookings and money. */

static enum status book(struct desk *desk, const struct action_place *place, bool pay)
{
	const struct booking_wish wish = { .session_id = place->clinic->tomorrow,
					   .patient_id = place->clinic->person,
					   .pay = pay,
					   .method = METHOD_CASH };
	struct booking booking;

	return booking_book(desk, &wish, &booking);
}

static enum status book_paid(struct desk *desk, const struct action_place *place)
{
	return book(desk, place, true);
}

static enum status book_unpaid(struct desk *desk, const struct action_place *place)
{
	return book(desk, place, false);
}

/* What was paid for the one booking of the person; -1: there is none. */
static int64_t paid_by_person(struct desk *desk, const struct action_place *place)
{
	struct booking *rows;
	size_t count;
	int64_t paid_fen;

	fixture_must(desk, booking_list_patient(desk, place->clinic->person, &rows, &count));
	paid_fen = count == 1 ? rows[0].paid_fen : -1;
	free(rows);
	return paid_fen;
}

static bool is_booked_paid(struct desk *desk, const struct action_place *place)
{
	return paid_by_person(desk, place) == ACTION_FEE_FEN;
}

static bool is_booked_unpaid(struct desk *desk, const struct action_place *place)
{
	return paid_by_person(desk, place) == 0;
}

static struct booking look(struct desk *desk, int64_t id)
{
	struct booking booking;

	fixture_must(desk, booking_get(desk, id, &booking));
	return booking;
}

static enum status pay(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return booking_pay(desk, place->clinic->unpaid, METHOD_ALIPAY, NULL, &booking);
}

static bool is_paid(struct desk *desk, const struct action_place *place)
{
	return look(desk, place->clinic->unpaid).paid_fen == ACTION_FEE_FEN;
}

static enum status cancel(struct desk *desk, int64_t id, bool override)
{
	const struct cancel_wish wish = { .id = id,
					  .override = override,
					  .reason = override ? "走错了" : "" };
	struct booking booking;

	return booking_cancel(desk, &wish, &booking);
}

static bool is_cancelled(struct desk *desk, int64_t id, int64_t refund_fen)
{
	const struct booking booking = look(desk, id);

	return booking.state == BOOKING_CANCELLED && booking.refund_fen == refund_fen;
}

static enum status cancel_before(struct desk *desk, const struct action_place *place)
{
	return cancel(desk, place->clinic->paid, false);
}

static bool is_cancelled_before(struct desk *desk, const struct action_place *place)
{
	return is_cancelled(desk, place->clinic->paid, ACTION_FEE_FEN);
}

static enum status cancel_late(struct desk *desk, const struct action_place *place)
{
	return cancel(desk, place->clinic->visit, false);
}

static bool is_cancelled_late(struct desk *desk, const struct action_place *place)
{
	return is_cancelled(desk, place->clinic->visit, 0);
}

static enum status cancel_override(struct desk *desk, const struct action_place *place)
{
	return cancel(desk, place->clinic->visit, true);
}

static bool is_cancelled_override(struct desk *desk, const struct action_place *place)
{
	return is_cancelled(desk, place->clinic->visit, ACTION_FEE_FEN);
}

static bool refund_is(struct desk *desk, int64_t id, enum refund_state state)
{
	struct refund refund;

	fixture_must(desk, refund_get(desk, id, &refund));
	return refund.state == state;
}

static enum status submit(struct desk *desk, const struct action_place *place)
{
	struct refund refund;

	return refund_step(desk, place->clinic->requested, REFUND_SUBMITTED, NULL, &refund);
}

static bool is_submitted(struct desk *desk, const struct action_place *place)
{
	return refund_is(desk, place->clinic->requested, REFUND_SUBMITTED);
}

static enum status succeed(struct desk *desk, const struct action_place *place)
{
	struct refund refund;

	return refund_step(desk, place->clinic->submitted, REFUND_SUCCEEDED, NULL, &refund);
}

static bool is_succeeded(struct desk *desk, const struct action_place *place)
{
	return refund_is(desk, place->clinic->submitted, REFUND_SUCCEEDED);
}

/* Patients and master data. */

static bool has_person(struct desk *desk, int n)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	struct patient patient;

	fixture_person(n, name, id_number, phone);
	return patient_by_id_number(desk, ID_RESIDENT, id_number, &patient) == STATUS_OK;
}

static enum status add_patient(struct desk *desk, const struct action_place *place)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	const struct patient_form form = { .name = name,
					   .id_type = "resident_id",
					   .id_number = id_number,
					   .phone = phone,
					   .sex = "",
					   .birth_date = "",
					   .card_no = "" };
	struct patient patient;
	enum status status;

	(void)place;
	fixture_person(NEW_PERSON, name, id_number, phone);
	status = patient_read(desk, &form, &patient, NULL);
	return status ? status : patient_add(desk, &patient, NULL);
}

static bool is_added(struct desk *desk, const struct action_place *place)
{
	(void)place;
	return has_person(desk, NEW_PERSON);
}

static const char new_phone[] = "13800138000";

static enum status change_patient(struct desk *desk, const struct action_place *place)
{
	struct patient patient;
	enum status status = patient_get(desk, place->clinic->regular, &patient);

	text_copy(patient.phone, sizeof(patient.phone), new_phone);
	return status ? status : patient_change(desk, &patient);
}

static bool is_changed(struct desk *desk, const struct action_place *place)
{
	struct patient patient;

	fixture_must(desk, patient_get(desk, place->clinic->regular, &patient));
	return strcmp(patient.phone, new_phone) == 0;
}

static enum status load(struct desk *desk, const struct action_place *place, enum load_kind kind)
{
	struct load_result result;
	char name[32], path[FILE_PATH_SIZE];
	enum status status;

	text_format(name, sizeof(name), "%s.csv", load_kind_name(kind));
	action_path(path, place->clinic->folder, name);
	status = load_file(desk, kind, path, false, &result, NULL, NULL);
	load_result_release(&result);
	return status;
}

static enum status load_departments(struct desk *desk, const struct action_place *place)
{
	return load(desk, place, LOAD_DEPARTMENTS);
}

static bool has_departments(struct desk *desk, const struct action_place *place)
{
	struct department department;

	(void)place;
	return department_get(desk, "NK02", &department) == STATUS_OK &&
	       department_get(desk, "NK03", &department) == STATUS_OK;
}

static enum status load_doctors(struct desk *desk, const struct action_place *place)
{
	return load(desk, place, LOAD_DOCTORS);
}

static bool has_doctors(struct desk *desk, const struct action_place *place)
{
	struct doctor doctor;

	(void)place;
	return doctor_get(desk, "2001", &doctor) == STATUS_OK &&
	       doctor_get(desk, "2002", &doctor) == STATUS_OK;
}

static enum status load_roster(struct desk *desk, const struct action_place *place)
{
	return load(desk, place, LOAD_ROSTER);
}

static bool has_roster(struct desk *desk, const struct action_place *place)
{
	struct session session;

	(void)place;
	return session_find(desk, "1001", FIXTURE_DAY + 2, PERIOD_AM, &session) == STATUS_OK &&
	       session_find(desk, "1002", FIXTURE_DAY + 2, PERIOD_PM, &session) == STATUS_OK;
}

static enum status load_patients(struct desk *desk, const struct action_place *place)
{
	return load(desk, place, LOAD_PATIENTS);
}

static bool has_patients(struct desk *desk, const struct action_place *place)
{
	(void)place;
	return has_person(desk, ACTION_LOADED_PERSON) && has_person(desk, ACTION_LOADED_PERSON + 1);
}

static enum status import(struct desk *desk, const struct action_place *place)
{
	struct online_import result;
	char orders[FILE_PATH_SIZE], answers[FILE_PATH_SIZE];
	enum status status;

	action_path(orders, place->clinic->folder, "orders.csv");
	action_path(answers, place->folder, "answers.csv");
	status = online_import_file(desk, orders, answers, &result, NULL, NULL);
	online_import_release(&result);
	return status;
}

static bool is_imported(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	(void)place;
	return booking_by_order(desk, "ORDER0", &booking) == STATUS_OK &&
	       booking.state == BOOKING_CANCELLED && booking.refund_fen == ACTION_FEE_FEN &&
	       booking_by_order(desk, "ORDER1", &booking) == STATUS_OK &&
	       booking.paid_fen == ACTION_FEE_FEN;
}

/* The queue. */

static bool stands_as(struct desk *desk, int64_t id, enum ticket_state state)
{
	const struct booking booking = look(desk, id);

	return booking.ticket_state == state;
}

static enum status check_in(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return queue_check_in(desk, place->clinic->expected, &booking);
}

static bool is_checked_in(struct desk *desk, const struct action_place *place)
{
	return stands_as(desk, place->clinic->expected, TICKET_WAITING);
}

static enum status call(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return queue_call_next(desk, place->clinic->today, &booking);
}

static bool is_called(struct desk *desk, const struct action_place *place)
{
	return stands_as(desk, place->clinic->waiting, TICKET_CALLED);
}

static enum status miss(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return queue_miss(desk, place->clinic->called, &booking);
}

static bool is_missed(struct desk *desk, const struct action_place *place)
{
	return stands_as(desk, place->clinic->called, TICKET_MISSED);
}

static enum status finish(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return queue_finish(desk, place->clinic->called, &booking);
}

static bool is_finished(struct desk *desk, const struct action_place *place)
{
	return look(desk, place->clinic->called).state == BOOKING_FULFILLED;
}

/* The day. */

static enum status suspend(struct desk *desk, const struct action_place *place)
{
	struct suspension suspension;

	return session_suspend(desk, place->clinic->suspended, "医生生病", &suspension);
}

static bool is_suspended(struct desk *desk, const struct action_place *place)
{
	const struct session session = fixture_look(desk, place->clinic->suspended);

	return session.state == SESSION_SUSPENDED &&
	       session.counter.sold + session.online.sold == 0;
}

static enum status resolve(struct desk *desk, const struct action_place *place)
{
	struct booking booking;

	return booking_resolve(desk, place->clinic->absent, RESOLVE_NO_SHOW, "", &booking, NULL,
			       NULL);
}

/* One no-show bans, by the settings here. */
static bool is_resolved(struct desk *desk, const struct action_place *place)
{
	const struct booking booking = look(desk, place->clinic->absent);
	struct ban ban;

	return booking.state == BOOKING_NO_SHOW &&
	       ban_in_force(desk, booking.patient_id, FIXTURE_DAY, &ban) == STATUS_OK;
}

/* Whoever was called is seen before the day is closed. */
static enum status end_and_close(struct desk *desk, void *context)
{
	const struct action_place *place = context;
	const struct close_wish wish = { .day = FIXTURE_DAY, .counted_fen = -1, .pass = true };
	struct closing closing;
	struct booking booking;
	enum status status = queue_finish(desk, place->clinic->called, &booking);

	if (status && status != STATUS_WRONG_STATE)
		return status;
	status = day_close(desk, &wish, &closing);
	closing_release(&closing);
	return status;
}

static enum status close_day(struct desk *desk, const struct action_place *place)
{
	struct action_place here = *place;

	return desk_change(desk, end_and_close, &here);
}

static bool is_day_closed(struct desk *desk, const struct action_place *place)
{
	bool closed;
	day_number last;

	fixture_must(desk, day_is_closed(desk, FIXTURE_DAY, &closed, &last));
	return closed && look(desk, place->clinic->absent).state == BOOKING_NO_SHOW;
}

static enum status report(struct desk *desk, const struct action_place *place)
{
	struct report_result result;
	char path[FILE_PATH_SIZE];

	action_path(path, place->folder, "daily.xlsx");
	return report_write(desk, report_by_name("daily"),
			    &(struct report_wish){ .from = FIXTURE_DAY, .to = FIXTURE_DAY },
			    REPORT_XLSX, path, &result);
}

static enum status open_it(struct desk *desk, const struct action_place *place)
{
	return action_open(desk, place, STORE_OPEN, FIXTURE_AT(8, 30));
}

static enum status create(struct desk *desk, const struct action_place *place)
{
	return action_open(desk, place, STORE_CREATE, FIXTURE_AT(8, 30));
}

/* For those that change nothing. */
static bool is_nothing(struct desk *desk, const struct action_place *place)
{
	(void)desk;
	(void)place;
	return true;
}

enum { MORNING = FIXTURE_AT(8, 30), NOON = FIXTURE_AT(13, 0), NIGHT = FIXTURE_AT(22, 0) };

const struct user_action user_actions[] = {
	{ "book and pay", ACTION_CHANGES, MORNING, book_paid, is_booked_paid },
	{ "book unpaid", ACTION_CHANGES, MORNING, book_unpaid, is_booked_unpaid },
	{ "pay", ACTION_CHANGES, MORNING, pay, is_paid },
	{ "cancel before the day", ACTION_CHANGES, MORNING, cancel_before, is_cancelled_before },
	{ "cancel on the day", ACTION_CHANGES, MORNING, cancel_late, is_cancelled_late },
	{ "override", ACTION_CHANGES, MORNING, cancel_override, is_cancelled_override },
	{ "submit a refund", ACTION_CHANGES, MORNING, submit, is_submitted },
	{ "settle a refund", ACTION_CHANGES, MORNING, succeed, is_succeeded },
	{ "add a patient", ACTION_CHANGES, MORNING, add_patient, is_added },
	{ "change a patient", ACTION_CHANGES, MORNING, change_patient, is_changed },
	{ "load departments", ACTION_CHANGES, MORNING, load_departments, has_departments },
	{ "load doctors", ACTION_CHANGES, MORNING, load_doctors, has_doctors },
	{ "load the roster", ACTION_CHANGES, MORNING, load_roster, has_roster },
	{ "load patients", ACTION_CHANGES, MORNING, load_patients, has_patients },
	{ "import", ACTION_IMPORTS, MORNING, import, is_imported },
	{ "check in", ACTION_CHANGES, MORNING, check_in, is_checked_in },
	{ "call", ACTION_CHANGES, MORNING, call, is_called },
	{ "miss", ACTION_CHANGES, MORNING, miss, is_missed },
	{ "finish", ACTION_CHANGES, MORNING, finish, is_finished },
	{ "suspend", ACTION_CHANGES, MORNING, suspend, is_suspended },
	{ "resolve", ACTION_CHANGES, NOON, resolve, is_resolved },
	{ "close the day", ACTION_CHANGES, NIGHT, close_day, is_day_closed },
	{ "report", ACTION_REPORTS, NIGHT, report, is_nothing },
	{ "open", ACTION_OPENS, MORNING, open_it, is_nothing },
	{ "create", ACTION_CREATES, MORNING, create, is_nothing },
	{ "go home", ACTION_CLOSES, MORNING, book_paid, is_booked_paid },
};

const size_t user_action_count = sizeof(user_actions) / sizeof(user_actions[0]);
