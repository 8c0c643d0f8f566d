#include "ui/cli/shell_word.h"

#include <string.h>

#include "base/text.h"

void shell_append(char *out, size_t size, const char *text)
{
	size_t length = strlen(out);

	text_format(out + length, size - length, "%s", text);
}

void shell_append_word(char *out, size_t size, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._/-+,:=@%";

	if (*word && strspn(word, plain) == strlen(word)) {
		shell_append(out, size, word);
		return;
	}
	shell_append(out, size, "'");
	for (; *word; word++) {
		size_t length = strlen(out);

		if (*word == '\'') {
			shell_append(out, size, "'\\''");
		} else if (length + 1 < size) {
			out[length] = *word;
			out[length + 1] = '\0';
		}
	}
	shell_append(out, size, "'");
}
