#include "desk/roster/roster_put.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/roster/room_clash.h"
#include "desk/roster/slot.h"

struct putting {
	const struct session_wish *wish;
	struct roster_notes *notes;
	enum put_outcome outcome;
	/* What the wish comes to, with the doctor's fee and the settings in the places left open.
	 */
	struct doctor doctor;
	struct session wanted;
};

static enum status check_wish(struct desk *desk, const struct session_wish *wish,
			      char room[ROOM_SIZE])
{
	if (wish->capacity < 1 || wish->capacity > SESSION_CAPACITY_MAX)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("A session has 1 to %d numbers, not %d."),
				   SESSION_CAPACITY_MAX, wish->capacity);
	if (wish->online_percent < -1 || wish->online_percent > 100)
		return desk_refuse(desk, STATUS_BAD_VALUE,
				   _("The online percentage is 0 to 100, not %d."),
				   wish->online_percent);
	if (wish->fee_fen < -1 || wish->fee_fen > MONEY_LARGEST_FEN)
		return desk_refuse(desk, STATUS_BAD_AMOUNT,
				   _("A fee is between 0.00 and 1000000.00 yuan."));
	return words_read(wish->room, _("The room"), 0, ROOM_LONGEST, room, ROOM_SIZE,
			  &desk->problem);
}

static enum status fill_in(struct desk *desk, struct putting *putting)
{
	const struct session_wish *wish = putting->wish;
	struct session *wanted = &putting->wanted;
	enum status status;

	memset(wanted, 0, sizeof(*wanted));
	status = check_wish(desk, wish, wanted->room);
	if (status)
		return status;
	if (wish->doctor_code && wish->doctor_code[0])
		status = doctor_get(desk, wish->doctor_code, &putting->doctor);
	else
		status = doctor_by_id(desk, wish->doctor_id, &putting->doctor);
	if (status)
		return status;
	wanted->doctor_id = putting->doctor.id;
	wanted->day = wish->day;
	wanted->period = wish->period;
	wanted->start_minute = desk->settings.period[wish->period].start;
	wanted->end_minute = desk->settings.period[wish->period].end;
	wanted->capacity = wish->capacity;
	wanted->online_percent = wish->online_percent >= 0 ? wish->online_percent
							   : desk->settings.quota_online_percent;
	wanted->fee_fen = wish->fee_fen >= 0 ? wish->fee_fen : putting->doctor.fee_fen;
	return STATUS_OK;
}

/* "1001 2026-11-23 am": how a session is called in the history; and in what is said to people. */
static void title_of(const struct putting *putting, const char *period, char *out, size_t size)
{
	char day[DAY_TEXT_SIZE];

	text_format(out, size, "%s %s %s", putting->doctor.code,
		    day_format(putting->wish->day, day), period);
}

static void recorded_title(const struct putting *putting, char *out, size_t size)
{
	title_of(putting, period_name(putting->wish->period), out, size);
}

static void said_title(const struct putting *putting, char *out, size_t size)
{
	title_of(putting, period_short_word(putting->wish->period), out, size);
}

/* A new session. */

static enum status add_number(struct desk *desk, int64_t session_id, int number, int percent)
{
	enum slot_kind kind = quota_kind_of(number, percent);

	return store_run(desk->store, SQL_SLOT_ADD,
			 ARGS(STORE_ARG_INT(session_id), STORE_ARG_INT(number),
			      store_text(slot_kind_name(kind)), store_text("")),
			 NULL);
}

static enum status add_numbers(struct desk *desk, const struct session *session)
{
	enum status status = STATUS_OK;

	for (int number = 1; !status && number <= session->capacity; number++)
		status = add_number(desk, session->id, number, session->online_percent);
	return desk_store_result(desk, status);
}

static enum status record_added(struct desk *desk, const struct putting *putting,
				struct session *session)
{
	char title[96], fee[MONEY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	char start[MINUTE_TEXT_SIZE], end[MINUTE_TEXT_SIZE];

	recorded_title(putting, title, sizeof(title));
	text_format(detail, sizeof(detail),
		    "%s; capacity: %d; online_percent: %d; fee: %s; start: %s; end: %s; room: %s",
		    title, session->capacity, session->online_percent,
		    money_format(session->fee_fen, fee),
		    minute_format(session->start_minute, start),
		    minute_format(session->end_minute, end), session->room);
	return audit_record(desk, AUDIT_SESSION_ADD, session->id, 0, NULL, detail, &session->seq);
}

static enum status add_session(struct desk *desk, const struct putting *putting)
{
	const struct doctor *doctor = &putting->doctor;
	struct session session = putting->wanted;
	char day[DAY_TEXT_SIZE], today[DAY_TEXT_SIZE];
	enum status status;

