/*
 * Whichever statement of an action fails, the action says so, keeps nothing of it, and can be done
 * again: a rule of every function of the desk that reads or changes the store.
 */
#include "desk/people/patient_find.h"
#include "scene.h"
#include "statement_fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/ban/ban_trial.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/pay_back.h"
#include "desk/money/refund.h"
#include "desk/online/order_row.h"
#include "desk/queue/queue_list.h"
#include "desk/roster/online_share.h"
#include "exchange/load.h"
#include "exchange/online_preview.h"

enum { TODAY = FIXTURE_DAY, STATEMENTS_MOST = 3000 };

struct action {
	const char *rule;
	void (*arrange)(void);
	enum status (*act)(void);
	enum status ends;  /* without any failure */
	bool many_changes; /* each kept by itself */
};

/* Actions. */

static enum status book(struct booking_wish wish)
{
	struct booking out;

	wish.session_id = scene.session.id;
	wish.patient_id = scene.person.id;
	return booking_book(scene.desk, &wish, &out);
}

static enum status book_counter(void)
{
	return book((struct booking_wish){ .pay = true, .method = METHOD_CARD });
}

static enum status book_online(void)
{
	return book((struct booking_wish){ .channel = CHANNEL_ONLINE,
					   .pay = true,
					   .method = METHOD_WECHAT,
					   .order_no = "A1",
					   .external_no = "T1",
					   .paid_fen = VISIT_FEE_FEN });
}

static enum status book_extra(void)
{
	return book((struct booking_wish){ .extra = true, .asked_by = "王医生" });
}

static enum status pay(void)
{
	struct booking out;

	return booking_pay(scene.desk, scene.booking.id, METHOD_ALIPAY, NULL, &out);
}

static enum status cancel(void)
{
	const struct cancel_wish wish = { .id = scene.booking.id,
					  .channel = scene.booking.channel,
					  .reason = "" };
	struct booking out;

	return booking_cancel(scene.desk, &wish, &out);
}

/* The patient asked the day before; the file came late. */
static enum status cancel_no_show(void)
{
	const struct cancel_wish wish = { .id = scene.booking.id,
					  .channel = CHANNEL_ONLINE,
					  .at_ms = clock_instant(TODAY - 1, FIXTURE_AT(12, 0)),
					  .reason = "" };
	struct booking out;

	return booking_cancel(scene.desk, &wish, &out);
}

static enum status look_at_terms(void)
{
	const struct cancel_wish wish = { .id = scene.booking.id };
	struct cancel_terms terms;

	return booking_cancel_terms(scene.desk, &wish, &terms);
}

static enum status give_back(void)
{
	struct booking out;

	return booking_refund(scene.desk, scene.booking.id, "没有看成", NULL, &out);
}

static enum status submit(void)
{
	struct refund out;

	return refund_step(scene.desk, scene.refund.id, REFUND_SUBMITTED, NULL, &out);
}

static enum status settle(void)
{
	struct refund out;

	return refund_step(scene.desk, scene.refund.id, REFUND_SUCCEEDED, NULL, &out);
}

static enum status list_refunds(void)
{
	struct refund *rows;
	size_t count;
	enum status status = refund_list_of(scene.desk, scene.booking.id, &rows, &count);

	free(rows);
	if (status)
		return status;
	status = refund_list_due(scene.desk, &rows, &count);
	free(rows);
	return status;
}

static enum status resolve(enum resolution resolution)
{
	struct booking out;
	struct ban started;
	bool any;

	return booking_resolve(scene.desk, scene.booking.id, resolution, "", &out, &started, &any);
}

static enum status resolve_no_show(void)
{
	return resolve(RESOLVE_NO_SHOW);
}

static enum status resolve_clinic(void)
{
	return resolve(RESOLVE_CLINIC);
}

static enum status withdraw(void)
{
	struct booking out;

	return no_show_withdraw(scene.desk, scene.booking.id, "住院了", &out);
}

static enum status lift(void)
{
	struct ban out;

	return ban_lift(scene.desk, scene.ban.id, "院长同意", &out);
}

