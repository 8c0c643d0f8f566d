#include "desk/trust/epoch.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/reason.h"

#include "sql_columns.h"

static enum status read_epoch(const struct store_row *row, void *context)
{
	struct epoch *out = context;

	out->epoch = row_number(row, EPOCH_ROW_EPOCH);
	out->seq = row_number(row, EPOCH_ROW_SEQ);
	text_copy(out->mark, sizeof(out->mark), row_text(row, EPOCH_ROW_MARK));
	out->is_sealed = row_bytes(row, EPOCH_ROW_SEALED, out->sealed, sizeof(out->sealed));
	return STATUS_OK;
}

enum status epoch_list(struct desk *desk, struct epoch **rows, size_t *count)
{
	return list_read(desk, SQL_EPOCH_LIST, NO_ARGS, read_epoch, sizeof(**rows), rows, count);
}

bool epoch_key_is_right(struct desk *desk, struct problem *problem)
{
	struct chain_link newest;
	struct chain_key key;
	enum link_key how;

	problem->status = STATUS_OK;
	if (link_newest(desk->store, &newest) ||
	    link_key_look(desk->store, &newest, &how, &key, problem))
		return false;
	secret_wipe(&key, sizeof(key));
	switch (how) {
	case LINK_KEY_NEVER:
	case LINK_KEY_HERE: return true;
	case LINK_KEY_BAD: return false;
	case LINK_KEY_AHEAD:
		problem_set(problem, STATUS_NOT_FOUND,
			    _("The key of the day is of a later day than the database: an older "
			      "copy was put in its place, past \"backup restore\". What is "
			      "entered is not sealed; \"frontdesk rekey\" begins anew."));
		return false;
	case LINK_KEY_MISSING: break;
	}
	problem_set(problem, STATUS_NOT_FOUND,
		    _("The key of the day is not on this account: what is entered is not sealed, "
		      "so that nobody can prove it by the owner's key. Bring the file back, or "
		      "begin anew with \"frontdesk rekey\"."));
	return false;
}

struct beginning {
	char reason[REASON_SIZE];
	struct epoch *out;
};

static enum status record(struct desk *desk, const struct beginning *beginning,
			  const struct chain_key *key)
{
	struct epoch *out = beginning->out;
	struct store_value sealed = STORE_ARG_NULL;
	char detail[AUDIT_DETAIL_SIZE];
	struct owner_key owner;
	enum status status = owner_key_now(desk, &owner);

	if (status && status != STATUS_NOT_FOUND)
		return status;
	out->epoch = key->epoch;
	out->is_sealed = !status;
	chain_key_mark(key, out->mark);
	if (out->is_sealed) {
		secret_seal(owner.public, key->bytes, sizeof(key->bytes), out->sealed);
		sealed = STORE_ARG_BLOB(out->sealed, sizeof(out->sealed));
	}
	text_format(detail, sizeof(detail), "%s%s%s", out->mark, *beginning->reason ? "; " : "",
		    beginning->reason);
	status = audit_record(desk, AUDIT_EPOCH_BEGIN, key->epoch, 0, NULL, detail, &out->seq);
	if (status)
		return status;
	return desk_store_result(desk,
				 store_run(desk->store, SQL_EPOCH_ADD,
					   ARGS(STORE_ARG_INT(key->epoch), store_text(out->mark),
						store_id_or_null(out->is_sealed ? owner.seq : 0),
						sealed, STORE_ARG_INT(out->seq)),
					   NULL));
}

static enum status begin_inside(struct desk *desk, void *context)
{
	struct chain_key key;
	enum status status = link_begin_epoch(desk->store, &desk->link, &key, &desk->problem);

	status = desk_store_result(desk, status);
	if (!status)
		status = record(desk, context, &key);
	secret_wipe(&key, sizeof(key));
	return status;
}

enum status epoch_begin(struct desk *desk, const char *reason, struct epoch *out)
{
	struct beginning beginning = { .out = out };
	enum status status = reason_read(desk, reason, false, beginning.reason);

	memset(out, 0, sizeof(*out));
	return status ? status : desk_change(desk, begin_inside, &beginning);
}

static bool open_one(const struct epoch *epoch, const struct secret_pair *pair,
		     struct chain_key *key)
{
	char mark[CHAIN_HEAD_SIZE];

	*key = (struct chain_key){ .epoch = epoch->epoch };
	return epoch->is_sealed &&
	       secret_unseal(pair, epoch->sealed, key->bytes, sizeof(key->bytes)) &&
	       strcmp(chain_key_mark(key, mark), epoch->mark) == 0;
}

enum status epoch_open_keys(struct desk *desk, const struct secret_pair *pair,
			    struct chain_key **keys, size_t *count)
{
	struct epoch *epochs;
	size_t epoch_count;
	enum status status = epoch_list(desk, &epochs, &epoch_count);

	*keys = NULL;
	*count = 0;
	if (status)
		return status;
	*keys = memory_new(epoch_count + 1, sizeof(**keys));
	for (size_t i = 0; i < epoch_count; i++)
		*count += open_one(&epochs[i], pair, &(*keys)[*count]);
	free(epochs);
	if (*count > 0)
		return STATUS_OK;
	free(*keys);
	*keys = NULL;
	return desk_refuse(desk, STATUS_NOT_FOUND,
			   _("No key of this clinic was sealed to that owner's key: it is another "
			     "clinic's, or \"frontdesk rekey\" was not run since it was made."));
}
