/* Roster: the week, a session by hand, suspending with its worksheet, extra numbers, loading. */
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "tests/screens/clinic.h"

#define FOLDER "build/roster-files"
#define HEADER "date,period,doctor,capacity,room,online_percent,fee_yuan\n"

static struct clinic clinic;

/* Another week's worth of sessions, some of them sold. */
static void fill(void)
{
	struct desk *desk = &clinic.desk;
	struct session morning = clinic_session(desk, "1001", PERIOD_AM);

	clinic_folder(&clinic, FOLDER);
	clinic_roster(desk, "1002", CLINIC_DAY + 2, PERIOD_AM);
	clinic_roster(desk, "2001", CLINIC_DAY + 6, PERIOD_PM);
	clinic_roster(desk, "2001", CLINIC_DAY + 9, PERIOD_PM);
	clinic_book(desk, morning.id, clinic.zhang);
	clinic_book(desk, morning.id, clinic.ouyang);
	clinic_book(desk, clinic_session(desk, "1002", PERIOD_AM).id, clinic.aygul);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "Alt-7" };
static struct clinic_start medium = { &clinic, 120, 36, fill, "Alt-7" };
static struct clinic_start wide = { &clinic, 200, 60, fill, "Alt-7" };

/* The week. */

static void a_week_is_shown_with_what_is_sold_and_the_marked_session_in_full(void **state)
{
	struct closing closing;

	harness_golden(*state, "roster/80");
	harness_keys(*state, "Right");
	harness_shows(*state, "Tue 2026-11-24, morning 08:00-12:00, room 101");
	harness_keys(*state, "Down Down");
	harness_shows(*state, "no session on Tue 2026-11-24");
	harness_keys(*state, "PgDn");
	harness_shows(*state, "Tue 2026-12-01");
	harness_keys(*state, "Right End");
	harness_shows(*state, "Wed 2026-12-02, afternoon 13:30-17:30");
	harness_keys(*state, "PgUp PgUp");
	harness_golden(*state, "roster/empty-week");
	harness_keys(*state, "Alt-g");
	harness_shows(*state, "Mon 2026-11-23, today");
	harness_keys(*state, "Left");
	harness_shows(*state, "< Sun 2026-11-22, yesterday >");
	/* A closed one says so, even where a cell is narrow. */
	clinic_clock(&clinic, CLINIC_DAY, 20 * 60 + 45);
	clinic_must(&clinic.desk, day_close(&clinic.desk,
					    &(struct close_wish){ .day = CLINIC_DAY,
								  .counted_fen = 0,
								  .reason = "counted twice",
								  .pass = true,
								  .clock_is_right = true },
					    &closing));
	closing_release(&closing);
	harness_keys(*state, "Alt-g ^R");
	harness_shows(*state, "am   closed  0/10");
}

static void the_week_at_120_columns(void **state)
{
	harness_golden(*state, "roster/120");
}

static void the_week_at_200_columns_has_the_sessions_numbers_beside_it(void **state)
{
	harness_golden(*state, "roster/200");
}

static void a_doctor_is_found_by_code_initials_and_name(void **state)
{
	harness_keys(*state, "F7 'zlh'");
	harness_golden(*state, "roster/find");
	harness_keys(*state, "Esc");
	harness_shows(*state, "王磊");
	harness_keys(*state, "F7 '1002' Enter");
	harness_hides(*state, "曾丽华");
	harness_keys(*state, "F7 Backspace Backspace");
	harness_shows(*state, "魏思齐");
	harness_keys(*state, "Backspace Backspace '眼科'");
	harness_shows(*state, "曾丽华");
	harness_hides(*state, "王磊");
	harness_keys(*state, "'x'");
	harness_shows(*state, "No doctor matches your input");
	harness_keys(*state, "Esc");
	harness_shows(*state, "王磊");
}

/* A session by hand. */

static void a_session_is_added_where_there_was_none(void **state)
{
	struct session session;

	harness_keys(*state, "Right Right Enter");
	harness_golden(*state, "roster_session/new");
	harness_keys(*state, "'2000' F9");
	harness_shows(*state, "A whole number from 1 to 999.");
	harness_keys(*state, "^U '15' Enter '201' Enter '40' Enter '12.5' Enter");
	harness_shows(*state, "The session was added.");
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "1001", CLINIC_DAY + 2, PERIOD_AM, &session));
	assert_int_equal(session.capacity, 15);
	assert_int_equal(session.online_percent, 40);
	assert_int_equal(session.fee_fen, 1250);
	assert_string_equal(session.room, "201");
	harness_shows(*state, "0/15");
	/* The same once more is no change behind the clerk's back. */
	harness_keys(*state, "Alt-n '9' F9");
	harness_shows(*state, "The doctor already has a session then.");
	harness_keys(*state, "Esc");
	harness_keys(*state, "F9");
}

