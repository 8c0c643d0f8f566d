/*
 * The WAL-reset race by chance instead of by design (wal_reset_test.c): many processes commit and
 * checkpoint at once, and each checkpoint pauses in the moment that matters, so that it is met
 * often. First ordinary connections that checkpoint as SQLite does by itself: this harness sees
 * them do damage (within some hundred commits; CONTROL is the most it waits for). Then as many
 * desks, whose store checkpoints every few commits. COMMITS makes it longer, SEED another run.
 */
#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "desk/audit.h"
#include "store/limits.h"
#include "store/sqlite/checkpoint.h"
#include "store/sqlite/place.h"
#include "vfs_shim.h"

#include "sql_columns.h"

enum { DESKS = 16, STORM_PAGES = 10, CONTROL_PAGES = 20, CONTROL_ROUND = 4000, PAUSE_US = 300 };

struct board {
	atomic_long left, done, checkpoints, refused;
	atomic_bool stopped; /* somebody was told something odd: time to look */
};

static struct board *board;

/* A process's shim lets the pause happen once; so it is wound up again for each commit. */
static void pause_in_window(void *context)
{
	const struct timespec pause = { .tv_nsec = PAUSE_US * 1000L };

	(void)context;
	nanosleep(&pause, NULL);
	atomic_fetch_add(&board->checkpoints, 1);
}

static void wind_up(struct shim *shim)
{
	shim->in_window = pause_in_window;
}

static bool take_one(void)
{
	return atomic_fetch_sub(&board->left, 1) > 0;
}

static void run_all(void (*work)(const char *path, unsigned seed), const char *path, unsigned seed,
		    long commits)
{
	atomic_store(&board->left, commits);
	for (int i = 0; i < DESKS; i++) {
		if (fixture_fork() == 0) {
			work(path, seed + (unsigned)i * 7919);
			fixture_leave(0);
		}
	}
	for (int i = 0; i < DESKS; i++) {
		int how;

		assert_true(wait(&how) > 0);
		if (how)
			fail_msg("a process ended with %#x", (unsigned)how);
	}
}

/* The control: connections as everybody opens them. */

static int back_off(void *context, int tries)
{
	unsigned *seed = context;
	const long most_us = tries < 5 ? 500L << tries : 20000L;
	const struct timespec pause = { .tv_nsec = (200 + rand_r(seed) % most_us) * 1000L };

	nanosleep(&pause, NULL);
	return 1;
}

static sqlite3 *open_plain(const char *path, unsigned *seed)
{
	char pragmas[96];
	sqlite3 *db;

	text_format(pragmas, sizeof(pragmas),
		    "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = %d", CONTROL_PAGES);
	/* The damage may be there already: setting up reads the file. */
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_busy_handler(db, back_off, seed) != SQLITE_OK ||
	    sqlite3_exec(db, pragmas, NULL, NULL, NULL) != SQLITE_OK)
		atomic_store(&board->stopped, true);
	return db;
}

/* False when SQLite has something against it. */
static bool plain_commit(sqlite3 *db, unsigned *seed)
{
	char insert[160];
	int code;

	text_format(insert, sizeof(insert),
		    "BEGIN IMMEDIATE; INSERT INTO storm (place, pad) VALUES (%d, "
		    "hex(randomblob(%d))); COMMIT",
		    rand_r(seed) % 1000, 30 + rand_r(seed) % 600);
	code = sqlite3_exec(db, insert, NULL, NULL, NULL);
	if (code != SQLITE_OK)
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY;
}

static void work_plain(const char *path, unsigned seed)
{
	struct shim *shim = shim_register();
	sqlite3 *writer = open_plain(path, &seed), *other = open_plain(path, &seed);

	for (int i = 0; take_one() && !atomic_load(&board->stopped); i++) {
		wind_up(shim);
		if (!plain_commit(writer, &seed)) {
			atomic_store(&board->stopped, true);
			break;
		}
		atomic_fetch_add(&board->done, 1);
		if (i % 3 == 0)
			sqlite3_exec(other, "PRAGMA wal_checkpoint(PASSIVE)", NULL, NULL, NULL);
	}
	sqlite3_close(other);
	sqlite3_close(writer);
}

static void make_plain(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			     "PRAGMA journal_mode = WAL; CREATE TABLE storm (id INTEGER PRIMARY "
			     "KEY, place INTEGER NOT NULL, pad TEXT NOT NULL); CREATE INDEX "
			     "storm_place ON storm (place); CREATE INDEX storm_pad ON storm (pad)",
			     NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
}

