#ifndef TESTS_UNIT_FULL_DAY_H
#define TESTS_UNIT_FULL_DAY_H
/*
 * A day with everything in it, closed, and the morning after: for tests that spoil one thing of a
 * clinic. The desk is a fresh one of FIXTURE_DAY (fixture.h).
 */
#include "visit.h"

void full_day_play(struct desk *desk);

#endif
