#include "desk/idem.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

/* As in UUID version 7 (RFC 9562): keys made one after the other lie side by side in their index,
 * and a change then writes the page that the last one wrote. */
enum { IDEM_TIME_SIZE = 6 };

struct idem idem_new(void)
{
	struct idem idem = { .set = true };
	struct timespec now;
	uint64_t ms;

	/* getrandom gives up to 256 bytes whole once the pool is ready, and it waits for that. */
	while (getrandom(idem.bytes, sizeof(idem.bytes), 0) != (ssize_t)sizeof(idem.bytes))
		;
	clock_gettime(CLOCK_REALTIME, &now);
	ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
	for (int i = IDEM_TIME_SIZE - 1; i >= 0; i--) {
		idem.bytes[i] = (unsigned char)(ms & 0xff);
		ms >>= 8;
	}
	return idem;
}

bool idem_parse(const char *text, struct idem *out)
{
	static const char digits[] = "0123456789abcdef";
	struct idem idem = { .set = true };

	if (strlen(text) != 2 * IDEM_SIZE)
		return false;
	for (size_t i = 0; i < 2 * IDEM_SIZE; i++) {
		const char *digit = strchr(digits, tolower((unsigned char)text[i]));

		if (!digit)
			return false;
		idem.bytes[i / 2] = (unsigned char)(idem.bytes[i / 2] << 4 | (digit - digits));
	}
	*out = idem;
	return true;
}
