#include "base/identity.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "base/spreadsheet.h"
#include "base/text.h"

enum { TYPED_SIZE = 256, RESIDENT_ID_LENGTH = 18, OLD_RESIDENT_ID_LENGTH = 15 };

static enum status bad_id(struct problem *problem, const char *sentence)
{
	return problem_set(problem, STATUS_BAD_ID_NUMBER, "%s", sentence);
}

/*
 * Where the two digits of the province stand: first, but behind the 9 with which the numbers of
 * foreigners' permanent residence cards begin since 2023 (three digits of the nationality follow).
 */
static const char *province_of(const char *number)
{
	return number[0] == '9' ? number + 1 : number;
}

/*
 * Provinces of GB/T 2260, with 81 and 82 (residence permits of Hong Kong and Macau) and 83
 * (Taiwan). Finer codes come and go, so they are not looked at.
 */
static bool is_province(const char *province)
{
	static const char codes[] =
		"11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
		"50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";
	char code[4] = { province[0], province[1], ' ', '\0' };

	return strstr(codes, code) != NULL;
}

char resident_id_check(const char *seventeen_digits)
{
	/* GB 11643-1999, appendix: 2^(18-i) mod 11 for place i. */
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++) {
		assert(seventeen_digits[i] >= '0' && seventeen_digits[i] <= '9');
		sum += (seventeen_digits[i] - '0') * weights[i];
	}
	return "10X98765432"[sum % 11];
}

/* Three letters of the nationality and twelve digits. */
static bool is_old_residence_card(const char *number)
{
	return strspn(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 &&
	       strlen(number) == OLD_RESIDENT_ID_LENGTH && text_is_digits(number + 3);
}

static enum status check_form(const char *number, struct problem *problem)
{
	size_t length = text_length(number), digits = strspn(number, "0123456789");
	char wrong[5];
	const char *at;

	if (length == OLD_RESIDENT_ID_LENGTH && text_is_digits(number))
		return bad_id(problem, _("This is an old ID number of 15 digits. Ask for the "
					 "current card: its number has 18 characters."));
	if (is_old_residence_card(number))
		return bad_id(problem, _("This is the number of a foreigner's residence card from "
					 "before 2023, of 15 characters: give its type as other."));
	if (length != RESIDENT_ID_LENGTH)
		return problem_set(problem, STATUS_BAD_ID_NUMBER,
				   _("An ID number has 18 characters; this one has %zu."), length);
	if (digits < RESIDENT_ID_LENGTH - 1 ||
	    !strchr("0123456789X", number[RESIDENT_ID_LENGTH - 1])) {
		if (digits > RESIDENT_ID_LENGTH - 1)
			digits = RESIDENT_ID_LENGTH - 1;
		at = number + digits;
		text_encode(text_next(&at), wrong);
		return problem_set(
			problem, STATUS_BAD_ID_NUMBER,
			_("An ID number is 17 digits followed by a digit or X; character "
			  "%zu of this one is \"%s\"."),
			digits + 1, wrong);
	}
	if (!is_province(province_of(number)))
		return problem_set(problem, STATUS_BAD_ID_NUMBER,
				   number[0] == '9' ? _("The number of a residence card has its "
							"province behind the 9; %.2s is not a "
							"province code.")
						    : _("The ID number starts with %.2s, which "
							"is not a province code."),
				   province_of(number));
	return STATUS_OK;
}

static enum status check_birth(const char *number, day_number today, day_number *birth,
			       struct problem *problem)
{
	char date[9];

	memcpy(date, number + 6, 8);
	date[8] = '\0';
	if (!day_parse_loose(date, birth))
		return problem_set(problem, STATUS_BAD_ID_NUMBER,
				   _("The birth date in the ID number, %s, is not a date."), date);
	if (*birth > today)
		return problem_set(problem, STATUS_BAD_ID_NUMBER,
				   _("The birth date in the ID number, %s, is in the future."),
				   date);
	return STATUS_OK;
}

bool resident_id_is_rounded(const char *number)
{
	return strlen(number) == RESIDENT_ID_LENGTH && spreadsheet_has_rounded(number) &&
	       resident_id_check(number) != number[RESIDENT_ID_LENGTH - 1];
}

enum status resident_id_read(const char *text, day_number today, struct resident_id *out,
			     struct problem *problem)
{
	char number[TYPED_SIZE];
	day_number birth;
	enum status status;

	text_copy(number, sizeof(number), text);
	text_upper(text_tidy_number(number));
	status = check_form(number, problem);
	if (!status)
		status = check_birth(number, today, &birth, problem);
	if (status)
		return status;
	if (resident_id_is_rounded(number))
		return bad_id(problem, spreadsheet_rounded_sentence());
	/* Never which one would fit: a number that is bent until it passes is somebody else's. */
	if (number[RESIDENT_ID_LENGTH - 1] != resident_id_check(number))
		return bad_id(problem,
			      _("The check character at the end of the ID number does not "
				"fit its digits: one of them is wrong. Compare it with the "
				"card."));
	memcpy(out->number, number, RESIDENT_ID_LENGTH + 1);
	out->sex = (number[16] - '0') % 2 ? SEX_MALE : SEX_FEMALE;
	out->birth = birth;
	return STATUS_OK;
}

enum status id_number_read(enum id_type type, const char *text, day_number today,
			   char out[ID_NUMBER_SIZE], struct problem *problem)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/()";
	char number[TYPED_SIZE];

	if (type == ID_RESIDENT) {
		struct resident_id resident;
		enum status status = resident_id_read(text, today, &resident, problem);

		if (!status)
			memcpy(out, resident.number, sizeof(resident.number));
		return status;
	}
	text_copy(number, sizeof(number), text);
	text_upper(text_tidy_number(number));
	if (type == ID_NONE && number[0])
		return bad_id(
			problem,
			_("There is a document number but no type. Say which document it is."));
	if (type != ID_NONE && !number[0])
		return bad_id(problem, _("The document number is missing."));
	if (number[strspn(number, allowed)])
		return bad_id(problem, _("A document number may contain only letters A to Z, "
					 "digits and - / ( )."));
	if (!text_copy(out, ID_NUMBER_SIZE, number))
		return problem_set(
			problem, STATUS_BAD_ID_NUMBER,
			_("A document number may have at most %d characters; this one has %zu."),
			ID_NUMBER_SIZE - 1, strlen(number));
	return STATUS_OK;
}
