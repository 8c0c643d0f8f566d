/* Sealed backups: every byte of one tells, none can be cut, and which are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/text.h"
#include "base/work_folder.h"
#include "desk/trust/backup_file.h"
#include "desk/trust/backup_keep.h"
#include "desk/trust/backup_key.h"
#include "desk/trust/backup_place.h"
#include "desk/trust/backup_record.h"
#include "fixture.h"

enum { PLAIN_SIZE = 2 * BACKUP_PIECE_SIZE + 777, STEP = 509 };

#define PASSPHRASE "four words that differ"

static struct scene {
	struct desk *desk;
	char plain[FILE_PATH_SIZE], sealed[FILE_PATH_SIZE], broken[FILE_PATH_SIZE];
	unsigned char *bytes, *whole;
	size_t size;
	struct backup_keys keys;
	struct backup_header header;
	struct backup_reader reader;
	struct secret_pair owner;
} scene;

static void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void seal(void)
{
	struct problem problem;
	FILE *out = fopen(scene.sealed, "w");

	assert_non_null(out);
	scene.header = (struct backup_header){ .schema = 19,
					       .seq = 1398,
					       .at_ms = 1795219200000,
					       .bytes = PLAIN_SIZE,
					       .line = { .clinic = "0123456789abcde", .epoch = 3 },
					       .head = "ABCDEFGH23456789" };
	assert_int_equal(backup_file_seal(scene.plain, &scene.keys, &scene.header, out,
					  scene.sealed, &scene.reader, &problem),
			 STATUS_OK);
	assert_int_equal(fclose(out), 0);
}

static int setup(void **state)
{
	struct problem problem;
	size_t length;
	char *read;

	(void)state;
	scene.desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	text_format(scene.plain, sizeof(scene.plain), "%s/plain", fixture_directory(scene.desk));
	text_format(scene.sealed, sizeof(scene.sealed), "%s/sealed", fixture_directory(scene.desk));
	text_format(scene.broken, sizeof(scene.broken), "%s/broken", fixture_directory(scene.desk));
	scene.bytes = malloc(PLAIN_SIZE);
	secret_random(scene.bytes, PLAIN_SIZE);
	write_file(scene.plain, scene.bytes, PLAIN_SIZE);
	assert_int_equal(backup_keys_make(PASSPHRASE, &scene.keys, &problem), STATUS_OK);
	scene.keys.for_owner = true;
	secret_pair_new(&scene.owner);
	memcpy(scene.keys.owner_public, scene.owner.public, SECRET_KEY_SIZE);
	seal();
	assert_int_equal(file_read(scene.sealed, SIZE_MAX / 2, &read, &length, &problem),
			 STATUS_OK);
	scene.whole = (unsigned char *)read;
	scene.size = length;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(scene.plain);
	unlink(scene.sealed);
	unlink(scene.broken);
	free(scene.bytes);
	free(scene.whole);
	fixture_close(scene.desk);
	return 0;
}

/* Reads what the scene's `path` has, into memory; the plain bytes must be those that were sealed.
 */
static enum status read_all(const char *path, const struct backup_reader *reader)
{
	struct backup_header header;
	struct problem problem;
	char *plain = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&plain, &size);
	enum status status;

	assert_non_null(out);
	status = backup_file_read(path, reader, out, "memory", &header, &problem);
	fclose(out);
	if (!status && reader->opens) {
		assert_int_equal(size, PLAIN_SIZE);
		assert_memory_equal(plain, scene.bytes, PLAIN_SIZE);
	}
	free(plain);
	return status;
}

