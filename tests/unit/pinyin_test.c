/* Pinyin: the keys a name is found by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "base/pinyin.h"
#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* All keys of a name, in order, with a space between them. */
static const char *keys_of(const char *name, char out[1024])
{
	struct pinyin pinyin;
	size_t used = 0;

	out[0] = '\0';
	pinyin_of_name(name, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++) {
		text_format(out + used, 1024 - used, "%s%s", i ? " " : "", pinyin.keys[i]);
		used += strlen(out + used);
	}
	return out;
}

static void names_are_found_by_every_reading_and_its_initials(void **state)
{
	static const struct {
		const char *name, *keys;
	} cases[] = {
		/* Surnames with a reading of their own. */
		{ "单小明", "shanxiaoming danxiaoming sxm dxm" },
		{ "解晓东", "xiexiaodong jiexiaodong xxd jxd" },
		{ "尉迟恭", "yuchigong weichigong ycg wcg" },
		{ "覃海洋", "qinhaiyang tanhaiyang qhy thy" },
		{ "朴树", "piaoshu pushu ps" },
		{ "缪昌", "miaochang mouchang mc" },
		{ "万俟卨", "moqixie wanqixie mqx wqx" },
		{ "乐毅", "yueyi leyi yy ly" },
		{ "欧阳修", "ouyangxiu oyx" },
		{ "张三丰", "zhangsanfeng zsf" },
		/* In a given name the same characters are read as words. */
		{ "李单", "lidan ld" },
		{ "王解放", "wangjiefang wjf" },
		/* ü is typed as v and as u. */
		{ "吕布", "lvbu lubu lb" },
		{ "于娲女", "yuwanv yuwanu ywn" },
		/* What stands behind a middle dot or a space is no surname. */
		{ "买买提·艾力", "maimaitiaili mmtal" },
		{ "买买提·查", "maimaiticha mmtc" },
		{ "李 单", "lidan ld" },
		/* Rare characters, beyond the BMP. */
		{ "𠮷田", "jitian jt" },
		{ "张𬱖丽", "zhangdili zdl" },
		{ "龚䶮", "gongyan gy" },
		/* Latin letters. */
		{ "John Smith", "johnsmith js" },
		{ "José Müller-Søren", "josemvllersoren josemullersoren jms" },
		{ "O'Neil", "oneil o" },
		{ "Victor Vu", "victorvu vv" },
		{ "张John", "zhangjohn zj" },
		{ "", "" },
		{ "·", "" },
		{ "★", "" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char keys[1024];

		assert_string_equal(keys_of(cases[i].name, keys), cases[i].keys);
	}
}

static void keys_are_lower_case_letters_and_digits_and_each_is_there_once(void **state)
{
	static const char *const names[] = { "单于·单 单-单",	  "ĠÖß Ünal",
					     "张\xFF三\x1b",	  "Ａ1",
					     "曾 区·查·翟",	  "子车拓跋",
					     "=cmd|' /C calc'!A0" };

	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct pinyin pinyin;

		pinyin_of_name(names[i], &pinyin);
		assert_true(pinyin.count > 0 && pinyin.count <= PINYIN_KEYS_MAX);
		for (size_t k = 0; k < pinyin.count; k++) {
			const char *key = pinyin.keys[k];

			assert_int_equal(key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789")],
					 '\0');
			for (size_t other = 0; other < k; other++)
				assert_string_not_equal(key, pinyin.keys[other]);
		}
	}
}

static void the_longest_name_still_has_keys(void **state)
{
	char name[97] = "";
	struct pinyin pinyin;

	(void)state;
	for (size_t i = 0; i < 32; i++)
		memcpy(name + i * 3, "庄", 4);
	pinyin_of_name(name, &pinyin);
	assert_int_equal(pinyin.count, 2);
	assert_int_equal(strlen(pinyin.keys[0]), PINYIN_KEY_SIZE - 1);
	assert_ptr_equal(strstr(pinyin.keys[0], "zhuangzhuang"), pinyin.keys[0]);
	assert_int_equal(strlen(pinyin.keys[1]), 32);
}

static void ten_thousand_names_are_spelt_in_a_moment(void **state)
{
	struct timespec start, end;
	struct pinyin pinyin;

	(void)state;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	for (int i = 0; i < 10000; i++)
		pinyin_of_name("尉迟恭", &pinyin);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	/* 0.02 s without sanitizers: an import spells every name. */
	assert_true(end.tv_sec - start.tv_sec < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_by_every_reading_and_its_initials),
		cmocka_unit_test(keys_are_lower_case_letters_and_digits_and_each_is_there_once),
		cmocka_unit_test(the_longest_name_still_has_keys),
		cmocka_unit_test(ten_thousand_names_are_spelt_in_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
