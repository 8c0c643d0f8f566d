#include "desk/check/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/id_type.h"
#include "base/memory.h"
#include "base/secret.h"
#include "base/spelling.h"
#include "base/text.h"
#include "desk/audit.h"
#include "desk/idem.h"
#include "desk/money/account.h"
#include "desk/people/patient_number.h"

#include "sql_columns.h"

void judge_memory_release(struct judge_memory *memory)
{
	free(memory->entries);
	*memory = (struct judge_memory){ .count = 0 };
}

/* "slot 12, 7": hardly a row is ever at fault, so its name is put together only then. */
static void name_text(const struct store_row *row, struct judge_memory *memory)
{
	const char *word = row_text(row, CHECK_TEXT_WORD);
	const int64_t number = row_number(row, CHECK_TEXT_NUMBER);
	char digits[24] = "";

	if (number)
		text_format(digits, sizeof(digits), "%lld", (long long)number);
	text_format(memory->where, sizeof(memory->where), "%s %s%s%s",
		    row_text(row, FAULT_ROW_FAULT), digits, number && word[0] ? ", " : "", word);
}

bool judge_text(const struct store_row *row, struct judge_memory *memory)
{
	const char *text = row_text(row, CHECK_TEXT_TEXT);
	size_t size;

	row_blob(row, CHECK_TEXT_TEXT, &size);
	if (size == strlen(text) && text_is_clean(text))
		return false;
	name_text(row, memory);
	return true;
}

/* Whether another entry was behind it before; from now on one is. Entries are numbered without
 * gaps, so one that is past those read until now is none that could stand before. */
static bool has_one_behind(struct judge_memory *memory, int64_t entry)
{
	const size_t byte = (size_t)entry / 8;
	const unsigned char bit = (unsigned char)(1U << (entry % 8));
	bool before;

	if (byte >= memory->room) {
		const size_t room = byte + byte / 2 + 4096;

		memory->entries = memory_resize(memory->entries, room, 1);
		memset(memory->entries + memory->room, 0, room - memory->room);
		memory->room = room;
	}
	before = (memory->entries[byte] & bit) != 0;
	memory->entries[byte] |= bit;
	return before;
}

bool judge_chain(const struct store_row *row, struct judge_memory *memory)
{
	const int64_t previous = row_number(row, CHECK_CHAIN_PREVIOUS);
	bool broken = row_number(row, CHECK_CHAIN_BROKEN) != 0;

	if (previous != 0)
		broken |= previous < 0 || previous > memory->entry_count ||
			  has_one_behind(memory, previous);
	memory->entry_count++;
	if (broken)
		text_format(memory->where, sizeof(memory->where), "%s %lld",
			    row_text(row, FAULT_ROW_FAULT),
			    (long long)row_number(row, CHECK_CHAIN_NUMBER));
	return broken;
}

static bool is_another_day(const char *business_day, int64_t at_ms, const char *closed_before)
{
	const day_number local = clock_local(at_ms).day;
	day_number day, closed;

	if (!day_parse(business_day, &day) || day < local - 1)
		return true;
	if (day <= local + 1)
		return false;
	return !day_parse(closed_before, &closed) || closed < local || day != closed + 1;
}

bool judge_business_day(const struct store_row *row, struct judge_memory *memory)
{
	(void)memory;
	return is_another_day(row_text(row, CHECK_BUSINESS_DAY_BUSINESS_DAY),
			      row_number(row, CHECK_BUSINESS_DAY_AT_MS),
			      row_text(row, CHECK_BUSINESS_DAY_CLOSED_BEFORE));
}

bool judge_order_day(const struct store_row *row, struct judge_memory *memory)
{
	(void)memory;
	return is_another_day(row_text(row, CHECK_ORDER_DAY_BUSINESS_DAY),
			      row_number(row, CHECK_ORDER_DAY_AT_MS),
			      row_text(row, CHECK_ORDER_DAY_CLOSED_BEFORE));
}

bool judge_order_person(const struct store_row *row, struct judge_memory *memory)
{
	const char *number = row_text(row, CHECK_ORDER_PERSON_ID_NUMBER);
	const char *patient_number = row_text(row, CHECK_ORDER_PERSON_PATIENT_ID_NUMBER);
	enum id_type type, patient_type;

	(void)memory;
	if (!spelling_is_same(row_text(row, CHECK_ORDER_PERSON_NAME),
			      row_text(row, CHECK_ORDER_PERSON_PATIENT)))
		return true;
	if (number[0] == '\0' || patient_number[0] == '\0')
		return false;
	return !spelling_is_same(number, patient_number) ||
	       (id_type_parse(row_text(row, CHECK_ORDER_PERSON_ID_TYPE), &type) &&
		id_type_parse(row_text(row, CHECK_ORDER_PERSON_PATIENT_ID_TYPE), &patient_type) &&
		type != ID_NONE && type != patient_type);
}

