#include "desk/staff.h"

#include "desk/audit.h"

enum status staff_is_known(struct desk *desk, const char *code, bool *known)
{
	enum status status = store_one(desk->store, SQL_STAFF_FIND, ARGS(store_text(code)), NULL,
				       NULL);

	*known = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

enum status staff_begin(struct desk *desk)
{
	return audit_mark(desk, AUDIT_STAFF_BEGIN, desk->staff.code);
}
