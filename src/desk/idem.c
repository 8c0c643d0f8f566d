#include "desk/idem.h"

#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/language.h"
#include "base/text.h"

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

struct idem idem_or_new(const struct idem *given)
{
	return given && given->set ? *given : idem_new();
}

static const struct {
	unsigned char letter;
	const char *word;
} parts[IDEM_PART_COUNT] = {
#define IDEM_PART(symbol, letter, word) { letter, word },
#include "desk/idem_part.def"
#undef IDEM_PART
};

/* FNV-1a, 32 bits: what is compared was made by people and programs that mean no harm. */
static uint32_t digest(const char *text)
{
	uint32_t hash = 2166136261U;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619U;
	return hash;
}

/* The digest of a part among those that are asked; NULL when it is not. */
static const unsigned char *find_part(const unsigned char *asked, int size, enum idem_part part)
{
	for (int at = 0; at + IDEM_PART_SIZE <= size; at += IDEM_PART_SIZE)
		if (asked[at] == parts[part].letter)
			return asked + at + 1;
	return NULL;
}

void idem_ask(struct idem *idem, enum idem_part part, const char *text)
{
	uint32_t hash = digest(text ? text : "");
	unsigned char *at = idem->asked + idem->asked_size;

	if (!idem->set)
		return;
	assert(idem->asked_size < (int)sizeof(idem->asked));
	assert(!find_part(idem->asked, idem->asked_size, part));
	*at++ = parts[part].letter;
	for (int shift = 24; shift >= 0; shift -= 8)
		*at++ = (unsigned char)(hash >> shift);
	idem->asked_size += IDEM_PART_SIZE;
}

void idem_ask_number(struct idem *idem, enum idem_part part, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	idem_ask(idem, part, text);
}

static bool is_same_part(const unsigned char *now, const unsigned char *then)
{
	return now && then ? !memcmp(now, then, IDEM_PART_SIZE - 1) : now == then;
}

bool idem_differs(const struct idem *now, const unsigned char *asked, int asked_size,
		  char out[IDEM_WORDS_SIZE])
{
	size_t used = 0;

	out[0] = '\0';
	if (asked_size == 0)
		return false;
	for (int i = 0; i < IDEM_PART_COUNT; i++) {
		const enum idem_part part = (enum idem_part)i;

		if (is_same_part(find_part(now->asked, now->asked_size, part),
				 find_part(asked, asked_size, part)))
			continue;
		text_format(out + used, IDEM_WORDS_SIZE - used, "%s%s", used ? _(", ") : "",
			    _(parts[part].word));
		used += strlen(out + used);
	}
	return used > 0;
}

static bool is_letter(unsigned char letter)
{
	for (int i = 0; i < IDEM_PART_COUNT; i++)
		if (parts[i].letter == letter)
			return true;
	return false;
}

bool idem_contradicts(const struct idem *made, const unsigned char *asked, int asked_size)
{
	for (int at = 0; at + IDEM_PART_SIZE <= asked_size; at += IDEM_PART_SIZE)
		if (!is_letter(asked[at]))
			return true;
	for (int i = 0; i < IDEM_PART_COUNT; i++) {
		const enum idem_part part = (enum idem_part)i;
		const unsigned char *digest_made = find_part(made->asked, made->asked_size, part);
		const unsigned char *digest_asked = find_part(asked, asked_size, part);

		if (digest_made && digest_asked && !is_same_part(digest_made, digest_asked))
			return true;
	}
	return false;
}