static void a_new_session_says_what_is_wrong_beside_its_field(void **state)
{
	harness_keys(*state, "Alt-n Up Up ^U '2026-13-01' Tab Tab '5' F9");
	harness_shows(*state, "Write the date as 2026-11-23.");
	harness_keys(*state, "^U '2026-11-20' F9");
	harness_shows(*state, "A session cannot be added on 2026-11-20");
	harness_keys(*state, "^U '2026-11-30' Up ^U '9999' F9");
	harness_shows(*state, "There is no doctor with the code 9999.");
	harness_golden(*state, "roster_session/new-wrong");
}

static void a_change_shows_the_numbers_that_stay_before_anything_is_written(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	int64_t before = clinic_last_event(&clinic.desk);

	harness_keys(*state, "F9 ^U '1' F9");
	harness_golden(*state, "roster_load/notes");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "Enter");
	harness_shows(*state, "Change the session");
	harness_keys(*state, "F9 F9");
	harness_shows(*state, "The session was changed.");
	session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	assert_int_equal(session.capacity, 1);
	harness_keys(*state, "F9 F9");
	harness_shows(*state, "Nothing was changed");
}

/* Suspending. */

static void suspending_says_whom_it_concerns_and_opens_the_worksheet(void **state)
{
	struct session session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	int64_t before = clinic_last_event(&clinic.desk);

	harness_keys(*state, "F8");
	harness_golden(*state, "roster_suspend/80");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "F9");
	harness_shows(*state, "reason");
	assert_int_equal(clinic_session(&clinic.desk, "1001", PERIOD_AM).state, SESSION_OPEN);
	harness_keys(*state, "'医生生病' F9");
	harness_golden(*state, "roster_affected/80");
	assert_int_equal(clinic_session(&clinic.desk, "1001", PERIOD_AM).state, SESSION_SUSPENDED);
	harness_shows(*state, "0 of 2 settled.");
	/* Moved is who was moved: to the session proposed, or to one that is chosen; the requested
	 * refund goes along. */
	harness_keys(*state, "Alt-v");
	harness_golden(*state, "choose_session/move");
	harness_keys(*state, "Esc F6");
	harness_golden(*state, "move/80");
	harness_keys(*state, "Enter");
	harness_shows(*state, "0 of 2 settled.");
	harness_keys(*state, "F6 F9");
	harness_shows(*state, "Moved.");
	harness_shows(*state, "1 of 2 settled.");
	harness_keys(*state, "F8");
	harness_golden(*state, "roster_affected/done");
	/* A key at the wrong line: once more takes it back. */
	harness_keys(*state, "End F8");
	harness_shows(*state, "1 of 2 settled.");
	harness_keys(*state, "F8");
	harness_shows(*state, "2 of 2 settled");
	harness_keys(*state, "Alt-a");
	harness_shows(*state, "Nobody needs to be told");
	harness_keys(*state, "Esc");
	harness_golden(*state, "roster_suspend/suspended");
	harness_keys(*state, "F8");
	harness_golden(*state, "roster_resume/80");
	harness_keys(*state, "'weather' F9");
	harness_shows(*state, "The session is open again: 1 booking is back, 1 told");
	assert_int_equal(clinic_session(&clinic.desk, "1001", PERIOD_AM).state, SESSION_OPEN);
	(void)session;
}

static void suspend_morning(void)
{
	struct suspension suspension;

	clinic_must(&clinic.desk,
		    session_suspend(&clinic.desk,
				    clinic_session(&clinic.desk, "1001", PERIOD_AM).id, "病了",
				    &suspension));
}

static void paying_back_is_asked_with_the_amount_and_settles_the_person(void **state)
{
	int64_t before;

	suspend_morning();
	harness_keys(*state, "^R F11");
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "F7");
	harness_golden(*state, "roster_pay_back/80");
	/* Not by Enter, nor by letters. */
	harness_keys(*state, "Enter Esc");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_shows(*state, "0 of 2 settled.");
	/* Another way needs a reason. */
	harness_keys(*state, "F7 Right Right Right Right F9");
	harness_shows(*state, "reason");
	harness_keys(*state, "Up Left Left Left Left F9");
	harness_shows(*state, "Hand over 50.00 yuan, by cash, to 张伟 now.");
	harness_golden(*state, "roster_affected/paid");
	/* The mark went on to the next one. */
	harness_keys(*state, "F7 F9");
	harness_shows(*state, "2 of 2 settled: nobody is left.");
	/* All of it has gone: nothing is paid twice. */
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "F7");
	harness_shows(*state, "has all of it already");
	harness_keys(*state, "Esc");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void numbers_to_call_go_on_with_the_mark_and_each_look_is_recorded(void **state)
{
	int64_t before;

	suspend_morning();
	harness_keys(*state, "^R F11");
	harness_hides(*state, "13800001234");
	harness_keys(*state, "F11");
	harness_shows(*state, "13800001234");
	before = clinic_last_event(&clinic.desk);
	harness_keys(*state, "Down");
	harness_hides(*state, "13800001234");
	assert_true(clinic_last_event(&clinic.desk) > before);
	harness_keys(*state, "F8");
	harness_shows(*state, "13800001234");
}

