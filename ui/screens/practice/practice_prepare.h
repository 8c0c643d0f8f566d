#ifndef SCREENS_PRACTICE_PREPARE_H
#define SCREENS_PRACTICE_PREPARE_H
/*
 * Puts into the practice's clinic what a task needs: somebody without a booking, a booking that is
 * not paid, a file of WeChat bookings, the evening.
 */
#include "ui/screens/practice/practice_state.h"

/* Sets practice->about. On failure desk->problem says why there can be no such task. */
enum status practice_prepare(struct practice *practice, enum practice_task task) MUST_CHECK;

#endif
