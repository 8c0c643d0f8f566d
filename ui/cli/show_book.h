#ifndef CLI_SHOW_BOOK_H
#define CLI_SHOW_BOOK_H
/*
 * The figures of a report as JSON: all that have a name, and the tables of page one.
 */
#include "reports/sheet_book.h"
#include "ui/cli/output.h"

/* Into the open object: "figures", and each table by its key. Amounts are in fen, rates in tenths
 * of a percent (the name ends in _permille); what has no value is null. */
void show_book(struct output *output, const struct sheet_book *book);

#endif
