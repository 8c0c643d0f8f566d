/* Patients: reading a form, adding, changing, finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/check_digit.h"
#include "base/text.h"
#include "desk/people/patient_find.h"
#include "desk/people/patient_key.h"
#include "fixture.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* GB 11643-1999, annex: female, 1949-12-31. */
#define PUBLISHED_NUMBER "11010519491231002X"

static struct patient_form form_of(const char *name, const char *id_number, const char *phone)
{
	return (struct patient_form){ .name = name,
				      .id_type = id_number[0] ? "resident_id" : "",
				      .id_number = id_number,
				      .phone = phone,
				      .sex = "",
				      .birth_date = "",
				      .card_no = "" };
}

static struct patient read_form(struct desk *desk, const struct patient_form *form)
{
	struct patient patient;

	fixture_must(desk, patient_read(desk, form, &patient, NULL));
	return patient;
}

static struct patient add(struct desk *desk, const struct patient_form *form)
{
	struct patient patient = read_form(desk, form);

	fixture_must(desk, patient_add(desk, &patient, NULL));
	return patient;
}

/* How many are found, and whether `id` is the first of them. */
static size_t found(struct desk *desk, const char *text, int64_t id)
{
	struct patient out[PATIENT_FIND_MAX];
	size_t count;

	fixture_must(desk, patient_find(desk, text, out, &count));
	if (count == 0 || out[0].id != id)
		return 0;
	return count;
}

static void sex_and_birth_date_come_from_the_resident_number(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三丰", " 11010519491231002x ", "+86 138-0013-8000");
	struct patient patient = read_form(desk, &form);
	char birth[DAY_TEXT_SIZE];

	(void)state;
	assert_string_equal(patient.id_number, PUBLISHED_NUMBER);
	assert_string_equal(patient.phone, "13800138000");
	assert_int_equal(patient.sex, SEX_FEMALE);
	assert_string_equal(day_format(patient.birth, birth), "1949-12-31");
	form.id_type = "";
	patient = read_form(desk, &form);
	assert_int_equal(patient.id_type, ID_RESIDENT);
	fixture_close(desk);
}

static void each_bad_field_is_named(void **state)
{
	static const struct {
		struct patient_form form;
		enum patient_field field;
		enum status status;
	} bad[] = {
		{ { "", "", "", "", "", "", "", "", "" }, PATIENT_NAME, STATUS_BAD_NAME },
		{ { "张三", "licence", "1", "", "", "", "", "", "" },
		  PATIENT_ID_TYPE,
		  STATUS_BAD_VALUE },
		{ { "张三", "", "E12345678", "", "", "", "", "", "" },
		  PATIENT_ID_TYPE,
		  STATUS_BAD_VALUE },
		{ { "张三", "resident_id", "110105194912310021", "", "", "", "", "", "" },
		  PATIENT_ID_NUMBER,
		  STATUS_BAD_ID_NUMBER },
		{ { "张三", "passport", "", "", "", "", "", "", "" },
		  PATIENT_ID_NUMBER,
		  STATUS_BAD_ID_NUMBER },
		{ { "张三", "", "", "1380013800", "", "", "", "", "" },
		  PATIENT_PHONE,
		  STATUS_BAD_PHONE },
		{ { "张三", "", "", "", "x", "", "", "", "" }, PATIENT_SEX, STATUS_BAD_VALUE },
		{ { "张三", "resident_id", PUBLISHED_NUMBER, "", "male", "", "", "", "" },
		  PATIENT_SEX,
		  STATUS_BAD_VALUE },
		{ { "张三", "", "", "", "", "2026-02-30", "", "", "" },
		  PATIENT_BIRTH_DATE,
		  STATUS_BAD_DATE },
		{ { "张三", "", "", "", "", "2026-11-24", "", "", "" },
		  PATIENT_BIRTH_DATE,
		  STATUS_BAD_DATE },
		{ { "张三", "", "", "", "", "1870-01-01", "", "", "" },
		  PATIENT_BIRTH_DATE,
		  STATUS_BAD_DATE },
		{ { "张三", "resident_id", PUBLISHED_NUMBER, "", "女", "1949-12-30", "", "", "" },
		  PATIENT_BIRTH_DATE,
		  STATUS_BAD_VALUE },
		{ { "张三", "", "", "", "", "", "=1+1", "", "" },
		  PATIENT_CARD_NO,
		  STATUS_BAD_VALUE },
		{ { "张三", "", "", "", "", "", "123456789012345678901234567890123", "", "" },
		  PATIENT_CARD_NO,
		  STATUS_BAD_VALUE },
	};
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++) {
		struct patient patient;
		enum patient_field field = PATIENT_FIELD_COUNT;

		assert_int_equal(patient_read(desk, &bad[i].form, &patient, &field), bad[i].status);
		assert_string_equal(patient_field_name(field), patient_field_name(bad[i].field));
		assert_int_equal(desk->problem.status, bad[i].status);
	}
	fixture_close(desk);
}

