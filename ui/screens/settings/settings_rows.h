#ifndef SCREENS_SETTINGS_ROWS_H
#define SCREENS_SETTINGS_ROWS_H
/*
 * What the settings' screens show of one setting, or of the keys of one command, in words.
 */
#include "base/settings_file.h"
#include "ui/term/screen.h"

enum { SETTING_WORDS_SIZE = 768 };

/* A setting by its place in the table, or a command whose keys can be set. */
struct setting_row {
	int place;	      /* -1: the keys of `command` */
	enum command command; /* COMMAND_NONE: the setting */
};

/* The row's section and key as the file has them. */
const char *setting_row_section(const struct setting_row *row);
const char *setting_row_key(const struct setting_row *row);

/* What people call it, translated. */
const char *setting_row_name(const struct setting_row *row);

/* Both: "Online share [quota] online_percent". */
void setting_row_title(const struct setting_row *row, char *out, size_t size);

/* Whose it is: in a word for a column, and as a sentence. */
const char *setting_row_scope(const struct setting_row *row);
const char *setting_row_scope_words(const struct setting_row *row);

/* The value that these settings give it, and the default, as the file would have them. */
char *setting_row_value(const struct setting_row *row, const struct settings *settings,
			char out[SETTING_VALUE_SIZE]);
char *setting_row_initial(const struct setting_row *row, char out[SETTING_VALUE_SIZE]);

/* Whether it is a rule of the clinic, which the database has; else it is in this counter's file. */
bool setting_row_is_rule(const struct setting_row *row);

/* The settings that say what it is to be: those in force of a rule, else the file's. */
const struct settings *setting_row_said(const struct setting_row *row,
					const struct settings *in_force,
					const struct settings_file *file);

/* "default", "file", "database", "environment", "command line". */
const char *setting_row_source(const struct setting_row *row, const struct settings *settings);

/* What it is; what it may be; what follows from a change, "" for nothing; when one takes effect. */
const char *setting_row_help(const struct setting_row *row);
char *setting_row_bounds(const struct setting_row *row, char out[SETTING_WORDS_SIZE]);
const char *setting_row_follows(const struct setting_row *row);
const char *setting_row_effect(const struct setting_row *row);

/* A value for people: an empty one says so. */
const char *setting_shown(const char *value);

/* Whether what is typed to find settings fits it, whole or each word of it: a part of its section
 * and key, its value, its name or its help, in either language, or the pinyin of its Chinese name.
 */
bool setting_row_fits(const struct setting_row *row, const struct settings *settings,
		      const char *typed);

/* Everything there is to know before changing it, in paragraphs. */
void setting_row_words(const struct setting_row *row, char *out, size_t size);

/* Looks at a value without changing anything: `value` gets it as the file would have it, or the
 * problem says what is wrong. */
enum status setting_row_check(const struct setting_row *row, const struct settings *settings,
			      const char *typed, char value[SETTING_VALUE_SIZE],
			      struct problem *problem) MUST_CHECK;

/* A value that was decided on, when `before` was there; NULL: back to the default. The remark is
 * for a rule. */
struct setting_decision {
	const char *value, *before, *remark;
};

/*
 * Puts it into the database or the file, says so, and brings what is at once in force into force:
 * the language and the keys too. Otherwise screen->desk->problem says why nothing was changed.
 */
enum status setting_row_put(struct screen *screen, struct settings_file *file,
			    const struct setting_row *row,
			    const struct setting_decision *decision) MUST_CHECK;

#endif
