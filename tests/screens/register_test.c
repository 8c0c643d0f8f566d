/* Register: finding or adding a patient, choosing a session, paying, the number. */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "desk/ban/ban.h"
#include "desk/booking/no_show.h"
#include "desk/people/patient_find.h"
#include "store/limits.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };
static struct clinic_start wide = { &clinic, 200, 60, NULL, "" };

/* The only booking of a patient. */
static struct booking booking_of(int64_t patient_id)
{
	struct booking booking;

	assert_int_equal(clinic_bookings_of(&clinic.desk, patient_id, &booking), 1);
	return booking;
}

static struct patient patient_found(const char *text)
{
	struct patient found[PATIENT_FIND_MAX];
	size_t count;

	clinic_must(&clinic.desk, patient_find(&clinic.desk, text, found, &count));
	assert_int_equal(count, 1);
	return found[0];
}

/* Sells every counter number of a session. */
static void sell_out(const char *doctor, enum period period)
{
	struct session session = clinic_session(&clinic.desk, doctor, period);
	char phone[PHONE_SIZE];

	for (int i = 0; session.counter.free > 0; i++) {
		text_format(phone, sizeof(phone), "135%08d", i);
		clinic_book(&clinic.desk, session.id, clinic_patient(&clinic.desk, "路人", phone));
		clinic_must(&clinic.desk, session_get(&clinic.desk, session.id, &session));
	}
}

static void an_empty_desk_says_what_to_do(void **state)
{
	harness_golden(*state, "register/empty");
}

static void a_known_patient_is_found_by_initials_books_and_pays(void **state)
{
	struct booking booking;

	harness_keys(*state, "'zw'");
	harness_golden(*state, "register/found");
	harness_keys(*state, "Down Enter");
	harness_golden(*state, "register/sessions");
	harness_keys(*state, "'wsq' Enter");
	harness_golden(*state, "register/confirm");
	harness_keys(*state, "Right Enter");
	harness_golden(*state, "register/booked");
	booking = booking_of(clinic.zhang);
	assert_int_equal(booking.number, 1);
	assert_int_equal(booking.paid_fen, 5000);
	assert_int_equal(booking.method, METHOD_WECHAT);
	harness_keys(*state, "Enter");
	harness_golden(*state, "register/empty");
}

static void that_the_patient_is_expected_elsewhere_is_said_before_enter(void **state)
{
	clinic_roster(&clinic.desk, "2001", CLINIC_DAY, PERIOD_AM);
	harness_keys(*state, "'zw' Down Enter 'wsq' Enter");
	harness_hides(*state, "also expected");
	harness_keys(*state, "Right Enter Enter 'zw' Down Enter 'zlh' Enter");
	harness_shows(*state, "The patient is also expected at 08:00 by 魏思齐, number 1.");
	harness_shows(*state, "Enter books.");
}

static void a_wide_terminal_shows_more_columns(void **state)
{
	harness_keys(*state, "'zw'");
	harness_golden(*state, "register/found-200");
	harness_keys(*state, "Down Enter");
	harness_golden(*state, "register/sessions-200");
}

static void nobody_s_identity_number_or_phone_is_shown_whole(void **state)
{
	harness_keys(*state, "'11010519491231002X'");
	harness_shows(*state, "110105********002X");
	harness_keys(*state, "^U '13800001234'");
	harness_shows(*state, "138****1234");
	harness_keys(*state, "Enter");
	harness_hides(*state, "13800001234");
	harness_keys(*state, "Enter");
	harness_hides(*state, "13800001234");
}

static void a_patient_is_found_by_each_name_and_number(void **state)
{
	static const char *const texts[] = { "张伟", "zhangwei", "zw",	    "110105",
					     "5678", "C0001",	 "10000004" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		harness_bytes(*state, texts[i]);
		harness_shows(*state, "张伟  ");
		harness_keys(*state, "^U");
		harness_hides(*state, "张伟  ");
	}
}

static void a_scanned_card_opens_the_sessions_of_its_owner(void **state)
{
	harness_scan(*state, "C0001");
	harness_shows(*state, "张伟, female, 76");
	harness_shows(*state, "Doctor or department");
}

