/* The details of audit rows in words: codes are translated, what a person wrote is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/audit_words.h"

static const char *words(const char *action, const char *detail)
{
	static char out[AUDIT_DETAIL_SIZE];
	struct audit_row row = { .seq = 1 };

	text_copy(row.action, sizeof(row.action), action);
	text_copy(row.detail, sizeof(row.detail), detail);
	return audit_detail_words(&row, out);
}

static int english(void **state)
{
	(void)state;
	language_choose("en");
	return 0;
}

static void codes_become_words(void **state)
{
	(void)state;
	assert_string_equal(words("booking.book", "1001 2026-11-23 am 1 (counter) cash 50.00"),
			    "1001 2026-11-23 morning 1 (counter) cash 50.00");
	assert_string_equal(words("booking.cancel", "counter late, refund 0.00"),
			    "counter late cancellation, refund 0.00");
	assert_string_equal(words("refund.step", "50.00 requested -> submitted"),
			    "50.00 requested -> submitted");
	assert_string_equal(words("ticket.back", "+3"), "+3");
	assert_string_equal(words("ticket.miss", ""), "");
}

static void what_a_person_wrote_is_left_alone(void **state)
{
	(void)state;
	assert_string_equal(words("booking.resolve", "excused: came late, card lost"),
			    "excused: came late, card lost");
	assert_string_equal(words("booking.no_show", "2026-11-23: am"), "2026-11-23: am");
}

static void each_field_of_a_change_is_named(void **state)
{
	(void)state;
	assert_string_equal(words("patient.change",
				  "phone: 138****1234 -> 139****5678; sex: unknown -> female"),
			    "phone: 138****1234 -> 139****5678; sex: not known -> female");
}

static void an_undo_says_what_was_taken_back(void **state)
{
	(void)state;
	assert_string_equal(words("booking.undo", "ticket.check_in"), "checked in");
}

static void parts_of_other_words_stay(void **state)
{
	(void)state;
	assert_string_equal(words("doctor.add", "D1 amy"), "D1 amy");
}

static void a_long_detail_is_cut_at_a_character(void **state)
{
	char detail[AUDIT_DETAIL_SIZE];

	(void)state;
	detail[0] = '\0';
	while (strlen(detail) + 4 < sizeof(detail))
		strncat(detail, "am ", sizeof(detail) - strlen(detail) - 1);
	assert_int_equal(strlen(words("booking.book", detail)), AUDIT_DETAIL_SIZE - 1);
}

static void chinese_has_a_word_for_each_code(void **state)
{
	const char *chinese;

	(void)state;
	language_choose("zh");
	chinese = words("booking.book", "1001 2026-11-23 pm 1 (online) wechat 50.00");
	assert_null(strpbrk(chinese, "abcdefghijklmnopqrstuvwxyz"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_become_words),
		cmocka_unit_test(what_a_person_wrote_is_left_alone),
		cmocka_unit_test(each_field_of_a_change_is_named),
		cmocka_unit_test(an_undo_says_what_was_taken_back),
		cmocka_unit_test(parts_of_other_words_stay),
		cmocka_unit_test(a_long_detail_is_cut_at_a_character),
		cmocka_unit_test_teardown(chinese_has_a_word_for_each_code, english),
	};

	language_start();
	language_choose("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
