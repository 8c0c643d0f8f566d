#include "desk/people/patient_key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/spelling.h"
#include "base/surname.h"
#include "base/text.h"
#include "desk/list.h"
#include "desk/people/patient_number.h"
#include "desk/people/patient_row.h"

#include "sql_columns.h"

void patient_key_fold(const char *text, char out[PATIENT_KEY_SIZE])
{
	size_t length = 0;

	while (*text) {
		char folded[SPELLING_FOLDED_SIZE];
		uint32_t character = text_next(&text);
		size_t size;

		if (character == 0xFC || character == 0xDC)
			character = 'v'; /* as the spelling of 吕 is typed without ü */
		size = spelling_fold_character(character, folded);
		if (length + size >= PATIENT_KEY_SIZE - 1)
			break;
		memcpy(out + length, folded, size);
		length += size;
	}
	out[length] = '\0';
}

void patient_key_reverse(const char *folded, char out[PATIENT_KEY_SIZE])
{
	size_t length = strlen(folded);

	assert(length < PATIENT_KEY_SIZE - 1);
	out[0] = PATIENT_KEY_BACKWARDS;
	for (size_t i = 0; i < length; i++)
		out[1 + i] = folded[length - 1 - i];
	out[1 + length] = '\0';
}

void patient_key_birth(day_number birth, char out[PATIENT_KEY_SIZE])
{
	char day[DAY_TEXT_SIZE], digits[PATIENT_KEY_SIZE];

	patient_key_fold(day_format(birth, day), digits);
	text_format(out, PATIENT_KEY_SIZE, "%c%s", PATIENT_KEY_BIRTH, digits);
}

static void add_key(struct patient_keys *keys, const char *key)
{
	for (size_t i = 0; i < keys->count; i++) {
		if (strcmp(keys->key[i], key) == 0)
			return;
	}
	assert(keys->count < PATIENT_KEYS_MAX);
	if (key[0])
		text_copy(keys->key[keys->count++], PATIENT_KEY_SIZE, key);
}

static void add_folded(struct patient_keys *keys, const char *text)
{
	char folded[PATIENT_KEY_SIZE];

	patient_key_fold(text, folded);
	add_key(keys, folded);
}

/* A word within a name, with what follows it, and its spellings. */
static void add_word(struct patient_keys *keys, const char *word)
{
	char folded[PATIENT_KEY_SIZE], key[PATIENT_KEY_SIZE + 1];
	struct pinyin pinyin;

	pinyin_of_name(word, &pinyin);
	patient_key_fold(word, folded);
	for (size_t i = 0; folded[0]; i++) {
		text_format(key, sizeof(key), "%c%s", PATIENT_KEY_WORD, folded);
		add_key(keys, key);
		if (i == pinyin.count)
			break;
		patient_key_fold(pinyin.keys[i], folded);
	}
}

/* What stands behind the surname of a Chinese name; "" of any other. */
static const char *given_name(const char *name)
{
	const char *at = name;

	if (strpbrk(name, " -'") || strstr(name, "·") || !text_is_han(text_next(&at)))
		return "";
	if (surname_is_compound(name) && text_length(name) > 2)
		text_next(&at);
	return at;
}

static void add_words(struct patient_keys *keys, const char *name)
{
	const char *at = name;
	int words = 0;

	if (*given_name(name)) {
		add_word(keys, given_name(name));
		return;
	}
	for (uint32_t character = text_next(&at); character && words < PATIENT_WORDS_MAX;
	     character = text_next(&at)) {
		if (*at && (character == ' ' || character == '-' || character == '\'' ||
			    character == 0xB7)) {
			add_word(keys, at);
			words++;
		}
	}
}

void patient_keys_of(const struct patient *patient, struct patient_keys *out)
{
	char folded[PATIENT_KEY_SIZE], marked[PATIENT_KEY_SIZE], number[PATIENT_NUMBER_SIZE];
	struct pinyin pinyin;

	out->count = 0;
	add_folded(out, patient->name);
	pinyin_of_name(patient->name, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++)
		add_folded(out, pinyin.keys[i]);
	add_words(out, patient->name);
	add_folded(out, patient->id_number);
	add_folded(out, patient->card_no);
	add_folded(out, patient->social_no);
	add_key(out, patient_number_format(patient->id, number));
	patient_key_fold(patient->phone, folded);
	if (folded[0]) {
		patient_key_reverse(folded, marked);
		add_key(out, folded);
		add_key(out, marked);
	}
	if (patient->birth != DAY_NONE) {
		patient_key_birth(patient->birth, marked);
		add_key(out, marked);
	}
}