static void a_new_patient_comes_from_an_identity_number(void **state)
{
	struct patient patient;

	harness_keys(*state, "'330781198509078812'");
	harness_shows(*state, "No patient found");
	harness_keys(*state, "Enter");
	harness_golden(*state, "patient_form/new-by-id");
	harness_keys(*state, "'司马相如' F9");
	harness_shows(*state, "司马相如, male, 41");
	patient = patient_found("smxr");
	assert_string_equal(patient.id_number, "330781198509078812");
	assert_int_equal(patient.sex, SEX_MALE);
	assert_int_equal(patient.birth, day_from_civil(1985, 9, 7));
	harness_keys(*state, "Down Enter Enter");
	assert_int_equal(booking_of(patient.id).number, 1);
}

static void what_was_typed_goes_into_its_field(void **state)
{
	harness_keys(*state, "'13612345678' Enter");
	harness_shows(*state, "Phone        13612345678");
	harness_keys(*state, "F2 '李雷' Enter");
	harness_shows(*state, "Name         李雷");
	harness_keys(*state, "F2 'Jane Smith' Enter");
	harness_shows(*state, "Name         Jane Smith");
	harness_keys(*state, "F2 'JANE SMITH' Enter");
	harness_shows(*state, "Name         JANE SMITH");
	harness_keys(*state, "F2 'E12345678' Enter");
	harness_shows(*state, "< passport >");
	harness_shows(*state, "ID number    E12345678");
	/* An identity number with a digit too many is one, and says so. */
	harness_keys(*state, "F2 '3307811985090788123' Enter");
	harness_shows(*state, "ID number    3307811985090788123");
	harness_shows(*state, "this one has 19");
}

static void what_is_no_name_goes_into_no_field(void **state)
{
	static const char *const typed[] = { "'zsq'",	    "'ZSQ'",  "'zhangsan'",
					     "'zhang san'", "'0421'", "'wb4003'" };

	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		char *filled, keys[64];

		harness_keys(*state, "F2 F6");
		filled = strdup(harness_screen(*state));
		text_format(keys, sizeof(keys), "F2 %s Enter", typed[i]);
		harness_keys(*state, keys);
		assert_string_equal(harness_screen(*state), filled);
		free(filled);
	}
}

static void each_field_says_what_is_wrong_with_it(void **state)
{
	harness_keys(*state, "F6 '李雷' Enter Enter '110105194912310021' Enter");
	harness_golden(*state, "patient_form/new-wrong");
	/* Saving does not get past it, and nothing typed is lost. */
	harness_keys(*state, "F9");
	harness_shows(*state, "李雷");
	harness_shows(*state, "110105194912310021");
	harness_keys(*state, "^U '11010519491231002x' F9");
	harness_shows(*state, "already");
}

static void a_number_typed_at_a_choice_goes_into_the_field_behind_it(void **state)
{
	struct patient patient;

	harness_keys(*state, "F6 '李雷' Enter '330781198509078812' Enter '13612345678' F9");
	harness_shows(*state, "Doctor or department");
	patient = patient_found("ll");
	assert_string_equal(patient.id_number, "330781198509078812");
	assert_string_equal(patient.phone, "13612345678");
	harness_keys(*state, "Esc F6 ^U '韩梅梅' Enter Enter Enter '13612345679' Enter '19880230'");
	harness_shows(*state, "Birth date   19880230");
	harness_keys(*state, "F9");
	harness_shows(*state, "New patient");
}

static void a_duplicate_offers_the_record_that_is_there(void **state)
{
	harness_keys(*state, "F6 '张 伟' Enter Enter '11010519491231002X' F9");
	harness_golden(*state, "patient_form/new-duplicate");
	harness_keys(*state, "F9");
	harness_shows(*state, "张伟, female, 76");
	harness_shows(*state, "Doctor or department");
}

static void a_sold_out_session_says_so_and_stays(void **state)
{
	sell_out("1002", PERIOD_AM);
	harness_keys(*state, "'C0001' Enter '1002'");
	harness_shows(*state, "full");
	harness_keys(*state, "Enter");
	harness_golden(*state, "register/full");
	harness_hides(*state, "Enter books");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
}

