#include "desk/check/proof.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/siphash.h"
#include "base/text.h"
#include "store/digest.h"
#include "store/written.h"

#include "sql_columns.h"

enum {
	PLACES_LEAST = 1024,
	ENTRIES_OF_A_PART = 1000 * 1000, /* a pass looks at the rows of about as many entries */
	WHERE_SIZE = 256,
	UNSEEN_NAMED = 20
};

/* A row by its key: what was written last. */
struct known_row {
	uint64_t key; /* 0: the place is free */
	unsigned char digest[DIGEST_SIZE];
	int32_t link;
	bool seen;
};

struct proof {
	const struct proof_keys *keys;
	proof_fault_fn *fn;
	void *context;
	struct proof_told *told;
	struct written_bytes entries; /* the digests of all */
	struct chain_key own;
	uint64_t part, parts; /* this pass looks at the rows whose key is in this part */
	struct known_row *rows;
	size_t places, used;
	unsigned char random[SIPHASH_KEY_SIZE];
	/* While links are read: */
	struct chain_link before;
	struct chain_key key; /* of the owner's, brought forward */
	/* While a table is read: */
	const struct digest_table *table;
	struct digest_group group;
	unsigned char group_key[DIGEST_KEY_MAX];
	size_t group_size;
	/* The rows that are to be named: */
	uint64_t unseen[UNSEEN_NAMED];
	size_t unseen_count;
};

static void tell(struct proof *proof, enum proof_fault fault, const char *where)
{
	if (proof->fn)
		proof->fn(fault, where, proof->context);
}

/* Rows. */

static uint64_t hash_key(const struct proof *proof, uint16_t table, const unsigned char *key,
			 size_t size)
{
	unsigned char text[DIGEST_KEY_MAX + 2];
	uint64_t hash;

	size = size > DIGEST_KEY_MAX ? DIGEST_KEY_MAX : size;
	text[0] = (unsigned char)(table >> 8);
	text[1] = (unsigned char)table;
	memcpy(text + 2, key, size);
	hash = siphash(proof->random, text, size + 2);
	return hash ? hash : 1;
}

static struct known_row *place_of(struct known_row *rows, size_t places, uint64_t key)
{
	size_t at = (size_t)key & (places - 1);

	while (rows[at].key && rows[at].key != key)
		at = (at + 1) & (places - 1);
	return &rows[at];
}

static void make_room(struct proof *proof)
{
	const size_t places = proof->places ? proof->places * 2 : PLACES_LEAST;
	struct known_row *rows;

	if (proof->used * 4 < proof->places * 3)
		return;
	rows = memory_new(places, sizeof(*rows));
	for (size_t i = 0; i < proof->places; i++)
		if (proof->rows[i].key)
			*place_of(rows, places, proof->rows[i].key) = proof->rows[i];
	free(proof->rows);
	proof->rows = rows;
	proof->places = places;
}

static void know_row(struct proof *proof, const struct written_row *row, int64_t link)
{
	const uint64_t key = hash_key(proof, row->table, row->key, row->key_size);
	struct known_row *known;

	if (key % proof->parts != proof->part)
		return;
	make_room(proof);
	known = place_of(proof->rows, proof->places, key);
	proof->used += known->key == 0;
	known->key = key;
	known->link = (int32_t)link;
	memcpy(known->digest, row->digest, DIGEST_SIZE);
}

static void name_row(uint16_t mark, const unsigned char *key, size_t size, char where[WHERE_SIZE])
{
	const struct digest_table *table = digest_table_of(mark);
	size_t used;

	text_format(where, WHERE_SIZE, "%s ", table ? table->name : "?");
	used = strlen(where);
	digest_key_text(key, size, where + used, WHERE_SIZE - used);
}

static void compare_row(struct proof *proof, const unsigned char *row_key, size_t size,
			const unsigned char digest[DIGEST_SIZE])
{
	const uint64_t key = hash_key(proof, proof->table->mark, row_key, size);
	struct known_row *known = NULL;
	char where[WHERE_SIZE];

	if (key % proof->parts != proof->part)
		return;
	proof->told->rows++;
	if (proof->places)
		known = place_of(proof->rows, proof->places, key);
	if (known && known->key) {
		known->seen = true;
		if (memcmp(known->digest, digest, DIGEST_SIZE) == 0)
			return;
	}
	name_row(proof->table->mark, row_key, size, where);
	tell(proof, known && known->key ? PROOF_DIGEST : PROOF_UNWRITTEN, where);
}

static void end_group(struct proof *proof)
{
	unsigned char digest[DIGEST_SIZE];

	if (proof->group_size == 0)
		return;
	digest_group_end(&proof->group, digest);
	compare_row(proof, proof->group_key, proof->group_size, digest);
	proof->group_size = 0;
}

