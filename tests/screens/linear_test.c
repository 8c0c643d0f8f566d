/* The linear way, for whoever hears the desk: each place as it is read aloud, in both languages; no
 * picture made of characters, no line of keys, the outcome of an action first. */
#include <string.h>

#include "base/language.h"
#include "tests/screens/clinic.h"

static struct clinic clinic;

/* One waits, one has a booking of tomorrow that is not paid. */
static void open_linear(const char *language, int columns, int lines)
{
	struct session session;
	struct booking booking;
	struct booking_wish later = { .channel = CHANNEL_COUNTER };

	clinic_open(&clinic, columns, lines);
	language_choose(language);
	session = clinic_session(&clinic.desk, "1001", PERIOD_AM);
	booking = clinic_book(&clinic.desk, session.id, clinic.zhang);
	clinic_must(&clinic.desk, queue_check_in(&clinic.desk, booking.id, &booking));
	clinic_must(&clinic.desk,
		    session_find(&clinic.desk, "1001", CLINIC_DAY + 1, PERIOD_AM, &session));
	later.session_id = session.id;
	later.patient_id = clinic.ouyang;
	clinic_must(&clinic.desk, booking_book(&clinic.desk, &later, &booking));
	text_copy(clinic.desk.settings.desk_linear, sizeof(clinic.desk.settings.desk_linear), "on");
	harness_keys(&clinic.harness, "^L");
}

static void close_linear(void)
{
	clinic_close(&clinic);
	language_choose("en");
}

/* Each place, and what is done at it most. */
static const struct {
	const char *name, *keys;
} ways[] = {
	{ "today", "Alt-1" },
	{ "register", "F2" },
	{ "sessions", "F2 'oynn' Enter" },
	{ "book", "F2 'oynn' Enter Enter" },
	{ "booked", "F2 'oynn' Enter Down Enter Enter" },
	{ "new-patient", "F2 F6" },
	{ "queue", "F3" },
	{ "queue-people", "F3 Enter" },
	{ "called", "F3 Enter F6" },
	{ "bookings", "F4" },
	{ "booking", "F4 'oynn' Enter" },
	{ "cancel", "F4 'oynn' Enter F8" },
	{ "reports", "F5" },
	{ "patients", "Alt-6" },
	{ "patient", "Alt-6 'zw' Enter" },
	{ "roster", "Alt-7" },
	{ "online", "Alt-8" },
	{ "day", "Alt-9" },
	{ "close", "Alt-9 F8" },
	{ "settings", "Alt-0 'thres'" },
	{ "help", "F1" },
	{ "menu", "F12" },
	{ "leave", "F10" },
};

static void each_place(const char *language)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char name[FILE_PATH_SIZE];

		open_linear(language, 80, 50);
		harness_keys(&clinic.harness, ways[i].keys);
		text_format(name, sizeof(name), "linear/%s/%s", language, ways[i].name);
		harness_golden(&clinic.harness, name);
		close_linear();
	}
}

static void each_place_as_it_is_read_aloud(void **state)
{
	(void)state;
	each_place("en");
}

static void each_place_as_it_is_read_aloud_in_chinese(void **state)
{
	(void)state;
	each_place("zh");
}

static void there_is_no_picture_and_no_line_of_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const char *screen;

		open_linear("en", 200, 60);
		harness_keys(&clinic.harness, ways[i].keys);
		screen = harness_screen(&clinic.harness);
		if (strstr(screen, "##") || strstr(screen, "..") || strstr(screen, "[="))
			fail_msg("%s: a picture:\n%s", ways[i].keys, screen);
		/* F1 is the key that tells the others. */
		if (strcmp(ways[i].name, "help") != 0 && strcmp(ways[i].name, "menu") != 0 &&
		    (strstr(screen, "F12 Menu") || strstr(screen, "Esc Back") ||
		     !strstr(screen, "F1 Help")))
			fail_msg("%s: keys that nobody asked for:\n%s", ways[i].keys, screen);
		close_linear();
	}
}

static void the_outcome_of_an_action_comes_first(void **state)
{
	(void)state;
	open_linear("en", 80, 24);
	harness_keys(&clinic.harness, "F3 Enter F6");
	assert_int_equal(strncmp(harness_screen(&clinic.harness), "Called: number 1", 16), 0);
	harness_keys(&clinic.harness, "F2 'oynn' Enter Down Enter Enter");
	assert_int_equal(strncmp(harness_screen(&clinic.harness), "Booked\nNumber 2\n", 16), 0);
	close_linear();
	open_linear("en", 80, 24);
	harness_keys(&clinic.harness, "F4 'oynn' Enter F9 Enter");
	assert_int_equal(strncmp(harness_screen(&clinic.harness), "50.00 received", 14), 0);
	close_linear();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_place_as_it_is_read_aloud),
		cmocka_unit_test(each_place_as_it_is_read_aloud_in_chinese),
		cmocka_unit_test(there_is_no_picture_and_no_line_of_keys),
		cmocka_unit_test(the_outcome_of_an_action_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
