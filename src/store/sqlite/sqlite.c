#include "store/sqlite/sqlite.h"

enum status sqlite_failed(struct sqlite *sqlite, const struct connection *connection,
			  enum status status)
{
	if (status == STATUS_OK || connection_problem(connection)->status != status)
		return status;
	sqlite->engine.problem = *connection_problem(connection);
	sqlite->engine.failed = true;
	return status;
}
