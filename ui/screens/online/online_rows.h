#ifndef SCREENS_ONLINE_ROWS_H
#define SCREENS_ONLINE_ROWS_H
/*
 * The rows of an online file as lists show them: what was asked and what is answered, or what
 * cannot be read.
 */
#include "exchange/online_preview.h"
#include "ui/term/list.h"

/* A row as listed. */
struct online_shown {
	const struct online_file_row *asked;
	const struct online_answer *answer;
	bool answered; /* tried, in the preview */
};

/* Lists of struct online_shown, and of struct bad_row. */
void online_rows_list(struct list *list);
void online_faults_list(struct list *list);

#endif
