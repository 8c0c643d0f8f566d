#ifndef CLI_VALUES_H
#define CLI_VALUES_H
/*
 * Arguments as the rules need them. A word that is none of the choices is wrong usage; a date, an
 * amount or a number that cannot be read is bad input. Every function leaves *out alone when it
 * fails; cli->problem names the argument and what it may be.
 */
#include "desk/audit.h"
#include "desk/money/ledger.h"
#include "desk/roster/roster.h"
#include "desk/roster/slot.h"
#include "ui/cli/cli.h"

/* The value of an option, or `otherwise` when it was not given. */
const char *value_text(const struct cli *cli, enum option option, const char *otherwise);
bool value_is_given(const struct cli *cli, enum option option);

/* A date as ISO or loose text, "today", "tomorrow", "yesterday", "+N", "-N", or the Chinese words.
 */
bool day_parse_spoken(const char *text, day_number today, day_number *day);

/* --date, or `otherwise`. */
enum status value_day(struct cli *cli, day_number otherwise, day_number *out) MUST_CHECK;
/* The same of another option. */
enum status value_day_of(struct cli *cli, enum option option, day_number otherwise,
			 day_number *out) MUST_CHECK;
enum status value_period(struct cli *cli, enum period *out) MUST_CHECK;
enum status value_channel(struct cli *cli, enum channel *out) MUST_CHECK;
enum status value_method(struct cli *cli, enum option option, enum method *out) MUST_CHECK;

/* --key; without it the key is not set. */
enum status value_key(struct cli *cli, struct idem *out) MUST_CHECK;

/* An amount in yuan. */
enum status value_fen(struct cli *cli, enum option option, int64_t *out) MUST_CHECK;

/* The session of --doctor, --date and --period, all given. */
enum status value_session(struct cli *cli, struct session *out) MUST_CHECK;

/* A booking number; a patient number. */
enum status value_booking_number(struct cli *cli, const char *text, int64_t *out) MUST_CHECK;
enum status value_patient_number(struct cli *cli, const char *text, int64_t *out) MUST_CHECK;

/*
 * The file that a command is to write, or "" when it was not named: it must not be the database, a
 * file beside it, or the file `input` that is being read (which may be NULL). STATUS_USAGE.
 */
enum status value_new_file(struct cli *cli, enum option option, const char *input,
			   const char **out) MUST_CHECK;

/* Refuses a word that is none of the option's choices: STATUS_USAGE. */
enum status value_not_a_choice(struct cli *cli, enum option option);

#endif
