#include "desk/audit_words.h"

#include <ctype.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "desk/reason.h"

enum { CODE_LENGTH_MAX = 20 };

/* The codes that details are made of; a word of its own where a code alone would not be clear. */
static const struct {
	const char *code, *word;
} words[] = {
#define PERIOD(symbol, name, also, word) { name, word },
#include "base/period.def"
#undef PERIOD
#define SLOT_KIND(symbol, name, word) { name, word },
#include "desk/roster/slot_kind.def"
#undef SLOT_KIND
#define METHOD(symbol, name, word) { name, word },
#include "desk/money/method.def"
#undef METHOD
#define BOOKING_CAUSE(symbol, name, word) { name, word },
#include "desk/booking/booking_cause.def"
#undef BOOKING_CAUSE
#define RESOLUTION(symbol, name, word) { name, word },
#include "desk/booking/resolution.def"
#undef RESOLUTION
#define REFUND_STATE(symbol, name, word) { name, word },
#include "desk/money/refund_state.def"
#undef REFUND_STATE
#define OUTCOME(symbol, name, word) { name, word },
#include "desk/booking/outcome.def"
#undef OUTCOME
#define SEX(symbol, name, also, word) { name, word },
#include "base/sex.def"
#undef SEX
#define ID_TYPE(symbol, name, also, word) { name, word },
#include "base/id_type.def"
#undef ID_TYPE
	{ "unpaid", N_("not paid") },
	{ "moved_to", N_("to booking") },
	{ "moved_from", N_("in place of booking") },
	{ "along", N_("taken along") },
	{ "refund", N_("refund") },
	{ "number", N_("number") },
	{ "name", N_("name") },
	{ "id_type", N_("ID type") },
	{ "id_number", N_("ID number") },
	{ "phone", N_("phone") },
	{ "sex", N_("sex") },
	{ "birth_date", N_("birth date") },
	{ "card_no", N_("card") },
	{ "social_no", N_("social security number") },
	{ "linked_since", N_("card linked since") },
	{ "title", N_("title") },
	{ "department", N_("department") },
	{ "qualification_no", N_("qualification") },
	{ "specialty", N_("specialty") },
	{ "capacity", N_("capacity") },
	{ "online_percent", N_("online share") },
	{ "fee", N_("fee") },
	{ "room", N_("room") },
	{ "start", N_("start") },
	{ "end", N_("end") },
	{ "order", N_("online order") },
	{ "daily", N_("Day report") },
	{ "workload", N_("Outpatient workload") },
	{ "pages", N_("pages") },
};

static const char *word_of(const char *code)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i].code, code))
			return _(words[i].word);
	return NULL;
}

static bool is_code_character(char character)
{
	return isalpha((unsigned char)character) || character == '_';
}

/* Takes a code, or one character, off `*at`; appends it to `out`. */
static void append_next(const char **at, char *out, size_t size)
{
	const size_t have = strlen(out);
	char code[CODE_LENGTH_MAX + 1];
	const char *word = NULL;
	size_t length = 0;

	while (is_code_character((*at)[length]))
		length++;
	if (length > 0 && length <= CODE_LENGTH_MAX && !isdigit((unsigned char)(*at)[length])) {
		text_format(code, sizeof(code), "%.*s", (int)length, *at);
		word = word_of(code);
	}
	if (length == 0)
		length = 1;
	if (word)
		text_format(out + have, size - have, "%s", word);
	else
		text_format(out + have, size - have, "%.*s", (int)length, *at);
	*at += length;
}

/* What changed, field by field, has its values behind ": ", and nothing that a person wrote. */
static bool is_field_by_field(const char *action)
{
	return !strcmp(action, audit_action_name(AUDIT_PATIENT_CHANGE)) ||
	       !strcmp(action, audit_action_name(AUDIT_DOCTOR_ADD)) ||
	       !strcmp(action, audit_action_name(AUDIT_DOCTOR_CHANGE)) ||
	       !strcmp(action, audit_action_name(AUDIT_SESSION_ADD)) ||
	       !strcmp(action, audit_action_name(AUDIT_SESSION_CHANGE));
}

/* The entry of an undo says first what was taken back. */
static void append_undone(const char **at, char out[AUDIT_DETAIL_SIZE])
{
	char action[AUDIT_ACTION_SIZE];
	const size_t length = strcspn(*at, ",");

	text_format(action, sizeof(action), "%.*s", (int)length, *at);
	text_copy(out, AUDIT_DETAIL_SIZE, audit_action_words(action));
	*at += length;
}

/* What a person wrote, with its ": "; or the words of a reason that the program gave. */
static void append_written(const char *written, int64_t subject_id, char out[AUDIT_DETAIL_SIZE])
{
	const size_t mark = !strncmp(written, ": ", 2) ? 2 : 0, have = strlen(out);

	text_format(out + have, AUDIT_DETAIL_SIZE - have, "%.*s%s", (int)mark, written,
		    reason_words(written + mark, subject_id));
}

char *audit_detail_words(const struct audit_row *row, char out[AUDIT_DETAIL_SIZE])
{
	const char *at = row->detail, *written = strstr(row->detail, ": ");

	out[0] = '\0';
	if (!strcmp(row->action, audit_action_name(AUDIT_BOOKING_UNDO)))
		append_undone(&at, out);
	if (!written || is_field_by_field(row->action))
		written = row->detail + strlen(row->detail);
	/* An entry that is a reason and nothing else. */
	if (reason_words(row->detail, row->subject_id) != row->detail)
		at = written = reason_words(row->detail, row->subject_id);
	while (at < written)
		append_next(&at, out, AUDIT_DETAIL_SIZE);
	append_written(written, row->subject_id, out);
	return out;
}
