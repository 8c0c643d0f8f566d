/*
 * A file of the database is written over, put in the place of, or taken away, in every state of a
 * desk, by every way; then all desks are ended and the database is opened again as a person would,
 * by whatever its sentence says. What must hold: who was told "saved" finds it in the database that
 * bears the name, or the desk said that something is missing before it saved another; no entry
 * is promised twice; and no file is damaged. The dice of SEED choose what happens; ROUNDS repeats
 * all of it with other figures.
 */
#include "proof.h"

#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/check.h"
#include "desk/line.h"
#include "store/limits.h"
#include "vfs_shim.h"

enum { SESSIONS = 10, CAPACITY = 200, PEOPLE = 60, PROMISES_MAX = 4000 };

/* What happens to the file. */
enum way { WAY_COPY, WAY_MOVE, WAY_REMOVE, WAY_RESTORE, WAYS };

/* How the desk stands when it happens. */
enum moment {
	MOMENT_IDLE,
	MOMENT_FORM,
	MOMENT_INSIDE,
	MOMENT_MOVING,
	MOMENT_CLOSED,
	MOMENT_KILLED,
	MOMENT_STOPPED,
	MOMENTS
};

static const char *const endings[] = { "", "-wal", "-shm", "-saved", "-gate", "-lock", "-stopped" };

enum { FILES = sizeof(endings) / sizeof(*endings) };

/* Booking numbers of which somebody was told, in the order of it. */
struct promises {
	int count;
	int64_t booking[PROMISES_MAX];
};

static struct promises *promised;

struct scene {
	struct proof_clinic clinic;
	char copy[FILE_PATH_SIZE], old[FILES][FILE_PATH_SIZE];
	unsigned seed;
	long bad;
	enum way way;
	enum moment moment;
	int file, person;
};

static void wrong(struct scene *scene, const char *what)
{
	scene->bad++;
	print_error("way %d, moment %d, file \"%s\": %s\n", (int)scene->way, (int)scene->moment,
		    endings[scene->file], what);
}

static void path_of(const struct scene *scene, int file, char out[FILE_PATH_SIZE])
{
	assert_true(text_format(out, FILE_PATH_SIZE, "%s%s", scene->clinic.path, endings[file]));
}

/* The work of a desk. */

static enum status book(struct scene *scene, struct desk *desk, int64_t *booking_id)
{
	const struct booking_wish wish = {
		.session_id = scene->clinic.sessions[rand_r(&scene->seed) % SESSIONS],
		.patient_id = scene->clinic.people[scene->person++ % PEOPLE],
		.pay = true,
		.method = METHOD_CASH
	};
	struct booking booking;
	enum status status = booking_book(desk, &wish, &booking);

	*booking_id = status ? 0 : booking.id;
	return status;
}

static void promise(int64_t booking_id)
{
	if (booking_id && promised->count < PROMISES_MAX)
		promised->booking[promised->count++] = booking_id;
}

static void book_some(struct scene *scene, struct desk *desk, int count)
{
	for (int i = 0; i < count; i++) {
		int64_t id;

		if (!book(scene, desk, &id))
			promise(id);
	}
}

/* What is done to the file. */

static void keep_old(const struct scene *scene)
{
	for (int i = 0; i < FILES; i++) {
		char path[FILE_PATH_SIZE];

		path_of(scene, i, path);
		if (access(path, F_OK) == 0)
			proof_copy(path, scene->old[i]);
	}
}

static void do_it(const struct scene *scene)
{
	const char *old = scene->old[scene->file];
	char path[FILE_PATH_SIZE], moved[FILE_PATH_SIZE];

	path_of(scene, scene->file, path);
	if (scene->way == WAY_REMOVE) {
		unlink(path);
	} else if (access(old, F_OK) != 0) {
		/* There was no such file then: one of ours that is empty. */
		proof_copy("/dev/null", path);
	} else if (scene->way == WAY_COPY) {
		proof_copy(old, path);
	} else {
		assert_true(text_format(moved, sizeof(moved), "%.900s.moved", path));
		proof_copy(old, moved);
		assert_int_equal(rename(moved, path), 0);
	}
}

/* `may_refuse`: somebody has the database open. */
static void restore(struct scene *scene, bool may_refuse)
{
	struct settings settings;
	struct line_restored restored;
	struct desk desk;
	enum status status;

	settings_init(&settings);
	status = line_restore(&desk, scene->clinic.path, scene->copy, scene->copy, &settings,
			      "anna", NULL, NULL, &restored);
	if (status && !(may_refuse && status == STATUS_STORE_OLDER))
		wrong(scene, desk.problem.message);
}

