/*
 * What the system refuses at a bad moment: files and databases are there as a whole or not at all,
 * and the sentence says what the system said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "scratch.h"
#include "statement_fault.h"
#include "store/sqlite/schema_text.h"
#include "store/statements.h"
#include "store/store.h"

/* The how manieth call of the kind fails, with `cause`. */
enum call { CALL_FSYNC, CALL_RENAME, CALL_RENAMEAT2, CALL_FDOPEN, CALL_CLOSE, CALL_OPEN };

static struct {
	enum call call;
	int at, seen, cause;
	bool came;
} fault;

static void let_fail(enum call call, int at, int cause)
{
	fault.call = call;
	fault.at = at;
	fault.seen = 0;
	fault.cause = cause;
	fault.came = false;
}

static void let_fail_no_more(void)
{
	fault.at = 0;
}

static bool fails(enum call call)
{
	if (call != fault.call || fault.at == 0 || ++fault.seen != fault.at)
		return false;
	fault.came = true;
	errno = fault.cause;
	return true;
}

/* These stand before the C library's. POSIX lets a function pointer come out of dlsym. */
#define REAL(type, name) \
	static type *real; \
	void *found; \
	if (!real) { \
		found = dlsym(RTLD_NEXT, name); \
		memcpy((void *)&real, (void *)&found, sizeof(real)); \
	}

typedef int fsync_fn(int);
typedef int rename_fn(const char *, const char *);
typedef int renameat2_fn(int, const char *, int, const char *, unsigned int);
typedef FILE *fdopen_fn(int, const char *);

int fsync(int descriptor)
{
	REAL(fsync_fn, "fsync")

	return fails(CALL_FSYNC) ? -1 : real(descriptor);
}

int rename(const char *from, const char *to)
{
	REAL(rename_fn, "rename")

	return fails(CALL_RENAME) ? -1 : real(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
	REAL(renameat2_fn, "renameat2")

	return fails(CALL_RENAMEAT2) ? -1 : real(from_folder, from, to_folder, to, flags);
}

FILE *fdopen(int descriptor, const char *mode)
{
	REAL(fdopen_fn, "fdopen")

	return fails(CALL_FDOPEN) ? NULL : real(descriptor, mode);
}

/* Closed, but with an error: as on a file system that says only now that it is full. */
int close(int descriptor)
{
	REAL(fsync_fn, "close")

	if (!fails(CALL_CLOSE))
		return real(descriptor);
	real(descriptor);
	errno = fault.cause;
	return -1;
}

typedef int open_fn(const char *, int, ...);

static bool takes_mode(int flags)
{
	return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
}

/* SQLite and this program open by either name. */
int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list more;
	REAL(open_fn, "open")

	va_start(more, flags);
	if (takes_mode(flags))
		mode = va_arg(more, mode_t);
	va_end(more);
	return fails(CALL_OPEN) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list more;
	REAL(open_fn, "open64")

	va_start(more, flags);
	if (takes_mode(flags))
		mode = va_arg(more, mode_t);
	va_end(more);
	return fails(CALL_OPEN) ? -1 : real(path, flags, mode);
}

struct place {
	char folder[128], path[160];
	struct problem problem;
};

static int make_place(void **state)
{
	static struct place place;

	memset(&place, 0, sizeof(place));
	let_fail(CALL_FSYNC, 0, 0);
	scratch_folder(place.folder, sizeof(place.folder), "calls");
	text_format(place.path, sizeof(place.path), "%s/desk.db", place.folder);
	*state = &place;
	return 0;
}

/* How many files are in the folder; they go. */
static int take_away(const struct place *place)
{
	DIR *folder = opendir(place->folder);
	struct dirent *entry;
	int count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.' &&
		    (entry->d_name[1] == '\0' || strcmp(entry->d_name, "..") == 0))
			continue;
		count++;
		unlinkat(dirfd(folder), entry->d_name, 0);
	}
	closedir(folder);
	return count;
}

static int remove_place(void **state)
{
	const struct place *place = *state;

	let_fail(CALL_FSYNC, 0, 0);
	take_away(place);
	return rmdir(place->folder);
}