static void patient_numbers_count_up_with_a_check_digit_that_catches_every_wrong_digit(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	char number[PATIENT_NUMBER_SIZE];
	int64_t id;

	(void)state;
	for (int n = 0; n < 12; n++) {
		struct patient patient = fixture_patient(desk, n);

		assert_int_equal(patient.id / 10, 1000000 + n);
		text_format(number, sizeof(number), "%lld", (long long)patient.id);
		assert_true(check_digit_is_right(number));
		assert_true(patient_number_parse(number, &id));
		assert_int_equal(id, patient.id);
		for (size_t place = 0; number[place]; place++) {
			char right = number[place];

			number[place] = (char)('0' + (right - '0' + 1) % 10);
			assert_false(patient_number_parse(number, &id));
			number[place] = right;
		}
	}
	assert_false(patient_number_parse("", &id));
	assert_false(patient_number_parse("1000000", &id));
	assert_false(patient_number_parse("1000000x", &id));
	fixture_close(desk);
}

static void a_patient_comes_back_as_registered(void **state)
{
	static const char *const names[] = {
		"张三丰",     "𠮷野家", "买买提·艾力",	       "欧阳修",
		"O'Brien J.", "㐂",	"阿卜杜拉·买买提·艾力"
	};
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));

	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		char phone[PHONE_SIZE];
		struct patient_form form = form_of(names[i], "", phone);
		struct patient patient, again;

		text_format(phone, sizeof(phone), "1990000%04d", (int)i);
		patient = add(desk, &form);
		fixture_must(desk, patient_get(desk, patient.id, &again));
		assert_string_equal(again.name, names[i]);
		assert_string_equal(again.phone, phone);
		assert_int_equal(again.birth, DAY_NONE);
		assert_int_equal(again.seq, patient.seq);
		assert_int_equal(found(desk, names[i], patient.id), 1);
	}
	fixture_close(desk);
}

static void other_documents_are_kept_beside_the_same_number_of_another_kind(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = { "Maria Silva", "passport", "fg 123456", "", "female",
				     "1980/2/29",   "",		"",	     "" };
	struct patient first = add(desk, &form), second, again;

	(void)state;
	assert_string_equal(first.id_number, "FG123456");
	form.name = "李四";
	form.id_type = "通行证";
	second = add(desk, &form);
	assert_int_not_equal(first.id, second.id);
	fixture_must(desk, patient_by_id_number(desk, ID_PERMIT, "FG123456", &again));
	assert_int_equal(again.id, second.id);
	fixture_must(desk, patient_by_id_number(desk, ID_NONE, "ｆｇ 123456", &again));
	assert_int_equal(again.id, first.id);
	assert_int_equal(patient_by_id_number(desk, ID_RESIDENT, "FG123456", &again),
			 STATUS_UNKNOWN_PATIENT);
	fixture_close(desk);
}

static void a_duplicate_is_refused_with_the_existing_record_named_and_masked(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三丰", PUBLISHED_NUMBER, "13800138000");
	struct patient first = add(desk, &form), second;
	char number[PATIENT_NUMBER_SIZE];

	(void)state;
	text_format(number, sizeof(number), "%lld", (long long)first.id);
	form.name = "李四";
	form.phone = "13800138001";
	second = read_form(desk, &form);
	assert_int_equal(patient_add(desk, &second, NULL), STATUS_DUPLICATE_PATIENT);
	assert_non_null(strstr(desk->problem.message, number));
	assert_non_null(strstr(desk->problem.message, "张*丰"));
	assert_non_null(strstr(desk->problem.message, "110105********002X"));
	assert_null(strstr(desk->problem.message, "19491231"));
	assert_int_equal(second.id, 0);
	/* The same name and phone without an identity number is the same person. */
	form = form_of("张三丰", "", "13800138000");
	second = read_form(desk, &form);
	assert_int_equal(patient_add(desk, &second, NULL), STATUS_DUPLICATE_PATIENT);
	assert_non_null(strstr(desk->problem.message, number));
	form.phone = "13800138001";
	add(desk, &form);
	form = form_of("张三丰", "", "");
	add(desk, &form);
	add(desk, &form); /* nothing tells two people of one name apart: the clerk decides */
	fixture_close(desk);
}