static void what_was_sealed_opens_with_the_passphrase_and_with_the_owners_key(void **state)
{
	struct backup_header header;
	struct backup_reader reader;
	struct problem problem;

	(void)state;
	assert_int_equal(backup_file_look(scene.sealed, &header, &problem), STATUS_OK);
	assert_int_equal(header.seq, 1398);
	assert_int_equal(header.schema, 19);
	assert_int_equal(header.line.epoch, 3);
	assert_int_equal(header.bytes, PLAIN_SIZE);
	assert_string_equal(header.head, "ABCDEFGH23456789");
	assert_memory_equal(header.line.clinic, "0123456789abcde", LINE_CLINIC_SIZE);
	assert_int_equal((int64_t)scene.size, backup_file_bytes(&header));
	assert_int_equal(backup_reader_by_passphrase(&header, PASSPHRASE, &reader, &problem),
			 STATUS_OK);
	assert_int_equal(read_all(scene.sealed, &reader), STATUS_OK);
	assert_int_equal(backup_reader_by_owner(&header, &scene.owner, &reader, &problem),
			 STATUS_OK);
	assert_int_equal(read_all(scene.sealed, &reader), STATUS_OK);
	assert_int_equal(
		backup_reader_by_passphrase(&header, "three other words", &reader, &problem),
		STATUS_BAD_VALUE);
	scene.owner.private[0] ^= 8;
	assert_int_equal(backup_reader_by_owner(&header, &scene.owner, &reader, &problem),
			 STATUS_BAD_VALUE);
	scene.owner.private[0] ^= 8;
}

/* By the passphrase, from the file alone, as whoever restores it. */
static bool comes_back(const char *path)
{
	struct backup_header header;
	struct backup_reader reader;
	struct problem problem;

	return backup_file_look(path, &header, &problem) == STATUS_OK &&
	       backup_reader_by_passphrase(&header, PASSPHRASE, &reader, &problem) == STATUS_OK &&
	       read_all(path, &reader) == STATUS_OK;
}

static void try_flipped(size_t at, unsigned char bits)
{
	const struct backup_reader teller = { .tells = true };
	struct backup_reader reader = teller;

	memcpy(reader.digest_key, scene.keys.digest_key, sizeof(reader.digest_key));
	scene.whole[at] ^= bits;
	write_file(scene.broken, scene.whole, scene.size);
	scene.whole[at] ^= bits;
	if (comes_back(scene.broken))
		fail_msg("byte %zu is changed, and it is opened", at);
	if (read_all(scene.broken, &reader) == STATUS_OK)
		fail_msg("byte %zu is changed, and it is called whole", at);
}

static void every_byte_of_the_beginning_and_of_the_end_tells(void **state)
{
	(void)state;
	write_file(scene.broken, scene.whole, scene.size);
	assert_true(comes_back(scene.broken));
	for (size_t i = 0; i < BACKUP_HEADER_SIZE; i++)
		try_flipped(i, (unsigned char)(1U << (i % 8)));
	for (size_t i = 0; i < SECRET_DIGEST_SIZE; i++)
		try_flipped(scene.size - 1 - i, 0x80);
}

static void bytes_of_every_piece_tell(void **state)
{
	const char *every = getenv("EVERY");
	const size_t step = every ? (size_t)strtol(every, NULL, 10) : STEP * 16;

	(void)state;
	for (size_t i = BACKUP_HEADER_SIZE; i < scene.size; i += step)
		try_flipped(i, 1);
}

static void a_backup_that_ends_early_is_refused_wherever_it_ends(void **state)
{
	const size_t piece = BACKUP_PIECE_SIZE + SECRET_PIECE_EXTRA;

	(void)state;
	for (size_t end = BACKUP_HEADER_SIZE; end < scene.size; end += piece) {
		for (int more = -1; more <= 1; more++) {
			write_file(scene.broken, scene.whole, end + (size_t)more);
			assert_false(comes_back(scene.broken));
		}
	}
	for (size_t end = 0; end < BACKUP_HEADER_SIZE; end += 7) {
		write_file(scene.broken, scene.whole, end);
		assert_false(comes_back(scene.broken));
	}
	write_file(scene.broken, scene.whole, scene.size - 1);
	assert_false(comes_back(scene.broken));
}

