#ifndef REPORTS_DAYS_MAKE_H
#define REPORTS_DAYS_MAKE_H
/*
 * Short forms in which the figures of the day's report are defined: over a sheet, under conditions.
 */
#include "reports/days/days_sheets.h"

/* What follows the operation's own arguments: the end of the conditions, and each of them. */
#define NO_CONDITION ((struct figure_condition){ .test = TEST_NONE })
#define IS(at, text) \
	((struct figure_condition){ .column = (at), .test = TEST_WORD, .word = (text) })
#define AS_HERE(at, here) \
	((struct figure_condition){ .column = (at), .test = TEST_SAME, .same = (here) })
#define ABOVE_ZERO(at) ((struct figure_condition){ .column = (at), .test = TEST_ABOVE })
#define IS_SET(at) ((struct figure_condition){ .column = (at), .test = TEST_SET })
#define WHERE(...) ((const struct figure_condition[FIGURE_CONDITIONS_MAX]){ __VA_ARGS__ })
#define ANYWHERE WHERE(NO_CONDITION)

/* How a figure is called: in JSON, and for people (translated); NULL, NULL for a part of others. */
struct figure_names {
	const char *name, *title;
};
#define NAMES(name, title) ((struct figure_names){ (name), (title) })
#define NAMELESS NAMES(NULL, NULL)

const struct figure *make_count(struct days_book *book, struct figure_names names,
				enum days_sheet sheet, int column,
				const struct figure_condition *where);

/* Of money. */
const struct figure *make_sum(struct days_book *book, struct figure_names names,
			      enum days_sheet sheet, int column,
			      const struct figure_condition *where);

/* Of numbers that are no money. */
const struct figure *make_number(struct days_book *book, struct figure_names names,
				 enum days_sheet sheet, int column,
				 const struct figure_condition *where);
const struct figure *make_percentile(struct days_book *book, struct figure_names names,
				     enum days_sheet sheet, int column, int percent,
				     const struct figure_condition *where);

/* `operation`: PLUS, MINUS, RATE; of the kind of `first`, or a rate. */
const struct figure *make_of_two(struct days_book *book, struct figure_names names,
				 enum figure_operation operation, const struct figure *first,
				 const struct figure *second);
const struct figure *make_given(struct days_book *book, struct figure_names names,
				enum value_kind kind, int64_t number);

#endif
