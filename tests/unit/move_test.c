/* Moving a booking to another session: the number, the money, the limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/move.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "desk/online/order.h"
#include "visit.h"

/* Doctors of the same department whose fee is higher, and lower, than that of a visit. */
#define DEAR "D5"
#define CHEAP "D6"
enum { DEAR_FEN = 4000, CHEAP_FEN = 500 };

static int setup(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));

	fixture_doctor(desk, DEAR, DEAR_FEN);
	fixture_doctor(desk, CHEAP, CHEAP_FEN);
	*state = desk;
	return 0;
}

static int teardown(void **state)
{
	visit_check(*state);
	fixture_close(*state);
	return 0;
}

static struct moved move(struct desk *desk, int64_t id, int64_t session_id)
{
	const struct move_wish wish = { .id = id, .session_id = session_id };
	struct moved moved;

	fixture_must(desk, booking_move(desk, &wish, &moved));
	return moved;
}

static void not_moved(struct desk *desk, int64_t id, int64_t session_id, enum status expected,
		      const char *words)
{
	const struct move_wish wish = { .id = id, .session_id = session_id };
	const int64_t before = fixture_last_event(desk);
	struct moved moved;

	visit_refused(desk, booking_move(desk, &wish, &moved), expected, words);
	assert_int_equal(fixture_last_event(desk), before);
}

static struct day_money money_today(struct desk *desk)
{
	struct day_money money;
	char day[DAY_TEXT_SIZE];

	fixture_must(desk, ledger_day(desk, day_format(desk_today(desk), day), &money));
	return money;
}

static void the_new_number_is_taken_the_old_one_freed_and_no_money_moves(void **state)
{
	struct desk *desk = *state;
	struct session monday = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session tuesday = visit_session(desk, FIXTURE_DAY + 2, PERIOD_PM);
	struct booking booking = visit_book(desk, monday.id, 1, CHANNEL_COUNTER);
	struct day_money before = money_today(desk), after;
	struct moved moved = move(desk, booking.id, tuesday.id);

	assert_int_equal(moved.along_fen, VISIT_FEE_FEN);
	assert_int_equal(moved.back_fen, 0);
	assert_int_equal(moved.due_fen, 0);
	assert_int_equal(moved.to.session_id, tuesday.id);
	assert_int_equal(moved.to.state, BOOKING_BOOKED);
	assert_int_equal(moved.to.paid_fen, VISIT_FEE_FEN);
	assert_int_equal(booking_charge_state(&moved.to), CHARGE_PAID);
	assert_int_equal(moved.from.id, booking.id);
	assert_int_equal(moved.from.state, BOOKING_CANCELLED);
	assert_int_equal(moved.from.cause, CAUSE_MOVED);
	assert_int_equal(moved.from.moved_to, moved.to.id);
	assert_int_equal(moved.from.paid_fen, 0);
	assert_int_equal(moved.from.refund_state, REFUND_NONE);
	after = money_today(desk);
	assert_memory_equal(&after, &before, sizeof(after));
	/* The number that it had is for sale again. */
	assert_int_equal(visit_book(desk, monday.id, 2, CHANNEL_COUNTER).number, booking.number);
	/* What went along is given back as it was paid, once. */
	fixture_must(desk, booking_cancel(desk,
					  &(struct cancel_wish){ .id = moved.to.id,
								 .channel = CHANNEL_COUNTER },
					  &booking));
	assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(booking.refund_method, METHOD_CASH);
	assert_int_equal(booking.refund_state, REFUND_DONE);
}

