#ifndef SCREENS_LOAD_ROWS_H
#define SCREENS_LOAD_ROWS_H
/*
 * The rows of a file of master data as a list shows them: what loading each would do, or why it is
 * bad.
 */
#include "exchange/load_words.h"
#include "ui/term/list.h"

/* In the order in which they are shown alone. */
enum load_shown { SHOWN_ALL, SHOWN_BAD, SHOWN_ADDED, SHOWN_CHANGED, SHOWN_UNCHANGED, SHOWN_END };

/* A row of the list: a row of the file that would be loaded, or one that is bad. */
struct load_row {
	enum load_shown outcome;
	long line;
	const struct load_change *change; /* NULL: bad */
	const struct bad_row *bad;
};

/* A list without rows yet, of an array of struct load_row. */
void load_rows_list_init(struct list *list);

/* Chooses the rows of one outcome, or all, the bad ones first; `out` has room for all of them.
 * Returns how many. They stay good as long as the preview. */
size_t load_rows_choose(const struct load_preview *preview, enum load_shown only,
			struct load_row *out);

/* How many rows have an outcome. */
size_t load_rows_count(const struct load_preview *preview, enum load_shown outcome);

/* "Doctors"; "added". */
const char *load_rows_outcome(enum load_shown outcome);

/* What is to be done now. */
const char *load_rows_stage(const struct load_preview *preview, bool is_loaded);

/* That only rows of one outcome are shown, else that columns were not read, else "". */
void load_rows_shown(const struct load_preview *preview, enum load_shown only,
		     char out[LOAD_WORDS_SIZE]);

/* What differs, and behind it what cannot be done as asked; or what is bad. */
void load_rows_what(const struct load_row *row, char out[LOAD_CHANGE_SIZE]);

#endif
