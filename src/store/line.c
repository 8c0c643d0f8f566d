#include "store/line.h"

#include <string.h>

#include "base/text.h"

void line_text(const struct clinic_line *line, char out[LINE_TEXT_SIZE])
{
	const unsigned char *id = line->clinic;

	out[0] = '\0';
	if (line->epoch > 0)
		text_format(out, LINE_TEXT_SIZE, "%02X%02X-%02X%02X-%lld", id[0], id[1], id[2],
			    id[3], (long long)line->epoch);
}

bool line_same_clinic(const struct clinic_line *one, const struct clinic_line *other)
{
	return memcmp(one->clinic, other->clinic, LINE_CLINIC_SIZE) == 0;
}
