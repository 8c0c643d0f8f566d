/* Fuzzing: the settings file, in it the keys and the time zone, and one setting changed in it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/settings_file.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"
#include "ui/term/commands.h"

/* Of the changes a clinic's staff could make, so many are tried on an input: which, the input says.
 */
enum { CHANGES = 4, CHOICES = 2 * SETTING_COUNT };

/* Every value is within what the table allows. */
static void look_at_values(const struct settings *settings)
{
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	assert(settings->section##_##key >= (lowest) && settings->section##_##key <= (highest));
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows) \
	assert(memchr(settings->section##_##key, '\0', size)); \
	assert(text_is_clean(settings->section##_##key));
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows) \
	assert(strstr("|" choices "|", settings->section##_##key));
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	for (int i = 0; i < PERIOD_COUNT; i++) {
		assert(settings->period[i].start < settings->period[i].end);
		assert(i == 0 || settings->period[i].start >= settings->period[i - 1].end);
	}
	assert(settings->key_count >= 0 && settings->key_count <= CONFIG_KEYS_MAX);
}

/* Keys that are refused leave the keys as they were; keys that are taken leave a way out. */
static void look_at_keys(const struct settings *settings)
{
	struct keymap keymap, before;
	struct problem problem = { .status = STATUS_OK };

	keymap_init(&keymap);
	before = keymap;
	if (keymap_load(&keymap, settings, &problem)) {
		fuzz_sentence(&problem);
		assert(memcmp(&keymap, &before, sizeof(keymap)) == 0);
		return;
	}
	assert(keymap.count[COMMAND_BACK] > 0 && keymap.count[COMMAND_QUIT] > 0);
}

/* A zone that is taken has days and minutes, less than two days from those of UTC. */
static void look_at_zone(const struct settings *settings)
{
	const int64_t noon_ms = INT64_C(1795262400000); /* 2026-11-21 12:00 UTC */
	const day_number noon_day = (day_number)(noon_ms / (MINUTES_PER_DAY * 60 * 1000));
	struct problem problem = { .status = STATUS_OK };
	struct local_time local;
	struct clock clock;

	if (clock_init(&clock, settings->clinic_timezone, &problem)) {
		fuzz_sentence(&problem);
		return;
	}
	local = clock_local(noon_ms);
	assert(local.day >= noon_day - 2 && local.day <= noon_day + 2);
	assert(local.minute >= 0 && local.minute < MINUTES_PER_DAY);
}

/* One line of the old file at most has changed: nothing between what both begin and end with. */
static void look_at_lines(const char *before, size_t size, const char *after, size_t after_size)
{
	size_t least = size < after_size ? size : after_size, start = 0, end = 0;

	while (start < least && before[start] == after[start])
		start++;
	while (end < least - start && before[size - 1 - end] == after[after_size - 1 - end])
		end++;
	assert(!memchr(before + start, '\n', size - start - end));
}

static enum status no_record(void *context, bool taken_back, struct problem *problem)
{
	(void)context;
	(void)problem;
	assert(!taken_back);
	return STATUS_OK;
}

static char own_path[FILE_PATH_SIZE];

static void remove_own(void)
{
	unlink(own_path);
}

/* The input as a file that can be replaced, in memory where the system has a file system there. */
static const char *own_file(const uint8_t *data, size_t size)
{
	FILE *file;

	if (!own_path[0]) {
		text_format(own_path, sizeof(own_path), "%s/frontdesk-fuzz-%d.ini", fuzz_folder(),
			    (int)getpid());
		atexit(remove_own);
	}
	file = fopen(own_path, "w");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
	return own_path;
}

/* Changes one setting of a file that is taken; the input says which, and whether to its default. */
static void look_at_change(const char *path, int choice)
{
	const int place = choice / 2 % SETTING_COUNT;
	const struct setting *setting = setting_at(place);
	struct problem problem = { .status = STATUS_OK };
	char initial[SETTING_VALUE_SIZE], value[SETTING_VALUE_SIZE];
	struct settings_edit edit = { .section = setting->section,
				      .key = setting->key,
				      .initial = setting_initial(place, initial),
				      .record = no_record };
	struct settings_file file;
	struct settings wanted;
	char *before;
	size_t size;

	if (settings_file_read(&file, path, &problem))
		abort();
	wanted = file.settings;
	if (choice % 2 && setting->kind == SETTING_IS_NUMBER)
		text_format(value, sizeof(value), "%d", setting->lowest);
	else
		text_copy(value, sizeof(value), choice % 2 ? "a;b" : initial);
	if (settings_set(&wanted, place, value, &problem) == STATUS_OK) {
		edit.value = choice % 2 ? value : NULL;
		edit.wanted = &wanted;
		size = file.length;
		before = memory_new(size + 1, 1);
		memcpy(before, file.bytes, size);
		if (settings_file_change(&file, &edit, &problem) == STATUS_OK)
			look_at_lines(before, size, file.bytes, file.length);
		else
			fuzz_sentence(&problem);
		free(before);
	}
	settings_file_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problem problem = { .status = STATUS_OK };
	struct settings settings, before;
	unsigned choice = 0;
	enum status status;

	memset(&settings, 0, sizeof(settings));
	settings_init(&settings);
	before = settings;
	status = settings_load(&settings, fuzz_file(data, size), &problem);
	if (status) {
		assert(status == STATUS_BAD_SETTING || status == STATUS_BAD_FILE);
		fuzz_sentence(&problem);
		assert(memcmp(&settings, &before, sizeof(settings)) == 0);
		return 0;
	}
	look_at_values(&settings);
	look_at_keys(&settings);
	look_at_zone(&settings);
	for (size_t i = 0; i < size; i++)
		choice = choice * 31 + data[i];
	for (unsigned i = 0; i < CHANGES; i++)
		look_at_change(own_file(data, size), (int)((choice + i) % CHOICES));
	return 0;
}
