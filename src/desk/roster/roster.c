#include "desk/roster/roster.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/language.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

static const struct choice states[] = {
#define SESSION_STATE(symbol, name, word) [SESSION_##symbol] = CHOICE(name, word),
#include "desk/roster/session_state.def"
#undef SESSION_STATE
};

const char *session_state_name(enum session_state state)
{
	return states[state].name;
}

const char *session_state_word(enum session_state state)
{
	return _(states[state].word);
}

bool session_state_parse(const char *text, enum session_state *state)
{
	int found = CHOICE_FIND(text, states);

	if (found < 0)
		return false;
	*state = (enum session_state)found;
	return true;
}

bool session_is_over(const struct desk *desk, const struct session *session)
{
	return desk_now_ms(desk) >= session->end_ms;
}

/* What follows from the row, the settings and the clock. */
static void work_out(const struct desk *desk, struct session *session)
{
	int64_t ahead_ms = (int64_t)desk->settings.quota_release_minutes * MS_PER_MINUTE;

	session->extra_limit = desk->settings.quota_extra_per_session;
	session->start_ms = clock_instant(session->day, session->start_minute);
	session->end_ms = clock_instant(session->day, session->end_minute);
	session->release_ms = session->start_ms - ahead_ms;
	session->released = desk_now_ms(desk) >= session->release_ms;
}

/* What stands in the store of a session's numbers. */
struct numbers {
	struct quota_facts facts;
	struct slot_count extra;
};

static enum status read_numbers(const struct store_row *row, void *context)
{
	struct numbers *out = context;
	struct quota_facts *facts = &out->facts;

	facts->online_sold = (int)row_number(row, SESSION_NUMBERS_ONLINE_SOLD);
	facts->online_numbers = (int)row_number(row, SESSION_NUMBERS_ONLINE_NUMBERS);
	facts->online_numbers_free = (int)row_number(row, SESSION_NUMBERS_ONLINE_NUMBERS_FREE);
	out->extra.total = (int)row_number(row, SESSION_NUMBERS_EXTRA);
	out->extra.sold = (int)row_number(row, SESSION_NUMBERS_EXTRA_SOLD);
	out->extra.free = out->extra.total - out->extra.sold;
	facts->counter_sold = (int)row_number(row, SESSION_NUMBERS_SOLD) - out->extra.sold -
			      facts->online_sold;
	return STATUS_OK;
}

enum status session_count(struct desk *desk, struct session *session)
{
	struct numbers numbers;
	struct quota quota;
	enum status status = store_one(
		desk->store, SQL_SESSION_NUMBERS,
		ARGS(STORE_ARG_INT(session->capacity), STORE_ARG_INT(session->id)), read_numbers,
		&numbers);

	if (status)
		return desk_store_result(desk, status);
	work_out(desk, session);
	numbers.facts.capacity = session->capacity;
	numbers.facts.percent = session->online_percent;
	numbers.facts.released = session->released;
	numbers.facts.sells = session->state == SESSION_OPEN && !session_is_over(desk, session);
	quota_work_out(&numbers.facts, &quota);
	session->counter = quota.counter;
	session->online = quota.online;
	session->online_share = quota.share;
	session->online_spare = quota.online_spare;
	session->gone_over = quota.gone_over;
	session->full = quota.full;
	session->extra = numbers.extra;
	return STATUS_OK;
}

static enum status read_session(const struct store_row *row, void *context)
{
	struct session *out = context;

	memset(out, 0, sizeof(*out));
	if (!session_state_parse(row_text(row, SESSION_ROW_STATE), &out->state) ||
	    !day_parse(row_text(row, SESSION_ROW_DATE), &out->day) ||
	    !period_parse(row_text(row, SESSION_ROW_PERIOD), &out->period))
		return STATUS_STORE_CORRUPT;
	out->id = row_number(row, SESSION_ROW_ID);
	out->seq = row_number(row, SESSION_ROW_SEQ);
	out->doctor_id = row_number(row, SESSION_ROW_DOCTOR_ID);
	out->department_id = row_number(row, SESSION_ROW_DEPARTMENT_ID);
	text_copy(out->doctor_code, sizeof(out->doctor_code),
		  row_text(row, SESSION_ROW_DOCTOR_CODE));
	text_copy(out->doctor, sizeof(out->doctor), row_text(row, SESSION_ROW_DOCTOR));
	text_copy(out->title, sizeof(out->title), row_text(row, SESSION_ROW_TITLE));
	text_copy(out->initials, sizeof(out->initials), row_text(row, SESSION_ROW_INITIALS));
	text_copy(out->department_code, sizeof(out->department_code),
		  row_text(row, SESSION_ROW_DEPARTMENT_CODE));
	text_copy(out->department, sizeof(out->department), row_text(row, SESSION_ROW_DEPARTMENT));
	out->start_minute = (int)row_number(row, SESSION_ROW_START_MINUTE);
	out->end_minute = (int)row_number(row, SESSION_ROW_END_MINUTE);
	text_copy(out->room, sizeof(out->room), row_text(row, SESSION_ROW_ROOM));
	out->capacity = (int)row_number(row, SESSION_ROW_CAPACITY);
	out->online_percent = (int)row_number(row, SESSION_ROW_ONLINE_PERCENT);
	out->fee_fen = row_number(row, SESSION_ROW_FEE_FEN);
	text_copy(out->reason, sizeof(out->reason), row_text(row, SESSION_ROW_REASON));
	return STATUS_OK;
}

