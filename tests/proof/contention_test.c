/*
 * Many desks at once over scarce numbers, through six days of a clinic whose clocks do not quite
 * agree: bookings, cancellations, steps of refunds, check-ins, calls, missed calls, visits that
 * end, days that are closed. No number sold twice, nobody called by two counters, no acknowledged
 * change lost, every answer the one that the rules give at that moment (worked out anew in the same
 * transaction). SEED reruns one run, DESKS and ROUNDS make it longer.
 */
#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "attempt.h"
#include "base/monotonic.h"
#include "base/text.h"
#include "desk/booking/no_show.h"
#include "desk/day/closing.h"

#include "sql_columns.h"

enum {
	DOCTORS = 24,
	SESSIONS = 2 * DOCTORS, /* mornings and afternoons */
	CAPACITY = 12,
	PEOPLE = 160,
	DAYS = 6,
	DESKS_MAX = 64,
	ROUNDS_MAX = 20000,
	SEQUENCES = 100000, /* booking numbers of a day */
	FEE_FEN = 2000,
	OPENS = FIXTURE_AT(6, 30),
	OPEN_MINUTES = 15 * 60,
	EVENING = FIXTURE_AT(18, 0),
	CLOSE_TRIES = 50,
	CLOSER_EVERY = 5 /* desks, of which one closes days: of each clock one */
};

/* How far the clocks of the desks are from the clinic's, in minutes. */
static const int clock_is_off[] = { 0, 0, -25, 10 };

/* What a desk was told: the change, and the row of the history that proves it. */
struct ack {
	int64_t seq, subject_id;
	enum kind kind;
};

struct held {
	int64_t id, session_id;
	day_number day;
	int number;
};

/* What became of a booking, by what desks were told; `caller` is the desk that has called it. */
struct fate {
	_Atomic bool cancelled, finished;
	_Atomic int caller;
};

struct shared {
	_Atomic long turn; /* of all desks: what the clinic's time hangs from */
	_Atomic int failures, first_done;
	char failure[400];
	_Atomic long done[KINDS], refused, closings;
	_Atomic int closed[DAYS]; /* desks that were told: closed by you */
	long long longest_us, longest_close_us;
	double share;
	int desks, rounds;
	struct desk_board {
		_Atomic int turns, held_count;
		int ack_count;
		struct held held[ROUNDS_MAX];
		struct ack ack[ROUNDS_MAX];
	} desk[DESKS_MAX];
	struct fate fate[DAYS * SEQUENCES];
};

static struct shared *shared;

/* One desk at work. */
struct worker {
	struct desk desk;
	const struct proof_clinic *clinic;
	int64_t called_id; /* whom it has called and not sent on yet; 0: nobody */
	unsigned seed;
	int me, closed_days;
	int64_t longest_us, longest_close_us;
};

static void complain(const char *what, const char *why)
{
	if (!atomic_fetch_add(&shared->failures, 1))
		text_format(shared->failure, sizeof(shared->failure), "%s: %s", what, why);
}

static int dice(struct worker *worker, int sides)
{
	return rand_r(&worker->seed) % sides;
}

static struct fate *fate_of(int64_t booking_id)
{
	for (int day = 0; day < DAYS; day++) {
		const int64_t after = booking_id - day_number_base(FIXTURE_DAY + day);

		if (after > 0 && after < NUMBERS_PER_DAY)
			return &shared->fate[day * SEQUENCES + (int)(after / 10)];
	}
	fail_msg("a booking number of no day of this run: %lld", (long long)booking_id);
	return NULL;
}

/* After the answer. */

static void note_held(struct worker *worker, const struct booking *booking)
{
	struct desk_board *board = &shared->desk[worker->me];
	const int place = atomic_load(&board->held_count);

	board->held[place] = (struct held){ booking->id, booking->session_id, booking->day,
					    booking->number };
	atomic_store(&board->held_count, place + 1);
}

/* Between a call and its end the patient is this desk's alone. */
static void note_called(struct worker *worker, const struct attempt *attempt)
{
	int nobody = 0;

	if (attempt->booking.id != attempt->next_id)
		complain("call", "not the one whose turn it was");
	if (!atomic_compare_exchange_strong(&fate_of(attempt->booking.id)->caller, &nobody,
					    worker->me + 1))
		complain("call", "somebody whom another counter has called");
	worker->called_id = attempt->booking.id;
}

