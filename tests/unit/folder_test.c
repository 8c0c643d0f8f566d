/* What a person sees of a folder. */
#include "fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/folder.h"
#include "base/text.h"
#include "scratch.h"

static const char *const endings[] = { ".csv", ".txt", NULL };

static char folder[FILE_PATH_SIZE];

static int set_up(void **state)
{
	(void)state;
	scratch_folder(folder, sizeof(folder), "folder");
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = { "old.csv",	  "new.CSV",   "text.txt",    "wx-1.csv",
					     "wx-12.csv", "table.xls", ".hidden.csv", "bad\x1b.csv",
					     "预约1.csv", "预约2.csv", "预的.csv",    "mounts" };
	char path[FILE_PATH_SIZE + 64];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		text_format(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	text_format(path, sizeof(path), "%s/sub", folder);
	rmdir(path);
	text_format(path, sizeof(path), "%s/another", folder);
	rmdir(path);
	return rmdir(folder);
}

static void put(const char *name, int64_t changed_s, const char *text)
{
	const struct timespec times[] = { { .tv_sec = changed_s }, { .tv_sec = changed_s } };
	char path[FILE_PATH_SIZE + 64];
	FILE *file;

	text_format(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void put_folder(const char *name)
{
	char path[FILE_PATH_SIZE + 64];

	text_format(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

/* The names, "a b c/". */
static char *listed(const char *beginning)
{
	static char out[1000];
	struct folder_entry *rows;
	struct problem problem;
	size_t count;

	assert_int_equal(folder_list(folder, beginning, endings, &rows, &count, &problem),
			 STATUS_OK);
	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		text_format(out + strlen(out), sizeof(out) - strlen(out), "%s%s%s", i ? " " : "",
			    rows[i].name, rows[i].is_folder ? "/" : "");
	free(rows);
	return out;
}

static void files_come_newest_first_and_folders_behind_them(void **state)
{
	struct folder_entry *rows;
	struct problem problem;
	size_t count;

	(void)state;
	put("old.csv", 1000, "a");
	put("new.CSV", 3000, "abc");
	put("text.txt", 2000, "");
	put("table.xls", 5000, "");
	put_folder("sub");
	put_folder("another");
	assert_string_equal(listed(""), "new.CSV text.txt old.csv another/ sub/");
	assert_string_equal(listed("o"), "old.csv");
	assert_string_equal(listed("x"), "");
	assert_int_equal(folder_list(folder, "new", endings, &rows, &count, &problem), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].bytes, 3);
	assert_int_equal(rows[0].changed_ms, 3000 * 1000);
	free(rows);
}

static void names_that_cannot_be_shown_or_are_hidden_are_left_out(void **state)
{
	(void)state;
	put(".hidden.csv", 1000, "");
	put("bad\x1b.csv", 1000, "");
	put("wx-1.csv", 1000, "");
	assert_string_equal(listed(""), "wx-1.csv");
}

static void what_names_have_in_common_ends_at_a_whole_character(void **state)
{
	struct folder_entry *rows;
	char common[FOLDER_NAME_SIZE];
	struct problem problem;
	size_t count;

	(void)state;
	put("wx-1.csv", 1000, "");
	put("wx-12.csv", 1000, "");
	assert_int_equal(folder_list(folder, "w", endings, &rows, &count, &problem), STATUS_OK);
	folder_common(rows, count, common);
	assert_string_equal(common, "wx-1");
	folder_common(rows, 1, common);
	assert_string_equal(common, rows[0].name);
	folder_common(rows, 0, common);
	assert_string_equal(common, "");
	free(rows);
	put("预约1.csv", 1000, "");
	put("预约2.csv", 1000, "");
	assert_int_equal(folder_list(folder, "预", endings, &rows, &count, &problem), STATUS_OK);
	folder_common(rows, count, common);
	assert_string_equal(common, "预约");
	free(rows);
	/* 约 and 的 differ within the character. */
	put("预的.csv", 1000, "");
	assert_int_equal(folder_list(folder, "预", endings, &rows, &count, &problem), STATUS_OK);
	folder_common(rows, count, common);
	assert_string_equal(common, "预");
	free(rows);
}

static void a_folder_that_cannot_be_read_is_named_with_the_cause(void **state)
{
	struct folder_entry *rows;
	struct problem problem;
	size_t count;

	(void)state;
	assert_int_equal(folder_list("/nowhere/at/all", "", endings, &rows, &count, &problem),
			 STATUS_BAD_FILE);
	assert_non_null(strstr(problem.message, "/nowhere/at/all"));
	assert_non_null(strstr(problem.message, "No such file"));
	assert_null(rows);
}

static void sticks_are_what_is_mounted_below_the_usual_places(void **state)
{
	char sticks[FOLDER_STICKS_MAX][FILE_PATH_SIZE], path[FILE_PATH_SIZE + 64];

	(void)state;
	put("mounts", 1000,
	    "/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw 0 0\n"
	    "/dev/sdb1 /media/wu/MY\\040STICK vfat rw 0 0\n"
	    "/dev/sdc1 /run/media/wu/卡 exfat ro 0 0\n/dev/sdd1 /mnt vfat rw 0 0\n"
	    "/dev/sde1 /mediation vfat rw 0 0\n");
	text_format(path, sizeof(path), "%s/mounts", folder);
	assert_int_equal(folder_sticks(path, sticks), 3);
	assert_string_equal(sticks[0], "/media/wu/MY STICK");
	assert_string_equal(sticks[1], "/run/media/wu/卡");
	assert_string_equal(sticks[2], "/mnt");
	assert_int_equal(folder_sticks("/nowhere/at/all", sticks), 0);
}

static void the_same_file_is_known_under_another_path(void **state)
{
	char path[FILE_PATH_SIZE + 64], other[FILE_PATH_SIZE + 64];

	(void)state;
	put("old.csv", 1000, "");
	put("new.CSV", 1000, "");
	text_format(path, sizeof(path), "%s/old.csv", folder);
	text_format(other, sizeof(other), "%s/./old.csv", folder);
	assert_true(path_is_same(path, other));
	assert_true(path_exists(path));
	assert_false(path_is_folder(path));
	assert_true(path_is_folder(folder));
	text_format(other, sizeof(other), "%s/new.CSV", folder);
	assert_false(path_is_same(path, other));
	text_format(other, sizeof(other), "%s/none.csv", folder);
	assert_false(path_is_same(path, other));
	assert_true(path_is_same(other, other));
	assert_false(path_exists(other));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_come_newest_first_and_folders_behind_them),
		TEST(names_that_cannot_be_shown_or_are_hidden_are_left_out),
		TEST(what_names_have_in_common_ends_at_a_whole_character),
		TEST(a_folder_that_cannot_be_read_is_named_with_the_cause),
		TEST(sticks_are_what_is_mounted_below_the_usual_places),
		TEST(the_same_file_is_known_under_another_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
