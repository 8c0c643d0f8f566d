/* What every list says when there is nothing in it: what is not here, why, and the key that goes
 * on.
 */
#include "base/language.h"
#include <stdlib.h>
#include <string.h>

#include "tests/screens/clinic.h"

static struct clinic clinic;

/* The keys that lead to each list, and pieces of what it says then, with the key to press. */
static const struct {
	const char *keys, *english, *english_key, *chinese, *chinese_key;
} lists[] = {
	{ "Alt-1", "No session on this day", "(Alt-7), F6", "这一天没有场次", "按 F6" },
	{ "Alt-2 'zhang'", "No patient found", "Enter adds", "未找到患者", "按回车" },
	{ "Alt-3", "No session today, so there is no queue", "(Alt-7), F6", "没有人候诊", "按 F6" },
	{ "Alt-4", "No bookings for today yet", "F2 books", "今天还没有", "F2" },
	{ "Alt-4 'zzz' Enter", "No booking found", "Esc shows", "没有找到", "Esc" },
	{ "Alt-4 F11", "No refund is pending", "F8 cancels", "没有未完成的退费", "按 F8" },
	{ "Alt-6 'zhang'", "No patient found", "F6 adds", "未找到患者", "F6" },
	{ "Alt-7", "There is no doctor yet", "F6 loads", "还没有医生", "F6" },
	{ "Alt-7 F7 'zzz'", "No doctor matches", "Esc shows all", "没有医生符合", "Esc" },
	{ "Alt-7 F11", "Nobody needs to be told", "F8 suspends", "没有需要通知的人", "按 F8" },
	{ "Alt-8", "so nothing is sold online", "F6 loads", "线上无号可约", "按 F6" },
	{ "Alt-8 F7", "Nobody is banned from online booking", "F6 shows", "没有人在黑名单上",
	  "F6" },
	{ "Alt-8 F7 F6", "Nobody was ever banned", "F8 tries", "从来没有人进过黑名单", "按 F8" },
	{ "Alt-8 F8 F9", "and nobody would be", "F7 goes back", "按这些参数也不会有", "F7" },
	{ "Alt-8 F9", "No refused order is open", "F8 shows", "没有未了结的被拒订单", "F8" },
	{ "Alt-8 F9 F8", "No order waits for a decision", "F8 shows", "没有等待决定的订单", "F8" },
	{ "Alt-9", "Nothing is left to do here", "F8 closes", "这里没有待办", "F8" },
	{ "Alt-0 'zzzz'", "No setting matches", "Esc shows all", "没有符合的设置项", "Esc" },
};

/* The words alone: a sentence goes on over lines. */
static void shows_words(const char *words)
{
	char screen[16384], *out = screen;

	for (const char *at = harness_screen(&clinic.harness);
	     *at && out < screen + sizeof(screen) - 1; at++) {
		if (*at != '\n' && *at != ' ')
			*out++ = *at;
	}
	*out = '\0';
	out = strdup(words);
	assert_non_null(out);
	for (char *from = out, *to = out;; from++) {
		if (*from != ' ')
			*to++ = *from;
		if (!*from)
			break;
	}
	if (!strstr(screen, out))
		fail_msg("the screen does not say \"%s\":\n%s", words,
			 harness_screen(&clinic.harness));
	free(out);
}

static void walk(const char *language)
{
	const bool chinese = strcmp(language, "zh") == 0;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		clinic_open_empty(&clinic, 80, 24);
		language_choose(language);
		harness_keys(&clinic.harness, lists[i].keys);
		shows_words(chinese ? lists[i].chinese : lists[i].english);
		shows_words(chinese ? lists[i].chinese_key : lists[i].english_key);
		language_choose("");
		clinic_close(&clinic);
	}
}

static void an_empty_clinic_says_on_every_list_what_to_do_next(void **state)
{
	(void)state;
	walk("en");
}

static void in_chinese_too(void **state)
{
	(void)state;
	walk("zh");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_clinic_says_on_every_list_what_to_do_next),
		cmocka_unit_test(in_chinese_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
