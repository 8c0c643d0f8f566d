#ifndef DESK_PATIENT_KEY_H
#define DESK_PATIENT_KEY_H
/*
 * What a patient is found by: keys in the store, each looked up by its beginning.
 * Invariant: a key and what a clerk types are folded by the same function, so that what is typed as
 * it was registered is always found.
 */
#include "base/pinyin.h"
#include "desk/people/patient_form.h"

enum {
	PATIENT_KEY_SIZE = 130,		       /* 128 bytes, `~` and the NUL */
	PATIENT_KEYS_MAX = PINYIN_KEYS_MAX + 6 /* name, ID, phone twice, card, number */
};

struct patient_keys {
	size_t count;
	char key[PATIENT_KEYS_MAX][PATIENT_KEY_SIZE];
};

/*
 * Folds a text as all are compared (spelling_fold), but ü to v: 买买提·艾力 is 买买提艾力, JOSÉ is
 * jose, and "138-0013-8000" is "13800138000". Cut at PATIENT_KEY_SIZE.
 */
void patient_key_fold(const char *text, char out[PATIENT_KEY_SIZE]);

/* `~` and the folded text backwards, for the last digits of a phone. `folded` is ASCII. */
void patient_key_reverse(const char *folded, char out[PATIENT_KEY_SIZE]);

/* All keys of a patient, each once, none empty. */
void patient_keys_of(const struct patient *patient, struct patient_keys *out);

/* Puts the keys of a patient in place of those stored; only within desk_change. */
enum status patient_keys_write(struct desk *desk, const struct patient *patient) MUST_CHECK;

#endif