	day_format(session.day, day);
	if (session.day < desk_today(desk))
		return desk_refuse(desk, STATUS_TOO_LATE,
				   _("A session cannot be added on %s: today is %s."), day,
				   day_format(desk_today(desk), today));
	status = store_number(desk->store, SQL_SESSION_LAST_ID, NO_ARGS, &session.id);
	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	session.id++;
	status = record_added(desk, putting, &session);
	if (status)
		return status;
	status = store_run(
		desk->store, SQL_SESSION_ADD,
		ARGS(STORE_ARG_INT(session.id), STORE_ARG_INT(session.seq),
		     STORE_ARG_INT(session.doctor_id), store_text(day),
		     store_text(period_name(session.period)), STORE_ARG_INT(session.start_minute),
		     STORE_ARG_INT(session.end_minute), store_text(session.room),
		     STORE_ARG_INT(session.capacity), STORE_ARG_INT(session.online_percent),
		     STORE_ARG_INT(session.fee_fen), STORE_ARG_INT(doctor->department_id),
		     store_text(doctor->department), store_text(doctor->name),
		     store_text(doctor->title)),
		NULL);
	return status ? desk_store_result(desk, status) : add_numbers(desk, &session);
}

/* The numbers of a session that changes. */

/* Says that a booked number stays as it is. */
static void note(struct putting *putting, const struct slot *slot)
{
	char title[96], *out = roster_note_add(putting->notes);

	if (!out)
		return;
	said_title(putting, title, sizeof(title));
	if (slot->kind == SLOT_EXTRA)
		text_format(out, ROSTER_NOTE_SIZE,
			    _("%s: number %d stays an extra number: booking %" PRId64 " holds it."),
			    title, slot->number, slot->booking_id);
	else if (slot->number > putting->wanted.capacity)
		text_format(out, ROSTER_NOTE_SIZE,
			    _("%s: number %d stays beyond the capacity of %d: booking %" PRId64
			      " holds it."),
			    title, slot->number, putting->wanted.capacity, slot->booking_id);
	else if (slot->kind == SLOT_ONLINE)
		text_format(
			out, ROSTER_NOTE_SIZE,
			_("%s: number %d stays an online number: booking %" PRId64 " holds it."),
			title, slot->number, slot->booking_id);
	else
		text_format(
			out, ROSTER_NOTE_SIZE,
			_("%s: number %d stays a counter number: booking %" PRId64 " holds it."),
			title, slot->number, slot->booking_id);
}

/* Says that more is sold than there is now, and what follows (quota.h). */
static void note_quota(struct putting *putting, const struct session *old, const struct slot *slots,
		       size_t count)
{
	const struct session *wanted = &putting->wanted;
	int share = quota_share(wanted->capacity, wanted->online_percent), sold = 0;
	char title[96], *out;

	for (size_t i = 0; i < count; i++)
		if (slots[i].kind != SLOT_EXTRA || slots[i].number <= wanted->capacity)
			sold += slots[i].booking_id != 0;
	said_title(putting, title, sizeof(title));
	if (sold > wanted->capacity && (out = roster_note_add(putting->notes)))
		text_format(out, ROSTER_NOTE_SIZE,
			    _("%s: %d are sold and the capacity is %d: no number is sold until "
			      "fewer are."),
			    title, sold, wanted->capacity);
	if (old->online.sold > share && (out = roster_note_add(putting->notes)))
		text_format(out, ROSTER_NOTE_SIZE,
			    _("%s: online has sold %d and its share is %d: it sells no number "
			      "until fewer are."),
			    title, old->online.sold, share);
}

/* What a number that is there should become. A booked one stays as it is and is noted; a free one
 * takes the formula's tag, or is withdrawn beyond the capacity. Extra ones beyond it are nobody's
 * business here. */
static struct slot wanted_slot(struct putting *putting, const struct slot *slot)
{
	const struct session *wanted = &putting->wanted;
	bool within = slot->number <= wanted->capacity;
	enum slot_kind kind = quota_kind_of(slot->number, wanted->online_percent);
	struct slot out = *slot;

