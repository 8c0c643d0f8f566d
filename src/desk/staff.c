#include "desk/staff.h"

#include "desk/audit.h"

enum status staff_is_known(struct desk *desk, const char *code, bool *known)
{
	enum status status = store_one(desk->store, SQL_STAFF_FIND, ARGS(store_text(code)), NULL,
				       NULL);

	*known = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

static enum status staff_begin_inside(struct desk *desk, void *context)
{
	int64_t seq;

	(void)context;
	return audit_record(desk, AUDIT_STAFF_BEGIN, 0, 0, NULL, desk->staff.code, &seq);
}

enum status staff_begin(struct desk *desk)
{
	return desk_change(desk, staff_begin_inside, NULL);
}
