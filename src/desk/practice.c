#include "desk/practice.h"

#include <stdlib.h>
#include <string.h>

#include "base/entered.h"
#include "base/folder.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/rules_change.h"

bool practice_is_on(const struct desk *desk)
{
	return desk->practice[0] != '\0';
}

enum status practice_allows(struct desk *desk, const char *path)
{
	char folder[FILE_PATH_SIZE];
	char *own;
	bool inside;

	if (!practice_is_on(desk))
		return entered_allows(path, &desk->problem);
	own = realpath(desk->practice, NULL);
	inside = own && path_real_folder(path, folder) && strcmp(folder, own) == 0;
	free(own);
	if (inside)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _("This is practice: nothing is read from outside or written there. Its "
			     "files lie in %s."),
			   desk->practice);
}

enum status practice_mark(struct desk *desk)
{
	enum status status = audit_mark(desk, AUDIT_PRACTICE_BEGIN, "");

	return status ? status : rules_begin(desk);
}

enum status practice_refuse_marked(struct desk *desk)
{
	struct audit_row *rows = NULL;
	size_t count = 0;
	bool marked = audit_history(desk, 1, &rows, &count) == STATUS_OK && count == 1 &&
		      strcmp(rows[0].action, audit_action_name(AUDIT_PRACTICE_BEGIN)) == 0;

	free(rows);
	if (!marked)
		return STATUS_OK;
	return desk_refuse(
		desk, STATUS_WRONG_STATE, "%s",
		_("This database was made to practise with: its people are invented, and "
		  "it is no clinic's."));
}