	if (!within && slot->kind == SLOT_EXTRA)
		return out;
	if (slot->booking_id) {
		if (!within || slot->kind != kind)
			note(putting, slot);
		return out;
	}
	out.withdrawn = !within;
	if (within) {
		out.kind = kind;
		out.asked_by[0] = '\0';
	}
	return out;
}

/* Brings the numbers in line with what is wanted; *changed tells whether any was written. */
static enum status change_numbers(struct desk *desk, struct putting *putting, int64_t session_id,
				  const struct slot *slots, size_t count, bool *changed)
{
	const struct session *wanted = &putting->wanted;
	enum status status = STATUS_OK;
	int highest = count ? slots[count - 1].number : 0;

	for (size_t i = 0; !status && i < count; i++) {
		struct slot slot = wanted_slot(putting, &slots[i]);

		if (slot.kind == slots[i].kind && slot.withdrawn == slots[i].withdrawn)
			continue;
		*changed = true;
		status = store_run(desk->store, SQL_SLOT_CHANGE,
				   ARGS(store_text(slot_kind_name(slot.kind)),
					STORE_ARG_INT(slot.withdrawn), store_text(slot.asked_by),
					STORE_ARG_INT(session_id), STORE_ARG_INT(slot.number)),
				   NULL);
	}
	/* There are no gaps: numbers are never removed, and each new one comes behind the highest.
	 */
	for (int number = highest + 1; !status && number <= wanted->capacity; number++) {
		*changed = true;
		status = add_number(desk, session_id, number, wanted->online_percent);
	}
	return desk_store_result(desk, status);
}

/* One "name old -> new" of the audit's detail, after those before it. */
static void note_change(char detail[AUDIT_DETAIL_SIZE], const char *name, const char *from,
			const char *to)
{
	size_t length = strlen(detail);

	if (strcmp(from, to) != 0)
		text_format(detail + length, AUDIT_DETAIL_SIZE - length, "; %s: %s -> %s", name,
			    from[0] ? from : "-", to[0] ? to : "-");
}

static void note_number(char detail[AUDIT_DETAIL_SIZE], const char *name, int from, int to)
{
	char old[16], new[16];

	text_format(old, sizeof(old), "%d", from);
	text_format(new, sizeof(new), "%d", to);
	note_change(detail, name, old, new);
}

static void note_hours(char detail[AUDIT_DETAIL_SIZE], const struct session *old,
		       const struct session *new)
{
	char from[2][MINUTE_TEXT_SIZE], to[2][MINUTE_TEXT_SIZE];

	note_change(detail, "start", minute_format(old->start_minute, from[0]),
		    minute_format(new->start_minute, to[0]));
	note_change(detail, "end", minute_format(old->end_minute, from[1]),
		    minute_format(new->end_minute, to[1]));
}

/* What differs, as the detail of the history: the title alone when nothing does. */
static void compare(const struct putting *putting, const struct session *old,
		    char detail[AUDIT_DETAIL_SIZE])
{
	const struct session *new = &putting->wanted;
	char from[MONEY_TEXT_SIZE], to[MONEY_TEXT_SIZE];

	recorded_title(putting, detail, AUDIT_DETAIL_SIZE);
	note_number(detail, "capacity", old->capacity, new->capacity);
	note_number(detail, "online_percent", old->online_percent, new->online_percent);
	note_change(detail, "fee", money_format(old->fee_fen, from),
		    money_format(new->fee_fen, to));
	note_change(detail, "room", old->room, new->room);
	note_hours(detail, old, new);
}

static bool is_equal(const struct session *old, const struct session *new)
{
	return old->capacity == new->capacity && old->online_percent == new->online_percent &&
	       old->fee_fen == new->fee_fen && old->start_minute == new->start_minute &&
	       old->end_minute == new->end_minute &&strcmp(old->room, new->room) == 0;
}

/* What a row leaves open is no wish to change a session that cannot change any more. */
static bool asks_nothing(const struct putting *putting, const struct session *old)
{
	const struct session_wish *wish = putting->wish;

	return wish->capacity == old->capacity && strcmp(putting->wanted.room, old->room) == 0 &&
	       (wish->online_percent < 0 || wish->online_percent == old->online_percent) &&
	       (wish->fee_fen < 0 || wish->fee_fen == old->fee_fen);
}

/* Why a session that should change cannot. */
static enum status refuse_change(struct desk *desk, const struct putting *putting,
				 const struct session *old)
{
	char title[96], end[CLOCK_TEXT_SIZE];

	said_title(putting, title, sizeof(title));
	if (old->state == SESSION_SUSPENDED)
		return desk_refuse(desk, STATUS_SESSION_SUSPENDED,
				   _("The session %s is suspended (%s) and cannot be changed."),
				   title, old->reason);
	if (old->state == SESSION_CLOSED)
		return desk_refuse(desk, STATUS_SESSION_OVER,
				   _("The session %s is closed and cannot be changed."), title);
	if (session_is_over(desk, old))
		return desk_refuse(desk, STATUS_SESSION_OVER,
				   _("The session %s ended at %s and cannot be changed."), title,
				   clock_format(old->end_ms, end));
	return STATUS_OK;
}

static enum status write_session(struct desk *desk, const struct putting *putting,
				 const struct session *old)
{
	const struct session *new = &putting->wanted;
	char detail[AUDIT_DETAIL_SIZE];
	int64_t seq;
	enum status status;

	compare(putting, old, detail);
	status = audit_record(desk, AUDIT_SESSION_CHANGE, old->id, old->seq, NULL, detail, &seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_SESSION_CHANGE,
			   ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(new->start_minute),
				STORE_ARG_INT(new->end_minute), store_text(new->room),
				STORE_ARG_INT(new->capacity), STORE_ARG_INT(new->online_percent),
				STORE_ARG_INT(new->fee_fen), STORE_ARG_INT(old->id)),
			   NULL);
	return desk_store_result(desk, status);
}

