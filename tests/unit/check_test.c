/* Each invariant: holds on a healthy clinic, and is the one that names the fault when it is broken
 * behind the desk's back, with the sqlite3 command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/booking/cancel.h"
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "visit.h"

/* The healthy clinic's file, and the desk that made it. */
struct scene {
	struct desk *desk;
	char database[FILE_PATH_SIZE], copy[FILE_PATH_SIZE];
};

static void cancel(struct desk *desk, int64_t id, enum channel channel)
{
	struct cancel_wish wish = { .id = id, .channel = channel };
	struct booking booking;

	fixture_must(desk, booking_cancel(desk, &wish, &booking));
}

/* Checks in three of the morning's people; one is seen, one misses the call, one goes home. */
static void play_queue(struct desk *desk, int64_t session_id)
{
	struct booking first = visit_book(desk, session_id, 1, CHANNEL_COUNTER), called;
	struct booking second = visit_book(desk, session_id, 2, CHANNEL_COUNTER);
	struct booking third = visit_book(desk, session_id, 7, CHANNEL_COUNTER);

	fixture_must(desk, queue_check_in(desk, first.id, &called));
	fixture_must(desk, queue_check_in(desk, second.id, &called));
	fixture_must(desk, queue_check_in(desk, third.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_finish(desk, called.id, &called));
	fixture_must(desk, queue_call_next(desk, session_id, &called));
	fixture_must(desk, queue_miss(desk, called.id, &called));
	cancel(desk, third.id, CHANNEL_COUNTER);
}

static void settle_first_refund(struct desk *desk)
{
	struct refund *refunds, refund;
	size_t count;

	fixture_must(desk, refund_list_due(desk, &refunds, &count));
	assert_int_equal(count, 1);
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUBMITTED, NULL, &refund));
	fixture_must(desk, refund_step(desk, refunds[0].id, REFUND_SUCCEEDED, NULL, &refund));
	free(refunds);
}

/* A day with everything in it, closed; and the morning after. */
static void play(struct desk *desk)
{
	struct session morning = visit_session(desk, FIXTURE_DAY, PERIOD_AM);
	struct session next = visit_session(desk, FIXTURE_DAY + 1, PERIOD_AM);
	struct session evening = visit_session(desk, FIXTURE_DAY + 1, PERIOD_EVE);
	struct session after = visit_session(desk, FIXTURE_DAY + 2, PERIOD_AM);
	struct suspension suspension;
	struct closing closing;

	visit_session(desk, FIXTURE_DAY + 1, PERIOD_PM); /* nobody books it */
	desk->settings.no_show_threshold = 1;
	play_queue(desk, morning.id);
	visit_book(desk, morning.id, 5, CHANNEL_ONLINE);
	visit_book_unpaid(desk, morning.id, 4);
	cancel(desk, visit_book(desk, next.id, 6, CHANNEL_COUNTER).id, CHANNEL_COUNTER);
	cancel(desk, visit_book(desk, next.id, 8, CHANNEL_ONLINE).id, CHANNEL_ONLINE);
	settle_first_refund(desk);
	visit_book(desk, next.id, 9, CHANNEL_ONLINE);
	visit_book(desk, next.id, 10, CHANNEL_COUNTER);
	visit_book(desk, evening.id, 11, CHANNEL_ONLINE);
	visit_book_unpaid(desk, evening.id, 12);
	fixture_must(desk, session_suspend(desk, evening.id, "doctor is ill", &suspension));
	assert_int_equal(suspension.affected, 2);
	fixture_clock(desk, FIXTURE_DAY, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk, FIXTURE_DAY, -1, &closing));
	assert_true(closing.closed);
	assert_int_equal(closing.ban_count, 1);
	closing_release(&closing);
	fixture_clock(desk, FIXTURE_DAY + 1, FIXTURE_AT(7, 0));
	visit_book(desk, next.id, 13, CHANNEL_COUNTER);
	cancel(desk, visit_book(desk, after.id, 14, CHANNEL_COUNTER).id, CHANNEL_COUNTER);
	visit_book(desk, after.id, 15, CHANNEL_COUNTER);
}

