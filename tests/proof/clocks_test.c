/*
 * A desk whose clock jumps at random: over midnight, back an hour, a day, to 1970, ahead ten years,
 * to leap days and year ends, and right again. Whatever it says, work goes on by the rules that
 * frontdesk-files(7) promises: events keep their order, numbers and receipts have no gap and come
 * once, money belongs to no closed day, a step back is shown until the clock has caught up, and no
 * day is closed ahead of time or by a clock that leapt. SEED reruns one run, JUMPS: how many.
 */
#include "proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/cancel.h"
#include "desk/day/closing.h"
#include "desk/queue/queue.h"

#include "sql_columns.h"

enum {
	PEOPLE = 60,
	CAPACITY = 30,
	HELD = 200,
	STEP_BACK_MS = 2 * 60 * 1000,
	ACTIONS_A_JUMP = 6,
	JUMPS_A_ROUND = 50,
	DAYS = 12,
	NAMED_MOST = 20,
	DAY_MS = 24 * 60 * 60 * 1000
};

struct run {
	struct proof_clinic clinic;
	struct desk *desk;
	int64_t held[HELD];
	int held_count;
	day_number day; /* where the clock stands */
	int minute;
	day_number right_day; /* where it would stand if nobody had changed it */
	int64_t newest_ms, newest_seq;
	unsigned seed;
	long actions, done, shown, bad;
};

static int below(struct run *run, int limit)
{
	return rand_r(&run->seed) % limit;
}

static void wrong(struct run *run, const char *format, ...) PRINTF_LIKE(2, 3);
static void wrong(struct run *run, const char *format, ...)
{
	char text[400], now[CLOCK_TEXT_SIZE];
	va_list args;

	va_start(args, format);
	if (vsnprintf(text, sizeof(text), format, args) < 0)
		text[0] = '\0';
	va_end(args);
	if (run->bad++ < NAMED_MOST)
		print_error("at %s: %s\n", clock_format(desk_now_ms(run->desk), now), text);
}

static day_number day_of(int year, int month, int dom)
{
	return day_from_civil(year, month, dom);
}

static enum status read_last(const struct store_row *row, void *context)
{
	struct run *run = context;

	run->newest_seq = row_number(row, AUDIT_LAST_SEQ);
	return STATUS_OK;
}

/* A clinic that begins to work just before an interesting day. */
static void open_round(struct run *run, int round)
{
	const day_number before[] = { FIXTURE_DAY, day_of(2026, 12, 29), day_of(2027, 2, 26),
				      day_of(2028, 2, 27), day_of(2028, 12, 30) };
	struct proof_clinic *clinic = &run->clinic;

	run->right_day = run->day = before[round % (int)(sizeof(before) / sizeof(before[0]))];
	run->minute = FIXTURE_AT(6, 0);
	run->held_count = 0;
	proof_open(clinic, 1, CAPACITY, PEOPLE);
	run->desk = clinic->desk;
	clock_pin(&run->desk->clock, run->day, run->minute);
	clinic->session_count = 0;
	for (int i = 0; i < DAYS; i++)
		for (int period = PERIOD_AM; period <= PERIOD_PM; period++)
			clinic->sessions[clinic->session_count++] =
				fixture_session(run->desk, "1001", run->day + i,
						(enum period)period, CAPACITY, 20)
					.id;
	run->desk->settings.quota_per_department_day = 99;
	run->newest_ms = desk_now_ms(run->desk);
	fixture_must(run->desk,
		     store_one(run->desk->store, SQL_AUDIT_LAST, NO_ARGS, read_last, run));
}

