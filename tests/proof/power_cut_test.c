/*
 * Power cuts: the store, the desk and the online import at work on a disk that keeps, of what was
 * not synced, nothing, a half, torn writes or only the later ones (power_log.h). After each cut the
 * database opens, every check passes, whatever was acknowledged is there, and at most the one
 * change that was under way besides (or as many as were to be made safe together). The same harness
 * sees commits lost without the store's own syncs, and damage with synchronous=OFF, or it would
 * prove nothing. SEED reruns one run, CUTS makes it longer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "power_log.h"
#include "power_scenario.h"
#include "tests/unit/scratch.h"

enum { CUTS_INITIAL = 108, CUTS_MOST = 1000000, NO_FILTER = 77 };

static struct acks *acks;

static const struct scenario {
	const char *name;
	void (*prepare)(struct scene *scene);
	void (*work)(struct scene *scene);		/* in a child, recorded */
	bool (*verify)(struct scene *scene, int marks); /* after a cut behind so many marks */
} scenarios[] = {
	{ "booking", prepare_clinic, work_booking, verify_bookings },
	{ "two-desks", prepare_two_desks, work_two_desks, verify_bookings },
	{ "checkpoint", prepare_clinic, work_checkpoint, verify_bookings },
	{ "close", prepare_clinic, work_closing, verify_bookings },
	{ "day-close", prepare_days, work_day_close, verify_days },
	{ "import", prepare_import, work_import, verify_import },
	{ "copy", prepare_clinic, work_copy, verify_copies },
	{ "schema", prepare_old, work_forward, verify_forward },
	{ "create", prepare_nothing, work_create, verify_create },
};

enum { SCENARIOS = sizeof(scenarios) / sizeof(scenarios[0]) };

