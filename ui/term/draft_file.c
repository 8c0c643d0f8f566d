#include "ui/term/draft_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define FIRST_LINE "frontdesk drafts 1"

enum { CHOICES_MAX = 99 };

void draft_file_start(FILE *out)
{
	fputs(FIRST_LINE "\n", out);
}

void draft_file_add(FILE *out, const struct draft *draft)
{
	fprintf(out,
		"form\nat %lld\nstaff %s\nplace %s\nscreen %s\ntitle %s\nsubject %lld\n%send\n",
		(long long)draft->at_ms, draft->staff, draft->place, draft->screen, draft->title,
		(long long)draft->subject, draft->fields);
}

/* Takes a line off a text; false at its end. */
static bool next_line(const char **at, char *out, size_t size)
{
	size_t length = strcspn(*at, "\n");
	bool whole = (*at)[length] == '\n' && text_format(out, size, "%.*s", (int)length, *at);

	*at += length + ((*at)[length] == '\n');
	return whole;
}

/* What stands behind a word and a space; NULL when the line does not start so. */
static const char *behind(const char *line, const char *word)
{
	size_t length = strlen(word);

	return strncmp(line, word, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

static bool read_text(const char **at, const char *word, char out[DRAFT_NAME_SIZE])
{
	char line[2 * DRAFT_NAME_SIZE];
	const char *value;

	if (!next_line(at, line, sizeof(line)))
		return false;
	value = behind(line, word);
	return value && text_copy(out, DRAFT_NAME_SIZE, value);
}

static bool read_number(const char **at, const char *word, int64_t *out)
{
	char text[DRAFT_NAME_SIZE];

	return read_text(at, word, text) && text_to_number(text, 0, INT64_MAX, out);
}

/* Takes the lines of the fields, up to "end". */
static bool read_fields(const char **at, char **fields)
{
	char line[EDIT_SIZE + 16];
	const char *start = *at;

	while (next_line(at, line, sizeof(line))) {
		const char *end = *at;

		if (strcmp(line, "end") == 0) {
			size_t length = (size_t)(end - start) - strlen("end\n");

			*fields = memory_new(length + 1, 1);
			memcpy(*fields, start, length);
			return true;
		}
		if (!behind(line, "field") || !next_line(at, line, sizeof(line)) ||
		    (!behind(line, "text") && !behind(line, "choice")))
			return false;
	}
	return false;
}

bool draft_list_read(struct draft_list *list, const char *bytes, size_t length)
{
	char line[2 * DRAFT_NAME_SIZE];

	if (strlen(bytes) != length || !text_is_utf8(bytes, length) ||
	    !next_line(&bytes, line, sizeof(line)) || strcmp(line, FIRST_LINE) != 0)
		return false;
	while (*bytes) {
		struct draft draft = { .fields = NULL };

		if (!next_line(&bytes, line, sizeof(line)) || strcmp(line, "form") != 0 ||
		    !read_number(&bytes, "at", &draft.at_ms) ||
		    !read_text(&bytes, "staff", draft.staff) ||
		    !read_text(&bytes, "place", draft.place) ||
		    !read_text(&bytes, "screen", draft.screen) ||
		    !read_text(&bytes, "title", draft.title) ||
		    !read_number(&bytes, "subject", &draft.subject) ||
		    !read_fields(&bytes, &draft.fields))
			return false;
		*(struct draft *)memory_append(&list->draft, &list->count, &list->room,
					       sizeof(draft)) = draft;
	}
	return true;
}

void draft_list_remove(struct draft_list *list, size_t place)
{
	free(list->draft[place].fields);
	list->count--;
	memmove(&list->draft[place], &list->draft[place + 1],
		(list->count - place) * sizeof(list->draft[0]));
}

void draft_list_release(struct draft_list *list)
{
	while (list->count > 0)
		draft_list_remove(list, list->count - 1);
	free(list->draft);
	memset(list, 0, sizeof(*list));
}

char *draft_fields(const struct form *form)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_got(open_memstream(&text, &size));

	for (int i = 0; i < form->count; i++) {
		const struct field *field = &form->field[i];

		if (field->kind == FIELD_SHOWN)
			continue;
		fprintf(out, "field %s\n", field->label);
		if (field->kind == FIELD_CHOICE)
			fprintf(out, "choice %d\n", field->choice);
		else
			fprintf(out, "text %s\n", field->edit.text);
	}
	fclose(out);
	return text;
}

/* Two lines of each text are a field; a form has the same fields as long as it is open. */
static char *keep_changed(const char *opened, const char *fields)
{
	char label[EDIT_SIZE + 16], value[EDIT_SIZE + 16], before[EDIT_SIZE + 16];
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_got(open_memstream(&text, &size));

	while (next_line(&fields, label, sizeof(label)) &&
	       next_line(&fields, value, sizeof(value)) &&
	       next_line(&opened, before, sizeof(before)) &&
	       next_line(&opened, before, sizeof(before))) {
		if (strcmp(value, before) != 0)
			fprintf(out, "%s\n%s\n", label, value);
	}
	fclose(out);
	return text;
}

char *draft_changes(const char *opened, const struct form *form, bool changed_only)
{
	char *fields = draft_fields(form), *changed;

	if (opened && strcmp(opened, fields) == 0) {
		free(fields);
		return NULL;
	}
	if (!opened || !changed_only)
		return fields;
	changed = keep_changed(opened, fields);
	free(fields);
	return changed;
}

static int choices_of(const struct field *field)
{
	int count = 0;

	while (field->choices[count])
		count++;
	return count;
}

static void fill_field(struct form *form, const char *label, const char *value)
{
	const char *text = behind(value, "text"), *choice = behind(value, "choice");
	int64_t number;

	for (int i = 0; i < form->count; i++) {
		struct field *field = &form->field[i];

		if (strcmp(field->label, label) != 0 || field->kind == FIELD_SHOWN)
			continue;
		if (field->kind != FIELD_CHOICE && text)
			form_set(form, i, text);
		else if (field->kind == FIELD_CHOICE && choice &&
			 text_to_number(choice, 0, choices_of(field) - 1, &number))
			field->choice = (int)number;
	}
}

void draft_fill_in(const struct draft *draft, struct form *form)
{
	char label[EDIT_SIZE + 16], value[EDIT_SIZE + 16];
	const char *at = draft->fields;

	while (next_line(&at, label, sizeof(label)) && next_line(&at, value, sizeof(value)))
		fill_field(form, behind(label, "field"), value);
}

void draft_first_words(const struct draft *draft, char *out, size_t size)
{
	char line[EDIT_SIZE + 16];
	const char *at = draft->fields;

	out[0] = '\0';
	while (next_line(&at, line, sizeof(line))) {
		const char *text = behind(line, "text");

		if (text && *text && !strpbrk(text, "0123456789")) {
			text_cut(out, size, text, 24);
			return;
		}
	}
}

struct form *draft_form(struct screen *screen, int64_t *subject)
{
	*subject = 0;
	return screen->ops->draft ? screen->ops->draft(screen, subject) : NULL;
}

char *draft_snapshot(struct screen *screen)
{
	int64_t subject;
	struct form *form = draft_form(screen, &subject);

	return form ? draft_fields(form) : NULL;
}