static void jump(struct run *run)
{
	static const struct {
		int year, month, dom;
	} days[] = { { 2026, 12, 31 }, { 2027, 1, 1 },	 { 2028, 2, 28 }, { 2028, 2, 29 },
		     { 2028, 3, 1 },   { 2028, 12, 31 }, { 2036, 2, 29 } };
	const int which = below(run, 16);

	if (which < 4) { /* it goes on */
		run->minute += below(run, 90);
	} else if (which < 6) { /* midnight */
		run->day++;
		run->minute = 0;
	} else if (which < 7) {
		run->minute = 23 * 60 + 59;
	} else if (which < 9) { /* an hour, a day, two minutes back */
		run->minute -= 60;
	} else if (which < 10) {
		run->day--;
	} else if (which < 11) {
		run->minute -= 2;
	} else if (which < 12) {
		run->day = day_of(1970, 1, 1);
	} else if (which < 13) {
		run->day += 3652;
	} else if (which < 14) {
		const int k = below(run, sizeof(days) / sizeof(days[0]));

		run->day = day_of(days[k].year, days[k].month, days[k].dom);
	} else { /* right again, and some time went by */
		run->right_day += below(run, 8) == 0;
		run->day = run->right_day;
		run->minute = 7 * 60 + below(run, 14 * 60);
	}
	if (run->minute < 0 || run->minute >= MINUTES_PER_DAY) {
		run->day += run->minute < 0 ? -1 : 1;
		run->minute = (run->minute + MINUTES_PER_DAY) % MINUTES_PER_DAY;
	}
	if (run->day < 0 || run->day > day_of(2060, 1, 1))
		run->day = run->right_day;
	clock_pin(&run->desk->clock, run->day, run->minute);
}

/* The clock was set back: said exactly when the newest event lies ahead of it. */
static void look_at_warning(struct run *run)
{
	int64_t newest_ms;
	const bool said = desk_clock_stepped_back(run->desk, &newest_ms);
	const bool due = run->newest_ms > desk_now_ms(run->desk) + STEP_BACK_MS;

	run->shown += said;
	if (said != due)
		wrong(run, "a step back is %s", due ? "not shown" : "shown where there is none");
}

/* Refused by a rule, or done; never a defect, never a fault of the store. */
static bool is_done(struct run *run, const char *what, enum status status)
{
	run->actions++;
	if (status == STATUS_OK) {
		run->done++;
		return true;
	}
	if (status_exit(status) != 1)
		wrong(run, "%s: %s, %s", what, status_name(status), run->desk->problem.message);
	return false;
}

static void note_event(struct run *run, int64_t seq)
{
	if (seq <= run->newest_seq)
		wrong(run, "an event stands before an earlier one");
	run->newest_seq = seq;
	run->newest_ms = desk_now_ms(run->desk);
}

/* Money taken now is today's; or, when that is closed, the day's behind the last closed one. */
static void look_at_receipt(struct run *run, const struct booking *booking)
{
	char receipt[RECEIPT_SIZE], wanted[RECEIPT_SIZE], day[DAY_TEXT_SIZE];
	day_number last, due = desk_today(run->desk);
	bool closed;

	fixture_must(run->desk, day_is_closed(run->desk, due, &closed, &last));
	if (last != DAY_NONE && last >= due)
		due = last + 1;
	day_format(due, day);
	text_format(wanted, sizeof(wanted), "%.2s%.2s%.2s-", day + 2, day + 5, day + 8);
	if (strncmp(receipt_format(booking->payment_id, receipt), wanted, strlen(wanted)) != 0)
		wrong(run, "receipt %s, due %s", receipt, wanted);
}

static int64_t *some(struct run *run)
{
	return run->held_count ? &run->held[below(run, run->held_count)] : NULL;
}

static void book(struct run *run)
{
	const struct booking_wish wish = {
		.session_id = run->clinic.sessions[below(run, run->clinic.session_count)],
		.patient_id = run->clinic.people[below(run, PEOPLE)],
		.pay = below(run, 2),
		.method = METHOD_CASH
	};
	struct booking booking;

	if (!is_done(run, "book", booking_book(run->desk, &wish, &booking)))
		return;
	note_event(run, booking.seq);
	if (booking.payment_id)
		look_at_receipt(run, &booking);
	run->held[run->held_count < HELD ? run->held_count++ : below(run, HELD)] = booking.id;
}

