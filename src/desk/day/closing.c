#include "desk/day/closing.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "desk/ban/ban_revise.h"
#include "desk/booking/booking.h"
#include "desk/booking/booking_list.h"
#include "desk/booking/no_show.h"
#include "desk/check.h"

#include "sql_columns.h"

void closing_release(struct closing *closing)
{
	free(closing->open);
	free(closing->bans);
	closing->open = NULL;
	closing->bans = NULL;
	closing->open_count = 0;
	closing->ban_count = closing->ban_room = 0;
}

static enum status read_day(const struct store_row *row, void *context)
{
	return day_parse(row_text(row, DAY_ROW_DAY), context) ? STATUS_OK : STATUS_STORE_CORRUPT;
}

enum status day_running(struct desk *desk, day_number day, int *count)
{
	struct session *rows = NULL;
	size_t row_count = 0;
	enum status status = session_list(desk, day, NULL, &rows, &row_count);

	*count = 0;
	for (size_t i = 0; i < row_count; i++)
		*count += rows[i].state == SESSION_OPEN && !session_is_over(desk, &rows[i]);
	free(rows);
	return status;
}

enum status day_is_closed(struct desk *desk, day_number day, bool *closed, day_number *last)
{
	enum status status;

	*last = DAY_NONE;
	status = store_one(desk->store, SQL_CLOSE_LAST_DAY, NO_ARGS, read_day, last);
	if (status == STATUS_NOT_FOUND)
		status = STATUS_OK; /* no day was ever closed */
	*closed = status == STATUS_OK && *last != DAY_NONE && day <= *last;
	return desk_store_result(desk, status);
}

static enum status read_close(const struct store_row *row, void *context)
{
	struct close_record *out = context;

	out->payments_fen = row_number(row, DAY_CLOSE_GET_PAYMENTS_FEN);
	out->refunds_fen = row_number(row, DAY_CLOSE_GET_REFUNDS_FEN);
	out->cash_expected_fen = row_number(row, DAY_CLOSE_GET_CASH_EXPECTED_FEN);
	out->cash_counted_fen = row_is_null(row, DAY_CLOSE_GET_CASH_COUNTED_FEN)
					? -1
					: row_number(row, DAY_CLOSE_GET_CASH_COUNTED_FEN);
	out->no_shows = (int)row_number(row, DAY_CLOSE_GET_NO_SHOWS);
	out->at_ms = row_number(row, DAY_CLOSE_GET_AT_MS);
	text_copy(out->staff, sizeof(out->staff), row_text(row, DAY_CLOSE_GET_STAFF));
	text_copy(out->counter, sizeof(out->counter), row_text(row, DAY_CLOSE_GET_COUNTER));
	return STATUS_OK;
}

enum status day_close_get(struct desk *desk, day_number day, struct close_record *out)
{
	char text[DAY_TEXT_SIZE];
	enum status status;

	*out = (struct close_record){ .day = day };
	status = store_one(desk->store, SQL_DAY_CLOSE_GET, ARGS(store_text(day_format(day, text))),
			   read_close, out);
	if (status == STATUS_NOT_FOUND)
		return desk_refuse(desk, status, _("The day %s is not closed."), text);
	return desk_store_result(desk, status);
}

/* The first day with a receipt of a number from `from` to before `to`; *first is left alone when
 * there is none. */
static enum status first_money_between(struct desk *desk, int64_t from, int64_t to,
				       day_number *first)
{
	enum status status = store_one(desk->store, SQL_CLOSING_FIRST_MONEY,
				       ARGS(STORE_ARG_INT(from), STORE_ARG_INT(to)), read_day,
				       first);

	return status == STATUS_NOT_FOUND ? STATUS_OK : desk_store_result(desk, status);
}

/*
 * The first day before `day` and behind the last closed one with money. Receipts have two digits of
 * the year: those of a clock that stood before 2000 are numbered behind all others, and are
 * earlier.
 */
