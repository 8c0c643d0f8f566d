/* One field takes every scan, from every screen. */
#include <stdlib.h>
#include <string.h>

#include "base/check_digit.h"

#include "desk/booking/booking_list.h"
#include "desk/people/patient_find.h"
#include "exchange/online.h"
#include "tests/screens/clinic.h"
#include "tests/screens/ways.h"
#include "ui/term/engine.h"

#define ZHANG_ID "11010519491231002X"
#define OUYANG_ID "440524188001010014"
#define NEW_ID "330781198509078812"
#define WECHAT_CODE "134567890123456789"
#define INSURANCE_CODE "1234567890123456789012345678"

static struct clinic clinic;
static struct booking morning;	/* 张伟, this morning */
static struct booking tomorrow; /* 欧阳娜娜 */

static void fill(void)
{
	struct session session;

	morning = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id,
			      clinic.zhang);
	clinic_roster(&clinic.desk, "2001", CLINIC_DAY + 1, PERIOD_AM);
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "2001", CLINIC_DAY + 1, PERIOD_AM, &session));
	tomorrow = clinic_book(&clinic.desk, session.id, clinic.ouyang);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "" };

static void scan_ticket(struct harness *harness, const struct booking *booking)
{
	char number[32];

	text_format(number, sizeof(number), "%012lld", (long long)booking->id);
	harness_scan(harness, number);
}

static size_t patients_and_bookings(void)
{
	struct patient found[PATIENT_FIND_MAX];
	struct booking *rows;
	size_t count, all = 0;

	clinic_must(&clinic.desk, patient_find(&clinic.desk, "zhang", found, &count));
	all += count;
	clinic_must(&clinic.desk, booking_list_day(&clinic.desk, CLINIC_DAY, &rows, &count));
	free(rows);
	return all + count;
}

static void a_ticket_of_today_checks_its_owner_in_from_every_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		void *own = &start;
		char *before;

		clinic_set_up(&own);
		harness_keys(own, ways[i].keys);
		harness_shows(own, ways[i].shows);
		before = strdup(harness_screen(own));
		scan_ticket(own, &morning);
		harness_shows(own, "Checked in: number 1, 张伟, 魏思齐, room 101.");
		if (clinic_booking(&clinic.desk, morning.id).state != BOOKING_CHECKED_IN)
			fail_msg("%s: not checked in", ways[i].keys);
		/* What is in front stays in front. */
		if (ways[i].unfinished)
			harness_shows(own, ways[i].shows);
		assert_non_null(before);
		free(before);
		clinic_tear_down(&own);
	}
}

static void a_scan_presses_no_key_on_any_screen(void **state)
{
	static const char *const scans[] = { "23456789", "34510000012", "c1234567",
					     "n7654321", "x0000000",	"y1234567",
					     "00000000", "1111111111",	"*/-+.123456789" };

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		void *own = &start;
		size_t before;

		clinic_set_up(&own);
		before = patients_and_bookings();
		for (size_t k = 0; k < sizeof(scans) / sizeof(scans[0]); k++) {
			/* From wherever the last one led. */
			harness_keys(own, "Esc Esc Esc Esc");
			harness_keys(own, ways[i].keys);
			harness_scan(own, scans[k]);
			if (ways[i].unfinished && k == 0)
				harness_shows(own, ways[i].shows);
			assert_false(clinic.harness.ended);
		}
		assert_int_equal(patients_and_bookings(), before);
		assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
		assert_int_equal(clinic_booking(&clinic.desk, tomorrow.id).state, BOOKING_BOOKED);
		clinic_tear_down(&own);
	}
}

static void a_payment_code_is_neither_shown_nor_kept_on_any_screen(void **state)
{
	struct audit_row *rows;
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		void *own = &start;

		clinic_set_up(&own);
		harness_keys(own, ways[i].keys);
		harness_scan(own, WECHAT_CODE);
		harness_shows(own, "That was a payment code");
		harness_shows(own, ways[i].shows);
		harness_hides(own, "34567890123456");
		harness_scan(own, INSURANCE_CODE);
		harness_shows(own, "insurer's terminal");
		harness_hides(own, "3456789012345678");
		clinic_must(&clinic.desk, audit_history(&clinic.desk, morning.seq, &rows, &count));
		for (size_t k = 0; k < count; k++)
			assert_null(strstr(rows[k].detail, "34567890"));
		free(rows);
		clinic_tear_down(&own);
	}
}

