#include "base/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

/* glibc's own counter: raising it makes gettext forget what it looked up in the former language. */
extern int _nl_msg_cat_cntr;

enum { LANGUAGE_SIZE = 64 };

/* What language_start found, so that a later choice can be taken back: the locale is the process's,
 * and so is this. */
static char environment_language[LANGUAGE_SIZE];

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

/* The locale that the environment asks for in messages, in POSIX's order of precedence; "" for
 * none. */
static const char *locale_asked_for(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = environment(names[i]);

		if (*value)
			return value;
	}
	return "";
}

static bool is_c_locale(const char *locale)
{
	return strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

static void use_language(const char *language)
{
	if (*language)
		setenv("LANGUAGE", language, 1);
	else
		unsetenv("LANGUAGE");
	_nl_msg_cat_cntr++;
}

/*
 * Remembers the language of the environment. LANG=C asks for English even where LANGUAGE says
 * otherwise (gettext's rule), which would be lost when the process runs in C.UTF-8.
 */
static void remember_language(const char *asked)
{
	const char *language = environment("LANGUAGE");

	if (is_c_locale(asked))
		language = "en";
	else if (!*language)
		language = asked;
	text_copy(environment_language, sizeof(environment_language), language);
	environment_language[strcspn(environment_language, ".@")] = '\0';
}

static bool is_directory(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Finds "locale" beside the program, or in the build folder that the program lies in somewhere. */
static bool find_catalogues(char path[FILE_PATH_SIZE])
{
	char program[FILE_PATH_SIZE];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	bool beside = true;
	char *slash;

	if (length <= 0)
		return false;
	program[length] = '\0';
	while ((slash = strrchr(program, '/')) != NULL && slash != program) {
		const char *folder;

		*slash = '\0';
		folder = strrchr(program, '/');
		if (beside || (folder && strcmp(folder, "/build") == 0)) {
			if (text_format(path, FILE_PATH_SIZE, "%s/locale", program) &&
			    is_directory(path))
				return true;
		}
		beside = false;
	}
	return false;
}

void language_start(void)
{
	char path[FILE_PATH_SIZE];

	remember_language(locale_asked_for());
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		if (!setlocale(LC_ALL, "C.UTF-8"))
			setlocale(LC_ALL, "C.utf8");
	}
	/* Workbooks and JSON are written with printf: a decimal comma would spoil them. */
	setlocale(LC_NUMERIC, "C");
	bindtextdomain(LANGUAGE_DOMAIN, find_catalogues(path) ? path : LOCALEDIR);
	bind_textdomain_codeset(LANGUAGE_DOMAIN, "UTF-8");
	use_language(environment_language);
}

void language_choose(const char *language)
{
	if (!*language)
		use_language(environment_language);
	else if (strcmp(language, "zh") == 0)
		use_language("zh_CN");
	else
		use_language(language);
}
