#ifndef DESK_CHECK_JUDGE_H
#define DESK_CHECK_JUDGE_H
/*
 * What SQL cannot judge of a row that a check reads (data/sql/desk): calendars, check digits, the
 * clinic's zone, spellings. Pure: a judge looks at the row and asks nothing.
 */
#include "desk/people/patient_key.h"

enum { JUDGE_WHERE_SIZE = 256 };

/* What a judge keeps from one row to the next of its check; zero before the first. */
struct judge_memory {
	char where[JUDGE_WHERE_SIZE]; /* of a row at fault, where its first column does not say it
				       */
	unsigned char *entries;	      /* a bit for each entry that has one behind it */
	size_t room;		      /* in bytes */
	int64_t entry_count;
	int64_t id;
	struct patient patient;
	unsigned int missing; /* a bit for each key that was not read yet */
	size_t count;
	char key[8][PATIENT_KEY_SIZE];
	struct patient_keys keys;
};

/* True when the row is at fault. */
typedef bool judge_fn(const struct store_row *row, struct judge_memory *memory);

/* After the last row. */
void judge_memory_release(struct judge_memory *memory);

/* A text that cannot be printed, or ends within. */
judge_fn judge_text;

/* The entries of the history in their order: each has one behind it at most. */
judge_fn judge_chain;

/*
 * Money belongs to the day it moved; or, when that was closed, to the one behind the last day
 * closed, which is far ahead after days were closed by a clock that was.
 */
judge_fn judge_business_day;

judge_fn judge_date;

/* A rule that this program knows, with a value that it may have (base/settings.def). */
judge_fn judge_setting;

/* An owner's public key against its entry. */
judge_fn judge_owner;

/* The last digit of a patient's or a booking's number. */
judge_fn judge_digit;

/* Sex and date of birth against the identity number (GB 11643-1999). */
judge_fn judge_identity;

/*
 * A patient is found by name, number, identity number, card, social security number, phone and date
 * of birth, and, unless records were merged, by no other number or name. Spellings are not looked
 * at: another release may spell a name otherwise.
 */
judge_fn judge_patient_key;

/* The same for a person with several records: every name and number is that of one of them. */
judge_fn judge_merged_key;

/* The same of the day under which an online order is filed. */
judge_fn judge_order_day;

/* Name and identity number of an order as they were typed, against its patient's. */
judge_fn judge_order_person;

/* The digests of what was asked (idem.h) against the booking that was made of it. */
judge_fn judge_asked;

/* "; capacity: 20 -> 30" against the capacity. */
judge_fn judge_recorded;

/* A ban ends on the day of the entry that ended it. */
judge_fn judge_ban_end;

judge_fn judge_account;

#endif
