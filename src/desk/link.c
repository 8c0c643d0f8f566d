#include "desk/link.h"

#include <assert.h>
#include <string.h>

#include "base/language.h"
#include "desk/key_file.h"
#include "store/digest.h"
#include "store/written.h"

#include "sql_columns.h"

/* A link has about as many bytes of digests at most, and the next one goes on: an engine takes no
 * value of more than 1 MiB (store/sqlite/connect.c). */
enum { PART_BYTES = 256 * 1024 };

enum status link_from_row(const struct store_row *row, void *context)
{
	struct chain_link *link = context;

	link->id = row_number(row, LINK_ROW_ID);
	link->seq = row_number(row, LINK_ROW_SEQ);
	link->epoch = row_number(row, LINK_ROW_EPOCH);
	link->key_no = row_number(row, LINK_ROW_KEY_NO);
	link->ends = row_number(row, LINK_ROW_ENDS) != 0;
	/* One of another size is found by the checks: it is no link's. */
	if (!row_bytes(row, LINK_ROW_HASH, link->hash, sizeof(link->hash)))
		memset(link->hash, 0, sizeof(link->hash));
	return STATUS_OK;
}

static enum status read_link(struct store *store, enum sql statement,
			     const struct store_value *args, size_t count, struct chain_link *out)
{
	memset(out, 0, sizeof(*out));
	return store_one(store, statement, args, count, link_from_row, out);
}

enum status link_newest(struct store *store, struct chain_link *out)
{
	enum status status = read_link(store, SQL_LINK_NEWEST, NO_ARGS, out);

	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status link_of_close(struct store *store, int64_t seq, struct chain_link *out)
{
	return read_link(store, SQL_LINK_OF_CLOSE, ARGS(STORE_ARG_INT(seq)), out);
}

/* Keys. */

/* A link that ends a day, whose key comes next. */
static enum status go_on(const struct store_row *row, void *context)
{
	struct chain_key *key = context;
	struct chain_link link;

	memset(&link, 0, sizeof(link));
	(void)link_from_row(row, &link);
	if (link.key_no == key->number)
		chain_next_key(key, link.hash);
	return STATUS_OK;
}

/* The number of the key that is in force after a link. */
static int64_t number_after(const struct chain_link *link)
{
	return link->key_no + (link->ends ? 1 : 0);
}

/* Brings a key forward to the one in force after a link. */
static enum status bring_forward(struct store *store, const struct chain_link *link,
				 struct chain_key *key)
{
	if (key->number >= number_after(link))
		return STATUS_OK;
	return store_each(store, SQL_LINK_ENDS,
			  ARGS(STORE_ARG_INT(key->epoch), STORE_ARG_INT(key->number)), go_on, key);
}

static enum status compare_mark(const struct store_row *row, void *context)
{
	const struct chain_key *key = context;
	char mark[CHAIN_HEAD_SIZE];

	return strcmp(row_text(row, ONLY_COLUMN), chain_key_mark(key, mark)) == 0
		       ? STATUS_OK
		       : STATUS_NOT_FOUND;
}

/* Reads the key of an epoch. The first one must be that which began it: one that was made for a
 * change which was not kept may still lie there. STATUS_NOT_FOUND and STATUS_BAD_FILE, or the
 * store's. */
static enum status read_key(struct store *store, int64_t epoch, struct chain_key *key,
			    struct problem *problem)
{
	enum status status = key_file_read(store, epoch, key, problem);

	if (status || key->number > 0)
		return status;
	status = store_one(store, SQL_EPOCH_MARK, ARGS(STORE_ARG_INT(epoch)), compare_mark, key);
	if (status)
		secret_wipe(key, sizeof(*key));
	return status;
}

static bool is_of_file(enum status status)
{
	return status == STATUS_NOT_FOUND || status == STATUS_BAD_FILE;
}

/* The key in force after a link into state->running; without it, epoch 0 there. */
static enum status find_key(struct store *store, struct link_state *state,
			    const struct chain_link *link, struct problem *problem)
{
	struct chain_key *key = &state->running;
	enum status status;

	if (key->epoch != link->epoch && state->missing != link->epoch && link->epoch > 0) {
		status = read_key(store, link->epoch, key, problem);
		if (status && !is_of_file(status))
			return status;
		if (status)
			state->missing = link->epoch;
		state->written.epoch = key->epoch;
		state->written.number = key->number;
	}
	if (key->epoch != link->epoch || link->epoch == 0) {
		secret_wipe(key, sizeof(*key));
		return STATUS_OK;
	}
	status = bring_forward(store, link, key);
	/* An older copy of the database: the key of its day is gone. */
	if (!status && key->number != number_after(link))
		secret_wipe(key, sizeof(*key));
	return status;
}

enum status link_begin_epoch(struct store *store, struct link_state *state, struct chain_key *out,
			     struct problem *problem)
{
	struct chain_link newest;
	enum status status = link_newest(store, &newest);

