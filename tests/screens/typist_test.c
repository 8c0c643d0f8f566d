/*
 * A typist who looks at the paper and not at the screen: names in pinyin and in Chinese, numbers,
 * Enter, a key every 20 to 400 ms, over every screen of the desk. Rule: nothing but searches and
 * forms comes of it, whatever is in front; nothing is taken back, paid out, cancelled, closed,
 * called or decided.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/audit.h"
#include "tests/screens/clinic.h"
#include "tests/screens/ways.h"
#include "ui/term/engine.h"

enum { WORDS = 8, GAP_LEAST_MS = 20, GAP_MOST_MS = 400, SEED = 20261129 };

static struct clinic clinic;
static struct booking morning;
static unsigned seed;

static void fill(void)
{
	morning = clinic_book(&clinic.desk, clinic_session(&clinic.desk, "1001", PERIOD_AM).id,
			      clinic.zhang);
}

static struct clinic_start start = { &clinic, 80, 24, fill, "" };

/* What a form may write that is sent off by Enter. */
static bool may_happen(const char *action)
{
	static const char *const sent[] = { "patient.add", "patient.show", "booking.book",
					    "booking.pay", "setting.change" };

	for (size_t i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
		if (strcmp(action, sent[i]) == 0)
			return true;
	}
	return false;
}

static void press(struct harness *harness, const char *key)
{
	harness_later(harness, GAP_LEAST_MS + rand_r(&seed) % (GAP_MOST_MS - GAP_LEAST_MS));
	harness_bytes(harness, key);
}

static void type(struct harness *harness, const char *word)
{
	char character[5];

	while (*word && !harness->ended) {
		size_t length = text_encode(text_next(&word), character);

		character[length] = '\0';
		press(harness, character);
	}
}

static void only_forms_were_sent(int64_t before, const struct way *way)
{
	struct audit_row *rows;
	size_t count;

	clinic_must(&clinic.desk, audit_since(&clinic.desk, before, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (!may_happen(rows[i].action))
			fail_msg("\"%s\", then typing: %s", way->keys,
				 audit_action_words(rows[i].action));
	}
	free(rows);
}

static void typing_on_any_screen_searches_and_fills_in_forms_and_nothing_else(void **state)
{
	static const char *const words[] = {
		"zsq",	"zw",	"oynn", "cnek", "yes", "nnn", "xxrf",	     "wang",	   "王小明",
		"0421", "9126", "1234", "2",	"9",   "1",   "13812345678", "1101051949", "1001",
	};

	(void)state;
	seed = SEED;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		void *own = &start;
		int64_t before;

		clinic_set_up(&own);
		harness_keys(own, ways[i].keys);
		harness_shows(own, ways[i].shows);
		clinic.harness.terminal->seen_ms = SCREEN_SEEN_MS;
		before = clinic_last_event(&clinic.desk);
		for (int k = 0; k < WORDS && !clinic.harness.ended; k++) {
			type(own,
			     words[(size_t)rand_r(&seed) % (sizeof(words) / sizeof(words[0]))]);
			for (int enters = rand_r(&seed) % 4; enters > 0; enters--)
				press(own, "\r");
		}
		assert_false(clinic.harness.ended);
		only_forms_were_sent(before, &ways[i]);
		assert_int_equal(clinic_booking(&clinic.desk, morning.id).state, BOOKING_BOOKED);
		clinic_tear_down(&own);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_on_any_screen_searches_and_fills_in_forms_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
