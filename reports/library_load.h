#ifndef REPORTS_LIBRARY_LOAD_H
#define REPORTS_LIBRARY_LOAD_H
/*
 * A library that is loaded when it is first needed: linked, it and what it brings along would cost
 * every start of the desk. Its functions stand in a table that the build makes of the calls in the
 * sources (data/make/library.sh). What is loaded stays until the process ends.
 */
#include <stdbool.h>
#include <stddef.h>

/* Fills `table` with the functions of these names, a pointer each, of a library and of those it
 * brings along. NULL, or why it cannot: good until the next call. */
const char *library_load(const char *library, const char *const *names, size_t count, void *table);

#endif
