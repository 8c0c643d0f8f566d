/* Days of a clinic: sessions, bookings, money, tickets. */
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/check_digit.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/booking/booking.h"
#include "generate.h"

enum {
	AHEAD_AT_COUNTER = 2, /* numbers of a session that the counter sells the day before */
	DAY_EVENTS = 12000,   /* more than a day has that is not busier */
	SESSION_TITLE_SIZE = 32,
	NO_SHOW_PERCENT = 5
};

struct session_row {
	int64_t id, doctor;
	char date[DAY_TEXT_SIZE];
	const char *period;
	int capacity, start, end;
};

int generate_sessions_a_day(struct bench_size size)
{
	return CLINIC_SESSIONS_A_DAY * (1 + size.busier);
}

int generate_days_of(struct bench_size size)
{
	const long visits = (long)CLINIC_VISITS_A_DAY * (1 + size.busier);

	return (int)((size.bookings + visits - 1) / visits);
}

int64_t generate_first_session(struct bench_size size, int day_index)
{
	int past = generate_days_of(size);

	if (day_index <= past)
		return 1 + (int64_t)day_index * generate_sessions_a_day(size);
	return 1 + (int64_t)past * generate_sessions_a_day(size) +
	       (int64_t)(day_index - past) * CLINIC_DOCTORS * PERIOD_COUNT;
}

int64_t clinic_session(struct bench_size size, int ahead, int doctor, int period)
{
	return generate_first_session(size, generate_days_of(size) - 1 + ahead) +
	       (int64_t)doctor * PERIOD_COUNT + period;
}

struct clinic_choice clinic_choice(struct bench_size size, uint64_t *state, int64_t n)
{
	const int pairs = CLINIC_DEPARTMENTS * CLINIC_WEEK;
	/* In no order, so that the pages of a large clinic are as cold as they are in life. */
	int64_t patient = n % size.patients * 7919 % size.patients;
	int pair = (int)((n / size.patients + patient * 37) % pairs);
	struct clinic_choice choice = { .patient = patient,
					.ahead = 1 + pair / CLINIC_DEPARTMENTS };

	choice.doctor = pair % CLINIC_DEPARTMENTS +
			CLINIC_DEPARTMENTS * (int)dice(state, CLINIC_DOCTORS / CLINIC_DEPARTMENTS);
	choice.period = (int)dice(state, PERIOD_COUNT);
	return choice;
}

static void start_day(struct generator *generator, day_number day)
{
	bool is_today = day == generator->today;

	generator->day = day;
	day_format(day, generator->date);
	/* Today's lie in its first minute, so that the newest entry is never later than now. */
	generator->at_ms = clock_instant(day, is_today ? 0 : 7 * 60);
	generator->step_ms = is_today
				     ? 1
				     : 13 * 3600 * 1000 / DAY_EVENTS / (1 + generator->size.busier);
	generator->booking = day_number_base(day);
	generator->ledger_id = generator->booking;
	generator->no_shows = 0;
}

static void put_slots(struct generator *generator, const struct session_row *row)
{
	static const char *const kinds[] = { "counter", "online", "extra" };

	for (int number = 1; number <= row->capacity; number++) {
		bare_number(generator->slot, 1, row->id);
		bare_number(generator->slot, 2, number);
		bare_text(generator->slot, 3, kinds[quota_kind_of(number, 20)]);
		generate_put(generator->slot);
	}
}

/* "D007 2026-11-24 am" */
static const char *title_of(const struct session_row *row, char title[SESSION_TITLE_SIZE])
{
	text_format(title, SESSION_TITLE_SIZE, "D%03d %s %s", (int)row->doctor - 1, row->date,
		    row->period);
	return title;
}

