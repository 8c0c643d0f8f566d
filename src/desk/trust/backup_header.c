#include "desk/trust/backup_header.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"

static const char magic[16] = { 'f', 'r', 'o', 'n', 't', 'd', 'e', 's',
				'k', '-', 'b', 'a', 'c', 'k', 'u', 'p' };

enum { OWNER_SLOT = 1, NUMBER_SIZE = 8 };

/* One walk over the bytes, to write them or to read them, so that both keep one order. */
struct walk {
	unsigned char *bytes;
	size_t at;
	bool writes;
};

static void walk_bytes(struct walk *walk, void *value, size_t size)
{
	if (walk->writes)
		memcpy(walk->bytes + walk->at, value, size);
	else
		memcpy(value, walk->bytes + walk->at, size);
	walk->at += size;
}

static void walk_number(struct walk *walk, int64_t *value)
{
	unsigned char *at = walk->bytes + walk->at;
	uint64_t number = 0;

	for (int i = 0; i < NUMBER_SIZE; i++)
		if (walk->writes)
			at[i] = (unsigned char)((uint64_t)*value >> (8 * (NUMBER_SIZE - 1 - i)));
		else
			number = number << 8 | at[i];
	if (!walk->writes)
		*value = (int64_t)number;
	walk->at += NUMBER_SIZE;
}

static void walk_header(struct walk *walk, int64_t *version, struct backup_header *header)
{
	char first[sizeof(magic)];
	int64_t slots = header->for_owner ? OWNER_SLOT : 0;

	memcpy(first, magic, sizeof(magic));
	walk_bytes(walk, first, sizeof(first));
	walk_number(walk, version);
	walk_number(walk, &header->schema);
	walk_number(walk, &header->line.epoch);
	walk_number(walk, &header->seq);
	walk_number(walk, &header->at_ms);
	walk_number(walk, &header->bytes);
	walk_bytes(walk, header->line.clinic, sizeof(header->line.clinic));
	walk_bytes(walk, header->head, BACKUP_HEAD_SIZE);
	walk_number(walk, &slots);
	header->for_owner = slots == OWNER_SLOT;
	walk_bytes(walk, header->begin, sizeof(header->begin));
	walk_bytes(walk, header->owner_public, sizeof(header->owner_public));
	walk_bytes(walk, header->owner_box, sizeof(header->owner_box));
	walk_bytes(walk, header->key_public, sizeof(header->key_public));
	walk_bytes(walk, header->key_box, sizeof(header->key_box));
	walk_bytes(walk, header->locked, sizeof(header->locked));
}

bool backup_header_begins(const unsigned char *bytes, size_t size)
{
	return size >= sizeof(magic) && memcmp(bytes, magic, sizeof(magic)) == 0;
}

/* It stands at the end. */
static void make_digest(const unsigned char bytes[BACKUP_HEADER_SIZE],
			unsigned char digest[SECRET_DIGEST_SIZE])
{
	secret_digest(NULL, bytes, BACKUP_HEADER_SIZE - SECRET_DIGEST_SIZE, digest,
		      SECRET_DIGEST_SIZE);
}

void backup_header_write(const struct backup_header *header,
			 unsigned char bytes[BACKUP_HEADER_SIZE])
{
	struct backup_header copy = *header;
	struct walk walk = { .bytes = bytes, .writes = true };
	int64_t version = BACKUP_VERSION;

	memset(bytes, 0, BACKUP_HEADER_SIZE);
	walk_header(&walk, &version, &copy);
	assert(walk.at == BACKUP_HEADER_SIZE - SECRET_DIGEST_SIZE);
	make_digest(bytes, bytes + BACKUP_HEADER_SIZE - SECRET_DIGEST_SIZE);
}

static bool is_plausible(const struct backup_header *header)
{
	for (size_t i = 0; header->head[0] && i < BACKUP_HEAD_SIZE; i++)
		if (header->head[i] < '0' || header->head[i] > 'Z')
			return false;
	return header->schema > 0 && header->line.epoch >= 0 && header->seq >= 0 &&
	       header->bytes > 0 && header->bytes < INT64_MAX / 2;
}

enum status backup_header_read(const unsigned char *bytes, size_t size, const char *name,
			       struct backup_header *out, struct problem *problem)
{
	unsigned char copy[BACKUP_HEADER_SIZE], digest[SECRET_DIGEST_SIZE];
	struct walk walk = { .bytes = copy };
	int64_t version;

	memset(out, 0, sizeof(*out));
	if (!backup_header_begins(bytes, size))
		return problem_set(problem, STATUS_BAD_FILE,
				   _("\"%s\" is no sealed backup of frontdesk."), name);
	if (size < BACKUP_HEADER_SIZE)
		return problem_set(problem, STATUS_BAD_FILE,
				   _("The backup \"%s\" is cut off: its end is missing."), name);
	memcpy(copy, bytes, sizeof(copy));
	walk_header(&walk, &version, out);
	if (version > BACKUP_VERSION)
		return problem_set(problem, STATUS_BAD_FILE,
				   _("The backup \"%s\" was made by a newer frontdesk: its form is "
				     "version %lld, and this program reads version %d."),
				   name, (long long)version, BACKUP_VERSION);
	make_digest(copy, digest);
	if (version < 1 || !is_plausible(out) ||
	    !secret_equal(digest, copy + sizeof(copy) - sizeof(digest), sizeof(digest)))
		return problem_set(problem, STATUS_BAD_FILE,
				   _("The beginning of the backup \"%s\" is damaged."), name);
	return STATUS_OK;
}

int64_t backup_file_bytes(const struct backup_header *header)
{
	const int64_t pieces = (header->bytes + BACKUP_PIECE_SIZE - 1) / BACKUP_PIECE_SIZE;

	return BACKUP_HEADER_SIZE + header->bytes + pieces * SECRET_PIECE_EXTRA +
	       SECRET_DIGEST_SIZE;
}
