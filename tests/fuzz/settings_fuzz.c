/* Fuzzing: the settings file and, in it, the keys and the time zone. */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"
#include "ui/term/commands.h"

/* Every value is within what the table allows. */
static void look_at_values(const struct settings *settings)
{
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, sentence, follows) \
	assert(settings->section##_##key >= (lowest) && settings->section##_##key <= (highest));
#define SETTING_TEXT(section, key, initial, size, from, sentence, follows) \
	assert(memchr(settings->section##_##key, '\0', size)); \
	assert(text_is_clean(settings->section##_##key));
#define SETTING_CHOICE(section, key, initial, choices, from, sentence, follows) \
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problem problem = { .status = STATUS_OK };
	struct settings settings, before;
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
	return 0;
}