static enum status add_keys(struct desk *desk, int64_t patient_id, const struct patient *of)
{
	struct patient_keys keys;
	enum status status = STATUS_OK;

	patient_keys_of(of, &keys);
	for (size_t i = 0; !status && i < keys.count; i++)
		status = store_run(desk->store, SQL_PATIENT_KEY_ADD,
				   ARGS(store_text(keys.key[i]), STORE_ARG_INT(patient_id)), NULL);
	return desk_store_result(desk, status);
}

enum status patient_keys_remove(struct desk *desk, int64_t patient_id)
{
	assert(store_in_transaction(desk->store));
	return desk_store_result(desk, store_run(desk->store, SQL_PATIENT_KEY_REMOVE,
						 ARGS(STORE_ARG_INT(patient_id)), NULL));
}

/* The records that were merged into one. The caller frees *rows. */
static enum status former_records(struct desk *desk, int64_t patient_id, struct patient **rows,
				  size_t *count)
{
	return list_read(desk, SQL_PATIENT_FORMER, ARGS(STORE_ARG_INT(patient_id)),
			 patient_from_row, sizeof(**rows), rows, count);
}

enum status patient_keys_write(struct desk *desk, const struct patient *patient)
{
	struct patient *former;
	size_t count;
	enum status status = former_records(desk, patient->id, &former, &count);

	if (!status)
		status = patient_keys_remove(desk, patient->id);
	if (!status)
		status = add_keys(desk, patient->id, patient);
	for (size_t i = 0; !status && i < count; i++)
		status = add_keys(desk, patient->id, &former[i]);
	free(former);
	return status;
}

enum status patient_keys_add(struct desk *desk, const struct patient *patient)
{
	assert(store_in_transaction(desk->store));
	return add_keys(desk, patient->id, patient);
}

/* Writing everybody's keys anew. */

struct renewal {
	int64_t after; /* the patient that the last change ended with */
	/* Of one change: */
	int64_t last;
	int count;
};

struct stored_keys {
	const struct patient_keys *wanted;
	size_t count, unknown;
};

static enum status compare_key(const struct store_row *row, void *context)
{
	struct stored_keys *stored = context;
	const char *key = row_text(row, PATIENT_KEYS_KEY);

	stored->count++;
	for (size_t i = 0; i < stored->wanted->count; i++) {
		if (strcmp(stored->wanted->key[i], key) == 0)
			return STATUS_OK;
	}
	stored->unknown++;
	return STATUS_OK;
}

/* Of who has merged records more keys are wanted than these: they are written again. */
static enum status keys_are_right(struct desk *desk, const struct patient *patient, bool *right)
{
	struct patient_keys wanted;
	struct stored_keys stored = { .wanted = &wanted };
	enum status status;

	patient_keys_of(patient, &wanted);
	status = store_each(desk->store, SQL_PATIENT_KEYS, ARGS(STORE_ARG_INT(patient->id)),
			    compare_key, &stored);
	*right = stored.count == wanted.count && !stored.unknown;
	return desk_store_result(desk, status);
}

static enum status renew_inside(struct desk *desk, void *context)
{
	struct renewal *renewal = context;
	struct patient *rows;
	size_t count;
	enum status status = list_read(desk, SQL_PATIENT_EACH_AFTER,
				       ARGS(STORE_ARG_INT(renewal->after)), patient_from_row,
				       sizeof(*rows), &rows, &count);

	renewal->last = renewal->after;
	renewal->count = 0;
	for (size_t i = 0; !status && i < count; i++) {
		bool right = true;

		renewal->last = rows[i].id;
		status = keys_are_right(desk, &rows[i], &right);
		if (status || right)
			continue;
		renewal->count++;
		status = patient_keys_write(desk, &rows[i]);
	}
	free(rows);
	return status;
}

enum status patient_keys_renew(struct desk *desk, int *count)
{
	struct renewal renewal = { .after = 0 };
	enum status status;

	*count = 0;
	do {
		renewal.after = renewal.last;
		status = desk_change(desk, renew_inside, &renewal);
		*count += renewal.count;
	} while (!status && renewal.last != renewal.after);
	return status;
}
