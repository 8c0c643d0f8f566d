/* Every word that comes from a table is in the Chinese catalogue: a table's entry without N_ would
 * stay English, and nothing else would tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/config.h"
#include "base/language.h"
#include "base/status.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/booking/booking.h"
#include "desk/money/ledger.h"
#include "desk/queue/queue.h"
#include "desk/roster/roster.h"
#include "desk/roster/slot.h"
#include "reports/days/days_data.h"
#include "reports/report.h"
#include "ui/term/commands.h"

static void assert_chinese(const char *text)
{
	const char *at = text;

	while (*at) {
		uint32_t character = text_next(&at);

		if (character >= 0x4e00 && character <= 0x9fff)
			return;
	}
	fail_msg("\"%s\" is not Chinese", text);
}

static int in_chinese(void **state)
{
	(void)state;
	language_choose("zh");
	return 0;
}

static int in_english(void **state)
{
	(void)state;
	language_choose("en");
	return 0;
}

static void every_outcome_has_a_chinese_sentence(void **state)
{
	(void)state;
	for (int status = 0; status < STATUS_COUNT; status++)
		assert_chinese(status_sentence((enum status)status));
}

static void every_state_of_the_desk_has_a_chinese_word(void **state)
{
	(void)state;
	for (int i = BOOKING_BOOKED; i <= BOOKING_EXCUSED; i++)
		assert_chinese(booking_state_word((enum booking_state)i));
	for (int i = TICKET_WAITING; i <= TICKET_VOID; i++)
		assert_chinese(ticket_state_word((enum ticket_state)i));
	for (int i = REFUND_NONE; i <= REFUND_FAILED; i++)
		assert_chinese(refund_state_word((enum refund_state)i));
	for (int i = SESSION_OPEN; i <= SESSION_CLOSED; i++)
		assert_chinese(session_state_word((enum session_state)i));
	for (int i = CAUSE_PATIENT; i <= CAUSE_CLINIC; i++)
		assert_chinese(days_cause_word((enum booking_cause)i));
	for (int i = 0; i < VISIT_COUNT; i++)
		assert_chinese(visit_word((enum visit)i));
}

static void every_method_channel_and_period_has_a_chinese_word(void **state)
{
	(void)state;
	for (int i = 0; i < METHOD_COUNT; i++)
		assert_chinese(method_word((enum method)i));
	for (int i = 0; i < PERIOD_COUNT; i++)
		assert_chinese(period_word((enum period)i));
	assert_string_equal(channel_word(CHANNEL_COUNTER), "窗口");
	assert_string_equal(channel_word(CHANNEL_ONLINE), "线上");
}

static void every_recorded_action_has_chinese_words(void **state)
{
	(void)state;
	for (int i = 0; i < AUDIT_COUNT; i++)
		assert_chinese(audit_action_words(audit_action_name((enum audit_action)i)));
}

static void every_key_of_the_desk_is_explained_in_chinese(void **state)
{
	(void)state;
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
		const char *label = command_label((enum command)i);

		assert_chinese(command_sentence((enum command)i));
		/* That one leads out of Chinese, for people who cannot read it. */
		if (*label && i != COMMAND_SIGNIN_LANGUAGE)
			assert_chinese(label);
	}
	for (int i = 0; i < CONTEXT_COUNT; i++)
		assert_chinese(context_title((enum context)i));
}

static void every_report_is_described_in_chinese(void **state)
{
	const struct report *table;
	size_t count;

	(void)state;
	table = report_table(&count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++)
		assert_chinese(_(table[i].sentence));
}

/* Two words that mean different things must not come out the same, where people tell them apart by
 * the word. */
static void words_that_differ_in_english_differ_in_chinese(void **state)
{
	(void)state;
	for (int i = BOOKING_BOOKED; i <= BOOKING_EXCUSED; i++) {
		for (int k = BOOKING_BOOKED; k < i; k++)
			assert_string_not_equal(booking_state_word((enum booking_state)i),
						booking_state_word((enum booking_state)k));
	}
	for (int i = TICKET_WAITING; i <= TICKET_VOID; i++) {
		for (int k = TICKET_WAITING; k < i; k++)
			assert_string_not_equal(ticket_state_word((enum ticket_state)i),
						ticket_state_word((enum ticket_state)k));
	}
	for (int i = REFUND_NONE; i <= REFUND_FAILED; i++) {
		for (int k = REFUND_NONE; k < i; k++)
			assert_string_not_equal(refund_state_word((enum refund_state)i),
						refund_state_word((enum refund_state)k));
	}
	assert_string_not_equal(ticket_state_word(TICKET_MISSED),
				booking_state_word(BOOKING_NO_SHOW));
}

static void the_language_can_be_changed_at_any_time(void **state)
{
	(void)state;
	assert_string_equal(period_word(PERIOD_AM), "上午");
	language_choose("en");
	assert_string_equal(period_word(PERIOD_AM), "morning");
	language_choose("zh_CN");
	assert_string_equal(period_word(PERIOD_AM), "上午");
	/* The environment's: English. */
	language_choose("");
	assert_string_equal(period_word(PERIOD_AM), "morning");
}

#define CHINESE_TEST(name) cmocka_unit_test_setup_teardown(name, in_chinese, in_english)

static const struct CMUnitTest tests[] = {
	CHINESE_TEST(every_outcome_has_a_chinese_sentence),
	CHINESE_TEST(every_state_of_the_desk_has_a_chinese_word),
	CHINESE_TEST(every_method_channel_and_period_has_a_chinese_word),
	CHINESE_TEST(every_recorded_action_has_chinese_words),
	CHINESE_TEST(every_key_of_the_desk_is_explained_in_chinese),
	CHINESE_TEST(every_report_is_described_in_chinese),
	CHINESE_TEST(words_that_differ_in_english_differ_in_chinese),
	CHINESE_TEST(the_language_can_be_changed_at_any_time),
};

int main(void)
{
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LANGUAGE", "en", 1);
	language_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