static enum status list_bans(void)
{
	struct ban *rows;
	size_t count;
	enum status status = ban_list_patient(scene.desk, scene.person.id, &rows, &count);

	free(rows);
	if (status)
		return status;
	status = ban_list_in_force(scene.desk, TODAY, &rows, &count);
	free(rows);
	return status;
}

static enum status pass_no_show(const struct no_show *no_show, void *context)
{
	(void)no_show;
	(void)context;
	return STATUS_OK;
}

static enum status list_no_shows(void)
{
	return no_show_each_of_day(scene.desk, TODAY, pass_no_show, NULL);
}

static enum status suspend(void)
{
	struct suspension out;

	return session_suspend(scene.desk, scene.session.id, "医生生病", &out);
}

static enum status look_at_suspending(void)
{
	struct suspension out;

	return session_suspend_terms(scene.desk, scene.session.id, &out);
}

static enum status list_affected(void)
{
	struct affected *rows;
	size_t count;
	enum status status = affected_list(scene.desk, scene.session.id, &rows, &count);

	free(rows);
	return status;
}

static enum status settle_affected(void)
{
	return affected_settle(scene.desk, scene.booking.id, OUTCOME_TOLD);
}

static enum status pay_affected_back(void)
{
	const struct pay_back_wish wish = { .id = scene.booking.id };
	struct pay_back out;

	return pay_back(scene.desk, &wish, &out);
}

static enum status pay_affected_back_another_way(void)
{
	const struct pay_back_wish wish = { .id = scene.booking.id,
					    .other_method = true,
					    .method = METHOD_ALIPAY,
					    .reason = "no change" };
	struct pay_back out;

	return pay_back(scene.desk, &wish, &out);
}

static enum status check_in(void)
{
	struct booking out;

	return queue_check_in(scene.desk, scene.booking.id, &out);
}

static enum status call(void)
{
	struct booking out;

	return queue_call_next(scene.desk, scene.session.id, &out);
}

static enum status miss(void)
{
	struct booking out;

	return queue_miss(scene.desk, scene.booking.id, &out);
}

static enum status finish(void)
{
	struct booking out;

	return queue_finish(scene.desk, scene.booking.id, &out);
}

static enum status pass_ticket(const struct ticket *ticket, void *context)
{
	(void)ticket;
	(void)context;
	return STATUS_OK;
}

static enum status list_queue(void)
{
	struct ticket *rows;
	struct queue_count *counts;
	size_t count;
	enum status status = queue_list(scene.desk, scene.session.id, &rows, &count);

	free(rows);
	if (status)
		return status;
	status = queue_each_of_day(scene.desk, TODAY, pass_ticket, NULL);
	if (status)
		return status;
	status = queue_counts(scene.desk, TODAY, &counts, &count);
	free(counts);
	return status;
}

static enum status close_day(void)
{
	struct closing closing;
	enum status status = day_close(scene.desk,
				       &(struct close_wish){ .day = TODAY,
							     .counted_fen = 0,
							     .reason = "counted twice",
							     .pass = true,
							     .clock_is_right = true },
				       &closing);

	closing_release(&closing);
	return status;
}

static enum status look_at_closing(void)
{
	struct close_record record;
	day_number last;
	bool is_closed;
	enum status status = day_is_closed(scene.desk, TODAY, &is_closed, &last);

	return status ? status : day_close_get(scene.desk, TODAY, &record);
}

typedef enum status list_fn(struct desk *desk, int64_t id, struct booking **rows, size_t *count);

static enum status pass_booking(const struct booking *booking, void *context)
{
	(void)booking;
	(void)context;
	return STATUS_OK;
}

static enum status list_bookings(void)
{
	list_fn *const lists[] = { booking_list_session, booking_list_patient };
	const int64_t ids[] = { scene.session.id, scene.person.id };
	struct booking *rows;
	size_t count;
	enum status status = booking_list_day(scene.desk, TODAY + 1, &rows, &count);

