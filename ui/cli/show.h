#ifndef CLI_SHOW_H
#define CLI_SHOW_H
/*
 * How the desk's records look in JSON and to people; the same wherever a command shows one.
 */
#include "base/mask.h"
#include "base/money.h"
#include "desk/ban/ban.h"
#include "desk/booking/access.h"
#include "desk/booking/booking.h"
#include "ui/cli/cli.h"

/* An amount for people: "15.00". Writes into `out` and returns it. */
const char *show_yuan(int64_t fen, char out[MONEY_TEXT_SIZE]);

/* Values of the innermost object: a day, an instant, a patient or booking number as text. */
void show_day(struct output *output, const char *key, day_number day);
void show_instant(struct output *output, const char *key, int64_t at_ms);
void show_id(struct output *output, const char *key, int64_t id);

/*
 * Phones and numbers of people, masked unless output->whole: as a value of the innermost object
 * ("" is null), and for a table. The one place where a command shows them. `show_` returns `out`.
 */
void show_phone(struct output *output, const char *key, const char *phone);
void show_number(struct output *output, const char *key, const char *number);
const char *show_phone_text(const struct output *output, const char *phone, char out[MASK_SIZE]);
const char *show_number_text(const struct output *output, const char *number, char out[MASK_SIZE]);

/*
 * With --whole: records who sees whose numbers, before anything is shown. Of `count` rows of
 * `row_size` bytes each `person_of` says about whom one is; *out is empty before.
 */
typedef void show_person_fn(const void *row, struct access_person *out);
enum status show_access(struct cli *cli, const void *rows, size_t count, size_t row_size,
			show_person_fn *person_of) MUST_CHECK;
void show_person_of_booking(const void *row, struct access_person *out);

/* A booking's keys in the innermost object. */
void show_booking(struct output *output, const struct booking *booking);

/* The booking as the whole answer: an object, and for people what it is and where to be when. */
void show_booking_answer(struct cli *cli, const struct booking *booking, const char *done);

/* In the innermost object the notes of a booking: that the patient has to be elsewhere then. */
void show_elsewhere(struct cli *cli, const struct booking *booking);

/* The answer of a booking that was just made, with those notes. */
void show_new_booking(struct cli *cli, const struct booking *booking, const char *done);

/* What a person does with a booking: who, where, when, in one line. */
void show_booking_line(struct output *output, const struct booking *booking);

/* What was paid and what went back, for people. */
void show_booking_money(struct output *output, const struct booking *booking);

/* Bookings as an array of objects, and as a table; with --whole recorded first. */
enum status show_bookings(struct cli *cli, const struct booking *rows, size_t count,
			  const char *nothing) MUST_CHECK;

/* A session's keys in the innermost object. */
void show_session(struct output *output, const struct session *session);

/* A ban's keys in the innermost object. */
void show_ban(struct output *output, const struct ban *ban);

#endif
