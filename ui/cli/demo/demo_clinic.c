#include "ui/cli/demo/demo_clinic.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_list.h"
#include "desk/people/patient_find.h"
#include "desk/queue/queue.h"
#include "ui/cli/demo/demo_files.h"
#include "ui/cli/show.h"

enum { SEE_MINUTES = 6 };

/* Who never comes; see tests/e2e/demo_data.py. */
static const char *const absent[] = { "陆明哲", "解晓峰" };

int demo_load(struct demo *demo, enum load_kind kind, const char *name)
{
	struct load_result result;
	char path[FILE_PATH_SIZE];
	int count;

	memset(&result, 0, sizeof(result));
	demo_write_file(demo, name, path);
	if (demo->status)
		return 0;
	demo_step(demo, load_file(demo->desk, kind, path, false, &result, NULL, NULL));
	count = result.added + result.changed + result.unchanged;
	load_result_release(&result);
	return count;
}

void demo_import(struct demo *demo, const char *path, struct online_import *import)
{
	memset(import, 0, sizeof(*import));
	if (!demo->status)
		demo_step(demo, online_import_file(demo->desk, path, NULL, import, NULL, NULL));
}

struct patient demo_find(struct demo *demo, const char *text)
{
	struct patient found[PATIENT_FIND_MAX];
	size_t count = 0;

	memset(&found[0], 0, sizeof(found[0]));
	if (demo->status)
		return found[0];
	demo_step(demo, patient_find(demo->desk, text, found, &count));
	if (!demo->status && count == 0)
		demo_broken(demo, text);
	return found[0];
}

struct session demo_session(struct demo *demo, const char *doctor, day_number day,
			    enum period period)
{
	struct session session;

	memset(&session, 0, sizeof(session));
	if (!demo->status)
		demo_step(demo, session_find(demo->desk, doctor, day, period, &session));
	return session;
}

enum status demo_try(struct demo *demo, const struct patient *patient,
		     const struct session *session, enum method method, const char *asked_by,
		     struct booking *out)
{
	struct booking_wish wish = {
		.session_id = session->id,
		.patient_id = patient->id,
		.channel = CHANNEL_COUNTER,
		.pay = true,
		.method = method,
		.extra = asked_by != NULL,
		.asked_by = asked_by,
		.idem = idem_new(),
	};
	enum status status = booking_book(demo->desk, &wish, out);

	if (!status)
		demo->figures.registered++;
	return status;
}

struct booking demo_book(struct demo *demo, const struct patient *patient, const char *doctor,
			 day_number day, enum period period, enum method method)
{
	struct session session = demo_session(demo, doctor, day, period);
	struct booking booking;
	char yuan[MONEY_TEXT_SIZE], minute[MINUTE_TEXT_SIZE], receipt[RECEIPT_SIZE],
		date[DAY_TEXT_SIZE];

	memset(&booking, 0, sizeof(booking));
	if (demo->status)
		return booking;
	demo_step(demo, demo_try(demo, patient, &session, method, NULL, &booking));
	if (!demo->status)
		demo_tell(demo,
			  _("%s registers with %s (%s), %s %s: number %d, about %s. %s yuan by %s, "
			    "receipt %s."),
			  booking.patient, booking.doctor, booking.department,
			  day_format(booking.day, date), period_word(booking.period),
			  booking.number,
			  minute_format(clock_local(booking.expected_ms).minute, minute),
			  show_yuan(booking.paid_fen, yuan), method_word(booking.method),
			  receipt_format(booking.payment_id, receipt));
	return booking;
}

static bool is_absent(const char *name)
{
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		if (strcmp(name, absent[i]) == 0)
			return true;
	return false;
}

void demo_busy_counter(struct demo *demo, enum period period, const char *cards)
{
	static const enum method methods[] = { METHOD_CASH, METHOD_WECHAT, METHOD_CASH,
					       METHOD_ALIPAY, METHOD_INSURANCE };
	struct patient found[PATIENT_FIND_MAX];
	struct session *sessions = NULL;
	size_t patient_count = 0, session_count = 0, next = 0;

	if (demo->status)
		return;
	demo_step(demo, patient_find(demo->desk, cards, found, &patient_count));
	if (!demo->status)
		demo_step(demo,
			  session_list(demo->desk, demo->today, NULL, &sessions, &session_count));
	for (size_t i = 0; !demo->status && i < patient_count && session_count > 0; i++) {
		struct booking booking;
		enum status status;

		/* Each goes to the next doctor of the period. */
		do
			next = (next + 1) % session_count;
		while (sessions[next].period != period && next != 0);
		if (sessions[next].period != period || is_absent(found[i].name))
			continue;
		status = demo_try(demo, &found[i], &sessions[next], methods[i % 5], NULL, &booking);
		if (status && !status_is_refusal(status))
			demo_step(demo, status);
	}
	free(sessions);
}

void demo_sell_out(struct demo *demo, const struct session *session, const char *cards,
		   struct patient *refused)
{
	struct patient found[PATIENT_FIND_MAX];
	struct booking booking;
	size_t count = 0;
	enum status status = STATUS_OK;

