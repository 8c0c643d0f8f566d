#ifndef BASE_CHOICE_H
#define BASE_CHOICE_H
/*
 * The values of an enum as words: what they are called in the store, in files and in JSON, and what
 * a person reads. Each such enum is written once, as rows of a .def file (status.def shows the
 * form), from which its header makes the enum and its .c an array of these.
 */
#include <stdbool.h>
#include <stddef.h>

struct choice {
	const char *name; /* never changes: it is in the store */
	const char *word; /* English, to be translated */
	const char *also; /* what else people write for it in files: "male|m"; NULL: nothing */
};

/* Lists of words, "am|pm|eve": copies the next one and moves *list behind it, false when there is
 * no more; and whether a list has a word. */
bool choice_next(const char **list, char *word, size_t size);
bool choice_has(const char *list, const char *word);

/* One that people write in no other way. */
#define CHOICE(its_name, its_word) \
	{ \
		.name = (its_name), .word = (its_word) \
	}

/* The place of the choice whose name is `text` (`count` of them, no name NULL), or -1. */
int choice_find(const char *text, const struct choice *choices, size_t count);

/* The same of what somebody typed: also one of the other words for it, and either in full-width or
 * capital letters or with blanks around it. */
int choice_find_typed(const char *text, const struct choice *choices, size_t count);

#define CHOICE_FIND(text, choices) \
	choice_find(text, choices, sizeof(choices) / sizeof((choices)[0]))

#define CHOICE_FIND_TYPED(text, choices) \
	choice_find_typed(text, choices, sizeof(choices) / sizeof((choices)[0]))

#endif
