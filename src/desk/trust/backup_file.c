#include "desk/trust/backup_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/cause.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"

enum { SEALED_PIECE_SIZE = BACKUP_PIECE_SIZE + SECRET_PIECE_EXTRA };

/* What lies in a lock. */
struct backup_secret {
	unsigned char private_key[SECRET_KEY_SIZE], digest_key[SECRET_KEY_SIZE];
};
_Static_assert(sizeof(struct backup_secret) == BACKUP_SECRET_SIZE, "two keys");

static enum status cannot_read(struct problem *problem, const char *name)
{
	return problem_set(problem, STATUS_BAD_FILE, _("\"%s\" cannot be read: %s."), name,
			   cause_words(name, errno));
}

enum status backup_keys_make(const char *passphrase, struct backup_keys *out,
			     struct problem *problem)
{
	struct backup_secret secret;
	struct secret_pair pair;
	enum status status;

	memset(out, 0, sizeof(*out));
	secret_pair_new(&pair);
	memcpy(out->key_public, pair.public, sizeof(out->key_public));
	memcpy(secret.private_key, pair.private, sizeof(secret.private_key));
	secret_random(secret.digest_key, sizeof(secret.digest_key));
	memcpy(out->digest_key, secret.digest_key, sizeof(out->digest_key));
	status = secret_lock(passphrase, &secret, sizeof(secret), out->locked, problem);
	secret_wipe(&pair, sizeof(pair));
	secret_wipe(&secret, sizeof(secret));
	return status;
}

enum status backup_reader_by_passphrase(const struct backup_header *header, const char *passphrase,
					struct backup_reader *out, struct problem *problem)
{
	struct backup_secret secret = { 0 };
	struct secret_pair pair;
	enum status status = secret_unlock(passphrase, header->locked, sizeof(header->locked),
					   &secret, problem);

	*out = (struct backup_reader){ .opens = true, .tells = true };
	memcpy(out->digest_key, secret.digest_key, sizeof(out->digest_key));
	memcpy(pair.public, header->key_public, sizeof(pair.public));
	memcpy(pair.private, secret.private_key, sizeof(pair.private));
	if (!status && !secret_unseal(&pair, header->key_box, out->stream_key, SECRET_KEY_SIZE))
		status = problem_set(problem, STATUS_BAD_FILE,
				     _("The passphrase is right, but the key in the beginning of "
				       "the backup is not this backup's: it was put together from "
				       "several."));
	secret_wipe(&pair, sizeof(pair));
	secret_wipe(&secret, sizeof(secret));
	return status;
}

enum status backup_reader_by_owner(const struct backup_header *header,
				   const struct secret_pair *pair, struct backup_reader *out,
				   struct problem *problem)
{
	*out = (struct backup_reader){ .opens = true };
	if (!header->for_owner)
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("This backup was made before the clinic had an owner's key: "
				     "the passphrase opens it."));
	if (!secret_equal(header->owner_public, pair->public, sizeof(pair->public)) ||
	    !secret_unseal(pair, header->owner_box, out->stream_key, SECRET_KEY_SIZE))
		return problem_set(problem, STATUS_BAD_VALUE,
				   _("This owner's key is not the one that opens this backup."));
	return STATUS_OK;
}

/* Sealing. */

static void begin_header(const struct backup_keys *keys, struct backup_header *header,
			 struct secret_stream *stream, struct backup_reader *reader)
{
	*reader = (struct backup_reader){ .opens = true, .tells = true };
	secret_random(reader->stream_key, sizeof(reader->stream_key));
	memcpy(reader->digest_key, keys->digest_key, sizeof(reader->digest_key));
	secret_stream_seal_begin(stream, reader->stream_key, header->begin);
	memcpy(header->locked, keys->locked, sizeof(header->locked));
	memcpy(header->key_public, keys->key_public, sizeof(header->key_public));
	header->for_owner = keys->for_owner;
	memcpy(header->owner_public, keys->owner_public, sizeof(header->owner_public));
	memset(header->owner_box, 0, sizeof(header->owner_box));
	secret_seal(keys->key_public, reader->stream_key, SECRET_KEY_SIZE, header->key_box);
	if (keys->for_owner)
		secret_seal(keys->owner_public, reader->stream_key, SECRET_KEY_SIZE,
			    header->owner_box);
}

