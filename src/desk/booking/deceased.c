#include "desk/booking/deceased.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/booking/booking_number.h"
#include "desk/list.h"
#include "desk/reason.h"

#include "sql_columns.h"

enum { BOOKINGS_NAMED_MAX = 5 };

struct marking {
	int64_t id;
	char reason[REASON_SIZE];
	struct patient *out;
};

static enum status read_booking(const struct store_row *row, void *context)
{
	*(int64_t *)context = row_number(row, DECEASED_BOOKINGS_ID);
	return STATUS_OK;
}

static enum status refuse_bookings(struct desk *desk, const struct patient *patient,
				   const int64_t *bookings, size_t count)
{
	char names[(BOOKING_NUMBER_SIZE + 2) * BOOKINGS_NAMED_MAX] = "";
	char number[BOOKING_NUMBER_SIZE];

	for (size_t i = 0; i < count && i < BOOKINGS_NAMED_MAX; i++) {
		size_t used = strlen(names);

		text_format(names + used, sizeof(names) - used, "%s%s", i ? ", " : "",
			    booking_number_format(bookings[i], number));
	}
	return desk_refuse(desk, STATUS_WRONG_STATE,
			   _n("%s still has %zu booking: %s. Cancel it first.",
			      "%s still has %zu bookings: %s. Cancel them first.", count),
			   patient->name, count, names);
}

static enum status nothing_stands(struct desk *desk, const struct patient *patient)
{
	const struct local_time now = clock_local(desk_now_ms(desk));
	char today[DAY_TEXT_SIZE];
	int64_t *bookings;
	size_t count;
	enum status status = list_read(desk, SQL_DECEASED_BOOKINGS,
				       ARGS(STORE_ARG_INT(patient->id),
					    store_text(day_format(now.day, today)),
					    STORE_ARG_INT(now.minute)),
				       read_booking, sizeof(*bookings), &bookings, &count);

	if (!status && count)
		status = refuse_bookings(desk, patient, bookings, count);
	free(bookings);
	return status;
}

static enum status write_mark(struct desk *desk, enum audit_action action,
			      const struct marking *marking)
{
	struct patient *out = marking->out;
	const int64_t seen_seq = out->seq;
	enum status status = audit_record(desk, action, out->id, seen_seq, NULL, marking->reason,
					  &out->seq);

	return status ? status : patient_store(desk, out, seen_seq);
}

static enum status deceased_inside(struct desk *desk, void *context)
{
	const struct marking *marking = context;
	struct patient *out = marking->out;
	char day[DAY_TEXT_SIZE];
	enum status status = patient_get(desk, marking->id, out);

	if (status)
		return status;
	if (out->deceased != DAY_NONE)
		return desk_refuse(desk, STATUS_WRONG_STATE,
				   _("%s was marked as deceased on %s already."), out->name,
				   day_format(out->deceased, day));
	status = nothing_stands(desk, out);
	if (status)
		return status;
	out->deceased = desk_today(desk);
	return write_mark(desk, AUDIT_PATIENT_DECEASED, marking);
}

static enum status living_inside(struct desk *desk, void *context)
{
	const struct marking *marking = context;
	struct patient *out = marking->out;
	enum status status = patient_get(desk, marking->id, out);

	if (status)
		return status;
	if (out->deceased == DAY_NONE)
		return desk_refuse(desk, STATUS_WRONG_STATE, _("%s is not marked as deceased."),
				   out->name);
	out->deceased = DAY_NONE;
	return write_mark(desk, AUDIT_PATIENT_LIVING, marking);
}

enum status patient_mark_deceased(struct desk *desk, int64_t id, struct patient *out)
{
	struct marking marking = { .id = id, .reason = "", .out = out };

	return desk_change(desk, deceased_inside, &marking);
}

enum status patient_mark_living(struct desk *desk, int64_t id, const char *reason,
				struct patient *out)
{
	struct marking marking = { .id = id, .out = out };
	enum status status = reason_read(desk, reason, true, marking.reason);

	return status ? status : desk_change(desk, living_inside, &marking);
}
