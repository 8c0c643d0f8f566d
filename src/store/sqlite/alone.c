#include "store/sqlite/alone.h"

#include "base/language.h"
#include "store/sqlite/openers.h"

enum { NAMES_SIZE = 256 };

enum status alone_refuse(const char *path, struct problem *problem)
{
	char names[NAMES_SIZE];
	int count = openers_name(path, names, sizeof(names));

	if (count == 0)
		return problem_set(problem, STATUS_STORE_OLDER,
				   _("Nobody else may have the database %s open for this, but "
				     "another program has, perhaps on another computer. Nothing "
				     "was changed. End it there and try again."),
				   path);
	return problem_set(problem, STATUS_STORE_OLDER,
			   _n("Nobody else may have the database %s open for this, but %d program "
			      "has: %s. Nothing was changed. End it and try again.",
			      "Nobody else may have the database %s open for this, but %d programs "
			      "have: %s. Nothing was changed. End them and try again.",
			      (unsigned long)count),
			   path, count, names);
}
