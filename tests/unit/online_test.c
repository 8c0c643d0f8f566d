/* WeChat bookings as files, and what is answered to each row. */
#include "fixture.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/ban/ban.h"
#include "desk/booking/no_show.h"
#include "desk/booking/suspension.h"
#include "desk/money/refund.h"
#include "exchange/online.h"

#define HEADER \
	"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id," \
	"ordered_at\n"

static struct desk *desk;
static struct session session;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	session = fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

/* A clean booking row of person n for the session of tomorrow morning, paid. */
static char *row_of(char out[400], const char *order_no, const char *action, int person,
		    const char *paid)
{
	char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];

	fixture_person(person, name, id_number, phone);
	text_format(out, 400, "%s,%s,1001,2026-11-24,am,%s,%s,%s,%s,%s%s,2026-11-22 20:00:00\n",
		    order_no, action, name, id_number, phone, paid, *paid ? "42000" : "",
		    *paid ? order_no : "");
	return out;
}

static struct online_import import_text(const char *text, enum status wanted)
{
	struct online_import import;
	char path[FILE_PATH_SIZE];
	enum status status;

	fixture_file(desk, "online.csv", text, strlen(text), path);
	status = online_import_file(desk, path, NULL, &import, NULL, NULL);
	if (status != wanted)
		fail_msg("%s: %s", status_name(status), desk->problem.message);
	return import;
}

/* Imports one row and gives its answer. */
static struct online_answer answer_to(const char *row)
{
	char text[1200];
	struct online_import import;
	struct online_answer answer;

	text_format(text, sizeof(text), "%s%s", HEADER, row);
	import = import_text(text, STATUS_OK);
	assert_int_equal(import.rows, 1);
	answer = import.row[0].answer;
	online_import_release(&import);
	return answer;
}

static void assert_answer(const struct online_answer *answer, enum online_result result,
			  const char *code)
{
	if (answer->result != result || strcmp(answer->code, code) != 0)
		fail_msg("%s: %s %s: %s", answer->order_no, online_result_name(answer->result),
			 answer->code, answer->message);
	assert_true(answer->message[0] != '\0');
}

static int64_t due_fen(void)
{
	struct refund *rows;
	size_t count;
	int64_t sum = 0;

	fixture_must(desk, refund_list_due(desk, &rows, &count));
	for (size_t i = 0; i < count; i++)
		sum += rows[i].fen;
	free(rows);
	return sum;
}

static void a_clean_row_is_booked_paid_and_its_person_registered(void **state)
{
	char row[400];
	struct online_answer answer = answer_to(row_of(row, "WX1", "book", 1, "20.00"));
	struct booking booking;

	(void)state;
	assert_answer(&answer, ONLINE_ACCEPTED, "");
	assert_int_equal(answer.number, 5);
	fixture_must(desk, booking_by_order(desk, "WX1", &booking));
	assert_int_equal(booking.id, answer.booking_id);
	assert_int_equal(booking.channel, CHANNEL_ONLINE);
	assert_int_equal(booking.paid_fen, 2000);
	assert_int_equal(booking.method, METHOD_WECHAT);
	assert_int_equal(booking.patient_id, fixture_patient(desk, 1).id);
}

static void a_file_imported_again_changes_nothing(void **state)
{
	char row[400], text[1200];
	struct online_import import;
	int64_t before;

	(void)state;
	text_format(text, sizeof(text), "%s%s", HEADER, row_of(row, "WX1", "book", 1, "20.00"));
	text_format(text + strlen(text), sizeof(text) - strlen(text), "%s",
		    row_of(row, "WX2", "book", 2, "7.00"));
	import = import_text(text, STATUS_OK);
	assert_int_equal(import.accepted, 1);
	assert_int_equal(import.refused, 1);
	online_import_release(&import);
	before = fixture_last_event(desk);
	import = import_text(text, STATUS_OK);
	assert_int_equal(import.duplicate, 2);
	assert_int_equal(import.accepted + import.cancelled + import.refused, 0);
	assert_int_equal(import.row[0].answer.number, 5);
	online_import_release(&import);
	assert_int_equal(fixture_last_event(desk), before);
}

