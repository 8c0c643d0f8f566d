#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H
/*
 * The settings: one table (settings.def), one file (base/ini.h), one struct. Numbers are read here,
 * from the strings that the file has.
 */
#include <stddef.h>

#include "base/file.h"
#include "base/ini.h"
#include "base/period.h"
#include "base/status.h"

enum {
	CONFIG_FILE_BYTES_MAX = 64 * 1024,
	CONFIG_KEYS_MAX = 64,
	CONFIG_TEXT_SIZE = 65,
	SETTING_VALUE_SIZE = 512
};

/* Where a setting's value comes from. */
enum setting_source {
	SETTING_BY_DEFAULT,
	SETTING_BY_FILE,
	SETTING_BY_DATABASE, /* a rule of the clinic (desk/rules.h) */
	SETTING_BY_ENVIRONMENT,
	SETTING_BY_COMMAND_LINE,
};

/* The places of the settings in the table, in the order of settings.def. */
enum {
#define SETTING_NUMBER(section, key, ...) SETTING_AT_##section##_##key,
#define SETTING_TEXT SETTING_NUMBER
#define SETTING_CHOICE SETTING_NUMBER
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
	SETTING_COUNT
};

struct settings {
#define SETTING_NUMBER(section, key, initial, lowest, highest, from, scope, name, sentence, \
		       follows) \
	int section##_##key;
#define SETTING_TEXT(section, key, initial, size, from, scope, name, sentence, follows) \
	char section##_##key[size];
#define SETTING_CHOICE(section, key, initial, choices, from, scope, name, sentence, follows) \
	char section##_##key[16];
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
	/* The file they were read from, or would be written to; "" for none. */
	char path[FILE_PATH_SIZE];
	unsigned char source[SETTING_COUNT]; /* enum setting_source; ask setting_source */
	/* The file has a line for it that is not used, for it is a rule and the database says
	 * otherwise. */
	bool overruled[SETTING_COUNT];
};

/* For whom a setting holds: a rule of the clinic lies in its database, and a file has its first
 * value alone; what is a counter's own lies in that counter's file. */
enum setting_scope { SETTING_OF_CLINIC, SETTING_OF_COUNTER };

enum setting_kind { SETTING_IS_NUMBER, SETTING_IS_TEXT, SETTING_IS_CHOICE };

/* One row of the table. */
struct setting {
	const char *section, *key;
	size_t offset, size; /* in struct settings; of a text with its NUL */
	const char *initial_text;
	const char *choices; /* "a|b|c" */
	int initial_number, lowest, highest;
	enum setting_kind kind;
	bool at_once; /* a change in the desk takes effect at once, not at the next start */
	enum setting_scope scope;
	const char *name;     /* N_(): what people call it */
	const char *sentence; /* N_(): what it is */
	const char *follows;  /* N_(): what a change of this rule leads to; NULL: it is no rule */
};

/* A row by its place, 0 to SETTING_COUNT - 1. */
const struct setting *setting_at(int place);

/* Whether it is a rule of the clinic (SETTING_OF_CLINIC). */
bool setting_is_rule(int place);

/* Its full name, "quota.online_percent"; and the place of one, -1 when there is none. */
enum { SETTING_NAME_SIZE = 65 };
char *setting_name(int place, char out[SETTING_NAME_SIZE]);
int setting_find(const char *name);

/* A value as a line of the file would have it, and the default's. Return `out`. */
char *setting_value(const struct settings *settings, int place, char out[SETTING_VALUE_SIZE]);
char *setting_initial(int place, char out[SETTING_VALUE_SIZE]);

enum setting_source setting_source(const struct settings *settings, int place);

/* "database" in JSON; and in words. */
const char *setting_source_name(enum setting_source source);
const char *setting_source_words(enum setting_source source);

/* "quota.online_percent, queue.unpaid": the rules in the file that are not used, "" for none; as
 * many as fit. Returns `out`. */
char *settings_overruled(const struct settings *settings, char *out, size_t size);

/* The keys of a command as [keys] has them; NULL when it says nothing of it. */
const char *settings_keys_of(const struct settings *settings, const char *command);

/* Every setting at its default. */
void settings_init(struct settings *settings);

/*
 * Gives one setting a value that somebody typed, by the rules and with the sentences of a line of
 * the file. STATUS_BAD_SETTING; `settings` is unchanged on failure. The time zone is
 * clock_zone_check's to look at.
 */
enum status settings_set(struct settings *settings, int place, const char *value,
			 struct problem *problem) MUST_CHECK;

/* The same for several at once, which have to fit together only when all have their values. */
struct setting_wish {
	int place;
	const char *value;
};
enum status settings_set_all(struct settings *settings, const struct setting_wish *wishes,
			     size_t count, struct problem *problem) MUST_CHECK;

/* Whether a setting may have this value, whatever the others are. */
bool setting_may_be(int place, const char *value);

/* The same for the keys of a command; NULL takes its line away. Whether there is such a command and
 * such a key the terminal knows. */
enum status settings_set_keys(struct settings *settings, const char *command, const char *keys,
			      struct problem *problem) MUST_CHECK;

/*
 * Reads the file over the defaults. STATUS_BAD_SETTING with file, line, section, key and bounds for
 * an unknown section or key, a repeated key, a value out of bounds, a line that is no setting;
 * STATUS_BAD_FILE when it cannot be read, is larger than CONFIG_FILE_BYTES_MAX or is neither UTF-8
 * nor GB18030 (csv.h).
 * `settings` is unchanged on failure. The time zone is clock_init's to check.
 */
enum status settings_load(struct settings *settings, const char *path,
			  struct problem *problem) MUST_CHECK;

/* The same of such a file's text, read already; `path` is for the settings and the sentences. */
enum status settings_take(struct settings *settings, const char *path, const struct ini *ini,
			  struct problem *problem) MUST_CHECK;

#endif
