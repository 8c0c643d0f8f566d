#ifndef TERM_DRAFT_H
#define TERM_DRAFT_H
/*
 * Half-typed forms that outlive the program. While a form differs from how it was opened, its
 * fields are written down soon after each change; saved or given up, they are gone; after a killed
 * program the next start offers them to the clerk who typed them.
 * Invariant: a draft is shown to nobody but the staff code it was typed under, its file is readable
 * by its owner alone, and nothing here ever keeps the desk from working: what cannot be written is
 * not written.
 *
 * A screen takes part by `draft` in its screen_ops, the main screen behind it by `reopen`.
 */
#include <stdbool.h>

#include "ui/term/screen.h"

enum { DRAFT_KEPT_MS = 24 * 60 * 60 * 1000, DRAFT_SLOTS = 8 };

struct drafts;

/*
 * Somebody has begun to work here: takes a place for the drafts of this desk, the first of
 * DRAFT_SLOTS that no running desk has, and what desks that are gone have left in any of them; and
 * offers those of this person. The host's draft_base is a path to which a number and an ending are
 * added. When it is another than before, the drafts of that one are left as they are.
 * terminal->drafts is NULL when there is no place.
 */
void drafts_start(struct terminal *terminal);

/* Writes what has changed since it was last called. */
void drafts_follow(struct drafts *drafts);

/* What the question of drafts_offer was answered with. */
void drafts_answer(struct drafts *drafts, const struct answer *answer);

/* What becomes of the open forms: they are offered again; those of who works here are given up, the
 * others' (aside.h) offered again; or none is, for they stay open. */
enum drafts_fate { DRAFTS_KEPT, DRAFTS_GIVEN_UP, DRAFTS_STAY_OPEN };

/* Writes for the last time, while the screens are still there. NULL is allowed. */
void drafts_close(struct drafts *drafts, enum drafts_fate fate);

#endif