static int64_t put_session(struct generator *generator, const struct session_row *row)
{
	sqlite3_stmt *statement = generator->session;
	char title[SESSION_TITLE_SIZE], detail[96];
	int64_t seq;

	text_format(detail, sizeof(detail),
		    "%s; capacity: %d; online_percent: 20; fee: 25.00; room: 101",
		    title_of(row, title), row->capacity);
	seq = generate_audit(generator, "session.add", row->id, 0, detail, false);
	bare_number(statement, 1, row->id);
	bare_number(statement, 2, row->doctor);
	bare_text(statement, 3, row->date);
	bare_text(statement, 4, row->period);
	bare_number(statement, 5, row->start);
	bare_number(statement, 6, row->end);
	bare_number(statement, 7, row->capacity);
	bare_number(statement, 8, GENERATE_FEE_FEN);
	bare_number(statement, 9, seq);
	generate_put(statement);
	put_slots(generator, row);
	return seq;
}

/* How many sessions a day of the past (`index` from 0) or of the week ahead has. */
static int sessions_of(const struct generator *generator, int index)
{
	return index >= generator->days ? CLINIC_DOCTORS * PERIOD_COUNT
					: generate_sessions_a_day(generator->size);
}

/* The one at place `at` of such a day. */
static struct session_row session_at(const struct generator *generator, int index, int at)
{
	static const struct {
		const char *name;
		int start, end;
	} periods[] = { { "am", 480, 720 }, { "pm", 810, 1050 }, { "eve", 1080, 1230 } };
	bool ahead = index >= generator->days;
	int used = ahead ? PERIOD_COUNT : 2;
	struct session_row row = {
		.id = generate_first_session(generator->size, index) + at,
		.doctor = 1 + (at / used + (ahead ? 0 : index * 40)) % CLINIC_DOCTORS,
		.period = periods[at % used].name,
		.capacity = ahead ? CLINIC_WEEK_CAPACITY : CLINIC_CAPACITY,
		.start = periods[at % used].start,
		.end = periods[at % used].end,
	};

	day_format(generator->today - generator->days + 1 + index, row.date);
	return row;
}

/* The sessions of a day of the past, whose entries are kept with its visits, or of the week
 * ahead. */
static void put_sessions(struct generator *generator, int index, struct visits *visits)
{
	for (int at = 0; at < sessions_of(generator, index); at++) {
		struct session_row row = session_at(generator, index, at);
		int64_t seq = put_session(generator, &row);

		if (index < generator->days)
			visits->session_seq[at] = seq;
	}
}

static int64_t put_ledger(struct generator *generator, const struct visit *visit, bool refund,
			  int64_t seq)
{
	const char *method = visit->method;
	sqlite3_stmt *statement = generator->ledger;
	char external[32], order[32];

	text_format(order, sizeof(order), "WX%lld", (long long)visit->id);
	text_format(external, sizeof(external), "4200%020lld", (long long)visit->id);
	bare_number(statement, 1, ++generator->ledger_id);
	bare_text(statement, 2, refund ? "refund" : "payment");
	bare_text(statement, 3, refund ? "revenue" : method);
	bare_text(statement, 4, refund ? method : "revenue");
	bare_text(statement, 5, method);
	bare_number(statement, 6, GENERATE_FEE_FEN);
	if (refund)
		bare_number(statement, 7, visit->payment);
	else
		bare_text(statement, 7, NULL);
	bare_number(statement, 8, visit->id);
	bare_text(statement, 9, visit->online ? order : NULL);
	bare_text(statement, 10, visit->online ? external : NULL);
	bare_text(statement, 11, generator->date);
	bare_number(statement, 12, generator->at_ms);
	bare_number(statement, 13, seq);
	generate_put(statement);
	if (!refund) {
		bare_number(generator->index[INDEX_PAID], 1, visit->id);
		bare_number(generator->index[INDEX_PAID], 2, GENERATE_FEE_FEN);
		bare_number(generator->index[INDEX_PAID], 3, generator->ledger_id);
		generate_put(generator->index[INDEX_PAID]);
	}
	if (visit->online) {
		bare_text(generator->index[INDEX_EXTERNAL], 1, external);
		bare_number(generator->index[INDEX_EXTERNAL], 2, generator->ledger_id);
		generate_put(generator->index[INDEX_EXTERNAL]);
	}
	return generator->ledger_id;
}

