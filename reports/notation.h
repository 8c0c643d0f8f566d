#ifndef REPORTS_NOTATION_H
#define REPORTS_NOTATION_H
/*
 * The spreadsheet's own notations: references, words in formulas, the head and foot of a page.
 * Rows and columns are counted from 0 here, as in xlsx.h.
 */
#include <stddef.h>

enum { XLSX_PIECE_SIZE = 192 };

/* A piece of a formula; for use in the same expression. */
struct xlsx_piece {
	char text[XLSX_PIECE_SIZE];
};

/* "C7". */
struct xlsx_piece notation_cell(int row, int column);

/* "'Sheet'!$C$2", and "'Sheet'!$C$2:$C$41". */
struct xlsx_piece notation_cell_of(const char *sheet, int row, int column);
struct xlsx_piece notation_range(const char *sheet, int first_row, int last_row, int column);

/* A word in quotes, as a formula has it. */
struct xlsx_piece notation_word(const char *word);

/* A text for the head or foot of a page, where & starts a code; cut when there is no room. */
void notation_foot(char *out, size_t size, const char *text);

#endif
