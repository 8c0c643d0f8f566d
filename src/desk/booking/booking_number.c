#include "desk/booking/booking_number.h"

#include <inttypes.h>
#include <string.h>

#include "base/check_digit.h"
#include "base/text.h"

char *booking_number_format(int64_t id, char out[BOOKING_NUMBER_SIZE])
{
	text_format(out, BOOKING_NUMBER_SIZE, "%0*" PRId64, BOOKING_NUMBER_LENGTH, id);
	return out;
}

bool booking_number_parse(const char *text, int64_t *id)
{
	return strlen(text) == BOOKING_NUMBER_LENGTH && text_is_digits(text) &&
	       check_digit_is_right(text) && text_to_number(text, 1, INT64_MAX, id);
}
