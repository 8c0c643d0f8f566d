/* What the program writes takes no other file's place; what the system refuses is named for what it
 * is; a program that the desk starts is named by nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cause.h"
#include "base/config.h"
#include "base/file.h"
#include "base/file_kind.h"
#include "base/text.h"
#include "scratch.h"

struct place {
	char folder[FILE_PATH_SIZE / 2], file[FILE_PATH_SIZE];
};

static int set_up(void **state)
{
	static struct place place;

	scratch_folder(place.folder, sizeof(place.folder), "kind");
	text_format(place.file, sizeof(place.file), "%s/file", place.folder);
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	unlink(place->file);
	return rmdir(place->folder);
}

static void put(const struct place *place, const char *bytes, size_t size)
{
	FILE *file = fopen(place->file, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void assert_kind(const struct place *place, enum file_kind kind, bool taken)
{
	struct problem problem;
	const enum status status = file_kind_check(place->file, kind, &problem);

	assert_int_equal(status, taken ? STATUS_OK : STATUS_CANNOT_WRITE);
	if (!taken)
		assert_non_null(strstr(problem.message, place->file));
}

static void a_file_of_another_kind_is_not_replaced(void **state)
{
	static const char workbook[] =
		"PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\023\0\0\0"
		"[Content_Types].xml";
	static const char archive[] =
		"PK\003\004\024\0\0\0\010\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\011\0\0\0"
		"photo.jpg";
	const struct place *place = *state;

	/* Nothing there, or nothing in it. */
	assert_kind(place, FILE_WORKBOOK, true);
	put(place, "", 0);
	assert_kind(place, FILE_WORKBOOK, true);
	assert_kind(place, FILE_ORDER_LIST, true);
	put(place, workbook, sizeof(workbook) - 1);
	assert_kind(place, FILE_WORKBOOK, true);
	assert_kind(place, FILE_ORDER_LIST, false);
	put(place, archive, sizeof(archive) - 1);
	assert_kind(place, FILE_WORKBOOK, false);
	put(place, "\xef\xbb\xbforder_no,result\n", 19);
	assert_kind(place, FILE_ORDER_LIST, true);
	assert_kind(place, FILE_WORKBOOK, false);
	put(place, "订单号,结果\n", strlen("订单号,结果\n"));
	assert_kind(place, FILE_ORDER_LIST, true);
	put(place, "Dear doctor,\n", 13);
	assert_kind(place, FILE_ORDER_LIST, false);
	assert_kind(place, FILE_WORKBOOK, false);
}

static void a_cause_that_the_system_words_badly_has_words_of_its_own(void **state)
{
	const struct place *place = *state;

	assert_non_null(strstr(cause_words(place->file, EROFS), "can only be read now"));
	assert_string_equal(cause_words(place->file, EACCES), strerror(EACCES));
	/* There are inodes here. */
	assert_false(cause_is_no_inodes(place->file, ENOSPC));
	assert_string_equal(cause_words(place->file, ENOSPC), strerror(ENOSPC));
}

static void a_program_is_started_only_for_settings_that_nobody_else_can_change(void **state)
{
	static const char text[] = "[desk]\nreader_command = /usr/bin/reader\n";
	const struct place *place = *state;
	struct settings settings;
	struct problem problem;

	put(place, text, sizeof(text) - 1);
	assert_int_equal(chmod(place->file, 0644), 0);
	assert_int_equal(settings_load(&settings, place->file, &problem), STATUS_OK);
	assert_string_equal(settings.desk_reader_command, "/usr/bin/reader");
	assert_int_equal(chmod(place->file, 0664), 0);
	assert_int_equal(settings_load(&settings, place->file, &problem), STATUS_BAD_SETTING);
	assert_non_null(strstr(problem.message, "reader_command"));
	assert_int_equal(chmod(place->file, 0644), 0);
	assert_int_equal(chmod(place->folder, 0777), 0);
	assert_int_equal(settings_load(&settings, place->file, &problem), STATUS_BAD_SETTING);
	assert_int_equal(chmod(place->folder, 0700), 0);
	/* Any other setting may stand in such a file. */
	put(place, "[desk]\ncounter = 3\n", 19);
	assert_int_equal(chmod(place->file, 0666), 0);
	assert_int_equal(settings_load(&settings, place->file, &problem), STATUS_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_of_another_kind_is_not_replaced),
		TEST(a_cause_that_the_system_words_badly_has_words_of_its_own),
		TEST(a_program_is_started_only_for_settings_that_nobody_else_can_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
