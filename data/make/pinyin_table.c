/*
 * Makes the table of src/base/spelling.c at build time from ICU's rules, so that the program itself
 * needs no ICU, which takes 2 ms of every start, 140 ms of the first name and megabytes of memory.
 *
 *   pinyin_table > pinyin_table.h
 *
 * For every character it asks ICU how it is spelt, and how it gets along with its neighbours: the
 * rules put a space between an ideograph and a letter. Then the few characters that the rules for
 * names read otherwise, and the few that are read otherwise before a certain character. For
 * comparing texts it also says which characters of other scripts are part of words, and which small
 * letter their capitals stand for.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum {
	BLOCK_BITS = 6,
	BLOCK_SIZE = 1 << BLOCK_BITS,
	BLOCKS_MAX = 0x110000 / BLOCK_SIZE,
	ENTRIES_MAX = 8192,
	POOL_SIZE = 65536,
	TEXT_SIZE = 512,
	RULES_SIZE = 4 * 1024 * 1024,
};

/* As src/base/spelling.c knows them; printed with the table. */
enum {
	FLAG_LETTER_FIRST = 1,	  /* a space stands between an ideograph and this */
	FLAG_LETTER_LAST = 2,	  /* and between this and an ideograph */
	FLAG_IDEOGRAPH_FIRST = 4, /* a space stands between a letter and this */
	FLAG_IDEOGRAPH_LAST = 8,  /* and between this and a letter */
	FLAG_MARK = 16,		  /* belongs to the letter before it */
	FLAG_HAN = 32,		  /* begins a name where the character before is not of these */
	FLAG_OTHER = 64, /* part of a word, but not spelt: another script's, or a letter like ə */
	FLAGS_IDEOGRAPH = 1 + 2 + 4 + 8,
	FLAGS_NAME = FLAGS_IDEOGRAPH + FLAG_HAN,
};

static const char plain_rules[] =
	"Han-Latin; Lower; [^\\u00FC\\u01D6\\u01D8\\u01DA\\u01DC] Latin-ASCII";
static const char name_rules[] =
	"Han-Latin/Names; Lower; [^\\u00FC\\u01D6\\u01D8\\u01DA\\u01DC] Latin-ASCII";

static struct {
	UTransliterator *plain, *names;
	uint16_t entry[0x110000];
	uint16_t text[ENTRIES_MAX];
	uint8_t flags[ENTRIES_MAX];
	int entries;
	char pool[POOL_SIZE];
	size_t pool_used;
	int block[BLOCKS_MAX];
	const uint16_t *made[BLOCKS_MAX];
	int made_count;
	UChar rules[RULES_SIZE];
} table;

