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
	PATIENT_KEY_SIZE = 130, /* 128 bytes, a mark and the NUL */
	PATIENT_WORDS_MAX = 4,	/* of a name, behind the first */
	/* A name or a word with its spellings; name, ID, phone twice, card, social security number,
	 * patient number, birth date. */
	PATIENT_KEYS_MAX = (PATIENT_WORDS_MAX + 1) * (PINYIN_KEYS_MAX + 2) + 7
};

/* What stands before a key that is no beginning of a name or a number. */
enum { PATIENT_KEY_WORD = '_', PATIENT_KEY_BACKWARDS = '~', PATIENT_KEY_BIRTH = '@' };

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

/* The key of a birth date, "@19850630". */
void patient_key_birth(day_number birth, char out[PATIENT_KEY_SIZE]);

/*
 * All keys of a patient, each once, none empty. Of the name: the whole; behind '_' each further
 * word of it with what follows, and of a Chinese one the given name; the spellings of each.
 */
void patient_keys_of(const struct patient *patient, struct patient_keys *out);

/* Writes the keys of a patient who was just added; only within desk_change. */
enum status patient_keys_add(struct desk *desk, const struct patient *patient) MUST_CHECK;

/* Puts the keys of a patient, and of the records merged into this one, in place of those stored;
 * only within desk_change. */
enum status patient_keys_write(struct desk *desk, const struct patient *patient) MUST_CHECK;

/* Takes the keys of a record away that is merged into another; only within desk_change. */
enum status patient_keys_remove(struct desk *desk, int64_t patient_id) MUST_CHECK;

/*
 * Writes the keys of everybody anew whose keys are not those that this program would write: what a
 * database needs that an older program filled. *count: of how many people. In changes of so many
 * people each that no other counter waits long; no entry tells of them, for keys say nothing that
 * the records do not.
 */
enum status patient_keys_renew(struct desk *desk, int *count) MUST_CHECK;

#endif
