#ifndef TESTS_UNIT_SCENE_H
#define TESTS_UNIT_SCENE_H
/*
 * A clinic at the moment before an action, for tests that try an action in many ways: what the
 * action works on stands in `scene`. Each function takes scene.desk as the fixture opened it.
 */
#include "desk/booking/suspension.h"
#include "desk/day/closing.h"
#include "desk/money/refund.h"
#include "exchange/load.h"
#include "exchange/online.h"
#include "visit.h"

extern struct scene {
	struct desk *desk;
	struct session session, other; /* tomorrow morning, this afternoon */
	struct booking booking;
	struct ban ban;
	struct patient person;
	struct refund refund;
	char path[FILE_PATH_SIZE]; /* of a file to load */
} scene;

void scene_morning(void);
void scene_unpaid(void);
void scene_paid(void);
void scene_paid_online(void);
void scene_paid_today(void);
void scene_sold_out(void);
void scene_skipped(void);
void scene_before_ban(void);
void scene_banned(void);
void scene_excused(void);
void scene_requested(void);
void scene_submitted(void);
void scene_suspended(void);
void scene_checked_in(void);
void scene_called(void);
void scene_missed(void);
void scene_evening(void);
void scene_closed(void);
void scene_departments_file(void);
void scene_doctors_file(void);
void scene_roster_file(void);
void scene_patients_file(void);
void scene_online_file(void);
void scene_imported(void);

#endif
