#ifndef DESK_ACCESS_H
#define DESK_ACCESS_H
/*
 * Who saw whose numbers whole: an entry for each person before anything is shown, with why. The
 * Personal Information Protection Law (2021) gives a person the right to be told (articles 44, 45).
 */
#include "desk/audit.h"

enum { ACCESS_WHY_SIZE = 256 };

/* Somebody whose numbers are about to be shown, by whichever is known. */
struct access_person {
	int64_t patient_id;   /* 0: that of the booking */
	int64_t booking_id;   /* 0: none */
	const char *order_no; /* of an online order that belongs to no patient; "" or NULL: none */
};

/* Records that all of them are shown, each person once, or that none is: nothing is to be shown
 * then. `why` is for people; cut at ACCESS_WHY_SIZE. */
enum status access_record(struct desk *desk, const struct access_person *persons, size_t count,
			  const char *why) MUST_CHECK;

/* Everybody who saw this patient's numbers, the newest first. The caller frees *rows. */
enum status access_list(struct desk *desk, int64_t patient_id, struct audit_row **rows,
			size_t *count) MUST_CHECK;

#endif
