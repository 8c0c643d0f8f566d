#ifndef REPORTS_WRAP_H
#define REPORTS_WRAP_H
/*
 * Where a line of text breaks.
 */
#include <stddef.h>

/* How many bytes of a text fit into so many columns of a terminal: all of it, or up to the last
 * blank or Chinese character that fits; at least one character. */
size_t wrap_length(const char *text, int columns);

#endif
