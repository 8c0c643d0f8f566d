#include "base/config.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "base/encoding.h"
#include "base/entered.h"
#include "base/file.h"
#include "base/ini.h"
#include "base/language.h"
#include "base/text.h"

#define AT_ONCE true
#define AT_NEXT_START false

static const struct setting setting_table[] = {
#define FIELD(section, key) \
	.offset = offsetof(struct settings, section##_##key), \
	.size = sizeof(((struct settings *)NULL)->section##_##key)
#define SETTING_NUMBER(section, key, initial, lowest_, highest_, from, scope_, name_, sentence_, \
		       follows_) \
	{ #section, \
	  #key, \
	  FIELD(section, key), \
	  .initial_number = (initial), \
	  .lowest = (lowest_), \
	  .highest = (highest_), \
	  .kind = SETTING_IS_NUMBER, \
	  .at_once = (from), \
	  .scope = SETTING_OF_##scope_, \
	  .name = (name_), \
	  .sentence = (sentence_), \
	  .follows = (follows_) },
#define SETTING_TEXT(section, key, initial, size_, from, scope_, name_, sentence_, follows_) \
	{ #section, \
	  #key, \
	  FIELD(section, key), \
	  .initial_text = (initial), \
	  .kind = SETTING_IS_TEXT, \
	  .at_once = (from), \
	  .scope = SETTING_OF_##scope_, \
	  .name = (name_), \
	  .sentence = (sentence_), \
	  .follows = (follows_) },
#define SETTING_CHOICE(section, key, initial, choices_, from, scope_, name_, sentence_, follows_) \
	{ #section, \
	  #key, \
	  FIELD(section, key), \
	  .initial_text = (initial), \
	  .choices = (choices_), \
	  .kind = SETTING_IS_CHOICE, \
	  .at_once = (from), \
	  .scope = SETTING_OF_##scope_, \
	  .name = (name_), \
	  .sentence = (sentence_), \
	  .follows = (follows_) },
#include "base/settings.def"
#undef SETTING_NUMBER
#undef SETTING_TEXT
#undef SETTING_CHOICE
};

#define SECTION_OF_KEYS "keys"

static void store_number(struct settings *settings, const struct setting *setting, int value)
{
	memcpy((char *)settings + setting->offset, &value, sizeof(value));
}

static bool store_text(struct settings *settings, const struct setting *setting, const char *value)
{
	return text_copy((char *)settings + setting->offset, setting->size, value);
}

/* "08:00-12:00" to minutes. */
static bool read_range(const char *text, int *start, int *end)
{
	char from[CONFIG_TEXT_SIZE];
	char *to;

	text_copy(from, sizeof(from), text);
	to = strchr(from, '-');
	if (!to)
		return false;
	*to++ = '\0';
	return minute_parse(text_trim(from), start) && minute_parse(text_trim(to), end) &&
	       *start < *end;
}

/*
 * The periods follow from their settings. Returns the one that is not a range or starts before the
 * one above it ends, or PERIOD_COUNT when all are in order.
 */
static enum period derive_periods(struct settings *settings)
{
	const char *const ranges[PERIOD_COUNT] = {
		[PERIOD_AM] = settings->periods_am,
		[PERIOD_PM] = settings->periods_pm,
		[PERIOD_EVE] = settings->periods_eve,
	};
	int free_from = 0;

	for (enum period period = 0; period < PERIOD_COUNT; period++) {
		int *start = &settings->period[period].start, *end = &settings->period[period].end;

		if (!read_range(ranges[period], start, end) || *start < free_from)
			return period;
		free_from = *end;
	}
	return PERIOD_COUNT;
}

void settings_init(struct settings *settings)
{
	enum period wrong;

	memset(settings, 0, sizeof(*settings));
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *setting = &setting_table[i];

		if (setting->kind == SETTING_IS_NUMBER)
			store_number(settings, setting, setting->initial_number);
		else
			store_text(settings, setting, setting->initial_text);
	}
	wrong = derive_periods(settings);
	assert(wrong == PERIOD_COUNT);
	(void)wrong;
}