/* False where this system cannot record. */
static bool record(const struct scenario *scenario, struct scene *scene)
{
	pid_t child;
	int status;

	memset(acks, 0, sizeof(*acks));
	if (scene->clinic.desk)
		proof_close(&scene->clinic);
	scene->log = power_log_new(scene->folder);
	child = fixture_fork();
	if (child == 0) {
		if (!power_log_start(scene->log))
			_exit(NO_FILTER);
		scenario->work(scene);
		fixture_leave(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NO_FILTER)
		return false;
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

/* Anywhere; or, every fourth, just after something was acknowledged; or between a commit and its
 * sync. */
static size_t choose_cut(struct scene *scene, int i)
{
	const int all = power_log_marks(scene->log, SIZE_MAX);
	const int chosen = rand_r(&scene->seed);
	const size_t anywhere = (size_t)chosen % (power_log_count(scene->log) + 1);

	if (i % 4 == 3)
		return power_log_marked(scene->log, chosen % all);
	return i % 4 == 1 ? power_log_next_sync(scene->log, anywhere) : anywhere;
}

static int cut_often(const struct scenario *scenario, struct scene *scene, int cuts)
{
	const size_t calls = power_log_count(scene->log);
	int faults = 0;

	for (int i = 0; i < cuts; i++) {
		const size_t cut = choose_cut(scene, i);
		const enum power_damage damage = (enum power_damage)(i % POWER_DAMAGES);

		power_log_rebuild(scene->log, cut, damage, (unsigned)rand_r(&scene->seed),
				  scene->after);
		if (scenario->verify(scene, power_log_marks(scene->log, cut)))
			continue;
		if (faults++ < 3 && !scene->careless && !power_log_lies(scene->log))
			print_error("%s, cut before call %zu of %zu, %s: %s\n", scenario->name, cut,
				    calls, power_damage_name(damage), scene->fault);
	}
	return faults;
}

/* Of one run: how many cuts had a fault, and what the openings said of promises (scene). */
struct outcome {
	int faults, told_rightly, told_wrongly;
};

static struct outcome run(const struct scenario *scenario, int cuts, const char *careless,
			  bool disk_lies)
{
	struct scene *scene = calloc(1, sizeof(*scene));
	struct outcome outcome;

	assert_non_null(scene);
	scene->seed = (unsigned)proof_seed();
	scene->careless = careless;
	scene->acks = acks;
	scene->together = 1;
	scenario->prepare(scene);
	if (!record(scenario, scene))
		skip();
	if (disk_lies)
		power_log_lie(scene->log);
	scratch_folder(scene->after, sizeof(scene->after), "after");
	outcome.faults = cut_often(scenario, scene, cuts);
	outcome.told_rightly = scene->told_rightly;
	outcome.told_wrongly = scene->told_wrongly;
	power_empty(scene->after);
	assert_int_equal(rmdir(scene->after), 0);
	power_log_free(scene->log);
	if (scene->clinic.desk) {
		proof_reopen(&scene->clinic);
		fixture_close(scene->clinic.desk);
	} else {
		power_empty(scene->folder);
		assert_int_equal(rmdir(scene->folder), 0);
	}
	free(scene);
	return outcome;
}

static void nothing_acknowledged_is_lost_by_a_power_cut(void **state)
{
	const int cuts = proof_number("CUTS", CUTS_INITIAL, CUTS_MOST);
	const int seed = proof_seed();
	int faults = 0;

	(void)state;
	for (int i = 0; i < SCENARIOS; i++) {
		const int share = cuts / SCENARIOS + (i < cuts % SCENARIOS);
		const int found = run(&scenarios[i], share, NULL, false).faults;
		char name[40];

		text_format(name, sizeof(name), "power-%s", scenarios[i].name);
		proof_line(name, seed, share, found, NULL);
		faults += found;
	}
	proof_line("power-cut", seed, cuts, faults, NULL);
	assert_int_equal(faults, 0);
}

/* The controls: what this harness must see. */
static void must_be_seen(const struct scenario *scenario, const char *name, const char *pragma)
{
	const int cuts = proof_number("CUTS", CUTS_INITIAL, CUTS_MOST) / 10;
	const int seen = run(scenario, cuts, pragma, false).faults;

	proof_line(name, proof_seed(), cuts, seen <= cuts / 3, "damage seen %d times", seen);
	assert_true(seen > cuts / 3);
}

static void commits_lost_without_a_sync_of_our_own_are_seen(void **state)
{
	(void)state;
	must_be_seen(&scenarios[0], "power-control-unsynced", "PRAGMA synchronous = NORMAL");
}

/* A disk that says "written" and has not: then the promises that came to it are broken, and the
 * next opening says so, and never says it of promises that were kept. */
static void what_a_disk_that_lies_has_lost_is_told_by_the_next_opening(void **state)
{
	const int cuts = proof_number("CUTS", CUTS_INITIAL, CUTS_MOST) / 5;
	const struct outcome outcome = run(&scenarios[0], cuts, NULL, true);

	(void)state;
	proof_line("power-lying-disk", proof_seed(), cuts, outcome.told_wrongly,
		   "missing entries told %d times", outcome.told_rightly);
	assert_int_equal(outcome.told_wrongly, 0);
	assert_true(outcome.told_rightly > 0);
}

static void damage_done_by_synchronous_off_is_seen(void **state)
{
	(void)state;
	must_be_seen(&scenarios[2], "power-control-off", "PRAGMA synchronous = OFF");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_acknowledged_is_lost_by_a_power_cut),
		cmocka_unit_test(commits_lost_without_a_sync_of_our_own_are_seen),
		cmocka_unit_test(what_a_disk_that_lies_has_lost_is_told_by_the_next_opening),
		cmocka_unit_test(damage_done_by_synchronous_off_is_seen),
	};

	/* Each look at what a cut left syncs. */
	if (!proof_in_memory())
		return 1;
	acks = mmap(NULL, sizeof(*acks), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (acks == MAP_FAILED || !power_watch_connections())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
