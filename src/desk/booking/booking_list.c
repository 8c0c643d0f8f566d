#include "desk/booking/booking_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/people/patient_find.h"

enum { FOUND_TEXT_SIZE = 256 };

enum status booking_rows(struct desk *desk, enum sql statement, const struct store_value *args,
			 size_t arg_count, struct booking **rows, size_t *count)
{
	return list_read(desk, statement, args, arg_count, booking_from_row, sizeof(**rows), rows,
			 count);
}

enum status booking_list_day(struct desk *desk, day_number day, struct booking **rows,
			     size_t *count)
{
	char text[DAY_TEXT_SIZE];

	return booking_rows(desk, SQL_BOOKING_LIST_DAY, ARGS(store_text(day_format(day, text))),
			    rows, count);
}

enum status booking_list_session(struct desk *desk, int64_t session_id, struct booking **rows,
				 size_t *count)
{
	return booking_rows(desk, SQL_BOOKING_LIST_SESSION, ARGS(STORE_ARG_INT(session_id)), rows,
			    count);
}

enum status booking_list_unpaid(struct desk *desk, day_number day, struct booking **rows,
				size_t *count)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char text[DAY_TEXT_SIZE], today[DAY_TEXT_SIZE];

	return booking_rows(desk, SQL_BOOKING_LIST_UNPAID,
			    ARGS(store_text(day_format(day, text)),
				 store_text(day_format(now.day, today)), STORE_ARG_INT(now.minute)),
			    rows, count);
}

enum status booking_list_patient(struct desk *desk, int64_t patient_id, struct booking **rows,
				 size_t *count)
{
	return booking_rows(desk, SQL_BOOKING_LIST_PATIENT, ARGS(STORE_ARG_INT(patient_id)), rows,
			    count);
}

static bool is_to_come(const struct booking *booking)
{
	return booking->state == BOOKING_BOOKED || booking->state == BOOKING_CHECKED_IN;
}

enum status booking_elsewhere(struct desk *desk, int64_t patient_id, int64_t session_id,
			      int64_t expected_ms, struct booking *other, bool *found)
{
	int64_t nearest_ms = INT64_C(60) * 1000 * BOOKING_APART_MINUTES;
	struct booking *rows;
	size_t count;
	enum status status = booking_list_patient(desk, patient_id, &rows, &count);

	*found = false;
	if (status)
		return status;
	for (size_t i = 0; i < count; i++) {
		int64_t apart_ms = rows[i].expected_ms > expected_ms
					   ? rows[i].expected_ms - expected_ms
					   : expected_ms - rows[i].expected_ms;

		if (!is_to_come(&rows[i]) || rows[i].session_id == session_id ||
		    apart_ms >= nearest_ms)
			continue;
		nearest_ms = apart_ms;
		*other = rows[i];
		*found = true;
	}
	free(rows);
	return STATUS_OK;
}

char *booking_say_elsewhere(const struct booking *other, char *out, size_t size)
{
	char time[MINUTE_TEXT_SIZE];

	text_format(out, size, _("The patient is also expected at %s by %s, number %d."),
		    minute_format(clock_local(other->expected_ms).minute, time), other->doctor,
		    other->number);
	return out;
}

char *booking_say_expected(const struct booking *booking, char *out, size_t size)
{
	char day[DAY_TEXT_SIZE], time[MINUTE_TEXT_SIZE];

	text_format(out, size, _("The patient is expected on %s at %s by %s, room %s, number %d."),
		    day_format(booking->day, day),
		    minute_format(clock_local(booking->expected_ms).minute, time), booking->doctor,
		    *booking->room ? booking->room : "-", booking->number);
	return out;
}

struct booking_reader {
	booking_fn *fn;
	void *context;
};

static enum status hand_over(const struct store_row *row, void *context)
{
	const struct booking_reader *reader = context;
	struct booking booking = { .id = 0 };
	enum status status = booking_from_row(row, &booking);

	return status ? status : reader->fn(&booking, reader->context);
}

enum status booking_each_of_day(struct desk *desk, day_number day, booking_fn *fn, void *context)
{
	struct booking_reader reader = { fn, context };
	char text[DAY_TEXT_SIZE];

	return desk_store_result(desk, store_each(desk->store, SQL_BOOKING_KEPT_OF_DAY,
						  ARGS(store_text(day_format(day, text))),
						  hand_over, &reader));
}

enum status booking_each_made_on(struct desk *desk, day_number day, booking_fn *fn, void *context)
{
	struct booking_reader reader = { fn, context };
	const int64_t base = day_number_base(day);
	char text[DAY_TEXT_SIZE], before[DAY_TEXT_SIZE];

	return desk_store_result(
		desk, store_each(desk->store, SQL_BOOKING_KEPT_MADE_ON,
				 ARGS(store_text(day_format(day, text)),
				      STORE_ARG_INT(day_number_base(day - 1)),
				      STORE_ARG_INT(base + NUMBERS_PER_DAY), STORE_ARG_INT(base),
				      store_text(day_format(day - 1, before))),
				 hand_over, &reader));
}

struct bookings_found {
	struct booking *rows;
	size_t count, room;
};

static void append(struct bookings_found *list, const struct booking *booking)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->rows[i].id == booking->id)
			return;
	}
	*(struct booking *)memory_append(&list->rows, &list->count, &list->room,
					 sizeof(*list->rows)) = *booking;
}

