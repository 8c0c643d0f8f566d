/* Each invariant: holds on a healthy clinic, and is the one that names the fault when it is broken
 * behind the desk's back, with the sqlite3 command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "desk/day/closing.h"
#include "full_day.h"
#include "past_guards.h"

/* The healthy clinic's file, and the desk that made it. */
struct scene {
	struct desk *desk;
	char database[FILE_PATH_SIZE], copy[FILE_PATH_SIZE];
};

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
	full_day_play(scene.desk);
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

	if (desk_open(&desk, scene->copy, STORE_EXAMINE, &scene->desk->settings, "test") !=
	    STATUS_OK)
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
	{ "DROP INDEX booking_number_once; "
	  "UPDATE booking SET number = 1 WHERE session_id = " NEXT " AND number = 3",
	  "number_once" },
	{ "DROP INDEX booking_person_once; "
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
	{ "UPDATE session SET capacity = 2 WHERE id = " NEXT, "capacity recorded" },
	{ "UPDATE session SET online_percent = 0 WHERE id = " NEXT, "online_sold tag recorded" },
	{ "UPDATE session SET state = 'suspended' WHERE id = " NEXT, "suspended" },
	{ "DROP VIEW posting; CREATE VIEW posting (ledger_id, account, fen) AS "
	  "SELECT id, debit, fen FROM ledger UNION ALL SELECT id, credit, 1 - fen FROM ledger",
	  "balance postings" },
	{ "UPDATE ledger SET id = id + 1 WHERE id = (SELECT max(id) FROM ledger)", "receipts" },
	{ "UPDATE ledger SET fen = fen + 1 WHERE id = (SELECT max(id) FROM ledger WHERE kind = "
	  "'refund')",
	  "refund_cap charge_money" },
	{ "UPDATE ledger SET seq = (SELECT min(seq) FROM ledger) "
	  "WHERE id = (SELECT max(id) FROM ledger WHERE kind = 'refund')",
	  "refund_of" },
	{ "UPDATE ledger SET method = 'alipay', credit = 'alipay' WHERE kind = 'settlement'",
	  "settlement" },
	{ "UPDATE ledger SET credit = 'transfer' WHERE kind = 'refund' AND credit = method",
	  "transfer" },
	{ "UPDATE booking SET moved_to = id WHERE cause = 'late'", "moved" },
	{ "INSERT INTO backup (seq, kind, good, entry, bytes, ms) "
	  "VALUES ((SELECT max(seq) FROM audit), 'create', 1, 0, 0, 0)",
	  "backups" },
	{ "UPDATE session SET doctor = 'x' WHERE id = " UNBOOKED, "session_names" },
	{ "UPDATE session SET department = 'x' WHERE id = " NEXT, "session_names" },
	{ "INSERT INTO ledger SELECT id + 1, kind, debit, 'deposit', method, fen, of_id, NULL, "
	  "'WX1', NULL, "
	  "business_day, at_ms, seq FROM ledger WHERE id = (SELECT max(id) FROM ledger)",
	  "deposit" },
	{ "UPDATE charge SET fen = fen - 1 "
	  "WHERE id = (SELECT max(charge_id) FROM ledger WHERE kind = 'payment')",
	  "charge_money" },
	{ "DELETE FROM charge WHERE id = (SELECT max(id) FROM "
	  "charge)",
	  "file charge charge_money" },
	{ "INSERT INTO charge SELECT id + 10, kind, fen, seq FROM charge "
	  "ORDER BY id DESC LIMIT 1",
	  "charge last_change" },
	{ "DELETE FROM account WHERE name = 'revenue'", "account" },
	{ "UPDATE booking SET cause = 'clinic' WHERE cause = 'late'", "clinic_refund" },
	{ "UPDATE refund SET state = 'requested' WHERE state = 'done'", "refund_state" },
	{ "UPDATE audit SET idem = NULL WHERE seq = (SELECT max(seq) "
	  "FROM ledger)",
	  "money_keyed" },
	{ "DROP INDEX audit_idem; UPDATE audit SET idem = "
	  "(SELECT idem FROM audit WHERE idem IS NOT NULL LIMIT 1) WHERE seq = " SOME_KEY,
	  "key_once" },
	{ "DROP INDEX ledger_external;"
	  "UPDATE ledger SET external_no = 'twice' WHERE external_no IS NOT NULL",
	  "external_once" },
	{ "INSERT INTO audit SELECT seq + 2, at_ms, 0, staff_id, counter, action, subject_id, "
	  "NULL, detail, NULL, NULL FROM audit ORDER BY seq DESC LIMIT 1",
	  "file audit_gapless audit_recent" },
	{ "UPDATE audit SET previous = seq WHERE seq = (SELECT max(seq) FROM audit)",
	  "audit_chain" },
	{ "UPDATE audit SET at_ms = at_ms - 121000 WHERE seq = (SELECT max(seq) FROM audit)",
	  "clock" },
	{ "UPDATE booking SET seq = seq - 1 WHERE id = (SELECT max(id) FROM booking)",
	  "last_change" },
	{ "UPDATE ticket SET state = 'waiting' WHERE state = "
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
	{ "UPDATE day_close SET payments_fen = payments_fen + 1", "day_close" },
	{ "UPDATE day_close SET cash_expected_fen = 0", "day_close" },
	{ "UPDATE ledger SET seq = " SOME_KEY " WHERE id = (SELECT min(id) FROM ledger)",
	  "money_recent closed_days" },
	{ "UPDATE ledger SET at_ms = at_ms + 172800000 WHERE id = (SELECT max(id) FROM ledger)",
	  "business_day" },
	{ "UPDATE ledger SET at_ms = at_ms - 259200000 WHERE id = (SELECT min(id) FROM ledger)",
	  "business_day" },
	{ "UPDATE online_order SET booking_id = (SELECT max(id) FROM booking) WHERE result = "
	  "'accepted'",
	  "order" },
	{ "UPDATE patient SET name = char(27) || '[31m' WHERE id = (SELECT min(id) FROM patient)",
	  "text" },
	{ "UPDATE patient SET name = '张' || char(8238) WHERE id = (SELECT min(id) FROM patient)",
	  "text" },
	{ "UPDATE patient SET name = CAST(x'E5BC' AS TEXT) WHERE id = (SELECT min(id) FROM "
	  "patient)",
	  "text" },
	{ "UPDATE patient SET merged_into = (SELECT max(id) FROM patient) "
	  "WHERE id = (SELECT min(id) FROM patient)",
	  "patient_key merged" },
	/* Both records are one person, found by what neither has. */
	{ "UPDATE patient SET merged_into = (SELECT max(id) FROM patient) "
	  "WHERE id = (SELECT min(id) FROM patient); "
	  "INSERT INTO patient_key (key, patient_id) SELECT '13911112222', max(id) FROM patient",
	  "patient_key merged merged_key" },
	{ "UPDATE patient SET deceased_on = '2026-11-23' WHERE id = (SELECT patient_id FROM "
	  "booking WHERE session_id = " NEXT " AND number = 1 AND state <> 'cancelled')",
	  "deceased" },
	{ "UPDATE affected SET session_id = 999", "file" },
	{ "CREATE TRIGGER spy AFTER INSERT ON booking BEGIN SELECT 1; END", "schema" },
	{ "UPDATE ledger SET at_ms = at_ms + 3600000 WHERE id = (SELECT max(id) FROM ledger)",
	  "money_entry" },
	{ "UPDATE refund SET reason = 'other' WHERE ledger_id = (SELECT min(ledger_id) FROM "
	  "refund)",
	  "money_detail" },
	{ "UPDATE refund SET state = 'submitted' WHERE state = 'requested'", "refund_step" },
	{ "DELETE FROM cash_difference", "cash_difference" },
	{ "UPDATE cash_count SET counted_fen = counted_fen + 1", "cash_count" },
	{ "DELETE FROM cash_count WHERE nth = 1", "cash_count" },
	{ "INSERT INTO day_close SELECT '2026-11-28', 0, 0, 0, NULL, 0, 0, max(seq) FROM audit",
	  "closed_day" },
	{ "UPDATE closed_day SET made = made - 1", "closed_sum" },
	{ "UPDATE closed_booking SET paid_fen = paid_fen + 1", "closed_booking" },
	{ "UPDATE closed_booking SET patient = 'Another'", "closed_booking" },
	{ "DELETE FROM closed_booking WHERE state = 'no_show'", "closed_booking" },
	{ "UPDATE closed_session SET counter_sold = counter_sold + 1", "closed_session" },
	{ "DELETE FROM closed_session", "closed_session" },
	{ "UPDATE closed_refund SET state = 'failed'", "closed_refund" },
	{ "DELETE FROM closed_refund", "closed_refund" },
	{ "UPDATE closed_no_show SET banned_until = '2030-01-01'", "closed_no_show" },
	{ "DELETE FROM closed_no_show", "closed_no_show" },
	{ "DELETE FROM day_pending WHERE kind = 'not_seen'", "day_pending" },
	{ "UPDATE booking SET state = 'booked', cause = NULL WHERE id IN (SELECT booking_id FROM "
	  "affected) AND id IN (SELECT charge_id FROM ledger WHERE kind = 'refund')",
	  "refund_cause" },
	{ "UPDATE audit SET detail = 'x' WHERE action = 'day.close'", "close_entry" },
	{ "UPDATE day_close SET no_shows = no_shows + 1", "close_no_shows" },
	{ "UPDATE audit SET detail = replace(detail, '15.00', '16.00') "
	  "WHERE action = 'booking.book'",
	  "booked" },
	{ "UPDATE account SET kind = 'income' WHERE name = 'deposit'", "account_kind" },
	{ "UPDATE clinic SET epoch = 2, seq = 1", "line" },
	{ "UPDATE audit SET subject_id = 99 WHERE action = 'ticket.finish'", "subject" },
	{ "UPDATE audit SET previous = NULL WHERE action = 'ticket.finish'", "chain" },
	{ "UPDATE booking SET state = 'fulfilled' WHERE id = (SELECT max(id) FROM booking)",
	  "booking_state" },
	{ "DELETE FROM affected WHERE booking_id = (SELECT min(booking_id) FROM affected)",
	  "on_worksheet" },
	{ "UPDATE affected SET outcome = 'told'", "outcome" },
	{ "INSERT INTO slot VALUES (" UNBOOKED ", 11, 'extra', 0, 'Dr Li')", "extra" },
	{ "UPDATE slot SET kind = 'counter' WHERE session_id = " NEXT " AND number = 10", "tag" },
	{ "UPDATE session SET date = '2026-11-27' WHERE id = " UNBOOKED, "session_title" },
	{ "UPDATE session SET reason = 'other' WHERE state = 'suspended'", "session_state" },
	{ "UPDATE session SET room = '102' WHERE id = " UNBOOKED, "recorded" },
	{ "UPDATE session SET fee_fen = 1 WHERE id = " UNBOOKED, "recorded" },
	{ "UPDATE department SET name = 'x'", "directory" },
	{ "UPDATE ticket SET checked_in_at_ms = checked_in_at_ms + 3600000", "ticket_entry" },
	{ "UPDATE ticket SET calls = calls + 1 WHERE state = 'finished'", "ticket_calls" },
	{ "UPDATE ticket SET place = 1 WHERE state = 'finished'", "ticket_place" },
	{ "UPDATE no_show SET withdrawn_reason = 'x'", "no_show_entry" },
	{ "UPDATE ban SET until_date = '2027-06-01'", "ban_entry" },
	{ "UPDATE ban SET ended_date = '2026-11-24', ended_how = 'lifted', ended_reason = 'x'",
	  "ban_end" },
	{ "UPDATE online_order SET code = 'quota_full' WHERE result = 'refused'", "order_entry" },
	{ "UPDATE online_order SET paid_fen = 1499 WHERE result = 'refused'", "order_money" },
	{ "UPDATE online_order SET refund_id = (SELECT max(refund_id) FROM online_order)",
	  "order_money" },
	{ "UPDATE online_order SET transaction_id = 'other' WHERE result = 'refused'",
	  "order_money" },
	{ "UPDATE online_order SET business_day = '2026-11-20'", "order_day" },
	{ "UPDATE online_order SET name = 'Another' WHERE result = 'accepted'", "order_person" },
	{ "UPDATE audit SET asked = x'0000000000' WHERE seq = " SOME_KEY, "asked" },
	{ "UPDATE closed_booking SET paid_fen = paid_fen + 1", "closed_booking" },
	{ "DELETE FROM closed_booking WHERE state = 'fulfilled'", "closed_booking" },
	{ "UPDATE closed_refund SET state = 'failed'", "closed_refund" },
	{ "DELETE FROM closed_refund", "closed_refund" },
	{ "UPDATE closed_no_show SET banned_until = '2030-01-01'", "closed_no_show" },
	{ "UPDATE online_order SET nth = 2 WHERE order_no = 'WX2'", "order" },
	{ "UPDATE ledger SET external_no = '42' WHERE order_no = 'WX1' AND external_no IS NOT NULL",
	  "order_entry" },
	{ "UPDATE session SET date = '2026-02-30' WHERE id = " UNBOOKED, "date" },
	{ "UPDATE patient SET id = id + 1 WHERE id = (SELECT max(id) FROM patient)", "digit" },
	{ "UPDATE staff SET name = 'Another' WHERE name <> ''", "staff" },
	{ "UPDATE staff SET ended = 1 WHERE name <> ''", "staff" },
	{ "UPDATE staff SET seq = NULL WHERE name <> ''", "staff" },
	{ "UPDATE staff SET code = 'other' WHERE name <> ''", "staff" },
	{ "UPDATE key_epoch SET mark = '0123-4567-89AB-CDEF'", "epoch" },
	{ "DELETE FROM key_epoch", "epoch" },
	{ "UPDATE owner_key SET public_key = zeroblob(32)", "owner" },
	{ "DELETE FROM owner_key", "owner" },
	{ "UPDATE owner_key SET seq = 1", "owner" },
	{ "UPDATE setting SET value = '30' WHERE name = 'quota.online_percent'", "setting_entry" },
	{ "DELETE FROM setting WHERE name = 'quota.horizon_days'", "setting_entry" },
	{ "UPDATE setting SET value = '0' WHERE name = 'no_show.threshold'",
	  "setting_value setting_entry" },
	{ "UPDATE setting SET name = 'quota.horizon' WHERE remark IS NOT NULL",
	  "setting_value setting_entry" },
	{ "UPDATE patient SET sex = 'unknown' WHERE id = (SELECT min(id) FROM patient)",
	  "identity" },
	{ "DELETE FROM patient_key WHERE substr(key, 1, 1) = '~'", "patient_key" },
};

static bool names_one(const char *names, const char *one, size_t length)
{
	for (const char *at = names; (at = strstr(at, one)); at++)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

/* Whether each of the words in `wanted` is one of those in `names`. */
static bool names_all(const char *names, const char *wanted)
{
	char one[64];

	for (size_t length; *wanted; wanted += length) {
		wanted += strspn(wanted, " ");
		length = strcspn(wanted, " ");
		text_format(one, sizeof(one), "%.*s", (int)length, wanted);
		if (!names_one(names, one, length))
			return false;
	}
	return true;
}

static void a_healthy_day_passes_every_check(void **state)
{
	struct scene *scene = *state;

	visit_check(scene->desk);
	make_copy(scene);
	assert_string_equal(examine(scene, CHECK_ALL).names, "");
}

static void each_invariant_that_is_broken_is_named(void **state)
{
	struct scene *scene = *state;
	int wrong = 0;

	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct found found;

		make_copy(scene);
		past_guards(scene->copy, damages[i].sql);
		found = examine(scene, CHECK_ALL);
		if (names_all(found.names, damages[i].found))
			continue;
		print_error("found \"%s\" (%s), not \"%s\", after: %s\n", found.names, found.fault,
			    damages[i].found, damages[i].sql);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static bool is_broken_by_some_damage(const char *check)
{
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++)
		if (names_all(damages[i].found, check))
			return true;
	return false;
}

static void no_invariant_is_left_out_of_this_test(void **state)
{
	static const char *const names[] = {
		"file",
		"schema",
#define CHECK(symbol, name, kind, depth, judge, sentence) name,
#include "desk/check.def"
#undef CHECK
	};
	const size_t count = sizeof(names) / sizeof(names[0]);
	struct scene *scene = *state;
	int checks, failed;

	for (size_t i = 0; i < count; i++)
		if (!is_broken_by_some_damage(names[i]))
			fail_msg("nothing breaks \"%s\"", names[i]);
	fixture_must(scene->desk, check_run(scene->desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	/* And what was promised, which lies beside the file (tests/e2e/backup.bats), and the chain
	 * (chain_test.c). */
	assert_int_equal(checks, count + 1 + PROOF_FAULTS);
}

static void a_fault_names_the_row_and_shows_no_control_characters(void **state)
{
	struct scene *scene = *state;
	struct found found;

	make_copy(scene);
	past_guards(scene->copy, "UPDATE day_close SET refunds_fen = 7");
	found = examine(scene, CHECK_ALL);
	assert_non_null(strstr(found.fault, "2026-11-23"));
	make_copy(scene);
	past_guards(scene->copy,
		    "INSERT INTO online_order (order_no, action, nth, result, code, booking_id, "
		    "paid_fen, ordered_at_ms, business_day, seq) "
		    "SELECT 'W' || char(27) || 'X', 'book', 1, 'accepted', '', max(id), 1500, 0, "
		    "'2026-11-24', 1 FROM booking");
	found = examine(scene, CHECK_ALL);
	assert_string_equal(found.names, "order order_entry text unwritten");
	assert_null(strchr(found.fault, 27));
}

static void the_fast_checks_look_at_the_newest_audit_rows_and_receipts(void **state)
{
	struct scene *scene = *state;
	struct found found;

	make_copy(scene);
	past_guards(scene->copy, "UPDATE ledger SET seq = " SOME_KEY
				 " WHERE id = (SELECT min(id) FROM ledger); DROP VIEW posting;"
				 "CREATE VIEW posting (ledger_id, account, fen) AS SELECT id, "
				 "debit, fen FROM ledger;"
				 "UPDATE no_show SET channel = 'counter'");
	found = examine(scene, CHECK_FAST);
	assert_string_equal(found.names, "money_recent");
}

static void a_day_does_not_close_over_a_fault_of_the_money(void **state)
{
	const struct close_wish wish = { .day = FIXTURE_DAY + 1, .counted_fen = -1, .pass = true };
	struct scene *scene = *state;
	struct closing closing;
	struct session session;
	struct desk desk;

	make_copy(scene);
	past_guards(scene->copy, "UPDATE booking SET cause = 'clinic' WHERE cause = 'late'");
	if (desk_open(&desk, scene->copy, STORE_OPEN, &scene->desk->settings, "test") != STATUS_OK)
		fail_msg("%s", desk.problem.message);
	fixture_clock(&desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	visit_refused(&desk, day_close(&desk, &wish, &closing), STATUS_CHECK_FAILED,
		      "clinic_refund");
	session = visit_session(&desk, FIXTURE_DAY + 1, PERIOD_AM);
	assert_int_equal(session.state, SESSION_OPEN);
	desk_close(&desk);
}

static void any_other_fault_is_named_passed_and_kept_with_the_day(void **state)
{
	struct scene *scene = *state;
	struct close_wish wish = { .day = FIXTURE_DAY + 1, .counted_fen = -1 };
	struct pending_list kept = { .count = 0 };
	struct closing closing;
	struct desk desk;

	make_copy(scene);
	past_guards(scene->copy, "UPDATE patient SET name = 'x' || char(27) || 'y' WHERE id = "
				 "(SELECT min(id) FROM patient)");
	if (desk_open(&desk, scene->copy, STORE_OPEN, &scene->desk->settings, "test") != STATUS_OK)
		fail_msg("%s", desk.problem.message);
	fixture_clock(&desk, FIXTURE_DAY + 1, FIXTURE_AT(22, 0));
	visit_refused(&desk, day_close(&desk, &wish, &closing), STATUS_LEFT_OPEN,
		      "fault of the records");
	wish.pass = true;
	fixture_must(&desk, day_close(&desk, &wish, &closing));
	assert_true(closing.closed);
	closing_release(&closing);
	fixture_must(&desk, pending_closed(&desk, FIXTURE_DAY + 1, &kept));
	assert_true(pending_sum(&kept, PENDING_CHECK, true).count > 0);
	pending_release(&kept);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_healthy_day_passes_every_check),
		cmocka_unit_test(each_invariant_that_is_broken_is_named),
		cmocka_unit_test(no_invariant_is_left_out_of_this_test),
		cmocka_unit_test(a_fault_names_the_row_and_shows_no_control_characters),
		cmocka_unit_test(the_fast_checks_look_at_the_newest_audit_rows_and_receipts),
		cmocka_unit_test(a_day_does_not_close_over_a_fault_of_the_money),
		cmocka_unit_test(any_other_fault_is_named_passed_and_kept_with_the_day),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
