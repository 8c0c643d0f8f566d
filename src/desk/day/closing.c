#include "desk/day/closing.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/ban/ban_revise.h"
#include "desk/booking/no_show.h"
#include "desk/check.h"
#include "desk/day/closed_day.h"

void closing_release(struct closing *closing)
{
	free(closing->open);
	free(closing->bans);
	free(closing->counts);
	pending_release(&closing->pending);
	closing->open = NULL;
	closing->bans = NULL;
	closing->counts = NULL;
	closing->count_count = 0;
	closing->open_count = 0;
	closing->ban_count = closing->ban_room = 0;
}

static int compare_patients(const void *a, const void *b)
{
	const struct booking *one = a, *other = b;

	return (one->patient_id > other->patient_id) - (one->patient_id < other->patient_id);
}

/* Works the bans of those who did not come out, once per person; `bookings` are in their order. */
static enum status follow_with_bans(struct desk *desk, const struct booking *bookings, size_t count,
				    struct closing *out)
{
	struct ban ban;
	bool banned;

	for (size_t i = 0; i < count; i++) {
		enum status status;
		struct ban *started;

		if (i > 0 && bookings[i].patient_id == bookings[i - 1].patient_id)
			continue;
		status = ban_revise(desk, bookings[i].patient_id, NULL, &ban, &banned);
		if (status)
			return status;
		if (!banned)
			continue;
		started = memory_append(&out->bans, &out->ban_count, &out->ban_room, sizeof(ban));
		*started = ban;
	}
	return STATUS_OK;
}

/* What nobody has said anything about becomes a no-show. */
static enum status mark_no_shows(struct desk *desk, struct closing *out)
{
	struct booking *bookings = NULL;
	size_t count = 0;
	enum status status = unresolved_list(desk, out->day, &bookings, &count);

	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		status = no_show_record(desk, &bookings[i], "");
		out->no_shows++;
	}
	if (status == STATUS_OK && count > 0) {
		qsort(bookings, count, sizeof(*bookings), compare_patients);
		status = follow_with_bans(desk, bookings, count, out);
	}
	free(bookings);
	return status;
}

/* Who checked in came, and is no no-show; but nobody ended a visit. Those who were called stop the
 * close before; in a trial they stay. */
static enum status mark_not_seen(struct desk *desk, struct closing *out)
{
	struct booking *bookings = NULL;
	size_t count = 0;
	enum status status = unseen_list(desk, out->day, &bookings, &count);

	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		if (bookings[i].ticket_state == TICKET_CALLED)
			continue;
		status = not_seen_record(desk, &bookings[i]);
		out->not_seen++;
	}
	free(bookings);
	return status;
}

static enum status close_session(struct desk *desk, const struct session *session)
{
	int64_t seq;
	enum status status = audit_record(desk, AUDIT_SESSION_CLOSE, session->id, session->seq,
					  NULL, "", &seq);

	if (status)
		return status;
	return desk_change_row(
		desk, SQL_CLOSING_SESSION,
		ARGS(STORE_ARG_INT(seq), STORE_ARG_INT(session->id), STORE_ARG_INT(session->seq)));
}

/* Closes the sessions that are over and keeps the others for *out. */
static enum status close_sessions(struct desk *desk, struct closing *out)
{
	struct session *sessions = NULL, *running;
	size_t count = 0;
	enum status status = session_list(desk, out->day, NULL, &sessions, &count);

	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		if (sessions[i].state != SESSION_OPEN)
			continue;
		if (session_is_over(desk, &sessions[i])) {
			status = close_session(desk, &sessions[i]);
			out->sessions_closed++;
			continue;
		}
		running = memory_append(&out->open, &out->open_count, &out->open_room,
					sizeof(*running));
		*running = sessions[i];
	}
	free(sessions);
	return status;
}

/* A closing on its way. */
struct close_run {
	const struct close_wish *wish;
	bool trial; /* nothing is kept, and what stops a close is only listed */
	char reason[REASON_SIZE];
	struct pending_list found; /* before the change: faults, a clock that leapt */
	struct closing *out;
};