static void the_last_number_sold_elsewhere_is_refused_with_the_rule(void **state)
{
	struct desk other;

	harness_keys(*state, "'C0001' Enter '1002' Enter");
	harness_shows(*state, "Number       1, expected");
	clinic_second(&clinic, &other);
	clinic_book(&other, clinic_session(&other, "1002", PERIOD_AM).id, clinic.ouyang);
	clinic_book(&other, clinic_session(&other, "1002", PERIOD_AM).id, clinic.aygul);
	desk_close(&other);
	harness_keys(*state, "Enter");
	harness_shows(*state, "sold out");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_tick(*state);
	harness_golden(*state, "register/refused");
}

static void an_extra_number_names_who_asked_for_it(void **state)
{
	struct booking booking;

	sell_out("1002", PERIOD_AM);
	harness_keys(*state, "'C0001' Enter '1002' F11");
	harness_golden(*state, "register/extra");
	harness_keys(*state, "Enter Enter");
	harness_shows(*state, "Say who requested");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "'王磊' Enter Enter");
	harness_shows(*state, "Booked: an extra number");
	booking = booking_of(clinic.zhang);
	assert_int_equal(booking.slot_kind, SLOT_EXTRA);
	assert_int_equal(booking.number, 3);
}

static void a_booking_may_be_paid_later(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter Left Enter");
	harness_shows(*state, "NOT PAID");
	assert_int_equal(booking_of(clinic.zhang).payment_id, 0);
}

static void a_payment_code_is_never_taken_for_a_patient(void **state)
{
	harness_scan(*state, "134567890123456789");
	harness_shows(*state, "payment code");
	harness_hides(*state, "134567890123456789");
	harness_scan(*state, "110105194912310021");
	harness_shows(*state, "payment code, or a misread ID number");
	harness_hides(*state, "110105194912310021");
	/* An identity number with a slip of the finger is none. */
	harness_keys(*state, "'110105194912310021' Enter");
	harness_shows(*state, "New patient");
	harness_shows(*state, "110105194912310021");
}

static void a_banned_patient_is_told_until_when(void **state)
{
	struct booking booking;
	char order[32];

	/* Three no-shows of online bookings on three days. */
	for (int i = 0; i < 3; i++) {
		struct booking_wish wish = { .patient_id = clinic.zhang,
					     .channel = CHANNEL_ONLINE,
					     .order_no = order };
		struct session session;

		text_format(order, sizeof(order), "WX%d", i);
		clinic_clock(&clinic, CLINIC_DAY + i, CLINIC_MINUTE);
		clinic_roster(&clinic.desk, "1001", CLINIC_DAY + i, PERIOD_PM);
		clinic_must(&clinic.desk, session_find(&clinic.desk, "1001", CLINIC_DAY + i,
						       PERIOD_PM, &session));
		wish.session_id = session.id;
		clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
		clinic_clock(&clinic, CLINIC_DAY + i, 21 * 60);
		clinic_must(&clinic.desk, booking_resolve(&clinic.desk, booking.id, RESOLVE_NO_SHOW,
							  "", &booking, NULL, NULL));
	}
	harness_keys(*state, "'C0001' Enter");
	harness_shows(*state, "Banned from online booking until 2027-02-25");
}

static void a_scan_does_not_confirm_a_booking(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter");
	harness_scan(*state, "10000012");
	harness_shows(*state, "Enter books");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
}

static void a_scan_after_booking_finds_the_next_patient(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter Enter");
	harness_shows(*state, "Receipt");
	harness_scan(*state, "440524188001010014");
	harness_shows(*state, "欧阳娜娜, male");
}

static void one_person_books_a_department_once_a_day(void **state)
{
	harness_keys(*state,
		     "'C0001' Enter '1001' Enter Enter Enter 'C0001' Enter '1002' Enter Enter");
	harness_shows(*state, "Book ---");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 1);
	harness_golden(*state, "register/twice");
}