static void who_is_still_to_be_told_is_one_key_away(void **state)
{
	struct suspension suspension;
	struct desk *desk = &clinic.desk;

	harness_keys(*state, "F11");
	harness_golden(*state, "roster_affected/none");
	harness_keys(*state, "Esc");
	clinic_must(desk, session_suspend(desk, clinic_session(desk, "1001", PERIOD_AM).id, "病了",
					  &suspension));
	clinic_must(desk, session_suspend(desk, clinic_session(desk, "1002", PERIOD_AM).id, "停电",
					  &suspension));
	harness_keys(*state, "^R");
	harness_shows(*state, "! 3 people have not been told yet: F11");
	harness_keys(*state, "Right F11");
	harness_golden(*state, "roster_affected/all");
	harness_keys(*state, "F11");
	harness_shows(*state, "13800001234");
	harness_golden(*state, "roster_affected/phone");
	harness_keys(*state, "Down");
	harness_hides(*state, "13800001234");
	harness_keys(*state, "Up F8 F8");
	harness_shows(*state, "1 person has no outcome yet.");
	harness_keys(*state, "Enter");
	harness_shows(*state, "阿依古丽·买买提");
	harness_keys(*state, "Esc Esc");
	harness_shows(*state, "! 1 person has not been told yet: F11");
}

/* Numbers. */

static void a_sessions_numbers_are_shown_and_an_extra_one_given(void **state)
{
	harness_keys(*state, "Enter");
	harness_golden(*state, "roster_numbers/80");
	harness_keys(*state, "Enter");
	harness_shows(*state, "张伟");
	harness_keys(*state, "Esc Alt-x");
	harness_golden(*state, "roster_extra/80");
	harness_keys(*state, "'nobody' Enter");
	harness_shows(*state, "No patient found.");
	harness_keys(*state, "^U '张' Enter");
	harness_shows(*state, "Who gets the number?");
	harness_keys(*state, "Esc ^U '13900005678' Enter '魏主任' Enter");
	harness_golden(*state, "roster_extra/book");
	harness_keys(*state, "Enter");
	harness_shows(*state, "extra");
	harness_keys(*state, "Esc");
	harness_keys(*state, "End");
	harness_golden(*state, "roster_numbers/extra");
	harness_keys(*state, "Esc");
	harness_shows(*state, "2/10+1");
}

/* Loading. */

static void put_roster(void)
{
	clinic_put(FOLDER "/roster.csv",
		   HEADER "2026-11-23,am,1001,1,103,20,50\n2026-11-24,am,1001,10,101,20,50\n"
			  "2026-11-23,eve,1002,14,102,50,25\n2026-11-25,pm,2001,8,402,,\n",
		   CLINIC_MORNING_S);
}

static void a_preview_tells_the_differences_and_writes_nothing(void **state)
{
	int64_t before = clinic_last_event(&clinic.desk);

	put_roster();
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "roster_load/80");
	harness_keys(*state, "F7");
	harness_shows(*state, "Showing only: added");
	harness_keys(*state, "F7 Down");
	harness_shows(*state,
		      "2026-11-23 eve 1002 王磊: capacity 12 -> 14; online percent 20 -> 50;");
	harness_keys(*state, "Esc");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
}

static void a_preview_at_200_columns(void **state)
{
	put_roster();
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "roster_load/200");
}

static void enter_loads_what_the_preview_said(void **state)
{
	struct session session;

	put_roster();
	harness_keys(*state, "F6 Enter Enter");
	harness_golden(*state, "roster_load/loaded");
	session = clinic_session(&clinic.desk, "1002", PERIOD_EVE);
	assert_int_equal(session.capacity, 14);
	assert_int_equal(session.fee_fen, 2500);
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "2001", CLINIC_DAY + 2, PERIOD_PM, &session));
	harness_keys(*state, "Enter Esc");
	harness_shows(*state, "2/1");
	harness_keys(*state, "F6 Enter");
	harness_shows(*state, "Would be: 0 added, 0 changed, 4 unchanged.");
}

