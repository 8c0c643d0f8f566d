/*
 * The chain of entries: every change is covered, what was done past the program is named, the key
 * of a day is gone with it, and whoever has a head outside the computer tells an older copy, an end
 * cut off and entries numbered anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/folder.h"
#include "base/text.h"
#include "desk/check.h"
#include "desk/check/head.h"
#include "desk/day/closing.h"
#include "desk/key_file.h"
#include "desk/staff.h"
#include "desk/trust/epoch.h"
#include "desk/trust/heads.h"
#include "past_guards.h"
#include "visit.h"

static int open_clinic(void **state)
{
	*state = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	return 0;
}

static int close_clinic(void **state)
{
	fixture_close(*state);
	return 0;
}

struct found {
	char names[256], fault[512];
};

static void note_fault(const char *check, const char *fault, void *context)
{
	struct found *found = context;
	const size_t length = strlen(found->names);

	if (!strstr(found->names, check))
		text_format(found->names + length, sizeof(found->names) - length, "%s ", check);
	text_copy(found->fault, sizeof(found->fault), fault);
}

static struct found look(struct desk *desk, const struct chain_key *first, size_t count,
			 struct check_told *told)
{
	const struct proof_keys keys = { .first = first, .count = count, .own = count == 0 };
	struct found found = { .names = "" };

	fixture_must(desk, check_prove(desk, &keys, note_fault, &found, told));
	return found;
}

static void assert_found(struct desk *desk, const char *names)
{
	struct check_told told;
	struct found found = look(desk, NULL, 0, &told);

	assert_string_equal(found.names, names);
}

static struct epoch begin_epoch(struct desk *desk)
{
	struct epoch epoch;

	fixture_must(desk, epoch_begin(desk, "a test", &epoch));
	return epoch;
}

static struct chain_link newest(struct desk *desk)
{
	struct chain_link link;

	assert_int_equal(link_newest(desk->store, &link), STATUS_OK);
	return link;
}

static void write_something(struct desk *desk, const char *code)
{
	struct staff_entry entry;

	fixture_must(desk, staff_add(desk, code, "梅小芳", ROLE_BIT(ROLE_CLERK), &entry));
}

static struct chain_link end_day(struct desk *desk, day_number day)
{
	const struct close_wish wish = { .day = day, .counted_fen = -1, .pass = true };
	struct chain_link head;
	struct closing closing;

	fixture_clock(desk, day, FIXTURE_AT(22, 0));
	fixture_must(desk, day_close(desk, &wish, &closing));
	assert_true(closing.closed);
	head = closing.head;
	closing_release(&closing);
	fixture_clock(desk, day + 1, FIXTURE_AT(7, 0));
	return head;
}

static void every_change_ends_in_a_link_and_the_first_covers_what_was_there(void **state)
{
	struct desk *desk = *state;
	struct check_told told;
	struct session session;
	int64_t seq;

	write_something(desk, "mei");
	assert_true(newest(desk).id > 0);
	session = visit_session(desk, FIXTURE_DAY, PERIOD_PM);
	visit_book(desk, session.id, 1, CHANNEL_COUNTER);
	fixture_must(desk, audit_newest(desk, &seq));
	assert_int_equal(newest(desk).seq, seq);
	assert_string_equal(look(desk, NULL, 0, &told).names, "");
	assert_int_equal(told.proof.entries, seq);
	assert_true(told.proof.rows > 5);
	assert_int_equal(told.proof.seals, 0);
}

/* An engine takes no value of more than 1 MiB. */
static void a_large_database_is_chained_in_several_links(void **state)
{
	struct desk *desk = *state;
	struct check_told told;

	past_guards(store_path(desk->store),
		    "WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < "
		    "60000) INSERT INTO staff (id, code) SELECT i, 'c' || i FROM n");
	write_something(desk, "mei");
	assert_true(newest(desk).id > 4);
	assert_string_equal(look(desk, NULL, 0, &told).names, "");
	assert_true(told.proof.rows > 59000);
}

static enum status add_and_fail(struct desk *desk, void *context)
{
	struct staff_entry entry;

	(void)context;
	fixture_must(desk, staff_add(desk, "lei", "王磊", ROLE_BIT(ROLE_CLERK), &entry));
	return desk_refuse(desk, STATUS_WRONG_STATE, "no");
}

static enum status some_together(struct desk *desk, void *context)
{
	write_something(desk, "hua");
	assert_int_equal(desk_change(desk, add_and_fail, context), STATUS_WRONG_STATE);
	write_something(desk, "fang");
	return STATUS_OK;
}

static void what_is_taken_back_leaves_no_link(void **state)
{
	struct desk *desk = *state;
	struct chain_link before;

	begin_epoch(desk);
	before = newest(desk);
	assert_int_equal(desk_change(desk, add_and_fail, NULL), STATUS_WRONG_STATE);
	assert_int_equal(newest(desk).id, before.id);
	fixture_must(desk, desk_try(desk, some_together, NULL));
	assert_int_equal(newest(desk).id, before.id);
	fixture_must(desk, desk_together(desk, some_together, NULL));
	assert_int_equal(newest(desk).id, before.id + 2);
	assert_found(desk, "");
}

