/*
 * Everything that a user's action asks of the system fails once, at each place: a write on a broken
 * disk or a full one, or in part; a sync, a cut, a read, a name; memory, whoever asks for it. The
 * action says done exactly when its change is there after reopening, as a whole; nothing crashes;
 * running out of memory ends the program through the hook, or is an error like others where SQLite
 * asks; every check passes. SEED reruns one run; POINTS: at how many places each failure comes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/check.h"
#include "failing_calls.h"
#include "power_log.h"
#include "tests/unit/scratch.h"
#include "user_action.h"

enum { NO_FILTER = 77, STOPPED = 70, NAMED_MOST = 20 };
enum { FILE_MOST = 16 * 1024 * 1024 };

/* What a child says to its parent. */
struct outcome {
	struct failing failing;
	bool finished, hooked;
	enum status status;
	char message[PROBLEM_MESSAGE_SIZE];
};

static struct outcome *outcome;

static void note_hook(const char *sentence)
{
	outcome->hooked = true;
	text_copy(outcome->message, sizeof(outcome->message), sentence);
}

/* The child. */

static _Noreturn void act(const struct user_action *action, const struct action_place *place,
			  const struct failure *failure, long at)
{
	static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	const bool opened = action->kind != ACTION_OPENS && action->kind != ACTION_CREATES;
	struct desk desk;
	enum status status;

	/* cmocka's own handlers would go on with the next test. */
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		signal(crashes[i], SIG_DFL);
	memory_on_failure(note_hook);
	if (!failing_start(failure, at, &outcome->failing))
		_exit(NO_FILTER);
	if (opened)
		fixture_must(&desk, action_open(&desk, place, STORE_OPEN, action->minute));
	failing_arm(action->kind != ACTION_CLOSES);
	status = action->act(&desk, place);
	failing_arm(action->kind == ACTION_CLOSES || failure->stays);
	if (status != STATUS_OK)
		memcpy(outcome->message, desk.problem.message, sizeof(outcome->message));
	outcome->status = status;
	outcome->finished = true;
	if (!failure->kills && (opened || status == STATUS_OK))
		desk_close(&desk);
	failing_arm(false);
	fixture_leave(0);
}

/* The parent. */

struct bytes {
	char *bytes; /* NULL: no such file */
	size_t size;
};

struct proof {
	struct action_clinic clinic;
	struct action_place place;
	struct bytes base, log, closed; /* the clinic's database in use, and closed */
	uint64_t digest;
	struct bytes workbook; /* as it is when nothing fails */
	unsigned int seed;
	long runs[FAILURES], done[FAILURES], refused[FAILURES], stopped[FAILURES], wrong[FAILURES],
		bad, limits;
	char fault[800];
};

static bool wrong(struct proof *proof, const char *format, ...) PRINTF_LIKE(2, 3);
static bool wrong(struct proof *proof, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(proof->fault, sizeof(proof->fault), format, args) < 0)
		proof->fault[0] = '\0';
	va_end(args);
	return false;
}

static struct bytes bytes_of(const char *folder, const char *name)
{
	char path[FILE_PATH_SIZE];
	struct problem problem;
	struct bytes file;

	action_path(path, folder, name);
	(void)!file_read(path, FILE_MOST, &file.bytes, &file.size, &problem);
	return file;
}

static bool is_same(const struct bytes *one, const struct bytes *other)
{
	return one->bytes && other->bytes && one->size == other->size &&
	       memcmp(one->bytes, other->bytes, one->size) == 0;
}

static void write_file(const char *folder, const char *name, const struct bytes *file)
{
	char path[FILE_PATH_SIZE];
	int descriptor;

	action_path(path, folder, name);
	descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, file->bytes, file->size), file->size);
	close(descriptor);
}

static uint64_t digest_more(uint64_t digest, const void *bytes, size_t size)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < size; i++)
		digest = (digest ^ byte[i]) * UINT64_C(1099511628211);
	return digest;
}

