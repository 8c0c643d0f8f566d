#include "reports/sheet_texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reports/value.h"

enum { PIECE_SIZE = 64 * 1024, SHOWN_SIZE = 1024, SLOTS_FIRST = 1024 };

struct piece {
	struct piece *before;
	char bytes[];
};

struct sheet_texts {
	struct piece *piece; /* the last one, in which there is room */
	size_t used, size;   /* of it */
	const char **slots;  /* open addressing; a power of two */
	size_t slot_count, text_count;
};

struct sheet_texts *sheet_texts_new(void)
{
	struct sheet_texts *texts = memory_new(1, sizeof(*texts));

	texts->slot_count = SLOTS_FIRST;
	texts->slots = memory_new(texts->slot_count, sizeof(*texts->slots));
	return texts;
}

void sheet_texts_free(struct sheet_texts *texts)
{
	if (!texts)
		return;
	while (texts->piece) {
		struct piece *before = texts->piece->before;

		free(texts->piece);
		texts->piece = before;
	}
	free(texts->slots);
	free(texts);
}

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash ^ hash >> 32;
}

/* Where a text is, or would be. */
static const char **slot_of(const char **slots, size_t count, const char *text)
{
	size_t at = (size_t)hash_of(text) & (count - 1);

	while (slots[at] && strcmp(slots[at], text) != 0)
		at = (at + 1) & (count - 1);
	return &slots[at];
}

static void grow(struct sheet_texts *texts)
{
	size_t count = 2 * texts->slot_count;
	const char **slots = memory_new(count, sizeof(*slots));

	for (size_t i = 0; i < texts->slot_count; i++) {
		if (texts->slots[i])
			*slot_of(slots, count, texts->slots[i]) = texts->slots[i];
	}
	free(texts->slots);
	texts->slots = slots;
	texts->slot_count = count;
}

static const char *copy(struct sheet_texts *texts, const char *text)
{
	size_t length = strlen(text) + 1;
	char *at;

	if (!texts->piece || texts->size - texts->used < length) {
		size_t size = length > PIECE_SIZE ? length : PIECE_SIZE;
		struct piece *piece = memory_new(1, sizeof(*piece) + size);

		piece->before = texts->piece;
		texts->piece = piece;
		texts->size = size;
		texts->used = 0;
	}
	at = texts->piece->bytes + texts->used;
	memcpy(at, text, length);
	texts->used += length;
	return at;
}

const char *sheet_texts_keep(struct sheet_texts *texts, const char *text)
{
	char room[SHOWN_SIZE];
	int columns;
	const char *shown = value_text_shown(text, room, sizeof(room), &columns);
	const char **slot = slot_of(texts->slots, texts->slot_count, shown);
	const char *known = *slot;

	if (known)
		return known;
	*slot = copy(texts, shown);
	shown = *slot;
	if (2 * ++texts->text_count > texts->slot_count)
		grow(texts);
	return shown;
}
