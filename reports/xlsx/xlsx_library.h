#ifndef REPORTS_XLSX_LIBRARY_H
#define REPORTS_XLSX_LIBRARY_H
/*
 * libxlsxwriter, loaded when the first workbook is written: linked, it and what it brings along
 * (OpenSSL) would cost every start of the desk more than a millisecond and a megabyte. Its
 * functions are called by their own names; the table behind them is made at build time from the
 * calls in the sources (data/make/library.sh), and a call it does not have is an error of the
 * linker.
 */
#include "base/status.h"
#include "xlsx_calls.h"

/* Loads the library if it is not there yet; a library that is missing is told in a sentence. */
MUST_CHECK enum status xlsx_library_load(struct problem *problem);

/* The functions; the library is loaded. */
const struct xlsx_library *xlsx_library(void);

#endif
