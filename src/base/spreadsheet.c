#include "base/spreadsheet.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

enum { ZEROS_FEWEST = 3 };

static const char digits[] = "0123456789";

/* The bytes of an apostrophe or a look-alike that stands there; 0: none does. */
static size_t mark_at(const char *at)
{
	static const char *const marks[] = { "'", "`", "‘", "’", "＇", "｀" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (strncmp(at, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	}
	return 0;
}

char *spreadsheet_take_mark_off(char *cell, bool is_number)
{
	size_t length = strlen(cell), mark = mark_at(cell);

	if (length >= 3 && strncmp(cell, "=\"", 2) == 0 && cell[length - 1] == '"') {
		memmove(cell, cell + 2, length - 3);
		cell[length - 3] = '\0';
	} else if (mark && (is_number || text_starts_like_formula(cell + mark))) {
		memmove(cell, cell + mark, length - mark + 1);
	}
	return cell;
}

/* 3.30106E+17: only programs write the plus. */
static bool has_exponent(const char *number)
{
	number += *number == '-';
	if (strspn(number, digits) != 1)
		return false;
	number++;
	if (*number == '.')
		number += 1 + strspn(number + 1, digits);
	return (*number == 'E' || *number == 'e') && number[1] == '+' && text_is_digits(number + 2);
}

/* 13900000003.0 */
static bool has_decimals(const char *number)
{
	size_t whole = strspn(number, digits);
	size_t zeros = number[whole] == '.' ? strspn(number + whole + 1, "0") : 0;

	return whole > 0 && zeros > 0 && number[whole + 1 + zeros] == '\0';
}

enum status spreadsheet_check_number(const char *number, struct problem *problem)
{
	if (has_exponent(number))
		return problem_set(
			problem, STATUS_BAD_VALUE,
			_("%.40s: a spreadsheet has shortened this number, and its last digits "
			  "are lost. In the spreadsheet give the column the format Text before "
			  "the numbers come into it, or take the file as it was first saved."),
			number);
	if (has_decimals(number))
		return problem_set(
			problem, STATUS_BAD_VALUE,
			_("%.40s: another program took this number for an amount and may have "
			  "changed it. Give the column the format Text there, or take the file as "
			  "it was first saved."),
			number);
	return STATUS_OK;
}

bool spreadsheet_has_rounded(const char *number)
{
	size_t length = strlen(number);

	return length >= SPREADSHEET_DIGITS + ZEROS_FEWEST && text_is_digits(number) &&
	       strspn(number + SPREADSHEET_DIGITS, "0") == length - SPREADSHEET_DIGITS;
}

const char *spreadsheet_rounded_sentence(void)
{
	return _("A spreadsheet has rounded this number: from the 16th digit on it is all zeros. "
		 "In the spreadsheet give the column the format Text before the numbers come into "
		 "it, or take the file as it was first saved.");
}
