/* Master data files: departments, doctors, roster, patients. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/people/patient_find.h"
#include "exchange/load.h"
#include "fixture.h"

static void assert_says(const char *sentence, const char *part)
{
	if (!strstr(sentence, part))
		fail_msg("\"%s\" does not say \"%s\"", sentence, part);
}

/* Loads a text as a file. The caller releases *result. */
static enum status load_text(struct desk *desk, enum load_kind kind, const char *text,
			     struct load_result *result)
{
	char path[FILE_PATH_SIZE];

	fixture_file(desk, "master.csv", text, strlen(text), path);
	return load_file(desk, kind, path, false, result, NULL, NULL);
}

/* Loads a text that must be good, and compares what it did. */
static void load_good(struct desk *desk, enum load_kind kind, const char *text, int added,
		      int changed, int unchanged)
{
	struct load_result result;

	fixture_must(desk, load_text(desk, kind, text, &result));
	assert_int_equal(result.added, added);
	assert_int_equal(result.changed, changed);
	assert_int_equal(result.unchanged, unchanged);
	assert_int_equal(result.bad_total, 0);
	load_result_release(&result);
}

/* Loads a text with bad rows: "line column part-of-message" of each, in order, NULL at the end. */
static void load_bad(struct desk *desk, enum load_kind kind, const char *text,
		     const char *const (*expected)[3])
{
	struct load_result result;
	size_t count = 0;

	assert_int_equal(load_text(desk, kind, text, &result), STATUS_BAD_ROWS);
	assert_int_equal(desk->problem.status, STATUS_BAD_ROWS);
	for (; expected[count][0]; count++) {
		char line[16];

		if (count >= result.bad_count)
			fail_msg("line %s was not named", expected[count][0]);
		text_format(line, sizeof(line), "%ld", result.bad[count].line);
		assert_string_equal(line, expected[count][0]);
		assert_string_equal(result.bad[count].column, expected[count][1]);
		assert_says(result.bad[count].message, expected[count][2]);
	}
	assert_int_equal(result.bad_count, count);
	assert_int_equal(result.bad_total, count);
	assert_int_equal(result.added + result.changed + result.unchanged, 0);
	load_result_release(&result);
}

static const char departments[] = "code,name,location\n"
				  "NK01,内科,门诊楼一层 101-105\n"
				  "EK03,儿科,\"门诊楼二层 201-205, 儿童通道\"\n";
static const char doctors[] = "code,name,title,department,qualification_no,specialty,fee_yuan\n"
			      "1001,尉迟敬文,主任医师,NK01,110310000652386,心血管病,50.00\n"
			      "1002,翟慧敏,副主任医师,NK01,110310000283145,\"呼吸病, 哮喘\",30\n";
static const char roster[] = "date,period,doctor,capacity,room,online_percent,fee_yuan\n"
			     "2026-11-23,am,1001,20,101,,\n"
			     "2026/11/23,下午,1001,20,101,50,80.00\n"
			     "20261124,eve,1002,5,102,0%,\n";

static struct desk *open_loaded(void)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));

	load_good(desk, LOAD_DEPARTMENTS, departments, 2, 0, 0);
	load_good(desk, LOAD_DOCTORS, doctors, 2, 0, 0);
	return desk;
}

static void every_kind_of_file_is_loaded_and_the_same_again_changes_nothing(void **state)
{
	static const char patients[] = "name,id_type,id_number,phone,sex,birth_date,card_no\n"
				       "张三丰,resident_id,11010519491231002X,13800138000,,,C1\n"
				       "买买提·艾力,护照,E123,13800138001,男,1980-02-28,\n"
				       "李四,,,13800138002,unknown,,\n"
				       "王五,,,,,,C2\n";
	struct desk *desk = open_loaded();
	struct session session;
	struct doctor doctor;
	struct patient patient;
	int64_t seq;

	(void)state;
	load_good(desk, LOAD_ROSTER, roster, 3, 0, 0);
	load_good(desk, LOAD_PATIENTS, patients, 4, 0, 0);
	fixture_must(desk, doctor_get(desk, "1002", &doctor));
	assert_string_equal(doctor.specialty, "呼吸病, 哮喘");
	assert_int_equal(doctor.fee_fen, 3000);
	fixture_must(desk, session_find(desk, "1001", FIXTURE_DAY, PERIOD_PM, &session));
	assert_int_equal(session.fee_fen, 8000);
	assert_int_equal(session.online.total, 10);
	fixture_must(desk, session_find(desk, "1001", FIXTURE_DAY, PERIOD_AM, &session));
	assert_int_equal(session.fee_fen, 5000);
	assert_int_equal(session.online.total, 4);
	fixture_must(desk, session_find(desk, "1002", FIXTURE_DAY + 1, PERIOD_EVE, &session));
	assert_int_equal(session.online.total, 0);
	fixture_must(desk, patient_by_id_number(desk, ID_PASSPORT, "E123", &patient));
	assert_string_equal(patient.name, "买买提·艾力");
	assert_int_equal(patient.sex, SEX_MALE);

	/* No event is recorded by a second load. */
	seq = patient.seq;
	load_good(desk, LOAD_DEPARTMENTS, departments, 0, 0, 2);
	load_good(desk, LOAD_DOCTORS, doctors, 0, 0, 2);
	load_good(desk, LOAD_ROSTER, roster, 0, 0, 3);
	load_good(desk, LOAD_PATIENTS, patients, 0, 0, 4);
	patient = fixture_patient(desk, 7);
	assert_int_equal(patient.seq, seq + 3);
	fixture_close(desk);
}

