#ifndef BASE_SPREADSHEET_H
#define BASE_SPREADSHEET_H
/*
 * What spreadsheet programs do to the numbers of a file that is opened and saved in them. A cell
 * that looks like a number is one to them, with 15 digits: 330106198506070011 becomes 3.30106E+17,
 * or 330106198506070000. Who knows that marks the cell as text, and the mark comes along.
 * Invariant: a mark is taken off; a number that was changed is never mended, only recognised.
 */
#include <stdbool.h>

#include "base/status.h"

enum { SPREADSHEET_DIGITS = 15 };

/*
 * Takes off, in place, what says that a cell is text: ="330106", an apostrophe or a backtick in
 * front. In front of words (`is_number` false) an apostrophe is a letter's own ('t Hooft) unless
 * what follows would be a formula without it, as csv_write has it. Returns `cell`.
 */
char *spreadsheet_take_mark_off(char *cell, bool is_number);

/*
 * Refuses a number that was changed for certain: 3.30106E+17, 13900000003.0. STATUS_BAD_VALUE, and
 * the sentence says how to keep it from happening.
 */
enum status spreadsheet_check_number(const char *number, struct problem *problem) MUST_CHECK;

/*
 * True for digits of which the last ones, from the 16th on and at least three, are all 0: rounded
 * unless something else speaks for them, for such numbers exist. The sentence says so of one
 * number.
 */
bool spreadsheet_has_rounded(const char *number);
const char *spreadsheet_rounded_sentence(void);

#endif
