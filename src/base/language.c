#include "base/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "base/text.h"

enum { LANGUAGE_NAME_SIZE = 32 };

/* What is spoken, and what the environment asked for, so that a choice can be taken back; NULL is
 * English. The locale is the process's, and so are these. */
static const struct catalogue *spoken, *environments;

const char *language_text(const char *text)
{
	const char *translation = spoken ? catalogue_text(spoken, text) : NULL;

	return translation ? translation : text;
}

const char *language_count(const char *one, const char *many, unsigned long number)
{
	const char *translation = spoken ? catalogue_count(spoken, one, number) : NULL;

	if (translation)
		return translation;
	return number == 1 ? one : many;
}

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

static bool is_english(const char *name)
{
	return strcmp(name, "en") == 0 || strncmp(name, "en_", 3) == 0 || is_c_locale(name);
}

/* The first language of a list like "zh_CN.UTF-8:en" that is spoken here; English for none. */
static const struct catalogue *first_spoken(const char *list)
{
	while (*list) {
		size_t length = strcspn(list, ":");
		const struct catalogue *found;
		char name[LANGUAGE_NAME_SIZE];

		/* A name too long to fit is none that is spoken here. */
		if (!text_format(name, sizeof(name), "%.*s", (int)strcspn(list, ".@:"), list))
			name[0] = '\0';
		found = catalogue_find(name);
		if (found || is_english(name))
			return found;
		list += length + (list[length] == ':');
	}
	return NULL;
}

/* The system's own sentences (strerror) come in the same language, where it has them. */
static void speak(const struct catalogue *catalogue)
{
	char locale[LANGUAGE_NAME_SIZE] = "C";

	spoken = catalogue;
	if (catalogue)
		text_format(locale, sizeof(locale), "%s.UTF-8", catalogue->language);
	if (!setlocale(LC_MESSAGES, locale))
		setlocale(LC_MESSAGES, "C");
}

void language_start(void)
{
	const char *asked = locale_asked_for(), *list = environment("LANGUAGE");

	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		if (!setlocale(LC_ALL, "C.UTF-8"))
			setlocale(LC_ALL, "C.utf8");
	}
	/* Workbooks and JSON are written with printf: a decimal comma would spoil them. */
	setlocale(LC_NUMERIC, "C");
	environments = is_c_locale(asked) ? NULL : first_spoken(*list ? list : asked);
	speak(environments);
}

void language_choose(const char *language)
{
	speak(*language ? first_spoken(language) : environments);
}

void language_next(void)
{
	speak(catalogue_next(spoken));
}