static void put_order(struct generator *generator, const struct visit *visit, const char *order)
{
	sqlite3_stmt *statement = generator->order;

	bare_text(statement, 1, order);
	bare_number(statement, 2, visit->id);
	bare_number(statement, 3, GENERATE_FEE_FEN);
	bare_number(statement, 4, generator->at_ms);
	bare_text(statement, 5, generator->date);
	bare_number(statement, 6, visit->seq);
	generate_put(statement);
}

/* Books and pays; `over`: the visit is one of the past. */
static void put_booking(struct generator *generator, const struct session_row *session,
			struct visit *visit, bool over)
{
	static const char *const methods[] = { "cash", "cash", "wechat", "alipay", "card" };
	sqlite3_stmt *statement = generator->booking_row;
	char digits[24], order[32], title[SESSION_TITLE_SIZE], detail[96];
	int64_t sequence = (generator->booking - day_number_base(generator->day)) / 10 + 1;

	text_format(digits, sizeof(digits), "%011lld",
		    (long long)(day_number_base(generator->day) / 10 + sequence));
	generator->booking = day_number_base(generator->day) + sequence * 10 +
			     (check_digit(digits) - '0');
	visit->id = generator->booking;
	visit->method = visit->online ? "wechat" : methods[dice(&generator->dice, 5)];
	text_format(detail, sizeof(detail), "%s %d (%s) %s 25.00", title_of(session, title),
		    visit->number, visit->online ? "online" : "counter", visit->method);
	visit->seq = generate_audit(generator, "booking.book", visit->id, 0, detail, true);
	visit->payment = put_ledger(generator, visit, false, visit->seq);
	text_format(order, sizeof(order), "WX%lld", (long long)visit->id);
	bare_number(statement, 1, visit->id);
	bare_number(statement, 2, visit->session);
	bare_number(statement, 3, visit->number);
	bare_number(statement, 4, visit->patient);
	bare_text(statement, 5, visit->online ? "online" : "counter");
	bare_text(statement, 6, over ? "fulfilled" : "booked");
	bare_text(statement, 7, visit->online ? order : NULL);
	bare_number(statement, 8, generator->at_ms);
	bare_number(statement, 9, visit->seq);
	generate_put(statement);
	bare_number(generator->charge, 1, visit->id);
	bare_number(generator->charge, 2, GENERATE_FEE_FEN);
	bare_number(generator->charge, 3, visit->seq);
	generate_put(generator->charge);
	if (visit->online)
		put_order(generator, visit, order);
}

static void set_state(struct generator *generator, struct visit *visit, const char *state,
		      const char *cause)
{
	bare_text(generator->state, 1, state);
	bare_text(generator->state, 2, cause);
	bare_number(generator->state, 3, visit->seq);
	bare_number(generator->state, 4, visit->id);
	generate_put(generator->state);
}

static void put_pair(struct generator *generator, enum generate_index index, int64_t column,
		     int64_t id)
{
	bare_number(generator->index[index], 1, column);
	bare_number(generator->index[index], 2, id);
	generate_put(generator->index[index]);
}

/* Cancelled in time at the counter: the money goes back at once, the way it came. */
static void cancel(struct generator *generator, struct visit *visit)
{
	sqlite3_stmt *statement = generator->refund;
	char detail[64];

	text_format(detail, sizeof(detail), "counter patient, refund 25.00 %s", visit->method);
	visit->seq = generate_audit(generator, "booking.cancel", visit->id, visit->seq, detail,
				    true);
	visit->refund = put_ledger(generator, visit, true, visit->seq);
	set_state(generator, visit, "cancelled", "patient");
	bare_number(statement, 1, visit->refund);
	bare_number(statement, 2, visit->seq);
	generate_put(statement);
	put_pair(generator, INDEX_OF, visit->payment, visit->refund);
	put_pair(generator, INDEX_CANCELLED_SESSION, visit->session, visit->id);
	generate_index_later(&generator->cancelled, &visit->patient, &visit->id, visit->id);
}

