/* Bookings: finding, history, check-in, paying, cancelling with its refund, outcomes, refunds. */
#include <stdlib.h>

#include "desk/ban/ban.h"
#include "desk/booking/access.h"
#include "desk/booking/cancel.h"
#include "desk/booking/no_show.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;
static struct booking morning, tomorrow;

/* 张伟 this morning, paid in cash; 欧阳娜娜 tomorrow, paid by WeChat. */
static void fill(void)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct booking_wish wish = { .patient_id = clinic.ouyang,
				     .channel = CHANNEL_COUNTER,
				     .pay = true,
				     .method = METHOD_WECHAT };

	morning = clinic_book(&clinic.desk, session.id, clinic.zhang);
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "1001", CLINIC_DAY + 1, PERIOD_AM, &session));
	wish.session_id = session.id;
	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &tomorrow));
}

static struct clinic_start start = { &clinic, 80, 24, fill, "F4" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "F4" };
static struct clinic_start empty = { &clinic, 80, 24, NULL, "F4" };

/* Types a booking's number and looks at what it opens. */
static void find(struct harness *harness, const struct booking *booking)
{
	char keys[32];

	text_format(keys, sizeof(keys), "F7 '%lld' Enter", (long long)booking->id);
	harness_keys(harness, keys);
}

static void a_day_without_bookings_says_so(void **state)
{
	harness_golden(*state, "bookings/empty");
	harness_keys(*state, "Tab F6");
	harness_shows(*state, "no booking to do this with");
}

static void todays_bookings_are_listed(void **state)
{
	harness_golden(*state, "bookings/today");
}

static void a_wide_terminal_shows_more_of_each_booking(void **state)
{
	harness_golden(*state, "bookings/today-200");
}

static void a_typed_number_shows_the_booking_and_its_history(void **state)
{
	find(*state, &morning);
	harness_golden(*state, "booking/detail");
	harness_keys(*state, "Esc");
	harness_shows(*state, "1 booking found");
}

static void bookings_are_found_by_the_patient_s_name(void **state)
{
	harness_keys(*state, "'oynn' Enter");
	harness_shows(*state, "Tue 2026-11-24");
	harness_keys(*state, "Esc Esc 'nobody' Enter");
	harness_golden(*state, "bookings/not-found");
}

static void a_receipt_finds_its_booking_in_every_form_and_from_every_place(void **state)
{
	static const char *const from[] = { "F4", "F2", "Alt-1", "F3", "Alt-6", "Alt-9", "F5" };
	static const char *const typed[] = { "261123-000001", "261123000001",
					     "２６１１２３－０００００１" };

	for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		for (size_t k = 0; k < sizeof(typed) / sizeof(typed[0]); k++) {
			char keys[96];

			text_format(keys, sizeof(keys), "%s '%s' Enter", from[i], typed[k]);
			harness_keys(*state, keys);
			harness_shows(*state, "receipt 261123-000001");
			harness_keys(*state, "Esc Esc");
		}
	}
}

static void a_refund_s_number_finds_its_booking(void **state)
{
	struct cancel_wish wish = { .id = tomorrow.id, .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking;

	clinic_must(&clinic.desk, booking_cancel(&clinic.desk, &wish, &booking));
	harness_keys(*state, "'261123-000003' Enter");
	harness_shows(*state, "receipt 261123-000002; refund 50.00");
}

static void today_s_bookings_are_found_first(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1002", PERIOD_EVE);

	clinic_book(&clinic.desk, session.id, clinic.ouyang);
	harness_keys(*state, "'oynn'");
	harness_golden(*state, "bookings/today-first");
	harness_keys(*state, "Enter");
	harness_shows(*state, "Mon 2026-11-23, evening");
}

/* 阿依古丽 this morning, who pays later. */
static struct booking book_unpaid(void)
{
	struct booking_wish wish = { .session_id = morning.session_id,
				     .patient_id = clinic.aygul,
				     .channel = CHANNEL_COUNTER };
	struct booking booking;

	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	return booking;
}

static void unpaid_bookings_are_a_list_of_their_own(void **state)
{
	struct booking booking;

	harness_keys(*state, "Alt-u");
	harness_shows(*state, "Every booking is paid.");
	booking = book_unpaid();
	harness_keys(*state, "Alt-u Alt-u");
	harness_golden(*state, "bookings/unpaid");
	/* Its keys are those of every list. */
	harness_keys(*state, "F9 Enter");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).paid_fen, 5000);
	harness_shows(*state, "Every booking is paid.");
	harness_keys(*state, "Esc");
	harness_shows(*state, "2 bookings for today");
}