	for (size_t i = 0; i < 2 && !status; i++) {
		free(rows);
		status = lists[i](scene.desk, ids[i], &rows, &count);
	}
	free(rows);
	if (status)
		return status;
	status = booking_find(scene.desk, "王", TODAY, &rows, &count);
	free(rows);
	if (status)
		return status;
	status = booking_each_of_day(scene.desk, TODAY + 1, pass_booking, NULL);
	return status ? status : booking_each_made_on(scene.desk, TODAY, pass_booking, NULL);
}

static enum status find_order(void)
{
	struct booking out;

	return booking_by_order(scene.desk, "A1", &out);
}

static enum status list_sessions(void)
{
	struct session *rows;
	struct slot *slots;
	size_t count;
	enum status status = session_list(scene.desk, TODAY + 1, NULL, &rows, &count);

	free(rows);
	if (status)
		return status;
	status = slot_list(scene.desk, scene.session.id, &slots, &count);
	free(slots);
	return status;
}

static enum status put_session(int capacity, int percent)
{
	const struct session_wish wish = { .doctor_code = VISIT_DOCTOR,
					   .day = TODAY + 1,
					   .period = PERIOD_AM,
					   .capacity = capacity,
					   .online_percent = percent,
					   .fee_fen = 1800,
					   .room = "202" };
	struct roster_notes notes;
	enum put_outcome outcome;

	return session_put(scene.desk, &wish, &notes, &outcome);
}

static enum status shrink_session(void)
{
	return put_session(6, 0);
}

static enum status grow_session(void)
{
	return put_session(20, 80);
}

static enum status add_person(void)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	const struct patient_form form = { .name = name,
					   .id_type = "resident_id",
					   .id_number = id_number,
					   .phone = phone,
					   .sex = "",
					   .birth_date = "",
					   .card_no = "C77" };
	struct patient added;
	enum status status;

	fixture_person(77, name, id_number, phone);
	status = patient_read(scene.desk, &form, &added, NULL);
	return status ? status : patient_add(scene.desk, &added, NULL);
}

static enum status change_person(void)
{
	struct patient changed = scene.person;

	text_copy(changed.phone, sizeof(changed.phone), "13900001111");
	return patient_change(scene.desk, &changed);
}

static enum status find_person(void)
{
	static const char *const texts[] = { "王", "wang", "19900000001", "0001" };
	struct patient found[PATIENT_FIND_MAX], one;
	size_t count;
	enum status status = patient_by_id_number(scene.desk, scene.person.id_type,
						  scene.person.id_number, &one);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && !status; i++)
		status = patient_find(scene.desk, texts[i], found, &count);
	return status ? status
		      : patient_by_name_and_phone(scene.desk, scene.person.name, scene.person.phone,
						  &one);
}

static enum status list_directory(void)
{
	struct department *departments;
	struct doctor *doctors;
	struct doctor one;
	size_t count;
	enum status status = department_list(scene.desk, &departments, &count);

	free(departments);
	if (status)
		return status;
	status = doctor_list(scene.desk, &doctors, &count);
	free(doctors);
	return status ? status : doctor_by_id(scene.desk, scene.session.doctor_id, &one);
}

static enum status look_at_history(void)
{
	struct audit_row *rows;
	size_t count;
	enum status status = audit_history(scene.desk, scene.booking.seq, &rows, &count);

	free(rows);
	return status;
}

static enum status load(enum load_kind kind)
{
	struct load_result result;
	enum status status = load_file(scene.desk, kind, scene.path, false, &result, NULL, NULL);

	load_result_release(&result);
	return status;
}

static enum status load_departments(void)
{
	return load(LOAD_DEPARTMENTS);
}

static enum status load_doctors(void)
{
	return load(LOAD_DOCTORS);
}

static enum status load_roster(void)
{
	return load(LOAD_ROSTER);
}

static enum status load_patients(void)
{
	return load(LOAD_PATIENTS);
}

static enum status import(void)
{
	struct online_import out;
	enum status status = online_import_file(scene.desk, scene.path, NULL, &out, NULL, NULL);

	online_import_release(&out);
	return status;
}

