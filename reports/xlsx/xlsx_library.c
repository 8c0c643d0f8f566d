#include "reports/xlsx/xlsx_library.h"

#include <assert.h>
#include <stdbool.h>

#include "base/language.h"
#include "reports/library_load.h"

enum { CALLS = sizeof(xlsx_library_names) / sizeof(xlsx_library_names[0]) };

_Static_assert(sizeof(struct xlsx_library) == CALLS * sizeof(void *),
	       "the table has one pointer for each name");

/* What is loaded stays until the process ends: a cache of constants, like the library itself. */
static struct loaded {
	bool complete;
	struct xlsx_library library;
} * loaded(void)
{
	static struct loaded only;

	return &only;
}

enum status xlsx_library_load(struct problem *problem)
{
	struct loaded *here = loaded();
	const char *cause;

	if (here->complete)
		return STATUS_OK;
	cause = library_load(XLSX_LIBRARY_NAME, xlsx_library_names, CALLS, &here->library);
	here->complete = !cause;
	if (here->complete)
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("Workbooks cannot be written: the library %s cannot be loaded (%s). "
			     "Please install it."),
			   XLSX_LIBRARY_NAME, cause);
}

const struct xlsx_library *xlsx_library(void)
{
	assert(loaded()->complete);
	return &loaded()->library;
}