static void take_grouped(struct proof *proof, const struct store_row *row)
{
	unsigned char key[DIGEST_KEY_MAX];
	const size_t size = digest_group_key(row, proof->table->key[0], key);

	if (size != proof->group_size || memcmp(key, proof->group_key, size) != 0) {
		end_group(proof);
		memcpy(proof->group_key, key, size);
		proof->group_size = size;
		digest_group_begin(&proof->group, proof->table);
	}
	digest_group_row(&proof->group, proof->table, row);
}

static enum status take_row(const struct store_row *row, void *context)
{
	struct proof *proof = context;
	unsigned char key[DIGEST_KEY_MAX], digest[DIGEST_SIZE];

	if (proof->table->way == DIGEST_TOGETHER) {
		take_grouped(proof, row);
		return STATUS_OK;
	}
	digest_row(proof->table, row, 0, digest);
	if (proof->table->way == DIGEST_ENTRIES)
		written_append(&proof->entries, digest, DIGEST_SIZE);
	else
		compare_row(proof, key, digest_key(proof->table, row, 0, key), digest);
	return STATUS_OK;
}

/* Reads the entries, or everything else. */
static enum status read_tables(struct store *store, struct proof *proof, bool entries)
{
	enum status status = STATUS_OK;
	int count;
	const struct digest_table *tables = digest_tables(&count);

	for (int i = 0; i < count && !status; i++) {
		if ((tables[i].way == DIGEST_ENTRIES) != entries)
			continue;
		proof->table = &tables[i];
		status = store_each(store, tables[i].all, NO_ARGS, take_row, proof);
		end_group(proof);
	}
	return status;
}

/* Links. */

static void name_link(const struct proof *proof, const struct chain_link *link,
		      char where[WHERE_SIZE])
{
	const int64_t first = proof->before.seq + 1;

	if (link->seq <= first)
		text_format(where, WHERE_SIZE, "link %" PRId64 ", audit %" PRId64, link->id,
			    link->seq);
	else
		text_format(where, WHERE_SIZE, "link %" PRId64 ", audit %" PRId64 " to %" PRId64,
			    link->id, first, link->seq);
}

/* Whether it can stand behind the one before it. */
static bool follows(const struct chain_link *before, const struct chain_link *link)
{
	const int64_t key_no = before->key_no + (before->ends ? 1 : 0);

	if (link->id != before->id + 1 || link->seq < before->seq)
		return false;
	return (link->epoch == before->epoch && link->key_no == key_no) ||
	       (link->epoch == before->epoch + 1 && link->key_no == 0);
}

static bool is_made_of(struct proof *proof, const struct chain_link *link,
		       const unsigned char *rows, size_t size)
{
	const size_t from = (size_t)proof->before.seq * DIGEST_SIZE;
	const size_t to = (size_t)link->seq * DIGEST_SIZE;
	struct chain_link made = *link;

	if (!follows(&proof->before, link) || to > proof->entries.used)
		return false;
	chain_hash(&made, link->id > 1 ? proof->before.hash : NULL, proof->entries.bytes + from,
		   to - from, rows, size);
	return memcmp(made.hash, link->hash, CHAIN_HASH_SIZE) == 0;
}

/* The key of a link's day; NULL: there is none to look at it with. */
static const struct chain_key *key_of(struct proof *proof, const struct chain_link *link)
{
	struct chain_key *key = &proof->key;

	if (key->epoch != link->epoch)
		for (size_t i = 0; i < proof->keys->count; i++)
			if (proof->keys->first[i].epoch == link->epoch)
				*key = proof->keys->first[i];
	if (key->epoch == link->epoch && key->number < link->key_no && proof->before.ends)
		chain_next_key(key, proof->before.hash);
	if (key->epoch == link->epoch && key->number == link->key_no)
		return key;
	if (proof->own.epoch == link->epoch && proof->own.number == link->key_no)
		return &proof->own;
	return NULL;
}

static void look_at_seal(struct proof *proof, const struct chain_link *link,
			 const struct store_row *row)
{
	const struct chain_key *key = link->epoch > 0 ? key_of(proof, link) : NULL;
	unsigned char made[CHAIN_MAC_SIZE];
	char where[WHERE_SIZE];
	size_t size;
	const void *mac = row_blob(row, CHECK_LINKS_MAC, &size);

	name_link(proof, link, where);
	if (link->epoch > 0 && size == 0 && link->epoch == proof->told->newest.epoch)
		tell(proof, PROOF_UNSEALED, where);
	if (!key || size == 0)
		return;
	chain_mac(key->bytes, link->hash, made);
	proof->told->seals++;
	if (size != CHAIN_MAC_SIZE || !secret_equal(mac, made, CHAIN_MAC_SIZE))
		tell(proof, PROOF_SEAL, where);
}