static void a_changed_row_changes_its_record(void **state)
{
	struct desk *desk = open_loaded();
	struct department department;
	struct doctor doctor;

	(void)state;
	load_good(desk, LOAD_DEPARTMENTS,
		  "code,name,location\nNK01,大内科,二层\nEK03,儿科,\"门诊楼二层 201-205, "
		  "儿童通道\"\nNEW,新科,\n",
		  1, 1, 1);
	fixture_must(desk, department_get(desk, "NK01", &department));
	assert_string_equal(department.name, "大内科");
	load_good(desk, LOAD_DOCTORS,
		  "code,name,title,department,qualification_no,specialty,fee_yuan\n"
		  "1001,尉迟敬文,主任医师,EK03,,,￥60\n",
		  0, 1, 0);
	fixture_must(desk, doctor_get(desk, "1001", &doctor));
	assert_string_equal(doctor.department, "儿科");
	assert_string_equal(doctor.specialty, "");
	assert_int_equal(doctor.fee_fen, 6000);
	fixture_close(desk);
}

static void columns_may_be_chinese_in_gb18030_in_any_order_with_crlf(void **state)
{
	static const char text[] = "挂号费,姓名,职称,医生编码,科室编码,执业证号,专长\r\n"
				   "１５.５０,𠮷田·艾力,主治医师,1003,NK01,A-1,\r\n";
	struct desk *desk = open_loaded();
	char encoded[512], path[FILE_PATH_SIZE], copy[sizeof(text)];
	char *in = copy, *out = encoded;
	size_t in_left = sizeof(text) - 1, out_left = sizeof(encoded);
	iconv_t converter = iconv_open("GB18030", "UTF-8");
	struct load_result result;
	struct doctor doctor;

	(void)state;
	memcpy(copy, text, sizeof(text));
	assert_int_equal(iconv(converter, &in, &in_left, &out, &out_left), 0);
	iconv_close(converter);
	fixture_file(desk, "医生.csv", encoded, sizeof(encoded) - out_left, path);
	fixture_must(desk, load_file(desk, LOAD_DOCTORS, path, false, &result, NULL, NULL));
	assert_int_equal(result.added, 1);
	load_result_release(&result);
	fixture_must(desk, doctor_get(desk, "1003", &doctor));
	assert_string_equal(doctor.name, "𠮷田·艾力");
	assert_int_equal(doctor.fee_fen, 1550);
	load_good(desk, LOAD_DEPARTMENTS, "\xEF\xBB\xBF科室名称,位置,科室编码\n外科,,WK02\n", 1, 0,
		  0);
	load_good(desk, LOAD_ROSTER,
		  "日期,时段,医生编码,限号,诊室,线上比例,挂号费\n2026-11-25,晚上,1001,１０,,,\n", 1,
		  0, 0);
	load_good(desk, LOAD_PATIENTS,
		  "姓名,证件类型,证件号,手机,性别,出生日期,就诊卡号\n"
		  "张三,居民身份证,11010519491231002X,13800138000,女,1949.12.31,\n",
		  1, 0, 0);
	fixture_close(desk);
}

