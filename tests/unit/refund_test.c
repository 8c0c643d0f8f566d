/* What a refund carries, where it may go from each state, and what ends with a sentence of its own.
 */
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "desk/money/refund.h"
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = FIXTURE_DAY };

static int set_up(void **state)
{
	(void)state;
	scene.desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(scene.desk);
	return 0;
}

static struct refund look(int64_t id)
{
	struct refund refund;

	fixture_must(scene.desk, refund_get(scene.desk, id, &refund));
	return refund;
}

static void a_refund_says_whom_to_call_and_what_it_is_of(void **state)
{
	struct refund refund;

	(void)state;
	scene_requested();
	refund = look(scene.refund.id);
	assert_int_equal(refund.booking_id, scene.booking.id);
	assert_int_equal(refund.payment_id, scene.booking.payment_id);
	assert_int_equal(refund.fen, VISIT_FEE_FEN);
	assert_int_equal(refund.method, METHOD_WECHAT);
	assert_int_equal(refund.state, REFUND_REQUESTED);
	assert_int_equal(refund.settlement_id, 0);
	assert_int_equal(refund.at_ms, desk_now_ms(scene.desk));
	assert_true(refund.seq > 0);
	assert_string_equal(refund.order_no, scene.booking.order_no);
	assert_string_equal(refund.business_day, "2026-11-23");
	assert_string_equal(refund.patient, scene.person.name);
	assert_string_equal(refund.phone, scene.person.phone);
	assert_string_equal(refund.reason, "");
}

static void a_settled_refund_names_its_settlement_which_is_its_own_receipt(void **state)
{
	struct refund refund;

	(void)state;
	scene_submitted();
	fixture_must(scene.desk,
		     refund_step(scene.desk, scene.refund.id, REFUND_SUCCEEDED, NULL, &refund));
	assert_int_equal(refund.state, REFUND_SUCCEEDED);
	assert_int_equal(refund.settlement_id, refund.id + 1);
	assert_int_equal(look(refund.id).settlement_id, refund.id + 1);
}

/* requested -> submitted -> succeeded or failed; failed -> submitted again. */
static void a_refund_goes_only_where_its_state_leads(void **state)
{
	static const struct {
		enum refund_state from[3]; /* the way there, to REFUND_NONE */
		bool leads[REFUND_FAILED + 1];
	} ways[] = {
		{ { REFUND_NONE }, { [REFUND_SUBMITTED] = true } },
		{ { REFUND_SUBMITTED }, { [REFUND_SUCCEEDED] = true, [REFUND_FAILED] = true } },
		{ { REFUND_SUBMITTED, REFUND_FAILED }, { [REFUND_SUBMITTED] = true } },
		{ { REFUND_SUBMITTED, REFUND_SUCCEEDED }, { false } },
	};
	struct refund refund;

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		for (enum refund_state to = REFUND_NONE; to <= REFUND_FAILED; to++) {
			enum status status;

			fixture_close(scene.desk);
			scene.desk = fixture_open(TODAY, FIXTURE_AT(7, 0));
			scene_requested();
			for (int k = 0; ways[i].from[k] != REFUND_NONE; k++)
				fixture_must(scene.desk,
					     refund_step(scene.desk, scene.refund.id,
							 ways[i].from[k], NULL, &refund));
			status = refund_step(scene.desk, scene.refund.id, to, NULL, &refund);
			if (ways[i].leads[to]) {
				fixture_must(scene.desk, status);
				assert_int_equal(look(scene.refund.id).state, to);
			} else {
				visit_refused(scene.desk, status, STATUS_WRONG_STATE,
					      "cannot become");
			}
		}
	}
}

static void a_step_asked_for_twice_with_one_key_is_made_once(void **state)
{
	const struct idem key = idem_new();
	struct refund first, again;

	(void)state;
	scene_requested();
	fixture_must(scene.desk,
		     refund_step(scene.desk, scene.refund.id, REFUND_SUBMITTED, &key, &first));
	fixture_must(scene.desk,
		     refund_step(scene.desk, scene.refund.id, REFUND_SUBMITTED, &key, &again));
	assert_int_equal(again.id, first.id);
	assert_int_equal(again.seq, first.seq);
}

