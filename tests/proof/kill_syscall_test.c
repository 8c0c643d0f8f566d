/*
 * kill -9 at every system call of a change, before it and after it: the change is wholly there or
 * wholly not, an acknowledged one is there, every invariant holds, and doing it again ends where it
 * would have ended. Each commit is followed by a checkpoint, so that this is cut as well. STEP is
 * the distance between two cuts; 1 cuts everywhere.
 */
#include "proof.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/day/closing.h"
#include "desk/queue/queue.h"
#include "exchange/online.h"
#include "store/limits.h"

enum { SESSIONS = 2, CAPACITY = 10, PEOPLE = 6, IMPORT_ROWS = 4, STAGES_MAX = IMPORT_ROWS + 1 };

struct scene {
	struct proof_clinic clinic;
	char start[FILE_PATH_SIZE];	       /* the database as it is before the change */
	char rows[STAGES_MAX][FILE_PATH_SIZE]; /* a file of the first n online bookings */
	char answer[FILE_PATH_SIZE];
	int64_t booking_id;
};

/* A change that is acknowledged in so many stages, each on the disk by itself. */
struct change {
	const char *name;
	int stages;
	day_number day;
	int minute;
	void (*prepare)(struct scene *scene);
	enum status (*make)(struct desk *desk, const struct scene *scene, int stages);
};

/* What the one that is killed leaves behind. */
struct board {
	volatile bool running;
	volatile int acknowledged;
};

static struct board *board;

/* Of all changes. */
static long cuts_made, cuts_bad;

/* The same in each run, so that doing it again is recognised. */
static struct idem idem_of(unsigned char first)
{
	return (struct idem){ .bytes = { first, 1, 2, 3 }, .set = true };
}

/* The changes. */

static enum status book(struct desk *desk, const struct scene *scene, int stages)
{
	const struct booking_wish wish = { .session_id = scene->clinic.sessions[0],
					   .patient_id = scene->clinic.people[0],
					   .pay = true,
					   .method = METHOD_CASH,
					   .idem = idem_of(1) };
	struct booking booking;
	enum status status = booking_book(desk, &wish, &booking);

	if (!status)
		board->acknowledged = stages;
	return status;
}

static void book_one(struct scene *scene, int person, struct booking *out)
{
	const struct booking_wish wish = { .session_id = scene->clinic.sessions[0],
					   .patient_id = scene->clinic.people[person],
					   .pay = true,
					   .method = METHOD_CASH };

	fixture_must(scene->clinic.desk, booking_book(scene->clinic.desk, &wish, out));
}

static void prepare_booked(struct scene *scene)
{
	struct booking booking;

	book_one(scene, 0, &booking);
	scene->booking_id = booking.id;
}

static enum status cancel(struct desk *desk, const struct scene *scene, int stages)
{
	const struct cancel_wish wish = { .id = scene->booking_id,
					  .channel = CHANNEL_COUNTER,
					  .reason = "",
					  .idem = idem_of(2) };
	struct booking booking;
	enum status status = booking_cancel(desk, &wish, &booking);

	if (!status)
		board->acknowledged = stages;
	return status;
}

/* A booking, one whose money is not the fee, the first one's cancellation, another booking. */
static void prepare_rows(struct scene *scene)
{
	static const char header[] = "order_no,action,doctor,date,period,name,id_number,phone,"
				     "paid_yuan,transaction_id,ordered_at\n";
	static const struct {
		const char *order, *action, *paid;
		int person;
	} rows[IMPORT_ROWS] = { { "WX1", "book", "20.00", 50 },
				{ "WX2", "book", "7.00", 51 },
				{ "WX1", "cancel", "", 50 },
				{ "WX3", "book", "20.00", 52 } };
	char text[4096];

	text_copy(text, sizeof(text), header);
	for (int i = 0; i <= IMPORT_ROWS; i++) {
		char name[NAME_SIZE], id_number[ID_NUMBER_SIZE], phone[PHONE_SIZE], file[32];
		const size_t length = strlen(text);

		text_format(file, sizeof(file), "online%d.csv", i);
		fixture_file(scene->clinic.desk, file, text, length, scene->rows[i]);
		if (i == IMPORT_ROWS)
			break;
		fixture_person(rows[i].person, name, id_number, phone);
		text_format(text + length, sizeof(text) - length,
			    "%s,%s,1001,2026-11-24,am,%s,%s,%s,%s,TX%s,2026-11-23 05:0%d\n",
			    rows[i].order, rows[i].action, name, id_number, phone, rows[i].paid,
			    rows[i].order, i);
	}
}