/* Two pieces in the other order, or one twice, of which each is as it was sealed. */
static void pieces_cannot_be_moved(void **state)
{
	const size_t piece = BACKUP_PIECE_SIZE + SECRET_PIECE_EXTRA;
	unsigned char *other = malloc(scene.size);

	(void)state;
	memcpy(other, scene.whole, scene.size);
	memcpy(other + BACKUP_HEADER_SIZE, scene.whole + BACKUP_HEADER_SIZE + piece, piece);
	write_file(scene.broken, other, scene.size);
	assert_false(comes_back(scene.broken));
	memcpy(other + BACKUP_HEADER_SIZE + piece, scene.whole + BACKUP_HEADER_SIZE, piece);
	write_file(scene.broken, other, scene.size);
	assert_false(comes_back(scene.broken));
	free(other);
}

/* The beginning of another backup of the same clinic, with its keys, before these pieces. */
static void the_beginning_belongs_to_its_pieces(void **state)
{
	unsigned char *first = malloc(scene.size);
	size_t length;
	struct problem problem;
	char *second;

	(void)state;
	memcpy(first, scene.whole, scene.size);
	seal();
	assert_int_equal(file_read(scene.sealed, SIZE_MAX / 2, &second, &length, &problem),
			 STATUS_OK);
	memcpy(first, second, BACKUP_HEADER_SIZE);
	write_file(scene.broken, first, scene.size);
	assert_false(comes_back(scene.broken));
	free(first);
	free(second);
}

/* As a forger would who has a stick and knows the form: everything made anew, but the lock. */
static void who_lacks_the_clinics_key_makes_no_backup_of_it(void **state)
{
	struct backup_keys forged = scene.keys;
	struct backup_reader reader;
	struct backup_header header;
	struct problem problem;
	FILE *out = fopen(scene.broken, "w");

	(void)state;
	assert_non_null(out);
	secret_random(forged.digest_key, sizeof(forged.digest_key));
	header = scene.header;
	assert_int_equal(backup_file_seal(scene.plain, &forged, &header, out, scene.broken, &reader,
					  &problem),
			 STATUS_OK);
	assert_int_equal(fclose(out), 0);
	assert_false(comes_back(scene.broken));
}

/* Which of backups made so many days ago are kept. */
static void days_months_and_the_newest_are_kept(void **state)
{
	enum { COUNT = 800 };
	static int64_t at_ms[COUNT];
	static bool keep[COUNT];
	int kept = 0;

	(void)state;
	/* Two a day, morning and evening, for 400 days. */
	for (int i = 0; i < COUNT; i++)
		at_ms[i] = clock_instant(FIXTURE_DAY - i / 2, i % 2 ? 8 * 60 : 20 * 60);
	backup_keep(at_ms, COUNT, keep);
	for (int i = 0; i < COUNT; i++)
		kept += keep[i];
	assert_true(keep[0] && keep[1]);
	for (int i = 2; i < 2 * BACKUP_KEEP_DAYS; i++)
		assert_int_equal(keep[i], i % 2 == 0);
	/* 14 evenings, the newest morning; of the 12 months this one's newest is among them, and so
	 * is none of the 11 before. The day is the 23rd. */
	assert_int_equal(kept, BACKUP_KEEP_DAYS + 1 + BACKUP_KEEP_MONTHS - 1);
	backup_keep(at_ms, 1, keep);
	assert_true(keep[0]);
}

