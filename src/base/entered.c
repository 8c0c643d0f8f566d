#include "base/entered.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/language.h"

/* "": it is not set. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

const char *entered_by(void)
{
	const char *account = variable(ENTERED_VARIABLE);

	return *account ? account : NULL;
}

const char *entered_exchange(void)
{
	return variable(ENTERED_EXCHANGE_VARIABLE);
}

/* Whether a folder is `other`, or lies `below` it where that is asked. */
static bool is_within(const char *folder, const char *other, bool below)
{
	char *real = *other ? realpath(other, NULL) : NULL;
	const size_t length = real ? strlen(real) : 0;
	const bool within = length > 0 && strncmp(folder, real, length) == 0 &&
			    (folder[length] == '\0' || (below && folder[length] == '/'));

	free(real);
	return within;
}

enum status entered_allows(const char *path, struct problem *problem)
{
	char folder[FILE_PATH_SIZE];

	if (!entered_by())
		return STATUS_OK;
	if (path_real_folder(path, folder) &&
	    (is_within(folder, entered_exchange(), true) ||
	     is_within(folder, variable("TMPDIR"), false) || path_is_on_stick(folder)))
		return STATUS_OK;
	return problem_set(problem, STATUS_WRONG_STATE,
			   _("\"%s\" is not reached from here: files lie in %s or on a stick. Copy "
			     "it there, or give a name there."),
			   path, entered_exchange());
}