static void assert_says(const struct place *place, const char *words)
{
	if (!strstr(place->problem.message, words))
		fail_msg("\"%s\" does not say \"%s\"", place->problem.message, words);
}

static enum status write_new(struct place *place, bool by_library)
{
	struct new_file file;
	enum status status = new_file_open(&file, place->path, FILE_ANY, &place->problem);

	if (status)
		return status;
	assert_true(fputs("new", file.stream) >= 0);
	if (by_library) {
		fclose(file.stream);
		file.stream = NULL;
	}
	return new_file_finish(&file, &place->problem);
}

static void a_file_that_the_system_did_not_take_is_not_there(void **state)
{
	static const struct {
		enum call call;
		int at, cause;
		bool by_library;
		const char *says;
	} cases[] = {
		{ CALL_FDOPEN, 1, ENOMEM, false, "Cannot allocate memory" },
		{ CALL_FSYNC, 1, EIO, false, "Input/output error" },
		{ CALL_FSYNC, 1, ENOSPC, true, "No space left" },
		{ CALL_CLOSE, 1, EIO, true, "Input/output error" },
		{ CALL_RENAME, 1, EACCES, false, "Permission denied" },
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		let_fail(cases[i].call, cases[i].at, cases[i].cause);
		assert_int_equal(write_new(place, cases[i].by_library), STATUS_CANNOT_WRITE);
		assert_true(fault.came);
		assert_says(place, cases[i].says);
		assert_int_equal(take_away(place), 0);
	}
}

/* The name is there, but may be gone after a power cut: that is said as well. */
static void a_folder_that_was_not_synced_is_said(void **state)
{
	struct place *place = *state;

	let_fail(CALL_FSYNC, 2, EIO);
	assert_int_equal(write_new(place, false), STATUS_CANNOT_WRITE);
	/* A file system that cannot sync folders at all loses nothing by it. */
	let_fail(CALL_FSYNC, 2, EINVAL);
	assert_int_equal(write_new(place, false), STATUS_OK);
	assert_true(fault.came);
}

static enum status create(struct place *place)
{
	struct store *store;
	enum status status = store_open(&store, place->path, STORE_CREATE, &place->problem);

	store_close(store);
	return status;
}

static void a_database_that_got_no_name_is_not_there_and_the_cause_is_told(void **state)
{
	static const struct {
		int cause;
		enum status status;
	} cases[] = {
		{ ENOENT, STATUS_STORE_MISSING },  { ENOTDIR, STATUS_STORE_MISSING },
		{ EACCES, STATUS_STORE_READONLY }, { EPERM, STATUS_STORE_READONLY },
		{ EROFS, STATUS_STORE_READONLY },  { ENOSPC, STATUS_STORE_FULL },
		{ EDQUOT, STATUS_STORE_FULL },	   { EEXIST, STATUS_STORE_EXISTS },
		{ EIO, STATUS_STORE_IO },
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		let_fail(CALL_RENAMEAT2, 1, cases[i].cause);
		assert_int_equal(create(place), cases[i].status);
		assert_true(fault.came);
		assert_says(place,
			    cases[i].status == STATUS_STORE_FULL ? "disk is full" : place->path);
		assert_int_equal(take_away(place), 0);
	}
}

/* renameat2 with RENAME_NOREPLACE is not known everywhere. */
static void a_file_system_without_renaming_in_one_step_will_do(void **state)
{
	struct place *place = *state;

	let_fail(CALL_RENAMEAT2, 1, EINVAL);
	assert_int_equal(create(place), STATUS_OK);
	assert_true(fault.came);
	assert_int_equal(access(place->path, F_OK), 0);
}

static void a_database_is_made_or_not_whichever_sync_fails(void **state)
{
	struct place *place = *state;
	int n = 1;

	for (;; n++) {
		enum status status;

		let_fail(CALL_FSYNC, n, EIO);
		status = create(place);
		if (!fault.came)
			break;
		assert_int_equal(status, STATUS_STORE_IO);
		assert_int_equal(take_away(place), 0);
	}
	assert_true(n > 1);
	assert_int_equal(access(place->path, F_OK), 0);
}

