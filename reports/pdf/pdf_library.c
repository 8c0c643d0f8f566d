#include "reports/pdf/pdf_library.h"

#include <assert.h>
#include <stdbool.h>

#include "base/language.h"
#include "reports/library_load.h"

enum { CALLS = sizeof(pdf_library_names) / sizeof(pdf_library_names[0]) };

_Static_assert(sizeof(struct pdf_library) == CALLS * sizeof(void *),
	       "the table has one pointer for each name");

/* What is loaded stays until the process ends: a cache of constants, like the library itself. */
static struct loaded {
	bool complete;
	struct pdf_library library;
} * loaded(void)
{
	static struct loaded only;

	return &only;
}

enum status pdf_library_load(struct problem *problem)
{
	struct loaded *here = loaded();
	const char *cause;

	if (here->complete)
		return STATUS_OK;
	cause = library_load(PDF_LIBRARY_NAME, pdf_library_names, CALLS, &here->library);
	here->complete = !cause;
	if (here->complete)
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("Nothing can be put on paper: the library %s cannot be loaded (%s). "
			     "Please install it (Debian: libpangocairo-1.0-0)."),
			   PDF_LIBRARY_NAME, cause);
}

const struct pdf_library *pdf_library(void)
{
	assert(loaded()->complete);
	return &loaded()->library;
}
