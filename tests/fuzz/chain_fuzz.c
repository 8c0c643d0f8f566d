/*
 * Fuzzing: what is read from outside the database of the chain: the file of the key of the day, a
 * head and a line of heads.txt, the owner's file, and the rows of a link. What is taken is written
 * again as it was.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "desk/trust/heads.h"
#include "desk/trust/owner.h"
#include "store/digest.h"
#include "store/written.h"
#include "tests/fuzz/fuzz.h"

static void read_key(const char *text)
{
	char again[CHAIN_KEY_TEXT_SIZE];
	struct chain_key key;

	if (!chain_key_read(text, &key))
		return;
	assert(key.epoch > 0 && key.number >= 0);
	chain_key_write(&key, again);
	assert(strcmp(text, again) == 0);
}

static void read_head(const char *text)
{
	unsigned char head[CHAIN_HEAD_BYTES], same[CHAIN_HEAD_BYTES];
	char again[CHAIN_HEAD_SIZE];
	struct head_line line;

	if (heads_read_line(text, &line))
		assert(line.seq > 0);
	if (!chain_head_read(text, head))
		return;
	assert(chain_head_read(chain_head_text(head, again), same));
	assert(memcmp(head, same, sizeof(head)) == 0);
}

static void read_owner(const char *text)
{
	struct secret_pair pair;
	struct problem problem;

	if (owner_text_read(text, &pair, &problem) != STATUS_OK)
		fuzz_sentence(&problem);
}

static void read_rows(const uint8_t *data, size_t size)
{
	unsigned char key[DIGEST_KEY_MAX + 1];
	struct written_row row;
	char text[256];
	size_t at = 0;

	while (written_next(data, size, &at, true, &row)) {
		assert(at <= size && row.digest + DIGEST_SIZE <= data + size);
		digest_key_text(row.key, row.key_size, text, sizeof(text));
		if (row.key_size > DIGEST_KEY_MAX)
			continue;
		memcpy(key, row.key, row.key_size);
		key[row.key_size] = '\0';
		(void)digest_key_value(key, row.key_size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;

	read_rows(data, size);
	if (size > OWNER_FILE_MAX)
		return 0;
	text = malloc(size + 1);
	if (!text)
		abort();
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	read_key(text);
	read_head(text);
	read_owner(text);
	free(text);
	return 0;
}