static void a_card_belongs_to_one_patient(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三", "", "");
	struct patient first, second;
	char number[PATIENT_NUMBER_SIZE];

	(void)state;
	form.card_no = "ab１２";
	first = add(desk, &form);
	assert_string_equal(first.card_no, "AB12");
	form.name = "李四";
	second = read_form(desk, &form);
	assert_int_equal(patient_add(desk, &second, NULL), STATUS_DUPLICATE_CARD);
	text_format(number, sizeof(number), "%lld", (long long)first.id);
	assert_non_null(strstr(desk->problem.message, number));
	form.card_no = "";
	second = add(desk, &form);
	text_copy(second.card_no, sizeof(second.card_no), "AB12");
	assert_int_equal(patient_change(desk, &second), STATUS_DUPLICATE_CARD);
	fixture_must(desk, patient_get(desk, second.id, &second));
	assert_string_equal(second.card_no, "");
	fixture_close(desk);
}

static void an_idempotency_key_adds_one_patient_however_often_it_comes(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三", "", "");
	struct patient first = read_form(desk, &form), second = first;
	struct idem idem = idem_new();

	(void)state;
	fixture_must(desk, patient_add(desk, &first, &idem));
	fixture_must(desk, patient_add(desk, &second, &idem));
	assert_int_equal(first.id, second.id);
	assert_int_equal(first.seq, second.seq);
	idem = idem_new();
	second = read_form(desk, &form);
	fixture_must(desk, patient_add(desk, &second, &idem));
	assert_int_not_equal(first.id, second.id);
	fixture_close(desk);
}

static void a_change_is_recorded_field_by_field_with_numbers_masked(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三", "", "13800138000");
	struct patient patient = add(desk, &form), same;
	struct audit_row *history;
	size_t count;

	(void)state;
	same = patient;
	fixture_must(desk, patient_change(desk, &same));
	assert_int_equal(same.seq, patient.seq);
	form = form_of("张三丰", PUBLISHED_NUMBER, "13900139000");
	same = read_form(desk, &form);
	same.id = patient.id;
	same.seq = patient.seq;
	fixture_must(desk, patient_change(desk, &same));
	assert_true(same.seq > patient.seq);
	fixture_must(desk, audit_history(desk, same.seq, &history, &count));
	assert_int_equal(count, 2);
	assert_string_equal(history[0].action, "patient.change");
	assert_non_null(strstr(history[0].detail, "name: 张三 -> 张三丰"));
	assert_non_null(strstr(history[0].detail, "id_number: - -> 110105********002X"));
	assert_non_null(strstr(history[0].detail, "phone: 138****8000 -> 139****9000"));
	assert_non_null(strstr(history[0].detail, "birth_date: - -> 1949-12-31"));
	assert_null(strstr(history[0].detail, PUBLISHED_NUMBER));
	assert_null(strstr(history[0].detail, "13900139000"));
	free(history);
	fixture_close(desk);
}

static void an_identity_number_that_differs_under_the_mask_is_still_a_change(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = { "张三", "other", "12345678901234", "", "", "", "", "", "" };
	struct patient patient = add(desk, &form), again;
	int64_t seq = patient.seq;

	(void)state;
	text_copy(patient.id_number, sizeof(patient.id_number), "12345699901234");
	fixture_must(desk, patient_change(desk, &patient));
	assert_true(patient.seq > seq);
	fixture_must(desk, patient_get(desk, patient.id, &again));
	assert_string_equal(again.id_number, "12345699901234");
	fixture_close(desk);
}