static void a_store_that_fails_loses_nothing_that_was_typed(void **state)
{
	struct store_limits limits = STORE_LIMITS;
	struct desk other;

	limits.wait_ms = 20;
	store_set_limits(clinic.desk.store, &limits);
	clinic_second(&clinic, &other);
	harness_keys(*state, "'C0001' Enter '1001' Enter Right");
	clinic_must(&other, store_begin(other.store));
	harness_keys(*state, "Enter");
	harness_shows(*state, "NOT saved. ");
	harness_shows(*state, "[WeChat]");
	harness_keys(*state, "Enter");
	harness_shows(*state, "NOT saved. ");
	store_rollback(other.store);
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "Enter");
	harness_shows(*state, "50.00 paid, WeChat");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 1);
	desk_close(&other);
}

static void sessions_of_other_days_are_a_key_away(void **state)
{
	harness_keys(*state, "'C0001' Enter Left");
	harness_shows(*state, "Past days");
	harness_keys(*state, "Right");
	harness_shows(*state, "Tue 2026-11-24, tomorrow");
	harness_keys(*state, "Right");
	harness_shows(*state, "No session on this day");
	harness_keys(*state, "Right Right Right Right Right Right");
	harness_shows(*state, "7 days ahead");
	harness_shows(*state, "Mon 2026-11-30");
}

static void a_session_that_is_over_says_why_it_does_not_sell(void **state)
{
	clinic_clock(&clinic, CLINIC_DAY, 12 * 60 + 5);
	harness_keys(*state, "'C0001' Enter");
	harness_golden(*state, "register/over");
	harness_keys(*state, "'1001' Enter");
	harness_shows(*state, "over");
	harness_hides(*state, "Enter books");
}

static void online_numbers_go_over_to_the_counter_before_one_s_eyes(void **state)
{
	clinic_clock(&clinic, CLINIC_DAY, 7 * 60 + 29);
	harness_keys(*state, "'C0001' Enter '1001'");
	harness_shows(*state, "8 free at the counter");
	clinic_clock(&clinic, CLINIC_DAY, 7 * 60 + 30);
	harness_tick(*state);
	harness_shows(*state, "10 free at the counter");
	harness_hides(*state, "kept for online until 07:30");
}

static void a_change_at_another_counter_appears_after_a_tick(void **state)
{
	struct desk other;

	harness_keys(*state, "'C0001' Enter '1001'");
	harness_shows(*state, "8 free at the counter");
	clinic_second(&clinic, &other);
	clinic_book(&other, clinic_session(&other, "1001", PERIOD_AM).id, clinic.ouyang);
	desk_close(&other);
	harness_tick(*state);
	harness_shows(*state, "7 free at the counter");
}

static void the_desk_speaks_chinese_within_80_columns(void **state)
{
	language_choose("zh");
	harness_keys(*state, "F6 Esc 'zw'");
	harness_shows(*state, "患者编号");
	harness_keys(*state, "Down Enter");
	harness_shows(*state, "加号");
	harness_keys(*state, "Down Enter");
	harness_shows(*state, "[现金]");
	harness_keys(*state, "Enter");
	harness_shows(*state, "收据号       261123-000001");
	language_choose("en");
}

static void everything_survives_a_tiny_window(void **state)
{
	static const char *const ways[] = { "'zw'",  "Down",  "Enter", "Enter", "Down",
					    "Enter", "Enter", "Enter", "F6" };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char *before;

		harness_keys(*state, ways[i]);
		before = strdup(harness_screen(*state));
		harness_resize(*state, 20, 5);
		harness_shows(*state, "The window has 20");
		harness_resize(*state, 80, 24);
		assert_string_equal(harness_screen(*state), before);
		free(before);
	}
}

static void enter_sells_no_number_of_a_doctor_whom_nobody_named(void **state)
{
	harness_keys(*state, "'C0001' Enter Enter Enter F9");
	harness_shows(*state, "No session is marked");
	/* Two doctors of one department fit. */
	clinic_roster(&clinic.desk, "1001", CLINIC_DAY, PERIOD_PM);
	harness_keys(*state, "'内科' Enter Enter");
	harness_shows(*state, "Several doctors fit");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "Esc '1001' Enter Enter");
	assert_string_equal(booking_of(clinic.zhang).doctor_code, "1001");
}