static void a_file_of_the_wrong_form_is_refused_as_a_whole(void **state)
{
	struct desk *desk = open_loaded();
	struct load_result result;
	struct department department;

	(void)state;
	assert_int_equal(load_text(desk, LOAD_DEPARTMENTS, "code,name\nX,Y\n", &result),
			 STATUS_BAD_FILE);
	assert_says(desk->problem.message, "location");
	load_result_release(&result);
	assert_int_equal(load_text(desk, LOAD_DEPARTMENTS, "code,name,location,colour\nX,Y,Z,red\n",
				   &result),
			 STATUS_BAD_FILE);
	assert_says(desk->problem.message, "colour");
	load_result_release(&result);
	assert_int_equal(load_file(desk, LOAD_DEPARTMENTS, "/nowhere/at/all.csv", false, &result,
				   NULL, NULL),
			 STATUS_BAD_FILE);
	load_result_release(&result);
	assert_int_equal(department_get(desk, "X", &department), STATUS_NOT_FOUND);
	load_good(desk, LOAD_DEPARTMENTS, "code,name,location\n", 0, 0, 0);
	fixture_close(desk);
}

static void one_bad_row_and_nothing_is_loaded(void **state)
{
	static const char *const expected[][3] = { { "3", "code", "missing" }, { NULL } };
	struct desk *desk = open_loaded();
	struct department department;

	(void)state;
	load_bad(desk, LOAD_DEPARTMENTS, "code,name,location\nWK02,外科,\n,妇科,\nNK01,大内科,\n",
		 expected);
	assert_says(desk->problem.message, "1 row is bad; nothing was loaded. Line 3, code: ");
	assert_int_equal(department_get(desk, "WK02", &department), STATUS_NOT_FOUND);
	fixture_must(desk, department_get(desk, "NK01", &department));
	assert_string_equal(department.name, "内科");
	fixture_close(desk);
}

static void assert_value(struct desk *desk, enum load_kind kind, const char *text,
			 const char *value)
{
	struct load_result result;

	assert_int_equal(load_text(desk, kind, text, &result), STATUS_BAD_ROWS);
	assert_int_equal(result.bad_count, 1);
	assert_string_equal(result.bad[0].value, value);
	load_result_release(&result);
}

/* What the file says wrong, also where only the store or another row knows it. */
static void a_bad_row_shows_what_stands_in_the_cell_with_its_numbers_masked(void **state)
{
	static const char heading[] = "name,id_type,id_number,phone,sex,birth_date,card_no\n";
	struct desk *desk = open_loaded();
	char text[512];

	(void)state;
	assert_value(desk, LOAD_ROSTER,
		     "date,period,doctor,capacity,room,online_percent,fee_yuan\n"
		     "2026-11-23, 正午 ,1001,20,101,,\n",
		     "正午");
	assert_value(desk, LOAD_ROSTER,
		     "date,period,doctor,capacity,room,online_percent,fee_yuan\n"
		     "2026-11-23,am,1001,20,101,,\n2026-11-23,am,9999,20,101,,\n",
		     "9999");
	assert_value(desk, LOAD_DOCTORS,
		     "code,姓名,title,department,qualification_no,specialty,fee_yuan\n"
		     "7,庚,,NK01,,,1\n７,辛,,NK01,,,1\n",
		     "７");
	/* A row that is bad as a whole has no cell. */
	assert_value(desk, LOAD_DEPARTMENTS, "code,name,location\nWK02\n", "");
	text_format(text, sizeof(text), "%s张三,resident_id,110101198511030010,13800138000,,,\n",
		    heading);
	assert_value(desk, LOAD_PATIENTS, text, "110101********0010");
	text_format(text, sizeof(text), "%s张三,,,1380013800,,,\n", heading);
	assert_value(desk, LOAD_PATIENTS, text, "13****3800");
	text_format(text, sizeof(text), "%s13800138003,,,13800138003,,,\n", heading);
	assert_value(desk, LOAD_PATIENTS, text, "138****8003");
	assert_null(strstr(desk->problem.message, "13800138003"));
	fixture_close(desk);
}

