/* What goes through sudo: words that arrive as they were, and values that can be nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "ui/launcher/surroundings.h"
#include "ui/launcher/words.h"

static void words_arrive_as_they_were(void **state)
{
	char first[] = "", second[] = "张三,", third[] = "3:abc,", fourth[] = "a\n\xff\x01";
	char *words[] = { first, second, third, fourth };
	char packed[200], *got[WORDS_MAX + 1];

	(void)state;
	assert_true(words_pack(4, words, packed, sizeof(packed)));
	assert_int_equal(words_unpack(packed, got), 4);
	for (int i = 0; i < 4; i++)
		assert_string_equal(got[i], words[i]);
	assert_null(got[4]);
	assert_true(words_pack(0, words, packed, sizeof(packed)));
	assert_int_equal(words_unpack(packed, got), 0);
}

static void too_many_or_too_long_words_are_not_packed(void **state)
{
	static char long_word[WORDS_SIZE], packed[WORDS_SIZE];
	char word[] = "w", *many[WORDS_MAX + 1], *one[] = { long_word };

	(void)state;
	for (int i = 0; i <= WORDS_MAX; i++)
		many[i] = word;
	assert_true(words_pack(WORDS_MAX, many, packed, sizeof(packed)));
	assert_false(words_pack(WORDS_MAX + 1, many, packed, sizeof(packed)));
	memset(long_word, 'x', sizeof(long_word) - 1);
	assert_false(words_pack(1, one, packed, sizeof(packed)));
	/* Exactly as much as there is room for: "3:abc," and its end. */
	long_word[3] = '\0';
	assert_true(words_pack(1, one, packed, 7));
	assert_false(words_pack(1, one, packed, 6));
}

static void what_nobody_packed_is_nothing(void **state)
{
	static const char *const broken[] = { "a",	 "3",	    "3:",	"3:ab",	 "3:abc",
					      "3:abcd,", "3:abc,x", ":,",	"0:",	 "-1:a,",
					      " 1:a,",	 "1 :a,",   "999999:a", "1:a,1", "2:a," };
	char packed[32], *got[WORDS_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		memset(packed, 0, sizeof(packed));
		memcpy(packed, broken[i], strlen(broken[i]));
		if (words_unpack(packed, got) != -1)
			fail_msg("taken: %s", broken[i]);
	}
}

static void values_have_letters_of_their_own_alone(void **state)
{
	static const struct {
		const char *name, *value;
		bool taken;
	} cases[] = {
		{ "TERM", "xterm-256color", true },
		{ "TERM", "screen.xterm+x", true },
		{ "TERM", "../../tmp/evil", false },
		{ "TERM", ".evil", false },
		{ "TERM", "a b", false },
		{ "TERM", "x\033[0m", false },
		{ "COLORTERM", "truecolor", true },
		{ "COLORTERM", "true/color", false },
		{ "NO_COLOR", "", true },
		{ "NO_COLOR", "1", true },
		{ "ESCDELAY", "25", true },
		{ "ESCDELAY", "25ms", false },
		{ "LANG", "zh_CN.UTF-8", true },
		{ "LANG", "/tmp/x", false },
		{ "LANGUAGE", "zh:en", true },
		{ "LANGUAGE", "%n%n", false },
		{ "LC_ALL", "C.UTF-8", true },
		{ "LC_MESSAGES", "de_DE@euro", true },
		{ "TZ", "UTC", false },
		{ "TZDIR", "x", false },
		{ "TERMINFO", "x", false },
		{ "PATH", "x", false },
		{ "FRONTDESK_DB", "x", false },
		{ "LD_PRELOAD", "x", false },
	};
	char long_value[SURROUNDINGS_VALUE_SIZE + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (surroundings_take(cases[i].name, cases[i].value) != cases[i].taken)
			fail_msg("%s=%s", cases[i].name, cases[i].value);
	memset(long_value, 'x', sizeof(long_value) - 1);
	long_value[sizeof(long_value) - 1] = '\0';
	assert_false(surroundings_take("TERM", long_value));
	assert_true(surroundings_take("TERM", long_value + 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_arrive_as_they_were),
		cmocka_unit_test(too_many_or_too_long_words_are_not_packed),
		cmocka_unit_test(what_nobody_packed_is_nothing),
		cmocka_unit_test(values_have_letters_of_their_own_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