static void acknowledge(struct worker *worker, const struct attempt *attempt)
{
	struct desk_board *board = &shared->desk[worker->me];
	const bool is_refund = attempt->kind == STEP;

	board->ack[board->ack_count++] = (struct ack){
		is_refund ? attempt->refund.seq : attempt->booking.seq,
		is_refund ? attempt->refund.id : attempt->booking.id, attempt->kind
	};
	atomic_fetch_add(&shared->done[attempt->kind], 1);
	if (attempt->kind == BOOK)
		note_held(worker, &attempt->booking);
	else if (attempt->kind == CANCEL)
		fate_of(attempt->id)->cancelled = true;
	else if (attempt->kind == CALL)
		note_called(worker, attempt);
	else if (attempt->kind == FINISH)
		fate_of(attempt->id)->finished = true;
}

static void run(struct worker *worker, struct attempt *attempt)
{
	struct desk *desk = &worker->desk;
	const int64_t began_us = monotonic_us();
	const enum status status = desk_change(desk, attempt_inside, attempt);
	const int64_t waited_us = attempt->entered_us - began_us;
	char what[160];

	if (waited_us > worker->longest_us)
		worker->longest_us = waited_us;
	if (status != attempt->answer || attempt->answer != attempt->due) {
		text_format(what, sizeof(what), "%s was answered %s, committed %s, due %s",
			    audit_action_name(attempt_action(attempt->kind)),
			    status_name(attempt->answer), status_name(status),
			    status_name(attempt->due));
		complain(what, desk->problem.message);
	}
	if (status == STATUS_OK)
		acknowledge(worker, attempt);
	else
		atomic_fetch_add(&shared->refused, 1);
}

/* What a desk does next. */

static void try_to_book(struct worker *worker)
{
	struct attempt attempt = { .kind = BOOK, .wish = { .pay = true, .method = METHOD_CASH } };
	char order_no[ORDER_NO_SIZE];

	attempt.wish.session_id = worker->clinic->sessions[dice(worker, SESSIONS)];
	attempt.wish.patient_id = worker->clinic->people[dice(worker, PEOPLE)];
	if (dice(worker, 4) == 0) {
		text_format(order_no, sizeof(order_no), "WX%d-%d-%08x", worker->me,
			    atomic_load(&shared->desk[worker->me].turns),
			    (unsigned)rand_r(&worker->seed));
		attempt.wish.channel = CHANNEL_ONLINE;
		attempt.wish.method = METHOD_WECHAT;
		attempt.wish.paid_fen = FEE_FEN;
		attempt.wish.order_no = order_no;
	}
	run(worker, &attempt);
}

/* A booking of anybody's, of today's if one is found quickly. */
static int64_t some_booking(struct worker *worker, bool today)
{
	int64_t id = 0;

	for (int i = 0; i < 30; i++) {
		const struct desk_board *board = &shared->desk[dice(worker, shared->desks)];
		const int count = atomic_load(&board->held_count);
		const struct held *held;

		if (!count)
			continue;
		held = &board->held[dice(worker, count)];
		id = held->id;
		if ((!today || held->day == desk_today(&worker->desk)) &&
		    (!fate_of(id)->cancelled || dice(worker, 10) == 0))
			break;
	}
	return id;
}

static void try_with_booking(struct worker *worker, enum kind kind)
{
	struct attempt attempt = { .kind = kind, .id = some_booking(worker, kind == CHECK_IN) };

	if (attempt.id)
		run(worker, &attempt);
}

static void try_to_step(struct worker *worker)
{
	struct attempt attempt = { .kind = STEP };
	struct refund *rows;
	size_t count;

	fixture_must(&worker->desk, refund_list_due(&worker->desk, &rows, &count));
	if (count > 0) {
		attempt.id = rows[dice(worker, (int)count)].id;
		attempt.to = REFUND_SUBMITTED + (unsigned)dice(worker, 3);
		run(worker, &attempt);
	}
	free(rows);
}

/* The one it has called is sent on first; nobody else does that. */
static void try_to_call(struct worker *worker)
{
	const day_number today = desk_today(&worker->desk);
	struct attempt attempt = { .kind = CALL };
	int first = dice(worker, SESSIONS);

	if (worker->called_id) {
		attempt.kind = dice(worker, 3) == 0 ? MISS : FINISH;
		attempt.id = worker->called_id;
		worker->called_id = 0;
		fate_of(attempt.id)->caller = 0;
		run(worker, &attempt);
		return;
	}
	/* Sessions go by five days in turn, first the mornings, then the afternoons. */
	for (int i = 0; i < 5 && (first % DOCTORS) % 5 + 1 != today - FIXTURE_DAY; i++)
		first = (first + 1) % SESSIONS;
	attempt.id = worker->clinic->sessions[first];
	run(worker, &attempt);
}

