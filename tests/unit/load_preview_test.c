/* What a master data file would change, before it is loaded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "exchange/load.h"
#include "fixture.h"

#define ROSTER "date,period,doctor,capacity,room,online_percent,fee_yuan\n"
#define PATIENTS "name,id_type,id_number,phone,sex,birth_date,card_no\n"

static struct desk *desk;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_PM, 10, 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static enum status look(enum load_kind kind, const char *text, struct load_preview *out)
{
	char path[FILE_PATH_SIZE];

	fixture_file(desk, "master.csv", text, strlen(text), path);
	return load_preview_file(desk, kind, path, false, out);
}

static void is_change(const struct load_preview *preview, size_t at, long line,
		      enum put_outcome outcome, const char *about, const char *change)
{
	const struct load_change *row = &preview->change[at];

	assert_true(at < preview->count);
	assert_int_equal(row->line, line);
	assert_int_equal(row->outcome, outcome);
	assert_string_equal(row->about, about);
	assert_string_equal(row->change, change);
}

static const char roster[] = ROSTER "2026-11-23,am,1001,12,102,50,25.00\n"
				    "2026-11-23,pm,1001,10,101,20,20\n"
				    "2026-11-24,eve,1001,5,103,,\n";

static void each_row_is_told_with_old_and_new_and_nothing_is_changed(void **state)
{
	const int64_t before = fixture_last_event(desk);
	struct load_preview preview;
	struct doctor doctor;
	char about[256];

	(void)state;
	fixture_must(desk, doctor_get(desk, "1001", &doctor));
	fixture_must(desk, look(LOAD_ROSTER, roster, &preview));
	assert_int_equal(preview.count, 3);
	text_format(about, sizeof(about), "2026-11-23 am 1001 %s", doctor.name);
	is_change(&preview, 0, 2, PUT_CHANGED, about,
		  "capacity 10 -> 12; room 101 -> 102; online percent 20 -> 50; fee 20.00 -> "
		  "25.00; online numbers 2 -> 6");
	text_format(about, sizeof(about), "2026-11-23 pm 1001 %s", doctor.name);
	is_change(&preview, 1, 3, PUT_UNCHANGED, about, "");
	text_format(about, sizeof(about), "2026-11-24 eve 1001 %s", doctor.name);
	is_change(&preview, 2, 4, PUT_ADDED, about,
		  "capacity 5; room 103; online percent 20; fee 20.00; hours 18:00-20:30; online "
		  "numbers 1");
	load_preview_release(&preview);
	assert_int_equal(fixture_last_event(desk), before);
}

static void loading_does_what_the_preview_said(void **state)
{
	struct load_preview preview;
	struct load_result result;
	char path[FILE_PATH_SIZE];

	(void)state;
	fixture_must(desk, look(LOAD_ROSTER, roster, &preview));
	fixture_file(desk, "master.csv", roster, strlen(roster), path);
	fixture_must(desk, load_file(desk, LOAD_ROSTER, path, false, &result, NULL, NULL));
	assert_int_equal(preview.result.added, 1);
	assert_int_equal(preview.result.changed, 1);
	assert_int_equal(preview.result.unchanged, 1);
	assert_int_equal(result.added, preview.result.added);
	assert_int_equal(result.changed, preview.result.changed);
	assert_int_equal(result.unchanged, preview.result.unchanged);
	load_preview_release(&preview);
	load_result_release(&result);
	fixture_must(desk, look(LOAD_ROSTER, roster, &preview));
	assert_int_equal(preview.result.unchanged, 3);
	load_preview_release(&preview);
}

static void numbers_that_stay_are_named_with_their_row(void **state)
{
	struct session session;
	struct booking booking;
	struct booking_wish wish = { .channel = CHANNEL_COUNTER };
	struct load_preview preview;

	(void)state;
	fixture_must(desk, session_find(desk, "1001", FIXTURE_DAY, PERIOD_AM, &session));
	for (int n = 1; n <= 2; n++) {
		wish.session_id = session.id;
		wish.patient_id = fixture_patient(desk, n).id;
		fixture_must(desk, booking_book(desk, &wish, &booking));
	}
	fixture_must(desk, look(LOAD_ROSTER, ROSTER "2026-11-23,am,1001,1,101,20,20\n", &preview));
	assert_int_equal(preview.count, 1);
	assert_non_null(strstr(preview.change[0].notes, "number 2 stays beyond the capacity of 1"));
	load_preview_release(&preview);
	session = fixture_look(desk, session.id);
	assert_int_equal(session.capacity, 10);
}

static void bad_rows_are_named_and_the_others_told_all_the_same(void **state)
{
	const int64_t before = fixture_last_event(desk);
	struct load_preview preview;

	(void)state;
	assert_int_equal(look(LOAD_ROSTER,
			      ROSTER "2026-11-23,am,1001,12,102,50,25\n"
				     "2026-11-23,am,9999,12,102,50,25\n"
				     "2026-13-23,am,1001,12,102,50,25\n",
			      &preview),
			 STATUS_BAD_ROWS);
	assert_int_equal(preview.result.bad_total, 2);
	assert_int_equal(preview.result.bad[0].line, 3);
	assert_string_equal(preview.result.bad[0].column, "doctor");
	assert_int_equal(preview.result.bad[1].line, 4);
	assert_int_equal(preview.count, 1);
	assert_int_equal(preview.result.changed, 1);
	load_preview_release(&preview);
	assert_int_equal(fixture_last_event(desk), before);
}

static void a_patients_numbers_are_masked_in_the_preview(void **state)
{
	struct load_preview preview;

	(void)state;
	fixture_must(desk, look(LOAD_PATIENTS,
				PATIENTS "张三丰,resident_id,11010519491231002X,13800138000,,,C1\n",
				&preview));
	assert_int_equal(preview.count, 1);
	assert_string_equal(preview.change[0].about, "张三丰");
	assert_string_equal(preview.change[0].change,
			    "name 张三丰; ID number 110105********002X; phone 138****8000; sex "
			    "female; born 1949-12-31; card number C1");
	load_preview_release(&preview);
	fixture_must(desk,
		     look(LOAD_DEPARTMENTS, "code,name,location\nNK01,大内科,二层\n", &preview));
	assert_int_equal(preview.result.changed, 1);
	assert_non_null(strstr(preview.change[0].change, "-> 大内科"));
	load_preview_release(&preview);
	fixture_must(desk, look(LOAD_DOCTORS,
				"code,name,title,department,qualification_no,specialty,fee_yuan\n"
				"1002,李静,医师,NK01,,,15\n",
				&preview));
	assert_int_equal(preview.result.added, 1);
	assert_string_equal(preview.change[0].about, "1002 李静");
	load_preview_release(&preview);
}

static enum status kind_of(const char *text, enum load_kind *kind)
{
	struct problem problem;
	char path[FILE_PATH_SIZE];

	fixture_file(desk, "master.csv", text, strlen(text), path);
	return load_kind_of_file(path, kind, &problem);
}

static void a_file_is_known_by_its_columns(void **state)
{
	enum load_kind kind = LOAD_KIND_COUNT;

	(void)state;
	fixture_must(desk, kind_of(ROSTER, &kind));
	assert_int_equal(kind, LOAD_ROSTER);
	fixture_must(desk, kind_of("诊室,限号,医生编码,时段,日期\n", &kind));
	assert_int_equal(kind, LOAD_ROSTER);
	fixture_must(desk, kind_of(PATIENTS, &kind));
	assert_int_equal(kind, LOAD_PATIENTS);
	fixture_must(desk, kind_of("code,name,location\n", &kind));
	assert_int_equal(kind, LOAD_DEPARTMENTS);
	assert_int_equal(kind_of("code,name\n", &kind), STATUS_BAD_FILE);
	assert_int_equal(kind_of("", &kind), STATUS_BAD_FILE);
}

#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_THE_DESK(each_row_is_told_with_old_and_new_and_nothing_is_changed),
		AT_THE_DESK(loading_does_what_the_preview_said),
		AT_THE_DESK(numbers_that_stay_are_named_with_their_row),
		AT_THE_DESK(bad_rows_are_named_and_the_others_told_all_the_same),
		AT_THE_DESK(a_patients_numbers_are_masked_in_the_preview),
		AT_THE_DESK(a_file_is_known_by_its_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
