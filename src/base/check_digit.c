#include "base/check_digit.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"

/* Damm's table of order 10; its diagonal is zero, so the check digit is the last interim digit
 * itself. */
static const unsigned char quasigroup[10][10] = {
	{ 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
	{ 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 }, { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
	{ 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
	{ 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
	{ 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 }, { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};

static unsigned int interim_digit(const char *digits, size_t count)
{
	unsigned int interim = 0;

	for (size_t i = 0; i < count; i++)
		interim = quasigroup[interim][digits[i] - '0'];
	return interim;
}

char check_digit(const char *digits)
{
	assert(text_is_digits(digits));
	return (char)('0' + interim_digit(digits, strlen(digits)));
}

bool check_digit_is_right(const char *digits)
{
	return text_is_digits(digits) && digits[1] && interim_digit(digits, strlen(digits)) == 0;
}
