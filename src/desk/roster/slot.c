#include "desk/roster/slot.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/list.h"

#include "sql_columns.h"

/* When it is called. */

static int session_minutes(const struct session *session)
{
	return session->end_minute - session->start_minute;
}

int slot_expected_minute(const struct session *session, int number)
{
	if (number > session->capacity)
		return session->end_minute;
	return session->start_minute + (number - 1) * session_minutes(session) / session->capacity;
}

int64_t slot_expected_ms(const struct session *session, int number)
{
	int minute = slot_expected_minute(session, number);

	/* The calendar is asked only about a session in which the clocks are changed. */
	if (session->end_ms - session->start_ms != session_minutes(session) * MS_PER_MINUTE)
		return clock_instant(session->day, minute);
	return session->start_ms + (minute - session->start_minute) * MS_PER_MINUTE;
}

/* Whether it is for sale. */

/* What the session as a whole says: SALE_FREE, or why nothing of it is for sale. */
static enum slot_sale session_sale(const struct desk *desk, const struct session *session)
{
	if (session->state == SESSION_SUSPENDED)
		return SALE_SUSPENDED;
	if (session->state == SESSION_CLOSED)
		return SALE_CLOSED;
	if (session_is_over(desk, session))
		return SALE_OVER;
	if (session->day > desk_today(desk) + desk->settings.quota_horizon_days)
		return SALE_BEYOND_HORIZON;
	return SALE_FREE;
}

/* By the clock, not by what `session` said when it was read. */
static bool is_released(const struct desk *desk, const struct session *session)
{
	return desk_now_ms(desk) >= session->release_ms;
}

/* Of a free number within the capacity, which is not sold out. */
static enum slot_sale sale_online(const struct desk *desk, const struct session *session,
				  const struct slot *slot)
{
	if (slot->kind != SLOT_ONLINE)
		return SALE_OTHER_CHANNEL;
	if (session->online.sold >= session->online_share)
		return SALE_SHARE_SOLD;
	return is_released(desk, session) ? SALE_RELEASED : SALE_FREE;
}

static enum slot_sale sale_at_counter(const struct desk *desk, const struct session *session,
				      const struct slot *slot)
{
	if (is_released(desk, session))
		return SALE_FREE;
	if (slot->kind == SLOT_ONLINE)
		return session->online_spare > 0 ? SALE_FREE : SALE_OTHER_CHANNEL;
	return session->counter.free > 0 ? SALE_FREE : SALE_KEPT_FOR_ONLINE;
}

enum slot_sale slot_sale(const struct desk *desk, const struct session *session,
			 const struct slot *slot, enum channel channel)
{
	bool beyond = slot->number > session->capacity;
	enum slot_sale sale;

	if (slot->booking_id)
		return SALE_SOLD;
	if (slot->withdrawn || (beyond && slot->kind != SLOT_EXTRA))
		return SALE_WITHDRAWN;
	sale = session_sale(desk, session);
	if (sale != SALE_FREE)
		return sale;
	if (beyond)
		return channel == CHANNEL_ONLINE ? SALE_EXTRA_ONLINE : SALE_FREE;
	if (session->full)
		return SALE_CAPACITY_SOLD;
	return channel == CHANNEL_ONLINE ? sale_online(desk, session, slot)
					 : sale_at_counter(desk, session, slot);
}

/* "07:30" of today, "2026-11-25 07:30" of another day. */
static char *moment(const struct desk *desk, int64_t at_ms, char out[CLOCK_TEXT_SIZE])
{
	struct local_time local = clock_local(at_ms);

	if (local.day == desk_today(desk))
		return minute_format(local.minute, out);
	return clock_format(at_ms, out);
}

/* Why the session as a whole sells nothing, as a sentence. */
static void why_session(const struct desk *desk, const struct session *session, enum slot_sale sale,
			char *out, size_t size)
{
	char day[DAY_TEXT_SIZE], opens[DAY_TEXT_SIZE], end[CLOCK_TEXT_SIZE];
	int ahead = desk->settings.quota_horizon_days;

	day_format(session->day, day);
	switch (sale) {
	case SALE_SUSPENDED:
		text_format(
			out, size,
			_("This session of %s on %s (%s) is suspended: %s. Choose another one."),
			session->doctor, day, period_word(session->period), session->reason);
		break;
	case SALE_CLOSED:
		text_format(out, size,
			    _("This session of %s on %s (%s) is closed. Choose another one."),
			    session->doctor, day, period_word(session->period));
		break;
	case SALE_OVER:
		text_format(out, size,
			    _("This session of %s on %s (%s) ended at %s. Choose another one."),
			    session->doctor, day, period_word(session->period),
			    moment(desk, session->end_ms, end));
		break;
	default:
		assert(sale == SALE_BEYOND_HORIZON);
		text_format(out, size,
			    _n("Bookings for %s open on %s, %d day ahead.",
			       "Bookings for %s open on %s, %d days ahead.", (unsigned long)ahead),
			    day, day_format(session->day - ahead, opens), ahead);
	}
}