static void a_persons_number_opens_their_registration_from_every_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		void *own = &start;

		clinic_set_up(&own);
		harness_keys(own, ways[i].keys);
		harness_scan(own, OUYANG_ID);
		if (ways[i].unfinished) {
			harness_shows(own, ways[i].shows);
		} else if (strncmp(ways[i].keys, "F4", 2) != 0 || strstr(ways[i].keys, "F11")) {
			harness_shows(own, "欧阳娜娜, male, 146, ID 440524********0014");
			harness_shows(own, "Doctor or department");
			harness_hides(own, OUYANG_ID);
		}
		clinic_tear_down(&own);
	}
}

static void bookings_shows_what_somebody_has_booked(void **state)
{
	char number[PATIENT_NUMBER_SIZE];
	harness_keys(*state, "F4");
	harness_scan(*state, OUYANG_ID);
	harness_shows(*state, "欧阳娜娜");
	harness_shows(*state, "Booking ");
	/* Who has not booked comes to do so. */
	text_format(number, sizeof(number), "%08lld", (long long)clinic.aygul);
	harness_scan(*state, number);
	harness_shows(*state, "Doctor or department");
}

static void a_second_scan_opens_the_booking(void **state)
{
	scan_ticket(*state, &morning);
	harness_golden(*state, "scans/checked-in");
	scan_ticket(*state, &morning);
	harness_golden(*state, "scans/already");
}

static void what_keeps_somebody_from_checking_in_is_said(void **state)
{

	struct booking booking;

	scan_ticket(*state, &tomorrow);
	harness_shows(*state,
		      "欧阳娜娜: booked for Tue 2026-11-24, tomorrow; nobody was checked in.");
	harness_shows(*state, "Booking      2611");
	/* Late, but in the session: how late. */
	clinic_clock(&clinic, CLINIC_DAY, 8 * 60 + 25);
	harness_tick(*state);
	scan_ticket(*state, &morning);
	harness_shows(*state, "room 101; 25 min after the expected time.");
	/* After the end of the session: why not. */
	booking = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "2001", PERIOD_PM).id,
			      clinic.aygul);
	clinic_clock(&clinic, CLINIC_DAY, 20 * 60);
	harness_tick(*state);
	scan_ticket(*state, &booking);
	assert_int_equal(clinic_booking(&clinic.desk, booking.id).state, BOOKING_BOOKED);
	harness_shows(*state, "Booking      2611");
	harness_shows(*state, "The session of 曾丽华 ended at 17:30");
}

static void a_missed_call_is_back_in_line(void **state)
{
	struct booking booking;

	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, morning.id, &booking));
	clinic_must(&clinic.desk, queue_call_next(&clinic.desk, morning.session_id, &booking));
	clinic_must(&clinic.desk, queue_miss(&clinic.desk, morning.id, &booking));
	scan_ticket(*state, &morning);
	harness_shows(*state, "Back in line after a missed call: number 1, 张伟");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).ticket_state, TICKET_WAITING);
}

static void a_ticket_that_nobody_has_is_said(void **state)
{
	char number[13];

	for (int i = 0; i < 10; i++) {
		text_format(number, sizeof(number), "26112399999%d", i);
		if (check_digit_is_right(number))
			break;
	}
	harness_scan(*state, number);
	harness_shows(*state, "There is no booking 26112399999");
}

static void an_order_opens_its_booking(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct booking_wish wish = { .session_id = session.id,
				     .patient_id = clinic.aygul,
				     .channel = CHANNEL_ONLINE,
				     .order_no = "WX2026112200000077" };
	struct booking booking;
	struct online_import import;
	char path[FILE_PATH_SIZE];
	FILE *file;

	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	text_format(path, sizeof(path), "%s/online.csv", clinic.directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id,"
	      "ordered_at\nWX2026112200000078,book,1001,2026-11-23,am,司马相如," NEW_ID
	      ",13900001111,7.00,4200001,2026-11-22 20:00:00\n",
	      file);
	assert_int_equal(fclose(file), 0);
	clinic_must(&clinic.desk,
		    online_import_file(&clinic.desk, path, NULL, &import, NULL, NULL));
	online_import_release(&import);
	harness_scan(*state, "WX2026112200000078");
	harness_shows(*state, "The online order WX2026112200000078 was refused: The amount paid");
}

