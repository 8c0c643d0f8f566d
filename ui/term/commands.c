#include "ui/term/commands.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum { MANUAL_COLUMNS = 76 };

static const struct {
	const char *name, *keys, *label, *sentence;
	enum context context;
} table[COMMAND_COUNT] = {
#define COMMAND(identifier, where, name, keys, label, sentence) \
	[COMMAND_##identifier] = { (name), (keys), (label), (sentence), CONTEXT_##where },
#include "ui/term/commands.def"
#undef COMMAND
};

/* clang-format off */
static const char *const titles[CONTEXT_COUNT] = {
	[CONTEXT_EVERYWHERE] = N_("Everywhere"),
	[CONTEXT_LIST] = N_("In a list"),
	[CONTEXT_FORM] = N_("In a form"),
	[CONTEXT_DIALOG] = N_("In a question"),
	[CONTEXT_SIGNIN] = N_("Sign in"),
	[CONTEXT_TODAY] = N_("Today"),
	[CONTEXT_REGISTER] = N_("Register"),
	[CONTEXT_QUEUE] = N_("Queue"),
	[CONTEXT_CALLING] = N_("Calling while somebody is called"),
	[CONTEXT_BOOKINGS] = N_("Bookings"),
	[CONTEXT_CHECKIN] = N_("Checking in somebody who has not paid"),
	[CONTEXT_REPORTS] = N_("Reports"),
	[CONTEXT_PATIENTS] = N_("Patients"),
	[CONTEXT_PERSON] = N_("A question about a person"),
	[CONTEXT_ROSTER] = N_("Roster"),
	[CONTEXT_LOAD] = N_("Load a file"),
	[CONTEXT_AFFECTED] = N_("People to tell"),
	[CONTEXT_DAY] = N_("Day"),
	[CONTEXT_CLOSE] = N_("Close the day"),
	[CONTEXT_SETTINGS] = N_("Settings"),
	[CONTEXT_PRACTICE] = N_("Practice"),
	[CONTEXT_ONLINE] = N_("Online"),
	[CONTEXT_FILES] = N_("Choose a file"),
	[CONTEXT_IMPORT] = N_("Import"),
	[CONTEXT_BANS] = N_("Bans"),
	[CONTEXT_TRIAL] = N_("Rule trial"),
	[CONTEXT_REFUSED] = N_("Refused orders"),
};
/* clang-format on */

enum context command_context(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	return table[command].context;
}

const char *command_name(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	return table[command].name;
}

const char *command_label(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	/* gettext answers "" with the catalogue's header. */
	return table[command].label[0] ? _(table[command].label) : "";
}

const char *command_sentence(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	return _(table[command].sentence);
}

const char *command_label_in_english(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	return table[command].label;
}

const char *command_sentence_in_english(enum command command)
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	return table[command].sentence;
}

const char *context_title(enum context context)
{
	assert(context < CONTEXT_COUNT);
	return _(titles[context]);
}

enum keys_reading { KEYS_READ, KEYS_UNREADABLE, KEYS_TYPED, KEYS_TOO_MANY };

/* A letter of any script, or a digit: it begins a search. */
static bool is_typed(uint32_t stroke)
{
	return stroke_is_text(stroke) && (stroke > '~' || isalnum((int)stroke));
}

/* Reads "F6 ^K" over a command's keys; *culprit holds the name that cannot be read. */
static enum keys_reading read_keys(struct keymap *keymap, enum command command, const char *text,
				   char culprit[CONFIG_TEXT_SIZE])
{
	char copy[CONFIG_TEXT_SIZE], *rest = copy, *name;

	text_copy(copy, sizeof(copy), text);
	keymap->count[command] = 0;
	while ((name = strsep(&rest, " \t")) != NULL) {
		if (*name == '\0')
			continue;
		text_copy(culprit, CONFIG_TEXT_SIZE, name);
		if (keymap->count[command] == KEYS_PER_COMMAND_MAX)
			return KEYS_TOO_MANY;
		if (!stroke_parse(name, &keymap->stroke[command][keymap->count[command]]))
			return KEYS_UNREADABLE;
		if (is_typed(keymap->stroke[command][keymap->count[command]]))
			return KEYS_TYPED;
		keymap->count[command]++;
	}
	return KEYS_READ;
}

void keymap_init(struct keymap *keymap)
{
	char culprit[CONFIG_TEXT_SIZE];

	memset(keymap, 0, sizeof(*keymap));
	for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
		enum keys_reading reading = read_keys(keymap, (enum command)command,
						      table[command].keys, culprit);

		assert(reading == KEYS_READ);
		(void)reading;
	}
}