enum status session_get_bare(struct desk *desk, int64_t id, struct session *out)
{
	enum status status = store_one(desk->store, SQL_SESSION_GET, ARGS(STORE_ARG_INT(id)),
				       read_session, out);

	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, STATUS_UNKNOWN_SESSION, "%s",
				   status_sentence(STATUS_UNKNOWN_SESSION));
	if (status)
		return desk_store_result(desk, status);
	work_out(desk, out);
	return STATUS_OK;
}

enum status session_get(struct desk *desk, int64_t id, struct session *out)
{
	enum status status = session_get_bare(desk, id, out);

	return status ? status : session_count(desk, out);
}

struct session_key {
	const char *doctor_code;
	day_number day;
	enum period period;
	struct session *out;
	bool bare;
};

static enum status find_by_code(struct desk *desk, const struct session_key *key, const char *code)
{
	char day[DAY_TEXT_SIZE];

	return store_one(desk->store, SQL_SESSION_FIND,
			 ARGS(store_text(code), store_text(day_format(key->day, day)),
			      store_text(period_name(key->period))),
			 read_session, key->out);
}

/* The code may have been typed otherwise than it is kept; else it is the doctor or the session that
 * is not there. */
static enum status find_otherwise(struct desk *desk, const struct session_key *key)
{
	struct doctor doctor;
	char day[DAY_TEXT_SIZE];
	enum status status = doctor_get(desk, key->doctor_code, &doctor);

	if (status)
		return status;
	status = strcmp(doctor.code, key->doctor_code) == 0 ? STATUS_NOT_FOUND
							    : find_by_code(desk, key, doctor.code);
	if (status != STATUS_NOT_FOUND)
		return status;
	return desk_refuse(desk, STATUS_UNKNOWN_SESSION,
			   _("Doctor %s %s has no session on %s (%s)."), doctor.code, doctor.name,
			   day_format(key->day, day), period_word(key->period));
}

static enum status find_session(struct desk *desk, void *context)
{
	const struct session_key *key = context;
	enum status status = find_by_code(desk, key, key->doctor_code);

	if (status == STATUS_NOT_FOUND)
		status = find_otherwise(desk, key);
	/* A refusal has its sentence already. */
	if (status == STATUS_UNKNOWN_DOCTOR || status == STATUS_UNKNOWN_SESSION)
		return status;
	if (!status)
		work_out(desk, key->out);
	if (!status && !key->bare)
		status = session_count(desk, key->out);
	return desk_store_result(desk, status);
}

enum status session_find(struct desk *desk, const char *doctor_code, day_number day,
			 enum period period, struct session *out)
{
	struct session_key key = {
		.doctor_code = doctor_code, .day = day, .period = period, .out = out
	};

	return desk_read(desk, find_session, &key);
}

enum status session_find_bare(struct desk *desk, const char *doctor_code, day_number day,
			      enum period period, struct session *out)
{
	struct session_key key = {
		.doctor_code = doctor_code, .day = day, .period = period, .out = out, .bare = true
	};

	return desk_read(desk, find_session, &key);
}

struct session_range {
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	const char *doctor_code;
	struct session *rows;
	size_t count;
};

static enum status list_sessions(struct desk *desk, void *context)
{
	struct session_range *range = context;
	enum status status;

	if (range->doctor_code && range->doctor_code[0])
		status = list_read(desk, SQL_SESSION_LIST_DOCTOR,
				   ARGS(store_text(range->from), store_text(range->to),
					store_text(range->doctor_code)),
				   read_session, sizeof(*range->rows), &range->rows, &range->count);
	else
		status = list_read(desk, SQL_SESSION_LIST,
				   ARGS(store_text(range->from), store_text(range->to)),
				   read_session, sizeof(*range->rows), &range->rows, &range->count);
	for (size_t i = 0; i < range->count && !status; i++)
		status = session_count(desk, &range->rows[i]);
	return status;
}

static enum status list_range(struct desk *desk, struct session_range *range, struct session **rows,
			      size_t *count)
{
	enum status status = desk_read(desk, list_sessions, range);

	*rows = NULL;
	*count = 0;
	if (status) {
		free(range->rows);
		return status;
	}
	*rows = range->rows;
	*count = range->count;
	return STATUS_OK;
}

enum status session_list(struct desk *desk, day_number day, const char *doctor_code,
			 struct session **rows, size_t *count)
{
	struct session_range range = { .doctor_code = doctor_code };

	day_format(day == DAY_NONE ? desk_today(desk) : day, range.from);
	if (day == DAY_NONE)
		text_copy(range.to, sizeof(range.to), "9999-12-31");
	else
		day_format(day, range.to);
	return list_range(desk, &range, rows, count);
}

enum status session_list_between(struct desk *desk, day_number from, day_number to,
				 struct session **rows, size_t *count)
{
	struct session_range range = { .rows = NULL };

	day_format(from, range.from);
	day_format(to, range.to);
	return list_range(desk, &range, rows, count);
}