static void happen(struct scene *scene)
{
	pid_t child;
	int how;

	if (scene->way != WAY_RESTORE) {
		do_it(scene);
		return;
	}
	child = fixture_fork();
	if (child == 0) {
		restore(scene, true);
		_exit(scene->bad > 0);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	scene->bad += !WIFEXITED(how) || WEXITSTATUS(how) != 0;
}

struct meeting {
	int wake[2], back[2]; /* a byte each: it is time, and it has happened */
};

static void meet(const struct meeting *meeting)
{
	char byte = 0;

	(void)!write(meeting->wake[1], &byte, 1);
	(void)!read(meeting->back[0], &byte, 1);
}

struct inside {
	struct scene *scene;
	const struct meeting *meeting;
	int64_t booking_id;
};

static enum status book_and_meet(struct desk *desk, void *context)
{
	struct inside *inside = context;
	enum status status = book(inside->scene, desk, &inside->booking_id);

	meet(inside->meeting);
	return status;
}

/* The sync of another desk failed, which stays open: so until all have gone nothing is known to be
 * saved, and no desk may say that anything is. */
static struct desk stop(struct scene *scene)
{
	struct shim *shim = shim_register();
	struct desk desk = proof_desk(scene->clinic.path);
	int64_t id = 0;

	fixture_clock(&desk, FIXTURE_DAY, FIXTURE_AT(6, 0));
	shim->act = SHIM_SYNC;
	shim->code = SQLITE_IOERR_FSYNC;
	shim->fail_at = 1;
	if (book(scene, &desk, &id) != STATUS_STORE_UNKNOWN)
		wrong(scene, "a failed sync was not told");
	shim_calm(shim);
	return desk;
}

static void book_none(struct scene *scene, struct desk *desk)
{
	int64_t id;

	if (!book(scene, desk, &id))
		wrong(scene, "saved while the log was not known to be whole");
}

/* A desk of a process of its own, up to the moment and on from it. */
static void work(struct scene *scene, const struct meeting *meeting)
{
	const struct store_limits eager = { .wait_ms = 2000, .checkpoint_pages = 40 };
	struct desk desk, other;
	struct inside inside = { scene, meeting, 0 };

	if (scene->moment == MOMENT_STOPPED)
		shim_register();
	desk = proof_desk(scene->clinic.path);
	/* A file that is mapped and cut ends who has it mapped. */
	signal(SIGBUS, SIG_DFL);
	fixture_clock(&desk, FIXTURE_DAY, FIXTURE_AT(6, 0));
	if (scene->moment == MOMENT_MOVING)
		store_set_limits(desk.store, &eager);
	book_some(scene, &desk, 3 + rand_r(&scene->seed) % 5);
	if (scene->moment == MOMENT_CLOSED)
		desk_close(&desk);
	if (scene->moment == MOMENT_STOPPED)
		other = stop(scene);
	if (scene->moment == MOMENT_INSIDE) {
		if (!desk_change(&desk, book_and_meet, &inside))
			promise(inside.booking_id);
	} else if (scene->moment == MOMENT_MOVING) {
		/* It happens while this goes on. */
		char byte = 0;

		(void)!write(meeting->wake[1], &byte, 1);
		book_some(scene, &desk, 40);
		(void)!read(meeting->back[0], &byte, 1);
	} else {
		meet(meeting);
	}
	if (scene->moment == MOMENT_CLOSED)
		_exit(0);
	if (scene->moment == MOMENT_IDLE)
		(void)store_changed_elsewhere(desk.store);
	if (scene->moment == MOMENT_STOPPED) {
		book_none(scene, &desk);
		book_none(scene, &other);
		desk_close(&other);
	}
	book_some(scene, &desk, 3);
	desk_close(&desk);
	_exit(scene->bad > 0);
}

static void run_desk(struct scene *scene)
{
	struct meeting meeting;
	char byte = 0;
	pid_t child;
	int how;

	assert_int_equal(pipe(meeting.wake), 0);
	assert_int_equal(pipe(meeting.back), 0);
	child = fixture_fork();
	if (child == 0)
		work(scene, &meeting);
	assert_int_equal(read(meeting.wake[0], &byte, 1), 1);
	if (scene->moment == MOMENT_KILLED) {
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, NULL, 0), child);
	}
	happen(scene);
	(void)!write(meeting.back[1], &byte, 1);
	/* Killed by what happened (a file that is mapped and cut) is no false "saved". */
	if (scene->moment != MOMENT_KILLED) {
		assert_int_equal(waitpid(child, &how, 0), child);
		scene->bad += WIFEXITED(how) && WEXITSTATUS(how) != 0;
	}
	for (int i = 0; i < 2; i++) {
		close(meeting.wake[i]);
		close(meeting.back[i]);
	}
}

/* What a person finds then. */

static void report(const char *check, const char *fault, void *context)
{
	char words[PROBLEM_MESSAGE_SIZE];

	/* That is what it is to say. */
	if (strcmp(check, "promised") == 0)
		return;
	text_format(words, sizeof(words), "%s: %s", check, fault);
	wrong(context, words);
}

static bool all_are_there(struct desk *desk)
{
	for (int i = 0; i < promised->count; i++) {
		struct booking booking;

		if (booking_get(desk, promised->booking[i], &booking))
			return false;
	}
	return true;
}