static int64_t next_patient(struct generator *generator)
{
	/* Everybody in turn, so nobody comes twice to one session. */
	return clinic_patient(generator->next_patient++ % generator->size.patients * 7919 %
			      generator->size.patients);
}

static struct visit *add_visit(struct generator *generator, struct visits *visits,
			       const struct session_row *session, int number, bool online,
			       bool over)
{
	struct visit *visit = &visits->item[visits->count++];

	if (visits->count > VISITS_MAX || number > CLINIC_CAPACITY)
		die("a day has too many visits");
	*visit = (struct visit){ .patient = next_patient(generator),
				 .session = session->id,
				 .number = number,
				 .online = online };
	put_booking(generator, session, visit, over);
	return visit;
}

/* How many visits session `at` of day `index` has. */
static int visits_of(const struct generator *generator, int index, int at)
{
	int64_t all = generator->size.bookings, days = generator->days;
	int64_t today = all * (index + 1) / days - all * index / days;
	const int sessions = generate_sessions_a_day(generator->size);

	return (int)(today * (at + 1) / sessions - today * at / sessions);
}

/* The online ones: every fifth number. */
static int online_of(int visits)
{
	return visits / 5;
}

/* What is booked the day before: the online numbers, and some at the counter. */
static void book_ahead(struct generator *generator, int index, struct visits *visits)
{
	bool over = index < generator->days - 1;

	for (int at = 0; at < sessions_of(generator, index); at++) {
		struct session_row session = session_at(generator, index, at);
		int all = visits_of(generator, index, at), online = online_of(all);

		for (int i = 1; i <= online; i++)
			add_visit(generator, visits, &session, 5 * i, true, over);
		for (int i = 1; i <= AHEAD_AT_COUNTER && online + i <= all; i++)
			add_visit(generator, visits, &session, i, false, over);
		if (dice(&generator->dice, 3) == 0) {
			cancel(generator, add_visit(generator, visits, &session, 19, false, false));
			visits->cancelled[visits->cancelled_count++] =
				visits->item[--visits->count];
		}
	}
}

static void book_today(struct generator *generator, int index, struct visits *visits)
{
	bool over = index < generator->days - 1;

	for (int at = 0; at < sessions_of(generator, index); at++) {
		struct session_row session = session_at(generator, index, at);
		int all = visits_of(generator, index, at);
		int number = AHEAD_AT_COUNTER + 1;

		for (int done = online_of(all) + AHEAD_AT_COUNTER; done < all; done++, number++) {
			if (number % 5 == 0)
				number++;
			add_visit(generator, visits, &session, number, false, over);
		}
	}
}

static void put_ticket(struct generator *generator, const struct visit *visit, const char *state,
		       int64_t arrived_seq, int64_t arrived_ms)
{
	sqlite3_stmt *statement = generator->ticket;
	bool called = strcmp(state, "waiting") != 0, finished = strcmp(state, "finished") == 0;

	bare_number(statement, 1, visit->id);
	bare_number(statement, 2, visit->session);
	bare_text(statement, 3, state);
	bare_number(statement, 4, visit->number * 1000);
	bare_number(statement, 5, arrived_seq);
	bare_number(statement, 6, arrived_ms);
	bare_text(statement, 7, NULL);
	bare_text(statement, 8, NULL);
	if (called)
		bare_number(statement, 7, generator->at_ms);
	if (finished)
		bare_number(statement, 8, generator->at_ms);
	bare_number(statement, 9, called);
	bare_text(statement, 10, called ? "1" : NULL);
	bare_number(statement, 11, visit->seq);
	generate_put(statement);
}

/* A visit with its ticket: checked in, called, finished, as far as it came. */
static void attend(struct generator *generator, struct visit *visit, const char *state)
{
	int64_t arrived_seq, arrived_ms;
	char number[12];

	text_format(number, sizeof(number), "%d", visit->number);
	arrived_seq = visit->seq = generate_audit(generator, "ticket.check_in", visit->id,
						  visit->seq, number, false);
	arrived_ms = generator->at_ms;
	if (strcmp(state, "waiting") != 0)
		visit->seq = generate_audit(generator, "ticket.call", visit->id, visit->seq, number,
					    false);
	if (strcmp(state, "finished") == 0)
		visit->seq = generate_audit(generator, "ticket.finish", visit->id, visit->seq, "",
					    false);
	set_state(generator, visit, strcmp(state, "finished") == 0 ? "fulfilled" : "checked_in",
		  NULL);
	put_ticket(generator, visit, state, arrived_seq, arrived_ms);
}