bool judge_asked(const struct store_row *row, struct judge_memory *memory)
{
	const int64_t session = row_number(row, CHECK_ASKED_SESSION_ID);
	const int64_t patient = row_number(row, CHECK_ASKED_PATIENT_ID);
	struct idem made = { .set = true };
	size_t size;
	const unsigned char *asked = row_blob(row, CHECK_ASKED_ASKED, &size);

	if (session) {
		idem_ask_number(&made, IDEM_SESSION, session);
		idem_ask(&made, IDEM_CHANNEL, row_text(row, CHECK_ASKED_CHANNEL));
	}
	if (patient)
		idem_ask_number(&made, IDEM_PATIENT, patient);
	if (!idem_contradicts(&made, asked, (int)size))
		return false;
	text_format(memory->where, sizeof(memory->where), "%s %lld", row_text(row, FAULT_ROW_FAULT),
		    (long long)row_number(row, CHECK_ASKED_NUMBER));
	return true;
}

bool judge_date(const struct store_row *row, struct judge_memory *memory)
{
	day_number day;

	(void)memory;
	return !day_parse(row_text(row, CHECK_DATE_DAY), &day);
}

bool judge_setting(const struct store_row *row, struct judge_memory *memory)
{
	const int place = setting_find(row_text(row, CHECK_SETTING_VALUE_NAME));

	(void)memory;
	return place < 0 || !setting_is_rule(place) ||
	       !setting_may_be(place, row_text(row, CHECK_SETTING_VALUE_VALUE));
}

bool judge_owner(const struct store_row *row, struct judge_memory *memory)
{
	const char *recorded = row_text(row, CHECK_OWNER_DETAIL);
	unsigned char key[SECRET_KEY_SIZE];
	char hex[2 * SECRET_KEY_SIZE + 1];

	(void)memory;
	return !row_bytes(row, CHECK_OWNER_PUBLIC_KEY, key, sizeof(key)) ||
	       strcmp(recorded, text_hex(key, sizeof(key), hex)) != 0;
}

bool judge_digit(const struct store_row *row, struct judge_memory *memory)
{
	(void)memory;
	return !check_digit_is_right(row_text(row, CHECK_DIGIT_NUMBER));
}

bool judge_identity(const struct store_row *row, struct judge_memory *memory)
{
	struct resident_id id;
	day_number birth;

	(void)memory;
	return resident_id_read(row_text(row, CHECK_IDENTITY_ID_NUMBER), INT32_MAX, &id, NULL) !=
		       STATUS_OK ||
	       strcmp(id.number, row_text(row, CHECK_IDENTITY_ID_NUMBER)) != 0 ||
	       strcmp(sex_name(id.sex), row_text(row, CHECK_IDENTITY_SEX)) != 0 ||
	       !day_parse(row_text(row, CHECK_IDENTITY_BIRTH_DATE), &birth) || birth != id.birth;
}

/* Keys. */

static void expect(struct judge_memory *memory, const char *folded)
{
	if (folded[0] == '\0')
		return;
	text_copy(memory->key[memory->count], PATIENT_KEY_SIZE, folded);
	memory->missing |= 1U << memory->count;
	memory->count++;
}

static void expect_all(struct judge_memory *memory)
{
	const struct patient *patient = &memory->patient;
	char number[PATIENT_NUMBER_SIZE], folded[PATIENT_KEY_SIZE], reversed[PATIENT_KEY_SIZE];
	const char *const texts[] = { patient->name, patient->id_number, patient->card_no,
				      patient->social_no,
				      patient_number_format(patient->id, number) };

	memory->id = patient->id;
	memory->missing = 0;
	memory->count = 0;
	memory->keys.count = 0;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		patient_key_fold(texts[i], folded);
		expect(memory, folded);
	}
	patient_key_fold(patient->phone, folded);
	if (folded[0]) {
		expect(memory, folded);
		patient_key_reverse(folded, reversed);
		expect(memory, reversed);
	}
	if (patient->birth != DAY_NONE) {
		patient_key_birth(patient->birth, folded);
		expect(memory, folded);
	}
}

