#ifndef DESK_BOOKING_LIST_H
#define DESK_BOOKING_LIST_H
/*
 * Lists of bookings, and the search for them as a clerk types.
 */
#include "desk/booking/booking.h"

/* Bookings of a visit day; of a session; of a patient (newest first). With cancelled ones. The
 * caller frees *rows. */
enum status booking_list_day(struct desk *desk, day_number day, struct booking **rows,
			     size_t *count) MUST_CHECK;
enum status booking_list_session(struct desk *desk, int64_t session_id, struct booking **rows,
				 size_t *count) MUST_CHECK;
enum status booking_list_patient(struct desk *desk, int64_t patient_id, struct booking **rows,
				 size_t *count) MUST_CHECK;

/* The visits of a day that were made and never paid, of sessions that are over. The caller frees
 * *rows. */
enum status booking_list_unpaid(struct desk *desk, day_number day, struct booking **rows,
				size_t *count) MUST_CHECK;

/* What is owed from the visits of so many days back on: of people who are to come, wait or were
 * seen. By day; *fen is what it comes to. The caller frees *rows. */
enum { BOOKING_OWED_DAYS_BACK = 31 };
enum status booking_list_owed(struct desk *desk, struct booking **rows, size_t *count,
			      int64_t *fen) MUST_CHECK;

/* Called for each booking, which is good until it returns; anything but STATUS_OK ends the list and
 * is returned. */
typedef enum status booking_fn(const struct booking *booking, void *context);

/* The bookings of a visit day, and those made on a business day by number, one at a time, for a
 * day's report: as they were when the day was closed, once it is, and without what was booked after
 * that, which is of the next business day. With cancelled ones. */
enum status booking_each_of_day(struct desk *desk, day_number day, booking_fn *fn,
				void *context) MUST_CHECK;
enum status booking_each_made_on(struct desk *desk, day_number day, booking_fn *fn,
				 void *context) MUST_CHECK;

/*
 * Finds bookings by whatever a person holds: a booking number, the number of a receipt or a refund
 * (receipt_parse; both, where it may be either), an online order's or the payment service's number,
 * or anything patient_find takes (then those people's bookings from `from` on). Today's come first
 * in their order, then those to come, then the past ones, the newest first.
 */
enum status booking_find(struct desk *desk, const char *text, day_number from,
			 struct booking **rows, size_t *count) MUST_CHECK;

/*
 * Where else the patient has to be at that time: another booking that is not over yet, in another
 * session, expected less than BOOKING_APART_MINUTES before or after `expected_ms`; the nearest. Two
 * doctors on one morning are allowed, but said. *found is false when there is none.
 */
enum { BOOKING_APART_MINUTES = 60 };
enum status booking_elsewhere(struct desk *desk, int64_t patient_id, int64_t session_id,
			      int64_t expected_ms, struct booking *other, bool *found) MUST_CHECK;

/* "The patient is also expected at 08:24 by Wei, number 2." Returns `out`. */
char *booking_say_elsewhere(const struct booking *other, char *out, size_t size);

/* "The patient is expected on 2026-11-23 at 08:24 by Wei, room 101, number 2." Returns `out`. */
char *booking_say_expected(const struct booking *booking, char *out, size_t size);

/* For the modules of src/desk: */

/* Runs a statement that gives BOOKING_ROWs. The caller frees *rows. */
enum status booking_rows(struct desk *desk, enum sql statement, const struct store_value *args,
			 size_t arg_count, struct booking **rows, size_t *count) MUST_CHECK;

#endif
