/*
 * The owner's key: what is on the stick and on paper opens what was sealed, and nothing of it stays
 * with the database; a head as it is copied by hand.
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
#include "base/secret_paper.h"
#include "base/text.h"
#include "desk/check.h"
#include "desk/trust/owner.h"
#include "fixture.h"

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

static void what_is_sealed_is_opened_by_its_pair_alone(void **state)
{
	static const unsigned char text[] = "the first key";
	unsigned char sealed[sizeof(text) + SECRET_SEAL_EXTRA], opened[sizeof(text)];
	struct secret_pair pair, other;

	(void)state;
	secret_pair_new(&pair);
	secret_pair_new(&other);
	secret_seal(pair.public, text, sizeof(text), sealed);
	assert_true(secret_unseal(&pair, sealed, opened, sizeof(opened)));
	assert_memory_equal(opened, text, sizeof(text));
	assert_false(secret_unseal(&other, sealed, opened, sizeof(opened)));
	for (size_t i = 0; i < sizeof(sealed); i++) {
		sealed[i] ^= 1;
		assert_false(secret_unseal(&pair, sealed, opened, sizeof(opened)));
		sealed[i] ^= 1;
	}
	memset(other.public, 0, sizeof(other.public));
	memcpy(other.private, pair.private, sizeof(other.private));
	secret_pair_complete(&other);
	assert_memory_equal(other.public, pair.public, sizeof(pair.public));
}

static void paper_brings_every_key_back(void **state)
{
	unsigned char key[SECRET_KEY_SIZE], back[SECRET_KEY_SIZE];
	char text[SECRET_PAPER_SIZE];
	struct problem problem;

	(void)state;
	for (int round = 0; round < 200; round++) {
		secret_random(key, sizeof(key));
		if (round < 2)
			memset(key, round ? 0xff : 0, sizeof(key));
		secret_paper_write(SECRET_PAPER_OWNER, key, text);
		assert_int_equal(strlen(text), SECRET_PAPER_SIZE - 3);
		assert_int_equal(secret_paper_read(SECRET_PAPER_OWNER, text, back, &problem),
				 STATUS_OK);
		assert_memory_equal(back, key, sizeof(key));
		assert_int_equal(secret_paper_read(SECRET_PAPER_CHAIN, text, back, &problem),
				 STATUS_BAD_VALUE);
	}
}

static void a_wrong_letter_and_swapped_lines_of_the_paper_are_told(void **state)
{
	unsigned char key[SECRET_KEY_SIZE], back[SECRET_KEY_SIZE];
	static const unsigned char zero[SECRET_KEY_SIZE];
	char text[SECRET_PAPER_SIZE], typed[SECRET_PAPER_SIZE];
	struct problem problem;

	(void)state;
	secret_random(key, sizeof(key));
	secret_paper_write(SECRET_PAPER_OWNER, key, text);
	for (size_t i = 0; text[i]; i++) {
		if (text[i] == '-' || text[i] == '\n')
			continue;
		text_copy(typed, sizeof(typed), text);
		typed[i] = typed[i] == 'B' ? 'C' : 'B';
		assert_int_equal(secret_paper_read(SECRET_PAPER_OWNER, typed, back, &problem),
				 STATUS_BAD_VALUE);
		assert_non_null(strstr(problem.message, i < 35 ? "line 1" : "line 2"));
		assert_memory_equal(back, zero, sizeof(zero));
	}
	text_format(typed, sizeof(typed), "%s %.34s", text + 35, text);
	assert_int_equal(secret_paper_read(SECRET_PAPER_OWNER, typed, back, &problem),
			 STATUS_BAD_VALUE);
	assert_int_equal(secret_paper_read(SECRET_PAPER_OWNER, "BCDF", back, &problem),
			 STATUS_BAD_VALUE);
	assert_int_equal(secret_paper_read(SECRET_PAPER_OWNER, "", back, &problem),
			 STATUS_BAD_VALUE);
}

static void a_head_is_read_as_people_copy_it(void **state)
{
	static const unsigned char digest[CHAIN_HEAD_BYTES] = { 0x01, 0x23, 0x45, 0x67, 0x89,
								0xab, 0xcd, 0xef, 0x10, 0xff };
	unsigned char head[CHAIN_HEAD_BYTES], bytes[SECRET_DIGEST_SIZE];
	char text[CHAIN_HEAD_SIZE];

	(void)state;
	/* As Python's base64.b32encode gives it, in Crockford's alphabet. */
	assert_string_equal(chain_head_text(digest, text), "04HM-ASW9-NF6Y-Y47Z");
	assert_true(chain_head_read("o4hm asw9-nf6yY47Z", head));
	assert_memory_equal(head, digest, sizeof(digest));
	for (int round = 0; round < 100; round++) {
		secret_random(bytes, sizeof(bytes));
		assert_true(chain_head_read(chain_head_text(bytes, text), head));
		assert_memory_equal(head, bytes, sizeof(head));
	}
	assert_false(chain_head_read("04HM-ASW9-NF6Y-Y47", head));
	assert_false(chain_head_read("04HM-ASW9-NF6Y-Y47ZZ", head));
	assert_false(chain_head_read("04HM-ASW9-NF6Y-Y47U", head));
	assert_false(chain_head_read("", head));
}

