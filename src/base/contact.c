#include "base/contact.h"

#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/text.h"

enum { TYPED_SIZE = NAME_TYPED_SIZE, MOBILE_LENGTH = 11 };

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool phone_is_mobile(const char *phone)
{
	return strlen(phone) == MOBILE_LENGTH && text_is_digits(phone) && phone[0] == '1' &&
	       phone[1] >= '3';
}

/* A number within China: 0, area code and number, or the number alone. */
static bool is_landline(const char *phone)
{
	size_t length = strlen(phone);

	if (!text_is_digits(phone))
		return false;
	if (phone[0] == '0')
		return phone[1] != '0' && length >= 10 && length <= 12;
	return phone[0] != '1' && (length == 7 || length == 8);
}

static bool is_foreign(const char *phone)
{
	return phone[0] == '+' && phone[1] != '0' && text_is_digits(phone + 1) &&
	       strlen(phone) >= 1 + 6 && strlen(phone) <= 1 + 15;
}

/* The bytes of the mark between digits that stands there; 0: none does. */
static size_t mark_at(const char *at)
{
	/* Hyphens of several kinds come with what people copy from elsewhere. */
	static const char *const marks[] = { "-", "(", ")", "‐", "‑", "‒", "–", "—", "−" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (starts_with(at, marks[i]))
			return strlen(marks[i]);
	}
	return 0;
}

/* Writes the digits, and a + before them; false when there is something else than marks between
 * them. */
static bool tidy_phone(const char *text, char out[TYPED_SIZE])
{
	char typed[TYPED_SIZE];
	const char *at = typed;
	size_t length = 0, skipped;

	if (!text_copy(typed, sizeof(typed), text))
		return false;
	text_tidy_number(typed);
	while (*at) {
		if ((*at >= '0' && *at <= '9') || (*at == '+' && length == 0)) {
			out[length++] = *at++;
			continue;
		}
		skipped = mark_at(at);
		if (!skipped)
			return false;
		at += skipped;
	}
	out[length] = '\0';
	return true;
}

/* The number as it is dialled within China, or + and the country for others; changes `phone` on the
 * way. */
static const char *without_country(char *phone)
{
	char *rest = NULL;

	if (starts_with(phone, "+86"))
		rest = phone + 3;
	else if (starts_with(phone, "0086"))
		rest = phone + 4;
	else if (starts_with(phone, "86") && phone_is_mobile(phone + 2))
		rest = phone + 2;
	if (rest && *rest != '0' && !phone_is_mobile(rest) && strlen(rest) > 8)
		*--rest = '0'; /* abroad the area code is dialled without its zero */
	if (rest)
		return rest;
	if (starts_with(phone, "00")) {
		phone[1] = '+';
		return phone + 1;
	}
	return phone;
}

enum status phone_read(const char *text, char out[PHONE_SIZE], struct problem *problem)
{
	char typed[TYPED_SIZE] = "";
	const char *phone;

	if (!tidy_phone(text, typed))
		return problem_set(
			problem, STATUS_BAD_PHONE,
			_("A phone number contains only digits, with + before a country code."));
	if (!typed[0])
		return problem_set(problem, STATUS_BAD_PHONE, _("The phone number is missing."));
	phone = without_country(typed);
	if ((phone_is_mobile(phone) || is_landline(phone) || is_foreign(phone)) &&
	    text_copy(out, PHONE_SIZE, phone))
		return STATUS_OK;
	if (phone[0] == '1')
		return problem_set(
			problem, STATUS_BAD_PHONE,
			_("A mobile number has 11 digits and starts with 13 to 19; this one has "
			  "%zu digits and starts with %.2s."),
			strlen(phone), phone);
	return problem_set(
		problem, STATUS_BAD_PHONE,
		_("This is not a phone number: a mobile number has 11 digits, a landline 7 or 8, "
		  "with its area code 10 to 12, a foreign number + and 6 to 15."));
}

/* What is drawn like the middle dot of a name and typed for it. */
static bool is_middle_dot(uint32_t character)
{
	static const uint32_t look_alikes[] = { 0x00B7, 0x0387, 0x2022, 0x2027, 0x2218, 0x2219,
						0x22C5, 0x2E31, 0x2E33, 0x30FB, 0xFF65, 0x16EB };

	for (size_t i = 0; i < sizeof(look_alikes) / sizeof(look_alikes[0]); i++) {
		if (character == look_alikes[i])
			return true;
	}
	return false;
}

static uint32_t peek(const char *at)
{
	return text_next(&at);
}

