/* Queue: who waits, calling, missing, finishing, coming back; two counters at once. */
#include <stdlib.h>

#include "desk/queue/queue_list.h"
#include "tests/screens/clinic.h"
#include "ui/term/engine.h"

static struct clinic clinic;
static struct booking first, second, third;

static struct booking check_in(int64_t session_id, int64_t patient_id, int minute)
{
	struct booking booking = clinic_book(&clinic.desk, session_id, patient_id);

	clinic_clock(&clinic, CLINIC_DAY, minute);
	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	return booking;
}

static void fill(void)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);

	first = check_in(session.id, clinic.zhang, 7 * 60 + 40);
	second = check_in(session.id, clinic.ouyang, 7 * 60 + 45);
	third = check_in(session.id, clinic.aygul, 7 * 60 + 50);
	clinic_clock(&clinic, CLINIC_DAY, 8 * 60 + 5);
	harness_keys(&clinic.harness, "F3");
	harness_tick(&clinic.harness);
}

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };
static struct clinic_start wide = { &clinic, 200, 60, NULL, "" };

static enum ticket_state state_of(const struct booking *booking)
{
	struct ticket *rows;
	enum ticket_state found = TICKET_VOID;
	size_t count;

	clinic_must(&clinic.desk, queue_list(&clinic.desk, booking->session_id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].booking_id == booking->id)
			found = rows[i].state;
	}
	free(rows);
	return found;
}

static void sessions_show_who_waits_and_how_long(void **state)
{
	fill();
	harness_golden(*state, "queue/sessions");
}

static void a_wide_terminal_shows_both_lists(void **state)
{
	fill();
	harness_golden(*state, "queue/200");
	harness_keys(*state, "Tab F6");
	harness_shows(*state, "Called: number 1");
}

static void nobody_waiting_is_said_in_words(void **state)
{
	harness_keys(*state, "F3 Enter");
	harness_golden(*state, "queue/nobody");
	harness_keys(*state, "F6");
	harness_golden(*state, "queue/nobody-to-call");
}

static void calling_missing_and_finishing_take_one_key_each(void **state)
{
	fill();
	harness_keys(*state, "F6");
	harness_golden(*state, "queue/called");
	assert_int_equal(state_of(&first), TICKET_CALLED);
	harness_keys(*state, "F7");
	assert_int_equal(state_of(&first), TICKET_MISSED);
	harness_keys(*state, "F6");
	assert_int_equal(state_of(&second), TICKET_CALLED);
	harness_keys(*state, "F8");
	assert_int_equal(state_of(&second), TICKET_FINISHED);
	harness_golden(*state, "queue/missed-finished");
}

static void who_missed_the_call_is_back_in_line_by_one_key(void **state)
{
	fill();
	harness_keys(*state, "F6 F7 F9");
	assert_int_equal(state_of(&first), TICKET_WAITING);
	harness_shows(*state, "Back in line: number 1");
	/* Behind the others who wait, by the rule. */
	harness_keys(*state, "F6");
	assert_int_equal(state_of(&second), TICKET_CALLED);
}

static void a_key_without_a_person_says_whom_it_is_for(void **state)
{
	fill();
	harness_keys(*state, "F7");
	harness_shows(*state, "First mark a patient");
	assert_int_equal(state_of(&first), TICKET_WAITING);
}

/* The rule of the clinic about a call while somebody is called. */
static void rule(const char *way)
{
	text_copy(clinic.desk.settings.queue_call_while_called,
		  sizeof(clinic.desk.settings.queue_call_while_called), way);
}

static void a_call_while_somebody_is_called_is_asked_about(void **state)
{
	fill();
	harness_keys(*state, "F6");
	clinic_clock(&clinic, CLINIC_DAY, 8 * 60 + 17);
	harness_keys(*state, "F6");
	harness_golden(*state, "queue/calling");
	/* Enter and Esc wait; what is typed does nothing. */
	harness_keys(*state, "'zw' Enter");
	assert_int_equal(state_of(&second), TICKET_WAITING);
	harness_keys(*state, "F6 Esc");
	assert_int_equal(state_of(&second), TICKET_WAITING);
	harness_keys(*state, "F6 F8");
	assert_int_equal(state_of(&first), TICKET_FINISHED);
	assert_int_equal(state_of(&second), TICKET_CALLED);
	harness_shows(*state, "Called: number 2");
	harness_keys(*state, "F6 F6");
	assert_int_equal(state_of(&second), TICKET_CALLED);
	assert_int_equal(state_of(&third), TICKET_CALLED);
}

