#ifndef DESK_BACKUP_FILE_H
#define DESK_BACKUP_FILE_H
/*
 * A sealed backup as a file: sealing a copy of the database into it, and reading it to its end,
 * every byte authenticated. Its form is in backup_header.h.
 * Invariant: STATUS_OK is said only of a file that is whole, piece by piece, up to the last.
 */
#include <stdio.h>

#include "desk/trust/backup_header.h"

/* What a clinic seals with; in its database (backup_key.h). Whoever has it makes backups, and tells
 * the clinic's own from forged ones; it opens none. */
struct backup_keys {
	unsigned char key_public[SECRET_KEY_SIZE];
	unsigned char digest_key[SECRET_KEY_SIZE];
	unsigned char locked[BACKUP_LOCK_SIZE];
	bool for_owner;
	unsigned char owner_public[SECRET_KEY_SIZE];
};

/* New ones, under a passphrase; without an owner. STATUS_NO_MEMORY. */
enum status backup_keys_make(const char *passphrase, struct backup_keys *out,
			     struct problem *problem) MUST_CHECK;

/* What reads a backup. Without the stream's key it is not opened, only told to be whole and the
 * clinic's own; without the digest's key, as the owner has it, whose it is cannot be told. To be
 * wiped with secret_wipe. */
struct backup_reader {
	bool opens, tells;
	unsigned char stream_key[SECRET_KEY_SIZE], digest_key[SECRET_KEY_SIZE];
};

/* STATUS_BAD_VALUE: it is another passphrase, or the owner's key is another one. */
enum status backup_reader_by_passphrase(const struct backup_header *header, const char *passphrase,
					struct backup_reader *out,
					struct problem *problem) MUST_CHECK;
enum status backup_reader_by_owner(const struct backup_header *header,
				   const struct secret_pair *pair, struct backup_reader *out,
				   struct problem *problem) MUST_CHECK;

/*
 * Seals the file at `plain`, of header->bytes bytes, to `out`, which has the name `name`. The
 * header's keys are filled in. *reader reads it back.
 */
enum status backup_file_seal(const char *plain, const struct backup_keys *keys,
			     struct backup_header *header, FILE *out, const char *name,
			     struct backup_reader *reader, struct problem *problem) MUST_CHECK;

/* Whether the file at `path` begins as a sealed backup does. */
bool backup_file_is(const char *path);

/*
 * Reads the header; then all of it, by what `reader` has: STATUS_BAD_FILE with a sentence when it
 * is not whole or not as it was written. What it held is written to `plain` when that is not NULL,
 * and is nothing to rely on before STATUS_OK.
 */
enum status backup_file_look(const char *path, struct backup_header *header,
			     struct problem *problem) MUST_CHECK;
enum status backup_file_read(const char *path, const struct backup_reader *reader, FILE *plain,
			     const char *plain_name, struct backup_header *header,
			     struct problem *problem) MUST_CHECK;

#endif
