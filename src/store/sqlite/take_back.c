#include "store/sqlite/take_back.h"

static enum status run(struct connection *connection, enum sql statement)
{
	return connection_each(connection, statement, NO_ARGS, NULL, NULL, NULL);
}

void take_back_commit(struct connection *connection)
{
	enum status status = STATUS_OK;

	if (connection_in_transaction(connection))
		status = run(connection, SQL_ROLLBACK);
	if (status == STATUS_OK)
		status = run(connection, SQL_BEGIN_WRITING);
	/* The number that is there already. */
	if (status == STATUS_OK)
		status = run(connection, SQL_STORE_SET_APPLICATION_ID);
	if (status == STATUS_OK)
		status = run(connection, SQL_COMMIT);
	if (status != STATUS_OK && connection_in_transaction(connection) &&
	    run(connection, SQL_ROLLBACK) != STATUS_OK)
		connection_kill(connection);
}