static void the_question_takes_no_key_that_was_typed_ahead(void **state)
{
	fill();
	harness_keys(*state, "F6");
	clinic.harness.terminal->seen_ms = SCREEN_SEEN_MS;
	harness_bytes(*state, "\033[17~");
	harness_later(*state, 100);
	harness_bytes(*state, "\033[17~");
	harness_shows(*state, "Somebody is called already");
	assert_int_equal(state_of(&second), TICKET_WAITING);
	harness_later(*state, SCREEN_SEEN_MS);
	harness_bytes(*state, "\033[17~");
	assert_int_equal(state_of(&second), TICKET_CALLED);
}

static void nobody_waiting_is_said_before_anything_is_asked(void **state)
{
	fill();
	rule("both");
	harness_keys(*state, "F6 F6 F6");
	rule("ask");
	harness_keys(*state, "F6");
	harness_shows(*state, "Nobody is waiting");
	rule("finish");
	harness_keys(*state, "F6");
	harness_shows(*state, "Nobody is waiting");
	assert_int_equal(state_of(&third), TICKET_CALLED);
}

static void a_rule_finishes_the_visit_or_calls_both(void **state)
{
	fill();
	rule("finish");
	harness_keys(*state, "F6 F6");
	assert_int_equal(state_of(&first), TICKET_FINISHED);
	assert_int_equal(state_of(&second), TICKET_CALLED);
	rule("both");
	harness_keys(*state, "F6");
	assert_int_equal(state_of(&second), TICKET_CALLED);
	assert_int_equal(state_of(&third), TICKET_CALLED);
}

static void nobody_is_finished_whom_another_counter_has_just_called(void **state)
{
	struct desk other;
	struct booking called;

	fill();
	rule("finish");
	clinic_second(&clinic, &other);
	clinic_must(&other, queue_call_next(&other, first.session_id, &called));
	harness_keys(*state, "F6");
	harness_shows(*state, "Another counter has just called somebody here.");
	assert_int_equal(state_of(&first), TICKET_CALLED);
	assert_int_equal(state_of(&second), TICKET_WAITING);
	/* Now it is shown, and the key means what it says. */
	harness_keys(*state, "F6");
	assert_int_equal(state_of(&first), TICKET_FINISHED);
	assert_int_equal(state_of(&second), TICKET_CALLED);
	desk_close(&other);
}

static void what_is_finished_is_what_was_asked_about(void **state)
{
	struct desk other;
	struct booking called;

	fill();
	harness_keys(*state, "F6 F6");
	harness_shows(*state, "number 1, 张伟, since 08:05");
	clinic_second(&clinic, &other);
	clinic_must(&other, queue_call_next(&other, first.session_id, &called));
	harness_keys(*state, "F8");
	harness_shows(*state, "Another counter has just called somebody here.");
	assert_int_equal(state_of(&first), TICKET_CALLED);
	assert_int_equal(state_of(&second), TICKET_CALLED);
	desk_close(&other);
}

static void who_is_called_is_called_again_and_each_call_is_recorded(void **state)
{
	struct audit_row *rows;
	size_t count;

	fill();
	harness_keys(*state, "F6");
	clinic_clock(&clinic, CLINIC_DAY, 8 * 60 + 9);
	harness_keys(*state, "Alt-a");
	harness_shows(*state, "Called again: number 1, 张伟.");
	harness_shows(*state, "since 08:09");
	clinic_must(&clinic.desk,
		    audit_history(&clinic.desk, clinic_booking(&clinic.desk, first.id).seq, &rows,
				  &count));
	assert_string_equal(rows[0].action, "ticket.call_again");
	free(rows);
	/* It can be taken back, and he stays called. */
	harness_keys(*state, "Alt-z F9");
	assert_int_equal(state_of(&first), TICKET_CALLED);
	harness_keys(*state, "F8 Alt-a");
	harness_shows(*state, "First mark a patient");
}

/* Online and unpaid, an extra number, somebody with the name of another, and the same person with
 * two records. */
static void fill_with_marks(void)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct booking_wish wish = { .session_id = session.id,
				     .patient_id = clinic.zhang_other,
				     .channel = CHANNEL_ONLINE,
				     .order_no = "WX1" };
	struct booking booking;

	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	fill();
	wish = (struct booking_wish){ .session_id = session.id,
				      .patient_id = clinic_patient(&clinic.desk, "李娜", ""),
				      .channel = CHANNEL_COUNTER,
				      .extra = true,
				      .asked_by = "魏思齐" };
	clinic_must(&clinic.desk, booking_book(&clinic.desk, &wish, &booking));
	clinic_book(&clinic.desk, session.id, clinic_patient(&clinic.desk, "欧阳娜娜", ""));
	harness_keys(&clinic.harness, "^L");
}

static void who_is_not_here_yet_is_a_part_of_its_own_with_marks(void **state)
{
	fill_with_marks();
	harness_keys(*state, "F6");
	harness_golden(*state, "queue/marks");
	harness_keys(*state, "Tab");
	harness_golden(*state, "queue/not-here");
	harness_keys(*state, "Tab");
	harness_shows(*state, "Today's sessions");
	harness_golden(*state, "queue/sessions-to-come");
}

