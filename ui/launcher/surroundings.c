#include "ui/launcher/surroundings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/entered.h"
#include "base/folder.h"
#include "base/memory.h"
#include "base/text.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* What goes along, and the letters it may have. A description of a terminal is looked up by TERM:
 * without a slash or a dot in front it names one of the system's. */
static const struct along {
	const char *name, *letters;
} along[] = {
	{ "TERM", LETTERS DIGITS "+._-" },	  { "COLORTERM", LETTERS DIGITS "-" },
	{ "NO_COLOR", LETTERS DIGITS },		  { "ESCDELAY", DIGITS },
	{ "LANG", LETTERS DIGITS "_.@-" },	  { "LANGUAGE", LETTERS DIGITS "_.@:-" },
	{ "LC_ALL", LETTERS DIGITS "_.@-" },	  { "LC_CTYPE", LETTERS DIGITS "_.@-" },
	{ "LC_MESSAGES", LETTERS DIGITS "_.@-" },
};

#define ALONG_COUNT (sizeof(along) / sizeof(along[0]))

/* In the program of the tests: where the package's places begin, and whose they are. */
#ifdef TEST_CLOCK
static const char *of_tests(const char *variable, const char *otherwise)
{
	const char *value = getenv(variable);

	return value ? value : otherwise;
}
#else
static const char *of_tests(const char *variable, const char *otherwise)
{
	(void)variable;
	return otherwise;
}
#endif

const char *place_root(void)
{
	return of_tests("FRONTDESK_TEST_ROOT", "");
}

void place_init(struct place *place)
{
	const struct {
		char *path;
		const char *fixed;
	} paths[] = {
		{ place->program, "/usr/bin/frontdesk" },
		{ place->launcher, "/usr/bin/frontdesk-enter" },
		{ place->sudo, "/usr/bin/sudo" },
		{ place->home, "/var/lib/frontdesk" },
		{ place->database, "/var/lib/frontdesk/clinic/frontdesk.db" },
		{ place->exchange, "/var/lib/frontdesk/exchange" },
		{ place->session, "/run/frontdesk" },
		{ place->settings, "/etc/frontdesk/frontdesk.ini" },
		{ place->counters, "/etc/frontdesk/counters" },
		{ place->copies, "/var/lib/frontdesk/copies" },
		{ place->rule, "/etc/sudoers.d/frontdesk" },
		{ place->timer, "/etc/systemd/system/timers.target.wants/frontdesk-nightly.timer" },
	};

	text_copy(place->account, sizeof(place->account),
		  of_tests("FRONTDESK_TEST_ACCOUNT", "frontdesk"));
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		text_format(paths[i].path, FILE_PATH_SIZE, "%s%s", place_root(), paths[i].fixed);
}

bool surroundings_take(const char *name, const char *value)
{
	for (size_t i = 0; i < ALONG_COUNT; i++)
		if (strcmp(along[i].name, name) == 0)
			return strlen(value) < SURROUNDINGS_VALUE_SIZE &&
			       strspn(value, along[i].letters) == strlen(value) && *value != '.';
	return false;
}

static void add(struct surroundings *made, const char *name, const char *value)
{
	const size_t size = strlen(name) + strlen(value) + 2;
	char *variable = memory_new(size, 1);

	assert(made->count < SURROUNDINGS_MAX);
	text_format(variable, size, "%s=%s", name, value);
	made->variable[made->count++] = variable;
}

/* The settings of the clerk's counter, where it has some of its own: else the clinic's. Both belong
 * to root, for they name programs that are started. */
static void add_settings(struct surroundings *made, const struct place *place, const char *clerk)
{
	char path[FILE_PATH_SIZE];

	if (clerk && text_format(path, sizeof(path), "%s/%s.ini", place->counters, clerk) &&
	    path_exists(path))
		add(made, "FRONTDESK_CONFIG", path);
	else
		add(made, "FRONTDESK_CONFIG", place->settings);
}

#ifdef TEST_CLOCK
/* What a test sets goes along; no other program knows these. */
static void add_for_tests(struct surroundings *made)
{
	static const char *const names[] = { "FRONTDESK_TEST_CLOCK", "FRONTDESK_TEST_SECRETS",
					     "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (getenv(names[i]))
			add(made, names[i], getenv(names[i]));
}
#endif

void surroundings_make(struct surroundings *made, const struct place *place, const char *clerk)
{
	const bool has_session = access(place->session, W_OK | X_OK) == 0;

	memset(made, 0, sizeof(*made));
	for (size_t i = 0; i < ALONG_COUNT; i++) {
		const char *value = getenv(along[i].name);

		if (value && surroundings_take(along[i].name, value))
			add(made, along[i].name, value);
	}
	add(made, "PATH", "/usr/bin:/bin");
	add(made, "HOME", place->home);
	add(made, "FRONTDESK_DB", place->database);
	add_settings(made, place, clerk);
	if (has_session)
		add(made, "XDG_RUNTIME_DIR", place->session);
	add(made, "TMPDIR", has_session ? place->session : place->home);
	if (clerk) {
		add(made, ENTERED_VARIABLE, clerk);
		add(made, ENTERED_EXCHANGE_VARIABLE, place->exchange);
	}
#ifdef TEST_CLOCK
	add_for_tests(made);
#endif
}

void surroundings_release(struct surroundings *made)
{
	for (size_t i = 0; i < made->count; i++)
		free(made->variable[i]);
	made->count = 0;
}