static void a_row_put_in_or_taken_out_is_named(void **state)
{
	struct desk *desk = *state;
	struct check_told told;

	write_something(desk, "mei");
	past_guards(store_path(desk->store), "INSERT INTO staff (id, code) VALUES (77, 'ghost')");
	assert_non_null(strstr(look(desk, NULL, 0, &told).fault, "staff 77"));
	assert_found(desk, "unwritten ");
	past_guards(store_path(desk->store), "DELETE FROM staff WHERE id = 77");
	assert_found(desk, "");
	past_guards(store_path(desk->store), "DELETE FROM staff WHERE code = 'mei'");
	assert_non_null(strstr(look(desk, NULL, 0, &told).names, "removed "));
}

static void the_key_of_a_day_is_gone_with_it_and_the_owner_proves_all(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE];
	const struct owner_wish wish = { .path = path };
	struct chain_key *first, today;
	struct chain_link close;
	struct secret_pair pair;
	struct owner_key owner;
	struct check_told told;
	struct problem problem;
	struct stat file;
	bool same_disk;
	size_t count;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	fixture_must(desk, owner_create(desk, &wish, &owner, &same_disk));
	assert_true(begin_epoch(desk).is_sealed);
	write_something(desk, "mei");
	close = end_day(desk, FIXTURE_DAY);
	assert_true(close.ends);
	assert_int_equal(close.key_no, 0);
	write_something(desk, "hua");
	assert_int_equal(newest(desk).key_no, 1);
	assert_int_equal(key_file_read(desk->store, 1, &today, &problem), STATUS_OK);
	assert_int_equal(today.number, 1);
	key_file_path(desk->store, 1, path);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0400);
	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	assert_int_equal(owner_file_read(path, &pair, &problem), STATUS_OK);
	fixture_must(desk, epoch_open_keys(desk, &pair, &first, &count));
	/* A seal of yesterday: today's key does not tell, the first one does. */
	assert_int_equal(past_guards(store_path(desk->store),
				     "UPDATE link SET mac = zeroblob(16) WHERE epoch = 1 AND "
				     "key_no = 0 AND ends = 0"),
			 2);
	assert_string_equal(look(desk, NULL, 0, &told).names, "");
	assert_string_equal(look(desk, first, count, &told).names, "seal ");
	assert_true(told.proof.seals > 3);
	free(first);
	secret_pair_new(&pair);
	assert_int_equal(epoch_open_keys(desk, &pair, &first, &count), STATUS_NOT_FOUND);
}

static void who_changes_the_chain_without_the_key_of_today_is_found(void **state)
{
	struct desk *desk = *state;

	begin_epoch(desk);
	write_something(desk, "mei");
	past_guards(store_path(desk->store), "UPDATE link SET mac = zeroblob(16) WHERE id = "
					     "(SELECT max(id) FROM link)");
	assert_found(desk, "seal ");
}

static void without_its_key_the_desk_goes_on_and_says_so_until_a_new_epoch(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE];
	struct chain_link link;
	struct chain_key key;
	struct problem problem;
	enum link_key how;

	begin_epoch(desk);
	write_something(desk, "mei");
	assert_true(key_file_path(desk->store, 1, path));
	assert_int_equal(unlink(path), 0);
	link_forget(&desk->link);
	write_something(desk, "hua");
	link = newest(desk);
	assert_int_equal(link_key_look(desk->store, &link, &how, &key, &problem), STATUS_OK);
	assert_int_equal(how, LINK_KEY_MISSING);
	assert_found(desk, "unsealed ");
	begin_epoch(desk);
	assert_int_equal(newest(desk).epoch, 2);
	assert_found(desk, "");
	write_something(desk, "fang");
	assert_found(desk, "");
}

static enum status begin_and_fail(struct desk *desk, void *context)
{
	(void)context;
	begin_epoch(desk);
	return desk_refuse(desk, STATUS_WRONG_STATE, "no");
}

/* As a power cut would, between the file and the database, or behind both. */
static void a_key_is_not_lost_between_its_file_and_the_database(void **state)
{
	struct desk *desk = *state;
	char first[FILE_PATH_SIZE], second[FILE_PATH_SIZE];

	begin_epoch(desk);
	assert_int_equal(desk_change(desk, begin_and_fail, NULL), STATUS_WRONG_STATE);
	assert_true(key_file_path(desk->store, 1, first));
	assert_true(key_file_path(desk->store, 2, second));
	assert_true(path_exists(first) && path_exists(second));
	link_forget(&desk->link);
	write_something(desk, "mei");
	assert_int_equal(newest(desk).epoch, 1);
	assert_found(desk, "");
	/* That of a change which was not kept is none: another began the epoch. */
	assert_int_equal(rename(second, first), 0);
	begin_epoch(desk);
	assert_false(path_exists(first));
	link_forget(&desk->link);
	write_something(desk, "hua");
	assert_int_equal(newest(desk).epoch, 2);
	assert_found(desk, "");
}

