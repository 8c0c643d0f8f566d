#include "base/ini.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum status ini_refuse(const struct ini *ini, int line, struct problem *problem, const char *format,
		       ...)
{
	char sentence[PROBLEM_MESSAGE_SIZE];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(sentence, sizeof(sentence), format, arguments) < 0)
		sentence[0] = '\0';
	va_end(arguments);
	return problem_set(problem, STATUS_BAD_SETTING, _("%s, line %d: %s"), ini->path, line,
			   sentence);
}

/* Copies a name in lower case without blanks around it; false when it is empty or too long. */
static bool take_name(const char *start, const char *end, char out[INI_NAME_SIZE])
{
	char name[INI_LINE_MAX + 1];

	text_format(name, sizeof(name), "%.*s", (int)(end - start), start);
	text_lower(text_trim(name));
	return text_copy(out, INI_NAME_SIZE, name) && *out;
}

/* True when a quoted value ends in its quote, with nothing but a comment behind. */
static bool is_value(const char *value)
{
	const char *end;

	value += strspn(value, " \t");
	if (*value != '"' && *value != '\'')
		return true;
	end = strchr(value + 1, *value);
	if (!end)
		return false;
	end += 1 + strspn(end + 1, " \t");
	return *end == '\0' || *end == ';' || *end == '#';
}

static enum status add_key(struct ini *ini, const struct ini_key *found, struct problem *problem)
{
	for (size_t i = 0; found->key[0] && i < ini->count; i++) {
		const struct ini_key *other = &ini->keys[i];

		if (strcmp(other->section, found->section) == 0 &&
		    strcmp(other->key, found->key) == 0)
			return ini_refuse(
				ini, found->line, problem,
				_("[%s] %s is set here and in line %d. Delete one of them."),
				found->section, found->key, other->line);
	}
	*(struct ini_key *)memory_append(&ini->keys, &ini->count, &ini->room,
					 sizeof(*ini->keys)) = *found;
	return STATUS_OK;
}

/* Takes one line, trimmed; `present` carries the section from line to line. */
static enum status scan_line(struct ini *ini, const char *line, struct ini_key *present,
			     struct problem *problem)
{
	size_t length = strlen(line);
	const char *equals = strchr(line, '=');

	present->key[0] = '\0';
	if (length == 0 || line[0] == ';' || line[0] == '#')
		return STATUS_OK;
	if (!text_is_clean(line))
		return ini_refuse(ini, present->line, problem,
				  _("There is a character that cannot be seen."));
	if (line[length - 1] == '\\')
		return ini_refuse(ini, present->line, problem,
				  _("A setting takes one line; this one ends in a backslash."));
	if (line[0] == '[') {
		if (line[length - 1] != ']' ||
		    !take_name(line + 1, line + length - 1, present->section))
			return ini_refuse(ini, present->line, problem,
					  _("This is no section. Write a section like [quota]."));
		return add_key(ini, present, problem);
	}
	if (!equals || !take_name(line, equals, present->key))
		return ini_refuse(
			ini, present->line, problem,
			_("This is no setting. Write a setting like \"key = value\", and ; "
			  "before a remark."));
	if (!present->section[0])
		return ini_refuse(
			ini, present->line, problem,
			_("%s stands before any section. Write its section, like [quota], "
			  "above it."),
			present->key);
	if (!is_value(equals + 1))
		return ini_refuse(
			ini, present->line, problem,
			_("The value of [%s] %s starts with a quote but does not end with it."),
			present->section, present->key);
	return add_key(ini, present, problem);
}

enum status ini_scan(struct ini *ini, const char *path, const char *text, struct problem *problem)
{
	struct ini_key present = { .line = 0 };
	enum status status = STATUS_OK;

	memset(ini, 0, sizeof(*ini));
	text_copy(ini->path, sizeof(ini->path), path);
	while (*text && !status) {
		size_t length = strcspn(text, "\n");
		char line[INI_LINE_MAX + 1];

		present.line++;
		if (length > INI_LINE_MAX)
			return ini_refuse(ini, present.line, problem,
					  _("The line is too long: %zu bytes, and %d fit."), length,
					  INI_LINE_MAX);
		memcpy(line, text, length);
		line[length] = '\0';
		/* A tab is the one control character that means no harm here. */
		for (char *tab = line; (tab = strchr(tab, '\t')) != NULL;)
			*tab = ' ';
		status = scan_line(ini, text_trim(line), &present, problem);
		text += length + (text[length] == '\n');
	}
	return status;
}

void ini_release(struct ini *ini)
{
	free(ini->keys);
	memset(ini, 0, sizeof(*ini));
}
