/* Taking back the last own action at a counter: what can be, and what stands in the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/day/undo.h"
#include "visit.h"

enum { PEOPLE = 3 };

struct scene {
	struct desk *desk;
	struct session session;
	struct booking booking[PEOPLE + 1]; /* of numbers 1.. */
};

/* A morning whose people booked the day before; it is 07:30 on the day. */
static int setup(void **state)
{
	static struct scene scene;
	struct desk *desk = fixture_open(FIXTURE_DAY - 1, FIXTURE_AT(9, 0));

	scene.desk = desk;
	fixture_doctor(desk, VISIT_DOCTOR, VISIT_FEE_FEN);
	scene.session = fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY, PERIOD_AM, PEOPLE, 0);
	for (int i = 1; i <= PEOPLE; i++)
		scene.booking[i] = visit_book_unpaid(desk, scene.session.id, i);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 30));
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	visit_check(scene->desk);
	fixture_close(scene->desk);
	return 0;
}

/* Takes back the last own action. */
static struct booking undo(struct desk *desk)
{
	struct undo look;
	struct booking booking;

	fixture_must(desk, undo_look(desk, &look));
	fixture_must(desk, undo_last(desk, look.seq, &booking));
	assert_int_equal(booking.id, look.booking.id);
	return booking;
}

static void blocked(struct desk *desk, enum status expected, const char *words)
{
	struct undo look;

	visit_refused(desk, undo_look(desk, &look), expected, words);
}

static void a_check_in_is_taken_back_and_can_be_made_again(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	fixture_must(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.state, BOOKING_BOOKED);
	assert_int_equal(booking.ticket_state, TICKET_NONE);
	fixture_must(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking));
	assert_int_equal(booking.ticket_state, TICKET_WAITING);
}

static void a_call_is_taken_back_to_the_same_place(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	for (int i = 1; i <= 2; i++)
		fixture_must(scene->desk,
			     queue_check_in(scene->desk, scene->booking[i].id, &booking));
	fixture_must(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.number, 1);
	assert_int_equal(booking.ticket_state, TICKET_WAITING);
	fixture_must(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking));
	assert_int_equal(booking.number, 1);
}

