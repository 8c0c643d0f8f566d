#include "reports/wrap.h"

#include "base/text.h"

size_t wrap_length(const char *text, int columns)
{
	const char *at = text;
	size_t good = 0;
	int used = 0;

	while (*at) {
		const char *before = at;
		uint32_t character = text_next(&at);

		used += text_character_columns(text_visible(character));
		if (used > columns && before > text)
			return good ? good : (size_t)(before - text);
		if (character == ' ' || text_is_han(character))
			good = (size_t)(at - text);
	}
	return (size_t)(at - text);
}