static void change(struct run *run)
{
	const int64_t *id = some(run);
	const struct cancel_wish cancel = { .id = id ? *id : 0, .reason = "" };
	struct booking booking;
	enum status status;
	const int which = below(run, 6);
	static const char *const names[] = {
		"pay", "cancel", "check in", "call", "finish", "miss"
	};

	if (!id)
		return;
	fixture_must(run->desk, booking_get(run->desk, *id, &booking));
	switch (which) {
	case 0: status = booking_pay(run->desk, *id, METHOD_CASH, NULL, &booking); break;
	case 1: status = booking_cancel(run->desk, &cancel, &booking); break;
	case 2: status = queue_check_in(run->desk, *id, &booking); break;
	case 3: status = queue_call_next(run->desk, booking.session_id, &booking); break;
	case 4: status = queue_finish(run->desk, *id, &booking); break;
	default: status = queue_miss(run->desk, *id, &booking);
	}
	if (!is_done(run, names[which], status))
		return;
	note_event(run, booking.seq);
	if (which == 0)
		look_at_receipt(run, &booking);
}

static void close_day(struct run *run)
{
	const day_number day = run->day - 1 + below(run, 3);
	const bool leapt = run->newest_ms + DAY_MS < desk_now_ms(run->desk);
	struct close_wish wish;
	struct closing closing;
	enum status status;

	if (day < 0)
		return;
	wish = (struct close_wish){ .day = day, .counted_fen = -1, .pass = true };
	status = day_close(run->desk, &wish, &closing);
	if ((day > run->day) != (status == STATUS_TOO_EARLY) ||
	    (day <= run->day && leapt) != (status == STATUS_CLOCK_AHEAD))
		wrong(run, "closing %s day that is %s: %s", leapt ? "by a clock that leapt a" : "a",
		      day > run->day ? "not there yet" : "over", status_name(status));
	/* Whoever knows that it is right says so; a called patient is seen first. */
	if (status == STATUS_CLOCK_AHEAD && below(run, 2)) {
		wish.clock_is_right = true;
		status = day_close(run->desk, &wish, &closing);
	}
	if (is_done(run, "close", status) && !closing.was_closed) {
		const int64_t before = run->newest_seq;

		fixture_must(run->desk,
			     store_one(run->desk->store, SQL_AUDIT_LAST, NO_ARGS, read_last, run));
		if (run->newest_seq > before)
			run->newest_ms = desk_now_ms(run->desk);
	}
	closing_release(&closing);
}

static void act(struct run *run)
{
	const int which = below(run, 20);

	look_at_warning(run);
	if (which < 9)
		book(run);
	else if (which < 19)
		change(run);
	else
		close_day(run);
}

static void whatever_the_clock_says_the_rules_hold(void **state)
{
	static struct run run;
	const int jumps = proof_number("JUMPS", 150, 1000000), seed = proof_seed();

	(void)state;
	run.seed = (unsigned)seed;
	for (int i = 0; i < jumps; i++) {
		if (i % JUMPS_A_ROUND == 0)
			open_round(&run, i / JUMPS_A_ROUND);
		jump(&run);
		for (int k = below(&run, ACTIONS_A_JUMP); k >= 0; k--)
			act(&run);
		if (i % JUMPS_A_ROUND == JUMPS_A_ROUND - 1 || i == jumps - 1) {
			proof_check(&run.clinic);
			fixture_close(run.desk);
		}
	}
	proof_line("clocks", seed, jumps, run.bad,
		   "%ld actions, %ld done, a step back shown %ld times", run.actions, run.done,
		   run.shown);
	assert_int_equal(run.bad, 0);
	assert_true(run.done > jumps / 4 && run.shown > jumps / 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_the_clock_says_the_rules_hold),
	};

	if (!proof_in_memory())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