static void a_paid_row_that_is_refused_becomes_a_refund_request(void **state)
{
	char row[400];
	struct online_answer answer = answer_to(row_of(row, "WX1", "book", 1, "19.00"));
	struct day_money money;

	(void)state;
	assert_answer(&answer, ONLINE_REFUSED, "fee_mismatch");
	assert_int_equal(due_fen(), 1900);
	fixture_must(desk, ledger_day(desk, "2026-11-23", &money));
	assert_int_equal(money.received_fen[METHOD_WECHAT], 1900);
	assert_int_equal(money.returned_fen[METHOD_WECHAT], 0);
	assert_int_equal(fixture_look(desk, session.id).online.sold, 0);
}

static void a_refused_row_registers_nobody(void **state)
{
	char row[400], name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE];
	struct patient patient;

	(void)state;
	answer_to(row_of(row, "WX1", "book", 1, "19.00"));
	fixture_person(1, name, id_number, phone);
	assert_int_equal(patient_by_id_number(desk, ID_RESIDENT, id_number, &patient),
			 STATUS_UNKNOWN_PATIENT);
}

static void each_rule_has_its_code(void **state)
{
	static const struct {
		const char *from, *to, *code;
	} cases[] = {
		{ ",1001,", ",9999,", "unknown_doctor" },
		{ "2026-11-24", "2026-11-25", "unknown_session" },
		{ "2026-11-24", "2026-12-01", "beyond_horizon" },
		{ "2026-11-24", "2026-11-20", "session_over" },
		{ ",am,", ",eve,", "unknown_session" },
	};
	char row[400], changed[400];

	(void)state;
	fixture_session(desk, "1001", FIXTURE_DAY + 8, PERIOD_AM, 10, 20);
	fixture_clock(desk, FIXTURE_DAY - 3, FIXTURE_AT(6, 0));
	fixture_session(desk, "1001", FIXTURE_DAY - 3, PERIOD_AM, 10, 20);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 0));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char order_no[24];
		const char *at;
		struct online_answer answer;

		text_format(order_no, sizeof(order_no), "WX%zu", i);
		row_of(row, order_no, "book", (int)i, "20.00");
		at = strstr(row, cases[i].from);
		assert_non_null(at);
		text_format(changed, sizeof(changed), "%.*s%s%s", (int)(at - row), row, cases[i].to,
			    at + strlen(cases[i].from));
		answer = answer_to(changed);
		assert_answer(&answer, ONLINE_REFUSED, cases[i].code);
	}
	assert_int_equal(due_fen(), 5 * 2000);
}

static void a_wrong_identity_number_and_phone_are_refused(void **state)
{
	struct online_answer answer = answer_to(
		"WX1,book,1001,2026-11-24,am,张三,110105194912310021,13812345678,20,"
		"42001,2026-11-22 20:00:00\n");

	(void)state;
	assert_answer(&answer, ONLINE_REFUSED, "bad_id_number");
	answer = answer_to("WX2,book,1001,2026-11-24,am,张三,11010519491231002X,1381234567,20,"
			   "42002,2026-11-22 20:00\n");
	assert_answer(&answer, ONLINE_REFUSED, "bad_phone");
	answer = answer_to("WX3,book,1001,2026-11-24,am,张三,11010519491231002x,13812345678,20,"
			   "42003,2026-11-22 20:00\n");
	assert_answer(&answer, ONLINE_ACCEPTED, "");
	answer = answer_to("WX4,book,1001,2026-11-24,am,李四,11010519491231002X,13812345678,20,"
			   "42004,2026-11-22 20:00\n");
	assert_answer(&answer, ONLINE_REFUSED, "bad_id_number");
}