static bool has_stroke(const struct keymap *keymap, enum command command, uint32_t stroke)
{
	for (int i = 0; i < keymap->count[command]; i++) {
		if (keymap->stroke[command][i] == stroke)
			return true;
	}
	return false;
}

static enum command find_in(const struct keymap *keymap, enum context context, uint32_t stroke)
{
	for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
		if (table[command].context == context &&
		    has_stroke(keymap, (enum command)command, stroke))
			return (enum command)command;
	}
	return COMMAND_NONE;
}

static enum command command_named(const char *name)
{
	for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
		if (strcmp(table[command].name, name) == 0)
			return (enum command)command;
	}
	return COMMAND_NONE;
}

/* One key for two commands of one context would make one of them unreachable. */
static enum status check_conflicts(const struct keymap *keymap, struct problem *problem)
{
	char key[STROKE_NAME_SIZE];

	for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
		for (int i = 0; i < keymap->count[command]; i++) {
			uint32_t stroke = keymap->stroke[command][i];
			enum command other = find_in(keymap, table[command].context, stroke);

			if (other != (enum command)command)
				return problem_set(problem, STATUS_BAD_SETTING,
						   _("[keys]: the key %s is given to both %s and "
						     "%s; give each its own."),
						   stroke_name(stroke, key), table[other].name,
						   table[command].name);
		}
	}
	return STATUS_OK;
}

/* A desk that cannot be left, or a dialog that cannot be closed, is a trap. */
static enum status check_exits(const struct keymap *keymap, struct problem *problem)
{
	static const enum command needed[] = { COMMAND_BACK, COMMAND_QUIT };

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		char key[STROKE_NAME_SIZE];

		keymap_working_key(keymap, needed[i], CONTEXT_FORM, CONTEXT_FORM, true, key);
		if (key[0] == '\0')
			return problem_set(problem, STATUS_BAD_SETTING,
					   _("[keys] %s: needs at least one key that is not a "
					     "single character."),
					   table[needed[i]].name);
	}
	return STATUS_OK;
}

enum status keymap_load(struct keymap *keymap, const struct settings *settings,
			struct problem *problem)
{
	struct keymap changed = *keymap;
	enum status status;

	for (int i = 0; i < settings->key_count; i++) {
		const char *name = settings->key[i].command;
		char culprit[CONFIG_TEXT_SIZE];
		enum command command = command_named(name);

		if (command == COMMAND_NONE)
			return problem_set(problem, STATUS_BAD_SETTING,
					   _("[keys] %s: there is no such command; frontdesk(1) "
					     "lists them under KEYS."),
					   name);
		switch (read_keys(&changed, command, settings->key[i].keys, culprit)) {
		case KEYS_READ: break;
		case KEYS_UNREADABLE:
			return problem_set(problem, STATUS_BAD_SETTING,
					   _("[keys] %s: %s is not a key; write F1 to F12, Enter, "
					     "Esc, Tab, Up, "
					     "PgDn, Del, ^A, Alt-x or a sign such as *."),
					   name, culprit);
		case KEYS_TYPED:
			return problem_set(problem, STATUS_BAD_SETTING,
					   _("[keys] %s: %s is typed text, which begins a search; "
					     "write a function key, ^A or Alt-x."),
					   name, culprit);
		case KEYS_TOO_MANY:
			return problem_set(problem, STATUS_BAD_SETTING,
					   _("[keys] %s: more than %d keys for one command."), name,
					   KEYS_PER_COMMAND_MAX);
		}
	}
	status = check_conflicts(&changed, problem);
	if (status == STATUS_OK)
		status = check_exits(&changed, problem);
	if (status == STATUS_OK)
		*keymap = changed;
	return status;
}

/* What an input method or the locked capitals make of a key, as the key itself. */
static uint32_t plain(uint32_t stroke)
{
	if (stroke >= 0xFF01 && stroke <= 0xFF5E)
		stroke = stroke - 0xFF01 + '!';
	if (stroke == 0x3002) /* the key of the point, where Chinese is typed */
		stroke = '.';
	return stroke >= 'A' && stroke <= 'Z' ? stroke - 'A' + 'a' : stroke;
}

