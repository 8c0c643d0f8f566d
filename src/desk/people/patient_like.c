#include "desk/people/patient_like.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "desk/people/patient_find.h"
#include "desk/people/patient_key.h"

struct likeness {
	const struct patient *person;
	char name[PATIENT_KEY_SIZE];
	struct patient *out;
	size_t count;
};

static bool has_name(const struct likeness *likeness, const struct patient *known)
{
	char name[PATIENT_KEY_SIZE];

	patient_key_fold(known->name, name);
	return likeness->name[0] && strcmp(name, likeness->name) == 0;
}

static bool has_phone(const struct likeness *likeness, const struct patient *known)
{
	return known->phone[0] && strcmp(known->phone, likeness->person->phone) == 0;
}

/* Each known of both, and not the same. */
static bool is_another(const struct patient *person, const struct patient *known)
{
	return known->deceased != DAY_NONE ||
	       (person->id_number[0] && known->id_number[0] &&
		strcmp(person->id_number, known->id_number) != 0) ||
	       (person->sex != SEX_UNKNOWN && known->sex != SEX_UNKNOWN &&
		person->sex != known->sex) ||
	       (person->birth != DAY_NONE && known->birth != DAY_NONE &&
		person->birth != known->birth);
}

static bool has_taken(const struct likeness *likeness, int64_t id)
{
	for (size_t i = 0; i < likeness->count; i++) {
		if (likeness->out[i].id == id)
			return true;
	}
	return false;
}

static bool has_number(const struct likeness *likeness, const struct patient *known)
{
	return known->id_number[0] && strcmp(known->id_number, likeness->person->id_number) == 0;
}

/* Of those who are found by it, takes who is like the person, in name and phone where `both`. */
static enum status take(struct desk *desk, struct likeness *likeness, const char *by, bool both)
{
	struct patient *found;
	size_t count;
	enum status status;

	if (!*by)
		return STATUS_OK;
	found = memory_new(PATIENT_FIND_MAX, sizeof(*found));
	status = patient_find(desk, by, found, &count);
	for (size_t i = 0; !status && i < count && likeness->count < PATIENT_LIKE_MAX; i++) {
		bool name = has_name(likeness, &found[i]), phone = has_phone(likeness, &found[i]);

		if ((has_number(likeness, &found[i]) || (both ? name && phone : name || phone)) &&
		    !is_another(likeness->person, &found[i]) && !has_taken(likeness, found[i].id))
			likeness->out[likeness->count++] = found[i];
	}
	free(found);
	return status;
}

enum status patient_like(struct desk *desk, const struct patient *person,
			 struct patient out[PATIENT_LIKE_MAX], size_t *count)
{
	struct likeness likeness = { .person = person, .out = out };
	enum status status;

	patient_key_fold(person->name, likeness.name);
	status = take(desk, &likeness, person->id_number, true);
	if (!status)
		status = take(desk, &likeness, person->phone, true);
	if (!status)
		status = take(desk, &likeness, person->phone, false);
	if (!status)
		status = take(desk, &likeness, person->name, false);
	*count = status ? 0 : likeness.count;
	return status;
}