static void a_doctor_s_code_names_one_doctor(void **state)
{
	sell_out("1002", PERIOD_AM);
	harness_keys(*state, "'C0001' Enter '100'");
	harness_shows(*state, "Down marks a session");
	/* Named, his next session is marked, though it is full: never the one after it. */
	harness_keys(*state, "'2' Enter");
	harness_shows(*state, "sold out");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
}

static void a_mark_leaves_with_its_session(void **state)
{
	harness_keys(*state, "'C0001' Enter Down");
	harness_shows(*state, "8 free at the counter");
	harness_keys(*state, "Right Enter");
	harness_shows(*state, "No session is marked");
}

static void the_department_that_was_sold_last_comes_first(void **state)
{
	const char *screen;

	clinic_roster(&clinic.desk, "2001", CLINIC_DAY, PERIOD_AM);
	harness_keys(*state, "'C0001' Enter '2001' Enter Enter Enter 'oynn' Enter");
	screen = harness_screen(*state);
	assert_true(strstr(screen, "曾丽华") < strstr(screen, "魏思齐"));
	/* The half-days stay apart. */
	assert_true(strstr(screen, "魏思齐") < strstr(screen, "Afternoon"));
}

static void what_is_full_or_over_stands_last(void **state)
{
	const char *screen;

	sell_out("1002", PERIOD_AM);
	harness_keys(*state, "'C0001' Enter");
	screen = harness_screen(*state);
	assert_true(strstr(screen, "Evening") < strstr(screen, "No number for sale"));
	assert_true(strstr(screen, "No number for sale") < strstr(screen, "full"));
}

static void of_several_people_none_is_taken_unmarked(void **state)
{
	harness_keys(*state, "'zw' Enter Enter");
	harness_shows(*state, "2 people fit what was typed");
	harness_hides(*state, "Doctor or department");
	harness_keys(*state, "Down Enter");
	harness_shows(*state, "张伟, female, 76");
	/* All of a number, or of the only such name, marks whose it is. */
	harness_keys(*state, "F2 '13900005678' Enter");
	harness_shows(*state, "张伟, phone 139****5678");
}

static void cash_that_is_handed_over_shows_its_change(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter '100'");
	harness_golden(*state, "register/change");
	harness_keys(*state, "Enter");
	harness_shows(*state, "Give back 50.00.");
	harness_shows(*state, "50.00 paid, cash");
	/* Only cash is counted. */
	harness_keys(*state, "F2 'oynn' Enter '1001' Enter Right");
	harness_hides(*state, "Cash given");
	harness_keys(*state, "Left");
	harness_shows(*state, "Cash given");
}

static void too_little_and_far_too_much_are_refused(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter '49.50' Enter");
	harness_shows(*state, "Too little: 0.50 is missing.");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	/* The end of the next patient's phone is no amount that anybody hands over. */
	harness_keys(*state, "^U '0421' Enter");
	harness_shows(*state, "371.00 would go back");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "^U '50' Enter");
	harness_shows(*state, "50.00 paid, cash");
}

static void without_the_setting_no_amount_is_typed(void **state)
{
	text_copy(clinic.desk.settings.desk_cash_received,
		  sizeof(clinic.desk.settings.desk_cash_received), "off");
	harness_keys(*state, "'C0001' Enter '1001' Enter");
	harness_hides(*state, "Cash given");
	harness_keys(*state, "'100' Enter");
	harness_shows(*state, "Something was typed here");
	harness_keys(*state, "Enter");
	harness_shows(*state, "50.00 paid, cash");
}

static void the_next_patient_typed_into_the_payment_books_nobody(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter 'oynn' Enter");
	harness_shows(*state, "Something was typed here that is no amount.");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "Right '1234' Enter");
	harness_shows(*state, "Something was typed here that is no amount.");
	assert_int_equal(clinic_bookings_of(&clinic.desk, clinic.zhang, NULL), 0);
	harness_keys(*state, "Enter");
	assert_int_equal(booking_of(clinic.zhang).method, METHOD_WECHAT);
}

