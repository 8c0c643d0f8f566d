#include "ui/screens/queue/queue_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "desk/queue/queue_list.h"
#include "ui/screens/words.h"

enum {
	SESSION_DEPARTMENT,
	SESSION_DOCTOR,
	SESSION_TIME,
	SESSION_ROOM,
	SESSION_EXPECTED,
	SESSION_WAITING,
	SESSION_LONGEST,
	SESSION_CALLED,
	SESSION_MISSED,
	SESSION_FINISHED,
};

enum { LAST_FOUR = 4 };

static const struct list_column session_columns[] = {
	{ .title = N_("Department"), .columns = 10, .flexible = true },
	{ .title = N_("Doctor"), .columns = 10, .flexible = true },
	{ .title = N_("Time"), .columns = 11 },
	{ .title = N_("Room"), .columns = 5, .gives_way = 1 },
	{ .title = N_("Coming"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Wait"), .columns = 4, .side = TEXT_RIGHT },
	{ .title = N_("Longest"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("Called"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Missed"), .columns = 6, .side = TEXT_RIGHT },
	{ .title = N_("Done"), .columns = 4, .side = TEXT_RIGHT },
};

/* Nobody is an empty cell: what is there stands out. */
static void count_cell(int count, char *out, size_t size)
{
	if (count > 0)
		text_format(out, size, "%d", count);
}

static void session_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct queue_rows *lines = rows;
	const struct queue_row *line = &lines->line[row];
	char text[WORDS_DAY_SIZE];

	switch (column) {
	case SESSION_DEPARTMENT: text_copy(out, size, line->session.department); break;
	case SESSION_DOCTOR: text_copy(out, size, line->session.doctor); break;
	case SESSION_TIME:
		text_copy(
			out, size,
			words_minutes(line->session.start_minute, line->session.end_minute, text));
		break;
	case SESSION_ROOM: text_copy(out, size, line->session.room); break;
	case SESSION_EXPECTED: count_cell(line->count.expected, out, size); break;
	case SESSION_WAITING: count_cell(line->count.waiting, out, size); break;
	case SESSION_LONGEST:
		if (line->count.waiting > 0)
			text_format(
				out, size, _("%d min"),
				words_wait_minutes(line->count.longest_since_ms, lines->now_ms));
		break;
	case SESSION_CALLED: count_cell(line->count.called, out, size); break;
	case SESSION_MISSED: count_cell(line->count.missed, out, size); break;
	case SESSION_FINISHED: count_cell(line->count.finished, out, size); break;
	default: break;
	}
}

static int64_t session_id(const void *rows, size_t row)
{
	return ((const struct queue_rows *)rows)->line[row].session.id;
}

static enum style session_style(const void *rows, size_t row)
{
	return ((const struct queue_rows *)rows)->line[row].group == GROUP_DONE ? STYLE_FAINT
										: STYLE_NORMAL;
}

static const struct list_ops session_ops = { .cell = session_cell,
					     .id = session_id,
					     .style = session_style };

enum {
	TICKET_NUMBER,
	TICKET_PATIENT,
	TICKET_PERSON,
	TICKET_LAST_FOUR,
	TICKET_STATE,
	TICKET_WAITED,
	TICKET_MARKS,
	TICKET_EXPECTED,
	TICKET_ARRIVED,
	TICKET_CALLS,
	TICKET_COUNTER,
	TICKET_BOOKING,
};

static const struct list_column ticket_columns[] = {
	{ .title = N_("No."), .columns = 3, .side = TEXT_RIGHT },
	{ .title = N_("Patient"), .columns = 10, .flexible = true },
	{ .title = N_("Sex, age"), .columns = 10 },
	{ .title = N_("Last 4"), .columns = 6 },
	{ .title = N_("State"), .columns = 8 },
	{ .title = N_("Waited"), .columns = 7, .side = TEXT_RIGHT },
	{ .title = N_("Marks"), .columns = 23, .flexible = true },
	{ .title = N_("Expected"), .columns = 8, .gives_way = 1 },
	{ .title = N_("Arrived"), .columns = 7, .gives_way = 2 },
	{ .title = N_("Calls"), .columns = 5, .side = TEXT_RIGHT, .gives_way = 3 },
	{ .title = N_("Counter"), .columns = 7, .gives_way = 4 },
	{ .title = N_("Booking"), .columns = 12, .gives_way = 5 },
};

static void person_cell(const struct ticket *ticket, day_number today, char *out, size_t size)
{
	char age[WORDS_DAY_SIZE];

	if (ticket->sex != SEX_UNKNOWN || ticket->birth != DAY_NONE)
		text_format(out, size, "%s %s", words_sex(ticket->sex),
			    words_age(ticket->birth, today, age));
}

/* By which somebody is known apart at the desk; of the phone, else of the document. */
static void last_four_cell(const struct ticket *ticket, char *out, size_t size)
{
	const char *number = ticket->phone[0] ? ticket->phone : ticket->id_number;
	const size_t length = strlen(number);

	text_copy(out, size, length > LAST_FOUR ? number + length - LAST_FOUR : "");
}

/* What is to be known before somebody is let in. */
static void marks_cell(const struct ticket *ticket, char *out, size_t size)
{
	const char *mark[] = {
		ticket->owed_fen > 0 ? _("unpaid") : NULL,
		ticket->alike == ALIKE_PERSON ? _("twice?") : NULL,
		ticket->alike == ALIKE_NAME ? _("same name") : NULL,
		ticket->channel == CHANNEL_ONLINE ? channel_word(CHANNEL_ONLINE) : NULL,
		ticket->slot_kind == SLOT_EXTRA ? slot_kind_word(SLOT_EXTRA) : NULL,
	};
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sizeof(mark) / sizeof(mark[0]); i++) {
		if (!mark[i])
			continue;
		text_format(out + used, size - used, used ? " %s" : "%s", mark[i]);
		used = strlen(out);
	}
}

static void waited_cell(const struct ticket *ticket, int64_t now_ms, char *out, size_t size)
{
	if (ticket->state != TICKET_NONE)
		text_format(out, size, _("%d min"), ticket_waited_minutes(ticket, now_ms));
	else if (now_ms > ticket->expected_ms)
		text_format(out, size, _("%d late"),
			    words_wait_minutes(ticket->expected_ms, now_ms));
}

/* In words that leave the room to the marks. */
static void state_cell(const struct ticket *ticket, char *out, size_t size)
{
	const char *word = ticket_word(ticket);

	if (ticket->state == TICKET_NONE)
		word = _("not here");
	else if (ticket->state == TICKET_MISSED)
		word = _("missed");
	text_copy(out, size, word);
}

static void ticket_cell(const void *rows, size_t row, int column, char *out, size_t size)
{
	const struct queue_people *tickets = rows;
	const struct ticket *ticket = &tickets->ticket[row];
	char text[WORDS_NUMBER_SIZE], time[MINUTE_TEXT_SIZE];

	switch (column) {
	case TICKET_NUMBER: text_format(out, size, "%d", ticket->number); break;
	case TICKET_PATIENT: text_copy(out, size, ticket->patient); break;
	case TICKET_PERSON: person_cell(ticket, tickets->today, out, size); break;
	case TICKET_LAST_FOUR: last_four_cell(ticket, out, size); break;
	case TICKET_STATE: state_cell(ticket, out, size); break;
	case TICKET_WAITED: waited_cell(ticket, tickets->now_ms, out, size); break;
	case TICKET_MARKS: marks_cell(ticket, out, size); break;
	case TICKET_EXPECTED: text_copy(out, size, words_time(ticket->expected_ms, time)); break;
	case TICKET_ARRIVED:
		if (ticket->checked_in_ms)
			text_copy(out, size, words_time(ticket->checked_in_ms, time));
		break;
	case TICKET_CALLS: count_cell(ticket->calls, out, size); break;
	case TICKET_COUNTER: text_copy(out, size, ticket->counter); break;
	case TICKET_BOOKING: text_copy(out, size, words_number(ticket->booking_id, text)); break;
	default: break;
	}
}

char *queue_rows_called_words(const struct ticket *ticket, int64_t now_ms, char *out)
{
	char time[MINUTE_TEXT_SIZE];

	text_format(out, WORDS_SIZE, _("number %d, %s, since %s (%d min), counter %s"),
		    ticket->number, ticket->patient, words_time(ticket->since_ms, time),
		    words_wait_minutes(ticket->since_ms, now_ms), ticket->counter);
	return out;
}

static int64_t ticket_id(const void *rows, size_t row)
{
	return ((const struct queue_people *)rows)->ticket[row].booking_id;
}

static enum style ticket_style(const void *rows, size_t row)
{
	const struct ticket *ticket = &((const struct queue_people *)rows)->ticket[row];

	switch (ticket->state) {
	case TICKET_CALLED: return STYLE_GOOD;
	case TICKET_MISSED: return STYLE_WARNING;
	case TICKET_FINISHED: return STYLE_FAINT;
	default: return ticket->owed_fen > 0 ? STYLE_WARNING : STYLE_NORMAL;
	}
}

static const struct list_ops ticket_ops = { .cell = ticket_cell,
					    .id = ticket_id,
					    .style = ticket_style };

static enum group group_of(const struct desk *desk, const struct queue_row *line)
{
	if (line->count.waiting + line->count.called + line->count.missed > 0)
		return GROUP_BUSY;
	return session_is_over(desk, &line->session) ? GROUP_DONE : GROUP_QUIET;
}

void queue_rows_make(struct queue_rows *rows, const struct desk *desk,
		     const struct session *sessions, size_t count, const struct queue_count *counts,
		     size_t counted)
{
	free(rows->line);
	/* One more than there are, to try a session that belongs to a later group. */
	rows->line = memory_new(count + 1, sizeof(*rows->line));
	rows->count = 0;
	for (int group = 0; group < GROUP_COUNT; group++) {
		for (size_t i = 0; i < count; i++) {
			struct queue_row *line = &rows->line[rows->count];

			*line = (struct queue_row){
				.session = sessions[i],
				.count = queue_count_of(counts, counted, sessions[i].id),
			};
			line->group = group_of(desk, line);
			rows->count += line->group == (enum group)group;
		}
	}
}

void queue_rows_release(struct queue_rows *rows)
{
	free(rows->line);
	*rows = (struct queue_rows){ .count = 0 };
}

void queue_rows_list_init(struct list *list)
{
	list_init(list, &session_ops, session_columns,
		  sizeof(session_columns) / sizeof(session_columns[0]),
		  N_("No session today, so there is no queue. In Roster (Alt-7), F6 loads sessions "
		     "from a file, Alt-n adds one."));
}

void queue_rows_people_list_init(struct list *list)
{
	list_init(list, &ticket_ops, ticket_columns,
		  sizeof(ticket_columns) / sizeof(ticket_columns[0]),
		  N_("Nobody has checked in here yet. Scan a slip, or check in under Bookings "
		     "(F4)."));
}

void queue_rows_expected_list_init(struct list *list)
{
	list_init(list, &ticket_ops, ticket_columns,
		  sizeof(ticket_columns) / sizeof(ticket_columns[0]), "");
}
