/* The settings file, changed setting by setting: one line changes and every other byte stays;
 * nothing is half written, and nobody's work is written over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/language.h"
#include "base/settings_file.h"
#include "base/text.h"
#include "scratch.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { NOBODY = 65534 };

struct place {
	char folder[128], path[192];
	struct settings_file file;
	struct problem problem;
	int recorded, taken_back;
	enum status record_answers;
};

/* These stand before the C library's and answer with this cause, 0 for none. */
static int fsync_fails, rename_fails;

int fsync(int descriptor)
{
	errno = fsync_fails;
	return fsync_fails ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to)
{
	errno = rename_fails;
	return rename_fails ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	scratch_folder(place->folder, sizeof(place->folder), "settings");
	text_format(place->path, sizeof(place->path), "%s/frontdesk.ini", place->folder);
	*state = place;
	return 0;
}

/* Removes a folder with what is in it; returns how many things that were. */
static int sweep(const char *folder, bool remove)
{
	DIR *directory = opendir(folder);
	int count = 0;

	assert_non_null(directory);
	for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		count++;
		if (remove && unlinkat(dirfd(directory), entry->d_name, 0) != 0)
			unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR);
	}
	closedir(directory);
	if (remove)
		rmdir(folder);
	return count;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	settings_file_release(&place->file);
	chmod(place->folder, 0700);
	sweep(place->folder, true);
	free(place);
	return 0;
}

static void write_bytes(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(bytes, file);
	assert_int_equal(fclose(file), 0);
}

static void assert_bytes(const char *path, const char *expected)
{
	struct problem problem;
	size_t length;
	char *bytes;

	assert_int_equal(file_read(path, 100000, &bytes, &length, &problem), STATUS_OK);
	assert_string_equal(bytes, expected);
	assert_int_equal(length, strlen(expected));
	free(bytes);
}

static void read_again(struct place *place)
{
	settings_file_release(&place->file);
	if (settings_file_read(&place->file, place->path, &place->problem))
		fail_msg("%s", place->problem.message);
}

static enum status record(void *context, bool taken_back, struct problem *problem)
{
	struct place *place = context;

	if (taken_back)
		place->taken_back++;
	else
		place->recorded++;
	if (place->record_answers)
		return problem_set(problem, place->record_answers, "%s", "The record is closed.");
	return STATUS_OK;
}

static enum status change(struct place *place, int setting, const char *value)
{
	struct settings wanted = place->file.settings;
	char after[SETTING_VALUE_SIZE], initial[SETTING_VALUE_SIZE];
	struct settings_edit edit = { .section = setting_at(setting)->section,
				      .key = setting_at(setting)->key,
				      .initial = setting_initial(setting, initial),
				      .wanted = &wanted,
				      .record = record,
				      .context = place };

	memset(&place->problem, 0, sizeof(place->problem));
	if (settings_set(&wanted, setting, value ? value : initial, &place->problem))
		fail_msg("%s", place->problem.message);
	edit.value = value ? setting_value(&wanted, setting, after) : NULL;
	return settings_file_change(&place->file, &edit, &place->problem);
}

/* From `before` to `after` by one change. */
static void assert_change(struct place *place, int setting, const char *value, const char *before,
			  const char *after)
{
	write_bytes(place->path, before);
	read_again(place);
	if (change(place, setting, value))
		fail_msg("%s", place->problem.message);
	assert_bytes(place->path, after);
	/* What was written is what is at hand: another change follows without reading. */
	assert_string_equal(place->file.bytes, after);
	assert_int_equal(sweep(place->folder, false), 1);
}

static void one_line_changes_and_its_remark_and_its_blanks_stay(void **state)
{
	struct place *place = *state;

	assert_change(place, SETTING_AT_quota_online_percent, "35",
		      "; mine\n\n[quota]\n\tOnline_Percent  =  20 ; since May\n# end",
		      "; mine\n\n[quota]\n\tOnline_Percent  =  35 ; since May\n# end");
	assert_change(place, SETTING_AT_clinic_name, "West",
		      "[clinic]\nname=\"East; \" # both = here\ntimezone = CST-8\n",
		      "[clinic]\nname=West # both = here\ntimezone = CST-8\n");
	assert_change(place, SETTING_AT_clinic_language, "zh",
		      "[clinic]\nlanguage =", "[clinic]\nlanguage = zh");
	assert_change(place, SETTING_AT_clinic_language, "", "[clinic]\nlanguage = zh ;x\n",
		      "[clinic]\nlanguage =  ;x\n");
}