const struct setting *setting_at(int place)
{
	assert(place >= 0 && place < SETTING_COUNT);
	return &setting_table[place];
}

bool setting_is_rule(int place)
{
	return setting_at(place)->scope == SETTING_OF_CLINIC;
}

char *setting_name(int place, char out[SETTING_NAME_SIZE])
{
	const struct setting *setting = setting_at(place);

	text_format(out, SETTING_NAME_SIZE, "%s.%s", setting->section, setting->key);
	return out;
}

int setting_find(const char *name)
{
	char known[SETTING_NAME_SIZE];

	for (int place = 0; place < SETTING_COUNT; place++)
		if (strcmp(setting_name(place, known), name) == 0)
			return place;
	return -1;
}

char *setting_value(const struct settings *settings, int place, char out[SETTING_VALUE_SIZE])
{
	const struct setting *setting = setting_at(place);
	const char *field = (const char *)settings + setting->offset;
	int number;

	if (setting->kind != SETTING_IS_NUMBER) {
		text_copy(out, SETTING_VALUE_SIZE, field);
		return out;
	}
	memcpy(&number, field, sizeof(number));
	text_format(out, SETTING_VALUE_SIZE, "%d", number);
	return out;
}

char *setting_initial(int place, char out[SETTING_VALUE_SIZE])
{
	const struct setting *setting = setting_at(place);

	if (setting->kind == SETTING_IS_NUMBER)
		text_format(out, SETTING_VALUE_SIZE, "%d", setting->initial_number);
	else
		text_copy(out, SETTING_VALUE_SIZE, setting->initial_text);
	return out;
}

enum setting_source setting_source(const struct settings *settings, int place)
{
	/* Empty, it leaves the language to the environment, whoever left it empty. */
	if (place == SETTING_AT_clinic_language && !settings->clinic_language[0])
		return SETTING_BY_ENVIRONMENT;
	return (enum setting_source)settings->source[place];
}

static const struct {
	const char *name, *words;
} source_table[] = {
	[SETTING_BY_DEFAULT] = { "default", N_("default") },
	[SETTING_BY_FILE] = { "file", N_("file") },
	[SETTING_BY_DATABASE] = { "database", N_("database") },
	[SETTING_BY_ENVIRONMENT] = { "environment", N_("environment") },
	[SETTING_BY_COMMAND_LINE] = { "command_line", N_("command line") },
};

const char *setting_source_name(enum setting_source source)
{
	return source_table[source].name;
}

const char *setting_source_words(enum setting_source source)
{
	return _(source_table[source].words);
}

char *settings_overruled(const struct settings *settings, char *out, size_t size)
{
	char name[SETTING_NAME_SIZE];

	out[0] = '\0';
	for (int place = 0; place < SETTING_COUNT; place++) {
		const size_t used = strlen(out);

		if (settings->overruled[place])
			text_format(out + used, size - used, "%s%s", used ? ", " : "",
				    setting_name(place, name));
	}
	return out;
}

const char *settings_keys_of(const struct settings *settings, const char *command)
{
	for (int i = 0; i < settings->key_count; i++)
		if (strcmp(settings->key[i].command, command) == 0)
			return settings->key[i].keys;
	return NULL;
}

static enum status read_number(struct settings *settings, const struct setting *setting,
			       char *value, struct problem *problem)
{
	int64_t number;

	if (!text_to_number(text_narrow(value), setting->lowest, setting->highest, &number))
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("[%s] %s is \"%s\"; it must be a whole number from %d to %d."),
				   setting->section, setting->key, value, setting->lowest,
				   setting->highest);
	store_number(settings, setting, (int)number);
	return STATUS_OK;
}

