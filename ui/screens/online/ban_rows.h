#ifndef SCREENS_BAN_ROWS_H
#define SCREENS_BAN_ROWS_H
/*
 * A list of bans from online booking, and one ban in words with the no-shows behind it.
 */
#include "desk/ban/ban.h"
#include "ui/screens/words.h"
#include "ui/term/list.h"

/* The list's rows, and the day their state is told of. */
struct ban_rows {
	struct ban *ban;
	size_t count;
	day_number today;
};

/* A list without rows yet, of a struct ban_rows. */
void ban_rows_list_init(struct list *list);

/* One of the no-shows: "2026-11-18  Internal medicine, Dr Wei; recorded by wu" */
void ban_rows_no_show(const struct ban *ban, int i, char out[WORDS_SIZE]);

/* Draws as many of the no-shows as there is room for. */
void ban_rows_draw_no_shows(const struct ban *ban, const struct canvas *canvas);

/* Everything about a ban, in lines. */
void ban_rows_details(const struct ban *ban, day_number today, char *text, size_t size);

#endif