	if (status)
		return status;
	memset(out, 0, sizeof(*out));
	out->epoch = newest.epoch + 1;
	secret_random(out->bytes, sizeof(out->bytes));
	status = key_file_write(store, out, problem);
	if (status)
		return status;
	state->running = *out;
	state->written.epoch = out->epoch;
	state->written.number = 0;
	state->begins = true;
	return STATUS_OK;
}

void link_kept(struct store *store, struct link_state *state)
{
	struct problem problem;

	if (state->begins)
		key_file_remove(store, state->running.epoch - 1);
	state->key = state->running;
	state->begins = false;
	if (state->key.epoch == 0 || (state->key.epoch == state->written.epoch &&
				      state->key.number == state->written.number))
		return;
	/* What fails here is done again after the next change, or at the next opening: the key is
	 * made again of the one that the file has. */
	if (key_file_write(store, &state->key, &problem) != STATUS_OK)
		return;
	state->written.epoch = state->key.epoch;
	state->written.number = state->key.number;
}

void link_dropped(struct link_state *state)
{
	state->running = state->key;
	state->written.epoch = 0; /* it is read again, or written once more */
	state->begins = false;
	state->ends_day = false;
}

void link_forget(struct link_state *state)
{
	secret_wipe(state, sizeof(*state));
}

enum status link_key_look(struct store *store, const struct chain_link *newest, enum link_key *how,
			  struct chain_key *key, struct problem *problem)
{
	enum status status;

	memset(key, 0, sizeof(*key));
	*how = LINK_KEY_NEVER;
	if (newest->epoch == 0)
		return STATUS_OK;
	status = read_key(store, newest->epoch, key, problem);
	*how = status == STATUS_NOT_FOUND ? LINK_KEY_MISSING : LINK_KEY_BAD;
	if (status)
		return is_of_file(status) ? STATUS_OK : status;
	status = bring_forward(store, newest, key);
	if (status)
		return status;
	*how = key->number == number_after(newest) ? LINK_KEY_HERE : LINK_KEY_AHEAD;
	return STATUS_OK;
}

/* Links. */

struct collected {
	const struct digest_table *table;
	struct written_bytes *rows;
	struct digest_group group;
	bool any;
};

static enum status digest_grouped(const struct store_row *row, void *context)
{
	struct collected *collected = context;

	digest_group_row(&collected->group, collected->table, row);
	collected->any = true;
	return STATUS_OK;
}

/* Reads a group of rows and appends its digest. */
static enum status add_group(struct store *store, const struct written_row *group,
			     struct written_bytes *rows)
{
	const struct digest_table *table = digest_table_of(group->table);
	struct collected collected = { .table = table };
	unsigned char key[DIGEST_KEY_MAX + 1], digest[DIGEST_SIZE] = { 0 };
	struct store_value value;
	enum status status;

	assert(table && group->key_size <= DIGEST_KEY_MAX);
	memcpy(key, group->key, group->key_size);
	key[group->key_size] = '\0';
	value = digest_key_value(key, group->key_size);
	digest_group_begin(&collected.group, table);
	status = store_each(store, table->group, &value, 1, digest_grouped, &collected);
	if (status)
		return status;
	if (collected.any)
		digest_group_end(&collected.group, digest);
	written_row(rows, group->table, key, group->key_size, digest);
	return STATUS_OK;
}

static enum status add_groups(struct store *store, const struct store_written *written,
			      struct written_bytes *rows)
{
	struct written_row group;
	enum status status = STATUS_OK;
	size_t at = 0;

	while (!status && written_next(written->groups, written->groups_size, &at, false, &group))
		status = add_group(store, &group, rows);
	return status;
}

struct whole {
	const struct digest_table *table;
	struct written_bytes *rows, *entries;
	/* Of rows that are digested together: */
	struct digest_group group;
	unsigned char key[DIGEST_KEY_MAX];
	size_t key_size; /* 0: none was begun */
};

static void end_group(struct whole *whole)
{
	unsigned char digest[DIGEST_SIZE];

	if (whole->key_size == 0)
		return;
	digest_group_end(&whole->group, digest);
	written_row(whole->rows, whole->table->mark, whole->key, whole->key_size, digest);
	whole->key_size = 0;
}

static enum status add_any_row(const struct store_row *row, void *context)
{
	struct whole *whole = context;
	const struct digest_table *table = whole->table;
	unsigned char key[DIGEST_KEY_MAX], digest[DIGEST_SIZE];
	size_t size;

	if (table->way == DIGEST_TOGETHER) {
		size = digest_group_key(row, table->key[0], key);
		if (size != whole->key_size || memcmp(key, whole->key, size) != 0) {
			end_group(whole);
			memcpy(whole->key, key, size);
			whole->key_size = size;
			digest_group_begin(&whole->group, table);
		}
		digest_group_row(&whole->group, table, row);
		return STATUS_OK;
	}
	digest_row(table, row, 0, digest);
	if (table->way == DIGEST_ENTRIES)
		written_append(whole->entries, digest, DIGEST_SIZE);
	else
		written_row(whole->rows, table->mark, key, digest_key(table, row, 0, key), digest);
	return STATUS_OK;
}

/* The whole database, and the entry that is its last. */
static enum status digest_everything(struct store *store, struct written_bytes *rows,
				     struct written_bytes *entries, int64_t *last)
{
	struct whole whole = { .rows = rows, .entries = entries };
	enum status status = STATUS_OK;
	int count;
	const struct digest_table *tables = digest_tables(&count);