static void note_fault(const char *check, const char *fault, void *context)
{
	struct pending_list *found = context;
	const enum pending_kind kind = check_kind(check) == CHECK_MONEY ? PENDING_MONEY
									: PENDING_CHECK;
	struct pending *row = found->count > 0 ? &found->rows[found->count - 1] : NULL;

	if (row && strcmp(row->subject, check) == 0)
		return; /* its first fault stands for it */
	row = pending_append(found, kind, check);
	text_copy(row->note, sizeof(row->note), fault);
}

/* Before the change, not in it: other counters must not wait for a look at every row. */
static enum status look_at_everything(struct desk *desk, struct close_run *run)
{
	const struct pending *fault;
	int checks, failed;
	enum status status = check_run(desk, CHECK_ALL, note_fault, &run->found, &checks, &failed);

	if (status || run->trial)
		return status;
	fault = pending_first_block(&run->found);
	if (!fault)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_CHECK_FAILED,
			   _("The day was not closed: %d of %d checks of the database failed, and "
			     "the money is at fault: %s: %s. `frontdesk check` lists them all."),
			   failed, checks, fault->subject, fault->note);
}

/* With a clock that is ahead every session is over, and closing would end them for good. */
static enum status clock_is_right(struct desk *desk, struct close_run *run)
{
	char now[CLOCK_TEXT_SIZE], newest[CLOCK_TEXT_SIZE];
	int64_t newest_ms;
	bool leapt;
	enum status status = desk_clock_leapt_forward(desk, &leapt, &newest_ms);

	if (status || !leapt)
		return status;
	clock_format(newest_ms, newest);
	if (run->wish->clock_is_right) {
		pending_append(&run->found, PENDING_CLOCK, newest)->passed = true;
		return STATUS_OK;
	}
	return desk_refuse(desk, STATUS_CLOCK_AHEAD,
			   _("The computer's clock says %s, but the last entry is dated %s, more "
			     "than a day before. Closing cannot be undone: set the clock, or say "
			     "that it is right."),
			   clock_format(desk_now_ms(desk), now), newest);
}

/* From `first` on the pending are those of this day. */
static enum status keep_pending(struct desk *desk, const struct closing *out, size_t first,
				int64_t seq)
{
	enum status status = STATUS_OK;

	for (size_t i = first; i < out->pending.count && !status; i++)
		if (!pending_kind_blocks(out->pending.rows[i].kind))
			status = pending_keep(desk, out->day, &out->pending.rows[i], seq);
	return status;
}

static enum status keep_difference(struct desk *desk, const struct closing *out, int64_t close_seq)
{
	const int64_t fen = out->cash_counted_fen - out->cash_expected_fen;
	char day[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE], amount[MONEY_TEXT_SIZE];
	int64_t seq;
	enum status status;

	if (out->cash_counted_fen < 0 || fen == 0)
		return STATUS_OK;
	text_format(detail, sizeof(detail), "%s: %s", money_format(fen, amount), out->reason);
	status = audit_record(desk, AUDIT_CASH_DIFFERENCE, out->day, close_seq, NULL, detail, &seq);
	if (status)
		return status;
	status = store_run(desk->store, SQL_CASH_DIFFERENCE_ADD,
			   ARGS(store_text(day_format(out->day, day)),
				STORE_ARG_INT(out->cash_counted_fen),
				STORE_ARG_INT(out->cash_expected_fen), STORE_ARG_INT(fen),
				store_text(out->reason), STORE_ARG_INT(seq)),
			   NULL);
	return desk_store_result(desk, status);
}

