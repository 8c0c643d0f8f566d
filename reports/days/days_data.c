#include "reports/days/days_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/day/closed_day.h"
#include "desk/list.h"
#include "desk/queue/queue_list.h"

#include "sql_columns.h"

static bool entry_kind_parse(const char *text, enum entry_kind *kind)
{
	static const char *const names[] = { "payment", "refund", "settlement", "withdrawal" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*kind = (enum entry_kind)i;
			return true;
		}
	}
	return false;
}

static enum status entry_from_row(const struct store_row *row, struct days_entry *entry)
{
	entry->id = row_number(row, REPORT_LEDGER_ID);
	if (!entry_kind_parse(row_text(row, REPORT_LEDGER_KIND), &entry->kind) ||
	    !method_parse(row_text(row, REPORT_LEDGER_METHOD), &entry->method))
		return STATUS_STORE_CORRUPT;
	entry->due = row_number(row, REPORT_LEDGER_DUE) != 0;
	entry->along = row_number(row, REPORT_LEDGER_ALONG) != 0;
	entry->fen = row_number(row, REPORT_LEDGER_FEN);
	entry->of_id = row_number(row, REPORT_LEDGER_OF_ID);
	entry->booking_id = row_number(row, REPORT_LEDGER_BOOKING_ID);
	text_copy(entry->order_no, sizeof(entry->order_no), row_text(row, REPORT_LEDGER_ORDER_NO));
	text_copy(entry->external_no, sizeof(entry->external_no),
		  row_text(row, REPORT_LEDGER_EXTERNAL_NO));
	entry->at_ms = row_number(row, REPORT_LEDGER_AT_MS);
	text_copy(entry->patient, sizeof(entry->patient), row_text(row, REPORT_LEDGER_PATIENT));
	text_copy(entry->by.staff, sizeof(entry->by.staff), row_text(row, REPORT_LEDGER_STAFF));
	text_copy(entry->by.counter, sizeof(entry->by.counter),
		  row_text(row, REPORT_LEDGER_COUNTER));
	entry->earlier = row_number(row, REPORT_LEDGER_EARLIER) != 0;
	text_copy(entry->department, sizeof(entry->department),
		  row_text(row, REPORT_LEDGER_DEPARTMENT));
	text_copy(entry->doctor, sizeof(entry->doctor), row_text(row, REPORT_LEDGER_DOCTOR));
	text_copy(entry->department_code, sizeof(entry->department_code),
		  row_text(row, REPORT_LEDGER_DEPARTMENT_CODE));
	text_copy(entry->doctor_code, sizeof(entry->doctor_code),
		  row_text(row, REPORT_LEDGER_DOCTOR_CODE));
	return STATUS_OK;
}

/* What was left of a payment, or all of it although it was the visit's date. */
static bool is_override(const struct store_row *row, int64_t fen)
{
	const char *action = row_text(row, REPORT_REFUNDS_ACTION);

	if (strcmp(action, audit_action_name(AUDIT_BOOKING_REFUND)) == 0)
		return true;
	return strcmp(action, audit_action_name(AUDIT_BOOKING_CANCEL)) == 0 && fen > 0 &&
	       fen == row_number(row, REPORT_REFUNDS_SOURCE_FEN) &&
	       strstr(row_text(row, REPORT_REFUNDS_DETAIL), " late, refund ") != NULL;
}

