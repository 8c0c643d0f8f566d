#include "ui/launcher/words.h"

#include <string.h>

#include "base/text.h"

enum { LENGTH_DIGITS_MAX = 5 };

bool words_pack(int count, char *const *word, char *out, size_t size)
{
	size_t used = 0;

	*out = '\0';
	if (count > WORDS_MAX)
		return false;
	for (int i = 0; i < count; i++) {
		const size_t length = strlen(word[i]);
		char before[LENGTH_DIGITS_MAX + 2];

		/* Not as text: whatever bytes a word has, they go through. */
		if (!text_format(before, sizeof(before), "%zu:", length) ||
		    used + strlen(before) + length + 2 > size)
			return false;
		memcpy(out + used, before, strlen(before));
		used += strlen(before);
		memcpy(out + used, word[i], length);
		used += length;
		out[used++] = ',';
		out[used] = '\0';
	}
	return true;
}

/* The length in front of a word, with its colon; -1 for anything else. */
static long take_length(char **at)
{
	long length = 0;
	int digits = 0;

	while (**at >= '0' && **at <= '9' && digits++ < LENGTH_DIGITS_MAX)
		length = length * 10 + (*(*at)++ - '0');
	return digits > 0 && *(*at)++ == ':' ? length : -1;
}

int words_unpack(char *packed, char *word[WORDS_MAX + 1])
{
	char *at = packed;
	int count = 0;

	while (*at && count < WORDS_MAX) {
		const long length = take_length(&at);

		if (length < 0 || strnlen(at, (size_t)length + 1) < (size_t)length + 1 ||
		    at[length] != ',')
			return -1;
		word[count++] = at;
		at[length] = '\0';
		at += length + 1;
	}
	word[count] = NULL;
	return *at ? -1 : count;
}
