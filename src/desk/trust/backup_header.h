#ifndef DESK_BACKUP_HEADER_H
#define DESK_BACKUP_HEADER_H
/*
 * What a sealed backup begins with: whose it is, up to which entry, and for whom it can be opened.
 * It can be read by everybody, names nobody, and all that follows is bound to it. Pure: bytes in,
 * bytes out; numbers lie high byte first.
 *
 * The file's form, version 1: the header; the database in pieces of BACKUP_PIECE_SIZE bytes, each
 * sealed (secret_stream.h), the first bound to the header, the last one saying that it is; a keyed
 * digest over all of that. The key of the stream is random; it is sealed to the clinic's backup
 * key, whose private half is in the header, locked by the passphrase, and to the owner's key where
 * there is one. So the computer that makes backups by itself cannot open them.
 */
#include <stdint.h>

#include "base/secret_stream.h"
#include "store/line.h"

enum {
	BACKUP_VERSION = 1,
	BACKUP_HEADER_SIZE = 512,
	BACKUP_PIECE_SIZE = 64 * 1024,
	BACKUP_HEAD_SIZE = 16, /* letters of a head of the chain, without NUL */
	/* The private half of the backup key and the key of the digest, and both locked. */
	BACKUP_SECRET_SIZE = SECRET_KEY_SIZE + SECRET_KEY_SIZE,
	BACKUP_LOCK_SIZE = BACKUP_SECRET_SIZE + SECRET_LOCK_EXTRA,
	BACKUP_BOX_SIZE = SECRET_KEY_SIZE + SECRET_SEAL_EXTRA,
};

struct backup_header {
	int64_t schema; /* the version of the database */
	int64_t seq;	/* its last entry */
	int64_t at_ms;
	int64_t bytes;			 /* of the database */
	struct clinic_line line;	 /* its machine is not told */
	char head[BACKUP_HEAD_SIZE + 1]; /* of the chain; "" where there is none */
	unsigned char begin[SECRET_STREAM_BEGIN];
	bool for_owner; /* the owner's key opens it, too */
	unsigned char owner_public[SECRET_KEY_SIZE], owner_box[BACKUP_BOX_SIZE];
	unsigned char key_public[SECRET_KEY_SIZE], key_box[BACKUP_BOX_SIZE];
	unsigned char locked[BACKUP_LOCK_SIZE];
};

/* Whether a file's first bytes say that it is a sealed backup, of any version. */
bool backup_header_begins(const unsigned char *bytes, size_t size);

void backup_header_write(const struct backup_header *header,
			 unsigned char bytes[BACKUP_HEADER_SIZE]);

/* STATUS_BAD_FILE with a sentence: it is none, of a later version, or not as it was written; a
 * digest over it tells. `name` is for the sentence. */
enum status backup_header_read(const unsigned char *bytes, size_t size, const char *name,
			       struct backup_header *out, struct problem *problem) MUST_CHECK;

/* How long the whole file is. */
int64_t backup_file_bytes(const struct backup_header *header);

#endif