static void every_bad_row_is_named_with_line_column_and_reason(void **state)
{
	static const char *const bad_doctors[][3] = {
		{ "2", "code", "missing" },
		{ "3", "姓名", "missing" },
		{ "4", "department", "XX99" },
		{ "5", "fee_yuan", "abc" },
		{ "6", "fee_yuan", "-1" },
		{ "7", "fee_yuan", "1.005" },
		{ "9", "code", "line 8" },
		{ "10", "title", "32" },
		{ NULL },
	};
	static const char *const bad_sessions[][3] = {
		{ "2", "date", "2026-02-30" },
		{ "3", "period", "noon" },
		{ "4", "doctor", "9999" },
		{ "5", "capacity", "0" },
		{ "6", "capacity", "1000" },
		{ "7", "capacity", "4.5" },
		{ "8", "online_percent", "101" },
		{ "9", "fee_yuan", "x" },
		{ "10", "date", "2026-11-22" },
		{ "12", "doctor", "line 11" },
		{ "13", "", "field" },
		{ "14", "date", "6026-11-23" },
		{ NULL },
	};
	struct desk *desk = open_loaded();
	struct session *sessions;
	size_t count;

	(void)state;
	load_bad(desk, LOAD_DOCTORS,
		 "code,姓名,title,department,qualification_no,specialty,fee_yuan\n"
		 ",甲,,NK01,,,1\n"
		 "2,,,NK01,,,1\n"
		 "3,丙,,XX99,,,1\n"
		 "4,丁,,NK01,,,abc\n"
		 "5,戊,,NK01,,,-1\n"
		 "6,己,,NK01,,,1.005\n"
		 "7,庚,,NK01,,,1\n"
		 "7,辛,,NK01,,,1\n"
		 "8,壬,abcdefghijklmnopqrstuvwxyz1234567,NK01,,,1\n",
		 bad_doctors);
	load_bad(desk, LOAD_ROSTER,
		 "date,period,doctor,capacity,room,online_percent,fee_yuan\n"
		 "2026-02-30,am,1001,20,101,,\n"
		 "2026-11-23,noon,1001,20,101,,\n"
		 "2026-11-23,am,9999,20,101,,\n"
		 "2026-11-23,am,1001,0,101,,\n"
		 "2026-11-23,am,1001,1000,101,,\n"
		 "2026-11-23,am,1001,4.5,101,,\n"
		 "2026-11-23,am,1001,20,101,101,\n"
		 "2026-11-23,am,1001,20,101,,x\n"
		 "2026-11-22,am,1001,20,101,,\n"
		 "2026-11-23,am,1001,20,101,,\n"
		 "2026-11-23,上午,1001,30,102,,\n"
		 "2026-11-23,pm,1001\n"
		 "6026-11-23,am,1001,20,101,,\n",
		 bad_sessions);
	fixture_must(desk, session_list(desk, DAY_NONE, NULL, &sessions, &count));
	assert_int_equal(count, 0);
	free(sessions);
	fixture_close(desk);
}

static void bad_patients_are_named(void **state)
{
	static const char *const expected[][3] = {
		{ "2", "name", "missing" },
		{ "3", "id_number", "does not fit its digits" },
		{ "4", "id_type", "licence" },
		{ "5", "phone", "11 digits" },
		{ "6", "sex", "female" },
		{ "7", "birth_date", "1949-12-31" },
		{ "8", "id_number", "no identity number, phone or card" },
		{ "10", "id_number", "line 9" },
		{ "12", "phone", "line 11" },
		{ "14", "card_no", "line 13" },
		{ "15", "card_no", "王" },
		{ NULL },
	};
	struct desk *desk = open_loaded();
	struct patient_form form = { .name = "王一二", .card_no = "TAKEN" };
	struct patient patient;
	size_t count;
	struct patient found[PATIENT_FIND_MAX];

	(void)state;
	fixture_must(desk, patient_read(desk, &form, &patient, NULL));
	fixture_must(desk, patient_add(desk, &patient, NULL));
	load_bad(desk, LOAD_PATIENTS,
		 "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		 ",,,13800138000,,,\n"
		 "张甲,resident_id,110105194912310021,,,,\n"
		 "张乙,licence,1,,,,\n"
		 "张丙,,,1380013800,,,\n"
		 "张丁,resident_id,11010519491231002X,,male,,\n"
		 "张戊,resident_id,11010519491231002X,,,1949-12-30,\n"
		 "张己,,,,,,\n"
		 "张庚,resident_id,11010519491231002X,,,,C8\n"
		 "张辛,,11010519491231002x,,,,C8\n"
		 "张壬,,,13800138000,,,\n"
		 "张壬,,,138-0013-8000,,,\n"
		 "张癸,,,,,,C9\n"
		 "李癸,,,,,,c9\n"
		 "赵一,,,13800138009,,,taken\n",
		 expected);
	fixture_must(desk, patient_find(desk, "张", found, &count));
	assert_int_equal(count, 0);
	fixture_close(desk);
}