static uint64_t digest_rows(sqlite3 *db, const char *table, uint64_t digest)
{
	char *text = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY 1, 2", table);
	sqlite3_stmt *rows;

	assert_non_null(text);
	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const void *bytes = sqlite3_column_blob(rows, i);
			const int size = sqlite3_column_bytes(rows, i);

			digest = digest_more(digest, &size, sizeof(size));
			digest = digest_more(digest, bytes, (size_t)size);
		}
	sqlite3_finalize(rows);
	sqlite3_free(text);
	return digest;
}

/* Of every row of every table. */
static uint64_t digest_of(const char *path)
{
	uint64_t digest = UINT64_C(14695981039346656037);
	sqlite3_stmt *tables;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT name FROM sqlite_schema WHERE type = 'table' "
					    "ORDER BY name",
					    -1, &tables, NULL),
			 SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW)
		digest = digest_rows(db, (const char *)sqlite3_column_text(tables, 0), digest);
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return digest;
}

static void make_place(const struct proof *proof, const struct user_action *action)
{
	power_empty(proof->place.folder);
	if (action->kind == ACTION_CREATES)
		return;
	write_file(proof->place.folder, "desk.db", &proof->base);
	write_file(proof->place.folder, "desk.db-wal", &proof->log);
}

static void keep_fault(const char *check, const char *fault, void *context)
{
	wrong(context, "%s: %s", check, fault);
}

static bool is_sound(struct proof *proof, struct desk *desk)
{
	int checks, failed;

	if (check_run(desk, CHECK_ALL, keep_fault, proof, &checks, &failed) != STATUS_OK)
		return wrong(proof, "checks: %s", desk->problem.message);
	return failed == 0;
}

static bool said_done(void)
{
	return outcome->finished && outcome->status == STATUS_OK;
}

/* Files on their way to their names begin with a dot. Whoever was stopped, or could not remove
 * them, may leave them. */
static bool is_tidy(struct proof *proof, const struct user_action *action,
		    const struct failure *failure)
{
	const bool nothing = action->kind == ACTION_CREATES && !said_done();
	DIR *names = opendir(proof->place.folder);
	bool tidy = true;

	if (!outcome->finished || failure_is_of(failure, TRAP_UNLINK)) {
		closedir(names);
		return true;
	}
	for (struct dirent *entry = readdir(names); entry && tidy; entry = readdir(names)) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (nothing || entry->d_name[0] == '.')
			tidy = wrong(proof, "%s is left", entry->d_name);
	}
	closedir(names);
	return tidy;
}

/*
 * The limits of the workbook's library (libxlsxwriter 1.1.4): it does not ask whether what it wrote
 * to its temporary files, or read back, came about when only one call fails and the next works, nor
 * for each piece of memory whether it got it. What that costs is the workbook; counted apart.
 */
static bool is_beyond_us(const struct user_action *action, const struct failure *failure)
{
	return action->kind == ACTION_REPORTS &&
	       (failure_is_of(failure, TRAP_WRITE) || failure_is_of(failure, TRAP_READ) ||
		failure_is_of(failure, KIND_MEMORY));
}

/* The workbook has its name only as a whole. */
static bool file_is_whole(struct proof *proof, const struct user_action *action,
			  const struct failure *failure)
{
	struct bytes workbook = bytes_of(proof->place.folder, "daily.xlsx");
	bool same;

	if (!workbook.bytes)
		return !said_done() || wrong(proof, "there is no workbook");
	if (!proof->workbook.bytes) {
		proof->workbook = workbook;
		return true;
	}
	same = is_same(&workbook, &proof->workbook);
	free(workbook.bytes);
	if (!same && is_beyond_us(action, failure) && !failure->stays) {
		proof->limits++;
		return true;
	}
	return same || wrong(proof, "the workbook is not that of the day");
}

