#include "desk/check/head.h"

#include <string.h>

#include "base/language.h"

#include "sql_columns.h"

struct search {
	int64_t seq;
	const unsigned char *head;
	bool found;
	struct head_answer *out;
};

static enum status take_link(const struct store_row *row, void *context)
{
	struct search *search = context;
	struct chain_link link = { .id = 0 };
	enum status status = link_from_row(row, &link);

	search->out->newest = link.seq;
	if (memcmp(link.hash, search->head, CHAIN_HEAD_BYTES) != 0)
		return status;
	search->out->at = link.seq;
	search->found = search->found || link.seq == search->seq;
	return status;
}

enum status head_check(struct desk *desk, int64_t seq, const unsigned char head[CHAIN_HEAD_BYTES],
		       struct head_answer *out)
{
	struct search search = { .seq = seq, .head = head, .out = out };
	enum status status;

	memset(out, 0, sizeof(*out));
	status = store_each(desk->store, SQL_CHECK_LINKS, NO_ARGS, take_link, &search);
	if (search.found)
		out->found = HEAD_RIGHT;
	else if (out->at > 0)
		out->found = HEAD_RENUMBERED;
	else
		out->found = out->newest < seq ? HEAD_CUT : HEAD_DIFFERS;
	return desk_store_result(desk, status);
}

enum status head_tell(struct desk *desk, int64_t seq, const struct head_answer *answer)
{
	switch (answer->found) {
	case HEAD_RIGHT: return STATUS_OK;
	case HEAD_CUT:
		return desk_refuse(desk, STATUS_CHECK_FAILED,
				   _("The database ends at entry %lld, and the head is of entry "
				     "%lld: an older copy was put in its place, or its end was cut "
				     "off. What was entered in between is not in it."),
				   (long long)answer->newest, (long long)seq);
	case HEAD_RENUMBERED:
		return desk_refuse(desk, STATUS_CHECK_FAILED,
				   _("This head is of entry %lld and not of %lld: the entries were "
				     "numbered anew, so some before it were removed or put in."),
				   (long long)answer->at, (long long)seq);
	case HEAD_DIFFERS: break;
	}
	return desk_refuse(desk, STATUS_CHECK_FAILED,
			   _("Entry %lld has another head than the one given: something up to it "
			     "was changed since, or it is another clinic's. Compare it letter by "
			     "letter first."),
			   (long long)seq);
}