static enum status first_money(struct desk *desk, day_number day, day_number last,
			       day_number *first)
{
	const day_number century = day_from_civil(2000, 1, 1);
	const int64_t old_end = (int64_t)NUMBERS_PER_DAY * NUMBERS_PER_DAY,
		      to = day_number_base(day);
	int64_t from = last == DAY_NONE ? 0 : day_number_base(last + 1);
	enum status status;

	*first = DAY_NONE;
	if (last < century) {
		const int64_t old_from = last == DAY_NONE ? day_number_base(0) : from;

		status = first_money_between(desk, old_from, day < century ? to : old_end, first);
		if (status || *first != DAY_NONE || day < century)
			return status;
		from = 0;
	}
	return day < century ? STATUS_OK : first_money_between(desk, from, to, first);
}

/* The first day before `day` with money that is not closed or with a session that is open. */
static enum status first_open_day(struct desk *desk, day_number day, day_number *first)
{
	char text[DAY_TEXT_SIZE];
	day_number last, money, session = DAY_NONE;
	bool closed;
	enum status status = day_is_closed(desk, day, &closed, &last);

	if (status == STATUS_OK)
		status = first_money(desk, day, last, &money);
	if (status)
		return status;
	status = store_one(desk->store, SQL_CLOSING_FIRST_SESSION,
			   ARGS(store_text(day_format(day, text))), read_day, &session);
	if (status && status != STATUS_NOT_FOUND)
		return desk_store_result(desk, status);
	*first = money;
	if (money == DAY_NONE || (session != DAY_NONE && session < money))
		*first = session;
	return STATUS_OK;
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

/* Who checked in has come, even when nobody ended the visit. */
static enum status settle_checked_in(struct desk *desk, day_number day)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char text[DAY_TEXT_SIZE], today[DAY_TEXT_SIZE];
	struct booking *bookings = NULL;
	size_t count = 0;
	int64_t seq;
	enum status status;

	status = booking_rows(desk, SQL_CLOSING_CHECKED_IN,
			      ARGS(store_text(day_format(day, text)),
				   store_text(day_format(now.day, today)),
				   STORE_ARG_INT(now.minute)),
			      &bookings, &count);
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		status = audit_record(desk, AUDIT_BOOKING_RESOLVE, bookings[i].id, bookings[i].seq,
				      NULL, "came", &seq);
		bookings[i].state = BOOKING_FULFILLED;
		if (status == STATUS_OK)
			status = booking_store(desk, &bookings[i], seq);
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

struct first_fault {
	char text[PROBLEM_MESSAGE_SIZE / 2];
};

static void keep_first(const char *check, const char *fault, void *context)
{
	struct first_fault *first = context;

	if (first->text[0] == '\0')
		text_format(first->text, sizeof(first->text), "%s: %s", check, fault);
}

static enum status everything_holds(struct desk *desk)
{
	struct first_fault first = { "" };
	int checks, failed;
	enum status status = check_run(desk, CHECK_ALL, keep_first, &first, &checks, &failed);