/* A file that is being written or read, piece by piece. */
struct passing {
	FILE *from, *to; /* `to` may be NULL */
	const char *from_name, *to_name;
	unsigned char beginning[BACKUP_HEADER_SIZE];
	int64_t left; /* bytes of the database */
	struct secret_stream stream;
	struct secret_parts mac;
	unsigned char open[BACKUP_PIECE_SIZE], sealed[SEALED_PIECE_SIZE];
};

static void passing_free(struct passing *passing)
{
	if (passing->from)
		fclose(passing->from);
	secret_wipe(passing, sizeof(*passing));
	free(passing);
}

static size_t next_size(const struct passing *passing)
{
	return passing->left < BACKUP_PIECE_SIZE ? (size_t)passing->left : BACKUP_PIECE_SIZE;
}

/* What a piece is bound to beside the others: the first one to the header. */
static size_t beside_size(const struct passing *passing, int64_t bytes)
{
	return passing->left == bytes ? BACKUP_HEADER_SIZE : 0;
}

static enum status seal_pieces(struct passing *passing, int64_t bytes, struct problem *problem)
{
	unsigned char digest[SECRET_DIGEST_SIZE];

	while (passing->left > 0) {
		const size_t size = next_size(passing), sealed = size + SECRET_PIECE_EXTRA;

		if (fread(passing->open, 1, size, passing->from) != size)
			return cannot_read(problem, passing->from_name);
		secret_stream_seal(&passing->stream, passing->open, size, passing->beginning,
				   beside_size(passing, bytes), passing->left == (int64_t)size,
				   passing->sealed);
		passing->left -= (int64_t)size;
		secret_parts_add(&passing->mac, passing->sealed, sealed);
		if (fwrite(passing->sealed, 1, sealed, passing->to) != sealed)
			return file_cannot_write(passing->to_name, errno, problem);
	}
	secret_parts_end(&passing->mac, digest, SECRET_DIGEST_SIZE);
	if (fwrite(digest, 1, sizeof(digest), passing->to) != sizeof(digest))
		return file_cannot_write(passing->to_name, errno, problem);
	return STATUS_OK;
}

enum status backup_file_seal(const char *plain, const struct backup_keys *keys,
			     struct backup_header *header, FILE *out, const char *name,
			     struct backup_reader *reader, struct problem *problem)
{
	struct passing *passing = memory_new(1, sizeof(*passing));
	enum status status = STATUS_OK;

	passing->from = fopen(plain, "re");
	passing->from_name = plain;
	passing->to = out;
	passing->to_name = name;
	passing->left = header->bytes;
	if (!passing->from)
		status = cannot_read(problem, plain);
	if (!status) {
		begin_header(keys, header, &passing->stream, reader);
		backup_header_write(header, passing->beginning);
		secret_parts_begin(&passing->mac, keys->digest_key, SECRET_DIGEST_SIZE);
		secret_parts_add(&passing->mac, passing->beginning, BACKUP_HEADER_SIZE);
		if (fwrite(passing->beginning, 1, BACKUP_HEADER_SIZE, out) != BACKUP_HEADER_SIZE)
			status = file_cannot_write(name, errno, problem);
	}
	if (!status)
		status = seal_pieces(passing, header->bytes, problem);
	passing_free(passing);
	return status;
}

/* Reading. */

static enum status damaged(struct problem *problem, const char *path)
{
	return problem_set(problem, STATUS_BAD_FILE,
			   _("The backup \"%s\" is not as it was written: it is damaged, or "
			     "somebody has changed it. Take another one."),
			   path);
}

/* The header, and whether as much follows as it says. */
static enum status read_header(FILE *file, const char *path, unsigned char *beginning,
			       struct backup_header *header, struct problem *problem)
{
	struct stat about;
	size_t size;
	enum status status;

	errno = 0;
	size = fread(beginning, 1, BACKUP_HEADER_SIZE, file);
	if (ferror(file) || fstat(fileno(file), &about) != 0)
		return cannot_read(problem, path);
	status = backup_header_read(beginning, size, path, header, problem);
	if (status)
		return status;
	if (about.st_size < backup_file_bytes(header))
		return problem_set(problem, STATUS_BAD_FILE,
				   _("The backup \"%s\" is cut off: its end is missing."), path);
	return about.st_size > backup_file_bytes(header) ? damaged(problem, path) : STATUS_OK;
}

