#include "base/ini.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

#define BLANKS " \t"

/* Stands for a backslash in what iniparser is given: no clean text has it, and to both versions it
 * is a character like others. */
#define BACKSLASH_MASK '\001'

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

/* Finds the value behind `equals`, with its quotes. */
static void find_value(const char *line, const char *equals, struct ini_line *parts)
{
	const char *value = equals + 1 + strspn(equals + 1, BLANKS), *end, *rest;

	if (*value == '"' || *value == '\'') {
		end = strchr(value + 1, *value);
		parts->whole = end != NULL;
		end = end ? end + 1 : value + strlen(value);
	} else {
		end = value + strcspn(value, ";#");
		while (end > value && strchr(BLANKS, end[-1]))
			end--;
		parts->whole = true;
	}
	rest = end + strspn(end, BLANKS);
	parts->whole = parts->whole && (*rest == '\0' || *rest == ';' || *rest == '#');
	parts->value = (size_t)(value - line);
	parts->value_end = (size_t)(end - line);
}

struct ini_line ini_line(const char *line)
{
	size_t start = strspn(line, BLANKS), length = strlen(line);
	const char *equals = strchr(line, '=');
	struct ini_line parts = { .kind = INI_OTHER, .name = start };

	while (length > start && strchr(BLANKS, line[length - 1]))
		length--;
	if (line[start] == ';' || line[start] == '#' || length == start)
		return parts;
	if (line[start] == '[' && line[length - 1] == ']') {
		parts.kind = INI_HEADING;
		parts.name = start + 1;
		parts.name_end = length - 1;
	} else if (equals) {
		parts.kind = INI_SETTING;
		parts.name_end = (size_t)(equals - line);
		find_value(line, equals, &parts);
	}
	return parts;
}

bool ini_line_name(const char *line, const struct ini_line *parts, char out[INI_NAME_SIZE])
{
	char name[INI_LINE_MAX + 1];

	text_format(name, sizeof(name), "%.*s", (int)(parts->name_end - parts->name),
		    line + parts->name);
	text_lower(text_trim(name));
	return text_copy(out, INI_NAME_SIZE, name) && *out;
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

static enum status refuse_line(const struct ini *ini, const char *line, int number,
			       struct problem *problem)
{
	if (line[0] == '[')
		return ini_refuse(ini, number, problem,
				  _("This is not a section. Write a section as [quota]."));
	if (strstr(line, "：") || strstr(line, "＝"))
		return ini_refuse(
			ini, number, problem,
			_("This is not a setting: the sign behind the name is full-width. "
			  "Write a setting as \"key = value\", with = from the English "
			  "keyboard."));
	return ini_refuse(ini, number, problem,
			  _("This is not a setting. Write a setting as \"key = value\", and ; "
			    "before a remark."));
}

/* Takes one line, trimmed; `present` carries the section from line to line. */
static enum status take_line(struct ini *ini, const char *line, struct ini_key *present,
			     struct problem *problem)
{
	const struct ini_line parts = ini_line(line);

	present->key[0] = '\0';
	if (parts.kind == INI_OTHER && (!*line || line[0] == ';' || line[0] == '#'))
		return STATUS_OK;
	if (!text_is_clean(line))
		return ini_refuse(ini, present->line, problem,
				  _("It contains an invisible character."));
	if (line[strlen(line) - 1] == '\\')
		return ini_refuse(ini, present->line, problem,
				  _("A setting takes one line; this one ends with a backslash."));
	if (parts.kind == INI_OTHER ||
	    !ini_line_name(line, &parts,
			   parts.kind == INI_HEADING ? present->section : present->key))
		return refuse_line(ini, line, present->line, problem);
	if (parts.kind == INI_SETTING && !present->section[0])
		return ini_refuse(ini, present->line, problem,
				  _("%s comes before any section. Write its section, such as "
				    "[quota], above it."),
				  present->key);
	if (parts.kind == INI_SETTING && !parts.whole)
		return ini_refuse(ini, present->line, problem,
				  _("The value of [%s] %s starts with a quotation mark but does "
				    "not end with one."),
				  present->section, present->key);
	return add_key(ini, present, problem);
}

static enum status take_lines(struct ini *ini, const char *text, struct problem *problem)
{
	struct ini_key present = { .line = 0 };
	enum status status = STATUS_OK;

	while (*text && !status) {
		size_t length = strcspn(text, "\n");
		char line[INI_LINE_MAX + 1];

		present.line++;
		if (length > INI_LINE_MAX)
			return ini_refuse(ini, present.line, problem,
					  _("The line is too long: %zu bytes, at most %d."), length,
					  INI_LINE_MAX);
		memcpy(line, text, length);
		line[length] = '\0';
		/* A tab is the one control character that means no harm here. */
		for (char *tab = line; (tab = strchr(tab, '\t')) != NULL;)
			*tab = ' ';
		status = take_line(ini, text_trim(line), &present, problem);
		text += length + (text[length] == '\n');
	}
	return status;
}

static void replace_character(char *text, char old, char new)
{
	while ((text = strchr(text, old)) != NULL)
		*text++ = new;
}

/* What iniparser complains of; it hands its callback nothing to keep it in. */
static char complaint[256];

static int keep_complaint(const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(complaint, sizeof(complaint), format, arguments);
	va_end(arguments);
	return length;
}

/* Parses the text that was looked at, not the file again, which may have changed since. iniparser
 * 4.1 reads files only, so it gets one in memory. */
static enum status parse(struct ini *ini, const char *text, struct problem *problem)
{
	int descriptor = memfd_create("frontdesk.ini", MFD_CLOEXEC);
	char *masked = memory_string(text);
	size_t length = strlen(text);

	complaint[0] = '\0';
	replace_character(masked, '\\', BACKSLASH_MASK);
	if (descriptor >= 0 && write(descriptor, masked, length) == (ssize_t)length) {
		char name[64];

		text_format(name, sizeof(name), "/proc/self/fd/%d", descriptor);
		iniparser_set_error_callback(keep_complaint);
		ini->values = iniparser_load(name);
		iniparser_set_error_callback(NULL);
	} else {
		text_copy(complaint, sizeof(complaint), strerror(errno));
	}
	free(masked);
	if (descriptor >= 0)
		close(descriptor);
	if (ini->values && !complaint[0])
		return STATUS_OK;
	text_trim(complaint);
	return problem_set(problem, STATUS_BAD_SETTING, _("%s: the settings are not valid: %s."),
			   ini->path, complaint);
}

enum status ini_read(struct ini *ini, const char *path, const char *text, struct problem *problem)
{
	enum status status;

	memset(ini, 0, sizeof(*ini));
	text_copy(ini->path, sizeof(ini->path), path);
	status = take_lines(ini, text, problem);
	return status ? status : parse(ini, text, problem);
}

void ini_release(struct ini *ini)
{
	iniparser_freedict(ini->values);
	free(ini->keys);
	memset(ini, 0, sizeof(*ini));
}

/* 4.1 crashes when the name of a section is asked for as a number, so only strings of keys that the
 * file has are ever asked for. */
bool ini_value(const struct ini *ini, const struct ini_key *key, char out[INI_LINE_MAX + 1])
{
	char name[2 * INI_NAME_SIZE];
	const char *value;

	text_format(name, sizeof(name), "%s:%s", key->section, key->key);
	value = iniparser_getstring(ini->values, name, NULL);
	if (!value || !text_copy(out, INI_LINE_MAX + 1, value))
		return false;
	replace_character(out, BACKSLASH_MASK, '\\');
	return true;
}