static void a_value_that_needs_quotes_gets_them(void **state)
{
	static const char *const values[] = { "a;b",  "#1",	    "\"A\" clinic", "it's 'A'",
					      "a=b",  "城关; 门诊", "\\",	    "x\\",
					      "[a]",  "a'b;c",	    "a\"b;c",	    "'",
					      "100%", "%s%n" };
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(values); i++) {
		write_bytes(place->path, "[clinic]\nname = x ; remark\n");
		read_again(place);
		if (change(place, SETTING_AT_clinic_name, values[i]))
			fail_msg("%s", place->problem.message);
		read_again(place);
		assert_string_equal(place->file.settings.clinic_name, values[i]);
		assert_non_null(strstr(place->file.bytes, " ; remark\n"));
	}
	/* No quotes are left for a value with both kinds that needs some. */
	assert_int_equal(change(place, SETTING_AT_clinic_name, "'a\";"), STATUS_BAD_SETTING);
	assert_non_null(strstr(place->problem.message, "[clinic] name"));
	read_again(place);
	assert_string_equal(place->file.settings.clinic_name, values[LENGTH(values) - 1]);
}

static void a_setting_without_a_line_takes_the_place_of_its_remark(void **state)
{
	struct place *place = *state;

	assert_change(place, SETTING_AT_quota_horizon_days, "14",
		      "[quota]\n; horizon_days = 7 is too few\n;horizon_days = 7\n;release_minutes "
		      "= 30\n",
		      "[quota]\n; horizon_days = 7 is too few\nhorizon_days = 14\n;release_minutes "
		      "= 30\n");
	/* Of another section, or with another value, it is a remark that somebody wrote. */
	assert_change(place, SETTING_AT_quota_horizon_days, "14",
		      "[queue]\n;horizon_days = 7\n[quota]\n;horizon_days = 21\n\n[cancel]\n",
		      "[queue]\n;horizon_days = 7\n[quota]\nhorizon_days = 14\n;horizon_days = "
		      "21\n\n[cancel]\n");
}

static void a_setting_without_any_line_follows_its_section_or_gets_one(void **state)
{
	struct place *place = *state;

	assert_change(
		place, SETTING_AT_quota_horizon_days, "14",
		"[quota]\nonline_percent = 5\n\n; the rest\n[clinic]\nname = x",
		"[quota]\nonline_percent = 5\nhorizon_days = 14\n\n; the rest\n[clinic]\nname = x");
	assert_change(place, SETTING_AT_clinic_name, "y", "[clinic]", "[clinic]\nname = y\n");
	assert_change(place, SETTING_AT_quota_horizon_days, "14", "[clinic]\nname = x",
		      "[clinic]\nname = x\n\n[quota]\nhorizon_days = 14\n");
	assert_change(place, SETTING_AT_quota_horizon_days, "14", "",
		      "[quota]\nhorizon_days = 14\n");
}

static void the_default_makes_the_line_a_remark_again(void **state)
{
	struct place *place = *state;

	assert_change(place, SETTING_AT_quota_horizon_days, NULL,
		      "[quota]\nhorizon_days = 14 ; the director\nonline_percent = 5\n",
		      "[quota]\n;horizon_days = 7 ; the director\nonline_percent = 5\n");
	/* And back, into the same line. */
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "9"), STATUS_OK);
	assert_bytes(place->path, "[quota]\nhorizon_days = 9 ; the director\nonline_percent = 5\n");
	/* What stands at its default needs no change and no record. */
	assert_change(place, SETTING_AT_queue_missed_places, NULL, "[queue]\n", "[queue]\n");
	assert_int_equal(place->recorded, 2);
}

