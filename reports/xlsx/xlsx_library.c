#include "reports/xlsx/xlsx_library.h"

#include <assert.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "base/language.h"

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

static bool find_calls(void *handle, struct xlsx_library *library)
{
	for (size_t i = 0; i < CALLS; i++) {
		void *call = dlsym(handle, xlsx_library_names[i]);

		if (!call)
			return false;
		memcpy((char *)library + i * sizeof(call), &call, sizeof(call));
	}
	return true;
}

enum status xlsx_library_load(struct problem *problem)
{
	struct loaded *here = loaded();
	void *handle;

	if (here->complete)
		return STATUS_OK;
	handle = dlopen(XLSX_LIBRARY_NAME, RTLD_NOW | RTLD_LOCAL);
	here->complete = handle && find_calls(handle, &here->library);
	if (here->complete)
		return STATUS_OK;
	return problem_set(problem, STATUS_CANNOT_WRITE,
			   _("Workbooks cannot be written: the library %s cannot be loaded (%s). "
			     "Please install it."),
			   XLSX_LIBRARY_NAME, dlerror());
}

const struct xlsx_library *xlsx_library(void)
{
	assert(loaded()->complete);
	return &loaded()->library;
}
