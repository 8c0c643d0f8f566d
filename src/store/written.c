#include "store/written.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/digest.h"

enum { ROOM_LEAST = 512 };

static void make_room(struct written_bytes *bytes, size_t size)
{
	size_t room = bytes->room ? bytes->room : ROOM_LEAST;

	if (bytes->used + size <= bytes->room)
		return;
	while (room < bytes->used + size)
		room *= 2;
	bytes->bytes = memory_resize(bytes->bytes, room, 1);
	bytes->room = room;
}

void written_append(struct written_bytes *bytes, const void *more, size_t size)
{
	make_room(bytes, size);
	if (size > 0)
		memcpy(bytes->bytes + bytes->used, more, size);
	bytes->used += size;
}

static void write_head(unsigned char *head, uint16_t table, size_t key_size)
{
	head[0] = (unsigned char)(table >> 8);
	head[1] = (unsigned char)table;
	head[2] = (unsigned char)(key_size >> 8);
	head[3] = (unsigned char)key_size;
}

void written_row(struct written_bytes *bytes, uint16_t table, const unsigned char *key,
		 size_t key_size, const unsigned char *digest)
{
	unsigned char head[WRITTEN_HEAD];

	write_head(head, table, key_size);
	written_append(bytes, head, sizeof(head));
	written_append(bytes, key, key_size);
	if (digest)
		written_append(bytes, digest, DIGEST_SIZE);
}

bool written_next(const unsigned char *bytes, size_t size, size_t *at, bool has_digest,
		  struct written_row *out)
{
	const size_t digest_size = has_digest ? DIGEST_SIZE : 0;
	const unsigned char *head = bytes + *at;

	if (size - *at < WRITTEN_HEAD + digest_size)
		return false;
	out->table = (uint16_t)(head[0] << 8 | head[1]);
	out->key_size = (size_t)head[2] << 8 | head[3];
	out->key = head + WRITTEN_HEAD;
	if (size - *at < WRITTEN_HEAD + out->key_size + digest_size)
		return false;
	out->digest = has_digest ? out->key + out->key_size : NULL;
	*at += WRITTEN_HEAD + out->key_size + digest_size;
	return true;
}

/* Whether this row was the one that was noted last: that is written anew. */
static bool is_last(const struct written_bytes *bytes, size_t size)
{
	const size_t whole = bytes->used;

	return whole >= 2 * size &&
	       memcmp(bytes->bytes + whole - size, bytes->bytes + whole - 2 * size, size) == 0;
}

/* The key of a row, or of its group, is made where it stays. */
static size_t note_key(struct written_bytes *bytes, const struct digest_table *table,
		       const struct store_row *row, int first)
{
	unsigned char *head;
	size_t size;

	make_room(bytes, WRITTEN_HEAD + DIGEST_KEY_MAX);
	head = bytes->bytes + bytes->used;
	size = table->way == DIGEST_TOGETHER ? digest_group_key(row, first, head + WRITTEN_HEAD)
					     : digest_key(table, row, first, head + WRITTEN_HEAD);
	write_head(head, table->mark, size);
	bytes->used += WRITTEN_HEAD + size;
	return WRITTEN_HEAD + size;
}

void written_note(struct written *written, const struct digest_table *table,
		  const struct store_row *row, int first, bool is_gone)
{
	unsigned char digest[DIGEST_SIZE] = { 0 };
	size_t size;

	if (table->way == DIGEST_TOGETHER) {
		size = note_key(&written->groups, table, row, first);
		if (is_last(&written->groups, size))
			written->groups.used -= size;
		return;
	}
	if (!is_gone)
		digest_row(table, row, first, digest);
	if (table->way == DIGEST_ENTRIES) {
		written_append(&written->entries, digest, DIGEST_SIZE);
		return;
	}
	(void)note_key(&written->rows, table, row, first);
	written_append(&written->rows, digest, DIGEST_SIZE);
}

void written_clear(struct written *written)
{
	written->rows.used = 0;
	written->groups.used = 0;
	written->entries.used = 0;
}

void written_attempt(struct written *written)
{
	written->mark[0] = written->rows.used;
	written->mark[1] = written->groups.used;
	written->mark[2] = written->entries.used;
}

static void cut(struct written_bytes *bytes, size_t used)
{
	if (bytes->used > used)
		bytes->used = used;
}

void written_undo(struct written *written)
{
	cut(&written->rows, written->mark[0]);
	cut(&written->groups, written->mark[1]);
	cut(&written->entries, written->mark[2]);
}

void written_drop(struct written_bytes *bytes)
{
	free(bytes->bytes);
	*bytes = (struct written_bytes){ NULL, 0, 0 };
}

void written_release(struct written *written)
{
	written_drop(&written->rows);
	written_drop(&written->groups);
	written_drop(&written->entries);
}