/* A visit of which no more is kept than that the person came. */
static void come(struct generator *generator, struct visit *visit)
{
	visit->seq = generate_audit(generator, "booking.resolve", visit->id, visit->seq, "came",
				    false);
	set_state(generator, visit, "fulfilled", NULL);
}

static void stay_away(struct generator *generator, struct visit *visit)
{
	sqlite3_stmt *statement = generator->no_show;

	visit->seq = generate_audit(generator, "booking.no_show", visit->id, visit->seq,
				    generator->date, false);
	set_state(generator, visit, "no_show", NULL);
	bare_number(statement, 1, visit->id);
	bare_number(statement, 2, visit->patient);
	bare_text(statement, 3, generator->date);
	bare_number(statement, 4, visit->seq);
	generate_put(statement);
	generator->no_shows++;
	visit->missed = ++generator->missed[clinic_patient_n(visit->patient)];
}

static int compare_numbers(const void *a, const void *b)
{
	const struct visit *one = a, *other = b;

	if (one->session != other->session)
		return one->session > other->session ? 1 : -1;
	return (one->number > other->number) - (one->number < other->number);
}

/* The visits of a day in the indexes of bookings that stand; a day's sessions follow those of the
 * day before. */
static void index_visits(struct generator *generator, struct visits *visits)
{
	sqlite3_stmt *statement = generator->index[INDEX_NUMBER];

	qsort(visits->item, (size_t)visits->count, sizeof(visits->item[0]), compare_numbers);
	for (int i = 0; i < visits->count; i++) {
		const struct visit *visit = &visits->item[i];

		bare_number(statement, 1, visit->session);
		bare_number(statement, 2, visit->number);
		bare_number(statement, 3, visit->id);
		generate_put(statement);
		generate_index_later(&generator->persons, &visit->patient, &visit->session,
				     visit->id);
	}
}

static void attend_all(struct generator *generator, int index, struct visits *visits)
{
	bool is_today = index == generator->days - 1;

	for (int i = 0; i < visits->count; i++) {
		struct visit *visit = &visits->item[i];

		if (is_today && visit->number > 12)
			continue; /* not here yet */
		if (is_today)
			attend(generator, visit,
			       visit->number < 4    ? "finished"
			       : visit->number == 4 ? "called"
						    : "waiting");
		else if (visit->online && dice(&generator->dice, 100) < NO_SHOW_PERCENT)
			stay_away(generator, visit);
		else if (index >= generator->days - CLINIC_TICKET_DAYS)
			attend(generator, visit, "finished");
		else
			come(generator, visit);
	}
}

void generate_days(struct generator *generator)
{
	static struct visits lists[2];
	struct visits *today = &lists[0], *tomorrow = &lists[1];

	for (int index = -1; index < generator->days; index++) {
		struct visits *swap = today;

		if (index % 100 == 0)
			bench_progress(generator->bench, "generating: day %d of %d", index,
				       generator->days);
		start_day(generator, generator->today - generator->days + 1 + index);
		today = tomorrow;
		tomorrow = swap;
		tomorrow->count = tomorrow->cancelled_count = 0;
		put_sessions(generator, index + 1, tomorrow);
		if (index + 1 < generator->days)
			book_ahead(generator, index + 1, tomorrow);
		if (index >= 0) {
			book_today(generator, index, today);
			attend_all(generator, index, today);
			index_visits(generator, today);
		}
		if (index < generator->days - 1)
			generate_close(generator, index, today, tomorrow);
	}
	for (int ahead = 2; ahead <= CLINIC_WEEK; ahead++)
		put_sessions(generator, generator->days - 1 + ahead, NULL);
}
