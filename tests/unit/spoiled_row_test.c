/*
 * A row with a word or a date that this program cannot have written is damage and is reported as
 * damage: it is never guessed at, left out or shown as something else.
 */
#include "desk/ban/ban_revise.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"
#include "desk/queue/queue_list.h"
#include "past_guards.h"
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = FIXTURE_DAY };

struct spoiled {
	const char *rule;
	void (*arrange)(void);
	const char *sql; /* as somebody with another program would change it */
	enum status (*look)(void);
	enum status found;
};

static enum status look_at_booking(void)
{
	struct booking out;

	return booking_get(scene.desk, scene.booking.id, &out);
}

static enum status refund_inside(struct desk *desk, void *context)
{
	const struct refund_wish wish = { .payment_id = scene.booking.payment_id,
					  .method = METHOD_CASH,
					  .fen = 100,
					  .at_once = true };
	enum refund_state state;
	int64_t id;

	(void)context;
	return ledger_refund(desk, &wish, &id, &state);
}

static enum status refund_the_payment(void)
{
	assert_true(scene.booking.payment_id > 0);
	return desk_change(scene.desk, refund_inside, NULL);
}

static enum status list_bookings(void)
{
	struct booking *rows;
	size_t count;
	enum status status = booking_list_session(scene.desk, scene.booking.session_id, &rows,
						  &count);

	assert_null(rows);
	return status;
}

static enum status list_refunds(void)
{
	struct refund *rows;
	size_t count;
	enum status status = refund_list_of(scene.desk, scene.booking.id, &rows, &count);

	assert_null(rows);
	return status;
}

static enum status add_up_day(void)
{
	struct day_money money;

	return ledger_day(scene.desk, "2026-11-23", &money);
}

static enum status list_slots(void)
{
	struct slot *rows;
	size_t count;
	enum status status = slot_list(scene.desk, scene.session.id, &rows, &count);

	assert_null(rows);
	return status;
}

static enum status look_at_session(void)
{
	struct session out;

	return session_get(scene.desk, scene.session.id, &out);
}

static enum status list_bans(void)
{
	struct ban *rows;
	size_t count;
	enum status status = ban_list_patient(scene.desk, scene.person.id, &rows, &count);

	assert_null(rows);
	return status;
}

static enum status how_far(void)
{
	struct ban_standing standing;

	return ban_standing(scene.desk, scene.person.id, &standing);
}

static enum status no_no_show(const struct no_show *no_show, void *context)
{
	(void)context;
	fail_msg("no-show of booking %lld was handed on", (long long)no_show->booking_id);
	return STATUS_OK;
}

static enum status list_no_shows(void)
{
	return no_show_each_of_day(scene.desk, TODAY, no_no_show, NULL);
}

static enum status withdraw(void)
{
	struct booking out;

	return no_show_withdraw(scene.desk, scene.booking.id, "住院了", &out);
}

static enum status no_ticket(const struct ticket *ticket, void *context)
{
	(void)context;
	fail_msg("the ticket of booking %lld was handed on", (long long)ticket->booking_id);
	return STATUS_OK;
}

static enum status list_queue(void)
{
	return queue_each_of_day(scene.desk, TODAY, no_ticket, NULL);
}

static enum status list_affected(void)
{
	struct affected *rows;
	size_t count;
	enum status status = affected_list(scene.desk, scene.session.id, &rows, &count);

	assert_null(rows);
	return status;
}

static enum status look_at_person(void)
{
	struct patient out;

	return patient_get(scene.desk, scene.person.id, &out);
}

#define DAMAGE STATUS_STORE_CORRUPT