/* What stands in the tidied name for a character: itself, the middle dot, a space, or 0 for
 * nothing. */
static uint32_t folded(uint32_t character, uint32_t before, const char *behind)
{
	uint32_t after = peek(behind);
	bool between_han = text_is_han(before) && text_is_han(after);

	if (is_middle_dot(character) || (character == '.' && between_han))
		return 0xB7;
	if (character != ' ')
		return character;
	/* A space is kept once, between words; never beside a middle dot or within a Chinese name.
	 */
	if (before == 0 || before == 0xB7 || is_middle_dot(after) || between_han)
		return 0;
	return ' ';
}

void name_fold(const char *name, char out[NAME_TYPED_SIZE])
{
	uint32_t before = 0;
	size_t length = 0;

	while (*name) {
		uint32_t character = text_next(&name);
		char bytes[5];
		size_t count;

		while (character == ' ' && *name == ' ')
			name++;
		character = folded(character, before, name);
		if (character == 0)
			continue;
		count = text_encode(character, bytes);
		/* A middle dot may take one byte more than what was typed for it. */
		if (length + count >= TYPED_SIZE)
			break;
		memcpy(out + length, bytes, count);
		length += count;
		before = character;
	}
	out[length] = '\0';
}

static enum status refuse_long_name(struct problem *problem)
{
	return problem_set(
		problem, STATUS_BAD_NAME,
		_("The name is too long: at most 32 Chinese characters or 64 Latin letters."));
}

/* Says which character cannot be seen, and where, so that it can be found in the file that it came
 * from. U+FFFD stands for one that another program has lost. */
static enum status refuse_unclean(const char *name, struct problem *problem)
{
	const char *lost = strstr(name, "\xEF\xBF\xBD");
	uint32_t character = 0;
	size_t place;

	if (text_find_unclean(name, &character, &place) && character != TEXT_INVALID)
		return problem_set(problem, STATUS_BAD_NAME,
				   _("Character %zu of the name \"%s\" cannot be seen (U+%04X). "
				     "Type the name again without it."),
				   place, name, (unsigned)character);
	if (lost || character == TEXT_INVALID)
		return problem_set(problem, STATUS_BAD_NAME,
				   _("A character of the name \"%s\" is damaged: another program "
				     "has lost it. Type the name again."),
				   name);
	return STATUS_OK;
}

/* What is written where nobody knows the name: by a spreadsheet for an empty cell, by a form's
 * reader. NA and Nan are names. */
static const char *const missing_names[] = {
	"NULL", "(null)", "nil", "none", "N/A", "#N/A", "undefined", "unknown", "-",
	"--",	"—",	  "——",	 "/",	 "?",	"无",	"暂无",	     "未知",	"不详",
};

/* Digits and what may stand between them; the resident number may end in X. */
bool name_is_number(const char *name)
{
	size_t length = strspn(name, "0123456789+-() ");

	return strpbrk(name, "0123456789") &&
	       (!name[length] || strcasecmp(name + length, "X") == 0);
}

bool name_is_missing(const char *name)
{
	for (size_t i = 0; i < sizeof(missing_names) / sizeof(missing_names[0]); i++)
		if (strcasecmp(name, missing_names[i]) == 0)
			return true;
	return false;
}

/* A number is not repeated in the sentence: it is somebody's, and goes to where numbers are
 * masked. */
static enum status refuse_no_name(const char *name, struct problem *problem)
{
	if (name_is_number(name))
		return problem_set(problem, STATUS_BAD_NAME,
				   _("A number stands where the name belongs. Type the name as on "
				     "the ID card."));
	if (name_is_missing(name))
		return problem_set(problem, STATUS_BAD_NAME,
				   _("\"%s\" is no name: it is what a spreadsheet or a form "
				     "has where the name is missing. Type the name as on the "
				     "ID card."),
				   name);
	return STATUS_OK;
}

enum status name_read(const char *text, char out[NAME_SIZE], struct problem *problem)
{
	char typed[TYPED_SIZE], name[TYPED_SIZE];
	enum status status;

	if (!text_copy(typed, sizeof(typed), text))
		return refuse_long_name(problem);
	text_trim(text_narrow(typed));
	status = refuse_unclean(typed, problem);
	if (status)
		return status;
	name_fold(typed, name);
	if (!name[0])
		return problem_set(problem, STATUS_BAD_NAME, _("The name is missing."));
	if (text_length(name) > NAME_LONGEST || !text_copy(out, NAME_SIZE, name))
		return refuse_long_name(problem);
	return refuse_no_name(out, problem);
}
