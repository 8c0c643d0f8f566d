#ifndef REPORTS_VALUE_H
#define REPORTS_VALUE_H
/*
 * What a cell holds: whole numbers, whatever they count. Money stays in fen until xlsx.c writes it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum xlsx_kind {
	XLSX_TEXT,
	XLSX_IDENTIFIER, /* digits that are no number: kept as text */
	XLSX_NOTE,	 /* long text, wrapped */
	XLSX_COUNT,
	XLSX_MONEY, /* fen, shown in yuan with two decimals */
	XLSX_RATE,  /* shown in percent */
	XLSX_DAY,
	XLSX_MOMENT, /* a day and a minute at the clinic */
	XLSX_TIME,   /* the same where the day is plain: shown as the time alone */
	XLSX_KIND_COUNT
};

/* Whether cells of a kind hold text; whether they are added up (days and times are neither). */
bool xlsx_kind_is_text(enum xlsx_kind kind);
bool xlsx_kind_is_number(enum xlsx_kind kind);

/* A number, an amount in fen, or the rate number / whole; `none` is the empty text. */
struct xlsx_value {
	enum xlsx_kind kind;
	bool none;
	int64_t number, whole;
};

/* A count; an amount in fen; part / whole as a rate, none when `whole` is 0; an empty cell. */
struct xlsx_value xlsx_count(int64_t number);
struct xlsx_value xlsx_money(int64_t fen);
struct xlsx_value xlsx_rate(int64_t part, int64_t whole);
struct xlsx_value xlsx_none(void);

/* How wide a column must be for a number or a text, in digits of the sheet's font. */
int xlsx_value_columns(struct xlsx_value value);
int xlsx_text_columns(const char *text);

/* A text as a cell shows it: `text` itself, or, when something in it cannot be seen, a copy in
 * `room` with U+FFFD in its place; a text that is too long for `room` is cut at a character.
 * *columns is what xlsx_text_columns says of the whole. */
const char *xlsx_text_shown(const char *text, char *room, size_t size, int *columns);

#endif
