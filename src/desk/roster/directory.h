#ifndef DESK_DIRECTORY_H
#define DESK_DIRECTORY_H
/*
 * The directory: departments, doctors and their fees.
 */
#include "desk/audit.h"

enum { WORD_SIZE = 193, SPECIALTY_SIZE = 385, TITLE_SIZE = 97 };

struct department {
	int64_t id, seq;
	char code[CODE_SIZE], name[WORD_SIZE], location[WORD_SIZE];
};

struct doctor {
	int64_t id, seq, department_id;
	char code[CODE_SIZE], name[WORD_SIZE], title[TITLE_SIZE];
	char department_code[CODE_SIZE], department[WORD_SIZE];
	char qualification_no[ID_NUMBER_SIZE], specialty[SPECIALTY_SIZE];
	char initials[CODE_SIZE]; /* of the name, as the store has them */
	int64_t fee_fen;
};

/*
 * Reads a code of a department or a doctor: narrow, without blanks and unseen marks; letters,
 * digits, dot, underscore and hyphen, 1 to 32. Its case is kept, but no code is another one for its
 * case alone. STATUS_BAD_VALUE with a sentence that calls it `what` ("the doctor's code").
 */
enum status code_read(const char *text, const char *what, char out[CODE_SIZE],
		      struct problem *problem) MUST_CHECK;

/*
 * Reads words for people (a name, a room): trimmed, a line break counts as a space; at most
 * `longest` characters that can be seen, at least `shortest`. `size` is the room in `out`.
 * STATUS_BAD_VALUE with a sentence that calls it `what`.
 */
enum status words_read(const char *text, const char *what, size_t shortest, size_t longest,
		       char *out, size_t size, struct problem *problem) MUST_CHECK;

/*
 * Reads the name of a department or of a doctor (`person`: blanks and middle dots as in a patient's
 * name) as words_read does, blanks of any width being one space: no number, nothing that stands for
 * a missing value, and at most NAME_COLUMNS_MOST columns on a screen. STATUS_BAD_NAME or
 * STATUS_BAD_VALUE.
 */
enum { NAME_COLUMNS_MOST = 64 };
enum status directory_name_read(const char *text, const char *what, bool person, char *out,
				size_t size, struct problem *problem) MUST_CHECK;

/* How many characters the store takes; each of up to four bytes. */
enum {
	WORD_LONGEST = 64,
	TITLE_LONGEST = 32,
	QUALIFICATION_LONGEST = 32,
	SPECIALTY_LONGEST = 128,
	ROOM_LONGEST = 32
};

/* What putting a record did. */
enum put_outcome { PUT_ADDED, PUT_CHANGED, PUT_UNCHANGED };

/*
 * Adds the record, or changes the one with the same code (in any case; it is kept), or leaves an
 * equal one alone (no audit row). Fills in id and seq. For a doctor, department_code must exist:
 * STATUS_NOT_FOUND otherwise.
 */
enum status department_put(struct desk *desk, struct department *department,
			   enum put_outcome *outcome) MUST_CHECK;
enum status doctor_put(struct desk *desk, struct doctor *doctor,
		       enum put_outcome *outcome) MUST_CHECK;

/* By code, tidied and in any case (a doctor also by id). STATUS_NOT_FOUND, STATUS_UNKNOWN_DOCTOR.
 */
enum status department_get(struct desk *desk, const char *code, struct department *out) MUST_CHECK;
enum status doctor_get(struct desk *desk, const char *code, struct doctor *out) MUST_CHECK;
enum status doctor_by_id(struct desk *desk, int64_t id, struct doctor *out) MUST_CHECK;

/* All, by department code and doctor code. The caller frees *rows. */
enum status department_list(struct desk *desk, struct department **rows, size_t *count) MUST_CHECK;
enum status doctor_list(struct desk *desk, struct doctor **rows, size_t *count) MUST_CHECK;

#endif
