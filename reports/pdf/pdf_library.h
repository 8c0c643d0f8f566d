#ifndef REPORTS_PDF_LIBRARY_H
#define REPORTS_PDF_LIBRARY_H
/*
 * Pango and cairo, loaded when the first PDF is written (library_load.h): linked, they would triple
 * what every start of the desk loads. Their functions are called by their own names; a call that
 * the table of the build does not have is an error of the linker.
 */
#include "base/status.h"
#include "pdf_calls.h"

/* Loads the libraries if they are not there yet; one that is missing is told in a sentence. */
MUST_CHECK enum status pdf_library_load(struct problem *problem);

/* The functions; the libraries are loaded. */
const struct pdf_library *pdf_library(void);

#endif