/* Why an online number is not for sale now, or since when or until when it is. */
static void why_online(const struct desk *desk, const struct session *session, int number,
		       enum slot_sale sale, enum channel channel, char *out, size_t size)
{
	bool released = is_released(desk, session);
	char release[CLOCK_TEXT_SIZE];

	moment(desk, session->release_ms, release);
	if (sale == SALE_RELEASED)
		text_format(out, size,
			    _("Number %d moved to the counter at %s; online no longer sells it."),
			    number, release);
	else if (sale == SALE_OTHER_CHANNEL)
		text_format(out, size,
			    _("Number %d is an online number until %s; then the counter may sell "
			      "it."),
			    number, release);
	else if (channel == CHANNEL_ONLINE)
		text_format(out, size, _("Number %d is for sale online until %s."), number,
			    release);
	else if (released)
		text_format(out, size,
			    _("Number %d is for sale at the counter: it was an online number until "
			      "%s."),
			    number, release);
	else
		text_format(out, size,
			    _("Number %d is for sale at the counter: it is an online number beyond "
			      "the online share of %d."),
			    number, session->online_share);
}

static void why_standing(const struct desk *desk, const struct session *session,
			 const struct slot *slot, enum slot_sale sale, enum channel channel,
			 char *out, size_t size)
{
	if (slot->number > session->capacity && channel == CHANNEL_ONLINE)
		text_format(out, size,
			    _("Number %d is an extra number requested by %s; only the counter "
			      "sells it."),
			    slot->number, slot->asked_by);
	else if (slot->number > session->capacity)
		text_format(out, size,
			    _("Number %d is an extra number requested by %s; it is free again for "
			      "the next extra number requested."),
			    slot->number, slot->asked_by);
	else if (slot->kind == SLOT_ONLINE)
		why_online(desk, session, slot->number, sale, channel, out, size);
	else if (channel == CHANNEL_COUNTER)
		text_format(out, size, _("Number %d is for sale at the counter."), slot->number);
	else
		text_format(out, size,
			    _("Number %d is a counter number; online sells only online numbers."),
			    slot->number);
}

/* Why a free number is not for sale although it is the channel's: the quota is sold. */
static void why_quota(const struct desk *desk, const struct session *session, int number,
		      enum slot_sale sale, char *out, size_t size)
{
	char release[CLOCK_TEXT_SIZE];

	if (sale == SALE_CAPACITY_SOLD)
		text_format(out, size,
			    _("Number %d is free but not for sale: the session has sold %d and its "
			      "capacity is %d."),
			    number, session->counter.sold + session->online.sold,
			    session->capacity);
	else if (sale == SALE_SHARE_SOLD)
		text_format(out, size,
			    _("Number %d is free but not for sale online: online has sold %d and "
			      "its share is %d of %d."),
			    number, session->online.sold, session->online_share, session->capacity);
	else
		text_format(out, size,
			    _("Number %d is free but not for sale at the counter: the counter has "
			      "sold its %d, and online may sell %d more until %s."),
			    number, session->counter.sold, session->online.free,
			    moment(desk, session->release_ms, release));
}

void slot_why(const struct desk *desk, const struct session *session, const struct slot *slot,
	      enum channel channel, char *out, size_t size)
{
	enum slot_sale sale = slot_sale(desk, session, slot, channel);