static void row_is_done(size_t done, size_t all, void *context)
{
	(void)all;
	(void)context;
	board->acknowledged = (int)done;
}

static enum status import(struct desk *desk, const struct scene *scene, int stages)
{
	struct online_import import;
	enum status status = online_import_file(desk, scene->rows[stages], scene->answer, &import,
						row_is_done, NULL);

	online_import_release(&import);
	return status;
}

/* Of tomorrow's session one is checked in, one was seen, and one will not come and be banned. */
static void prepare_day(struct scene *scene)
{
	struct desk *desk = scene->clinic.desk;
	struct booking bookings[3], online;
	const struct booking_wish wish = { .session_id = scene->clinic.sessions[0],
					   .patient_id = scene->clinic.people[3],
					   .channel = CHANNEL_ONLINE,
					   .pay = true,
					   .method = METHOD_WECHAT,
					   .order_no = "WX9",
					   .paid_fen = 2000 };

	for (int i = 0; i < 3; i++)
		book_one(scene, i, &bookings[i]);
	fixture_must(desk, booking_book(desk, &wish, &online));
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(8, 0));
	for (int i = 0; i < 2; i++)
		fixture_must(desk, queue_check_in(desk, bookings[i].id, &bookings[i]));
	fixture_must(desk, queue_call_next(desk, scene->clinic.sessions[0], &bookings[0]));
	fixture_must(desk, queue_finish(desk, bookings[0].id, &bookings[0]));
}

static enum status close_day(struct desk *desk, const struct scene *scene, int stages)
{
	struct closing closing;
	enum status status = day_close(desk,
				       &(struct close_wish){ .day = FIXTURE_DAY + 1,
							     .counted_fen = -1,
							     .reason = "counted twice",
							     .pass = true,
							     .clock_is_right = true },
				       &closing);

	(void)scene;
	if (!status && closing.closed)
		board->acknowledged = stages;
	closing_release(&closing);
	return status;
}

/* What is in the database, as one number. */

struct digest {
	uint64_t sum;
};

static void add_bytes(struct digest *digest, const void *bytes, size_t size)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < size; i++)
		digest->sum = (digest->sum ^ byte[i]) * UINT64_C(1099511628211);
}

static void add_column(struct digest *digest, sqlite3_stmt *row, int column)
{
	const int type = sqlite3_column_type(row, column);

	add_bytes(digest, &type, sizeof(type));
	/* Some changes make a key of their own, by chance. */
	if (type == SQLITE_NULL || strcmp(sqlite3_column_name(row, column), "idem") == 0)
		return;
	add_bytes(digest, sqlite3_column_blob(row, column),
		  (size_t)sqlite3_column_bytes(row, column));
}

static void add_table(struct digest *digest, sqlite3 *db, const char *name)
{
	sqlite3_stmt *row;
	char *text = sqlite3_mprintf("SELECT * FROM \"%w\"", name);

	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &row, NULL), SQLITE_OK);
	sqlite3_free(text);
	add_bytes(digest, name, strlen(name));
	while (sqlite3_step(row) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(row); i++)
			add_column(digest, row, i);
	assert_int_equal(sqlite3_finalize(row), SQLITE_OK);
}

