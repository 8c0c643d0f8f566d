#include "desk/people/patient_find.h"

#include <string.h>

#include "base/text.h"
#include "desk/people/patient_key.h"
#include "desk/people/patient_row.h"

#include "sql_columns.h"

struct finding {
	const char *text;
	struct patient *out;
	size_t count;
};

/* Returned by the row function when there are enough; never seen outside. */
enum { ENOUGH = STATUS_COUNT };

static enum status take(const struct store_row *row, void *context)
{
	struct finding *finding = context;
	int64_t id = row_number(row, PATIENT_ROW_ID);
	enum status status;

	for (size_t i = 0; i < finding->count; i++) {
		if (finding->out[i].id == id)
			return STATUS_OK;
	}
	if (finding->count == PATIENT_FIND_MAX)
		return (enum status)ENOUGH;
	status = patient_from_row(row, &finding->out[finding->count]);
	finding->count += !status;
	return status;
}

static enum status find_in(struct desk *desk, struct finding *finding, enum sql statement,
			   const char *key)
{
	char end[PATIENT_KEY_SIZE + 8];
	enum status status;

	/* Nothing that begins with the key sorts at or behind the key and the last character. */
	text_format(end, sizeof(end), "%s\xF4\x8F\xBF\xBF", key);
	if (statement == SQL_PATIENT_FIND_EXACT)
		status = store_each(desk->store, statement, ARGS(store_text(key)), take, finding);
	else
		status = store_each(desk->store, statement, ARGS(store_text(key), store_text(end)),
				    take, finding);
	return (int)status == ENOUGH ? STATUS_OK : desk_store_result(desk, status);
}

static enum status find_word(struct desk *desk, struct finding *finding, const char *key)
{
	char word[PATIENT_KEY_SIZE + 1];

	if (finding->count == PATIENT_FIND_MAX)
		return STATUS_OK;
	text_format(word, sizeof(word), "%c%s", PATIENT_KEY_WORD, key);
	return find_in(desk, finding, SQL_PATIENT_FIND_PREFIX, word);
}

static enum status find_folded(struct desk *desk, struct finding *finding, const char *key)
{
	char reversed[PATIENT_KEY_SIZE];
	enum status status = STATUS_OK;

	if (!key[0])
		return STATUS_OK;
	/* Four digits are far more often the end of a phone than the beginning of a number. Of
	 * anything else the exact matches are the first of those that begin with it. */
	if (strlen(key) >= 4 && text_is_digits(key)) {
		patient_key_reverse(key, reversed);
		status = find_in(desk, finding, SQL_PATIENT_FIND_EXACT, key);
		if (!status)
			status = find_in(desk, finding, SQL_PATIENT_FIND_PREFIX, reversed);
	}
	if (!status && finding->count < PATIENT_FIND_MAX)
		status = find_in(desk, finding, SQL_PATIENT_FIND_PREFIX, key);
	if (!status && !text_is_digits(key))
		status = find_word(desk, finding, key);
	return status;
}

static enum status find_birth(struct desk *desk, struct finding *finding)
{
	char key[PATIENT_KEY_SIZE];
	day_number birth;

	if (!day_parse_loose(finding->text, &birth))
		return STATUS_OK;
	patient_key_birth(birth, key);
	return find_in(desk, finding, SQL_PATIENT_FIND_EXACT, key);
}

static enum status find(struct desk *desk, void *context)
{
	struct finding *finding = context;
	char key[PATIENT_KEY_SIZE], phone[PHONE_SIZE];
	enum status status;

	patient_key_fold(finding->text, key);
	status = find_folded(desk, finding, key);
	if (!status)
		status = find_birth(desk, finding);
	/* +86 138... is kept as 138... */
	if (!status && !finding->count && phone_read(finding->text, phone, NULL) == STATUS_OK) {
		patient_key_fold(phone, key);
		status = find_folded(desk, finding, key);
	}
	return status;
}

enum status patient_find(struct desk *desk, const char *text, struct patient out[PATIENT_FIND_MAX],
			 size_t *count)
{
	struct finding finding = { .text = text, .out = out };
	enum status status = desk_read(desk, find, &finding);

	*count = status ? 0 : finding.count;
	return status;
}

bool patient_is_exactly(const struct patient *patient, const char *text)
{
	char number[PATIENT_NUMBER_SIZE], sought[PATIENT_KEY_SIZE], key[PATIENT_KEY_SIZE];
	const char *const known[] = { patient->name,	patient->id_number, patient->phone,
				      patient->card_no, patient->social_no, number };

	patient_number_format(patient->id, number);
	patient_key_fold(text, sought);
	for (size_t i = 0; sought[0] && i < sizeof(known) / sizeof(known[0]); i++) {
		patient_key_fold(known[i], key);
		if (strcmp(key, sought) == 0)
			return true;
	}
	return false;
}