	for (int i = 0; i < count && !status; i++) {
		whole.table = &tables[i];
		status = store_each(store, tables[i].all, NO_ARGS, add_any_row, &whole);
		end_group(&whole);
	}
	if (!status)
		status = store_number(store, SQL_AUDIT_LAST_SEQ, NO_ARGS, last);
	return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status write_link(struct store *store, struct chain_link *link,
			      const struct chain_key *key, const unsigned char *before,
			      const struct store_written *what)
{
	unsigned char mac[CHAIN_MAC_SIZE];
	struct store_value seal = STORE_ARG_NULL;

	chain_hash(link, before, what->entries, what->entries_size, what->rows, what->rows_size);
	if (key->epoch > 0) {
		chain_mac(key->bytes, link->hash, mac);
		seal = STORE_ARG_BLOB(mac, sizeof(mac));
	}
	return store_run(store, SQL_LINK_ADD,
			 ARGS(STORE_ARG_INT(link->id), STORE_ARG_INT(link->seq),
			      STORE_ARG_INT(link->epoch), STORE_ARG_INT(link->key_no),
			      STORE_ARG_INT(link->ends),
			      STORE_ARG_BLOB(link->hash, CHAIN_HASH_SIZE), seal,
			      STORE_ARG_BLOB(what->rows, what->rows_size)),
			 NULL);
}

/* The end of the rows that one link takes of what is left. */
static size_t part_of(const unsigned char *rows, size_t size)
{
	struct written_row row;
	size_t at = 0;

	while (at < PART_BYTES && written_next(rows, size, &at, true, &row))
		;
	return at;
}

static enum status write_links(struct store *store, struct link_state *state,
			       const struct chain_link *newest, struct store_written what,
			       struct chain_link *out)
{
	struct chain_link link = { .id = newest->id,
				   .seq = what.last_entry,
				   .epoch = state->begins ? state->running.epoch : newest->epoch,
				   .key_no = state->begins ? 0 : number_after(newest) };
	unsigned char before[CHAIN_HASH_SIZE];
	const unsigned char *rows = what.rows;
	size_t left = what.rows_size;
	enum status status;

	memcpy(before, newest->hash, sizeof(before));
	do {
		what.rows = rows;
		what.rows_size = part_of(rows, left);
		rows += what.rows_size;
		left -= what.rows_size;
		link.id++;
		link.ends = left == 0 && state->ends_day;
		status = write_link(store, &link, &state->running, link.id > 1 ? before : NULL,
				    &what);
		memcpy(before, link.hash, sizeof(before));
		what.entries_size = 0;
	} while (!status && left > 0);
	*out = link;
	return status;
}

static enum status add_inside(struct store *store, struct link_state *state,
			      struct written_bytes *rows, struct written_bytes *entries,
			      struct chain_link *out, struct problem *problem)
{
	struct store_written what = store_written(store);
	struct chain_link newest;
	enum status status = link_newest(store, &newest);

	if (!status && !state->begins)
		status = find_key(store, state, &newest, problem);
	if (!status && newest.id == 0) {
		status = digest_everything(store, rows, entries, &what.last_entry);
		what.entries = entries->bytes;
		what.entries_size = entries->used;
		what.rows = rows->bytes;
		what.rows_size = rows->used;
	} else if (!status && what.groups_size > 0) {
		written_append(rows, what.rows, what.rows_size);
		status = add_groups(store, &what, rows);
		what.rows = rows->bytes;
		what.rows_size = rows->used;
	}
	if (newest.id > 0 && (what.last_entry < newest.seq || what.entries_size == 0))
		what.last_entry = newest.seq;
	if (!status)
		status = write_links(store, state, &newest, what, out);
	return status;
}

enum status link_add(struct store *store, struct link_state *state, struct problem *problem)
{
	const struct store_written written = store_written(store);
	struct written_bytes rows = { NULL, 0, 0 }, entries = { NULL, 0, 0 };
	struct chain_link link;
	enum status status;

	if (written.rows_size == 0 && written.groups_size == 0 && written.entries_size == 0)
		return STATUS_OK;
	status = add_inside(store, state, &rows, &entries, &link, problem);
	written_drop(&rows);
	written_drop(&entries);
	store_written_forget(store);
	/* The key of the day that ended is kept by nobody. */
	if (!status && link.ends && state->running.epoch > 0)
		chain_next_key(&state->running, link.hash);
	state->ends_day = false;
	return status;
}

enum status link_end_day(struct store *store, struct link_state *state, struct chain_link *out,
			 struct problem *problem)
{
	enum status status;

	state->ends_day = true;
	status = link_add(store, state, problem);
	return status ? status : link_newest(store, out);
}
