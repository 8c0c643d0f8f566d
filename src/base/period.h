#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H
/*
 * The parts of a working day, one session of a doctor each: PERIOD_AM and the others of period.def.
 */
#include <stdbool.h>

enum period {
#define PERIOD(symbol, name, also, word) PERIOD_##symbol,
#include "base/period.def"
#undef PERIOD
	PERIOD_COUNT
};

/* "am", "pm", "eve"; and back, in any case, also from 上午, 下午, 晚上. */
const char *period_name(enum period period);
bool period_parse(const char *text, enum period *period);

/* The translated word for a period. */
const char *period_word(enum period period);

/* The same for a narrow column: "am", translated. */
const char *period_short_word(enum period period);

#endif
