/* What is asked under a key, and whether it is the same again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/idem.h"

static struct idem ask(const char *name, int64_t session)
{
	struct idem idem = idem_new();

	idem_ask(&idem, IDEM_NAME, name);
	idem_ask_number(&idem, IDEM_SESSION, session);
	return idem;
}

static void the_same_parts_are_the_same_in_any_order(void **state)
{
	struct idem one = ask("王磊", 7), two = idem_new();
	char words[IDEM_WORDS_SIZE];

	(void)state;
	idem_ask_number(&two, IDEM_SESSION, 7);
	idem_ask(&two, IDEM_NAME, "王磊");
	assert_false(idem_differs(&one, two.asked, two.asked_size, words));
	assert_string_equal(words, "");
}

static void each_part_that_differs_is_named(void **state)
{
	struct idem one = ask("王磊", 7), two = ask("李娜", 8), three = ask("王磊", 8);
	char words[IDEM_WORDS_SIZE];

	(void)state;
	assert_true(idem_differs(&one, two.asked, two.asked_size, words));
	assert_string_equal(words, "name, session (doctor, date or period)");
	assert_true(idem_differs(&one, three.asked, three.asked_size, words));
	assert_string_equal(words, "session (doctor, date or period)");
}

static void a_part_that_only_one_asks_differs(void **state)
{
	struct idem one = ask("王磊", 7), two = ask("王磊", 7);
	char words[IDEM_WORDS_SIZE];

	(void)state;
	idem_ask(&two, IDEM_METHOD, "");
	assert_true(idem_differs(&one, two.asked, two.asked_size, words));
	assert_string_equal(words, "method of payment");
	assert_true(idem_differs(&two, one.asked, one.asked_size, words));
}

static void rows_of_older_programs_are_not_compared(void **state)
{
	struct idem one = ask("王磊", 7);
	char words[IDEM_WORDS_SIZE];

	(void)state;
	assert_false(idem_differs(&one, NULL, 0, words));
}

static void nothing_is_kept_of_a_key_that_is_not_set(void **state)
{
	struct idem idem = { .set = false };

	(void)state;
	idem_ask(&idem, IDEM_NAME, "王磊");
	assert_int_equal(idem.asked_size, 0);
}

static void no_text_is_kept(void **state)
{
	struct idem idem = idem_new();

	(void)state;
	idem_ask(&idem, IDEM_ID_NUMBER, "11010519491231002X");
	assert_int_equal(idem.asked_size, IDEM_PART_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_parts_are_the_same_in_any_order),
		cmocka_unit_test(each_part_that_differs_is_named),
		cmocka_unit_test(a_part_that_only_one_asks_differs),
		cmocka_unit_test(rows_of_older_programs_are_not_compared),
		cmocka_unit_test(nothing_is_kept_of_a_key_that_is_not_set),
		cmocka_unit_test(no_text_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