/* What is there after reopening is what was said. */
static bool is_as_said(struct proof *proof, const struct user_action *action, bool there)
{
	const bool changes = action->kind == ACTION_CHANGES || action->kind == ACTION_CLOSES;

	if (said_done() && !there)
		return wrong(proof, "said done, and is not there");
	if (action->kind == ACTION_CREATES || action->kind == ACTION_IMPORTS)
		return true;
	/* Stopped before it was said, but after the commit, is there as a whole; and so may be what
	 * nobody knows. */
	if (changes && there &&
	    (said_done() || !outcome->finished || outcome->status == STATUS_STORE_UNKNOWN))
		return true;
	return digest_of(proof->place.path) == proof->digest ||
	       wrong(proof, outcome->finished ? "said not done, and something is there"
					      : "half of it is there");
}

/* An import that was cut short goes on when it is done again. */
static bool goes_on(struct proof *proof, const struct user_action *action, struct desk *desk)
{
	if (action->act(desk, &proof->place) != STATUS_OK)
		return wrong(proof, "again: %s", desk->problem.message);
	return (action->is_done(desk, &proof->place) || wrong(proof, "it does not go on")) &&
	       is_sound(proof, desk);
}

/* The very bytes of the clinic, and no log: what is true of that is true of this. */
static bool is_untouched(const struct proof *proof)
{
	struct bytes database = bytes_of(proof->place.folder, "desk.db");
	struct bytes log = bytes_of(proof->place.folder, "desk.db-wal");
	bool same = is_same(&database, &proof->closed) && !log.bytes;

	free(database.bytes);
	free(log.bytes);
	return same;
}

static bool reopens(struct proof *proof, const struct user_action *action)
{
	enum store_mode mode = STORE_OPEN;
	struct desk desk;
	bool good, there;

	if (!said_done() && is_untouched(proof))
		return true;
	/* Not made: then it can be made now. */
	if (action->kind == ACTION_CREATES && !said_done() && access(proof->place.path, F_OK) != 0)
		mode = STORE_CREATE;
	if (action_open(&desk, &proof->place, mode, action->minute) != STATUS_OK)
		return wrong(proof, "reopening: %s", desk.problem.message);
	there = action->is_done(&desk, &proof->place);
	good = is_sound(proof, &desk);
	if (good && action->kind == ACTION_IMPORTS && !there && !said_done())
		good = goes_on(proof, action, &desk);
	desk_close(&desk);
	return good && is_as_said(proof, action, there);
}

static bool child_ended_well(struct proof *proof, const struct user_action *action,
			     const struct failure *failure, int ended)
{
	const bool memory = failure_is_of(failure, KIND_MEMORY);

	if (WIFSIGNALED(ended) && WTERMSIG(ended) == SIGSEGV && memory &&
	    is_beyond_us(action, failure)) {
		proof->limits++;
		return true;
	}
	if (WIFSIGNALED(ended))
		return wrong(proof, "signal %d", WTERMSIG(ended));
	if (WEXITSTATUS(ended) == STOPPED)
		return (memory && outcome->hooked && outcome->failing.came) ||
		       wrong(proof, "ended with %d, not through the hook", STOPPED);
	if (WEXITSTATUS(ended) != 0 || !outcome->finished)
		return wrong(proof, "ended with %d", WEXITSTATUS(ended));
	if ((!outcome->failing.came || !failure->error) && outcome->status != STATUS_OK)
		return wrong(proof, "failed by itself");
	return true;
}