static _Noreturn void die(const char *format, ...)
{
	va_list arguments;

	fputs("pinyin_table: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(1);
}

static UTransliterator *open_rules(const char *rules)
{
	UErrorCode error = U_ZERO_ERROR;
	UTransliterator *opened;
	UChar id[TEXT_SIZE];

	u_uastrcpy(id, rules);
	opened = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
	if (U_FAILURE(error))
		die("ICU does not have the rules %s: %s", rules, u_errorName(error));
	return opened;
}

/*
 * What the rules make of a text, with only a to z, digits, v for ü, and a space for each run of
 * anything else; an apostrophe and accents that stand alone vanish. The program keeps to the same.
 */
static void spell(UTransliterator *rules, const UChar *text, int32_t length, char out[TEXT_SIZE])
{
	UErrorCode error = U_ZERO_ERROR;
	UChar wide[TEXT_SIZE];
	int32_t limit = length, at = 0;
	size_t used = 0;

	memcpy(wide, text, (size_t)length * sizeof(*wide));
	utrans_transUChars(rules, wide, &length, TEXT_SIZE, 0, &limit, &error);
	if (U_FAILURE(error))
		die("ICU fails: %s", u_errorName(error));
	while (at < length) {
		UChar32 character;

		U16_NEXT(wide, at, length, character);
		if (character == 0xFC || (character >= 0x1D6 && character <= 0x1DC))
			out[used++] = 'v';
		else if ((character >= 'a' && character <= 'z') ||
			 (character >= '0' && character <= '9'))
			out[used++] = (char)character;
		else if (character == '\'' || (character >= 0x300 && character <= 0x36F))
			continue;
		else if (used == 0 || out[used - 1] != ' ')
			out[used++] = ' ';
		if (used + 1 >= TEXT_SIZE)
			die("U+%04X makes too long a text", (unsigned)character);
	}
	out[used] = '\0';
}

/* Spells one character between two others, and returns what came of it alone: NULL when the two
 * are not as given, `before` and `after`. */
static const char *spell_between(UTransliterator *rules, UChar32 left, UChar32 character,
				 UChar32 right, const char *before, const char *after,
				 char out[TEXT_SIZE])
{
	size_t start = strlen(before), end = strlen(after), length;
	UChar text[8];
	int32_t used = 0;

	if (left)
		text[used++] = (UChar)left;
	U16_APPEND_UNSAFE(text, used, character);
	if (right)
		text[used++] = (UChar)right;
	spell(rules, text, used, out);
	length = strlen(out);
	if (length < start + end || strncmp(out, before, start) != 0 ||
	    strcmp(out + length - end, after) != 0)
		return NULL;
	out[length - end] = '\0';
	return out + start;
}

static const char *spell_alone(UChar32 character, char out[TEXT_SIZE])
{
	const char *text = spell_between(table.plain, '1', character, '1', "1", "1", out);

	if (!text)
		die("U+%04X changes its neighbours", (unsigned)character);
	return text;
}

/* Whether a space is put between a character and its neighbour, one of which is 1. */
static bool is_parted(UChar32 left, UChar32 character, UChar32 right, const char *before,
		      const char *after, const char *alone)
{
	char made[TEXT_SIZE];
	const char *text = spell_between(table.plain, left, character, right, before, after, made);

	return !text || strcmp(text, alone) != 0;
}

static uint8_t flags_of(UChar32 character, const char *alone)
{
	/* An ideograph that is no letter, so that each rule shows alone. */
	enum { ZERO = 0x3007 };
	UErrorCode error = U_ZERO_ERROR;
	bool han = uscript_getScript(character, &error) == USCRIPT_HAN;
	uint8_t flags = han ? FLAG_HAN : 0;

	if (han && u_isalpha(character) && u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC))
		return flags | FLAGS_IDEOGRAPH;
	if (strcmp(alone, " ") == 0)
		return flags;
	if (!*alone && (U_GET_GC_MASK(character) & U_GC_M_MASK))
		return flags | FLAG_MARK;
	flags |= is_parted(ZERO, character, '1', "ling", "1", alone) ? FLAG_LETTER_FIRST : 0;
	flags |= is_parted('1', character, ZERO, "1", "ling", alone) ? FLAG_LETTER_LAST : 0;
	flags |= is_parted('x', character, '1', "x", "1", alone) ? FLAG_IDEOGRAPH_FIRST : 0;
	flags |= is_parted('1', character, 'x', "1", "x", alone) ? FLAG_IDEOGRAPH_LAST : 0;
	return flags;
}

/* The place of a text in the pool. */
static uint16_t keep_text(const char *text)
{
	size_t size = strlen(text) + 1;

	for (size_t at = 0; at < table.pool_used; at += strlen(table.pool + at) + 1) {
		if (strcmp(table.pool + at, text) == 0)
			return (uint16_t)at;
	}
	if (table.pool_used + size > sizeof(table.pool))
		die("too many texts");
	memcpy(table.pool + table.pool_used, text, size);
	table.pool_used += size;
	return (uint16_t)(table.pool_used - size);
}

static uint16_t keep_entry(const char *text, uint8_t flags)
{
	uint16_t place = keep_text(text);

	for (int i = 0; i < table.entries; i++) {
		if (table.text[i] == place && table.flags[i] == flags)
			return (uint16_t)i;
	}
	if (table.entries == ENTRIES_MAX)
		die("too many spellings");
	table.text[table.entries] = place;
	table.flags[table.entries] = flags;
	return (uint16_t)table.entries++;
}

/* Other scripts stay as they are, and what is not Latin parts words. */
static bool is_spelt(UChar32 character)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(character, &error);
	int type = u_charType(character);

	return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR && type != U_SURROGATE &&
	       (script == USCRIPT_HAN || script == USCRIPT_LATIN || script == USCRIPT_COMMON ||
		script == USCRIPT_INHERITED);
}

