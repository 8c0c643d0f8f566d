#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H
/*
 * The settings: one table (settings.def), one file (INI), one struct. Home of iniparser.
 * iniparser 4.1 crashes when a section's name is asked for as a number (reliability.md 6.3), so
 * only strings are ever asked for, of keys that the file has, and numbers are read here.
 */
#include "base/status.h"

enum { CONFIG_FILE_BYTES_MAX = 64 * 1024, CONFIG_KEYS_MAX = 64, CONFIG_TEXT_SIZE = 65 };

enum period { PERIOD_AM, PERIOD_PM, PERIOD_EVE, PERIOD_COUNT };

/* "am", "pm", "eve"; and back, also from 上午, 下午, 晚上. */
const char *period_name(enum period period);
bool period_parse(const char *text, enum period *period);

/* The translated word for a period. */
const char *period_word(enum period period);

struct settings {
#define SETTING_NUMBER(section, key, initial, lowest, highest, sentence) int section##_##key;
#define SETTING_TEXT(section, key, initial, size, sentence) char section##_##key[size];
#define SETTING_CHOICE(section, key, initial, choices, sentence) char section##_##key[16];
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	/* Derived from [periods]: minutes of the day, start < end, in order, not overlapping. */
	struct {
		int start, end;
	} period[PERIOD_COUNT];
	/* [keys]: command name and keys as written; the terminal checks them. */
	struct {
		char command[CONFIG_TEXT_SIZE], keys[CONFIG_TEXT_SIZE];
	} key[CONFIG_KEYS_MAX];
	int key_count;
};

/* Every setting at its default. */
void settings_init(struct settings *settings);

/*
 * Reads the file over the defaults. STATUS_BAD_SETTING with file, line, section, key and bounds for
 * an unknown section or key, a repeated key, a value out of bounds, a line that is no setting;
 * STATUS_BAD_FILE when it cannot be read, is larger than CONFIG_FILE_BYTES_MAX or is neither UTF-8
 * nor GB18030 (csv.h).
 * `settings` is unchanged on failure. The time zone is clock_init's to check.
 */
enum status settings_load(struct settings *settings, const char *path,
			  struct problem *problem) MUST_CHECK;

#endif