static void what_another_counter_changed_is_not_overwritten(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct desk *other = fixture_second(desk);
	struct patient_form form = form_of("张三", "", "13800138000");
	struct patient here = add(desk, &form), there;

	(void)state;
	fixture_must(other, patient_get(other, here.id, &there));
	text_copy(there.phone, sizeof(there.phone), "13800138001");
	fixture_must(other, patient_change(other, &there));
	text_copy(here.phone, sizeof(here.phone), "13800138002");
	assert_int_equal(patient_change(desk, &here), STATUS_CHANGED_ELSEWHERE);
	fixture_must(desk, patient_get(desk, here.id, &here));
	assert_string_equal(here.phone, "13800138001");
	here.id = 99999999;
	assert_int_equal(patient_change(desk, &here), STATUS_UNKNOWN_PATIENT);
	fixture_close(other);
	fixture_close(desk);
}

static void a_patient_is_found_by_every_kind_of_key(void **state)
{
	static const char *const keys[] = {
		"张三丰",
		"张三",
		"zhangsanfeng",
		"ZhangSan",
		"zhang san feng",
		"zhang'san",
		"zsf",
		"ZS",
		PUBLISHED_NUMBER,
		"11010519491231002x",
		"１１０１０５１９４９１２３１００２Ｘ",
		"110105194912",
		"13800138000",
		"138 0013 8000",
		"+86 13800138000",
		"8000",
		"138000",
		"CARD-7",
		"card7",
		"三丰",
		"sanfeng",
		"sf",
		"1949-12-31",
		"19491231",
		"1949/12/31",
	};
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三丰", PUBLISHED_NUMBER, "13800138000");
	char number[PATIENT_NUMBER_SIZE];
	struct patient patient;

	(void)state;
	form.card_no = "CARD-7";
	patient = add(desk, &form);
	form = form_of("李四", "", "13700000007");
	add(desk, &form);
	for (size_t i = 0; i < LENGTH(keys); i++) {
		if (found(desk, keys[i], patient.id) != 1)
			fail_msg("not found once by %s", keys[i]);
	}
	text_format(number, sizeof(number), "%lld", (long long)patient.id);
	assert_true(found(desk, number, patient.id) == 1);
	/* Three digits at the end of a phone are too few; nothing is found by nothing. */
	assert_int_equal(found(desk, "000", patient.id), 0);
	assert_int_equal(found(desk, "", patient.id), 0);
	assert_int_equal(found(desk, " ·-~% ", patient.id), 0);
	/* The end of the name alone is no beginning of any word of it. */
	assert_int_equal(found(desk, "丰", patient.id), 0);
	fixture_close(desk);
}

static void rare_and_ethnic_names_are_found_as_typed_and_as_spelt(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("买买提·艾力", "", "13800138001");
	struct patient dotted = add(desk, &form), rare, surname, umlaut;

	(void)state;
	form = form_of("𠮷野家", "", "13800138002");
	rare = add(desk, &form);
	form = form_of("单雄信", "", "13800138003");
	surname = add(desk, &form);
	form = form_of("吕布", "", "13800138004");
	umlaut = add(desk, &form);
	assert_int_equal(found(desk, "买买提·艾力", dotted.id), 1);
	assert_int_equal(found(desk, "买买提•艾力", dotted.id), 1);
	assert_int_equal(found(desk, "买买提.艾力", dotted.id), 1);
	assert_int_equal(found(desk, "买买提艾力", dotted.id), 1);
	assert_int_equal(found(desk, "maimaiti", dotted.id), 1);
	assert_int_equal(found(desk, "mmtal", dotted.id), 1);
	assert_int_equal(found(desk, "𠮷", rare.id), 1);
	assert_int_equal(found(desk, "𠮷野", rare.id), 1);
	assert_int_equal(found(desk, "shanxiongxin", surname.id), 1);
	assert_int_equal(found(desk, "sxx", surname.id), 1);
	assert_int_equal(found(desk, "lvbu", umlaut.id), 1);
	assert_int_equal(found(desk, "lubu", umlaut.id), 1);
	assert_int_equal(found(desk, "lübu", umlaut.id), 1);
	fixture_close(desk);
}

