/* The mark of a computer: base/siphash.h, base/machine.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/machine.h"

static void siphash_gives_what_its_paper_says(void **state)
{
	unsigned char key[SIPHASH_KEY_SIZE], bytes[15];

	(void)state;
	for (size_t i = 0; i < sizeof(key); i++)
		key[i] = (unsigned char)i;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)i;
	assert_true(siphash(key, bytes, sizeof(bytes)) == UINT64_C(0xa129ca6149be45e5));
	/* Of nothing, and of whole words alone. */
	assert_true(siphash(key, bytes, 0) == UINT64_C(0x726fdb47dd0e0e31));
	assert_true(siphash(key, bytes, 8) == UINT64_C(0x93f5f5799a932462));
}

static void a_mark_is_of_one_computer_and_one_clinic(void **state)
{
	const unsigned char clinic[SIPHASH_KEY_SIZE] = { 1 }, other[SIPHASH_KEY_SIZE] = { 2 };
	int64_t mark;

	(void)state;
	/* The clinic's own build does not listen to tests. */
#if !defined(SANITIZED) && !defined(COVERAGE)
	skip();
#endif
	assert_int_equal(setenv("FRONTDESK_TEST_MACHINE", "0123456789abcdef", 1), 0);
	mark = machine_mark(clinic);
	assert_true(mark > 0);
	assert_true(mark == machine_mark(clinic));
	assert_true(mark != machine_mark(other));
	assert_int_equal(setenv("FRONTDESK_TEST_MACHINE", "0123456789abcdee", 1), 0);
	assert_true(mark != machine_mark(clinic));
	assert_int_equal(unsetenv("FRONTDESK_TEST_MACHINE"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siphash_gives_what_its_paper_says),
		cmocka_unit_test(a_mark_is_of_one_computer_and_one_clinic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
