/* A new patient who is half typed outlives a store that does not take him, a window of any size and
 * a killed program, and goes on to the sessions as if nothing had been. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "desk/people/patient_find.h"
#include "store/limits.h"
#include "tests/screens/clinic.h"
#include "tests/unit/statement_fault.h"
#include "ui/term/engine.h"

/* The identity number's check character is right, the person invented. */
#define TYPED "F6 '司马相如' Tab Tab '110105198506070022' Tab '13612345678'"

static int open_clinic(void **state)
{
	static struct clinic clinic;

	statement_fault_watch();
	clinic_open(&clinic, 80, 24);
	*state = &clinic;
	return 0;
}

static int close_clinic(void **state)
{
	clinic_close(*state);
	statement_fault_end();
	return 0;
}

static void assert_whole(struct harness *harness)
{
	harness_shows(harness, "司马相如");
	harness_shows(harness, "110105198506070022");
	harness_shows(harness, "1985-06-07");
	harness_shows(harness, "13612345678");
}

static size_t patients_named(struct desk *desk, const char *name)
{
	struct patient found[PATIENT_FIND_MAX];
	size_t count;

	clinic_must(desk, patient_find(desk, name, found, &count));
	return count;
}

/* Every statement of saving fails in turn, as on a full disk. */
static void a_store_that_takes_nothing_leaves_the_form_with_a_sentence(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	int failed = 0;

	harness_keys(harness, TYPED);
	for (int n = 1; n < 80; n++) {
		statement_fault_at(n);
		harness_keys(harness, "F9");
		statement_fault_at(0);
		if (patients_named(&clinic->desk, "司马相如") > 0)
			break;
		failed++;
		harness_shows(harness, "NOT saved:");
		assert_whole(harness);
	}
	assert_true(failed >= 3);
	/* When the disk takes him he is there once, and the form is gone. */
	assert_int_equal(patients_named(&clinic->desk, "司马相如"), 1);
	harness_hides(harness, "NOT saved:");
	harness_hides(harness, "13612345678");
}

static void a_busy_store_leaves_the_form_with_a_sentence(void **state)
{
	const struct store_limits impatient = { .wait_ms = 20, .checkpoint_pages = 2000 };
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	struct desk other;

	clinic_second(clinic, &other);
	store_set_limits(clinic->desk.store, &impatient);
	harness_keys(harness, TYPED);
	clinic_must(&other, store_begin(other.store));
	harness_keys(harness, "F9");
	harness_shows(harness, "NOT saved:");
	assert_whole(harness);
	store_rollback(other.store);
	harness_keys(harness, "F9");
	harness_shows(harness, "Doctor or department");
	assert_int_equal(patients_named(&clinic->desk, "司马相如"), 1);
	desk_close(&other);
}

static void a_window_of_any_size_keeps_the_form(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;

	harness_keys(harness, TYPED);
	for (int lines = 4; lines < 70; lines += 7)
		harness_resize(harness, 20 + 3 * lines, lines);
	harness_resize(harness, 80, 24);
	assert_whole(harness);
}