static void a_suspended_session_a_full_quota_and_a_second_booking_are_refused(void **state)
{
	struct suspension suspension;
	struct online_answer answer;
	char row[400];

	(void)state;
	answer = answer_to(row_of(row, "WX1", "book", 1, "20.00"));
	answer = answer_to(row_of(row, "WX2", "book", 1, "20.00"));
	assert_answer(&answer, ONLINE_REFUSED, "duplicate_person");
	answer = answer_to(row_of(row, "WX3", "book", 2, "20.00"));
	assert_int_equal(answer.number, 10);
	answer = answer_to(row_of(row, "WX4", "book", 3, "20.00"));
	assert_answer(&answer, ONLINE_REFUSED, "quota_full");
	fixture_must(desk, session_suspend(desk, session.id, "ill", &suspension));
	answer = answer_to(row_of(row, "WX5", "book", 4, "20.00"));
	assert_answer(&answer, ONLINE_REFUSED, "session_suspended");
	assert_int_equal(due_fen(), 5 * 2000);
}

static void a_cancel_in_time_asks_for_the_refund_and_one_too_late_does_not(void **state)
{
	struct online_answer answer;
	char row[400];
	char *at;

	(void)state;
	answer_to(row_of(row, "WX1", "book", 1, "20.00"));
	answer_to(row_of(row, "WX2", "book", 2, "20.00"));
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	answer = answer_to(row_of(row, "WX1", "cancel", 1, ""));
	assert_answer(&answer, ONLINE_CANCELLED, "");
	row_of(row, "WX2", "cancel", 2, "");
	at = strstr(row, "2026-11-22 20:00:00");
	memcpy(at, "2026-11-24 00:00:00", 19);
	answer = answer_to(row);
	assert_answer(&answer, ONLINE_REFUSED, "too_late");
	answer = answer_to(row_of(row, "WX9", "cancel", 9, ""));
	assert_answer(&answer, ONLINE_REFUSED, "not_found");
	assert_int_equal(due_fen(), 2000);
}

static void a_cancel_that_comes_before_its_booking_is_carried_out_with_it(void **state)
{
	struct online_answer answer;
	struct booking booking;
	char row[400];

	(void)state;
	answer = answer_to(row_of(row, "WX1", "cancel", 1, ""));
	assert_answer(&answer, ONLINE_REFUSED, "not_found");
	answer = answer_to(row_of(row, "WX1", "book", 1, "20.00"));
	assert_answer(&answer, ONLINE_CANCELLED, "");
	fixture_must(desk, booking_by_order(desk, "WX1", &booking));
	assert_int_equal(booking.state, BOOKING_CANCELLED);
	assert_int_equal(due_fen(), 2000);
}

static void rows_are_taken_in_the_order_they_were_placed_and_answered_in_the_order_of_the_file(
	void **state)
{
	char row[400], text[2400];
	struct online_import import;

	(void)state;
	text_format(text, sizeof(text), "%s%s", HEADER, row_of(row, "LATE", "book", 1, "20.00"));
	memcpy(strstr(text, "2026-11-22 20"), "2026-11-22 21", 13);
	for (int i = 2; i < 4; i++) {
		char order_no[8];

		text_format(order_no, sizeof(order_no), "WX%d", i);
		text_format(text + strlen(text), sizeof(text) - strlen(text), "%s",
			    row_of(row, order_no, "book", i, "20.00"));
	}
	import = import_text(text, STATUS_OK);
	assert_string_equal(import.row[0].answer.order_no, "LATE");
	assert_answer(&import.row[0].answer, ONLINE_REFUSED, "quota_full");
	assert_int_equal(import.row[1].answer.number, 5);
	assert_int_equal(import.row[2].answer.number, 10);
	online_import_release(&import);
}

static void a_blank_amount_is_a_booking_not_paid_yet(void **state)
{
	char row[400];
	struct online_answer answer = answer_to(row_of(row, "WX1", "book", 1, ""));
	struct booking booking;

	(void)state;
	assert_answer(&answer, ONLINE_ACCEPTED, "");
	fixture_must(desk, booking_get(desk, answer.booking_id, &booking));
	assert_int_equal(booking.paid_fen, 0);
}