static enum status read_choice(struct settings *settings, const struct setting *setting,
			       char *value, struct problem *problem)
{
	size_t length = strlen(text_lower(text_narrow(value)));
	const char *choice = setting->choices;
	char listed[128] = "";

	for (;;) {
		size_t size = strcspn(choice, "|"), used = strlen(listed);

		if (size == length && strncmp(choice, value, size) == 0) {
			store_text(settings, setting, value);
			return STATUS_OK;
		}
		text_format(listed + used, sizeof(listed) - used, "%s%.*s", used ? ", " : "",
			    size ? (int)size : 2, size ? choice : "\"\"");
		if (choice[size] == '\0')
			break;
		choice += size + 1;
	}
	return problem_set(problem, STATUS_BAD_SETTING,
			   _("[%s] %s is \"%s\"; it must be one of: %s."), setting->section,
			   setting->key, value, listed);
}

static enum status read_text(struct settings *settings, const struct setting *setting,
			     const char *value, struct problem *problem)
{
	static const char code[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

	/* A code is written into rows and file names and typed at the counter. */
	if ((setting == &setting_table[SETTING_AT_desk_staff] ||
	     setting == &setting_table[SETTING_AT_desk_counter]) &&
	    value[strspn(value, code)] != '\0')
		return problem_set(
			problem, STATUS_BAD_SETTING,
			_("[%s] %s is \"%s\"; it may have letters A to Z, digits, \".\", \"_\" and "
			  "\"-\" only."),
			setting->section, setting->key, value);
	/* Every change is recorded with its counter. */
	if (setting == &setting_table[SETTING_AT_desk_counter] && !*value)
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("[%s] %s is empty; give each counter a name of its own."),
				   setting->section, setting->key);
	if (!store_text(settings, setting, value))
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("[%s] %s is too long: %zu bytes, at most %zu."),
				   setting->section, setting->key, strlen(value),
				   setting->size - 1);
	return STATUS_OK;
}

static enum status read_value(struct settings *settings, const struct setting *setting, char *value,
			      struct problem *problem)
{
	switch (setting->kind) {
	case SETTING_IS_NUMBER: return read_number(settings, setting, value, problem);
	case SETTING_IS_CHOICE: return read_choice(settings, setting, value, problem);
	case SETTING_IS_TEXT: break;
	}
	if (strcmp(setting->section, "periods") == 0)
		text_tidy(value);
	return read_text(settings, setting, value, problem);
}

static enum status read_keys(struct settings *settings, const char *command, const char *value,
			     struct problem *problem)
{
	int index = settings->key_count;

	if (index == CONFIG_KEYS_MAX)
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("[%s] has more than %d commands."), SECTION_OF_KEYS,
				   CONFIG_KEYS_MAX);
	if (!text_copy(settings->key[index].keys, CONFIG_TEXT_SIZE, value) ||
	    !text_copy(settings->key[index].command, CONFIG_TEXT_SIZE, command))
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("[%s] %s is too long: %zu bytes, at most %d."),
				   SECTION_OF_KEYS, command, strlen(value), CONFIG_TEXT_SIZE - 1);
	settings->key_count++;
	return STATUS_OK;
}

static enum status check_periods(struct settings *settings, struct problem *problem)
{
	enum period wrong = derive_periods(settings);

	if (wrong == PERIOD_COUNT)
		return STATUS_OK;
	return problem_set(
		problem, STATUS_BAD_SETTING,
		_("[periods] %s must be a time of day, a hyphen and a later one, such as "
		  "08:00-12:00, and start no earlier than the period before it ends."),
		period_name(wrong));
}

/* A value's text as it is taken: without blanks around it, and clean. */
static enum status take_value(const char *text, const char *section, const char *key,
			      char value[INI_LINE_MAX + 1], struct problem *problem)
{
	if (!text_copy(value, INI_LINE_MAX + 1, text) || !text_is_clean(text_trim(value)))
		return problem_set(problem, STATUS_BAD_SETTING,
				   _("The value of [%s] %s contains a tab."), section, key);
	return STATUS_OK;
}