/* A program of its own on the same clinic does the keys, waits for a tick and is killed. */
static void killed_after(const struct clinic *clinic, const struct terminal_host *host,
			 const char *keys)
{
	struct terminal_host own = *host;
	struct clinic killed;
	pid_t child = fork();
	int how;

	assert_true(child >= 0);
	if (child == 0) {
		clinic_must(&killed.desk, desk_open(&killed.desk, store_path(clinic->desk.store),
						    STORE_OPEN, &clinic->desk.settings, "wei"));
		killed.desk.clock = clinic->desk.clock;
		own.desk = &killed.desk;
		harness_start(&killed.harness, &own, 80, 24);
		harness_keys(&killed.harness, keys);
		harness_tick(&killed.harness);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
}

static char drafts[FILE_PATH_SIZE];

static bool draft_base(void *context, char out[FILE_PATH_SIZE])
{
	(void)context;
	return text_copy(out, FILE_PATH_SIZE, drafts);
}

/* The clinic's host with a place for drafts; its own desk is closed until harness_start. */
static struct terminal_host host_with_drafts(struct clinic *clinic, char base[FILE_PATH_SIZE])
{
	struct terminal_host host = clinic->harness.host;

	text_format(base, FILE_PATH_SIZE, "%s/draft", clinic->directory);
	text_copy(drafts, sizeof(drafts), base);
	host.draft_base = draft_base;
	host.keymap = NULL;
	harness_stop(&clinic->harness);
	return host;
}

static void a_killed_program_offers_the_patient_and_goes_on_to_the_sessions(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	char base[FILE_PATH_SIZE];
	struct terminal_host host = host_with_drafts(clinic, base);

	killed_after(clinic, &host, TYPED);
	harness_start(harness, &host, 80, 24);
	harness_shows(harness, "A form was left unfinished on 2026-11-23 07:10:");
	harness_shows(harness, "New patient, \"司马相如\"");
	harness_keys(harness, "F9");
	assert_whole(harness);
	/* Sex and birth date still follow the number. */
	harness_keys(harness, "Tab Tab Backspace");
	harness_hides(harness, "1985-06-07");
	harness_keys(harness, "'2'");
	harness_shows(harness, "1985-06-07");
	harness_keys(harness, "F9");
	harness_shows(harness, "Doctor or department");
	assert_int_equal(patients_named(&clinic->desk, "司马相如"), 1);
	text_format(base, sizeof(base), "%s/draft-1.draft", clinic->directory);
	assert_int_equal(access(base, F_OK), -1);
}

static void a_form_waits_for_who_typed_it_also_when_another_one_leaves_the_desk(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	char base[FILE_PATH_SIZE];
	struct terminal_host host = host_with_drafts(clinic, base);

	harness_start(harness, &host, 80, 24);
	harness_keys(harness, TYPED);
	harness_keys(harness, "^T 'lin' Enter F9");
	harness_hides(harness, "司马相如");
	/* Lin types something too, and gives it up. */
	harness_keys(harness, "F6 '卓文君' F10");
	harness_hides(harness, "司马相如");
	harness_keys(harness, "F9");
	assert_true(harness->ended);
	harness_stop(harness);
	harness_start(harness, &host, 80, 24);
	harness_hides(harness, "left unfinished");
	harness_stop(harness);
	clinic_must(&clinic->desk, desk_sign_in(&clinic->desk, "wei"));
	harness_start(harness, &host, 80, 24);
	harness_shows(harness, "New patient, \"司马相如\"");
	harness_keys(harness, "F9");
	assert_whole(harness);
}

static void a_change_left_unfinished_brings_back_only_what_was_changed(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	char base[FILE_PATH_SIZE];
	struct terminal_host host = host_with_drafts(clinic, base);
	struct patient patient;

	killed_after(clinic, &host, "Alt-6 'oynn' Enter F8 ^U '欧阳修'");
	/* Meanwhile another counter writes the phone down. */
	clinic_must(&clinic->desk, patient_get(&clinic->desk, clinic->ouyang, &patient));
	text_copy(patient.phone, sizeof(patient.phone), "13912345678");
	clinic_must(&clinic->desk, patient_change(&clinic->desk, &patient));
	harness_start(harness, &host, 80, 24);
	harness_shows(harness, "\"欧阳修\"");
	harness_keys(harness, "F9");
	harness_shows(harness, "欧阳修");
	harness_shows(harness, "13912345678");
	harness_keys(harness, "F9");
	clinic_must(&clinic->desk, patient_get(&clinic->desk, clinic->ouyang, &patient));
	assert_string_equal(patient.name, "欧阳修");
	assert_string_equal(patient.phone, "13912345678");
}

/* Under the desk's feet, as by a clerk who tidies up the folder. */
static void move_database(const struct clinic *clinic, bool away)
{
	const char *path = store_path(clinic->desk.store);
	char other[FILE_PATH_SIZE];

	assert_true(text_format(other, sizeof(other), "%.900s.away", path));
	assert_int_equal(away ? rename(path, other) : rename(other, path), 0);
}

static void start_again(struct clinic *clinic)
{
	const struct settings settings = clinic->desk.settings;
	const struct clock clock = clinic->desk.clock;
	char path[FILE_PATH_SIZE];

	text_copy(path, sizeof(path), store_path(clinic->desk.store));
	desk_close(&clinic->desk);
	clinic_must(&clinic->desk, desk_open(&clinic->desk, path, STORE_OPEN, &settings, "wei"));
	clinic->desk.clock = clock;
}

static void a_database_that_was_moved_is_told_until_it_was_read_and_the_form_stays(void **state)
{
	struct clinic *clinic = *state;
	struct harness *harness = &clinic->harness;
	char base[FILE_PATH_SIZE];
	struct terminal_host host = host_with_drafts(clinic, base);

	harness_start(harness, &host, 80, 24);
	harness_keys(harness, TYPED);
	move_database(clinic, true);
	harness_tick(harness);
	harness_shows(harness, "Nothing can be saved");
	harness_shows(harness, "was replaced, moved or deleted");
	harness_shows(harness, "What was typed is still there.");
	/* What is typed on goes into no field and takes it away no more than a tick does. */
	harness_keys(harness, "'x'");
	harness_tick(harness);
	harness_shows(harness, "then leave the desk and start it");
	harness_keys(harness, "Enter");
	harness_tick(harness);
	harness_hides(harness, "Nothing can be saved");
	harness_shows(harness, "DATABASE REPLACED");
	assert_whole(harness);
	harness_keys(harness, "F9");
	harness_shows(harness, "NOT saved");
	harness_shows(harness, "then leave the desk and start it");
	harness_keys(harness, "Esc");
	assert_whole(harness);
	/* Each attempt says it again. */
	harness_keys(harness, "F9");
	harness_shows(harness, "NOT saved");
	harness_keys(harness, "Enter F10");
	harness_shows(harness, "offered again at the next start.");
	harness_keys(harness, "F9");
	assert_true(harness->ended);
	harness_stop(harness);
	move_database(clinic, false);
	/* Started again, it has its files and the form. */
	start_again(clinic);
	harness_start(harness, &host, 80, 24);
	harness_shows(harness, "New patient, \"司马相如\"");
	harness_keys(harness, "F9 F9");
	assert_int_equal(patients_named(&clinic->desk, "司马相如"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_store_that_takes_nothing_leaves_the_form_with_a_sentence),
		TEST(a_busy_store_leaves_the_form_with_a_sentence),
		TEST(a_window_of_any_size_keeps_the_form),
		TEST(a_killed_program_offers_the_patient_and_goes_on_to_the_sessions),
		TEST(a_form_waits_for_who_typed_it_also_when_another_one_leaves_the_desk),
		TEST(a_database_that_was_moved_is_told_until_it_was_read_and_the_form_stays),
		TEST(a_change_left_unfinished_brings_back_only_what_was_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