static enum status refund_from_row(const struct store_row *row, struct days_refund *refund)
{
	refund->id = row_number(row, REPORT_REFUNDS_ID);
	refund->payment_id = row_number(row, REPORT_REFUNDS_OF_ID);
	refund->booking_id = row_number(row, REPORT_REFUNDS_BOOKING_ID);
	text_copy(refund->order_no, sizeof(refund->order_no),
		  row_text(row, REPORT_REFUNDS_ORDER_NO));
	refund->fen = row_number(row, REPORT_REFUNDS_FEN);
	if (!method_parse(row_text(row, REPORT_REFUNDS_METHOD), &refund->method) ||
	    !refund_state_parse(row_text(row, REPORT_REFUNDS_STATE), &refund->state))
		return STATUS_STORE_CORRUPT;
	text_copy(refund->reason, sizeof(refund->reason), row_text(row, REPORT_REFUNDS_REASON));
	refund->at_ms = row_number(row, REPORT_REFUNDS_AT_MS);
	text_copy(refund->patient, sizeof(refund->patient), row_text(row, REPORT_REFUNDS_PATIENT));
	text_copy(refund->phone, sizeof(refund->phone), row_text(row, REPORT_REFUNDS_PHONE));
	text_copy(refund->by.staff, sizeof(refund->by.staff), row_text(row, REPORT_REFUNDS_STAFF));
	text_copy(refund->by.counter, sizeof(refund->by.counter),
		  row_text(row, REPORT_REFUNDS_COUNTER));
	refund->settlement_id = row_number(row, REPORT_REFUNDS_SETTLEMENT_ID);
	refund->settled_ms = row_number(row, REPORT_REFUNDS_SETTLED_AT_MS);
	text_copy(refund->settled_by, sizeof(refund->settled_by),
		  row_text(row, REPORT_REFUNDS_SETTLED_BY));
	text_copy(refund->department, sizeof(refund->department),
		  row_text(row, REPORT_REFUNDS_DEPARTMENT));
	text_copy(refund->doctor, sizeof(refund->doctor), row_text(row, REPORT_REFUNDS_DOCTOR));
	refund->override = is_override(row, refund->fen);
	refund->undone = strcmp(row_text(row, REPORT_REFUNDS_ACTION),
				audit_action_name(AUDIT_BOOKING_UNDO)) == 0;
	return STATUS_OK;
}

/* Bookings and receipts of a day are numbered alike: yymmdd and six digits. */
static enum status each_of_day(const struct business_day *business, enum sql statement,
			       store_row_fn *fn, void *context)
{
	int64_t first = day_number_base(business->day);

	return desk_store_result(
		business->desk,
		store_each(business->desk->store, statement,
			   ARGS(STORE_ARG_INT(first), STORE_ARG_INT(first + NUMBERS_PER_DAY)), fn,
			   context));
}

struct entry_reader {
	days_entry_fn *fn;
	void *context;
};

static enum status hand_over_entry(const struct store_row *row, void *context)
{
	const struct entry_reader *reader = context;
	struct days_entry entry;
	enum status status = entry_from_row(row, &entry);

	return status ? status : reader->fn(&entry, reader->context);
}

enum status days_each_entry(const struct business_day *business, days_entry_fn *fn, void *context)
{
	struct entry_reader reader = { fn, context };

	return each_of_day(business, SQL_REPORT_LEDGER, hand_over_entry, &reader);
}

struct refund_reader {
	days_refund_fn *fn;
	void *context;
};

static enum status hand_over_refund(const struct store_row *row, void *context)
{
	const struct refund_reader *reader = context;
	struct days_refund refund;
	enum status status = refund_from_row(row, &refund);

	return status ? status : reader->fn(&refund, reader->context);
}

enum status days_each_refund(const struct business_day *business, days_refund_fn *fn, void *context)
{
	struct refund_reader reader = { fn, context };

	return each_of_day(business, SQL_REPORT_REFUNDS, hand_over_refund, &reader);
}

struct exception_reader {
	days_exception_fn *fn;
	void *context;
};

static enum status hand_over_exception(const struct store_row *row, void *context)
{
	const struct exception_reader *reader = context;
	struct days_exception made = { .date = DAY_NONE };
	const char *date = row_text(row, REPORT_EXCEPTIONS_DATE);
	enum status status = audit_from_row(row, &made.row);

