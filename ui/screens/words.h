#ifndef SCREENS_WORDS_H
#define SCREENS_WORDS_H
/*
 * The desk's records in words, the same on every screen. Each function writes into `out`,
 * translated and never longer than it, and returns it. Identity numbers and phones are masked.
 */
#include "base/money.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "ui/term/draw.h"

enum { WORDS_SIZE = 640, WORDS_DAY_SIZE = 96 };

/* "Mon" */
const char *words_weekday(day_number day);

/* "Mon 2026-11-23"; with what it is for people: "Mon 2026-11-23, tomorrow". */
char *words_day(day_number day, char out[WORDS_DAY_SIZE]);
char *words_day_from(day_number day, day_number today, char out[WORDS_DAY_SIZE]);

/* "08:05": the clinic's time of an instant. */
char *words_time(int64_t at_ms, char out[MINUTE_TEXT_SIZE]);

/* The same, with the date of another day than today: "2026-11-22 08:05". */
char *words_since(int64_t at_ms, day_number today, char out[WORDS_DAY_SIZE]);

/* "08:00-12:00" */
char *words_minutes(int start, int end, char out[WORDS_DAY_SIZE]);

/* Whole minutes from one instant to another, never negative. */
int words_wait_minutes(int64_t since_ms, int64_t now_ms);

const char *words_sex(enum sex sex);

/* "34", or "-" when the birth date is not known. */
char *words_age(day_number birth, day_number today, char out[WORDS_DAY_SIZE]);

/* "Zhang San, female, 34, ID 110105********002X, phone 138****1234"; whoever died is "DECEASED"
 * behind the name. */
char *words_patient(const struct patient *patient, day_number today, char out[WORDS_SIZE]);

/* "Internal medicine, Dr Wei, chief physician" */
char *words_doctor(const struct session *session, char out[WORDS_SIZE]);

/* "Mon 2026-11-23, am 08:00-12:00, room 101" */
char *words_session_time(const struct session *session, char out[WORDS_SIZE]);

/* The same of a booking's session: "Mon 2026-11-23, am 08:00-12:00, room 101". */
char *words_booking_time(const struct booking *booking, char out[WORDS_SIZE]);

/* "12 of 32 sold, 20 free now" */
char *words_counter_numbers(const struct session *session, char out[WORDS_SIZE]);

/* "3 of 8 sold, 5 free now; unsold ones move to the counter at 07:30", "3 sold; 5 moved to the
 * counter at 07:30" */
char *words_online_numbers(const struct session *session, char out[WORDS_SIZE]);

/* A twelve-digit booking number. */
enum { WORDS_NUMBER_SIZE = 24 };
char *words_number(int64_t number, char out[WORDS_NUMBER_SIZE]);

/* Choices of a form, untranslated, in the order of their enum: the documents (of ID_NONE ""), the
 * sexes, the periods, the methods; the methods and then "pays later"; "as it was paid" and then the
 * methods. */
extern const char *const words_id_types[ID_TYPE_COUNT + 1];
extern const char *const words_sexes[];
extern const char *const words_periods[PERIOD_COUNT + 1];
extern const char *const words_methods[METHOD_COUNT + 1];
extern const char *const words_payments[METHOD_COUNT + 2];
extern const char *const words_refund_methods[METHOD_COUNT + 2];

/* What cancelling a booking gives back, and how. */
char *words_cancel_terms(const struct booking *booking, const struct cancel_terms *terms,
			 char out[WORDS_SIZE]);

/* What a booking is now: its ticket's state once it has one. */
const char *words_booking_state(const struct booking *booking);

/* Whether what is typed to find a session fits it: the beginning of the doctor's code or initials
 * or of the department's code, or a part of either name. "" fits all. */
bool words_fit_session(const struct session *session, const char *typed);
bool words_fit_doctor(const struct doctor *doctor, const char *typed);

/* A label and a value behind it, the values of several lines below each other; returns the next
 * line. */
int words_line(const struct canvas *canvas, int line, const char *label, const char *value);

/* What a dialog says below its form: why it is refused, or else what its keys do. */
void words_note(const struct canvas *canvas, int line, const struct problem *refusal,
		const char *keys);

/* Parts a screen: all of it but a margin in `left`; where it is at least `least` columns wide, the
 * last `columns` of them are a pane in `right`, and it returns true. */
bool words_side(const struct canvas *canvas, int least, int columns, struct canvas *left,
		struct canvas *right);

/* The part of a screen below `line`, with a column left free on either side, and never wider than
 * `columns_most`: a wide terminal shows more columns of a list, not wider ones. */
struct canvas words_body(const struct canvas *canvas, int line, int lines, int columns_most);

#endif