static void remove_copy(const struct scene *scene)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-gate", "-lock" };
	char path[FILE_PATH_SIZE + 8];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		text_format(path, sizeof(path), "%s%s", scene->copy, ends[i]);
		unlink(path);
	}
}

static int setup(void **state)
{
	static struct scene scene;

	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(7, 0));
	play(scene.desk);
	text_format(scene.database, sizeof(scene.database), "%s", store_path(scene.desk->store));
	text_format(scene.copy, sizeof(scene.copy), "%s/broken.db", fixture_directory(scene.desk));
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *scene = *state;

	remove_copy(scene);
	fixture_close(scene->desk);
	return 0;
}

static void make_copy(const struct scene *scene)
{
	struct problem problem;

	remove_copy(scene);
	if (store_copy(scene->desk->store, scene->copy, &problem) != STATUS_OK)
		fail_msg("%s", problem.message);
}

/* Changes the copy as somebody with the sqlite3 shell would. */
static void shell(const struct scene *scene, const char *sql)
{
	pid_t child = fork();
	int ended;

	assert_true(child >= 0);
	if (child == 0) {
		execlp("sqlite3", "sqlite3", "-batch", "-bail", scene->copy, sql, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
		fail_msg("sqlite3 failed: %s", sql);
}

struct found {
	char names[512]; /* of the checks that found something, each once */
	char last[64], fault[512];
};

static void note_fault(const char *check, const char *fault, void *context)
{
	struct found *found = context;

	text_copy(found->fault, sizeof(found->fault), fault);
	if (strcmp(found->last, check) == 0)
		return;
	text_copy(found->last, sizeof(found->last), check);
	text_format(found->names + strlen(found->names),
		    sizeof(found->names) - strlen(found->names), "%s%s", found->names[0] ? " " : "",
		    check);
}

static struct found examine(const struct scene *scene, enum check_depth depth)
{
	struct found found = { .names = "" };
	struct desk desk;
	int checks, failed;

	if (desk_open(&desk, scene->copy, STORE_OPEN, &scene->desk->settings, "test") != STATUS_OK)
		fail_msg("%s", desk.problem.message);
	fixture_must(&desk, check_run(&desk, depth, note_fault, &found, &checks, &failed));
	desk_close(&desk);
	return found;
}

struct damage {
	const char *sql, *found;
};

#define OF_SESSION(day, period) \
	"(SELECT id FROM session WHERE date = '" day "' AND period = '" period "')"
#define UNBOOKED OF_SESSION("2026-11-24", "pm")
#define NEXT OF_SESSION("2026-11-24", "am")
#define SOME_KEY "(SELECT max(seq) FROM audit WHERE idem IS NOT NULL)"

static const struct damage damages[] = {
	{ "DROP INDEX booking_number_once; DROP TRIGGER booking_keeps_its_number;"
	  "UPDATE booking SET number = 1 WHERE session_id = " NEXT " AND number = 3",
	  "number_once" },
	{ "DROP INDEX booking_person_once; DROP TRIGGER booking_keeps_its_number;"
	  "UPDATE booking SET patient_id = (SELECT patient_id FROM booking WHERE session_id = " NEXT
	  " AND number = 1 AND state <> 'cancelled') WHERE session_id = " NEXT " AND number = 3",
	  "person_once" },
	{ "UPDATE slot SET kind = 'counter' WHERE session_id = " NEXT " AND number = 2",
	  "online_number" },
	{ "DELETE FROM slot WHERE session_id = " UNBOOKED " AND number = 9", "numbers_exist" },
	{ "UPDATE slot SET withdrawn = 1 WHERE session_id = " UNBOOKED " AND number = 9",
	  "numbers_exist" },
	{ "UPDATE slot SET kind = 'counter' WHERE session_id = " UNBOOKED " AND number = 2",
	  "online_share" },
	{ "UPDATE session SET state = 'suspended' WHERE id = " NEXT, "suspended" },
	{ "DROP VIEW posting; CREATE VIEW posting (ledger_id, account, fen) AS "
	  "SELECT id, debit, fen FROM ledger UNION ALL SELECT id, credit, 1 - fen FROM ledger",
	  "balance postings" },
	{ "DROP TRIGGER ledger_no_update;"
	  "UPDATE ledger SET id = id + 1 WHERE id = (SELECT max(id) FROM ledger)",
	  "receipts" },
	{ "DROP TRIGGER ledger_no_update;"
	  "UPDATE ledger SET fen = fen + 1 WHERE id = (SELECT max(id) FROM ledger WHERE kind = "
	  "'refund')",
	  "refund_cap charge_money" },
	{ "DROP TRIGGER ledger_no_update; UPDATE ledger SET seq = (SELECT min(seq) FROM ledger) "
	  "WHERE id = (SELECT max(id) FROM ledger WHERE kind = 'refund')",
	  "refund_of" },
	{ "DROP TRIGGER ledger_no_update;"
	  "UPDATE ledger SET method = 'alipay', credit = 'alipay' WHERE kind = 'settlement'",
	  "settlement" },
	{ "INSERT INTO ledger SELECT id + 1, kind, debit, 'deposit', method, fen, of_id, NULL, "
	  "'WX1', NULL, "
	  "business_day, at_ms, seq FROM ledger WHERE id = (SELECT max(id) FROM ledger)",
	  "deposit" },
	{ "DROP TRIGGER charge_no_update; UPDATE charge SET fen = fen - 1 "
	  "WHERE id = (SELECT max(charge_id) FROM ledger WHERE kind = 'payment')",
	  "charge_money" },
	{ "DROP TRIGGER charge_no_delete; DELETE FROM charge WHERE id = (SELECT max(id) FROM "
	  "charge)",
	  "file charge charge_money" },
	{ "INSERT INTO charge SELECT id + 10, kind, fen, seq FROM charge "
	  "ORDER BY id DESC LIMIT 1",
	  "charge last_change" },
	{ "DELETE FROM account WHERE name = 'revenue'", "account" },
	{ "UPDATE booking SET cause = 'clinic' WHERE cause = 'late'", "clinic_refund" },
	{ "DROP TRIGGER refund_steps; UPDATE refund SET state = 'requested' WHERE state = 'done'",
	  "refund_state" },
	{ "DROP TRIGGER audit_no_update; UPDATE audit SET idem = NULL WHERE seq = (SELECT max(seq) "
	  "FROM ledger)",
	  "money_keyed" },
	{ "DROP TRIGGER audit_no_update; DROP INDEX audit_idem; UPDATE audit SET idem = "
	  "(SELECT idem FROM audit WHERE idem IS NOT NULL LIMIT 1) WHERE seq = " SOME_KEY,
	  "key_once" },
	{ "DROP TRIGGER ledger_no_update; DROP INDEX ledger_external;"
	  "UPDATE ledger SET external_no = 'twice' WHERE external_no IS NOT NULL",
	  "external_once" },
	{ "INSERT INTO audit SELECT seq + 2, at_ms, 0, staff_id, counter, action, subject_id, "
	  "NULL, detail, NULL FROM audit ORDER BY seq DESC LIMIT 1",
	  "file audit_gapless audit_recent" },
	{ "DROP TRIGGER audit_no_update;"
	  "UPDATE audit SET previous = seq WHERE seq = (SELECT max(seq) FROM audit)",
	  "audit_chain" },
	{ "DROP TRIGGER audit_no_update;"
	  "UPDATE audit SET at_ms = at_ms - 121000 WHERE seq = (SELECT max(seq) FROM audit)",
	  "clock" },
	{ "UPDATE booking SET seq = seq - 1 WHERE id = (SELECT max(id) FROM booking)",
	  "last_change" },
	{ "DROP TRIGGER ticket_stays_dead; UPDATE ticket SET state = 'waiting' WHERE state = "
	  "'void'",
	  "ticket" },
	{ "DELETE FROM ticket WHERE state = 'missed';"
	  "UPDATE booking SET state = 'checked_in' WHERE session_id = " NEXT
	  " AND state = 'booked' AND number = 1",
	  "ticket" },
	{ "UPDATE no_show SET channel = 'counter' WHERE channel = 'online'", "no_show" },
	{ "UPDATE booking SET state = 'fulfilled' WHERE state = 'no_show' AND channel = 'counter'",
	  "no_show" },
	{ "DELETE FROM ban_no_show", "ban" },
	{ "INSERT INTO ban SELECT 2, patient_id, from_date, until_date, last_booking_id, NULL, "
	  "NULL, NULL, seq "
	  "FROM ban; INSERT INTO ban_no_show SELECT 2, booking_id FROM ban_no_show",
	  "last_change ban_once" },
	{ "UPDATE session SET state = 'closed' WHERE state = 'suspended'", "affected" },
	{ "DROP TRIGGER day_close_no_update; UPDATE day_close SET payments_fen = payments_fen + 1",
	  "day_close" },
	{ "DROP TRIGGER day_close_no_update; UPDATE day_close SET cash_expected_fen = 0",
	  "day_close" },
	{ "DROP TRIGGER ledger_no_update; UPDATE ledger SET seq = " SOME_KEY
	  " WHERE id = (SELECT min(id) FROM ledger)",
	  "money_recent closed_days" },
	{ "DROP TRIGGER ledger_no_update;"
	  "UPDATE ledger SET at_ms = at_ms + 172800000 WHERE id = (SELECT max(id) FROM ledger)",
	  "business_day" },
	{ "DROP TRIGGER ledger_no_update;"
	  "UPDATE ledger SET at_ms = at_ms - 259200000 WHERE id = (SELECT min(id) FROM ledger)",
	  "business_day" },
	{ "INSERT INTO online_order SELECT 'WX77', 'book', 'accepted', '', max(id), 1500, 0, "
	  "'2026-11-24', 1 "
	  "FROM booking",
	  "order" },
	{ "UPDATE patient SET name = char(27) || '[31m' WHERE id = (SELECT min(id) FROM patient)",
	  "text" },
	{ "UPDATE patient SET name = '张' || char(8238) WHERE id = (SELECT min(id) FROM patient)",
	  "text" },
	{ "UPDATE patient SET name = CAST(x'E5BC' AS TEXT) WHERE id = (SELECT min(id) FROM "
	  "patient)",
	  "text" },
	{ "UPDATE affected SET session_id = 999", "file" },
};

static void a_healthy_day_passes_every_check(void **state)
{
	struct scene *scene = *state;

	visit_check(scene->desk);
	make_copy(scene);
	assert_string_equal(examine(scene, CHECK_ALL).names, "");
}

static void each_invariant_that_is_broken_is_named_and_no_other(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct found found;

		make_copy(scene);
		shell(scene, damages[i].sql);
		found = examine(scene, CHECK_ALL);
		if (strcmp(found.names, damages[i].found) != 0)
			fail_msg("found \"%s\" (%s), not \"%s\", after: %s", found.names,
				 found.fault, damages[i].found, damages[i].sql);
	}
}

static bool is_broken_by_some_damage(const char *check)
{
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		char names[128], spaced[128];

		text_format(names, sizeof(names), " %s ", damages[i].found);
		text_format(spaced, sizeof(spaced), " %s ", check);
		if (strstr(names, spaced))
			return true;
	}
	return false;
}

