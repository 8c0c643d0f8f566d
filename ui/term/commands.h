#ifndef TERM_COMMANDS_H
#define TERM_COMMANDS_H
/*
 * What a key does. One table, commands.def, makes this enum, the key lookup, the function bar, the
 * help screen, the manual's KEYS section and the [keys] settings, so they cannot disagree. A new
 * command is one row there.
 */
#include <stdio.h>

#include "base/config.h"
#include "base/status.h"
#include "ui/term/keys.h"

/*
 * Where a command is known. The engine's come first: everywhere; in a list, a form and a question,
 * which any screen may have. Then those of the program's screens, some of which share one.
 */
enum context {
	CONTEXT_EVERYWHERE,
	CONTEXT_LIST,
	CONTEXT_FORM,
	CONTEXT_DIALOG,
	CONTEXT_SIGNIN,
	CONTEXT_TODAY,
	CONTEXT_REGISTER,
	CONTEXT_QUEUE,
	CONTEXT_CALLING,
	CONTEXT_BOOKINGS,
	CONTEXT_CHECKIN,
	CONTEXT_REPORTS,
	CONTEXT_PATIENTS,
	CONTEXT_PERSON,
	CONTEXT_ROSTER,
	CONTEXT_LOAD,
	CONTEXT_AFFECTED,
	CONTEXT_ONLINE,
	CONTEXT_FILES,
	CONTEXT_IMPORT,
	CONTEXT_BANS,
	CONTEXT_TRIAL,
	CONTEXT_REFUSED,
	CONTEXT_DAY,
	CONTEXT_CLOSE,
	CONTEXT_SETTINGS,
	CONTEXT_PRACTICE,
	CONTEXT_COUNT,
};

enum command {
	COMMAND_NONE,
#define COMMAND(identifier, context, name, keys, label, sentence) COMMAND_##identifier,
#include "ui/term/commands.def"
#undef COMMAND
	COMMAND_COUNT
};

enum { KEYS_PER_COMMAND_MAX = 8, KEYS_TEXT_SIZE = KEYS_PER_COMMAND_MAX * (STROKE_NAME_SIZE + 1) };

/* Where a command is known. */
enum context command_context(enum command command);

/* The name in the settings file ("queue_call"). */
const char *command_name(enum command command);

/* Translated: the word for the function bar ("" when it is not shown there), the sentence for the
 * help. */
const char *command_label(enum command command);
const char *command_sentence(enum command command);

/* The same in the table's own words, which are found in every language. */
const char *command_label_in_english(enum command command);
const char *command_sentence_in_english(enum command command);

/* The translated heading of a context ("Queue"). */
const char *context_title(enum context context);

/* Which keys are bound to each command. A plain value. */
struct keymap {
	uint32_t stroke[COMMAND_COUNT][KEYS_PER_COMMAND_MAX];
	int count[COMMAND_COUNT];
};

/* The table's default keys. */
void keymap_init(struct keymap *keymap);

/*
 * Puts the settings' [keys] over the keys that are there: `command = KEY KEY ...`, separated by
 * spaces; an empty value takes every key away. STATUS_BAD_SETTING, naming the culprit, for an
 * unknown command, an unreadable key, one key for two commands of one context, and for leaving Back
 * or Quit without a key. `keymap` is unchanged on failure.
 */
enum status keymap_load(struct keymap *keymap, const struct settings *settings,
			struct problem *problem) MUST_CHECK;

/*
 * The command of a stroke: the screen's own first, then its widget's (CONTEXT_LIST, CONTEXT_FORM,
 * CONTEXT_DIALOG; CONTEXT_EVERYWHERE for none), then those known everywhere. While text is typed
 * the widget's come before the screen's, so that the cursor keys stay with the text, and printable
 * characters are no commands. COMMAND_NONE when there is none.
 */
enum command keymap_find(const struct keymap *keymap, enum context screen, enum context widget,
			 bool typing, uint32_t stroke);

/* All keys of a command, "F6 Alt-n", as the settings have them, and under their names in the
 * language shown; "" when it has none. Both return `out`. */
char *keymap_keys(const struct keymap *keymap, enum command command, char out[KEYS_TEXT_SIZE]);
char *keymap_labels(const struct keymap *keymap, enum command command, char out[KEYS_TEXT_SIZE]);

/* The label of the first key that leads to a command from there, as keymap_find has it; "" when
 * none does. */
char *keymap_working_key(const struct keymap *keymap, enum command command, enum context screen,
			 enum context widget, bool typing, char out[STROKE_NAME_SIZE]);

/* Writes the section KEYS of the manual page in mdoc, of the default keys. */
void commands_write_manual(FILE *out);

#endif
