#ifndef DESK_PATIENT_FORM_H
#define DESK_PATIENT_FORM_H
/*
 * A person's record, and reading it from a form that somebody filled in or a row of a file.
 * Invariant: what patient_read gives is tidy and agrees with itself; it changes nothing.
 */
#include "base/contact.h"
#include "desk/desk.h"

struct patient {
	int64_t id; /* the patient number: seven digits and a check digit */
	int64_t seq;
	char name[NAME_SIZE];
	enum id_type id_type;
	char id_number[ID_NUMBER_SIZE];
	char phone[PHONE_SIZE];
	enum sex sex;
	day_number birth; /* DAY_NONE when unknown */
	char card_no[CARD_SIZE];
	char social_no[CARD_SIZE]; /* the social security number */
	day_number linked;	   /* since when the card is linked to it; DAY_NONE: it is not */
	day_number deceased;	   /* when that was noted; DAY_NONE: it was not */
};

/* A patient as typed or as read from a file; every field may be "" or NULL but the name. */
struct patient_form {
	const char *name, *id_type, *id_number, *phone, *sex, *birth_date, *card_no, *social_no,
		*linked_since;
};

enum patient_field {
	PATIENT_NAME,
	PATIENT_ID_TYPE,
	PATIENT_ID_NUMBER,
	PATIENT_PHONE,
	PATIENT_SEX,
	PATIENT_BIRTH_DATE,
	PATIENT_CARD_NO,
	PATIENT_SOCIAL_NO,
	PATIENT_LINKED_SINCE,
	PATIENT_FIELD_COUNT
};

/* The name of a field as the files have it ("id_number"). */
const char *patient_field_name(enum patient_field field);

/*
 * Tidies and checks a form into `out` (id and seq 0): identity.h's rules; sex and birth date come
 * from a resident number, and contradict it never. An id_number without id_type is a resident
 * number when it has 18 characters, else STATUS_BAD_VALUE. Only a card and a social security number
 * that are there can be linked. On failure *field is the field at fault and desk->problem the
 * sentence. `field` may be NULL.
 */
enum status patient_read(struct desk *desk, const struct patient_form *form, struct patient *out,
			 enum patient_field *field) MUST_CHECK;

/* Tidies a card's number, or a social security number: letters, digits and - _ . /, in capitals. */
enum status patient_card_read(struct desk *desk, const char *text, char out[CARD_SIZE]) MUST_CHECK;
enum status patient_social_read(struct desk *desk, const char *text,
				char out[CARD_SIZE]) MUST_CHECK;

/* The form that patient_read makes the same record of; its texts live in *texts. */
struct patient_texts {
	char birth_date[DAY_TEXT_SIZE], linked_since[DAY_TEXT_SIZE];
};
struct patient_form patient_form_of(const struct patient *patient, struct patient_texts *texts);

#endif