bool backup_file_is(const char *path)
{
	unsigned char bytes[BACKUP_HEADER_SIZE];
	struct stat about;
	FILE *file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "re") : NULL;
	const bool is = file && backup_header_begins(bytes, fread(bytes, 1, sizeof(bytes), file));

	if (file)
		fclose(file);
	return is;
}

enum status backup_file_look(const char *path, struct backup_header *header,
			     struct problem *problem)
{
	unsigned char beginning[BACKUP_HEADER_SIZE];
	enum status status = file_is_no_pipe(path, problem);
	FILE *file;

	memset(header, 0, sizeof(*header));
	if (status)
		return status;
	file = fopen(path, "re");
	if (!file)
		return cannot_read(problem, path);
	status = read_header(file, path, beginning, header, problem);
	fclose(file);
	return status;
}

static enum status take_piece(struct passing *passing, const struct backup_reader *reader,
			      int64_t bytes, struct problem *problem)
{
	const size_t size = next_size(passing), sealed = size + SECRET_PIECE_EXTRA;
	bool last = false;

	errno = 0;
	if (fread(passing->sealed, 1, sealed, passing->from) != sealed)
		return ferror(passing->from) ? cannot_read(problem, passing->from_name)
					     : damaged(problem, passing->from_name);
	if (reader->tells)
		secret_parts_add(&passing->mac, passing->sealed, sealed);
	if (reader->opens &&
	    (!secret_stream_open(&passing->stream, passing->sealed, sealed, passing->beginning,
				 beside_size(passing, bytes), passing->open, &last) ||
	     last != (passing->left == (int64_t)size)))
		return damaged(problem, passing->from_name);
	passing->left -= (int64_t)size;
	if (passing->to && fwrite(passing->open, 1, size, passing->to) != size)
		return file_cannot_write(passing->to_name, errno, problem);
	return STATUS_OK;
}

static enum status take_end(struct passing *passing, const struct backup_reader *reader,
			    struct problem *problem)
{
	unsigned char digest[SECRET_DIGEST_SIZE], written[SECRET_DIGEST_SIZE];

	if (fread(written, 1, sizeof(written), passing->from) != sizeof(written) ||
	    fgetc(passing->from) != EOF)
		return damaged(problem, passing->from_name);
	if (!reader->tells)
		return STATUS_OK;
	secret_parts_end(&passing->mac, digest, SECRET_DIGEST_SIZE);
	return secret_equal(digest, written, sizeof(digest)) ? STATUS_OK
							     : damaged(problem, passing->from_name);
}

static enum status read_all(struct passing *passing, const struct backup_reader *reader,
			    struct backup_header *header, struct problem *problem)
{
	enum status status = read_header(passing->from, passing->from_name, passing->beginning,
					 header, problem);

	if (status)
		return status;
	passing->left = header->bytes;
	if (reader->tells) {
		secret_parts_begin(&passing->mac, reader->digest_key, SECRET_DIGEST_SIZE);
		secret_parts_add(&passing->mac, passing->beginning, BACKUP_HEADER_SIZE);
	}
	if (reader->opens &&
	    !secret_stream_open_begin(&passing->stream, reader->stream_key, header->begin))
		return damaged(problem, passing->from_name);
	while (passing->left > 0 && !status)
		status = take_piece(passing, reader, header->bytes, problem);
	return status ? status : take_end(passing, reader, problem);
}

enum status backup_file_read(const char *path, const struct backup_reader *reader, FILE *plain,
			     const char *plain_name, struct backup_header *header,
			     struct problem *problem)
{
	struct passing *passing = memory_new(1, sizeof(*passing));
	enum status status;

	passing->from = fopen(path, "re");
	passing->from_name = path;
	passing->to = reader->opens ? plain : NULL;
	passing->to_name = plain_name;
	status = passing->from ? read_all(passing, reader, header, problem)
			       : cannot_read(problem, path);
	passing_free(passing);
	return status;
}