enum command keymap_find(const struct keymap *keymap, enum context screen, enum context widget,
			 bool typing, uint32_t stroke)
{
	enum context order[] = { typing ? widget : screen, typing ? screen : widget,
				 CONTEXT_EVERYWHERE };

	if (typing && stroke_is_text(stroke))
		return COMMAND_NONE;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		enum command command = find_in(keymap, order[i], stroke);

		if (command != COMMAND_NONE)
			return command;
	}
	if (plain(stroke) != stroke)
		return keymap_find(keymap, screen, widget, typing, plain(stroke));
	return COMMAND_NONE;
}

/* Adds a key to a text of several. */
static void add_key(char out[KEYS_TEXT_SIZE], const char *name)
{
	size_t length = strlen(out);

	text_format(out + length, KEYS_TEXT_SIZE - length, "%s%s", length > 0 ? " " : "", name);
}

char *keymap_keys(const struct keymap *keymap, enum command command, char out[KEYS_TEXT_SIZE])
{
	char name[STROKE_NAME_SIZE];

	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	out[0] = '\0';
	for (int i = 0; i < keymap->count[command]; i++)
		add_key(out, stroke_name(keymap->stroke[command][i], name));
	return out;
}

char *keymap_labels(const struct keymap *keymap, enum command command, char out[KEYS_TEXT_SIZE])
{
	char label[STROKE_NAME_SIZE];

	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	out[0] = '\0';
	for (int i = 0; i < keymap->count[command]; i++)
		add_key(out, stroke_label(keymap->stroke[command][i], label));
	return out;
}

char *keymap_working_key(const struct keymap *keymap, enum command command, enum context screen,
			 enum context widget, bool typing, char out[STROKE_NAME_SIZE])
{
	assert(command > COMMAND_NONE && command < COMMAND_COUNT);
	out[0] = '\0';
	for (int i = 0; i < keymap->count[command]; i++) {
		uint32_t stroke = keymap->stroke[command][i];

		if (keymap_find(keymap, screen, widget, typing, stroke) == command)
			return stroke_label(stroke, out);
	}
	return out;
}

/* A key's name as an mdoc argument, with nothing in it that roff would take for its own. */
static void write_key(FILE *out, const char *name)
{
	/* A lone point or bracket would be punctuation. */
	bool punctuation = strchr(".,:;()[]?!|/", name[strlen(name) - 1]) != NULL;

	fprintf(out, " Ic \"%s", punctuation ? "\\&" : "");
	for (const char *at = name; *at; at++) {
		switch (*at) {
		case '"': fputs("\\(dq", out); break;
		case '\\': fputs("\\e", out); break;
		case '-': fputs("\\-", out); break;
		case '^': fputs("\\(ha", out); break;
		default: fputc(*at, out);
		}
	}
	fprintf(out, "%s\"", punctuation ? "\\&" : "");
}

/* Breaks the lines of the page's source, as mandoc likes them. */
static void write_sentence(FILE *out, const char *sentence)
{
	int column = 0;

	for (; *sentence; sentence++) {
		bool space = *sentence == ' ' &&
			     column > MANUAL_COLUMNS - (int)strcspn(sentence + 1, " ");

		fputc(space ? '\n' : *sentence, out);
		column = space ? 0 : column + 1;
	}
	fputc('\n', out);
}

static void write_manual_row(FILE *out, const struct keymap *keymap, enum command command)
{
	char keys[KEYS_TEXT_SIZE], *rest = keys, *name;
	bool first = true;

	fputs(".It", out);
	keymap_keys(keymap, command, keys);
	while ((name = strsep(&rest, " ")) != NULL) {
		if (!first)
			fputs(" ,", out);
		write_key(out, name);
		first = false;
	}
	fputc('\n', out);
	write_sentence(out, _(table[command].sentence));
	fprintf(out, ".Pq Li %s\n", table[command].name);
}

void commands_write_manual(FILE *out)
{
	struct keymap keymap;

	keymap_init(&keymap);
	fprintf(out, ".Sh KEYS\n%s\n%s\n",
		_("No letter and no digit is a key: what is typed begins a search, or narrows the "
		  "list."),
		_("The name in parentheses is that of the command in the section [keys] of the "
		  "settings."));
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		fprintf(out, ".Ss \\&%s\n.Bl -tag -width Ds\n", _(titles[context]));
		for (int command = COMMAND_NONE + 1; command < COMMAND_COUNT; command++) {
			if (table[command].context == (enum context)context)
				write_manual_row(out, &keymap, (enum command)command);
		}
		fputs(".El\n", out);
	}
}