/* Reads a value as typed; what it comes to together with others is not looked at. */
static enum status put_value(struct settings *settings, int place, const char *value,
			     struct problem *problem)
{
	const struct setting *setting = setting_at(place);
	char taken[INI_LINE_MAX + 1];
	enum status status = take_value(value, setting->section, setting->key, taken, problem);

	return status ? status : read_value(settings, setting, taken, problem);
}

bool setting_may_be(int place, const char *value)
{
	struct settings settings;
	int start, end;

	settings_init(&settings);
	if (put_value(&settings, place, value, NULL) != STATUS_OK)
		return false;
	return strcmp(setting_at(place)->section, "periods") != 0 ||
	       read_range(value, &start, &end);
}

enum status settings_set_all(struct settings *settings, const struct setting_wish *wishes,
			     size_t count, struct problem *problem)
{
	struct settings changed = *settings;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++)
		status = put_value(&changed, wishes[i].place, wishes[i].value, problem);
	if (!status)
		status = check_periods(&changed, problem);
	if (!status)
		*settings = changed;
	return status;
}

enum status settings_set(struct settings *settings, int place, const char *value,
			 struct problem *problem)
{
	const struct setting_wish wish = { place, value };

	return settings_set_all(settings, &wish, 1, problem);
}

enum status settings_set_keys(struct settings *settings, const char *command, const char *keys,
			      struct problem *problem)
{
	struct settings changed = *settings;
	char taken[INI_LINE_MAX + 1] = "";
	enum status status = STATUS_OK;
	int place = 0;

	if (keys)
		status = take_value(keys, SECTION_OF_KEYS, command, taken, problem);
	while (place < changed.key_count && strcmp(changed.key[place].command, command) != 0)
		place++;
	if (place < changed.key_count) {
		changed.key_count--;
		memmove(&changed.key[place], &changed.key[place + 1],
			(size_t)(changed.key_count - place) * sizeof(changed.key[0]));
	}
	if (!status && keys)
		status = read_keys(&changed, command, taken, problem);
	if (!status)
		*settings = changed;
	return status;
}

/* A file being taken: its keys, and the settings so far. */
struct loading {
	const struct ini *ini;
	struct settings settings;
	struct problem *problem;
};

/* The names that would have been right: the sections, or the settings of one. */
static void list_names(const char *section, char *out, size_t size)
{
	const char *last = "";
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const char *name = section ? setting_table[i].key : setting_table[i].section;

		if (section ? strcmp(setting_table[i].section, section) != 0
			    : strcmp(name, last) == 0)
			continue;
		text_format(out + used, size - used, "%s%s", used ? ", " : "", name);
		used += strlen(out + used);
		last = name;
	}
}

static enum status refuse_name(const struct loading *loading, const struct ini_key *at)
{
	char sections[256], keys[256];

	list_names(NULL, sections, sizeof(sections));
	list_names(at->section, keys, sizeof(keys));
	if (!keys[0])
		return ini_refuse(loading->ini, at->line, loading->problem,
				  _("There is no section [%s]; sections are: %s, %s."), at->section,
				  sections, SECTION_OF_KEYS);
	return ini_refuse(loading->ini, at->line, loading->problem,
			  _("There is no setting %s in [%s]; its settings are: %s."), at->key,
			  at->section, keys);
}

/* True for a section, when `key` is empty, or for a setting. */
static bool is_known(const struct ini_key *at, const struct setting **setting)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		*setting = &setting_table[i];
		if (strcmp((*setting)->section, at->section) == 0 &&
		    (!at->key[0] || strcmp((*setting)->key, at->key) == 0))
			return true;
	}
	*setting = NULL;
	return strcmp(at->section, SECTION_OF_KEYS) == 0;
}

