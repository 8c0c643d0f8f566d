#include "desk/booking/access.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/booking/booking.h"

struct recording {
	const struct access_person *persons;
	size_t count;
	char why[ACCESS_WHY_SIZE];
};

/* Whether one before it is the same person: then there is an entry already. */
static bool is_repeated(const int64_t *ids, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (ids[i] == ids[at])
			return true;
	return false;
}

static enum status patient_of(struct desk *desk, const struct access_person *person, int64_t *id)
{
	struct booking booking;
	enum status status;

	*id = person->patient_id;
	if (*id || !person->booking_id)
		return STATUS_OK;
	status = booking_get(desk, person->booking_id, &booking);
	*id = booking.patient_id;
	return status;
}

static enum status record_order(struct desk *desk, const struct recording *recording,
				const char *order_no)
{
	char detail[AUDIT_DETAIL_SIZE];

	text_format(detail, sizeof(detail), "%s%s%s", order_no, *recording->why ? ": " : "",
		    recording->why);
	return audit_mark(desk, AUDIT_ORDER_SHOW, detail);
}

static enum status record_inside(struct desk *desk, void *context)
{
	const struct recording *recording = context;
	int64_t *ids = memory_new(recording->count + 1, sizeof(*ids));
	struct patient patient;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < recording->count; i++) {
		const struct access_person *person = &recording->persons[i];

		status = patient_of(desk, person, &ids[i]);
		if (status)
			break;
		if (ids[i] && !is_repeated(ids, i))
			status = patient_show(desk, ids[i], recording->why, &patient);
		else if (!ids[i] && person->order_no && *person->order_no)
			status = record_order(desk, recording, person->order_no);
	}
	free(ids);
	return status;
}

enum status access_record(struct desk *desk, const struct access_person *persons, size_t count,
			  const char *why)
{
	struct recording recording = { .persons = persons, .count = count };

	text_copy(recording.why, sizeof(recording.why), why);
	return count ? desk_change(desk, record_inside, &recording) : STATUS_OK;
}

enum status access_list(struct desk *desk, int64_t patient_id, struct audit_row **rows,
			size_t *count)
{
	struct patient patient;
	size_t kept = 0;
	enum status status;

	*rows = NULL;
	*count = 0;
	status = patient_get(desk, patient_id, &patient);
	if (!status)
		status = audit_history(desk, patient.seq, rows, count);
	for (size_t i = 0; !status && i < *count; i++)
		if (strcmp((*rows)[i].action, audit_action_name(AUDIT_PATIENT_SHOW)) == 0)
			(*rows)[kept++] = (*rows)[i];
	*count = kept;
	return status;
}