static void a_copy_is_made_or_not_whichever_sync_fails(void **state)
{
	struct place *place = *state;
	char copy[FILE_PATH_SIZE];
	struct store *store;
	int n = 1;

	text_format(copy, sizeof(copy), "%s/copy.db", place->folder);
	assert_int_equal(create(place), STATUS_OK);
	assert_int_equal(store_open(&store, place->path, STORE_OPEN, &place->problem), STATUS_OK);
	for (;; n++) {
		enum status status;

		let_fail(CALL_FSYNC, n, EIO);
		status = store_copy(store, copy, &place->problem);
		if (!fault.came)
			break;
		assert_int_equal(status, STATUS_STORE_IO);
		assert_int_not_equal(access(copy, F_OK), 0);
	}
	assert_true(n > 1);
	assert_int_equal(access(copy, F_OK), 0);
	store_close(store);
}

/* Statements, those that set the connection up among them. */
static void a_database_is_opened_as_a_whole_or_not_whichever_statement_fails(void **state)
{
	static const enum store_mode modes[] = { STORE_CREATE, STORE_OPEN, STORE_READ };
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		int n = 1;

		for (;; n++) {
			struct store *store;
			enum status status;

			statement_fault_watch();
			statement_fault_at_any(n);
			status = store_open(&store, place->path, modes[i], &place->problem);
			if (!statement_fault_came()) {
				assert_int_equal(status, STATUS_OK);
				store_close(store);
				statement_fault_end();
				break;
			}
			statement_fault_at(0);
			statement_fault_end();
			if (status == STATUS_OK)
				fail_msg("statement %d of opening failed and nobody said so", n);
			assert_null(store);
			assert_true(place->problem.message[0] != '\0');
			if (modes[i] == STORE_CREATE)
				assert_int_equal(take_away(place), 0);
		}
		assert_in_range(n, 5, 500);
	}
}

static void make_old(const struct place *place)
{
	static const char *const before[] = {
		"PRAGMA application_id = 1178882891; PRAGMA journal_mode = WAL",
		"INSERT INTO staff (code) VALUES ('old')"
	};
	sqlite3 *db;

	take_away(place);
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, before[0], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, schema_step_text(1), NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, before[1], NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(chmod(place->path, 0600), 0);
}

/* Whether it is whole and new, as after a failure of what follows the upgrade; else it must be as
 * it was. */
static bool came_forward(const struct place *place)
{
	static const char sql[] = "SELECT user_version, (SELECT code FROM staff) = 'old' AND NOT "
				  "EXISTS (SELECT 1 FROM sqlite_schema WHERE name = "
				  "'booking_view') FROM pragma_user_version";
	sqlite3_stmt *statement;
	sqlite3 *db;
	int version;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	version = sqlite3_column_int(statement, 0);
	if (version == 1)
		assert_int_equal(sqlite3_column_int(statement, 1), 1);
	else
		assert_int_equal(version, store_schema_version());
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return version != 1;
}

/* Each failing statement is as dear as all those before it: so every EVERY-th is let fail, in the
 * long form each (tests/soak.list). */
static void an_old_database_comes_forward_or_stays_whichever_statement_fails(void **state)
{
	const char *every = getenv("EVERY");
	const int step = every ? atoi(every) : 7;
	struct place *place = *state;
	int n = 1, failed = 0;
	bool is_new;

	assert_in_range(step, 1, 20);
	for (bool came = true; came; n += step) {
		struct store *store;
		enum status status;

		make_old(place);
		statement_fault_watch();
		statement_fault_at_any(n);
		status = store_open(&store, place->path, STORE_OPEN, &place->problem);
		came = statement_fault_came();
		statement_fault_at(0);
		if (came && status == STATUS_OK)
			fail_msg("statement %d failed and nobody said so", n);
		store_close(store);
		statement_fault_end();
		is_new = !came || came_forward(place);
		/* Either way it opens afterwards, upgraded. */
		if (is_new || failed % 4 == 0) {
			assert_int_equal(
				store_open(&store, place->path, STORE_OPEN, &place->problem),
				STATUS_OK);
			store_close(store);
		}
		failed += came;
	}
	assert_in_range(n, 10, 500);
	print_message("# system-calls 0 %d 0: failing statements of an upgrade\n", failed);
}

