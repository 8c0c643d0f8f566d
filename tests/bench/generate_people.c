/* Patients and the keys they are found by. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bare.h"
#include "base/check_digit.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/people/patient_key.h"
#include "generate.h"

enum { SORTED_KEY_SIZE = 28, KEYS_TO_EACH = 18, KEYS_PER_NAME = 12, CHECKED_EVERY = 5000 };

/* A key on its way into the order of the table. */
struct sorted_key {
	char key[SORTED_KEY_SIZE];
	int32_t patient; /* number, from 0 */
};

struct name_keys {
	char name[NAME_SIZE];
	int count;
	char key[KEYS_PER_NAME][SORTED_KEY_SIZE];
};

struct keys {
	struct sorted_key *item;
	size_t count, room;
};

void generate_name(int n, char name[NAME_SIZE])
{
	static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "黄",
						"赵", "周", "吴", "徐", "孙", "马", "朱",
						"胡", "郭", "何", "林", "高", "罗" };
	static const char *const given[] = { "伟", "芳", "娜", "敏", "静", "丽", "强", "磊",
					     "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
					     "超", "秀", "霞", "平", "刚", "桂", "英", "华",
					     "玉", "兰", "红", "建", "国", "文", "辉", "力",
					     "海", "燕", "梅", "鑫", "波", "斌", "宇", "浩" };
	int second = n / 20 / 40;

	text_format(name, NAME_SIZE, "%s%s%s", surnames[n % 20], given[n / 20 % 40],
		    second < 30 ? given[second] : "");
}

int64_t clinic_patient(int64_t n)
{
	char digits[24];

	text_format(digits, sizeof(digits), "%lld", (long long)(1000000 + n));
	return (1000000 + n) * 10 + (check_digit(digits) - '0');
}

int64_t clinic_patient_n(int64_t id)
{
	return id / 10 - 1000000;
}

void clinic_card(int64_t n, char card_no[CLINIC_CARD_SIZE])
{
	card_no[0] = '\0';
	if (n % 10 == 3)
		text_format(card_no, CLINIC_CARD_SIZE, "88%08lld", (long long)n);
}

/* A person of the n-th number: everything follows from n and the seed. */
static int person_of(struct bench_size size, int64_t n, char id_number[19], char phone[12])
{
	uint64_t state = size.seed * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)n * 2654435761U + 1;
	char seventeen[18], day[DAY_TEXT_SIZE];

	for (int i = 0; i < 4; i++)
		(void)dice(&state, 2);
	/* 120 birth days for every thousand people keep the numbers apart. */
	day_format(day_from_civil(1935, 1, 1) + (day_number)(n / 999 % 30000), day);
	text_format(seventeen, sizeof(seventeen), "%06u%.4s%.2s%.2s%03d", 110101 + dice(&state, 8),
		    day, day + 5, day + 8, (int)(n % 999) + 1);
	text_format(id_number, 19, "%s%c", seventeen, resident_id_check(seventeen));
	text_format(phone, 12, "1%02u%08u", 30 + dice(&state, 70), dice(&state, 100000000));
	return (int)dice(&state, NAME_COUNT);
}

/* The keys that the desk gives for each name alone: those of a patient without anything else, but
 * for that of its number. */
static const struct name_keys *names_made(void)
{
	struct name_keys *names = memory_new(NAME_COUNT, sizeof(*names));

	for (int i = 0; i < NAME_COUNT; i++) {
		struct patient named = { .id = clinic_patient(0), .birth = DAY_NONE };
		struct patient_keys keys;

		generate_name(i, names[i].name);
		text_copy(named.name, sizeof(named.name), names[i].name);
		patient_keys_of(&named, &keys);
		for (size_t k = 0; k < keys.count; k++) {
			if (keys.key[k][0] >= '0' && keys.key[k][0] <= '9')
				continue;
			if (names[i].count == KEYS_PER_NAME ||
			    strlen(keys.key[k]) >= SORTED_KEY_SIZE)
				die("%s has more keys than there is room for", names[i].name);
			text_copy(names[i].key[names[i].count++], SORTED_KEY_SIZE, keys.key[k]);
		}
	}
	return names;
}

static void add_key(struct keys *keys, const char *key, int64_t n)
{
	struct sorted_key *item = &keys->item[keys->count++];

	if (keys->count > keys->room || strlen(key) >= SORTED_KEY_SIZE)
		die("the key %s has no room", key);
	text_copy(item->key, sizeof(item->key), key);
	item->patient = (int32_t)n;
}

/* What is written here must be what the desk itself would write. */
static void check_keys(const struct patient *patient, const struct keys *keys, size_t first)
{
	struct patient_keys wanted;

	patient_keys_of(patient, &wanted);
	if (wanted.count != keys->count - first)
		die("patient %lld has other keys than the desk gives", (long long)patient->id);
	for (size_t i = 0; i < wanted.count; i++) {
		bool found = false;

		for (size_t k = first; k < keys->count && !found; k++)
			found = strcmp(wanted.key[i], keys->item[k].key) == 0;
		if (!found)
			die("patient %lld lacks the key %s", (long long)patient->id, wanted.key[i]);
	}
}

