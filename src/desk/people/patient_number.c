#include "desk/people/patient_number.h"

#include <inttypes.h>
#include <string.h>

#include "base/check_digit.h"
#include "base/text.h"

enum { TYPED_SIZE = 64 };

char *patient_number_format(int64_t id, char out[PATIENT_NUMBER_SIZE])
{
	text_format(out, PATIENT_NUMBER_SIZE, "%0*" PRId64, PATIENT_NUMBER_LENGTH, id);
	return out;
}

bool patient_number_parse(const char *text, int64_t *id)
{
	char typed[TYPED_SIZE];
	int64_t number;

	if (!text_copy(typed, sizeof(typed), text))
		return false;
	text_tidy_number(typed);
	if (!text_to_number(typed, PATIENT_FIRST_SEQUENCE * INT64_C(10), INT64_C(999999999),
			    &number) ||
	    typed[0] == '0' || !check_digit_is_right(typed))
		return false;
	*id = number;
	return true;
}