/* What was sold was sold at its fee, and what is sold next to it costs the same. */
static bool keeps_fee(struct putting *putting, const struct session *old, const struct slot *slots,
		      size_t count)
{
	bool sold = false;

	for (size_t i = 0; i < count; i++)
		sold = sold || slots[i].booking_id != 0;
	if (!sold || putting->wanted.fee_fen == old->fee_fen)
		return false;
	putting->wanted.fee_fen = old->fee_fen;
	return true;
}

static void note_fee(struct putting *putting)
{
	char title[96], fee[MONEY_TEXT_SIZE], *out = roster_note_add(putting->notes);

	if (!out)
		return;
	said_title(putting, title, sizeof(title));
	text_format(out, ROSTER_NOTE_SIZE, _("%s: the fee stays %s: numbers were sold at it."),
		    title, money_format(putting->wanted.fee_fen, fee));
}

/* Also when the row is equal the numbers are looked at: one that was booked when the roster changed
 * may be free by now and then follows. */
static enum status change_session(struct desk *desk, struct putting *putting,
				  const struct session *old)
{
	bool changed = false, kept_fee, equal;
	enum status refusal = refuse_change(desk, putting, old);
	struct slot *slots;
	size_t count;
	enum status status;

	putting->outcome = PUT_UNCHANGED;
	if (refusal)
		return asks_nothing(putting, old) ? STATUS_OK : refusal;
	status = slot_list(desk, old->id, &slots, &count);
	if (status)
		return status;
	note_quota(putting, old, slots, count);
	kept_fee = keeps_fee(putting, old, slots, count);
	equal = is_equal(old, &putting->wanted);
	status = change_numbers(desk, putting, old->id, slots, count, &changed);
	free(slots);
	if (status)
		return status;
	if (equal && !changed)
		putting->notes->count = 0;
	if (kept_fee)
		note_fee(putting);
	if (equal && !changed)
		return STATUS_OK;
	putting->outcome = PUT_CHANGED;
	return write_session(desk, putting, old);
}

static enum status put_inside(struct desk *desk, void *context)
{
	struct putting *putting = context;
	char day[DAY_TEXT_SIZE];
	struct session old;
	int64_t id;
	enum status status;

	memset(putting->notes, 0, sizeof(*putting->notes));
	status = fill_in(desk, putting);
	if (status)
		return status;
	status = store_number(desk->store, SQL_SESSION_ID,
			      ARGS(STORE_ARG_INT(putting->doctor.id),
				   store_text(day_format(putting->wish->day, day)),
				   store_text(period_name(putting->wish->period))),
			      &id);
	if (status == STATUS_NOT_FOUND) {
		putting->outcome = PUT_ADDED;
		return add_session(desk, putting);
	}
	if (status)
		return desk_store_result(desk, status);
	status = session_get(desk, id, &old);
	return status ? status : change_session(desk, putting, &old);
}

static enum status put_and_look_inside(struct desk *desk, void *context)
{
	struct putting *putting = context;
	char title[96];
	enum status status = put_inside(desk, putting);

	if (status || putting->outcome == PUT_UNCHANGED)
		return status;
	said_title(putting, title, sizeof(title));
	return room_clash_note(desk, &putting->wanted, title, putting->notes);
}

enum status session_put(struct desk *desk, const struct session_wish *wish,
			struct roster_notes *notes, enum put_outcome *outcome)
{
	struct putting putting = { .wish = wish, .notes = notes };
	enum status status = desk_change(desk, put_and_look_inside, &putting);

	*outcome = putting.outcome;
	return status;
}
