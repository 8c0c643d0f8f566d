#ifndef REPORTS_VALUE_H
#define REPORTS_VALUE_H
/*
 * What a cell of a sheet holds: whole numbers, whatever they count. Money stays in fen until it is
 * written.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_kind {
	VALUE_TEXT,
	VALUE_IDENTIFIER, /* digits that are no number: kept as text */
	VALUE_NOTE,	  /* long text, wrapped */
	VALUE_COUNT,
	VALUE_MONEY, /* fen, shown in yuan with two decimals */
	VALUE_RATE,  /* shown in percent */
	VALUE_DAY,
	VALUE_MOMENT, /* a day and a minute at the clinic */
	VALUE_TIME,   /* the same where the day is plain: shown as the time alone */
	VALUE_KIND_COUNT
};

/* Whether cells of a kind hold text; whether they are added up (days and times are neither). */
bool value_kind_is_text(enum value_kind kind);
bool value_kind_is_number(enum value_kind kind);

/* A number, an amount in fen, or the rate number / whole; `none` is the empty text. */
struct value {
	enum value_kind kind;
	bool none;
	int64_t number, whole;
};

/* A count; an amount in fen; part / whole as a rate, none when `whole` is 0; an empty cell. */
struct value value_count(int64_t number);
struct value value_money(int64_t fen);
struct value value_rate(int64_t part, int64_t whole);
struct value value_none(void);

/*
 * A number as people read it: "1,234", "-1,234.50" (money always with its decimals), "12.5%",
 * "2026-11-21", "2026-11-21 08:05", "08:05"; "" for none. Days and moments are as sheet.h keeps
 * them. Returns `out`.
 */
enum { VALUE_SHOWN_SIZE = 40 };
char *value_show(struct value value, char out[VALUE_SHOWN_SIZE]);

/* How wide a column must be for a number or a text, in digits of the sheet's font. */
int value_columns(struct value value);
int value_text_columns(const char *text);

/* A text as a cell shows it: `text` itself, or, when something in it cannot be seen, a copy in
 * `room` with U+FFFD in its place; a text that is too long for `room` is cut at a character.
 * *columns is what value_text_columns says of the whole. */
const char *value_text_shown(const char *text, char *room, size_t size, int *columns);

#endif
