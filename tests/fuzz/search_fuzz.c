/* Fuzzing: the search box, as typed into it and as handed over on the command line. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/booking/booking.h"
#include "desk/booking/booking_list.h"
#include "desk/people/patient_find.h"
#include "tests/fuzz/fuzz.h"
#include "ui/term/edit.h"

enum { FOUND_TEXT_SIZE = 1024 };

static void find_patients(struct desk *desk, const char *text)
{
	struct patient found[PATIENT_FIND_MAX];
	size_t count = 0;

	assert(patient_find(desk, text, found, &count) == STATUS_OK);
	assert(count <= PATIENT_FIND_MAX);
	for (size_t i = 0; i < count; i++) {
		assert(text_is_clean(found[i].name) && found[i].name[0]);
		for (size_t j = 0; j < i; j++)
			assert(found[i].id != found[j].id);
	}
}

static void find_bookings(struct desk *desk, const char *text)
{
	struct booking *rows = NULL;
	size_t count = 0;

	assert(booking_find(desk, text, 0, &rows, &count) == STATUS_OK);
	assert(count <= 1); /* the clinic has one */
	free(rows);
}

/* What stands in the box is clean and fits, whatever was typed or pasted. */
static void type(const char *bytes, struct edit *edit)
{
	edit_init(edit, NAME_SIZE);
	edit_insert(edit, bytes);
	assert(text_is_clean(edit->text));
	assert(strlen(edit->text) < NAME_SIZE);
	assert(edit->at <= strlen(edit->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct desk *desk = fuzz_desk();
	char text[FOUND_TEXT_SIZE] = "";
	struct edit edit;

	if (size >= sizeof(text))
		size = sizeof(text) - 1;
	if (size)
		memcpy(text, data, size);
	find_patients(desk, text);
	find_bookings(desk, text);
	type(text, &edit);
	find_patients(desk, edit.text);
	return 0;
}