static bool is_promised_twice(int64_t *booking_id)
{
	for (int i = 0; i < promised->count; i++)
		for (int k = 0; k < i; k++)
			if (promised->booking[i] == promised->booking[k]) {
				*booking_id = promised->booking[i];
				return true;
			}
	return false;
}

/* Whoever opens it is told that something is missing, or nothing is. */
static void look(struct scene *scene)
{
	struct settings settings;
	struct problem problem;
	struct desk desk;
	int checks, failed;
	int64_t twice;
	enum status status;

	if (is_promised_twice(&twice))
		wrong(scene, "one number was promised twice");
	settings_init(&settings);
	status = desk_open(&desk, scene->clinic.path, STORE_OPEN, &settings, "anna");
	if (status) {
		if (status_exit(status) != 4 || status == STATUS_STORE_CORRUPT)
			wrong(scene, desk.problem.message);
		return;
	}
	status = store_only_reads(desk.store, &problem);
	/* Whoever restored a copy himself knows that it is older. */
	if (!status && scene->way != WAY_RESTORE && !all_are_there(&desk))
		wrong(scene, "what was called saved is missing, and nobody says so");
	if (check_run(&desk, CHECK_ALL, report, scene, &checks, &failed))
		wrong(scene, desk.problem.message);
	desk_close(&desk);
}

/* The end that each sentence offers: the copy is restored, and the desk sells again. */
static void recover(struct scene *scene)
{
	struct desk desk;

	restore(scene, false);
	desk = proof_desk(scene->clinic.path);
	fixture_clock(&desk, FIXTURE_DAY, FIXTURE_AT(6, 0));
	promised->count = 0;
	for (int i = 0; i < PEOPLE && promised->count == 0; i++)
		book_some(scene, &desk, 1);
	if (promised->count == 0)
		wrong(scene, desk.problem.message);
	desk_close(&desk);
}

static void end_in_child(struct scene *scene, void (*end)(struct scene *))
{
	pid_t child = fixture_fork();
	int how;

	if (child == 0) {
		scene->bad = 0;
		end(scene);
		_exit(scene->bad > 100 ? 100 : (int)scene->bad);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	if (!WIFEXITED(how) || WEXITSTATUS(how) != 0)
		scene->bad++;
}

/* The clinic as it was in the morning. */
static void start_again(const struct scene *scene)
{
	char names[FILE_PATH_SIZE];
	glob_t found;

	assert_true(text_format(names, sizeof(names), "%.900s*", scene->clinic.path));
	if (glob(names, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			assert_int_equal(unlink(found.gl_pathv[i]), 0);
		globfree(&found);
	}
	proof_copy(scene->copy, scene->clinic.path);
	promised->count = 0;
}

static void one(struct scene *scene)
{
	start_again(scene);
	/* Yesterday's files, from a desk that was killed: all of them are there. */
	end_in_child(scene, recover);
	keep_old(scene);
	promised->count = 0;
	run_desk(scene);
	end_in_child(scene, look);
	end_in_child(scene, recover);
}

/* What this is there for at the least: those are tried in the shortest run, too. */
static bool is_mark_of_failed_sync(const struct scene *scene)
{
	return scene->moment == MOMENT_STOPPED && scene->file == FILES - 1;
}

static void nothing_is_lost_or_sold_twice_whatever_becomes_of_a_file(void **state)
{
	static struct scene scene;
	const int rounds = proof_number("ROUNDS", 1, 100000),
		  every = proof_number("EVERY", 5, 1000);
	const int seed = proof_seed();
	const char *folder;
	long count = 0;

	(void)state;
	scene.seed = (unsigned)seed;
	proof_open(&scene.clinic, SESSIONS, CAPACITY, PEOPLE);
	folder = strrchr(scene.clinic.path, '/');
	assert_true(text_format(scene.copy, sizeof(scene.copy), "%.*s/copy.db",
				(int)(folder - scene.clinic.path), scene.clinic.path));
	fixture_must(scene.clinic.desk,
		     store_copy(scene.clinic.desk->store, scene.copy, &scene.clinic.desk->problem));
	proof_close(&scene.clinic);
	for (int i = 0; i < FILES; i++)
		assert_true(text_format(scene.old[i], sizeof(scene.old[i]), "%.900s-old%d",
					scene.copy, i));
	for (int i = 0; i < rounds * WAYS * MOMENTS * FILES; i++) {
		scene.way = (enum way)(i % WAYS);
		scene.moment = (enum moment)(i / WAYS % MOMENTS);
		scene.file = i / WAYS / MOMENTS % FILES;
		/* Our own command puts back all files, not one. */
		if ((scene.way == WAY_RESTORE && scene.file > 0) ||
		    ((i + i / WAYS) % every != 0 && !is_mark_of_failed_sync(&scene)))
			continue;
		one(&scene);
		count++;
	}
	proof_line("replaced-files", seed, count, scene.bad, NULL);
	assert_int_equal(scene.bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_or_sold_twice_whatever_becomes_of_a_file),
	};

	if (!proof_in_memory())
		return 1;
	promised = mmap(NULL, sizeof(*promised), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			-1, 0);
	if (promised == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