static void line_ends_and_encoding_stay_and_new_lines_have_them(void **state)
{
	struct place *place = *state;

	assert_change(
		place, SETTING_AT_quota_horizon_days, "14",
		"\xEF\xBB\xBF[quota]\r\nonline_percent = 5\r\n; 线上\r\n",
		"\xEF\xBB\xBF[quota]\r\nonline_percent = 5\r\nhorizon_days = 14\r\n; 线上\r\n");
	assert_change(place, SETTING_AT_quota_online_percent, "6",
		      "\xEF\xBB\xBF[quota]\r\nonline_percent = 5 ; x\r\n[desk]\r\n",
		      "\xEF\xBB\xBF[quota]\r\nonline_percent = 6 ; x\r\n[desk]\r\n");
	/* One that does not end the line is a blank like others. */
	assert_change(place, SETTING_AT_clinic_name, "West",
		      "[clinic]\n\f\r\f name = \"East\" ; x\r\n",
		      "[clinic]\n\f\r\f name = West ; x\r\n");
	/* GB18030: 门诊 is C3 C5 D5 EF, 东门 is B6 AB C3 C5. */
	assert_change(place, SETTING_AT_clinic_name, "东门",
		      "; \xC3\xC5\xD5\xEF\n[clinic]\nname = \xC3\xC5\xD5\xEF ; \xC3\xC5\n",
		      "; \xC3\xC5\xD5\xEF\n[clinic]\nname = \xB6\xAB\xC3\xC5 ; \xC3\xC5\n");
	assert_string_equal(place->file.settings.clinic_name, "东门");
	/* Its own byte order mark stays as well. */
	assert_change(place, SETTING_AT_clinic_name, "东门",
		      "\x84\x31\x95\x33[clinic]\nname = \xC3\xC5\n",
		      "\x84\x31\x95\x33[clinic]\nname = \xB6\xAB\xC3\xC5\n");
}

static void a_missing_file_and_its_folder_are_made(void **state)
{
	struct place *place = *state;
	char folder[256];
	struct stat about;

	text_format(folder, sizeof(folder), "%s/config", place->folder);
	text_format(place->path, sizeof(place->path), "%s/frontdesk.ini", folder);
	read_again(place);
	assert_false(place->file.there);
	assert_int_equal(change(place, SETTING_AT_desk_lock_minutes, "5"), STATUS_OK);
	assert_bytes(place->path, "[desk]\nlock_minutes = 5\n");
	assert_int_equal(stat(place->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	sweep(folder, true);
	/* No name, no file: nothing is written anywhere. */
	settings_file_release(&place->file);
	assert_int_equal(settings_file_read(&place->file, "", &place->problem), STATUS_OK);
	assert_int_equal(change(place, SETTING_AT_desk_lock_minutes, "5"), STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "-c"));
}

static void mode_and_owner_stay(void **state)
{
	struct place *place = *state;
	struct stat about;

	write_bytes(place->path, "[quota]\n");
	assert_int_equal(chmod(place->path, 0644), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(place->path, NOBODY, NOBODY), 0);
	read_again(place);
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"), STATUS_OK);
	assert_int_equal(stat(place->path, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0644);
	assert_int_equal(about.st_uid, geteuid() == 0 ? NOBODY : geteuid());
}

static void a_symbolic_link_stays_and_what_it_names_is_changed(void **state)
{
	struct place *place = *state;
	char real[224], link[224];
	struct stat about;

	text_format(real, sizeof(real), "%s/real.ini", place->folder);
	text_format(link, sizeof(link), "%s/link.ini", place->folder);
	write_bytes(real, "[quota]\n");
	assert_int_equal(symlink("real.ini", link), 0);
	assert_int_equal(symlink(link, place->path), 0);
	read_again(place);
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"), STATUS_OK);
	assert_bytes(real, "[quota]\nhorizon_days = 14\n");
	assert_int_equal(lstat(place->path, &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	/* One that leads nowhere yet leads to the new file. */
	assert_int_equal(unlink(real), 0);
	read_again(place);
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "9"), STATUS_OK);
	assert_bytes(real, "[quota]\nhorizon_days = 9\n");
	/* And one that leads to itself nowhere. */
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("link.ini", link), 0);
	settings_file_release(&place->file);
	assert_int_not_equal(settings_file_read(&place->file, place->path, &place->problem),
			     STATUS_OK);
}

/* Permissions hold nobody back who is root: this takes that power away, or gives it back. */
static void may_override(bool may)
{
	const uint32_t powers = 1U << CAP_CHOWN | 1U << CAP_DAC_OVERRIDE |
				1U << CAP_DAC_READ_SEARCH;
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

	if (geteuid() != 0)
		return;
	assert_int_equal(syscall(SYS_capget, &header, data), 0);
	data[0].effective = may ? data[0].effective | powers : data[0].effective & ~powers;
	assert_int_equal(syscall(SYS_capset, &header, data), 0);
}

static void a_file_or_folder_that_may_not_be_written_is_left_alone_with_a_sentence(void **state)
{
	struct place *place = *state;
	enum status file_says, folder_says;
	struct problem file_problem;

	may_override(false);
	write_bytes(place->path, "[quota]\n");
	read_again(place);
	chmod(place->path, 0444);
	file_says = change(place, SETTING_AT_quota_horizon_days, "14");
	file_problem = place->problem;
	chmod(place->path, 0644);
	chmod(place->folder, 0555);
	folder_says = change(place, SETTING_AT_quota_horizon_days, "14");
	chmod(place->folder, 0755);
	may_override(true);
	assert_int_equal(file_says, STATUS_CANNOT_WRITE);
	assert_non_null(strstr(file_problem.message, "Permission denied"));
	assert_non_null(strstr(file_problem.message, place->path));
	assert_int_equal(folder_says, STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "Permission denied"));
	assert_bytes(place->path, "[quota]\n");
	assert_int_equal(sweep(place->folder, false), 1);
	assert_int_equal(place->recorded, 0);
}