static uint64_t content_of(const char *path)
{
	struct digest digest = { UINT64_C(14695981039346656037) };
	sqlite3_stmt *table;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	/* The links hash such keys. */
	assert_int_equal(sqlite3_prepare_v2(db,
					    "SELECT name FROM sqlite_master WHERE type = 'table' "
					    "AND name <> 'link' ORDER BY name",
					    -1, &table, NULL),
			 SQLITE_OK);
	while (sqlite3_step(table) == SQLITE_ROW)
		add_table(&digest, db, (const char *)sqlite3_column_text(table, 0));
	assert_int_equal(sqlite3_finalize(table), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return digest.sum;
}

/* Runs. */

static void start_again(const struct scene *scene)
{
	static const char *const side[] = { "-wal", "-shm", "-saved" };
	char path[FILE_PATH_SIZE];

	for (int i = 0; i < 3; i++) {
		assert_true(text_format(path, sizeof(path), "%s%s", scene->clinic.path, side[i]));
		assert_true(unlink(path) == 0 || errno == ENOENT);
	}
	assert_true(unlink(scene->answer) == 0 || errno == ENOENT);
	proof_copy(scene->start, scene->clinic.path);
	board->running = false;
	board->acknowledged = 0;
}

static struct desk desk_for(const struct change *change, const struct scene *scene)
{
	const struct store_limits limits = { .wait_ms = STORE_LIMITS.wait_ms,
					     .checkpoint_pages = 1 };
	struct desk desk = proof_desk(scene->clinic.path);

	desk.settings.no_show_threshold = 1;
	clock_pin(&desk.clock, change->day, change->minute);
	store_set_limits(desk.store, &limits);
	return desk;
}

/* To its end; what the database holds then. */
static uint64_t make_whole(const struct change *change, const struct scene *scene, int stages)
{
	struct desk desk = desk_for(change, scene);

	fixture_must(&desk, change->make(&desk, scene, stages));
	desk_close(&desk);
	return content_of(scene->clinic.path);
}

static void be_victim(const struct change *change, const struct scene *scene)
{
	struct desk desk;
	enum status status;

	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		_exit(77);
	raise(SIGSTOP);
	desk = desk_for(change, scene);
	board->running = true;
	status = change->make(&desk, scene, change->stages);
	desk_close(&desk);
	board->running = false;
	fixture_leave(status ? 1 : 0);
}

/* Lets the victim go on to its next stop; the signal it is stopped with reaches it. */
static int next_stop(pid_t victim, int signal_number)
{
	int how;

	assert_int_equal(ptrace(PTRACE_SYSCALL, victim, NULL, (void *)(intptr_t)signal_number), 0);
	assert_int_equal(waitpid(victim, &how, 0), victim);
	return how;
}

/* Kills it at stop `cut`, of which each system call has two. False when it came to its end before.
 */
static bool kill_at(const struct change *change, const struct scene *scene, long cut)
{
	const pid_t victim = fixture_fork();
	long stops = 0;
	int how;

	if (victim == 0)
		be_victim(change, scene);
	assert_int_equal(waitpid(victim, &how, 0), victim);
	if (!WIFSTOPPED(how))
		fail_msg("this system lets no process be traced");
	assert_int_equal(ptrace(PTRACE_SETOPTIONS, victim, NULL,
				(void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)),
			 0);
	how = next_stop(victim, 0);
	while (WIFSTOPPED(how)) {
		const bool at_call = WSTOPSIG(how) == (SIGTRAP | 0x80);

		if (at_call && board->running && ++stops == cut) {
			assert_int_equal(kill(victim, SIGKILL), 0);
			assert_int_equal(waitpid(victim, &how, 0), victim);
			assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
			return true;
		}
		how = next_stop(victim, at_call ? 0 : WSTOPSIG(how));
	}
	assert_true(WIFEXITED(how));
	assert_int_equal(WEXITSTATUS(how), 0);
	return false;
}

/* The answer to the sender is there as a whole or not at all. */
static bool answer_is_whole(const struct scene *scene, int rows)
{
	FILE *file = fopen(scene->answer, "rb");
	int lines = 0, byte;

	if (!file)
		return errno == ENOENT;
	while ((byte = getc(file)) != EOF)
		lines += byte == '\n';
	fclose(file);
	return lines == rows + 1;
}

/* Which stage it was in, or -1: something that no whole stage leaves behind. */
static int stage_of(uint64_t content, const uint64_t *after, int stages)
{
	for (int i = stages; i >= 0; i--)
		if (content == after[i])
			return i;
	return -1;
}

static bool cut_is_survived(const struct change *change, struct scene *scene, const uint64_t *after,
			    long cut)
{
	const int told = board->acknowledged;
	int stage;

	proof_reopen(&scene->clinic);
	proof_check(&scene->clinic);
	proof_close(&scene->clinic);
	stage = stage_of(content_of(scene->clinic.path), after, change->stages);
	if (stage < told || !answer_is_whole(scene, change->stages)) {
		print_message("# %s, stop %ld: acknowledged %d, found %d of %d\n", change->name,
			      cut, told, stage, change->stages);
		return false;
	}
	if (make_whole(change, scene, change->stages) != after[change->stages]) {
		print_message("# %s, stop %ld: made again it is another\n", change->name, cut);
		return false;
	}
	return true;
}

static void open_scene(const struct change *change, struct scene *scene, uint64_t after[STAGES_MAX])
{
	proof_open(&scene->clinic, SESSIONS, CAPACITY, PEOPLE);
	assert_true(text_format(scene->start, sizeof(scene->start), "%s/start",
				fixture_directory(scene->clinic.desk)));
	assert_true(text_format(scene->answer, sizeof(scene->answer), "%s/answer.csv",
				fixture_directory(scene->clinic.desk)));
	if (change->prepare)
		change->prepare(scene);
	proof_close(&scene->clinic);
	proof_copy(scene->clinic.path, scene->start);
	after[0] = content_of(scene->start);
	for (int i = 1; i <= change->stages; i++) {
		start_again(scene);
		after[i] = make_whole(change, scene, i);
		assert_true(after[i] != after[i - 1]);
	}
}

static void cut_everywhere(const struct change *change)
{
	static struct scene scene;
	const int step = proof_number("STEP", 61, 1000);
	uint64_t after[STAGES_MAX];
	char name[40];
	long cuts = 0, bad = 0, cut;

	memset(&scene, 0, sizeof(scene));
	open_scene(change, &scene, after);
	for (cut = 1;; cut += step) {
		start_again(&scene);
		if (!kill_at(change, &scene, cut))
			break;
		cuts++;
		bad += !cut_is_survived(change, &scene, after, cut);
	}
	/* It came to its end: then it was said and is there. */
	assert_int_equal(board->acknowledged, change->stages);
	assert_true(content_of(scene.clinic.path) == after[change->stages]);
	text_format(name, sizeof(name), "kill-at-call-%s", change->name);
	cuts_made += cuts;
	cuts_bad += bad;
	proof_line(name, 0, cuts, bad, step > 1 ? "one place in %d" : NULL, step);
	assert_true(cuts > 2);
	assert_int_equal(bad, 0);
	proof_reopen(&scene.clinic);
	fixture_close(scene.clinic.desk);
}

static void a_booking_with_its_payment_is_whole_or_not_at_all(void **state)
{
	static const struct change change = { .name = "booking",
					      .stages = 1,
					      .day = FIXTURE_DAY,
					      .minute = FIXTURE_AT(6, 0),
					      .make = book };

	(void)state;
	cut_everywhere(&change);
}

static void a_cancellation_with_its_refund_is_whole_or_not_at_all(void **state)
{
	static const struct change change = { .name = "cancel",
					      .stages = 1,
					      .day = FIXTURE_DAY,
					      .minute = FIXTURE_AT(6, 0),
					      .prepare = prepare_booked,
					      .make = cancel };

	(void)state;
	cut_everywhere(&change);
}

static void an_import_goes_on_where_it_was_cut(void **state)
{
	static const struct change change = { .name = "import",
					      .stages = IMPORT_ROWS,
					      .day = FIXTURE_DAY,
					      .minute = FIXTURE_AT(6, 0),
					      .prepare = prepare_rows,
					      .make = import };

	(void)state;
	cut_everywhere(&change);
}

static void a_day_is_closed_as_a_whole_or_not_at_all(void **state)
{
	static const struct change change = { .name = "close",
					      .stages = 1,
					      .day = FIXTURE_DAY + 1,
					      .minute = FIXTURE_AT(20, 0),
					      .prepare = prepare_day,
					      .make = close_day };

	(void)state;
	cut_everywhere(&change);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_booking_with_its_payment_is_whole_or_not_at_all),
		cmocka_unit_test(a_cancellation_with_its_refund_is_whole_or_not_at_all),
		cmocka_unit_test(an_import_goes_on_where_it_was_cut),
		cmocka_unit_test(a_day_is_closed_as_a_whole_or_not_at_all),
	};

	int failed;

	/* What a killed process wrote the kernel keeps, on a disk or in memory: the quicker one. */
	if (!proof_in_memory())
		return 1;
	board = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (board == MAP_FAILED)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	/* No dice in it, so no seed. */
	proof_line("kill-at-call", 0, cuts_made, cuts_bad, NULL);
	return failed;
}