static enum status write_close(struct desk *desk, const struct closing *out, int64_t *seq)
{
	const int64_t before = day_number_base(out->day);
	char day[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	char payments[MONEY_TEXT_SIZE], refunds[MONEY_TEXT_SIZE];
	int64_t last_id = 0, no_shows;
	enum status status;

	day_format(out->day, day);
	status = store_number(
		desk->store, SQL_LEDGER_LAST_BETWEEN,
		ARGS(STORE_ARG_INT(before), STORE_ARG_INT(before + NUMBERS_PER_DAY - 1)), &last_id);
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		status = store_number(desk->store, SQL_CLOSING_NO_SHOWS, ARGS(store_text(day)),
				      &no_shows);
	if (status)
		return desk_store_result(desk, status);
	text_format(detail, sizeof(detail), "%s: +%s -%s", day,
		    money_format(out->money.payments_fen, payments),
		    money_format(out->money.refunds_fen, refunds));
	status = audit_record(desk, AUDIT_DAY_CLOSE, out->day, 0, NULL, detail, seq);
	if (status)
		return status;
	status = store_run(
		desk->store, SQL_DAY_CLOSE_ADD,
		ARGS(store_text(day), STORE_ARG_INT(out->money.payments_fen),
		     STORE_ARG_INT(out->money.refunds_fen), STORE_ARG_INT(out->cash_expected_fen),
		     out->cash_counted_fen < 0 ? STORE_ARG_NULL
					       : STORE_ARG_INT(out->cash_counted_fen),
		     STORE_ARG_INT(last_id), STORE_ARG_INT(no_shows), STORE_ARG_INT(*seq)),
		NULL);
	return desk_store_result(desk, status);
}

static enum status add_up_money(struct desk *desk, struct closing *out)
{
	char day[DAY_TEXT_SIZE];
	enum status status = ledger_day(desk, day_format(out->day, day), &out->money);

	out->cash_expected_fen = day_money_cash_fen(&out->money);
	return status;
}

static enum status no_visit_is_open(struct desk *desk, const struct pending_list *pending)
{
	const struct pending *called = pending_first_block(pending);

	if (!called)
		return STATUS_OK;
	return desk_refuse(desk, STATUS_VISIT_OPEN,
			   _("The day was not closed: %s (booking %s, %s) was called, and nobody "
			     "ended the visit. Finish it, or record the missed call."),
			   called->patient, called->subject, called->doctor);
}

static enum status read_counts(struct desk *desk, struct closing *out)
{
	free(out->counts);
	out->counts = NULL;
	return cash_count_list(desk, out->day, &out->counts, &out->count_count);
}

static enum status cash_is_explained(struct desk *desk, const struct close_run *run)
{
	const struct closing *out = run->out;
	const int64_t fen = out->cash_counted_fen - out->cash_expected_fen;
	char counted[MONEY_TEXT_SIZE], expected[MONEY_TEXT_SIZE], amount[MONEY_TEXT_SIZE];

	if (fen == 0 || out->reason[0])
		return STATUS_OK;
	return desk_refuse(desk, STATUS_CASH_DIFFERS,
			   fen < 0 ? _("The day was not closed: %s yuan was counted, %s yuan is "
				       "expected; %s yuan is missing. Count again, or give the "
				       "reason.")
				   : _("The day was not closed: %s yuan was counted, %s yuan is "
				       "expected; %s yuan is too much. Count again, or give the "
				       "reason."),
			   money_format(out->cash_counted_fen, counted),
			   money_format(out->cash_expected_fen, expected),
			   money_format(fen < 0 ? -fen : fen, amount));
}

/* The count with which the day that was meant is closed. */
static enum status take_count(struct desk *desk, const struct close_run *run)
{
	struct closing *out = run->out;
	enum status status;

	out->cash_counted_fen = run->wish->counted_fen;
	if (out->cash_counted_fen < 0 && out->count_count > 0)
		out->cash_counted_fen = out->counts[out->count_count - 1].counted_fen;
	if (out->cash_counted_fen < 0 || run->trial)
		return STATUS_OK;
	status = cash_is_explained(desk, run);
	if (!status)
		status = cash_count_last(desk, out->day, out->cash_counted_fen,
					 out->cash_expected_fen, out->reason);
	return status ? status : read_counts(desk, out);
}

/* What is open beside the day's own visits is asked about with the day that was meant. */
static enum status add_everything_else(struct desk *desk, const struct close_run *run)
{
	struct closing *out = run->out;
	enum status status = pending_refunds(desk, &out->pending);