static void places_are_folders_sticks_and_other_computers(void **state)
{
	static const char *const wrong[] = { "",	  "folder",	 "label:",     "label:a/b",
					     "ssh:host",  "ssh::folder", "ssh:host:",  "ssh:-v:x",
					     "ssh:h:-x",  "ssh:h:a b",	 "ssh:h:$x",   "ssh:h;x:y",
					     "ssh:h/x:y", "ssh:h:a'b",	 "ssh:h:a\"b", NULL };
	struct backup_place place;
	struct problem problem;

	(void)state;
	for (size_t i = 0; wrong[i]; i++)
		assert_int_equal(backup_place_read(wrong[i], &place, &problem), STATUS_BAD_SETTING);
	assert_int_equal(backup_place_read("/srv/b", &place, &problem), STATUS_OK);
	assert_int_equal(place.kind, BACKUP_IN_FOLDER);
	assert_int_equal(backup_place_read("label:My stick", &place, &problem), STATUS_OK);
	assert_int_equal(place.kind, BACKUP_ON_STICK);
	assert_int_equal(backup_place_read("ssh:clinic@10.0.0.2:backups/b", &place, &problem),
			 STATUS_OK);
	assert_int_equal(place.kind, BACKUP_BY_SSH);
	assert_string_equal(place.host, "clinic@10.0.0.2");
	assert_string_equal(place.folder, "backups/b");
}

static void the_state_tells_of_the_last_good_one_and_of_a_later_failure(void **state)
{
	struct backup_record record = { .kind = BACKUP_CREATE, .good = true, .detail = "file" };
	struct desk *desk = scene.desk;
	struct backup_state told;

	(void)state;
	fixture_must(desk, backup_state(desk, &told));
	assert_int_equal(told.days[BACKUP_CREATE], -1);
	assert_false(told.failed[BACKUP_CREATE] || told.wanted);
	fixture_must(desk, backup_record_add(desk, &record));
	fixture_clock(desk, FIXTURE_DAY + 2, FIXTURE_AT(8, 0));
	record.good = false;
	fixture_must(desk, backup_record_add(desk, &record));
	fixture_must(desk, backup_state(desk, &told));
	assert_int_equal(told.days[BACKUP_CREATE], 2);
	assert_true(told.failed[BACKUP_CREATE]);
	assert_int_equal(told.days[BACKUP_DRILL], -1);
	record.good = true;
	fixture_must(desk, backup_record_add(desk, &record));
	fixture_must(desk, backup_state(desk, &told));
	assert_int_equal(told.days[BACKUP_CREATE], 0);
	assert_false(told.failed[BACKUP_CREATE]);
}

static void a_folder_for_work_is_private_and_clears_away_what_was_left(void **state)
{
	struct work_folder one, two;
	struct problem problem;
	struct stat about;
	char left[FILE_PATH_SIZE], file[FILE_PATH_SIZE];

	(void)state;
	text_format(left, sizeof(left), "%s.work-abcdef", scene.plain);
	assert_int_equal(mkdir(left, 0700), 0);
	text_format(file, sizeof(file), "%s/copy.db", left);
	write_file(file, "x", 1);
	assert_int_equal(work_folder_make(&one, scene.plain, &problem), STATUS_OK);
	assert_false(path_exists(left));
	assert_int_equal(stat(one.path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_true(work_folder_file(&one, "copy.db", file));
	write_file(file, "x", 1);
	/* One that is held stays. */
	assert_int_equal(work_folder_make(&two, scene.plain, &problem), STATUS_OK);
	assert_true(path_exists(file));
	work_folder_remove(&one);
	work_folder_remove(&two);
	assert_false(path_exists(one.path) || path_exists(two.path));
	work_folder_remove(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_opens_with_the_passphrase_and_with_the_owners_key),
		cmocka_unit_test(every_byte_of_the_beginning_and_of_the_end_tells),
		cmocka_unit_test(bytes_of_every_piece_tell),
		cmocka_unit_test(a_backup_that_ends_early_is_refused_wherever_it_ends),
		cmocka_unit_test(pieces_cannot_be_moved),
		cmocka_unit_test(the_beginning_belongs_to_its_pieces),
		cmocka_unit_test(who_lacks_the_clinics_key_makes_no_backup_of_it),
		cmocka_unit_test(days_months_and_the_newest_are_kept),
		cmocka_unit_test(places_are_folders_sticks_and_other_computers),
		cmocka_unit_test(the_state_tells_of_the_last_good_one_and_of_a_later_failure),
		cmocka_unit_test(a_folder_for_work_is_private_and_clears_away_what_was_left),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