static void a_missed_call_and_a_finish_are_taken_back_to_called(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	fixture_must(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking));
	fixture_must(scene->desk, queue_call_next(scene->desk, scene->session.id, &booking));
	fixture_must(scene->desk, queue_miss(scene->desk, booking.id, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.ticket_state, TICKET_CALLED);
	fixture_must(scene->desk, queue_finish(scene->desk, booking.id, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.ticket_state, TICKET_CALLED);
	assert_int_equal(booking.state, BOOKING_CHECKED_IN);
	fixture_must(scene->desk, queue_miss(scene->desk, booking.id, &booking));
	fixture_must(scene->desk, queue_check_in(scene->desk, booking.id, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.ticket_state, TICKET_MISSED);
}

static void a_booking_is_taken_back_with_its_payment_even_on_the_day(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct session evening = fixture_session(desk, VISIT_DOCTOR, FIXTURE_DAY, PERIOD_PM, 2, 0);
	struct booking booking = visit_book(desk, evening.id, 7, CHANNEL_COUNTER);
	struct undo look;

	fixture_must(desk, undo_look(desk, &look));
	assert_int_equal(look.back_fen, VISIT_FEE_FEN);
	booking = undo(desk);
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(booking.refund_state, REFUND_DONE);
	assert_int_equal(booking.refund_method, METHOD_CASH);
	blocked(desk, STATUS_WRONG_STATE, "nothing more can be undone");
}

static void a_cancellation_without_money_is_taken_back_with_its_number(void **state)
{
	struct scene *scene = *state;
	const struct cancel_wish wish = { .id = scene->booking[2].id, .channel = CHANNEL_COUNTER };
	struct booking booking;

	fixture_must(scene->desk, booking_cancel(scene->desk, &wish, &booking));
	booking = undo(scene->desk);
	assert_int_equal(booking.state, BOOKING_BOOKED);
	assert_int_equal(booking.cause, CAUSE_NONE);
	assert_int_equal(booking.number, 2);
}

static void a_number_sold_again_keeps_the_cancellation(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct desk *second = fixture_second(desk);
	const struct cancel_wish wish = { .id = scene->booking[2].id, .channel = CHANNEL_COUNTER };
	struct booking booking;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	booking = visit_book_unpaid(second, scene->session.id, 9);
	assert_int_equal(booking.number, 2);
	blocked(desk, STATUS_WRONG_STATE, "Number 2 has been sold again");
	fixture_close(second);
}

static void a_cancellation_of_somebody_who_waited_stands(void **state)
{
	struct scene *scene = *state;
	const struct cancel_wish wish = { .id = scene->booking[1].id, .channel = CHANNEL_COUNTER };
	struct booking booking;

	fixture_must(scene->desk, queue_check_in(scene->desk, wish.id, &booking));
	fixture_must(scene->desk, booking_cancel(scene->desk, &wish, &booking));
	blocked(scene->desk, STATUS_WRONG_STATE, "the place in the queue is lost");
}

static void a_payment_is_given_back_by_cancelling_only(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	fixture_must(scene->desk,
		     booking_pay(scene->desk, scene->booking[1].id, METHOD_CASH, NULL, &booking));
	blocked(scene->desk, STATUS_WRONG_STATE, "cancel the booking to return it");
}

static void an_outcome_is_taken_back_until_money_or_a_ban_follows(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct booking booking, paid;

	paid = visit_book(desk, visit_session(desk, FIXTURE_DAY, PERIOD_PM).id, 8, CHANNEL_COUNTER);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, booking_resolve(desk, scene->booking[1].id, RESOLVE_NO_SHOW, "",
					   &booking, NULL, NULL));
	booking = undo(desk);
	assert_int_equal(booking.state, BOOKING_BOOKED);
	fixture_must(desk, booking_resolve(desk, scene->booking[1].id, RESOLVE_EXCUSED, "",
					   &booking, NULL, NULL));
	booking = undo(desk);
	assert_int_equal(booking.state, BOOKING_BOOKED);
	fixture_must(desk,
		     booking_resolve(desk, paid.id, RESOLVE_CLINIC, "", &booking, NULL, NULL));
	blocked(desk, STATUS_WRONG_STATE, "is under way");
}

static void only_ones_own_last_action_of_today_counts(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct desk *second = fixture_second(desk);
	struct booking booking;
	struct undo look;

	blocked(second, STATUS_NOT_FOUND, "Nothing that could be undone was done recently");
	blocked(desk, STATUS_TOO_LATE, "only today's actions");
	fixture_must(desk, queue_check_in(desk, scene->booking[1].id, &booking));
	blocked(second, STATUS_NOT_FOUND, NULL);
	fixture_must(second, queue_call_next(second, scene->session.id, &booking));
	blocked(desk, STATUS_WRONG_STATE, "Something else has happened");
	fixture_must(second, undo_look(second, &look));
	fixture_must(second, queue_miss(second, booking.id, &booking));
	visit_refused(second, undo_last(second, look.seq, &booking), STATUS_CHANGED_ELSEWHERE,
		      "look again");
	fixture_close(second);
}

static void an_undo_is_not_undone(void **state)
{
	struct scene *scene = *state;
	struct booking booking;

	fixture_must(scene->desk, queue_check_in(scene->desk, scene->booking[1].id, &booking));
	undo(scene->desk);
	blocked(scene->desk, STATUS_WRONG_STATE, "undone");
}

static void nothing_of_a_suspended_session_is_undone(void **state)
{
	struct scene *scene = *state;
	struct desk *desk = scene->desk;
	struct desk *second = fixture_second(desk);
	const struct cancel_wish wish = { .id = scene->booking[2].id, .channel = CHANNEL_COUNTER };
	struct suspension suspension;
	struct booking booking;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
	fixture_must(second, session_suspend(second, scene->session.id, "ill", &suspension));
	blocked(desk, STATUS_WRONG_STATE, "suspended or closed");
	fixture_close(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		T(a_check_in_is_taken_back_and_can_be_made_again),
		T(a_call_is_taken_back_to_the_same_place),
		T(a_missed_call_and_a_finish_are_taken_back_to_called),
		T(a_booking_is_taken_back_with_its_payment_even_on_the_day),
		T(a_cancellation_without_money_is_taken_back_with_its_number),
		T(a_number_sold_again_keeps_the_cancellation),
		T(a_cancellation_of_somebody_who_waited_stands),
		T(a_payment_is_given_back_by_cancelling_only),
		T(an_outcome_is_taken_back_until_money_or_a_ban_follows),
		T(only_ones_own_last_action_of_today_counts),
		T(an_undo_is_not_undone),
		T(nothing_of_a_suspended_session_is_undone),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