/* Two statements give the person that a key is looked at for. */
#define READ_PERSON(row, statement, out) \
	read_person(out, row_number(row, statement##_ID), row_text(row, statement##_BIRTH_DATE), \
		    (const char *const[]){ \
			    row_text(row, statement##_NAME), row_text(row, statement##_ID_NUMBER), \
			    row_text(row, statement##_PHONE), row_text(row, statement##_CARD_NO), \
			    row_text(row, statement##_SOCIAL_NO) })

static void read_person(struct patient *out, int64_t id, const char *birth,
			const char *const texts[5])
{
	*out = (struct patient){ .id = id };
	text_copy(out->name, sizeof(out->name), texts[0]);
	text_copy(out->id_number, sizeof(out->id_number), texts[1]);
	text_copy(out->phone, sizeof(out->phone), texts[2]);
	text_copy(out->card_no, sizeof(out->card_no), texts[3]);
	text_copy(out->social_no, sizeof(out->social_no), texts[4]);
	if (!day_parse(birth, &out->birth))
		out->birth = DAY_NONE;
}

static bool is_spelling(const char *key)
{
	if (key[0] == PATIENT_KEY_WORD)
		key++;
	return key[strspn(key, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

/* Whether it is another one of that person's: spelt out only where there is one. */
static bool is_another(struct judge_memory *memory, const char *key)
{
	struct patient_keys *keys = &memory->keys;

	if (keys->count == 0)
		patient_keys_of(&memory->patient, keys);
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->key[i], key) == 0)
			return true;
	return false;
}

bool judge_patient_key(const struct store_row *row, struct judge_memory *memory)
{
	const char *key = row_text(row, CHECK_PATIENT_KEY_KEY);
	bool expected = false;

	if (memory->id != row_number(row, CHECK_PATIENT_KEY_ID)) {
		READ_PERSON(row, CHECK_PATIENT_KEY, &memory->patient);
		expect_all(memory);
	}
	for (size_t i = 0; i < memory->count; i++) {
		if (strcmp(memory->key[i], key) != 0)
			continue;
		memory->missing &= ~(1U << i);
		expected = true;
	}
	if (key[0] && !expected && row_number(row, CHECK_PATIENT_KEY_ALONE) && !is_spelling(key) &&
	    !is_another(memory, key))
		return true;
	/* Whoever has none comes once, without a key. */
	return strcmp(key, row_text(row, CHECK_PATIENT_KEY_LAST)) == 0 && memory->missing != 0;
}

/* The rows of a key follow each other, the last one says so. */
bool judge_merged_key(const struct store_row *row, struct judge_memory *memory)
{
	const char *key = row_text(row, CHECK_MERGED_KEY_KEY);

	READ_PERSON(row, CHECK_MERGED_KEY, &memory->patient);
	memory->keys.count = 0;
	if (is_spelling(key) || is_another(memory, key))
		memory->count++;
	if (!row_number(row, CHECK_MERGED_KEY_LAST))
		return false;
	if (memory->count) {
		memory->count = 0;
		return false;
	}
	return true;
}

/* What was recorded. */

/* A room, a title are words of somebody, in which any mark may stand: it begins with what was
 * written, or that stands behind an arrow. */
static bool is_said(const char *said, const char *value)
{
	char behind[AUDIT_DETAIL_SIZE];

	if (value[0] == '\0')
		return said[0] == '\0' || said[0] == ';' || strncmp(said, "-", 1) == 0 ||
		       strstr(said, " -> -") != NULL;
	text_format(behind, sizeof(behind), " -> %s", value);
	return strncmp(said, value, strlen(value)) == 0 || strstr(said, behind) != NULL;
}

bool judge_recorded(const struct store_row *row, struct judge_memory *memory)
{
	const char *field = row_text(row, CHECK_RECORDED_FIELD);
	const char *value = row_text(row, CHECK_RECORDED_VALUE);
	const char *detail = row_text(row, CHECK_RECORDED_DETAIL), *said, *end, *arrow;
	char name[32];

	(void)memory;
	/* It comes behind another, or first. */
	text_format(name, sizeof(name), "; %s: ", field);
	said = strstr(detail, name);
	if (said)
		said += strlen(name);
	else if (strstr(detail, name + 2) == detail)
		said = detail + strlen(name + 2);
	else
		return true;
	if (strcmp(field, "room") == 0 || strcmp(field, "title") == 0 ||
	    strcmp(field, "qualification_no") == 0 || strcmp(field, "specialty") == 0)
		return !is_said(said, value);
	end = strstr(said, "; ");
	if (!end)
		end = said + strlen(said);
	arrow = strstr(said, " -> ");
	if (arrow && arrow < end)
		said = arrow + strlen(" -> ");
	return strlen(value) != (size_t)(end - said) || strncmp(said, value, strlen(value)) != 0;
}

bool judge_ban_end(const struct store_row *row, struct judge_memory *memory)
{
	day_number day;

	(void)memory;
	return !day_parse(row_text(row, CHECK_BAN_END_ENDED_DATE), &day) ||
	       day != clock_local(row_number(row, CHECK_BAN_END_AT_MS)).day;
}

bool judge_account(const struct store_row *row, struct judge_memory *memory)
{
	const char *name = row_text(row, CHECK_ACCOUNT_KIND_NAME);

	(void)memory;
	for (int account = 0; account < ACCOUNT_COUNT; account++)
		if (strcmp(account_name((enum account)account), name) == 0)
			return strcmp(account_kind((enum account)account),
				      row_text(row, CHECK_ACCOUNT_KIND_KIND)) != 0;
	return true;
}