static enum status read_setting(struct loading *loading, const struct ini_key *at)
{
	char found[INI_LINE_MAX + 1], value[INI_LINE_MAX + 1];
	const struct setting *setting;
	struct problem problem;
	enum status status;

	if (!is_known(at, &setting))
		return refuse_name(loading, at);
	if (!at->key[0])
		return STATUS_OK;
	if (!ini_value(loading->ini, at, found))
		return ini_refuse(loading->ini, at->line, loading->problem,
				  _("The value of [%s] %s cannot be read."), at->section, at->key);
	status = take_value(found, at->section, at->key, value, &problem);
	if (!status && setting) {
		status = read_value(&loading->settings, setting, value, &problem);
		loading->settings.source[setting - setting_table] = SETTING_BY_FILE;
	} else if (!status) {
		status = read_keys(&loading->settings, at->key, value, &problem);
	}
	return status ? ini_refuse(loading->ini, at->line, loading->problem, "%s", problem.message)
		      : STATUS_OK;
}

enum status settings_take(struct settings *settings, const char *path, const struct ini *ini,
			  struct problem *problem)
{
	struct loading loading = { .ini = ini, .problem = problem };
	enum status status = STATUS_OK;
	struct problem wrong;

	settings_init(&loading.settings);
	text_copy(loading.settings.path, sizeof(loading.settings.path), path);
	for (size_t i = 0; !status && i < ini->count; i++)
		status = read_setting(&loading, &ini->keys[i]);
	if (!status && check_periods(&loading.settings, &wrong))
		status = problem_set(problem, STATUS_BAD_SETTING, "%s: %s", path, wrong.message);
	if (!status)
		*settings = loading.settings;
	return status;
}

/* Whether another account than this one, or the system's, can change what is at `path`. */
static bool others_can_change(const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return false;
	if (about.st_uid != 0 && about.st_uid != geteuid())
		return true;
	/* What a clerk can change who came in is the program's own. */
	if (about.st_uid != 0 && entered_by())
		return true;
	/* In a folder like /tmp everybody makes files, and nobody replaces those of others. */
	return (about.st_mode & 022) != 0 && !(S_ISDIR(about.st_mode) && (about.st_mode & S_ISVTX));
}

/* What a settings file names is started as this account. */
static enum status check_program(const struct settings *settings, const char *path,
				 struct problem *problem)
{
	char folder[FILE_PATH_SIZE];
	const char *slash = strrchr(path, '/');
	const char *name = settings->desk_reader_command[0] ? "[desk] reader_command"
							    : "[print] command";

	if (!settings->desk_reader_command[0] && !settings->print_command[0])
		return STATUS_OK;
	text_format(folder, sizeof(folder), "%.*s", slash ? (int)(slash - path) + 1 : 1,
		    slash ? path : ".");
	if (!others_can_change(path) && !others_can_change(folder))
		return STATUS_OK;
	return problem_set(problem, STATUS_BAD_SETTING,
			   _("%s: %s names a program that the desk starts, but another account can "
			     "change this file or its folder. Make both yours or root's, and take "
			     "others' right to write: chmod go-w '%s'"),
			   path, name, others_can_change(path) ? path : folder);
}

enum status settings_load(struct settings *settings, const char *path, struct problem *problem)
{
	struct settings loaded;
	struct ini ini = { .count = 0 };
	enum status status;
	char *text = NULL;

	status = file_is_no_pipe(path, problem);
	if (!status)
		status = encoded_file_read(path, CONFIG_FILE_BYTES_MAX, &text, problem);
	if (!status)
		status = ini_read(&ini, path, text, problem);
	if (!status)
		status = settings_take(&loaded, path, &ini, problem);
	if (!status)
		status = check_program(&loaded, path, problem);
	if (!status)
		*settings = loaded;
	ini_release(&ini);
	free(text);
	return status;
}