static void a_form_takes_what_it_wants(void **state)
{
	harness_keys(*state, "F6 '李雷'");
	harness_scan(*state, NEW_ID);
	harness_shows(*state, "Name         李雷");
	harness_shows(*state, "ID number    " NEW_ID);
	harness_shows(*state, "Birth date   1985-09-07");
	harness_scan(*state, "13912345678");
	harness_shows(*state, "Phone        13912345678");
	harness_scan(*state, "C99887766");
	harness_shows(*state, "Card         C99887766");
	/* What is filled in stays: this is somebody else's. */
	harness_scan(*state, OUYANG_ID);
	harness_shows(*state, "Finish this first");
	harness_shows(*state, "ID number    " NEW_ID);
	harness_shows(*state, "Name         李雷");
	/* A ticket is about somebody else, too; the form comes back. */
	scan_ticket(*state, &tomorrow);
	harness_shows(*state, "Booking      2611");
	harness_keys(*state, "Esc");
	harness_shows(*state, "Name         李雷");
	harness_keys(*state, "F9");
	harness_shows(*state, "李雷, male, 41");
}

static void a_form_on_register_is_not_lost_to_a_scan_elsewhere(void **state)
{
	harness_keys(*state, "F6 '李雷' F3");
	harness_scan(*state, OUYANG_ID);
	harness_shows(*state, "Finish this first");
	harness_shows(*state, "Name         李雷");
}

static void somebody_new_is_filled_in_from_the_card(void **state)
{
	harness_keys(*state, "F3");
	harness_scan(*state, NEW_ID);
	harness_shows(*state, "New patient");
	harness_shows(*state, "ID number    " NEW_ID);
	harness_shows(*state, "Sex          < male >");
}

static void what_nobody_knows_is_looked_for_and_nothing_else(void **state)
{
	harness_keys(*state, "F3");
	harness_scan(*state, "ZZ99887766");
	harness_shows(*state, "Find  ZZ99887766");
	harness_shows(*state, "No patient found. Enter adds a new patient");
}

static void slow_typing_stays_a_search(void **state)
{
	char number[32];

	text_format(number, sizeof(number), "%012lld", (long long)morning.id);
	for (size_t i = 0; number[i]; i++) {
		char one[2] = { number[i], '\0' };

		harness_bytes(*state, one);
		clinic.harness.terminal->input.first_ms -= 10 * INPUT_SCAN_GAP_MS;
	}
	harness_keys(*state, "Enter");
	/* A ticket that is typed opens its booking; it checks nobody in. */
	harness_shows(*state, "Booking      2611");
	assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
}

static void scans_one_after_the_other_pile_nothing_up(void **state)
{
	for (int i = 0; i < 40; i++) {
		scan_ticket(*state, &tomorrow);
		harness_shows(*state, "Booking      2611");
		harness_scan(*state, OUYANG_ID);
		harness_shows(*state, "Doctor or department");
	}
	harness_keys(*state, "Esc Esc");
	harness_shows(*state, "Who is at the counter?");
}

static void a_badge_signs_in_and_a_ticket_does_not(void **state)
{
	(void)state;
	clinic_open_at_sign_in(&clinic);
	harness_scan(&clinic.harness, WECHAT_CODE);
	harness_shows(&clinic.harness, "That is not a staff code.");
	harness_hides(&clinic.harness, "34567890");
	harness_scan(&clinic.harness, ZHANG_ID);
	harness_shows(&clinic.harness, "That is not a staff code.");
	harness_scan(&clinic.harness, "A00012345");
	harness_keys(&clinic.harness, "F9");
	harness_shows(&clinic.harness, "A00012345  counter 1");
	clinic_close(&clinic);
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ticket_of_today_checks_its_owner_in_from_every_screen),
		cmocka_unit_test(a_scan_presses_no_key_on_any_screen),
		cmocka_unit_test(a_payment_code_is_neither_shown_nor_kept_on_any_screen),
		cmocka_unit_test(a_persons_number_opens_their_registration_from_every_screen),
		SCREEN_TEST(bookings_shows_what_somebody_has_booked),
		SCREEN_TEST(a_second_scan_opens_the_booking),
		SCREEN_TEST(what_keeps_somebody_from_checking_in_is_said),
		SCREEN_TEST(a_missed_call_is_back_in_line),
		SCREEN_TEST(a_ticket_that_nobody_has_is_said),
		SCREEN_TEST(an_order_opens_its_booking),
		SCREEN_TEST(a_form_takes_what_it_wants),
		SCREEN_TEST(a_form_on_register_is_not_lost_to_a_scan_elsewhere),
		SCREEN_TEST(somebody_new_is_filled_in_from_the_card),
		SCREEN_TEST(what_nobody_knows_is_looked_for_and_nothing_else),
		SCREEN_TEST(slow_typing_stays_a_search),
		SCREEN_TEST(scans_one_after_the_other_pile_nothing_up),
		cmocka_unit_test(a_badge_signs_in_and_a_ticket_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
