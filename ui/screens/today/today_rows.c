#include "ui/screens/today/today_rows.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "ui/screens/words.h"

enum {
	BAR_COLUMNS = 8,   /* of a bar within its cell */
	SOLD_COLUMNS = 16, /* the bar and "12/120" */
};

enum { TIME, DEPARTMENT, DOCTOR, ROOM, ONLINE, COUNTER, WAITING, LONGEST, STATE };

static const struct list_column columns[] = {
	{ .title = N_("Time"), .columns = 11 },
	{ .title = N_("Department"), .columns = 8, .flexible = true, .gives_way = 2 },
	{ .title = N_("Doctor"), .columns = 8, .flexible = true },
	{ .title = N_("Room"), .columns = 4, .gives_way = 1 },
	{ .title = N_("Online"), .columns = SOLD_COLUMNS, .bar = BAR_COLUMNS },
	{ .title = N_("Counter"), .columns = SOLD_COLUMNS, .bar = BAR_COLUMNS },
	{ .title = N_("Wait"), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Longest"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("State"), .columns = 8, .gives_way = 3 },
};

/* "3/8": sold of all. */
static void sold_cell(const struct slot_count *slots, char *out, size_t size)
{
	if (slots->total > 0)
		text_format(out, size, "%d/%d", slots->sold, slots->total);
	else
		text_copy(out, size, "-");
}

static bool share(const void *context, size_t at, int column, int64_t *done, int64_t *total)
{
	const struct session *session = &((const struct today_rows *)context)->row[at].session;
	const struct slot_count *slots = column == ONLINE ? &session->online : &session->counter;

	*done = slots->sold;
	*total = slots->total;
	return slots->total > 0 && (column == ONLINE || session->state != SESSION_SUSPENDED);
}

static const char *state_word(const struct today_row *row, int64_t now_ms)
{
	if (row->session.state != SESSION_OPEN)
		return session_state_word(row->session.state);
	if (now_ms >= row->session.end_ms)
		return _("over");
	return now_ms >= row->session.start_ms ? _("running") : _("to come");
}

static void cell(const void *context, size_t at, int column, char *out, size_t size)
{
	const struct today_rows *rows = context;
	const struct today_row *row = &rows->row[at];
	const struct session *session = &row->session;
	char text[WORDS_DAY_SIZE];

	switch (column) {
	case TIME:
		text_copy(out, size,
			  words_minutes(session->start_minute, session->end_minute, text));
		break;
	case DEPARTMENT: text_copy(out, size, session->department); break;
	case DOCTOR: text_copy(out, size, session->doctor); break;
	case ROOM: text_copy(out, size, session->room); break;
	case ONLINE: sold_cell(&session->online, out, size); break;
	case COUNTER:
		/* Where the state has no room, its colour must not be all that tells it. */
		if (session->state == SESSION_SUSPENDED)
			text_copy(out, size, session_state_word(session->state));
		else
			sold_cell(&session->counter, out, size);
		break;
	case WAITING:
		if (row->count.waiting > 0)
			text_format(out, size, "%d", row->count.waiting);
		break;
	case LONGEST:
		if (row->count.waiting > 0)
			text_format(out, size, _("%d min"),
				    words_wait_minutes(row->count.longest_since_ms, rows->now_ms));
		break;
	case STATE: text_copy(out, size, state_word(row, rows->now_ms)); break;
	default: break;
	}
}

/* "3 of 8 sold, 5 free" */
static void spoken_cell(const void *context, size_t at, int column, char *out, size_t size)
{
	const struct today_rows *rows = context;
	const struct session *session = &rows->row[at].session;
	const struct slot_count *slots = column == ONLINE ? &session->online : &session->counter;

	if ((column != ONLINE && column != COUNTER) || session->state == SESSION_SUSPENDED ||
	    slots->total == 0)
		cell(context, at, column, out, size);
	else
		text_format(out, size, _("%d of %d sold, %d free"), slots->sold, slots->total,
			    slots->free);
}

static int64_t row_id(const void *context, size_t at)
{
	return ((const struct today_rows *)context)->row[at].session.id;
}

static enum style row_style(const void *context, size_t at)
{
	const struct today_rows *rows = context;
	const struct session *session = &rows->row[at].session;

	if (session->state == SESSION_SUSPENDED)
		return STYLE_WARNING;
	return session->state == SESSION_CLOSED || rows->now_ms >= session->end_ms ? STYLE_FAINT
										   : STYLE_NORMAL;
}

void today_rows_list_init(struct list *list)
{
	static const struct list_ops ops = { .cell = cell,
					     .spoken = spoken_cell,
					     .share = share,
					     .id = row_id,
					     .style = row_style };

	list_init(
		list, &ops, columns, sizeof(columns) / sizeof(columns[0]),
		N_("No session on this day. Right and Left go to other days; in Roster (Alt-7), F6 "
		   "loads sessions from a file, Alt-n adds one."));
}

void today_rows_make(struct today_rows *rows, const struct session *sessions, size_t count,
		     const struct queue_count *counts, size_t counted)
{
	free(rows->row);
	rows->row = memory_new(count + 1, sizeof(*rows->row));
	rows->count = count;
	for (size_t i = 0; i < count; i++)
		rows->row[i] = (struct today_row){
			.session = sessions[i],
			.count = queue_count_of(counts, counted, sessions[i].id),
		};
}

struct today_row today_rows_sum(const struct today_rows *rows)
{
	struct today_row sum = { .count.waiting = 0 };

	for (size_t i = 0; i < rows->count; i++) {
		const struct today_row *row = &rows->row[i];

		if (row->session.state == SESSION_SUSPENDED)
			continue;
		sum.session.online.total += row->session.online.total;
		sum.session.online.sold += row->session.online.sold;
		sum.session.counter.total += row->session.counter.total;
		sum.session.counter.sold += row->session.counter.sold;
		sum.session.extra.sold += row->session.extra.sold;
		sum.count.waiting += row->count.waiting;
		sum.count.called += row->count.called;
		sum.count.finished += row->count.finished;
		if (row->count.waiting > 0 &&
		    (sum.count.longest_since_ms == 0 ||
		     row->count.longest_since_ms < sum.count.longest_since_ms))
			sum.count.longest_since_ms = row->count.longest_since_ms;
	}
	return sum;
}

void today_rows_describe(const struct today_row *row, int64_t now_ms, char *out, size_t size)
{
	const struct session *session = &row->session;
	char doctor[WORDS_SIZE], time[WORDS_SIZE], fee[MONEY_TEXT_SIZE];
	char counter[WORDS_SIZE], online[WORDS_SIZE];

	text_format(out, size,
		    _("%s\n"
		      "%s\n"
		      "State: %s\n"
		      "Fee: %s\n"
		      "Counter: %s\n"
		      "Online: %s\n"
		      "Extra: %d of at most %d\n"
		      "Queue: %d waiting, %d called, %d missed, %d finished\n"),
		    words_doctor(session, doctor), words_session_time(session, time),
		    state_word(row, now_ms), money_format(session->fee_fen, fee),
		    words_counter_numbers(session, counter), words_online_numbers(session, online),
		    session->extra.sold, session->extra_limit, row->count.waiting,
		    row->count.called, row->count.missed, row->count.finished);
}