static const struct spoiled cases[] = {
	{ "a_booking_in_no_known_state", scene_paid, "UPDATE booking SET state = 'odd'",
	  look_at_booking, DAMAGE },
	{ "bookings_of_which_one_is_in_no_known_state", scene_paid,
	  "UPDATE booking SET state = 'odd'", list_bookings, DAMAGE },
	{ "a_booking_of_no_known_channel", scene_paid, "UPDATE booking SET channel = 'odd'",
	  look_at_booking, DAMAGE },
	{ "a_booking_of_no_known_cause", scene_paid, "UPDATE booking SET cause = 'odd'",
	  look_at_booking, DAMAGE },
	{ "a_booking_of_no_known_number", scene_paid, "UPDATE slot SET kind = 'odd'",
	  look_at_booking, DAMAGE },
	{ "a_booking_in_a_session_of_no_known_state", scene_paid,
	  "UPDATE session SET state = 'odd'", look_at_booking, DAMAGE },
	{ "a_booking_in_no_known_part_of_the_day", scene_paid, "UPDATE session SET period = 'odd'",
	  look_at_booking, DAMAGE },
	{ "a_booking_on_a_day_that_is_none", scene_paid, "UPDATE session SET date = '2026-13-01'",
	  look_at_booking, DAMAGE },
	{ "a_booking_paid_by_no_known_method", scene_paid, "UPDATE ledger SET method = 'odd'",
	  look_at_booking, DAMAGE },
	{ "a_booking_with_a_refund_in_no_known_state", scene_requested,
	  "UPDATE refund SET state = 'odd'", look_at_booking, DAMAGE },
	{ "a_booking_refunded_by_no_known_method", scene_requested,
	  "UPDATE ledger SET method = 'odd' WHERE kind = 'refund'", look_at_booking, DAMAGE },
	{ "a_refund_in_no_known_state", scene_requested, "UPDATE refund SET state = 'odd'",
	  list_refunds, DAMAGE },
	{ "a_refund_by_no_known_method", scene_requested,
	  "UPDATE ledger SET method = 'odd' WHERE kind = 'refund'", list_refunds, DAMAGE },
	{ "a_payment_to_be_refunded_by_no_known_method", scene_paid,
	  "UPDATE ledger SET method = 'odd'", refund_the_payment, DAMAGE },
	{ "a_days_money_by_no_known_method", scene_paid, "UPDATE ledger SET method = 'odd'",
	  add_up_day, DAMAGE },
	{ "numbers_of_which_one_is_of_no_known_kind", scene_paid,
	  "UPDATE slot SET kind = 'odd' WHERE number = 3", list_slots, DAMAGE },
	{ "a_session_in_no_known_state", scene_paid, "UPDATE session SET state = 'odd'",
	  look_at_session, DAMAGE },
	{ "a_session_on_a_day_that_is_none", scene_paid, "UPDATE session SET date = '2026-13-01'",
	  look_at_session, DAMAGE },
	{ "a_ban_that_ends_on_no_day", scene_banned, "UPDATE ban SET until_date = '2026-13-01'",
	  list_bans, DAMAGE },
	{ "a_ban_that_starts_on_no_day", scene_banned, "UPDATE ban SET from_date = '2026-13-01'",
	  list_bans, DAMAGE },
	{ "how_far_a_person_with_such_a_ban_has_come", scene_banned,
	  "UPDATE ban SET until_date = '2026-13-01'", how_far, DAMAGE },
	{ "how_far_a_person_has_come_with_a_ban_lifted_on_no_day", scene_banned,
	  "UPDATE ban SET ended_date = '2026-13-01', ended_how = 'lifted'", how_far, DAMAGE },
	{ "how_far_a_person_has_come_with_a_no_show_on_no_day", scene_banned,
	  "UPDATE no_show SET date = '2026-13-01'", how_far, DAMAGE },
	{ "a_no_show_of_no_known_channel", scene_banned, "UPDATE no_show SET channel = 'odd'",
	  list_no_shows, DAMAGE },
	{ "a_no_show_in_no_known_part_of_the_day", scene_banned,
	  "UPDATE session SET period = 'odd'", list_no_shows, DAMAGE },
	{ "a_no_show_whose_row_is_gone_is_not_withdrawn", scene_banned, "DELETE FROM no_show",
	  withdraw, STATUS_CHANGED_ELSEWHERE },
	{ "a_ticket_of_no_known_channel", scene_checked_in, "UPDATE booking SET channel = 'odd'",
	  list_queue, DAMAGE },
	{ "an_outcome_that_is_none", scene_suspended, "UPDATE affected SET outcome = 'odd'",
	  list_affected, DAMAGE },
	{ "a_patient_with_no_known_document", scene_paid, "UPDATE patient SET id_type = 'odd'",
	  look_at_person, DAMAGE },
	{ "a_patient_of_no_known_sex", scene_paid, "UPDATE patient SET sex = 'odd'", look_at_person,
	  DAMAGE },
	{ "a_patient_born_on_no_day", scene_paid, "UPDATE patient SET birth_date = '1990-13-01'",
	  look_at_person, DAMAGE },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void is_reported(void **state)
{
	const struct spoiled *spoiled = *state;

	assert_true(past_guards(store_path(scene.desk->store), spoiled->sql) > 0);
	visit_refused(scene.desk, spoiled->look(), spoiled->found, NULL);
	assert_true(scene.desk->problem.message[0] != '\0');
}

static int set_up(void **state)
{
	const struct spoiled *spoiled = *state;

	scene.desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
	spoiled->arrange();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(scene.desk);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[CASES];
	struct spoiled copies[CASES];

	for (size_t i = 0; i < CASES; i++) {
		copies[i] = cases[i];
		tests[i] = (struct CMUnitTest){ cases[i].rule, is_reported, set_up, tear_down,
						&copies[i] };
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
