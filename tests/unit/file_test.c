/* Files: there as a whole or not at all; folders; the XDG directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "scratch.h"

struct place {
	char folder[128];
	char path[160];
	struct problem problem;
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	scratch_folder(place->folder, sizeof(place->folder), "file");
	text_format(place->path, sizeof(place->path), "%s/report.xlsx", place->folder);
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	unlink(place->path);
	rmdir(place->path);
	rmdir(place->folder);
	free(place);
	return 0;
}

static int files_in(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	int count = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(directory);
	return count;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void assert_content(struct place *place, const char *expected)
{
	char *bytes;
	size_t length;

	assert_int_equal(file_read(place->path, 1000, &bytes, &length, &place->problem), STATUS_OK);
	assert_string_equal(bytes, expected);
	assert_int_equal(length, strlen(expected));
	free(bytes);
}

static void the_destination_changes_only_when_the_file_is_finished(void **state)
{
	struct place *place = *state;
	struct new_file file;
	struct stat about;

	write_file(place->path, "old");
	assert_int_equal(chmod(place->path, 0640), 0);
	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem), STATUS_OK);
	fputs("new", file.stream);
	fflush(file.stream);
	assert_content(place, "old");
	assert_int_equal(new_file_finish(&file, &place->problem), STATUS_OK);
	assert_content(place, "new");
	assert_int_equal(files_in(place->folder), 1);
	assert_int_equal(stat(place->path, &about), 0);
	/* Who could read what stood there can read this. */
	assert_int_equal(about.st_mode & 0777, 0640);
	new_file_abandon(&file);
	assert_content(place, "new");
}

static void an_abandoned_file_leaves_no_trace(void **state)
{
	struct place *place = *state;
	struct new_file file;

	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem), STATUS_OK);
	fputs("half", file.stream);
	new_file_abandon(&file);
	assert_int_equal(files_in(place->folder), 0);
}

static void a_file_that_a_library_wrote_is_taken_as_well(void **state)
{
	struct place *place = *state;
	struct new_file file;

	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem), STATUS_OK);
	fclose(file.stream);
	file.stream = NULL;
	write_file(file.temporary, "by another");
	assert_int_equal(new_file_finish(&file, &place->problem), STATUS_OK);
	assert_content(place, "by another");
	assert_int_equal(files_in(place->folder), 1);
}

static void a_file_without_a_folder_goes_into_the_present_one(void **state)
{
	struct place *place = *state;
	struct new_file file;
	char before[FILE_PATH_SIZE];

	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(place->folder), 0);
	assert_int_equal(new_file_open(&file, "report.xlsx", FILE_ANY, &place->problem), STATUS_OK);
	fputs("here", file.stream);
	assert_int_equal(new_file_finish(&file, &place->problem), STATUS_OK);
	assert_int_equal(chdir(before), 0);
	assert_content(place, "here");
}

static void a_failed_write_leaves_the_destination_as_it_was(void **state)
{
	struct place *place = *state;
	struct new_file file;

	write_file(place->path, "old");
	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem), STATUS_OK);
	/* A full device: the stream takes the text and the flush fails. */
	fclose(file.stream);
	file.stream = fopen("/dev/full", "w");
	assert_non_null(file.stream);
	fputs("new", file.stream);
	assert_int_equal(new_file_finish(&file, &place->problem), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "No space left on device"));
	assert_non_null(strstr(place->problem.message, place->path));
	assert_content(place, "old");
	assert_int_equal(files_in(place->folder), 1);
}

/* A killed program leaves nothing of a report behind. */
static void a_file_has_no_name_before_it_is_finished(void **state)
{
	struct place *place = *state;
	struct new_file file;

	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem), STATUS_OK);
	fputs("half", file.stream);
	assert_int_equal(fflush(file.stream), 0);
	assert_int_equal(files_in(place->folder), 0);
	new_file_abandon(&file);
	assert_int_equal(files_in(place->folder), 0);
}

static void a_database_is_never_replaced(void **state)
{
	struct place *place = *state;
	struct new_file file;

	write_file(place->path, "SQLite format 3");
	/* With its NUL, which ends the first sixteen bytes of every database. */
	assert_int_equal(truncate(place->path, 16), 0);
	assert_int_equal(new_file_open(&file, place->path, FILE_ANY, &place->problem),
			 STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "it is a database"));
	assert_int_equal(files_in(place->folder), 1);
}