	if (status || failed == 0)
		return status;
	return desk_refuse(desk, STATUS_CHECK_FAILED,
			   _("The day was not closed: %d of %d checks of the database failed. The "
			     "first is %s. `frontdesk check` lists them all."),
			   failed, checks, first.text);
}

static enum status write_close(struct desk *desk, const struct closing *out)
{
	const int64_t before = day_number_base(out->day);
	char day[DAY_TEXT_SIZE], detail[AUDIT_DETAIL_SIZE];
	char payments[MONEY_TEXT_SIZE], refunds[MONEY_TEXT_SIZE];
	int64_t last_id = 0, no_shows, seq;
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
	status = audit_record(desk, AUDIT_DAY_CLOSE, out->day, 0, NULL, detail, &seq);
	if (status)
		return status;
	status = store_run(
		desk->store, SQL_DAY_CLOSE_ADD,
		ARGS(store_text(day), STORE_ARG_INT(out->money.payments_fen),
		     STORE_ARG_INT(out->money.refunds_fen), STORE_ARG_INT(out->cash_expected_fen),
		     out->cash_counted_fen < 0 ? STORE_ARG_NULL
					       : STORE_ARG_INT(out->cash_counted_fen),
		     STORE_ARG_INT(last_id), STORE_ARG_INT(no_shows), STORE_ARG_INT(seq)),
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

struct close_wish {
	day_number day;
	int64_t cash_counted_fen;
	struct closing *out;
};

/* Closes one day as far as it is over, and its money when nothing of it runs any more. */
static enum status close_one(struct desk *desk, day_number day, struct closing *out)
{
	struct close_record record;
	enum status status;

	out->day = day;
	status = mark_no_shows(desk, out);
	if (status == STATUS_OK)
		status = settle_checked_in(desk, day);
	if (status == STATUS_OK)
		status = close_sessions(desk, out);
	if (status == STATUS_OK)
		status = add_up_money(desk, out);
	if (status || out->open_count > 0)
		return status;
	out->closed = true;
	status = day_close_get(desk, day, &record);
	return status == STATUS_NOT_FOUND ? write_close(desk, out) : status;
}

static enum status close_inside(struct desk *desk, void *context)
{
	const struct close_wish *wish = context;
	struct closing *out = wish->out;
	struct close_record record;
	day_number earlier = DAY_NONE;
	enum status status;

	closing_release(out);
	*out = (struct closing){ .day = wish->day, .cash_counted_fen = -1 };
	status = day_close_get(desk, wish->day, &record);
	if (status == STATUS_OK) {
		out->closed = out->was_closed = true;
		out->cash_counted_fen = record.cash_counted_fen;
		return add_up_money(desk, out);
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	for (;;) {
		status = first_open_day(desk, wish->day, &earlier);
		if (status || earlier == DAY_NONE)
			break;
		out->closed = false;
		status = close_one(desk, earlier, out);
		/* Not over by this clock: then neither is what came later. */
		if (status || !out->closed)
			return status;
		out->earlier_days++;
	}
	if (status)
		return status;
	out->closed = false;
	out->cash_counted_fen = wish->cash_counted_fen;
	return close_one(desk, wish->day, out);
}

/* With a clock that is years ahead every session is over, and closing would end them for good. */
static enum status clock_is_plausible(struct desk *desk)
{
	char now[CLOCK_TEXT_SIZE], newest[CLOCK_TEXT_SIZE];
	int64_t newest_ms;
	bool leapt;
	enum status status = desk_clock_leapt_forward(desk, &leapt, &newest_ms);

	if (status || !leapt)
		return status;
	return desk_refuse(
		desk, STATUS_TOO_EARLY,
		_("The computer's clock says %s, but the last entry is dated %s. Closing cannot be "
		  "undone: set the clock, or, if it is right, load the roster first."),
		clock_format(desk_now_ms(desk), now), clock_format(newest_ms, newest));
}

enum status day_close(struct desk *desk, day_number day, int64_t cash_counted_fen,
		      struct closing *out)
{
	struct close_wish wish = { .day = day, .cash_counted_fen = cash_counted_fen, .out = out };
	char text[DAY_TEXT_SIZE];
	enum status status;

	*out = (struct closing){ .day = day, .cash_counted_fen = -1 };
	if (day > desk_today(desk))
		return desk_refuse(
			desk, STATUS_TOO_EARLY,
			_("%s has not come yet; a day is closed once its sessions are over."),
			day_format(day, text));
	if (cash_counted_fen < -1)
		return desk_refuse(desk, STATUS_BAD_AMOUNT,
				   _("The cash counted cannot be negative."));
	status = clock_is_plausible(desk);
	/* Before the change, not in it: other counters must not wait for a look at every row. */
	if (status == STATUS_OK)
		status = everything_holds(desk);
	if (status == STATUS_OK)
		status = desk_change(desk, close_inside, &wish);
	if (status)
		closing_release(out);
	return status;
}