	switch (sale) {
	case SALE_SOLD:
		text_format(out, size, _("Number %d is sold: booking %" PRId64 " holds it."),
			    slot->number, slot->booking_id);
		break;
	case SALE_WITHDRAWN:
		text_format(out, size,
			    _("Number %d was withdrawn: the session now has %d numbers."),
			    slot->number, session->capacity);
		break;
	case SALE_SUSPENDED:
	case SALE_OVER:
	case SALE_CLOSED:
	case SALE_BEYOND_HORIZON: why_session(desk, session, sale, out, size); break;
	case SALE_CAPACITY_SOLD:
	case SALE_SHARE_SOLD:
	case SALE_KEPT_FOR_ONLINE: why_quota(desk, session, slot->number, sale, out, size); break;
	case SALE_FREE:
	case SALE_OTHER_CHANNEL:
	case SALE_RELEASED:
	case SALE_EXTRA_ONLINE:
	default: why_standing(desk, session, slot, sale, channel, out, size);
	}
}

enum status slot_session_sells(struct desk *desk, const struct session *session,
			       enum channel channel)
{
	static const enum status refusals[] = {
		[SALE_FREE] = STATUS_OK,
		[SALE_SUSPENDED] = STATUS_SESSION_SUSPENDED,
		[SALE_OVER] = STATUS_SESSION_OVER,
		[SALE_CLOSED] = STATUS_SESSION_OVER,
		[SALE_BEYOND_HORIZON] = STATUS_BEYOND_HORIZON,
	};
	enum slot_sale sale = session_sale(desk, session);
	char sentence[PROBLEM_MESSAGE_SIZE];

	(void)channel; /* the rules about a whole session are the same for both */
	if (sale == SALE_FREE)
		return STATUS_OK;
	why_session(desk, session, sale, sentence, sizeof(sentence));
	return desk_refuse(desk, refusals[sale], "%s", sentence);
}

/* Reading the store. */

static enum status read_slot(const struct store_row *row, void *context)
{
	struct slot *out = context;

	if (!slot_kind_parse(row_text(row, SLOT_ROW_KIND), &out->kind))
		return STATUS_STORE_CORRUPT;
	out->session_id = row_number(row, SLOT_ROW_SESSION_ID);
	out->number = (int)row_number(row, SLOT_ROW_NUMBER);
	out->withdrawn = row_number(row, SLOT_ROW_WITHDRAWN) != 0;
	text_copy(out->asked_by, sizeof(out->asked_by), row_text(row, SLOT_ROW_ASKED_BY));
	out->booking_id = row_number(row, SLOT_ROW_BOOKING_ID);
	return STATUS_OK;
}

enum status slot_list(struct desk *desk, int64_t session_id, struct slot **rows, size_t *count)
{
	return list_read(desk, SQL_SLOT_LIST, ARGS(STORE_ARG_INT(session_id)), read_slot,
			 sizeof(**rows), rows, count);
}

/* The lowest free number that `statement` finds; STATUS_NOT_FOUND when there is none. */
static enum status lowest_free(struct desk *desk, enum sql statement, const struct session *session,
			       struct slot *out)
{
	enum status status = store_one(
		desk->store, statement,
		ARGS(STORE_ARG_INT(session->id), STORE_ARG_INT(session->capacity)), read_slot, out);

	return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
}

/* The next number. */

/* What a clerk can still do about a full counter or online quota. */
static void say_instead(const struct desk *desk, const struct session *session,
			enum channel channel, char *out, size_t size)
{
	char release[CLOCK_TEXT_SIZE];
	int extra = session->extra_limit - session->extra.sold;
	int counter = session->counter.free;

	moment(desk, session->release_ms, release);
	if (channel == CHANNEL_ONLINE && counter > 0)
		text_format(out, size,
			    _n("The counter has %d free number.",
			       "The counter has %d free numbers.", (unsigned long)counter),
			    counter);
	else if (channel == CHANNEL_COUNTER && !session->released && session->online.free > 0)
		text_format(
			out, size,
			_n("%d online number is free; it moves to the counter at %s if it is not "
			   "sold by then.",
			   "%d online numbers are free; those not sold by %s move to the counter.",
			   (unsigned long)session->online.free),
			session->online.free, release);
	else if (extra > 0)
		text_format(out, size,
			    _n("The counter can give %d extra number if the doctor agrees.",
			       "The counter can give %d extra numbers if the doctor agrees.",
			       (unsigned long)extra),
			    extra);
	else
		text_copy(out, size, _("Choose another session."));
}

static enum status refuse_full(struct desk *desk, const struct session *now, enum channel channel)
{
	char instead[PROBLEM_MESSAGE_SIZE / 2], release[CLOCK_TEXT_SIZE];
	const struct slot_count *count = channel == CHANNEL_ONLINE ? &now->online : &now->counter;

