/* Which language is spoken, and what is said in one whose words for numbers have several forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

static void start_in(const char *lc_all, const char *language)
{
	setenv("LC_ALL", lc_all, 1);
	if (language)
		setenv("LANGUAGE", language, 1);
	else
		unsetenv("LANGUAGE");
	language_start();
	assert_string_equal(nl_langinfo(CODESET), "UTF-8");
	assert_int_equal(text_columns("张"), 2);
}

static void assert_chinese(void)
{
	assert_string_equal(_("morning"), "上午");
}

static void assert_english(void)
{
	assert_string_equal(_("morning"), "morning");
}

static void a_locale_that_is_not_installed_keeps_its_language_in_utf8(void **state)
{
	(void)state;
	start_in("zh_CN.UTF-8", NULL);
	assert_chinese();
	start_in("zh_CN.GB18030", NULL);
	assert_chinese();
	start_in("zh", NULL);
	assert_chinese();
	start_in("xx_YY.UTF-8", NULL);
	assert_english();
}

static void chinese_of_any_place_is_chinese(void **state)
{
	static const char *const names[] = { "zh_TW",	   "zh_HK.UTF-8", "zh_SG",
					     "zh_Hant_TW", "zh-TW",	  "zh_TW:en" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		start_in("C.UTF-8", names[i]);
		assert_chinese();
		start_in(names[i], NULL);
		assert_chinese();
		start_in("C.UTF-8", "en");
		language_choose(names[i]);
		assert_chinese();
	}
	/* What only begins like it is none. */
	start_in("C.UTF-8", "zhx");
	assert_english();
	start_in("C.UTF-8", "z");
	assert_english();
}

static void the_first_of_the_list_that_is_spoken_is_taken(void **state)
{
	static const char *const chinese[] = { "zh_CN",		 "zh",
					       "zh_CN.UTF-8:en", "xx:zh_CN",
					       ":zh_CN@pinyin",	 "xx:zh:en" };
	static const char *const english[] = { "en", "en:zh_CN", "en_GB.UTF-8:zh_CN", "xx",
					       "C:zh_CN" };

	(void)state;
	for (size_t i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++) {
		start_in("C.UTF-8", chinese[i]);
		assert_chinese();
	}
	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++) {
		start_in("zh_CN.UTF-8", english[i]);
		assert_english();
	}
}

static void the_c_locale_is_english_whatever_the_list_says(void **state)
{
	(void)state;
	start_in("C", "zh_CN");
	assert_english();
	start_in("POSIX", "zh_CN");
	assert_english();
}

static void a_list_alone_is_enough(void **state)
{
	(void)state;
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	setenv("LANGUAGE", "zh", 1);
	language_start();
	assert_chinese();
}

static void a_chosen_language_can_be_taken_back(void **state)
{
	(void)state;
	start_in("C.UTF-8", "zh");
	language_choose("en");
	assert_english();
	language_choose("");
	assert_chinese();
	start_in("C.UTF-8", "fr");
	language_choose("zh");
	assert_chinese();
	language_choose("zh_CN");
	assert_chinese();
	language_choose("");
	assert_english();
}

static void a_number_has_its_form_in_english_and_the_one_form_of_chinese(void **state)
{
	(void)state;
	start_in("C.UTF-8", "en");
	assert_string_equal(_n("%d booking for today", "%d bookings for today", 1),
			    "%d booking for today");
	assert_string_equal(_n("%d booking for today", "%d bookings for today", 0),
			    "%d bookings for today");
	start_in("C.UTF-8", "zh");
	for (unsigned long number = 0; number < 3; number++) {
		const char *text = _n("%d booking for today", "%d bookings for today", number);

		assert_ptr_equal(strstr(text, "今日"), text);
	}
}

/* What is not in the catalogue stays English; gettext answers the empty message with the header. */
static void a_message_without_translation_is_itself(void **state)
{
	const char *unknown = "no such message";

	(void)state;
	start_in("C.UTF-8", "zh");
	assert_ptr_equal(_(unknown), unknown);
	assert_string_equal(_(""), "");
	assert_string_equal(_n("a thing", "things", 1), "a thing");
	assert_string_equal(_n("a thing", "things", 2), "things");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_locale_that_is_not_installed_keeps_its_language_in_utf8),
		cmocka_unit_test(chinese_of_any_place_is_chinese),
		cmocka_unit_test(the_first_of_the_list_that_is_spoken_is_taken),
		cmocka_unit_test(the_c_locale_is_english_whatever_the_list_says),
		cmocka_unit_test(a_list_alone_is_enough),
		cmocka_unit_test(a_chosen_language_can_be_taken_back),
		cmocka_unit_test(a_number_has_its_form_in_english_and_the_one_form_of_chinese),
		cmocka_unit_test(a_message_without_translation_is_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