	if (status)
		return status;
	text_copy(made.patient, sizeof(made.patient), row_text(row, REPORT_EXCEPTIONS_PATIENT));
	text_copy(made.doctor, sizeof(made.doctor), row_text(row, REPORT_EXCEPTIONS_DOCTOR));
	if (*date && (!day_parse(date, &made.date) ||
		      !period_parse(row_text(row, REPORT_EXCEPTIONS_PERIOD), &made.period)))
		return STATUS_STORE_CORRUPT;
	return reader->fn(&made, reader->context);
}

enum status days_each_exception(const struct business_day *business, days_exception_fn *fn,
				void *context)
{
	struct exception_reader reader = { fn, context };
	char day[DAY_TEXT_SIZE];

	return desk_store_result(business->desk,
				 store_each(business->desk->store, SQL_REPORT_EXCEPTIONS,
					    ARGS(store_text(day_format(business->day, day)),
						 STORE_ARG_INT(business->since_ms),
						 STORE_ARG_INT(business->until_ms)),
					    hand_over_exception, &reader));
}

static enum status maker_from_row(const struct store_row *row, void *context)
{
	struct days_maker *maker = context;

	maker->booking_id = row_number(row, REPORT_MADE_BY_BOOKING_ID);
	text_copy(maker->by.staff, sizeof(maker->by.staff), row_text(row, REPORT_MADE_BY_STAFF));
	text_copy(maker->by.counter, sizeof(maker->by.counter),
		  row_text(row, REPORT_MADE_BY_COUNTER));
	return STATUS_OK;
}

enum status days_makers(const struct business_day *business, struct days_maker **rows,
			size_t *count)
{
	const int64_t first = day_number_base(business->day);
	char before[DAY_TEXT_SIZE];

	return list_read(business->desk, SQL_REPORT_MADE_BY,
			 ARGS(STORE_ARG_INT(day_number_base(business->day - 1)),
			      STORE_ARG_INT(first + NUMBERS_PER_DAY), STORE_ARG_INT(first),
			      store_text(day_format(business->day - 1, before))),
			 maker_from_row, sizeof(**rows), rows, count);
}

static int compare_maker(const void *id, const void *maker)
{
	const int64_t a = *(const int64_t *)id, b = ((const struct days_maker *)maker)->booking_id;

	return a < b ? -1 : a > b;
}

struct days_hand days_made_by(const struct days_maker *rows, size_t count, int64_t booking_id)
{
	const struct days_maker *found = count > 0 ? bsearch(&booking_id, rows, count,
							     sizeof(*rows), compare_maker)
						   : NULL;

	return found ? found->by : (struct days_hand){ .staff = "" };
}

static int64_t whole_minutes(int64_t ms)
{
	return ms / MS_PER_MINUTE * MS_PER_MINUTE;
}

static enum status count_rows(struct business_day *business)
{
	int64_t first = day_number_base(business->day), rows;
	char day[DAY_TEXT_SIZE];
	enum status status = store_number(business->desk->store, SQL_REPORT_ROWS,
					  ARGS(STORE_ARG_INT(first),
					       STORE_ARG_INT(first + NUMBERS_PER_DAY),
					       store_text(day_format(business->day, day))),
					  &rows);

	business->rows = (size_t)rows;
	return desk_store_result(business->desk, status);
}

static enum status between_closings(struct business_day *business)
{
	const int64_t begin_ms = clock_instant(business->day, 0);
	struct close_record before;
	enum status status = day_close_get(business->desk, business->day - 1, &before);

	if (status && status != STATUS_NOT_FOUND)
		return status;
	business->since_ms = !status && before.at_ms < begin_ms ? before.at_ms + 1 : begin_ms;
	business->until_ms = clock_instant(business->day, MINUTES_PER_DAY);
	if (business->closed && business->close.at_ms < business->until_ms)
		business->until_ms = business->close.at_ms + 1;
	return STATUS_OK;
}