static void write_to(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void the_file_and_its_letters_alone_open_what_is_sealed(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE], letters[SECRET_PAPER_SIZE];
	const struct owner_wish wish = { .path = path };
	unsigned char sealed[4 + SECRET_SEAL_EXTRA], opened[4];
	struct secret_pair pair;
	struct owner_key key;
	struct problem problem;
	struct stat file;
	bool same_disk;
	int checks, failed;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	assert_int_equal(owner_key_now(desk, &key), STATUS_NOT_FOUND);
	fixture_must(desk, owner_create(desk, &wish, &key, &same_disk));
	assert_true(same_disk);
	assert_int_equal(key.count, 1);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	secret_seal(key.public, "abc", 4, sealed);
	assert_int_equal(owner_file_read(path, &pair, &problem), STATUS_OK);
	assert_true(secret_unseal(&pair, sealed, opened, sizeof(opened)));
	/* From paper, typed into any editor. */
	secret_paper_write(SECRET_PAPER_OWNER, pair.private, letters);
	write_to(path, text_lower(letters));
	assert_int_equal(owner_file_read(path, &pair, &problem), STATUS_OK);
	assert_true(secret_unseal(&pair, sealed, opened, sizeof(opened)));
	fixture_must(desk, check_run(desk, CHECK_ALL, NULL, NULL, &checks, &failed));
	assert_int_equal(failed, 0);
}

static void no_key_is_written_over_another_and_none_beside_the_database(void **state)
{
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE];
	struct owner_wish wish = { .path = path };
	struct owner_key key, second;
	bool same_disk;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	write_to(path, "a letter\n");
	assert_int_equal(owner_create(desk, &wish, &key, &same_disk), STATUS_CANNOT_WRITE);
	assert_int_equal(owner_key_now(desk, &key), STATUS_NOT_FOUND);
	text_format(path, sizeof(path), "%s-wal", store_path(desk->store));
	assert_int_equal(owner_create(desk, &wish, &key, &same_disk), STATUS_CANNOT_WRITE);
	assert_int_equal(owner_key_now(desk, &key), STATUS_NOT_FOUND);
	text_format(path, sizeof(path), "%s/first.key", fixture_directory(desk));
	fixture_must(desk, owner_create(desk, &wish, &key, &same_disk));
	text_format(path, sizeof(path), "%s/second.key", fixture_directory(desk));
	assert_int_equal(owner_create(desk, &wish, &second, &same_disk), STATUS_WRONG_STATE);
	assert_false(path_exists(path));
	wish.replace = true;
	fixture_must(desk, owner_create(desk, &wish, &second, &same_disk));
	assert_int_equal(second.count, 2);
	assert_string_not_equal(second.mark, key.mark);
}

static void a_file_that_is_no_key_is_told_so(void **state)
{
	static const char *const texts[] = {
		"",
		"# nothing\n",
		"frontdesk owner key 2\nprivate\n",
		"frontdesk owner key 1\nprivate\nBCDF-GHJK\n",
		"a letter to somebody\n",
	};
	struct desk *desk = *state;
	char path[FILE_PATH_SIZE], text[OWNER_FILE_MAX] = "", letters[SECRET_PAPER_SIZE];
	struct secret_pair pair, read;
	struct problem problem;

	text_format(path, sizeof(path), "%s/owner.key", fixture_directory(desk));
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		write_to(path, texts[i]);
		assert_int_equal(owner_file_read(path, &read, &problem), STATUS_BAD_FILE);
		assert_non_null(strstr(problem.message, path));
	}
	secret_pair_new(&pair);
	secret_paper_write(SECRET_PAPER_OWNER, pair.private, letters);
	text_format(text, sizeof(text), "frontdesk owner key 1\npublic 00\nprivate\n%s\n", letters);
	assert_int_equal(owner_text_read(text, &read, &problem), STATUS_BAD_FILE);
	for (size_t i = 0; i + 1 < sizeof(text); i++)
		text[i] = 'B';
	assert_int_equal(owner_text_read(text, &read, &problem), STATUS_BAD_FILE);
}

#define OWNER_TEST(name) cmocka_unit_test_setup_teardown(name, open_clinic, close_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_is_opened_by_its_pair_alone),
		cmocka_unit_test(paper_brings_every_key_back),
		cmocka_unit_test(a_wrong_letter_and_swapped_lines_of_the_paper_are_told),
		cmocka_unit_test(a_head_is_read_as_people_copy_it),
		OWNER_TEST(the_file_and_its_letters_alone_open_what_is_sealed),
		OWNER_TEST(no_key_is_written_over_another_and_none_beside_the_database),
		OWNER_TEST(a_file_that_is_no_key_is_told_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