static void exact_matches_come_first_and_each_patient_once(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("李娜娜", "", "13800138001");
	struct patient longer = add(desk, &form), exact, out[PATIENT_FIND_MAX];
	size_t count;

	(void)state;
	form = form_of("李娜", "", "13800138002");
	exact = add(desk, &form);
	fixture_must(desk, patient_find(desk, "李娜", out, &count));
	assert_int_equal(count, 2);
	assert_int_equal(out[0].id, exact.id);
	assert_int_equal(out[1].id, longer.id);
	/* Spellings and initials begin alike: each is one hit all the same. */
	fixture_must(desk, patient_find(desk, "l", out, &count));
	assert_int_equal(count, 2);
	/* The last digits of a phone come before numbers that begin so. */
	form = form_of("王五", "", "");
	form.card_no = "80010";
	add(desk, &form);
	fixture_must(desk, patient_find(desk, "8001", out, &count));
	assert_int_equal(count, 2);
	assert_int_equal(out[0].id, longer.id);
	fixture_close(desk);
}

static void any_word_of_a_name_finds_behind_who_begins_so(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("José García López", "", "13800138001");
	struct patient jose = add(desk, &form), lopez, shiyu, shi, out[PATIENT_FIND_MAX];
	static const char *const words[] = { "garcia", "GARCÍA", "garcia lopez", "gl", "jgl" };
	size_t count;

	(void)state;
	for (size_t i = 0; i < LENGTH(words); i++) {
		if (found(desk, words[i], jose.id) != 1)
			fail_msg("not found once by %s", words[i]);
	}
	form = form_of("Lopez Anna", "", "13800138002");
	lopez = add(desk, &form);
	fixture_must(desk, patient_find(desk, "lopez", out, &count));
	assert_int_equal(count, 2);
	assert_int_equal(out[0].id, lopez.id);
	assert_int_equal(out[1].id, jose.id);
	form = form_of("欧阳诗雨", "", "13800138003");
	shiyu = add(desk, &form);
	form = form_of("诗雨婷", "", "13800138004");
	shi = add(desk, &form);
	fixture_must(desk, patient_find(desk, "诗雨", out, &count));
	assert_int_equal(count, 2);
	assert_int_equal(out[0].id, shi.id);
	assert_int_equal(out[1].id, shiyu.id);
	/* A surname of two characters is no given name's beginning. */
	assert_int_equal(found(desk, "阳诗雨", shiyu.id), 0);
	fixture_close(desk);
}

static void no_more_than_fifty_are_found(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient out[PATIENT_FIND_MAX];
	size_t count;

	(void)state;
	for (int n = 0; n < PATIENT_FIND_MAX + 10; n++)
		fixture_patient(desk, n);
	fixture_must(desk, patient_find(desk, "w", out, &count));
	assert_int_equal(count, PATIENT_FIND_MAX);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(out[i].id, out[j].id);
	/* One of those beyond is still found by what is exactly theirs. */
	fixture_must(desk, patient_find(desk, "19900000059", out, &count));
	assert_int_equal(count, 1);
	fixture_close(desk);
}

static void keys_follow_a_change(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三", "", "13800138000");
	struct patient patient = add(desk, &form);

	(void)state;
	text_copy(patient.name, sizeof(patient.name), "李四");
	text_copy(patient.phone, sizeof(patient.phone), "13900139999");
	fixture_must(desk, patient_change(desk, &patient));
	assert_int_equal(found(desk, "张三", patient.id), 0);
	assert_int_equal(found(desk, "zs", patient.id), 0);
	assert_int_equal(found(desk, "8000", patient.id), 0);
	assert_int_equal(found(desk, "李四", patient.id), 1);
	assert_int_equal(found(desk, "ls", patient.id), 1);
	assert_int_equal(found(desk, "9999", patient.id), 1);
	fixture_close(desk);
}

static void a_refused_patient_leaves_no_trace(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient_form form = form_of("张三", PUBLISHED_NUMBER, "");
	struct patient patient = add(desk, &form), second;
	int64_t id;
	struct idem idem = idem_new();

	(void)state;
	form.name = "王五";
	second = read_form(desk, &form);
	assert_int_equal(patient_add(desk, &second, &idem), STATUS_DUPLICATE_PATIENT);
	assert_int_equal(found(desk, "王五", second.id), 0);
	assert_int_equal(audit_done_before(desk, &idem, AUDIT_PATIENT_ADD, &id), STATUS_NOT_FOUND);
	form.id_number = form.id_type = "";
	second = add(desk, &form);
	assert_int_equal(second.seq, patient.seq + 1);
	fixture_close(desk);
}