	if (!status)
		status = pending_orders(desk, &out->pending);
	for (size_t i = 0; i < run->found.count && !status; i++) {
		const struct pending *fault = &run->found.rows[i];
		struct pending *row = pending_append(&out->pending, fault->kind, fault->subject);

		*row = *fault;
	}
	return status;
}

/* Closes the business day of out->day. From `first` on the pending are its own. */
static enum status close_money(struct desk *desk, const struct close_run *run, size_t first)
{
	struct closing *out = run->out;
	struct close_record record;
	int64_t seq = 0;
	enum status status = day_close_get(desk, out->day, &record);

	out->closed = true;
	if (status != STATUS_NOT_FOUND)
		return status;
	status = STATUS_OK;
	if (out->day == run->wish->day) {
		text_copy(out->reason, sizeof(out->reason), run->reason);
		status = take_count(desk, run);
		if (!status)
			status = add_everything_else(desk, run);
	}
	if (!status)
		status = closed_day_keep(desk, out->day);
	if (!status)
		status = write_close(desk, out, &seq);
	if (!status && !run->trial)
		status = keep_difference(desk, out, seq);
	return status ? status : keep_pending(desk, out, first, seq);
}

/* Closes one day as far as it is over, and its money when nothing of it runs any more. */
static enum status close_one(struct desk *desk, day_number day, const struct close_run *run)
{
	struct closing *out = run->out;
	const size_t first = out->pending.count;
	enum status status;

	out->day = day;
	out->closed = false;
	status = pending_visits(desk, day, &out->pending);
	if (status == STATUS_OK && !run->trial)
		status = no_visit_is_open(desk, &out->pending);
	if (status == STATUS_OK)
		status = mark_no_shows(desk, out);
	if (status == STATUS_OK)
		status = mark_not_seen(desk, out);
	if (status == STATUS_OK)
		status = close_sessions(desk, out);
	if (status == STATUS_OK)
		status = add_up_money(desk, out);
	return status || out->open_count > 0 ? status : close_money(desk, run, first);
}

/* "not_seen 2 30.00, unpaid 1 15.00" */
static void list_sums(const struct pending_list *list, char *out, size_t size, bool for_people)
{
	char amount[MONEY_TEXT_SIZE];

	out[0] = '\0';
	for (enum pending_kind kind = 0; kind < PENDING_KIND_COUNT; kind++) {
		const struct pending_sum sum = pending_sum(list, kind, false);
		const size_t have = strlen(out);

		if (sum.count == 0 || pending_kind_blocks(kind))
			continue;
		text_format(out + have, size - have, "%s%s %d%s%s", have > 0 ? ", " : "",
			    for_people ? pending_kind_word(kind) : pending_kind_name(kind),
			    sum.count, sum.fen > 0 ? " " : "",
			    sum.fen > 0 ? money_format(sum.fen, amount) : "");
	}
}

/* Everything that is open was passed by a person, who saw it; the record says so. */
static enum status everything_is_passed(struct desk *desk, const struct close_run *run)
{
	const struct close_wish *wish = run->wish;
	const struct pending_list *pending = &run->out->pending;
	char sums[AUDIT_DETAIL_SIZE];
	int64_t seq;
	int open = 0;