/* Nobody stands at the counter of an online order, and only cash and cards go back there. */
static void only_money_of_the_drawer_goes_back_over_the_counter_at_once(void **state)
{
	static const struct {
		enum channel channel;
		enum method method;
		enum refund_state state;
	} cases[] = {
		{ CHANNEL_COUNTER, METHOD_CASH, REFUND_DONE },
		{ CHANNEL_COUNTER, METHOD_CARD, REFUND_DONE },
		{ CHANNEL_COUNTER, METHOD_ALIPAY, REFUND_REQUESTED },
		{ CHANNEL_COUNTER, METHOD_INSURANCE, REFUND_REQUESTED },
		{ CHANNEL_ONLINE, METHOD_WECHAT, REFUND_REQUESTED },
		{ CHANNEL_ONLINE, METHOD_CARD, REFUND_REQUESTED },
	};
	struct booking booking;

	(void)state;
	for (int i = 0; i < (int)(sizeof(cases) / sizeof(cases[0])); i++) {
		struct booking_wish wish = { .channel = cases[i].channel,
					     .pay = true,
					     .method = cases[i].method,
					     .paid_fen = VISIT_FEE_FEN };

		fixture_clock(scene.desk, TODAY + i, FIXTURE_AT(7, 0));
		wish.session_id = visit_session(scene.desk, TODAY + i, PERIOD_AM).id;
		wish.patient_id = fixture_patient(scene.desk, i).id;
		if (wish.channel == CHANNEL_ONLINE)
			wish.order_no = cases[i].method == METHOD_CARD ? "A1" : "A2";
		fixture_must(scene.desk, booking_book(scene.desk, &wish, &booking));
		fixture_clock(scene.desk, TODAY + i, FIXTURE_AT(22, 0));
		fixture_must(scene.desk, booking_resolve(scene.desk, booking.id, RESOLVE_EXCUSED,
							 "", &booking, NULL, NULL));
		fixture_must(scene.desk,
			     booking_refund(scene.desk, booking.id, "没有看成", NULL, &booking));
		assert_int_equal(booking.refund_state, cases[i].state);
		assert_int_equal(booking.refund_method, cases[i].method);
		assert_int_equal(booking.refund_fen, VISIT_FEE_FEN);
		visit_refused(scene.desk,
			      booking_refund(scene.desk, booking.id, "再来", NULL, &booking),
			      STATUS_REFUND_TOO_LARGE, "Nothing of the payment");
	}
	visit_check(scene.desk);
}

static void a_running_booking_is_cancelled_and_not_only_refunded(void **state)
{
	struct booking booking;

	(void)state;
	scene_checked_in();
	visit_refused(scene.desk,
		      booking_refund(scene.desk, scene.booking.id, "理由", NULL, &booking),
		      STATUS_WRONG_STATE, "Cancel the booking to refund it");
}

static void no_more_is_refunded_than_was_paid_and_the_figures_are_named(void **state)
{
	struct refund_wish wish = { .fen = VISIT_FEE_FEN + 1, .at_once = true, .reason = "" };
	enum refund_state refunded;
	int64_t id;

	(void)state;
	scene_paid();
	wish.payment_id = scene.booking.payment_id;
	fixture_must(scene.desk, store_begin(scene.desk->store));
	visit_refused(scene.desk, ledger_refund(scene.desk, &wish, &id, &refunded),
		      STATUS_REFUND_TOO_LARGE,
		      "15.00 was paid, and 0.00 has already been refunded");
	store_rollback(scene.desk->store);
}

static void what_is_not_there_is_named(void **state)
{
	struct booking booking;
	struct refund refund;
	struct ban ban;

	(void)state;
	scene_morning();
	visit_refused(scene.desk, booking_get(scene.desk, 261123000017, &booking), STATUS_NOT_FOUND,
		      "no booking 261123000017");
	visit_refused(scene.desk, booking_by_order(scene.desk, "WX9", &booking), STATUS_NOT_FOUND,
		      "online order WX9");
	visit_refused(scene.desk, refund_get(scene.desk, 261123000001, &refund), STATUS_NOT_FOUND,
		      "receipt 261123-000001");
	visit_refused(scene.desk, ban_get(scene.desk, 7, &ban), STATUS_NOT_FOUND, "no such ban");
	visit_refused(scene.desk, ban_in_force(scene.desk, scene.person.id, TODAY, &ban),
		      STATUS_NOT_FOUND, "not banned on that day");
}

static void words_of_the_ledger_are_read_back_as_they_were_written(void **state)
{
	char receipt[RECEIPT_SIZE] = "x";
	enum refund_state refunded;
	enum method method;

	(void)state;
	for (int i = 0; i < METHOD_COUNT; i++) {
		assert_true(method_parse(method_name((enum method)i), &method));
		assert_int_equal(method, i);
		assert_true(method_word(method)[0] != '\0');
	}
	for (int i = REFUND_NONE; i <= REFUND_FAILED; i++) {
		assert_true(refund_state_parse(refund_state_name((enum refund_state)i), &refunded));
		assert_int_equal(refunded, i);
		assert_true(refund_state_word(refunded)[0] != '\0');
	}
	assert_false(method_parse("gold", &method));
	assert_false(refund_state_parse("lost", &refunded));
	assert_string_equal(receipt_format(0, receipt), "");
	assert_string_equal(receipt_format(261123000042, receipt), "261123-000042");
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(a_refund_says_whom_to_call_and_what_it_is_of),
		AT_THE_DESK(a_settled_refund_names_its_settlement_which_is_its_own_receipt),
		AT_THE_DESK(a_refund_goes_only_where_its_state_leads),
		AT_THE_DESK(a_step_asked_for_twice_with_one_key_is_made_once),
		AT_THE_DESK(only_money_of_the_drawer_goes_back_over_the_counter_at_once),
		AT_THE_DESK(a_running_booking_is_cancelled_and_not_only_refunded),
		AT_THE_DESK(no_more_is_refunded_than_was_paid_and_the_figures_are_named),
		AT_THE_DESK(what_is_not_there_is_named),
		cmocka_unit_test(words_of_the_ledger_are_read_back_as_they_were_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