static void a_patient_in_a_file_is_the_person_already_there(void **state)
{
	struct desk *desk = open_loaded();
	struct patient patient, again;
	int64_t id;

	(void)state;
	load_good(desk, LOAD_PATIENTS,
		  "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		  "张三,resident_id,11010519491231002X,13800138000,,,C1\n",
		  1, 0, 0);
	fixture_must(desk, patient_by_id_number(desk, ID_RESIDENT, "11010519491231002X", &patient));
	id = patient.id;
	/* Another phone; the blank card says nothing. */
	load_good(desk, LOAD_PATIENTS,
		  "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		  "张三,resident_id,11010519491231002X,13900139000,,,\n",
		  0, 1, 0);
	fixture_must(desk, patient_get(desk, id, &again));
	assert_string_equal(again.phone, "13900139000");
	assert_string_equal(again.card_no, "C1");
	/* A row without the identity number, by name and phone: still the same person. */
	load_good(desk, LOAD_PATIENTS,
		  "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		  "张三,,,13900139000,,,C2\n",
		  0, 1, 0);
	fixture_must(desk, patient_get(desk, id, &again));
	assert_string_equal(again.id_number, "11010519491231002X");
	assert_string_equal(again.card_no, "C2");
	load_good(desk, LOAD_PATIENTS,
		  "name,id_type,id_number,phone,sex,birth_date,card_no\n"
		  "张三,,,,,,C2\n",
		  0, 0, 1);
	fixture_close(desk);
}

static void a_changed_roster_keeps_bookings_and_says_what_stays(void **state)
{
	struct desk *desk = open_loaded();
	struct booking_wish wish = { .channel = CHANNEL_COUNTER };
	struct load_result result;
	struct session session;
	struct booking booking;

	(void)state;
	load_good(desk, LOAD_ROSTER, roster, 3, 0, 0);
	fixture_must(desk, session_find(desk, "1001", FIXTURE_DAY, PERIOD_AM, &session));
	wish.session_id = session.id;
	for (int n = 0; n < 3; n++) {
		wish.patient_id = fixture_patient(desk, n).id;
		fixture_must(desk, booking_book(desk, &wish, &booking));
	}
	fixture_must(desk, load_text(desk, LOAD_ROSTER,
				     "date,period,doctor,capacity,room\n2026-11-23,am,1001,2,101\n",
				     &result));
	assert_int_equal(result.changed, 1);
	assert_int_equal(result.note_count, 1);
	assert_int_equal(result.notes[0].count, 2);
	assert_says(result.notes[0].note[0],
		    "1001 2026-11-23 am: 3 are sold and the capacity is 2");
	assert_says(result.notes[0].note[1], "1001 2026-11-23 am: number 3 stays");
	load_result_release(&result);
	fixture_must(desk, booking_get(desk, booking.id, &booking));
	assert_int_equal(booking.state, BOOKING_BOOKED);
	fixture_close(desk);
}

static void text_like_a_formula_is_data(void **state)
{
	struct desk *desk = open_loaded();
	struct department department;

	(void)state;
	load_good(desk, LOAD_DEPARTMENTS,
		  "code,name,location\nX1,\"=HYPERLINK(\"\"http://x\"\")\",'; DROP TABLE slot --\n",
		  1, 0, 0);
	fixture_must(desk, department_get(desk, "X1", &department));
	assert_string_equal(department.name, "=HYPERLINK(\"http://x\")");
	assert_string_equal(department.location, "'; DROP TABLE slot --");
	fixture_close(desk);
}

struct seen {
	size_t calls, last, all;
};

static void a_cell_of_several_lines_is_words_with_spaces(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	struct department department;

	(void)state;
	load_good(desk, LOAD_DEPARTMENTS,
		  "code,name,location\r\nNK01,内科,\"门诊楼\r\n一层\n\n东侧\n\"\r\n", 1, 0, 0);
	fixture_must(desk, department_get(desk, "NK01", &department));
	assert_string_equal(department.location, "门诊楼 一层 东侧");
	load_good(desk, LOAD_DEPARTMENTS, "code,name,location\nNK01,内科,门诊楼 一层 东侧\n", 0, 0,
		  1);
	fixture_close(desk);
}

static void see(size_t done, size_t all, void *context)
{
	struct seen *seen = context;

	assert_true(done >= seen->last && done <= all);
	seen->calls++;
	seen->last = done;
	seen->all = all;
}