/* Does the action, with the failure at its `at`th chance. False where the system has no filter. */
static bool run(struct proof *proof, const struct user_action *action,
		const struct failure *failure, long at)
{
	const size_t which = (size_t)(failure - failures);
	int ended;
	pid_t child;

	make_place(proof, action);
	memset(outcome, 0, sizeof(*outcome));
	child = fixture_fork();
	if (child == 0)
		act(action, &proof->place, failure, at);
	assert_int_equal(waitpid(child, &ended, 0), child);
	if (WIFEXITED(ended) && WEXITSTATUS(ended) == NO_FILTER)
		return false;
	if (at > 0) {
		proof->runs[which]++;
		proof->stopped[which] += !outcome->finished;
		proof->refused[which] += outcome->finished && outcome->status != STATUS_OK;
		proof->done[which] += outcome->finished && outcome->status == STATUS_OK;
	}
	if (child_ended_well(proof, action, failure, ended) && is_tidy(proof, action, failure) &&
	    reopens(proof, action) &&
	    (action->kind != ACTION_REPORTS || file_is_whole(proof, action, failure)))
		return true;
	proof->wrong[which]++;
	if (proof->bad++ < NAMED_MOST)
		print_error("%s, %s at %ld: %s (%s: %s)\n", action->name, failure->name, at,
			    proof->fault, status_name(outcome->status), outcome->message);
	return true;
}

static bool run_all(struct proof *proof, const struct user_action *action, int points)
{
	long count[FAILING_KINDS];

	if (!run(proof, action, &failures[0], 0))
		return false;
	memcpy(count, outcome->failing.count, sizeof(count));
	for (int i = 0; i < FAILURES; i++) {
		const long all = failing_chances(&failures[i], count);

		/* Every one, or so many, each somewhere in its part of all. */
		const long step = all > points ? all / points : 1;

		/* The short form: every third failure of this action, of the next the next. */
		if (points == 1 && (action - user_actions + i) % 3)
			continue;
		for (long at = 1; at <= all; at += step)
			run(proof, action, &failures[i],
			    at + (step > 1 ? rand_r(&proof->seed) % step : 0));
	}
	return true;
}

static void prepare(struct proof *proof)
{
	char path[FILE_PATH_SIZE];

	proof->seed = (unsigned)proof_seed();
	action_clinic_make(&proof->clinic);
	action_path(path, proof->clinic.folder, "desk.db");
	proof->closed = bytes_of(proof->clinic.folder, "desk.db");
	proof->base = bytes_of(proof->clinic.folder, "base.db");
	proof->log = bytes_of(proof->clinic.folder, "base.db-wal");
	proof->digest = digest_of(path);
	proof->place.clinic = &proof->clinic;
	scratch_folder(proof->place.folder, sizeof(proof->place.folder), "nth");
	action_path(proof->place.path, proof->place.folder, "desk.db");
}

static void release(struct proof *proof)
{
	power_empty(proof->place.folder);
	assert_int_equal(rmdir(proof->place.folder), 0);
	action_clinic_remove(&proof->clinic);
	free(proof->base.bytes);
	free(proof->log.bytes);
	free(proof->closed.bytes);
	free(proof->workbook.bytes);
	free(proof);
}

static void what_is_said_is_so_whichever_call_fails(void **state)
{
	const int points = proof_number("POINTS", 1, 1000000);
	const int seed = proof_seed();
	struct proof *proof = calloc(1, sizeof(*proof));
	long runs = 0, bad;

	(void)state;
	prepare(proof);
	for (size_t i = 0; i < user_action_count; i++)
		if (!run_all(proof, &user_actions[i], points))
			skip();
	for (int i = 0; i < FAILURES; i++) {
		char name[40];

		text_format(name, sizeof(name), "nth-%s", failures[i].name);
		proof_line(name, seed, proof->runs[i], proof->wrong[i],
			   "done %ld, refused %ld, stopped %ld", proof->done[i], proof->refused[i],
			   proof->stopped[i]);
		runs += proof->runs[i];
	}
	bad = proof->bad;
	proof_line("nth-failure", seed, runs, bad,
		   "and %ld times a limit of the workbook's library", proof->limits);
	release(proof);
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_is_so_whichever_call_fails),
	};

	/* Each reopening syncs. */
	if (!proof_in_memory())
		return 1;
	outcome = mmap(NULL, sizeof(*outcome), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		       -1, 0);
	if (outcome == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