static void the_payment_of_a_paid_booking_is_told_and_not_asked_for(void **state)
{
	int64_t before = clinic_last_event(&clinic.desk);

	harness_keys(*state, "F9");
	harness_golden(*state, "bookings/paid");
	harness_keys(*state, "Enter F9");
	harness_shows(*state, "is already paid: 50.00, cash, receipt 261123-000001.");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void who_has_not_paid_is_asked_about_before_they_are_checked_in(void **state)
{
	struct booking booking = book_unpaid();

	find(*state, &booking);
	harness_keys(*state, "F6");
	harness_golden(*state, "check_in/unpaid");
	/* Enter does neither, nor does what is typed. */
	harness_keys(*state, "'zw' Enter Enter");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_BOOKED);
	harness_keys(*state, "Right F9");
	harness_shows(*state,
		      "50.00 received, WeChat, receipt 261123-000003. Checked in: number 2");
	booking = clinic_booking(&clinic.desk, booking.id);
	assert_int_equal(booking.state, BOOKING_CHECKED_IN);
	assert_int_equal(booking.method, METHOD_WECHAT);
}

static void who_has_not_paid_is_checked_in_all_the_same_by_another_key(void **state)
{
	struct booking booking = book_unpaid();

	find(*state, &booking);
	harness_keys(*state, "F6 F6");
	harness_shows(*state, "NOT PAID: 50.00 is owed.");
	booking = clinic_booking(&clinic.desk, booking.id);
	assert_int_equal(booking.state, BOOKING_CHECKED_IN);
	assert_int_equal(booking.paid_fen, 0);
}

static void where_the_rule_refuses_it_nobody_checks_in_unpaid(void **state)
{
	struct booking booking = book_unpaid();

	text_copy(clinic.desk.settings.queue_unpaid, sizeof(clinic.desk.settings.queue_unpaid),
		  "refuse");
	find(*state, &booking);
	harness_keys(*state, "F6 F6");
	harness_golden(*state, "check_in/refused");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_BOOKED);
	harness_keys(*state, "F9");
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_CHECKED_IN);
}

static void an_opened_booking_goes_on_through_its_list(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1002", PERIOD_EVE);
	struct booking evening = clinic_book(&clinic.desk, session.id, clinic.aygul);

	harness_keys(*state, "^L Enter Enter");
	harness_shows(*state, "张伟");
	harness_keys(*state, "Right");
	harness_golden(*state, "booking/next");
	harness_keys(*state, "Alt-.");
	harness_shows(*state, "This is the last booking of the list.");
	/* The keys are about the one that is shown. */
	harness_keys(*state, "F6");
	harness_shows(*state, "Checked in: number 1, 阿依古丽");
	assert_int_equal(clinic_booking(&clinic.desk, evening.id).state, BOOKING_CHECKED_IN);
	/* And it is the marked one afterwards. */
	harness_keys(*state, "Esc F8");
	harness_shows(*state, "阿依古丽·买买提, 内科, 王磊");
	harness_keys(*state, "Esc Enter Left");
	harness_shows(*state, "张伟");
	harness_keys(*state, "Alt-,");
	harness_shows(*state, "This is the first booking of the list.");
}

static void the_keys_of_the_list_work_in_an_opened_booking(void **state)
{
	find(*state, &morning);
	harness_keys(*state, "F11");
	harness_shows(*state, "Unfinished refunds");
	harness_keys(*state, "Esc Alt-p");
	harness_shows(*state, "is already paid");
	harness_keys(*state, "Alt-v");
	harness_shows(*state, "Doctor or department");
	harness_keys(*state, "Esc Alt-x");
	harness_shows(*state, "Cancel the booking");
	harness_keys(*state, "Esc Alt-e");
	harness_shows(*state, "there is nothing to excuse");
	harness_keys(*state, "Alt-i");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_CHECKED_IN);
}