	say_instead(desk, now, channel, instead, sizeof(instead));
	moment(desk, now->release_ms, release);
	if (now->counter.sold + now->online.sold > now->capacity)
		return desk_refuse(desk, STATUS_QUOTA_FULL,
				   _("The session is sold out: it has sold %d and its capacity is "
				     "%d. %s"),
				   now->counter.sold + now->online.sold, now->capacity, instead);
	if (channel == CHANNEL_ONLINE && now->online_share == 0)
		return desk_refuse(desk, STATUS_QUOTA_FULL,
				   _("This session has no online numbers. %s"), instead);
	if (channel == CHANNEL_ONLINE && now->released)
		return desk_refuse(desk, STATUS_QUOTA_FULL,
				   _("Online sold %d of its %d numbers; the unsold ones moved to "
				     "the counter at %s. %s"),
				   count->sold, count->total + now->gone_over, release, instead);
	if (channel == CHANNEL_ONLINE)
		return desk_refuse(desk, STATUS_QUOTA_FULL,
				   _("Online is sold out: %d of %d numbers are taken. %s"),
				   count->sold, count->total, instead);
	if (now->released)
		return desk_refuse(
			desk, STATUS_QUOTA_FULL,
			_("The session is sold out: %d of %d counter numbers and %d of %d online "
			  "numbers are taken. %s"),
			now->counter.sold, now->counter.total, now->online.sold, now->online.total,
			instead);
	return desk_refuse(desk, STATUS_QUOTA_FULL,
			   _("The counter is sold out: %d of %d numbers are taken. %s"),
			   count->sold, count->total, instead);
}

/* A channel's own lowest free number, and what tells whether it may be sold without counting all.
 */
struct own_number {
	struct slot slot;
	bool beyond;  /* bookings lie beyond the capacity */
	bool changed; /* the session is not as it was added; asked of online alone */
};

static enum status read_own_at_counter(const struct store_row *row, void *context)
{
	struct own_number *own = context;

	own->beyond = row_number(row, SLOT_LOWEST_COUNTER_BEYOND) != 0;
	return read_slot(row, &own->slot);
}

static enum status read_own_online(const struct store_row *row, void *context)
{
	struct own_number *own = context;

	own->beyond = row_number(row, SLOT_LOWEST_ONLINE_BEYOND) != 0;
	own->changed = row_number(row, SLOT_LOWEST_ONLINE_CHANGED) != 0;
	return read_slot(row, &own->slot);
}

/*
 * What nearly every booking needs. Without bookings beyond the capacity there is a free number for
 * each that may still be sold, so that by quota.h a free number of the counter is for sale to it;
 * and a session that is as it was added has no more online numbers than online's share.
 * STATUS_NOT_FOUND: the figures have to tell.
 */
static enum status next_own(struct desk *desk, const struct session *session, enum channel channel,
			    struct slot *out)
{
	bool online = channel == CHANNEL_ONLINE;
	struct own_number own = { .beyond = false };
	enum status status;

	if (online && is_released(desk, session))
		return STATUS_NOT_FOUND;
	status = store_one(desk->store, online ? SQL_SLOT_LOWEST_ONLINE : SQL_SLOT_LOWEST_COUNTER,
			   ARGS(STORE_ARG_INT(session->id), STORE_ARG_INT(session->capacity)),
			   online ? read_own_online : read_own_at_counter, &own);
	if (status)
		return status == STATUS_NOT_FOUND ? status : desk_store_result(desk, status);
	if (own.beyond || own.changed)
		return STATUS_NOT_FOUND;
	*out = own.slot;
	return STATUS_OK;
}

static enum status next_by_figures(struct desk *desk, const struct session *session,
				   enum channel channel, struct slot *out)
{
	struct session now = *session; /* whose figures may be older than the last sale */
	enum status status = session_count(desk, &now);

	if (status)
		return status;
	if ((channel == CHANNEL_ONLINE ? now.online.free : now.counter.free) == 0)
		return refuse_full(desk, &now, channel);
	status = STATUS_NOT_FOUND;
	if (channel == CHANNEL_COUNTER)
		status = lowest_free(desk, SQL_SLOT_LOWEST_COUNTER, session, out);
	if (status == STATUS_NOT_FOUND)
		status = lowest_free(desk, SQL_SLOT_LOWEST_ONLINE, session, out);
	/* Outside of a change the last one may have been sold just now. */
	return status == STATUS_NOT_FOUND ? refuse_full(desk, &now, channel) : status;
}

