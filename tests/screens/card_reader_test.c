/* What an external reader read: taken as a scan, whatever is in front. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/screens/clinic.h"

enum { WAIT_MS = 20 * 1000 };

static struct clinic clinic;

static struct clinic_start start = { &clinic, 80, 24, NULL, "" };

/* A reader that reads these lines, one card after the other, and has said them when this is over.
 */
static void reads(const char *lines)
{
	char path[FILE_PATH_SIZE], command[CHILD_COMMAND_SIZE], done[FILE_PATH_SIZE];
	FILE *file;

	text_format(path, sizeof(path), "%s/reader", clinic.directory);
	text_format(done, sizeof(done), "%s/read", clinic.directory);
	unlink(done);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\ncat <<'END'\n%sEND\n: >'%s'\nexec sleep 1000\n", lines, done);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	text_format(command, sizeof(command), "'%s'", path);
	screens_end(&clinic.screens);
	child_init(&clinic.screens.reader, command);
	harness_tick(&clinic.harness);
	for (int i = 0; access(done, F_OK) != 0; i++) {
		assert_true(i < WAIT_MS);
		poll(NULL, 0, 1);
	}
	harness_tick(&clinic.harness);
}

static void a_known_persons_card_opens_their_sessions(void **state)
{
	harness_keys(*state, "F3");
	reads("{\"id_number\":\"11010519491231002X\",\"name\":\"张伟\"}\n");
	harness_shows(*state, "张伟, female, 76");
	harness_shows(*state, "Doctor or department");
}

static void somebody_new_comes_with_the_name(void **state)
{
	reads("{\"id_number\":\"330781198509078812\",\"name\":\"司马相如\",\"nation\":\"汉\"}\n");
	harness_shows(*state, "Name         司马相如");
	harness_shows(*state, "ID number    330781198509078812");
	harness_shows(*state, "Sex          < male >");
	/* What is left to ask is the phone. */
	harness_keys(*state, "'13912345678' F9");
	harness_shows(*state, "司马相如, male, 41");
}

static void a_form_keeps_what_was_typed(void **state)
{
	harness_keys(*state, "F6 '司马'");
	reads("{\"id_number\":\"330781198509078812\",\"name\":\"司马相如\"}\n");
	harness_shows(*state, "Name         司马\n");
	harness_shows(*state, "ID number    330781198509078812");
	reads("{\"id_number\":\"440524188001010014\",\"name\":\"欧阳娜娜\"}\n");
	harness_shows(*state, "Finish this first");
	harness_shows(*state, "ID number    330781198509078812");
}

static void a_card_is_known_too(void **state)
{
	reads("{\"card\":\"c0001\"}\n");
	harness_shows(*state, "张伟, female, 76");
}

static void what_is_no_reading_is_ignored_and_said(void **state)
{
	static const char *const lines[] = { "hello\n", "{\"id_number\":11}\n", "[1,2]\n",
					     "{\"id_number\":\"\\u001b[2J\"}\n",
					     "{\"name\":\"张伟\"}\n" };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		reads(lines[i]);
		harness_shows(*state, "The card reader sent a line without an ID number");
		harness_shows(*state, "Who is at the counter?");
		harness_keys(*state, "Esc");
	}
}

static void a_payment_code_is_refused_here_too(void **state)
{
	reads("{\"card\":\"134567890123456789\"}\n");
	harness_shows(*state, "That was a payment code");
	harness_hides(*state, "34567890");
}

static void nobody_is_registered_before_somebody_is_there(void **state)
{
	(void)state;
	clinic_open_at_sign_in(&clinic);
	reads("{\"id_number\":\"11010519491231002X\"}\n");
	harness_shows(&clinic.harness, "Staff code");
	harness_keys(&clinic.harness, "'wei' Enter");
	harness_shows(&clinic.harness, "Who is at the counter?");
	clinic_close(&clinic);
}

static void a_reader_that_stops_is_said(void **state)
{
	struct pollfd fd;

	screens_end(&clinic.screens);
	child_init(&clinic.screens.reader, "true");
	harness_tick(*state);
	fd = (struct pollfd){ .fd = clinic.screens.reader.process.fd, .events = POLLIN };
	assert_true(fd.fd < 0 || poll(&fd, 1, WAIT_MS) > 0);
	harness_tick(*state);
	harness_shows(*state, "has stopped");
}

#define SCREEN_TEST(name) CLINIC_TEST(name, &start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(a_known_persons_card_opens_their_sessions),
		SCREEN_TEST(somebody_new_comes_with_the_name),
		SCREEN_TEST(a_form_keeps_what_was_typed),
		SCREEN_TEST(a_card_is_known_too),
		SCREEN_TEST(what_is_no_reading_is_ignored_and_said),
		SCREEN_TEST(a_payment_code_is_refused_here_too),
		cmocka_unit_test(nobody_is_registered_before_somebody_is_there),
		SCREEN_TEST(a_reader_that_stops_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