static void refunds_of_one_name_and_amount_are_told_apart(void **state)
{
	struct cancel_wish wish = { .channel = CHANNEL_COUNTER };
	struct booking_wish other = { .patient_id = clinic.zhang_other,
				      .channel = CHANNEL_COUNTER,
				      .pay = true,
				      .method = METHOD_WECHAT };
	static const char *const reasons[] = { "travels", "another doctor" };
	const int64_t patients[] = { clinic.zhang, clinic.zhang_other };
	struct booking booking;
	struct audit_row *rows;
	size_t count, looked;

	other.session_id = tomorrow.session_id;
	for (size_t i = 0; i < 2; i++) {
		other.patient_id = patients[i];
		clinic_must(&clinic.desk, booking_book(&clinic.desk, &other, &booking));
		wish.id = booking.id;
		wish.reason = reasons[i];
		wish.idem = idem_new();
		clinic_must(&clinic.desk, booking_cancel(&clinic.desk, &wish, &booking));
	}
	harness_keys(*state, "F11");
	harness_golden(*state, "refunds/alike");
	/* The phone of whom the money is owed to: one key, and an entry with the patient. */
	harness_keys(*state, "Alt-s");
	harness_shows(*state, "It is recorded that you looked.");
	clinic_must(&clinic.desk, access_list(&clinic.desk, clinic.zhang, &rows, &count));
	looked = count;
	free(rows);
	clinic_must(&clinic.desk, access_list(&clinic.desk, clinic.zhang_other, &rows, &count));
	assert_int_equal(looked + count, 1);
	free(rows);
}

static void checking_in_and_being_too_early_are_said(void **state)
{
	harness_keys(*state, "Tab F6");
	harness_shows(*state, "Checked in: number 1");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_CHECKED_IN);
	find(*state, &tomorrow);
	harness_keys(*state, "F6");
	assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).state, BOOKING_BOOKED);
	harness_golden(*state, "check_in/too-early");
}

static void the_refund_is_shown_before_a_cancel(void **state)
{
	struct booking booking;

	find(*state, &tomorrow);
	harness_keys(*state, "F8");
	harness_golden(*state, "cancel/in-time");
	assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).state, BOOKING_BOOKED);
	harness_keys(*state, "'travels' Enter F9");
	booking = clinic_booking(&clinic.desk, tomorrow.id);
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	assert_int_equal(booking.refund_fen, 5000);
	assert_int_equal(booking.refund_state, REFUND_REQUESTED);
	harness_golden(*state, "cancel/done");
}

static void a_late_cancel_gives_nothing_back_unless_a_manager_says_why(void **state)
{
	struct booking booking;

	find(*state, &morning);
	harness_keys(*state, "F8");
	harness_golden(*state, "cancel/late");
	/* In full needs a reason. */
	harness_keys(*state, "Tab Right");
	harness_shows(*state, "50.00 of 50.00 in cash");
	/* Enter never cancels. */
	harness_keys(*state, "Enter Enter");
	harness_shows(*state, "F9 does it, Esc leaves it.");
	harness_keys(*state, "F9");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
	harness_golden(*state, "cancel/needs-reason");
	harness_keys(*state, "'taken ill in the hall' F9");
	booking = clinic_booking(&clinic.desk, morning.id);
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	assert_int_equal(booking.refund_fen, 5000);
	assert_int_equal(booking.refund_state, REFUND_DONE);
}

static void leaving_the_cancel_keeps_the_booking(void **state)
{
	find(*state, &morning);
	harness_keys(*state, "F8 'no' Esc");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
	harness_shows(*state, "Booking      2611");
}

static void a_called_patient_s_booking_is_not_cancelled(void **state)
{
	struct booking booking;

	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, morning.id, &booking));
	clinic_must(&clinic.desk, queue_call_next(&clinic.desk, morning.session_id, &booking));
	find(*state, &morning);
	harness_keys(*state, "F8");
	harness_golden(*state, "cancel/called");
	harness_keys(*state, "Enter Enter Enter");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_CHECKED_IN);
}

static void an_unpaid_booking_is_paid(void **state)
{
	struct booking booking = book_unpaid();

	find(*state, &booking);
	harness_keys(*state, "F9 Right");
	harness_golden(*state, "pay/80");
	harness_keys(*state, "Enter");
	booking = clinic_booking(&clinic.desk, booking.id);
	assert_int_equal(booking.paid_fen, 5000);
	assert_int_equal(booking.method, METHOD_WECHAT);
	harness_shows(*state, "receipt 261123-000003");
}

static void a_refund_is_done_only_when_somebody_said_so(void **state)
{
	struct cancel_wish wish = { .id = tomorrow.id, .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking;

	clinic_must(&clinic.desk, booking_cancel(&clinic.desk, &wish, &booking));
	harness_keys(*state, "F11");
	harness_golden(*state, "refunds/80");
	harness_keys(*state, "Enter");
	harness_golden(*state, "refunds/step");
	harness_keys(*state, "Enter");
	assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).refund_state, REFUND_SUBMITTED);
	harness_keys(*state, "Enter '2' Enter");
	assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).refund_state, REFUND_FAILED);
	harness_keys(*state, "Enter Enter Enter Enter");
	/* Enter does not pay out. */
	harness_shows(*state, "has the ");
	harness_keys(*state, "F9");
	assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).refund_state, REFUND_SUCCEEDED);
	harness_golden(*state, "refunds/none");
	harness_keys(*state, "Esc");
	harness_shows(*state, "1 booking for today");
}