/* Adds what was read; that there is none is nothing wrong. */
static enum status append_one(enum status status, const struct booking *booking,
			      struct bookings_found *list)
{
	if (status == STATUS_OK)
		append(list, booking);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* The booking that a statement names for an argument. */
static enum status append_named(struct desk *desk, enum sql statement, struct store_value argument,
				struct bookings_found *list)
{
	struct booking booking;
	int64_t id = 0;
	enum status status = store_number(desk->store, statement, &argument, 1, &id);

	if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !id))
		return STATUS_OK;
	if (status)
		return desk_store_result(desk, status);
	return append_one(booking_get(desk, id, &booking), &booking, list);
}

/* Twelve digits may be a booking's number and a receipt's at once. */
static enum status append_numbered(struct desk *desk, const char *text, struct bookings_found *list)
{
	struct booking booking;
	enum status status = STATUS_OK;
	int64_t id;

	if (booking_number_parse(text, &id))
		status = append_one(booking_get(desk, id, &booking), &booking, list);
	if (!status && receipt_parse(text, &id))
		status = append_named(desk, SQL_BOOKING_OF_RECEIPT, STORE_ARG_INT(id), list);
	return status;
}

/* An order's number is typed without regard to its capitals. */
static enum status append_order(struct desk *desk, const char *text, struct bookings_found *list)
{
	char capitals[FOUND_TEXT_SIZE];
	struct booking booking;
	enum status status = append_one(booking_by_order(desk, text, &booking), &booking, list);

	text_copy(capitals, sizeof(capitals), text);
	if (!status && !list->count && strcmp(text_upper(capitals), text) != 0)
		status = append_one(booking_by_order(desk, capitals, &booking), &booking, list);
	if (!status && !list->count)
		status = append_named(desk, SQL_SCAN_PAYMENT, store_text(text), list);
	return status;
}

static enum status append_patients(struct desk *desk, const char *text, day_number from,
				   struct bookings_found *list)
{
	struct patient patients[PATIENT_FIND_MAX];
	size_t patient_count;
	enum status status = patient_find(desk, text, patients, &patient_count);

	for (size_t i = 0; !status && i < patient_count; i++) {
		struct booking *rows;
		size_t count;

		status = booking_list_patient(desk, patients[i].id, &rows, &count);
		if (status)
			break;
		for (size_t k = 0; k < count; k++)
			if (rows[k].day >= from)
				append(list, &rows[k]);
		free(rows);
	}
	return status;
}

/* Where a booking stands among those found. */
struct standing {
	int group; /* 0 today's, 1 those to come, 2 past ones */
	int64_t at_ms;
	size_t row;
};

static int compare(const void *one, const void *another)
{
	const struct standing *a = one, *b = another;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->at_ms != b->at_ms)
		return a->at_ms < b->at_ms ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static void put_in_order(struct bookings_found *list, day_number today)
{
	struct standing *standing = memory_new(list->count + 1, sizeof(*standing));
	struct booking *rows = memory_new(list->count + 1, sizeof(*rows));

	for (size_t i = 0; i < list->count; i++) {
		const struct booking *booking = &list->rows[i];

		standing[i] = (struct standing){ .group = booking->day == today	 ? 0
							  : booking->day > today ? 1
										 : 2,
						 .at_ms = booking->day < today
								  ? -booking->expected_ms
								  : booking->expected_ms,
						 .row = i };
	}
	qsort(standing, list->count, sizeof(*standing), compare);
	for (size_t i = 0; i < list->count; i++)
		rows[i] = list->rows[standing[i].row];
	free(standing);
	free(list->rows);
	list->rows = rows;
}

enum status booking_find(struct desk *desk, const char *text, day_number from,
			 struct booking **rows, size_t *count)
{
	struct bookings_found list = { NULL, 0, 0 };
	char sought[FOUND_TEXT_SIZE];
	enum status status;

	text_copy(sought, sizeof(sought), text);
	text_trim(text_narrow(sought));
	status = append_numbered(desk, sought, &list);
	if (!status && !list.count)
		status = append_order(desk, sought, &list);
	if (!status && !list.count)
		status = append_patients(desk, sought, from, &list);
	if (!status)
		put_in_order(&list, desk_today(desk));
	*rows = status ? NULL : list.rows;
	*count = status ? 0 : list.count;
	if (status)
		free(list.rows);
	return status;
}

enum status booking_list_owed(struct desk *desk, struct booking **rows, size_t *count, int64_t *fen)
{
	const day_number today = desk_today(desk);
	char from[DAY_TEXT_SIZE], until[DAY_TEXT_SIZE];
	size_t kept = 0;
	enum status status = booking_rows(
		desk, SQL_BOOKING_LIST_OWED,
		ARGS(store_text(day_format(today - BOOKING_OWED_DAYS_BACK, from)),
		     store_text(day_format(today + desk->settings.quota_horizon_days, until))),
		rows, count);

	*fen = 0;
	if (status)
		return status;
	for (size_t i = 0; i < *count; i++) {
		if (!booking_owed_fen(&(*rows)[i]))
			continue;
		*fen += booking_owed_fen(&(*rows)[i]);
		(*rows)[kept++] = (*rows)[i];
	}
	*count = kept;
	return STATUS_OK;
}

int64_t booking_owed_fen(const struct booking *booking)
{
	return booking_charge_state(booking) == CHARGE_OWED ? booking->fee_fen - booking->paid_fen
							    : 0;
}