static void no_invariant_is_left_out_of_this_test(void **state)
{
	static const char *const names[] = {
		"file",		"number_once",	 "person_once",	  "online_number", "numbers_exist",
		"online_share", "suspended",	 "balance",	  "postings",	   "receipts",
		"refund_cap",	"refund_of",	 "settlement",	  "deposit",	   "charge",
		"charge_money", "account",	 "clinic_refund", "refund_state",  "money_keyed",
		"key_once",	"external_once", "audit_gapless", "audit_recent",  "money_recent",
		"audit_chain",	"clock",	 "last_change",	  "ticket",	   "no_show",
		"ban",		"ban_once",	 "affected",	  "day_close",	   "closed_days",
		"business_day", "order",	 "text",
	};
	const size_t count = sizeof(names) / sizeof(names[0]);
	struct scene *scene = *state;
	int checks, failed;

	for (size_t i = 0; i < count; i++)
		if (!is_broken_by_some_damage(names[i]))
			fail_msg("nothing breaks \"%s\"", names[i]);
	fixture_must(scene->desk, check_run(scene->desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	assert_int_equal(checks, count);
}

static void a_fault_names_the_row_and_shows_no_control_characters(void **state)
{
	struct scene *scene = *state;
	struct found found;

	make_copy(scene);
	shell(scene, "DROP TRIGGER day_close_no_update; UPDATE day_close SET refunds_fen = 7");
	found = examine(scene, CHECK_ALL);
	assert_non_null(strstr(found.fault, "day 2026-11-23"));
	make_copy(scene);
	shell(scene,
	      "INSERT INTO online_order SELECT 'W' || char(27) || 'X', 'book', 'accepted', '', "
	      "max(id), 1500, 0, '2026-11-24', 1 FROM booking");
	found = examine(scene, CHECK_ALL);
	assert_string_equal(found.names, "order text");
	assert_null(strchr(found.fault, 27));
}

static void the_fast_checks_look_at_the_newest_audit_rows_and_receipts(void **state)
{
	struct scene *scene = *state;
	struct found found;

	make_copy(scene);
	shell(scene,
	      "DROP TRIGGER ledger_no_update; UPDATE ledger SET seq = " SOME_KEY
	      " WHERE id = (SELECT min(id) FROM ledger); DROP VIEW posting;"
	      "CREATE VIEW posting (ledger_id, account, fen) AS SELECT id, debit, fen FROM ledger;"
	      "UPDATE no_show SET channel = 'counter'");
	found = examine(scene, CHECK_FAST);
	assert_string_equal(found.names, "money_recent");
}

static void a_day_with_a_broken_invariant_does_not_close(void **state)
{
	struct scene *scene = *state;
	struct closing closing;
	struct session session;
	struct desk desk;

	make_copy(scene);
	shell(scene, "UPDATE booking SET cause = 'clinic' WHERE cause = 'late'");
	if (desk_open(&desk, scene->copy, STORE_OPEN, &scene->desk->settings, "test") != STATUS_OK)
		fail_msg("%s", desk.problem.message);
	fixture_clock(&desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	visit_refused(&desk, day_close(&desk, FIXTURE_DAY + 1, -1, &closing), STATUS_CHECK_FAILED,
		      "clinic_refund");
	session = visit_session(&desk, FIXTURE_DAY + 1, PERIOD_AM);
	assert_int_equal(session.state, SESSION_OPEN);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_healthy_day_passes_every_check),
		cmocka_unit_test(each_invariant_that_is_broken_is_named_and_no_other),
		cmocka_unit_test(no_invariant_is_left_out_of_this_test),
		cmocka_unit_test(a_fault_names_the_row_and_shows_no_control_characters),
		cmocka_unit_test(the_fast_checks_look_at_the_newest_audit_rows_and_receipts),
		cmocka_unit_test(a_day_with_a_broken_invariant_does_not_close),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
