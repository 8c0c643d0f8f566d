#include "store/digest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/row.h"

#include "digest_tables.h"

/* A row mostly fits; what is longer goes through it in parts. */
enum { BUFFER = 512, NUMBER_BYTES = 8, INT_CODE = 1, TEXT_CODE = 2, BLOB_CODE = 3 };

struct feed {
	struct secret_parts *parts; /* NULL: nothing has left the buffer yet */
	size_t used;
	unsigned char buffer[BUFFER];
};

const struct digest_table *digest_tables(int *count)
{
	*count = (int)(sizeof(digest_table) / sizeof(digest_table[0]));
	return digest_table;
}

int digest_columns(enum sql statement)
{
	const short table = statement_kind(statement)->table;

	if (table < 0)
		return 0;
	return digest_table[table].way == DIGEST_TOGETHER ? 1 : digest_table[table].columns;
}

const struct digest_table *digest_table_of(uint16_t mark)
{
	for (size_t i = 0; i < sizeof(digest_table) / sizeof(digest_table[0]); i++)
		if (digest_table[i].mark == mark)
			return &digest_table[i];
	return NULL;
}

static void empty(struct feed *feed)
{
	if (!feed->parts) {
		feed->parts = memory_new(1, sizeof(*feed->parts));
		secret_parts_begin(feed->parts, NULL, DIGEST_SIZE);
	}
	secret_parts_add(feed->parts, feed->buffer, feed->used);
	feed->used = 0;
}

static void put(struct feed *feed, const void *bytes, size_t size)
{
	if (feed->used + size > BUFFER)
		empty(feed);
	if (size > BUFFER) {
		secret_parts_add(feed->parts, bytes, size);
		return;
	}
	memcpy(feed->buffer + feed->used, bytes, size);
	feed->used += size;
}

static size_t write_mark(uint16_t mark, unsigned char *out)
{
	out[0] = (unsigned char)(mark >> 8);
	out[1] = (unsigned char)mark;
	return 2;
}

/* Big endian, as few bytes as hold it with its sign. Returns how many. */
static size_t write_number(int64_t number, unsigned char *out)
{
	/* What differs from the sign. */
	const uint64_t apart = number < 0 ? ~(uint64_t)number : (uint64_t)number;
	size_t bytes = NUMBER_BYTES;

	while (bytes > 1 && apart >> (8 * (bytes - 1) - 1) == 0)
		bytes--;
	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)((uint64_t)number >> 8 * (bytes - 1 - i));
	return bytes;
}

/* A type and a length of four bytes at most: 5 in all. Returns how many. */
static size_t write_head(unsigned char code, size_t length, unsigned char *out)
{
	out[0] = code;
	if (length < 255) {
		out[1] = (unsigned char)length;
		return 2;
	}
	out[1] = 255;
	for (int i = 0; i < 4; i++)
		out[2 + i] = (unsigned char)((uint64_t)length >> 8 * (3 - i));
	return 6;
}

static bool is_default(const struct digest_column *column, int64_t number)
{
	return column->type == STORE_INT && column->number == number;
}

static bool is_default_text(const struct digest_column *column, const void *bytes, size_t size)
{
	return column->type == STORE_TEXT && strlen(column->text) == size &&
	       memcmp(column->text, bytes, size) == 0;
}

static void put_column(struct feed *feed, const struct digest_column *column,
		       const struct store_row *row, int place)
{
	const int type = row->ops->type(row, place);
	unsigned char head[2 + 6 + NUMBER_BYTES];
	size_t used = write_mark(column->mark, head), size;
	const void *bytes;

	if (type == STORE_NULL)
		return;
	if (type == STORE_INT) {
		const int64_t number = row->ops->number(row, place);
		unsigned char value[NUMBER_BYTES];

		if (is_default(column, number))
			return;
		size = write_number(number, value);
		used += write_head(INT_CODE, size, head + used);
		memcpy(head + used, value, size);
		put(feed, head, used + size);
		return;
	}
	bytes = row->ops->blob(row, place, &size);
	if (type == STORE_TEXT && is_default_text(column, bytes, size))
		return;
	used += write_head(type == STORE_TEXT ? TEXT_CODE : BLOB_CODE, size, head + used);
	put(feed, head, used);
	put(feed, bytes, size);
}

static void put_row(struct feed *feed, const struct digest_table *table,
		    const struct store_row *row, int first)
{
	unsigned char mark[2];
	const size_t size = write_mark(table->mark, mark);

	put(feed, mark, size);
	for (int i = 0; i < table->columns; i++)
		put_column(feed, &table->column[i], row, first + i);
}

