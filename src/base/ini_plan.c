/* How a setting's line is changed with everything around it left as it is (contract in base/ini.h).
 */
#include <string.h>

#include "base/ini.h"
#include "base/text.h"

#define BLANKS " \t"

/* Copies the line that stands there, without its end. A carriage return elsewhere is a blank. */
static void copy_line_at(const char *text, char out[INI_LINE_MAX + 1])
{
	size_t length = strcspn(text, "\n");

	if (length > 0 && text[length - 1] == '\r')
		length--;
	text_format(out, INI_LINE_MAX + 1, "%.*s", (int)length, text);
}

/* Lines are counted from 1. */
static void copy_line(const char *text, int number, char out[INI_LINE_MAX + 1])
{
	while (--number > 0)
		text += strcspn(text, "\n") + 1;
	copy_line_at(text, out);
}

/* A value as it has to stand in a file; false when no kind of quotes would do. */
static bool quote(const char *value, char *out, size_t size)
{
	size_t length = strlen(value);
	bool plain = !strpbrk(value, ";#") && value[0] != '"' && value[0] != '\'' &&
		     (length == 0 || value[length - 1] != '\\');
	char mark = strchr(value, '"') ? '\'' : '"';

	if (plain)
		return text_copy(out, size, value);
	return !strchr(value, mark) && text_format(out, size, "%c%s%c", mark, value, mark);
}

bool ini_write(FILE *stream, const char *key, const char *value)
{
	char quoted[INI_LINE_MAX + 1];

	if (strpbrk(value, "\n\r") || !quote(value, quoted, sizeof(quoted)) ||
	    strlen(key) + strlen(quoted) + 3 > INI_LINE_MAX)
		return false;
	fprintf(stream, "%s =%s%s\n", key, *quoted ? " " : "", quoted);
	return true;
}

/* The line with another value; what a remark stood behind stays in front of it. */
static bool with_value(const char *line, const char *before, const char *value, char *out,
		       size_t size)
{
	const struct ini_line parts = ini_line(line);
	size_t start = strspn(line, BLANKS);
	bool joined = line[parts.value - 1] == '=' && parts.value == parts.value_end;
	char quoted[INI_LINE_MAX + 1];

	if (!quote(value, quoted, sizeof(quoted)))
		return false;
	if (!text_format(out, size, "%.*s%s%.*s%s%s%s", (int)start, line, before,
			 (int)(parts.value - start), line + start, joined && *quoted ? " " : "",
			 quoted, line + parts.value_end))
		return false;
	for (size_t end = strlen(out); end > start && strchr(BLANKS, out[end - 1]); end--)
		out[end - 1] = '\0';
	return true;
}

/* True for ";key = default", a setting that only waits to be set; prose is left alone. */
static bool waits(const char *line, const char *key, const char *initial)
{
	char name[INI_NAME_SIZE], quoted[INI_LINE_MAX + 1];
	struct ini_line parts;

	line += strspn(line, BLANKS);
	if (*line != ';' && *line != '#')
		return false;
	line++;
	parts = ini_line(line);
	return parts.kind == INI_SETTING && parts.name == 0 &&
	       quote(initial, quoted, sizeof(quoted)) && ini_line_name(line, &parts, name) &&
	       strcmp(name, key) == 0 && parts.value_end - parts.value == strlen(quoted) &&
	       strncmp(line + parts.value, quoted, strlen(quoted)) == 0;
}

/* The section's last line that is its own, and the line that waits for this key; 0 for none. */
static void look_through(const struct ini *ini, const char *text, const struct ini_key *key,
			 const char *initial, int *last, int *waiting)
{
	bool inside = false;
	size_t next = 0;
	int number = 1;

	*last = *waiting = 0;
	for (; *text; number++) {
		size_t length = strcspn(text, "\n");
		char line[INI_LINE_MAX + 1];

		if (next < ini->count && ini->keys[next].line == number) {
			inside = strcmp(ini->keys[next++].section, key->section) == 0;
			if (inside)
				*last = number;
		} else if (inside && !*waiting) {
			copy_line_at(text, line);
			if (waits(line, key->key, initial))
				*waiting = number;
		}
		text += length + (text[length] == '\n');
	}
}

static bool plan_new(const struct ini *ini, const char *text, const struct ini_key *key,
		     const char *value, const char *initial, struct ini_change *change)
{
	char line[INI_LINE_MAX + 1], quoted[INI_LINE_MAX + 1];
	int last, waiting;
	size_t start;

	if (!quote(value, quoted, sizeof(quoted)))
		return false;
	look_through(ini, text, key, initial, &last, &waiting);
	*change = (struct ini_change){ .line = waiting ? waiting : last, .inserted = !waiting };
	if (waiting) {
		copy_line(text, waiting, line);
		start = strspn(line, BLANKS);
		memmove(line + start, line + start + 1, strlen(line + start));
		return with_value(line, "", value, change->text, sizeof(change->text));
	}
	return text_format(change->text, sizeof(change->text), "%s%s%s%s =%s%s", last ? "" : "[",
			   last ? "" : key->section, last ? "" : "]\n", key->key,
			   *quoted ? " " : "", quoted);
}

bool ini_plan(const struct ini *ini, const char *text, const struct ini_key *key, const char *value,
	      const char *initial, struct ini_change *change)
{
	char line[INI_LINE_MAX + 1];

	for (size_t i = 0; i < ini->count; i++) {
		const struct ini_key *present = &ini->keys[i];

		if (strcmp(present->section, key->section) != 0 ||
		    strcmp(present->key, key->key) != 0)
			continue;
		copy_line(text, present->line, line);
		*change = (struct ini_change){ .line = present->line };
		return with_value(line, value ? "" : ";", value ? value : initial, change->text,
				  sizeof(change->text));
	}
	return value && plan_new(ini, text, key, value, initial, change);
}
