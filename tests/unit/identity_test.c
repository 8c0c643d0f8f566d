/* Identity numbers, phones, names, their masks, and the check digits of our own numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/contact.h"
#include "base/identity.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static day_number today(void)
{
	return day_from_civil(2026, 11, 21);
}

static void the_published_resident_numbers_are_read(void **state)
{
	/* GB 11643-1999, annex. */
	struct resident_id id;
	struct problem problem;
	char birth[DAY_TEXT_SIZE];

	(void)state;
	assert_int_equal(resident_id_read("11010519491231002X", today(), &id, &problem), STATUS_OK);
	assert_string_equal(id.number, "11010519491231002X");
	assert_int_equal(id.sex, SEX_FEMALE);
	assert_string_equal(day_format(id.birth, birth), "1949-12-31");
	assert_int_equal(resident_id_read("440524188001010014", today(), &id, &problem), STATUS_OK);
	assert_int_equal(id.sex, SEX_MALE);
	assert_string_equal(day_format(id.birth, birth), "1880-01-01");
	assert_int_equal(resident_id_check("11010519491231002"), 'X');
	assert_int_equal(resident_id_check("44052418800101001"), '4');
}

static void a_number_as_typed_is_mended(void **state)
{
	static const char *const typed[] = { "11010519491231002x", " 110105 19491231 002X ",
					     "１１０１０５１９４９１２３１００２Ｘ",
					     "110105\t19491231002ｘ\r\n",
					     "\u202A110105\u200919491231\u200B002X\uFEFF" };
	struct resident_id id;

	(void)state;
	for (size_t i = 0; i < LENGTH(typed); i++) {
		memset(&id, 0, sizeof(id));
		assert_int_equal(resident_id_read(typed[i], today(), &id, NULL), STATUS_OK);
		assert_string_equal(id.number, "11010519491231002X");
	}
}

/* The number of a person of the given beginning, with the check character that fits. */
static void complete(const char *seventeen, char out[19])
{
	memcpy(out, seventeen, 17);
	out[17] = resident_id_check(out);
	out[18] = '\0';
}

static void a_residence_card_of_any_province_is_read_by_the_digits_behind_its_9(void **state)
{
	static const char *const provinces[] = { "11", "12", "31", "44", "50", "65", "71", "82" };
	static const char *const nowhere[] = { "10", "16", "66", "91", "00" };
	char beginning[18], number[19];
	struct resident_id id;
	struct problem problem;

	(void)state;
	for (size_t i = 0; i < LENGTH(provinces); i++) {
		text_format(beginning, sizeof(beginning), "9%s07619850607001", provinces[i]);
		complete(beginning, number);
		assert_int_equal(resident_id_read(number, today(), &id, NULL), STATUS_OK);
		assert_int_equal(id.sex, SEX_MALE);
	}
	for (size_t i = 0; i < LENGTH(nowhere); i++) {
		text_format(beginning, sizeof(beginning), "9%s07619850607001", nowhere[i]);
		complete(beginning, number);
		assert_int_equal(resident_id_read(number, today(), &id, &problem),
				 STATUS_BAD_ID_NUMBER);
		assert_non_null(strstr(problem.message, "behind the 9"));
	}
	assert_int_equal(resident_id_read("USA310085060712", today(), &id, &problem),
			 STATUS_BAD_ID_NUMBER);
	assert_non_null(strstr(problem.message, "before 2023"));
}

static void a_number_that_a_spreadsheet_has_rounded_is_told_from_a_mistyped_one(void **state)
{
	struct resident_id id;
	struct problem problem;
	char number[19];

	(void)state;
	assert_int_equal(resident_id_read("330106198506070000", today(), &id, &problem),
			 STATUS_BAD_ID_NUMBER);
	assert_non_null(strstr(problem.message, "A spreadsheet has rounded this number"));
	assert_int_equal(resident_id_read("330106198506070012", today(), &id, &problem),
			 STATUS_BAD_ID_NUMBER);
	assert_null(strstr(problem.message, "spreadsheet"));
	/* Some people's numbers do end so, and then they check. */
	for (int i = 0; i < 100; i++) {
		char beginning[18];

		text_format(beginning, sizeof(beginning), "3301061985%02d0%d100", i % 12 + 1,
			    i / 12 + 1);
		complete(beginning, number);
		assert_false(resident_id_is_rounded(number));
		assert_int_equal(resident_id_read(number, today(), &id, NULL), STATUS_OK);
	}
}

