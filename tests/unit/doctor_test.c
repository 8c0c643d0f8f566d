/* The doctor: what it makes of figures, and what it leaves out of what it hands out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/process.h"
#include "base/text.h"
#include "ui/cli/doctor/judge.h"
#include "ui/cli/doctor/mask_text.h"

enum { OWN = 1000, MEBIBYTE = 1024 * 1024 };

#define DAY_MS (INT64_C(24) * 60 * MS_PER_MINUTE)
#define NOW INT64_C(1900000000000)

/* The last thing found is in that state, and says so; what is not good has something to do. */
static void found(struct findings *findings, enum finding_state state, const char *says)
{
	const struct finding *row;

	assert_int_equal(findings->count, 1);
	row = &findings->rows[0];
	if (row->state != state || !strstr(row->message, says))
		fail_msg("%s: %s, not: %s", finding_state_name(row->state), row->message, says);
	assert_int_equal(row->remedy[0] != '\0', state != FINDING_GOOD);
	findings_release(findings);
}

static void a_database_is_one_accounts_alone_and_so_is_its_folder(void **state)
{
	static const struct {
		uid_t owner;
		mode_t mode;
		enum finding_state database, folder, settings;
	} cases[] = {
		{ OWN, 0600, FINDING_GOOD, FINDING_GOOD, FINDING_GOOD },
		{ OWN, 0700, FINDING_GOOD, FINDING_GOOD, FINDING_GOOD },
		{ OWN, 0644, FINDING_BAD, FINDING_NOTICE, FINDING_GOOD },
		{ OWN, 0660, FINDING_BAD, FINDING_BAD, FINDING_BAD },
		{ OWN, 0602, FINDING_BAD, FINDING_BAD, FINDING_BAD },
		{ OWN + 1, 0600, FINDING_BAD, FINDING_NOTICE, FINDING_BAD },
		{ 0, 0644, FINDING_BAD, FINDING_NOTICE, FINDING_GOOD },
	};
	struct findings findings = { .rows = NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct stat file = { .st_uid = cases[i].owner, .st_mode = cases[i].mode };

		judge_database(&findings, "/x/y.db", &file, OWN);
		found(&findings, cases[i].database, "/x/y.db");
		judge_folder(&findings, "/x", &file, OWN);
		found(&findings, cases[i].folder, "/x");
		judge_settings(&findings, "/x/y.ini", &file, OWN);
		found(&findings, cases[i].settings, "/x/y.ini");
	}
	/* Root may look, too, and works as the owner. */
	judge_database(&findings, "/x/y.db", &(struct stat){ .st_uid = OWN, .st_mode = 0600 }, 0);
	found(&findings, FINDING_NOTICE, "another account");
}

static void a_disk_is_one_of_this_computer_that_stays_and_can_be_written(void **state)
{
	struct store_disk disk = { .kind = { .kind = "ext4", .folder = "/" } };
	struct findings findings = { .rows = NULL };

	(void)state;
	judge_disk(&findings, &disk, false);
	found(&findings, FINDING_GOOD, "ext4");
	judge_disk(&findings, &disk, true);
	found(&findings, FINDING_NOTICE, "taken out");
	disk.kind.only_reads = true;
	judge_disk(&findings, &disk, false);
	found(&findings, FINDING_BAD, "only be read");
	disk.kind = (struct disk_kind){ .kind = "nfs4", .network = true };
	judge_disk(&findings, &disk, false);
	found(&findings, FINDING_BAD, "nfs4");
	disk.kind = (struct disk_kind){ .kind = "tmpfs", .in_memory = true, .only_reads = true };
	judge_disk(&findings, &disk, false);
	assert_non_null(strstr(findings.rows[0].remedy, "backup create"));
	found(&findings, FINDING_BAD, "memory");
}

static void room_is_enough_for_a_copy(void **state)
{
	struct store_disk disk = { .free_bytes = INT64_C(1000) * MEBIBYTE,
				   .database_bytes = INT64_C(500) * MEBIBYTE };
	struct findings findings = { .rows = NULL };

	(void)state;
	judge_room(&findings, &disk);
	found(&findings, FINDING_GOOD, "1000 MiB");
	disk.free_bytes--;
	judge_room(&findings, &disk);
	found(&findings, FINDING_NOTICE, "999 MiB");
	disk.free_bytes = 64 * MEBIBYTE - 1;
	disk.database_bytes = 0;
	judge_room(&findings, &disk);
	found(&findings, FINDING_BAD, "63 MiB");
}

/* A disk that keeps its cache over a power cut is honest at 20 microseconds. */
static void a_sync_is_not_too_good_to_be_true(void **state)
{
	static const struct {
		int64_t us;
		enum finding_state state;
	} cases[] = {
		{ 0, FINDING_NOTICE },	   { 9, FINDING_NOTICE },      { 10, FINDING_GOOD },
		{ 20, FINDING_GOOD },	   { 4000, FINDING_GOOD },     { 50000, FINDING_GOOD },
		{ 50001, FINDING_NOTICE }, { 900000, FINDING_NOTICE },
	};
	struct findings findings = { .rows = NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		judge_sync(&findings, cases[i].us);
		found(&findings, cases[i].state, "safe");
	}
}

