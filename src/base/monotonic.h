#ifndef BASE_MONOTONIC_H
#define BASE_MONOTONIC_H
/* How long something takes, by a clock that nobody sets. */
#include <stdint.h>

int64_t monotonic_us(void);
int64_t monotonic_ms(void);

#endif