static void a_key_behind_the_closes_of_days_comes_forward(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE], kept[FILE_PATH_SIZE];
	struct chain_key key;
	struct problem problem;

	begin_epoch(desk);
	assert_true(key_file_path(desk->store, 1, path));
	text_format(kept, sizeof(kept), "%s.kept", path);
	assert_int_equal(link(path, kept), 0);
	end_day(desk, FIXTURE_DAY);
	end_day(desk, FIXTURE_DAY + 1);
	end_day(desk, FIXTURE_DAY + 2);
	assert_int_equal(rename(kept, path), 0);
	link_forget(&desk->link);
	write_something(desk, "mei");
	assert_int_equal(key_file_read(desk->store, 1, &key, &problem), STATUS_OK);
	assert_int_equal(key.number, 3);
	assert_found(desk, "");
}

static enum head_found ask(struct desk *desk, int64_t seq, const unsigned char *head)
{
	struct head_answer answer;

	fixture_must(desk, head_check(desk, seq, head, &answer));
	assert_int_equal(head_tell(desk, seq, &answer),
			 answer.found == HEAD_RIGHT ? STATUS_OK : STATUS_CHECK_FAILED);
	return answer.found;
}

static void a_head_outside_finds_what_was_put_back_cut_off_or_numbered_anew(void **state)
{
	struct desk *desk = *state;
	struct chain_link old, last;

	begin_epoch(desk);
	write_something(desk, "mei");
	old = newest(desk);
	write_something(desk, "hua");
	last = newest(desk);
	write_something(desk, "fang");
	assert_int_equal(ask(desk, old.seq, old.hash), HEAD_RIGHT);
	assert_int_equal(ask(desk, last.seq, last.hash), HEAD_RIGHT);
	assert_int_equal(ask(desk, last.seq, old.hash), HEAD_RENUMBERED);
	old.hash[0] ^= 1;
	assert_int_equal(ask(desk, old.seq, old.hash), HEAD_DIFFERS);
	assert_int_equal(ask(desk, last.seq + 5, old.hash), HEAD_CUT);
}

static void heads_on_a_stick_are_added_once_and_read_again(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE];
	struct chain_link first, second;
	struct head_line *lines;
	struct problem problem;
	size_t count;

	text_format(path, sizeof(path), "%s/" HEADS_FILE, fixture_directory(desk));
	begin_epoch(desk);
	first = newest(desk);
	fixture_must(desk, heads_append(desk, path, &first));
	fixture_must(desk, heads_append(desk, path, &first));
	write_something(desk, "mei");
	second = newest(desk);
	fixture_must(desk, heads_append(desk, path, &second));
	assert_int_equal(heads_read(path, &lines, &count, &problem), STATUS_OK);
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].seq, first.seq);
	assert_int_equal(lines[1].seq, second.seq);
	assert_memory_equal(lines[1].head, second.hash, CHAIN_HEAD_BYTES);
	free(lines);
	assert_int_equal(heads_append(desk, "/nowhere/" HEADS_FILE, &first), STATUS_CANNOT_WRITE);
}

static void a_key_s_text_is_read_letter_by_letter(void **state)
{
	struct chain_key key = { .epoch = 3, .number = 17 }, read;
	char text[CHAIN_KEY_TEXT_SIZE], wrong[CHAIN_KEY_TEXT_SIZE + 1];

	(void)state;
	secret_random(key.bytes, sizeof(key.bytes));
	chain_key_write(&key, text);
	assert_true(chain_key_read(text, &read));
	assert_memory_equal(&read, &key, sizeof(key));
	for (size_t i = 0; text[i]; i++) {
		text_copy(wrong, sizeof(wrong), text);
		wrong[i] = 'x';
		assert_false(chain_key_read(wrong, &read));
		wrong[i] = '\0';
		assert_false(chain_key_read(wrong, &read));
	}
	text_format(wrong, sizeof(wrong), "%s ", text);
	assert_false(chain_key_read(wrong, &read));
}

#define CHAIN_TEST(name) cmocka_unit_test_setup_teardown(name, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHAIN_TEST(every_change_ends_in_a_link_and_the_first_covers_what_was_there),
		CHAIN_TEST(a_large_database_is_chained_in_several_links),
		CHAIN_TEST(what_is_taken_back_leaves_no_link),
		CHAIN_TEST(a_row_put_in_or_taken_out_is_named),
		CHAIN_TEST(the_key_of_a_day_is_gone_with_it_and_the_owner_proves_all),
		CHAIN_TEST(who_changes_the_chain_without_the_key_of_today_is_found),
		CHAIN_TEST(without_its_key_the_desk_goes_on_and_says_so_until_a_new_epoch),
		CHAIN_TEST(a_key_is_not_lost_between_its_file_and_the_database),
		CHAIN_TEST(a_key_behind_the_closes_of_days_comes_forward),
		CHAIN_TEST(a_head_outside_finds_what_was_put_back_cut_off_or_numbered_anew),
		CHAIN_TEST(heads_on_a_stick_are_added_once_and_read_again),
		cmocka_unit_test(a_key_s_text_is_read_letter_by_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