/* Evening, or the morning after: several want to close the day, and one of them does. */
/* Whoever is in a room in the evening is seen before the day is closed. */
static void end_visits(struct desk *desk)
{
	struct booking *rows = NULL, seen;
	size_t count = 0;

	if (unseen_list(desk, DAY_NONE, &rows, &count))
		complain("unseen", desk->problem.message);
	for (size_t i = 0; i < count; i++)
		if (rows[i].ticket_state == TICKET_CALLED &&
		    queue_finish(desk, rows[i].id, &seen) &&
		    desk->problem.status != STATUS_WRONG_STATE)
			complain("finish", desk->problem.message);
	free(rows);
}

/* Another desk may call somebody before the day is closed. */
static enum status close_day(struct desk *desk, day_number day, struct closing *out)
{
	const struct close_wish wish = {
		.day = day, .counted_fen = -1, .pass = true, .clock_is_right = true
	};
	enum status status = STATUS_VISIT_OPEN;

	for (int i = 0; i < CLOSE_TRIES && status == STATUS_VISIT_OPEN; i++) {
		end_visits(desk);
		status = day_close(desk, &wish, out);
	}
	return status;
}

static void close_days(struct worker *worker)
{
	struct desk *desk = &worker->desk;
	const struct local_time now = clock_local(desk_now_ms(desk));
	const int day = now.day - FIXTURE_DAY - (now.minute < EVENING);
	const int64_t began_us = monotonic_us();
	struct closing closing;

	if (day < worker->closed_days || worker->me % CLOSER_EVERY)
		return;
	worker->closed_days = day + 1;
	if (close_day(desk, FIXTURE_DAY + day, &closing))
		complain("close", desk->problem.message);
	else if (!closing.closed)
		complain("close", "a day that is over was not closed");
	else if (!closing.was_closed && atomic_fetch_add(&shared->closed[day], 1))
		complain("close", "a day was closed twice");
	atomic_fetch_add(&shared->closings, 1);
	closing_release(&closing);
	if (monotonic_us() - began_us > worker->longest_close_us)
		worker->longest_close_us = monotonic_us() - began_us;
}

static void set_clock(struct worker *worker)
{
	const long all = (long)shared->desks * shared->rounds, of_day = all / DAYS + 1;
	const long turn = atomic_fetch_add(&shared->turn, 1);
	const int off = clock_is_off[worker->me % 4];

	fixture_clock(&worker->desk, FIXTURE_DAY + (int)(turn / of_day),
		      OPENS + (int)(turn % of_day * OPEN_MINUTES / of_day) + off);
}

static void take_turn(struct worker *worker)
{
	const int choice = dice(worker, 100);

	set_clock(worker);
	close_days(worker);
	if (choice < 38)
		try_to_book(worker);
	else if (choice < 50)
		try_with_booking(worker, CANCEL);
	else if (choice < 68)
		try_with_booking(worker, CHECK_IN);
	else if (choice < 92)
		try_to_call(worker);
	else
		try_to_step(worker);
}

/* When the first has done all its turns: how far the others are. */
static void note_share(void)
{
	int least = shared->rounds;

	if (atomic_fetch_add(&shared->first_done, 1))
		return;
	for (int i = 0; i < shared->desks; i++)
		if (shared->desk[i].turns < least)
			least = shared->desk[i].turns;
	shared->share = (double)shared->rounds / (least ? least : 1);
}

