#ifndef BASE_MONOTONIC_H
#define BASE_MONOTONIC_H
/*
 * How long something takes: a clock that nobody sets and that only goes forward. Its zero means
 * nothing; differences do. What time it is says clock.h.
 */
#include <stdint.h>

/* Microseconds; milliseconds. */
int64_t monotonic_us(void);
int64_t monotonic_ms(void);

#endif