static enum status take_link(const struct store_row *row, void *context)
{
	struct proof *proof = context;
	struct chain_link link = { .id = 0 };
	struct written_row written;
	char where[WHERE_SIZE];
	size_t size, at = 0;
	const unsigned char *rows;
	enum status status = link_from_row(row, &link);

	rows = row_blob(row, CHECK_LINKS_DIGESTS, &size);
	if (proof->part == 0) {
		if (!is_made_of(proof, &link, rows, size)) {
			name_link(proof, &link, where);
			tell(proof, PROOF_LINK, where);
		}
		look_at_seal(proof, &link, row);
		if (proof->told->links++ == 0)
			proof->told->oldest = link;
	}
	while (written_next(rows, size, &at, true, &written))
		know_row(proof, &written, link.id);
	proof->before = link;
	return status;
}

/* Finds the names of rows that are not there. */
static enum status take_unseen(const struct store_row *row, void *context)
{
	struct proof *proof = context;
	struct written_row written;
	char where[WHERE_SIZE];
	size_t size, at = 0;
	const unsigned char *rows = row_blob(row, CHECK_LINKS_DIGESTS, &size);

	while (written_next(rows, size, &at, true, &written)) {
		const uint64_t key = hash_key(proof, written.table, written.key, written.key_size);

		for (size_t i = 0; i < proof->unseen_count; i++) {
			if (proof->unseen[i] != key)
				continue;
			proof->unseen[i] = 0;
			/* A table that a later step of the schema took away is missed by nobody. */
			if (!digest_table_of(written.table))
				continue;
			name_row(written.table, written.key, written.key_size, where);
			tell(proof, PROOF_REMOVED, where);
		}
	}
	return STATUS_OK;
}

static enum status tell_unseen(struct store *store, struct proof *proof)
{
	static const unsigned char gone[DIGEST_SIZE];

	proof->unseen_count = 0;
	for (size_t i = 0; i < proof->places && proof->unseen_count < UNSEEN_NAMED; i++)
		if (proof->rows[i].key && !proof->rows[i].seen &&
		    memcmp(proof->rows[i].digest, gone, DIGEST_SIZE) != 0)
			proof->unseen[proof->unseen_count++] = proof->rows[i].key;
	if (proof->unseen_count == 0)
		return STATUS_OK;
	return store_each(store, SQL_CHECK_LINKS, NO_ARGS, take_unseen, proof);
}

/* Entries behind the newest link. */
static void look_at_end(struct proof *proof)
{
	const int64_t entries = (int64_t)(proof->entries.used / DIGEST_SIZE);
	char where[WHERE_SIZE];

	proof->told->entries = entries;
	if (proof->part > 0 || proof->before.seq == entries)
		return;
	text_format(where, sizeof(where), "audit %" PRId64 " to %" PRId64, proof->before.seq + 1,
		    entries);
	tell(proof, PROOF_LINK, where);
}

static enum status run_part(struct store *store, struct proof *proof)
{
	enum status status;

	memset(&proof->before, 0, sizeof(proof->before));
	status = store_each(store, SQL_CHECK_LINKS, NO_ARGS, take_link, proof);
	if (status)
		return status;
	look_at_end(proof);
	status = read_tables(store, proof, false);
	if (!status)
		status = tell_unseen(store, proof);
	free(proof->rows);
	proof->rows = NULL;
	proof->places = proof->used = 0;
	return status;
}

static enum status run_parts(struct store *store, struct proof *proof)
{
	enum status status = link_newest(store, &proof->told->newest);
	struct problem problem;
	enum link_key how;

	if (!status && proof->told->newest.id > 0 && proof->keys->own)
		status = link_key_look(store, &proof->told->newest, &how, &proof->own, &problem);
	if (!status)
		status = read_tables(store, proof, true);
	proof->parts = 1 + proof->entries.used / DIGEST_SIZE / ENTRIES_OF_A_PART;
	if (proof->told->newest.id == 0) {
		look_at_end(proof);
		return status;
	}
	for (; proof->part < proof->parts && !status; proof->part++)
		status = run_part(store, proof);
	return status;
}

enum status proof_run(struct desk *desk, const struct proof_keys *keys, proof_fault_fn *fn,
		      void *context, struct proof_told *told)
{
	struct proof *proof = memory_new(1, sizeof(*proof));
	enum status status;

	memset(told, 0, sizeof(*told));
	proof->keys = keys;
	proof->fn = fn;
	proof->context = context;
	proof->told = told;
	secret_random(proof->random, sizeof(proof->random));
	status = run_parts(desk->store, proof);
	written_drop(&proof->entries);
	free(proof->rows);
	secret_wipe(proof, sizeof(*proof));
	free(proof);
	return desk_store_result(desk, status);
}