static void more_bad_rows_than_are_kept_are_still_counted(void **state)
{
	enum { ROWS = BAD_ROWS_MAX + 234 };
	struct desk *desk = open_loaded();
	char *text = memory_new(1, 64 + ROWS * 16);
	struct load_result result;
	size_t length;

	(void)state;
	length = (size_t)stpcpy(text, "code,name,location\n") - (size_t)text;
	for (int i = 0; i < ROWS; i++)
		length += (size_t)stpcpy(text + length, "?,a,\n") - (size_t)(text + length);
	assert_int_equal(load_text(desk, LOAD_DEPARTMENTS, text, &result), STATUS_BAD_ROWS);
	assert_int_equal(result.bad_count, BAD_ROWS_MAX);
	assert_int_equal(result.bad_total, ROWS);
	assert_says(desk->problem.message, "1234 rows are bad");
	load_result_release(&result);
	free(text);
	fixture_close(desk);
}

static void a_week_of_two_hundred_doctors_is_loaded_with_every_number(void **state)
{
	enum { DOCTORS = 200, DAYS = 7, CAPACITY = 40 };
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	char *text = memory_new(1, 64 * DOCTORS * DAYS), *end = text;
	char path[FILE_PATH_SIZE], day[DAY_TEXT_SIZE];
	struct seen seen = { 0 };
	struct load_result result;
	struct session *sessions;
	size_t count;

	(void)state;
	load_good(desk, LOAD_DEPARTMENTS, departments, 2, 0, 0);
	end = stpcpy(end, "code,name,title,department,qualification_no,specialty,fee_yuan\n");
	for (int i = 0; i < DOCTORS; i++, end += strlen(end))
		text_format(end, 64, "D%03d,医生,,NK01,,,15\n", i);
	load_good(desk, LOAD_DOCTORS, text, DOCTORS, 0, 0);
	end = stpcpy(text, "date,period,doctor,capacity,room\n");
	for (int i = 0; i < DOCTORS * DAYS; i++, end += strlen(end))
		text_format(end, 64, "%s,am,D%03d,%d,101\n",
			    day_format(FIXTURE_DAY + i / DOCTORS, day), i % DOCTORS, CAPACITY);
	fixture_file(desk, "roster.csv", text, strlen(text), path);
	fixture_must(desk, load_file(desk, LOAD_ROSTER, path, false, &result, see, &seen));
	assert_int_equal(result.added, DOCTORS * DAYS);
	load_result_release(&result);
	assert_int_equal(seen.calls, DOCTORS * DAYS);
	assert_int_equal(seen.last, seen.all);
	fixture_must(desk, session_list(desk, DAY_NONE, NULL, &sessions, &count));
	assert_int_equal(count, DOCTORS * DAYS);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(sessions[i].online.free, CAPACITY / 5);
		assert_int_equal(sessions[i].counter.free, CAPACITY - CAPACITY / 5);
	}
	free(sessions);
	load_good(desk, LOAD_ROSTER, text, 0, 0, DOCTORS * DAYS);
	free(text);
	fixture_close(desk);
}

static void kinds_have_names(void **state)
{
	enum load_kind kind;

	(void)state;
	for (int i = 0; i < LOAD_KIND_COUNT; i++) {
		assert_true(load_kind_parse(load_kind_name((enum load_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(load_kind_parse("nurses", &kind));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_file_is_loaded_and_the_same_again_changes_nothing),
		cmocka_unit_test(a_changed_row_changes_its_record),
		cmocka_unit_test(columns_may_be_chinese_in_gb18030_in_any_order_with_crlf),
		cmocka_unit_test(a_file_of_the_wrong_form_is_refused_as_a_whole),
		cmocka_unit_test(one_bad_row_and_nothing_is_loaded),
		cmocka_unit_test(a_bad_row_shows_what_stands_in_the_cell_with_its_numbers_masked),
		cmocka_unit_test(every_bad_row_is_named_with_line_column_and_reason),
		cmocka_unit_test(bad_patients_are_named),
		cmocka_unit_test(a_patient_in_a_file_is_the_person_already_there),
		cmocka_unit_test(a_changed_roster_keeps_bookings_and_says_what_stays),
		cmocka_unit_test(a_cell_of_several_lines_is_words_with_spaces),
		cmocka_unit_test(text_like_a_formula_is_data),
		cmocka_unit_test(more_bad_rows_than_are_kept_are_still_counted),
		cmocka_unit_test(a_week_of_two_hundred_doctors_is_loaded_with_every_number),
		cmocka_unit_test(kinds_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
