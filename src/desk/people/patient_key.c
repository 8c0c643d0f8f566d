#include "desk/people/patient_key.h"

#include <assert.h>
#include <string.h>

#include "base/spelling.h"
#include "base/text.h"
#include "desk/people/patient_number.h"

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
	out[0] = '~';
	for (size_t i = 0; i < length; i++)
		out[1 + i] = folded[length - 1 - i];
	out[1 + length] = '\0';
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

void patient_keys_of(const struct patient *patient, struct patient_keys *out)
{
	char folded[PATIENT_KEY_SIZE], reversed[PATIENT_KEY_SIZE], number[PATIENT_NUMBER_SIZE];
	struct pinyin pinyin;

	out->count = 0;
	add_folded(out, patient->name);
	pinyin_of_name(patient->name, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++)
		add_folded(out, pinyin.keys[i]);
	add_folded(out, patient->id_number);
	add_folded(out, patient->card_no);
	add_key(out, patient_number_format(patient->id, number));
	patient_key_fold(patient->phone, folded);
	if (folded[0]) {
		patient_key_reverse(folded, reversed);
		add_key(out, folded);
		add_key(out, reversed);
	}
}

enum status patient_keys_write(struct desk *desk, const struct patient *patient)
{
	struct patient_keys keys;
	enum status status;

	assert(store_in_transaction(desk->store));
	patient_keys_of(patient, &keys);
	status = store_run(desk->store, SQL_PATIENT_KEY_REMOVE, ARGS(STORE_ARG_INT(patient->id)),
			   NULL);
	for (size_t i = 0; !status && i < keys.count; i++)
		status = store_run(desk->store, SQL_PATIENT_KEY_ADD,
				   ARGS(store_text(keys.key[i]), STORE_ARG_INT(patient->id)), NULL);
	return desk_store_result(desk, status);
}