static void one_key_checks_in_whoever_stands_there(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter Enter F6");
	harness_shows(*state, "Checked in: number 1");
	harness_golden(*state, "register/booked-here");
	assert_int_equal(booking_of(clinic.zhang).ticket_state, TICKET_WAITING);
	harness_keys(*state, "Enter");
	harness_shows(*state, "Who is at the counter?");
	/* Nobody is here for tomorrow. */
	harness_keys(*state, "'oynn' Enter Right '1001' Enter Enter");
	harness_hides(*state, "F6 Check in");
	harness_keys(*state, "F6");
	harness_shows(*state, "check in on that day");
}

static void a_fee_that_is_owed_is_taken_where_the_number_is_shown(void **state)
{
	harness_keys(*state, "'C0001' Enter '1001' Enter Left Enter");
	harness_shows(*state, "NOT PAID");
	harness_keys(*state, "F9 '60' Enter");
	harness_shows(*state, "50.00 received, cash, receipt 261123-000001. Give back 10.00.");
	harness_shows(*state, "50.00 paid, cash");
	assert_int_equal(booking_of(clinic.zhang).paid_fen, 5000);
}

static void a_walk_in_is_checked_in_at_once_where_the_clinic_says_so(void **state)
{
	clinic.desk.settings.queue_walk_in_check_in_minutes = 60;
	harness_keys(*state, "'C0001' Enter '1001' Enter Enter");
	harness_shows(*state, "Booked and checked in");
	assert_int_equal(booking_of(clinic.zhang).ticket_state, TICKET_WAITING);
	/* Not who has to pay yet, nor for a session that begins later. */
	harness_keys(*state, "F2 'oynn' Enter '1001' Enter Left Enter");
	assert_int_equal(booking_of(clinic.ouyang).state, BOOKING_BOOKED);
	harness_keys(*state, "F2 'aygl' Enter '2001' Enter Enter");
	assert_int_equal(booking_of(clinic.aygul).state, BOOKING_BOOKED);
}

static void somebody_known_is_offered_while_the_form_is_filled_in(void **state)
{
	harness_keys(*state, "F6 '张伟' Enter");
	harness_golden(*state, "patient_form/known");
	/* Both are of that name; the number says which of them it cannot be. */
	harness_keys(*state, "'330781198509078812' Enter");
	harness_hides(*state, "张伟, female, 76");
	harness_shows(*state, "张伟, phone 139****5678");
	harness_keys(*state, "F7");
	harness_shows(*state, "Doctor or department");
	harness_shows(*state, "张伟, phone 139****5678");
}

static void saving_asks_whether_it_is_somebody_known(void **state)
{
	struct patient patient;

	/* The same phone, and nothing else is known. */
	harness_keys(*state, "F6 '李雷' Tab Tab Tab '13900005678' F9 Enter Enter");
	harness_shows(*state, "Who is it?");
	harness_shows(*state, "This one: 张伟, phone 139****5678");
	harness_keys(*state, "'1' Enter");
	harness_shows(*state, "张伟, phone 139****5678");
	harness_shows(*state, "Doctor or department");
	harness_keys(*state, "F2 F6 '李雷' Tab Tab Tab '13900005678' F9 '2' Enter");
	harness_shows(*state, "李雷, phone 139****5678");
	patient = patient_found("ll");
	assert_string_equal(patient.phone, "13900005678");
}

static void a_whole_sale_typed_in_one_go_is_the_right_sale(void **state)
{
	/* Two sales, the first paid with a note, and the patient checked in. */
	harness_bytes(*state, "oynn\r1001\r100\r\033[17~1234\r1002\r\r");
	harness_shows(*state, "20.00 paid, cash");
	assert_string_equal(booking_of(clinic.ouyang).doctor_code, "1001");
	assert_int_equal(booking_of(clinic.ouyang).ticket_state, TICKET_WAITING);
	assert_string_equal(booking_of(clinic.zhang).doctor_code, "1002");
}

