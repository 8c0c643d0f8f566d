#include "reports/daily_data.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

enum { MS_PER_MINUTE = 60 * 1000 };

/* A list that grows while rows are read. */
struct growing {
	void *rows;
	size_t count, room, size;
};

static void *next_row(struct growing *list)
{
	return memory_append(&list->rows, &list->count, &list->room, list->size);
}

/* Runs a query over the ids between two bounds; *rows is the caller's, also on failure. */
static enum status read_between(struct desk *desk, enum sql statement, int64_t first, int64_t end,
				store_row_fn *fn, size_t size, void **rows, size_t *count)
{
	struct growing list = { .size = size };
	enum status status = store_each(desk->store, statement,
					ARGS(STORE_ARG_INT(first), STORE_ARG_INT(end)), fn, &list);

	*rows = list.rows;
	*count = list.count;
	return desk_store_failed(desk, status);
}

static enum status booked_by_from_row(const struct store_row *row, void *context)
{
	struct daily_booked_by *made = next_row(context);

	made->booking_id = row_number(row, 0);
	text_copy(made->by.staff, sizeof(made->by.staff), row_text(row, 1));
	text_copy(made->by.counter, sizeof(made->by.counter), row_text(row, 2));
	return STATUS_OK;
}

static bool entry_kind_parse(const char *text, enum entry_kind *kind)
{
	static const char *const names[] = { "payment", "refund", "settlement" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*kind = (enum entry_kind)i;
			return true;
		}
	}
	return false;
}

static enum status entry_from_row(const struct store_row *row, void *context)
{
	struct daily_entry *entry = next_row(context);

	entry->id = row_number(row, 0);
	if (!entry_kind_parse(row_text(row, 1), &entry->kind) ||
	    !method_parse(row_text(row, 2), &entry->method))
		return STATUS_STORE_CORRUPT;
	entry->due = row_number(row, 3) != 0;
	entry->fen = row_number(row, 4);
	entry->of_id = row_number(row, 5);
	entry->booking_id = row_number(row, 6);
	text_copy(entry->order_no, sizeof(entry->order_no), row_text(row, 7));
	text_copy(entry->external_no, sizeof(entry->external_no), row_text(row, 8));
	entry->at_ms = row_number(row, 9);
	text_copy(entry->patient, sizeof(entry->patient), row_text(row, 10));
	text_copy(entry->by.staff, sizeof(entry->by.staff), row_text(row, 11));
	text_copy(entry->by.counter, sizeof(entry->by.counter), row_text(row, 12));
	return STATUS_OK;
}

static enum status refund_from_row(const struct store_row *row, void *context)
{
	struct daily_refund *refund = next_row(context);

	refund->id = row_number(row, 0);
	refund->payment_id = row_number(row, 1);
	refund->booking_id = row_number(row, 2);
	text_copy(refund->order_no, sizeof(refund->order_no), row_text(row, 3));
	refund->fen = row_number(row, 4);
	if (!method_parse(row_text(row, 5), &refund->method) ||
	    !refund_state_parse(row_text(row, 6), &refund->state))
		return STATUS_STORE_CORRUPT;
	text_copy(refund->reason, sizeof(refund->reason), row_text(row, 7));
	refund->at_ms = row_number(row, 8);
	text_copy(refund->patient, sizeof(refund->patient), row_text(row, 9));
	text_copy(refund->phone, sizeof(refund->phone), row_text(row, 10));
	text_copy(refund->by.staff, sizeof(refund->by.staff), row_text(row, 11));
	text_copy(refund->by.counter, sizeof(refund->by.counter), row_text(row, 12));
	refund->settlement_id = row_number(row, 13);
	refund->settled_ms = row_number(row, 14);
	text_copy(refund->settled_by, sizeof(refund->settled_by), row_text(row, 15));
	return STATUS_OK;
}

static enum status read_rows(struct daily *daily)
{
	/* Bookings and receipts of a day are numbered alike: yymmdd and six digits. */
	int64_t first = day_number_base(daily->day);
	int64_t end = first + NUMBERS_PER_DAY;
	enum status status;

	status = read_between(daily->desk, SQL_REPORT_BOOKED_BY, first, end, booked_by_from_row,
			      sizeof(*daily->made_by), (void **)&daily->made_by,
			      &daily->made_by_count);
	if (!status)
		status = read_between(daily->desk, SQL_REPORT_LEDGER, first, end, entry_from_row,
				      sizeof(*daily->entries), (void **)&daily->entries,
				      &daily->entry_count);
	if (!status)
		status = read_between(daily->desk, SQL_REPORT_REFUNDS, first, end, refund_from_row,
				      sizeof(*daily->refunds), (void **)&daily->refunds,
				      &daily->refund_count);
	return status;
}

static enum status read_all(struct desk *desk, void *context)
{
	struct daily *daily = context;
	day_number day = daily->day;
	enum status status;