	for (size_t i = 0; i < pending->count; i++) {
		const struct pending *row = &pending->rows[i];

		if (!pending_is_open(row))
			continue;
		open++;
		if (wish->pass && wish->seen && !pending_has(wish->seen, row))
			return desk_refuse(desk, STATUS_CHANGED_ELSEWHERE,
					   _("The day was not closed: something new is open (%s: "
					     "%s %s). Please look again."),
					   pending_kind_word(row->kind), row->subject,
					   row->patient);
	}
	list_sums(pending, sums, sizeof(sums), !wish->pass);
	if (open > 0 && !wish->pass)
		return desk_refuse(desk, STATUS_LEFT_OPEN,
				   _("The day was not closed. Still open: %s. Settle it, or pass "
				     "it: it stays open and is kept with the day."),
				   sums);
	if (open == 0 && pending_sum(pending, PENDING_CLOCK, true).count == 0)
		return STATUS_OK;
	if (open == 0)
		text_copy(sums, sizeof(sums), pending_kind_name(PENDING_CLOCK));
	return audit_record(desk, AUDIT_DAY_PASS, wish->day, 0, NULL, sums, &seq);
}

static enum status close_days(struct desk *desk, const struct close_run *run)
{
	struct closing *out = run->out;
	day_number earlier = DAY_NONE;
	enum status status;

	for (;;) {
		status = day_first_open(desk, run->wish->day, &earlier);
		if (status || earlier == DAY_NONE)
			break;
		status = close_one(desk, earlier, run);
		/* Not over by this clock: then neither is what came later. */
		if (status || !out->closed)
			return status;
		out->earlier_days++;
	}
	return status ? status : close_one(desk, run->wish->day, run);
}

/* The key of the chain is another from here on. */
static enum status end_day(struct desk *desk, struct closing *out)
{
	return desk_store_result(
		desk, link_end_day(desk->store, &desk->link, &out->head, &desk->problem));
}

static enum status close_inside(struct desk *desk, void *context)
{
	const struct close_run *run = context;
	struct closing *out = run->out;
	struct close_record record;
	enum status status;

	closing_release(out);
	*out = (struct closing){ .day = run->wish->day, .cash_counted_fen = -1 };
	status = read_counts(desk, out);
	if (status)
		return status;
	status = day_close_get(desk, out->day, &record);
	if (status == STATUS_OK) {
		out->closed = out->was_closed = true;
		out->pending_unknown = !record.is_kept;
		out->cash_counted_fen = record.cash_counted_fen;
		text_copy(out->reason, sizeof(out->reason), record.reason);
		out->head = record.head;
		status = pending_closed(desk, out->day, &out->pending);
		return status ? status : add_up_money(desk, out);
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	status = close_days(desk, run);
	if (status || run->trial)
		return status;
	status = everything_is_passed(desk, run);
	return status || !out->closed ? status : end_day(desk, out);
}

static enum status may_begin(struct desk *desk, struct close_run *run)
{
	const struct close_wish *wish = run->wish;
	enum status status = day_has_come(desk, wish->day);

	if (status)
		return status;
	if (wish->counted_fen < -1)
		return desk_refuse(desk, STATUS_BAD_AMOUNT,
				   _("The cash counted cannot be negative."));
	status = reason_read(desk, wish->reason, false, run->reason);
	if (!status)
		status = clock_is_right(desk, run);
	return status ? status : look_at_everything(desk, run);
}

static enum status close_or_try(struct desk *desk, const struct close_wish *wish, bool trial,
				struct closing *out)
{
	struct close_run run = { .wish = wish, .trial = trial, .out = out };
	enum status status;

	*out = (struct closing){ .day = wish->day, .cash_counted_fen = -1 };
	status = may_begin(desk, &run);
	if (status == STATUS_OK && !trial && wish->counted_fen >= 0)
		status = cash_count_first(desk, wish->day, wish->counted_fen);
	if (status == STATUS_OK)
		status = trial ? desk_try(desk, close_inside, &run)
			       : desk_change(desk, close_inside, &run);
	if (status)
		closing_release(out);
	pending_release(&run.found);
	return status;
}

enum status day_close(struct desk *desk, const struct close_wish *wish, struct closing *out)
{
	return close_or_try(desk, wish, false, out);
}

enum status day_close_terms(struct desk *desk, const struct close_wish *wish, struct closing *out)
{
	return close_or_try(desk, wish, true, out);
}