static void a_step_that_is_not_clear_stops_a_sale_typed_in_one_go(void **state)
{
	const int64_t before = clinic_last_event(&clinic.desk);

	/* Two people; a department with two doctors; a doctor whose session is full. */
	harness_bytes(*state, "zw\r1001\r\r");
	harness_bytes(*state, "\033OQoynn\r\xe5\x86\x85\xe7\xa7\x91\r\r");
	harness_bytes(*state, "\033OQoynn\r9999\r\r\r");
	harness_bytes(*state, "\033OQoynn\r1001\r20\r\r");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void f2_is_the_next_patient_from_everywhere(void **state)
{
	static const char *const from[] = { "",
					    "'zw'",
					    "'zw' Down Enter",
					    "'zw' Down Enter Down",
					    "'zw' Down Enter Down Enter",
					    "'zw' Down Enter Down F11 '王'",
					    "F6",
					    "'zw' Down Enter F1",
					    "'zw' Down Enter Down Enter F4",
					    "'zw' Down Enter Down Enter F3",
					    "Alt-6 'zw' Down Enter" };

	for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		harness_keys(*state, from[i]);
		harness_keys(*state, "F2");
		harness_shows(*state, "Who is at the counter?");
		harness_keys(*state, "F2");
		harness_shows(*state, "Who is at the counter?");
	}
}

static void f2_asks_before_it_throws_away_a_filled_form(void **state)
{
	harness_keys(*state, "F6 '李雷' F2");
	harness_shows(*state, "Throw it away?");
	harness_keys(*state, "Enter");
	harness_shows(*state, "Name         李雷");
	harness_keys(*state, "F4 F2");
	harness_shows(*state, "Throw it away?");
	harness_keys(*state, "F9");
	harness_shows(*state, "Who is at the counter?");
}

static void what_was_sought_before_gives_way_to_the_first_key(void **state)
{
	harness_keys(*state, "'zw' F3 Alt-2");
	harness_shows(*state, "Who is at the counter?");
	/* Back at another place, and from the sessions. */
	harness_keys(*state, "Alt-6 'zw' F4 Alt-6");
	harness_shows(*state, "Find  zw");
	harness_keys(*state, "'oynn'");
	harness_shows(*state, "Find  oynn");
	harness_keys(*state, "F2 'zw' Down Enter Esc 'oynn'");
	harness_shows(*state, "Find  oynn");
	/* Whoever edits it goes on with it. */
	harness_keys(*state, "Enter Esc Backspace 'n'");
	harness_shows(*state, "Find  oynn");
	/* A scan whose first character replaced it brings nothing of it back. */
	harness_keys(*state, "Enter Esc");
	harness_scan(*state, "C0001");
	harness_shows(*state, "张伟, female, 76");
}

static void every_size_is_painted(void **state)
{
	harness_keys(*state, "'zw' Down Enter Down Enter");
	for (int lines = 1; lines <= 40; lines += 3) {
		for (int columns = 1; columns <= 130; columns += 7)
			harness_resize(*state, columns, lines);
	}
	harness_resize(*state, 80, 24);
	harness_shows(*state, "Enter books");
}

static void a_clock_that_stepped_back_is_shown(void **state)
{
	clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id, clinic.zhang);
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE - 60);
	harness_tick(*state);
	harness_shows(*state, "CLOCK SET BACK");
	clinic_clock(&clinic, CLINIC_DAY, CLINIC_MINUTE + 1);
	harness_tick(*state);
	harness_hides(*state, "CLOCK SET BACK");
}

