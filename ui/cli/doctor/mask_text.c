#include "ui/cli/doctor/mask_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Bytes that go on a word: of a name, or of a name in a path. */
static bool goes_on(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || byte == '-' || (byte & 0x80) != 0;
}

/* How many bytes of a path at `text` are somebody's home: the folder as a whole. */
static size_t home_at(const char *text, const char *home)
{
	static const char homes[] = "/home/";
	const size_t length = strlen(home);

	if (length > 1 && strncmp(text, home, length) == 0 && !goes_on(text[length]))
		return length;
	if (strncmp(text, homes, strlen(homes)) != 0)
		return 0;
	return strlen(homes) + strcspn(text + strlen(homes), "/ '\"");
}

static size_t word_at(const char *start, const char *text, const char *word)
{
	const size_t length = strlen(word);

	if (length == 0 || strncmp(text, word, length) != 0 || goes_on(text[length]) ||
	    (text > start && goes_on(text[-1])))
		return 0;
	return length;
}

void mask_places(char *out, size_t size, const char *text, const char *home, const char *account)
{
	const char *start = text;
	size_t used = 0;

	out[0] = '\0';
	while (*text && used + 8 < size) {
		const size_t in_home = home_at(text, home);
		const size_t in_word = word_at(start, text, account);

		if (in_home || in_word) {
			text_copy(out + used, size - used, in_home ? "~" : "ACCOUNT");
			used += strlen(out + used);
			text += in_home ? in_home : in_word;
			continue;
		}
		out[used++] = *text++;
		out[used] = '\0';
	}
}

/* Behind the closing quote; two in a row are one in the text. */
static const char *behind_quote(const char *at)
{
	for (at++; *at; at++) {
		if (*at != '\'')
			continue;
		if (at[1] != '\'')
			return at + 1;
		at++;
	}
	return at;
}

static const char *behind_comment(const char *at)
{
	const char *end = at[0] == '-' ? strchr(at, '\n') : strstr(at + 2, "*/");

	if (!end)
		return at + strlen(at);
	return at[0] == '-' ? end : end + 2;
}

void mask_sql(char *out, const char *sql)
{
	size_t used = 0;

	while (*sql) {
		if (strncmp(sql, "--", 2) == 0 || strncmp(sql, "/*", 2) == 0) {
			sql = behind_comment(sql);
		} else if (*sql == '\'') {
			out[used++] = '\'';
			out[used++] = '\'';
			sql = behind_quote(sql);
		} else {
			out[used++] = *sql == '\t' ? ' ' : *sql;
			sql++;
		}
	}
	out[used] = '\0';
}
