#ifndef SCREENS_OFFER_ROWS_H
#define SCREENS_OFFER_ROWS_H
/*
 * The sessions of a day as they are offered at the counter: what is left in each and when, or why
 * it does not sell. Those that have a number to sell come first, each half-day by itself, and in
 * it the department that was sold last.
 */
#include "desk/roster/roster.h"
#include "desk/roster/slot.h"
#include "ui/term/list.h"

/* Where one stands: in its half-day, or among those that have no number to sell. */
enum offer_part { OFFER_REST = PERIOD_COUNT, OFFER_PART_COUNT };

struct offer {
	struct session session;
	enum status sells; /* to the counter, now */
	char why[PROBLEM_MESSAGE_SIZE];
	int free;	      /* at the counter, now */
	int part;	      /* a period, or OFFER_REST */
	bool over, sold_last; /* it is over; its department was sold last here */
	size_t at;	      /* its place in the roster */
	bool heading;
};

/* The offers of sessions, in their order. `out` has room for `count` of them. */
void offer_rows_read(struct desk *desk, const struct session *sessions, size_t count,
		     struct offer *out);

/*
 * Those whose session fits what is typed (words_fit_session), with a heading before each part; the
 * headings are the module's own. `out` has room for count + OFFER_PART_COUNT; returns how many.
 */
size_t offer_rows_arrange(const struct offer *offer, size_t count, const char *typed,
			  const struct offer **out);

/*
 * The session that what is typed names: of the doctor with that code, or of the only one who fits,
 * the first that is not over. NULL: it names nobody, or several.
 */
const struct offer *offer_rows_named(const struct offer *offer, size_t count, const char *typed);

/* A list without rows yet, of an array of pointers to struct offer. `empty` as in list_init. */
void offer_rows_list_init(struct list *list, const char *empty);

/* What there is to know about one, in sentences. */
void offer_rows_draw_note(const struct offer *offer, const struct canvas *canvas);

#endif