/* Letters, digits and the marks on them. */
static bool is_of_words(UChar32 character)
{
	return (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

/* A Latin letter for which ASCII has nothing. */
static bool is_unspelt_letter(UChar32 character, const char *alone)
{
	UErrorCode error = U_ZERO_ERROR;

	return (!*alone || strcmp(alone, " ") == 0) &&
	       uscript_getScript(character, &error) == USCRIPT_LATIN &&
	       (U_GET_GC_MASK(character) & (U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LO_MASK)) != 0;
}

/* Spells every character that there is; all others part words, as entry 0 says. */
static void spell_characters(void)
{
	keep_entry(" ", 0);
	for (UChar32 character = 1; character < 0x110000; character++) {
		char made[TEXT_SIZE];
		const char *alone;

		if (!is_spelt(character)) {
			table.entry[character] = keep_entry(" ", is_of_words(character) ? FLAG_OTHER
											: 0);
			continue;
		}
		alone = spell_alone(character, made);
		table.entry[character] = keep_entry(
			alone, flags_of(character, alone) |
				       (is_unspelt_letter(character, alone) ? FLAG_OTHER : 0));
	}
}

/* Equal blocks are kept once. Returns how many lie before the last one that is not of entry 0. */
static int make_blocks(void)
{
	int used = 0;

	for (int i = 0; i < BLOCKS_MAX; i++) {
		const uint16_t *block = table.entry + i * BLOCK_SIZE;
		int at = 0;

		while (at < table.made_count &&
		       memcmp(table.made[at], block, BLOCK_SIZE * sizeof(*block)) != 0)
			at++;
		if (at == table.made_count)
			table.made[table.made_count++] = block;
		table.block[i] = at;
		for (int k = 0; k < BLOCK_SIZE; k++) {
			if (block[k])
				used = i + 1;
		}
	}
	return used;
}

static void print_numbers(const char *type, const char *name, int count, const uint16_t *numbers)
{
	printf("static const %s %s[%d] = {", type, name, count);
	for (int i = 0; i < count; i++)
		printf("%s%u,", i % 24 ? "" : "\n", numbers[i]);
	printf("\n};\n");
}

static void print_table(int blocks)
{
	printf("/* Made by data/make/pinyin_table.c with ICU %s. */\n", U_ICU_VERSION);
	printf("enum { SPELLING_LETTER_FIRST = %d, SPELLING_LETTER_LAST = %d, "
	       "SPELLING_IDEOGRAPH_FIRST = %d, SPELLING_IDEOGRAPH_LAST = %d, SPELLING_MARK = %d, "
	       "SPELLING_HAN = %d, SPELLING_OTHER = %d };\n",
	       FLAG_LETTER_FIRST, FLAG_LETTER_LAST, FLAG_IDEOGRAPH_FIRST, FLAG_IDEOGRAPH_LAST,
	       FLAG_MARK, FLAG_HAN, FLAG_OTHER);
	printf("enum { SPELLING_BLOCK_BITS = %d, SPELLING_BLOCKS = %d };\n", BLOCK_BITS, blocks);
	printf("static const uint16_t spelling_block[SPELLING_BLOCKS] = {");
	for (int i = 0; i < blocks; i++)
		printf("%s%d,", i % 24 ? "" : "\n", table.block[i]);
	printf("\n};\nstatic const uint16_t spelling_entry[%d][%d] = {\n", table.made_count,
	       BLOCK_SIZE);
	for (int i = 0; i < table.made_count; i++) {
		putchar('{');
		for (int k = 0; k < BLOCK_SIZE; k++)
			printf("%u,", table.made[i][k]);
		printf("},\n");
	}
	printf("};\n");
	print_numbers("uint16_t", "spelling_text", table.entries, table.text);
	printf("static const uint8_t spelling_flags[%d] = {", table.entries);
	for (int i = 0; i < table.entries; i++)
		printf("%s%u,", i % 24 ? "" : "\n", table.flags[i]);
	printf("\n};\n");
}

static void print_pool(void)
{
	printf("static const char spelling_pool[] =");
	for (size_t at = 0; at < table.pool_used; at += strlen(table.pool + at) + 1)
		printf("\n\t\"%s\\0\"", table.pool + at);
	printf(";\n");
}

/* The capitals of other scripts, in order, and their small letters. */
static void print_capitals(void)
{
	printf("static const struct capital { uint32_t capital, small; } spelling_capital[] = {\n");
	for (UChar32 character = 1; character < 0x110000; character++) {
		UChar32 small = u_foldCase(character, U_FOLD_CASE_DEFAULT);

		if (small != character && (table.flags[table.entry[character]] & FLAG_OTHER))
			printf("\t{ 0x%04X, 0x%04X },\n", (unsigned)character, (unsigned)small);
	}
	printf("};\n");
}

/* The characters that the rules for names read otherwise: as the first of a name, and within. */
static void print_names(void)
{
	printf("static const struct { uint32_t character; uint16_t first, within; } "
	       "spelling_name[] = {\n");
	for (UChar32 character = 1; character < 0x110000; character++) {
		uint16_t entry = table.entry[character];
		const char *plain = table.pool + table.text[entry], *first, *within;
		char made_first[TEXT_SIZE], made_within[TEXT_SIZE];

		if ((table.flags[entry] & FLAGS_NAME) != FLAGS_NAME || strcmp(plain, " ") == 0)
			continue;
		first = spell_between(table.names, 0, character, '1', "", "1", made_first);
		within = spell_between(table.names, 0x4E00, character, '1', "yi ", "1",
				       made_within);
		if (!first || !within)
			die("U+%04X is not spelt in names", (unsigned)character);
		if (strcmp(plain, first) != 0 || strcmp(plain, within) != 0)
			printf("\t{ 0x%04X, %u, %u },\n", (unsigned)character, keep_text(first),
			       keep_text(within));
	}
	printf("};\n");
}

/* The first syllable of a text. */
static uint16_t first_syllable(UTransliterator *rules, const UChar *text, int32_t length,
			       const char *skip)
{
	char made[TEXT_SIZE];
	char *start = made + strlen(skip);

	spell(rules, text, length, made);
	if (strncmp(made, skip, strlen(skip)) != 0)
		die("\"%s\" does not start with \"%s\"", made, skip);
	start[strcspn(start, " ")] = '\0';
	return keep_text(start);
}

/* A rule "{X}' '?Y > reading;": X is read so before Y. Returns true when `at` is one. */
static bool print_pair(const UChar *at, const UChar *end)
{
	static const UChar between[] = { '}', '\'', ' ', '\'', '?' };
	const UChar one = 0x4E00;
	UChar32 character, next;
	UChar text[8];
	int32_t used = 0, length = (int32_t)(end - at), place = 1;

	if (length < 12 || at[0] != '{')
		return false;
	U16_NEXT(at, place, length, character);
	if (memcmp(at + place, between, sizeof(between)) != 0)
		return false;
	place += (int32_t)(sizeof(between) / sizeof(*between));
	U16_NEXT(at, place, length, next);
	text[used++] = one;
	U16_APPEND_UNSAFE(text, used, character);
	U16_APPEND_UNSAFE(text, used, next);
	printf("\t{ 0x%04X, 0x%04X, %u, %u, %u },\n", (unsigned)character, (unsigned)next,
	       first_syllable(table.plain, text + 1, used - 1, ""),
	       first_syllable(table.names, text + 1, used - 1, ""),
	       first_syllable(table.names, text, used, "yi "));
	return true;
}

static int print_pairs_of(const char *rules)
{
	UErrorCode error = U_ZERO_ERROR;
	UTransliterator *opened = open_rules(rules);
	int32_t length = utrans_toRules(opened, false, table.rules, RULES_SIZE, &error);
	int count = 0;

	if (U_FAILURE(error))
		die("ICU does not tell the rules %s: %s", rules, u_errorName(error));
	for (int32_t at = 0; at < length; at++)
		count += print_pair(table.rules + at, table.rules + length);
	utrans_close(opened);
	return count;
}

static void print_pairs(void)
{
	int count;

	printf("static const struct { uint32_t character, next; uint16_t plain, first, within; } "
	       "spelling_pair[] = {\n");
	count = print_pairs_of("Han-Latin") + print_pairs_of("Han-Latin/Names");
	printf("};\n");
	if (!count)
		die("ICU's rules have no pairs: they are written otherwise than this program "
		    "knows");
}

int main(void)
{
	table.plain = open_rules(plain_rules);
	table.names = open_rules(name_rules);
	spell_characters();
	print_table(make_blocks());
	print_capitals();
	print_names();
	print_pairs();
	print_pool();
	utrans_close(table.plain);
	utrans_close(table.names);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
