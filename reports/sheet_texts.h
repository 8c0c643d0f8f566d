#ifndef REPORTS_SHEET_TEXTS_H
#define REPORTS_SHEET_TEXTS_H
/*
 * The texts of a report, each of them once: equal ones have one address, which is good until
 * sheet_texts_free.
 */
struct sheet_texts;

struct sheet_texts *sheet_texts_new(void);
void sheet_texts_free(struct sheet_texts *texts);

/* A copy that anybody can see: characters that cannot be seen are U+FFFD. */
const char *sheet_texts_keep(struct sheet_texts *texts, const char *text);

#endif