void digest_row(const struct digest_table *table, const struct store_row *row, int first,
		unsigned char digest[DIGEST_SIZE])
{
	struct feed feed;

	feed.parts = NULL;
	feed.used = 0;
	put_row(&feed, table, row, first);
	if (!feed.parts) {
		secret_digest(NULL, feed.buffer, feed.used, digest, DIGEST_SIZE);
		return;
	}
	empty(&feed);
	secret_parts_end(feed.parts, digest, DIGEST_SIZE);
	free(feed.parts);
}

static size_t write_value(const struct store_row *row, int place, unsigned char *out, size_t room)
{
	const int type = row->ops->type(row, place);
	unsigned char value[NUMBER_BYTES];
	const void *bytes = value;
	size_t size, used;

	if (type == STORE_INT)
		size = write_number(row->ops->number(row, place), value);
	else
		bytes = row->ops->blob(row, place, &size);
	/* The schema bounds what is a key; what was put there past it is cut, and found. */
	if (size + 6 > room)
		size = room < 6 ? 0 : room - 6;
	used = write_head(type == STORE_INT    ? INT_CODE
			  : type == STORE_BLOB ? BLOB_CODE
					       : TEXT_CODE,
			  size, out);
	memcpy(out + used, bytes, size);
	return used + size;
}

size_t digest_key(const struct digest_table *table, const struct store_row *row, int first,
		  unsigned char key[DIGEST_KEY_MAX])
{
	size_t used = 0;

	for (int i = 0; i < table->keys && used + 6 < DIGEST_KEY_MAX; i++)
		used += write_value(row, first + table->key[i], key + used, DIGEST_KEY_MAX - used);
	return used;
}

size_t digest_group_key(const struct store_row *row, int place, unsigned char key[DIGEST_KEY_MAX])
{
	return write_value(row, place, key, DIGEST_KEY_MAX);
}

/* The head of a value within a key; false when there is none any more. */
static bool read_head(const unsigned char *key, size_t size, size_t *at, unsigned char *code,
		      size_t *length)
{
	if (size - *at < 2)
		return false;
	*code = key[*at];
	*length = key[*at + 1];
	*at += 2;
	if (*length == 255) {
		if (size - *at < 4)
			return false;
		*length = 0;
		for (int i = 0; i < 4; i++)
			*length = *length << 8 | key[*at + (size_t)i];
		*at += 4;
	}
	return *length <= size - *at;
}

static int64_t read_number(const unsigned char *bytes, size_t size)
{
	uint64_t number = size > 0 && bytes[0] & 0x80U ? UINT64_MAX : 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return (int64_t)number;
}

struct store_value digest_key_value(const unsigned char *key, size_t size)
{
	unsigned char code;
	size_t at = 0, length;

	if (!read_head(key, size, &at, &code, &length))
		return STORE_ARG_NULL;
	if (code == INT_CODE)
		return STORE_ARG_INT(read_number(key + at, length));
	/* A text of a statement ends in a NUL, which the caller put behind the key. */
	if (code == TEXT_CODE)
		return (struct store_value){ .type = STORE_TEXT, .bytes = key + at };
	return STORE_ARG_BLOB(key + at, length);
}

void digest_key_text(const unsigned char *key, size_t size, char *out, size_t out_size)
{
	size_t at = 0, used = 0, length;
	unsigned char code;

	out[0] = '\0';
	while (read_head(key, size, &at, &code, &length) && used + 1 < out_size) {
		const char *between = used > 0 ? ", " : "";

		if (code == INT_CODE)
			text_format(out + used, out_size - used, "%s%" PRId64, between,
				    read_number(key + at, length));
		else if (code == TEXT_CODE)
			text_format(out + used, out_size - used, "%s%.*s", between, (int)length,
				    (const char *)key + at);
		else
			text_format(out + used, out_size - used, "%s%02x%02x...", between,
				    length > 0 ? key[at] : 0U, length > 1 ? key[at + 1] : 0U);
		used += strlen(out + used);
		at += length;
	}
}

void digest_group_begin(struct digest_group *group, const struct digest_table *table)
{
	unsigned char mark[2];

	secret_parts_begin(&group->parts, NULL, DIGEST_SIZE);
	secret_parts_add(&group->parts, mark, write_mark(table->mark, mark));
}

/* Of the digests of its rows: where one ends and the next begins cannot be moved. */
void digest_group_row(struct digest_group *group, const struct digest_table *table,
		      const struct store_row *row)
{
	unsigned char digest[DIGEST_SIZE];

	digest_row(table, row, 0, digest);
	secret_parts_add(&group->parts, digest, DIGEST_SIZE);
}

void digest_group_end(struct digest_group *group, unsigned char digest[DIGEST_SIZE])
{
	secret_parts_end(&group->parts, digest, DIGEST_SIZE);
}