static enum status preview_roster(void)
{
	const char text[] = "date,period,doctor,capacity,room\n2026-11-24,am,D1,3,102\n"
			    "2026-11-25,am,D1,3,102\n";
	char path[FILE_PATH_SIZE];
	struct load_preview out;
	enum status status;

	fixture_file(scene.desk, "roster.csv", text, sizeof(text) - 1, path);
	status = load_preview_file(scene.desk, LOAD_ROSTER, path, false, &out);
	load_preview_release(&out);
	return status;
}

static enum status preview(void)
{
	struct online_preview out;
	enum status status = online_preview_file(scene.desk, scene.path, &out);

	online_preview_release(&out);
	return status;
}

static enum status try_rule(void)
{
	struct ban_change *rows;
	struct ban_rule rule;
	size_t count;
	enum status status;

	ban_rule_now(scene.desk, &rule);
	rule.threshold = 2;
	status = ban_trial(scene.desk, &rule, &rows, &count);
	free(rows);
	return status;
}

static enum status add_up_the_share(void)
{
	struct online_share share[2];
	struct order_counts orders;
	enum status status = online_share_of_days(scene.desk, TODAY, share, 2);

	return status ? status : order_rows_count(scene.desk, TODAY, &orders);
}

static void ignore_fault(const char *check, const char *fault, void *context)
{
	(void)check;
	(void)fault;
	(void)context;
}

static enum status run_checks(void)
{
	int checks, failed;

	return check_run(scene.desk, CHECK_ALL, ignore_fault, NULL, &checks, &failed);
}

/* The rule. */

static void whichever_fails(void **state)
{
	const struct action *action = *state;
	const int before = statement_fault_version(store_path(scene.desk->store));
	enum status status;
	int n = 1;

	for (;; n++) {
		assert_in_range(n, 1, STATEMENTS_MOST);
		statement_fault_at(n);
		status = action->act();
		if (!statement_fault_came())
			break;
		statement_fault_at(0);
		if (status == STATUS_OK || status_exit(status) == 1)
			fail_msg("statement %d failed, and the action says %s", n,
				 status_name(status));
		assert_int_equal(scene.desk->problem.status, status);
		assert_true(scene.desk->problem.message[0] != '\0');
		if (!action->many_changes &&
		    statement_fault_version(store_path(scene.desk->store)) != before)
			fail_msg("statement %d failed, and something was kept", n);
	}
	statement_fault_at(0);
	if (status != action->ends)
		fail_msg("%s: %s", status_name(status), scene.desk->problem.message);
	assert_true(n > 1);
	visit_check(scene.desk);
}