enum status days_start(struct desk *desk, day_number day, struct business_day *out)
{
	int64_t end_ms = clock_instant(day, MINUTES_PER_DAY);
	enum status status;

	memset(out, 0, sizeof(*out));
	out->desk = desk;
	out->day = day;
	out->moment_ms = whole_minutes(desk_now_ms(desk));
	out->over = out->moment_ms >= end_ms;
	if (out->over)
		out->moment_ms = end_ms;
	status = day_close_get(desk, day, &out->close);
	out->closed = status == STATUS_OK;
	if (status && status != STATUS_NOT_FOUND)
		return status;
	status = closed_day_origin(desk, day, out->closed, &out->origin);
	if (!status)
		status = between_closings(out);
	if (status)
		return status;
	/* So that it is the same file whenever it is written after that. */
	if (out->closed && whole_minutes(out->close.at_ms) < out->moment_ms)
		out->moment_ms = whole_minutes(out->close.at_ms);
	return count_rows(out);
}

enum visit days_visit(const struct business_day *business, const struct booking *booking)
{
	switch (booking->state) {
	case BOOKING_CHECKED_IN:
	case BOOKING_FULFILLED: return VISIT_CAME;
	case BOOKING_CANCELLED: return booking->moved_to ? VISIT_MOVED : VISIT_CANCELLED;
	case BOOKING_NO_SHOW: return VISIT_NO_SHOW;
	case BOOKING_EXCUSED: return VISIT_EXCUSED;
	case BOOKING_NOT_SEEN: return VISIT_NOT_SEEN;
	case BOOKING_BOOKED: break;
	}
	return clock_instant(booking->day, booking->end_minute) <= business->moment_ms
		       ? VISIT_UNRESOLVED
		       : VISIT_EXPECTED;
}

const char *visit_word(enum visit visit)
{
	static const char *const words[VISIT_COUNT] = {
		[VISIT_EXPECTED] = N_("expected"),     [VISIT_CAME] = N_("came"),
		[VISIT_CANCELLED] = N_("cancelled"),   [VISIT_NO_SHOW] = N_("no-show"),
		[VISIT_EXCUSED] = N_("excused"),       [VISIT_MOVED] = N_("moved"),
		[VISIT_UNRESOLVED] = N_("unresolved"), [VISIT_NOT_SEEN] = N_("not seen"),
	};

	return _(words[visit]);
}

const char *days_cause_word(enum booking_cause cause)
{
	switch (cause) {
	case CAUSE_PATIENT: return _("by the patient");
	case CAUSE_LATE: return _("late");
	case CAUSE_CLINIC: return _("by the clinic");
	case CAUSE_MOVED: return _("moved");
	case CAUSE_NONE: break;
	}
	return "";
}

const char *days_decision_word(const struct days_refund *refund)
{
	if (refund->override)
		return _("by override");
	return refund->undone ? _("sale undone") : "";
}

int64_t entry_received_fen(const struct days_entry *entry)
{
	return entry->kind == ENTRY_PAYMENT && !entry->along ? entry->fen : 0;
}

int64_t entry_returned_fen(const struct days_entry *entry)
{
	bool went = entry->kind == ENTRY_SETTLEMENT ||
		    (entry->kind == ENTRY_REFUND && !entry->due && !entry->along);

	return went ? entry->fen : 0;
}

int64_t entry_due_fen(const struct days_entry *entry)
{
	if (entry->kind == ENTRY_SETTLEMENT || entry->kind == ENTRY_WITHDRAWAL)
		return -entry->fen;
	return entry->kind == ENTRY_REFUND && entry->due ? entry->fen : 0;
}

int64_t entry_refund_fen(const struct days_entry *entry)
{
	if (entry->kind == ENTRY_WITHDRAWAL)
		return -entry->fen;
	return entry->kind == ENTRY_REFUND && !entry->along ? entry->fen : 0;
}
