#ifndef STORE_WRITTEN_H
#define STORE_WRITTEN_H
/*
 * What the open writing transaction wrote, as digests (digest.h), since it began or since
 * store_written_forget: store.c notes it with every statement that changes a table, whoever runs
 * it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/*
 * A row in `rows`: the mark of its table (2 bytes), the length of its key (2), the key, its digest
 * (DIGEST_SIZE; zeros: it is gone), one behind the other in the order in which they were written.
 * `groups` has marks and keys alone: rows that are digested together, which are to be read.
 * `entries` has the digests of the entries of the history that were made.
 */
enum { WRITTEN_HEAD = 4 };
struct store_written {
	const unsigned char *rows, *groups, *entries;
	size_t rows_size, groups_size, entries_size;
	int64_t last_entry; /* the newest that this transaction made; 0: none */
};

/* Owned by the store, until something is written or the transaction ends. */
struct store_written store_written(const struct store *store);
void store_written_forget(struct store *store);

/* Takes the next row, or group (which has no digest), at *at of `size` bytes, and moves *at behind
 * it. False at the end, and where the bytes are none. */
struct written_row {
	uint16_t table;
	const unsigned char *key, *digest;
	size_t key_size;
};
bool written_next(const unsigned char *bytes, size_t size, size_t *at, bool has_digest,
		  struct written_row *out);

/* Of store.c: what the notes are made of. */
struct written_bytes {
	unsigned char *bytes;
	size_t used, room;
};
struct written {
	struct written_bytes rows, groups, entries;
	size_t mark[3]; /* what there was when the attempt began */
};
struct digest_table;
struct store_row;
void written_note(struct written *written, const struct digest_table *table,
		  const struct store_row *row, int first, bool is_gone);
void written_clear(struct written *written);
void written_attempt(struct written *written);
void written_undo(struct written *written);
void written_release(struct written *written);

/* Appends to bytes: a row as above. */
void written_append(struct written_bytes *bytes, const void *more, size_t size);
void written_drop(struct written_bytes *bytes);
void written_row(struct written_bytes *bytes, uint16_t table, const unsigned char *key,
		 size_t key_size, const unsigned char *digest);

#endif