static void bad_rows_are_named_and_nothing_is_loaded(void **state)
{
	int64_t before = clinic_last_event(&clinic.desk);

	clinic_put(FOLDER "/roster.csv",
		   HEADER "2026-11-23,am,1001,many,103,20,50\n2026-13-24,am,1001,10,101,20,50\n"
			  "2026-11-25,pm,9999,8,402,,\n2026-11-26,pm,2001,8,402,,\n",
		   CLINIC_MORNING_S);
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "roster_load/bad");
	harness_keys(*state, "Enter F9");
	assert_int_equal(clinic_last_event(&clinic.desk), before);
	harness_keys(*state, "F7");
	harness_shows(*state, "Showing only: BAD");
	harness_keys(*state, "F7");
	harness_shows(*state, "2026-11-26");
	clinic_put(FOLDER "/roster.csv", "a,b\n1,2\n", CLINIC_MORNING_S);
	harness_keys(*state, "Esc F6 Enter");
	harness_shows(*state, "column");
}

static void people_who_were_renamed_are_loaded_after_a_question(void **state)
{
	struct patient patient;

	clinic_put(FOLDER "/patients.csv",
		   "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		   "张大伟,resident_id,11010519491231002X,13800001234,,,\n"
		   "李静,resident_id,330781198509078812,13800001299,,,\n",
		   CLINIC_MORNING_S);
	harness_keys(*state, "F6 Enter");
	harness_shows(*state, "correct the file");
	harness_keys(*state, "F9 F8");
	harness_shows(*state, "1 row gives a known ID number another name");
	harness_golden(*state, "roster_load/renamed");
	harness_keys(*state, "Enter F9");
	clinic_must(&clinic.desk, patient_get(&clinic.desk, clinic.zhang, &patient));
	assert_string_equal(patient.name, "张伟");
	harness_keys(*state, "F8 F9");
	harness_shows(*state, "张伟 -> 张大伟");
	harness_keys(*state, "F9");
	harness_shows(*state, "Loaded: 1 added, 1 changed");
	clinic_must(&clinic.desk, patient_get(&clinic.desk, clinic.zhang, &patient));
	assert_string_equal(patient.name, "张大伟");
}

static void other_master_data_is_known_by_its_columns(void **state)
{
	struct doctor doctor;

	clinic_put(FOLDER "/doctors.csv",
		   "code,name,title,department,qualification_no,specialty,fee_yuan\n"
		   "1001,魏思齐,主任医师,NK01,,,60\n3001,李静,医师,YK07,,,20\n",
		   CLINIC_MORNING_S);
	harness_keys(*state, "F6 Enter");
	harness_golden(*state, "roster_load/doctors");
	harness_keys(*state, "Enter");
	clinic_must(&clinic.desk, doctor_get(&clinic.desk, "1001", &doctor));
	assert_int_equal(doctor.fee_fen, 6000);
	harness_keys(*state, "Esc");
	harness_shows(*state, "李静");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)
#define MEDIUM_TEST(name) CLINIC_TEST(name, &medium)
#define WIDE_TEST(name) CLINIC_TEST(name, &wide)

static const struct CMUnitTest tests[] = {
	SCREEN_TEST(a_week_is_shown_with_what_is_sold_and_the_marked_session_in_full),
	MEDIUM_TEST(the_week_at_120_columns),
	WIDE_TEST(the_week_at_200_columns_has_the_sessions_numbers_beside_it),
	SCREEN_TEST(a_doctor_is_found_by_code_initials_and_name),
	SCREEN_TEST(a_session_is_added_where_there_was_none),
	SCREEN_TEST(a_new_session_says_what_is_wrong_beside_its_field),
	SCREEN_TEST(a_change_shows_the_numbers_that_stay_before_anything_is_written),
	SCREEN_TEST(suspending_says_whom_it_concerns_and_opens_the_worksheet),
	SCREEN_TEST(paying_back_is_asked_with_the_amount_and_settles_the_person),
	SCREEN_TEST(numbers_to_call_go_on_with_the_mark_and_each_look_is_recorded),
	SCREEN_TEST(who_is_still_to_be_told_is_one_key_away),
	SCREEN_TEST(a_sessions_numbers_are_shown_and_an_extra_one_given),
	SCREEN_TEST(a_preview_tells_the_differences_and_writes_nothing),
	WIDE_TEST(a_preview_at_200_columns),
	SCREEN_TEST(enter_loads_what_the_preview_said),
	SCREEN_TEST(bad_rows_are_named_and_nothing_is_loaded),
	SCREEN_TEST(people_who_were_renamed_are_loaded_after_a_question),
	SCREEN_TEST(other_master_data_is_known_by_its_columns),
};

int main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