static int compare_keys(const void *a, const void *b)
{
	const struct sorted_key *one = a, *other = b;
	int order = memcmp(one->key, other->key, SORTED_KEY_SIZE);

	return order ? order : (one->patient > other->patient) - (one->patient < other->patient);
}

/* The index by patient: patients come in order, their keys are put in order here. */
static void put_keys_of_patient(struct generator *generator, const struct keys *keys, size_t first)
{
	sqlite3_stmt *statement = generator->index[INDEX_KEY_PATIENT];

	qsort(keys->item + first, keys->count - first, sizeof(*keys->item), compare_keys);
	for (size_t i = first; i < keys->count; i++) {
		bare_number(statement, 1, clinic_patient(keys->item[i].patient));
		bare_text(statement, 2, keys->item[i].key);
		generate_put(statement);
	}
}

static void add_keys(struct generator *generator, struct keys *keys, const struct name_keys *name,
		     struct patient *patient, int64_t n)
{
	char reversed[PATIENT_KEY_SIZE], number[24], folded[PATIENT_KEY_SIZE];
	char birth[PATIENT_KEY_SIZE];
	size_t first = keys->count;

	for (int i = 0; i < name->count; i++)
		add_key(keys, name->key[i], n);
	patient_key_fold(patient->id_number, folded);
	add_key(keys, folded, n);
	text_format(number, sizeof(number), "%lld", (long long)patient->id);
	add_key(keys, number, n);
	if (patient->card_no[0])
		add_key(keys, patient->card_no, n);
	add_key(keys, patient->phone, n);
	patient_key_reverse(patient->phone, reversed);
	add_key(keys, reversed, n);
	patient_key_birth(patient->birth, birth);
	add_key(keys, birth, n);
	if (n % CHECKED_EVERY == 0)
		check_keys(patient, keys, first);
	put_keys_of_patient(generator, keys, first);
}

static day_number birth_of(const char *id_number)
{
	char text[DAY_TEXT_SIZE];
	day_number day;

	text_format(text, sizeof(text), "%.4s-%.2s-%.2s", id_number + 6, id_number + 10,
		    id_number + 12);
	if (!day_parse(text, &day))
		die("%s is no day", text);
	return day;
}

static void put_patient(struct generator *generator, const struct patient *patient)
{
	sqlite3_stmt *statement = generator->patient;
	char birth[DAY_TEXT_SIZE];
	int64_t seq = generate_audit(generator, "patient.add", patient->id, 0, patient->name,
				     false);

	day_format(patient->birth, birth);
	bare_number(statement, 1, patient->id);
	bare_text(statement, 2, patient->name);
	bare_text(statement, 3, patient->id_number);
	bare_text(statement, 4, patient->phone);
	bare_text(statement, 5, (patient->id_number[16] - '0') % 2 ? "male" : "female");
	bare_text(statement, 6, birth);
	bare_text(statement, 7, patient->card_no[0] ? patient->card_no : NULL);
	bare_number(statement, 8, seq);
	generate_put(statement);
}

static void put_keys(struct generator *generator, struct keys *keys)
{
	bench_progress(generator->bench, "generating: %zu search keys", keys->count);
	qsort(keys->item, keys->count, sizeof(*keys->item), compare_keys);
	for (size_t i = 0; i < keys->count; i++) {
		bare_text(generator->key, 1, keys->item[i].key);
		bare_number(generator->key, 2, clinic_patient(keys->item[i].patient));
		generate_put(generator->key);
	}
}

void clinic_person(struct bench_size size, int64_t n, const char **name, char id_number[19],
		   char phone[12])
{
	static char made[NAME_SIZE];

	generate_name(person_of(size, n, id_number, phone), made);
	*name = made;
}

void generate_patients(struct generator *generator)
{
	const struct name_keys *names = names_made();
	struct keys keys = { .room = (size_t)generator->size.patients * KEYS_TO_EACH };

	keys.item = memory_new(keys.room, sizeof(*keys.item));
	for (int64_t n = 0; n < generator->size.patients; n++) {
		struct patient patient = { .id = clinic_patient(n) };
		int name = person_of(generator->size, n, patient.id_number, patient.phone);

		if (n % 100000 == 0)
			bench_progress(generator->bench, "generating: patient %lld of %ld",
				       (long long)n, generator->size.patients);
		text_copy(patient.name, sizeof(patient.name), names[name].name);
		patient.birth = birth_of(patient.id_number);
		clinic_card(n, patient.card_no);
		put_patient(generator, &patient);
		add_keys(generator, &keys, &names[name], &patient, n);
	}
	put_keys(generator, &keys);
	free(keys.item);
	free((void *)(uintptr_t)names);
}