static void a_clock_is_after_the_newest_entry_and_the_program(void **state)
{
	struct findings findings = { .rows = NULL };

	(void)state;
	judge_clock(&findings, NOW, NOW - DAY_MS, 0);
	found(&findings, FINDING_GOOD, "says");
	judge_clock(&findings, NOW, 0, NOW);
	found(&findings, FINDING_GOOD, "says");
	judge_clock(&findings, NOW, NOW + 2 * MS_PER_MINUTE, 0);
	found(&findings, FINDING_GOOD, "says");
	judge_clock(&findings, NOW, NOW + 2 * MS_PER_MINUTE + 1, 0);
	found(&findings, FINDING_BAD, "set back");
	judge_clock(&findings, NOW, NOW - MS_PER_MINUTE, NOW + 1);
	found(&findings, FINDING_BAD, "built");
	judge_clock(&findings, NOW, NOW - DAY_MS - 1, 0);
	found(&findings, FINDING_NOTICE, "more than a day");
}

static void a_copy_is_of_today_and_on_another_disk(void **state)
{
	struct doctor_copy copy = { .path = "", .at_ms = 0 };
	struct findings findings = { .rows = NULL };

	(void)state;
	judge_copy(&findings, &copy, NOW);
	found(&findings, FINDING_NOTICE, "No copy");
	copy = (struct doctor_copy){ .path = "/media/stick/a.db",
				     .at_ms = NOW - DAY_MS + 1,
				     .apart = true };
	judge_copy(&findings, &copy, NOW);
	found(&findings, FINDING_GOOD, "/media/stick/a.db");
	copy.at_ms = NOW - DAY_MS;
	judge_copy(&findings, &copy, NOW);
	found(&findings, FINDING_NOTICE, "/media/stick/a.db");
	copy = (struct doctor_copy){ .path = "/x/a.db", .at_ms = NOW, .apart = false };
	judge_copy(&findings, &copy, NOW);
	found(&findings, FINDING_NOTICE, "same disk");
}

static void a_dump_has_no_room(void **state)
{
	struct findings findings = { .rows = NULL };

	(void)state;
	judge_dumps(&findings, 0);
	found(&findings, FINDING_GOOD, "nothing");
	judge_dumps(&findings, 1);
	found(&findings, FINDING_GOOD, "nothing");
	judge_dumps(&findings, 4096);
	found(&findings, FINDING_BAD, "patients");
}

static void a_home_and_an_account_are_left_out(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "at /srv/anna/clinic/a.db", "at ~/clinic/a.db" },
		{ "'/srv/anna'", "'~'" },
		{ "/srv/annas/a.db", "/srv/annas/a.db" },
		{ "/home/"
		  "li/a.db",
		  "~/a.db" },
		{ "see /home/"
		  "li",
		  "see ~" },
		{ "/homes/li", "/homes/li" },
		{ "belongs to anna, not to anna2 or joanna",
		  "belongs to ACCOUNT, not to anna2 or joanna" },
		{ "sudo -u anna x", "sudo -u ACCOUNT x" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char out[200];

		mask_places(out, sizeof(out), cases[i].text, "/srv/anna", "anna");
		assert_string_equal(out, cases[i].wanted);
		mask_places(out, sizeof(out), "anna /srv/a", "", "");
		assert_string_equal(out, "anna /srv/a");
	}
}

static void what_somebody_wrote_into_sql_is_left_out(void **state)
{
	static const struct {
		const char *sql, *wanted;
	} cases[] = {
		{ "CHECK (a = 'x')", "CHECK (a = '')" },
		{ "a = 'it''s' AND b = ''", "a = '' AND b = ''" },
		{ "a -- 张三\nb", "a \nb" },
		{ "a /* 'x */ b", "a  b" },
		{ "a '--' b", "a '' b" },
		{ "a 'open", "a ''" },
		{ "a -- end", "a " },
		{ "a /* end", "a " },
		{ "a\tb - c / d", "a b - c / d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char out[200];

		mask_sql(out, cases[i].sql);
		assert_string_equal(out, cases[i].wanted);
	}
	/* A quote that is never closed is one byte longer than it was. */
	{
		char out[3] = { 'x', 'x', 'x' };

		mask_sql(out, "'");
		assert_string_equal(out, "''");
	}
}

static void a_program_is_found_as_it_would_be_started(void **state)
{
	(void)state;
	assert_int_equal(process_look("sh -c true"), 0);
	assert_int_equal(process_look("'sh'"), 0);
	assert_int_equal(process_look("/bin/sh"), 0);
	assert_int_equal(process_look("no-such-program-of-ours"), ENOENT);
	assert_int_equal(process_look("/no/such/program"), ENOENT);
	assert_int_equal(process_look("/etc/passwd"), EACCES);
	assert_int_equal(process_look("  "), E2BIG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_is_one_accounts_alone_and_so_is_its_folder),
		cmocka_unit_test(a_disk_is_one_of_this_computer_that_stays_and_can_be_written),
		cmocka_unit_test(room_is_enough_for_a_copy),
		cmocka_unit_test(a_sync_is_not_too_good_to_be_true),
		cmocka_unit_test(a_clock_is_after_the_newest_entry_and_the_program),
		cmocka_unit_test(a_copy_is_of_today_and_on_another_disk),
		cmocka_unit_test(a_dump_has_no_room),
		cmocka_unit_test(a_home_and_an_account_are_left_out),
		cmocka_unit_test(what_somebody_wrote_into_sql_is_left_out),
		cmocka_unit_test(a_program_is_found_as_it_would_be_started),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
