#ifndef BASE_MONEY_H
#define BASE_MONEY_H
/*
 * Money is a whole number of fen (1 yuan = 100 fen) in int64_t; no floating point anywhere.
 */
#include <stdbool.h>
#include <stdint.h>

enum { MONEY_TEXT_SIZE = 24 };

/* The largest amount anybody may enter: 1,000,000 yuan. */
#define MONEY_LARGEST_FEN INT64_C(100000000)

/*
 * Reads yuan: "15", "15.5", "15.00"; full-width digits, a leading ￥ or ¥ and spaces around are
 * understood. Never negative, at most two decimals, at most MONEY_LARGEST_FEN. False: *fen is
 * unchanged.
 */
bool money_parse(const char *text, int64_t *fen);

/* Writes yuan with two decimals, "15.00" or "-15.00"; returns `out`. */
char *money_format(int64_t fen, char out[MONEY_TEXT_SIZE]);

/* floor(fen * percent / 100) for 0 <= percent <= 100. */
int64_t money_percent(int64_t fen, int percent);

#endif
