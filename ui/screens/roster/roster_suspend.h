#ifndef SCREENS_ROSTER_SUSPEND_H
#define SCREENS_ROSTER_SUSPEND_H
/*
 * Suspending a session: says first how many people and how much money it concerns, worked out
 * by the same function that then does it.
 * A dialog, opened with the session's id (int64_t). Answers, when it was suspended, whether
 * anybody is to be told in `choice`, and with the session's id in `id`.
 */
#include "ui/term/form.h"
#include "ui/term/screen.h"

extern const struct screen_ops roster_suspend_screen;

/*
 * Where a refused suspension, or a refused taking back of one, is said: what was typed wrongly
 * beside the reason, the form's first field; a rule's refusal in *refusal, for the dialog to show;
 * anything else below. Answers what a screen's command does.
 */
unsigned roster_suspend_refused(struct screen *screen, struct form *form, struct problem *refusal,
				enum status status);

#endif