static void folding_is_the_same_for_keys_and_for_what_is_typed(void **state)
{
	static const struct {
		const char *typed, *key;
	} cases[] = {
		{ "买买提·艾力", "买买提艾力" },
		{ "张　三", "张三" },
		{ "ＡＢｃ-1", "abc1" },
		{ "138-0013-8000", "13800138000" },
		{ "O'Brien J.", "obrienj" },
		{ "Lü", "lv" },
		{ "José GARCÍA", "josegarcia" },
		{ "Nguyễn", "nguyen" },
		{ "Jose\xCC\x81", "jose" },
		{ "~8000", "8000" },
		{ "𠮷野", "𠮷野" },
		{ "JOSÉ NÚÑEZ", "josenunez" },
		{ "ИВАНОВ", "иванов" },
	};
	char key[PATIENT_KEY_SIZE], again[PATIENT_KEY_SIZE];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		patient_key_fold(cases[i].typed, key);
		assert_string_equal(key, cases[i].key);
		patient_key_fold(key, again);
		assert_string_equal(again, key);
	}
	patient_key_reverse("13800138000", key);
	assert_string_equal(key, "~00083100831");
}

static void a_text_of_any_length_is_folded_within_its_room(void **state)
{
	char typed[4096], key[PATIENT_KEY_SIZE], reversed[PATIENT_KEY_SIZE];

	(void)state;
	memset(typed, '7', sizeof(typed) - 1);
	typed[sizeof(typed) - 1] = '\0';
	patient_key_fold(typed, key);
	assert_int_equal(strlen(key), 128);
	patient_key_reverse(key, reversed);
	assert_int_equal(strlen(reversed), 129);
}

static void who_looks_at_the_whole_numbers_is_recorded(void **state)
{
	struct desk *desk = fixture_open(FIXTURE_DAY, FIXTURE_AT(8, 0));
	struct patient patient = fixture_patient(desk, 1), shown;
	struct audit_row *rows;
	size_t count;

	(void)state;
	fixture_must(desk, patient_show(desk, patient.id, "", &shown));
	assert_string_equal(shown.id_number, patient.id_number);
	assert_int_not_equal(shown.seq, patient.seq);
	fixture_must(desk, audit_history(desk, shown.seq, &rows, &count));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].action, "patient.show");
	assert_string_equal(rows[0].staff, "test");
	free(rows);
	assert_int_equal(patient_show(desk, 99999997, "", &shown), STATUS_UNKNOWN_PATIENT);
	fixture_close(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_looks_at_the_whole_numbers_is_recorded),
		cmocka_unit_test(sex_and_birth_date_come_from_the_resident_number),
		cmocka_unit_test(each_bad_field_is_named),
		cmocka_unit_test(
			patient_numbers_count_up_with_a_check_digit_that_catches_every_wrong_digit),
		cmocka_unit_test(a_patient_comes_back_as_registered),
		cmocka_unit_test(other_documents_are_kept_beside_the_same_number_of_another_kind),
		cmocka_unit_test(a_duplicate_is_refused_with_the_existing_record_named_and_masked),
		cmocka_unit_test(a_card_belongs_to_one_patient),
		cmocka_unit_test(an_idempotency_key_adds_one_patient_however_often_it_comes),
		cmocka_unit_test(a_change_is_recorded_field_by_field_with_numbers_masked),
		cmocka_unit_test(an_identity_number_that_differs_under_the_mask_is_still_a_change),
		cmocka_unit_test(what_another_counter_changed_is_not_overwritten),
		cmocka_unit_test(a_patient_is_found_by_every_kind_of_key),
		cmocka_unit_test(rare_and_ethnic_names_are_found_as_typed_and_as_spelt),
		cmocka_unit_test(exact_matches_come_first_and_each_patient_once),
		cmocka_unit_test(any_word_of_a_name_finds_behind_who_begins_so),
		cmocka_unit_test(no_more_than_fifty_are_found),
		cmocka_unit_test(keys_follow_a_change),
		cmocka_unit_test(a_refused_patient_leaves_no_trace),
		cmocka_unit_test(folding_is_the_same_for_keys_and_for_what_is_typed),
		cmocka_unit_test(a_text_of_any_length_is_folded_within_its_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