static void a_wide_terminal_shows_all_parts(void **state)
{
	fill_with_marks();
	harness_keys(*state, "F6");
	harness_golden(*state, "queue/marks-200");
}

static void who_was_not_here_yet_is_checked_in_by_a_key(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct booking booking;

	fill();
	booking = clinic_book(&clinic.desk, session.id, clinic.zhang_other);
	harness_keys(*state, "^L Enter Tab F9");
	harness_shows(*state, "Checked in: number 4");
	assert_int_equal(state_of(&booking), TICKET_WAITING);
	/* Nobody is missing any more: the keys are with those who are here. */
	harness_shows(*state, "4 waiting, 0 called");
	harness_keys(*state, "F6");
	assert_int_equal(state_of(&first), TICKET_CALLED);
}

static void who_has_not_paid_is_asked_about_in_the_queue_too(void **state)
{
	fill_with_marks();
	harness_keys(*state, "Enter Tab F9");
	harness_shows(*state, "NOT PAID: 50.00 is owed.");
	harness_keys(*state, "F9");
	harness_shows(*state, "Checked in: number");
}

static void two_counters_never_call_the_same_person(void **state)
{
	struct desk other;
	struct booking called;

	fill();
	rule("both");
	clinic_second(&clinic, &other);
	clinic_must(&other, queue_call_next(&other, first.session_id, &called));
	assert_int_equal(called.id, first.id);
	harness_keys(*state, "F6");
	harness_shows(*state, "Called: number 2");
	/* What the other counter finished cannot be finished here again. */
	clinic_must(&other, queue_finish(&other, first.id, &called));
	harness_keys(*state, "Up F7");
	assert_int_equal(state_of(&first), TICKET_FINISHED);
	desk_close(&other);
}

static void a_call_elsewhere_appears_after_a_tick(void **state)
{
	struct desk other;
	struct booking called;

	fill();
	harness_keys(*state, "Enter");
	harness_shows(*state, "3 waiting, 0 called");
	clinic_second(&clinic, &other);
	clinic_must(&other, queue_call_next(&other, first.session_id, &called));
	desk_close(&other);
	harness_tick(*state);
	harness_shows(*state, "2 waiting, 1 called");
}

static void a_scanned_slip_checks_its_owner_in(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	struct booking booking = clinic_book(&clinic.desk, session.id, clinic.zhang);
	char number[32];

	harness_keys(*state, "F3");
	text_format(number, sizeof(number), "%lld", (long long)booking.id);
	harness_scan(*state, number);
	harness_golden(*state, "queue/scanned");
	assert_int_equal(state_of(&booking), TICKET_WAITING);
	/* What is no slip is somebody's. */
	harness_scan(*state, "123456789012");
	harness_shows(*state, "No patient found");
}

static void a_doctor_is_found_by_code_name_or_initials(void **state)
{
	harness_keys(*state, "F3 F11 'zlh' Enter Enter");
	harness_shows(*state, "眼科, 曾丽华");
	harness_keys(*state, "F11 'nobody' Enter");
	harness_shows(*state, "No session today matches");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(sessions_show_who_waits_and_how_long),
	CLINIC_TEST(a_wide_terminal_shows_both_lists, &wide),
	SCREEN_TEST(nobody_waiting_is_said_in_words),
	SCREEN_TEST(calling_missing_and_finishing_take_one_key_each),
	SCREEN_TEST(who_missed_the_call_is_back_in_line_by_one_key),
	SCREEN_TEST(a_key_without_a_person_says_whom_it_is_for),
	SCREEN_TEST(a_call_while_somebody_is_called_is_asked_about),
	SCREEN_TEST(the_question_takes_no_key_that_was_typed_ahead),
	SCREEN_TEST(nobody_waiting_is_said_before_anything_is_asked),
	SCREEN_TEST(a_rule_finishes_the_visit_or_calls_both),
	SCREEN_TEST(nobody_is_finished_whom_another_counter_has_just_called),
	SCREEN_TEST(what_is_finished_is_what_was_asked_about),
	SCREEN_TEST(who_is_called_is_called_again_and_each_call_is_recorded),
	SCREEN_TEST(who_is_not_here_yet_is_a_part_of_its_own_with_marks),
	CLINIC_TEST(a_wide_terminal_shows_all_parts, &wide),
	SCREEN_TEST(who_was_not_here_yet_is_checked_in_by_a_key),
	SCREEN_TEST(who_has_not_paid_is_asked_about_in_the_queue_too),
	SCREEN_TEST(two_counters_never_call_the_same_person),
	SCREEN_TEST(a_call_elsewhere_appears_after_a_tick),
	SCREEN_TEST(a_scanned_slip_checks_its_owner_in),
	SCREEN_TEST(a_doctor_is_found_by_code_name_or_initials),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
