#ifndef TERM_DRAFT_FILE_H
#define TERM_DRAFT_FILE_H
/*
 * Drafts as text: what the file of draft.h holds, and how it comes into a form again. A form's
 * fields are known by their labels in the source's language, so neither their order nor the
 * interface's language matters.
 */
#include <stdint.h>
#include <stdio.h>

#include "ui/term/form.h"
#include "ui/term/screen.h"

enum { DRAFT_FILE_BYTES_MAX = 256 * 1024, DRAFT_NAME_SIZE = 64 };

struct draft {
	int64_t at_ms; /* when it was last changed */
	int64_t subject;
	char staff[DRAFT_NAME_SIZE], place[DRAFT_NAME_SIZE], screen[DRAFT_NAME_SIZE],
		title[DRAFT_NAME_SIZE];
	char *fields; /* lines "field LABEL", each with a line "text VALUE" or "choice N" below */
	bool later;   /* not asked about now */
};

struct draft_list {
	struct draft *draft;
	size_t count, room;
};

/* Writes a file: its first line, then each draft. */
void draft_file_start(FILE *out);
void draft_file_add(FILE *out, const struct draft *draft);

/* Adds the drafts of a file to the list. False when it is of another version or damaged; what was
 * whole before that place is there. */
bool draft_list_read(struct draft_list *list, const char *bytes, size_t length);
void draft_list_remove(struct draft_list *list, size_t place);
void draft_list_release(struct draft_list *list);

/* A form's fields as lines; the caller frees them. */
char *draft_fields(const struct form *form);

/*
 * The same of a form that was opened with the fields `opened`: NULL when it is as it was. With
 * `changed_only`, the fields that were changed alone: what nobody touched may be another by the
 * time the record is opened again.
 */
char *draft_changes(const char *opened, const struct form *form, bool changed_only);

/* Puts the fields back into a form; what it has no field for is left out. */
void draft_fill_in(const struct draft *draft, struct form *form);

/* The first text that was typed and has no digit, so is no number of anybody's; "" for none. */
void draft_first_words(const struct draft *draft, char *out, size_t size);

/* The form of a screen that shall outlive the program; *subject gets the number of what is being
 * changed, 0 for something new. NULL without one. */
struct form *draft_form(struct screen *screen, int64_t *subject);

/* How that form stands now, as lines, to tell later what was typed; the caller frees it. NULL
 * without one. */
char *draft_snapshot(struct screen *screen);

#endif