/* Some files are missed by nobody (the folder's, for instance): then all of it works. */
static void a_database_is_opened_or_not_whichever_file_cannot_be(void **state)
{
	static const enum store_mode modes[] = { STORE_CREATE, STORE_OPEN, STORE_READ };
	static const int causes[] = { EACCES, EROFS, ENOSPC, EMFILE, ENOENT };
	struct place *place = *state;
	bool refused = false;

	for (size_t i = 0; i < 3 * sizeof(causes) / sizeof(causes[0]); i++) {
		const enum store_mode mode = modes[i % 3];

		if (mode == STORE_CREATE)
			take_away(place);
		for (int n = 1;; n++) {
			struct store *store;
			enum status status;

			assert_in_range(n, 1, 200);
			let_fail(CALL_OPEN, n, causes[i / 3]);
			status = store_open(&store, place->path, mode, &place->problem);
			let_fail_no_more();
			if (status == STATUS_OK) {
				store_close(store);
				if (!fault.came)
					break;
			} else {
				refused = true;
				assert_int_equal(status_exit(status), 4);
				assert_null(store);
				assert_true(place->problem.message[0] != '\0');
			}
			if (mode == STORE_CREATE)
				take_away(place);
		}
		assert_int_equal(access(place->path, F_OK), 0);
	}
	assert_true(refused);
}

static void what_is_no_place_for_a_database_is_named(void **state)
{
	struct place *place = *state;
	char path[1200], name[300];
	struct store *store;
	static const struct {
		const char *end;
		enum status status;
		const char *says;
	} ends[] = {
		{ "/", STATUS_STORE_NOT_DATABASE, "is a folder" },
		{ "/.", STATUS_STORE_NOT_DATABASE, "is a folder" },
		{ "/..", STATUS_STORE_NOT_DATABASE, "is a folder" },
		{ "/nowhere/desk.db", STATUS_STORE_MISSING, "there is no folder" },
		{ "/file/desk.db", STATUS_STORE_MISSING, "there is no folder" },
		{ "/circle/desk.db", STATUS_STORE_DENIED, "cannot be opened" },
		{ "/none.db", STATUS_STORE_MISSING, "frontdesk init" },
	};

	text_format(path, sizeof(path), "%s/file", place->folder);
	fclose(fopen(path, "w"));
	text_format(path, sizeof(path), "%s/circle", place->folder);
	assert_int_equal(symlink("circle", path), 0);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		text_format(path, sizeof(path), "%s%s", place->folder, ends[i].end);
		assert_int_equal(store_open(&store, path, STORE_OPEN, &place->problem),
				 ends[i].status);
		assert_says(place, ends[i].says);
	}
	assert_int_equal(store_open(&store, "", STORE_OPEN, &place->problem), STATUS_STORE_MISSING);
	assert_says(place, "No database is named");
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	text_format(path, sizeof(path), "%s/%s", place->folder, name);
	assert_int_equal(store_open(&store, path, STORE_OPEN, &place->problem),
			 STATUS_STORE_DENIED);
	text_format(path, sizeof(path), "/tmp/%s%s", name, name);
	assert_int_equal(store_open(&store, path, STORE_OPEN, &place->problem),
			 STATUS_STORE_DENIED);
	assert_says(place, "too long for a database");
}

#define AT_A_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_A_PLACE(a_file_that_the_system_did_not_take_is_not_there),
		AT_A_PLACE(a_folder_that_was_not_synced_is_said),
		AT_A_PLACE(a_database_that_got_no_name_is_not_there_and_the_cause_is_told),
		AT_A_PLACE(a_file_system_without_renaming_in_one_step_will_do),
		AT_A_PLACE(a_database_is_made_or_not_whichever_sync_fails),
		AT_A_PLACE(a_copy_is_made_or_not_whichever_sync_fails),
		AT_A_PLACE(a_database_is_opened_as_a_whole_or_not_whichever_statement_fails),
		AT_A_PLACE(an_old_database_comes_forward_or_stays_whichever_statement_fails),
		AT_A_PLACE(a_database_is_opened_or_not_whichever_file_cannot_be),
		AT_A_PLACE(what_is_no_place_for_a_database_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
