#include "desk/booking/booking_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/people/patient_find.h"

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

/* One booking as a list of one; nothing when it is not there. */
static enum status list_of_one(enum status status, const struct booking *booking,
			       struct booking **rows, size_t *count)
{
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status)
		return status;
	*rows = memory_new(1, sizeof(**rows));
	(*rows)[0] = *booking;
	*count = 1;
	return STATUS_OK;
}

struct bookings_found {
	struct booking *rows;
	size_t count, room;
};

/* Adds a person's bookings from `from` on to the list. */
static enum status append_patient(struct desk *desk, int64_t patient_id, day_number from,
				  struct bookings_found *list)
{
	struct booking *rows;
	size_t count;
	enum status status = booking_list_patient(desk, patient_id, &rows, &count);

	if (status)
		return status;
	for (size_t i = 0; i < count; i++)
		if (rows[i].day >= from)
			*(struct booking *)memory_append(&list->rows, &list->count, &list->room,
							 sizeof(struct booking)) = rows[i];
	free(rows);
	return STATUS_OK;
}

enum status booking_find(struct desk *desk, const char *text, day_number from,
			 struct booking **rows, size_t *count)
{
	struct patient patients[PATIENT_FIND_MAX];
	struct bookings_found list = { NULL, 0, 0 };
	struct booking booking;
	size_t patient_count;
	int64_t id;
	enum status status;

	*rows = NULL;
	*count = 0;
	if (booking_number_parse(text, &id))
		return list_of_one(booking_get(desk, id, &booking), &booking, rows, count);
	status = booking_by_order(desk, text, &booking);
	if (status != STATUS_NOT_FOUND)
		return list_of_one(status, &booking, rows, count);
	status = patient_find(desk, text, patients, &patient_count);
	for (size_t i = 0; !status && i < patient_count; i++)
		status = append_patient(desk, patients[i].id, from, &list);
	if (status) {
		free(list.rows);
		return status;
	}
	*rows = list.rows;
	*count = list.count;
	return STATUS_OK;
}

int64_t booking_owed_fen(const struct booking *booking)
{
	return booking_charge_state(booking) == CHARGE_OWED ? booking->fee_fen - booking->paid_fen
							    : 0;
}