	status = read_rows(daily);
	if (!status)
		status = booking_list_made_on(desk, day, &daily->made, &daily->made_count);
	if (!status)
		status = booking_list_day(desk, day, &daily->visits, &daily->visit_count);
	if (!status)
		status = no_show_list_day(desk, day, &daily->no_shows, &daily->no_show_count);
	if (!status)
		status = queue_list_day(desk, day, &daily->tickets, &daily->ticket_count);
	if (!status)
		status = department_list(desk, &daily->departments, &daily->department_count);
	if (!status)
		status = day_close_get(desk, day, &daily->close);
	daily->closed = status == STATUS_OK;
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static int64_t whole_minutes(int64_t ms)
{
	return ms / MS_PER_MINUTE * MS_PER_MINUTE;
}

enum status daily_read(struct desk *desk, day_number day, struct daily *out)
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
	status = desk_read(desk, read_all, out);
	/* So that it is the same file whenever it is written after that. */
	if (!status && out->closed && whole_minutes(out->close.at_ms) < out->moment_ms)
		out->moment_ms = whole_minutes(out->close.at_ms);
	return status;
}

void daily_release(struct daily *daily)
{
	free(daily->made);
	free(daily->made_by);
	free(daily->visits);
	free(daily->entries);
	free(daily->refunds);
	free(daily->no_shows);
	free(daily->tickets);
	free(daily->departments);
	memset(daily, 0, sizeof(*daily));
}

static int compare_booked_by(const void *left, const void *right)
{
	const struct daily_booked_by *a = left, *b = right;

	return (a->booking_id > b->booking_id) - (a->booking_id < b->booking_id);
}

struct daily_hand daily_made_by(const struct daily *daily, int64_t booking_id)
{
	struct daily_booked_by wanted = { .booking_id = booking_id };
	const struct daily_booked_by *found = daily->made_by_count
						      ? bsearch(&wanted, daily->made_by,
								daily->made_by_count,
								sizeof(wanted), compare_booked_by)
						      : NULL;

	return found ? found->by : wanted.by;
}

enum visit daily_visit(const struct daily *daily, const struct booking *booking)
{
	switch (booking->state) {
	case BOOKING_CHECKED_IN:
	case BOOKING_FULFILLED: return VISIT_CAME;
	case BOOKING_CANCELLED: return VISIT_CANCELLED;
	case BOOKING_NO_SHOW: return VISIT_NO_SHOW;
	case BOOKING_EXCUSED: return VISIT_EXCUSED;
	case BOOKING_BOOKED: break;
	}
	return clock_instant(booking->day, booking->end_minute) <= daily->moment_ms
		       ? VISIT_UNRESOLVED
		       : VISIT_EXPECTED;
}

const char *visit_word(enum visit visit)
{
	static const char *const words[VISIT_COUNT] = {
		[VISIT_EXPECTED] = N_("expected"),   [VISIT_CAME] = N_("came"),
		[VISIT_CANCELLED] = N_("cancelled"), [VISIT_NO_SHOW] = N_("no-show"),
		[VISIT_EXCUSED] = N_("excused"),     [VISIT_UNRESOLVED] = N_("unresolved"),
	};

	return _(words[visit]);
}

const char *daily_cause_word(enum booking_cause cause)
{
	switch (cause) {
	case CAUSE_PATIENT: return _("by the patient");
	case CAUSE_LATE: return _("late");
	case CAUSE_CLINIC: return _("by the clinic");
	case CAUSE_NONE: break;
	}
	return "";
}

int64_t entry_received_fen(const struct daily_entry *entry)
{
	return entry->kind == ENTRY_PAYMENT ? entry->fen : 0;
}

int64_t entry_returned_fen(const struct daily_entry *entry)
{
	bool went = entry->kind == ENTRY_SETTLEMENT || (entry->kind == ENTRY_REFUND && !entry->due);

	return went ? entry->fen : 0;
}

int64_t entry_due_fen(const struct daily_entry *entry)
{
	if (entry->kind == ENTRY_SETTLEMENT)
		return -entry->fen;
	return entry->kind == ENTRY_REFUND && entry->due ? entry->fen : 0;
}

int64_t daily_wait_minutes(const struct daily *daily, const struct ticket *ticket)
{
	int64_t until_ms = ticket->called_ms ? ticket->called_ms : daily->moment_ms;

	/* The clock may have been set back in between. */
	return until_ms > ticket->checked_in_ms ? (until_ms - ticket->checked_in_ms) / MS_PER_MINUTE
						: 0;
}

static int compare_numbers(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

bool daily_wait_percentile(const struct daily *daily, int percent, int64_t *minutes)
{
	size_t count = daily->ticket_count;
	int64_t *waits;

	assert(percent >= 1 && percent <= 100);
	if (count == 0)
		return false;
	waits = memory_new(count, sizeof(*waits));
	for (size_t i = 0; i < count; i++)
		waits[i] = daily_wait_minutes(daily, &daily->tickets[i]);
	qsort(waits, count, sizeof(*waits), compare_numbers);
	*minutes = waits[(count * (size_t)percent + 99) / 100 - 1];
	free(waits);
	return true;
}