static void a_file_of_another_account_is_not_taken_from_it(void **state)
{
	struct place *place = *state;
	enum status status;

	if (geteuid() != 0)
		skip();
	write_bytes(place->path, "[quota]\n");
	assert_int_equal(chmod(place->path, 0666), 0);
	assert_int_equal(chown(place->path, NOBODY, NOBODY), 0);
	read_again(place);
	may_override(false);
	status = change(place, SETTING_AT_quota_horizon_days, "14");
	may_override(true);
	assert_int_equal(status, STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "another account"));
	assert_bytes(place->path, "[quota]\n");
	assert_int_equal(sweep(place->folder, false), 1);
}

static void what_somebody_else_wrote_is_not_written_over(void **state)
{
	static const char *const others[] = { "[quota]\nhorizon_days = 30\n", "[quota]\n;\n", "" };
	struct place *place = *state;

	for (size_t i = 0; i < LENGTH(others); i++) {
		write_bytes(place->path, "[quota]\n");
		read_again(place);
		write_bytes(place->path, others[i]);
		assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"),
				 STATUS_CHANGED_ELSEWHERE);
		assert_non_null(strstr(place->problem.message, "somebody else"));
		assert_bytes(place->path, others[i]);
	}
	assert_int_equal(unlink(place->path), 0);
	read_again(place);
	write_bytes(place->path, "[desk]\n");
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"),
			 STATUS_CHANGED_ELSEWHERE);
	assert_bytes(place->path, "[desk]\n");
	assert_int_equal(place->recorded, 0);
}

static void two_desks_do_not_change_the_file_at_once(void **state)
{
	struct place *place = *state;
	int other;

	write_bytes(place->path, "[quota]\n");
	read_again(place);
	other = open(place->folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"),
			 STATUS_CHANGED_ELSEWHERE);
	assert_bytes(place->path, "[quota]\n");
	close(other);
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"), STATUS_OK);
}

static void a_change_that_cannot_be_recorded_is_not_made(void **state)
{
	struct place *place = *state;

	write_bytes(place->path, "[quota]\n");
	read_again(place);
	place->record_answers = STATUS_STORE_FULL;
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"), STATUS_STORE_FULL);
	assert_string_equal(place->problem.message, "The record is closed.");
	assert_bytes(place->path, "[quota]\n");
	assert_int_equal(sweep(place->folder, false), 1);
	place->record_answers = STATUS_OK;
	assert_int_equal(change(place, SETTING_AT_quota_horizon_days, "14"), STATUS_OK);
	assert_int_equal(place->recorded, 2);
	assert_int_equal(place->taken_back, 0);
}