static void what_is_typed_ahead_reaches_the_screen_it_is_meant_for(void **state)
{
	struct harness *harness = *state;

	/* In one piece, as a slow line delivers it: find, choose, tomorrow, the session, book. */
	harness_bytes(harness, "oynn\r\033OC\033OB\r\r");
	harness_shows(harness, "Booked");
	assert_int_equal(booking_of(clinic.ouyang).day, CLINIC_DAY + 1);
	assert_int_equal(booking_of(clinic.ouyang).paid_fen, 5000);
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(an_empty_desk_says_what_to_do),
	SCREEN_TEST(a_known_patient_is_found_by_initials_books_and_pays),
	SCREEN_TEST(that_the_patient_is_expected_elsewhere_is_said_before_enter),
	CLINIC_TEST(a_wide_terminal_shows_more_columns, &wide),
	SCREEN_TEST(nobody_s_identity_number_or_phone_is_shown_whole),
	SCREEN_TEST(a_patient_is_found_by_each_name_and_number),
	SCREEN_TEST(a_scanned_card_opens_the_sessions_of_its_owner),
	SCREEN_TEST(a_new_patient_comes_from_an_identity_number),
	SCREEN_TEST(what_was_typed_goes_into_its_field),
	SCREEN_TEST(what_is_no_name_goes_into_no_field),
	SCREEN_TEST(of_several_people_none_is_taken_unmarked),
	SCREEN_TEST(cash_that_is_handed_over_shows_its_change),
	SCREEN_TEST(too_little_and_far_too_much_are_refused),
	SCREEN_TEST(without_the_setting_no_amount_is_typed),
	SCREEN_TEST(the_next_patient_typed_into_the_payment_books_nobody),
	SCREEN_TEST(one_key_checks_in_whoever_stands_there),
	SCREEN_TEST(a_fee_that_is_owed_is_taken_where_the_number_is_shown),
	SCREEN_TEST(a_walk_in_is_checked_in_at_once_where_the_clinic_says_so),
	SCREEN_TEST(somebody_known_is_offered_while_the_form_is_filled_in),
	SCREEN_TEST(saving_asks_whether_it_is_somebody_known),
	SCREEN_TEST(a_whole_sale_typed_in_one_go_is_the_right_sale),
	SCREEN_TEST(a_step_that_is_not_clear_stops_a_sale_typed_in_one_go),
	SCREEN_TEST(each_field_says_what_is_wrong_with_it),
	SCREEN_TEST(a_number_typed_at_a_choice_goes_into_the_field_behind_it),
	SCREEN_TEST(a_duplicate_offers_the_record_that_is_there),
	SCREEN_TEST(a_sold_out_session_says_so_and_stays),
	SCREEN_TEST(the_last_number_sold_elsewhere_is_refused_with_the_rule),
	SCREEN_TEST(an_extra_number_names_who_asked_for_it),
	SCREEN_TEST(a_booking_may_be_paid_later),
	SCREEN_TEST(a_payment_code_is_never_taken_for_a_patient),
	SCREEN_TEST(a_banned_patient_is_told_until_when),
	SCREEN_TEST(what_is_typed_ahead_reaches_the_screen_it_is_meant_for),
	SCREEN_TEST(a_scan_does_not_confirm_a_booking),
	SCREEN_TEST(a_scan_after_booking_finds_the_next_patient),
	SCREEN_TEST(one_person_books_a_department_once_a_day),
	SCREEN_TEST(a_store_that_fails_loses_nothing_that_was_typed),
	SCREEN_TEST(sessions_of_other_days_are_a_key_away),
	SCREEN_TEST(a_session_that_is_over_says_why_it_does_not_sell),
	SCREEN_TEST(online_numbers_go_over_to_the_counter_before_one_s_eyes),
	SCREEN_TEST(a_change_at_another_counter_appears_after_a_tick),
	SCREEN_TEST(the_desk_speaks_chinese_within_80_columns),
	SCREEN_TEST(everything_survives_a_tiny_window),
	SCREEN_TEST(enter_sells_no_number_of_a_doctor_whom_nobody_named),
	SCREEN_TEST(a_doctor_s_code_names_one_doctor),
	SCREEN_TEST(a_mark_leaves_with_its_session),
	SCREEN_TEST(the_department_that_was_sold_last_comes_first),
	SCREEN_TEST(what_is_full_or_over_stands_last),
	SCREEN_TEST(f2_is_the_next_patient_from_everywhere),
	SCREEN_TEST(f2_asks_before_it_throws_away_a_filled_form),
	SCREEN_TEST(what_was_sought_before_gives_way_to_the_first_key),
	SCREEN_TEST(every_size_is_painted),
	SCREEN_TEST(a_clock_that_stepped_back_is_shown),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
