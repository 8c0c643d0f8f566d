#ifndef TERM_CHOICES_H
#define TERM_CHOICES_H
/*
 * The choices of a field (form.h), made of a text "a|b|c". The words are shown as they are; an
 * empty one says so.
 */
enum { CHOICES_MOST = 8, CHOICE_SIZE = 16 };

struct choices {
	char word[CHOICES_MOST][CHOICE_SIZE];
	const char *text[CHOICES_MOST + 1]; /* for struct field; NULL at the end */
};

/* Fills it in, with at most CHOICES_MOST words. `choices` stays where it is while it is used. */
void choices_cut(struct choices *choices, const char *list);

/* The place of a word; 0 when it is none of them. */
int choices_find(const struct choices *choices, const char *word);

#endif