static void a_full_disk_leaves_the_file_and_records_nothing(void **state)
{
	struct place *place = *state;
	enum status status;

	write_bytes(place->path, "[quota]\n");
	read_again(place);
	fsync_fails = ENOSPC;
	status = change(place, SETTING_AT_quota_horizon_days, "14");
	fsync_fails = 0;
	assert_int_equal(status, STATUS_CANNOT_WRITE);
	assert_non_null(strstr(place->problem.message, "No space left"));
	assert_bytes(place->path, "[quota]\n");
	assert_int_equal(sweep(place->folder, false), 1);
	assert_int_equal(place->recorded, 0);
}

static void a_place_that_cannot_be_taken_is_recorded_as_not_written(void **state)
{
	struct place *place = *state;
	enum status status;

	write_bytes(place->path, "[quota]\n");
	read_again(place);
	rename_fails = EIO;
	status = change(place, SETTING_AT_quota_horizon_days, "14");
	rename_fails = 0;
	assert_int_equal(status, STATUS_CANNOT_WRITE);
	assert_bytes(place->path, "[quota]\n");
	assert_int_equal(sweep(place->folder, false), 1);
	assert_int_equal(place->recorded, 1);
	assert_int_equal(place->taken_back, 1);
}

static void a_change_that_would_make_the_file_too_long_is_refused(void **state)
{
	struct place *place = *state;
	char line[1200] = "[clinic]\nname = x ;";

	for (size_t i = strlen(line); i < 1000; i++)
		line[i] = 'r';
	write_bytes(place->path, line);
	read_again(place);
	assert_int_equal(change(place, SETTING_AT_clinic_name, "a longer name of the clinic"),
			 STATUS_BAD_SETTING);
	assert_non_null(strstr(place->problem.message, "too long"));
	assert_bytes(place->path, line);
}

/* The file that documents every setting is the hardest text there is: change each setting there and
 * back. */
static void every_setting_of_the_documented_file_goes_there_and_back(void **state)
{
	struct place *place = *state;
	struct problem problem;
	size_t length;
	char *original;

	assert_int_equal(file_read("data/frontdesk.ini", CONFIG_FILE_BYTES_MAX, &original, &length,
				   &problem),
			 STATUS_OK);
	write_bytes(place->path, original);
	read_again(place);
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *setting = setting_at(i);
		char value[SETTING_VALUE_SIZE] = "A-1";

		if (setting->kind == SETTING_IS_NUMBER)
			text_format(value, sizeof(value), "%d",
				    setting->highest == setting->initial_number ? setting->lowest
										: setting->highest);
		else if (setting->kind == SETTING_IS_CHOICE)
			text_copy(value, sizeof(value), strrchr(setting->choices, '|') + 1);
		else if (strcmp(setting->section, "periods") == 0)
			text_format(value, sizeof(value), "%.6s%.4s9", setting->initial_text,
				    setting->initial_text + 6);
		if (change(place, i, value))
			fail_msg("%s", place->problem.message);
		assert_string_not_equal(place->file.bytes, original);
		assert_int_equal(place->file.settings.source[i], SETTING_BY_FILE);
		if (change(place, i, NULL))
			fail_msg("%s", place->problem.message);
		assert_string_equal(place->file.bytes, original);
	}
	free(original);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_line_changes_and_its_remark_and_its_blanks_stay),
		TEST(a_value_that_needs_quotes_gets_them),
		TEST(a_setting_without_a_line_takes_the_place_of_its_remark),
		TEST(a_setting_without_any_line_follows_its_section_or_gets_one),
		TEST(the_default_makes_the_line_a_remark_again),
		TEST(line_ends_and_encoding_stay_and_new_lines_have_them),
		TEST(a_missing_file_and_its_folder_are_made),
		TEST(mode_and_owner_stay),
		TEST(a_symbolic_link_stays_and_what_it_names_is_changed),
		TEST(a_file_or_folder_that_may_not_be_written_is_left_alone_with_a_sentence),
		TEST(a_file_of_another_account_is_not_taken_from_it),
		TEST(what_somebody_else_wrote_is_not_written_over),
		TEST(two_desks_do_not_change_the_file_at_once),
		TEST(a_change_that_cannot_be_recorded_is_not_made),
		TEST(a_full_disk_leaves_the_file_and_records_nothing),
		TEST(a_place_that_cannot_be_taken_is_recorded_as_not_written),
		TEST(a_change_that_would_make_the_file_too_long_is_refused),
		TEST(every_setting_of_the_documented_file_goes_there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