static void a_destination_that_cannot_be_is_refused_with_its_cause(void **state)
{
	struct place *place = *state;
	struct new_file file;
	char missing[192];

	assert_int_equal(new_file_open(&file, "", FILE_ANY, &place->problem), STATUS_CANNOT_WRITE);
	text_format(missing, sizeof(missing), "%s/none/report.xlsx", place->folder);
	assert_int_equal(new_file_open(&file, missing, FILE_ANY, &place->problem),
			 STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "No such file or directory"));
	assert_int_equal(new_file_open(&file, place->folder, FILE_ANY, &place->problem),
			 STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "not an ordinary file"));
	assert_int_equal(new_file_open(&file, "/dev/null", FILE_ANY, &place->problem),
			 STATUS_CANNOT_WRITE);
}

static void a_file_is_read_whole_or_refused(void **state)
{
	struct place *place = *state;
	char *bytes;
	size_t length;
	FILE *file;

	assert_int_equal(file_read(place->path, 10, &bytes, &length, &place->problem),
			 STATUS_BAD_FILE);
	assert_null(bytes);
	assert_non_null(strstr(place->problem.message, place->path));
	assert_int_equal(file_read(place->folder, 10, &bytes, &length, &place->problem),
			 STATUS_BAD_FILE);
	assert_non_null(strstr(place->problem.message, "Is a directory"));
	write_file(place->path, "0123456789");
	assert_int_equal(file_read(place->path, 10, &bytes, &length, &place->problem), STATUS_OK);
	assert_int_equal(length, 10);
	free(bytes);
	assert_int_equal(file_read(place->path, 9, &bytes, &length, &place->problem),
			 STATUS_BAD_FILE);
	assert_non_null(strstr(place->problem.message, "too large"));
	/* More than one piece, with a NUL among it. */
	file = fopen(place->path, "w");
	for (int i = 0; i < 100000; i++)
		fputc(i % 251, file);
	fclose(file);
	assert_int_equal(file_read(place->path, 1000000, &bytes, &length, &place->problem),
			 STATUS_OK);
	assert_int_equal(length, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal((unsigned char)bytes[i], i % 251);
	assert_int_equal(bytes[length], '\0');
	free(bytes);
	assert_int_equal(file_read("/dev/null", 10, &bytes, &length, &place->problem), STATUS_OK);
	assert_int_equal(length, 0);
	free(bytes);
}

static void folders_are_made_with_those_above_them(void **state)
{
	struct place *place = *state;
	char deep[192], file[224];
	struct stat about;

	text_format(deep, sizeof(deep), "%s/a/b/c/", place->folder);
	assert_int_equal(directory_make(deep, &place->problem), STATUS_OK);
	assert_int_equal(stat(deep, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(directory_make(deep, &place->problem), STATUS_OK);
	text_format(file, sizeof(file), "%sfile", deep);
	write_file(file, "");
	text_format(file, sizeof(file), "%sfile/d", deep);
	assert_int_equal(directory_make(file, &place->problem), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "Not a directory"));
	*strrchr(file, '/') = '\0';
	unlink(file);
	for (int i = 0; i < 3; i++) {
		*strrchr(deep, '/') = '\0';
		assert_int_equal(rmdir(deep), 0);
	}
}

static void xdg_directories_are_those_of_the_specification(void **state)
{
	char path[FILE_PATH_SIZE];

	(void)state;
	setenv("HOME", "/home/li", 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	assert_true(path_in_data(path, "frontdesk.db"));
	assert_string_equal(path, "/home/li/.local/share/frontdesk/frontdesk.db");
	assert_true(path_in_config(path, "frontdesk.ini"));
	assert_string_equal(path, "/home/li/.config/frontdesk/frontdesk.ini");
	setenv("XDG_DATA_HOME", "/srv/data", 1);
	setenv("XDG_CONFIG_HOME", "relative", 1);
	assert_true(path_in_data(path, "x"));
	assert_string_equal(path, "/srv/data/frontdesk/x");
	assert_true(path_in_config(path, "x"));
	assert_string_equal(path, "/home/li/.config/frontdesk/x");
	unsetenv("HOME");
	assert_false(path_in_config(path, "x"));
	assert_true(path_in_data(path, "x"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_destination_changes_only_when_the_file_is_finished),
		TEST(an_abandoned_file_leaves_no_trace),
		TEST(a_file_that_a_library_wrote_is_taken_as_well),
		TEST(a_file_without_a_folder_goes_into_the_present_one),
		TEST(a_failed_write_leaves_the_destination_as_it_was),
		TEST(a_file_has_no_name_before_it_is_finished),
		TEST(a_database_is_never_replaced),
		TEST(a_destination_that_cannot_be_is_refused_with_its_cause),
		TEST(a_file_is_read_whole_or_refused),
		TEST(folders_are_made_with_those_above_them),
		TEST(xdg_directories_are_those_of_the_specification),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