static bool plain_is_sound(const char *path)
{
	bool sound = false;
	sqlite3_stmt *check = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &check, NULL) == SQLITE_OK &&
	    sqlite3_step(check) == SQLITE_ROW)
		sound = strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0;
	sqlite3_finalize(check);
	sqlite3_close(db);
	return sound;
}

static void a_storm_of_ordinary_checkpoints_does_damage_without_the_fix(void **state)
{
	const int commits = proof_number("CONTROL", 20000, INT32_MAX);
	unsigned seed = (unsigned)proof_seed();
	char folder[FILE_PATH_SIZE / 2], path[FILE_PATH_SIZE];
	const char *temporary = getenv("TMPDIR");
	bool sound = true;

	(void)state;
	text_format(folder, sizeof(folder), "%s/storm.XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(folder));
	text_format(path, sizeof(path), "%s/plain.db", folder);
	make_plain(path);
	while (sound && atomic_load(&board->done) < commits) {
		const long before = atomic_load(&board->done);

		atomic_store(&board->stopped, false);
		run_all(work_plain, path, seed++, CONTROL_ROUND);
		sound = plain_is_sound(path);
		assert_true(!sound || atomic_load(&board->done) > before);
	}
	proof_line("checkpoint-control", proof_seed(), atomic_load(&board->done),
		   sound != checkpoint_library_is_mended(),
		   "%s by ordinary connections, SQLite %s %s the fix",
		   sound ? "not damaged" : "damaged", sqlite3_libversion(),
		   checkpoint_library_is_mended() ? "with" : "without");
	place_remove(path);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(sound, checkpoint_library_is_mended());
}

/* The store. */

static enum status record(struct desk *desk, void *context)
{
	const struct idem idem = idem_new();
	unsigned *seed = context;
	char detail[AUDIT_DETAIL_SIZE];
	const int length = 30 + rand_r(seed) % 400;
	int64_t seq;

	memset(detail, 'x', (size_t)length);
	detail[length] = '\0';
	return audit_record(desk, AUDIT_PATIENT_CHANGE, 0, 0, &idem, detail, &seq);
}

static void work_desk(const char *path, unsigned seed)
{
	const struct store_limits limits = { .wait_ms = STORE_LIMITS.wait_ms,
					     .checkpoint_pages = STORM_PAGES };
	struct shim *shim = shim_register();
	struct desk opened = proof_desk(path), *desk = &opened;

	store_set_limits(desk->store, &limits);
	while (take_one()) {
		wind_up(shim);
		if (desk_change(desk, record, &seed))
			atomic_fetch_add(&board->refused, 1);
		else
			atomic_fetch_add(&board->done, 1);
	}
	desk_close(desk);
}

static void print_fault(const char *fault, void *context)
{
	(void)context;
	print_error("%s\n", fault);
}

static enum status read_seq(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, AUDIT_LAST_SEQ);
	return STATUS_OK;
}

static void a_storm_of_the_stores_checkpoints_does_none(void **state)
{
	static struct proof_clinic clinic;
	const int commits = proof_number("COMMITS", 4000, INT32_MAX);
	const int seed = proof_seed();
	int64_t before, after;
	int faults;

	(void)state;
	proof_open(&clinic, 1, 10, 1);
	fixture_must(clinic.desk,
		     store_one(clinic.desk->store, SQL_AUDIT_LAST, NO_ARGS, read_seq, &before));
	proof_close(&clinic);
	atomic_store(&board->done, 0);
	atomic_store(&board->checkpoints, 0);
	run_all(work_desk, clinic.path, (unsigned)seed, commits);
	proof_reopen(&clinic);
	fixture_must(clinic.desk,
		     store_examine(clinic.desk->store, true, print_fault, NULL, &faults));
	fixture_must(clinic.desk,
		     store_one(clinic.desk->store, SQL_AUDIT_LAST, NO_ARGS, read_seq, &after));
	proof_line("checkpoint-storm", seed, atomic_load(&board->done),
		   faults + atomic_load(&board->refused) +
			   labs(after - before - atomic_load(&board->done)),
		   "checkpoints %ld", atomic_load(&board->checkpoints));
	assert_int_equal(faults, 0);
	assert_int_equal(atomic_load(&board->refused), 0);
	assert_int_equal(atomic_load(&board->done), commits);
	assert_int_equal(after - before, commits);
	assert_true(atomic_load(&board->checkpoints) > commits / 50);
	fixture_close(clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_storm_of_ordinary_checkpoints_does_damage_without_the_fix),
		cmocka_unit_test(a_storm_of_the_stores_checkpoints_does_none),
	};

	/* It is not the disk that is asked. */
	if (!proof_in_memory())
		return 1;
	board = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (board == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
