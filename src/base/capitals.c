#include "base/capitals.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

static const char *const figures[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

static void add(char *out, const char *word)
{
	size_t length = strlen(out);

	assert(length + strlen(word) < CAPITALS_SIZE);
	text_copy(out + length, CAPITALS_SIZE - length, word);
}

/* A whole number above zero. A number is what stands before its largest unit, that unit, and a rest
 * smaller than it: each of them is such a number again. */
static void add_number(char *out, uint64_t number)
{
	static const struct {
		uint64_t size;
		const char *word;
	} units[] = {
		{ 100000000, "亿" }, { 10000, "万" }, { 1000, "仟" }, { 100, "佰" }, { 10, "拾" }
	};
	uint64_t rest;
	size_t i = 0;

	while (i < sizeof(units) / sizeof(units[0]) && number < units[i].size)
		i++;
	if (i == sizeof(units) / sizeof(units[0])) {
		add(out, figures[number]);
		return;
	}
	add_number(out, number / units[i].size);
	add(out, units[i].word);
	rest = number % units[i].size;
	if (rest == 0)
		return;
	/* The first place of the rest is empty. */
	if (rest < units[i].size / 10)
		add(out, figures[0]);
	add_number(out, rest);
}

char *capitals_format(int64_t fen, char out[CAPITALS_SIZE])
{
	/* The lowest int64_t has no positive twin, so its size is taken without a sign. */
	uint64_t size = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	uint64_t yuan = size / 100, tenths = size / 10 % 10, hundredths = size % 10;

	out[0] = '\0';
	if (fen < 0)
		add(out, "负");
	if (yuan > 0)
		add_number(out, yuan);
	else if (size == 0)
		add(out, figures[0]);
	if (yuan > 0 || size == 0)
		add(out, "元");
	if (tenths > 0) {
		add(out, figures[tenths]);
		add(out, "角");
	} else if (yuan > 0 && hundredths > 0) {
		add(out, figures[0]);
	}
	if (hundredths > 0) {
		add(out, figures[hundredths]);
		add(out, "分");
	} else if (tenths == 0) {
		add(out, "整");
	}
	return out;
}
