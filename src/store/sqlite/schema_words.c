#include "store/sqlite/schema_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool is_name_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Words of SQL, numbers, and whatever is beyond ASCII. */
static bool is_word_character(char c)
{
	return is_name_character(c) || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *behind_comment(const char *at)
{
	const char *end = at[0] == '-' ? strchr(at, '\n') : strstr(at + 2, "*/");

	if (!end)
		return at + strlen(at);
	return at[0] == '-' ? end : end + 2;
}

static const char *skip(const char *at)
{
	while (is_blank(*at) || (at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*'))
		at = is_blank(*at) ? at + 1 : behind_comment(at);
	return at;
}

/* How many characters belong to the word at `at`; a quotation mark that is doubled stays in it. */
static size_t word_length(const char *at)
{
	size_t length = 1;

	if (*at == '\'' || *at == '"') {
		while (at[length] && (at[length] != *at || at[length + 1] == *at))
			length += at[length] == *at ? 2 : 1;
		return at[length] ? length + 1 : length;
	}
	while (is_word_character(*at) && is_word_character(at[length]))
		length++;
	return length;
}

/* "ledger", but not "NOT": without its marks that would be another word. */
static bool is_quoted_name(const char *word, size_t length)
{
	if (length < 3 || word[0] != '"' || word[length - 1] != '"')
		return false;
	for (size_t i = 1; i + 1 < length; i++)
		if (!is_name_character(word[i]))
			return false;
	return true;
}

void schema_words(const char *sql, char *out)
{
	const char *start = out;

	for (sql = skip(sql); *sql; sql = skip(sql)) {
		const size_t length = word_length(sql);
		const size_t mark = is_quoted_name(sql, length) ? 1 : 0;

		if (out != start)
			*out++ = ' ';
		memcpy(out, sql + mark, length - 2 * mark);
		out += length - 2 * mark;
		sql += length;
	}
	*out = '\0';
}