static void a_payment_number_used_before_is_not_counted_twice(void **state)
{
	struct online_answer answer = answer_to(
		"WX1,book,1001,2026-11-24,am,张三,11010519491231002X,13812345678,20,42001,"
		"2026-11-22 20:00\n");

	(void)state;
	assert_answer(&answer, ONLINE_ACCEPTED, "");
	answer = answer_to("WX2,book,1001,2026-11-24,am,李四,440524188001010014,13812345679,20,"
			   "42001,2026-11-22 20:00\n");
	assert_answer(&answer, ONLINE_REFUSED, "fee_mismatch");
	assert_int_equal(due_fen(), 0);
}

static void a_banned_person_is_refused_with_the_dates(void **state)
{
	struct patient patient = fixture_patient(desk, 1);
	struct online_answer answer;
	struct booking booking;
	char row[400];

	(void)state;
	for (int i = 0; i < 3; i++) {
		char code[CODE_SIZE], order_no[16], department[CODE_SIZE];
		struct booking_wish wish = { .patient_id = patient.id,
					     .channel = CHANNEL_ONLINE,
					     .order_no = order_no };

		text_format(code, sizeof(code), "300%d", i);
		text_format(department, sizeof(department), "D%d", i);
		text_format(order_no, sizeof(order_no), "H%d", i);
		fixture_doctor_of(desk, department, code, 1000);
		wish.session_id = fixture_session(desk, code, FIXTURE_DAY, PERIOD_AM, 10, 20).id;
		fixture_must(desk, booking_book(desk, &wish, &booking));
		fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(13, 0));
		fixture_must(desk, booking_resolve(desk, booking.id, RESOLVE_NO_SHOW, "", &booking,
						   NULL, NULL));
		fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(7, 0));
	}
	answer = answer_to(row_of(row, "WX1", "book", 1, "20.00"));
	assert_answer(&answer, ONLINE_REFUSED, "banned");
	assert_non_null(strstr(answer.message, "2027-02-23"));
	assert_int_equal(due_fen(), 2000);
}

static void chinese_headers_gb18030_and_crlf_are_understood(void **state)
{
	static const char text[] =
		"下单时间,订单号,操作,医生编码,日期,时段,姓名,身份证号,手机,实付金额,"
		"微信支付单号\r\n"
		"2026-11-22 20:00:00,WX1,预约,1001,2026/11/24,上午,𠮷田花子,11010519491231002X,138 "
		"1234 5678,20.00,"
		"42001\r\n";
	char *in, *out, encoded[1024];
	size_t in_left = sizeof(text) - 1, out_left = sizeof(encoded);
	iconv_t converter = iconv_open("GB18030", "UTF-8");
	char copy[sizeof(text)], path[FILE_PATH_SIZE];
	struct online_import import;
	struct booking booking;

	(void)state;
	memcpy(copy, text, sizeof(text));
	in = copy;
	out = encoded;
	assert_true(iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1);
	iconv_close(converter);
	fixture_file(desk, "gb.csv", encoded, sizeof(encoded) - out_left, path);
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	assert_answer(&import.row[0].answer, ONLINE_ACCEPTED, "");
	fixture_must(desk, booking_get(desk, import.row[0].answer.booking_id, &booking));
	assert_string_equal(booking.patient, "𠮷田花子");
	online_import_release(&import);
}

static void a_file_whose_form_is_wrong_is_refused_whole_with_line_and_column(void **state)
{
	static const struct {
		const char *from, *to, *column;
	} cases[] = {
		{ ",book,", ",buy,", "action" },
		{ "2026-11-24", "2026-13-24", "date" },
		{ ",am,", ",noon,", "period" },
		{ ",20.00,", ",2O.00,", "paid_yuan" },
		{ "2026-11-22 20:00:00", "yesterday", "ordered_at" },
		{ "WX2,", "=WX2,", "order_no" },
		{ ",20.00,", ",20.00,,", "-" },
	};
	char good[400], row[400], text[1600];
	int64_t before = fixture_last_event(desk);

	(void)state;
	row_of(good, "WX1", "book", 1, "20.00");
	row_of(row, "WX2", "book", 2, "20.00");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *at = strstr(row, cases[i].from);
		struct online_import import;

		assert_non_null(at);
		text_format(text, sizeof(text), "%s%s%.*s%s%s", HEADER, good, (int)(at - row), row,
			    cases[i].to, at + strlen(cases[i].from));
		import = import_text(text, STATUS_BAD_FILE);
		if (!strstr(desk->problem.message, "3") ||
		    !strstr(desk->problem.message, cases[i].column))
			fail_msg("%s", desk->problem.message);
		assert_int_equal(import.rows, 0);
		online_import_release(&import);
		assert_int_equal(fixture_last_event(desk), before);
	}
}