static const struct action actions[] = {
	{ "book_and_pay_at_the_counter", scene_morning, book_counter, STATUS_OK, false },
	{ "book_online", scene_morning, book_online, STATUS_OK, false },
	{ "book_an_extra_number", scene_morning, book_extra, STATUS_OK, false },
	{ "book_where_all_is_sold", scene_sold_out, book_counter, STATUS_QUOTA_FULL, false },
	{ "book_online_while_banned", scene_banned, book_online, STATUS_BANNED, false },
	{ "book_twice", scene_paid, book_counter, STATUS_DUPLICATE_PERSON, false },
	{ "pay", scene_unpaid, pay, STATUS_OK, false },
	{ "cancel_at_the_counter", scene_paid, cancel, STATUS_OK, false },
	{ "cancel_online", scene_paid_online, cancel, STATUS_OK, false },
	{ "cancel_what_was_taken_for_a_no_show", scene_banned, cancel_no_show, STATUS_OK, false },
	{ "look_at_the_terms", scene_paid, look_at_terms, STATUS_OK, false },
	{ "refund_an_excused_one", scene_excused, give_back, STATUS_OK, false },
	{ "submit_a_refund", scene_requested, submit, STATUS_OK, false },
	{ "settle_a_refund", scene_submitted, settle, STATUS_OK, false },
	{ "list_refunds", scene_requested, list_refunds, STATUS_OK, false },
	{ "resolve_as_the_clinics_fault", scene_skipped, resolve_clinic, STATUS_OK, false },
	{ "record_the_no_show_that_bans", scene_before_ban, resolve_no_show, STATUS_OK, false },
	{ "withdraw_the_no_show_behind_a_ban", scene_banned, withdraw, STATUS_OK, false },
	{ "lift_a_ban", scene_banned, lift, STATUS_OK, false },
	{ "list_bans", scene_banned, list_bans, STATUS_OK, false },
	{ "list_no_shows", scene_banned, list_no_shows, STATUS_OK, false },
	{ "suspend_a_session", scene_paid_online, suspend, STATUS_OK, false },
	{ "look_at_suspending_a_session", scene_paid_online, look_at_suspending, STATUS_OK, false },
	{ "list_who_is_affected", scene_suspended, list_affected, STATUS_OK, false },
	{ "settle_who_is_affected", scene_suspended, settle_affected, STATUS_OK, false },
	{ "pay_back_who_is_affected", scene_suspended, pay_affected_back, STATUS_OK, false },
	{ "pay_back_another_way", scene_suspended, pay_affected_back_another_way, STATUS_OK,
	  false },
	{ "check_in", scene_paid_today, check_in, STATUS_OK, false },
	{ "check_in_again_after_a_missed_call", scene_missed, check_in, STATUS_OK, false },
	{ "call_the_next", scene_checked_in, call, STATUS_OK, false },
	{ "miss_a_call", scene_called, miss, STATUS_OK, false },
	{ "finish_a_visit", scene_called, finish, STATUS_OK, false },
	{ "list_the_queue", scene_called, list_queue, STATUS_OK, false },
	{ "close_the_day_and_those_before", scene_evening, close_day, STATUS_OK, true },
	{ "look_at_a_closed_day", scene_closed, look_at_closing, STATUS_OK, false },
	{ "list_bookings", scene_paid_online, list_bookings, STATUS_OK, false },
	{ "find_the_booking_of_an_order", scene_imported, find_order, STATUS_OK, false },
	{ "list_sessions", scene_paid_online, list_sessions, STATUS_OK, false },
	{ "make_a_session_smaller", scene_paid_online, shrink_session, STATUS_OK, false },
	{ "make_a_session_larger", scene_paid_online, grow_session, STATUS_OK, false },
	{ "add_a_patient", scene_morning, add_person, STATUS_OK, false },
	{ "change_a_patient", scene_morning, change_person, STATUS_OK, false },
	{ "find_a_patient", scene_morning, find_person, STATUS_OK, false },
	{ "list_departments_and_doctors", scene_morning, list_directory, STATUS_OK, false },
	{ "look_at_the_history", scene_paid, look_at_history, STATUS_OK, false },
	{ "load_departments", scene_departments_file, load_departments, STATUS_OK, false },
	{ "load_doctors", scene_doctors_file, load_doctors, STATUS_OK, false },
	{ "load_the_roster", scene_roster_file, load_roster, STATUS_OK, false },
	{ "load_patients", scene_patients_file, load_patients, STATUS_OK, false },
	{ "import_online_bookings", scene_online_file, import, STATUS_OK, true },
	{ "preview_a_roster", scene_paid_online, preview_roster, STATUS_OK, false },
	{ "preview_online_bookings", scene_online_file, preview, STATUS_OK, false },
	{ "preview_a_file_that_was_imported", scene_imported, preview, STATUS_OK, false },
	{ "try_another_rule", scene_banned, try_rule, STATUS_OK, false },
	{ "add_up_the_online_share", scene_imported, add_up_the_share, STATUS_OK, false },
	{ "run_every_check", scene_paid, run_checks, STATUS_OK, false },
};

enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };

static int set_up(void **state)
{
	const struct action *action = *state;

	statement_fault_watch();
	scene.desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
	action->arrange();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	statement_fault_end();
	fixture_close(scene.desk);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[ACTIONS];
	struct action copies[ACTIONS];

	for (size_t i = 0; i < ACTIONS; i++) {
		copies[i] = actions[i];
		tests[i] = (struct CMUnitTest){ actions[i].rule, whichever_fails, set_up, tear_down,
						&copies[i] };
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
