#include "base/pinyin.h"

#include <stdbool.h>
#include <string.h>

#include "base/spelling.h"
#include "base/text.h"

enum { SURNAME_READINGS_MAX = 2 };

/*
 * Surnames that have readings ICU does not give as the first syllables of a name: ICU 72 was
 * compared with the 492 surnames of pinyin-pro 3.29, and 15 differed. Syllables are separated by
 * spaces, as ICU separates them.
 */
static const struct surname {
	const char *surname;
	const char *readings[SURNAME_READINGS_MAX];
} surnames[] = {
	{ "子车", { "zi ju", "zi che" } }, { "拓跋", { "tuo ba", NULL } },
	{ "句龙", { "gou long", NULL } },  { "尉迟", { "yu chi", "wei chi" } },
	{ "覃", { "qin", "tan" } },	   { "缪", { "miao", "mou" } },
	{ "解", { "xie", "jie" } },	   { "仇", { "qiu", "chou" } },
	{ "单", { "shan", "dan" } },	   { "盖", { "ge", "gai" } },
	{ "尉", { "wei", "yu" } },	   { "朴", { "piao", "pu" } },
	{ "薄", { "bo", "bao" } },	   { "能", { "nai", "neng" } },
	{ "莘", { "shen", "xin" } },	   { "都", { "du", "dou" } },
	{ "阚", { "kan", "han" } },	   { "乜", { "nie", "mie" } },
	{ "牟", { "mu", "mou" } },	   { "句", { "gou", "ju" } },
	{ "六", { "lu", "liu" } },	   { "曾", { "zeng", "ceng" } },
	{ "区", { "ou", "qu" } },	   { "查", { "zha", "cha" } },
	{ "翟", { "zhai", "di" } },	   { "繆", { "miao", "mou" } },
	{ "單", { "shan", "dan" } },	   { "闞", { "kan", "han" } },
	{ "蓋", { "ge", "gai" } },
};

static void add_key(struct pinyin *out, const char *key)
{
	if (!*key || out->count == PINYIN_KEYS_MAX)
		return;
	/* Cut first: two long keys may be one then. */
	text_copy(out->keys[out->count], PINYIN_KEY_SIZE, key);
	for (size_t i = 0; i < out->count; i++) {
		if (strcmp(out->keys[i], out->keys[out->count]) == 0)
			return;
	}
	out->count++;
}

/* The spellings of a name, in the order in which they were found. */
struct readings {
	size_t count;
	char spelt[SPELLING_COUNT + SURNAME_READINGS_MAX][SPELLING_SIZE];
};

static void add_reading(struct readings *readings, const char *head, const char *rest)
{
	text_format(readings->spelt[readings->count++], SPELLING_SIZE, "%s%s%s", head,
		    *head && *rest ? " " : "", rest);
}

static const struct surname *find_surname(const char *name)
{
	for (size_t i = 0; i < sizeof(surnames) / sizeof(surnames[0]); i++) {
		const char *surname = surnames[i].surname;

		if (strncmp(name, surname, strlen(surname)) == 0)
			return &surnames[i];
	}
	return NULL;
}

/*
 * All readings of a name: the surname table's, ICU's for names, ICU's for words. ICU takes each
 * word for a name of its own, so the name comes without spaces, and what stands behind a middle dot
 * is never read as a surname.
 */
static void read_name(const char *head, const char *rest, struct readings *readings)
{
	const struct surname *surname = find_surname(head);
	char spelt[SPELLING_SIZE], spelt_rest[SPELLING_SIZE];

	readings->count = 0;
	spelling_of(SPELLING_PLAIN, rest, spelt_rest);
	if (surname) {
		spelling_of(SPELLING_PLAIN, head + strlen(surname->surname), spelt);
		for (int i = 0; i < SURNAME_READINGS_MAX && surname->readings[i]; i++) {
			char with_surname[SPELLING_SIZE];

			text_format(with_surname, sizeof(with_surname), "%s %s",
				    surname->readings[i], spelt);
			add_reading(readings, with_surname, spelt_rest);
		}
	}
	for (enum spelling way = SPELLING_NAMES; way < SPELLING_COUNT; way++) {
		spelling_of(way, head, spelt);
		add_reading(readings, spelt, spelt_rest);
	}
}

/* The syllables run together, or their first letters; with `plain_u` for v where the syllable has
 * an ü. */
static void make_key(const char *spelt, bool initials, bool plain_u, char out[SPELLING_SIZE])
{
	bool starts = true;

	for (; *spelt; spelt++) {
		char letter = *spelt;

		/* An initial v is a Latin name's own: no syllable begins with ü. */
		if (letter == 'v' && !starts && plain_u)
			letter = 'u';
		if (letter != ' ' && (starts || !initials))
			*out++ = letter;
		starts = letter == ' ';
	}
	*out = '\0';
}

static void add_keys(struct pinyin *out, const struct readings *readings)
{
	char key[SPELLING_SIZE];

	for (size_t i = 0; i < readings->count; i++) {
		make_key(readings->spelt[i], false, false, key);
		add_key(out, key);
		make_key(readings->spelt[i], false, true, key);
		add_key(out, key);
	}
	for (size_t i = 0; i < readings->count; i++) {
		make_key(readings->spelt[i], true, false, key);
		add_key(out, key);
	}
}

/* Forms of a character that ICU has no reading for become the ordinary form, in place; none is
 * longer. */
static void replace_variants(char *name)
{
	static const char *const variants[][2] = { { "𠮷", "吉" }, { "㐂", "喜" }, { "𤋮", "熙" } };

	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++) {
		size_t rare = strlen(variants[i][0]), usual = strlen(variants[i][1]);

		for (char *at = name; (at = strstr(at, variants[i][0])) != NULL; at += usual) {
			memcpy(at, variants[i][1], usual);
			memmove(at + usual, at + rare, strlen(at + rare) + 1);
		}
	}
}

/* A Chinese name without its spaces, in place; Latin names keep theirs, as bounds of words. */
static void without_spaces(char *name)
{
	char *out = name;

	if (!text_has_han(name))
		return;
	for (const char *at = name; *at; at++) {
		if (*at != ' ')
			*out++ = *at;
	}
	*out = '\0';
}

void pinyin_of_name(const char *name, struct pinyin *out)
{
	char head[PINYIN_KEY_SIZE], rest[PINYIN_KEY_SIZE] = "";
	struct readings readings;
	char *dot;

	out->count = 0;
	text_copy(head, sizeof(head), name);
	replace_variants(head);
	dot = strstr(head, "·");
	if (dot) {
		text_copy(rest, sizeof(rest), dot + strlen("·"));
		*dot = '\0';
		/* Each further part is a word, never joined to the one before. */
		for (char *at = rest; (at = strstr(at, "·")) != NULL;)
			memcpy(at, "  ", strlen("·"));
	}
	without_spaces(head);
	read_name(head, rest, &readings);
	add_keys(out, &readings);
}

bool pinyin_has(const char *text, const char *letters)
{
	struct pinyin pinyin;

	if (!text_has_han(text))
		return false;
	pinyin_of_name(text, &pinyin);
	for (size_t i = 0; i < pinyin.count; i++) {
		if (strstr(pinyin.keys[i], letters))
			return true;
	}
	return false;
}
