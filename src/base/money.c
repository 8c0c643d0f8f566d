#include "base/money.h"

#include <assert.h>
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"

bool money_parse(const char *text, int64_t *fen)
{
	static const char *const signs[] = { "￥", "¥" }; /* U+FFE5, U+00A5 */
	char tidy[64];
	char *at = tidy, *point;
	int64_t yuan, hundredths = 0;

	if (!text_copy(tidy, sizeof(tidy), text))
		return false;
	text_tidy(tidy);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (strncmp(tidy, signs[i], strlen(signs[i])) == 0) {
			at = text_trim(tidy + strlen(signs[i]));
			break;
		}
	}
	point = strchr(at, '.');
	if (point) {
		size_t decimals = strlen(point + 1);

		if (decimals > 2 || !text_to_number(point + 1, 0, 99, &hundredths))
			return false;
		if (decimals == 1)
			hundredths *= 10;
		*point = '\0';
	}
	if (!text_to_number(at, 0, MONEY_LARGEST_FEN / 100, &yuan) ||
	    yuan * 100 + hundredths > MONEY_LARGEST_FEN)
		return false;
	*fen = yuan * 100 + hundredths;
	return true;
}

char *money_format(int64_t fen, char out[MONEY_TEXT_SIZE])
{
	/* The lowest int64_t has no positive twin, so its size is taken without a sign. */
	uint64_t size = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;

	text_format(out, MONEY_TEXT_SIZE, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "",
		    size / 100, size % 100);
	return out;
}

int64_t money_percent(int64_t fen, int percent)
{
	int64_t rest;

	assert(percent >= 0 && percent <= 100);
	/* By parts, so that no amount overflows; C rounds towards zero, a floor goes down. */
	rest = fen % 100 * percent;
	return fen / 100 * percent + rest / 100 - (rest % 100 < 0);
}
