/* What a scanned text is: tickets, people, orders, and what must not be kept. */
#include "visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/day/scan.h"
#include "exchange/online.h"

/* GB 11643-1999, annex: female, 1949-12-31. */
#define PUBLISHED_NUMBER "11010519491231002X"

static struct desk *desk;

static int set_up(void **state)
{
	(void)state;
	desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	fixture_doctor(desk, "1001", 2000);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fixture_close(desk);
	return 0;
}

static struct scan scan(const char *text)
{
	struct scan out;

	fixture_must(desk, scan_read(desk, text, &out));
	return out;
}

static void assert_kind(const char *text, enum scan_kind kind)
{
	struct scan found = scan(text);

	if (found.kind != kind)
		fail_msg("\"%s\" is of kind %d, not %d", text, found.kind, kind);
}

static struct patient add(const char *name, const char *id_number, const char *card)
{
	struct patient_form form = { .name = name,
				     .id_type = id_number[0] ? "resident_id" : "",
				     .id_number = id_number,
				     .phone = "",
				     .sex = "",
				     .birth_date = "",
				     .card_no = card };
	struct patient patient;

	fixture_must(desk, patient_read(desk, &form, &patient, NULL));
	fixture_must(desk, patient_add(desk, &patient, NULL));
	return patient;
}

static void payment_codes_are_known_by_length_and_first_digits(void **state)
{
	static const char *const codes[] = {
		/* WeChat: 18 digits from 10 to 15. */
		"101234567890123456",
		"134567890123456789",
		"159999999999999999",
		/* Alipay: 16 to 24 digits from 25 to 30. */
		"2512345678901234",
		"281234567890123456",
		"301234567890123456789012",
		/* UnionPay: 19 digits with 62. */
		"6212345678901234567",
		"６２12345678901234567",
	};
	static const char *const others[] = { "161234567890123456",	   "251234567890123",
					      "3012345678901234567890123", "311234567890123456",
					      "621234567890123456",	   "62123456789012345678",
					      "13456789012345678",	   "25123456789012345A" };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		assert_kind(codes[i], SCAN_PAYMENT_CODE);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_kind(others[i], SCAN_UNKNOWN);
}

static void a_payment_code_is_not_handed_on(void **state)
{
	struct scan found = scan("134567890123456789");

	(void)state;
	for (size_t i = 0; i < sizeof(found.text); i++)
		assert_int_equal(found.text[i], 0);
	/* Not even when a card of that number was registered before. */
	add("王芳", "", "134567890123456780");
	assert_kind("134567890123456780", SCAN_PAYMENT_CODE);
}

static void an_identity_number_has_a_date_and_the_right_check_character(void **state)
{
	struct patient known = add("张伟", PUBLISHED_NUMBER, "");
	struct scan found = scan("11010519491231002x\r\n");

	(void)state;
	assert_int_equal(found.kind, SCAN_RESIDENT_ID);
	assert_string_equal(found.text, PUBLISHED_NUMBER);
	assert_int_equal(found.patient_id, known.id);
	/* Of nobody registered: */
	found = scan("440524188001010014");
	assert_int_equal(found.kind, SCAN_RESIDENT_ID);
	assert_int_equal(found.patient_id, 0);
	/* Eighteen digits from 11 to 15 without both are a payment code, or misread. */
	assert_kind("110105194912310021", SCAN_MISREAD_ID);
	assert_kind("110105194913310021", SCAN_PAYMENT_CODE);
	/* Nobody is born tomorrow. */
	assert_kind("110105202611240021", SCAN_PAYMENT_CODE);
	assert_kind("440524188001010015", SCAN_MISREAD_ID);
}

static void a_ticket_has_its_check_digit(void **state)
{
	struct session session = fixture_session(desk, "1001", FIXTURE_DAY, PERIOD_AM, 10, 20);
	struct booking booking = visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	char number[24], wrong[24];
	struct scan found;

	(void)state;
	text_format(number, sizeof(number), "%012lld", (long long)booking.id);
	found = scan(number);
	assert_int_equal(found.kind, SCAN_TICKET);
	assert_int_equal(found.booking_id, booking.id);
	text_copy(wrong, sizeof(wrong), number);
	wrong[11] = wrong[11] == '9' ? '0' : (char)(wrong[11] + 1);
	assert_kind(wrong, SCAN_UNKNOWN);
}

/* A number with a ticket's check digit. */
static void like_a_ticket(char out[13])
{
	int64_t id;

	for (int i = 0; i < 10; i++) {
		text_format(out, 13, "90010100001%d", i);
		if (booking_number_parse(out, &id))
			return;
	}
	fail_msg("no digit fits");
}

static void a_card_that_looks_like_a_ticket_is_its_owners(void **state)
{
	char number[13];
	struct patient owner;
	struct scan found;

	(void)state;
	like_a_ticket(number);
	assert_kind(number, SCAN_TICKET);
	owner = add("李娜", "", number);
	found = scan(number);
	assert_int_equal(found.kind, SCAN_PATIENT);
	assert_int_equal(found.patient_id, owner.id);
	assert_int_equal(found.booking_id, 0);
}