static void the_acknowledgement_answers_every_row_in_the_order_of_the_file(void **state)
{
	static const char begins[] = "\xef\xbb\xbf"
				     "order_no,result,code,booking,number,message\r\n"
				     "WX1,accepted,,";
	char row[400], text[1600], path[FILE_PATH_SIZE], ack[FILE_PATH_SIZE], got[2000] = "";
	struct online_import import;
	FILE *file;
	size_t length;

	(void)state;
	text_format(text, sizeof(text), "%s%s", HEADER, row_of(row, "WX1", "book", 1, "20.00"));
	text_format(text + strlen(text), sizeof(text) - strlen(text), "%s",
		    row_of(row, "WX2", "book", 2, "1.00"));
	fixture_file(desk, "online.csv", text, strlen(text), path);
	text_format(ack, sizeof(ack), "%s/ack.csv", fixture_directory(desk));
	fixture_must(desk, online_import_file(desk, path, ack, &import, NULL, NULL));
	file = fopen(ack, "rb");
	assert_non_null(file);
	length = fread(got, 1, sizeof(got) - 1, file);
	got[length] = '\0';
	fclose(file);
	assert_memory_equal(got, begins, sizeof(begins) - 1);
	assert_non_null(strstr(got, "\r\nWX2,refused,fee_mismatch,,,"));
	online_import_release(&import);
}

static void an_acknowledgement_that_cannot_be_written_stops_the_import_before_it_starts(
	void **state)
{
	char row[400], text[1200], path[FILE_PATH_SIZE];
	struct online_import import;
	int64_t before = fixture_last_event(desk);

	(void)state;
	text_format(text, sizeof(text), "%s%s", HEADER, row_of(row, "WX1", "book", 1, "20.00"));
	fixture_file(desk, "online.csv", text, strlen(text), path);
	assert_int_equal(
		online_import_file(desk, path, "/nowhere/at/all/ack.csv", &import, NULL, NULL),
		STATUS_CANNOT_WRITE);
	online_import_release(&import);
	assert_int_equal(fixture_last_event(desk), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_clean_row_is_booked_paid_and_its_person_registered),
		TEST(a_file_imported_again_changes_nothing),
		TEST(a_paid_row_that_is_refused_becomes_a_refund_request),
		TEST(a_refused_row_registers_nobody),
		TEST(each_rule_has_its_code),
		TEST(a_wrong_identity_number_and_phone_are_refused),
		TEST(a_suspended_session_a_full_quota_and_a_second_booking_are_refused),
		TEST(a_cancel_in_time_asks_for_the_refund_and_one_too_late_does_not),
		TEST(a_cancel_that_comes_before_its_booking_is_carried_out_with_it),
		TEST(rows_are_taken_in_the_order_they_were_placed_and_answered_in_the_order_of_the_file),
		TEST(a_blank_amount_is_a_booking_not_paid_yet),
		TEST(a_payment_number_used_before_is_not_counted_twice),
		TEST(a_banned_person_is_refused_with_the_dates),
		TEST(chinese_headers_gb18030_and_crlf_are_understood),
		TEST(a_file_whose_form_is_wrong_is_refused_whole_with_line_and_column),
		TEST(the_acknowledgement_answers_every_row_in_the_order_of_the_file),
		TEST(an_acknowledgement_that_cannot_be_written_stops_the_import_before_it_starts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