static void a_higher_fee_is_collected_and_each_payment_goes_back_its_own_way(void **state)
{
	struct desk *desk = *state;
	struct session dear = fixture_session(desk, DEAR, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking booking = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	const struct move_wish wish = {
		.id = booking.id, .session_id = dear.id, .pay = true, .method = METHOD_CARD
	};
	const struct cancel_wish cancel = { .channel = CHANNEL_COUNTER };
	struct cancel_wish last = cancel;
	struct refund *refunds;
	struct moved moved;
	size_t count;

	fixture_must(desk, booking_move(desk, &wish, &moved));
	assert_int_equal(moved.along_fen, VISIT_FEE_FEN);
	assert_int_equal(moved.due_fen, DEAR_FEN - VISIT_FEE_FEN);
	assert_int_equal(moved.to.paid_fen, DEAR_FEN);
	last.id = moved.to.id;
	fixture_must(desk, booking_cancel(desk, &last, &booking));
	assert_int_equal(booking.refund_fen, DEAR_FEN);
	fixture_must(desk, refund_list_of(desk, booking.id, &refunds, &count));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(refunds[i].fen, refunds[i].method == METHOD_CASH
							 ? VISIT_FEE_FEN
							 : DEAR_FEN - VISIT_FEE_FEN);
	free(refunds);
}

static void what_is_missing_is_owed_until_it_is_paid(void **state)
{
	struct desk *desk = *state;
	struct session dear = fixture_session(desk, DEAR, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking booking = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	struct moved moved = move(desk, booking.id, dear.id);
	const int64_t received_fen = money_today(desk).payments_fen;

	assert_int_equal(moved.to.paid_fen, VISIT_FEE_FEN);
	assert_int_equal(booking_charge_state(&moved.to), CHARGE_OWED);
	fixture_must(desk, booking_pay(desk, moved.to.id, METHOD_CASH, NULL, &booking));
	assert_int_equal(booking.paid_fen, DEAR_FEN);
	assert_int_equal(money_today(desk).payments_fen, received_fen + DEAR_FEN - VISIT_FEE_FEN);
	visit_refused(desk, booking_pay(desk, moved.to.id, METHOD_CASH, NULL, &booking),
		      STATUS_ALREADY_PAID, NULL);
}

static void the_rest_of_a_lower_fee_goes_back_by_the_rule_of_cancelling(void **state)
{
	struct desk *desk = *state;
	struct session cheap = fixture_session(desk, CHEAP, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking early = visit_book(desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id,
					  1, CHANNEL_COUNTER);
	struct booking late = visit_book(desk, visit_session(desk, FIXTURE_DAY, PERIOD_AM).id, 2,
					 CHANNEL_COUNTER);
	struct moved moved = move(desk, early.id, cheap.id);

	assert_int_equal(moved.back_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(moved.from.refund_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(moved.from.refund_state, REFUND_DONE);
	assert_int_equal(moved.to.paid_fen, CHEAP_FEN);
	/* On the visit date it is a late one: by default nothing goes back. */
	moved = move(desk, late.id, cheap.id);
	assert_int_equal(moved.back_fen, 0);
	assert_int_equal(moved.from.paid_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(moved.from.cause, CAUSE_MOVED);
	assert_int_equal(moved.to.paid_fen, CHEAP_FEN);
}

static void an_unpaid_booking_stays_unpaid_or_is_paid_with_the_move(void **state)
{
	struct desk *desk = *state;
	struct session from = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session to = visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM);
	struct booking booking = visit_book_unpaid(desk, from.id, 1);
	struct move_wish wish = { .session_id = to.id, .pay = true, .method = METHOD_CASH };
	struct moved moved = move(desk, booking.id, to.id);

	assert_int_equal(moved.to.paid_fen, 0);
	assert_int_equal(booking_charge_state(&moved.from), CHARGE_VOID);
	wish.id = visit_book_unpaid(desk, from.id, 2).id;
	fixture_must(desk, booking_move(desk, &wish, &moved));
	assert_int_equal(moved.to.paid_fen, VISIT_FEE_FEN);
}

static void the_limits_count_except_against_the_booking_itself(void **state)
{
	struct desk *desk = *state;
	struct session am = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session pm = visit_session(desk, FIXTURE_DAY + 1, PERIOD_PM);
	struct session one = fixture_session(desk, CHEAP, FIXTURE_DAY + 2, PERIOD_AM, 1, 0);
	struct session other = fixture_session(desk, DEAR, FIXTURE_DAY + 2, PERIOD_PM, 1, 0);
	struct booking first = visit_book(desk, am.id, 1, CHANNEL_COUNTER);
	struct booking second = visit_book(desk, other.id, 2, CHANNEL_COUNTER);

	not_moved(desk, first.id, am.id, STATUS_BAD_VALUE, "in this session already");
	/* One per department and day: the other half of the same day is no second one. */
	first = move(desk, first.id, pm.id).to;
	assert_int_equal(visit_book(desk, one.id, 1, CHANNEL_COUNTER).number, 1);
	/* But a second one of another day is. */
	not_moved(desk, first.id, other.id, STATUS_DUPLICATE_PERSON, "the limit is 1");
	/* And what is full is full. */
	not_moved(desk, second.id, one.id, STATUS_QUOTA_FULL, "sold out");
	assert_int_equal(visit_look(desk, second.id).state, BOOKING_BOOKED);
}

static void who_was_called_or_whose_session_is_over_is_not_moved(void **state)
{
	struct desk *desk = *state;
	struct session today = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session to = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct booking called = visit_book(desk, today.id, 1, CHANNEL_COUNTER);
	struct booking waiting = visit_book(desk, today.id, 2, CHANNEL_COUNTER);
	struct booking absent = visit_book(desk, today.id, 3, CHANNEL_COUNTER);
	struct moved moved;

	fixture_must(desk, queue_check_in(desk, called.id, &called));
	fixture_must(desk, queue_check_in(desk, waiting.id, &waiting));
	fixture_must(desk, queue_call_next(desk, today.id, &called));
	not_moved(desk, called.id, to.id, STATUS_TOO_LATE, "already been called");
	moved = move(desk, waiting.id, to.id);
	assert_int_equal(moved.from.ticket_state, TICKET_VOID);
	not_moved(desk, waiting.id, visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM).id,
		  STATUS_WRONG_STATE, "took its place");
	fixture_must(desk, queue_finish(desk, called.id, &called));
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	not_moved(desk, absent.id, to.id, STATUS_TOO_LATE, "record the outcome");
	not_moved(desk, called.id, to.id, STATUS_WRONG_STATE, "cannot be moved");
}

static void the_same_key_moves_once(void **state)
{
	struct desk *desk = *state;
	struct session to = fixture_session(desk, DEAR, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking booking = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	const struct move_wish wish = { .id = booking.id, .session_id = to.id, .idem = idem_new() };
	struct moved first, again;
	int64_t last;

	fixture_must(desk, booking_move(desk, &wish, &first));
	last = fixture_last_event(desk);
	fixture_must(desk, booking_move(desk, &wish, &again));
	assert_int_equal(fixture_last_event(desk), last);
	assert_int_equal(again.to.id, first.to.id);
	assert_int_equal(again.along_fen, first.along_fen);
	assert_int_equal(again.due_fen, first.due_fen);
}

static void the_terms_are_those_of_moving_and_change_nothing(void **state)
{
	struct desk *desk = *state;
	struct session to = fixture_session(desk, CHEAP, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking booking = visit_book(
		desk, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id, 1, CHANNEL_COUNTER);
	const struct move_wish wish = { .id = booking.id, .session_id = to.id };
	const int64_t last = fixture_last_event(desk);
	struct moved terms;

	fixture_must(desk, booking_move_terms(desk, &wish, &terms));
	assert_int_equal(fixture_last_event(desk), last);
	assert_int_equal(terms.back_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(terms.to.number, 1);
	assert_int_equal(visit_look(desk, booking.id).state, BOOKING_BOOKED);
}

static void an_order(struct online_order *order, enum online_action action)
{
	*order = (struct online_order){ .order_no = "WX1",
					.action = action,
					.doctor_code = VISIT_DOCTOR,
					.day = FIXTURE_DAY + 1,
					.period = PERIOD_AM,
					.paid = true,
					.paid_fen = VISIT_FEE_FEN,
					.transaction_id = "T1",
					.ordered_ms = clock_instant(FIXTURE_DAY,
								    FIXTURE_AT(6, 30)) };
	fixture_person(1, order->name, order->id_number, order->phone);
}

static void an_online_order_leads_to_the_number_that_the_counter_gave_instead(void **state)
{
	struct desk *desk = *state;
	struct session from = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session to = visit_session(desk, FIXTURE_DAY + 3, PERIOD_AM);
	struct online_order order;
	struct online_answer answer;
	struct booking booking;
	struct moved moved;

	an_order(&order, ONLINE_BOOK);
	fixture_must(desk, online_order_take(desk, &order, &answer));
	assert_int_equal(fixture_look(desk, from.id).online.sold, 1);
	moved = move(desk, answer.booking_id, to.id);
	assert_int_equal(moved.to.channel, CHANNEL_COUNTER);
	assert_int_equal(moved.to.slot_kind, SLOT_COUNTER);
	assert_int_equal(fixture_look(desk, from.id).online.sold, 0);
	assert_int_equal(fixture_look(desk, to.id).online.sold, 0);
	assert_int_equal(fixture_look(desk, to.id).counter.sold, 1);
	moved = move(desk, moved.to.id, visit_session(desk, FIXTURE_DAY + 4, PERIOD_AM).id);
	fixture_must(desk, booking_by_order(desk, "WX1", &booking));
	assert_int_equal(booking.id, moved.to.id);
	/* Cancelled online, the money goes back to where it came from. */
	an_order(&order, ONLINE_CANCEL);
	fixture_must(desk, online_order_take(desk, &order, &answer));
	assert_int_equal(answer.result, ONLINE_CANCELLED);
	assert_int_equal(answer.booking_id, moved.to.id);
	booking = visit_look(desk, moved.to.id);
	assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
	assert_int_equal(booking.refund_method, METHOD_WECHAT);
	assert_int_equal(booking.refund_state, REFUND_REQUESTED);
}

static void the_affected_are_moved_with_the_refund_that_was_only_requested(void **state)
{
	struct desk *desk = *state;
	struct session from = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session to = fixture_session(desk, CHEAP, FIXTURE_DAY + 2, PERIOD_AM, 4, 0);
	struct booking first = visit_book(desk, from.id, 1, CHANNEL_COUNTER);
	struct booking second = visit_book(desk, from.id, 2, CHANNEL_COUNTER);
	struct suspension suspension;
	struct refund *due, refund;
	struct affected *rows;
	struct moved moved;
	size_t count;

	fixture_must(desk, session_suspend(desk, from.id, "ill", &suspension));
	moved = move(desk, first.id, to.id);
	assert_int_equal(moved.along_fen, CHEAP_FEN);
	/* The clinic's fault: the rest goes back in full, and nobody stands there to take it. */
	assert_int_equal(moved.back_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(moved.from.cause, CAUSE_CLINIC);
	assert_int_equal(moved.from.refund_fen, VISIT_FEE_FEN - CHEAP_FEN);
	assert_int_equal(moved.from.refund_state, REFUND_REQUESTED);
	fixture_must(desk, affected_list(desk, from.id, &rows, &count));
	/* Who is done stands last. */
	assert_int_equal(rows[0].outcome, OUTCOME_NONE);
	assert_int_equal(rows[1].outcome, OUTCOME_MOVED);
	assert_int_equal(rows[1].moved_to, moved.to.id);
	free(rows);
	/* A refund that is on its way does not come along: the fee is owed again. */
	fixture_must(desk, refund_list_of(desk, second.id, &due, &count));
	fixture_must(desk, refund_step(desk, due[0].id, REFUND_SUBMITTED, NULL, &refund));
	free(due);
	moved = move(desk, second.id, to.id);
	assert_int_equal(moved.along_fen, 0);
	assert_int_equal(moved.due_fen, CHEAP_FEN);
	assert_int_equal(moved.from.refund_state, REFUND_SUBMITTED);
	assert_int_equal(booking_charge_state(&moved.to), CHARGE_OWED);
}

static void the_doctors_next_session_is_proposed_else_the_departments(void **state)
{
	enum { NOW = 1000, DOCTOR = 7, DEPARTMENT = 3 };
	const struct affected person = { .doctor_id = DOCTOR, .department_id = DEPARTMENT };
	struct session sessions[] = {
		/* Begun, full, suspended, of another department. */
		{ .id = 1,
		  .doctor_id = DOCTOR,
		  .department_id = DEPARTMENT,
		  .start_ms = NOW,
		  .counter = { .free = 4 } },
		{ .id = 2, .doctor_id = DOCTOR, .department_id = DEPARTMENT, .start_ms = 2000 },
		{ .id = 3,
		  .doctor_id = DOCTOR,
		  .department_id = DEPARTMENT,
		  .start_ms = 2000,
		  .counter = { .free = 4 },
		  .state = SESSION_SUSPENDED },
		{ .id = 4,
		  .doctor_id = 8,
		  .department_id = 9,
		  .start_ms = 2000,
		  .counter = { .free = 4 } },
		{ .id = 5,
		  .doctor_id = 8,
		  .department_id = DEPARTMENT,
		  .start_ms = 3000,
		  .counter = { .free = 1 } },
		{ .id = 6,
		  .doctor_id = DOCTOR,
		  .department_id = DEPARTMENT,
		  .start_ms = 4000,
		  .counter = { .free = 1 } },
	};

	(void)state;
	assert_int_equal(move_propose(&person, sessions, 6, NOW)->id, 6);
	assert_int_equal(move_propose(&person, sessions, 5, NOW)->id, 5);
	assert_null(move_propose(&person, sessions, 4, NOW));
}

static void a_move_is_neither_a_no_show_nor_a_late_cancellation(void **state)
{
	struct desk *desk = *state;
	struct booking booking = visit_book(desk, visit_session(desk, FIXTURE_DAY, PERIOD_AM).id, 1,
					    CHANNEL_ONLINE);
	struct booking *unresolved;
	size_t count;

	move(desk, booking.id, visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM).id);
	assert_int_equal(visit_look(desk, booking.id).cause, CAUSE_MOVED);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, unresolved_list(desk, DAY_NONE, &unresolved, &count));
	assert_int_equal(count, 0);
	free(unresolved);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(the_new_number_is_taken_the_old_one_freed_and_no_money_moves),
		AT_THE_DESK(a_higher_fee_is_collected_and_each_payment_goes_back_its_own_way),
		AT_THE_DESK(what_is_missing_is_owed_until_it_is_paid),
		AT_THE_DESK(the_rest_of_a_lower_fee_goes_back_by_the_rule_of_cancelling),
		AT_THE_DESK(an_unpaid_booking_stays_unpaid_or_is_paid_with_the_move),
		AT_THE_DESK(the_limits_count_except_against_the_booking_itself),
		AT_THE_DESK(who_was_called_or_whose_session_is_over_is_not_moved),
		AT_THE_DESK(the_same_key_moves_once),
		AT_THE_DESK(the_terms_are_those_of_moving_and_change_nothing),
		AT_THE_DESK(an_online_order_leads_to_the_number_that_the_counter_gave_instead),
		AT_THE_DESK(the_affected_are_moved_with_the_refund_that_was_only_requested),
		cmocka_unit_test(the_doctors_next_session_is_proposed_else_the_departments),
		AT_THE_DESK(a_move_is_neither_a_no_show_nor_a_late_cancellation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
