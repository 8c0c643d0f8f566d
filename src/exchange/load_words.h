#ifndef EXCHANGE_LOAD_WORDS_H
#define EXCHANGE_LOAD_WORDS_H
/*
 * What loading a file did or would do, in the words that the desk and the command line share.
 */
#include "exchange/load.h"

enum { LOAD_WORDS_SIZE = 640, LOAD_CHANGE_SIZE = 2 * PROBLEM_MESSAGE_SIZE };

/* "added", "changed", "unchanged" for JSON; and for people, translated. */
const char *load_outcome_name(enum put_outcome outcome);
const char *load_outcome_word(enum put_outcome outcome);

/* What differs, and behind it what cannot be done as asked; "" for nothing. Returns `out`. */
char *load_change_say(const struct load_change *change, char out[LOAD_CHANGE_SIZE]);

/* How many rows were or would be what, in a sentence. Returns `out`. */
char *load_say_sums(const struct load_result *result, bool is_loaded, char out[LOAD_WORDS_SIZE]);

#endif