static void cards_and_patient_numbers_lead_to_their_owner(void **state)
{
	struct patient owner = add("李娜", "", "a1234567");
	char number[PATIENT_NUMBER_SIZE];

	(void)state;
	assert_int_equal(scan("\tA1234567\r").patient_id, owner.id);
	assert_int_equal(scan("a1234567").patient_id, owner.id);
	assert_int_equal(scan("Ａ１２３４５６７").patient_id, owner.id);
	text_format(number, sizeof(number), "%08lld", (long long)owner.id);
	assert_int_equal(scan(number).kind, SCAN_PATIENT);
	assert_int_equal(scan(number).patient_id, owner.id);
	assert_kind("A1234568", SCAN_UNKNOWN);
}

#define HEADER \
	"order_no,action,doctor,date,period,name,id_number,phone,paid_yuan,transaction_id," \
	"ordered_at\n"
#define TRANSACTION "4200001234202611221234567890"
#define REFUSED_TRANSACTION "4200001234202611221234567891"

static void import_orders(void)
{
	struct online_import import;
	char name[2][NAME_SIZE], id_number[2][ID_NUMBER_SIZE], phone[2][PHONE_SIZE], text[1000],
		path[FILE_PATH_SIZE];

	fixture_session(desk, "1001", FIXTURE_DAY + 1, PERIOD_AM, 10, 50);
	for (int i = 0; i < 2; i++)
		fixture_person(i, name[i], id_number[i], phone[i]);
	text_format(text, sizeof(text),
		    HEADER
		    "WX20261122-77,book,1001,2026-11-24,am,%s,%s,%s,20.00," TRANSACTION
		    ",2026-11-22 20:00:00\n"
		    "WX20261122-78,book,1001,2026-11-24,am,%s,%s,%s,7.00," REFUSED_TRANSACTION
		    ",2026-11-22 20:01:00\n",
		    name[0], id_number[0], phone[0], name[1], id_number[1], phone[1]);
	fixture_file(desk, "online.csv", text, strlen(text), path);
	fixture_must(desk, online_import_file(desk, path, NULL, &import, NULL, NULL));
	online_import_release(&import);
}

static void an_order_leads_to_its_booking_or_says_why_there_is_none(void **state)
{
	struct booking booking;

	(void)state;
	import_orders();
	fixture_must(desk, booking_by_order(desk, "WX20261122-77", &booking));
	assert_int_equal(scan("WX20261122-77").kind, SCAN_ORDER);
	assert_int_equal(scan("WX20261122-77").booking_id, booking.id);
	assert_int_equal(scan(TRANSACTION).kind, SCAN_ORDER);
	assert_int_equal(scan(TRANSACTION).booking_id, booking.id);
	assert_int_equal(scan("WX20261122-78").kind, SCAN_ORDER_REFUSED);
	assert_int_equal(scan("WX20261122-78").refusal, STATUS_FEE_MISMATCH);
	assert_int_equal(scan(REFUSED_TRANSACTION).kind, SCAN_ORDER_REFUSED);
	assert_int_equal(scan(REFUSED_TRANSACTION).refusal, STATUS_FEE_MISMATCH);
	assert_kind("WX20261122-79", SCAN_UNKNOWN);
}

static void an_insurance_code_is_28_digits_that_are_no_order(void **state)
{
	struct scan found = scan("4200001234202611221234567890");

	(void)state;
	assert_int_equal(found.kind, SCAN_INSURANCE_CODE);
	assert_string_equal(found.text, "");
	import_orders();
	assert_kind(TRANSACTION, SCAN_ORDER);
	assert_kind("42000012342026112212345678901", SCAN_UNKNOWN);
}

static void whatever_comes_in_is_cut_and_clean(void **state)
{
	char lots[5000];
	struct scan found;

	(void)state;
	memset(lots, '7', sizeof(lots));
	lots[sizeof(lots) - 1] = '\0';
	found = scan(lots);
	assert_int_equal(found.kind, SCAN_UNKNOWN);
	assert_int_equal(strlen(found.text), SCAN_TEXT_SIZE - 1);
	assert_kind("", SCAN_UNKNOWN);
	assert_kind("\r\n\t", SCAN_UNKNOWN);
	found = scan("'; DROP TABLE patient; --");
	assert_int_equal(found.kind, SCAN_UNKNOWN);
	/* Nothing is cut in the middle of a character. */
	for (int i = 0; i < 60; i++)
		memcpy(lots + (size_t)i * 3, "中", 3);
	lots[180] = '\0';
	found = scan(lots);
	assert_true(text_is_utf8(found.text, strlen(found.text)));
}

int main(void)
{
#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		DESK_TEST(payment_codes_are_known_by_length_and_first_digits),
		DESK_TEST(a_payment_code_is_not_handed_on),
		DESK_TEST(an_identity_number_has_a_date_and_the_right_check_character),
		DESK_TEST(a_ticket_has_its_check_digit),
		DESK_TEST(a_card_that_looks_like_a_ticket_is_its_owners),
		DESK_TEST(cards_and_patient_numbers_lead_to_their_owner),
		DESK_TEST(an_order_leads_to_its_booking_or_says_why_there_is_none),
		DESK_TEST(an_insurance_code_is_28_digits_that_are_no_order),
		DESK_TEST(whatever_comes_in_is_cut_and_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
