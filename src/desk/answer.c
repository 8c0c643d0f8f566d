#include "desk/answer.h"

#include <assert.h>

#include "base/memory.h"
#include "desk/audit.h"

#include "sql_columns.h"

static enum status read_answer(const struct store_row *row, void *context)
{
	struct answer *out = context;

	out->json = memory_string(row_text(row, ANSWER_GET_JSON));
	out->lines = memory_string(row_text(row, ANSWER_GET_LINES));
	return STATUS_OK;
}

enum status answer_find(struct desk *desk, const struct idem *idem, const char *command,
			struct answer *out)
{
	int64_t seq;
	enum status status = audit_name_done_before(desk, idem, command, &seq);

	*out = (struct answer){ NULL, NULL };
	if (status)
		return status;
	return desk_store_result(desk, store_one(desk->store, SQL_ANSWER_GET,
						 ARGS(STORE_ARG_BLOB(idem->bytes, IDEM_SIZE)),
						 read_answer, out));
}

enum status answer_keep(struct desk *desk, const struct idem *idem, const char *command,
			const struct answer *answer)
{
	int64_t seq;
	enum status status;

	assert(store_in_transaction(desk->store));
	assert(idem->asked_size > 0);
	status = audit_newest(desk, &seq);
	if (status || seq == 0)
		return status;
	return desk_store_result(
		desk, store_run(desk->store, SQL_ANSWER_ADD,
				ARGS(STORE_ARG_BLOB(idem->bytes, IDEM_SIZE), store_text(command),
				     STORE_ARG_BLOB(idem->asked, (size_t)idem->asked_size),
				     store_text(answer->json), store_text(answer->lines),
				     STORE_ARG_INT(seq)),
				NULL));
}
