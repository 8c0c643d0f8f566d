#ifndef DESK_LINE_H
#define DESK_LINE_H
/*
 * A database is taken up anew: a copy was put in its place, or it came to another computer. From
 * then on its entries are another line (store/line.h), which the history says and nobody can take
 * for the one before.
 */
#include "desk/audit.h"
#include "store/line.h"

/*
 * Begins the next line, no earlier than `epoch`, in the desk of a store opened with STORE_ADOPT.
 * `action` is AUDIT_CLINIC_ADOPT or AUDIT_CLINIC_RESTORE; the entry's detail is the line of before.
 * `line` gets the one that begins. To be closed and opened again then.
 */
enum status line_take_up(struct desk *desk, enum audit_action action, int64_t epoch,
			 char line[LINE_TEXT_SIZE]) MUST_CHECK;

struct line_restored {
	struct store_restore store;
	char line[LINE_TEXT_SIZE]; /* from now on */
	int64_t last;		   /* the last entry that the copy had */
};

/* Proves who works at a desk (trust/sign_in.h), or refuses. */
typedef enum status line_prove_fn(struct desk *desk, void *context);

/*
 * Puts `copy` in the place of the database at `url`, which may be missing or damaged, and which
 * nobody may have open: both are examined before anything is changed, with every check there is.
 * `desk` is used for it and closed again. `name` is what a person calls the copy. `prove`, unless
 * it is NULL, finds out with the copy's own passwords who it is that restores it.
 */
enum status line_restore(struct desk *desk, const char *url, const char *copy, const char *name,
			 const struct settings *settings, const char *staff, line_prove_fn *prove,
			 void *context, struct line_restored *out) MUST_CHECK;

#endif