enum status slot_next(struct desk *desk, const struct session *session, enum channel channel,
		      struct slot *out)
{
	enum status status = next_own(desk, session, channel, out);

	return status == STATUS_NOT_FOUND ? next_by_figures(desk, session, channel, out) : status;
}

static enum status give_kind(struct desk *desk, const struct slot *slot)
{
	return desk_store_result(
		desk, store_run(desk->store, SQL_SLOT_CHANGE,
				ARGS(store_text(slot_kind_name(slot->kind)),
				     STORE_ARG_INT(slot->withdrawn), store_text(slot->asked_by),
				     STORE_ARG_INT(slot->session_id), STORE_ARG_INT(slot->number)),
				NULL));
}

enum status slot_take(struct desk *desk, const struct session *session, enum channel channel,
		      struct slot *out)
{
	enum status status = slot_next(desk, session, channel, out);

	assert(store_in_transaction(desk->store));
	if (status || out->kind != SLOT_EXTRA)
		return status;
	out->kind = SLOT_COUNTER;
	out->asked_by[0] = '\0';
	return give_kind(desk, out);
}

/* Extra numbers. */

/* Gives a free extra number to who asks now, or adds one behind all numbers. */
static enum status take_extra(struct desk *desk, const struct session *session,
			      const char *asked_by, struct slot *out)
{
	int64_t highest = 0;
	enum status status = lowest_free(desk, SQL_SLOT_LOWEST_EXTRA, session, out);

	if (!status) {
		text_copy(out->asked_by, sizeof(out->asked_by), asked_by);
		return give_kind(desk, out);
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	status = store_number(desk->store, SQL_SLOT_HIGHEST, ARGS(STORE_ARG_INT(session->id)),
			      &highest);
	if (status)
		return desk_store_result(desk, status);
	*out = (struct slot){ .session_id = session->id,
			      .number = (int)highest + 1,
			      .kind = SLOT_EXTRA };
	text_copy(out->asked_by, sizeof(out->asked_by), asked_by);
	status = store_run(desk->store, SQL_SLOT_ADD,
			   ARGS(STORE_ARG_INT(session->id), STORE_ARG_INT(out->number),
				store_text(slot_kind_name(SLOT_EXTRA)), store_text(asked_by)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status check_extra_left(struct desk *desk, const struct session *session)
{
	int limit = desk->settings.quota_extra_per_session;
	int64_t in_use;
	enum status status = store_number(
		desk->store, SQL_SLOT_EXTRA_IN_USE,
		ARGS(STORE_ARG_INT(session->id), STORE_ARG_INT(session->capacity)), &in_use);

	if (status)
		return desk_store_result(desk, status);
	if (limit == 0)
		return desk_refuse(
			desk, STATUS_QUOTA_FULL,
			_("This clinic gives no extra numbers. Choose another session."));
	if (in_use >= limit)
		return desk_refuse(desk, STATUS_QUOTA_FULL,
				   _("%d of %d extra numbers of this session have been given. "
				     "Choose another session."),
				   (int)in_use, limit);
	return STATUS_OK;
}

/* The session's history goes on from its present row, not from that which the caller read. */
static enum status record_extra(struct desk *desk, int64_t session_id, const struct slot *slot)
{
	char detail[AUDIT_DETAIL_SIZE];
	struct session now;
	int64_t seq;
	enum status status = session_get(desk, session_id, &now);

	if (status)
		return status;
	text_format(detail, sizeof(detail), "number %d: %s", slot->number, slot->asked_by);
	status = audit_record(desk, AUDIT_SESSION_EXTRA, session_id, now.seq, NULL, detail, &seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_SESSION_SET_SEQ,
			   ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(session_id)), NULL);
	return desk_store_result(desk, status);
}

enum status slot_take_extra(struct desk *desk, const struct session *session, const char *asked_by,
			    struct slot *out)
{
	char name[WORD_SIZE];
	enum status status;

	assert(store_in_transaction(desk->store));
	status = words_read(asked_by ? asked_by : "", _("Requested by"), 1, WORD_LONGEST, name,
			    sizeof(name), &desk->problem);
	if (!status)
		status = slot_session_sells(desk, session, CHANNEL_COUNTER);
	if (!status)
		status = check_extra_left(desk, session);
	if (!status)
		status = take_extra(desk, session, name, out);
	if (!status)
		status = record_extra(desk, session->id, out);
	return status;
}
