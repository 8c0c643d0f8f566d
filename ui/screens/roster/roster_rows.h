#ifndef SCREENS_ROSTER_ROWS_H
#define SCREENS_ROSTER_ROWS_H
/*
 * A week of the roster: a row for each doctor's period, a cell for each day; and a session in
 * sentences.
 */
#include "desk/roster/roster.h"
#include "ui/term/list.h"

enum { ROSTER_DAYS = 7, ROSTER_WORDS_SIZE = 2048 };

struct roster_row {
	const struct doctor *doctor;
	enum period period;
	bool is_idle;				/* the doctor has no session in this week */
	const struct session *day[ROSTER_DAYS]; /* NULL: none */
};

struct roster_week {
	day_number first; /* a Monday */
	struct doctor *doctors;
	struct session *sessions;
	size_t doctor_count, session_count;
	struct roster_row *row; /* by department, doctor, period */
	size_t count;
};

/* Reads the week that begins on `first`, of all doctors that fit what is typed to find one. The
 * week gives up what it held; on failure it stays as it was. */
enum status roster_week_read(struct desk *desk, struct roster_week *week, day_number first,
			     const char *typed) MUST_CHECK;
void roster_week_release(struct roster_week *week);

/* A list without rows yet, of the rows of a week: it only moves and scrolls. */
void roster_week_list(struct list *list, const char *empty);

/* Draws the week with the marked row of the list and the marked day. */
void roster_week_draw(const struct roster_week *week, struct list *list, int marked_day,
		      day_number today, const struct canvas *canvas);

/* What a cell tells in a week drawn in so many columns. */
const char *roster_week_legend(int columns);

/* What there is to know about a session, a line each. */
void roster_session_words(const struct desk *desk, const struct session *session, char *out,
			  size_t size);

#endif