static void every_wrong_digit_and_every_swap_of_a_resident_number_is_seen(void **state)
{
	static const char right[] = "11010519491231002X";
	struct resident_id id;

	(void)state;
	for (size_t i = 0; i < 18; i++) {
		char wrong[19];

		for (char digit = '0'; digit <= '9'; digit++) {
			memcpy(wrong, right, sizeof(wrong));
			wrong[i] = digit;
			if (digit != right[i] &&
			    resident_id_read(wrong, today(), &id, NULL) != STATUS_BAD_ID_NUMBER)
				fail_msg("%s passes", wrong);
		}
		memcpy(wrong, right, sizeof(wrong));
		if (i < 17 && wrong[i] != wrong[i + 1]) {
			char kept = wrong[i];

			wrong[i] = wrong[i + 1];
			wrong[i + 1] = kept;
			if (resident_id_read(wrong, today(), &id, NULL) != STATUS_BAD_ID_NUMBER)
				fail_msg("%s passes", wrong);
		}
	}
}

static void a_refused_resident_number_is_told_why(void **state)
{
	static const struct {
		const char *number, *reason;
	} cases[] = {
		{ "", "has 18 characters; this one has 0" },
		{ "1101051949123100", "this one has 16" },
		{ "11010519491231002XX", "this one has 19" },
		{ "110105491231002", "old ID number of 15 digits" },
		{ "1101051949123100XX", "character 17 of this one is \"X\"" },
		{ "11O10519491231002X", "character 3 of this one is \"O\"" },
		{ "11010519491231002A", "character 18 of this one is \"A\"" },
		{ "11010519491231002张", "character 18 of this one is \"张\"" },
		{ "00010519491231002X", "starts with 00" },
		{ "160105194912310020", "starts with 16" },
		{ "110105194913310020", "19491331, is not a date" },
		{ "110105202602300020", "20260230, is not a date" },
		{ "110105202611220020", "20261122, is in the future" },
		{ "110105194912310021", "does not fit its digits: one of them is wrong" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct resident_id id;
		struct problem problem;

		assert_int_equal(resident_id_read(cases[i].number, today(), &id, &problem),
				 STATUS_BAD_ID_NUMBER);
		if (!strstr(problem.message, cases[i].reason))
			fail_msg("%s: %s", cases[i].number, problem.message);
	}
}

/* Who bends a number until it passes has somebody else's. */
static void nothing_says_which_check_character_would_fit(void **state)
{
	char number[] = "110105194912310020";
	struct problem first, problem;
	struct resident_id id;

	(void)state;
	assert_int_equal(resident_id_read(number, today(), &id, &first), STATUS_BAD_ID_NUMBER);
	for (char last = '0'; last <= '9'; last++) {
		number[17] = last;
		assert_int_equal(resident_id_read(number, today(), &id, &problem),
				 STATUS_BAD_ID_NUMBER);
		assert_string_equal(problem.message, first.message);
		assert_null(strchr(problem.message, 'X'));
	}
}

static void sex_and_birth_date_come_from_the_number(void **state)
{
	(void)state;
	for (int sequence = 0; sequence < 1000; sequence += 37) {
		char number[19];
		struct resident_id id;

		/* Born today is born. */
		text_format(number, sizeof(number), "83000020261121%03d", sequence);
		number[17] = resident_id_check(number);
		number[18] = '\0';
		assert_int_equal(resident_id_read(number, today(), &id, NULL), STATUS_OK);
		assert_int_equal(id.sex, sequence % 2 ? SEX_MALE : SEX_FEMALE);
		assert_int_equal(id.birth, today());
	}
}

static void other_documents_have_letters_digits_and_few_marks(void **state)
{
	static const struct {
		enum id_type type;
		const char *typed, *kept;
	} right[] = {
		{ ID_PASSPORT, " e1234 5678 ", "E12345678" },
		{ ID_PERMIT, "Ｈ12345678", "H12345678" },
		{ ID_BIRTH_CERTIFICATE, "o110-0001/2", "O110-0001/2" },
		{ ID_OTHER, "军（2020）1", NULL },
		{ ID_OTHER, "a（2020）1", "A(2020)1" },
		{ ID_RESIDENT, "11010519491231002x", "11010519491231002X" },
		{ ID_NONE, "  ", "" },
		{ ID_NONE, "123", NULL },
		{ ID_PASSPORT, "", NULL },
		{ ID_PASSPORT, "E1'; --", NULL },
		{ ID_OTHER, "12345678901234567890123456789012",
		  "12345678901234567890123456789012" },
		{ ID_OTHER, "123456789012345678901234567890123", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(right); i++) {
		char number[ID_NUMBER_SIZE] = "unchanged";
		struct problem problem;
		enum status status = id_number_read(right[i].type, right[i].typed, today(), number,
						    &problem);

		assert_int_equal(status, right[i].kept ? STATUS_OK : STATUS_BAD_ID_NUMBER);
		if (right[i].kept)
			assert_string_equal(number, right[i].kept);
	}
}

static void words_of_the_files_are_known_in_both_languages(void **state)
{
	static const char *const chinese[] = { "",	 "居民身份证", "护照",
					       "通行证", "出生证明",   "其他" };
	/* The state's own names: WS 364.3 for documents, GB/T 2261.1 for sexes. */
	static const struct {
		const char *name;
		enum id_type type;
	} documents[] = {
		{ "居民户口簿", ID_RESIDENT },
		{ "港澳台居民居住证", ID_RESIDENT },
		{ "外国人永久居留身份证", ID_RESIDENT },
		{ "港澳居民来往内地通行证", ID_PERMIT },
		{ "台湾居民来往大陆通行证", ID_PERMIT },
		{ "出生医学证明", ID_BIRTH_CERTIFICATE },
		{ "军官证", ID_OTHER },
		{ "驾驶证", ID_OTHER },
		{ "其他法定有效证件", ID_OTHER },
	};
	static const struct {
		const char *name;
		enum sex sex;
	} sexes[] = {
		{ "男性", SEX_MALE },	{ "M", SEX_MALE },    { "1", SEX_MALE },
		{ "女性", SEX_FEMALE }, { "Ｆ", SEX_FEMALE }, { "2", SEX_FEMALE },
		{ "0", SEX_UNKNOWN },	{ "9", SEX_UNKNOWN }, { "未说明的性别", SEX_UNKNOWN },
	};
	enum sex sex = SEX_UNKNOWN;
	enum id_type type;

	(void)state;
	for (int i = 0; i < ID_TYPE_COUNT; i++) {
		assert_true(id_type_parse(id_type_name((enum id_type)i), &type));
		assert_int_equal(type, i);
		assert_true(id_type_parse(chinese[i], &type));
		assert_int_equal(type, i);
	}
	assert_true(id_type_parse(" Ｐassport ", &type) && type == ID_PASSPORT);
	assert_false(id_type_parse("driver", &type));
	for (size_t i = 0; i < LENGTH(documents); i++) {
		if (!id_type_parse(documents[i].name, &type) || type != documents[i].type)
			fail_msg("%s", documents[i].name);
	}
	for (size_t i = 0; i < LENGTH(sexes); i++) {
		if (!sex_parse(sexes[i].name, &sex) || sex != sexes[i].sex)
			fail_msg("%s", sexes[i].name);
	}
	for (int i = 0; i < 3; i++) {
		assert_true(sex_parse(sex_name((enum sex)i), &sex));
		assert_int_equal(sex, i);
	}
	assert_true(sex_parse("男", &sex) && sex == SEX_MALE);
	assert_true(sex_parse(" 女", &sex) && sex == SEX_FEMALE);
	assert_true(sex_parse("未知", &sex) && sex == SEX_UNKNOWN);
	assert_false(sex_parse("x", &sex));
	assert_false(sex_parse("", &sex));
}

static void phones_are_tidied_or_refused(void **state)
{
	static const struct {
		const char *typed, *kept;
	} cases[] = {
		{ "13800131234", "13800131234" },
		{ "138-0013-1234", "13800131234" },
		{ " 138 0013 1234 ", "13800131234" },
		{ "+86 138 0013 1234", "13800131234" },
		{ "008613800131234", "13800131234" },
		{ "8613800131234", "13800131234" },
		{ "１３８００１３１２３４", "13800131234" },
		{ "138–0013–1234", "13800131234" },
		{ "\u202A13800131234\u202C", "13800131234" },
		{ "010-62345678", "01062345678" },
		{ "(0755) 8234567", "07558234567" },
		{ "+86 10 6234 5678", "01062345678" },
		{ "62345678", "62345678" },
		{ "6234567", "6234567" },
		{ "+852 9876 5432", "+85298765432" },
		{ "0085298765432", "+85298765432" },
		{ "+1 (415) 555-0100", "+14155550100" },
		{ "", NULL },
		{ "+", NULL },
		{ "+86", NULL },
		{ "12800131234", NULL },
		{ "1380013123", NULL },
		{ "138001312345", NULL },
		{ "1380013123a", NULL },
		{ "138+00131234", NULL },
		{ "12345", NULL },
		{ "+0123456", NULL },
		{ "+12345", NULL },
		{ "+1234567890123456", NULL },
		{ "0000000000", NULL },
		{ "=13800131234", NULL },
		{ "13800131234;DROP", NULL },
		{ "电话", NULL },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char phone[PHONE_SIZE], again[PHONE_SIZE];
		struct problem problem = { .message = "" };
		enum status status = phone_read(cases[i].typed, phone, &problem);

		if (status != (cases[i].kept ? STATUS_OK : STATUS_BAD_PHONE))
			fail_msg("\"%s\": %s %s", cases[i].typed, status_name(status),
				 problem.message);
		if (!cases[i].kept)
			continue;
		assert_string_equal(phone, cases[i].kept);
		assert_int_equal(phone_read(phone, again, NULL), STATUS_OK);
		assert_string_equal(again, phone);
	}
	assert_true(phone_is_mobile("13800131234"));
	assert_false(phone_is_mobile("01062345678"));
	assert_false(phone_is_mobile("12800131234"));
	assert_false(phone_is_mobile("1380013123"));
}

static void names_are_tidied_and_keep_what_is_theirs(void **state)
{
	static const struct {
		const char *typed, *kept;
	} cases[] = {
		{ "张三", "张三" },
		{ "　张　三 ", "张三" },
		{ "𠮷田", "𠮷田" },
		{ "买买提·艾力", "买买提·艾力" },
		{ "买买提•艾力", "买买提·艾力" },
		{ "买买提・艾力", "买买提·艾力" },
		{ "买买提.艾力", "买买提·艾力" },
		{ "买买提． 艾力", NULL },
		{ "买买提 · 艾力", "买买提·艾力" },
		{ "John   Smith", "John Smith" },
		{ "Ｊohn Smith", "John Smith" },
		{ "John A. Smith", "John A. Smith" },
		{ "葛󠄀城", "葛󠄀城" },
		{ "O'Neil", "O'Neil" },
		{ "=1+1", "=1+1" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char name[NAME_SIZE], again[NAME_SIZE];

		assert_int_equal(name_read(cases[i].typed, name, NULL), STATUS_OK);
		if (cases[i].kept)
			assert_string_equal(name, cases[i].kept);
		assert_int_equal(name_read(name, again, NULL), STATUS_OK);
		assert_string_equal(again, name);
	}
}

static void names_that_cannot_be_read_are_refused(void **state)
{
	static const char *const wrong[] = { "",	   "  　",     "张\x1b[2J",
					     "张\n三",	   "张\xFF",   "张\u202E三",
					     "张\u200B三", "张\uFFFD", "a\tb" };
	char longest[NAME_SIZE + 3] = "", name[NAME_SIZE];
	struct problem problem;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		assert_int_equal(name_read(wrong[i], name, &problem), STATUS_BAD_NAME);
		assert_true(text_is_clean(problem.message));
	}
	assert_int_equal(name_read("　张\u202E三", name, &problem), STATUS_BAD_NAME);
	assert_non_null(strstr(problem.message, "Character 2 of the name"));
	assert_non_null(strstr(problem.message, "cannot be seen (U+202E)"));
	for (size_t i = 0; i < 32; i++)
		memcpy(longest + i * 3, "张", 4);
	assert_int_equal(name_read(longest, name, &problem), STATUS_OK);
	assert_string_equal(name, longest);
	strncat(longest, "a", 2);
	assert_int_equal(name_read(longest, name, &problem), STATUS_BAD_NAME);
	assert_non_null(strstr(problem.message, "32 Chinese characters or 64 Latin letters"));
	/* The schema counts characters, not bytes. */
	memset(longest, 'a', NAME_LONGEST);
	longest[NAME_LONGEST] = '\0';
	assert_int_equal(name_read(longest, name, &problem), STATUS_OK);
	strncat(longest, "a", 2);
	assert_int_equal(name_read(longest, name, &problem), STATUS_BAD_NAME);
}

static void numbers_and_words_for_a_missing_value_are_no_names(void **state)
{
	static const char *const numbers[] = {
		"13800131234", "+86 138-0013-1234", "（010）62345678", "１３８００１３１２３４",
		"7",	       "11010519491231002X"
	};
	static const char *const missing[] = { "NULL", "null",	 "(null)", "Nil", "none", "N/A",
					       "#N/A", "Ｎ／Ａ", "-",	   "--",  "/",	  "？",
					       "无",   " 无 ",	 "未 知",  "不详" };
	/* Of people who are called so, or named by the desk. */
	static const char *const names[] = { "Null Li", "Na",	 "Nan",	   "无名氏",
					     "无忌",	"O-Ren", "John 3", "X" };
	char name[NAME_SIZE];
	struct problem problem;

	(void)state;
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		assert_int_equal(name_read(numbers[i], name, &problem), STATUS_BAD_NAME);
		assert_non_null(strstr(problem.message, "A number stands where the name belongs"));
		/* Whose number it is stays unsaid. */
		assert_null(strpbrk(problem.message, "0123456789"));
	}
	for (size_t i = 0; i < LENGTH(missing); i++) {
		assert_int_equal(name_read(missing[i], name, &problem), STATUS_BAD_NAME);
		assert_non_null(strstr(problem.message, "is no name: it is what a spreadsheet"));
	}
	for (size_t i = 0; i < LENGTH(names); i++) {
		assert_int_equal(name_read(names[i], name, &problem), STATUS_OK);
		assert_string_equal(name, names[i]);
	}
}

static void names_are_masked_by_characters(void **state)
{
	static const struct {
		const char *name, *masked;
	} cases[] = {
		{ "张三", "张*" },
		{ "张三丰", "张*丰" },
		{ "张三李四", "张**四" },
		{ "欧阳修", "欧阳*" },
		{ "欧阳修文", "欧阳*文" },
		{ "欧阳", "欧*" },
		{ "𠮷田", "𠮷*" },
		{ "田𠮷丰", "田*丰" },
		{ "葛󠄀城", "葛󠄀*" },
		{ "买买提·艾力", "买买提·**" },
		{ "艾·艾力·买", "艾·**·*" },
		{ "John Smith", "John *****" },
		{ "Madonna", "M*****a" },
		{ "张", "*" },
		{ "", "" },
		{ "·", "*" },
		{ "张·", "张*" },
		{ "\xFF\xFE", "\xFF*" },
	};
	char longest[NAME_SIZE], masked[MASK_SIZE];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_string_equal(mask_name(cases[i].name, masked), cases[i].masked);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_int_equal(strlen(mask_name(longest, masked)), NAME_SIZE - 1);
}

static void numbers_are_masked_in_the_middle(void **state)
{
	static const struct {
		const char *number, *masked;
	} ids[] = {
		{ "11010519491231002X", "110105********002X" }, { "110105491231002", "110105*****1002" },
		{ "E12345678", "E1*****78" }, { "123", "*23" }, { "1", "*" }, { "", "" },
	}, phones[] = {
		{ "13800131234", "138****1234" }, { "01062345678", "010****5678" }, { "62345678", "6***5678" },
		{ "6234567", "***4567" }, { "+85298765432", "+85*****5432" }, { "12", "*2" }, { "", "" },
	};
	char masked[MASK_SIZE];

	(void)state;
	for (size_t i = 0; i < LENGTH(ids); i++)
		assert_string_equal(mask_id_number(ids[i].number, masked), ids[i].masked);
	for (size_t i = 0; i < LENGTH(phones); i++)
		assert_string_equal(mask_phone(phones[i].number, masked), phones[i].masked);
	assert_string_equal(mask_numbers("张三 13800138001，110101198511030010 王", masked),
			    "张三 138****8001，110***********0010 王");
	assert_string_equal(mask_numbers("2026-11-23 am 1001", masked), "2026-11-23 am 1001");
	assert_string_equal(mask_numbers("１３８００１３８００１", masked), "１３８****８００１");
}

static void the_published_check_digit_is_ours(void **state)
{
	(void)state;
	/* Damm 2004: 572 has the check digit 4. */
	assert_int_equal(check_digit("572"), '4');
	assert_true(check_digit_is_right("5724"));
	assert_false(check_digit_is_right("5742"));
	assert_false(check_digit_is_right(""));
	assert_false(check_digit_is_right("0"));
	assert_false(check_digit_is_right("572 4"));
	assert_false(check_digit_is_right("572a"));
}

static void every_wrong_digit_and_every_swap_of_our_numbers_is_seen(void **state)
{
	(void)state;
	for (int sequence = 0; sequence < 10000; sequence++) {
		char right[16], wrong[16];
		size_t length;

		text_format(right, sizeof(right), "261121%04d", sequence);
		length = strlen(right);
		right[length] = check_digit(right);
		right[++length] = '\0';
		assert_true(check_digit_is_right(right));
		for (size_t i = 0; i < length; i++) {
			for (char digit = '0'; digit <= '9'; digit++) {
				memcpy(wrong, right, length + 1);
				wrong[i] = digit;
				if (digit != right[i] && check_digit_is_right(wrong))
					fail_msg("%s passes for %s", wrong, right);
			}
			if (i + 1 == length || right[i] == right[i + 1])
				continue;
			memcpy(wrong, right, length + 1);
			wrong[i] = right[i + 1];
			wrong[i + 1] = right[i];
			if (check_digit_is_right(wrong))
				fail_msg("%s passes for %s", wrong, right);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_resident_numbers_are_read),
		cmocka_unit_test(a_number_as_typed_is_mended),
		cmocka_unit_test(
			a_residence_card_of_any_province_is_read_by_the_digits_behind_its_9),
		cmocka_unit_test(
			a_number_that_a_spreadsheet_has_rounded_is_told_from_a_mistyped_one),
		cmocka_unit_test(every_wrong_digit_and_every_swap_of_a_resident_number_is_seen),
		cmocka_unit_test(a_refused_resident_number_is_told_why),
		cmocka_unit_test(nothing_says_which_check_character_would_fit),
		cmocka_unit_test(sex_and_birth_date_come_from_the_number),
		cmocka_unit_test(other_documents_have_letters_digits_and_few_marks),
		cmocka_unit_test(words_of_the_files_are_known_in_both_languages),
		cmocka_unit_test(phones_are_tidied_or_refused),
		cmocka_unit_test(names_are_tidied_and_keep_what_is_theirs),
		cmocka_unit_test(names_that_cannot_be_read_are_refused),
		cmocka_unit_test(numbers_and_words_for_a_missing_value_are_no_names),
		cmocka_unit_test(names_are_masked_by_characters),
		cmocka_unit_test(numbers_are_masked_in_the_middle),
		cmocka_unit_test(the_published_check_digit_is_ours),
		cmocka_unit_test(every_wrong_digit_and_every_swap_of_our_numbers_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