static void what_an_excused_patient_paid_is_given_back_for_a_reason(void **state)
{
	struct booking booking;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	clinic_must(&clinic.desk, booking_resolve(&clinic.desk, morning.id, RESOLVE_EXCUSED, "ill",
						  &booking, NULL, NULL));
	find(*state, &morning);
	harness_keys(*state, "F11 'the manager agreed' F9");
	booking = clinic_booking(&clinic.desk, morning.id);
	assert_int_equal(booking.refund_fen, 5000);
	harness_shows(*state, "refund 50.00, cash");
}

static void a_no_show_is_taken_back_with_a_reason(void **state)
{
	struct booking booking;

	clinic_clock(&clinic, CLINIC_DAY, 21 * 60);
	clinic_must(&clinic.desk, booking_resolve(&clinic.desk, morning.id, RESOLVE_NO_SHOW, "",
						  &booking, NULL, NULL));
	find(*state, &morning);
	harness_keys(*state, "Alt-e F9");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_NO_SHOW);
	harness_keys(*state, "'was in hospital' F9");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_EXCUSED);
	harness_shows(*state, "was in hospital");
}

static void a_slip_typed_on_register_shows_its_booking(void **state)
{
	harness_keys(*state, "F2");
	find(*state, &morning);
	harness_shows(*state, "Booking      2611");
}

static void a_cancel_elsewhere_appears_after_a_tick(void **state)
{
	struct cancel_wish wish = { .id = morning.id, .channel = CHANNEL_COUNTER, .reason = "" };
	struct booking booking;
	struct desk other;

	harness_hides(*state, "cancelled");
	clinic_second(&clinic, &other);
	clinic_must(&other, booking_cancel(&other, &wish, &booking));
	desk_close(&other);
	harness_tick(*state);
	harness_shows(*state, "cancelled");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

static const struct CMUnitTest tests[] = {
	CLINIC_TEST(a_day_without_bookings_says_so, &empty),
	SCREEN_TEST(todays_bookings_are_listed),
	CLINIC_TEST(a_wide_terminal_shows_more_of_each_booking, &wide),
	SCREEN_TEST(a_typed_number_shows_the_booking_and_its_history),
	SCREEN_TEST(bookings_are_found_by_the_patient_s_name),
	SCREEN_TEST(a_receipt_finds_its_booking_in_every_form_and_from_every_place),
	SCREEN_TEST(a_refund_s_number_finds_its_booking),
	SCREEN_TEST(today_s_bookings_are_found_first),
	SCREEN_TEST(unpaid_bookings_are_a_list_of_their_own),
	SCREEN_TEST(the_payment_of_a_paid_booking_is_told_and_not_asked_for),
	SCREEN_TEST(who_has_not_paid_is_asked_about_before_they_are_checked_in),
	SCREEN_TEST(who_has_not_paid_is_checked_in_all_the_same_by_another_key),
	SCREEN_TEST(where_the_rule_refuses_it_nobody_checks_in_unpaid),
	SCREEN_TEST(an_opened_booking_goes_on_through_its_list),
	SCREEN_TEST(the_keys_of_the_list_work_in_an_opened_booking),
	SCREEN_TEST(refunds_of_one_name_and_amount_are_told_apart),
	SCREEN_TEST(checking_in_and_being_too_early_are_said),
	SCREEN_TEST(the_refund_is_shown_before_a_cancel),
	SCREEN_TEST(a_late_cancel_gives_nothing_back_unless_a_manager_says_why),
	SCREEN_TEST(leaving_the_cancel_keeps_the_booking),
	SCREEN_TEST(a_called_patient_s_booking_is_not_cancelled),
	SCREEN_TEST(an_unpaid_booking_is_paid),
	SCREEN_TEST(a_refund_is_done_only_when_somebody_said_so),
	SCREEN_TEST(what_an_excused_patient_paid_is_given_back_for_a_reason),
	SCREEN_TEST(a_no_show_is_taken_back_with_a_reason),
	SCREEN_TEST(a_slip_typed_on_register_shows_its_booking),
	SCREEN_TEST(a_cancel_elsewhere_appears_after_a_tick),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
