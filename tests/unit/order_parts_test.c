/* What two online orders that bear one number differ in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/online/order_parts.h"

static struct online_order order_of(const char *name, const char *id_number)
{
	struct online_order order = { .order_no = "W1",
				      .action = ONLINE_BOOK,
				      .doctor_code = "D01",
				      .day = 20780,
				      .period = PERIOD_AM,
				      .paid = true,
				      .paid_fen = 5000,
				      .transaction_id = "4200A1" };

	text_copy(order.name, sizeof(order.name), name);
	text_copy(order.id_number, sizeof(order.id_number), id_number);
	return order;
}

static void the_same_order_differs_in_nothing_however_it_is_typed(void **state)
{
	struct online_order stands = order_of("Li Anna", "11010519491231002X");
	struct online_order again = order_of("LI  ANNA", "110105 19491231 002x");

	(void)state;
	text_copy(again.phone, sizeof(again.phone), "13812345678");
	assert_int_equal(order_differences(&stands, &again), 0);
	assert_true(order_same_person(&stands, &again));
}

static void each_part_is_told_by_itself(void **state)
{
	struct online_order stands = order_of("王磊", "11010519491231002X"), other = stands;

	(void)state;
	text_copy(other.name, sizeof(other.name), "李娜");
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_PERSON);
	assert_false(order_other_person(&stands, &other));
	other = stands;
	text_copy(other.id_number, sizeof(other.id_number), "440524188001010014");
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_PERSON);
	other = stands;
	text_copy(other.doctor_code, sizeof(other.doctor_code), "D02");
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_DOCTOR);
	other = stands;
	other.day++;
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_DATE);
	other = stands;
	other.period = PERIOD_PM;
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_PERIOD);
	other = stands;
	other.paid_fen = 4900;
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_AMOUNT);
	other = stands;
	text_copy(other.transaction_id, sizeof(other.transaction_id), "4200A2");
	assert_int_equal(order_differences(&stands, &other), ORDER_PART_PAYMENT);
}

static void what_was_not_paid_or_not_said_differs_from_nothing(void **state)
{
	struct online_order stands = order_of("王磊", "11010519491231002X"), other = stands;

	(void)state;
	other.paid = false;
	other.paid_fen = 0;
	other.transaction_id[0] = '\0';
	assert_int_equal(order_differences(&stands, &other), 0);
	assert_int_equal(order_differences(&other, &stands), 0);
	other.action = ONLINE_CANCEL;
	other.name[0] = other.id_number[0] = '\0';
	assert_int_equal(order_differences(&stands, &other), 0);
	assert_false(order_other_person(&stands, &other));
}

static void another_person_has_another_name_and_another_number(void **state)
{
	struct online_order one = order_of("王磊", "11010519491231002X");
	struct online_order two = order_of("李娜", "440524188001010014");

	(void)state;
	assert_true(order_other_person(&one, &two));
	assert_false(order_same_person(&one, &two));
}

static void the_words_name_the_parts_in_their_order(void **state)
{
	char words[ORDER_PARTS_WORDS_SIZE];

	(void)state;
	assert_string_equal(order_parts_words(0, words), "");
	assert_string_equal(order_parts_words(ORDER_PART_PAYMENT | ORDER_PART_PERSON, words),
			    "person, payment number");
	assert_string_equal(order_parts_words(63, words),
			    "person, doctor, date, period, amount, payment number");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_order_differs_in_nothing_however_it_is_typed),
		cmocka_unit_test(each_part_is_told_by_itself),
		cmocka_unit_test(what_was_not_paid_or_not_said_differs_from_nothing),
		cmocka_unit_test(another_person_has_another_name_and_another_number),
		cmocka_unit_test(the_words_name_the_parts_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