static void keep_longest(long long *longest, long long mine)
{
	long long before = __atomic_load_n(longest, __ATOMIC_SEQ_CST);

	while (mine > before && !__atomic_compare_exchange_n(longest, &before, mine, false,
							     __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		;
}

static void work(const struct proof_clinic *clinic, int me, unsigned seed)
{
	static struct worker worker;

	worker = (struct worker){
		.desk = proof_desk(clinic->path), .clinic = clinic, .seed = seed, .me = me
	};
	text_format(worker.desk.counter, sizeof(worker.desk.counter), "%d", me + 1);
	while (shared->desk[me].turns < shared->rounds) {
		take_turn(&worker);
		shared->desk[me].turns++;
	}
	note_share();
	keep_longest(&shared->longest_us, worker.longest_us);
	keep_longest(&shared->longest_close_us, worker.longest_close_us);
	desk_close(&worker.desk);
	fixture_leave(0);
}

/* At the end. */

static enum status is_that_row(const struct store_row *row, void *context)
{
	const struct ack *ack = context;
	const char *action = row_text(row, AUDIT_ROW_ACTION);
	const bool is_back = ack->kind == CHECK_IN &&
			     !strcmp(action, audit_action_name(AUDIT_TICKET_BACK));

	if (row_number(row, AUDIT_ROW_SUBJECT_ID) != ack->subject_id)
		return STATUS_NOT_FOUND;
	return is_back || !strcmp(action, audit_action_name(attempt_action(ack->kind)))
		       ? STATUS_OK
		       : STATUS_NOT_FOUND;
}

static bool ack_is_kept(struct desk *desk, struct ack *ack)
{
	return store_one(desk->store, SQL_AUDIT_GET, ARGS(STORE_ARG_INT(ack->seq)), is_that_row,
			 ack) == STATUS_OK;
}

static bool booking_is_kept(struct desk *desk, const struct held *held)
{
	const struct fate *fate = fate_of(held->id);
	struct booking booking;

	return !booking_get(desk, held->id, &booking) && booking.number == held->number &&
	       booking.session_id == held->session_id && booking.paid_fen == FEE_FEN &&
	       (booking.state == BOOKING_CANCELLED) == fate->cancelled &&
	       (!fate->finished || booking.state == BOOKING_FULFILLED);
}

/* Whether each number went to one person only. */
static bool numbers_are_apart(const struct proof_clinic *clinic)
{
	static bool taken[SESSIONS][CAPACITY + 1];

	for (int me = 0; me < shared->desks; me++) {
		const struct desk_board *board = &shared->desk[me];

		for (int i = 0; i < board->held_count; i++) {
			const struct held *held = &board->held[i];
			int session = 0;

			if (fate_of(held->id)->cancelled)
				continue;
			while (clinic->sessions[session] != held->session_id)
				session++;
			if (taken[session][held->number])
				return false;
			taken[session][held->number] = true;
		}
	}
	return true;
}

static long count_lost(struct desk *desk)
{
	long lost = 0;

	for (int me = 0; me < shared->desks; me++) {
		struct desk_board *board = &shared->desk[me];

		for (int i = 0; i < board->ack_count; i++)
			lost += !ack_is_kept(desk, &board->ack[i]);
		for (int i = 0; i < board->held_count; i++)
			lost += !booking_is_kept(desk, &board->held[i]);
	}
	for (int day = 0; day < DAYS; day++) {
		struct close_record record;

		if (shared->closed[day])
			lost += day_close_get(desk, FIXTURE_DAY + day, &record) != STATUS_OK;
	}
	return lost;
}

static void open_afternoons(struct proof_clinic *clinic)
{
	for (int i = 0; i < DOCTORS; i++) {
		char code[CODE_SIZE];

		text_format(code, sizeof(code), "%d", 1001 + i);
		clinic->sessions[DOCTORS + i] = fixture_session(clinic->desk, code,
								FIXTURE_DAY + 1 + i % 5, PERIOD_PM,
								CAPACITY, 20)
							.id;
	}
}

static void report(int seed, long lost)
{
	proof_line("contention", seed, (long)shared->desks * shared->rounds,
		   shared->failures + lost,
		   "booked %ld cancelled %ld refund-steps %ld check-ins %ld calls %ld missed %ld "
		   "finished %ld closings %ld refused %ld; share %.2f, longest wait %.1f ms, a "
		   "day's close %.1f ms",
		   shared->done[BOOK], shared->done[CANCEL], shared->done[STEP],
		   shared->done[CHECK_IN], shared->done[CALL], shared->done[MISS],
		   shared->done[FINISH], shared->closings, shared->refused, shared->share,
		   (double)shared->longest_us / 1000, (double)shared->longest_close_us / 1000);
}

static void desks_at_once_lose_nothing_share_nothing_and_answer_truly(void **state)
{
	static struct proof_clinic clinic;
	const int seed = proof_seed();
	long lost;

	(void)state;
	shared->desks = proof_number("DESKS", 16, DESKS_MAX);
	shared->rounds = proof_number("ROUNDS", 200, ROUNDS_MAX);
	proof_open(&clinic, DOCTORS, CAPACITY, PEOPLE);
	open_afternoons(&clinic);
	proof_close(&clinic);
	for (int i = 0; i < shared->desks; i++) {
		if (fixture_fork() == 0)
			work(&clinic, i, (unsigned)(seed + i * 7919));
	}
	for (int i = 0; i < shared->desks; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	proof_reopen(&clinic);
	lost = count_lost(clinic.desk);
	report(seed, lost);
	if (shared->failures)
		fail_msg("%s", shared->failure);
	assert_int_equal(lost, 0);
	assert_true(numbers_are_apart(&clinic));
	for (int kind = 0; kind < KINDS; kind++)
		assert_true(shared->done[kind] > 0);
	assert_true(shared->refused > 0 && shared->closings > shared->desks);
	proof_check(&clinic);
	fixture_close(clinic.desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(desks_at_once_lose_nothing_share_nothing_and_answer_truly),
	};

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	if (shared == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