	memset(refused, 0, sizeof(*refused));
	if (demo->status)
		return;
	demo_step(demo, patient_find(demo->desk, cards, found, &count));
	for (size_t i = 0; !demo->status && i < count && status != STATUS_QUOTA_FULL; i++) {
		*refused = found[i];
		status = demo_try(demo, &found[i], session, METHOD_CASH, NULL, &booking);
		if (status && !status_is_refusal(status))
			demo_step(demo, status);
	}
	if (!demo->status && status != STATUS_QUOTA_FULL)
		demo_broken(demo, session->doctor);
}

static int by_expected(const void *first, const void *second)
{
	const struct booking *a = first, *b = second;

	if (a->expected_ms != b->expected_ms)
		return a->expected_ms < b->expected_ms ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* The day's bookings of a period by expected time. */
static struct booking *bookings_of(struct demo *demo, day_number day, enum period period,
				   size_t *count)
{
	struct booking *rows = NULL;
	size_t all = 0;

	*count = 0;
	if (demo->status)
		return NULL;
	demo_step(demo, booking_list_day(demo->desk, day, &rows, &all));
	for (size_t i = 0; !demo->status && i < all; i++)
		if (rows[i].period == period)
			rows[(*count)++] = rows[i];
	if (*count)
		qsort(rows, *count, sizeof(*rows), by_expected);
	return rows;
}

/* In a story that ends now, only those have come whose number is due within the hour. */
static bool has_come(const struct demo *demo, const struct booking *booking)
{
	for (size_t i = 0; i < sizeof(demo->not_checked_in) / sizeof(demo->not_checked_in[0]); i++)
		if (demo->not_checked_in[i] == booking->patient_id)
			return false;
	return booking->state == BOOKING_BOOKED && !is_absent(booking->patient) &&
	       (demo->latest_ms == INT64_MAX ||
		booking->expected_ms < demo->latest_ms + INT64_C(3600000));
}

static bool session_has_ended(const struct demo *demo, const struct booking *booking)
{
	return desk_now_ms(demo->desk) >= clock_instant(booking->day, booking->end_minute);
}

void demo_check_in(struct demo *demo, day_number day, enum period period)
{
	struct booking *rows;
	size_t count;

	rows = bookings_of(demo, day, period, &count);
	for (size_t i = 0; !demo->status && i < count; i++) {
		struct booking booking;

		if (!has_come(demo, &rows[i]) || session_has_ended(demo, &rows[i]))
			continue;
		demo_step(demo, queue_check_in(demo->desk, rows[i].id, &booking));
		demo->figures.checked_in += !demo->status;
	}
	free(rows);
}

/*
 * In a story that ends now the doctors have seen two patients each of the sessions that are
 * running, so that others wait when the desk opens.
 */
static bool waits_for_the_desk(const struct demo *demo, const struct booking *rows, size_t i)
{
	int before = 0;

	if (demo->latest_ms >= clock_instant(rows[i].day, rows[i].end_minute))
		return false;
	for (size_t j = 0; j < i; j++)
		before += rows[j].session_id == rows[i].session_id &&
			  rows[j].state == BOOKING_CHECKED_IN;
	return before >= 2;
}

void demo_see(struct demo *demo, day_number day, enum period period, int until_minute)
{
	struct booking *rows;
	size_t count;

	rows = bookings_of(demo, day, period, &count);
	for (size_t i = 0; !demo->status && i < count; i++) {
		struct local_time due = clock_local(rows[i].expected_ms);
		struct booking called;
		enum status status;

		if (rows[i].state != BOOKING_CHECKED_IN || due.minute > until_minute ||
		    rows[i].expected_ms > demo->latest_ms || waits_for_the_desk(demo, rows, i))
			continue;
		demo_at(demo, day, due.minute / 60, due.minute % 60);
		status = queue_call_next(demo->desk, rows[i].session_id, &called);
		if (status == STATUS_NOTHING_WAITING)
			continue;
		demo_step(demo, status);
		demo_at(demo, day, (due.minute + SEE_MINUTES) / 60,
			(due.minute + SEE_MINUTES) % 60);
		if (!demo->status)
			demo_step(demo, queue_finish(demo->desk, called.id, &called));
		demo->figures.seen += !demo->status;
	}
	free(rows);
}

void demo_see_period(struct demo *demo, day_number day, enum period period)
{
	const int start = demo->desk->settings.period[period].start;

	demo_staff(demo, "nurse.lin", "triage");
	demo_at(demo, day, (start - 15) / 60, (start - 15) % 60);
	demo_check_in(demo, day, period);
	demo_see(demo, day, period, MINUTES_PER_DAY);
}

void demo_close(struct demo *demo, day_number day, struct closing *closing)
{
	struct close_wish wish = { .day = day, .pass = true, .clock_is_right = true };
	struct day_money money;
	char text[DAY_TEXT_SIZE];

	memset(closing, 0, sizeof(*closing));
	if (demo->status)
		return;
	demo_step(demo, ledger_day(demo->desk, day_format(day, text), &money));
	if (!demo->status) {
		wish.counted_fen = day_money_cash_fen(&money);
		demo_step(demo, day_close(demo->desk, &wish, closing));
	}
	if (!demo->status && !closing->closed)
		demo_broken(demo, "close-day");
}
